-- One row per party behind a contestant: one for a party's list, several for a joint list, a candidate's own.
-- The parties of an alliance are those of its members where these are contestants themselves, and rows here where they
-- are not.
-- The source is the contestant's.
create table contestant_parties (
    contestant_id  text not null references contestants,    -- the entry on the ballot
    party_id       text not null references parties,        -- a party behind it
    primary key (contestant_id, party_id)
);
