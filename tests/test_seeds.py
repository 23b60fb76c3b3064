"""Seeds are whole, written in one way only, and add up where their sources say that they do."""

import csv
import re

import duckdb
import pytest
from conftest import FILES, PROJECT

import build
from hemicycle.database.fingerprint import seed_text
from hemicycle.database.tables import create_tables
from hemicycle.reading.rules import rules_of, tables_of

TABLES = [table.name for table in FILES.tables if not table.is_kept]
KEYS = {table.name: table.labelled("key") for table in FILES.tables}


@pytest.mark.parametrize("table", TABLES)
def test_seed_is_what_the_database_would_write_back(db, table):
    order = "".join(f" order by {key}" for key in KEYS[table])  # of a view that shows numbers as ids, in no order
    header, *written = b"".join(seed_text(db, f"(from {table}{order})")).decode().splitlines()
    seeds = [build.HERE / "seeds" / f"{table}.csv", *(build.HERE / "seeds").glob(f"*/{table}.csv")]
    left = list(written)
    for seed in seeds:
        text = seed.read_text(encoding="utf-8")
        its = set(text.splitlines())
        assert text == "".join(f"{line}\n" for line in [header, *(line for line in written if line in its)]), (
            "make tidy"
        )
        left = [line for line in left if line not in its]
    assert left == []


def test_no_row_of_a_collection_is_written_by_hand():
    """A collection is written by make collection alone, so everything in it is of a source that the import names."""
    for folder in PROJECT.collections:
        named = [row["source_id"] for row in csv.DictReader((folder / "sources.csv").open(encoding="utf-8"))]
        select = (build.HERE / "imports" / folder.name / "sources.sql").read_text(encoding="utf-8")
        assert named and all(f"'{name}'" in select for name in named)
        for seed in folder.glob("*.csv"):
            rows = list(csv.DictReader(seed.open(encoding="utf-8")))
            assert {row.get("source_id", named[0]) for row in rows} <= set(named)


def test_nothing_new_fails_to_add_up(db):
    news = db.sql("select rule, subject, expected, found from arithmetic_checks where not is_accepted").fetchall()
    assert not news, "\n" + "\n".join(
        f"{rule}: {subject}: expected {expected:,}, found {found:,}" for rule, subject, expected, found in news
    )


def test_every_accepted_offender_says_why(db):
    assert db.sql("from accepted_discrepancies where length(reason) < 20").fetchall() == []


def test_every_election_has_a_return_that_it_goes_by(db):
    assert (
        db.sql(
            "select election_id from elections "
            "where election_id not in (select election_id from returns where rank = 1)"
        ).fetchall()
        == []
    )


def test_ranks_of_an_election_run_from_one_without_a_gap(db):
    assert (
        db.sql(
            "select election_id from returns where rank is not null group by election_id having max(rank) <> count(*)"
        ).fetchall()
        == []
    )


@pytest.mark.parametrize(
    "table", [table.name for table in FILES.tables if {"source_id", "locator"} <= set(table.descriptions)]
)
def test_every_fact_names_its_source_and_the_place_in_it(db, table):
    assert db.sql(f"from {table} where source_id is null or coalesce(locator, '') = ''").fetchall() == []


def test_every_source_is_used(db):
    columns = db.sql(
        "select table_name, column_name from duckdb_columns() "
        "where column_name like '%source_id' and table_name <> 'sources' "
        "and table_name in (select table_name from duckdb_tables())"
    ).fetchall()
    used = " union ".join(f"select {column} from {table} where {column} is not null" for table, column in columns)
    assert db.sql(f"select source_id from sources where source_id not in ({used})").fetchall() == []


def test_rows_of_each_table_and_country_are_as_many_as_written_down(db):
    """A merge that loses half a country breaks no other rule. Who changes rows changes tests/row_counts.csv too.

    The rows of collections are not counted, for they are written by a command.
    """
    with duckdb.connect() as declared:
        create_tables(declared, FILES.tables)
        columns, rules = tables_of(declared), rules_of(declared)
    found = {
        (table, country): rows
        for table in TABLES
        for country, rows in db.sql(
            f"select {country_of(columns, rules, table)}, count(*) from {table} where {is_ours(rules, table)} "
            "group by 1 order by 1"
        ).fetchall()
    }
    path = build.HERE / "tests" / "row_counts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = [
            (line, row["table_name"], row["country"], int(row["rows"]))
            for line, row in enumerate(csv.DictReader(file), 2)
        ]
    complaints = [
        f"tests/row_counts.csv:{line}: rows of {table},{country}: {now} now, {rows} before; if that is meant, "
        + (f"write {table},{country},{now}" if now else "remove the line")
        for line, table, country, rows in expected
        if (now := found.get((table, country), 0)) != rows
    ]
    listed = [(table, country) for _, table, country, _ in expected]
    complaints += [
        (
            f"tests/row_counts.csv: rows of {table},{country}: {now} now, none before; if that is meant, "
            f"add {table},{country},{now}"
        )
        for (table, country), now in found.items()
        if (table, country) not in listed
    ]
    assert not complaints, "\n" + "\n".join(complaints)
    assert listed == sorted(set(listed)), "tests/row_counts.csv: one line for each table and country, in their order"


def is_ours(rules, table):
    """SQL that is true for a row that no collection has brought."""
    key = next(rule.columns[0] for rule in rules if rule.table == table and rule.kind == "PRIMARY KEY")
    if key == "collection":
        return "true"
    return " and ".join(["true", *(f"not starts_with({key}, '{folder.name}-')" for folder in PROJECT.collections)])


def country_of(tables, rules, table, below=()):
    """SQL for the country of a row, by the shortest way along references that are never empty; '' without one."""
    if table == "countries":
        return "countries.country_id"
    required = {name for name, column in tables[table].items() if column.is_required}
    ways = [
        f"(select {country_of(tables, rules, rule.parent, (*below, table))} from {rule.parent} where {joined(rule)})"
        for rule in rules
        if (rule.table, rule.kind) == (table, "FOREIGN KEY")
        and rule.parent not in (*below, table)
        and required.issuperset(rule.columns)
    ]
    return min((way for way in ways if "countries.country_id" in way), key=len, default="''")


def joined(rule):
    """What a row and the one it refers to have in common, as SQL."""
    return " and ".join(
        f"{rule.parent}.{there} = {rule.table}.{here}"
        for here, there in zip(rule.columns, rule.parent_columns, strict=True)
    )


def test_the_readme_states_the_ten_largest_causes_of_what_does_not_add_up_in_a_collection(db):
    readme = (build.HERE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", readme, re.MULTILINE)
    largest = db.sql("select breaches, rule from accepted_causes order by breaches desc, rule desc limit 10").fetchall()
    assert [(int(count), rule) for count, rule in rows] == largest
