-- Elections. Type 13 is an election to a national parliament, type 1 to the European Parliament. The files give one day
-- for each, and no name. The name is what people say: the year, and elections_called; or the European Parliament and
-- the country. Where a country held two of a kind in a year, the month stands before the year.
with named_elections as (
    select
        elections.*,
        lower(countries.code_iso2) as country_id,
        coalesce(elections_called.adjective, countries.name) || ' '
            || coalesce(elections_called.called, 'parliamentary') || ' election'
            as national_name,
        countries.name as country_name,
        case
            when count(*) over (partition by elections.country, elections.type, substr(elections.date, 1, 4)) > 1
                then strftime(cast(elections.date as date), '%B ')
            else ''
        end || substr(elections.date, 1, 4) || ' '
            as called_year
    from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
    left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
        on countries.id = elections.country
    left join elections_called on elections_called.country_id = lower(countries.code_iso2)
)
select
    'parlgov-' || id as election_id,
    'parlgov-' || country_id || case type when '13' then '-parliament' else '-european-parliament' end as body_id,
    called_year || case type when '13' then national_name else 'European Parliament election in ' || country_name end
        as election,
    'direct vote' as kind,
    date as first_polling_on,
    date as last_polling_on,
    'general' as scope,
    1 as round,
    false as is_annulled,
    1 as votes_per_ballot,
    seats_total as seats,
    seats_total as chamber_seats,
    'parlgov-2024' as source_id,
    'Election ' || id as locator
from named_elections
