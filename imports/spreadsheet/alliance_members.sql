-- The members of alliances.
select contestant_id, alliance_contestant_id, election_id, source_id, locator, found_at
from alliances
where alliance_count = 1
