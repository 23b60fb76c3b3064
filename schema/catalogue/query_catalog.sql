-- One row per question that the file answers; each is a view of that name.
create table query_catalog (
    name         text primary key,  -- name of the view
    title        text not null,     -- what it answers, in one line
    description  text not null,     -- how it answers, what is left out
    key          text not null,     -- columns that identify a row, with commas between
    citation     text,              -- where a borrowed definition stands; null when nothing is borrowed
    columns      text not null      -- every column in its order, with commas between
);
