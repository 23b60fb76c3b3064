-- Share of the two largest parties
--
-- Shares of votes and seats that the two largest together have. Independents are no party, however many they are. The
-- share is left out where somebody whose votes or seats are not known may be one of the two.
--
-- key: election_id, convention
with ranked_competitors as (
    select
        competitors.*,
        kind not in ('others', 'independents') as is_party,
        row_number() over (
            partition by election_id, convention, kind in ('others', 'independents')
            order by vote_share_pct desc nulls last, competitor_id
        ) as rank_by_votes,
        row_number() over (
            partition by election_id, convention, kind in ('others', 'independents')
            order by seat_share_pct desc nulls last, competitor_id
        ) as rank_by_seats
    from competitors
),
two_largest as (
    -- most_unknown_pct: what one party can have whose votes are not known.
    select
        election_id,
        convention,
        is_default,
        sum(case when is_party and rank_by_votes <= 2 then vote_share_pct end) as votes_pct,
        count(case when is_party then vote_share_pct end) as with_votes,
        min(case when is_party and rank_by_votes = 2 then vote_share_pct end) as second_votes_pct,
        max(case when is_party and vote_share_pct is null then most_vote_share_pct end) as most_unknown_pct,
        sum(cast(vote_share_pct as decimal(38, 12))) > 100.000001 + sum(share_slack_pct) as is_too_much,
        sum(case when is_party and rank_by_seats <= 2 then seat_share_pct end) as seats_pct,
        count(case when is_party then seat_share_pct end) as with_seats,
        count(case when is_party and seat_share_pct is null then 1 end) as without_seats,
        min(case when is_party and rank_by_seats = 2 then seat_share_pct end) as second_seats_pct,
        100.0 - sum(seat_share_pct) as seats_left_pct,
        max(missing_seats) as missing_shares_of_seats
    from ranked_competitors
    group by election_id, convention, is_default
    having count(case when is_party then 1 end) > 0
),
certain_shares as (
    select
        two_largest.*,
        with_votes > 0
        and (most_unknown_pct is null or coalesce(second_votes_pct > most_unknown_pct, false))
            as are_votes_certain,
        with_seats > 0
        and (without_seats = 0 or coalesce(second_seats_pct > seats_left_pct, false))
            as are_seats_certain
    from two_largest
)
select
    certain_shares.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    certain_shares.convention,
    certain_shares.is_default,
    case when certain_shares.are_votes_certain and not certain_shares.is_too_much
        then cast(round(cast(certain_shares.votes_pct as decimal(38, 12)), 2) as double) end
        as two_largest_votes_pct,                               -- of the two with most votes, per 100 valid votes
    case when certain_shares.are_seats_certain
        then cast(round(cast(certain_shares.seats_pct as decimal(38, 12)), 2) as double) end
        as two_largest_seats_pct,                               -- of the two with most seats, per 100 at stake
    case
        when certain_shares.with_votes = 0 then 'no shares of valid votes by contestant'
        when certain_shares.is_too_much then 'the shares add up to more than 100'
        when not certain_shares.are_votes_certain then 'somebody whose votes are not known may be one of the two'
    end as missing_votes,
    case
        when certain_shares.missing_shares_of_seats is not null then certain_shares.missing_shares_of_seats
        when certain_shares.with_seats = 0 then 'no seats by contestant'
        when not certain_shares.are_seats_certain
            then 'somebody whose seats are not known may be one of the two'
    end as missing_seats
from certain_shares
join election_context on election_context.election_id = certain_shares.election_id
order by certain_shares.election_id, certain_shares.convention
