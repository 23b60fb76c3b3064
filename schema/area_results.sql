-- One row per contestant in one area of a return, at whatever level of territory the return goes down to.
-- This table and area_ballots grow to hundreds of millions of rows, where a declared primary key costs six times the
-- load and three foreign keys twenty times (and ten times the file). So they declare NOT NULL and CHECK only; that
-- the key below is unique and that the references below are met is verified by set operations in the same build,
-- which names the offenders. The other tables of areas do the same, and all others declare their keys. The file keeps
-- the rows as numbers, in area_figures, in the order of the key, so that asking for one election reads that election; a
-- view of this name shows their ids. A level is never the sum of another one here: a row for a country and rows for its
-- constituencies are two reports.
-- Null means that the source does not say, 0 that it says none.
--
-- key:    election_id, return_id, area_id, contestant_id
-- refers: returns (election_id, return_id)
-- refers: areas (area_id)
-- refers: contestants (election_id, contestant_id)
create table area_results (
    election_id    text not null,                           -- the election
    return_id      text not null,                           -- the return
    area_id        text not null,                           -- the area
    contestant_id  text not null,                           -- the contestant
    votes          bigint check (votes >= 0),               -- votes it won there; null: the source does not say
    seats          integer check (seats >= 0)               -- seats it won there; null: the source does not say
);
