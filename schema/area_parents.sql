-- One row per area that lies inside a larger one.
-- Keys are verified and not declared, for the reason that stands in area_results.
--
-- key:    area_id
-- refers: areas (area_id)
-- refers: areas (parent_area_id as area_id)
create table area_parents (
    area_id         text not null,                          -- the smaller area
    parent_area_id  text not null,                          -- the area it lies in
    check (area_id <> parent_area_id)
);
