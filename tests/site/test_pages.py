"""What the site holds without a browser: links, figures, policy, sizes, the same bytes, hostile names."""

import base64
import csv
import gzip
import hashlib
import html
import itertools
import math
import os
import re
import subprocess
import sys
from collections import defaultdict
from datetime import date
from types import SimpleNamespace
from xml.etree import ElementTree

import duckdb
import pytest

import build
from hemicycle.reading.project import Project
from hemicycle.reading.text import Refused
from hemicycle.site import answers, colours, console, elections, reference, write

KB = 1000
SVG = "{http://www.w3.org/2000/svg}"


def pages_of(site):
    return sorted(site.rglob("*.html"))


def test_there_is_a_page_for_each_election_party_country_question_and_source(site, db):
    for folder, sql in {
        "elections": "select election_id from elections",
        "parties": """
            select distinct party_id from contestant_parties join contestants using (contestant_id)
            where kind <> 'others'
        """,
        "countries": "select country_id from countries where country_id in (select country_id from bodies)",
        "questions": "select name from query_catalog union all select 'index'",
        "sources": "select source_id from sources union all select 'index'",
    }.items():
        assert {path.stem for path in (site / folder).glob("*.html")} == {
            name for (name,) in db.execute(sql).fetchall()
        }


def test_a_phone_has_labels_beside_the_seats_only_where_the_largest_party_has_one(site):
    labelled = 0
    for picture in (site / "elections").glob("*.html"):
        labels = re.findall(
            r'<text class="label halo( minor)?"[^>]*>[^<]*<tspan class="count">([\d,]+)</tspan>',
            picture.read_text(encoding="utf-8"),
        )
        seats = [(int(count.replace(",", "")), not minor) for minor, count in labels]
        if any(has_room for _, has_room in seats):
            labelled += 1
            assert max(seats)[1], picture.name
    assert labelled > 500


def test_every_link_leads_somewhere(site):
    ids = {page: set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8"))) for page in pages_of(site)}
    for page in pages_of(site):
        for link in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            if link.startswith(("http://", "https://")):
                continue
            path, _, part = html.unescape(link).partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), (page.name, link)
            assert not part or target.name == "console.html" or part in ids[target], (page.name, link)


def test_no_page_has_a_script_or_a_style_of_its_own(site, hostile_site):
    for folder in (site, hostile_site):
        for page in pages_of(folder):
            text = page.read_text(encoding="utf-8")
            policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
            assert policy.startswith("default-src 'none'") and "unsafe-inline" not in policy
            assert not re.search(
                r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", re.sub(r'="[^"]*"', '=""', text)
            ), page


def test_hostile_names_are_shown_and_do_nothing(hostile_site, hostile):
    page = (hostile_site / "elections" / "ma-house-2007.html").read_text(encoding="utf-8")
    # each stands in an element of its own, so that its direction of writing ends with it
    assert re.search(
        rf"<bdi>{re.escape(html.escape(hostile).replace('&#x27;', '&#39;').replace('&quot;', '&#34;'))}", page
    )
    for path in pages_of(hostile_site):
        text = path.read_text(encoding="utf-8")
        assert "<script>" not in text and 'href="javascript:' not in text, path
    for path in (hostile_site / "pictures").glob("*.svg"):
        assert ElementTree.parse(path).find(f".//{SVG}script") is None, path


def test_sizes(site):
    shared = sum(
        len(gzip.compress(path.read_bytes())) for path in (site / "assets").iterdir() if path.suffix in (".css", ".svg")
    )
    shared += len(gzip.compress((site / "assets" / "site.js").read_bytes()))
    shared += sum(path.stat().st_size for path in (site / "assets").glob("*latin.woff2"))
    for page in (site / "elections").glob("*.html"):
        size = page.stat().st_size
        assert size <= 130 * KB, (page.name, size)
        assert shared + len(gzip.compress(page.read_bytes())) <= 200 * KB, page.name


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_bytes_each_time(site, database, tmp_path):
    code = (
        "import sys; from pathlib import Path; from hemicycle.reading.project import Project; "
        "from hemicycle.site.write import write_all; "
        "write_all(Project(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))"
    )
    again = tmp_path / "site-out"
    subprocess.run(
        [sys.executable, "-c", code, build.HERE, database, again],
        cwd=build.HERE,
        env={**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        check=True,
    )
    assert digests(again) == digests(site)


def test_a_site_made_again_after_a_change_is_one_made_from_nothing(site, tmp_path):
    """One figure is another than in the site of before, which lies beside."""
    (project := tmp_path / "project").mkdir()
    changed = project / "elections.duckdb"
    changed.write_bytes((build.HERE / "elections.duckdb").read_bytes())
    with duckdb.connect(changed) as writer:
        key = writer.execute("""
            select return_id, contestant_id from provenance
            where election_id = 'ma-house-2007' and figure = 'seats' and contestant_id is not null
            order by value desc, contestant_id limit 1
        """).fetchone()
        writer.execute("update results set seats = seats + 1 where return_id = ? and contestant_id = ?", key)
        writer.execute("update outcomes set seats = seats + 1 where contestant_id = ?", key[1:])  # as a build would
        writer.execute("update about set content = 'another ' || content")
    again, anew = tmp_path / "again" / "site-out", tmp_path / "anew" / "site-out"
    for folder, before in ((again, site), (anew, tmp_path / "nowhere")):
        folder.parent.mkdir()
        write.write_all(Project(build.HERE), changed, folder, before=before)
    made, of_before = digests(again), digests(site)
    assert made == digests(anew)
    assert made["elections/ma-house-2007-results.csv"] != of_before["elections/ma-house-2007-results.csv"]


def other_engine(script):
    packed = base64.b64encode(gzip.compress(b"another engine")).decode()
    return f'window.WASM="{packed}";\n'.encode()


@pytest.mark.parametrize(
    ("change", "packed_anew"),
    [
        (lambda script: script, []),
        (lambda script: script[: len(script) // 2], ["wasm.js"]),
        (lambda script: script.replace(b"A", b"B", 1), ["wasm.js"]),
        (other_engine, ["wasm.js"]),
        (lambda script: b"", ["wasm.js"]),
        (None, ["wasm.js"]),
    ],
)
def test_the_packed_engine_is_taken_from_the_site_of_before_where_it_is_whole(
    site, tmp_path, monkeypatch, change, packed_anew
):
    """It is compared with what it was made of, and not with a list of digests."""
    made = site / "console" / "wasm.js"
    before, now, packed = tmp_path / "before", tmp_path / "now", []
    before.mkdir()
    now.mkdir()
    if change:
        (before / "wasm.js").write_bytes(change(made.read_bytes()))
    monkeypatch.setattr(console, "write_bytes", lambda path, name, script: packed.append(script.name))
    console.write_engine(build.HERE / "node_modules", now, before)
    assert packed == packed_anew
    assert packed_anew or (now / "wasm.js").read_bytes() == made.read_bytes()


def test_the_tables_of_the_page_are_those_of_the_file(site, db):
    answer = db.execute("from results_table")
    columns = [column[0] for column in answer.description]
    rows = defaultdict(list)
    for row in answer.fetchall():
        rows[row[columns.index("election_id")]].append(["" if value is None else str(value) for value in row])
    for (election,) in db.execute("select election_id from elections").fetchall():
        with (site / "elections" / f"{election}-results.csv").open(encoding="utf-8", newline="") as file:
            assert file.read(1) == "\ufeff"  # so Excel reads it as UTF-8
            lines = list(csv.reader(file))
        assert lines == ([columns, *rows[election]] if rows[election] else [[]]), election


def test_every_answer_kept_as_a_table_is_that_of_its_view(site, db):
    """Each is computed out of other answers that were kept, and so might differ."""
    for (name,) in db.execute("select name from query_catalog").fetchall():
        answer = db.execute(f"from {name}")
        columns = [column[0] for column in answer.description]
        kept = duckdb.read_parquet(str(site / "downloads" / "parquet" / f"{name}.parquet"))
        assert kept.columns == columns
        assert sorted(map(repr, kept.fetchall())) == sorted(map(repr, answer.fetchall())), name


def test_a_question_about_elections_is_shown_with_the_answer_for_one(site, db):
    """The columns that tell which election it is would else leave no room for the answer."""
    asked = db.execute("""
        select name from query_catalog
        where name in (select table_name from data_dictionary where column_name = 'election_id')
    """).fetchall()
    for (name,) in asked:
        text = (site / "questions" / f"{name}.html").read_text(encoding="utf-8")
        has_rows = db.execute(f"select 1 from {name} limit 1").fetchone() is not None
        assert ("<h2>The answer for one election</h2>" in text) == has_rows, name


def test_pictures_say_what_they_show_and_where_it_is_from(site, db):
    found = list((site / "pictures").glob("*.svg"))
    assert found
    for path in found:
        tree = ElementTree.parse(path).getroot()
        texts = ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]
        assert tree.find(f"{SVG}title").text and tree.find(f"{SVG}desc").text
        assert any("CC0-1.0" in text for text in texts), path.name
        assert path.name == "tables.svg" or any(text.startswith("Source: ") for text in texts), path.name


def test_a_seat_is_drawn_for_every_seat(site, db):
    for election, seats in db.execute("select election_id, seats from elections where seats is not null").fetchall():
        tree = ElementTree.parse(site / "pictures" / f"{election}-seats.svg")
        paths = [path for path in tree.iter(f"{SVG}path") if path.get("class") == "seats"]
        assert sum(path.get("d").count("M") for path in paths) == seats


def test_neighbours_in_a_chamber_can_be_told_apart(site):
    """Two large parties side by side never have one colour, nor two that are close."""
    for path in (site / "pictures").glob("*-seats.svg"):
        groups = [g for g in ElementTree.parse(path).iter(f"{SVG}g") if g.get("class") == "party"]
        shapes = [(g.find(f"{SVG}path[@class='seats']"), g.find(f"{SVG}title").text) for g in groups]
        total = sum(shape.get("d").count("M") for shape, _ in shapes)
        for (one, name), (other, other_name) in zip(shapes, shapes[1:], strict=False):
            if min(one.get("d").count("M"), other.get("d").count("M")) >= colours.LARGE * total:
                apart = colours.distance(one.get("stroke"), other.get("stroke"))
                assert apart > 60, (path.name, name, other_name)


def test_seats_stand_from_left_to_right_where_the_place_of_every_large_party_is_known():
    def order(positions, **kinds):
        rows = [
            {"contestant_id": name, "is_counted": True, "seats": seats, "vote_share_pct": None}
            | {"kind": kinds.get(name, "party list")}
            for name, seats in {"a": 50, "b": 30, "c": 17, "d": 3}.items()
        ]
        given = SimpleNamespace(outcomes={"e": rows}, positions={"Other": {"b": 1}, "Almanac": positions})
        found, publisher = elections.seated(given, {"election_id": "e"})
        return "".join(row["contestant_id"] for row in found), publisher

    assert order({"a": 4, "b": 7, "c": 1}) == ("cabd", "Almanac")
    assert order({"a": 4, "b": 4, "c": 1, "d": 2.5}) == ("cdab", "Almanac")
    assert order({"a": 4, "b": 7, "d": 1}) == ("abcd", None)  # nobody says where c stands, which has 17 of 100
    assert order({"a": 4, "c": 4}) == ("abcd", None)  # b has a place by another source alone
    assert order({"a": 4, "b": 4, "c": 4}) == ("abcd", None)
    assert order({"b": 7, "c": 1}, a="independents") == ("cbda", "Almanac")


def test_a_light_seat_has_a_rim_that_stands_out():
    for colour in (
        *colours.HUES,
        *colours.GREYS,
        colours.INDEPENDENT,
        colours.NOT_KNOWN,
        "#ffffff",
        "#ffff00",
        "#000000",
    ):
        seen = colours.rim(colour) or colour
        assert colours.contrast(seen, colours.PAPER) >= colours.LEAST_CONTRAST, colour


def test_what_is_no_colour_is_none():
    assert [colours.printed(text) for text in ("#1D4E89", "abc", " #fff ")] == ["#1d4e89", "#aabbcc", "#ffffff"]
    for text in (None, "", "red", "#12345", "#12345g", '"/><script>', "url(x)", "#1d4e89;x"):
        assert colours.printed(text) is None


def outcome(contestant, colour=None, alliance=None, seats=None):
    return {
        "contestant_id": contestant,
        "colour": colour,
        "alliance_contestant_id": alliance,
        "seats": seats,
        "vote_share_pct": None,
    }


def test_a_colour_of_the_party_goes_before_that_of_the_contestant():
    rows = [outcome("one", "#111111"), outcome("two", "#222222")]
    behind = {"one": {"party_id": "p"}, "two": {"party_id": "q"}}
    with duckdb.connect() as own:
        assert answers.sourced_colours(own, rows, behind) == {"one": "#111111", "two": "#222222"}
        own.execute("create table party_colours as select 'p' as party_id, '#ABCDEF' as colour")
        assert answers.sourced_colours(own, rows, behind) == {"one": "#abcdef", "two": "#222222"}


def test_an_alliance_without_a_colour_has_that_of_its_largest_member():
    rows = [
        outcome("plain", seats=9),
        outcome("small", "#111111", "plain", 4),
        outcome("large", "#222222", "plain", 5),
        outcome("own", "#333333", seats=7),
        outcome("member", "#444444", "own", 7),
        outcome("grey", seats=3),  # nobody prints the colour of its largest member
        outcome("leader", None, "grey", 2),
        outcome("follower", "#555555", "grey", 1),
    ]
    with duckdb.connect() as own:
        found = answers.sourced_colours(own, rows, {})
    assert {name: found.get(name) for name in ("plain", "own", "grey")} == {
        "plain": "#222222",
        "own": "#333333",
        "grey": None,
    }


def test_the_rounds_of_a_vote_lead_to_each_other(site, db):
    of_more = db.execute("""
        select first.election_id, second.election_id
        from elections as first
        join elections as second
            on second.body_id = first.body_id and second.round = first.round + 1
            and second.first_polling_on - first.first_polling_on between 1 and 60
    """).fetchall()
    assert len(of_more) >= 3
    for pair in of_more:
        for one, other in (pair, pair[::-1]):
            text = (site / "elections" / f"{one}.html").read_text(encoding="utf-8")
            beside = re.search(r'<nav class="beside".*?</nav>', text)[0]
            strip = re.search(r'<nav class="strip".*?</nav>', text)[0]
            assert f'href="{other}.html"' in beside and f"elections/{other}.html" in strip, one
            assert re.search(rf'{one}.html" aria-current="page"', strip), one


def test_the_first_page_has_the_latest_election_of_each_body_and_leads_to_the_others(site, db):
    latest = db.execute("""
        select arg_max(election_id, (first_polling_on, round, election_id)) from elections group by body_id
    """).fetchall()
    text = (site / "index.html").read_text(encoding="utf-8")
    listed = re.search(r'<div class="countries short">.*</div>', text, re.DOTALL)[0]
    assert sorted(re.findall(r'"elections/([^"]+)\.html"', listed)) == sorted(key for (key,) in latest)
    of_country = db.execute("""
        select country_id, election_id, count(*) over (partition by country_id) as elections
        from elections
        join bodies using (body_id)
    """).fetchall()
    for country, election, count in of_country:
        assert re.search(rf'countries/{country}.html">{count} elections?</a>', listed), country
        page = (site / "countries" / f"{country}.html").read_text(encoding="utf-8")
        assert f'elections/{election}.html"' in page, election


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 KB"), (99_949, "99.9 KB"), (100_000, "0.1 MB")],
)
def test_the_size_of_a_file_is_said_as_people_say_it(tmp_path, size, said):
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    assert reference.size_of(path) == said


def test_thousands_have_commas_as_in_the_readme(site, db):
    ((elections, countries),) = db.execute("""
        select count(*), count(distinct country_id) from elections join bodies using (body_id)
    """).fetchall()
    assert f"{elections:,} elections of {countries} countries" in (site / "index.html").read_text(encoding="utf-8")
    assert f"holds {elections:,} elections of {countries} countries" in (build.HERE / "README.md").read_text()


def test_no_government_stands_before_an_election_whose_predecessor_is_not_known(site, db):
    """Some governments followed no election of the file; they belong before none."""
    for name, is_known in db.execute("""
        select election_id, previous_election_id is not null from elections left join predecessors using (election_id)
    """).fetchall():
        text = (site / "elections" / f"{name}.html").read_text(encoding="utf-8")
        assert is_known or '<th scope="row">Before</th>' not in text, name


def row_of_round(body, day, turn, scope="general"):
    return {"body_id": body, "first_polling_on": date.fromisoformat(day), "round": turn, "scope": scope}


def test_rounds_are_those_of_one_vote():
    held = [
        row_of_round("b", "2000-05-01", 2),  # of a first round that is not known
        row_of_round("b", "2005-05-01", 1),
        row_of_round("b", "2005-05-08", 1, "by-election"),
        row_of_round("b", "2005-05-15", 2),
        row_of_round("b", "2005-09-15", 2),  # once more, as the one before was annulled
        row_of_round("b", "2010-05-01", 1),
        row_of_round("b", "2015-05-15", 2),  # of another that is not known
    ]
    known = SimpleNamespace(elections_of={"b": held})
    for group in ([0], [1, 3, 4], [2], [5], [6]):
        for at in group:
            assert elections.rounds_of(known, held[at]) == [held[other] for other in group], at


def test_the_ancestry_of_a_party_is_in_the_order_of_time(site):
    text = (site / "parties" / "parlgov-party-558.html").read_text(encoding="utf-8")
    section = text.partition('id="line"')[2].partition("</section>")[0]
    found = re.findall(r"<li>\d+ \w+ (\d{4}), <b>(\w+)</b>: (\w+) ", section)
    assert found == [
        ("1917", "split", "into"),
        ("1922", "merged", "from"),
        ("1957", "merged", "from"),
        ("2005", "split", "into"),
    ]


def test_ten_exercises_have_answers(db):
    assert len(reference.exercises()) == 10
    for title, _, sql in reference.exercises():
        assert db.execute(sql).fetchall(), title


def test_without_npm_there_is_everything_but_the_console(database, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "is_installed", lambda modules: False)
    folder = tmp_path / "site-out"
    write.write_all(Project(build.HERE), database, folder)
    page = (folder / "console.html").read_text(encoding="utf-8")
    assert "without npm" in page and "<textarea" not in page and not (folder / "console").exists()
    assert not list((folder / "assets").glob("*.woff2")) and "url(" not in (folder / "assets" / "style.css").read_text()
    assert (folder / "elections" / "ma-house-2007.html").is_file()


def refused(tmp_path, change, words):
    """What is refused of a file that was changed, with the site of before untouched."""
    project = Project(tmp_path)
    (tmp_path / write.SITE).mkdir()
    (tmp_path / write.SITE / "index.html").write_text("of before")
    for name in ("elections.duckdb", "elections.duckdb.sha256"):
        (tmp_path / name).write_bytes((build.HERE / name).read_bytes())
    change(tmp_path / "elections.duckdb")
    with pytest.raises(Refused) as error:
        write.write_site(project, tmp_path / "elections.duckdb")
    assert words in str(error.value) and "\n" not in str(error.value)
    assert (tmp_path / write.SITE / "index.html").read_text() == "of before"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "elections.duckdb",
        "elections.duckdb.sha256",
        write.SITE,
    ]


def test_a_damaged_file_is_refused(tmp_path):
    def damage(path):
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 0xFF
        path.write_bytes(raw)

    refused(tmp_path, damage, "elections.duckdb")


def test_a_file_of_another_version_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("hemicycle.SCHEMA_VERSION", "99.0.0")
    refused(tmp_path, lambda path: None, "and this program reads 99.0.0")


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "a" * 200, "name with blanks", "na\u00efve"])
def test_a_name_that_is_no_file_name_is_refused(name):
    with pytest.raises(Refused, match="cannot be the name of a page"):
        write.refuse_names("elections", [name])


def test_an_election_that_is_not_there_is_refused_with_a_close_one(database, tmp_path):
    with pytest.raises(Refused, match="did you mean 'ma-house-2007'"):
        write.draw(database, "ma-house-2070", tmp_path / "new")


def test_the_pictures_of_one_election_are_those_of_the_site(site, database, tmp_path):
    write.draw(database, "ma-house-2007", tmp_path / "new")
    found = {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    assert found == {path.name: path.read_bytes() for path in (site / "pictures").glob("ma-house-2007-*.svg")}
    assert len(found) == 4


def test_a_small_chamber_has_the_seats_whose_holder_is_not_known(site, db):
    """They are as large a part of it as of the chamber, so nobody looks larger than they are."""
    in_part = db.execute("""
        select election_id, sum(outcomes.seats) / any_value(elections.seats)
        from outcomes join elections using (election_id) join bodies using (body_id)
        where is_counted and bodies.kind = 'legislature'
        group by election_id having sum(outcomes.seats) between 1 and any_value(elections.seats) - 1
    """).fetchall()
    pages = {election: (site / "elections" / f"{election}.html").read_text(encoding="utf-8") for election, _ in in_part}
    in_strip = [(election, held) for election, held in in_part if 'class="strip"' in pages[election]]
    assert len(in_strip) > 5
    for election, held in in_strip:
        chamber = pages[election].partition('aria-current="page"')[2].partition("</svg>")[0]
        (begins,) = re.findall(r'fill="#e6e2d8" d="M(\S+) ', chamber)
        assert float(begins) == pytest.approx(-30 * math.cos(math.pi * held), abs=0.06), election


def test_labels_on_one_line_above_a_chamber_keep_apart(site):
    chambers = sorted((site / "pictures").glob("*-seats.svg"))
    assert len(chambers) > 500
    for chamber in chambers:
        labels = []
        found = re.findall(
            r'<text class="label[^"]*" x="(.*?)" y="(.*?)"(?: text-anchor="(\w+)")?>(.*?)</text>', chamber.read_text()
        )
        for x, y, anchor, words in found:
            wide = 8 * len(re.sub("<.*?>|&.*?;", "", words))  # about as wide as letters of 17 pixels are
            left = float(x) - {"": 0, "middle": wide / 2, "end": wide}[anchor]
            labels.append((float(y), left, left + wide))
        for one, other in itertools.combinations(labels, 2):
            is_beside = one[2] < other[1] + 4 or other[2] < one[1] + 4
            assert is_beside or abs(one[0] - other[0]) > 16, f"{chamber.name}: {one} {other}"
