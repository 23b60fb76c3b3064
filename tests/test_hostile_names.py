"""Names that would do harm elsewhere leave the database as names: in CSV, Parquet, SQLite, PostgreSQL and JSON."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import psycopg
import pytest
from conftest import FILES, MADE_UP, copy_of_project, keep_queries
from test_attacks import ATTACKS, written_out
from test_engines import new_database, psql, server  # noqa: F401 - a fixture

import build
from hemicycle.export import postgres
from hemicycle.export.files import export
from hemicycle.reading.cells import FORMULA, text_problem
from hemicycle.reading.project import Project

NAMES = [written_out(line) for line in (ATTACKS / "names.txt").read_text(encoding="utf-8").split("\n")[1:] if line]
# what a spreadsheet would take for no formula, though it begins as one: it is a number, or words
HARMLESS = {"+Europa", "-Ism", "-3", "+3", "- a name", "-- a comment"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose database holds these names as parties, written there by hand."""
    project = copy_of_project(tmp_path_factory.mktemp("hostile") / "project", MADE_UP)
    keep_queries(project, "party_steps", "party_ancestry", "parties_behind")
    with duckdb.connect(build.build(project)) as db:
        for number, name in enumerate(NAMES):
            db.execute(
                "insert into parties values (?, 'zz', ?, null, null, null, null, 'gazette', ?)",
                [f"hostile-{number}", name, name],
            )
    return project


@pytest.fixture(scope="module")
def folder(project):
    return export(Project(project))


def test_there_are_many_names():
    assert len(NAMES) == len(set(NAMES)) > 80


def test_a_spreadsheet_finds_no_formula_and_everybody_the_name(folder):
    with (folder / "csv" / "parties.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["party_id"]: row["party"] for row in csv.DictReader(file)}
    for number, name in enumerate(NAMES):
        cell = rows[f"hostile-{number}"]
        is_plain = name in HARMLESS or name[0] not in "=+-@\t\r＝＋－＠"
        assert cell == (name if is_plain else f"'{name}"), name
        assert not FORMULA.match(cell)


def test_a_column_of_numbers_keeps_its_signs(project, tmp_path):
    with duckdb.connect(project / "elections.duckdb", read_only=True) as db:
        relation = db.sql("select -3 as a, -1.5 as b, '-3' as c, '=1' as d")
        from hemicycle.export.files import as_cell

        cells = ", ".join(map(as_cell, relation.columns, relation.types))
        assert relation.project(cells).fetchall() == [(-3, pytest.approx(-1.5), "-3", "'=1")]


def test_parquet_has_the_names_as_they_are(folder):
    rows = duckdb.sql(f"select party_id, party from '{folder}/parquet/parties.parquet'").fetchall()
    assert {(f"hostile-{number}", name) for number, name in enumerate(NAMES)} <= set(rows)


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="sqlite3 is not here")
def test_sqlite_has_the_names_as_they_are(folder):
    def ask(sql):
        command = ["sqlite3", "-readonly", folder / "elections.sqlite", sql]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert ask("pragma integrity_check") == "ok\n" and ask("pragma foreign_key_check") == ""
    found = dict(line.split("|") for line in ask("select party_id, hex(party) from parties").splitlines())
    for number, name in enumerate(NAMES):
        assert bytes.fromhex(found[f"hostile-{number}"]).decode() == name


def test_json_is_valid_and_the_package_describes_the_files(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    given = next(given for given in package["resources"] if given["name"] == "parties")
    with (folder / given["path"]).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [field["name"] for field in given["schema"]["fields"]]
    assert {len(row) for row in rows} == {len(header)}


def test_postgres_has_the_names_as_they_are(project, server, tmp_path):  # noqa: F811
    script = tmp_path / "elections.sql"
    with duckdb.connect(project / "elections.duckdb", read_only=True) as db:
        postgres.write_script(db, script, Project(project))
    name = new_database(server)
    assert psql(server, name, script) == ""
    with psycopg.connect(server.address, dbname=name) as connection:
        rows = connection.execute("select party_id, party, locator from elections.parties").fetchall()
        tables = connection.execute("select count(*) from pg_tables where schemaname = 'elections'").fetchall()
    assert {(f"hostile-{number}", name, name) for number, name in enumerate(NAMES)} <= set(rows)
    assert tables == [(len(FILES.tables),)]


OFFICE = next((found for name in ("soffice", "libreoffice") if (found := shutil.which(name))), None)


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not here")
def test_libreoffice_works_nothing_out(folder, tmp_path):
    copy = Path(shutil.copy(folder / "csv" / "parties.csv", tmp_path))
    wanted = ["--convert-to", "fods", "--infilter=CSV:44,34,76,1", "--outdir", str(tmp_path), str(copy)]
    alone = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([OFFICE, "--headless", alone, *wanted], check=True, capture_output=True)
    sheet = (tmp_path / "parties.fods").read_text(encoding="utf-8")
    assert "hostile-0" in sheet and "table:formula" not in sheet and "Err:" not in sheet and "#NAME?" not in sheet


@pytest.mark.parametrize("name", ["+Europa", "-Ism", "+Europa con Emma Bonino", "-3", "Más", "Ra'am", "a+b", "1+1"])
def test_a_name_that_is_no_formula_is_taken(name):
    assert text_problem(name) is None


@pytest.mark.parametrize("name", [name for name in NAMES if FORMULA.match(name)])
def test_a_name_that_is_a_formula_is_refused_as_a_seed(name):
    assert text_problem(name)
