-- One row per party, group or person that called for a boycott of an election, as one source gives it.
create table boycotts (
    election_id  text not null references elections,        -- the election
    called_by    text not null,                             -- who called for it
    source_id    text not null references sources,          -- who says so
    locator      text not null,                             -- where in the source
    party_id     text references parties,                   -- the party, where it is one; null: a group or a person
    -- what a reader must know of it, in own words; null when nothing
    note         text,
    primary key (election_id, called_by, source_id)
);
