-- Votes by line. A single vote out of one is the publisher's placeholder for a seat that nobody contested: the votes
-- are not known then, and the candidate is elected.
with lines as (
    select *, 'row ' || row_number() over () as place
    from read_csv('1976-2018-house.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
)
select
    contestants.election_id,
    contestants.election_id || case when lines.runoff = 'TRUE' then '-runoff' when lines.special = 'TRUE' then '-special' else '' end as return_id,
    'medsl_house-' || lower(lines.state_po) || '-' || lines.district as area_id,
    contestants.contestant_id,
    case when lines.totalvotes <> '1' then lines.candidatevotes end as votes,
    case when lines.totalvotes = '1' then 1 end as seats
from lines
join contestants on contestants.place = lines.place and contestants.source_id = 'medsl_house-1976-2018'
where contestants.kind <> 'alliance'
