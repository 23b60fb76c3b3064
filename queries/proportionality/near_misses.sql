-- Below the threshold
--
-- Votes of those who won no seat, who of them was the largest, and the smallest that won one. Where the file has the
-- share of votes that the law demanded, it says how far the largest without a seat fell short of it, and who won seats
-- below it all the same, as by direct mandates. Those who tie are all named. Who was the largest, the smallest or
-- below the law is not known where seats, shares, Others or rounded figures leave room for another answer, or nobody
-- with a name has some of the seats; the columns missing_largest, missing_smallest and missing_below say which. Where
-- the source does not say of which votes the law demanded a share, whoever has it must have it of all ballots too. In a
-- country with several districts a threshold may hold in each of them, and the lines that show here are those of the
-- whole country. An alliance stands for its members. Of several rounds that fill a chamber together, none says who has
-- no seat.
--
-- key: election_id
with demanded_shares as (
    -- As decimals, in which 5 less 4.9 is 0.1.
    select
        election_id,
        cast(least_demanded_pct as decimal(38, 12)) as least_demanded_pct,
        cast(most_demanded_pct as decimal(38, 12)) as most_demanded_pct,
        is_of_valid_votes
    from shares_demanded_by_law
    where purpose = 'entry'
),
contestants_of_ballot as (
    -- A share may be off by what it, or the counts that it follows from, are rounded to.
    select
        outcomes.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.kind,
        outcomes.seats,
        case when outcomes.share_base = 'valid votes' then cast(outcomes.exact_share_pct as decimal(38, 12)) end
            as share_pct,
        cast(
            case when outcomes.share_base = 'valid votes' then outcomes.share_slack_pct else 0 end as decimal(38, 12)
        ) as slack_pct,
        final_rounds.is_whole,
        final_rounds.seats_given < election_context.seats
        and not election_context.has_everyone
        and count(
            case
                when
                    outcomes.seats is null
                    and outcomes.kind not in ('option', 'none of the above', 'blank votes')
                then 1
            end
        ) over (partition by outcomes.election_id) = 0
            as are_seats_left
    from outcomes
    join election_context on election_context.election_id = outcomes.election_id
    join final_rounds on final_rounds.election_id = outcomes.election_id
    where outcomes.alliance_contestant_id is null
),
contestants_with_limits as (
    -- Whoever's share is not known may have what the others leave. The last decimals of shares are not sure.
    select
        contestants_of_ballot.*,
        coalesce(
            share_pct + slack_pct,
            greatest(100 - coalesce(sum(share_pct) over whole_election, 0), 0) + sum(slack_pct) over whole_election
            + 0.000001
        ) as most_share_pct
    from contestants_of_ballot
    window whole_election as (partition by election_id)
),
shares_of_parties as (
    -- Others, too, may have among them who won a seat with the fewest votes, or none with the most.
    select
        contestants_with_limits.*,
        demanded_shares.least_demanded_pct,
        demanded_shares.most_demanded_pct,
        demanded_shares.is_of_valid_votes,
        contestants_with_limits.kind = 'others' as is_others,
        contestants_with_limits.kind <> 'others' and contestants_with_limits.seats = 0 as is_seatless,
        contestants_with_limits.kind <> 'others' and contestants_with_limits.seats > 0 as is_seated,
        case
            when demanded_shares_reached.has_demanded_share then 'not below'
            when not demanded_shares_reached.has_demanded_share then 'below'
            when contestants_with_limits.most_share_pct < demanded_shares.least_demanded_pct then 'below'
            when demanded_shares_reached.contestant_id is not null then 'not certain'
        end as side_of_law
    from contestants_with_limits
    left join demanded_shares on demanded_shares.election_id = contestants_with_limits.election_id
    left join demanded_shares_reached
        on demanded_shares_reached.election_id = contestants_with_limits.election_id
        and demanded_shares_reached.contestant_id = contestants_with_limits.contestant_id
        and demanded_shares_reached.purpose = 'entry'
    where contestants_with_limits.kind in ('party list', 'joint list', 'alliance', 'others')
),
shares_beside_limits as (
    select
        shares_of_parties.*,
        max(case when is_seatless then share_pct end) over whole_election as largest_pct,
        min(case when is_seated then share_pct end) over whole_election as smallest_pct
    from shares_of_parties
    window whole_election as (partition by election_id)
),
shares_beside_rounded_limits as (
    -- Two shares that differ by less than one of them is rounded to may be either way.
    select
        shares_beside_limits.*,
        greatest(
            slack_pct, max(case when is_seatless and share_pct = largest_pct then slack_pct end) over whole_election
        ) as slack_to_largest_pct,
        greatest(
            slack_pct, max(case when is_seated and share_pct = smallest_pct then slack_pct end) over whole_election
        ) as slack_to_smallest_pct
    from shares_beside_limits
    window whole_election as (partition by election_id)
),
lines_by_election as (
    -- Those who tie are all named.
    select
        election_id,
        least_demanded_pct,
        most_demanded_pct,
        is_of_valid_votes,
        string_agg(case when is_seatless and share_pct = largest_pct then contestant end, ', ' order by contestant)
            as largest_without_seat,
        max(largest_pct) as largest_pct,
        max(case when is_seatless and share_pct = largest_pct then slack_pct end) as slack_of_largest_pct,
        case
            when count(case when not is_whole then 1 end) > 0 then 'a round that does not fill the chamber'
            when max(largest_pct) is null then 'nobody with a known share is known to have no seat'
            when count(case when is_others and most_share_pct >= largest_pct then 1 end) > 0
            then 'somebody of Others may have more'
            when count(case when is_seatless and share_pct is null and most_share_pct >= largest_pct then 1 end) > 0
            then 'the share of somebody without a seat is not known'
            when
                count(
                    case
                        when
                            not is_others
                            and seats is null
                            and case when share_pct is null then most_share_pct >= largest_pct
                                else share_pct >= largest_pct or largest_pct - share_pct < slack_to_largest_pct end
                        then 1
                    end
                ) > 0
            then 'the seats of somebody with as many votes are not known'
            when count(case when is_seatless and largest_pct - share_pct < slack_to_largest_pct then 1 end) > 1
            then 'the shares are rounded'
        end as missing_largest,
        string_agg(case when is_seated and share_pct = smallest_pct then contestant end, ', ' order by contestant)
            as smallest_with_seat,
        max(smallest_pct) as smallest_pct,
        case
            when count(case when not is_whole then 1 end) > 0 then 'a round that does not fill the chamber'
            when count(case when is_others and (seats is null or seats > 0) then 1 end) > 0
            then 'nobody says who of Others has a seat'
            when count(case when are_seats_left then 1 end) > 0 then 'nobody says who has some of the seats'
            when count(case when is_seated and share_pct is null then 1 end) > 0
            then 'the share of somebody with a seat is not known'
            when
                count(
                    case
                        when
                            not is_others
                            and seats is null
                            and (
                                share_pct is null
                                or share_pct <= smallest_pct
                                or share_pct - smallest_pct < slack_to_smallest_pct
                            )
                        then 1
                    end
                ) > 0
            then 'the seats of somebody with no more votes are not known'
            when max(smallest_pct) is null then 'nobody is known to have a seat'
            when count(case when is_seated and share_pct - smallest_pct < slack_to_smallest_pct then 1 end) > 1
            then 'the shares are rounded'
        end as missing_smallest,
        string_agg(case when is_seated and side_of_law = 'below' then contestant end, ', ' order by contestant)
            as seated_below,
        case
            when count(case when not is_whole then 1 end) > 0 then 'a round that does not fill the chamber'
            when count(case when is_others and (seats is null or seats > 0) and side_of_law is not null then 1 end) > 0
            then 'nobody says who of Others has a seat'
            when count(case when are_seats_left and side_of_law is not null then 1 end) > 0
            then 'nobody says who has some of the seats'
            when count(case when not is_others and seats is null and side_of_law <> 'not below' then 1 end) > 0
            then 'the seats of somebody who may be below it are not known'
            when count(case when is_seated and side_of_law = 'not certain' then 1 end) > 0
            then 'it is not certain who has the share that the law demanded'
        end as missing_below
    from shares_beside_rounded_limits
    group by election_id, least_demanded_pct, most_demanded_pct, is_of_valid_votes
),
lines_beside_law as (
    select
        lines_by_election.*,
        case when least_demanded_pct = most_demanded_pct then most_demanded_pct end as demanded_pct,
        case
            when missing_largest is not null then missing_largest
            when least_demanded_pct < most_demanded_pct then 'sources differ on what the law demanded'
            when not is_of_valid_votes then 'of which votes the law demanded a share is not said'
            when abs(most_demanded_pct - largest_pct) < slack_of_largest_pct
            then 'its share is rounded to what the law demanded'
        end as missing_distance
    from lines_by_election
)
select
    wasted_votes.election_id,
    wasted_votes.election,
    wasted_votes.country,
    wasted_votes.first_polling_on,
    cast(lines.demanded_pct as double) as demanded_pct,         -- what the law demanded; null: not in the file
    wasted_votes.wasted_votes_pct,                              -- votes without a seat per 100; null: see missing
    wasted_votes.lowest_pct as lowest_wasted_pct,               -- they are not fewer; null: not known
    case when lines.missing_largest is null then lines.largest_without_seat end
        as largest_without_seat,                                -- all that tie; null: see missing_largest
    case when lines.missing_largest is null
        then cast(round(cast(lines.largest_pct as decimal(38, 12)), 2) as double) end
        as largest_without_seat_pct,                            -- its votes per 100 valid votes
    case when lines.missing_distance is null
        then cast(round(cast(lines.demanded_pct - lines.largest_pct as decimal(38, 12)), 2) as double) end
        as missed_by_pp,                                        -- points it lacked to what the law demanded
    case
        when lines.election_id is null then 'no result of the whole election in the file'
        else lines.missing_distance
    end as missing_largest,                                     -- why it, or what it lacked, is not known
    case when lines.missing_smallest is null then lines.smallest_with_seat end
        as smallest_with_seat,                                  -- smallest that won one; all that tie; null: not known
    case when lines.missing_smallest is null
        then cast(round(cast(lines.smallest_pct as decimal(38, 12)), 2) as double) end
        as smallest_with_seat_pct,                              -- its votes per 100 valid votes
    case
        when lines.election_id is null then 'no result of the whole election in the file'
        else lines.missing_smallest
    end as missing_smallest,                                    -- why the smallest is not known; null when it is
    case when lines.missing_below is null then lines.seated_below end
        as seated_below,                                        -- who won seats below the law; null: nobody, or unknown
    lines.missing_below,                                        -- why that is not known; null when it is
    wasted_votes.missing
from wasted_votes
left join lines_beside_law as lines on lines.election_id = wasted_votes.election_id
order by wasted_votes.country, wasted_votes.first_polling_on, wasted_votes.election_id
