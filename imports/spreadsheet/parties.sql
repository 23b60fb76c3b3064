-- One party for each name, in each country.
with named as (
    select party_id, country_id, party, source_id, locator, row, found_at, 1 as sheet from given_parties
    union all
    select earlier_party_id, country_id, earlier, source_id, locator, row, found_at, 2 from taken_ancestry
    union all
    select later_party_id, country_id, later, source_id, locator, row, found_at, 2 from taken_ancestry
)
select
    party_id,
    min(country_id) as country_id,
    arg_min(party, (sheet, row)) as party,
    arg_min(source_id, (sheet, row)) as source_id,
    arg_min(locator, (sheet, row)) as locator,
    arg_min(found_at, (sheet, row)) as found_at
from named
where party_id not in (select party_id from parties_before)
group by party_id
