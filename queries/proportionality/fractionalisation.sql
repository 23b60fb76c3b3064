-- Chance that two voters differ in party
--
-- The chance that two voters (or two members) drawn at random belong to different parties: 1 - sum of squared shares.
--
-- key:  election_id, convention
-- cite: Rae (1967), The Political Consequences of Electoral Laws
select
    election_id,
    election,
    country,
    first_polling_on,
    convention,
    is_default,
    cast(round(cast(1.0 - squared_vote_shares as decimal(38, 12)), 3) as double)
        as fractionalisation_votes,                             -- 0 to 1; null: see missing_votes
    cast(round(cast(1.0 - squared_seat_shares as decimal(38, 12)), 3) as double)
        as fractionalisation_seats,                             -- 0 to 1; null: see missing_seats
    squared_vote_shares,                                        -- sum of squared vote shares; null: see missing_votes
    squared_seat_shares,                                        -- sum of squared seat shares; null: see missing_seats
    case
        when missing_votes is not null then missing_votes
        when squared_vote_shares is null then 'the votes of somebody are not known'
    end as missing_votes,
    missing_seats
from effective_parties
order by election_id, convention
