"""Build elections.duckdb.

A table is schema/<table>.sql, filled from seeds/<table>.csv.
A query is queries/<query>.sql, kept in the file as a view of that name.
In both, the opening comment describes the whole, and the comment that ends a
column's line describes the column; the database carries these descriptions too.
"""

import os
import sys
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from check import Refused, read_seeds, refuse

HERE = Path(__file__).resolve().parent
DATABASE = "elections.duckdb"
STORAGE = "v1.2.0"  # opened by DuckDB 1.2 and newer; newer formats put a random id into the file
BLOCK = 16384  # bytes; at the default of 262144 this many small tables fill fifteen times the disk


def build(project=HERE, name=DATABASE, keep=None, bring=None):
    """Build the whole database beside the old one, then put it in its place.

    `project` is a folder with schema/, seeds/ and queries/, `name` the file to build in it, `keep` the tables whose
    seeds are taken (None: all). `bring`, if given, is called with the connection once the seeds are in and sound, to
    add rows from elsewhere. Gives the path of the database; raises Refused, with the old database untouched, when
    the input is wrong.
    """
    database = project / name
    unfinished = project / f"{name}.unfinished"
    refuse_while_written(database)
    remove(unfinished)
    try:
        with duckdb.connect(config={} if bring else {"threads": 1}) as db:
            block = "" if bring else f", block_size {BLOCK}"  # what is brought may be of any size
            db.execute(f"attach {text(unfinished)} as elections (storage_version '{STORAGE}'{block})")
            db.execute("use elections")
            db.execute("begin")
            create_tables(db, project)
            rows = read_seeds(db, project / "seeds")
            fill(db, rows if keep is None else {table: rows[table] if table in keep else [] for table in rows})
            create_views(db, project)
            refuse_broken_rules(db, project)
            if bring:
                bring(db)
            catalogue(db, project)
            db.execute("commit")
            db.execute("use memory")
            db.execute("detach elections")
        put_in_place(unfinished, database)
    finally:
        remove(unfinished)
    return database


def refuse_while_written(database):
    """Refuse to replace a file that another program is writing to; readers are not disturbed."""
    if not database.exists():
        return
    try:
        duckdb.connect(database, read_only=True).close()
    except duckdb.IOException as error:
        if "lock" in str(error):
            holder = str(error).partition("held in ")[2].split(". ")[0] or "another program"
            raise Refused(f"{database.name} is open for writing in {holder}; close it there and build again") from None
    except duckdb.Error:
        pass  # damaged, or written by a newer DuckDB: it is about to be replaced


def create_tables(db, project=HERE):
    """Make every table of schema/, parents first, with its comments."""
    for table in in_dependency_order(project / "schema", exp.Create):
        run(db, table, table.read_text())
        describe(db, "table", table)


def create_views(db, project=HERE):
    """Make every query of queries/ a view, after those it reads, with its comments."""
    for query in in_dependency_order(project / "queries", exp.Query):
        run(db, query, f"create view {query.stem} as {query.read_text()}")
        describe(db, "view", query)


def in_dependency_order(folder, kind):
    """The folder's SQL files, each after the files it mentions by name."""
    files = {path.stem: path for path in sorted(folder.glob("*.sql"))}
    mentions = {}
    for name, path in files.items():
        statement = parse(path)
        if not isinstance(statement, kind):
            raise Refused(f"{shown(path)}:1: expected one {'CREATE TABLE' if kind is exp.Create else 'SELECT'} statement")
        mentions[name] = sorted(mentioned(statement) & files.keys() - {name})
    try:
        return [files[name] for name in TopologicalSorter(mentions).static_order()]
    except CycleError as error:
        raise Refused(f"{folder.name}: each of these needs the next: {' '.join(error.args[1])}") from None


def mentioned(statement):
    """The names of the tables and views that a statement reads or refers to."""
    return {table.name for table in statement.find_all(exp.Table)} - {cte.alias for cte in statement.find_all(exp.CTE)}


def parse(path):
    """The one statement of an SQL file, as a tree."""
    try:
        statements = [tree for tree in sqlglot.parse(path.read_text(), dialect="duckdb") if not isinstance(tree, exp.Semicolon | None)]
    except sqlglot.ParseError as error:
        problem = error.errors[0]
        raise Refused(f"{shown(path)}:{problem['line']}: {problem['description']}: {problem['highlight']}") from None
    if len(statements) != 1:
        raise Refused(f"{shown(path)}:1: {len(statements)} statements, expected one")
    return statements[0]


def run(db, path, sql):
    """Run the SQL of a file; what the engine says of it is said of the file."""
    try:
        db.execute(sql)
    except duckdb.Error as error:
        raise Refused(f"{shown(path)}: {str(error).strip()}") from None


def describe(db, kind, path):
    """Copy the comments of a file into the database."""
    comment(db, f"{kind} {path.stem}", opening_comment(path))
    for column, description in column_comments(path).items():
        comment(db, f"column {path.stem}.{column}", description)


def comment(db, subject, words):
    db.execute(f"comment on {subject} is {text(words)}")


def text(value):
    """A value as an SQL text literal."""
    return exp.Literal.string(str(value)).sql("duckdb")


def opening_comment(path):
    """The text of the comment a file opens with."""
    lines = takewhile(lambda line: line.startswith("--"), path.read_text().splitlines())
    return "\n".join(line.removeprefix("--").strip() for line in lines)


def column_comments(path):
    """{column: what the comment at the end of its line says}."""
    statement = parse(path)
    columns = statement.find_all(exp.ColumnDef) if isinstance(statement, exp.Create) else statement.selects
    return {column.alias_or_name: said_in(column) for column in columns}


def said_in(expression):
    """Every comment sqlglot hung anywhere on an expression, as one line."""
    return " ".join(words.strip() for node in expression.walk() for words in node.comments or [])


def trailers(path, label):
    """What a query's header says after `label:`, once for each time it does."""
    lines = opening_comment(path).splitlines()
    return [line.partition(":")[2].strip() for line in lines if line.startswith(f"{label}:")]


def fill(db, rows):
    """Write checked rows into their tables, parents first, in the order of the seeds."""
    for (table,) in db.sql("select table_name from duckdb_tables() where database_name = 'elections' order by table_oid").fetchall():
        if not rows[table]:
            continue
        values = "\x1e".join("\x1f".join(cell or "" for cell in row.values()) for _, row in rows[table])
        columns = ", ".join(f"nullif(cells[{n}], '')" for n, _ in enumerate(rows[table][0][1], 1))
        db.execute(f"insert into {table} select {columns} from (select string_split(unnest(string_split(?, chr(30))), chr(31)) as cells)", [values])


def refuse_broken_rules(db, project):
    """Refuse seeds that break a rule across rows: any row of a query whose header says `empty:`.

    Such a query gives table_name, key_column, key_value and problem.
    """
    problems = []
    for query in sorted((project / "queries").glob("*.sql")):
        if trailers(query, "empty"):
            for table, column, value, problem in db.sql(f"select table_name, key_column, key_value, problem from {query.stem}").fetchall():
                problems.append((f"seeds/{table}.csv", line_of(project / "seeds" / f"{table}.csv", column, value), f"{column}: '{value}' {problem}"))
    refuse(problems)


def line_of(seed, column, value):
    """The first line of a checked seed that has a value in a column."""
    header, *lines = seed.read_text().splitlines()
    at = header.split(",").index(column)
    return next(number for number, line in enumerate(lines, 2) if line.split(",")[at] == value)


def catalogue(db, project):
    """Write what the file holds into the file, for tools that do not show comments."""
    db.execute("""
        create table query_catalog (
            query        text primary key,  -- name of the view
            title        text not null,     -- what it answers, in one line
            description  text not null,     -- how it answers, what is left out
            key          text not null,     -- the columns that identify a row
            cite         text               -- where a borrowed definition stands; null when there is none
        )
    """)
    for query in sorted((project / "queries").glob("*.sql")):
        title, _, rest = opening_comment(query).partition("\n")
        body = " ".join(line for line in rest.splitlines() if not line.startswith(("key:", "cite:", "empty:"))).strip()
        db.execute("insert into query_catalog values (?, ?, ?, ?, ?)", [query.stem, title, body, *trailers(query, "key"), "; ".join(trailers(query, "cite")) or None])
    db.execute("""
        create table data_dictionary as
        select table_name, column_index as position, column_name, data_type, comment as description
        from duckdb_columns()
        where database_name = 'elections' and not internal
        order by table_name, position
    """)


def put_in_place(unfinished, database):
    """Make the finished file the database, for a reader at one stroke and for a power cut too."""
    sync(unfinished)
    remove(Path(f"{database}.wal"), only=True)
    os.replace(unfinished, database)
    sync(database.parent)


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path, only=False):
    """Remove a file and, unless told otherwise, its write-ahead log."""
    path.unlink(missing_ok=True)
    if not only:
        Path(f"{path}.wal").unlink(missing_ok=True)


def shown(path):
    return f"{path.parent.name}/{path.name}"


def summary(database):
    """What was built, in a few lines."""
    with duckdb.connect(database, read_only=True) as db:
        tables = db.sql("select table_name, estimated_size from duckdb_tables()").fetchall()
        views = db.sql("select view_name from duckdb_views() where not internal").fetchall()
    rows = sum(size for _, size in tables)
    return (
        f"{database.name}: {len(tables)} tables, {rows:,} rows, {len(views)} views, {database.stat().st_size / 1e6:.1f} MB\n"
        "  make shell                    opens it in the DuckDB shell, read-only\n"
        "  from query_catalog            lists the questions it answers\n"
        "  from data_dictionary          says what every column means"
    )


if __name__ == "__main__":
    try:
        print(summary(build()))
    except Refused as error:
        sys.exit(str(error))
