"""What does not belong in a seed is refused in words: file, line, column, value and what was expected.

Each case damages a copy of the real seeds in one place. The message must be the first thing said, and the database
of before must still be there, byte for byte.
"""

import csv
import io
import os
import subprocess
import sys

import pytest

import build
from check import Refused

BEFORE = b"the database of before"

# seed, column, what is put there on line 2, what the message says after `seeds/<seed>.csv:2: <column>: `
CELLS = [
    ("results", "seats", "12.5", "'12.5' is not a whole number"),
    ("results", "seats", "1 234", "'1 234' is not a whole number"),
    ("results", "seats", "1.234,5", "'1.234,5' is not a whole number"),
    ("results", "seats", "1e3", "'1e3' is not a whole number"),
    ("results", "seats", "+5", "'+5' is not a whole number"),
    ("results", "seats", "003", "'003' is not a whole number"),
    ("results", "seats", "0x1F", "'0x1F' is not a whole number"),
    ("results", "seats", "1_000", "'1_000' is not a whole number"),
    ("results", "seats", "many", "'many' is not a whole number"),
    ("results", "seats", "true", "'true' is not a whole number"),
    ("results", "seats", "NA", "'NA' is not a whole number"),
    ("results", "seats", "-", "'-' is not a whole number"),
    ("results", "seats", "–", "'–' is not a whole number"),
    ("results", "seats", "−3", "'−3' is not a whole number"),
    ("results", "seats", "०", "'०' is not a whole number"),
    ("results", "seats", "٣", "'٣' is not a whole number"),
    ("results", "seats", "３", "'３' is not a whole number"),
    ("results", "seats", " 3", "' 3' is not a whole number"),
    ("results", "seats", "3\u00a0", "'3<U+00A0>' is not a whole number"),
    ("results", "seats", "99999999999", "'99999999999' is out of range"),
    ("results", "seats", "-3", "seats '-3' breaks the rule (seats >= 0)"),
    ("results", "vote_share_pct", "27,37", "'27,37' is not a decimal number"),
    ("results", "vote_share_pct", "27.376", "'27.376' has more than 2 decimals; it would be rounded"),
    ("results", "vote_share_pct", "27.37%", "'27.37%' is not a decimal number"),
    ("results", "vote_share_pct", "NaN", "'NaN' is not a decimal number"),
    ("results", "vote_share_pct", ".5", "'.5' is not a decimal number"),
    ("results", "vote_share_pct", "12345.6", "'12345.6' is out of range"),
    ("results", "vote_share_pct", "100.01", "vote_share_pct '100.01' breaks the rule (vote_share_pct BETWEEN 0 AND 100)"),
    ("results", "return_id", "nothing", "'{}', 'nothing' is not in seeds/returns.csv"),
    ("results", "return_id", "", "is empty, but required"),
    ("returns", "is_complete", "TRUE", "'TRUE' is not true or false"),
    ("returns", "is_complete", "1", "'1' is not true or false"),
    ("returns", "is_complete", "yes", "'yes' is not true or false"),
    ("returns", "place", "", "is empty, but required"),
    ("returns", "stage", "last", "stage 'last' breaks the rule"),
    ("elections", "first_polling_on", "17/05/2007", "'17/05/2007' is not a date of the form YYYY-MM-DD"),
    ("elections", "first_polling_on", "07-05-17", "'07-05-17' is not a date of the form YYYY-MM-DD"),
    ("elections", "first_polling_on", "2007-5-17", "'2007-5-17' is not a date of the form YYYY-MM-DD"),
    ("elections", "first_polling_on", "20070517", "'20070517' is not a date of the form YYYY-MM-DD"),
    ("elections", "first_polling_on", "infinity", "'infinity' is not a date of the form YYYY-MM-DD"),
    ("elections", "first_polling_on", "epoch", "'epoch' is not a date of the form YYYY-MM-DD"),
    ("elections", "first_polling_on", "2007-02-30", "'2007-02-30' is not a day of the calendar"),
    ("elections", "first_polling_on", "2999-01-01", "'2999-01-01' lies in the future"),
    ("elections", "body_id", "dz-asembly", "'dz-asembly' is not in seeds/bodies.csv; did you mean 'dz-assembly'?"),
    ("elections", "body_id", "DZ-assembly", "'DZ-assembly' is not an identifier"),
    ("elections", "body_id", "dz-аssembly", "'dz-аssembly' is not an identifier"),
    ("elections", "seats", "0", "seats '0' breaks the rule (seats > 0)"),
    ("countries", "name", "Algeria ", "'Algeria ' has a leading, trailing or double blank"),
    ("countries", "name", " Algeria", "' Algeria' has a leading, trailing or double blank"),
    ("countries", "name", "Al  geria", "'Al  geria' has a leading, trailing or double blank"),
    ("countries", "name", "Al\u00a0geria", "'Al<U+00A0>geria' has a blank of another kind (U+00A0)"),
    ("countries", "name", "Al\u200bgeria", "'Al<U+200B>geria' has a character that cannot be seen or read (U+200B)"),
    ("countries", "name", "Al\u200dgeria", "'Al<U+200D>geria' has a character that cannot be seen or read (U+200D)"),
    ("countries", "name", "Al\u202egeria", "'Al<U+202E>geria' has a character that cannot be seen or read (U+202E)"),
    ("countries", "name", "Al\u200fgeria", "'Al<U+200F>geria' has a character that cannot be seen or read (U+200F)"),
    ("countries", "name", "Al\tgeria", "'Al<U+0009>geria' has a character that cannot be seen or read (U+0009)"),
    ("countries", "name", "Al\x00geria", "'Al<U+0000>geria' has a character that cannot be seen or read (U+0000)"),
    ("countries", "name", "Al\x07geria", "'Al<U+0007>geria' has a character that cannot be seen or read (U+0007)"),
    ("countries", "name", "Al\ufffdgeria", "'Al\ufffdgeria' has a character that cannot be seen or read (U+FFFD)"),
    ("countries", "name", "Alge\u0301ria", "is not in Unicode's composed form (NFC)"),
    ("countries", "name", "AlgÃ©ria", "'AlgÃ©ria' looks wrongly decoded; expected 'Algéria'?"),
    ("countries", "name", "N/A", "'N/A' looks like a missing value; leave the cell empty"),
    ("countries", "name", "?", "'?' looks like a missing value; leave the cell empty"),
    ("countries", "name", "=1+1", "'=1+1' is a formula to a spreadsheet"),
    ("countries", "name", "@SUM(A1)", "'@SUM(A1)' is a formula to a spreadsheet"),
    ("countries", "name", "+1-2", "'+1-2' is a formula to a spreadsheet"),
    ("countries", "name", "Mar-21", "'Mar-21' looks like a date made by a spreadsheet"),
    ("countries", "name", "a" * 10_001, "has 10001 characters, at most 10000 are taken"),
    ("countries", "name", "Morocco", None),
    ("contestants", "colour", "red", "colour 'red' breaks the rule (colour ~~ '#______')"),
]

# seed, what is done to its bytes, what is said after `seeds/<seed>.csv:`
FILES = [
    ("countries", lambda raw: b"", "1: the file is empty; its header is missing"),
    ("countries", lambda raw: raw.replace(b"alpha_3", b"alpha3"), "1: unknown column 'alpha3'; did you mean 'alpha_3'?"),
    ("countries", lambda raw: raw.replace(b"alpha_3,", b"", 1), "1: column 'alpha_3' is missing"),
    ("countries", lambda raw: raw.replace(b"alpha_3,name", b"name,alpha_3"), "1: columns out of order; expected country_id,alpha_3,name,native_name"),
    ("countries", lambda raw: raw.replace(b"alpha_3", b"alpha_3,alpha_3"), "1: column 'alpha_3' stands twice"),
    ("countries", lambda raw: raw + b"dz,DZZ,Numidia,Numidia\n", "{last}: country_id: 'dz' stands on line 2 already"),
    ("countries", lambda raw: raw.rstrip(b"\n"), "{last}: the last line does not end with a newline"),
    ("countries", lambda raw: raw.replace(b"\n", b"\n\n", 1), "2: blank line"),
    ("countries", lambda raw: raw.replace(b"DZA", b'"DZA', 1), "2: unclosed or misplaced double quote"),
    ("countries", lambda raw: raw.replace(b"DZA", b'D"Z"A', 1), "2: unclosed or misplaced double quote"),
    ("countries", lambda raw: raw.replace(b"DZA", b'""', 1), '2: alpha_3: quoted empty text ""; leave the cell empty'),
    ("countries", lambda raw: raw.replace(b"DZA", b'"D\nZA"', 1), "2: unclosed or misplaced double quote"),
    ("countries", lambda raw: raw.replace(b"DZA", b"DZA,", 1), "2: 5 cells, expected 4"),
    ("countries", lambda raw: raw.replace(b"dz,DZA,", b"dz,", 1), "2: 3 cells, expected 4"),
    ("countries", lambda raw: b"\xef\xbb\xbf" + raw, "1: starts with a byte-order mark"),
    ("countries", lambda raw: raw.decode().encode("utf-16"), "1: is UTF-16; save it as UTF-8"),
    ("countries", lambda raw: raw.replace(b"Algeria", "Algérie".encode("latin-1")), "2: byte 0xE9 is not UTF-8"),
    ("countries", lambda raw: raw.replace(b"\n", b"\r\n", 1), "1: mixes line ends of Windows and Unix"),
    ("countries", lambda raw: raw.replace(b"DZA", b"D\rZA"), "2: has a stray carriage return"),
    ("countries", lambda raw: raw.replace(b"dz,", b"<<<<<<< ours\ndz,", 1), "2: is a git conflict marker"),
    ("countries", lambda raw: raw.replace(b"Algeria", b"A" * 40_000_000), "2: the line has 40000"),
]


def refused(project):
    """What the build says of a project, on the command line; the database of before must survive it."""
    (project / "elections.duckdb").write_bytes(BEFORE)
    with pytest.raises(Refused) as refusal:
        build.build(project)
    assert (project / "elections.duckdb").read_bytes() == BEFORE
    assert sorted(path.name for path in project.iterdir()) == ["elections.duckdb", "queries", "schema", "seeds"]
    return str(refusal.value).splitlines()


def put(project, seed, column, value, line=2):
    """Put a value into a cell of a seed; gives the value that stood there."""
    path = project / "seeds" / f"{seed}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    at = rows[0].index(column)
    rows[line - 1][at], before = value, rows[line - 1][at]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode())
    return before


@pytest.mark.parametrize("seed, column, value, message", CELLS, ids=[f"{seed}-{column}-{value[:12]!a}" for seed, column, value, _ in CELLS])
def test_bad_cell_is_refused(project, seed, column, value, message):
    put(project, seed, column, value)
    said = refused(project)
    if message is None:
        assert said == [f"seeds/countries.csv:3: name: 'Morocco' stands on line 2 already"]
        return
    place = f"seeds/{seed}.csv:2: "
    assert any(line.startswith(place) and column in line and message.split("'{}', ")[-1] in line for line in said), said


@pytest.mark.parametrize("seed, damage, message", FILES, ids=[message for _, _, message in FILES])
def test_bad_file_is_refused(project, seed, damage, message):
    path = project / "seeds" / f"{seed}.csv"
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    last = len(damaged.splitlines())
    assert refused(project)[0].startswith(f"seeds/{seed}.csv:{message.format(last=last)}")


def test_all_problems_are_said_at_once_in_the_order_of_file_and_line(project):
    put(project, "countries", "name", " ", line=3)
    put(project, "countries", "alpha_3", "LONG", line=2)
    put(project, "bodies", "kind", "club")
    assert [line.partition(" ")[0] for line in refused(project)] == ["seeds/bodies.csv:2:", "seeds/countries.csv:2:", "seeds/countries.csv:3:"]


def test_of_very_many_problems_the_first_are_said_and_the_rest_counted(project):
    path = project / "seeds" / "countries.csv"
    path.write_text("country_id,alpha_3,name,native_name\n" + "dz,DZA\n" * 70)
    said = refused(project)
    assert len([line for line in said if line.startswith("seeds/countries.csv")]) == 50 and said[-1].startswith("... and ")


def test_a_seed_without_a_table_and_a_table_without_a_seed_are_refused(project):
    (project / "seeds" / "countries.csv").rename(project / "seeds" / "countrys.csv")
    assert refused(project) == [
        "seeds/countries.csv:1: is missing; schema/countries.sql needs it, with a header at least",
        "seeds/countrys.csv:1: there is no schema/countrys.sql; did you mean 'countries'?",
    ]


def test_two_seeds_that_differ_by_case_are_refused(project):
    (project / "seeds" / "Countries.csv").write_text("x\n")
    assert refused(project)[0] == "seeds/Countries.csv:1: differs from countries.csv only by case"


@pytest.mark.parametrize("replace", [lambda path: path.mkdir(), os.mkfifo, lambda path: path.symlink_to("/etc/hostname")], ids=["folder", "pipe", "link"])
def test_what_is_not_a_file_is_refused_and_not_waited_for(project, replace):
    path = project / "seeds" / "countries.csv"
    path.unlink()
    replace(path)
    assert refused(project) == ["seeds/countries.csv:1: is not an ordinary file"]


def test_the_command_says_it_in_lines_and_fails(project):
    put(project, "countries", "alpha_3", "LONG")
    for name in ("build.py", "check.py", "lint.py"):
        (project / name).write_bytes((build.HERE / name).read_bytes())
    run = subprocess.run([sys.executable, project / "build.py"], capture_output=True, text=True)
    assert run.returncode == 1 and run.stdout == ""
    assert run.stderr == "seeds/countries.csv:2: alpha_3 'LONG' breaks the rule (length(alpha_3) = 3)\n"


# Rules across rows: what is done to the seeds, and what the message must hold. Each is a rule of integrity_checks or a key.
def add(project, seed, **cells):
    path = project / "seeds" / f"{seed}.csv"
    header = path.read_text(encoding="utf-8").split("\n")[0].split(",")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([cells.get(column, "") for column in header])
    return len(path.read_text(encoding="utf-8").splitlines())


def rows_of(seed):
    with (build.HERE / "seeds" / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_party_that_descends_from_itself_is_refused(project):
    link = next(row for row in rows_of("party_links") if row["kind"] == "merged")
    add(project, "party_links", **{**link, "earlier_party_id": link["later_party_id"], "later_party_id": link["earlier_party_id"]})
    assert any("descends from itself" in line for line in refused(project))


def test_a_ranking_with_two_firsts_is_refused(project):
    first = next(row for row in rows_of("returns") if row["rank"] == "1")
    line = add(project, "returns", **{**first, "return_id": "another-first"})
    assert refused(project) == [
        f"seeds/returns.csv:{line}: election_id, rank: '{first['election_id']}', '1' stands on line {rows_of('returns').index(first) + 2} already"
    ]


def test_a_return_first_in_rank_without_a_reason_is_refused(project):
    at = next(n for n, row in enumerate(rows_of("returns"), 2) if row["rank"] == "1")
    put(project, "returns", "rank_reason", "", line=at)
    assert refused(project)[0].startswith(f"seeds/returns.csv:{at}: rank '1', rank_reason '' breaks the rule")


def test_a_result_for_a_contestant_of_another_election_is_refused(project):
    result = rows_of("results")[0]
    stranger = next(row for row in rows_of("contestants") if row["election_id"] != result["election_id"])
    put(project, "results", "contestant_id", stranger["contestant_id"])
    said = refused(project)
    assert said[0].startswith(f"seeds/results.csv:2: election_id, contestant_id: '{result['election_id']}', '{stranger['contestant_id']}' is not in seeds/contestants.csv")


def test_a_share_without_a_base_is_refused(project):
    returns = rows_of("returns")
    shares = {row["return_id"] for row in rows_of("results") if row["vote_share_pct"]}
    at = next(n for n, row in enumerate(returns, 2) if row["return_id"] in shares)
    for column in ("share_base", "share_base_note", "share_decimals"):
        put(project, "returns", column, "", line=at)
    assert refused(project) == [f"seeds/returns.csv:{at}: return_id: '{returns[at - 2]['return_id']}' has vote shares, but its share_base does not say of what"]


def test_more_seats_than_the_chamber_has_are_refused(project):
    at = next(n for n, row in enumerate(rows_of("results"), 2) if row["seats"])
    put(project, "results", "seats", "5000", line=at)
    assert "beyond the" in refused(project)[0]


def test_a_previous_election_of_another_body_is_refused(project):
    chain = rows_of("predecessors")
    at = next(n for n, row in enumerate(chain, 2) if row["body_id"] == "sy-assembly")
    other = next(row for row in chain if row["body_id"] == "sy-president")
    put(project, "predecessors", "previous_election_id", other["election_id"], line=at)
    assert f"seeds/predecessors.csv:{at}: body_id, previous_election_id: 'sy-assembly', '{other['election_id']}' is not in seeds/elections.csv" in refused(project)[0]


def test_a_chain_that_forks_or_runs_backwards_is_refused(project):
    chain = rows_of("predecessors")
    at = next(n for n, row in enumerate(chain, 2) if row["election_id"] == "dz-assembly-2007")
    put(project, "predecessors", "previous_election_id", "dz-assembly-2012", line=at)
    put(project, "predecessors", "election_id", "dz-assembly-2007", line=at)
    assert any("was held before the election called its previous one" in line for line in refused(project))


def test_an_acceptance_that_is_no_longer_needed_is_refused(project):
    line = add(project, "accepted_offenders", rule="seats add up to the chamber", subject="nobody", reason="there is no such return at all")
    assert refused(project) == [f"seeds/accepted_offenders.csv:{line}: subject: 'nobody' does not break the rule \"seats add up to the chamber\" any more"]


# What looks odd and is right
@pytest.mark.parametrize("name", ["+Europa", "¡Adelante!", "Fine Gael", "نیروی\u200cما", "O'Brien", 'The "Greens"', "A, B", "-ismo", "Høyre", "भाजपा", "民主党", "Ja", "1", "Õ", "P.", "a" * 10_000])
def test_good_names_pass(project, name):
    put(project, "parties", "name", name)
    build.build(project)


def test_windows_line_ends_and_unsorted_rows_pass(project):
    path = project / "seeds" / "countries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_bytes("\r\n".join([header, *reversed(rows), ""]).encode())
    build.build(project)
