-- The rows of the whole.
select election_id as return_id, contestant_id, election_id, votes, seats, found_at
from given_results
where area is null
