-- Alliances with members without a name
--
-- Alliances of an election and of the one before it, some of whose members no row names: the members that are named
-- have less than the alliance, or there are none. Whoever is missing at that election may have stood in one of them.
-- Where contestant_parties has the parties of an alliance, they are named.
--
-- key:   election_id, is_previous, contestant_id
-- order: none, because whoever joins it puts its own rows in order
select distinct
    standings.election_id,
    standings.is_previous,                                      -- true: it stood at the previous election
    standings.contestant_id
from standings
left join alliance_members on alliance_members.alliance_contestant_id = standings.contestant_id
left join contestant_parties on contestant_parties.contestant_id = standings.contestant_id
where
    standings.kind = 'alliance'
    and standings.alliance_contestant_id is null
    and (standings.has_unnamed_members or alliance_members.contestant_id is null)
    and contestant_parties.party_id is null
