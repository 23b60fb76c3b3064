-- Elections. Type 13 is an election to a national parliament, type 1 to the European Parliament. The files give one day
-- for each.
select
    'parlgov-' || elections.id as election_id,
    'parlgov-' || lower(countries.code_iso2)
        || case elections.type when '13' then '-parliament' else '-european-parliament' end
        as body_id,
    countries.name
        || case elections.type when '13' then ' parliament ' else ' European Parliament ' end
        || elections.date
        as election,
    'direct vote' as kind,
    elections.date as first_polling_on,
    elections.date as last_polling_on,
    'general' as scope,
    1 as round,
    false as is_annulled,
    1 as votes_per_ballot,
    elections.seats_total as seats,
    elections.seats_total as chamber_seats,
    'parlgov-database' as source_id,
    'Election, id ' || elections.id as locator
from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
    on countries.id = elections.country
