-- Parties behind every contestant
--
-- The parties that stand behind an entry on the ballot: its own and, for an alliance, those of its members.
-- Independents and options such as "against" have none.
--
-- key: contestant_id, party_id
with ties as (
    select contestants.election_id, contestants.contestant_id, contestant_parties.party_id, 1 as own
    from contestants
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    union all
    select alliance_members.election_id, alliance_members.alliance_contestant_id, contestant_parties.party_id, 0
    from alliance_members
    join contestant_parties on contestant_parties.contestant_id = alliance_members.contestant_id
)
select
    ties.election_id,                                           -- the election
    ties.contestant_id,                                         -- the entry on the ballot
    contestants.label as contestant,                            -- its name
    ties.party_id,                                              -- a party behind it
    parties.name as party,                                      -- the party's name
    cast(max(ties.own) as integer) = 1 as is_own                -- true: its own party; false: a party of one of its members
from ties
join contestants
    on contestants.election_id = ties.election_id
    and contestants.contestant_id = ties.contestant_id
join parties on parties.party_id = ties.party_id
group by ties.election_id, ties.contestant_id, contestants.label, ties.party_id, parties.name
order by ties.contestant_id, ties.party_id
