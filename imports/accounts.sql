-- One row per election of the user's sheets, as results names it: what became of its rows, votes and seats. Only an
-- import of sheets has any.
create table accounts (
    file             text not null,             -- the user's file and sheet
    election         text,                      -- the name in the sheet; null: rows that name none
    rows_read        bigint not null,           -- rows of the sheet that hold anything
    rows_taken       bigint not null,           -- those that stand in results, area_results or area_ballots
    rows_set_aside   bigint not null,           -- those that could not be taken; set_aside says why
    rows_not_mapped  bigint not null,           -- those that are about nothing in the database; unmapped says why
    votes_read       decimal(38, 0) not null,   -- sum of the votes that could be read
    votes_taken      decimal(38, 0) not null,   -- sum of the votes that were taken
    seats_read       decimal(38, 0) not null,   -- sum of the seats that could be read
    seats_taken      decimal(38, 0) not null    -- sum of the seats that were taken
);
