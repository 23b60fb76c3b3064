"""Other people's data comes in through one door: mapped as it says, its defects found and named, bad files refused.

tests/imports/<name>/ holds small made-up files in each publisher's form. Where HEMICYCLE_DATASETS names a folder with
the publishers' own files (else ../shared/datasets is looked for), they are tried too.
"""

import contextlib
import csv
import io
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from conftest import FILES, PROJECT, copy_of_project, with_program
from test_known_figures import agrees

import build
from hemicycle.database.tables import create_tables
from hemicycle.importing import selects
from hemicycle.importing.report import odd_names, such_as
from hemicycle.importing.selects import bring, import_of
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile
from hemicycle.reading.text import Refused

MADE_UP = build.HERE / "tests" / "imports"
PUBLISHED = Path(os.environ.get("HEMICYCLE_DATASETS", build.HERE.parent / "shared" / "datasets"))


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """{import: the database that its made-up files give}, each without our own elections."""
    project = copy_of_project(tmp_path_factory.mktemp("a project with bl\u00e4nks"))
    opened = {}
    for name in ("parlgov", "medsl_house", "spreadsheet"):
        opened[name] = duckdb.connect(
            build.build_import(name, MADE_UP / name, with_seeds=False, folder=project), read_only=True
        )
    yield opened
    for db in opened.values():
        db.close()


# import, question, answer
MAPPED = [
    # a party bears the name it had on the day
    (
        "parlgov",
        "select contestant from contestants where contestant_id in ('parlgov-1-1', 'parlgov-2-1') order by 1",
        [("Labour",), ("Workers",)],
    ),
    # an alliance row with votes, members with seats
    (
        "parlgov",
        "select kind, votes, seats, seats_origin from outcomes where contestant_id = 'parlgov-2-6'",
        [("alliance", 550, 55, "added up")],
    ),
    (
        "parlgov",
        "select votes, seats, alliance from outcomes where contestant_id = 'parlgov-2-1'",
        [(None, 40, "Front")],
    ),
    # a member without figures stands behind the party it hangs on
    (
        "parlgov",
        "select kind, identity from outcomes where contestant_id = 'parlgov-2-2'",
        [("joint list", "parlgov-party-2 parlgov-party-3")],
    ),
    # the strongest party of an alliance has seats of its own; the votes are the alliance's
    (
        "parlgov",
        "select contestant, votes, seats from outcomes where contestant_id like 'parlgov-3-1%' order by contestant_id",
        [("Labour", None, 6), ("Labour and allies", 400, 8)],
    ),
    (
        "parlgov",
        (
            "select kind, party_id is null from contestants left join contestant_parties using (contestant_id) "
            "where contestant_id = 'parlgov-1-5'"
        ),
        [("independents", True)],
    ),
    (
        "parlgov",
        "select party from parties where abbreviation like 'Lib%' order by party_id",
        [("Liberals (Lib)",), ("Liberals (Lib-2)",)],
    ),
    (
        "parlgov",
        "select kind, cast(happened_on as text), precision from party_links order by 1",
        [("merged", "2002-01-01", "year"), ("split", "1999-03-05", "day")],
    ),
    (
        "parlgov",
        "select cabinets.cabinet, cabinets.person_id, cabinets.start_kind, cabinets.is_caretaker, members "
        "from cabinets join governments using (cabinet_id) "
        "order by cabinets.started_on",
        [
            ("Firefly I", "parlgov-xf-firefly", "election", False, "Farmers + Liberals"),
            ("Firefly II", "parlgov-xf-firefly", "election", True, None),
            ("Teasdale", "parlgov-xf-teasdale", "prime minister", False, "Labour"),
        ],
    ),
    ("parlgov", "select previous_election_id from predecessors", [("parlgov-1",)]),
    (
        "parlgov",
        "select table_name, row_number, rule from set_aside",
        [("party_links", 3, "earlier_party_id, later_party_id stands twice")],
    ),
    ("parlgov", "select row_count from unmapped where what = 'steps without a type'", [(1,)]),
    (
        "parlgov",
        "select subject, expected, found from arithmetic_checks where rule = 'votes are no more than valid votes'",
        [("parlgov-2", 1100, 1110)],
    ),
    (
        "parlgov",
        (
            "select subject, expected, found from arithmetic_checks "
            "where rule = 'a share is votes by its base' and election_id = 'parlgov-2'"
        ),
        [("parlgov-2 parlgov-2-5", 10.91, 10)],
    ),
    # two lines of one name count together; blank votes do not count as valid
    (
        "medsl_house",
        (
            "select contestant, votes, second_votes, margin_votes from area_winners "
            "where area = 'New York 1' and election_id = 'medsl_house-1996'"
        ),
        [("Ann Oak, NY 1, all lines", 110, 85, 25)],
    ),
    (
        "medsl_house",
        "select contestant, decided_by from area_winners where area = 'New York 2'",
        [("Jos\u00e9 Fir (republican), NY 2", "unopposed")],
    ),
    # the run-off decides its district, whose two candidates share a party
    (
        "medsl_house",
        "select contestant, votes, competitors from area_winners where area = 'Texas 8'",
        [("Kay Ash (republican), TX 8, run-off", 30, 2)],
    ),
    (
        "medsl_house",
        "select wasted_votes, wasted_votes_pct from area_wasted_votes where area = 'Texas 8'",
        [(21, 41.18)],
    ),
    (
        "medsl_house",
        (
            "select identity, vote_share_before_pct, vote_share_pct from area_swing "
            "where identity = 'medsl_house-party-republican'"
        ),
        [("medsl_house-party-republican", 43.59, 36.36)],
    ),
    (
        "medsl_house",
        "select subject, expected, found from arithmetic_checks",
        [("medsl_house-1998 medsl_house-ny-1", 110, 100)],
    ),
    (
        "medsl_house",
        "select what, row_count from unmapped where what like '%office%'",
        [("rows about another office, such as US Senate", 1)],
    ),
    ("medsl_house", "select area_id from areas where area_id like '%statewide%'", []),
    (
        "medsl_house",
        "select cast(first_polling_on as text) from elections order by 1",
        [("1996-11-05",), ("1998-11-03",)],
    ),
    (
        "medsl_house",
        "select level, sum(votes) from level_totals where election_id = 'medsl_house-1998' group by level",
        [("district", 100)],
    ),
    (
        "spreadsheet",
        "select areas_reported, votes, votes_of_the_whole from level_totals where contestant = 'Farmers'",
        [(2, 39200, 39200)],
    ),
]


@pytest.mark.parametrize(
    "name, question, answer", MAPPED, ids=lambda value: value[:60] if isinstance(value, str) else ""
)
def test_an_import_is_mapped_as_its_header_says(made_up, name, question, answer):
    assert made_up[name].sql(question).fetchall() == answer


@pytest.mark.parametrize("name", ["parlgov", "medsl_house", "spreadsheet"])
def test_nothing_contradicts_itself_and_every_column_is_described(made_up, name):
    assert made_up[name].sql("from integrity_checks").fetchall() == []
    assert (
        made_up[name]
        .sql(
            "select table_name, column_name from data_dictionary "
            "where table_name in ('set_aside', 'unmapped') and coalesce(description, '') = ''"
        )
        .fetchall()
        == []
    )


@pytest.mark.parametrize("name", [path.name for path in PROJECT.imports])
def test_a_data_set_says_where_it_comes_from(name):
    for label in ("source", "licence", "citation", "version"):
        assert SqlFile.read(build.HERE / "imports" / name / "sources.sql", name).labelled(label), label


def test_own_seeds_and_an_import_stand_side_by_side(few):
    with duckdb.connect(build.build_import("spreadsheet", MADE_UP / "spreadsheet", folder=few), read_only=True) as both:
        ours = sum(1 for _ in csv.reader((few / "seeds" / "elections.csv").open(encoding="utf-8"))) - 1
        assert both.sql("select count(*) from elections").fetchall() == [(ours + 2,)]


# what is done to the copied files of an import, and the line that must be said
BAD = {
    "an encoding that nobody knows": (
        "medsl_house",
        lambda data, selects: swap(selects / "sources.sql", "encoding: latin-1", "encoding: nonsense"),
        r"imports/medsl_house/sources\.sql: encoding: nobody knows an encoding of files called 'nonsense'",
    ),
    "two SELECTs that read each other": (
        "spreadsheet",
        lambda data, selects: swap(
            selects / "given_elections.sql", "    from elections_sheet", "    from elections_sheet, results"
        ),
        r"imports/spreadsheet: each of these needs the next: .*",
    ),
    "a file is missing": (
        "parlgov",
        lambda data, selects: (data / "31__elections__Election.csv").unlink(),
        r"imports/parlgov/\w+\.sql: 31__elections__Election\.csv is not in .*",
    ),
    "a column is missing": (
        "parlgov",
        lambda data, selects: swap(data / "31__elections__Election.csv", "electorate", "electors"),
        (
            r"imports/parlgov/returns\.sql: column 'electorate' is not in the publisher's file; "
            r"is that another version of the data set\?"
        ),
    ),
    "not UTF-8": (
        "parlgov",
        lambda data, selects: (data / "02__datacore__Country.csv").write_bytes(
            (data / "02__datacore__Country.csv").read_bytes().replace(b"Freedonia", b"Fr\xe9edonie")
        ),
        (
            r"imports/parlgov/\w+\.sql: 02__datacore__Country\.csv:\d+: is not UTF-8; "
            r"an `encoding:` line in sources\.sql says what it is"
        ),
    ),
    "another encoding than it says": (
        "medsl_house",
        lambda data, selects: swap(selects / "sources.sql", "encoding: latin-1", "encoding: utf-8"),
        r"1976-2018-house\.csv: byte \d+ is not utf-8, which imports/medsl_house/sources\.sql says it is",
    ),
    "an id of others": (
        "spreadsheet",
        lambda data, selects: swap(
            selects / "given_parties.sql",
            "'spreadsheet-' || named.country_id || '_' || named.slug",
            "'own-' || named.slug",
        ),
        r"imports/spreadsheet/parties\.sql: party_id 'own-\w+' does not begin with 'spreadsheet-'",
    ),
    "a key that exists": (
        "spreadsheet",
        lambda data, selects: (selects / "countries.sql").write_text(
            "select 'dz' as country_id, 'XXX' as alpha_3, 'A' as country, 'A' as native_name"
        ),
        r"imports/spreadsheet/countries\.sql: country_id 'dz' exists already; an import brings rows of its own",
    ),
    "a table that nobody has": (
        "spreadsheet",
        lambda data, selects: (selects / "partys.sql").write_text("select 1 as party_id"),
        r"imports/spreadsheet/partys\.sql: there is no table partys; did you mean 'parties'\?",
    ),
    "a column that nobody has": (
        "spreadsheet",
        lambda data, selects: swap(selects / "results.sql", "votes", "votes as ballots"),
        r"imports/spreadsheet/results\.sql: the table has no column ballots",
    ),
    "no word of the origin": (
        "spreadsheet",
        lambda data, selects: (selects / "sources.sql").unlink(),
        r"imports/spreadsheet/sources\.sql is missing; it says where the data set comes from",
    ),
}


def swap(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name, harm, said", BAD.values(), ids=BAD)
def test_bad_input_is_refused_in_one_line(tmp_path, name, harm, said):
    data, folder = tmp_path / "data", tmp_path / "imports"
    shutil.copytree(MADE_UP / name, data)
    shutil.copytree(build.HERE / "imports", folder)
    harm(data, folder / name)
    with duckdb.connect() as db:
        create_tables(db, FILES.tables)
        db.execute(
            "insert into source_kinds select kind, rank, reason from read_csv(?)",
            [str(build.HERE / "seeds" / "source_kinds.csv")],
        )
        db.execute("insert into countries values ('dz', 'DZA', 'Algeria', 'Algeria')")
        with pytest.raises(Refused) as refused:
            bring(db, import_of(Project(tmp_path), name), data)
    assert re.fullmatch(said, str(refused.value)), str(refused.value)


# (file, old, new), what is set aside as (table, rule, value, place), and rows of results.csv that have no election
SET_ASIDE = {
    "votes in words": (
        [("results.csv", "Coast,Greens,,7100,2", "Coast,Greens,,many,2")],
        [("cell", "is no whole number; if it means missing", "many", "results.csv, row 14")],
        [],
    ),
    "half a vote": (
        [("results.csv", "Coast,Greens,,7100,2", "Coast,Greens,,7100.5,2")],
        [("cell", "is no whole number", "7100.5", "results.csv, row 14")],
        [],
    ),
    "less than no vote": (
        [("results.csv", "Hills,Greens,,2700,0", "Hills,Greens,,-1,0")],
        [("cell", "is less than 0; if it is a code for missing", "-1", "results.csv, row 11")],
        [],
    ),
    "a row twice": (
        [("results.csv", "Hills,Greens,,2700,0", "Hills,Greens,,2700,0\nRuritania 2008,district,Hills,Farmers,,1,0")],
        [
            (
                "results",
                "'Farmers' in Hills stands in rows 9, 12 with other figures",
                "Farmers",
                f"results.csv, row {n}",
            )
            for n in (12, 9)
        ],
        [],
    ),
    "a row repeated": (
        [("results.csv", "Hills,Greens,,2700,0", "Hills,Greens,,2700,0\nRuritania 2008,district,Hills,Greens,,2700,0")],
        [("results", "repeats row 11", "Greens", "results.csv, row 12")],
        [],
    ),
    "a kind of area that nobody knows": (
        [("results.csv", "district,Hills,Greens", "county of,Hills,Greens")],
        [("cell", "is none of country, region", "county of", "results.csv, row 11")],
        [],
    ),
    "another year": (
        [("results.csv", "Ruritania 2008,,,Greens", "Ruritania 2009,,,Greens")],
        [],
        [("rows of elections that elections does not name", 1)],
    ),
    "no election": (
        [("results.csv", "Ruritania 2008,,,Greens", ",,,Greens")],
        [],
        [("rows that name no election", 1)],
    ),
    "a day that is none": (
        [("elections.csv", "2008-06-15", "2008-06-31")],
        [("cell", "is no day of the calendar", "2008-06-31", "elections.csv, row 3")],
        [("rows of elections that were set aside", 10)],
    ),
    "a kind of body that nobody knows": (
        [
            ("elections.csv", "Diet,,2004-06-13", "Diet,parliament,2004-06-13"),
            ("elections.csv", "Diet,,2008-06-15", "Diet,parliament,2008-06-15"),
        ],
        [("cell", "is none of legislature, presidency", "parliament", f"elections.csv, row {row}") for row in (2, 3)],
        [("rows of elections that were set aside", 13)],
    ),
}


@pytest.mark.parametrize("edits, set_aside, unmapped", SET_ASIDE.values(), ids=SET_ASIDE)
def test_every_row_is_taken_or_set_aside_or_counted_as_not_mapped(tmp_path, edits, set_aside, unmapped):
    with brought(tmp_path, edits) as db:
        assert [
            (table, rule[: len(told)], value, place)
            for (table, rule, value, place), (_, told, *_) in zip(
                db.sql("select table_name, rule, value, found_at from set_aside order by all").fetchall(),
                set_aside,
                strict=True,
            )
        ] == set_aside
        assert db.sql("select what, row_count from unmapped order by what").fetchall() == unmapped
        given = len((tmp_path / "data" / "results.csv").read_text(encoding="utf-8").splitlines()) - 1
        accounted = (
            "select sum(rows_read), sum(rows_taken), "
            "bool_and(rows_read = rows_taken + rows_set_aside + rows_not_mapped) from accounts"
        )
        taken = db.sql("select (select count(*) from results) + (select count(*) from area_results)").fetchall()[0][0]
        assert db.sql(accounted).fetchall() == [(given, taken, True)]


def test_a_party_is_the_same_party_however_its_name_is_written(tmp_path):
    with brought(tmp_path, [("results.csv", "2004,,,Workers", "2004,,,WORKERS")]) as db:
        parties = (
            "select party_id from contestants join contestant_parties using (contestant_id) "
            "where contestant ilike 'workers'"
        )
        assert db.sql(parties).fetchall() == [("spreadsheet-xr_workers",)] * 2


@pytest.mark.parametrize(
    "name, said, shown",
    [
        ("=1+1", "is a formula to a spreadsheet", "=1+1"),
        ("-$A$1", "is a formula to a spreadsheet", "-$A$1"),
        ("<script>x</script>", "has a tag of HTML", "<script>x</script>"),
        ("Gre\x1b[31mens", "has a character that acts on its reader (U+001B)", "Gre\ufffd[31mens"),
        ("Gre\u202eens", "has a character that acts on its reader (U+202E)", "Gre\ufffdens"),
    ],
)
def test_a_harmful_text_is_set_aside(tmp_path, name, said, shown):
    with brought(tmp_path, [("results.csv", "2008,,,Greens", f"2008,,,{name}")]) as db:
        assert db.sql("select key_value, rule, value from set_aside").fetchall() == [("contestant", said, shown)]


@pytest.mark.parametrize("name", ["+Greens", "-ismo", "Gre\u0301ens", "Kόμμα", "Greens \t", "A < B"])
def test_a_name_that_only_looks_wrong_is_taken_and_told(tmp_path, name):
    with brought(tmp_path, [("results.csv", "2008,,,Greens", f"2008,,,{name}")]) as db:
        assert db.sql("from set_aside").fetchall() == []


def test_the_report_tells_of_names_that_look_wrong(tmp_path):
    edits = [("results.csv", "2008,,,Greens", "2008,,,Grееns"), ("results.csv", "2008,,,Farmers", "2008,,,Fa rmers")]
    with brought(tmp_path, edits) as db:
        told = odd_names(db, "spreadsheet")
        assert ("contestants: contestant: such as 'Grееns' has Cyrillic and Latin letters in one word", 1) in told
        assert any(words.endswith("look like one another") for words, _ in told)


def test_an_office_of_one_person_is_no_legislature(tmp_path):
    with brought(tmp_path, [("elections.csv", "Diet,,2004-06-13", "Crown,presidency,2004-06-13")]) as db:
        assert db.sql("select body, kind from bodies order by 1").fetchall() == [
            ("Crown", "presidency"),
            ("Diet", "legislature"),
        ]


@contextlib.contextmanager
def brought(tmp_path, edits):
    """The tables that the made-up spreadsheet gives after some edits of its files."""
    data = tmp_path / "data"
    shutil.copytree(MADE_UP / "spreadsheet", data)
    for file, old, new in edits:
        swap(data / file, old, new)
    db = ready()
    db.execute("begin")
    try:
        with pytest.MonkeyPatch.context() as patched:  # what the SELECTs may read is looked at in every build
            patched.setattr(selects, "refuse_reading_elsewhere", lambda *known: None)
            bring(db, spreadsheet(), data)
        yield db
    finally:
        db.execute("rollback")


@cache
def ready():
    """The tables, with the words that every import needs and no other row, which each test leaves as they are."""
    db = duckdb.connect(config={"threads": 1})
    create_tables(db, FILES.tables)
    db.execute(
        "insert into source_kinds select kind, rank, reason from read_csv(?)",
        [str(build.HERE / "seeds" / "source_kinds.csv")],
    )
    return db


@cache
def spreadsheet():
    return import_of(PROJECT, "spreadsheet")


def test_what_was_set_aside_is_told_with_a_value_and_its_place():
    assert such_as("m\x1bany", "results.csv, row 14") == ", such as 'm<U+001B>any' (results.csv, row 14)"
    assert such_as(None, None) == such_as() == ""


def test_the_command_refuses_in_one_line_and_leaves_the_file_of_before(project):
    before = project / "parlgov.duckdb"
    before.write_bytes(b"of before")
    with_program(project)
    for arguments, said in [
        (
            ["--import", "parlgov", "--from", "nowhere"],
            "from=nowhere: there is no such folder; say which one holds the files: make db import=parlgov from=DIR",
        ),
        (
            ["--import", "parlgof", "--from", "."],
            (
                "import=parlgof: there is no folder imports/parlgof; did you mean 'parlgov'?; "
                f"there are {', '.join(path.name for path in PROJECT.imports)}"
            ),
        ),
        (
            ["--import", "elections", "--from", "."],
            "import=elections: an import cannot be called elections; it would take the place of our own database",
        ),
        (
            ["--import", "parlgov", "--from", str(project)],
            f"imports/parlgov/countries.sql: 02__datacore__Country.csv is not in {project}",
        ),
    ]:
        run = subprocess.run([sys.executable, "build.py", *arguments], cwd=project, capture_output=True, text=True)
        assert (run.returncode, run.stderr.strip()) == (1, said)
    assert before.read_bytes() == b"of before" and not list(project.glob("*.unfinished"))


PAGE = (build.HERE / "imports" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_shows_the_example_as_it_is_and_the_answers_it_gives(made_up):
    lines = {
        line
        for path in [*(MADE_UP / "spreadsheet").iterdir(), MADE_UP / "messy" / "settings.csv"]
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    sheets = [
        block for (before, _), (kind, block) in pairwise([("", ""), *BLOCKS]) if kind == "csv" and before != "sql"
    ]
    assert len(sheets) == 3 and all(set(sheet.splitlines()) <= lines for sheet in sheets)
    questions = [(sql, shown) for (kind, sql), (_, shown) in pairwise(BLOCKS) if kind == "sql"]
    assert len(questions) == 4 and BLOCKS[-1][0] == "sql"
    for sql, shown in questions:
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(made_up["spreadsheet"].sql(sql).fetchall())
        assert written.getvalue() == shown, sql
    year = "United States House of Representatives {}".format
    assert made_up["medsl_house"].sql(BLOCKS[-1][1]).fetchall() == [
        (year(1996), "republican", 136),
        (year(1996), "democrat", 90),
        (year(1996), "liberal", 20),
        (year(1996), None, 5),
        (year(1998), "democrat", 60),
        (year(1998), "republican", 40),
    ]


def test_the_page_is_walked_through(project):
    """With the commands it gives, of the messy example, which is shown as it is and reported as it says."""
    with_program(project)
    shown, report = (block for kind, block in BLOCKS if kind == "")
    messy = (MADE_UP / "messy" / "results.csv").read_text(encoding="cp1252")
    assert set(shown.splitlines()) <= set(messy.splitlines())
    shutil.copytree(MADE_UP / "messy", project / "my-elections")
    command = [sys.executable, "build.py", "--from", "my-elections", "--without-seeds"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.split("\n", 1)[1].startswith(report), run.stderr + run.stdout
    assert "make shell of=spreadsheet" in run.stdout and len(run.stdout.splitlines()) < 40
    with duckdb.connect(project / "spreadsheet.duckdb", read_only=True) as db:
        assert db.sql("select title, licence, citation from about").fetchall() == [
            ("Elections in Ruritania", "CC-BY-4.0", None)
        ]
        changes = "select contestant, vote_swing_pp, seat_change from results_table where seat_change is not null"
        assert sorted(db.sql(changes).fetchall()) == [("FARMERS", -10, -3), ("Workers", 10, 3)]
        assert db.sql("select contestant from area_winners order by 1").fetchall() == [
            ("Ann Oak, Ash, Coast (Farmers)",),
            ("Ann Oak, Ash, Hills (Workers)",),
        ]
        assert db.sql("select kind, precision from party_links").fetchall() == [("renamed", "year")]
        before = (project / "spreadsheet.duckdb").read_bytes()
    settings = project / "my-elections" / "settings.csv"
    swap(settings, "decimal mark,comma\n", "")
    run = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert (
        run.returncode == 1
        and "elections.csv, row 4, registered_voters: '120.000' can mean 120.000 or 120,000; say which in the sheet"
        in run.stderr
    )
    assert (project / "spreadsheet.duckdb").read_bytes() == before


def test_the_page_says_of_every_column_what_it_gives():
    with (build.HERE / "imports" / "spreadsheet" / "columns.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sheet"] != "settings"]
    assert re.findall(
        r"^\| `(\w+)`( \((?:one is )?required\))? \| (.+) \|$", PAGE.partition("## Every column")[2], re.MULTILINE
    )[: len(rows)] == [
        (row["column"], {"true": " (required)", "one": " (one is required)"}.get(row["is_required"], ""), row["gives"])
        for row in rows
    ]


# the publishers' own files
@pytest.fixture(scope="module")
def parlgov(tmp_path_factory):
    yield from published(tmp_path_factory, "parlgov", PUBLISHED / "parlgov")


@pytest.fixture(scope="module")
def medsl_house(tmp_path_factory):
    yield from published(tmp_path_factory, "medsl_house", PUBLISHED / "us_house")


def published(tmp_path_factory, name, folder):
    if not folder.is_dir():
        pytest.skip(f"the publisher's files are not in {folder}")
    with duckdb.connect(
        build.build_import(
            name, folder, with_seeds=False, folder=copy_of_project(tmp_path_factory.mktemp(name) / "project")
        ),
        read_only=True,
    ) as db:
        yield db


def test_every_row_of_parlgov_is_mapped_or_named(parlgov):
    files = PUBLISHED / "parlgov"

    def number(db, sql):
        return db.sql(sql).fetchall()[0][0]

    def count(file):
        return number(duckdb, f"select count(*) from read_csv('{files}/{file}', header = true, all_varchar = true)")

    def taken(table, where="true"):
        return number(parlgov, f"select count(*) from {table} where {where}")

    def named(what):
        return number(parlgov, f"select row_count from unmapped where what like '{what}%'")

    assert taken("elections") == count("31__elections__Election.csv") == 1028
    assert (
        taken("contestants", "contestant_id not like '%-alliance'") + named("members of an alliance without")
        == count("32__elections__ElectionResult.csv")
        == 9799
    )
    assert taken("parties") == count("21__parties__Party.csv")
    assert taken("party_links") + taken("set_aside", "table_name = 'party_links'") + named("steps without") == count(
        "24__parties__PartyChange.csv"
    )
    assert taken("set_aside", "table_name <> 'party_links'") == 0


def test_the_known_defects_of_parlgov_are_found(parlgov):
    def breaking(rule):
        found = parlgov.sql(f"select election_id from arithmetic_checks where rule = '{rule}'").fetchall()
        return {election for (election,) in found}

    (croatia,) = parlgov.sql(
        "select election_id from elections where election = '2020 Croatian parliamentary election'"
    ).fetchall()[0]
    assert croatia in breaking("a share is votes by its base")
    over = breaking("votes are no more than valid votes")
    parliaments = {
        row[0]
        for row in parlgov.sql("select election_id from elections where body_id not like '%european%'").fetchall()
    }
    assert (len(over & parliaments), len(over)) == (31, 43)
    shares = parlgov.sql(
        "select count(*) from arithmetic_checks where rule = 'a share is votes by its base' and abs(difference) > 0.1"
    ).fetchall()[0][0]
    assert shares >= 499


def test_counted_rows_add_up_to_the_chamber_in_every_election_of_parlgov(parlgov):
    assert parlgov.sql(
        "select count(*) from ("
        "select election_id, sum(outcomes.seats) as counted, max(elections.seats) as seats "
        "from outcomes join elections using (election_id) where is_counted group by 1) where counted = seats"
    ).fetchall() == [(1028,)]
    assert parlgov.sql(
        "select count(*) from (select election_id, sum(votes) as votes from outcomes where is_counted group by 1) "
        "as held "
        "join (select election_id, sum(value) as votes from figures where figure = 'votes' and is_used and is_counted "
        "group by 1) as printed using (election_id) where held.votes <> printed.votes"
    ).fetchall() == [(0,)]
    assert parlgov.sql(
        "select rule, count(*) from arithmetic_checks where rule like 'two %' or rule like 'valid %' "
        "or rule like 'seats %' "
        "group by 1 order by 1"
    ).fetchall() == [
        ("two general elections of one body lie 60 days apart", 2),
        ("two registers weeks apart are alike", 1),
        ("valid votes are no more than ballots", 2),
    ]


def test_later_editions_of_medsl_are_read_alike(tmp_path):
    """They write in capitals, leave missing labels empty and count undervotes among the candidates."""
    header, *_ = (MADE_UP / "medsl_house" / "1976-2018-house.csv").read_text(encoding="latin-1").splitlines()
    common = "2020,NEW YORK,NY,36,21,13,US HOUSE,1,GEN,FALSE,FALSE"
    rows = ["A ONE,INDEPENDENT,FALSE,TOTAL,100", "UNDERVOTES,,FALSE,TOTAL,160", "WRITEIN,,TRUE,TOTAL,7"]
    rows = [f"{common},{row},267,FALSE,20210604,FALSE" for row in [*rows, "ERIC BLANKENBURG,DEMOCRAT,FALSE,TOTAL,90"]]
    (tmp_path / "1976-2018-house.csv").write_text("\n".join([header + ",fusion_ticket", *rows, ""]))
    with duckdb.connect() as db:
        create_tables(db, FILES.tables)
        db.execute("insert into source_kinds values ('dataset', 1, 'made up')")
        bring(db, import_of(PROJECT, "medsl_house"), tmp_path)
        assert db.sql("select kind, is_valid from contestants order by contestant_id").fetchall() == [
            ("candidate", True),
            ("blank votes", False),
            ("others", True),
            ("candidate", True),
        ]
        assert db.sql("select party from parties").fetchall() == [("DEMOCRAT",)]


def test_the_contests_of_medsl_that_do_not_add_up_are_found(medsl_house):
    assert medsl_house.sql("select count(*) from area_results").fetchall() == [(29636,)]
    assert medsl_house.sql("from set_aside").fetchall() == []
    wrong = medsl_house.sql(
        "select subject, expected - found from arithmetic_checks "
        "where rule = 'the votes of an area are its valid votes'"
    ).fetchall()
    assert len(wrong) == 28
    assert sum(subject.startswith("medsl_house-2018 medsl_house-fl-") for subject, _ in wrong) == 23


# least squares by ParlGov's figures against Gallagher's own series: elections with an answer, and those whose lowest
# to highest value agrees within 0.05, 0.1 and 0.5
AGREEMENT = """
    with parliaments as (
        select
            bodies.country_id,
            year(elections.first_polling_on) as year,
            max_by(elections.election_id, elections.first_polling_on) as election_id
        from elections
        join bodies on bodies.body_id = elections.body_id and bodies.body = 'Parliament'
        group by all
    ),
    differences as (
        select
            parliaments.country_id,
            parliaments.election_id,
            count(disproportionality.disproportionality) as answers,
            min(greatest(lowest_value - printed.disproportionality, printed.disproportionality - highest_value, 0))
                as difference
        from parliaments
        join read_csv(?, nullstr = 'NA') as printed
            on lower(printed.iso2c) = parliaments.country_id and cast(printed.year as integer) = parliaments.year
        join disproportionality on disproportionality.election_id = parliaments.election_id
        where disproportionality.is_default and disproportionality.measure = 'least squares'
        group by all
    )
    select
        country_id,
        count(*),
        sum(answers),
        count(case when difference < 0.0501 then 1 end),
        count(case when difference < 0.1001 then 1 end),
        count(case when difference < 0.5001 then 1 end)
    from differences
    group by country_id
    order by country_id
"""


COUNTED = ("answered", "within_0_05", "within_0_1", "within_0_5")


def test_agreement_with_gallagher_is_what_it_was(parlgov):
    series = PUBLISHED / "gallagher" / "Disproportionality.csv"
    if not series.exists():
        pytest.skip(f"{series} is not there")
    reached = parlgov.execute(AGREEMENT, [str(series)]).fetchall()
    with (MADE_UP / "gallagher.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["country_id"]: row for row in csv.DictReader(file)}
    complaints = [
        f"{country}: of {elections} elections {counts} have an answer, or are within 0.05, 0.1, 0.5; {wanted} before"
        for country, elections, *counts in reached
        for wanted in [[int(expected[country][column]) for column in COUNTED]]
        if any(now < before for now, before in zip(counts, wanted, strict=True))
    ]
    assert len(reached) == len(expected) and not complaints, "\n".join(complaints)


def test_published_figures_are_answered_or_the_difference_is_known(parlgov):
    """published.csv holds figures as others have printed them. Where `parlgov` is empty, the view gives them at their
    decimals; else it gives what stands there, or nothing, and `cause` says why. 'null' stands for nothing."""
    with (MADE_UP / "published.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    elections = list({row["election_id"] for row in published})
    answers = {view: usual_rows(parlgov, view, elections) for view in {row["view"] for row in published}}
    complaints = []
    for line, row in enumerate(published, 2):
        (found,) = (
            found
            for found in answers[row["view"]]
            if found["election_id"] == row["election_id"] and row["contestant_id"] in ("", found.get("contestant_id"))
        )
        value, printed, before = found[row["column"]], row["printed"], row["parlgov"]
        is_as_before = agrees(value, before or printed) or (before and value is None)
        if not is_as_before or (before and agrees(value, printed)):
            complaints.append(f"published.csv:{line}: {row['column']} is {value}, printed {printed}, before {before}")
        assert row["printed_in"] and row["locator"] and bool(before) == (len(row["cause"]) >= 20), f"line {line}"
    assert not complaints, "\n" + "\n".join(complaints)
    assert len(published) >= 200


def usual_rows(db, view, elections):
    """Rows of a view for some elections, each a dictionary; of an index, those of its usual convention."""
    columns = {column for (column, *_) in db.sql(f"describe {view}").fetchall()}
    where = "".join(
        f" and {condition}"
        for column, condition in (("is_default", "is_default"), ("measure", "measure = 'least squares'"))
        if column in columns
    )
    answer = db.execute(f"from {view} where election_id in (select unnest(?)){where}", [elections])
    names = [name for name, *_ in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def test_every_country_that_disagrees_with_gallagher_has_a_cause():
    with (MADE_UP / "gallagher.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [
        row["country_id"]
        for row in rows
        if 2 * int(row["within_0_1"]) < int(row["elections"]) and len(row["cause"]) < 20
    ] == []
