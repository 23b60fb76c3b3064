-- The areas that results.csv names.
select
    'spreadsheet-' || lower(given.country_code) || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.area_kind)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.area_kind)) || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(results.area)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(results.area)) as area_id,
    lower(given.country_code) as country_id,
    results.area_kind as kind,
    min(results.area) as name,
    min('spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(publisher || title)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(publisher || title))) as source_id,
    min(given.place) as place
from read_csv('results.csv', header = true, all_varchar = true) as results
join read_csv('elections.csv', header = true, all_varchar = true) as given on given.election = results.election
where results.area is not null
group by 1, 2, 3
