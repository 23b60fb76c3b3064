-- Effective number of parties
--
-- How many parties of equal size would be as fragmented as these: 1 / sum of squared shares, of votes (ENEP) and of
-- seats (ENPP). The sum of squared shares is the Herfindahl-Hirschman index. Shares are used as they are, never
-- stretched to 100: what vote_shares_pct and seat_shares_pct lack to 100 is left out. There is no number where those
-- left out as others may have more than the largest, since they may be one party. Where the votes of a competitor are
-- not known, they are at most what the known shares lack to 100. The number by votes is then between lowest_votes and
-- highest_votes, and null unless these are equal. Shares that are printed with few decimals are taken as printed:
-- share_slack_pct of outcomes says by how much each may be off.
--
-- key:  election_id, convention
-- cite: Laakso and Taagepera (1979), "Effective" number of parties: a measure with application to West Europe
with sums_by_convention as (
    select
        election_id,
        convention,
        is_default,
        sum(cast(vote_share_pct as decimal(38, 12))) as vote_shares_pct,
        sum(cast(vote_share_pct as decimal(38, 12))) > 100.000001 + sum(share_slack_pct) as is_too_much,
        sum(vote_share_pct * vote_share_pct) / 10000.0 as vote_squares,
        max(case when vote_share_pct is null then coalesce(most_vote_share_pct, 0.0) else 0.0 end) as most_of_one_pct,
        sum(case when vote_share_pct is null then coalesce(most_vote_share_pct, 0.0) else 0.0 end) as most_of_each_pct,
        min(case when vote_share_pct is null then coalesce(most_vote_share_pct, 0.0) end) as most_of_least_pct,
        100 - coalesce(sum(cast(vote_share_pct as decimal(38, 12))), 0) + coalesce(sum(share_slack_pct), 0)
            as share_left_pct,
        sum(seat_share_pct * seat_share_pct / nullif(parts, 0)) / 10000.0 as seat_squares,
        count(case when coalesce(parts, 2) > 1 and vote_share_pct > 0 then 1 end) as votes_divided,
        sum(cast(seat_share_pct as decimal(38, 12))) as seat_shares_pct,
        count(case when seat_share_pct is null then 1 end) as seats_not_known,
        max(missing_seats) as missing_shares_of_seats,
        leaves_out_more_votes,
        leaves_out_more_seats
    from competitors
    group by election_id, convention, is_default, leaves_out_more_votes, leaves_out_more_seats
),
sums_with_unknown as (
    select
        sums_by_convention.*,
        case
            when most_of_each_pct = most_of_one_pct then most_of_one_pct
            when convention <> 'members' and most_of_least_pct = most_of_one_pct then most_of_one_pct
            when most_of_each_pct < share_left_pct then most_of_each_pct
            when share_left_pct > most_of_one_pct then share_left_pct
            else most_of_one_pct
        end as unknown_share_pct
    from sums_by_convention
),
limits_by_convention as (
    -- All unknown votes together are no more than one competitor can have at most, but of members of several alliances
    -- and of a party with several lists. They add most if one has them all.
    select
        sums_with_unknown.*,
        case when votes_divided = 0 and not is_too_much and not leaves_out_more_votes
            then vote_squares end as least_squares_of_votes,
        case when votes_divided = 0 and not is_too_much and not leaves_out_more_votes
            then vote_squares + unknown_share_pct * unknown_share_pct / 10000.0 end as most_squares_of_votes
    from sums_with_unknown
),
numbers_of_parties as (
    select
        limits_by_convention.*,
        round(cast(1.0 / nullif(most_squares_of_votes, 0) as decimal(38, 12)), 2) as lowest_votes,
        round(cast(1.0 / nullif(least_squares_of_votes, 0) as decimal(38, 12)), 2) as highest_votes,
        round(cast(least_squares_of_votes as decimal(38, 12)), 6) as least_squares,
        round(cast(most_squares_of_votes as decimal(38, 12)), 6) as most_squares
    from limits_by_convention
)
select
    numbers_of_parties.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    numbers_of_parties.convention,
    numbers_of_parties.is_default,
    cast(round(cast(numbers_of_parties.vote_shares_pct as decimal(38, 12)), 2) as double)
        as vote_shares_pct,                                     -- sum of the shares that the index by votes uses
    case when numbers_of_parties.lowest_votes = numbers_of_parties.highest_votes
        then cast(numbers_of_parties.highest_votes as double) end
        as effective_parties_votes,                             -- 1 or more; null: see missing_votes
    cast(numbers_of_parties.lowest_votes as double) as lowest_votes,  -- the number by votes is not lower
    cast(numbers_of_parties.highest_votes as double) as highest_votes,  -- the number by votes is not higher
    cast(round(cast(numbers_of_parties.seat_shares_pct as decimal(38, 12)), 2) as double)
        as seat_shares_pct,                                     -- sum of the shares that the index by seats uses
    case
        when numbers_of_parties.seats_not_known = 0 and not numbers_of_parties.leaves_out_more_seats
        then cast(round(cast(1.0 / nullif(numbers_of_parties.seat_squares, 0) as decimal(38, 12)), 2) as double)
    end as effective_parties_seats,                             -- 1 or more; null: see missing_seats
    case when numbers_of_parties.least_squares = numbers_of_parties.most_squares
        then cast(numbers_of_parties.least_squares as double) end
        as squared_vote_shares,                                 -- sum of squared vote shares; null: not known
    case
        when numbers_of_parties.seats_not_known = 0 and not numbers_of_parties.leaves_out_more_seats
        then cast(round(cast(numbers_of_parties.seat_squares as decimal(38, 12)), 6) as double)
    end as squared_seat_shares,                                 -- sum of squared seat shares; null: see missing_seats
    case
        when numbers_of_parties.votes_divided > 0 then 'how the votes of independents divide is not known'
        when numbers_of_parties.is_too_much then 'the shares add up to more than 100'
        when coalesce(numbers_of_parties.vote_squares, 0) = 0 then 'no shares of valid votes by contestant'
        when numbers_of_parties.leaves_out_more_votes and coalesce(numbers_of_parties.most_of_one_pct, 0) = 0
            then 'the others who are left out may have more than the largest'
        when
            numbers_of_parties.leaves_out_more_votes
            or numbers_of_parties.lowest_votes <> numbers_of_parties.highest_votes
        then 'the votes of somebody are not known'
    end as missing_votes,
    case
        when numbers_of_parties.missing_shares_of_seats is not null then numbers_of_parties.missing_shares_of_seats
        when coalesce(numbers_of_parties.seat_squares, 0) = 0 then 'no seats by contestant'
        when numbers_of_parties.seats_not_known > 0 then 'seats not known of every contestant'
        when numbers_of_parties.leaves_out_more_seats then 'the others who are left out may have more than the largest'
    end as missing_seats
from numbers_of_parties
join election_context on election_context.election_id = numbers_of_parties.election_id
order by numbers_of_parties.election_id, numbers_of_parties.convention
