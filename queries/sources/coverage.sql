-- What the file holds and what is missing
--
-- For each election and each figure one would look for: how many sources give it, and for how many of the contestants
-- it is known. A gap is a row that says missing. What coverage says:
--   whole: the database goes by a figure, for each contestant where it is by contestant.
--   in part: for some contestants only.
--   computed from counts: the turnout, where no source prints it.
--   only in sources not used: a source gives it, but the database goes by none.
--   missing: no source gives it.
--   does not apply: seats and women elected, for an office of one person.
--
-- key: election_id, figure
with wanted_figures as (
    select 'votes' as figure, true as is_by_contestant
    union all select 'vote share', true
    union all select 'seats', true
    union all select 'registered voters', false
    union all select 'ballots cast', false
    union all select 'valid votes', false
    union all select 'invalid votes', false
    union all select 'turnout', false
    union all select 'candidates', false
    union all select 'women_elected', false
),
contestant_counts as (
    select
        standings.election_id,
        wanted_figures.figure,
        count(*) as contestants,
        count(case wanted_figures.figure
            when 'votes' then standings.votes
            when 'vote share' then standings.vote_share_pct
            when 'seats' then standings.seats
        end) as contestants_known
    from standings
    cross join wanted_figures
    where wanted_figures.is_by_contestant and not standings.is_previous
    group by standings.election_id, wanted_figures.figure
),
figures_of_any_base as (
    select
        election_id,
        case when figure like 'vote share%' then 'vote share' else figure end as figure,
        source_id,
        witness,
        is_used
    from figures
),
source_counts as (
    select
        election_id,
        figure,
        count(distinct source_id) as sources,
        count(distinct witness) as witnesses,
        count(case when is_used then 1 end) as used
    from figures_of_any_base
    group by election_id, figure
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    wanted_figures.figure,                                      -- the figure looked for
    cast(coalesce(source_counts.sources, 0) as bigint) as sources,  -- publications that give it, of any stage
    cast(coalesce(source_counts.witnesses, 0) as bigint) as witnesses,  -- the same, copies counted once
    cast(contestant_counts.contestants as bigint) as contestants,  -- of the election; null: figure not by contestant
    cast(contestant_counts.contestants_known as bigint) as contestants_known,  -- those whose figure is known
    case
        when
            election_context.body_kind = 'presidency'
            and wanted_figures.figure in ('seats', 'women_elected')
        then 'does not apply'
        when wanted_figures.figure = 'turnout' and turnout.turnout_origin = 'computed' then 'computed from counts'
        when contestant_counts.contestants_known = contestant_counts.contestants then 'whole'
        when contestant_counts.contestants_known > 0 then 'in part'
        when not wanted_figures.is_by_contestant and source_counts.used > 0 then 'whole'
        when source_counts.sources > 0 then 'only in sources not used'
        else 'missing'
    end as coverage                                             -- one of the words above
from election_context
cross join wanted_figures
left join contestant_counts
    on contestant_counts.election_id = election_context.election_id
    and contestant_counts.figure = wanted_figures.figure
left join turnout on turnout.election_id = election_context.election_id
left join source_counts
    on source_counts.election_id = election_context.election_id
    and source_counts.figure = wanted_figures.figure
order by election_context.election_id, wanted_figures.figure
