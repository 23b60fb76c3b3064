-- Vote share now, before and the change
--
-- Vote share now, before and the change in percentage points, under the same name and like for like (continuity).
-- Two shares can be compared only where both are shares of valid votes; where they are not, the change is left out.
-- The like-for-like change is also left out where several lists now continue one earlier contestant.
--
-- key: election_id, contestant_id, previous_contestant_id
with shares_continued as (
    -- One row per contestant that continues others, with the shares of all those together.
    select
        continuity.election_id,
        continuity.contestant_id,
        max(continuity.claimants) = 1
        and count(case when earlier.share_base = 'valid votes' then earlier.exact_share_pct end) = count(*)
            as is_comparable,
        sum(earlier.exact_share_pct) as exact_share_pct
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
    same_name_pairs.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    same_name_pairs.contestant_id,                              -- the contestant; null: it stood before and not now
    same_name_pairs.contestant,                                 -- its name, the earlier one where it does not stand now
    same_name_pairs.kind,                                       -- party list, alliance, joint list or independents
    same_name_pairs.alliance,
    same_name_pairs.vote_share_pct,                             -- share now; null: not known, or it does not stand
    same_name_pairs.share_base,
    same_name_pairs.previous_contestant_id,
    same_name_pairs.vote_share_before_pct,                      -- share then; null: not known, or it did not stand
    same_name_pairs.share_base_before,                          -- what that is a share of
    case when same_name_pairs.share_base = 'valid votes' and same_name_pairs.share_base_before = 'valid votes'
        then cast(
            round(
                cast(same_name_pairs.exact_share_pct - same_name_pairs.exact_share_before_pct as decimal(38, 12)), 2
            ) as double
        ) end
        as vote_swing_pp,                                       -- percentage points, same name; null: see missing
    case when same_name_pairs.share_base = 'valid votes' and shares_continued.is_comparable
        then cast(
            round(cast(same_name_pairs.exact_share_pct - shares_continued.exact_share_pct as decimal(38, 12)), 2)
            as double
        ) end
        as like_for_like_swing_pp,                              -- percentage points, against all it continues
    case
        when same_name_pairs.contestant_id is null then 'not named now'
        when predecessors.previous_election_id is null then 'no previous election in the file'
        when same_name_pairs.previous_contestant_id is null then 'not named before'
        when same_name_pairs.vote_share_pct is null or same_name_pairs.vote_share_before_pct is null
            then 'share not known'
        when same_name_pairs.share_base <> 'valid votes' or same_name_pairs.share_base_before <> 'valid votes'
            then 'not both are shares of valid votes'
    end as missing                                              -- why there is no vote_swing_pp; null when there is
from same_name_pairs
join election_context on election_context.election_id = same_name_pairs.election_id
left join predecessors on predecessors.election_id = same_name_pairs.election_id
left join shares_continued
    on shares_continued.election_id = same_name_pairs.election_id
    and shares_continued.contestant_id = same_name_pairs.contestant_id
order by
    same_name_pairs.election_id,
    same_name_pairs.vote_share_pct desc nulls last,
    same_name_pairs.vote_share_before_pct desc nulls last,
    same_name_pairs.contestant,
    same_name_pairs.contestant_id,
    same_name_pairs.previous_contestant_id
