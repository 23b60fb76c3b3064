-- One row: what this file is, and how to name it when citing a figure.
create table about (
    title           text not null,  -- what the file is called
    schema_version  text not null,  -- version of the tables, views and columns; CHANGELOG.md says what changed
    duckdb_version  text not null,  -- version of DuckDB that built the file
    licence         text not null   -- terms under which the data may be used
);
