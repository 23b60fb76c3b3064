-- The rows of results that are about an area, which stand in the order of the key already.
select election_id, return_id, area_id, contestant_id, votes, seats, found_at
from taken_results
where area_id is not null and contestant_id is not null
