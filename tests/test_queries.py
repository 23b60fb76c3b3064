"""Every query file keeps the promises its header makes, and every view answers in whatever tool opens the file."""

import re
from collections import Counter
from functools import cache
from math import isfinite

import duckdb
import pytest
from conftest import FILES, QUERIES
from sqlglot import exp

import build
import hemicycle
from hemicycle.database.derived import derive
from hemicycle.database.tables import create_tables, create_views
from hemicycle.reading.grammar import is_recursive
from hemicycle.reading.project import BLOCKS
from hemicycle.reading.rules import rules_of
from hemicycle.reading.sqlfile import in_dependency_order

SCALARS = {"VARCHAR", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"}
DERIVED = sorted(file.name for file in (*FILES.tables, *QUERIES) if file.is_kept)
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


@pytest.fixture(scope="module")
def attached(own):
    ((path,),) = own.execute("select path from duckdb_databases() where not internal").fetchall()
    with duckdb.connect() as tool:
        tool.execute(f"attach '{path}' as anything (read_only)")
        yield tool


@pytest.fixture(scope="module")
def own_answer(own):
    """The rows of a question over our own elections, asked once."""
    return cache(lambda question: own.execute(f"from {question}").fetchall())


@each_query
def test_query_answers_when_the_file_is_attached_by_another_name(attached, own_answer, query):
    settled = settled_rows(query)
    assert settled(attached.sql(f"from anything.{query.name}").fetchall()) == settled(own_answer(query.name))


def settled_rows(query):
    """What brings the rows of a query into an order that two answers share: none, or one of its own if it has none."""
    return (lambda rows: sorted(rows, key=repr)) if query.labelled("order") else list


def read_in_recursions(query):
    """The tables and views that a query's recursive steps read, themselves or through other steps of the query."""
    steps = {step.alias: step for step in query.tree.find_all(exp.CTE)}
    to_follow, found = [step for step in steps.values() if is_recursive(step)], set()
    while to_follow:
        new = {table.name for table in to_follow.pop().find_all(exp.Table)} - found
        found |= new
        to_follow += [steps[name] for name in new & steps.keys()]
    return found - steps.keys()


@each_query
def test_no_recursion_reads_a_view_that_puts_its_rows_in_order(query):
    """DuckDB 1.2 crashes there now and then, where it has several threads."""
    ordered = {other.name for other in QUERIES if other.tree.args.get("order") and not other.is_kept}
    assert not read_in_recursions(query) & ordered


@each_query
def test_query_file_runs_as_it_is_and_gives_its_rows_in_the_order_it_says(own, own_answer, db, elsewhere, query):
    settled = settled_rows(query)
    rows = own.sql(query.text).fetchall()
    assert settled(rows) == settled(own_answer(query.name))
    rows = rows or db.sql(f"from {query.name} limit 1").fetchall()
    assert rows or query.labelled("empty") or elsewhere.sql(f"from {query.name} limit 1").fetchall()


@each_query
def test_key_is_unique(answer, query):
    (key,) = query.labelled("key")
    places = [answer(query.name).columns.index(column) for column in key.split(", ")]
    times = Counter(tuple(row[place] for place in places) for row in answer(query.name).rows)
    assert [values for values, number in times.items() if number > 1] == []


@each_query
def test_columns_are_scalar_and_named_one_by_one(answer, query):
    assert set(answer(query.name).types) <= SCALARS
    assert not any(isinstance(column, exp.Star) for column in query.columns)


@each_query
def test_no_share_is_infinite_or_not_a_number(answer, query):
    assert [
        row for row in answer(query.name).rows if any(isinstance(cell, float) and not isfinite(cell) for cell in row)
    ] == []


def test_every_column_in_the_file_is_described(db):
    assert (
        db.sql("select table_name, column_name from data_dictionary where coalesce(description, '') = ''").fetchall()
        == []
    )


def test_every_table_and_view_in_the_file_is_described(db):
    assert (
        db.sql("""
        select table_name from duckdb_tables() where coalesce(comment, '') = ''
        union all select view_name from duckdb_views() where not internal and coalesce(comment, '') = ''
    """).fetchall()
        == []
    )


def test_the_catalogue_lists_every_query_with_its_subject_and_kind(db):
    listed = db.sql("select name, subject, kind from query_catalog order by name").fetchall()
    kinds = {subject: "block" if subject == BLOCKS else "answer" for _, subject, _ in listed}
    assert listed == [(query.name, query.subject, kinds[query.subject]) for query in QUERIES]


def test_the_catalogue_comes_by_subject_with_the_building_blocks_last(db):
    listed = db.sql("select kind, subject, name from query_catalog").fetchall()
    assert listed == sorted(listed) and {kind for kind, *_ in listed} == {"answer", "block"}


@each_query
def test_the_catalogue_says_what_the_query_file_says(db, answer, query):
    (said,) = db.execute(
        (
            "select title, description, key, coalesce(citation, ''), columns from query_catalog "
            "join query_details using (name) where name = ?"
        ),
        [query.name],
    ).fetchall()
    title, description, key, citation, columns = said
    assert query.text.startswith(f"-- {title}\n--\n-- {description[:20]}")
    assert columns.split(", ") == answer(query.name).columns and set(key.split(", ")) <= set(columns.split(", "))
    assert citation == "; ".join(query.labelled("cite")) and not re.search(r"\b(key|cite|empty):", description)


def test_the_dictionary_lists_every_table_view_and_column_with_its_type(db):
    assert (
        db.sql(
            "select table_name, column_name, type from data_dictionary where position > 0 order by table_name, position"
        ).fetchall()
        == db.sql(
            "select table_name, column_name, data_type from duckdb_columns() "
            "where not internal order by table_name, column_index"
        ).fetchall()
    )
    assert db.sql(
        "select table_name from data_dictionary where type = 'view' and position = 0 order by all"
    ).fetchall() == [
        (name,) for name in sorted({file.name for file in (*QUERIES, *FILES.readable) if not file.is_kept})
    ]
    assert db.sql("select table_name from data_dictionary where type = 'derived table' order by all").fetchall() == [
        (name,) for name in sorted(DERIVED)
    ]


def test_derived_tables_have_what_is_worked_out_anew(own):
    ((path,),) = own.execute("select path from duckdb_databases() where not internal").fetchall()
    with duckdb.connect() as fresh:
        fresh.execute(f"attach '{path}' as built (read_only)")
        create_tables(fresh, FILES.tables)
        for table in in_dependency_order(FILES.tables):
            if not table.is_kept:
                fresh.execute(f"insert into {table.name} from built.{table.name}")
        create_views(fresh, FILES.queries)
        assert derive(fresh, FILES.queries).keys() == {*DERIVED}
        for name in DERIVED:
            kept, anew = (
                fresh.sql(f"from {database}.{name} order by all").fetchall() for database in ("built", "memory")
            )
            assert kept == anew, name
            assert kept, name


def test_the_dictionary_knows_keys_and_references(db):
    assert db.sql(
        "select column_name, is_key, is_required, refers_to from data_dictionary "
        "where table_name = 'results' and position between 1 and 4 order by position"
    ).fetchall() == [
        ("return_id", True, True, "returns (election_id, return_id)"),
        ("contestant_id", True, True, "contestants (election_id, contestant_id)"),
        ("election_id", False, True, "contestants (election_id, contestant_id); returns (election_id, return_id)"),
        ("votes", False, False, None),
    ]
    assert db.sql(
        "select column_name from data_dictionary where table_name = 'seat_swing' and is_key order by position"
    ).fetchall() == [
        ("election_id",),
        ("contestant_id",),
        ("previous_contestant_id",),
    ]


def test_the_dictionary_knows_the_keys_and_references_that_are_verified_and_not_declared(db):
    of_areas = "select column_name, refers_to from data_dictionary where table_name = 'area_results' and is_key"
    assert db.sql(f"{of_areas} order by position").fetchall() == [
        ("election_id", "contestants (election_id, contestant_id); returns (election_id, return_id)"),
        ("return_id", "returns (election_id, return_id)"),
        ("area_id", "areas (area_id)"),
        ("contestant_id", "contestants (election_id, contestant_id)"),
    ]
    assert db.sql("from data_dictionary where type = 'table' and description like '%refers:%'").fetchall() == []


def test_one_version_and_one_licence_stand_in_the_file_its_citation_and_its_changes(db):
    assert db.sql("select schema_version, licence from about").fetchall() == [
        (hemicycle.SCHEMA_VERSION, hemicycle.LICENCE)
    ]
    citation = (build.HERE / "CITATION.cff").read_text(encoding="utf-8")
    assert (
        f'\nversion: "{hemicycle.SCHEMA_VERSION}"\n' in citation
        and f"\nlicense: {hemicycle.LICENCE}\n" in citation
        and f'title: "{hemicycle.TITLE}"' in citation
    )
    newest = re.search(r"^## (\S+)", (build.HERE / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1] == hemicycle.SCHEMA_VERSION


def test_the_readme_lists_every_query_with_its_title_in_the_order_of_the_catalogue(db):
    readme = (build.HERE / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- `(\w+)`: (.*)$", readme, re.MULTILINE)
    assert listed == db.sql("select name, title from query_catalog").fetchall()
    subjects = re.findall(r"^(\w+):$", readme, re.MULTILINE)
    assert subjects == list(dict.fromkeys(query.subject for query in FILES.queries if query.subject != BLOCKS))


def test_the_picture_of_the_tables_shows_references_that_are_declared(db):
    pictured = re.findall(
        r"^    (\w+) \|\|--o\{ (\w+) : \"(.*)\"$",
        (build.HERE / "docs" / "tables.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    declared = {
        (rule.parent, rule.table, ", ".join(rule.columns)) for rule in rules_of(db) if rule.kind == "FOREIGN KEY"
    }
    assert len(pictured) > 10 and set(pictured) <= declared


def test_shares_of_different_things_are_never_subtracted(db):
    assert db.sql(
        "select butler_swing_pp, steed_swing_pp from two_party_swing where election_id = 'ma-house-2011'"
    ).fetchall() == [(None, None)]
    assert db.sql(
        "select distinct vote_swing_pp, like_for_like_swing_pp from vote_swing "
        "where election_id in ('ma-house-2007', 'ma-house-2011')"
    ).fetchall() == [(None, None)]


@pytest.mark.parametrize("page", ["README.md", "docs/tables.md"])
def test_a_page_shows_what_the_shell_answers(db, page):
    sessions = re.findall(
        r"^    D ((?:.*\n    · )*.*;)\n((?:    .*\n)+)", (build.HERE / page).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sessions
    for query, table in sessions:
        query = query.replace("\n    · ", "\n")
        rows = [line for line in table.splitlines() if line.startswith("    │")]
        shown = [[cell.strip() for cell in row.split("│")[1:-1]] for row in rows]
        relation = db.sql(query)
        answered = [
            ["NULL" if cell is None else str(cell).replace("True", "true").replace("False", "false") for cell in row]
            for row in relation.fetchall()
        ]
        assert [relation.columns, *answered] == [shown[0], *shown[2:]]
