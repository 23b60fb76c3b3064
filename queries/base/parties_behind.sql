-- Parties behind every contestant
--
-- The parties behind an entry on the ballot: its own and, for an alliance, those of its members. Independents and
-- options such as "against" have none.
--
-- key:   contestant_id, party_id
-- kept:  as a table, because whoever asks for one election would read all of them
-- order: none, because whoever joins it puts its own rows in order
with parties_by_contestant as (
    select contestant_id, party_id, true as is_own
    from contestant_parties
    union all
    select distinct alliance_members.alliance_contestant_id, contestant_parties.party_id, false
    from alliance_members
    join contestant_parties on contestant_parties.contestant_id = alliance_members.contestant_id
    left join contestant_parties as own_parties
        on own_parties.contestant_id = alliance_members.alliance_contestant_id
        and own_parties.party_id = contestant_parties.party_id
    where own_parties.party_id is null
)
select
    contestants.election_id,
    parties_by_contestant.contestant_id,
    contestants.contestant,
    parties_by_contestant.party_id,                             -- a party behind it
    parties.party,
    parties_by_contestant.is_own                                -- true: its own party; false: one of a member's
from parties_by_contestant
join contestants on contestants.contestant_id = parties_by_contestant.contestant_id
join parties on parties.party_id = parties_by_contestant.party_id
