-- One row per leader of a contestant, as one source names them.
-- Sources may name different people.
create table leaders (
    contestant_id  text not null references contestants,    -- the party list, alliance or joint list
    person_id      text not null references people,         -- who led it
    source_id      text not null references sources,        -- who says so
    locator        text not null,                           -- where in the source
    primary key (contestant_id, person_id, source_id)
);
