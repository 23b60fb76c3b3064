"""A site that takes from the one before what has not changed is, to the last byte, one that is made from nothing."""

import errno
import os
import shutil
from dataclasses import replace

import duckdb
import pytest
from conftest import remove_named

import build
from hemicycle.database import sandbox
from hemicycle.database.current import digest_of
from hemicycle.reading.project import Project
from hemicycle.reading.text import Refused
from hemicycle.site import answers, before, write
from hemicycle.site.pages import STAND_IN, Pages

PROJECT = Project(build.HERE)
OF_FLN = "where election_id = 'dz-assembly-2007' and contestant_id = 'dz-assembly-2007-fln'"
FROM_FLN = f"from results {OF_FLN}"
CHANGES = {  # {what has changed: (how, countries whose pages are made anew, questions that are not asked again)}
    "a figure": (
        [f"update {table} set seats = seats + 1 {OF_FLN}" for table in ("results", "standings", "outcomes")],
        "dz",
        {"turnout_records"},
    ),
    "more ballots in an area than voters": (
        [
            "insert into area_ballot_figures by name select election_id, return_number, 1 as area_number, "
            "1 as registered_voters, 2 as ballots_cast from numbered_returns where return_id like 'sy-%' limit 1"
        ],
        "sy",
        {"turnout_records", "voting_power"},
    ),
    "the name of a party": (
        ["update parties set party = 'Another name' where party_id = 'ma-pam'"],
        "ma",
        {"turnout_records", "voting_power", "provenance"},
    ),
    "an election is gone, and a party stands abroad": (
        [
            "ma-house-2002",
            f"insert into contestant_parties by name select distinct contestant_id, 'ma-pam' as party_id {FROM_FLN}",
            "update parties set native_name = 'Another name' where party_id = 'ma-pam'",
        ],
        "dz ma",
        set(),
    ),
}


def digests(folder):
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def of_few(few, tmp_path_factory):
    """The site of few elections, made from nothing; its engine is left out, which takes long to pack."""
    folder = tmp_path_factory.mktemp("of-few") / "site-out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "write_engine", lambda *_: None)
        write.write_all(PROJECT, few, folder)
    return folder


@pytest.fixture
def old(of_few, tmp_path):
    """A copy of that site, to be changed by hand."""
    return shutil.copytree(of_few, tmp_path / "old" / "site-out")


@pytest.fixture
def make(few, tmp_path, monkeypatch):
    """Writes a site where one of before may be; gives its folder."""
    monkeypatch.setattr(write, "write_engine", lambda *_: None)

    def make(before, database=few):
        folder = tmp_path / f"made-{len(list(tmp_path.iterdir()))}" / "site-out"
        folder.parent.mkdir()
        write.write_all(PROJECT, database, folder, before=before)
        return folder

    return make


def changed(few, path, *statements):
    """A copy of the file with other rows; what is no statement is an election that is gone."""
    path.write_bytes(few.read_bytes())
    with duckdb.connect(path) as writer:
        writer.execute("update about set content = 'ab' || content")
        for statement in statements:
            if " " in statement:
                writer.execute(statement)
            else:
                remove_named(writer, statement)
    return path


@pytest.mark.parametrize(("statements", "countries", "not_asked"), CHANGES.values(), ids=CHANGES)
def test_a_site_after_a_change_is_one_made_from_nothing(
    few, of_few, make, tmp_path, monkeypatch, statements, countries, not_asked
):
    another = changed(few, tmp_path / "another.duckdb", *statements)
    from_nothing = digests(make(tmp_path / "nowhere", another))
    write_election, written = Pages.write_election, answers.written

    def write_if_changed(pages, election, *rows):
        assert election["country_id"] in countries.split(), f"{election['election_id']} has not changed"
        write_election(pages, election, *rows)

    def ask_if_changed(db, table, file):
        assert file.stem not in not_asked, f"{file.stem} has not changed"
        return written(db, table, file)

    monkeypatch.setattr(Pages, "write_election", write_if_changed)
    monkeypatch.setattr(answers, "written", ask_if_changed)
    assert digests(make(of_few, another)) == from_nothing


def edit(path):
    path.write_bytes(path.read_bytes() + b"<p>By hand.</p>")


def flip(path):
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def shorten(path):
    path.write_bytes(path.read_bytes()[:-1])


def to_folder(path):
    path.unlink()
    path.mkdir()


HARM = {
    "elections/dz-assembly-2007.html": edit,
    "elections/ma-house-2007.html": to_folder,
    "pictures/sy-assembly-2007-seats.svg": shorten,
    "parties/lb-fpm.html": None,
    "downloads/csv/outcomes.csv": flip,
    "downloads/csv/standings.csv": edit,
    "downloads/csv/turnout.csv": None,
    "downloads/parquet/outcomes.parquet": flip,
    "downloads/parquet/turnout.parquet": shorten,
    "downloads/parquet/majorities.parquet": None,
    "downloads/elections.sqlite": flip,
    "assets/site.js": edit,
}


def test_what_was_edited_or_damaged_does_not_come_into_the_new_site(of_few, old, make):
    program = before.program_of(PROJECT, False)
    assert before.read_before(old, program).is_whole()
    for name, harm in HARM.items():
        if harm:
            harm(old / name)
        else:
            (old / name).unlink()
        assert not before.read_before(old, program).is_whole()
        assert before.read_before(old, program).read(name) is None
    assert digests(make(old)) == digests(of_few)


def test_what_has_not_changed_is_not_written_again_and_the_site_of_before_stays_as_it_was(few, old, make, tmp_path):
    """Its pages of Algeria are made anew, the one that was edited in a part that is else as it was, too."""
    edit(old / "pictures" / "ma-house-2007-seats.svg")
    of_before = digests(old)
    new = make(old, changed(few, tmp_path / "another.duckdb", *CHANGES["a figure"][0]))
    shared = {name for name in of_before.keys() & digests(new).keys() if (new / name).samefile(old / name)}
    assert {"pictures/sy-assembly-2007-seats.svg", "parties/lb-fpm.html", "downloads/csv/turnout.csv"} <= shared
    assert len(shared) > len(of_before) / 3 and not any("/dz-" in name or "/ma-" in name for name in shared)
    assert digests(old) == of_before


def with_a_third_name(path, elsewhere):
    os.link(path, elsewhere)


def linked_elsewhere(path, elsewhere):
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def closed_to_others(path, elsewhere):
    path.chmod(0o600)


@pytest.mark.parametrize("lay", [with_a_third_name, linked_elsewhere, closed_to_others], ids=lambda lay: lay.__name__)
def test_a_file_that_is_not_as_one_that_is_made_now_is_copied(of_few, old, make, tmp_path, lay):
    names = ("parties/lb-fpm.html", "downloads/csv/turnout.csv", "downloads/parquet/turnout.parquet")
    for name in names:
        lay(old / name, tmp_path / f"elsewhere-{name.replace('/', '-')}")
    new = make(old)
    assert digests(new) == digests(of_few)
    for name in names:
        found = (new / name).lstat()
        assert (found.st_mode, found.st_nlink) == ((of_few / name).lstat().st_mode, 1)


def test_where_a_file_has_one_name_only_all_is_copied(of_few, old, make, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    new = make(old)
    assert digests(new) == digests(of_few)
    assert all(path.stat().st_nlink == 1 for path in new.rglob("*") if path.is_file())


@pytest.mark.parametrize("harm", [edit, flip, shorten, to_folder], ids=lambda harm: harm.__name__)
def test_a_list_of_files_that_is_not_as_it_was_written_is_not_believed(old, harm):
    made = before.read_before(old, before.program_of(PROJECT, False)).made
    assert len(made.files) > 1000
    harm(old / before.MADE)
    assert before.read_before(old, made.program).made == before.Made()


@pytest.mark.parametrize("said", ["", "{}", "[]", "null", "nonsense", '{"more": 1}'])
def test_a_list_of_files_of_another_form_is_not_believed(tmp_path, said):
    (tmp_path / before.MADE).write_text(f"{before.digest_of_bytes(said.encode())}\n{said}")
    assert before.read_before(tmp_path, "a program").made == before.Made()


def test_nothing_is_taken_from_the_site_of_another_program(old):
    made = before.read_before(old, before.program_of(PROJECT, False)).made
    before.write_made(old, replace(made, program="another"))
    assert before.read_before(old, "another").made.files == made.files
    assert before.read_before(old, made.program).made == before.Made()


@pytest.mark.parametrize("change", [edit, None])
def test_a_program_is_another_when_a_file_of_it_is(tmp_path, change):
    (tmp_path / "queries").mkdir()
    file = tmp_path / "queries" / "one.sql"
    file.write_text("select 1")
    of_before = before.program_of(Project(tmp_path), False)
    assert before.program_of(Project(tmp_path), False) == of_before != before.program_of(Project(tmp_path), True)
    if change:
        change(file)
    else:
        file.rename(file.with_name("two.sql"))
    assert before.program_of(Project(tmp_path), False) != of_before


def test_digits_of_the_content_that_stand_in_a_name_are_left_alone(few, make, tmp_path):
    """Here the content of before begins as an id does that stands on pages of Algeria."""
    one = changed(few, tmp_path / "one.duckdb", "update about set content = 'dz-assembly-2007 and more'")
    other = changed(few, tmp_path / "other.duckdb", "update about set content = '0123456789abcdef'")
    assert digests(make(make(tmp_path / "nowhere", one), other)) == digests(make(tmp_path / "nowhere", other))


def test_the_stand_in_for_these_digits_is_in_no_file(of_few):
    for path in of_few.rglob("*"):
        assert path.suffix not in (".html", ".svg", ".csv", ".js") or STAND_IN.encode() not in path.read_bytes(), path


def test_no_child_outlives_a_site_that_cannot_be_written(make, tmp_path, monkeypatch):
    """One has more to give than a pipe holds, and would wait for somebody to take it."""

    def refuse(*_):
        raise Refused("no pages")

    monkeypatch.setattr(sandbox, "children", set())
    monkeypatch.setattr(write, "write_parts", refuse)
    monkeypatch.setattr(write, "write_forms", lambda *_: "x" * 10**6)
    with pytest.raises(Refused, match="no pages"):
        make(tmp_path / "nowhere")
    assert sandbox.children
    for child in sandbox.children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_a_site_that_is_there_already_is_not_written_again(few, of_few, tmp_path):
    for folder in ("schema", "queries", "imports", "node_modules"):
        (tmp_path / folder).symlink_to(build.HERE / folder)
    project, database = Project(tmp_path), shutil.copyfile(few, tmp_path / "elections.duckdb")
    assert not write.is_written(project, database)
    site = shutil.copytree(of_few, tmp_path / write.SITE)
    assert write.is_written(project, database)
    assert not write.is_written(project, changed(few, tmp_path / "other.duckdb"))
    (site / "more.html").write_text("laid there")
    assert not write.is_written(project, database)
    (site / "more.html").unlink()
    assert write.is_written(project, database)
    (site / "about.html").unlink()
    assert not write.is_written(project, database)
