-- One row per thing in the publisher's files that has no place in our tables, or not quite the same place.
create table unmapped (
    file        text not null,              -- the publisher's file
    what        text not null,              -- what is not taken, or taken in another form
    row_count   bigint not null,            -- how many rows of the file that concerns
    reason      text not null               -- why
);
