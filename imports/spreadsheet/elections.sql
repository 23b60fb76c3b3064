-- Elections.
select
    'spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(election)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(election)) as election_id,
    'spreadsheet-' || lower(country_code) || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(chamber)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(chamber)) as body_id,
    election as name,
    'direct vote' as kind,
    polling_day as first_polling_on,
    polling_day as last_polling_on,
    seats,
    'spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(publisher || title)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(publisher || title)) as source_id,
    place
from read_csv('elections.csv', header = true, all_varchar = true)
