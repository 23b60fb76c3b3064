-- The members of alliances that have figures of their own. The strongest party of an alliance is among them where
-- contestants.sql makes the alliance a contestant of its own.
with published_results as (
    select id, alliance, 'parlgov-' || election || '-' || party as contestant_id, 'parlgov-' || election as election_id
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
),
memberships as (
    select
        members.id,
        members.contestant_id,
        members.election_id,
        coalesce(alliances.contestant_id, strongest_parties.contestant_id) as alliance_contestant_id
    from published_results as members
    join published_results as strongest_parties on strongest_parties.id = members.alliance
    left join contestants as alliances on alliances.contestant_id = strongest_parties.contestant_id || '-alliance'
    union all
    select
        strongest_parties.id,
        strongest_parties.contestant_id,
        strongest_parties.election_id,
        alliances.contestant_id
    from published_results as strongest_parties
    join contestants as alliances on alliances.contestant_id = strongest_parties.contestant_id || '-alliance'
)
select
    memberships.contestant_id,
    memberships.alliance_contestant_id,
    memberships.election_id,
    'parlgov-2024' as source_id,
    'ElectionResult ' || memberships.id as locator
from memberships
join contestants on contestants.contestant_id = memberships.contestant_id
