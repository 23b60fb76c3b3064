-- A party for each name that stood as a party list.
select
    'spreadsheet-' || lower(given.country_code) || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.contestant)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.contestant)) as party_id,
    lower(given.country_code) as country_id,
    min(results.contestant) as name,
    min('spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(publisher || title)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(publisher || title))) as source_id,
    min(given.place) as place
from read_csv('results.csv', header = true, all_varchar = true) as results
join read_csv('elections.csv', header = true, all_varchar = true) as given on given.election = results.election
where coalesce(results.kind, 'party list') = 'party list'
group by 1, 2
