-- One row per area of a return: its register and its ballots.
-- Keys are verified and not declared, for the reason that stands in area_results.
-- Null means that the source does not say.
--
-- key:    election_id, return_id, area_id
-- refers: returns (election_id, return_id)
-- refers: areas (area_id)
create table area_ballots (
    election_id        text not null,                       -- the election
    return_id          text not null,                       -- the return
    area_id            text not null,                       -- the area
    registered_voters  bigint check (registered_voters >= 0),  -- voters on the area's register
    ballots_cast       bigint check (ballots_cast >= 0),    -- ballots put in the box, valid or not
    valid_votes        bigint check (valid_votes >= 0),     -- ballots that counted
    invalid_votes      bigint check (invalid_votes >= 0)    -- ballots blank or spoiled
);
