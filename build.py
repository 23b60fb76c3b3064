"""Build elections.duckdb, or the database of an import.

A table is schema/<table>.sql, filled from seeds/<table>.csv. A query is queries/<subject>/<query>.sql, kept in the file
as a view of that name. In both, the opening comment describes the whole, and the comment that ends a column's line
describes the column; the database carries these descriptions too.

This file tells how a build goes. What it calls stands in hemicycle/:
    reading/    SQL files, rules of the tables, seeds: what they say, and what is wrong with them
    database/   tables and views, the file and its place, its fingerprint
    drafting/   rows out of an article, to be looked at before they enter the seeds
    importing/  rows of another publisher's data set
Other commands read the file that is built; their rooms are export/ and site/. Drafting and importing are loaded where
they are asked for: to load them takes a quarter of the time before a build begins.
"""

import gc

from hemicycle import start

if __name__ == "__main__":
    start.begin()
    gc.disable()  # a build is over in seconds, and looking for garbage among its trees takes a twentieth of it

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import duckdb

from hemicycle import command
from hemicycle.database.derived import derive
from hemicycle.database.file import alone, attach_new, place, put_in_place, sync, unfinished
from hemicycle.database.fingerprint import content_of, content_said, fingerprints
from hemicycle.database.numbers import settle_all, stores_of
from hemicycle.database.sandbox import CLOSED, answer, doing, in_child, limits_for, opened, refuse_while_written
from hemicycle.database.tables import About, catalogue, create_tables, create_views, fill
from hemicycle.database.verify import inventory
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import DATABASE, DRAFTS, Project
from hemicycle.reading.seeds import lines_by_value, read_seeds
from hemicycle.reading.sqlfile import SqlFile, SqlFiles, read_sql_files, text_literal
from hemicycle.reading.text import Problem, Refused, printable, refuse, shown

HERE = Path(__file__).resolve().parent
VOCABULARY = ("measures", "source_kinds")  # the words that describe every election; kept where other seeds are left out
FIRST_ASKED = "circles"  # of the rules across rows; where parties form a circle, other questions would take minutes
SHEETS = "spreadsheet"  # the import that is meant where only a folder is named
NEWS = """
    select rule, subject from arithmetic_checks where not is_accepted
    union all
    select rule, subject from plausibility_checks where not is_accepted
"""


Counts = tuple[int, int, int, int, int]  # what `counts` gives


class Rest(NamedTuple):
    """The rows from elsewhere: who brings them, and the folder of files that alone may be read for it."""

    bring: Callable[[duckdb.DuckDBPyConnection, Path], Mapping[str, int]]
    about: Callable[[duckdb.DuckDBPyConnection], About]  # of a file that holds nothing else
    folder: Path
    size: int  # bytes of its files, by which the limits are set


def build(
    folder: Path = HERE,
    name: str = DATABASE,
    keep: Collection[str] | None = None,
    rest: Rest | None = None,
    seeds: Path | None = None,
) -> Path:
    """Build the whole database beside the old one, then put it in its place.

    `folder` is a project with schema/, seeds/ and queries/, `name` the database to build in it, `keep` the tables whose
    seeds are taken (None: all), `seeds` their folder, where it is not seeds/. `rest`, if given, is called with the
    connection and a folder for scratch files once the seeds are in; it adds rows from elsewhere and gives {table:
    number of rows added}. Gives the path of the database. Raises Refused when the input is wrong, or OSError when the
    machine fails; the old database is untouched then.
    """
    return built(folder, name, keep, rest, seeds)[0]


def built(
    folder: Path,
    name: str = DATABASE,
    keep: Collection[str] | None = None,
    rest: Rest | None = None,
    seeds: Path | None = None,
    with_counts: bool = False,
) -> tuple[Path, Counts | None]:
    """Build as `build` does; gives what the file holds as well, if asked, where the rules across rows are looked at."""
    project = Project(folder, seeds)
    started = time.time_ns()
    files = read_sql_files(project)
    is_ours = keep is None and rest is None
    limits = limits_for(rest.size) if rest else {}
    database = project.database(name)
    with alone(folder):
        inputs = project.inputs(duckdb.__version__) if is_ours and seeds is None else ""
        refuse_while_written(database)
        with unfinished(database) as new:
            written, found = in_child(write, project, files, new, keep, rest, **limits)
            held = None
            if keep is None:  # else no seed can have broken a rule
                held = refuse_contradictions(project, files, new, is_ours, with_counts)
            refuse_incomplete(files, new, written)
            os.utime(new, ns=(started, started))  # the file says when its inputs were read
            derived = {file.name for file in (*files.tables, *files.queries) if file.is_kept}
            put_in_place(new, database, found, inputs, derived | project.joined if is_ours else derived)
    return database, held


def write(
    project: Project, files: SqlFiles, new: Path, keep: Collection[str] | None, rest: Rest | None
) -> tuple[dict[str, int], dict[str, str]]:
    """Write the whole file; gives ({table: number of rows}, {table: fingerprint}). See build for `keep` and `rest`.

    It runs in a child, within limits, for everything in it may come from a stranger. Everything here makes the same
    input the same bytes: one thread, a fixed name for the catalogue, rows in the order of the seeds, and the format of
    attach_new. What is brought may be of any size, and has every thread and the disk instead.
    """
    refuse(problems_of(files))
    with duckdb.connect(config={**CLOSED, "temp_directory": str(new.with_name("tmp"))}) as db:
        db.execute("set enable_progress_bar = false")  # an import has one of its own
        attach_new(db, new, "elections", is_large=bool(rest))
        if rest:
            readable = ", ".join(text_literal(f"{folder}/") for folder in (rest.folder, new.parent))
            db.execute(f"set allowed_directories = [{readable}]")
        else:
            db.execute("set threads = 1")
            db.execute("set max_temp_directory_size = '0B'")
        db.execute("set enable_external_access = false")  # from here on no SQL can open another file
        db.execute("set lock_configuration = true")
        db.execute("use elections")
        db.execute("begin")
        create_tables(db, files.tables)
        doing("seeds")
        seeds = read_seeds(db, project.seeds, [] if rest else None)
        if keep is not None:
            seeds = {table: rows if table in keep else [] for table, rows in seeds.items()}
        fill(db, files.tables, seeds)
        written = {table: len(rows) for table, rows in seeds.items()}
        create_views(db, files.queries)
        for table, count in rest.bring(db, new.parent).items() if rest else ():
            written[table] += count
        stores = stores_of(files)
        kept = settle_all(db, list(stores.values()))
        written |= kept
        if rest or not circles_in(db, files):
            written |= derive(db, files.queries, but=kept)
        doing("")  # the rest is ours
        found = fingerprints(db, [table for table in written if table not in stores])
        about = rest.about(db) if rest and keep is not None else About()
        catalogue(db, files, content_of(found), about)
        db.execute("commit")
        db.execute("use memory")
        db.execute("detach elections")
    sync(new)
    return written, found


def circles_in(db: duckdb.DuckDBPyConnection, files: SqlFiles) -> bool:
    """Whether FIRST_ASKED finds rows, which will be refused, and which other questions are not to meet."""
    is_there = any(query.name == FIRST_ASKED for query in files.queries)
    return is_there and bool(db.execute(f"from {FIRST_ASKED} limit 1").fetchall())


def refuse_contradictions(
    project: Project, files: SqlFiles, new: Path, is_ours: bool = False, with_counts: bool = False
) -> Counts | None:
    """Refuse seeds that break a rule across rows: any row of a query whose header says `empty:`.

    Such a query gives table_name, key_column, key_value and problem. Where several columns find a row, key_column names
    them with commas between, and key_value has a blank between their values. `is_ours` says that every row is one of a
    seed; else those that no line has came from elsewhere, and stay rows of the query. Gives what the file holds, if
    asked and there is such a query.
    """
    problems: list[Problem] = []
    seeds = {table.name: table for table in files.tables}
    asked = [query for query in files.queries if query.labelled("empty")]
    read_by_others = set[str]().union(*(query.reads for query in asked))
    asked = [query for query in asked if query.name not in read_by_others]
    asked.sort(key=lambda query: query.name != FIRST_ASKED)
    lines: dict[tuple[str, str], dict[str, list[tuple[str, int, str]]]] = {}  # of each table and column, read once
    offenders, held = offenders_of(asked, new, with_counts)
    for name, *row in offenders:
        named = next(query.named for query in asked if query.name == name)
        table, column, value, problem = map(str, row)
        if None in row or table not in seeds or not set(column.split(", ")) <= set(seeds[table].descriptions):
            said = "expected a table, columns of it, the value in them, and a problem in each row"
            raise Refused(f"{named}:1: {said}; there is {shown(*map(str, row))}")
        if (table, column) not in lines:
            lines[table, column] = lines_by_value(project.seeds, table, column)
        found = lines[table, column].get(value, [])
        if found:
            problems.append((*line_meant(found, problem), f"{column}: '{value}' {problem}"))
        elif is_ours:
            raise Refused(f"{named}:1: {column} of no line of seeds/{table}.csv is {shown(value)}: {problem}")
    accepted = "seeds/accepted_discrepancies.csv"
    if any(seed == accepted for seed, *_ in problems):  # who mends one fault may have made another
        for rule, subject in in_child(answer, new, NEWS):
            problems.append((accepted, 1, f"has no reason for '{subject}', which breaks the rule '{rule}'"))
    refuse(problems)
    return held


def offenders_of(
    queries: Sequence[SqlFile], new: Path, with_counts: bool
) -> tuple[list[tuple[Any, ...]], Counts | None]:
    """The rows that queries give over a file, each after its query's name; of FIRST_ASKED alone, if it has any.

    And what the file holds, if asked.
    """
    columns = "table_name, key_column, cast(key_value as varchar), problem"
    sql = {query.name: f"select '{query.name}', {columns} from {query.name}" for query in queries}
    if not sql:
        return [], None
    try:
        rows, held = in_child(first_answer_or_all, new, sql, with_counts)
        return rows, held
    except Refused:  # which of them it was, each says by itself
        for query in queries:
            try:
                in_child(answer, new, sql[query.name])
            except Refused as error:
                raise Refused(f"{query.named}:1: {error}") from None
        raise


def first_answer_or_all(
    new: Path, sql: Mapping[str, str], with_counts: bool
) -> tuple[list[tuple[Any, ...]], Counts | None]:
    """The rows of {query: its SQL} over a file, one after the other; those of FIRST_ASKED alone, where it gives any.

    And what the file holds, if asked; first, for what is worked out for that need not be worked out again.
    """
    rows: list[tuple[Any, ...]] = []
    held = None
    with opened(new) as db:
        for name, words in sql.items():
            if with_counts and held is None and name != FIRST_ASKED:
                held = counted(db)
            rows += db.execute(words).fetchall()
            if rows and name == FIRST_ASKED:
                break
    return rows, held


def line_meant(lines: list[tuple[str, int, str]], problem: str) -> tuple[str, int]:
    """The file and line that a problem is about, among those that have its value: whose other cells it names most."""
    said = set(re.findall(r"[\w-]+", problem))
    return min(lines, key=lambda line: (-len(said & set(re.findall(r"[\w-]+", line[2]))), line))[:2]


def refuse_incomplete(files: SqlFiles, new: Path, written: Mapping[str, int]) -> None:
    """Read the finished file to its last cell; refuse it where a row or a view is missing."""
    counts, views = in_child(inventory, new, seconds=0)  # as long as it takes: an import may be large
    shown = {view.name for view in files.readable}
    missing = [table for table, count in written.items() if table not in shown and counts.get(table) != count]
    missing += sorted(({query.name for query in files.queries if not query.is_kept} | shown) - views)
    if missing:
        raise Refused(f"the engine wrote a file without all of {', '.join(missing)}")


def build_import(name: str, source: str, with_seeds: bool = True, folder: Path = HERE, force: bool = False) -> Path:
    """Build <name>.duckdb out of an import's SELECTs over the files of the folder `source`, with our seeds or without.

    Gives the path of the database. Raises Refused, with the database of before untouched, when a SELECT or a file is
    wrong, when no election arrives or, unless `force` is given, when much of the user's sheets is lost.
    """
    from hemicycle.importing.report import refuse_lost
    from hemicycle.importing.selects import about_import, bring, folder_of, import_of, size_of

    chosen = import_of(Project(folder), name)
    files = folder_of(chosen, source)

    def brought(db: duckdb.DuckDBPyConnection, scratch: Path) -> Mapping[str, int]:
        added = bring(db, chosen, files, scratch)
        refuse_lost(db, name, force)
        return added

    rest = Rest(brought, lambda db: about_import(db, chosen), files, size_of(files))
    return build(folder, name, None if with_seeds else VOCABULARY, rest)


def write_collection(name: str, source: str, folder: Path = HERE) -> list[str]:
    """Write seeds/<name>/ out of an import's SELECTs over the files of the folder `source`.

    Gives what was brought and what changed, in words. Raises Refused, with the collection of before untouched, when a
    SELECT or a file is wrong, or its rows are not what seeds may be.
    """
    from hemicycle.importing.collection import changes, write_rows
    from hemicycle.importing.selects import about_import, bring, folder_of, import_of, size_of

    project = Project(folder)
    files = read_sql_files(project)
    chosen = import_of(project, name)
    here = folder_of(chosen, source)
    rest = Rest(
        lambda db, scratch: bring(db, chosen, here, scratch),
        lambda db: about_import(db, chosen),
        here,
        size_of(here),
    )
    target = project.seeds / name
    with alone(folder), unfinished(target) as new:
        database = new.with_suffix(".duckdb")
        written, _ = in_child(write, project, files, database, VOCABULARY, rest, **limits_for(rest.size))
        given = {table.name for table in files.tables if not table.is_kept} - {*VOCABULARY}
        brought = {table: count for table, count in written.items() if count and table in given}
        new.mkdir()
        said: list[str] = in_child(write_rows, database, new, brought)
        others = [path for path in project.collections if path != target]
        in_child(check_seeds, project, files, sorted([*others, new], key=lambda path: path.name))
        said += changes(target, new)
        place(new, target)
    return said


def check_seeds(project: Project, files: SqlFiles, collections: Sequence[Path]) -> None:
    """Refuse seeds, with those of some collections, that break a rule of a row or a table."""
    with duckdb.connect(config={**CLOSED, "threads": 1, "enable_external_access": False}) as db:
        create_tables(db, files.tables)
        fill(db, files.tables, read_seeds(db, project.seeds, collections))


def build_drafts(folder: Path = HERE) -> Path:
    """Build draft.duckdb out of the seeds and every draft. Raises Refused where a draft is not decided, or wrong."""
    from hemicycle.drafting.folder import drafts_in, seeds_with

    project = Project(folder)
    with alone(folder), seeds_with(project, drafts_in(project)) as seeds:
        return build(folder, DRAFTS, seeds=seeds)


def summary(database: Path, held: Counts | None = None) -> str:
    """What was built, in a few lines; `held` is what `counts` gives, where that is known."""
    tables, rows, views, unaccepted, unlikely = held or in_child(counts, database)
    content = content_said(database)
    size = database.stat().st_size / 1e6
    shell = "make shell of=draft" if database.stem == DRAFTS else "make shell"
    said = (
        f"{database.name}: {tables} tables, {rows:,} rows, {views} views, {size:.1f} MB, content {content}\n"
        f"  {shell:28}  opens it in the DuckDB shell, read-only\n"
        "  from query_catalog            lists the questions it answers\n"
        "  from data_dictionary          says what every column means"
    )
    if unaccepted:
        figures = "figure does" if unaccepted == 1 else "figures do"
        said += (
            f"\n  {unaccepted:,} {figures} not add up and nobody has accepted that: "
            "from arithmetic_checks where not is_accepted"
        )
    if unlikely:
        rows = "row is" if unlikely == 1 else "rows are"
        said += (
            f"\n  {unlikely:,} {rows} hardly ever true and nobody has accepted that: "
            "from plausibility_checks where not is_accepted"
        )
    return said


def counts(database: Path) -> Counts:
    """The number of tables, of their rows, of views, of figures that do not add up and of rows hardly ever true."""
    with opened(database) as db:
        return counted(db)


def counted(db: duckdb.DuckDBPyConnection) -> Counts:
    """What `counts` gives of an open file. Questions that are asked there afterwards find its checks worked out."""
    ((tables, rows),) = db.execute("select count(*), sum(estimated_size) from duckdb_tables()").fetchall()
    views = {name for (name,) in db.execute("select view_name from duckdb_views() where not internal").fetchall()}
    unaccepted = {"arithmetic_checks": 0, "plausibility_checks": 0}
    for name in unaccepted.keys() & views:
        db.execute(f"create temp table {name} as from {name}")  # the engine finds it before the view
        ((unaccepted[name],),) = db.execute(f"select count(*) from {name} where not is_accepted").fetchall()
    return tables, rows, len(views), unaccepted["arithmetic_checks"], unaccepted["plausibility_checks"]


class Options(argparse.ArgumentParser):
    """The options, which are refused in words as everything is."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong and how the program is used."""
        command.end(f"{message}\n{self.format_usage().strip()}")


def main() -> None:
    """Build what the command line asks for, and say what was built."""
    options = Options(description="Build elections.duckdb, or the database of an import.")
    options.add_argument("--announce", action="store_true", help="say beforehand what will be built")
    options.add_argument("--import", dest="name", metavar="NAME", help="a folder of imports/")
    options.add_argument("--from", dest="source", metavar="DIR", default="", help="the folder with its files")
    options.add_argument("--collection", action="store_true", help="write seeds/NAME/ instead of a database")
    options.add_argument("--without-seeds", action="store_true", help="leave our own elections out")
    options.add_argument("--force", action="store_true", help="build even if much of a sheet is lost")
    options.add_argument("--drafts", action="store_true", help="build draft.duckdb, with the drafts in it")
    asked = options.parse_args()
    if asked.drafts:
        command.run(lambda: drafted(asked), "draft.duckdb was not built", "draft.duckdb")
        return
    if asked.collection:
        if asked.name is None:
            options.error("a collection is made of an import: import=NAME from=DIR")
        which = f"seeds/{asked.name}"
        command.run(lambda: collected(asked.name, asked.source), f"{which}/ was not written", f"{which}/")
        return
    if asked.name is None and asked.source:
        asked.name = SHEETS
    if asked.name is None:
        command.run(lambda: ours(asked), "elections.duckdb was not built", "elections.duckdb")
        return

    def work() -> str:
        from hemicycle.importing.report import report

        if asked.announce:
            say("building a database with the import in it; a progress bar follows where it takes long")
        database = build_import(asked.name, asked.source, not asked.without_seeds, force=asked.force)
        return report(database, asked.name)

    command.run(work, f"{asked.name}.duckdb was not built", f"{asked.name}.duckdb")


def collected(name: str, source: str) -> str:
    """Write a collection; gives what is said of it."""
    return "\n".join([*write_collection(name, source), "make db puts it into elections.duckdb"])


def ours(asked: argparse.Namespace) -> str:
    """Build our own database."""
    if asked.without_seeds or asked.force:
        which = "seeds=no" if asked.without_seeds else "force=yes"
        raise Refused(f"{which} needs from=DIR, the folder with your elections: imports/README.md")
    if asked.announce:
        say("building elections.duckdb from schema, seeds and queries: about 6 seconds")
    database, held = built(HERE, DATABASE, None, None, with_counts=True)
    return summary(database, held)


def drafted(asked: argparse.Namespace) -> str:
    """Build the database of the drafts, which takes nothing else."""
    if asked.name or asked.source or asked.without_seeds:
        raise Refused("drafts=yes stands alone: it builds draft.duckdb out of the seeds and the drafts")
    return summary(build_drafts())


def say(words: str) -> None:
    """Tell a person what goes on, beside what the command prints."""
    print(printable(words), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
