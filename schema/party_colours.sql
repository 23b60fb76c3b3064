-- One row per party: the colour that a source shows it in, across elections.
-- A colour printed beside an entry of one election stands in contestants.colour.
create table party_colours (
    party_id   text primary key references parties,         -- the party
    -- six hexadecimal digits after #: red, green and blue
    colour     text not null check (
        colour like '#______' and trim(lower(substr(colour, 2)), '0123456789abcdef') = ''
    ),
    source_id  text not null references sources,            -- where the colour was read
    locator    text not null                                -- where in the source
);
