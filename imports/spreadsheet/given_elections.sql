-- The rows of elections.csv, with the ids that they get.
with numbered_elections as (
    select *, row_number() over () + 1 as row
    from read_csv('elections.csv', header = true, all_varchar = true)
)
select
    'spreadsheet-' || slug(election) as election_id,
    'spreadsheet-' || lower(country_code) || '-' || slug(chamber) as body_id,
    'spreadsheet-' || slug(publisher || title) as source_id,
    lower(country_code) as country_id,
    numbered_elections.* exclude (place),
    place as locator,
    'elections.csv, row ' || row as found_at
from numbered_elections
