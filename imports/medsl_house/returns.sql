-- One return for the vote of November and, where districts held one, another for the run-off, which decides them and
-- so is ranked first. Texas voted anew in districts that courts had redrawn (special, 1996 and 2006): that was the
-- election of these districts in that year, and is in the first of the two.
select distinct
    'medsl_house-' || year || case runoff when 'TRUE' then '-runoff' else '' end as return_id,
    'medsl_house-' || year as election_id,
    'medsl_house-1976-2018' as source_id,
    'rows of ' || year || case runoff when 'TRUE' then ' with runoff TRUE' else '' end as place,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    1 as counts_rounded_to,
    case when runoff = 'TRUE' then 1 else 2 end as rank,
    case when runoff = 'TRUE' then 'a run-off decides its district' else 'all districts' end as rank_reason,
    case when runoff = 'TRUE' then 'the file gives no day for run-offs' end as note
from read_csv('1976-2018-house.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
