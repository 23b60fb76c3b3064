"""Whatever stands in a seed or a query, it is built or refused with a line that names the file: never a traceback."""

import os
import re
import shutil
from collections import Counter

import duckdb
import pytest
from conftest import FILES, MADE_UP, ask
from conftest import QUERIES as ALL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp

import build
from hemicycle.database.sandbox import opened
from hemicycle.database.tables import create_tables
from hemicycle.reading.lint import forbidden_in_query
from hemicycle.reading.rules import tables_of
from hemicycle.reading.seeds import read_seeds
from hemicycle.reading.sqlfile import SqlFile, parse
from hemicycle.reading.text import Refused

LINE = re.compile(r"(seeds|schema|queries)/[^:\n]+:[0-9]+: .+|\.\.\. and [0-9]+ more")
SETTINGS = {"deadline": None, "derandomize": True, "database": None, "suppress_health_check": list(HealthCheck)}
SEEDS = {path.stem: path.read_bytes() for path in sorted(MADE_UP.glob("*.csv"))}
QUERIES = {query.name: query.text for query in ALL}
OFTEN = int(os.environ.get("OFTEN", "1"))  # times as many cases as in every run
tried = Counter()

cell = st.text(max_size=12) | st.sampled_from(
    [
        "",
        '""',
        "0",
        "1",
        "-1",
        "1e3",
        "12.5",
        "2007-05-17",
        "2007-02-30",
        "true",
        "zz-blue",
        "=1",
        '"',
        "'",
        "\\",
        "\x00",
        "\x1e",
        "\x1f",
        "\u202e",
        "é",
        "e\u0301",
        "NA",
        "9" * 40,
        "x" * 20_000,
    ]
)
place = st.integers(0, 10**6)


@st.composite
def damaged_seed(draw):
    """A seed with a few cells, lines or bytes changed."""
    name = draw(st.sampled_from(sorted(SEEDS)))
    raw = SEEDS[name]
    for _ in range(draw(st.integers(1, 3))):
        lines = raw.split(b"\n")
        at = draw(place) % len(lines)
        kind = draw(st.sampled_from(["cell", "cell", "cell", "line", "double", "swap", "bytes", "cut"]))
        if kind == "cell":
            cells = lines[at].split(b",")
            cells[draw(place) % len(cells)] = draw(cell).encode("utf-8", "surrogatepass")
            lines[at] = b",".join(cells)
        elif kind == "line":
            lines[at : at + 1] = []
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "swap":
            other = draw(place) % len(lines)
            lines[at], lines[other] = lines[other], lines[at]
        raw = b"\n".join(lines)
        if kind == "bytes":
            at = draw(place) % (len(raw) + 1)
            raw = raw[:at] + draw(st.binary(min_size=1, max_size=8)) + raw[at + draw(st.integers(0, 8)) :]
        elif kind == "cut":
            raw = raw[: draw(place) % (len(raw) + 1)]
    return name, raw


WORDS = """
    select from where group by all having order limit with recursive as union all union by name join left asof natural
    lateral using on case when then else end cast ( ) , . * / // % || ~ ; -- /* */ ' " $$ $1 ?
    read_csv('/etc/passwd') read_text glob '/etc/passwd' query('select 1') getenv('HOME') now() random() copy to attach
    install pragma set insert into countries returning * values (1) [1] {'a': 1} x -> x lambda x: x
    turnout countries main.countries information_schema.tables unnest(range(3)) distinct on (a) try(1) ::timestamptz
    null not in (select 1) tablesample 1% positional join pivot columns(*) \u00a0 \u202e \x00
""".split()


@st.composite
def damaged_query(draw):
    """A query with a few words dropped, doubled, exchanged or put in."""
    header, select = re.match(
        r"((?:--[^\n]*\n)*)(.*)", QUERIES[draw(st.sampled_from(sorted(QUERIES)))], re.DOTALL
    ).groups()
    words = re.split(r"(\s+|[(),])", select)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(place) % len(words)
        kind = draw(st.sampled_from(["drop", "swap", "put", "put", "instead", "any"]))
        other = draw(place) % len(words)
        if kind == "drop":
            words[at : at + 1] = []
        elif kind == "swap":
            words[at], words[other] = words[other], words[at]
        elif kind == "any":
            words.insert(at, draw(st.text(max_size=6)))
        else:
            words[at : at + (kind == "instead")] = [" ", draw(st.sampled_from(WORDS)), " "]
    return header + "".join(words)


def well_said(refusal):
    lines = str(refusal).split("\n")
    assert lines and all(LINE.fullmatch(line) and line.isprintable() for line in lines), lines
    return "refused"


@pytest.fixture(scope="module")
def tables():
    with duckdb.connect(config={"threads": 1}) as db:
        create_tables(db, FILES.tables)
        yield db


def test_any_seed_is_read_or_refused(tables, tmp_path):
    """What is read, the engine takes, and gives back cell by cell."""
    folder = shutil.copytree(MADE_UP, tmp_path / "seeds")

    @settings(max_examples=300 * OFTEN, **SETTINGS)
    @given(damaged_seed())
    def try_one(seed):
        name, raw = seed
        (tmp_path / "seeds" / f"{name}.csv").write_bytes(raw)
        try:
            rows = read_seeds(tables, tmp_path / "seeds")
        except Refused as refusal:
            tried["seed", well_said(refusal)] += 1
        else:
            tried["seed", "read"] += 1
            columns = list(tables_of(tables)[name])
            with duckdb.connect(config={"threads": 1}) as db:
                typed = ", ".join(f"{column} {about.type}" for column, about in tables_of(tables)[name].items())
                db.execute(f"create table back ({typed})")
                if rows[name]:
                    values = [[row[column] for column in columns] for _, _, row in rows[name]]
                    db.executemany(f"insert into back values ({', '.join('?' * len(columns))})", values)
                    back = db.execute(
                        f"select {', '.join(f'cast({column} as varchar)' for column in columns)} from back"
                    ).fetchall()
                    for put, got in zip(values, back, strict=True):
                        assert all(
                            a == b
                            or (
                                a is not None
                                and b is not None
                                and re.fullmatch(r"-?[0-9.]+", a)
                                and float(a) == float(b)
                            )
                            for a, b in zip(put, got, strict=True)
                        ), (put, got)
        finally:
            (tmp_path / "seeds" / f"{name}.csv").write_bytes(SEEDS[name])

    try_one()
    assert folder and tried["seed", "read"] > 5 and tried["seed", "refused"] > 100
    print(f"\n{dict(tried)}")


def test_any_query_is_refused_or_reads_our_tables_only(database, tmp_path):
    """What the reading lets through, the engine's own parser reads too: it must find our tables and no reader."""
    names = {file.name for file in (*FILES.tables, *FILES.queries)}
    with opened(database) as db:

        @settings(max_examples=300 * OFTEN, **SETTINGS)
        @given(damaged_query())
        def try_one(text):
            problems = forbidden_in_query(SqlFile.read(ask(tmp_path, "asked", text), "queries/asked/asked.sql"), names)
            for line, words in problems:
                assert line >= 1 and words.isprintable(), words
            if problems:
                tried["query", "refused"] += 1
                return
            tree = db.execute("select cast(json_serialize_sql(?) as varchar)", [text]).fetchall()[0][0]
            reads = set(re.findall(r'"table_name":"([^"]*)","(?:column_name_alias|sample)', tree))
            functions = set(re.findall(r'"type":"TABLE_FUNCTION".*?"function_name":"([^"]*)"', tree))
            assert functions <= {"generate_series", "range", "unnest"}, functions
            try:
                db.execute(f"explain {text}").fetchall()
                tried["query", "binds"] += 1
            except duckdb.Error as error:
                assert "Permission" not in str(error)
                tried["query", "refused by the engine"] += 1
            assert reads <= names | {cte.alias for cte in parse(text)[0].find_all(exp.CTE)}

        try_one()
    print(f"\n{dict(tried)}")
    assert tried["query", "refused"] > 100 and tried["query", "binds"] > 10


def test_any_project_is_built_or_refused(lean):
    """The whole build, and what it leaves behind."""
    before = (lean / "elections.duckdb").read_bytes()

    @settings(max_examples=20 * OFTEN, **SETTINGS)
    @given(damaged_seed(), damaged_query())
    def try_one(seed, query):
        name, raw = seed
        (lean / "seeds" / f"{name}.csv").write_bytes(raw)
        path = ask(lean, "asked", query)
        (lean / "elections.duckdb").write_bytes(before)
        try:
            build.build(lean)
            tried["project", "built"] += 1
        except Refused as refusal:
            tried["project", well_said(refusal)] += 1
            assert (lean / "elections.duckdb").read_bytes() == before
        (lean / "seeds" / f"{name}.csv").write_bytes(SEEDS[name])
        path.unlink()
        assert not list(lean.glob("elections.duckdb.unfinished*"))

    try_one()
    print(f"\n{dict(tried)}")
