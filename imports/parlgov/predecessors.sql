-- The previous election of the same chamber, as the publisher links them.
select
    'parlgov-' || given.id as election_id,
    'parlgov-' || case given.type when '13' then given.previous_parliament_election else given.previous_ep_election end as previous_election_id,
    elections.body_id,
    'parlgov-database' as source_id,
    'Election, id ' || given.id || case given.type when '13' then ', previous_parliament_election' else ', previous_ep_election' end as locator
from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as given
left join elections on elections.election_id = 'parlgov-' || given.id
where case given.type when '13' then given.previous_parliament_election else given.previous_ep_election end is not null
