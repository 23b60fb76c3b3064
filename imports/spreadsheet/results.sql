-- The rows of the whole.
select elections.election_id as return_id, elections.election_id || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.contestant)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.contestant)) as contestant_id, elections.election_id, results.votes, results.seats
from read_csv('results.csv', header = true, all_varchar = true) as results
join elections on elections.name = results.election and starts_with(elections.election_id, 'spreadsheet-')
where results.area is null
