"""The files of a project are read once, and where they lie decides what they are."""

import builtins
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
import sqlglot
from conftest import PROJECT, ask

import build
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, read_sql_files
from hemicycle.reading.text import Refused


def test_a_build_opens_and_parses_each_sql_file_once(project, monkeypatch, remembered):
    opened, parsed = Counter(), Counter()
    read_bytes, read_text, parse = Path.read_bytes, Path.read_text, sqlglot.parse

    def counting(read):
        def counted(path, *arguments, **options):
            opened[path] += 1
            return read(path, *arguments, **options)

        return counted

    def counted_open(file, *arguments, open=builtins.open, **options):
        if not isinstance(file, int):  # a descriptor
            opened[Path(file)] += 1
        return open(file, *arguments, **options)

    def counted_parse(sql, *arguments, **options):
        parsed[sql] += 1
        return parse(sql, *arguments, **options)

    monkeypatch.setattr(Path, "read_bytes", counting(read_bytes))
    monkeypatch.setattr(Path, "read_text", counting(read_text))
    monkeypatch.setattr(builtins, "open", counted_open)
    monkeypatch.setattr(sqlglot, "parse", counted_parse)
    monkeypatch.setattr(build, "in_child", lambda work, *arguments, **options: work(*arguments))  # to count here
    for function in remembered:
        monkeypatch.setattr(*function)
    build.build(project)
    monkeypatch.undo()
    here = Project(project)
    files = [*here.schema, *here.catalogue, *here.catalogue_rows, *here.readable, *here.queries]
    # once to be read, and once for the fingerprint of all that the build goes by
    assert {path: opened[path] for path in files} == dict.fromkeys(files, 2)
    texts = {
        path.read_text(encoding="utf-8") for path in (*here.schema, *here.catalogue, *here.readable, *here.queries)
    }
    assert len(texts) > 80 and parsed == Counter(texts)


def test_equal_names_in_two_subjects_are_refused(few):
    shutil.copy(few / "queries" / "turnout" / "turnout.sql", few / "queries" / "winners")
    assert problems_of(read_sql_files(Project(few))) == [
        (
            "queries/winners/turnout.sql",
            1,
            "has the name of queries/turnout/turnout.sql; tables and views share one namespace",
        )
    ]


@pytest.mark.parametrize("place", ["", "turnout/again/"])
def test_a_query_that_stands_in_no_subject_is_refused(few, place):
    path = few / "queries" / place / "turnout.sql"
    path.parent.mkdir(exist_ok=True)
    (few / "queries" / "turnout" / "turnout.sql").rename(path)
    said = (f"queries/{place}turnout.sql", 1, "stands in no subject; move it to queries/<subject>/turnout.sql")
    assert problems_of(read_sql_files(Project(few))) == [said]


def test_a_usual_description_is_taken_where_a_query_says_nothing_and_refused_where_it_says_the_same(few):
    header = "-- Title\n--\n-- A description.\n--\n-- key: election_id\n"
    of_elections = "{}select\n    election_id{}\nfrom elections\norder by election_id\n"
    usual = read_sql_files(PROJECT).queries[0].usual["election_id"]
    path = ask(few, "asked", of_elections.format(header, ""))
    (asked,) = [query for query in read_sql_files(Project(few)).queries if query.path == path]
    assert asked.descriptions == {"election_id": usual}
    path.write_text(of_elections.format(header, f"  -- {usual}"), encoding="utf-8")
    said = "column election_id: queries/columns.csv says this already; leave the comment out"
    assert ("queries/asked/asked.sql", 7, said) in problems_of(read_sql_files(Project(few)))


@pytest.mark.parametrize(
    "text, said",
    [
        ("column,words\n", "1: expected the header column,description"),
        ("column,description\na,b\na,c\n", "3: column: 'a' stands above already"),
        ("column,description\na\n", "2: expected a column and its description"),
        ("column,description\na,\xe9\n".encode("latin-1"), "2: byte 0xE9 is not UTF-8"),
        ("column,description\na,\x1b[31m\n", r"2: has a character that cannot be seen or read \(U\+001B\)"),
        ('column,description\na,"b\n', "2: expected a column and its description, in quotes"),
        (f"column,description\na,{'b' * 200_000}\n", "2: expected a column and its description, in quotes"),
    ],
)
def test_usual_descriptions_that_cannot_be_read_are_refused_with_their_line(few, text, said):
    Project(few).usual_columns.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Refused, match=f"^queries/columns.csv:{said}"):
        build.build(few)


def test_usual_descriptions_that_are_no_file_are_refused_and_not_waited_for(few):
    path = Project(few).usual_columns
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(Refused, match="^queries/columns.csv:1: is not an ordinary file$"):
        build.build(few)


def test_a_query_that_has_the_name_of_a_table_of_the_catalogue_is_refused(few):
    shutil.copy(few / "queries" / "turnout" / "turnout.sql", few / "queries" / "turnout" / "about.sql")
    said = "has the name of schema/catalogue/about.sql; tables and views share one namespace"
    assert ("queries/turnout/about.sql", 1, said) in problems_of(read_sql_files(Project(few)))


def test_a_description_keeps_the_items_of_its_lists_apart(tmp_path):
    body = "-- One line\n-- and more:\n--   first: a\n--     and b\n--   second\n-- At last.\n"
    header = f"-- Title\n--\n{body}--\n-- key: a\n"
    file = SqlFile.read(ask(tmp_path, "asked", header + "select 1 as a\n"), "queries/asked/asked.sql")
    assert file.description == "One line and more:\n  first: a and b\n  second\nAt last."
    assert file.title == "Title" and file.labelled("key") == ["a"]


def test_every_usual_description_is_sorted_and_used():
    files = read_sql_files(PROJECT)
    usual = files.queries[0].usual
    used = {
        column.alias_or_name
        for query in files.queries
        for column, said in zip(query.columns, query.said, strict=True)
        if not said
    }
    assert list(usual) == sorted(usual) and set(usual) == used


def test_no_room_imports_from_a_room_below_it():
    """reading/ knows nothing of database/, database/ nothing of the rooms above it, none but build.py of build."""
    above = ["reading", "database"]
    may = {"reading": ["reading"], "database": above, "site": [*above, "export", "site"]} | {
        room: [*above, room] for room in ("drafting", "importing", "export")
    }
    rooms = sorted(path.parent.name for path in (build.HERE / "hemicycle").glob("*/__init__.py"))
    assert sorted(may) == rooms
    for room, allowed in may.items():
        for path in sorted((build.HERE / "hemicycle" / room).glob("*.py")):
            lines = path.read_text(encoding="utf-8").splitlines()
            imports = [line.split()[1] for line in lines if line.startswith(("from ", "import "))]
            assert "build" not in imports
            ours = [name.split(".")[1] for name in imports if name.startswith("hemicycle.")]
            assert set(ours) <= set(allowed), path
