-- The rows of the sheet ancestry, with the ids that they get. A row that is not taken has the reason in `problem`.
with countries_named as (
    select
        country_id,
        min(country_slug) as country_slug,
        arg_min(source_id, row) as source_id,
        count(*) over () as country_count
    from taken_elections
    group by country_id
)
select
    ancestry_sheet.* exclude (place),
    countries_named.country_id,
    countries_named.source_id,
    coalesce(place, found_at) as locator,
    coalesce(earlier_parties.party_id, 'spreadsheet-' || countries_named.country_id || '_' || earlier_slug)
        as earlier_party_id,
    coalesce(later_parties.party_id, 'spreadsheet-' || countries_named.country_id || '_' || later_slug)
        as later_party_id,
    case
        when filled = 1 then 'note'
        when is_lost then 'cell'
        when earlier is null then 'earlier is empty'
        when later is null then 'later is empty'
        when kind is null then 'kind is empty'
        when day is null then 'day is empty'
        when earlier_slug = later_slug then 'earlier and later are one name'
        when country is null and (select max(country_count) from countries_named) > 1
            then 'country is empty, and elections has several'
        when countries_named.country_id is null then 'country: elections has none of that name'
        when row_number() over (
            partition by countries_named.country_id, earlier_slug, later_slug, filled, is_lost order by row
        ) > 1
            then 'repeats the step of an earlier row'
    end as problem
from ancestry_sheet
left join countries_named
    on countries_named.country_slug = ancestry_sheet.country_slug
    or countries_named.country_id = ancestry_sheet.country_iso
    or (ancestry_sheet.country is null and countries_named.country_count = 1)
left join parties_before as earlier_parties
    on earlier_parties.country_id = countries_named.country_id
    and earlier_parties.slug = ancestry_sheet.earlier_slug
left join parties_before as later_parties
    on later_parties.country_id = countries_named.country_id
    and later_parties.slug = ancestry_sheet.later_slug
