-- elections.csv with the ids that its rows get.
select
    'spreadsheet-' || slug(election) as election_id,
    'spreadsheet-' || lower(country_code) || '-' || slug(chamber) as body_id,
    'spreadsheet-' || slug(publisher || title) as source_id,
    lower(country_code) as country_id,
    given.* exclude (place),
    given.place as locator,
    'elections.csv, row ' || row as found_at
from (select *, row_number() over () + 1 as row from read_csv('elections.csv', header = true, all_varchar = true)) as given
