-- Below the threshold
--
-- Votes of those who won no seat, who of them was the largest, and the smallest that won one. Where the file has the
-- share of votes that the law demanded, it says how far the largest without a seat fell short of it, and who won seats
-- below it all the same, as by direct mandates. In a country with several districts a threshold may hold in each of
-- them, and the lines that show here are those of the whole country.
--
-- key: election_id
with demanded_shares as (
    select election_id, max(100.0 * numerator / nullif(denominator, 0)) as demanded_pct
    from thresholds
    where purpose = 'entry'
    group by election_id
),
shares_of_parties as (
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.seats,
        outcomes.exact_share_pct,
        row_number() over (
            partition by outcomes.election_id, case when outcomes.seats > 0 then 1 else 0 end
            order by outcomes.exact_share_pct desc, outcomes.contestant_id
        ) as place_from_above,
        row_number() over (
            partition by outcomes.election_id, case when outcomes.seats > 0 then 1 else 0 end
            order by outcomes.exact_share_pct, outcomes.contestant_id
        ) as place_from_below
    from outcomes
    where
        outcomes.is_counted
        and outcomes.kind in ('party list', 'joint list', 'alliance')
        and outcomes.seats is not null
        and outcomes.exact_share_pct is not null
        and outcomes.share_base = 'valid votes'
),
lines_by_election as (
    select
        shares_of_parties.election_id,
        max(case when seats = 0 and place_from_above = 1 then contestant end) as largest_without_seat,
        max(case when seats = 0 and place_from_above = 1 then exact_share_pct end) as largest_without_seat_pct,
        max(case when seats > 0 and place_from_below = 1 then contestant end) as smallest_with_seat,
        max(case when seats > 0 and place_from_below = 1 then exact_share_pct end) as smallest_with_seat_pct,
        max(demanded_shares.demanded_pct) as demanded_pct,
        string_agg(
            case when seats > 0 and exact_share_pct < demanded_shares.demanded_pct then contestant end, ', '
            order by contestant
        ) as seated_below
    from shares_of_parties
    left join demanded_shares on demanded_shares.election_id = shares_of_parties.election_id
    group by shares_of_parties.election_id
)
select
    wasted_votes.election_id,
    wasted_votes.election,
    wasted_votes.country,
    wasted_votes.first_polling_on,
    cast(demanded_shares.demanded_pct as double) as demanded_pct,  -- what the law demanded; null: not in the file
    wasted_votes.wasted_votes_pct,                              -- votes without a seat per 100; null: see missing
    wasted_votes.lowest_pct as lowest_wasted_pct,               -- they are not fewer; null: not known
    lines_by_election.largest_without_seat,                     -- largest that won no seat; null: not known, or nobody
    cast(round(cast(lines_by_election.largest_without_seat_pct as decimal(38, 12)), 2) as double)
        as largest_without_seat_pct,                            -- its votes per 100 valid votes
    cast(
        round(
            cast(demanded_shares.demanded_pct - lines_by_election.largest_without_seat_pct as decimal(38, 12)), 2
        ) as double
    ) as missed_by_pp,                                          -- points it lacked to what the law demanded
    lines_by_election.smallest_with_seat,                       -- smallest that won a seat; null: not known, or nobody
    cast(round(cast(lines_by_election.smallest_with_seat_pct as decimal(38, 12)), 2) as double)
        as smallest_with_seat_pct,                              -- its votes per 100 valid votes
    lines_by_election.seated_below,                             -- who won seats below what the law demanded
    wasted_votes.missing
from wasted_votes
left join demanded_shares on demanded_shares.election_id = wasted_votes.election_id
left join lines_by_election on lines_by_election.election_id = wasted_votes.election_id
order by wasted_votes.country, wasted_votes.first_polling_on, wasted_votes.election_id
