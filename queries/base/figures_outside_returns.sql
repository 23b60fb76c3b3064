-- Figures that stand in no return
--
-- Statistics, quotas, seats by area, thresholds and the size of the chamber, one row for each that a source prints, as
-- figures has them. Numbers tell the figures of an election apart, follow their ids and are no names.
--
-- key:   election_id, figure_number
-- kept:  as a table, because questions about sources read it, and each would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with figures_of_statistics as (
    select
        election_id,
        contestant_id,
        cast(null as varchar) as area_id,
        measure_id as figure,
        cast(coalesce(amount, percentage) as double) as value,
        rounded_to,
        decimals,
        qualifier,
        source_id,
        locator,
        cast(null as boolean) as is_used,
        note
    from statistics
),
figures_of_chambers as (
    select
        election_id,
        null as contestant_id,
        null as area_id,
        'seats_at_stake' as figure,
        cast(seats as double) as value,
        1 as rounded_to,
        cast(null as int) as decimals,
        'exact' as qualifier,
        source_id,
        locator,
        true as is_used,
        null as note
    from elections
),
figures_of_quotas as (
    select
        contestants.election_id,
        reserved_seats.contestant_id,
        null as area_id,
        'reserved seats' as figure,
        cast(reserved_seats.seats as double) as value,
        1 as rounded_to,
        cast(null as int) as decimals,
        'exact' as qualifier,
        reserved_seats.source_id,
        reserved_seats.locator,
        cast(null as boolean) as is_used,
        null as note
    from reserved_seats
    join contestants on contestants.contestant_id = reserved_seats.contestant_id
),
figures_of_areas as (
    select
        election_id,
        null as contestant_id,
        area_id,
        'seats of the area' as figure,
        cast(seats as double) as value,
        1 as rounded_to,
        cast(null as int) as decimals,
        'exact' as qualifier,
        source_id,
        locator,
        true as is_used,
        null as note
    from area_seats
),
figures_of_thresholds as (
    select
        election_id,
        null as contestant_id,
        null as area_id,
        'threshold of ' || purpose as figure,
        cast(round(cast(100.0 * numerator / nullif(denominator, 0) as decimal(38, 12)), 2) as double) as value,
        cast(null as int) as rounded_to,
        2 as decimals,
        'exact' as qualifier,
        source_id,
        locator,
        cast(null as boolean) as is_used,
        null as note
    from thresholds
),
all_figures as (
    -- is_used is null where the kind of source decides.
    select * from figures_of_statistics
    union all select * from figures_of_chambers
    union all select * from figures_of_quotas
    union all select * from figures_of_areas
    union all select * from figures_of_thresholds
),
witnesses_by_value as (
    select
        statistics.election_id,
        statistics.measure_id as figure,
        statistics.contestant_id,
        cast(coalesce(statistics.amount, statistics.percentage) as double) as value,
        count(distinct coalesce(sources.lineage, sources.source_id)) as witnesses
    from statistics
    join sources on sources.source_id = statistics.source_id
    group by
        statistics.election_id,
        statistics.measure_id,
        statistics.contestant_id,
        cast(coalesce(statistics.amount, statistics.percentage) as double)
),
ranked_figures as (
    select
        all_figures.*,
        rank() over (
            partition by all_figures.election_id, all_figures.figure, all_figures.contestant_id
            order by
                source_kinds.rank,
                case all_figures.qualifier when 'exact' then 0 else 1 end,
                all_figures.rounded_to nulls last,
                all_figures.decimals desc nulls last,
                coalesce(witnesses_by_value.witnesses, 0) desc,
                all_figures.source_id,
                case when all_figures.figure <> 'reserved seats' then all_figures.locator end
        ) as rank_of_figure
    from all_figures
    join sources on sources.source_id = all_figures.source_id
    join source_kinds on source_kinds.kind = sources.kind
    left join witnesses_by_value
        on witnesses_by_value.election_id = all_figures.election_id
        and witnesses_by_value.figure = all_figures.figure
        and witnesses_by_value.contestant_id is not distinct from all_figures.contestant_id
        and witnesses_by_value.value = all_figures.value
    where all_figures.value is not null
)
select
    election_id,
    cast(row_number() over (
        partition by election_id
        order by figure, contestant_id nulls last, area_id nulls last, source_id, locator, value
    ) as integer) as figure_number,                             -- tells it from others of the election
    figure,                                                     -- what is counted; measures says what each count means
    contestant_id,                                              -- contestant it is about; null: the election or an area
    area_id,                                                    -- area it is about; null: the election or a contestant
    value,                                                      -- the figure
    rounded_to,                                                 -- a count is rounded to this; null: a percentage
    decimals,                                                   -- decimals of a percentage; null: a count
    qualifier,
    coalesce(is_used, figure <> 'seats_at_stake' and rank_of_figure = 1)
        as is_used,                                             -- true: the database goes by this one
    source_id,
    locator,
    note
from ranked_figures
