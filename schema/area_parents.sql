-- One row per area that lies inside a larger one.
create table area_parents (
    area_id         text primary key references areas,      -- the smaller area
    parent_area_id  text not null references areas,         -- the area it lies in
    check (area_id <> parent_area_id)
);
