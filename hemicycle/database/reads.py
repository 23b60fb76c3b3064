"""Ask the engine itself what a SELECT reads, whatever another parser has made of its text.

Reading the text (hemicycle/reading/grammar.py) says what is wrong with its line. Here is what holds where that should
err: the engine's own tree of the SELECT names its tables and functions, and the engine's catalogue is out of reach
while it finds out what stands behind each name.
"""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import duckdb

from hemicycle.reading.sqlfile import SqlFile
from hemicycle.reading.text import Refused, shown

GENERATORS = {"generate_series", "range", "unnest"}  # functions that stand in the place of a table and read nothing
READERS = {  # what an import may read its files with
    *("read_csv", "read_csv_auto", "read_json", "read_json_auto", "read_json_objects", "read_json_objects_auto"),
    *("read_ndjson", "read_ndjson_auto", "read_ndjson_objects", "read_parquet", "parquet_scan", "glob"),
}
# functions that tell of the engine although their answer does not change
WITHOUT_BRACKETS = {  # functions that may look like columns
    *("current_catalog", "current_database", "current_date", "current_role", "current_schema", "current_time"),
    *("current_timestamp", "current_user", "localtime", "localtimestamp", "session_user"),
}
ABOUT_THE_ENGINE = {"version", "getenv", "json_execute_serialized_sql", "user", *WITHOUT_BRACKETS}
OUT_OF_REACH = "the_tables_of_the_engine"


class Reading(NamedTuple):
    """What a SELECT names."""

    tables: set[str]  # where a table can stand, without schema or database
    qualified: set[str]  # the same with them
    steps: set[str]  # names of its steps (with … as)
    table_functions: set[str]
    functions: set[str]  # those of tables among them
    texts: set[str]  # the texts among the arguments of its table functions


@contextmanager
def engine_hidden(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let no name in SQL lead to a table of the engine's catalogue, such as pg_settings, for a while."""
    ours = {
        name
        for (name,) in db.execute("""
            select table_name from duckdb_tables() where not internal
            union all select view_name from duckdb_views() where not internal
        """).fetchall()
    }
    views = db.execute("select distinct view_name from duckdb_views() where internal order by 1").fetchall()
    hidden = [f'"{name}"' for (name,) in views if name not in ours]
    db.execute(f"create temp table {OUT_OF_REACH} (nothing int)")
    db.execute(";".join(f"create temp view {name} as from {OUT_OF_REACH}" for name in hidden))
    db.execute(f"drop table {OUT_OF_REACH}")  # so that the engine finds the name, and nothing behind it
    yield
    db.execute(";".join(f"drop view temp.{name}" for name in hidden))


def readings(db: duckdb.DuckDBPyConnection, texts: Collection[str]) -> list[Reading | None]:
    """What each SELECT names, by the engine's own parser; None where a text is anything but one SELECT."""
    if not texts:
        return []
    asked = ", ".join(["json_serialize_sql(?)"] * len(texts))
    (answers,) = db.execute(f"select {asked}", list(texts)).fetchall()
    return [reading_of(answer) for answer in answers]


def reading_of(answer: str) -> Reading | None:
    """What a SELECT names that the engine has parsed into JSON, or None where it is not one.

    Each node is looked at while the JSON is read, from the inside out: it takes half as long as to read it first.
    """
    found = Reading(*(set() for _ in Reading._fields))

    def look(node: dict[str, Any]) -> dict[str, Any]:
        kind = node.get("type")
        if kind == "BASE_TABLE":
            path = [node[part] for part in ("catalog_name", "schema_name", "table_name") if node.get(part)]
            (found.qualified if len(path) > 1 else found.tables).add(".".join(path))
        elif kind == "TABLE_FUNCTION":
            found.table_functions.add(node["function"]["function_name"].lower())
            found.texts.update(texts_in([part["expression"] for part in node["function"]["arguments"]]))
        elif kind == "FUNCTION":
            found.functions.add(node["function_name"].lower())
        elif kind == "COLUMN_REF" and node["column_names"][0].lower() in WITHOUT_BRACKETS:
            found.functions.add(node["column_names"][0].lower())
        if "cte_map" in node:
            found.steps.update(step["key"] for step in node["cte_map"]["map"])
        return node

    parsed = json.loads(answer, object_hook=look)
    return None if parsed["error"] or len(parsed["statements"]) != 1 else found


def texts_in(arguments: list[Any]) -> Iterator[str]:
    """The texts among the arguments of a function, however deep."""
    nodes = [*arguments]
    while nodes:
        node = nodes.pop()
        if isinstance(node, list):
            nodes += node
        elif isinstance(node, dict):
            if node.get("type") == "VALUE_CONSTANT":
                yield str((node.get("literal") or node.get("value") or {}).get("text", ""))
            nodes += node.values()


def refuse_other_reading(db: duckdb.DuckDBPyConnection, files: Collection[SqlFile], names: Collection[str]) -> None:
    """Refuse queries that, to the engine, name anything but the tables and views `names` and their own steps."""
    for file, reading in zip(files, readings(db, [file.text for file in files]), strict=True):
        if reading is None:
            raise Refused(f"{file.named}:1: expected one SELECT statement")
        others = (reading.tables - reading.steps - set(names)) | reading.qualified
        others |= reading.table_functions - GENERATORS
        if others:
            raise Refused(f"{file.named}:1: reads {shown(*sorted(others))}, no table or view of this project")


def refuse_reading_elsewhere(
    db: duckdb.DuckDBPyConnection, selects: Collection[SqlFile], names: Collection[str]
) -> None:
    """Refuse SELECTs of an import that read anything but the tables `names`, their own steps and files by their names.

    The engine keeps them within the folder of the files; here is said in words what it would refuse.
    """
    unsteady = {
        name
        for (name,) in db.execute("""
            select distinct function_name from duckdb_functions()
            where function_type = 'scalar' and stability <> 'CONSISTENT'
        """).fetchall()
    }
    for select, reading in zip(selects, readings(db, [select.statement for select in selects]), strict=True):
        if reading is None:
            raise Refused(f"{select.named}:1: expected one SELECT statement")
        files = {table for table in reading.tables - reading.steps - set(names) if not table.isidentifier()}
        others = (reading.tables - reading.steps - set(names) - files) | reading.qualified
        if others:
            said = "no table of ours, SELECT of this import or file in quotes"
            raise Refused(f"{select.named}:1: reads {shown(*sorted(others))}, {said}")
        for function in sorted(reading.table_functions - GENERATORS - READERS):
            raise Refused(f"{select.named}:1: {shown(function)} is not among what an import may read with")
        for function in sorted(reading.functions & (unsteady | ABOUT_THE_ENGINE)):
            said = "tells of the engine or of the moment, not of the publisher's files"
            raise Refused(f"{select.named}:1: {shown(function)} {said}")
        for file in sorted(files | reading.texts):
            if file.startswith(("/", "~", "\\")) or ".." in re.split(r"[/\\]", file) or "://" in file:
                said = "is not in the folder of from=; name files as they are called there"
                raise Refused(f"{select.named}:1: {shown(file)} {said}")
