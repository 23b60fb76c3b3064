"""Build a database with another publisher's data set in it: `make db import=parlgov from=DIR`.

imports/<name>/<table>.sql is one SELECT that gives rows of one of our tables out of the publisher's own files, which
it names as they are called in DIR; it may read tables of ours that are filled before it, and what a SELECT of another
name gives, which is of use to the others only. The opening comment of imports/<name>/sources.sql says where the data
set comes from; its line `encoding:`, if there is one, how the files are encoded when they are not UTF-8.
imports/<name>/unmapped.sql counts and names what is not taken.

The publisher's data is not refused for its defects. A row that no table can take is set aside, and named in
`set_aside` with the rule it breaks; a figure that does not add up is a row of `arithmetic_checks`, a contradiction
one of `integrity_checks`.
"""

import argparse
import contextlib
import re
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
from sqlglot import exp
from tqdm import tqdm

import build
from check import Refused, refuse, rules_of, shown, suggestion, tables_of
from lint import parsed, trailers
from verify import opened

VOCABULARY = ("measures", "source_kinds")  # the words every election is described with; kept when the other seeds are left out
SHARED = ("countries", "measures", "source_kinds")  # tables whose keys are words of the world, the same in every data set

SLUG = "coalesce(nullif(trim(regexp_replace(lower(strip_accents(words)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(words))"  # a part of an id, out of any name
FOUND_AT = {"found_at": ("VARCHAR", False)}  # a column that any SELECT may give: the place in the publisher's files, for set_aside
IN_WORDS = {"BIGINT": "a whole number", "INTEGER": "a whole number", "DATE": "a day of the form YYYY-MM-DD", "BOOLEAN": "true or false"}  # others are decimal numbers


def build_with(name, folder, seeds=True, project=build.HERE):
    """Build <name>.duckdb out of an import's SELECTs over the files of `folder`, with our own seeds or without them.

    Gives the path of the database; raises Refused, with a database of before untouched, when a SELECT or a file is wrong.
    """
    selects = project / "imports" / name
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name) or not selects.is_dir():
        known = sorted(path.name for path in (project / "imports").iterdir() if path.is_dir())
        raise Refused(f"import={name}: there is no folder imports/{name}{suggestion(name, known)}; there are {', '.join(known)}")
    if not folder or not Path(folder).is_dir():
        raise Refused(f"from={folder}: there is no such folder; say which one holds the files: make db import={name} from=DIR")
    return build.build(
        project, f"{name}.duckdb",
        keep=None if seeds else VOCABULARY,
        bring=lambda db: bring(db, selects, Path(folder)),
    )


def bring(db, selects, folder):
    """Fill our tables from an import's SELECTs, parents first; what a table cannot take goes to set_aside.

    Gives {table: number of rows added}.
    """
    for path in sorted(selects.parent.glob("*.sql")):
        build.run(db, path, path.read_text(encoding="utf-8"))
        build.describe(db, "table", path)
    db.execute(f"create temp macro slug(words) as {SLUG}")
    tables, rules = tables_of(db), rules_of(db)
    paths = in_order(selects, tables, rules)
    added, views = {}, []
    with readable(selects, folder) as here, contextlib.chdir(here), progress(len(paths)) as bar:
        for path in paths:
            bar.set_description(f"imports/{selects.name}/{path.name}")
            if path.stem in tables:
                told = tables[path.stem] | FOUND_AT, [rule for rule in rules if rule[0] == path.stem], selects.name
                added[path.stem] = arrive_whole(db, path, folder, *told)
                if added[path.stem] is None:
                    stage(db, path, folder)
                    added[path.stem] = arrive(db, path, *told)
            else:
                execute(db, path, folder, f"create temp view {path.stem} as {path.read_text(encoding='utf-8')}")
                views.append(path.stem)
            bar.update()
    for view in reversed(views):
        db.execute(f"drop view {view}")  # lest it be described as a view of the file
    del added["unmapped"]  # it has no seed
    return added


def progress(total):
    """A bar on a terminal, for what takes longer than two seconds."""
    return tqdm(total=total, delay=2, disable=None, leave=False, bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}]")


def in_order(selects, tables, rules):
    """The SELECTs of an import, each after those that fill the tables it reads or refers to."""
    paths = {path.stem: path for path in sorted(selects.glob("*.sql"))}
    for table, reason in {"sources": "it says where the data set comes from", "unmapped": "it says what is not taken"}.items():
        if table not in paths:
            raise Refused(f"imports/{selects.name}/{table}.sql is missing; {reason}")
    trees = {table: parsed(path.read_text(encoding="utf-8")) for table, path in paths.items()}
    refuse([(f"imports/{build.place_of(paths[table])}", *problem) for table, (_, problem) in trees.items() if problem])
    parents = {table: {read.name for read in tree.find_all(exp.Table)} & paths.keys() - {table} for table, (tree, _) in trees.items()}
    read = set().union(*parents.values())
    for table, path in paths.items():
        if table not in tables and table not in read:
            raise Refused(f"imports/{build.place_of(path)}: there is no table {table}{suggestion(table, tables)}")
    for table, kind, _, parent, *_ in rules:
        if kind == "FOREIGN KEY" and table in paths and parent in paths:
            parents[table].add(parent)
    return [paths[table] for table in TopologicalSorter(parents).static_order()]


@contextlib.contextmanager
def readable(selects, folder):
    """The folder with the publisher's files in UTF-8: itself, or copies of its CSV files where `encoding:` says another."""
    encodings = trailers(selects / "sources.sql", "encoding")
    if not encodings:
        yield folder
        return
    scratch = selects.parent.parent / f"{selects.name}.duckdb.unfinished.tmp"  # goes with the unfinished file, however the build ends
    scratch.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as copies:
        for file in sorted(folder.glob("*.csv")):
            try:
                text = file.read_bytes().decode(encodings[0])
            except UnicodeDecodeError as error:
                raise Refused(f"{file.name}: byte {error.start} is not {encodings[0]}, which imports/{selects.name}/sources.sql says it is") from None
            (Path(copies) / file.name).write_bytes(text.encode())
        yield copies


def stage(db, path, folder, kind="table"):
    """Make the SELECT of an import the temporary table, or view, `staged`, with the rows numbered from 1."""
    execute(db, path, folder, f"create or replace temp {kind} staged as select row_number() over () as row_number, given.* from (\n{path.read_text(encoding='utf-8')}\n) as given")


def execute(db, path, folder, sql):
    """Run the SQL of a file over the publisher's files."""
    try:
        db.execute(sql)
    except duckdb.Error as error:
        raise Refused(f"imports/{build.place_of(path)}: {plainly(str(error), folder)}") from None


def plainly(message, folder):
    """What the engine says of a publisher's file, as one line for a person."""
    if missing := re.search(r'No files found that match the pattern "(.*?)"', message):
        return f"{missing[1]} is not in {folder}"
    if missing := re.search(r'(?:Referenced column|have a column named) "(.*?)"', message):
        return f"column '{missing[1]}' is not in the publisher's file; is that another version of the data set?"
    if "nvalid unicode" in message:
        file, line = re.search(r"file = (.*)", message), re.search(r"Line: (\d+)", message)
        return f"{Path(file[1].strip()).name if file else 'a file'}:{line[1] if line else 1}: is not UTF-8; an `encoding:` line in sources.sql says what it is"
    return message.strip().splitlines()[0]


def arrive_whole(db, path, folder, columns, rules, name):
    """Move the rows of a table whose keys are not declared straight from the publisher's files; gives their number.

    It does where no rule finds a row and the rows come in the order of the key: each is then compared with the one
    before it only, which proves the key unique. The files are read once for all rules, once for the order and once to
    be moved, and no copy is held of rows that may be hundreds of millions. Else it gives None and moves nothing:
    `arrive` looks at them row by row.
    """
    table, key, told = path.stem, key_of(rules), f"imports/{build.place_of(path)}"
    if not key or db.execute("select 1 from duckdb_constraints() where table_name = ? and constraint_type = 'PRIMARY KEY'", [table]).fetchall():
        return None
    later = "false"
    for column in reversed(key):
        later = f"{column} > {column}_before or ({column} = {column}_before and ({later}))"
    before = ", ".join(f"lag({column}) over () as {column}_before" for column in key)
    disorder = f"(select {', '.join(key)}, {before} from arriving)", f"not ({later})"
    stage(db, path, folder, "view")
    given = columns_given(db, path, columns)
    db.execute(f"create temp view arriving as {typed(columns, given)}")
    either = {}
    for *_, rows, where in faults_of(table, columns, given, [rule for rule in rules if rule[1] != "PRIMARY KEY"]):
        either[rows] = f"{either[rows]} or ({where})" if rows in either else f"({where})"
    taken = None
    try:
        refuse_collisions(db, table, key, told, name)
        if not any(db.execute(f"select 1 from {rows} where {where} limit 1").fetchall() for rows, where in [*either.items(), disorder]):
            taken = db.execute(f"insert into {table} by name select * exclude (row_number, found_at) from arriving").fetchall()[0][0]
    except duckdb.Error as error:
        raise Refused(f"{told}: {plainly(str(error), folder)}") from None
    db.execute("drop view arriving")
    db.execute("drop view staged")
    return taken


def arrive(db, path, columns, rules, name):
    """Move the rows of `staged` into their table, and give their number; those that break one of its rules are set aside."""
    table, key = path.stem, key_of(rules)
    given = columns_given(db, path, columns)
    db.execute(f"create or replace temp table arriving as {typed(columns, given)}")
    refuse_collisions(db, table, key, f"imports/{build.place_of(path)}", name)
    db.execute("create or replace temp table faults (row_number bigint, rule text, value text)")
    for fault, names, rows, where in faults_of(table, columns, given, rules):
        db.execute(f"insert into faults select row_number, ?, nullif(concat_ws(' ', {', '.join(names)}), '') from {rows} where {where}", [fault])
    key_value = " || ' ' || ".join(f"arriving.{column}" for column in key) or "cast(null as varchar)"
    db.execute(f"insert into set_aside select distinct ?, row_number, {key_value}, faults.rule, faults.value, found_at from faults join arriving using (row_number)", [table])
    order = f"order by {', '.join(key)}" if key else ""
    taken = db.execute("select count(*) from arriving where row_number not in (select row_number from faults)").fetchall()[0][0]
    db.execute(f"insert into {table} by name select * exclude (row_number, found_at) from arriving where row_number not in (select row_number from faults) {order}")
    for scratch in ("staged", "arriving", "faults"):
        db.execute(f"drop table {scratch}")
    return taken


def columns_given(db, path, columns):
    """{column: type} that the SELECT of `staged` gives; refused where they are not those of its table."""
    told = f"imports/{build.place_of(path)}"
    given = {column: kind for column, kind, *_ in db.sql("describe staged").fetchall()[1:]}
    if unknown := [column for column in given if column not in columns]:
        raise Refused(f"{told}: the table has no column {unknown[0]}{suggestion(unknown[0], columns)}")
    if missing := [column for column, (_, required) in columns.items() if required and column not in given]:
        raise Refused(f"{told}: column {missing[0]} is missing")
    return given


def typed(columns, given):
    """SQL for the rows of `staged` in the columns and types of their table; what is not of its type is null."""
    cells = ", ".join(f"try_cast({column} as {columns[column][0]}) as {column}" for column in given)
    absent = "".join(f", cast(null as {kind}) as {column}" for column, (kind, _) in columns.items() if column not in given)
    return f"select row_number, {cells}{absent} from staged"


def key_of(rules):
    """The columns of a table's key; none where it has no key."""
    return next((names for _, kind, names, *_ in rules if kind == "PRIMARY KEY"), [])


def faults_of(table, columns, given, rules):
    """What may be wrong with a row of an import, as (what is said, of which columns, the rows looked at, SQL that finds the wrong ones)."""
    faults = []
    for column, (kind, _) in columns.items():
        if given.get(column, kind) == kind:
            continue
        wrong = f"{column} is not null and try_cast({column} as {kind}) is null"
        if kind in ("BIGINT", "INTEGER"):
            wrong += f" or try_cast({column} as {kind}) <> try_cast({column} as double)"  # which would be rounded
        faults.append((f"{column} is not {IN_WORDS.get(kind, 'a decimal number')}", [column], "staged", wrong))
        if kind.startswith("DECIMAL"):
            faults.append((f"{column} has more decimals than {kind.lower()}", [column], "staged", f"try_cast({column} as {kind}) <> try_cast({column} as decimal(38, 15))"))
    for _, kind, names, parent, parent_names, expression in rules:
        columns_said = ", ".join(names)
        if kind == "NOT NULL":
            faults.append((f"{columns_said} is empty", names, "staged", f"{names[0]} is null"))
            continue
        if kind == "CHECK":
            fault, where = f"breaks {expression}", f"not {expression}"
        elif kind in ("PRIMARY KEY", "UNIQUE"):
            fault, where = f"{columns_said} stands twice", f"row_number in ({repeated(table, names)})"
        else:
            known = " and ".join(f"parents.{there} = arriving.{here}" for here, there in zip(names, parent_names))
            present = " and ".join(f"arriving.{column} is not null" for column in names)
            fault, where = f"{columns_said} is not in {parent}", f"{present} and not exists (from {parent} as parents where {known})"
        faults.append((fault, names, "arriving", where))
    return faults


def repeated(table, names):
    """SQL for the rows of `arriving` whose key is taken: by a row before them, or in the table already."""
    listed = ", ".join(names)
    present = " and ".join(f"{name} is not null" for name in names)
    return f"""
        select row_number from arriving where {present} qualify row_number() over (partition by {listed} order by row_number) > 1
        union all select arriving.row_number from arriving join {table} using ({listed})
    """


def refuse_collisions(db, table, key, told, name):
    """Refuse an import whose ids are not its own: each begins with the import's name, and none is taken already."""
    if not key:
        return
    if len(key) == 1 and key[0].endswith("_id") and table not in SHARED:
        for (value,) in db.execute(f"select {key[0]} from arriving where not starts_with({key[0]}, ?) limit 1", [f"{name}-"]).fetchall():
            raise Refused(f"{told}: {key[0]} '{value}' does not begin with '{name}-'")
    for row in db.execute(f"select {', '.join(key)} from arriving join {table} using ({', '.join(key)}) limit 1").fetchall():
        raise Refused(f"{told}: {', '.join(key)} '{' '.join(map(str, row))}' exists already; an import brings rows of its own")


def report(database, name):
    """What was brought, what was set aside, what is not mapped and what does not add up, with counts."""
    own = f"election_id is null or starts_with(election_id, '{name}-')"
    with opened(database) as db, progress(4) as bar:
        tables = [table for (table,) in db.sql("select table_name from duckdb_tables() where table_name not in ('set_aside', 'unmapped', 'query_catalog', 'data_dictionary') order by 1").fetchall()]
        counts = [(table, db.sql(f"select count(*) from {table}").fetchall()[0][0]) for table in tables]
        said = [f"{database.name}: " + ", ".join(f"{count:,} {table}" for table, count in counts if count)]
        for heading, query in {
            "set aside, for no table can take it (rows in set_aside)": "select table_name || ': ' || rule, count(*), arg_min(value, row_number), arg_min(found_at, row_number) from set_aside group by all order by 2 desc, 1",
            "not mapped (unmapped says why)": "select file || ': ' || what, row_count from unmapped order by 1",
            "contradicts itself (rows in integrity_checks)": f"select table_name || ': ' || regexp_replace(problem, '{name}-[^ ]+|\\d+', '…', 'g'), count(*) from integrity_checks where starts_with(key_value, '{name}-') group by all order by 2 desc, 1",
            "does not add up (rows in arithmetic_checks)": f"select rule, count(*) from arithmetic_checks where {own} group by all order by 2 desc, 1",
        }.items():
            bar.set_description(heading)
            found = db.sql(query).fetchall()
            said += [heading + (":" if found else ": nothing"), *(f"  {count:>9,}  {what}{such_as(*example)}" for what, count, *example in found)]
            bar.update()
    return "\n".join(said)


def such_as(value=None, found_at=None):
    """The first value of those that a rule set aside and its place, as far as they are known."""
    return (f", such as {shown(value)}" if value else "") + (f" ({found_at})" if found_at else "")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Build a database with another publisher's data set in it.")
    options.add_argument("name", help="folder in imports/")
    options.add_argument("folder", nargs="?", default="", help="folder with the publisher's files")
    options.add_argument("--without-seeds", action="store_true", help="leave our own elections out")
    chosen = options.parse_args()
    build.main(lambda: report(build_with(chosen.name, chosen.folder, not chosen.without_seeds), chosen.name), f"{chosen.name}.duckdb was not built")
