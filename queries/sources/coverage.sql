-- What the file holds and what is missing
--
-- For each election and each figure one would look for: how many sources give it, and for how many of the
-- contestants it is known. A gap is a row that says missing.
--
-- key: election_id, figure
with wanted as (
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
        election_id,
        count(*) as contestants,
        count(votes) as votes,
        count(vote_share_pct) as shares,
        count(seats) as seats
    from outcomes
    group by election_id
),
given as (
    select
        election_id,
        case when figure like 'vote share%' then 'vote share' else figure end as figure,
        count(distinct source_id) as sources,
        count(distinct witness) as witnesses,
        count(case when is_used then 1 end) as used
    from figures
    group by election_id, case when figure like 'vote share%' then 'vote share' else figure end
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    wanted.figure,                                              -- the figure looked for
    cast(coalesce(given.sources, 0) as bigint) as sources,      -- publications that give it, of any stage
    cast(coalesce(given.witnesses, 0) as bigint) as witnesses,  -- the same, counting publications that copy one another once
    case when wanted.is_by_contestant then cast(contestant_counts.contestants as bigint) end as contestants,  -- contestants of the election; null where the figure is not by contestant
    case wanted.figure
        when 'votes' then cast(contestant_counts.votes as bigint)
        when 'vote share' then cast(contestant_counts.shares as bigint)
        when 'seats' then cast(contestant_counts.seats as bigint)
    end as contestants_known,                                   -- contestants for which the database goes by a figure
    case
        when wanted.figure = 'seats' and bodies.kind = 'presidency' then 'does not apply'
        when wanted.figure = 'women_elected' and bodies.kind = 'presidency' then 'does not apply'
        when wanted.is_by_contestant and coalesce(case wanted.figure when 'votes' then contestant_counts.votes when 'vote share' then contestant_counts.shares else contestant_counts.seats end, 0) = 0 then case when coalesce(given.sources, 0) = 0 then 'missing' else 'only in sources not used' end
        when wanted.is_by_contestant and case wanted.figure when 'votes' then contestant_counts.votes when 'vote share' then contestant_counts.shares else contestant_counts.seats end < contestant_counts.contestants then 'in part'
        when wanted.is_by_contestant then 'whole'
        when wanted.figure = 'turnout' and turnout.turnout_origin = 'computed' then 'computed from counts'
        when coalesce(given.sources, 0) = 0 then 'missing'
        when coalesce(given.used, 0) = 0 then 'only in sources not used'
        else 'whole'
    end as coverage                                             -- whole, in part, computed from counts, only in sources not used, missing, does not apply
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
cross join wanted
left join contestant_counts on contestant_counts.election_id = elections.election_id
left join turnout on turnout.election_id = elections.election_id
left join given on given.election_id = elections.election_id and given.figure = wanted.figure
order by elections.election_id, wanted.figure
