-- One row per table or view, at position 0, and one per column of it.
create table data_dictionary (
    table_name   text not null,     -- name of the table or view
    position     integer not null check (position >= 0),  -- 0 for the table or view itself, 1 for its first column
    column_name  text,              -- name of the column; null at position 0
    -- type of the column in DuckDB; at position 0 table, view, or derived table, which the build fills
    type         text not null,
    is_key       boolean not null,  -- true where the column is one of those that identify a row
    is_required  boolean not null,  -- true where the column is never empty by rule; no column of a view has such a rule
    -- the tables and columns whose rows it must name, with semicolons between; null when there is none
    refers_to    text,
    description  text not null,     -- what it means, its unit, and what null stands for
    primary key (table_name, position)
);
