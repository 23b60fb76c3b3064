-- One election for each name, country, chamber, round and day in the sheet elections.
select
    election_id,
    body_id,
    election,
    'direct vote' as kind,
    polling_day as first_polling_on,
    last_polling_day as last_polling_on,
    scope,
    round,
    annulled as is_annulled,
    votes_per_ballot,
    seats,
    chamber_seats,
    source_id,
    place as locator,
    found_at
from taken_elections
qualify row_number() over (partition by election_id order by rank, row) = 1
