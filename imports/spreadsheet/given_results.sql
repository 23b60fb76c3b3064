-- The rows of results.csv, with the ids that they get. An empty kind means a party list. A row whose election is not in
-- the database is not here; unmapped.sql counts it.
with numbered_results as (
    select *, row_number() over () + 1 as row
    from read_csv('results.csv', header = true, all_varchar = true)
)
select
    elections.election_id,
    elections.election_id || '-' || slug(given.contestant) as contestant_id,
    'spreadsheet-' || bodies.country_id || '-' || slug(given.contestant) as party_id,
    'spreadsheet-' || bodies.country_id || '-' || slug(given.area_kind) || '-' || slug(given.area) as area_id,
    bodies.country_id,
    elections.source_id,
    elections.locator,
    given.area_kind,
    given.area,
    given.contestant,
    coalesce(given.kind, 'party list') as kind,
    given.votes,
    given.seats,
    given.row,
    'results.csv, row ' || given.row as found_at
from numbered_results as given
join elections on elections.election = given.election and starts_with(elections.election_id, 'spreadsheet-')
join bodies on bodies.body_id = elections.body_id
