"""Write elections.duckdb once more for those without DuckDB, into export/; an import, into export-<name>/.

Parquet and CSV have one file for each table and each query. SQLite has the tables as schema/ declares them, with
their keys, references and comments, and the answers of the queries as tables. datapackage.json describes the CSV
files to Frictionless tools, metadata.json the SQLite file to Datasette. elections-lite.duckdb has the same tables and
views without the indexes of the keys.
"""

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from build import DATABASE, HERE, attach_new, create_views, describe, in_dependency_order, main, refuse_while_written, text
from check import Refused

# What Frictionless calls the types that tables and views may have.
FIELD_TYPES = {"VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "DECIMAL": "number", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}

sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(Decimal, str)  # the type of its column makes it a number again


def export(project=HERE, name=None):
    """Write every form beside those of before, then put them in their place; gives the folder: export/ or, for the import `name`, export-<name>/.

    Raises Refused, with the folder of before untouched, when the database cannot be read or the disk not be written.
    """
    database, folder = (project / f"{name}.duckdb", project / f"export-{name}") if name else (project / DATABASE, project / "export")
    unfinished = Path(f"{folder}.unfinished")
    tables = tables_in_order(project, bool(name))
    if not database.exists():
        raise Refused(f"{database.name} is not there; make db builds it")
    refuse_while_written(database)
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        (unfinished / "parquet").mkdir(parents=True)
        (unfinished / "csv").mkdir()
        with duckdb.connect(database, read_only=True) as db:
            write_descriptor(db, unfinished)
            write_rows(db, sqlite_ddl(db, tables), unfinished)
        write_lite(database, project, tables, unfinished / "elections-lite.duckdb")
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    except (OSError, duckdb.Error, sqlite3.Error) as error:
        raise Refused(f"nothing was exported: {' '.join(str(error).split())}") from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def tables_in_order(project, is_import=False):
    """The files of schema/, parents first, then of schema/catalogue/, then those that every import fills besides."""
    folders = [project / "schema", project / "schema" / "catalogue", *([project / "imports"] if is_import else [])]
    return [path for folder in folders for path in in_dependency_order(folder)]


def write_lite(database, project, tables, path):
    """A DuckDB file with the same tables and views, without keys: small enough to be sent to a browser."""
    with duckdb.connect(config={"threads": 1}) as db:
        db.execute(f"attach {text(database)} as elections (read_only)")
        attach_new(db, path, "lite")
        db.execute("use lite")
        for table in tables:
            db.execute(f"create table {table.stem} as from elections.{table.stem}")
            describe(db, "table", table)
        create_views(db, project)


def sqlite_ddl(db, tables):
    """{table or query: CREATE TABLE statement for SQLite}, parents first.

    The DDL of schema/ is SQLite's too, which keeps it with its comments; a query becomes a table of its rows.
    """
    ddl = {table.stem: table.read_text(encoding="utf-8") for table in tables}
    for (view,) in db.sql("select name from query_catalog").fetchall():
        columns = columns_of(db, view)
        lines = [f"    {name} {kind}{',' if n < len(columns) else ''}  -- {description}" for n, (name, kind, *_, description) in enumerate(columns, 1)]
        ddl[view] = "\n".join([f"create table {view} (", *lines, ")"])
    return ddl


def write_rows(db, ddl, folder):
    """The rows of every table and query as Parquet, as CSV and in SQLite; a query is asked once for all three."""
    with closing(sqlite3.connect(folder / "elections.sqlite")) as sqlite, sqlite:
        sqlite.execute("pragma foreign_keys = on")
        for name, statement in ddl.items():
            db.execute(f"create or replace temp table answer as from {name}")
            answer = db.table("answer")
            answer.write_parquet(str(folder / "parquet" / f"{name}.parquet"))
            answer.write_csv(str(folder / "csv" / f"{name}.csv"), header=True)
            sqlite.execute(statement)
            sqlite.executemany(f"insert into {name} values ({', '.join('?' * len(answer.columns))})", answer.fetchall())


def columns_of(db, table):
    """(name, type, is_key, is_required, description) of each column of a table or view."""
    return db.execute("select column_name, type, is_key, is_required, description from data_dictionary where table_name = ? and position > 0 order by position", [table]).fetchall()


def write_descriptor(db, folder):
    """The Data Package that says of every CSV file what it holds, and the same about SQLite for Datasette."""
    (title, version, licence), = db.sql("select title, schema_version, licence from about").fetchall()
    tables = db.sql("select table_name, type, description from data_dictionary where position = 0 order by type, table_name").fetchall()
    sources = db.sql("select publisher, title, url from sources order by source_id").fetchall()
    write_json(folder / "datapackage.json", {
        "profile": "tabular-data-package",
        "name": "hemicycle",
        "title": title,
        "version": version,
        "licenses": [{"name": licence}],
        "sources": [{"title": f"{publisher}: {name}", **({"path": url} if url else {})} for publisher, name, url in sources],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"csv/{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "description": description,
                "schema": table_schema(db, name, kind),
            }
            for name, kind, description in tables
        ],
    })
    described = {
        name: {"description": description, "columns": {column: words for column, *_, words in columns_of(db, name)}}
        for name, _, description in tables
    }
    write_json(folder / "metadata.json", {"title": title, "license": licence, "databases": {"elections": {"tables": described}}})


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def table_schema(db, table, kind):
    """The Table Schema of a table or view. The key of a view is left to query_catalog: parts of it may be empty."""
    columns = columns_of(db, table)
    schema = {"fields": [
        {"name": name, "type": FIELD_TYPES[type.partition("(")[0]], "description": description, **({"constraints": {"required": True}} if is_required else {})}
        for name, type, _, is_required, description in columns
    ]}
    if kind == "table":
        optional = {name for name, *_, is_required, _ in columns if not is_required}
        rules = db.execute("""
            select constraint_type, constraint_column_names, referenced_table, referenced_column_names
            from duckdb_constraints() where table_name = ? and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
        """, [table]).fetchall()
        schema |= {"primaryKey": names for rule, names, *_ in rules if rule == "PRIMARY KEY"}
        schema["foreignKeys"] = [
            {"fields": names, "reference": {"resource": parent, "fields": parent_names}}
            for rule, names, parent, parent_names in rules
            if rule == "FOREIGN KEY" and (len(names) == 1 or not optional & {*names})  # Frictionless takes a key that is empty in part for a broken one
        ]
    return schema


def listing(folder):
    """What lies in a folder, a line for each file or folder in it."""
    lines = []
    for path in sorted(folder.iterdir()):
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        lines.append(f"{folder.name}/{path.name}: {len(files)} file{'s' if len(files) > 1 else ''}, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    return "\n".join(lines)


if __name__ == "__main__":
    main(lambda: listing(export(HERE, *sys.argv[1:])), "nothing was exported")
