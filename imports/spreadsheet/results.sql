-- The rows of results that are about a whole election.
select return_id, contestant_id, election_id, votes, share as vote_share_pct, seats, place as locator, found_at
from taken_results
where area_id is null and contestant_id is not null
