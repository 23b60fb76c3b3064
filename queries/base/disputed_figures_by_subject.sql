-- Figures that others print otherwise
--
-- The rows of disputed_figures, whose key has nulls, with an id of what each is about.
--
-- key:   election_id, figure, subject_id
-- kept:  as a table, because questions that show a figure read it, and each would take twice as long over a view
-- order: none, because whoever joins it puts its own rows in order
with results_with_rank as (
    -- Votes and share come from one return, the first that gives either.
    select
        results.election_id,
        results.contestant_id,
        results.votes,
        results.vote_share_pct,
        results.seats,
        returns.tier,
        returns.stage,
        returns.share_base,
        returns.counts_rounded_to,
        returns.share_decimals,
        sources.publisher,
        coalesce(
            returns.rank = min(
                case when results.votes is not null or results.vote_share_pct is not null then returns.rank end
            ) over (partition by results.election_id, results.contestant_id),
            false
        ) as gives_votes,
        coalesce(
            returns.rank = min(case when results.seats is not null then returns.rank end)
                over (partition by results.election_id, results.contestant_id),
            false
        ) as gives_seats
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    join sources on sources.source_id = returns.source_id
),
printed_figures as (
    -- A count has rounded_to, a percentage has decimals.
    select
        election_id,
        contestant_id,
        'seats' as figure,
        tier,
        stage,
        cast(seats as double) as value,
        1 as rounded_to,
        cast(null as int) as decimals,
        publisher,
        gives_seats as is_used
    from results_with_rank
    where seats is not null
    union all
    select
        election_id,
        contestant_id,
        'votes',
        tier,
        stage,
        cast(votes as double),
        counts_rounded_to,
        cast(null as int),
        publisher,
        gives_votes
    from results_with_rank
    where votes is not null
    union all
    select
        election_id,
        contestant_id,
        case share_base
            when 'other' then 'vote share of another base'
            when 'not stated' then 'vote share of a base not stated'
            else 'vote share of ' || share_base
        end,
        tier,
        stage,
        cast(vote_share_pct as double),
        cast(null as int),
        share_decimals,
        publisher,
        gives_votes
    from results_with_rank
    where vote_share_pct is not null
    union all
    select
        returns.election_id,
        cast(null as varchar),
        counts.figure,
        returns.tier,
        returns.stage,
        case counts.figure
            when 'registered voters' then cast(returns.registered_voters as double)
            when 'ballots cast' then cast(returns.ballots_cast as double)
            when 'valid votes' then cast(returns.valid_votes as double)
            when 'invalid votes' then cast(returns.invalid_votes as double)
            when 'turnout'
            then case when turnout.return_id = returns.return_id then turnout.turnout_pct
                else cast(returns.turnout_pct as double) end
        end,
        case
            when counts.figure <> 'turnout' then returns.counts_rounded_to
            when returns.turnout_pct is null then greatest(turnout.turnout_slack_pct, 0.01)
        end,
        case when counts.figure = 'turnout' then coalesce(returns.turnout_decimals, 2) end,
        sources.publisher,
        coalesce(turnout.return_id = returns.return_id, false)
    from returns
    join sources on sources.source_id = returns.source_id
    join turnout on turnout.election_id = returns.election_id
    cross join (
        select 'registered voters' as figure
        union all select 'ballots cast'
        union all select 'valid votes'
        union all select 'invalid votes'
        union all select 'turnout'
    ) as counts
),
figures_with_unit as (
    select
        printed_figures.*,
        coalesce(
            cast(rounded_to as double), case decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end
        ) as unit,
        case
            when decimals = 2 then cast(cast(value as decimal(18, 2)) as varchar)
            when decimals = 1 then cast(cast(value as decimal(18, 1)) as varchar)
            else cast(cast(floor(value) as bigint) as varchar)
        end as digits
    from printed_figures
    where value is not null
),
figures_beside_used as (
    -- Each figure with the one that is gone by; several returns of one rank do not exist.
    select
        figures_with_unit.*,
        max(case when is_used then value end) over same_figure as used_value,
        max(case when is_used then unit end) over same_figure as used_unit,
        max(case when is_used then stage end) over same_figure as used_stage
    from figures_with_unit
    window same_figure as (partition by election_id, figure, contestant_id, tier)
),
contradictions as (
    select
        election_id,
        figure,
        contestant_id,
        used_value,
        used_stage,
        value,
        digits,
        publisher,
        min(stage) as first_stage,
        max(stage) as last_stage
    from figures_beside_used
    where value <> used_value and not (unit <> used_unit and abs(value - used_value) < greatest(unit, used_unit))
    group by election_id, figure, contestant_id, used_value, used_stage, value, digits, publisher
),
contradictions_by_value as (
    select
        election_id,
        figure,
        contestant_id,
        used_value,
        value,
        digits
        || case when min(first_stage) = max(last_stage) and min(first_stage) <> used_stage
            then ', ' || min(first_stage) else '' end
        || ' (' || string_agg(publisher, '; ' order by publisher) || ')' as printed
    from contradictions
    group by election_id, figure, contestant_id, used_value, used_stage, value, digits
)
select
    election_id,
    figure,                                                     -- what is counted, as figures calls it
    coalesce(contestant_id, election_id) as subject_id,         -- contestant it is about, or the election
    contestant_id,                                              -- contestant it is about; null: the election
    used_value,                                                 -- the figure that the database goes by
    string_agg(printed, ', ' order by value, printed) as others_print
from contradictions_by_value
group by election_id, figure, contestant_id, used_value
