-- The rows of the sheet results, with the ids that they get, in the order of the keys. A row that is not taken has the
-- reason in `problem`; `is_set_aside` says whether something in it must be changed, or nothing in the database is what
-- it is about.
with problems as (
    select
        placed_results.* exclude (
            area_parent_slug, area_parent_kind, election_count, election_rows, chamber_kind, return_id
        ),
        identified_results.* exclude (row, contestant_slug, first_problem),
        coalesce(
            first_problem,
            case
                when party_count > 1
                    then '''' || contestant || '''' || coalesce(' in ' || area, '') || ' stands in rows '
                        || array_to_string(same_rows, ', ')
                        || ' for several parties; write one row with all votes, candidate in kind and semicolons '
                        || 'between the parties; of two candidates, number would tell them apart'
                when figure_count = 1 and placed_results.row <> same_rows[1] then 'repeats row ' || same_rows[1]
                when figure_count > 1
                    then '''' || contestant || '''' || coalesce(' in ' || area, '') || ' stands in rows '
                        || array_to_string(same_rows, ', ')
                        || case
                            when area is null
                                then ' with other figures; one may be about an area, or from another source'
                            else ' with other figures; area_parent, area_kind or number would tell them apart'
                        end
            end
        ) as problem
    from placed_results
    join identified_results on identified_results.row = placed_results.row
    left join repeated_results on repeated_results.row = placed_results.row
)
select
    * exclude (parent_kind),
    parent_kind as area_parent_kind,
    problem is not null and not regexp_matches(problem, '^(rows|notes)\b') as is_set_aside
from problems
order by election_id, return_id, area_id, contestant_id, row
