-- One row per area in which seats of an election are filled.
-- Keys are verified and not declared, for the reason that stands in area_results.
--
-- key:    election_id, area_id
-- refers: elections (election_id)
-- refers: areas (area_id)
-- refers: sources (source_id)
create table area_seats (
    election_id  text not null,                             -- the election
    area_id      text not null,                             -- the area
    seats        integer not null check (seats > 0),        -- seats filled there
    source_id    text not null,                             -- where it was read
    locator      text not null                              -- where in the source
);
