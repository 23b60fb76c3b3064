-- The areas that results names, and the larger ones that they lie in.
select area_id, country_id, kind, area, source_id, locator, found_at
from given_areas
