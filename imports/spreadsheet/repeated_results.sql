-- The rows of results that are about one contestant in one place and source, where there are several.
with places as (
    select return_id, area_id, contestant_id
    from identified_results
    where first_problem is null and contestant_slug is not null
    group by return_id, area_id, contestant_id
    having count(*) > 1
),
rows_of_places as (
    select identified_results.row, places.*
    from identified_results
    join places
        on places.return_id = identified_results.return_id
        and places.area_id is not distinct from identified_results.area_id
        and places.contestant_id = identified_results.contestant_id
    where first_problem is null
),
counted as (
    select
        rows_of_places.return_id,
        rows_of_places.area_id,
        rows_of_places.contestant_id,
        list_sort(list(rows_of_places.row)) as same_rows,
        count(distinct concat_ws(' ', coalesce(votes, '-'), coalesce(share, '-'), coalesce(seats, '-')))
            as figure_count,
        count(distinct party_slug) as party_count
    from rows_of_places
    join placed_results on placed_results.row = rows_of_places.row
    group by rows_of_places.return_id, rows_of_places.area_id, rows_of_places.contestant_id
)
select rows_of_places.row, counted.same_rows, counted.figure_count, counted.party_count
from rows_of_places
join counted
    on counted.return_id = rows_of_places.return_id
    and counted.area_id is not distinct from rows_of_places.area_id
    and counted.contestant_id = rows_of_places.contestant_id
