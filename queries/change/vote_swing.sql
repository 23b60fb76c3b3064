-- Vote share now, before and the change
--
-- Vote share now, before and the change in percentage points, under the same name and like for like (continuity).
-- Two shares can be compared only where both are shares of valid votes; where they are not, the change is left out.
--
-- key: election_id, contestant_id, previous_contestant_id
with like_for_like as (
    select
        continuity.election_id,
        continuity.contestant_id,
        max(continuity.claimants) as claimants,
        count(*) - count(case when earlier.share_base = 'valid votes' then earlier.vote_share_pct end) as not_known,
        sum(earlier.vote_share_pct) as vote_share_pct
    from continuity
    join standings as earlier
        on earlier.election_id = continuity.election_id
        and earlier.contestant_id = continuity.previous_contestant_id
        and earlier.is_previous
        and not earlier.is_local
    where continuity.reading = 'like for like'
    group by continuity.election_id, continuity.contestant_id
)
select
    same_name_pairs.election_id,                                          -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    same_name_pairs.contestant_id,                                        -- the contestant; null: it stood before and not now
    same_name_pairs.contestant,                                           -- its name, the earlier one where it does not stand now
    same_name_pairs.kind,                                                 -- party list, alliance, joint list or independents
    same_name_pairs.alliance,                                             -- alliance in whose row it is counted too; leave these rows out where you add up
    same_name_pairs.vote_share_pct,                                       -- votes per 100 of share_base now; null: not known, or it does not stand
    same_name_pairs.share_base,                                           -- what that is a share of
    same_name_pairs.previous_contestant_id,                               -- the same at the previous election; null: it did not stand
    same_name_pairs.vote_share_before_pct,                                -- votes per 100 then; null: not known, or it did not stand
    same_name_pairs.share_base_before,                                    -- what that was a share of
    case when same_name_pairs.share_base = 'valid votes' and same_name_pairs.share_base_before = 'valid votes'
        then cast(round(cast(same_name_pairs.vote_share_pct - same_name_pairs.vote_share_before_pct as decimal(18, 6)), 2) as double) end
        as vote_swing_pp,                                       -- percentage points won or lost under the same name; null: see missing
    case when same_name_pairs.share_base = 'valid votes' and like_for_like.claimants = 1 and like_for_like.not_known = 0
        then cast(round(cast(same_name_pairs.vote_share_pct - like_for_like.vote_share_pct as decimal(18, 6)), 2) as double) end
        as like_for_like_swing_pp,                              -- percentage points won or lost against all it continues; null where that cannot be told
    case
        when same_name_pairs.contestant_id is null then 'not named now'
        when predecessors.previous_election_id is null then 'no previous election in the file'
        when same_name_pairs.previous_contestant_id is null then 'not named before'
        when same_name_pairs.vote_share_pct is null or same_name_pairs.vote_share_before_pct is null then 'share not known'
        when same_name_pairs.share_base <> 'valid votes' or same_name_pairs.share_base_before <> 'valid votes' then 'not both are shares of valid votes'
    end as missing                                              -- why there is no swing under the same name; null when there is one
from same_name_pairs
join elections on elections.election_id = same_name_pairs.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join predecessors on predecessors.election_id = same_name_pairs.election_id
left join like_for_like
    on like_for_like.election_id = same_name_pairs.election_id
    and like_for_like.contestant_id = same_name_pairs.contestant_id
order by same_name_pairs.election_id, same_name_pairs.vote_share_pct desc nulls last, same_name_pairs.vote_share_before_pct desc nulls last, same_name_pairs.contestant, same_name_pairs.contestant_id, same_name_pairs.previous_contestant_id
