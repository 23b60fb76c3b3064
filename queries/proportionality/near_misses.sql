-- Below the threshold
--
-- Votes of those who won no seat, who of them was the largest, and the smallest that won one. Where the file has the
-- share of votes that the law demanded, it says how far the largest without a seat fell short of it, and who won seats
-- below it all the same, as by direct mandates. Those who tie are all named. The smallest with a seat is not known
-- where Others have seats, or where a share that may be smaller is not known; missing_smallest says which. In a
-- country with several districts a threshold may hold in each of them, and the lines that show here are those of the
-- whole country.
--
-- key: election_id
with demanded_shares as (
    select election_id, max(100.0 * numerator / nullif(denominator, 0)) as demanded_pct
    from thresholds
    where purpose = 'entry'
    group by election_id
),
shares_of_parties as (
    -- Others, too, may have among them who won a seat with the fewest votes.
    select
        election_id,
        contestant,
        seats,
        case when share_base = 'valid votes' then exact_share_pct end as share_pct,
        kind = 'others' as is_others
    from outcomes
    where is_counted and kind in ('party list', 'joint list', 'alliance', 'others')
),
shares_beside_limits as (
    select
        shares_of_parties.*,
        max(case when not is_others and seats = 0 then share_pct end) over whole_election as largest_without_seat_pct,
        min(case when not is_others and seats > 0 then share_pct end) over whole_election as smallest_with_seat_pct
    from shares_of_parties
    window whole_election as (partition by election_id)
),
lines_by_election as (
    -- Those who tie are all named.
    select
        shares_beside_limits.election_id,
        string_agg(
            case when not is_others and seats = 0 and share_pct = largest_without_seat_pct then contestant end, ', '
            order by contestant
        ) as largest_without_seat,
        max(largest_without_seat_pct) as largest_without_seat_pct,
        string_agg(
            case when not is_others and seats > 0 and share_pct = smallest_with_seat_pct then contestant end, ', '
            order by contestant
        ) as smallest_with_seat,
        max(smallest_with_seat_pct) as smallest_with_seat_pct,
        case
            when count(case when is_others and (seats is null or seats > 0) then 1 end) > 0
            then 'nobody says who of Others has a seat'
            when count(case when not is_others and seats > 0 and share_pct is null then 1 end) > 0
            then 'the share of somebody with a seat is not known'
            when
                count(
                    case
                        when
                            not is_others
                            and seats is null
                            and (share_pct is null or share_pct < smallest_with_seat_pct)
                        then 1
                    end
                ) > 0
            then 'the seats of somebody with fewer votes are not known'
            when max(smallest_with_seat_pct) is null then 'nobody is known to have a seat'
        end as missing_smallest,
        string_agg(
            case when not is_others and seats > 0 and share_pct < demanded_shares.demanded_pct then contestant end, ', '
            order by contestant
        ) as seated_below
    from shares_beside_limits
    left join demanded_shares on demanded_shares.election_id = shares_beside_limits.election_id
    group by shares_beside_limits.election_id
)
select
    wasted_votes.election_id,
    wasted_votes.election,
    wasted_votes.country,
    wasted_votes.first_polling_on,
    cast(demanded_shares.demanded_pct as double) as demanded_pct,  -- what the law demanded; null: not in the file
    wasted_votes.wasted_votes_pct,                              -- votes without a seat per 100; null: see missing
    wasted_votes.lowest_pct as lowest_wasted_pct,               -- they are not fewer; null: not known
    lines_by_election.largest_without_seat,                     -- of those whose share is known; all that tie; or null
    cast(round(cast(lines_by_election.largest_without_seat_pct as decimal(38, 12)), 2) as double)
        as largest_without_seat_pct,                            -- its votes per 100 valid votes
    cast(
        round(
            cast(demanded_shares.demanded_pct - lines_by_election.largest_without_seat_pct as decimal(38, 12)), 2
        ) as double
    ) as missed_by_pp,                                          -- points it lacked to what the law demanded
    case when lines_by_election.missing_smallest is null then lines_by_election.smallest_with_seat end
        as smallest_with_seat,                                  -- smallest that won one; all that tie; null: not known
    case when lines_by_election.missing_smallest is null
        then cast(round(cast(lines_by_election.smallest_with_seat_pct as decimal(38, 12)), 2) as double) end
        as smallest_with_seat_pct,                              -- its votes per 100 valid votes
    case
        when lines_by_election.election_id is null then 'no result of the whole election in the file'
        else lines_by_election.missing_smallest
    end as missing_smallest,                                    -- why the smallest is not known; null when it is
    lines_by_election.seated_below,                             -- who won seats below what the law demanded
    wasted_votes.missing
from wasted_votes
left join demanded_shares on demanded_shares.election_id = wasted_votes.election_id
left join lines_by_election on lines_by_election.election_id = wasted_votes.election_id
order by wasted_votes.country, wasted_votes.first_polling_on, wasted_votes.election_id
