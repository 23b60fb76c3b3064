"""Make the tables and views of a file, fill them, and write into the file what each means."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb

import hemicycle
from hemicycle.database.reads import OUT_OF_REACH, engine_hidden, refuse_other_reading
from hemicycle.database.sandbox import doing
from hemicycle.reading.project import BLOCKS
from hemicycle.reading.rules import names_of_tables, rules_of, tables_of
from hemicycle.reading.seeds import Rows, as_sql, broken_rules
from hemicycle.reading.sqlfile import SqlFile, SqlFiles, in_dependency_order, text_literal
from hemicycle.reading.text import Refused, first_line, refuse, shown

# those that a column of a view may have; a cast to one of them is all that another needs
VIEW_TYPES = ("VARCHAR", "BOOLEAN", "INTEGER", "BIGINT", "DECIMAL", "DOUBLE", "DATE")


def create_tables(db: duckdb.DuckDBPyConnection, files: Sequence[SqlFile]) -> None:
    """Make the tables of some files, parents first, with their comments."""
    for file in in_dependency_order(files):
        run(db, file, file.text)
        describe(db, "table", file)


def create_views(db: duckdb.DuckDBPyConnection, files: Sequence[SqlFile]) -> None:
    """Make each query a view, after those it reads, with its comments; one that is kept, a table with no rows yet.

    Raises Refused where the engine finds that one reads anything but tables and views of the file, or gives a column
    of a type that is not known in all that the file is exported to.
    """
    ordered = in_dependency_order(files)
    read_by_others = set[str]().union(*(file.reads for file in ordered))
    refuse_other_reading(db, ordered, names_of_tables(db) | {file.name for file in ordered})
    with engine_hidden(db):
        for file in ordered:
            if file.is_kept:
                # not `create table … as … limit 0`: DuckDB 2.0 finds no distinct value in what several threads then
                # write into such a table
                run(db, file, f"describe from ({file.statement}\n)")
                db.execute(f"create table {file.name} ({columns_described(db)})")
            else:
                run(db, file, f"create view {file.name} as {file.text}")
            describe(db, "table" if file.is_kept else "view", file)
            if not file.is_kept and file.name in read_by_others:
                # the engine finds it first: so the next view is not planned with all that this one reads
                db.execute(f"describe {file.name}")
                db.execute(f"create temp table {file.name} ({columns_described(db)})")
        for file in ordered:
            if not file.is_kept and file.name in read_by_others:
                db.execute(f"drop table temp.{file.name}")
    refuse_other_types(db, ordered)


def columns_described(db: duckdb.DuckDBPyConnection) -> str:
    """The columns that the engine has just described, as a table would declare them."""
    return ", ".join(f'"{name}" {kind}' for name, kind, *_ in db.fetchall())


def refuse_other_types(db: duckdb.DuckDBPyConnection, files: Sequence[SqlFile]) -> None:
    """Refuse views with columns of a type that Parquet, CSV, SQLite or PostgreSQL do not have."""
    named = {file.name: file.named for file in files}
    types: dict[str, list[tuple[str, str]]] = {}
    for view, column, kind in db.execute("""
        select table_name, column_name, data_type from duckdb_columns() where database_name = current_database()
    """).fetchall():
        types.setdefault(view, []).append((column, kind))
    refuse(
        (named[view], 1, f"column {column} is of the type {shown(kind)}; cast it to one of {', '.join(VIEW_TYPES)}")
        for view in named
        for column, kind in types.get(view, [])
        if kind.partition("(")[0].strip('"') not in VIEW_TYPES
    )


def run(db: duckdb.DuckDBPyConnection, file: SqlFile, sql: str) -> None:
    """Run the SQL of a file; what the engine says of it is said of the file and line."""
    doing(f"{file.named}:1")
    try:
        db.execute(sql)
    except duckdb.OutOfMemoryException:
        raise  # the limit is named where it was set
    except duckdb.Error as error:
        if OUT_OF_REACH in str(error):
            raise Refused(f"{file.named}:1: reads a table of the engine, no table or view of this project") from None
        line = re.search(r"\nLINE (\d+):", str(error))
        raise Refused(f"{file.named}:{line[1] if line else 1}: {first_line(error)}") from None


def describe(db: duckdb.DuckDBPyConnection, kind: str, file: SqlFile) -> None:
    """Copy the comments of a file, a `table` or `view`, into the database."""
    comments = [f"comment on {kind} {file.name} is {text_literal(file.header)}"]
    for column, description in file.descriptions.items():
        comments.append(f'comment on column {file.name}."{column}" is {text_literal(description)}')
    db.execute(";\n".join(comments))


def fill(db: duckdb.DuckDBPyConnection, tables: Sequence[SqlFile], seeds: Mapping[str, Rows]) -> None:
    """Write the rows of the seeds into their tables, parents first, in the order of their keys.

    Raises Refused where they break a rule of a table: one that the engine keeps, or one that it does not know.
    """
    try:
        write_seeds(db, seeds)
    except duckdb.ConstraintException as error:
        refuse_broken_rules(tables, seeds)
        raise Refused(f"seeds: {first_line(error)}") from None
    undeclared = {table.name for table in tables if table.labelled("key") and seeds.get(table.name)}
    if undeclared:  # the engine has kept the rules of the others
        refuse(broken_rules(db, seeds, of_tables=undeclared))


def refuse_broken_rules(tables: Sequence[SqlFile], seeds: Mapping[str, Rows]) -> None:
    """Refuse seeds that break a rule of their tables, with the lines of those that do."""
    with duckdb.connect(config={"threads": 1}) as scratch:  # a failed statement has ended the transaction of the build
        create_tables(scratch, tables)
        refuse(broken_rules(scratch, seeds))


def write_seeds(db: duckdb.DuckDBPyConnection, seeds: Mapping[str, Rows]) -> None:
    """Write rows into their tables, parents first; what the engine says is said by the engine."""
    columns = tables_of(db)
    keys = {rule.table: rule.columns for rule in rules_of(db) if rule.kind == "PRIMARY KEY"}
    in_order = db.execute("""
        select table_name from duckdb_tables() where database_name = current_database() order by table_oid
    """).fetchall()
    for (table,) in in_order:
        if seeds.get(table):
            doing(f"schema/{table}.sql:1")  # its rules are worked out for each row
            rows, values = as_sql(columns[table], seeds[table])
            order = ", ".join(keys[table])
            db.execute(f"insert into {table} select * exclude (row_number) from ({rows}) order by {order}", values)


class About(NamedTuple):
    """What a file is called, under which terms its data may be used, and how to name it; None where nobody says."""

    title: str | None = hemicycle.TITLE
    licence: str | None = hemicycle.LICENCE
    citation: str | None = hemicycle.CITATION


def catalogue(db: duckdb.DuckDBPyConnection, files: SqlFiles, content: str, about: About) -> None:
    """Write what the file holds into the file, for tools that do not show comments; `content` is its fingerprint."""
    create_tables(db, files.catalogue)
    db.execute(
        "insert into about values (?, ?, ?, version(), ?, ?)",
        [about.title, hemicycle.SCHEMA_VERSION, content, about.licence, about.citation],
    )
    # answers by subject, building blocks last
    queries = sorted(files.queries, key=lambda query: (query.subject == BLOCKS, query.subject, query.name))
    kinds = ["block" if query.subject == BLOCKS else "answer" for query in queries]
    lines = [(query.subject, kind, query.name, query.title) for query, kind in zip(queries, kinds, strict=True)]
    insert(db, "query_catalog", lines)
    insert(db, "query_details", [details_of(query) for query in queries])
    write_rules(db)
    for file in files.catalogue_rows:
        run(db, file, f"insert into {file.name} {file.text}")
    db.execute("drop table rules")


def details_of(query: SqlFile) -> tuple[str | None, ...]:
    """The row of query_details for a query."""
    citation = "; ".join(query.labelled("cite")) or None
    return query.name, query.description, query.labelled("key")[0], citation, ", ".join(query.descriptions)


def write_rules(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `rules`: a row for each column of each rule of a table, declared or not."""
    db.execute("create temp table rules (table_name text, kind text, column_name text, refers_to text)")
    rows = [
        (rule.table, rule.kind, column, f"{rule.parent} ({', '.join(rule.parent_columns)})" if rule.parent else None)
        for rule in rules_of(db)
        for column in rule.columns
    ]
    insert(db, "rules", rows)


def insert(db: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[str | None, ...]]) -> None:
    """Write rows of texts into a table in their order, with one statement for all of them."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        db.execute(f"insert into {table} select {', '.join(['unnest(?)'] * len(columns))}", columns)
