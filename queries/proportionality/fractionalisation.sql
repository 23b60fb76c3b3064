-- Chance that two voters, or two members, differ in party
--
-- The chance that two voters (or two members) drawn at random belong to different parties: 1 - sum of squared shares.
--
-- key:  election_id, convention
-- cite: Rae (1967), The Political Consequences of Electoral Laws
select
    election_id,                                                -- the election
    election,                                                   -- its name
    country,                                                    -- where it was held
    first_polling_on,                                           -- main polling day
    convention,                                                 -- how others, independents and alliances are treated; see competitors
    is_default,                                                 -- true for the usual convention
    cast(round(cast(1.0 - squared_vote_shares as decimal(18, 6)), 3) as double) as fractionalisation_votes,  -- 0 to 1; null: see missing_votes
    cast(round(cast(1.0 - squared_seat_shares as decimal(18, 6)), 3) as double) as fractionalisation_seats,  -- 0 to 1; null: see missing_seats
    squared_vote_shares,                                        -- sum of squared vote shares, 0 to 1, of which it is the complement; null: see missing_votes
    squared_seat_shares,                                        -- sum of squared seat shares, 0 to 1, of which it is the complement; null: see missing_seats
    missing_votes,                                              -- why there is no value by votes; null when there is one
    missing_seats                                               -- why there is no value by seats; null when there is one
from effective_parties
order by election_id, convention
