-- Members with figures of their own, and the strongest party of an alliance where it is one of them.
with given as (
    select id, alliance, 'parlgov-' || election || '-' || party as contestant_id, 'parlgov-' || election as election_id
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
),
ties as (
    select members.id, members.contestant_id, members.election_id, coalesce(made.contestant_id, alliances.contestant_id) as alliance_contestant_id
    from given as members
    join given as alliances on alliances.id = members.alliance
    left join contestants as made on made.contestant_id = alliances.contestant_id || '-alliance'
    union all
    select given.id, given.contestant_id, given.election_id, made.contestant_id
    from given
    join contestants as made on made.contestant_id = given.contestant_id || '-alliance'
)
select ties.contestant_id, ties.alliance_contestant_id, ties.election_id, 'parlgov-database' as source_id, 'ElectionResult, id ' || ties.id as locator
from ties
join contestants on contestants.contestant_id = ties.contestant_id
