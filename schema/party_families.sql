-- One row per party: the family of parties that a source puts it into, such as social democracy, for all elections.
create table party_families (
    party_id   text primary key references parties,         -- the party
    family     text not null,                               -- name of the family, as the source gives it
    -- place of the family from left (1) to right among those of the source; null: the source gives it none
    position   integer check (position > 0),
    source_id  text not null references sources,            -- who says so
    locator    text not null                                -- where in the source
);
