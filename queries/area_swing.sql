-- Swing in every area
--
-- Share of the valid votes of an area now, at the previous election, and the change, for every area that both
-- elections report under the same area_id: whether its bounds were redrawn between them is for you to know. Who is
-- the same as before is told by the parties behind the contestant, so that a new candidate of the same party
-- continues the old one; contestants of the same parties in one area are taken together.
--
-- key: election_id, area_id, identity
with lines as (
    select predecessors.election_id, false as is_previous, area_outcomes.area_id, area_outcomes.return_id, area_outcomes.contestant_id, area_outcomes.contestant, area_outcomes.votes
    from predecessors
    join area_outcomes on area_outcomes.election_id = predecessors.election_id
    where not area_outcomes.is_inside and area_outcomes.kind <> 'option'
    union all
    select predecessors.election_id, true, area_outcomes.area_id, area_outcomes.return_id, area_outcomes.contestant_id, area_outcomes.contestant, area_outcomes.votes
    from predecessors
    join area_outcomes on area_outcomes.election_id = predecessors.previous_election_id
    where not area_outcomes.is_inside and area_outcomes.kind <> 'option'
),
sums as (
    select
        lines.election_id,
        lines.area_id,
        standings.identity,
        max(case when not lines.is_previous then lines.return_id end) as return_id,
        max(case when lines.is_previous then lines.return_id end) as return_before_id,
        min(case when not lines.is_previous then lines.contestant end) as contestant,
        min(case when lines.is_previous then lines.contestant end) as contestant_before,
        sum(case when not lines.is_previous then lines.votes end) as votes,
        sum(case when lines.is_previous then lines.votes end) as votes_before
    from lines
    join standings
        on standings.election_id = lines.election_id
        and standings.is_previous = lines.is_previous
        and standings.contestant_id = lines.contestant_id
    group by lines.election_id, lines.area_id, standings.identity
),
both_times as (
    select election_id, area_id, max(return_id) as return_id, max(return_before_id) as return_before_id, sum(votes) as votes, sum(votes_before) as votes_before
    from sums
    group by election_id, area_id
    having max(return_id) is not null and max(return_before_id) is not null
),
shares as (
    select
        sums.*,
        100.0 * sums.votes / nullif(coalesce(ballots.valid_votes, both_times.votes), 0) as share_pct,
        100.0 * sums.votes_before / nullif(coalesce(ballots_before.valid_votes, both_times.votes_before), 0) as share_before_pct
    from both_times
    join predecessors on predecessors.election_id = both_times.election_id
    join sums
        on sums.election_id = both_times.election_id
        and sums.area_id = both_times.area_id
    left join area_ballots as ballots
        on ballots.election_id = both_times.election_id
        and ballots.return_id = both_times.return_id
        and ballots.area_id = both_times.area_id
    left join area_ballots as ballots_before
        on ballots_before.election_id = predecessors.previous_election_id
        and ballots_before.return_id = both_times.return_before_id
        and ballots_before.area_id = both_times.area_id
)
select
    shares.election_id,                                         -- the election
    elections.name as election,                                 -- its name
    countries.name as country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    shares.area_id,                                             -- the area
    areas.name as area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is
    shares.identity,                                            -- the parties behind it, an alliance's name, or independents together
    coalesce(shares.contestant, shares.contestant_before) as contestant,  -- its name, the earlier one where it does not stand now
    cast(shares.votes as bigint) as votes,                      -- votes now; null: not known, or it does not stand
    cast(round(cast(shares.share_pct as decimal(18, 6)), 2) as double) as vote_share_pct,  -- votes per 100 valid votes of the area now
    cast(shares.votes_before as bigint) as votes_before,        -- votes at the previous election; null: not known, or it did not stand
    cast(round(cast(shares.share_before_pct as decimal(18, 6)), 2) as double) as vote_share_before_pct,  -- votes per 100 valid votes then
    cast(round(cast(shares.share_pct - shares.share_before_pct as decimal(18, 6)), 2) as double) as swing_pp,  -- percentage points won or lost, of unrounded shares; null: see missing
    case
        when shares.contestant is null then 'does not stand now'
        when shares.contestant_before is null then 'did not stand before'
        when shares.share_pct is null or shares.share_before_pct is null then 'votes not known'
    end as missing                                              -- why there is no swing; null when there is one
from shares
join elections on elections.election_id = shares.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join areas on areas.area_id = shares.area_id
order by shares.election_id, shares.area_id, shares.votes desc nulls last, shares.identity
