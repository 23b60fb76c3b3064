-- One row per government, from one change to the next: a new row begins with a general election, another prime minister
-- or other parties, as the source counts them.
create table cabinets (
    cabinet_id    text primary key,                         -- slug: country, prime minister and year
    country_id    text not null references countries,       -- whose government it is
    -- the last general election of the chamber before it; null when the source has none
    election_id   text references elections,
    cabinet       text not null,                            -- name, mostly that of its prime minister with a number
    person_id     text references people,                   -- the prime minister; null: none, or not known
    started_on    date not null,                            -- the day it took office or was appointed
    -- why it is a new one: the first that is reason enough, in this order; other: as a resignation or an investiture
    start_kind    text not null check (
        start_kind in ('election', 'prime minister', 'parties', 'other')
    ),
    is_caretaker  boolean not null,                         -- true when the source says that it only kept the office
    source_id     text not null references sources,         -- who says so
    locator       text not null                             -- where in the source
);
