-- One row per share that an election's rules demand, as one source gives it.
create table thresholds (
    election_id  text not null references elections,        -- the election
    -- nomination: to be put to the vote; election: to be elected; entry: to be given seats
    purpose      text not null check (purpose in ('nomination', 'election', 'entry')),
    source_id    text not null references sources,          -- who says so
    locator      text not null,                             -- where in the source
    -- the share is numerator / denominator, exact where a percentage would not be (two thirds)
    numerator    integer not null check (numerator > 0),
    denominator  integer not null check (denominator >= numerator),  -- 100 for a percentage
    -- what it is a share of; votes: the source does not say which
    share_of     text not null check (share_of in ('members', 'valid votes', 'votes')),
    primary key (election_id, purpose, source_id)
);
