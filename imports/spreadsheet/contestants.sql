-- Who stood, under the names of results.csv; a kind that is left empty is party list.
select
    elections.election_id || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.contestant)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.contestant)) as contestant_id,
    elections.election_id,
    min(results.contestant) as label,
    min(coalesce(results.kind, 'party list')) as kind,
    min(elections.source_id) as source_id,
    min(elections.place) as place
from read_csv('results.csv', header = true, all_varchar = true) as results
join elections on elections.name = results.election and starts_with(elections.election_id, 'spreadsheet-')
group by 1, 2
