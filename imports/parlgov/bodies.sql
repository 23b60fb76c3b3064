-- Two chambers for each country: its parliament, and its members of the European Parliament.
select distinct
    'parlgov-' || lower(countries.code_iso2)
        || case elections.type when '13' then '-parliament' else '-european-parliament' end
        as body_id,
    lower(countries.code_iso2) as country_id,
    'legislature' as kind,
    case elections.type when '13' then 'Parliament' else 'European Parliament' end as body,
    case elections.type when '13' then 'Parliament' else 'European Parliament' end as native_name
from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
    on countries.id = elections.country
