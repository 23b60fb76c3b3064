-- The larger areas that each area of results is said to lie in.
select
    country_id,
    area_kind,
    area_slug,
    min(area_parent_slug) as only_parent_slug,
    min(area_parent_kind) as only_parent_kind,
    count(distinct (area_parent_kind, area_parent_slug)) as parent_count
from placed_results
where area is not null and area_parent is not null and not is_lost
group by country_id, area_kind, area_slug
