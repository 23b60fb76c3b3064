"""Build elections.duckdb.

A table is schema/<table>.sql, filled from seeds/<table>.csv.
A query is queries/<query>.sql, kept in the file as a view of that name.
In both, the opening comment describes the whole, and the comment that ends a
column's line describes the column; the database carries these descriptions too.
"""

import fcntl
import os
import re
import shutil
import signal
import sys
from contextlib import contextmanager, suppress
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb
from sqlglot import exp

from check import Refused, cells_of, read_seeds, refuse, rules_of, tables_of, unquoted
from lint import column_comments, opening_comment, parse, problems_of, trailers
from verify import content_of, fingerprint, in_child, inventory, not_for_children, opened, refuse_while_written, sums

HERE = Path(__file__).resolve().parent
DATABASE = "elections.duckdb"
TITLE = "Hemicycle: published election results, with their sources"
LICENCE = "CC0-1.0"  # of the data; DATA-LICENCE.md says what that covers
SCHEMA_VERSION = "2.1.0"  # raised with every change to a table, view or column, as CHANGELOG.md says
STORAGE = "v1.2.0"  # opened by DuckDB 1.2 and newer; newer formats put a random id into the file
BLOCK = 16384  # bytes; at the default of 262144 this many small tables fill fifteen times the disk
BLOCK_OF_LARGE = 65536  # bytes; of an import, compressed: half of it and twice of it make larger files, and take longer
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
unfinished_files = {}  # {path: inode, or None before there is one} of this process, for whoever stops it


def build(project=HERE, name=DATABASE, keep=None, bring=None):
    """Build the whole database beside the old one, then put it in its place.

    `project` is a folder with schema/, seeds/ and queries/, `name` the file to build in it, `keep` the tables whose
    seeds are taken (None: all). `bring`, if given, is called with the connection once the seeds are in; it adds rows
    from elsewhere and gives {table: number of rows added}. Gives the path of the database. Raises Refused when the
    input is wrong, OSError or duckdb.Error when the machine fails; the old database is untouched then.
    """
    database = project / name
    unfinished = project / f"{name}.unfinished"
    refuse(problems_of(project))
    with alone(project):
        refuse_while_written(database)
        remove(unfinished)
        unfinished_files[unfinished] = None  # from before there is one, for a stop may come in the midst of making it
        try:
            written, fingerprints = write(project, unfinished, keep, bring)
            if keep is None:  # else no seed can have broken any
                refuse_broken_rules(project, unfinished)
            check_whole(project, unfinished, written)
            put_in_place(unfinished, database, fingerprints)
        finally:
            remove(unfinished)
            unfinished_files.pop(unfinished)
    return database


@contextmanager
def alone(project):
    """Hold back other builds of the project while this one runs."""
    folder = os.open(project, os.O_RDONLY)
    not_for_children.add(folder)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another build is running; this one waits for it", file=sys.stderr, flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        not_for_children.discard(folder)
        os.close(folder)


def write(project, unfinished, keep=None, bring=None):
    """Write the whole file; gives ({table: number of rows}, {table: fingerprint}). See build for `keep` and `bring`.

    Everything here makes the same input the same bytes: one thread, a fixed name for the catalogue, rows in the order
    of the seeds, and the format of attach_new. What is brought may be of any size, and has every thread instead.
    """
    with duckdb.connect(config={"temp_directory": f"{unfinished}.tmp", "python_enable_replacements": False}) as db:
        db.execute("set enable_progress_bar = false")  # an import has one of its own
        if not bring:
            db.execute("set threads = 1")
        attach_new(db, unfinished, "elections", is_large=bool(bring))
        unfinished_files[unfinished] = unfinished.stat().st_ino
        db.execute("set autoload_known_extensions = false")
        if not bring:
            db.execute("set enable_external_access = false")  # from here on no SQL can open another file
        db.execute("set lock_configuration = true")
        db.execute("use elections")
        db.execute("begin")
        create_tables(db, project / "schema")
        rows = {table: seed if keep is None or table in keep else [] for table, seed in read_seeds(db, project / "seeds").items()}
        fill(db, rows)
        written = {table: len(seed) for table, seed in rows.items()}
        create_views(db, project)
        for table, count in bring(db).items() if bring else ():
            written[table] += count
        fingerprints = {table: fingerprint(db, table) for table in written}
        catalogue(db, project, content_of(fingerprints))
        db.execute("commit")
        db.execute("use memory")
        db.execute("detach elections")
    sync(unfinished)
    return written, fingerprints


def attach_new(db, path, name, is_large=False):
    """Make a DuckDB file in the one format of this project, for the same bytes each time.

    Without compression, which samples at random and copies leftover memory into the file. A file that may be large has
    compression, which needs larger blocks.
    """
    db.execute(f"attach {text(path)} as {name} (storage_version '{STORAGE}', block_size {BLOCK_OF_LARGE if is_large else BLOCK})")
    if not is_large:
        db.execute("set force_compression = 'uncompressed'")


def create_tables(db, folder=HERE / "schema"):
    """Make every table of a folder, parents first, with its comments."""
    for table in in_dependency_order(folder):
        run(db, table, table.read_text(encoding="utf-8"))
        describe(db, "table", table)


def create_views(db, project=HERE):
    """Make every query of queries/ a view, after those it reads, with its comments."""
    for query in in_dependency_order(project / "queries"):
        run(db, query, f"create view {query.stem} as {query.read_text(encoding='utf-8')}")
        describe(db, "view", query)


def in_dependency_order(folder):
    """The folder's SQL files, each after the files it mentions by name."""
    files = {path.stem: path for path in sorted((folder.rglob if folder.name == "queries" else folder.glob)("*.sql"))}
    mentions = {}
    for name, path in files.items():
        mentions[name] = sorted({table.name for table in parse(path).find_all(exp.Table)} & files.keys() - {name})
    try:
        return [files[name] for name in TopologicalSorter(mentions).static_order()]
    except CycleError as error:
        raise Refused(f"{folder.name}: each of these needs the next: {' '.join(error.args[1])}") from None


def run(db, path, sql):
    """Run the SQL of a file; what the engine says of it is said of the file and line."""
    try:
        db.execute(sql)
    except duckdb.Error as error:
        line = re.search(r"\nLINE (\d+):", str(error))
        raise Refused(f"{place_of(path)}:{line[1] if line else 1}: {words_of(error)}") from None


def describe(db, kind, path):
    """Copy the comments of a file into the database."""
    comment(db, f"{kind} {path.stem}", opening_comment(path))
    for column, description in column_comments(path).items():
        comment(db, f"column {path.stem}.{column}", description)


def comment(db, subject, words):
    """Say something of a table, view or column in the database."""
    db.execute(f"comment on {subject} is {text(words)}")


def text(value):
    """A value as an SQL text literal."""
    return exp.Literal.string(str(value)).sql("duckdb")


def fill(db, rows):
    """Write checked rows into their tables, parents first, in the order of their keys."""
    columns, keys = tables_of(db), {table: names for table, kind, names, *_ in rules_of(db) if kind == "PRIMARY KEY"}
    for (table,) in db.sql("select table_name from duckdb_tables() where database_name = 'elections' order by table_oid").fetchall():
        if not rows[table]:
            continue
        values = "\x1e".join("\x1f".join(cell or "" for cell in row.values()) for _, row in rows[table])
        cells = ", ".join(f"cast(nullif(cells[{n}], '') as {kind}) as {name}" for n, (name, (kind, _)) in enumerate(columns[table].items(), 1))
        db.execute(f"insert into {table} select {cells} from (select string_split(unnest(string_split(?, chr(30))), chr(31)) as cells) order by {', '.join(keys[table])}", [values])


def refuse_broken_rules(project, unfinished):
    """Refuse seeds that break a rule across rows: any row of a query whose header says `empty:`.

    Such a query gives table_name, key_column, key_value and problem.
    """
    problems = []
    for query in sorted((project / "queries").rglob("*.sql")):
        if trailers(query, "empty"):
            try:
                offenders = in_child(answer, unfinished, f"select table_name, key_column, key_value, problem from {query.stem}")
            except Refused as error:
                raise Refused(f"{place_of(query)}:1: {error}") from None
            for table, column, value, problem in offenders:
                line = line_of_seed(project / "seeds" / f"{table}.csv", column, value)
                if line:  # else it came from elsewhere, and stays a row of the query
                    problems.append((f"seeds/{table}.csv", line, f"{column}: '{value}' {problem}"))
    refuse(problems)


def answer(path, sql):
    """The rows that a query gives over a file."""
    with opened(path) as db:
        return db.execute(sql).fetchall()


def check_whole(project, unfinished, written):
    """Read the finished file to its last cell; refuse it where a row or a view is missing."""
    counts, views = in_child(inventory, unfinished, seconds=0)  # as long as it takes: an import may be large
    missing = [name for name in written if counts.get(name) != written[name]] + sorted({path.stem for path in (project / "queries").rglob("*.sql")} - views)
    if missing:
        raise Refused(f"the engine wrote a file without all of {', '.join(missing)}")


def line_of_seed(seed, column, value):
    """The first line of a checked seed that has a value in a column, or None."""
    records = [[unquoted(cell) for cell in cells_of(line)[0]] for line in seed.read_text(encoding="utf-8").splitlines()]
    at = records[0].index(column)
    return next((number for number, cells in enumerate(records[1:], 2) if cells[at] == value), None)


def catalogue(db, project, content):
    """Write what the file holds into the file, for tools that do not show comments; `content` is its fingerprint."""
    create_tables(db, project / "schema" / "catalogue")
    db.execute("insert into about values (?, ?, ?, version(), ?)", [TITLE, SCHEMA_VERSION, content, LICENCE])
    for query in sorted((project / "queries").rglob("*.sql")):
        title, *description, _ = opening_comment(query).split("\n\n")
        key, = trailers(query, "key")
        citation = "; ".join(trailers(query, "cite")) or None
        columns = ", ".join(column_comments(query))
        db.execute("insert into query_catalog values (?, ?, ?, ?, ?, ?)", [query.stem, title, " ".join(description).replace("\n", " "), key, citation, columns])
    rows = project / "schema" / "catalogue" / "rows" / "data_dictionary.sql"
    run(db, rows, f"insert into data_dictionary {rows.read_text(encoding='utf-8')}")


def put_in_place(unfinished, database, fingerprints):
    """Make the finished file the database, for a reader at one stroke and for a power cut too."""
    beside, unfinished_beside = Path(f"{database}.sha256"), Path(f"{unfinished}.sha256")
    unfinished_beside.write_text(sums(unfinished, database.name, fingerprints), encoding="utf-8")
    sync(unfinished_beside)
    refuse_while_written(database)
    Path(f"{database}.wal").unlink(missing_ok=True)  # of the old file; a new file must never meet it
    sync(database.parent)
    os.replace(unfinished_beside, beside)  # the old file with new sums is made again by make db; a new file with old sums would not be
    os.replace(unfinished, database)
    try:
        sync(database.parent)
    except OSError as error:
        print(f"{database.name} is the new one, but may not survive a power cut: {words_of(error)}", file=sys.stderr)


def sync(path):
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(unfinished):
    """Remove an unfinished file and whatever lies beside it, as far as that can be done."""
    for ending in ("", ".wal", ".sha256"):
        with suppress(OSError):
            Path(f"{unfinished}{ending}").unlink()
    shutil.rmtree(f"{unfinished}.tmp", ignore_errors=True)


def stop(number, _frame):
    """End at once when told to by a signal: only unfinished files have been touched, or the new one is in place."""
    said = f"{DATABASE} is as it was"
    for unfinished, inode in unfinished_files.items():
        database = unfinished.with_suffix("")
        placed = database.exists() and database.stat().st_ino == inode
        said = f"{database.name} is {'the new one' if placed else 'as it was'}"
        remove(unfinished)
    os.write(2, f"stopped: {said}\n".encode())
    os._exit(128 + number)


def words_of(error):
    """An error in one line."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {Path(error.filename).name}" if error.filename else error.strerror
    return str(error).strip() if isinstance(error, Refused) else str(error).strip().partition("\n")[0]


def place_of(path):
    """A file as it is named to a person: its folder and its name."""
    return f"{path.parent.name}/{path.name}"


def summary(database):
    """What was built, in a few lines."""
    tables, rows, views, news = in_child(counts, database)
    content = Path(f"{database}.sha256").read_text(encoding="utf-8").split()[2]
    said = (
        f"{database.name}: {tables} tables, {rows:,} rows, {views} views, {database.stat().st_size / 1e6:.1f} MB, content {content}\n"
        "  make shell                    opens it in the DuckDB shell, read-only\n"
        "  from query_catalog            lists the questions it answers\n"
        "  from data_dictionary          says what every column means"
    )
    if news:
        said += f"\n  {news:,} figures do not add up and nobody has accepted that: from arithmetic_checks where not is_accepted"
    return said


def counts(path):
    """The number of tables, of their rows, of views and of figures of a file that do not add up."""
    with opened(path) as db:
        tables = db.execute("select count(*), sum(estimated_size) from duckdb_tables()").fetchone()
        views = db.execute("select view_name from duckdb_views() where not internal").fetchall()
        news = db.execute("select count(*) from arithmetic_checks where not is_accepted").fetchone() if ("arithmetic_checks",) in views else (0,)
    return *tables, len(views), *news


def main(work, undone):
    """Do the work of a command and print what it gives; `undone` says what is not there when the machine fails.

    What is wrong is one line, or one for each problem, and exit code 1; a signal ends the work at once.
    """
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # a shell's background job ignores Ctrl-C, and goes on doing so
            signal.signal(number, stop)
    try:
        said = work()
    except Refused as error:
        sys.exit(str(error))
    except (OSError, duckdb.Error, MemoryError) as error:
        sys.exit(f"{undone}: {words_of(error)}")
    with suppress(OSError):  # the reader of a pipe may be gone; the work is done all the same
        os.write(1, f"{said}\n".encode())


if __name__ == "__main__":
    main(lambda: summary(build()), f"{DATABASE} was not built")
