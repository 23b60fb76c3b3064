-- The rows of results.csv, with the ids that they get. An empty kind means a party list. A row whose election is not in
-- the database is not here; unmapped.sql counts it. Rows named Others, None of the above or Blank votes are no party
-- lists.
with rows_of_file as (
    select *
    from read_csv('results.csv', header = true, all_varchar = true)
),
all_columns as (
    select * from rows_of_file
    union all by name
    select null::varchar as is_valid
    where false
),
result_rows as (
    select *, row_number() over () + 1 as row
    from all_columns
)
select
    elections.election_id,
    elections.election_id || '-' || slug(result_rows.contestant) as contestant_id,
    'spreadsheet-' || bodies.country_id || '-' || slug(result_rows.contestant) as party_id,
    'spreadsheet-' || bodies.country_id || '-' || slug(result_rows.area_kind) || '-' || slug(result_rows.area)
        as area_id,
    bodies.country_id,
    elections.source_id,
    elections.locator,
    result_rows.area_kind,
    result_rows.area,
    result_rows.contestant,
    coalesce(
        result_rows.kind,
        case
            when regexp_matches(lower(result_rows.contestant), '^(all )?others?( parties| lists| candidates)?$')
                then 'others'
            when lower(result_rows.contestant) in ('none of the above', 'nota', 'none of these candidates')
                then 'none of the above'
            when regexp_matches(lower(result_rows.contestant), '^blank( votes| ballots)?$') then 'blank votes'
            else 'party list'
        end
    ) as kind,
    coalesce(result_rows.is_valid, 'true') as is_valid,
    result_rows.votes,
    result_rows.seats,
    result_rows.row,
    'results.csv, row ' || result_rows.row as found_at
from result_rows
join elections on elections.election = result_rows.election and starts_with(elections.election_id, 'spreadsheet-')
join bodies on bodies.body_id = elections.body_id
