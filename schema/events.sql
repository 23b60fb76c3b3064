-- One row per dated event of an election, as one source gives it.
create table events (
    election_id  text not null references elections,        -- the election it belongs to
    -- announcement: first official results; confirmation: by the court or council that certifies
    kind         text not null check (
        kind in (
            'polling', 'vote abroad', 'vote of nomads', 'nomination', 'announcement', 'confirmation',
            'appeals ruled on', 'appointment', 'violence'
        )
    ),
    happened_on  date not null,                             -- the day; the first, where there were several
    source_id    text not null references sources,          -- who says so
    locator      text not null,                             -- where in the source
    -- the last day, where there were several; null when there was one
    until_on     date check (until_on >= happened_on),
    description  text not null,                             -- what happened, in own words
    primary key (election_id, kind, happened_on, source_id)
);
