-- Swing between the two largest parties
--
-- The swing from the second to the first of the two parties with most votes now, where both stood before. Butler's
-- is the mean of what the first gained and the second lost, of all votes. Steed's is what the first gained of the
-- votes of these two.
--
-- key:  election_id
-- cite: Butler (1951), in the Nuffield studies of British general elections
-- cite: Steed (1965)
with parties_by_votes as (
    select
        election_id,
        contestant,
        exact_share_pct,
        case when share_base_before = 'valid votes' then exact_share_before_pct end as exact_share_before_pct,
        row_number() over (partition by election_id order by exact_share_pct desc, contestant_id) as rank_by_votes
    from same_name_pairs
    where
        alliance is null
        and kind not in ('independents', 'option', 'others', 'none of the above', 'blank votes')
        and share_base = 'valid votes'
        and contestant_id is not null
),
leading_two as (
    select
        election_id,
        max(case when rank_by_votes = 1 then contestant end) as first_party,
        max(case when rank_by_votes = 2 then contestant end) as second_party,
        max(case when rank_by_votes = 1 then exact_share_pct end) as first_now,
        max(case when rank_by_votes = 2 then exact_share_pct end) as second_now,
        max(case when rank_by_votes = 1 then exact_share_before_pct end) as first_before,
        max(case when rank_by_votes = 2 then exact_share_before_pct end) as second_before
    from parties_by_votes
    where rank_by_votes <= 2
    group by election_id
    having count(*) = 2
),
swings as (
    select
        election_id,
        first_party,
        second_party,
        (first_now - first_before + second_before - second_now) / 2.0 as butler,
        100.0 * (
            first_now / nullif(first_now + second_now, 0) - first_before / nullif(first_before + second_before, 0)
        ) as steed,
        first_before is not null and second_before is not null as are_both_known_before
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
        when swings.election_id is null then 'no shares of valid votes by contestant'
        when not swings.are_both_known_before
            then 'one of the two did not stand before, or its share of valid votes then is not known'
    end as missing
from election_context
left join swings on swings.election_id = election_context.election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id
