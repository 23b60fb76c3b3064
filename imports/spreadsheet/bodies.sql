-- Chambers.
select distinct 'spreadsheet-' || lower(country_code) || '-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(chamber)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(chamber)) as body_id, lower(country_code) as country_id, 'legislature' as kind, chamber as name, chamber as native_name
from read_csv('elections.csv', header = true, all_varchar = true)
