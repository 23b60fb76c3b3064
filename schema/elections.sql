-- One row per election: a poll that fills one body.
-- The year is no key: Syria held two elections in 2007.
create table elections (
    election_id       text primary key,                     -- slug: body and year, e.g. 'sy-assembly-2007'
    body_id           text not null references bodies,      -- the chamber or office it fills
    election          text not null unique,                 -- English name with the year
    -- what voters are asked
    kind              text not null check (kind in ('direct vote', 'referendum on one candidate')),
    first_polling_on  date not null,                        -- main polling day; the first, where there were several
    last_polling_on   date not null,                        -- last polling day; the same day where there was one
    -- general: fills the body, or all of its elected seats; by-election: fills vacant seats; partial renewal: fills the
    -- part of the seats whose term ends
    scope             text not null check (scope in ('general', 'by-election', 'partial renewal')),
    -- 1: the only round or the first; 2: the second, as a run-off; each round is an election of its own
    round             integer not null check (round between 1 and 9),
    is_annulled       boolean not null,                     -- true when a court or authority declared the poll void
    -- votes that one ballot can hold; 1 where a voter has one vote
    votes_per_ballot  integer not null check (votes_per_ballot > 0),
    -- members elected on that day; null for an office of one person, or not known
    seats             integer check (seats > 0),
    -- members of the whole chamber, elected on that day or not; null for an office of one person, or not known
    chamber_seats     integer check (chamber_seats > 0),
    source_id         text not null references sources,     -- where the days and the number of seats were read
    locator           text not null,                        -- where in the source
    -- lets a reference demand that two elections fill the same body
    unique (body_id, election_id),
    check (first_polling_on <= last_polling_on),
    check (seats <= chamber_seats)
);
