-- Votes of each line. One vote out of one is a placeholder: the publisher writes it where nobody else stood. The
-- candidate is then elected, and the votes are not known.
select
    lines.election_id,
    lines.election_id || lines.ending as return_id,
    lines.area_id,
    contestants.contestant_id,
    case when lines.totalvotes <> '1' then lines.candidatevotes end as votes,
    case when lines.totalvotes = '1' then 1 end as seats
from lines
left join contestants
    on contestants.locator = 'row ' || lines.line
    and contestants.source_id = 'medsl_house-1976-2018'
