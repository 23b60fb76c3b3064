"""Write a script that makes the whole database in PostgreSQL: keys, rows, questions, comments."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from hemicycle.export.translation import files_of, portable_queries, translated
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, in_dependency_order, text_literal


def write_script(db: duckdb.DuckDBPyConnection, path: Path, project: Project) -> None:
    """Write a script for psql that makes a schema `elections` with keys, rows, views and comments, or nothing."""
    rows = path.with_suffix(".rows")
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as script:
            script.write("\\set ON_ERROR_STOP on\nbegin;\ncreate schema elections;\n")
            script.write("set local search_path = elections;\n")
            for table in in_dependency_order(files_of(project).tables):
                script.write(f"{table.tree.sql('postgres', pretty=True, comments=False, identify=True)};\n")
                script.writelines(comments("table", table))
                to_rows = f"to {text_literal(rows)} (format csv, header false)"
                db.execute(f"copy (from {table.name} order by all) {to_rows}")
                script.write(f"copy {table.name} from stdin with (format csv);\n")
                with rows.open(encoding="utf-8", newline="") as file:
                    shutil.copyfileobj(file, script)
                script.write("\\.\n")
            answers = translated("postgres", project)
            for query in portable_queries(project):
                script.write(f"create view {query.name} as\n{answers[query.name]};\n")
                script.writelines(comments("view", query))
            script.write("commit;\n")
        unfinished.replace(path)
    finally:
        rows.unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)


def comments(kind: str, file: SqlFile) -> Iterator[str]:
    """The comments of a `table` or `view` file as statements."""
    yield f"comment on {kind} {file.name} is {text_literal(file.header)};\n"
    for column, words in file.descriptions.items():
        yield f'comment on column {file.name}."{column}" is {text_literal(words)};\n'
