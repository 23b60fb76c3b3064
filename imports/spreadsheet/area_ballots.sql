-- The registers and ballots of areas.
select
    election_id, return_id, area_id, registered_voters, ballots_cast, valid_votes, invalid_votes, found_at
from area_registers
where coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is not null
order by election_id, return_id, area_id
