"""Rewrite the seeds in their one form, and say which changed.

A seed in its one form is what the database would write back: rows in the order of their key, quotes only where CSV
needs them, decimals with all their places. No value changes.
"""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from hemicycle.database.file import alone, place, unfinished
from hemicycle.database.fingerprint import seed_text
from hemicycle.database.sandbox import CLOSED, doing, in_child
from hemicycle.database.tables import create_tables, fill
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import Project, visible
from hemicycle.reading.rules import given_tables, rules_of
from hemicycle.reading.seeds import Rows, as_sql, read_seeds
from hemicycle.reading.sqlfile import read_sql_files
from hemicycle.reading.text import Refused, refuse


def tidy(project: Project) -> list[str]:
    """Rewrite the seeds of a project; gives the changes, as the lines of a diff.

    Each seed is put in its place at one stroke. Raises Refused, with every seed as it was, where a seed is not in order
    or somebody has changed one meanwhile. Whoever ends it may find some seeds tidied and others not; tidying again
    takes up the others.
    """
    changes: list[str] = []
    with alone(project.folder), unfinished(project.seeds / ".tidy") as scratch:
        before, after = in_child(tidied, project)
        for seed in after:
            scratch.with_name(seed.name).write_bytes(after[seed])
        refuse_changed(project, before)
        for seed in after:
            refuse_changed(project, {seed: before[seed]})
            place(scratch.with_name(seed.name), seed)
    for seed, text in after.items():
        lines, lines_after = before[seed].decode().splitlines(), text.decode().splitlines()
        name = project.named(seed)
        changes += difflib.unified_diff(lines, lines_after, name, name, lineterm="", n=0)
        if lines == lines_after:
            changes.append(f"{name}: line ends")
    return changes


def tidied(project: Project) -> tuple[dict[Path, bytes], dict[Path, bytes]]:
    """The seeds as they were read, and those that have another form in their one form."""
    files = read_sql_files(project)
    refuse(problems_of(files))
    seeds = visible(project.seeds.glob("*.csv"))
    before = {seed: seed.read_bytes() if seed.is_file() else b"" for seed in seeds}
    with duckdb.connect(config={**CLOSED, "threads": 1, "enable_external_access": False}) as db:
        create_tables(db, files.tables)
        rows = read_seeds(db, project.seeds)  # with those of collections, which ours may refer to
        fill(db, files.tables, rows)
        texts = own_texts(db, rows, [seed.stem for seed in seeds])
    refuse_changed(project, before)  # else what was read first is not what the form was made of
    return before, {seed: texts[seed.stem] for seed in seeds if texts[seed.stem] != before[seed]}


def own_texts(db: duckdb.DuckDBPyConnection, seeds: Mapping[str, Rows], tables: Iterable[str]) -> dict[str, bytes]:
    """{table: its seed in its one form}, of checked rows without those of collections."""
    columns = given_tables(db)
    keys = {rule.table: rule.columns for rule in rules_of(db) if rule.kind == "PRIMARY KEY"}
    texts: dict[str, bytes] = {}
    for table in tables:
        doing(f"schema/{table}.sql:1")
        own = [placed for placed in seeds[table] if placed.file == f"seeds/{table}.csv"]
        rows, values = as_sql(columns[table], own)
        select = f"select * exclude (row_number) from ({rows}) order by {', '.join(keys[table])}"
        db.execute(f"create temp table own_{table} as {select}", values)  # without references, which may lead elsewhere
        texts[table] = b"".join(seed_text(db, f"own_{table}"))
    return texts


def refuse_changed(project: Project, before: Mapping[Path, bytes], again: str = "make tidy") -> None:
    """Refuse to go on where a file is not what it was; `again` is the command to run then."""
    for seed, text in before.items():
        if not seed.is_file() or seed.read_bytes() != text:
            raise Refused(f"{project.named(seed)} was changed meanwhile; run {again} again")
