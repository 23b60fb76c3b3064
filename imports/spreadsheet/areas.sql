-- The areas that results.csv names.
select
    area_id,
    country_id,
    area_kind as kind,
    min(area) as area,
    min(source_id) as source_id,
    min(locator) as locator,
    arg_min(found_at, row) as found_at
from given_results
where area is not null
group by area_id, country_id, area_kind
