-- Effective number of parties, by votes and by seats
--
-- How many parties of equal size would be as fragmented as these: 1 / sum of squared shares, of votes (ENEP) and of
-- seats (ENPP). Shares are used as they are, never stretched to 100.
--
-- key:  election_id, convention
-- cite: Laakso and Taagepera (1979), "Effective" number of parties: a measure with application to West Europe
with sums as (
    select
        election_id,
        convention,
        is_default,
        sum(vote_share_pct) as vote_total,
        sum(vote_share_pct * vote_share_pct) / 10000.0 as vote_squares,
        max(case when parts > 1 and vote_share_pct > 0 then 1 else 0 end) as votes_divided,
        sum(seat_share_pct * seat_share_pct / nullif(parts, 0)) / 10000.0 as seat_squares,
        count(*) - count(seat_share_pct) as seats_not_known
    from competitors
    group by election_id, convention, is_default
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    sums.convention,                                            -- how others, independents and alliances are treated; see competitors
    sums.is_default,                                            -- true for the usual convention
    cast(round(cast(sums.vote_total as decimal(18, 6)), 2) as double) as vote_shares_pct,  -- sum of the vote shares that the index is made of; what it lacks to 100 is left out
    case when sums.votes_divided = 0 then cast(round(cast(1.0 / nullif(sums.vote_squares, 0) as decimal(18, 6)), 2) as double) end
        as effective_parties_votes,                             -- effective number of parties by votes, 1 or more; null: see missing_votes
    case when sums.seats_not_known = 0 then cast(round(cast(1.0 / nullif(sums.seat_squares, 0) as decimal(18, 6)), 2) as double) end
        as effective_parties_seats,                             -- effective number of parties by seats, 1 or more; null: see missing_seats
    case when sums.votes_divided = 0 then cast(round(cast(sums.vote_squares as decimal(18, 9)), 6) as double) end
        as squared_vote_shares,                                 -- sum of squared vote shares, 0 to 1 (Herfindahl-Hirschman index); null: see missing_votes
    case when sums.seats_not_known = 0 then cast(round(cast(sums.seat_squares as decimal(18, 9)), 6) as double) end
        as squared_seat_shares,                                 -- sum of squared seat shares, 0 to 1 (Herfindahl-Hirschman index); null: see missing_seats
    case
        when sums.votes_divided = 1 then 'how the votes of independents divide is not known'
        when coalesce(sums.vote_squares, 0) = 0 then 'no shares of valid votes by contestant'
    end as missing_votes,                                       -- why there is no value by votes; null when there is one
    case
        when coalesce(sums.seat_squares, 0) = 0 then 'no seats by contestant'
        when sums.seats_not_known > 0 then 'seats not known of every contestant'
    end as missing_seats                                        -- why there is no value by seats; null when there is one
from sums
join elections on elections.election_id = sums.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
order by elections.election_id, sums.convention
