-- One row per thing in the publisher's files that our tables do not take, or take in another form.
create table unmapped (
    file        text not null,              -- the publisher's file
    what        text not null,              -- what is not taken, or taken in another form
    row_count   bigint not null,            -- how many rows of the file it concerns
    reason      text not null               -- why
);
