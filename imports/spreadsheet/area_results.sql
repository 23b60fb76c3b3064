-- The rows of results that are about an area.
select election_id, return_id, area_id, contestant_id, votes, seats, found_at
from taken_results
where area_id is not null and contestant_id is not null
order by election_id, return_id, area_id, contestant_id
