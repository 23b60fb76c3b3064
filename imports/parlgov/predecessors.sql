-- The previous election of the same chamber, as the publisher links them.
with election_links as (
    select
        id,
        case type when '13' then previous_parliament_election else previous_ep_election end as previous_id,
        case type when '13' then 'previous_parliament_election' else 'previous_ep_election' end as link_column
    from read_csv('31__elections__Election.csv', header = true, all_varchar = true)
)
select
    'parlgov-' || election_links.id as election_id,
    'parlgov-' || election_links.previous_id as previous_election_id,
    elections.body_id,
    'parlgov-2024' as source_id,
    'Election ' || election_links.id || ', ' || election_links.link_column as locator
from election_links
left join elections on elections.election_id = 'parlgov-' || election_links.id
where election_links.previous_id is not null
