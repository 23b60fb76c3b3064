"""Every query file keeps the promises its header makes, and every view answers in whatever tool opens the file."""

import re
from collections import Counter
from math import isfinite

import duckdb
import pytest
from sqlglot import exp

import build
from check import rules_of

QUERIES = sorted((build.HERE / "queries").glob("*.sql"))
SCALARS = {"VARCHAR", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"}
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def attached(database):
    with duckdb.connect() as tool:
        tool.execute(f"attach '{database}' as anything (read_only)")
        yield tool


@each_query
def test_query_answers_when_the_file_is_attached_by_another_name(attached, answer, query):
    assert attached.sql(f"from anything.{query.stem}").fetchall() == answer(query.stem).rows


@each_query
def test_query_file_runs_as_it_is_and_gives_its_rows_in_the_order_it_says(db, answer, elsewhere, query):
    settled = (lambda rows: sorted(rows, key=repr)) if build.trailers(query, "order") else list
    rows = db.sql(query.read_text()).fetchall()
    assert settled(rows) == settled(answer(query.stem).rows)
    assert rows or build.trailers(query, "empty") or elsewhere.sql(f"from {query.stem} limit 1").fetchall()


@each_query
def test_key_is_unique(answer, query):
    key, = build.trailers(query, "key")
    places = [answer(query.stem).columns.index(column) for column in key.split(", ")]
    times = Counter(tuple(row[place] for place in places) for row in answer(query.stem).rows)
    assert [values for values, number in times.items() if number > 1] == []


@each_query
def test_rows_come_in_a_settled_order(query):
    assert build.parse(query).args.get("order") or build.trailers(query, "order"), "end with an order by that no two rows can tie on"


@each_query
def test_header_has_a_title_a_description_and_a_key(query):
    title, blank, *body = build.opening_comment(query).split("\n")
    assert title and blank == "" and any(len(line) > 40 for line in body), "title, blank line, description"
    assert len(build.trailers(query, "key")) == 1


@each_query
def test_columns_are_scalar_and_named_one_by_one(answer, query):
    assert set(answer(query.stem).types) <= SCALARS
    assert not any(isinstance(column, exp.Star) for column in build.parse(query).selects)


@each_query
def test_no_share_is_infinite_or_not_a_number(answer, query):
    assert [row for row in answer(query.stem).rows if any(isinstance(cell, float) and not isfinite(cell) for cell in row)] == []


def test_every_column_in_the_file_is_described(db):
    assert db.sql("select table_name, column_name from data_dictionary where coalesce(description, '') = ''").fetchall() == []


def test_every_table_and_view_in_the_file_is_described(db):
    assert db.sql("""
        select table_name from duckdb_tables() where coalesce(comment, '') = ''
        union all select view_name from duckdb_views() where not internal and coalesce(comment, '') = ''
    """).fetchall() == []


def test_the_catalogue_lists_every_query(db):
    listed = db.sql("select name from query_catalog order by name").fetchall()
    assert listed == [(query.stem,) for query in QUERIES]


@each_query
def test_the_catalogue_says_what_the_query_file_says(db, answer, query):
    said, = db.execute("select title, description, key, coalesce(citation, ''), columns from query_catalog where name = ?", [query.stem]).fetchall()
    title, description, key, citation, columns = said
    assert query.read_text().startswith(f"-- {title}\n--\n-- {description[:20]}")
    assert columns.split(", ") == answer(query.stem).columns and set(key.split(", ")) <= set(columns.split(", "))
    assert citation == "; ".join(build.trailers(query, "cite")) and not re.search(r"\b(key|cite|empty):", description)


def test_the_dictionary_lists_every_table_view_and_column_with_its_type(db):
    assert db.sql("select table_name, column_name, type from data_dictionary where position > 0 order by table_name, position").fetchall() == db.sql("""
        select table_name, column_name, data_type from duckdb_columns() where not internal order by table_name, column_index
    """).fetchall()
    assert db.sql("select table_name from data_dictionary where type = 'view' and position = 0 order by all").fetchall() == [(query.stem,) for query in QUERIES]


def test_the_dictionary_knows_keys_and_references(db):
    assert db.sql("select column_name, is_key, is_required, refers_to from data_dictionary where table_name = 'results' and position between 1 and 4 order by position").fetchall() == [
        ("return_id", True, True, "returns (election_id, return_id)"),
        ("contestant_id", True, True, "contestants (election_id, contestant_id)"),
        ("election_id", False, True, "contestants (election_id, contestant_id); returns (election_id, return_id)"),
        ("votes", False, False, None),
    ]
    assert db.sql("select column_name from data_dictionary where table_name = 'seat_swing' and is_key order by position").fetchall() == [
        ("election_id",), ("contestant_id",), ("previous_contestant_id",),
    ]


def test_one_version_and_one_licence_stand_in_the_file_its_citation_and_its_changes(db):
    assert db.sql("select schema_version, licence from about").fetchall() == [(build.SCHEMA_VERSION, build.LICENCE)]
    citation = (build.HERE / "CITATION.cff").read_text(encoding="utf-8")
    assert f'\nversion: "{build.SCHEMA_VERSION}"\n' in citation and f"\nlicense: {build.LICENCE}\n" in citation and f'title: "{build.TITLE}"' in citation
    newest = re.search(r"^## (\S+)", (build.HERE / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1] == build.SCHEMA_VERSION


def test_the_readme_lists_every_query_with_its_title():
    listed = re.findall(r"^- `(\w+)`: (.*)$", (build.HERE / "README.md").read_text(), re.MULTILINE)
    assert listed == [(query.stem, build.opening_comment(query).split("\n")[0]) for query in QUERIES]


def test_the_picture_of_the_tables_shows_references_that_are_declared(db):
    pictured = re.findall(r"^    (\w+) \|\|--o\{ (\w+) : \"(.*)\"$", (build.HERE / "docs" / "tables.md").read_text(encoding="utf-8"), re.MULTILINE)
    declared = {(parent, table, ", ".join(columns)) for table, kind, columns, parent, *_ in rules_of(db) if kind == "FOREIGN KEY"}
    assert len(pictured) > 10 and set(pictured) <= declared


def test_shares_of_different_things_are_never_subtracted(db):
    assert db.sql("select butler_swing_pp, steed_swing_pp from two_party_swing where election_id = 'ma-house-2011'").fetchall() == [(None, None)]
    assert db.sql("select distinct vote_swing_pp, like_for_like_swing_pp from vote_swing where election_id in ('ma-house-2007', 'ma-house-2011')").fetchall() == [(None, None)]


@pytest.mark.parametrize("page", ["README.md", "docs/tables.md"])
def test_a_page_shows_what_the_shell_answers(db, page):
    sessions = re.findall(r"^    D ((?:.*\n    · )*.*;)\n((?:    .*\n)+)", (build.HERE / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert sessions
    for query, table in sessions:
        query = query.replace("\n    · ", "\n")
        shown = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines() if line.startswith("    │")]
        relation = db.sql(query)
        answered = [["NULL" if cell is None else str(cell).replace("True", "true").replace("False", "false") for cell in row] for row in relation.fetchall()]
        assert [relation.columns, *answered] == [shown[0], *shown[2:]]
