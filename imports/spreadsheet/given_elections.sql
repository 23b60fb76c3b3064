-- The rows of elections.csv, with the ids that they get. Columns that may be left out are empty where they are. What an
-- election is may also be said by its name alone: "round 2", "by-election", "annulled".
with rows_of_file as (
    select *
    from read_csv('elections.csv', header = true, all_varchar = true)
),
optional_columns as (
    select
        null::varchar as scope,
        null::varchar as round,
        null::varchar as annulled,
        null::varchar as votes_per_ballot,
        null::varchar as chamber_seats,
        null::varchar as votes_counted
    where false
),
all_columns as (
    select * from rows_of_file
    union all by name
    select * from optional_columns
),
numbered_elections as (
    select
        * replace (
            coalesce(
                scope, case when regexp_matches(lower(election), 'by-?election') then 'by-election' else 'general' end
            ) as scope
        ),
        row_number() over () + 1 as row
    from all_columns
)
select
    'spreadsheet-' || slug(election) as election_id,
    'spreadsheet-' || lower(country_code) || '-' || slug(chamber) as body_id,
    'spreadsheet-' || slug(publisher || title) as source_id,
    lower(country_code) as country_id,
    numbered_elections.* exclude (place, round, annulled, votes_per_ballot, chamber_seats),
    coalesce(
        round,
        nullif(regexp_extract(lower(election), '\bround ([1-9])\b', 1), ''),
        case when regexp_matches(lower(election), '\b(second round|run-?off)\b') then '2' else '1' end
    ) as round,
    coalesce(annulled, cast(regexp_matches(lower(election), '\bannulled\b') as varchar)) as is_annulled,
    coalesce(votes_per_ballot, '1') as votes_per_ballot,
    coalesce(chamber_seats, case when scope = 'general' then seats end) as chamber_seats,
    place as locator,
    'elections.csv, row ' || row as found_at
from numbered_elections
