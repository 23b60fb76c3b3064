-- One row: what this file is, and how to name it when citing a figure.
create table about (
    -- what the file is called; null: whoever made it does not say
    title           text,
    schema_version  text not null,  -- version of the tables, views and columns; CHANGELOG.md says what changed
    -- fingerprint of the rows of every table that is read from a seed, as make verify prints it; the same whichever
    -- DuckDB built the file
    content         text not null,
    duckdb_version  text not null,  -- version of DuckDB that built the file
    -- terms under which the data may be used; null: not said
    licence         text,
    citation        text            -- how to name the file; null: not said
);
