-- Fractionalisation
--
-- The chance that two voters (or two members) drawn at random belong to different parties: 1 - sum of squared shares.
--
-- key:  election_id, convention
-- cite: Rae (1967), The Political Consequences of Electoral Laws
select
    election_id,                                                -- the election
    election,                                                   -- its name
    convention,                                                 -- how others, independents and alliances are treated; see competitors
    is_default,                                                 -- true for the usual convention
    cast(round(cast(1.0 - 1.0 / nullif(effective_parties_votes, 0) as decimal(18, 6)), 3) as double) as fractionalisation_votes,  -- 0 to 1; null: see missing_votes
    cast(round(cast(1.0 - 1.0 / nullif(effective_parties_seats, 0) as decimal(18, 6)), 3) as double) as fractionalisation_seats,  -- 0 to 1; null: see missing_seats
    missing_votes,                                              -- why there is no value by votes; null when there is one
    missing_seats                                               -- why there is no value by seats; null when there is one
from effective_parties
order by election_id, convention
