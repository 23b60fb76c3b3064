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
    -- members elected on that day; null for an office of one person, or not known
    seats             integer check (seats > 0),
    source_id         text not null references sources,     -- where the days and the number of seats were read
    locator           text not null,                        -- where in the source
    -- lets a reference demand that two elections fill the same body
    unique (body_id, election_id),
    check (first_polling_on <= last_polling_on)
);
