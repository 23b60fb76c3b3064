-- Effective number of parties
--
-- How many parties of equal size would be as fragmented as these: 1 / sum of squared shares, of votes (ENEP) and of
-- seats (ENPP). The sum of squared shares is the Herfindahl-Hirschman index. Shares are used as they are, never
-- stretched to 100: what vote_shares_pct lacks to 100 is left out.
--
-- key:  election_id, convention
-- cite: Laakso and Taagepera (1979), "Effective" number of parties: a measure with application to West Europe
with sums_by_convention as (
    select
        election_id,
        convention,
        is_default,
        sum(vote_share_pct) as vote_shares_pct,
        sum(vote_share_pct * vote_share_pct) / 10000.0 as vote_squares,
        sum(seat_share_pct * seat_share_pct / nullif(parts, 0)) / 10000.0 as seat_squares,
        count(case when parts > 1 and vote_share_pct > 0 then 1 end) as votes_divided,
        count(case when seat_share_pct is null then 1 end) as seats_not_known
    from competitors
    group by election_id, convention, is_default
)
select
    sums_by_convention.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    sums_by_convention.convention,
    sums_by_convention.is_default,
    cast(round(cast(sums_by_convention.vote_shares_pct as decimal(38, 12)), 2) as double)
        as vote_shares_pct,                                     -- sum of the shares that the index by votes uses
    case
        when sums_by_convention.votes_divided = 0
        then cast(round(cast(1.0 / nullif(sums_by_convention.vote_squares, 0) as decimal(38, 12)), 2) as double)
    end as effective_parties_votes,                             -- 1 or more; null: see missing_votes
    case
        when sums_by_convention.seats_not_known = 0
        then cast(round(cast(1.0 / nullif(sums_by_convention.seat_squares, 0) as decimal(38, 12)), 2) as double)
    end as effective_parties_seats,                             -- 1 or more; null: see missing_seats
    case
        when sums_by_convention.votes_divided = 0
        then cast(round(cast(sums_by_convention.vote_squares as decimal(18, 9)), 6) as double)
    end as squared_vote_shares,                                 -- sum of squared vote shares; null: see missing_votes
    case
        when sums_by_convention.seats_not_known = 0
        then cast(round(cast(sums_by_convention.seat_squares as decimal(18, 9)), 6) as double)
    end as squared_seat_shares,                                 -- sum of squared seat shares; null: see missing_seats
    case
        when sums_by_convention.votes_divided > 0 then 'how the votes of independents divide is not known'
        when coalesce(sums_by_convention.vote_squares, 0) = 0 then 'no shares of valid votes by contestant'
    end as missing_votes,
    case
        when coalesce(sums_by_convention.seat_squares, 0) = 0 then 'no seats by contestant'
        when sums_by_convention.seats_not_known > 0 then 'seats not known of every contestant'
    end as missing_seats
from sums_by_convention
join election_context on election_context.election_id = sums_by_convention.election_id
order by sums_by_convention.election_id, sums_by_convention.convention
