-- Parties and alliances. The publisher codes its stand-ins ('one seat', 'no seat', 'others') as parties too, so they
-- are here as well. Where two parties of a country have the same name, the abbreviation tells them apart.
select
    'parlgov-party-' || parties.id as party_id,
    lower(countries.code_iso2) as country_id,
    trim(parties.name_english)
        || case
            when count(*) over (partition by parties.country, trim(parties.name_english)) > 1
                then ' (' || parties.name_short || ')'
            else ''
        end
        as party,
    parties.name_short as abbreviation,
    trim(coalesce(parties.name_nonlatin, parties.name)) as native_name,
    year(cast(parties.foundation_date as date)) as founded_year,
    year(cast(parties.dissolution_date as date)) as dissolved_year,
    'parlgov-database' as source_id,
    'Party, id ' || parties.id as locator
from read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
    on countries.id = parties.country
