-- The total of a contest: its valid votes or, where blank and void ones are among its lines, its ballots. Where the
-- rows of a contest give several totals, the greatest.
select
    election_id,
    election_id || ending as return_id,
    area_id,
    case when bool_or(kind = 'option') then max(cast(totalvotes as bigint)) end as ballots_cast,
    case when not bool_or(kind = 'option') then max(cast(totalvotes as bigint)) end as valid_votes
from lines
where totalvotes <> '1'
group by election_id, ending, area_id
