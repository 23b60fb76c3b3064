"""What is exported says the same as the database, and describes itself."""

import csv
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from conftest import copy_of_project, keep_queries

import build
import hemicycle
from hemicycle.database.sandbox import opened
from hemicycle.database.verify import verify
from hemicycle.export.files import export
from hemicycle.reading.project import Project


@pytest.fixture(scope="module")
def folder(own_database, tmp_path_factory):
    """Everything exported from a copy of the file."""
    project = tmp_path_factory.mktemp("exported") / "project"
    shutil.copytree(own_database.parent, project)
    return export(Project(project))


@pytest.fixture(scope="module")
def descriptor(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers(folder):
    """{table or view: (its rows, in a settled order)}, out of the Parquet files."""
    with duckdb.connect() as db:
        return {
            path.stem: in_order(db.sql(f"from read_parquet('{path}')").fetchall())
            for path in (folder / "parquet").iterdir()
        }


def in_order(rows):
    return sorted(rows, key=lambda row: [str(cell) for cell in row])


def test_an_import_is_exported_and_verified_with_what_it_leaves_out(made_up_import, tmp_path):
    project = Path(shutil.copytree(made_up_import, tmp_path / "project"))
    assert "is what was built" in verify(project / "spreadsheet.duckdb")
    folder = export(Project(project), "spreadsheet")
    assert folder == project / "export-spreadsheet" and not (project / "export").exists()
    resources = [
        resource["path"]
        for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    ]
    assert "csv/set_aside.csv" in resources and sorted(resources) == sorted(
        f"csv/{path.name}" for path in (folder / "csv").iterdir()
    )
    with closing(sqlite3.connect(folder / "elections.sqlite")) as sqlite:
        assert sqlite.execute("select count(*) from elections").fetchall() == [(2,)]
    with duckdb.connect(folder / "elections-lite.duckdb", read_only=True) as lite:
        assert lite.sql("select count(*) from unmapped").fetchall() == [(0,)]


@pytest.fixture(scope="module")
def made_up_import(tmp_path_factory):
    """A project with few queries, in which the made-up spreadsheet was built."""
    project = copy_of_project(tmp_path_factory.mktemp("imported") / "project")
    keep_queries(project, "party_steps", "party_ancestry")
    build.build_import(
        "spreadsheet", build.HERE / "tests" / "imports" / "spreadsheet", with_seeds=False, folder=project
    )
    return project


def test_every_table_and_view_is_exported(answers, own):
    assert sorted(answers) == [
        name for (name,) in own.sql("select table_name from data_dictionary where position = 0 order by all").fetchall()
    ]


@pytest.mark.parametrize(
    "name", ["results", "returns", "events", "about", "query_catalog", "seat_swing", "turnout", "disproportionality"]
)
def test_parquet_has_the_rows_and_types_of_the_database(folder, own, answers, name):
    relation = own.sql(f"from {name}")
    assert answers[name] == in_order(relation.fetchall())
    with duckdb.connect() as reader:
        assert reader.sql(f"from read_parquet('{folder}/parquet/{name}.parquet')").types == relation.types


def in_csv(cell):
    """A cell as it stands in a CSV file; a spreadsheet would work out a BibTeX entry, which begins with @."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return f"'{cell}" if str(cell).startswith("@") else str(cell)


def test_csv_has_the_same_rows(folder, answers):
    for name, rows in answers.items():
        with (folder / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert in_order(list(csv.reader(file))[1:]) == in_order([list(map(in_csv, row)) for row in rows]), name


def same_digits(row):
    return [f"{cell:.15g}" if isinstance(cell, (int, float)) else cell for cell in row]


def test_sqlite_has_the_same_rows_with_keys_references_and_comments(folder, answers):
    with closing(sqlite3.connect(folder / "elections.sqlite")) as sqlite:
        for name, rows in answers.items():
            plain = [
                [
                    cell.isoformat() if isinstance(cell, date) else float(cell) if isinstance(cell, Decimal) else cell
                    for cell in row
                ]
                for row in rows
            ]
            found = sqlite.execute(f"select * from {name}").fetchall()
            # a decimal becomes a float by another way here and there, which may show in the sixteenth digit
            assert [same_digits(row) for row in in_order(map(tuple, plain))] == [
                same_digits(row) for row in in_order(found)
            ], name
        assert (
            sqlite.execute("pragma integrity_check").fetchall() == [("ok",)]
            and sqlite.execute("pragma foreign_key_check").fetchall() == []
        )
        ddl = dict(sqlite.execute("select name, sql from sqlite_master where type = 'table'").fetchall())
        assert "primary key (return_id, contestant_id)" in ddl["results"] and "-- votes it won" in ddl["results"]
        assert "-- seats won or lost under the same name" in ddl["seat_swing"]
        with pytest.raises(sqlite3.IntegrityError):
            sqlite.execute("pragma foreign_keys = on")
            sqlite.execute("insert into contestant_parties values ('nobody', 'nothing')")


def test_lite_file_has_the_same_rows_and_comments_and_is_smaller(folder, own_database, answers):
    comments = "select table_name, column_name, comment from duckdb_columns() where not internal order by all"
    tables = "select table_name from duckdb_tables() order by all"
    with duckdb.connect(folder / "elections-lite.duckdb", read_only=True) as lite, opened(own_database) as full:
        assert lite.sql(tables).fetchall() == full.sql(tables).fetchall()
        for name in [name for (name,) in lite.sql(tables).fetchall()] + ["seat_swing", "turnout"]:
            assert in_order(lite.sql(f"from {name}").fetchall()) == answers[name]
        assert lite.sql(comments).fetchall() == full.sql(comments).fetchall()
    assert (folder / "elections-lite.duckdb").stat().st_size < own_database.stat().st_size


def test_the_descriptor_names_every_file_with_its_columns_keys_sources_and_licence(folder, descriptor, own):
    assert sorted(given["path"] for given in descriptor["resources"]) == sorted(
        f"csv/{path.name}" for path in (folder / "csv").iterdir()
    )
    for given in descriptor["resources"]:
        header = (folder / given["path"]).read_text(encoding="utf-8").split("\n")[0].split(",")
        assert [field["name"] for field in given["schema"]["fields"]] == header
        assert all(field["description"] for field in given["schema"]["fields"]) and given["description"]
    results = next(given["schema"] for given in descriptor["resources"] if given["name"] == "results")
    assert results["primaryKey"] == ["return_id", "contestant_id"]
    assert {
        "fields": ["election_id", "return_id"],
        "reference": {"resource": "returns", "fields": ["election_id", "return_id"]},
    } in results["foreignKeys"]
    assert {field["name"]: field["type"] for field in results["fields"]}["vote_share_pct"] == "number"
    assert descriptor["licenses"] == [{"name": hemicycle.LICENCE}] and descriptor["version"] == hemicycle.SCHEMA_VERSION
    assert [(len(descriptor["sources"]),)] == own.sql("select count(*) from sources").fetchall()


@pytest.fixture
def exported(lean):
    """A project that was exported once, with a stand-in for what was written then."""
    (lean / "export").mkdir()
    (lean / "export" / "before").write_text("the export of before")
    return lean


def refused(project, **options):
    """The one line that the command says, when it leaves the export of before as it was."""
    run = subprocess.run(
        [sys.executable, "-m", "hemicycle", "export"], cwd=project, capture_output=True, text=True, **options
    )
    assert run.returncode == 1 and run.stdout == "" and run.stderr.count("\n") == 1, run.stderr
    assert [path.name for path in (project / "export").iterdir()] == ["before"] and not (
        project / "export.unfinished"
    ).exists()
    return run.stderr


def test_a_disk_that_takes_no_more_is_said_in_one_line(exported):
    # a limit on the size of files, which is reached by writing just as a full disk is
    said = refused(exported, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert said.startswith("nothing was exported: ") and "File too large" in said


def test_a_database_that_is_not_there_is_said_in_one_line(exported):
    (exported / "elections.duckdb").unlink()
    assert refused(exported) == "elections.duckdb is not there; make db builds it\n"


def test_a_database_open_for_writing_is_said_in_one_line(exported):
    holder = "import duckdb, sys; db = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, exported / "elections.duckdb"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tool:
        tool.stdout.readline()
        said = refused(exported)
        tool.stdin.close()
    assert f"PID {tool.pid}" in said and "is open for writing" in said


def test_a_damaged_database_is_said_in_one_line(exported):
    (exported / "elections.duckdb").write_bytes(b"not a database at all" * 1000)
    assert refused(exported).startswith("nothing was exported: ")
