-- One row per contestant in a return.
-- Null means that this source does not say, 0 that it says none, no row that it does not name the contestant.
create table results (
    return_id       text not null,                          -- the return
    contestant_id   text not null,                          -- the contestant
    election_id     text not null,                          -- the election of both
    votes           bigint check (votes >= 0),              -- votes it won; null: this source does not say
    -- votes as printed per 100 of the return's share_base; null: this source does not say
    vote_share_pct  decimal(5, 2) check (vote_share_pct between 0 and 100),
    seats           integer check (seats >= 0),             -- seats it won; null: this source does not say
    -- where in the source, where it is not simply the return's locator
    locator         text,
    primary key (return_id, contestant_id),
    foreign key (election_id, return_id) references returns (election_id, return_id),
    foreign key (election_id, contestant_id) references contestants (election_id, contestant_id)
);
