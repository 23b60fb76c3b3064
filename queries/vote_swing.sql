-- Vote share now, before and the change
--
-- Vote share now, before and the change in percentage points, under the same name and like for like (continuity).
-- Two shares can be compared only where both are shares of valid votes; where they are not, the change is left out.
--
-- key: election_id, contestant_id, previous_contestant_id
with standing as (
    select standings.*
    from standings
    join elections on elections.election_id = standings.election_id
    join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
    where not standings.is_local
),
now as (
    select standing.*, predecessors.previous_election_id
    from standing
    left join predecessors on predecessors.election_id = standing.election_id
    where not standing.is_previous
),
earlier as (
    select *
    from standing
    where is_previous
),
like_for_like as (
    select
        continuity.election_id,
        continuity.contestant_id,
        max(continuity.claimants) as claimants,
        count(*) - count(case when earlier.share_base = 'valid votes' then earlier.vote_share_pct end) as not_known,
        sum(earlier.vote_share_pct) as vote_share_pct
    from continuity
    join earlier
        on earlier.election_id = continuity.election_id
        and earlier.contestant_id = continuity.previous_contestant_id
    where continuity.reading = 'like for like'
    group by continuity.election_id, continuity.contestant_id
)
select
    coalesce(now.election_id, earlier.election_id) as election_id,  -- the election
    elections.name as election,                                 -- its name
    countries.name as country,                                  -- where it was held
    now.contestant_id,                                          -- the contestant; null: it stood before and not now
    coalesce(now.contestant, earlier.contestant) as contestant, -- its name, the earlier one where it does not stand now
    coalesce(now.kind, earlier.kind) as kind,                   -- party list, alliance, joint list or independents
    coalesce(now.alliance, earlier.alliance) as alliance,       -- alliance in whose row it is counted too; leave these rows out where you add up
    now.vote_share_pct,                                         -- votes per 100 of share_base now; null: not known, or it does not stand
    now.share_base,                                             -- what that is a share of
    earlier.contestant_id as previous_contestant_id,            -- the same at the previous election; null: it did not stand
    earlier.vote_share_pct as vote_share_before_pct,            -- votes per 100 then; null: not known, or it did not stand
    earlier.share_base as share_base_before,                    -- what that was a share of
    case when now.share_base = 'valid votes' and earlier.share_base = 'valid votes'
        then cast(round(cast(now.vote_share_pct - earlier.vote_share_pct as decimal(18, 6)), 2) as double) end
        as vote_swing_pp,                                       -- percentage points won or lost under the same name; null: see missing
    case when now.share_base = 'valid votes' and like_for_like.claimants = 1 and like_for_like.not_known = 0
        then cast(round(cast(now.vote_share_pct - like_for_like.vote_share_pct as decimal(18, 6)), 2) as double) end
        as like_for_like_swing_pp,                              -- percentage points won or lost against all it continues; null where that cannot be told
    case
        when now.contestant_id is null then 'not named now'
        when now.previous_election_id is null then 'no previous election in the file'
        when earlier.contestant_id is null then 'not named before'
        when now.vote_share_pct is null or earlier.vote_share_pct is null then 'share not known'
        when now.share_base <> 'valid votes' or earlier.share_base <> 'valid votes' then 'shares of different things'
    end as missing                                              -- why there is no swing under the same name; null when there is one
from now
full join earlier
    on earlier.election_id = now.election_id
    and earlier.identity = now.identity
join elections on elections.election_id = coalesce(now.election_id, earlier.election_id)
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join like_for_like
    on like_for_like.contestant_id = now.contestant_id
    and like_for_like.election_id = now.election_id
order by coalesce(now.election_id, earlier.election_id), now.vote_share_pct desc nulls last, earlier.vote_share_pct desc nulls last, contestant, now.contestant_id, earlier.contestant_id
