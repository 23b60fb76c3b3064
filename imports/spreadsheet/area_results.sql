-- The rows of results.csv that are about an area.
select election_id, election_id as return_id, area_id, contestant_id, votes, seats, found_at
from given_results
where area is not null
