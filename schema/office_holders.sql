-- One row per holder of an office before or after an election, as one source gives it.
create table office_holders (
    election_id     text not null references elections,     -- the election
    office          text not null check (office in ('president', 'prime minister', 'speaker')),  -- the office
    phase           text not null check (phase in ('before', 'after')),  -- before or after that election
    person_id       text not null references people,        -- who held it
    source_id       text not null references sources,       -- who says so
    locator         text not null,                          -- where in the source
    -- the holder's party; null: of no party where is_independent, else not said
    party_id        text references parties,
    is_independent  boolean not null,                       -- true when the source says that the holder has no party
    -- day the holder took office or was named to it; null when the source does not say
    since_on        date,
    primary key (election_id, office, phase, person_id, source_id),
    check (not is_independent or party_id is null)
);
