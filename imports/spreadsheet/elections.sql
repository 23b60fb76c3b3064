-- One election for each row of elections.csv.
select
    election_id,
    body_id,
    election,
    'direct vote' as kind,
    polling_day as first_polling_on,
    polling_day as last_polling_on,
    scope,
    round,
    is_annulled,
    votes_per_ballot,
    seats,
    chamber_seats,
    source_id,
    locator,
    found_at
from given_elections
