-- The election two years earlier.
select
    elections.election_id,
    previous_elections.election_id as previous_election_id,
    elections.body_id,
    'medsl_house-1976-2018' as source_id,
    'year' as locator
from elections
join elections as previous_elections
    on previous_elections.body_id = elections.body_id
    and year(previous_elections.first_polling_on) = year(elections.first_polling_on) - 2
where elections.body_id = 'medsl_house-house'
