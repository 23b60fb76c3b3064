-- Swing between the two largest parties
--
-- The swing from the second to the first of the two parties with most votes now, where both stood before. Butler's
-- is the mean of what the first gained and the second lost, of all votes. Steed's is what the first gained of the
-- votes of these two. A party is compared with itself or, where it did not stand as such, with all that it shares
-- parties with, if no other list now shares with these (families).
--
-- key:  election_id
-- cite: Butler (1951), in the Nuffield studies of British general elections
-- cite: Steed (1965)
with leading_contestants as (
    select
        election_id,
        contestant_id,
        contestant,
        position,
        case when share_base = 'valid votes' then exact_share_pct end as share_pct,
        count(*) over (partition by election_id) as leading
    from rankings
    where measure = 'votes' and position <= 2
),
leading_with_shares as (
    select
        leading_contestants.*,
        coalesce(
            case when vote_swing.share_base_before = 'valid votes' then vote_swing.exact_share_before_pct end,
            case when like_for_like.contestants_now = 1 then like_for_like.amount_before end
        ) as share_before_pct
    from leading_contestants
    left join vote_swing
        on vote_swing.election_id = leading_contestants.election_id
        and vote_swing.contestant_id = leading_contestants.contestant_id
    left join like_for_like
        on like_for_like.election_id = leading_contestants.election_id
        and like_for_like.contestant_id = leading_contestants.contestant_id
        and like_for_like.measure = 'votes'
    where leading_contestants.leading = 2
),
leading_two as (
    select
        election_id,
        max(case when position = 1 then contestant end) as first_party,
        max(case when position = 2 then contestant end) as second_party,
        max(case when position = 1 then share_pct end) as first_now,
        max(case when position = 2 then share_pct end) as second_now,
        max(case when position = 1 then share_before_pct end) as first_before,
        max(case when position = 2 then share_before_pct end) as second_before
    from leading_with_shares
    group by election_id
    having count(case when position = 2 then 1 end) = 1
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
    swings.first_party,                                         -- party with most votes now
    swings.second_party,                                        -- party with second most votes now
    cast(round(cast(swings.butler as decimal(38, 12)), 2) as double)
        as butler_swing_pp,                                     -- points of all votes, above 0 towards the first
    cast(round(cast(swings.steed as decimal(38, 12)), 2) as double)
        as steed_swing_pp,                                      -- points of the votes of the two, likewise
    case
        when elections_with_votes.election_id is null then 'no votes by party'
        when swings.election_id is null then 'which two have most votes is not known, or they are level'
        when swings.first_now is null or swings.second_now is null then 'no shares of valid votes by contestant'
        when swings.first_before is null or swings.second_before is null
            then 'one of the two did not stand before, or its share of valid votes then is not known'
    end as missing
from election_context
left join swings on swings.election_id = election_context.election_id
left join (
    select distinct election_id
    from rankings
    where measure = 'votes' and amount is not null
) as elections_with_votes on elections_with_votes.election_id = election_context.election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
