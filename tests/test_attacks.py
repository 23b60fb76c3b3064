"""What a stranger's files may try, one attempt a line in attacks/: each is refused in words, and nothing is touched."""

import os
import re
from contextlib import chdir, contextmanager
from pathlib import Path

import duckdb
import pytest
from conftest import FILES, ask

from hemicycle.database.reads import engine_hidden, refuse_reading_elsewhere
from hemicycle.database.sandbox import CLOSED
from hemicycle.database.tables import create_tables, create_views
from hemicycle.importing.plainly import execute
from hemicycle.importing.selects import import_of, size_of
from hemicycle.reading.lint import forbidden_in_query, forbidden_in_table
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, text_literal
from hemicycle.reading.text import Refused

ATTACKS = Path(__file__).parent / "attacks"
NAMES = {table.name for table in FILES.tables}
HEADER = "-- Title\n--\n-- A description.\n--\n-- key: a\n"


def written_out(text):
    """A text with \\x0b and \\u2028 as the characters they stand for."""
    return re.sub(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})", lambda match: chr(int(match[1] or match[2], 16)), text)


def attempts(kind):
    lines = (ATTACKS / "break_outs.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split(" | ", 2) for line in lines if line and not line.startswith("#")]
    return [pytest.param(said, written_out(text), id=ascii(text)[1:70]) for which, said, text in split if which == kind]


def test_there_are_many_attempts():
    assert len([attempt for kind in ("query", "engine", "table", "import") for attempt in attempts(kind)]) >= 180


@pytest.mark.parametrize("said, sql", attempts("query"))
def test_a_query_is_refused_by_reading_it(tmp_path, said, sql):
    file = SqlFile.read(ask(tmp_path, "asked", f"{HEADER}{sql}\n"), "queries/asked/asked.sql")
    assert any(said in words for _, words in forbidden_in_query(file, NAMES))


@pytest.mark.parametrize("said, sql", attempts("table"))
def test_a_table_is_refused_by_reading_it(tmp_path, said, sql):
    path = tmp_path / "asked.sql"
    path.write_text(sql, encoding="utf-8")
    assert any(said in words for _, words in forbidden_in_table(SqlFile.read(path, "schema/asked.sql"), {"countries"}))


@pytest.fixture(scope="module")
def tables():
    with duckdb.connect(config={**CLOSED, "enable_external_access": False}) as db:
        create_tables(db, FILES.tables)
        yield db


@contextmanager
def undone(db):
    """Take back whatever happens in a database meanwhile."""
    db.execute("begin")
    try:
        yield
    finally:
        db.execute("rollback")


@pytest.mark.parametrize("said, sql", attempts("engine"))
def test_the_engine_is_asked_what_a_view_reads(tables, tmp_path, said, sql):
    asked = SqlFile.read(ask(tmp_path, "asked", f"{HEADER}{sql}"), "queries/asked/asked.sql")
    with undone(tables), pytest.raises(Refused, match=rf"^queries/asked/asked.sql:\d+: .*{re.escape(said)}"):
        create_views(tables, [asked])
    assert tables.execute("select count(*) from duckdb_views() where not internal").fetchall() == [(0,)]


def test_the_catalogue_of_the_engine_is_back_when_the_views_are_made(tables):
    with engine_hidden(tables):
        with pytest.raises(duckdb.CatalogException):
            tables.execute("from pg_settings")
        hidden = tables.execute("select count(*) from duckdb_views() where temporary and not internal").fetchall()
        known = tables.execute("select count(distinct view_name) from duckdb_views() where internal").fetchall()
        assert hidden == known
    assert tables.execute("from pg_settings").fetchall() != []


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The folder of from=, with a secret beside it and links that lead there."""
    folder = tmp_path_factory.mktemp("import") / "data"
    (folder / "inside").mkdir(parents=True)
    (folder / "elections.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder.parent / "secret.csv").write_text("a\nsecret\n", encoding="utf-8")
    (folder / "link.csv").symlink_to("../secret.csv")
    (folder / "linked").symlink_to("..")
    return folder


@pytest.fixture(scope="module")
def importing(data):
    with duckdb.connect(config=CLOSED) as db:
        create_tables(db, FILES.tables)
        db.execute(f"set allowed_directories = [{text_literal(f'{data}/')}]")
        db.execute("set enable_external_access = false")
        db.execute("set lock_configuration = true")
        yield db


def tried(db, project, data, sql):
    """Whether an import of one SELECT can be read and its rows be had."""
    folder = project / "imports" / "tried"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("sources", "unmapped"):
        (folder / f"{name}.sql").write_text(f"{sql}\n", encoding="utf-8")
    select = import_of(Project(project), "tried").selects["sources"]
    refuse_reading_elsewhere(db, [select], {*NAMES, "sources"})
    with chdir(data), engine_hidden(db):
        execute(db, select, data, f"create or replace temp table staged as from ({select.statement})")


@pytest.mark.parametrize("said, sql", attempts("import"))
def test_an_import_reads_its_folder_and_nothing_else(importing, data, tmp_path, said, sql):
    before = sorted(data.rglob("*"))
    with undone(importing), pytest.raises(Refused, match=rf"^imports/tried/sources.sql:.*{re.escape(said)}"):
        tried(importing, tmp_path, data, sql)
    assert sorted(data.rglob("*")) == before


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('elections.csv')",
        "select * from 'elections.csv'",
        "select * from read_csv('elec*.csv', union_by_name = true)",
        "select * from read_csv('elections.csv');",
        "select * from read_csv('elections.csv') -- done;\n;\n-- really",
        "with here as (select ';' as a) select * from here",
        "select a.range as a from range(3) as a, generate_series(1, 2) as b",
        "select country_id from countries join (from read_csv('elections.csv')) on true",
    ],
)
def test_an_import_reads_what_it_needs(importing, data, tmp_path, sql):
    with undone(importing):
        tried(importing, tmp_path, data, sql)


def test_a_folder_with_a_link_out_of_it_or_a_pipe_is_refused(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.csv").write_text("12345", encoding="utf-8")
    (folder / "b.csv").symlink_to("a.csv")
    assert size_of(folder) == 10
    (folder / "c.csv").symlink_to("/etc/passwd")
    with pytest.raises(Refused, match="c.csv is a link that leads out of the folder"):
        size_of(folder)
    (folder / "c.csv").unlink()
    os.mkfifo(folder / "c.csv")
    with pytest.raises(Refused, match="c.csv is not an ordinary file"):
        size_of(folder)
