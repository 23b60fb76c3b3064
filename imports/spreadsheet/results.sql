-- The rows of results.csv that are about a whole election.
select election_id as return_id, contestant_id, election_id, votes, seats, found_at
from given_results
where area is null
