-- One row per count of one measure for one election by one source.
create table statistics (
    election_id    text not null references elections, -- the election
    measure_id     text not null references measures,  -- what was counted
    source_id      text not null references sources,   -- who counted or reports
    locator        text not null,                      -- where in the source
    contestant_id  text,                               -- the contestant it is about; null: the election as a whole
    -- how the source words the figure
    qualifier      text not null check (qualifier in ('exact', 'about', 'at least', 'at most')),
    -- the figure, in the measure's unit; null when it is a percentage
    amount         bigint check (amount >= 0),
    -- 1 when the count is printed to the last unit; else the unit it is rounded to; null when it is a percentage
    rounded_to     bigint check (rounded_to > 0),
    percentage     decimal(5, 2) check (percentage between 0 and 100),  -- the figure, 0 to 100; null when it is a count
    -- decimals the percentage is printed with; null when it is a count
    decimals       integer check (decimals between 0 and 2),
    note           text,                               -- what a reader must know of it, in own words; null when nothing
    primary key (election_id, measure_id, source_id, locator),
    foreign key (election_id, contestant_id) references contestants (election_id, contestant_id),
    check ((amount is null) <> (percentage is null)),
    check ((amount is null) = (rounded_to is null)),
    check ((percentage is null) = (decimals is null))
);
