-- Swing between the two largest parties
--
-- The swing from the second to the first of the two parties with most votes now, where both stood before. Butler's
-- is the mean of what the first gained and the second lost, of all votes. Steed's is what the first gained of the
-- votes of these two. A party is compared with itself or, where it did not stand as such, or with several lists, with
-- all that it shares parties with, if no other list now shares with these (families).
--
-- key:  election_id
-- cite: Butler (1951), in the Nuffield studies of British general elections
-- cite: Steed (1965)
with contenders as (
    select
        election_id,
        contestant_id,
        contestant,
        position,
        amount,
        case when share_base = 'valid votes' then exact_share_pct end as share_pct
    from majorities
    where measure = 'votes'
),
leading_with_shares as (
    select
        contenders.*,
        case
            when same_name_pairs.previous_contestant_id is not null and not same_name_pairs.has_twin
            then case when same_name_pairs.share_base_before = 'valid votes'
                then same_name_pairs.exact_share_before_pct end
            when like_for_like.contestants_now = 1 then like_for_like.amount_before
        end as share_before_pct
    from contenders
    left join same_name_pairs
        on same_name_pairs.election_id = contenders.election_id
        and same_name_pairs.contestant_id = contenders.contestant_id
    left join like_for_like
        on like_for_like.election_id = contenders.election_id
        and like_for_like.contestant_id = contenders.contestant_id
        and like_for_like.measure = 'votes'
),
leading_two as (
    select
        election_id,
        count(amount) as with_votes,
        count(case when position = 1 then 1 end) = 1 and count(case when position = 2 then 1 end) = 1 as are_two,
        max(case when position = 1 then contestant end) as first_party,
        max(case when position = 2 then contestant end) as second_party,
        max(case when position = 1 then share_pct end) as first_now,
        max(case when position = 2 then share_pct end) as second_now,
        max(case when position = 1 then share_before_pct end) as first_before,
        max(case when position = 2 then share_before_pct end) as second_before
    from leading_with_shares
    group by election_id
),
swings as (
    select
        leading_two.*,
        (first_now - first_before + second_before - second_now) / 2.0 as butler,
        100.0 * (
            first_now / nullif(first_now + second_now, 0) - first_before / nullif(first_before + second_before, 0)
        ) as steed
    from leading_two
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    case when swings.are_two then swings.first_party end
        as first_party,                                         -- party with most votes now
    case when swings.are_two then swings.second_party end
        as second_party,                                        -- party with second most votes now
    case when swings.are_two and election_context.missing_previous_votes is null
        then cast(round(cast(swings.butler as decimal(38, 12)), 2) as double) end
        as butler_swing_pp,                                     -- points of all votes, above 0 towards the first
    case when swings.are_two and election_context.missing_previous_votes is null
        then cast(round(cast(swings.steed as decimal(38, 12)), 2) as double) end
        as steed_swing_pp,                                      -- points of the votes of the two; null: none before
    case
        when coalesce(swings.with_votes, 0) = 0 then 'no votes by party'
        when not swings.are_two then 'which two have most votes is not known, or they are level'
        when swings.first_now is null or swings.second_now is null then 'no shares of valid votes by contestant'
        when election_context.missing_previous_votes is not null then election_context.missing_previous_votes
        when swings.first_before is null or swings.second_before is null
            then 'one of the two did not stand before, or its share of valid votes then is not known'
    end as missing
from election_context
left join swings on swings.election_id = election_context.election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
