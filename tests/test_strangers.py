"""Whatever lies in a project, a person is told in words what is wrong with it, and the terminal only shows it."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from conftest import MADE_UP, ask, copy_of_project, keep_queries, with_program

import build
from hemicycle import command
from hemicycle.database import tidy as tidying
from hemicycle.database.current import is_current as is_current_of
from hemicycle.database.file import alone, kept, place, remove, unfinished
from hemicycle.database.tidy import tidy
from hemicycle.database.verify import verify
from hemicycle.export import files
from hemicycle.export.files import export, is_exported
from hemicycle.importing.selects import import_of, readable
from hemicycle.reading import seeds, text
from hemicycle.reading.cells import harm
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import read_sql_files
from hemicycle.reading.text import Refused, printable, suggestion

EMPTY = "-- Title\n--\n-- A description.\n--\n-- key: table_name\n-- empty: no, because\n"


def contradictions(columns, table="countries"):
    """A query whose rows refuse seeds: values for its columns."""
    names = ("table_name", "key_column", "key_value", "problem")
    lines = ",\n".join(f"    {value} as {name} -- said" for value, name in zip(columns, names, strict=True))
    return EMPTY + "select\n" + re.sub(r" -- said,", ", -- said", lines) + f"\nfrom {table}\norder by table_name\n"


SHAPE = "^queries/asked/asked.sql:1: expected a table, columns of it, the value in them, and a problem in each row"
# the columns of a query whose rows refuse seeds, and what is said
SHAPES = {
    "a text": (("'countries'", "'country_id'", "country_id", "'is wrong'"), "^seeds/countries.csv:2: .*'xy' is wrong"),
    "a number": (("'elections'", "'seats'", "100", "'is wrong'"), r"^seeds/elections.csv:\d+: seats: '100' is wrong"),
    "a number of no line": (
        ("'elections'", "'seats'", "7", "'is wrong'"),
        "^queries/asked/asked.sql:1: seats of no line",
    ),
    "two columns": (
        ("'countries'", "'alpha_3, country'", "alpha_3 || ' ' || country", "'is wrong'"),
        "^seeds/countries.csv:2: alpha_3, country: 'XYY Otherland' is wrong",
    ),
    "no value": (("'countries'", "'country_id'", "nullif(country_id, country_id)", "'is wrong'"), SHAPE),
    "no problem": (("'countries'", "'country_id'", "country_id", "nullif(country_id, country_id)"), SHAPE),
    "no such column": (("'countries'", "'nothing'", "country_id", "'is wrong'"), SHAPE),
    "no such table": (("'nothing'", "'country_id'", "country_id", "'is wrong'"), SHAPE),
    "a path": (("'../seeds/countries'", "'country_id'", "country_id", "'is wrong'"), SHAPE),
    "a view": (("'asked'", "'key_value'", "country_id", "'is wrong'"), SHAPE),
    "no such value": (
        ("'countries'", "'country_id'", "'qq'", "'is wrong'"),
        "^queries/asked/asked.sql:1: country_id of",
    ),
}


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A project without queries, built."""
    project = copy_of_project(tmp_path_factory.mktemp("seeded") / "project", MADE_UP)
    keep_queries(project)
    build.build(project)
    return project


@pytest.mark.parametrize("columns, said", SHAPES.values(), ids=SHAPES)
def test_a_query_that_refuses_seeds_is_held_to_the_shape_of_its_rows(seeded, tmp_path, columns, said):
    asked = ask(seeded, "asked", contradictions(columns))
    files = read_sql_files(Project(seeded))
    with duckdb.connect(shutil.copy(seeded / "elections.duckdb", tmp_path)) as db:
        db.execute(f"create view asked as {asked.read_text(encoding='utf-8')}")
    with pytest.raises(Refused, match=said):
        build.refuse_contradictions(Project(seeded), files, tmp_path / "elections.duckdb", True)


def test_the_line_that_is_named_is_the_one_that_the_problem_is_about(project):
    lines = [("seed", 3, "zz-1,north,5"), ("seed", 4, "zz-1,south,6"), ("seed", 5, "zz-1,east,7")]
    assert build.line_meant(lines, "has more seats in south than it has") == ("seed", 4)
    assert build.line_meant(lines, "is wrong") == ("seed", 3)


def write(path, data):
    def change(project):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(data)

    return change


def instead(path, make):
    def change(project):
        (project / path).unlink()
        make(project / path)

    return change


READ = "is not read; a table is schema/<table>.sql, a query queries/<subject>/<query>.sql, in lower case"
ORDINARY = "is not an ordinary file"
# what is done to a project, and the line that is said
LYING_ABOUT = {
    "capitals": (write("queries/turnout/x.SQL", b"select 1"), f"queries/turnout/x.SQL:1: {READ}"),
    "a table in capitals": (write("schema/x.Sql", b"select 1"), f"schema/x.Sql:1: {READ}"),
    "a folder of tables": (write("schema/more/x.sql", b"select 1"), f"schema/more/x.sql:1: {READ}"),
    "a folder of rows": (write("schema/catalogue/x/y.sql", b"x"), f"schema/catalogue/x/y.sql:1: {READ}"),
    "a pipe for a query": (
        lambda folder: os.mkfifo(folder / "queries/base/x.sql"),
        f"queries/base/x.sql:1: {ORDINARY}",
    ),
    "a pipe for a table": (instead("schema/people.sql", os.mkfifo), f"schema/people.sql:1: {ORDINARY}"),
    "a pipe for a seed": (instead("seeds/people.csv", os.mkfifo), f"seeds/people.csv:1: {ORDINARY}"),
    "a pipe for columns": (instead("queries/columns.csv", os.mkfifo), f"queries/columns.csv:1: {ORDINARY}"),
    "a folder for columns": (instead("queries/columns.csv", os.mkdir), f"queries/columns.csv:1: {ORDINARY}"),
    "a link to nowhere": (
        instead("seeds/people.csv", lambda path: path.symlink_to("nothing")),
        f"seeds/people.csv:1: {ORDINARY}",
    ),
    "a name that is no text": (
        lambda folder: Path(os.fsdecode(os.fsencode(folder / "seeds") + b"/p\xff\x1b[31m.csv")).touch(),
        "seeds/p<U+DCFF><U+001B>[31m.csv:1: there is no schema/p<U+DCFF><U+001B>[31m.sql",
    ),
    "a line in a name": (
        lambda folder: (folder / "seeds" / "a\nb.csv").touch(),
        "seeds/a<U+000A>b.csv:1: there is no schema/a<U+000A>b.sql",
    ),
    "a hidden line end": (
        lambda folder: (folder / "queries/columns.csv").open("a", encoding="utf-8").write("a,b\u2028c\n"),
        "has a character that cannot be seen or read (U+2028)",
    ),
    "a rule that cannot be worked out": (
        lambda folder: (folder / "schema/people.sql").write_text(
            (folder / "schema/people.sql")
            .read_text(encoding="utf-8")
            .replace(
                "not null,                             -- name", "not null check (cast(person as int) > 0),  -- name"
            ),
            encoding="utf-8",
        ),
        "schema/people.sql:1: a rule cannot be worked out for the rows of seeds/people.csv: Conversion Error",
    ),
}


@pytest.mark.parametrize("change, said", LYING_ABOUT.values(), ids=LYING_ABOUT)
def test_what_lies_about_in_a_project_is_told_in_words(project, change, said):
    keep_queries(project)
    change(project)
    with pytest.raises(Refused) as told:
        build.build(project)
    assert said in printable(str(told.value)).replace("a\nb", "a<U+000A>b")


def test_a_select_that_nobody_reads_is_told(project):
    (project / "imports" / "spreadsheet" / "x.SQL").write_text("select 1", encoding="utf-8")
    with pytest.raises(Refused, match="imports/spreadsheet/x.SQL:1: is not read"):
        import_of(Project(project), "spreadsheet")


ENCODINGS = ["undefined", "idna", "punycode", "rot13", "zip", "hex", "unicode_escape\x00", "nothing", "mbcs", "base64"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_that_is_none_is_told(project, tmp_path, encoding):
    sources = project / "imports" / "spreadsheet" / "sources.sql"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("-- version:", f"-- encoding: {encoding}\n-- version:", 1), encoding="utf-8")
    (tmp_path / "results.csv").write_bytes(b"a..b\xff," * 9)
    with pytest.raises(Refused), readable(import_of(Project(project), "spreadsheet"), tmp_path, tmp_path):
        pass


# what is done to a sheet, and what is said of it
SHEETS = {
    "empty": (lambda raw: b"", "results.csv: the file is empty"),
    "a workbook": (lambda raw: b"PK\x03\x04" + raw, "results.csv is a workbook or an archive"),
    "another header": (
        lambda raw: raw.replace(b"contestant", b"contestents", 1),
        "results.csv, row 1: no column is called contestant; did you mean 'contestents'",
    ),
    "an open quote": (lambda raw: raw.replace(b"Greens", b'"Greens', 1), "results.csv, row 7 .line 7.: a quote"),
}


@pytest.mark.parametrize("change, said", SHEETS.values(), ids=SHEETS)
def test_a_broken_sheet_is_told_by_its_line(project, tmp_path, change, said):
    data = Path(shutil.copytree(build.HERE / "tests" / "imports" / "spreadsheet", tmp_path / "data"))
    (data / "results.csv").write_bytes(change((data / "results.csv").read_bytes()))
    keep_queries(project)
    with pytest.raises(Refused, match=said):
        build.build_import("spreadsheet", str(data), with_seeds=False, folder=project)


HARMFUL = ["=1+1", "+A1", "<b>x</b>", "a\x00b", "a\x1bb", "a\u202eb", "@SUM(A1)", "a\u2028b", "-2+3"]


def test_texts_that_would_do_harm_are_set_aside_at_the_door(project, tmp_path):
    data = Path(shutil.copytree(build.HERE / "tests" / "imports" / "spreadsheet", tmp_path / "data"))
    results = data / "results.csv"
    lines = results.read_text(encoding="utf-8").splitlines()
    lines += [f"Ruritania 2008,,,{name},,1,0" for name in [*HARMFUL, "+Europa"]]
    results.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    keep_queries(project)
    database = build.build_import("spreadsheet", str(data), with_seeds=False, folder=project, force=True)
    with build.opened(database) as db:
        names = {name for (name,) in db.execute("select contestant from contestants").fetchall()}
        aside = db.execute("select value from set_aside where key_value = 'contestant'").fetchall()
    assert names.isdisjoint(HARMFUL) and "+Europa" in names
    assert len(aside) == len(HARMFUL)
    assert all(text.unreadable(value.replace("\ufffd", "")) is None for (value,) in aside)  # it shows where one was


@pytest.mark.parametrize(
    "name", ["+Europa", "-3", "\u05de\u05d5\u05dc\u05d3\u05ea\u200e", "Jos\u0090 E. Serrano", "Middle Class \t"]
)
def test_what_publishers_print_does_no_harm(name):
    assert harm(name) is None


# How much is looked at


def test_what_is_close_is_looked_for_only_where_it_is_shown(project, monkeypatch):
    """However many rows are wrong, and however many values there are to compare them with."""
    asked = Counter()

    def counted(word, words):
        asked["times"] += 1
        asked["words"] += len(list(words))
        return suggestion(word, words)

    monkeypatch.setattr(seeds, "suggestion", counted)
    rows = [seeds.Placed("seeds/children.csv", line, {"a": f"zz-q{line}"}) for line in range(100_000)]
    parents = [seeds.Placed("seeds/parents.csv", line, {"a": f"zz-p{line}"}) for line in range(3_000)]
    rule = seeds.Rule("children", "FOREIGN KEY", ("a",), "parents", ("a",))
    said = list(seeds.words_of(rule, rows, parents))
    assert len(said) == 100_000 and asked["times"] == text.MOST_SHOWN
    assert "did you mean 'zz-p1'?" in said[1][2] and "did you mean" not in said[99_999][2]


def test_a_close_word_is_found_among_many_and_a_long_one_is_not_looked_for():
    many = [f"country-{number}-election" for number in range(100_000)]
    assert suggestion("country-4711-elektion", many) == "; did you mean 'country-4711-election'?"
    assert suggestion("cuontry-4711-election", many) == "; did you mean 'country-4711-election'?"
    assert suggestion("a" * 9_000, ["a" * 8_999]) == ""


def test_few_words_are_compared_however_many_there_are(monkeypatch):
    compared = []
    monkeypatch.setattr(text.difflib, "get_close_matches", lambda word, words, n: compared.append(len(words)) or [])
    suggestion("party-x", [f"party-{number}" for number in range(100_000)])
    assert compared and max(compared) <= text.MOST_COMPARED


# Every command that writes


def test_an_edit_made_while_the_seeds_are_tidied_is_kept(lean, monkeypatch):
    seed = lean / "seeds" / "people.csv"
    seed.write_bytes(seed.read_bytes().replace(b"\n", b"\r\n"))
    edited = seed.read_bytes() + b"zz-new,zz,New,,\r\n"
    in_child = tidying.in_child

    def edit_meanwhile(*about):
        given = in_child(*about)
        seed.write_bytes(edited)
        return given

    monkeypatch.setattr(tidying, "in_child", edit_meanwhile)
    with pytest.raises(Refused, match="seeds/people.csv was changed meanwhile; run make tidy again"):
        tidy(Project(lean))
    assert seed.read_bytes() == edited and not list(lean.glob("**/*.unfinished"))


@pytest.mark.parametrize(
    "command", [["build.py"], *(["-m", "hemicycle", name] for name in ("export", "postgres", "tidy"))]
)
def test_a_command_that_writes_waits_for_another_one(lean, command):
    with alone(lean):
        process = subprocess.Popen(
            [sys.executable, *command], cwd=lean, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert process.stderr.readline() == b"another command is writing here; this one waits for it\n"
    assert process.communicate()[1] == b"" and process.returncode == 0


@pytest.mark.parametrize("kind", ["link", "file", "folder", "link to a folder"])
def test_what_lies_in_the_place_of_a_scratch_folder_is_removed_and_no_link_is_followed(tmp_path, kind):
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "kept").write_text("kept")
    scratch = tmp_path / "target.unfinished"
    if kind.startswith("link"):
        scratch.symlink_to(victim / "kept" if kind == "link" else victim)
    elif kind == "file":
        scratch.write_text("left")
    else:
        scratch.mkdir()
        (scratch / "target").symlink_to(victim / "kept")
    with unfinished(tmp_path / "target") as new:
        assert not new.exists() and not new.is_symlink() and not scratch.is_symlink()
        new.write_text("new")
        place(new, tmp_path / "target")
    assert (victim / "kept").read_text() == "kept" and (tmp_path / "target").read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["target", "victim"]


def test_a_folder_that_was_left_between_two_steps_goes_back_to_its_place(tmp_path):
    target, scratch = tmp_path / "target", tmp_path / "target.unfinished"
    kept(scratch).mkdir(parents=True)
    (kept(scratch) / "a").write_text("before")
    remove(scratch)
    assert (target / "a").read_text() == "before" and not scratch.exists()


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_changes_places_with_the_new_one(tmp_path, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr("hemicycle.database.file.RENAME_EXCHANGE", -1)  # which no kernel knows
    target = tmp_path / "target"
    target.mkdir()
    (target / "a").write_text("before")
    with unfinished(target) as new:
        new.mkdir()
        (new / "b").write_text("after")
        place(new, target)
    assert [path.name for path in target.iterdir()] == ["b"] and list(tmp_path.iterdir()) == [target]


def test_a_database_that_is_changed_during_an_export_is_told(lean, monkeypatch):
    (lean / "export").mkdir()
    in_child = files.in_child

    def build_meanwhile(*about, **limits):
        in_child(*about, **limits)
        (lean / "elections.duckdb").touch()

    monkeypatch.setattr(files, "in_child", build_meanwhile)
    with pytest.raises(Refused, match="elections.duckdb was changed meanwhile; run make export again"):
        export(Project(lean))
    assert list((lean / "export").iterdir()) == []


# What is old


def change(path, how=lambda path: path.write_bytes(path.read_bytes() + b"\n")):
    return lambda project: how(project / path)


CHANGES = {
    "a seed": change("seeds/people.csv"),
    "a table": change("schema/people.sql"),
    "the catalogue": change("schema/catalogue/about.sql"),
    "a query": change("queries/base/parties_behind.sql"),
    "usual columns": change("queries/columns.csv"),
    "the program": change("hemicycle/database/tables.py"),
    "build.py": change("build.py"),
    "a seed removed": change("seeds/people.csv", Path.unlink),
    "a query removed": change("queries/base/parties_behind.sql", Path.unlink),
    "a catalogue file removed": change("schema/catalogue/about.sql", Path.unlink),
    "a query renamed": change("queries/base/parties_behind.sql", lambda path: path.rename(path.with_name("other.sql"))),
    "a query moved": change(
        "queries/base/parties_behind.sql", lambda path: path.rename(path.parent.parent / path.name)
    ),
    "a query added": change("queries/base/new: %;.sql", Path.touch),
    "a seed of long ago": change("seeds/people.csv", lambda path: (path.write_bytes(b"x"), os.utime(path, (0, 0)))),
    "a backup of the database": change("elections.duckdb", lambda path: path.write_bytes(b"an older one")),
    "no database": change("elections.duckdb", Path.unlink),
    "no sums": change("elections.duckdb.sha256", Path.unlink),
    "a byte in the sums": change("elections.duckdb.sha256", lambda path: path.write_bytes(b"\xff" + path.read_bytes())),
    "sums of another": change("elections.duckdb.sha256", lambda path: path.write_bytes(b"# inputs 0\n")),
}


def is_current(project, engine="2.0.0"):
    here = Project(project)
    return is_current_of(here.database(), here.inputs(engine))


@pytest.fixture(scope="module")
def fresh(built_lean, tmp_path_factory):
    """A project whose database was built from what lies in it."""
    project = Path(shutil.copytree(built_lean, tmp_path_factory.mktemp("fresh") / "project"))
    build.build(project)
    return project


@pytest.mark.parametrize("how", CHANGES.values(), ids=CHANGES)
def test_what_a_build_goes_by_is_known_by_its_content(fresh, tmp_path, how):
    project = Path(shutil.copytree(fresh, tmp_path / "project"))
    engine = build.duckdb.__version__
    assert is_current(project, engine)
    how(project)
    assert not is_current(project, engine)


def test_times_do_not_matter_and_another_engine_does(fresh, tmp_path):
    project = Path(shutil.copytree(fresh, tmp_path / "project"))
    for path in project.rglob("*"):
        os.utime(path, (2**33, 2**33))
    (project / "hemicycle" / "__pycache__").mkdir(exist_ok=True)
    (project / "hemicycle" / "__pycache__" / "x.pyc").touch()
    (project / "seeds" / ".people.csv.swp").touch()
    assert is_current(project, build.duckdb.__version__) and not is_current(project, "0.0.0")


def test_a_seed_saved_during_a_build_is_built_the_next_time(lean, monkeypatch):
    in_child = build.in_child

    def save_meanwhile(*about, **limits):
        given = in_child(*about, **limits)
        (lean / "seeds" / "people.csv").open("a").write("zz-new,zz,New,,\n")
        return given

    monkeypatch.setattr(build, "in_child", save_meanwhile)
    database = build.build(lean)
    assert not is_current(lean, build.duckdb.__version__)
    assert "Its seeds or the program have changed since; make db builds it again" in verify(database)


def test_an_export_is_made_anew_only_of_another_database(fresh, tmp_path):
    project = Project(Path(shutil.copytree(fresh, tmp_path / "project")))
    assert not is_exported(project)
    package = export(project) / "datapackage.json"
    assert is_exported(project)
    package.write_bytes(b"\xff[]")
    assert not is_exported(project)


# The terminal


def test_what_is_printed_speaks_to_nobody_but_the_reader(capsys):
    with pytest.raises(SystemExit) as ended:
        command.end("a\x1b[31mb\u202ec\nd\x07\x9b\ufeff é 😀 حزب \u200c")
    assert ended.value.code == "a<U+001B>[31mb<U+202E>c\nd<U+0007><U+009B><U+FEFF> é 😀 حزب \u200c"


def test_the_command_line_is_refused_in_words(project):
    with_program(project)
    for arguments in (
        ["--\x1b[31m"],
        ["--import"],
        ["--from", "x\x1b"],
        ["nonsense\u202e"],
        ["--import", "a\x1b", "--from", "b"],
    ):
        done = subprocess.run([sys.executable, "build.py", *arguments], cwd=project, capture_output=True, text=True)
        assert done.returncode == 1 and "Traceback" not in done.stderr and done.stdout == ""
        assert done.stderr.replace("\n", "").isprintable()


def test_a_package_that_is_missing_is_told_in_one_line(project):
    with_program(project)
    (project / "duckdb.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    for program in (["build.py"], ["-m", "hemicycle", "verify"]):
        done = subprocess.run([sys.executable, *program], cwd=project, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (
            1,
            "No module named 'nothing_of_that_name': remove the folder .venv and run make db, which installs it\n",
        )


def test_a_file_of_another_kind_is_no_problem(project):
    (project / "queries" / "README.md").write_text("# words", encoding="utf-8")
    assert problems_of(read_sql_files(Project(project))) == []
