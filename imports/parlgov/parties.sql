-- Parties and alliances. The publisher codes its stand-ins ('one seat', 'no seat', 'others') as parties too, so they
-- are here as well. Where two parties of a country have the same name, the abbreviation tells them apart. 'none' in
-- the place of an abbreviation says that there is none. Left out are an abbreviation that programs take for a missing
-- value (Na), and a native name with Latin letters inside its Greek words.
select
    'parlgov-party-' || parties.id as party_id,
    lower(countries.code_iso2) as country_id,
    plain(parties.name_english)
        || case
            when count(*) over (partition by parties.country, plain(parties.name_english)) > 1
                then ' (' || parties.name_short || ')'
            else ''
        end
        as party,
    case when lower(plain(parties.name_short)) not in ('none', 'na') then plain(parties.name_short) end as abbreviation,
    case
        when not regexp_matches(coalesce(parties.name_nonlatin, ''), '[A-Za-z]\p{Greek}|\p{Greek}[A-Za-z]')
            then plain(coalesce(parties.name_nonlatin, parties.name))
    end as native_name,
    year(cast(parties.foundation_date as date)) as founded_year,
    year(cast(parties.dissolution_date as date)) as dissolved_year,
    'parlgov-2024' as source_id,
    'Party ' || parties.id as locator
from read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
    on countries.id = parties.country
