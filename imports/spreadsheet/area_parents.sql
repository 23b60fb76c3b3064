-- Which area lies in which larger one.
select area_id, parent_area_id, found_at
from given_areas
where parent_area_id is not null
