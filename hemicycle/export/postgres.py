"""Write a script that makes the whole database in PostgreSQL: keys, rows, questions, comments."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from hemicycle.export.translation import files_of, portable_queries, translated
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, in_dependency_order, text_literal

NULL = "\\N"
ESCAPED = {"'\\'": "\\\\", "chr(9)": "\\t", "chr(10)": "\\n", "chr(13)": "\\r"}  # the backslash before all others


def write_script(db: duckdb.DuckDBPyConnection, path: Path, project: Project) -> None:
    """Write a script for psql that makes a schema `elections` with keys, rows, views and comments, or nothing.

    A query that the file keeps as a table is a materialized view: else every question would work it out anew.
    """
    with path.open("w", encoding="utf-8") as script:
        script.write("\\set ON_ERROR_STOP on\nbegin;\nset local standard_conforming_strings = on;\n")
        script.write("create schema elections;\nset local search_path = elections;\n")
        for table in in_dependency_order(files_of(project).tables):
            script.write(f"{table.tree.sql('postgres', pretty=True, comments=False, identify=True)};\n")
            script.writelines(comments("table", table))
            script.write(f"copy {table.name} from stdin;\n")
            rows = db.execute(f"select {as_line(table.descriptions)} from {table.name} order by all")
            while some := rows.fetchmany(10_000):
                script.writelines(f"{line}\n" for (line,) in some)
            script.write(f"\\.\nanalyze {table.name};\n")  # else questions are planned for any number of rows
        answers = translated("postgres", project)
        for query in portable_queries(project):
            kind = "materialized view" if query.is_kept else "view"
            script.write(f"create {kind} {query.name} as\n{answers[query.name]};\n")
            script.writelines(comments(kind, query))
            if query.is_kept:
                script.write(f"analyze {query.name};\n")
        script.write("commit;\n")


def as_line(columns: Iterable[str]) -> str:
    """SQL for a row as a line of PostgreSQL's text format, in which no cell can end the rows or begin another one."""
    cells = []
    for column in columns:
        cell = f'cast("{column}" as varchar)'
        for character, written in ESCAPED.items():
            cell = f"replace({cell}, {character}, {text_literal(written)})"
        cells.append(f"coalesce({cell}, {text_literal(NULL)})")
    return " || chr(9) || ".join(cells)


def comments(kind: str, file: SqlFile) -> Iterator[str]:
    """The comments of a file as statements; `kind` is what it is in PostgreSQL."""
    yield f"comment on {kind} {file.name} is {text_literal(file.header)};\n"
    for column, words in file.descriptions.items():
        yield f'comment on column {file.name}."{column}" is {text_literal(words)};\n'
