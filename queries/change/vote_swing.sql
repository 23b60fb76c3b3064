-- Vote share now, before and the change
--
-- Vote share now, before and the change in percentage points, in three readings. The first compares what has the same
-- name. The like-for-like reading compares a family as a whole, now and before: all who share parties (families), so
-- its figures are the same for each list of a family. In the reading of the largest heir, each contestant of before
-- goes with the one now that has most votes of those that share a party with it; that is left empty for a whole family
-- where two of it may have most. Two shares can be compared only where both are shares of valid votes; where they are
-- not, the change is left out. Shares that are printed with few decimals are taken as printed: share_slack_pct of
-- outcomes says by how much each may be off.
--
-- key: election_id, contestant_id, previous_contestant_id
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
    same_name_pairs.exact_share_before_pct,                     -- that before it is rounded
    same_name_pairs.share_base_before,                          -- what that is a share of
    case
        when
            election_context.missing_previous_votes is null
            and same_name_pairs.share_base = 'valid votes'
            and same_name_pairs.share_base_before = 'valid votes'
        then cast(
            round(
                cast(same_name_pairs.exact_share_pct - same_name_pairs.exact_share_before_pct as decimal(38, 12)), 2
            ) as double
        ) end
        as vote_swing_pp,                                       -- percentage points, same name; null: see missing
    cast(round(cast(like_for_like.amount_now as decimal(38, 12)), 2) as double)
        as like_for_like_share_pct,                             -- share of its family now; null: not known
    cast(round(cast(like_for_like.amount_before as decimal(38, 12)), 2) as double)
        as like_for_like_share_before_pct,                      -- share of its family then; null: not known, or none
    case when election_context.missing_previous_votes is null
        then cast(round(cast(like_for_like.amount_now - like_for_like.amount_before as decimal(38, 12)), 2) as double)
    end
        as like_for_like_swing_pp,                              -- percentage points; null: one of the two is
    case when election_context.missing_previous_votes is null and same_name_pairs.share_base = 'valid votes'
        then cast(
            round(cast(same_name_pairs.exact_share_pct - like_for_like.heir_amount_before as decimal(38, 12)), 2)
            as double
        ) end
        as largest_heir_swing_pp,                               -- percentage points, against those whose heir it is
    case when like_for_like.contestants_now > 1 then like_for_like.names_now end
        as like_for_like_now,                                   -- who they are now; null: itself alone
    like_for_like.names_before as like_for_like_of,             -- who they were; null: none of them stood
    case
        when same_name_pairs.contestant_id is null then 'not named now'
        when election_context.missing_previous_votes is not null then election_context.missing_previous_votes
        when same_name_pairs.previous_contestant_id is null then 'not named before'
        when same_name_pairs.exact_share_pct is null or same_name_pairs.exact_share_before_pct is null
            then 'share not known'
        when same_name_pairs.share_base <> 'valid votes' or same_name_pairs.share_base_before <> 'valid votes'
            then 'not both are shares of valid votes'
    end as missing                                              -- why there is no vote_swing_pp; null when there is
from same_name_pairs
join election_context on election_context.election_id = same_name_pairs.election_id
left join like_for_like
    on like_for_like.election_id = same_name_pairs.election_id
    and like_for_like.contestant_id = same_name_pairs.contestant_id
    and like_for_like.measure = 'votes'
order by
    same_name_pairs.election_id,
    same_name_pairs.vote_share_pct desc nulls last,
    same_name_pairs.vote_share_before_pct desc nulls last,
    same_name_pairs.contestant,
    same_name_pairs.contestant_id,
    same_name_pairs.previous_contestant_id
