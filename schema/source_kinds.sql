-- One row per kind of source, and how far it is believed where sources contradict each other and no return settles it.
create table source_kinds (
    kind    text primary key,              -- the kind, e.g. 'official'
    rank    integer not null unique check (rank > 0),  -- 1 is believed first
    reason  text not null                  -- who that is and why it stands there
);
