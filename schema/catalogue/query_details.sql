-- One row per question of query_catalog, with what does not fit into a line.
create table query_details (
    name         text primary key,  -- name of the view
    description  text not null,     -- how it answers, what is left out
    key          text not null,     -- columns that identify a row, with commas between
    citation     text,              -- where a borrowed definition stands; null when nothing is borrowed
    columns      text not null      -- every column in its order, with commas between
);
