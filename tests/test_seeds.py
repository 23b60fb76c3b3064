"""Seeds are whole, written in one way only, and add up where their sources say that they do."""

import pytest

import build
from verify import seed_text

TABLES = sorted(path.stem for path in (build.HERE / "schema").glob("*.sql"))


@pytest.mark.parametrize("table", TABLES)
def test_seed_is_what_the_database_would_write_back(db, table):
    assert (build.HERE / "seeds" / f"{table}.csv").read_bytes().decode() == "".join(seed_text(db, table)), "run make tidy"


def test_nothing_new_fails_to_add_up(db):
    news = db.sql("select rule, subject, expected, found from arithmetic_checks where not is_accepted").fetchall()
    assert not news, "\n" + "\n".join(f"{rule}: {subject}: expected {expected:,}, found {found:,}" for rule, subject, expected, found in news)


def test_every_accepted_offender_says_why(db):
    assert db.sql("from accepted_offenders where length(reason) < 20").fetchall() == []


def test_every_election_has_a_return_that_it_goes_by(db):
    assert db.sql("select election_id from elections where election_id not in (select election_id from returns where rank = 1)").fetchall() == []


def test_ranks_of_an_election_run_from_one_without_a_gap(db):
    assert db.sql("select election_id from returns where rank is not null group by election_id having max(rank) <> count(*)").fetchall() == []


@pytest.mark.parametrize("table", sorted({path.stem for path in (build.HERE / "schema").glob("*.sql") if {"source_id", "place"} <= set(build.column_comments(path))}))
def test_every_fact_names_its_source_and_the_place_in_it(db, table):
    assert db.sql(f"from {table} where source_id is null or coalesce(place, '') = ''").fetchall() == []


def test_every_source_is_used(db):
    tables = db.sql("select table_name from duckdb_columns() where column_name = 'source_id' and table_name <> 'sources' and table_name in (select table_name from duckdb_tables())").fetchall()
    used = " union ".join(f"select source_id from {table}" for (table,) in tables)
    assert db.sql(f"select source_id from sources where source_id not in ({used})").fetchall() == []
