-- Votes by line. A single vote out of one is the publisher's placeholder for a seat that nobody contested: the votes
-- are not known then, and the candidate is elected.
select
    lines.election_id,
    lines.election_id || lines.ending as return_id,
    lines.area_id,
    contestants.contestant_id,
    case when lines.totalvotes <> '1' then lines.candidatevotes end as votes,
    case when lines.totalvotes = '1' then 1 end as seats
from lines
left join contestants on contestants.locator = 'row ' || lines.line and contestants.source_id = 'medsl_house-1976-2018'
