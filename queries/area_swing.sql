-- Swing in every area
--
-- Share of the valid votes of an area now, at the previous election, and the change, for every area that both
-- elections report under the same area_id: whether its bounds were redrawn between them is for you to know. Who is
-- the same as before is told by the parties behind the contestant, so that a new candidate of the same party
-- continues the old one; contestants of the same parties in one area are taken together.
--
-- key: election_id, area_id, identity
with votes as (
    select
        area_outcomes.election_id,
        area_outcomes.return_id,
        area_outcomes.area_id,
        area_outcomes.area,
        area_outcomes.level,
        outcomes.identity,
        min(area_outcomes.contestant) as contestant,
        sum(area_outcomes.votes) as votes
    from area_outcomes
    join outcomes
        on outcomes.election_id = area_outcomes.election_id
        and outcomes.contestant_id = area_outcomes.contestant_id
    where not area_outcomes.is_inside and area_outcomes.kind <> 'option'
    group by area_outcomes.election_id, area_outcomes.return_id, area_outcomes.area_id, area_outcomes.area, area_outcomes.level, outcomes.identity
),
totals as (
    select election_id, return_id, area_id, sum(votes) as votes
    from votes
    group by election_id, return_id, area_id
),
shares as (
    select votes.*, 100.0 * votes.votes / nullif(coalesce(area_ballots.valid_votes, totals.votes), 0) as share_pct
    from votes
    join totals
        on totals.election_id = votes.election_id
        and totals.return_id = votes.return_id
        and totals.area_id = votes.area_id
    left join area_ballots
        on area_ballots.election_id = votes.election_id
        and area_ballots.return_id = votes.return_id
        and area_ballots.area_id = votes.area_id
),
now as (
    select shares.*, predecessors.previous_election_id
    from shares
    join predecessors on predecessors.election_id = shares.election_id
),
earlier as (
    select predecessors.election_id as later_election_id, shares.*
    from shares
    join predecessors on predecessors.previous_election_id = shares.election_id
),
both_times as (
    select election_id, area_id from now
    intersect
    select later_election_id, area_id from earlier
)
select
    elections.election_id,                                      -- the election
    elections.name as election,                                 -- its name
    both_times.area_id,                                         -- the area
    coalesce(now.area, earlier.area) as area,                   -- its name
    coalesce(now.level, earlier.level) as level,                -- what sort of unit it is
    coalesce(now.identity, earlier.identity) as identity,       -- the parties behind it, an alliance's name, or independents together
    coalesce(now.contestant, earlier.contestant) as contestant, -- its name, the earlier one where it does not stand now
    cast(now.votes as bigint) as votes,                         -- votes now; null: not known, or it does not stand
    cast(round(cast(now.share_pct as decimal(18, 6)), 2) as double) as vote_share_pct,  -- votes per 100 valid votes of the area now
    cast(earlier.votes as bigint) as votes_before,              -- votes at the previous election; null: not known, or it did not stand
    cast(round(cast(earlier.share_pct as decimal(18, 6)), 2) as double) as vote_share_before_pct,  -- votes per 100 valid votes then
    cast(round(cast(now.share_pct - earlier.share_pct as decimal(18, 6)), 2) as double) as swing_pp,  -- percentage points won or lost, of unrounded shares; null: see missing
    case
        when now.identity is null then 'does not stand now'
        when earlier.identity is null then 'did not stand before'
        when now.share_pct is null or earlier.share_pct is null then 'votes not known'
    end as missing                                              -- why there is no swing; null when there is one
from now
full join earlier
    on earlier.later_election_id = now.election_id
    and earlier.area_id = now.area_id
    and earlier.identity = now.identity
join both_times
    on both_times.election_id = coalesce(now.election_id, earlier.later_election_id)
    and both_times.area_id = coalesce(now.area_id, earlier.area_id)
join elections on elections.election_id = both_times.election_id
order by elections.election_id, both_times.area_id, now.votes desc nulls last, identity
