"""The made elections of the benchmarks: the same from the same seed, and sound by our own rules."""

import json
import shutil
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import FILES, MADE_UP

import build
from hemicycle.database.derived import derive
from hemicycle.database.tables import create_tables, create_views
from hemicycle.reading.sqlfile import in_dependency_order

sys.path.append(str(build.HERE / "benchmarks"))
import generate

ONE = "election_id = 'made-000-assembly-1990'"
OF_AREAS = (
    "area_results",
    "area_standings",
    "area_outcomes",
    "area_winners",
    "area_wasted_votes",
    "area_swing",
    "level_totals",
    "nationalisation",
)
OWN = [  # rows by area of the election that two returns report, and in which Front is the alliance of Green
    ("zz-assembly-2000", "zz-assembly-2000-almanac", "zz-north", "zz-assembly-2000-blue", 8, None),
    ("zz-assembly-2000", "zz-assembly-2000-almanac", "zz-north-1", "zz-assembly-2000-green", 3, None),
    ("zz-assembly-2000", "zz-assembly-2000-gazette", "zz-north", "zz-assembly-2000-front", 9, None),
    ("zz-assembly-2000", "zz-assembly-2000-gazette", "zz-north", "zz-assembly-2000-green", 4, None),
]
ROW_GROUP = 122_880  # rows that DuckDB writes together, and skips together


def make(folder, seed=generate.SEED):
    generate.generate(folder, 1, seed, stations=120)
    return folder


def bring(data, project, seeds=None):
    """A connection to the database that made elections are imported into, beside those of a folder of seeds."""
    for name in ("schema", "queries", "seeds", "imports"):
        shutil.copytree(seeds if seeds and name == "seeds" else build.HERE / name, project / name)
    generate.write_import(data, project / "imports" / "made")
    return duckdb.connect(build.build_import("made", data, with_seeds=bool(seeds), folder=project), read_only=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def brought(made, tmp_path_factory):
    """The database that they give, for whoever only reads it."""
    with bring(made, tmp_path_factory.mktemp("brought")) as db:
        yield db


def test_same_seed_makes_the_same_elections_and_another_seed_others(made, tmp_path):
    prints = [
        duckdb.sql(
            f"select count(*), sum(hash(rows)) from read_parquet('{folder}/area_results/*.parquet') as rows"
        ).fetchall()
        for folder in (made, make(tmp_path / "again"), make(tmp_path / "other", seed=generate.SEED + 1))
    ]
    assert prints[0] == prints[1] != prints[2]


def test_made_elections_are_sound_and_their_winners_are_those_who_were_given_the_seats(made, brought):
    assert brought.execute("from set_aside").fetchall() == []
    assert brought.execute("from integrity_checks").fetchall() == []
    assert brought.execute("from arithmetic_checks").fetchall() == []
    assert (
        brought.execute("select count(*) from area_results").fetchall()
        == brought.execute(f"select count(*) from '{made}/area_results/*.parquet'").fetchall()
    )
    winners = brought.execute(
        f"select contestant_id, count(*) from area_winners where {ONE} and level = 'constituency' group by 1 order by 1"
    ).fetchall()
    assert (
        winners
        == brought.execute(f"select contestant_id, seats from results where {ONE} and seats > 0 order by 1").fetchall()
        != []
    )


@pytest.fixture(scope="module")
def beside_seeds(made, tmp_path_factory):
    """The made elections beside seeds with rows by area: of an alliance and one of its members, and of two returns."""
    folder = tmp_path_factory.mktemp("beside")
    seeds = Path(shutil.copytree(MADE_UP, folder / "seeds"))
    with (seeds / "area_results.csv").open("a", encoding="utf-8") as seed:
        for row in OWN:
            seed.write(",".join("" if cell is None else str(cell) for cell in row) + "\n")
    (folder / "project").mkdir()
    with bring(made, folder / "project", seeds) as db:
        yield db


def test_rows_kept_as_numbers_are_those_that_the_queries_give(beside_seeds):
    with duckdb.connect() as anew:
        ((path,),) = beside_seeds.execute("select path from duckdb_databases() where not internal").fetchall()
        anew.execute(f"attach '{path}' as built (read_only)")
        create_tables(anew, FILES.tables)
        for table in in_dependency_order(FILES.tables):
            if not table.is_kept:
                anew.execute(f"insert into {table.name} from built.{table.name}")
        create_views(anew, FILES.queries)
        derive(anew, FILES.queries)
        for table in ("area_figures", "area_ballot_figures", "area_entries", "numbered_areas"):
            kept, fresh = (anew.sql(f"from {file}.{table}").fetchall() for file in ("built", "memory"))
            assert kept == fresh != [], table


def test_a_question_about_one_election_reads_the_rows_of_that_one(tmp_path):
    generate.generate(tmp_path / "data", 1)
    (tmp_path / "project").mkdir()
    with bring(tmp_path / "data", tmp_path / "project") as db:
        counts = dict(db.execute("select election_id, count(*) from area_figures group by all").fetchall())
        for question in OF_AREAS:
            scans = rows_scanned(db, f"from {question} where {ONE}")
            # a scan reads whole row groups, and the first and the last have rows of the elections beside it
            most = max(counts.values()) + 2 * ROW_GROUP if question != "area_swing" else 2 * max(counts.values())
            assert scans and max(scans) <= most < sum(counts.values()) / 3, question


def test_rows_in_any_order_are_kept_in_that_of_the_key(made, brought, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(made, data)
    with duckdb.connect() as db:
        for file in (data / "area_results" / "000.parquet", data / "area_ballots" / "000.parquet"):
            db.execute(f"create or replace table rows as from '{file}' order by hash(area_id, return_id)")
            db.execute(f"copy rows to '{file}' (format parquet)")
    (tmp_path / "shuffled").mkdir()
    with bring(data, tmp_path / "shuffled") as other:
        for table in ("area_figures", "area_ballot_figures", "(from area_swing order by all)"):
            assert brought.sql(f"from {table}").fetchall() == other.sql(f"from {table}").fetchall() != [], table


def test_rows_of_the_seeds_stand_beside_those_of_an_import(beside_seeds):
    own = "from area_results where not starts_with(election_id, 'made-') order by all"
    assert beside_seeds.sql(own).fetchall() == OWN
    assert beside_seeds.sql("select count(*) from area_results").fetchall() > [(1000,)]


def test_the_file_knows_which_rows_are_used_and_which_are_counted_in_an_alliance(beside_seeds):
    said = beside_seeds.sql(
        "select area_id, contestant_id, votes, is_inside, source_id from area_standings "
        "where not starts_with(election_id, 'made-') order by all"
    )
    assert said.fetchall() == [
        ("zz-north", "zz-assembly-2000-front", 9, False, "gazette"),
        ("zz-north", "zz-assembly-2000-green", 4, True, "gazette"),
        ("zz-north-1", "zz-assembly-2000-green", 3, False, "almanac"),
    ]


def rows_scanned(db, sql):
    """The rows of area_figures that a SELECT reads, in each scan of it."""
    ((_, plan),) = db.execute(f"explain (analyze, format json) {sql}").fetchall()
    found, operators = [], json.loads(plan)["operator"]
    while operators:
        operator = operators.pop()
        operators += operator.get("children", [])
        if operator["extra_info"].get("Table", "").endswith(".area_figures"):
            found.append(operator["rows_scanned"])
    return found


def test_a_large_table_sets_aside_its_wrong_rows_and_takes_the_others(made, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(made, data)
    with duckdb.connect() as db:
        file = data / "area_results" / "000.parquet"
        db.execute(f"create table rows as from '{file}'")
        (count,) = db.execute("select count(*) from rows").fetchone()
        for change in (
            "-1 as votes",
            "'made-nowhere' as area_id",
            "'made-nobody' as contestant_id",
            "replace(contestant_id, '-1986-', '-1990-') as contestant_id",
            "replace(return_id, '-1986-', '-1990-') as return_id",
            "votes + 1 as votes",
            "null as return_id",
        ):
            db.execute(f"insert into rows select * replace ({change}) from rows limit 1")
        db.execute(f"copy rows to '{file}' (format parquet)")
    with bring(data, tmp_path) as db:
        assert db.execute(
            "select distinct rule from set_aside where table_name = 'area_results' order by 1"
        ).fetchall() == [
            ("area_id is not in areas",),
            ("breaks (votes >= 0)",),
            ("election_id, contestant_id is not in contestants",),
            ("election_id, return_id is not in returns",),
            ("election_id, return_id, area_id, contestant_id stands twice",),
            ("return_id is empty",),
        ]
        assert db.execute("select count(*) from area_results").fetchall() == [(count,)]
