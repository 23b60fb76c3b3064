-- One row per area in which seats of an election are filled.
create table area_seats (
    election_id  text not null references elections,        -- the election
    area_id      text not null references areas,            -- the area
    seats        integer not null check (seats > 0),        -- seats filled there
    source_id    text not null references sources,          -- where it was read
    locator      text not null,                             -- where in the source
    primary key (election_id, area_id)
);
