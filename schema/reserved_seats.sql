-- One row per quota of seats set aside by law for a contestant, as one source gives it.
create table reserved_seats (
    contestant_id  text not null references contestants,    -- for whom the seats are reserved
    source_id      text not null references sources,        -- who says so
    locator        text not null,                           -- where in the source
    seats          integer not null check (seats > 0),      -- seats set aside
    primary key (contestant_id, source_id, locator)
);
