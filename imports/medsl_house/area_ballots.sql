-- The total of a contest: its valid votes or, where blank and void ones are among its lines, its ballots. Where the
-- rows of a contest give several totals, the greatest.
select
    'medsl_house-' || year as election_id,
    'medsl_house-' || year || case when runoff = 'TRUE' then '-runoff' when special = 'TRUE' then '-special' else '' end as return_id,
    'medsl_house-' || lower(state_po) || '-' || district as area_id,
    case when bool_or(candidate ilike '%blank%' or candidate ilike '%void vote%' or candidate ilike 'over vote%') then max(cast(totalvotes as bigint)) end as ballots_cast,
    case when not bool_or(candidate ilike '%blank%' or candidate ilike '%void vote%' or candidate ilike 'over vote%') then max(cast(totalvotes as bigint)) end as valid_votes
from read_csv('1976-2018-house.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
where totalvotes <> '1'
group by 1, 2, 3, year, state_po, district
