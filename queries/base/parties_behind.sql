-- Parties behind every contestant
--
-- The parties that stand behind an entry on the ballot: its own and, for an alliance, those of its members.
-- Independents and options such as "against" have none.
--
-- key: contestant_id, party_id
with ties as (
    select contestant_id, party_id, true as is_own
    from contestant_parties
    union all
    select distinct alliance_members.alliance_contestant_id, contestant_parties.party_id, false
    from alliance_members
    join contestant_parties on contestant_parties.contestant_id = alliance_members.contestant_id
    left join contestant_parties as own
        on own.contestant_id = alliance_members.alliance_contestant_id
        and own.party_id = contestant_parties.party_id
    where own.party_id is null
)
select
    contestants.election_id,                                    -- the election
    ties.contestant_id,                                         -- the entry on the ballot
    contestants.contestant,                            -- its name
    ties.party_id,                                              -- a party behind it
    parties.party,                                      -- the party's name
    ties.is_own                                                 -- true: its own party; false: a party of one of its members
from ties
join contestants on contestants.contestant_id = ties.contestant_id
join parties on parties.party_id = ties.party_id
order by ties.contestant_id, ties.party_id
