-- Women elected: share and change
--
-- Women elected to a chamber, by the source the database goes by, their share of the seats at stake, and the change
-- against the previous election. The share is as exact as the number; see qualifier and rounded_to. There is no change
-- where one of the two numbers is not exact, or where the seats of the two elections are not compared (final_rounds).
--
-- key: election_id
with counts_of_women as (
    select election_id, value, unit, qualifier, source_id, source
    from figures
    where figure = 'women_elected' and contestant_id is null and is_used
),
women_by_election as (
    select
        election_context.*,
        final_rounds.missing_previous_seats,
        counts_of_women.value,
        counts_of_women.unit,
        counts_of_women.qualifier,
        counts_of_women.source_id,
        counts_of_women.source,
        counts_of_women.qualifier = 'exact' and counts_of_women.unit = 1 as is_exact,
        case
            when counts_of_women.value is null then 'no source gives a number'
            when counts_of_women.value > election_context.seats then 'more women than seats'
            when election_context.seats is null then 'the number of seats is not known'
        end as missing
    from election_context
    join final_rounds on final_rounds.election_id = election_context.election_id
    left join counts_of_women on counts_of_women.election_id = election_context.election_id
    where election_context.body_kind = 'legislature'
),
women_at_both_times as (
    select
        now.*,
        earlier.value as value_before,
        case
            when now.missing_previous_seats is not null then now.missing_previous_seats
            when now.value is null then 'no source gives a number'
            when earlier.value is null then 'no source gives a number before'
            when now.value > now.seats or earlier.value > earlier.seats then 'more women than seats'
            when not now.is_exact or not earlier.is_exact then 'one of the two numbers is not exact'
        end as missing_change
    from women_by_election as now
    left join women_by_election as earlier on earlier.election_id = now.previous_election_id
)
select
    election_id,
    election,
    country,
    first_polling_on,
    scope,                                                      -- general, by-election or partial renewal
    round,                                                      -- 1: the only round or the first; 2: the second
    is_annulled,                                                -- true: declared void
    cast(value as bigint) as women_elected,                     -- women elected; null: no source gives a number
    qualifier,
    cast(unit as bigint) as rounded_to,                         -- 1: exact; else what the number is rounded to
    cast(seats as bigint) as seats,                             -- seats at stake
    case when missing is null
        then cast(round(cast(100.0 * value / nullif(seats, 0) as decimal(38, 12)), 2) as double) end
        as women_share_pct,                                     -- women per 100 seats at stake; null: see missing
    cast(value_before as bigint) as women_elected_before,       -- women at the previous election; null: not known
    cast(case when missing_change is null then value - value_before end as bigint)
        as change,                                              -- more women than before; null: see missing_change
    source_id,
    source,
    missing,                                                    -- why there is no share; null when there is
    missing_change                                              -- why there is no change; null when there is
from women_at_both_times
order by election_id
