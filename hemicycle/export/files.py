"""Write a database once more for those without DuckDB, into export/; an import, into export-<name>/.

Parquet and CSV have one file for each table and each query. SQLite has the tables as schema/ declares them, with
their keys, references and comments, and the answers of the queries as tables. datapackage.json describes the CSV
files to Frictionless tools, metadata.json the SQLite file to Datasette. elections-lite.duckdb has the same tables and
views without the indexes of the keys.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from hemicycle.database.current import digest_of
from hemicycle.database.file import alone, attach_new, place, unfinished
from hemicycle.database.numbers import show, stores_of
from hemicycle.database.sandbox import CLOSED, doing, in_child, limits_for, refuse_while_written
from hemicycle.database.tables import create_views, describe
from hemicycle.reading.cells import FORMULA
from hemicycle.reading.project import DATABASE, Project
from hemicycle.reading.rules import Rule, rules_of
from hemicycle.reading.sqlfile import SqlFile, SqlFiles, in_dependency_order, read_sql_files, text_literal
from hemicycle.reading.text import Failed, Refused, first_line

# What Frictionless calls the types that tables and views may have.
FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DECIMAL": "number",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
}


class Described(NamedTuple):
    """A column of a table or view, as data_dictionary describes it."""

    name: str
    type: str
    is_key: bool
    is_required: bool
    description: str


def export(project: Project, name: str = DATABASE) -> Path:
    """Write every form beside those of before, then put them in their place.

    Gives the folder: export/ or, for the import `name`, export-<name>/. Raises Refused, with the folder of before
    untouched, when the database cannot be read or the disk not be written.
    """
    database = project.database(name)
    folder = project.folder / ("export" if name == DATABASE else f"export-{name}")
    with alone(project.folder), unfinished(folder) as new:
        if not database.exists():
            raise Refused(f"{database.name} is not there; make db builds it")
        refuse_while_written(database)
        before = database.stat()
        in_child(write_forms, project, database, new, **limits_for(before.st_size))
        if (database.stat().st_ino, database.stat().st_mtime_ns) != (before.st_ino, before.st_mtime_ns):
            raise Refused(f"{database.name} was changed meanwhile; run make export again")
        place(new, folder)
    return folder


def is_exported(project: Project) -> bool:
    """Whether export/ was written from our database as it is."""
    try:
        package = json.loads((project.folder / "export" / "datapackage.json").read_text(encoding="utf-8"))
        return bool(package["hash"] == digest_of(project.database()))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_forms(project: Project, database: Path, folder: Path) -> None:
    """Write every form into a new folder. It runs in a child, within limits, for it asks every question."""
    tables = tables_in_order(project, is_import=database != project.database())
    files = read_sql_files(project)
    with opened_to_write(database, folder) as db:
        write_tabular(db, tables, files.queries, digest_of(database), folder)
    write_lite(database, tables, files, folder / "elections-lite.duckdb")


def opened_to_write(database: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads a database and can write files into a folder, and nowhere else."""
    db = duckdb.connect(database, read_only=True, config={**CLOSED, "temp_directory": str(folder.with_name("tmp"))})
    db.execute(f"set allowed_directories = [{text_literal(f'{folder}/')}]")
    db.execute("set enable_external_access = false")
    db.execute("set lock_configuration = true")
    return db


def write_tabular(
    db: duckdb.DuckDBPyConnection,
    tables: Sequence[SqlFile],
    queries: Sequence[SqlFile],
    digest: str,
    folder: Path,
    before: Path | None = None,
    same: Collection[str] = (),
) -> None:
    """Write Parquet, CSV and SQLite with their descriptions into a folder; `digest` is that of the database.

    Parquet and CSV that are there already are not written again. `before` is a SQLite file of before, in which the
    answers that are the `same` have the rows of now.
    """
    for form in ("parquet", "csv"):
        (folder / form).mkdir(parents=True, exist_ok=True)
    try:
        write_descriptor(db, folder, digest)
        write_rows(db, sqlite_ddl(db, tables), queries, folder, before, same)
    except sqlite3.Error as error:
        raise Failed(first_line(error)) from None


def tables_in_order(project: Project, is_import: bool = False) -> list[SqlFile]:
    """The table files, parents first, then those of the catalogue, then those that every import fills besides."""
    files = read_sql_files(project)
    ordered = in_dependency_order(files.tables) + in_dependency_order(files.catalogue)
    besides = project.import_tables if is_import else []
    return ordered + [SqlFile.read(path, project.named(path)) for path in besides]


def write_lite(database: Path, tables: Sequence[SqlFile], files: SqlFiles, path: Path) -> None:
    """A DuckDB file with the same tables and views, without keys: small enough to be sent to a browser."""
    with duckdb.connect(config={**CLOSED, "threads": 1}) as db:
        db.execute(f"attach {text_literal(database)} as elections (read_only)")
        attach_new(db, path, "lite")
        db.execute("set enable_external_access = false")
        db.execute("use lite")
        stores = stores_of(files)
        for table in tables:
            shown = "limit 0" if table.name in stores else ""
            db.execute(f"create table {table.name} as from elections.{table.name} {shown}")
            describe(db, "table", table)
        create_views(db, files.queries)
        for query in files.queries:
            if query.is_kept:
                db.execute(f"insert into {query.name} from elections.{query.name}")
        for store in stores.values():
            show(db, store)


def sqlite_ddl(db: duckdb.DuckDBPyConnection, tables: Sequence[SqlFile]) -> dict[str, str]:
    """{table or query: CREATE TABLE statement for SQLite}, parents first.

    The DDL of schema/ is SQLite's too, which keeps it with its comments; a query becomes a table of its rows.
    """
    ddl = {table.name: table.text for table in tables}
    described = columns_in(db)
    for (view,) in db.execute("select name from query_catalog").fetchall():
        columns = described[view]
        lines = [
            f"    {column.name} {column.type}{',' if number < len(columns) else ''}  -- {column.description}"
            for number, column in enumerate(columns, 1)
        ]
        ddl[view] = "\n".join([f"create table {view} (", *lines, ")"])
    return ddl


def write_rows(
    db: duckdb.DuckDBPyConnection,
    ddl: Mapping[str, str],
    queries: Sequence[SqlFile],
    folder: Path,
    before: Path | None,
    same: Collection[str],
) -> None:
    """The rows of every table and query as Parquet, as CSV and in SQLite; a query is asked once for all three.

    SQLite copies the rows of an answer from a file of before as they lie there, in a tenth of the time. It does so only
    for answers, which have no key: the index of a key might come out in another order than row by row.
    """
    named = {query.name: query.named for query in queries}
    stored = {name for (name,) in db.execute("select table_name from duckdb_tables() where not internal").fetchall()}
    with closing(sqlite3.connect(folder / "elections.sqlite")) as sqlite:
        if before:
            sqlite.execute("attach ? as before", [str(before)])
        sqlite.execute("pragma foreign_keys = on")
        with sqlite:
            for name, statement in ddl.items():
                doing(f"{named.get(name, f'schema/{name}.sql')}:1")
                if name not in stored:
                    db.execute(f"create or replace temp table answer as from {name}")
                answer = db.table(name if name in stored else "answer")
                parquet, csv = folder / "parquet" / f"{name}.parquet", folder / "csv" / f"{name}.csv"
                if not parquet.exists():
                    answer.write_parquet(str(parquet))
                if not csv.exists():
                    cells = ", ".join(map(as_cell, answer.columns, answer.types))
                    answer.project(cells).write_csv(str(csv), header=True)
                sqlite.execute(statement)
                if before and name in same and name in named:
                    sqlite.execute(f"insert into main.{name} select * from before.{name}")
                else:
                    marks = ", ".join("?" * len(answer.columns))
                    values = ", ".join(map(as_value, answer.columns, answer.types))
                    sqlite.executemany(f"insert into main.{name} values ({marks})", answer.project(values).fetchall())


def as_cell(column: str, kind: object) -> str:
    """SQL for a column in a CSV file: as it is, but no text in it is a formula to the spreadsheet that opens it."""
    name = f'"{column}"'
    if str(kind) != "VARCHAR":
        return name
    is_formula = f"regexp_matches({name}, {text_literal(FORMULA.pattern)})"
    return f"case when {is_formula} then chr(39) || {name} else {name} end as {name}"


def as_value(column: str, kind: object) -> str:
    """SQL for a column as SQLite takes it at once: the module of Python would look for a way for every single cell.

    The type of the column in SQLite makes a number again of a decimal.
    """
    name = f'"{column}"'
    if str(kind) == "BOOLEAN":
        return f"cast({name} as integer)"
    return f"cast({name} as varchar)" if str(kind).startswith(("DATE", "DECIMAL")) else name


def columns_in(db: duckdb.DuckDBPyConnection) -> dict[str, list[Described]]:
    """The columns of every table and view, in their order."""
    found: dict[str, list[Described]] = {}
    for table, position, *row in db.execute("""
        select table_name, position, column_name, type, is_key, is_required, description
        from data_dictionary order by table_name, position
    """).fetchall():
        columns = found.setdefault(table, [])
        if position > 0:
            columns.append(Described(*row))
    return found


def write_descriptor(db: duckdb.DuckDBPyConnection, folder: Path, digest: str) -> None:
    """The Data Package that says of every CSV file what it holds, and the same about SQLite for Datasette.

    `digest` is the SHA-256 of the database, by which the next export knows whether anything has changed.
    """
    ((title, version, licence),) = db.execute("select title, schema_version, licence from about").fetchall()
    tables = db.execute("""
        select table_name, type, description from data_dictionary where position = 0 order by type, table_name
    """).fetchall()
    rules, columns = rules_of(db), columns_in(db)
    package = {
        "profile": "tabular-data-package",
        "name": "hemicycle",
        **({"title": title} if title else {}),
        "version": version,
        "hash": digest,
        **({"licenses": [{"name": licence}]} if licence else {}),
        "sources": [
            {"title": f"{publisher}: {source}", **({"path": url} if url else {})}
            for publisher, source, url in db.execute(
                "select publisher, source, url from sources order by source_id"
            ).fetchall()
        ],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"csv/{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "description": description,
                "schema": table_schema(columns[name], [rule for rule in rules if rule.table == name]),
            }
            for name, _, description in tables
        ],
    }
    write_json(folder / "datapackage.json", package)
    described = {
        name: {
            "description": description,
            "columns": {column.name: column.description for column in columns[name]},
        }
        for name, _, description in tables
    }
    metadata = {"title": title, "license": licence, "databases": {"elections": {"tables": described}}}
    write_json(folder / "metadata.json", metadata)


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON that people can read."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def table_schema(columns: Sequence[Described], rules: Sequence[Rule]) -> dict[str, Any]:
    """The Table Schema of a table or view. The key of a view is left to query_catalog: parts of it may be empty."""
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": FIELD_TYPES[column.type.partition("(")[0]],
                "description": column.description,
                **({"constraints": {"required": True}} if column.is_required else {}),
            }
            for column in columns
        ]
    }
    optional = {column.name for column in columns if not column.is_required}
    for rule in rules:
        if rule.kind == "PRIMARY KEY":
            schema["primaryKey"] = list(rule.columns)
        # Frictionless takes a reference that is empty in part for a broken one
        elif rule.kind == "FOREIGN KEY" and (len(rule.columns) == 1 or not optional & {*rule.columns}):
            reference = {"resource": rule.parent, "fields": list(rule.parent_columns)}
            schema.setdefault("foreignKeys", []).append({"fields": list(rule.columns), "reference": reference})
    return schema


def listing(folder: Path) -> str:
    """What lies in a folder, a line for each file or folder in it."""
    lines = []
    for path in sorted(folder.iterdir()):
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        size = sum(file.stat().st_size for file in files) / 1e6
        lines.append(f"{folder.name}/{path.name}: {len(files)} file{'s' if len(files) > 1 else ''}, {size:.1f} MB")
    return "\n".join(lines)
