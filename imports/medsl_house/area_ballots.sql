-- The total that the file gives for a contest. It counts as valid votes. Where the contest has lines for blank or void
-- votes, the total includes them, so it counts as ballots cast. Where the rows of a contest give different totals, the
-- largest is taken.
select
    election_id,
    election_id || ending as return_id,
    area_id,
    case when bool_or(kind = 'blank votes') then max(cast(totalvotes as bigint)) end as ballots_cast,
    case when not bool_or(kind = 'blank votes') then max(cast(totalvotes as bigint)) end as valid_votes
from lines
where totalvotes <> '1'
group by election_id, ending, area_id
