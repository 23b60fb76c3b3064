-- One row per contestant whose figures are counted inside an alliance's, so that totals never count them twice.
-- A member has no members of its own: an alliance inside an alliance is refused.
create table alliance_members (
    contestant_id           text primary key,               -- the member
    alliance_contestant_id  text not null,                  -- the alliance
    election_id             text not null,                  -- the election of both
    source_id               text not null references sources,  -- who names it a member
    locator                 text not null,                  -- where in the source
    foreign key (election_id, contestant_id) references contestants (election_id, contestant_id),
    foreign key (election_id, alliance_contestant_id) references contestants (election_id, contestant_id),
    check (contestant_id <> alliance_contestant_id)
);
