-- One row per election whose previous election of the same body is known.
-- A table of its own, because a table that references itself can be neither loaded in bulk nor exported.
create table predecessors (
    election_id           text primary key,                 -- the later election
    previous_election_id  text not null unique,             -- the one before it; no election is the previous of two
    body_id               text not null,                    -- the body that both fill
    source_id             text not null references sources, -- who names the one as previous to the other
    locator               text not null,                    -- where in the source
    foreign key (body_id, election_id) references elections (body_id, election_id),
    foreign key (body_id, previous_election_id) references elections (body_id, election_id),
    check (election_id <> previous_election_id)
);
