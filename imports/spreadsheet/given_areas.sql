-- The areas that results names, and the larger ones that they lie in. A larger area that stands as an area of its own
-- kind is that one.
with smaller as (
    select
        area_id,
        min(country_id) as country_id,
        min(area_kind) as kind,
        min(area_slug) as area_slug,
        arg_min(area, row) as area,
        min(parent_slug) as parent_slug,
        min(area_parent_kind) as parent_kind,
        arg_min(area_parent, row) filter (where area_parent is not null) as parent,
        arg_min(source_id, row) as source_id,
        arg_min(locator, row) as locator,
        arg_min(found_at, row) as found_at
    from taken_results
    where area_id is not null
    group by area_id
),
larger as (
    select
        parents.*,
        coalesce(
            known.area_id,
            'spreadsheet-' || parents.country_id || '_' || slug(parents.parent_kind) || '_' || parents.parent_slug
        ) as area_id
    from (
        select
            country_id,
            parent_kind,
            parent_slug,
            min(parent) as parent,
            min(source_id) as source_id,
            min(locator) as locator,
            min(found_at) as found_at
        from smaller
        where parent_slug is not null
        group by country_id, parent_kind, parent_slug
    ) as parents
    left join (
        select country_id, kind, area_slug, min(area_id) as area_id
        from smaller
        group by country_id, kind, area_slug
        having count(*) = 1
    ) as known
        on known.country_id = parents.country_id
        and known.kind = parents.parent_kind
        and known.area_slug = parents.parent_slug
)
select
    smaller.area_id,
    smaller.country_id,
    smaller.kind,
    smaller.area,
    larger.area_id as parent_area_id,
    smaller.source_id,
    smaller.locator,
    smaller.found_at
from smaller
left join larger
    on larger.country_id = smaller.country_id
    and larger.parent_kind = smaller.parent_kind
    and larger.parent_slug = smaller.parent_slug
union all
select area_id, country_id, parent_kind, parent, null, source_id, locator, found_at
from larger
where area_id not in (select area_id from smaller)
