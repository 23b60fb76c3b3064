"""Fill the tables from another publisher's data set: `make db import=parlgov from=DIR`.

imports/<name>/<table>.sql is one SELECT that gives rows of one of our tables out of the publisher's own files, which
it names as they are called in DIR. It may read tables of ours that are filled before it, and what a SELECT of another
name gives, which only the others use. The opening comment of imports/<name>/sources.sql says where the data set comes
from; its line `encoding:`, if there is one, how the files are encoded when they are not UTF-8.
imports/<name>/unmapped.sql counts and names what is not taken.

The publisher's data is not refused for its defects. A row that no table can take is set aside, and named in
`set_aside` with the rule it breaks; a figure that does not add up is a row of `arithmetic_checks`, a contradiction
one of `integrity_checks`.
"""

import contextlib
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from pathlib import Path

import duckdb
from sqlglot import exp
from tqdm import tqdm

from hemicycle.database.numbers import give_numbers, numbered_from, stores_of
from hemicycle.database.reads import engine_hidden, refuse_reading_elsewhere
from hemicycle.database.sandbox import doing
from hemicycle.database.tables import About, create_tables
from hemicycle.importing.arrival import Arrival, seen
from hemicycle.importing.plainly import execute
from hemicycle.importing.sheets import read_sheets
from hemicycle.reading.lint import readable_tree
from hemicycle.reading.project import DATABASE, Project
from hemicycle.reading.rules import Rule, given_tables, rules_of, tables_of
from hemicycle.reading.sqlfile import SqlFile, SqlFiles, read_sql_files
from hemicycle.reading.text import Refused, refuse, shown, suggestion

# a part of an id, out of any name; one that does not show every sign of the name ends in a code, so that no two meet
BARE = "lower(trim(regexp_replace(nfc_normalize(words), '\\s+', ' ', 'g')))"
SLUG = f"""
    case
        when regexp_full_match({BARE}, '[a-z0-9]+( [a-z0-9]+)*') then replace({BARE}, ' ', '-')
        else concat_ws(
            '-',
            nullif(trim(regexp_replace(lower(strip_accents(words)), '[^a-z0-9]+', '-', 'g'), '-'), ''),
            left(md5({BARE}), 8)
        )
    end
"""
# a name as it is read: without marks of direction, with one blank where there are several, and none at its ends
PLAIN = r"trim(regexp_replace(regexp_replace(words, '[\x{200E}\x{200F}]', '', 'g'), '\s+', ' ', 'g'))"
MOST_FILES = 100_000  # that are looked at before an import; the engine keeps links from leading out of more, too
NEEDED = {"sources": "it says where the data set comes from", "unmapped": "it says what is not taken"}


@dataclass(frozen=True)
class Import:
    """One import: its name, its SELECTs, and the files of the tables that every import fills besides ours."""

    name: str
    project: Project
    selects: dict[str, SqlFile]  # {table, or name that the others read: SELECT}
    tables: list[SqlFile]

    @cached_property
    def files(self) -> SqlFiles:
        """The SQL files of the project, read when they are first asked for."""
        return read_sql_files(self.project)

    @property
    def sheets(self) -> Path:
        """The file that says which sheets it reads, where it reads any: imports/<name>/columns.csv."""
        return self.project.folder / "imports" / self.name / "columns.csv"


def import_of(project: Project, name: str) -> Import:
    """The import of a name, read. Raises Refused where there is none, or a SELECT of it cannot be read."""
    known = [path.name for path in project.imports]
    if name == DATABASE:
        raise Refused(
            f"import={name}: an import cannot be called {DATABASE}; it would take the place of our own database"
        )
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name) or name not in known:
        there = f"there are {', '.join(known)}"
        raise Refused(f"import={name}: there is no folder imports/{name}{suggestion(name, known)}; {there}")
    chosen = Import(
        name,
        project,
        {path.stem: SqlFile.read(path, project.named(path)) for path in project.selects(name)},
        [SqlFile.read(path, project.named(path)) for path in project.import_tables],
    )
    for path in (project.folder / "imports" / name).rglob("*"):
        if path.suffix.lower() == ".sql" and path.stem not in chosen.selects and not path.name.startswith("."):
            raise Refused(f"{project.named(path)}:1: is not read; a SELECT is imports/{name}/<table>.sql")
    for table, reason in NEEDED.items():
        if table not in chosen.selects:
            raise Refused(f"imports/{name}/{table}.sql is missing; {reason}")
    for select in chosen.selects.values():
        tree, problems = readable_tree(select, may_glob=True)
        refuse((select.named, *problem) for problem in problems)
        if not isinstance(tree, exp.Query) or isinstance(tree, exp.Subquery):
            raise Refused(f"{select.named}:1: expected one SELECT statement")
    return chosen


def folder_of(chosen: Import, source: str) -> Path:
    """The folder with the publisher's files. Raises Refused where there is none."""
    if not source or not Path(source).is_dir():
        which = "make db from=DIR" if chosen.sheets.exists() else f"make db import={chosen.name} from=DIR"
        raise Refused(f"from={source}: there is no such folder; say which one holds the files: {which}")
    return Path(source).resolve()


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder.

    Raises Refused where one is no ordinary file, such as a pipe, which nobody may ever write to, or is a link that
    leads out of the folder.
    """
    size = 0
    for path in islice(folder.rglob("*"), MOST_FILES):
        named = path.relative_to(folder)
        if path.is_symlink() and not path.resolve().is_relative_to(folder):
            raise Refused(f"from={folder}: {named} is a link that leads out of the folder; put the file itself there")
        if not path.is_dir():
            if not path.is_file():
                raise Refused(f"from={folder}: {named} is not an ordinary file")
            size += path.stat().st_size
    return size


def bring(db: duckdb.DuckDBPyConnection, chosen: Import, folder: Path, scratch: Path | None = None) -> dict[str, int]:
    """Fill our tables from an import's SELECTs over the files of a folder; what a table cannot take goes to set_aside.

    Copies of the files in another encoding are made in the folder `scratch`. Gives {table: number of rows added}.
    Raises Refused where a SELECT or a file is wrong.
    """
    create_tables(db, chosen.tables)
    db.execute(f"create temp macro slug(words) as {SLUG}")
    db.execute(f"create temp macro plain(words) as {PLAIN}")
    tables, rules = given_tables(db), rules_of(db)
    derived = tables_of(db).keys() - tables.keys()
    stores = {table: store for table, store in stores_of(chosen.files).items() if store.kept.name in derived}
    selects = in_order(chosen, tables, rules, dict.fromkeys(stores, numbered_from(chosen.files)))
    added: dict[str, int] = {}
    views: list[str] = []
    numbered = False
    sheets: list[str] = []
    if chosen.sheets.exists():
        with tempfile.TemporaryDirectory(dir=scratch) as copies:
            sheets = read_sheets(db, chosen.sheets, folder, Path(copies), rules)
    refuse_reading_elsewhere(db, selects, {*tables, *chosen.selects, *sheets})
    with (
        readable(chosen, folder, scratch) as here,
        contextlib.chdir(here),
        progress(len(selects)) as bar,
        engine_hidden(db),
    ):
        for select in selects:
            bar.set_description(select.named)
            doing(f"{select.named}:1")
            if select.name == "set_aside":
                told = ", ".join(f"{seen(column)} as {column}" for column in ("key_value", "rule", "value", "found_at"))
                rows = f"select table_name, row_number, {told} from ({select.statement})"
                execute(db, select, folder, f"insert into set_aside by name {rows}")
            elif select.name in tables:
                of_table = [rule for rule in rules if rule.table == select.name]
                if select.name in stores and not numbered:
                    give_numbers(db, list(stores.values()))
                    numbered = True
                store = stores.get(select.name)
                arrival = Arrival(db, select, folder, tables[select.name], of_table, chosen.name, store)
                added[select.name] = arrival.move()
            elif sheets:  # which are read once, however many SELECTs ask
                execute(db, select, folder, f"create temp table {select.name} as {select.statement}")
            else:
                execute(db, select, folder, f"create temp view {select.name} as {select.statement}")
                views.append(select.name)
            bar.update()
    for view in reversed(views):
        db.execute(f"drop view {view}")  # so that it is not described as a view of the file
    for table in chosen.tables:
        added.pop(table.name, None)  # it has no seed
    return added


def about_import(db: duckdb.DuckDBPyConnection, chosen: Import) -> About:
    """What a file of an import alone says of itself: what the user's sheet `settings` says, or the import's header."""
    if chosen.sheets.exists():
        said = dict(db.execute("select setting, value from file_settings").fetchall())
        return About(*(said.get(name) for name in About._fields))
    sources = chosen.selects["sources"]
    return About(sources.title, *("; ".join(sources.labelled(name)) for name in ("licence", "citation")))


def progress(total: int) -> "tqdm[None]":
    """A bar on a terminal, for what takes longer than two seconds."""
    form = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}]"
    return tqdm(total=total, delay=2, disable=None, leave=False, bar_format=form)


def in_order(
    chosen: Import, tables: Mapping[str, object], rules: Sequence[Rule], after: Mapping[str, Collection[str]]
) -> list[SqlFile]:
    """The SELECTs of an import, each after those that fill the tables it reads or refers to, or that `after` names."""
    selects = chosen.selects
    parents = {name: select.reads & selects.keys() - {name} for name, select in selects.items()}
    read = set().union(*parents.values())
    for name, select in selects.items():
        if name not in tables and name not in read:
            raise Refused(f"{select.named}: there is no table {name}{suggestion(name, tables)}")
    for rule in rules:
        if rule.table in selects and rule.parent in selects:
            parents[rule.table].add(rule.parent)
    for table in after.keys() & selects.keys():
        parents[table] |= selects.keys() & after[table]
    try:
        return [selects[name] for name in TopologicalSorter(parents).static_order()]
    except CycleError as error:
        needed = " ".join(error.args[1])
        raise Refused(f"imports/{chosen.name}: each of these needs the next: {needed}") from None


@contextlib.contextmanager
def readable(chosen: Import, folder: Path, scratch: Path | None) -> Iterator[Path]:
    """The folder with the publisher's files in UTF-8: itself, or copies of its CSV files from another `encoding:`."""
    sources = chosen.selects["sources"]
    encodings = sources.labelled("encoding")
    if not encodings:
        yield folder
        return
    with tempfile.TemporaryDirectory(dir=scratch) as copies:
        for file in sorted(folder.glob("*.csv")):
            try:
                text = file.read_bytes().decode(encodings[0])
            except UnicodeDecodeError as error:
                said = f"{file.name}: byte {error.start} is not {encodings[0]}, which {sources.named} says it is"
                raise Refused(said) from None
            except (LookupError, ValueError):  # no encoding, or one that is not for files
                said = f"encoding: nobody knows an encoding of files called {shown(encodings[0])}"
                raise Refused(f"{sources.named}: {said}") from None
            (Path(copies) / file.name).write_bytes(text.encode())
        yield Path(copies)
