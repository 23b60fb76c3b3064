-- Parties standing now and before
--
-- The parties behind those who stand at an election to a chamber and, under the id of the same election, behind those
-- who stood at the one before it; without candidates of one area.
--
-- key:   election_id, is_previous, party_id
-- order: none, because whoever joins it puts its own rows in order
select distinct
    entries.election_id,
    entries.is_previous,                                        -- true: it stood at the previous election
    contestant_parties.party_id,
    now.first_polling_on,
    earlier.first_polling_on as previous_polling_on             -- main polling day of the previous election
from entries
join contestant_parties on contestant_parties.contestant_id = entries.contestant_id
join election_context as now on now.election_id = entries.election_id
join election_context as earlier on earlier.election_id = now.previous_election_id
where not entries.is_local
