import compileall
import gc
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))  # there stands what is imported next
import build
from hemicycle.database import reads, sandbox
from hemicycle.database.derived import derive
from hemicycle.database.sandbox import in_child, opened
from hemicycle.database.tables import create_tables, create_views
from hemicycle.reading import lint, sqlfile
from hemicycle.reading.project import FAMILIES, LINKS, Project
from hemicycle.reading.sqlfile import read_sql_files

PROJECT = Project(build.HERE)
FILES = read_sql_files(PROJECT)
QUERIES = sorted(FILES.queries, key=lambda query: query.name)
DERIVED = {file.name for file in (*FILES.tables, *QUERIES) if file.is_kept}
MADE_UP = Path(__file__).parent / "made_up" / "seeds"  # elections of a country that is not, with rows in every table


@pytest.fixture(scope="session", autouse=True)
def remembered():
    """What parsers and linter say of a text is worked out once in a run, however many builds read it.

    It depends on the text alone. What they say of our own files is asked at once, so that the children of this process,
    in which builds take place, know it. Gives the functions as they were, as (module, name, function), for a test that
    counts what a build does.
    """

    def lint_once(find):
        known = {}

        def once(file, names):
            about = (file.named, file.text, file.problem, *file.usual.items(), *sorted(names))
            if about not in known:
                known[about] = find(file, names)
            return known[about]

        return once

    def readings_once(find):
        known = {}

        def once(db, texts):
            new = [text for text in dict.fromkeys(texts) if text not in known]
            known.update(zip(new, find(db, new), strict=True))
            return [known[text] for text in texts]

        return once

    functions = {
        (sqlfile, "parse"): cache,
        (lint, "problems_of_table"): lint_once,
        (lint, "problems_of_query"): lint_once,
        (reads, "readings"): readings_once,
    }
    with pytest.MonkeyPatch.context() as patched:
        before = [(module, name, getattr(module, name)) for module, name in functions]
        for module, name, function in before:
            patched.setattr(module, name, functions[module, name](function))
        lint.problems_of(FILES)
        with duckdb.connect() as db:
            reads.readings(db, [query.text for query in QUERIES])
        gc.freeze()  # all that is known stays: to look for garbage in it took a fortieth of the time
        yield before
        gc.unfreeze()


def copy_of_project(folder, seeds=build.HERE / "seeds", with_collections=False):
    """A copy of everything the build reads, to be broken at will."""
    for part in ("schema", "queries", "imports"):
        shutil.copytree(build.HERE / part, folder / part)
    shutil.copytree(seeds, folder / "seeds", ignore=None if with_collections else collections_in(seeds))
    return folder


def collections_in(seeds):
    """What copytree is to leave out of the seeds, so that a build holds our own elections alone."""
    names = [path.name for path in Path(seeds).iterdir() if path.is_dir()]
    return shutil.ignore_patterns(*names)


@cache
def compiled_program():
    """A folder with a copy of the program, compiled once for every project in which it is run."""
    folder = tempfile.TemporaryDirectory(prefix="program")  # which goes when this process ends
    there = Path(folder.name)
    shutil.copy(build.HERE / "build.py", there)
    shutil.copytree(build.HERE / "hemicycle", there / "hemicycle", ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(there / "hemicycle", quiet=1)
    return folder


def with_program(project):
    """The project with a copy of the program, to be run there."""
    return Path(shutil.copytree(compiled_program().name, project, dirs_exist_ok=True))


def keep_queries(project, *names):
    """Remove all queries but a few, for a build in a fraction of the time, and what others of them fill."""
    (project / "schema" / "families.sql").unlink()
    shutil.rmtree(project / "schema" / "readable")
    for path in Project(project).queries:
        if path.stem not in names:
            path.unlink()


def needed(name):
    """A query and those that it reads, in however many steps."""
    by_name = {query.name: query for query in QUERIES}
    found, ahead = set(), [name]
    while ahead:
        name = ahead.pop()
        if name in by_name and name not in found:
            found.add(name)
            ahead += by_name[name].reads
    return found


def ask(project, name, text):
    """Add a query to a project, in a subject of its own; gives its path."""
    path = project / "queries" / "asked" / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return path


@pytest.fixture
def project(tmp_path):
    """A project with the made-up seeds."""
    return copy_of_project(tmp_path / "project", MADE_UP)


@pytest.fixture(scope="session")
def made_few(tmp_path_factory):
    project = copy_of_project(tmp_path_factory.mktemp("few") / "project", MADE_UP)
    keep_queries(project, "circles", *needed("turnout"))
    return project


@pytest.fixture
def few(made_few, tmp_path):
    """The project with few queries, which builds in a fraction of the time."""
    return Path(shutil.copytree(made_few, tmp_path / "project"))


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """The file, built afresh for this run of the tests."""
    return build.build(copy_of_project(tmp_path_factory.mktemp("built") / "project", with_collections=True))


@pytest.fixture(scope="session")
def db(database):
    """The file opened on its own, as the DuckDB shell opens it."""
    with opened(database) as reader:
        yield reader


@pytest.fixture(scope="session")
def own_database(tmp_path_factory):
    """The file with our own elections alone, for what does not depend on how many there are."""
    return build.build(copy_of_project(tmp_path_factory.mktemp("own") / "project"))


@pytest.fixture(scope="session")
def own(own_database):
    """That file opened on its own."""
    with opened(own_database) as reader:
        yield reader


@pytest.fixture(scope="session")
def answer(database, db):
    """What a question answers (columns, types, rows), asked once in a run of the tests, within limits."""

    return cache(lambda question: answer_of(db, question, in_child(sandbox.answer, database, f"from {question}")))


def answer_of(db, question, rows=None):
    relation = db.sql(f"from {question}")
    return SimpleNamespace(
        columns=relation.columns,
        types=[str(kind) for kind in relation.types],
        rows=relation.fetchall() if rows is None else rows,
    )


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory):
    """Elections of other countries whose figures are printed in textbooks, through the same tables and views."""
    project = copy_of_project(tmp_path_factory.mktemp("elsewhere") / "project")
    for seed in (project / "seeds").glob("*.csv"):
        other = Path(__file__).parent / "elsewhere" / "seeds" / seed.name
        seed.write_text(
            other.read_text(encoding="utf-8")
            if other.exists()
            else seed.read_text(encoding="utf-8").split("\n")[0] + "\n",
            encoding="utf-8",
        )
    with opened(build.build(project)) as reader:
        yield reader


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """The path of a file with the tables and views and no row."""
    path = tmp_path_factory.mktemp("blank") / "blank.duckdb"
    with duckdb.connect(path, config={"threads": 1}) as db:
        create_tables(db, FILES.tables)
        create_views(db, FILES.queries)
    return path


@pytest.fixture(scope="session")
def emptied(blank, tmp_path_factory):
    """Opens a database with the tables and views and no row, which goes afterwards."""

    @contextmanager
    def opened_to_write():
        path = Path(shutil.copy(blank, tmp_path_factory.mktemp("emptied")))
        with duckdb.connect(path, config={"threads": 1}) as db:
            yield db
        path.unlink()

    return opened_to_write


@pytest.fixture(scope="session")
def nowhere(emptied):
    """Makes the tables and views with no row but those that every election of a made-up country needs.

    Whoever writes rows works the derived tables out: see rows_of.
    """

    @contextmanager
    def made():
        with emptied() as db:
            db.execute("insert into source_kinds values ('dataset', 1, 'made up')")
            db.execute("insert into sources values ('s', 'dataset', 'p', 't', 'en', null, null, null, null)")
            db.execute("insert into countries values ('xx', 'XXX', 'Nowhere', 'Nowhere')")
            db.execute("insert into bodies values ('xx-body', 'xx', 'legislature', 'Body', 'Body')")
            db.execute(
                "insert into parties (party_id, country_id, party, source_id, locator) "
                "select 'p' || n, 'xx', 'Party ' || n, 's', 'x' "
                "from range(10) as numbers (n)"
            )
            yield db

    return made


@pytest.fixture(scope="session")
def built_lean(tmp_path_factory):
    """A project with few queries, which builds in a fraction of the time, and an old database of other content."""
    project = copy_of_project(tmp_path_factory.mktemp("lean") / "lean", MADE_UP)
    keep_queries(project, "party_steps", "party_ancestry", "parties_behind")
    boycotts = project / "seeds" / "boycotts.csv"
    rows = boycotts.read_bytes()
    boycotts.write_bytes(rows.split(b"\n")[0] + b"\n")
    build.build(project)
    boycotts.write_bytes(rows)
    return with_program(project)


@pytest.fixture
def lean(built_lean, tmp_path):
    return Path(shutil.copytree(built_lean, tmp_path / "lean"))


@pytest.fixture(scope="session")
def everything(tmp_path_factory):
    """Our elections, those of textbooks and five made-up ones in one database, so that every question has many rows."""
    project = copy_of_project(tmp_path_factory.mktemp("everything") / "project")
    for other in (Path(__file__).parent / "elsewhere" / "seeds").glob("*.csv"):
        if other.name == "source_kinds.csv":
            continue  # these are ours
        seed = project / "seeds" / other.name
        lines = seed.read_text(encoding="utf-8").splitlines()
        lines += [line for line in other.read_text(encoding="utf-8").splitlines() if line not in lines]
        seed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    with duckdb.connect(build.build(project)) as db:
        take_rows_with_ids(db)
        make_up(db, 5)
        yield db


def take_rows_with_ids(db):
    """Let a built file take rows into the tables that it keeps as numbers, and derive work these out of them."""
    for view in FILES.readable:
        db.execute(f"create temp table rows_with_ids as from {view.name}")
        db.execute(f"drop view if exists {view.name}")
        create_tables(db, [table for table in FILES.tables if table.name == view.name])
        db.execute(f"insert into {view.name} from rows_with_ids; drop table rows_with_ids")


@cache
def derived_for(sql):
    """The derived tables that SQL reads, in however many steps."""
    reads = {FAMILIES: {LINKS}} | {query.name: query.reads for query in QUERIES}
    found, ahead = set(), set(re.findall(r"\w+", sql))
    while ahead:
        found |= ahead
        ahead = set().union(*(reads.get(name, ()) for name in ahead)) - found
    return found & DERIVED


def work_out(db, sql):
    """Work out what SQL reads of the derived tables, for rows that a test has written; it takes longer than to ask."""
    if asked := derived_for(sql):
        derive(db, QUERIES, but=DERIVED - asked)


def rows_of(db, sql):
    """What SQL says of rows that a test has written into the tables."""
    work_out(db, sql)
    return db.sql(sql).fetchall()


def make_up(db, elections):
    """Add made-up elections to a database."""
    db.execute("set variable elections = ?", [elections])
    db.execute((Path(__file__).parent / "many_elections.sql").read_text(encoding="utf-8"))
    derive(db, QUERIES)
