-- Up to three returns a year: the vote of November, run-offs and special elections. A run-off decides its district, so
-- it has the first rank. The special elections are those of Texas in 1996 and 2006, in districts that courts had
-- redrawn or that were vacant. They are used for a district only where the file has no other vote there in that year.
with rounds as (
    select distinct election_id, year, ending
    from lines
)
select
    election_id || ending as return_id,
    election_id,
    'medsl_house-1976-2018' as source_id,
    'rows of ' || year
        || case ending when '-runoff' then ' with runoff TRUE' when '-special' then ' with special TRUE' else '' end
        as locator,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    true as names_everyone,
    1 as counts_rounded_to,
    row_number() over (partition by year order by case ending when '-runoff' then 1 when '' then 2 else 3 end) as rank,
    case ending
        when '-runoff' then 'a run-off decides its district'
        when '' then 'the vote of November'
        else 'only where there was no other vote'
    end as rank_reason,
    case when ending <> '' then 'the file gives no day for these' end as note
from rounds
