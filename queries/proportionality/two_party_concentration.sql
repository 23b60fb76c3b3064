-- Share of the two largest parties
--
-- Shares of votes and seats that the two largest together have. Independents are no party, however many they are. The
-- share is left out where somebody whose votes or seats are not known may be one of the two.
--
-- key: election_id, convention
with ranked_competitors as (
    select
        election_id,
        convention,
        is_default,
        vote_share_pct,
        most_vote_share_pct,
        seat_share_pct,
        row_number() over (
            partition by election_id, convention
            order by vote_share_pct desc nulls last, competitor_id
        ) as rank_by_votes,
        row_number() over (
            partition by election_id, convention
            order by seat_share_pct desc nulls last, competitor_id
        ) as rank_by_seats
    from competitors
    where kind not in ('others', 'independents')
),
two_largest as (
    select
        election_id,
        convention,
        is_default,
        sum(case when rank_by_votes <= 2 then vote_share_pct end) as votes_pct,
        count(vote_share_pct) as with_votes,
        coalesce(min(case when rank_by_votes <= 2 then vote_share_pct end), 0.0)
        > coalesce(max(case when vote_share_pct is null then most_vote_share_pct end), -1.0) as are_votes_certain,
        sum(case when rank_by_seats <= 2 then seat_share_pct end) as seats_pct,
        count(seat_share_pct) as with_seats,
        count(*) - count(seat_share_pct) as without_seats,
        min(case when rank_by_seats <= 2 then seat_share_pct end) as second_seats_pct,
        100.0 - sum(seat_share_pct) as seats_left_pct
    from ranked_competitors
    group by election_id, convention, is_default
)
select
    two_largest.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    two_largest.convention,
    two_largest.is_default,
    case when two_largest.are_votes_certain
        then cast(round(cast(two_largest.votes_pct as decimal(38, 12)), 2) as double) end
        as two_largest_votes_pct,                               -- of the two with most votes, per 100 valid votes
    case when two_largest.without_seats = 0 or two_largest.second_seats_pct > two_largest.seats_left_pct
        then cast(round(cast(two_largest.seats_pct as decimal(38, 12)), 2) as double) end
        as two_largest_seats_pct,                               -- of the two with most seats, per 100 at stake
    case
        when two_largest.with_votes = 0 then 'no shares of valid votes by contestant'
        when not two_largest.are_votes_certain then 'somebody whose votes are not known may be one of the two'
    end as missing_votes,
    case
        when two_largest.with_seats = 0 then 'no seats by contestant'
        when two_largest.without_seats > 0 and two_largest.second_seats_pct <= two_largest.seats_left_pct
            then 'somebody whose seats are not known may be one of the two'
    end as missing_seats
from two_largest
join election_context on election_context.election_id = two_largest.election_id
order by two_largest.election_id, two_largest.convention
