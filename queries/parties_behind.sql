-- Parties behind every contestant
--
-- The parties that stand behind an entry on the ballot: its own and, for an alliance, those of its members.
-- Independents and options such as "against" have none.
--
-- key: contestant_id, party_id
select
    contestants.election_id,                                    -- the election
    contestants.contestant_id,                                  -- the entry on the ballot
    contestants.label as contestant,                            -- its name
    parties.party_id,                                           -- a party behind it
    parties.name as party,                                      -- the party's name
    cast(max(case when contestant_parties.contestant_id = contestants.contestant_id then 1 else 0 end) as integer) = 1
        as is_own                                               -- true: its own party; false: a party of one of its members
from contestants
left join alliance_members on alliance_members.alliance_contestant_id = contestants.contestant_id
join contestant_parties
    on contestant_parties.contestant_id = contestants.contestant_id
    or contestant_parties.contestant_id = alliance_members.contestant_id
join parties on parties.party_id = contestant_parties.party_id
group by contestants.election_id, contestants.contestant_id, contestants.label, parties.party_id, parties.name
order by contestants.contestant_id, parties.party_id
