-- The rows of areas.
select
    elections.election_id,
    elections.election_id as return_id,
    'spreadsheet-' || bodies.country_id || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.area_kind)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.area_kind)) || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.area)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.area)) as area_id,
    elections.election_id || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.contestant)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.contestant)) as contestant_id,
    results.votes,
    results.seats
from read_csv('results.csv', header = true, all_varchar = true) as results
join elections on elections.name = results.election and starts_with(elections.election_id, 'spreadsheet-')
join bodies on bodies.body_id = elections.body_id
where results.area is not null
