-- Where sources contradict each other
--
-- Figure by figure, what each source says, for the figures on which at least one differs from what the database goes
-- by. A rounded figure agrees with an exact one when they differ by less than what it is rounded to; two figures
-- printed to the same unit agree only when they are equal. Shares of different bases are different figures and never
-- in conflict: 99.82 % of valid votes and 97.62 % of all ballots are one count. So are quotas where a source gives a
-- contestant several: for women and for the young. What verdict says:
--   used: the database goes by this one.
--   same: equal to the figure used.
--   agrees when rounded, or agrees: at least, at most or about: it differs only as its wording, or that of the figure
--     used, allows.
--   differs: it contradicts the figure used, or is of another stage; difference_of says which.
--
-- key: election_id, figure, tier, contestant_id, area_id, source_id, return_id, locator
with computed_turnouts as (
    select
        turnout.election_id,
        returns.tier,
        turnout.turnout_pct as computed_value,
        greatest(turnout.turnout_slack_pct, 0.01) as computed_unit,
        turnout.stage as computed_stage
    from turnout
    join returns on returns.election_id = turnout.election_id and returns.return_id = turnout.return_id
    where turnout.turnout_origin = 'computed'
),
several_quotas as (
    -- Contestants to whom one source gives several.
    select distinct contestants.election_id, contestants.contestant_id
    from (
        select contestant_id from reserved_seats group by contestant_id, source_id having count(*) > 1
    ) as contestants_with_quotas
    join contestants on contestants.contestant_id = contestants_with_quotas.contestant_id
),
figures_with_used as (
    -- One figure of each kind is used, or a turnout that no return prints.
    select
        figures.*,
        coalesce(max(case when is_used then value end) over same_figure, computed_value) as used_value,
        coalesce(max(case when is_used then unit end) over same_figure, computed_unit) as used_unit,
        max(case when is_used then qualifier end) over same_figure as used_qualifier,
        coalesce(max(case when is_used then stage end) over same_figure, computed_stage) as used_stage
    from figures
    left join computed_turnouts
        on computed_turnouts.election_id = figures.election_id
        and computed_turnouts.tier = figures.tier
        and figures.figure = 'turnout'
        and figures.contestant_id is null
        and figures.area_id is null
    left join several_quotas
        on several_quotas.election_id = figures.election_id
        and several_quotas.contestant_id = figures.contestant_id
        and figures.figure = 'reserved seats'
    where several_quotas.contestant_id is null
    window same_figure as (
        partition by figures.election_id, figure, figures.tier, figures.contestant_id, figures.area_id
    )
),
figures_beside_used as (
    select
        figures_with_used.*,
        abs(value - used_value) as distance
    from figures_with_used
    where used_value is not null
),
judged_figures as (
    select
        figures_beside_used.*,
        case
            when is_used then 'used'
            when value = used_value then 'same'
            when qualifier = 'at least' and (used_value >= value or used_qualifier = 'at least') then 'agrees: at least'
            when qualifier = 'at most' and (used_value <= value or used_qualifier = 'at most') then 'agrees: at most'
            when unit <> used_unit and distance < greatest(unit, used_unit) then 'agrees when rounded'
            when qualifier = 'about' and distance < unit then 'agrees: about'
            when used_qualifier = 'at least' and value >= used_value then 'agrees: at least'
            when used_qualifier = 'at most' and value <= used_value then 'agrees: at most'
            when used_qualifier = 'about' and distance < used_unit then 'agrees: about'
            else 'differs'
        end as verdict
    from figures_beside_used
),
disputes as (
    select
        election_id,
        figure,
        tier,
        contestant_id,
        area_id,
        max(value) - min(value) as spread,
        count(distinct witness) as witnesses
    from judged_figures
    group by election_id, figure, tier, contestant_id, area_id
    having count(case when verdict = 'differs' then 1 end) > 0
)
select
    judged_figures.election_id,
    judged_figures.election,
    judged_figures.country,
    judged_figures.first_polling_on,
    judged_figures.figure,
    judged_figures.tier,                                        -- whole: the election; else one of its two ballots
    judged_figures.contestant_id,                               -- contestant it is about; null: the election or an area
    judged_figures.area_id,                                     -- area it is about; null: the election or a contestant
    judged_figures.subject,
    judged_figures.value,                                       -- what this source says
    judged_figures.in_words,                                    -- the same as a sentence takes it
    judged_figures.used_value,                                  -- what the database goes by
    cast(round(cast(judged_figures.value - judged_figures.used_value as decimal(38, 12)), 2) as double)
        as difference,                                          -- this source's figure less the one used
    judged_figures.verdict,                                     -- one of the words above
    case
        when judged_figures.verdict <> 'differs' then null
        when judged_figures.stage is distinct from judged_figures.used_stage then 'another stage'
        else 'same stage'
    end as difference_of,                                       -- same stage: it contradicts; null unless it differs
    cast(round(cast(disputes.spread as decimal(38, 12)), 2) as double)
        as spread,                                              -- largest less smallest figure that any source gives
    cast(disputes.witnesses as bigint) as witnesses,            -- independent ones for this figure, whatever they say
    judged_figures.stage,                                       -- stage of this return; null outside returns
    judged_figures.source_id,                                   -- who says so
    judged_figures.source,
    judged_figures.source_kind,                                 -- who speaks
    judged_figures.witness,                                     -- the same word for all sources of one lineage
    judged_figures.return_id,                                   -- the return; null outside returns
    judged_figures.locator,
    judged_figures.note
from judged_figures
join disputes
    on disputes.election_id = judged_figures.election_id
    and disputes.figure = judged_figures.figure
    and disputes.tier = judged_figures.tier
    and disputes.contestant_id is not distinct from judged_figures.contestant_id
    and disputes.area_id is not distinct from judged_figures.area_id
order by
    judged_figures.election_id,
    judged_figures.figure,
    judged_figures.tier,
    judged_figures.subject,
    judged_figures.is_used desc,
    judged_figures.value desc,
    judged_figures.source_id,
    judged_figures.return_id,
    judged_figures.locator,
    judged_figures.contestant_id,
    judged_figures.area_id
