"""Build elections.duckdb, or the database of an import.

A table is schema/<table>.sql, filled from seeds/<table>.csv. A query is queries/<subject>/<query>.sql, kept in the file
as a view of that name. In both, the opening comment describes the whole, and the comment that ends a column's line
describes the column; the database carries these descriptions too.

This file tells how a build goes. What it calls stands in hemicycle/:
    reading/    SQL files, rules of the tables, seeds: what they say, and what is wrong with them
    database/   tables and views, the file and its place, its fingerprint
    drafting/   rows out of an article, to be looked at before they enter the seeds
    importing/  rows of another publisher's data set
"""

import argparse
import gc
import os
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import duckdb

from hemicycle import command
from hemicycle.database.file import alone, attach_new, put_in_place, sync, unfinished
from hemicycle.database.fingerprint import content_of, fingerprint
from hemicycle.database.sandbox import answer, in_child, opened
from hemicycle.database.tables import catalogue, create_tables, create_views, fill
from hemicycle.database.verify import inventory
from hemicycle.drafting.folder import DRAFTS, drafts_in, seeds_with
from hemicycle.importing.report import report
from hemicycle.importing.selects import bring, folder_of, import_of
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import DATABASE, Project
from hemicycle.reading.seeds import lines_by_value, read_seeds
from hemicycle.reading.sqlfile import SqlFiles, read_sql_files
from hemicycle.reading.text import Problem, Refused, refuse

HERE = Path(__file__).resolve().parent
VOCABULARY = ("measures", "source_kinds")  # the words that describe every election; kept where other seeds are left out

More = Callable[[duckdb.DuckDBPyConnection], Mapping[str, int]]


def build(
    folder: Path = HERE,
    name: str = DATABASE,
    keep: Collection[str] | None = None,
    more: More | None = None,
    seeds: Path | None = None,
) -> Path:
    """Build the whole database beside the old one, then put it in its place.

    `folder` is a project with schema/, seeds/ and queries/, `name` the database to build in it, `keep` the tables whose
    seeds are taken (None: all), `seeds` their folder, where it is not seeds/. `more`, if given, is called with the
    connection once the seeds are in; it adds rows from elsewhere and gives {table: number of rows added}. Gives the
    path of the database. Raises Refused when the input is wrong, OSError or duckdb.Error when the machine fails; the
    old database is untouched then.
    """
    project = Project(folder, seeds)
    started = time.time_ns()
    files = read_sql_files(project)
    refuse(problems_of(files))
    with alone(folder), unfinished(project.database(name)) as new:
        written, fingerprints = write(project, files, new, keep, more)
        if keep is None:  # else no seed can have broken a rule
            refuse_contradictions(project, files, new)
        refuse_incomplete(files, new, written)
        os.utime(new, ns=(started, started))  # what is edited from now on is newer, and make builds again
        put_in_place(new, project.database(name), fingerprints)
    return project.database(name)


def write(
    project: Project, files: SqlFiles, new: Path, keep: Collection[str] | None, more: More | None
) -> tuple[dict[str, int], dict[str, str]]:
    """Write the whole file; gives ({table: number of rows}, {table: fingerprint}). See build for `keep` and `more`.

    Everything here makes the same input the same bytes: one thread, a fixed name for the catalogue, rows in the order
    of the seeds, and the format of attach_new. What is brought may be of any size, and has every thread instead.
    """
    with duckdb.connect(config={"temp_directory": f"{new}.tmp", "python_enable_replacements": False}) as db:
        db.execute("set enable_progress_bar = false")  # an import has one of its own
        if not more:
            db.execute("set threads = 1")
        attach_new(db, new, "elections", is_large=bool(more))
        db.execute("set autoload_known_extensions = false")
        if not more:
            db.execute("set enable_external_access = false")  # from here on no SQL can open another file
        db.execute("set lock_configuration = true")
        db.execute("use elections")
        db.execute("begin")
        create_tables(db, files.tables)
        seeds = read_seeds(db, project.seeds)
        if keep is not None:
            seeds = {table: rows if table in keep else [] for table, rows in seeds.items()}
        fill(db, files.tables, seeds)
        written = {table: len(rows) for table, rows in seeds.items()}
        create_views(db, files.queries)
        for table, count in more(db).items() if more else ():
            written[table] += count
        fingerprints = {table: fingerprint(db, table) for table in written}
        catalogue(db, files, content_of(fingerprints))
        db.execute("commit")
        db.execute("use memory")
        db.execute("detach elections")
    sync(new)
    return written, fingerprints


def refuse_contradictions(project: Project, files: SqlFiles, new: Path) -> None:
    """Refuse seeds that break a rule across rows: any row of a query whose header says `empty:`.

    Such a query gives table_name, key_column, key_value and problem.
    """
    problems: list[Problem] = []
    for query in files.queries:
        if not query.labelled("empty"):
            continue
        try:
            sql = f"select table_name, key_column, key_value, problem from {query.name}"
            offenders = in_child(answer, new, sql)
        except Refused as error:
            raise Refused(f"{query.named}:1: {error}") from None
        lines: dict[tuple[str, str], dict[str, int]] = {}  # of each seed and column, read once
        for table, column, value, problem in offenders:
            if (table, column) not in lines:
                lines[table, column] = lines_by_value(project.seeds / f"{table}.csv", column)
            line = lines[table, column].get(value)
            if line:  # else it came from elsewhere, and stays a row of the query
                problems.append((f"seeds/{table}.csv", line, f"{column}: '{value}' {problem}"))
    refuse(problems)


def refuse_incomplete(files: SqlFiles, new: Path, written: Mapping[str, int]) -> None:
    """Read the finished file to its last cell; refuse it where a row or a view is missing."""
    counts, views = in_child(inventory, new, seconds=0)  # as long as it takes: an import may be large
    missing = [table for table, count in written.items() if counts.get(table) != count]
    missing += sorted({query.name for query in files.queries} - views)
    if missing:
        raise Refused(f"the engine wrote a file without all of {', '.join(missing)}")


def build_import(name: str, source: str, with_seeds: bool = True, folder: Path = HERE) -> Path:
    """Build <name>.duckdb out of an import's SELECTs over the files of the folder `source`, with our seeds or without.

    Gives the path of the database. Raises Refused, with the database of before untouched, when a SELECT or a file is
    wrong.
    """
    chosen = import_of(Project(folder), name)
    files = folder_of(chosen, source)
    return build(folder, name, None if with_seeds else VOCABULARY, lambda db: bring(db, chosen, files))


def build_drafts(folder: Path = HERE) -> Path:
    """Build draft.duckdb out of the seeds and every draft. Raises Refused where a draft is not decided, or wrong."""
    project = Project(folder)
    with seeds_with(project, drafts_in(project)) as seeds:
        return build(folder, DRAFTS, seeds=seeds)


def summary(database: Path) -> str:
    """What was built, in a few lines."""
    tables, rows, views, unaccepted = in_child(counts, database)
    content = Path(f"{database}.sha256").read_text(encoding="utf-8").split()[2]
    size = database.stat().st_size / 1e6
    said = (
        f"{database.name}: {tables} tables, {rows:,} rows, {views} views, {size:.1f} MB, content {content}\n"
        "  make shell                    opens it in the DuckDB shell, read-only\n"
        "  from query_catalog            lists the questions it answers\n"
        "  from data_dictionary          says what every column means"
    )
    if unaccepted:
        figures = "figure does" if unaccepted == 1 else "figures do"
        said += (
            f"\n  {unaccepted:,} {figures} not add up and nobody has accepted that: "
            "from arithmetic_checks where not is_accepted"
        )
    return said


def counts(database: Path) -> tuple[int, int, int, int]:
    """The number of tables, of their rows, of views and of figures of a file that do not add up."""
    with opened(database) as db:
        ((tables, rows),) = db.execute("select count(*), sum(estimated_size) from duckdb_tables()").fetchall()
        views = {name for (name,) in db.execute("select view_name from duckdb_views() where not internal").fetchall()}
        unaccepted = 0
        if "arithmetic_checks" in views:
            sql = "select count(*) from arithmetic_checks where not is_accepted"
            ((unaccepted,),) = db.execute(sql).fetchall()
    return tables, rows, len(views), unaccepted


def main() -> None:
    """Build what the command line asks for, and say what was built."""
    options = argparse.ArgumentParser(description="Build elections.duckdb, or the database of an import.")
    options.add_argument("--import", dest="name", metavar="NAME", help="a folder of imports/")
    options.add_argument("--from", dest="source", metavar="DIR", default="", help="the folder with its files")
    options.add_argument("--without-seeds", action="store_true", help="leave our own elections out")
    options.add_argument("--drafts", action="store_true", help="build draft.duckdb, with the drafts in it")
    asked = options.parse_args()
    gc.disable()  # a build is over in seconds, and looking for garbage among its trees takes a twentieth of it
    if asked.name is None:
        if asked.source or asked.without_seeds:
            options.error("--from and --without-seeds are of use with --import only")
        if asked.drafts:
            command.run(lambda: summary(build_drafts()), "draft.duckdb was not built", "draft.duckdb")
            return
        command.run(lambda: summary(build()), "elections.duckdb was not built", "elections.duckdb")
        return

    def work() -> str:
        return report(build_import(asked.name, asked.source, not asked.without_seeds), asked.name)

    command.run(work, f"{asked.name}.duckdb was not built", f"{asked.name}.duckdb")


if __name__ == "__main__":
    main()
