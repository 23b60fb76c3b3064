-- Steps in the ancestry of parties
--
-- Every step from an earlier party to a later one, with the first day on which it had surely happened: the day itself
-- where it is known, else the first day after the month or year in which it happened.
--
-- key:   earlier_party_id, later_party_id
-- order: none, because party_ancestry walks along them, and DuckDB 1.2 crashes where a recursion puts rows in order
with dated_steps as (
    select
        party_links.*,
        year(happened_on) as year_of_step,
        extract(month from happened_on) as month_of_step
    from party_links
)
select
    earlier_party_id,                                           -- the party before the step
    later_party_id,                                             -- the party after the step
    kind,                                                       -- renamed, merged, succeeded or split
    happened_on,                                                -- day of the step, or first day of its month or year
    precision,                                                  -- how much of that is known: day, month, year or by
    case
        when precision = 'year' or (precision = 'month' and month_of_step = 12)
        then cast(cast(year_of_step + 1 as varchar) || '-01-01' as date)
        when precision = 'month'
        then cast(
            cast(year_of_step as varchar)
            || case when month_of_step < 9 then '-0' else '-' end
            || cast(month_of_step + 1 as varchar)
            || '-01' as date
        )
        else happened_on
    end as certain_on                                           -- first day on which it had surely happened
from dated_steps
