"""What does not belong in a seed is refused in words: file, line, column, value and what was expected.

Each case damages one seed of the made-up elections in one place. The message must be the first thing said.
"""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import duckdb
import pytest
from conftest import FILES, MADE_UP, with_program, work_out

import build
from hemicycle.database.derived import derive
from hemicycle.database.tables import create_tables, create_views, fill, write_seeds
from hemicycle.database.tidy import tidy
from hemicycle.reading import cells as cell_forms
from hemicycle.reading import rules, seeds, text
from hemicycle.reading.project import Project
from hemicycle.reading.rules import tables_of
from hemicycle.reading.seeds import read_seeds
from hemicycle.reading.text import Refused


def put(column, value, line=2):
    """Put a value into a cell."""

    def damage(raw):
        rows = list(csv.reader(io.StringIO(raw.decode(), newline="")))
        rows[line - 1][rows[0].index(column)] = value
        return written(rows)

    return damage


def add(*cells):
    """Add a row, which the messages call line {last}."""
    return lambda raw: raw + written([cells])


def swap(old, new):
    """Replace bytes where they first stand."""

    def damage(raw):
        assert old in raw
        return raw.replace(old, new, 1)

    return damage


def everywhere(old, new):
    return lambda raw: raw.replace(old, new)


def whole(raw):
    return lambda _: raw


def exchanged(raw):
    """Exchange the two rows of a seed."""
    return b"".join([raw.splitlines(keepends=True)[n] for n in (0, 2, 1)])


def written(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def cells(seed, column, *pairs):
    """Cases that put a value on line 2 of a column."""
    return [(seed, put(column, value), f"2: {column}: {said}") for value, said in pairs]


def numbers(seed, column, *values, said="is not a whole number (digits only: no separators, decimals or exponent)"):
    return cells(seed, column, *((value, f"'{shown}' {said}") for value, shown in values))


def same(*values):
    return [(value, value) for value in values]


LOOK = "has a character that cannot be seen or read"
BLANK = "has a leading, trailing or double blank"
MISSING = "looks like a missing value; leave the cell empty"
FORMULA = "is a formula to a spreadsheet"
DATE = "is not a date of the form YYYY-MM-DD"
NO_DAY = "is not a day of the calendar"
NO_IDENTIFIER = "is not an identifier"
REQUIRED = "is empty, but required"
QUOTED = 'quoted empty text ""; leave the cell empty'
CUT_OFF = "the last line does not end with a newline; was the file cut off?"
QUOTE = "unclosed or misplaced double quote"
DOCUMENT = "is a spreadsheet, an archive or a document; save it as text, a table as CSV"
OTHER_BLANK = "has a blank of another kind"

# seed, what is done to its bytes, what is said after `seeds/<seed>.csv:`
BAD = [
    # numbers
    *numbers(
        "results",
        "seats",
        *same("12.5", "1 234", "5 seats", "12 %"),
        *same(*"3.0 1.234 1,234 1'234 1.234,5 1e3 8E5 +5 003 -0x3 0x1F 1_000 1/2 --3 3- inf NULL NA many true".split()),
        *same(*"- – −3 ० ٣ ３ ½ ０".split()),
    ),
    *numbers(
        "results",
        "seats",
        (" 3", " 3"),
        ("3 ", "3 "),
        ("3\u00a0", "3<U+00A0>"),
        ("1\u202f234", "1<U+202F>234"),
        ("3\u200b", "3<U+200B>"),
        ("3\t", "3<U+0009>"),
    ),
    *cells(
        "results",
        "seats",
        ("2147483648", "'2147483648' is out of range"),
        ("99999999999", "'99999999999' is out of range"),
    ),
    ("results", put("seats", "-3"), "2: seats '-3' breaks the rule (seats >= 0)"),
    ("results", put("votes", "9223372036854775808"), "2: votes: '9223372036854775808' is out of range"),
    ("results", put("votes", "-1"), "2: votes '-1' breaks the rule (votes >= 0)"),
    *numbers(
        "results",
        "vote_share_pct",
        *same("27,37", "27 37", "50 %"),
        *same(*"27.37% NaN .5 5. 1e1 +27.37 027.37 inf 1.234,5 ٢٧.٣ ２７.3".split()),
        said="is not a decimal number (a point, no separators, percent sign or exponent)",
    ),
    *cells(
        "results",
        "vote_share_pct",
        ("27.376", "'27.376' has more than 2 decimals; it would be rounded"),
        ("0.2737", "'0.2737' has more than 2 decimals"),
        ("99.999", "'99.999' has more than 2 decimals"),
        ("12345.6", "'12345.6' is out of range"),
    ),
    (
        "results",
        put("vote_share_pct", "100.01"),
        "2: vote_share_pct '100.01' breaks the rule (vote_share_pct BETWEEN 0 AND 100)",
    ),
    ("results", put("vote_share_pct", "-0.01"), "2: vote_share_pct '-0.01' breaks the rule"),
    ("elections", put("seats", "0"), "2: seats '0' breaks the rule (seats > 0)"),
    (
        "thresholds",
        put("numerator", "101"),
        "2: denominator '100', numerator '101' breaks the rule (denominator >= numerator)",
    ),
    # truth
    *[
        case
        for value in ("TRUE", "True", "1", "0", "yes", "t", "Y", "wahr", "x")
        for case in cells("returns", "is_complete", (value, f"'{value}' is not true or false"))
    ],
    # days
    *numbers(
        "elections",
        "first_polling_on",
        *same("17/05/2007", "2007 05 17", "2007-05-17 00:00:00", "2007-05-17 (BC)", "May 17, 2007"),
        *same(*"17.05.2007 07-05-17 2007-5-17 20070517 2007/05/17 2007-05-17T23:30:00-05:00 12007-05-17".split()),
        *same(*"2007-05 2007 39219 infinity epoch today ٢٠٠٧-٠٥-١٧".split()),
        said=DATE,
    ),
    *cells(
        "elections",
        "first_polling_on",
        ("2007-02-30", f"'2007-02-30' {NO_DAY}"),
        ("2007-13-01", f"'2007-13-01' {NO_DAY}"),
        ("0000-01-01", f"'0000-01-01' {NO_DAY}"),
        ("2999-01-01", "'2999-01-01' lies in the future"),
    ),
    (
        "elections",
        put("last_polling_on", "2002-06-01"),
        "2: first_polling_on '2002-06-02', last_polling_on '2002-06-01' breaks the rule",
    ),
    # identifiers and references
    *cells(
        "countries",
        "country_id",
        ("ZZ", f"'ZZ' {NO_IDENTIFIER} (a-z, 0-9 and single hyphens)"),
        ("z z", f"'z z' {NO_IDENTIFIER}"),
        ("zz-", f"'zz-' {NO_IDENTIFIER}"),
        ("z--z", f"'z--z' {NO_IDENTIFIER}"),
        ("žž", f"'žž' {NO_IDENTIFIER}"),
        ("zz\u200b", f"'zz<U+200B>' {NO_IDENTIFIER}"),
        ("\ufeffzz", f"'<U+FEFF>zz' {NO_IDENTIFIER}"),
    ),
    *cells(
        "elections",
        "body_id",
        ("zz-asembly", "'zz-asembly' is not in seeds/bodies.csv; did you mean 'zz-assembly'?"),
        ("ZZ-assembly", f"'ZZ-assembly' {NO_IDENTIFIER}"),
        ("zz-аssembly", f"'zz-аssembly' {NO_IDENTIFIER}"),
        ("zz-assembly ", f"'zz-assembly ' {NO_IDENTIFIER}"),
        ("nothing", "'nothing' is not in seeds/bodies.csv"),
    ),
    (
        "results",
        put("return_id", "nothing"),
        "2: election_id, return_id: 'yy-assembly-2002', 'nothing' is not in seeds/returns.csv",
    ),
    (
        "results",
        put("contestant_id", "zz-assembly-1996-red"),
        "2: election_id, contestant_id: 'yy-assembly-2002', 'zz-assembly-1996-red' is not in seeds/contestants.csv",
    ),
    (
        "predecessors",
        put("previous_election_id", "yy-assembly-2002"),
        "2: body_id, previous_election_id: 'zz-assembly', 'yy-assembly-2002' is not in seeds/elections.csv",
    ),
    (
        "predecessors",
        put("previous_election_id", "zz-assembly-2000"),
        "2: election_id 'zz-assembly-2000', previous_election_id 'zz-assembly-2000' breaks the rule",
    ),
    (
        "predecessors",
        put("previous_election_id", "zz-assembly-1996", 3),
        "3: previous_election_id: 'zz-assembly-1996' stands on line 2 already",
    ),
    (
        "party_links",
        put("later_party_id", "zz-blue"),
        "2: earlier_party_id 'zz-blue', later_party_id 'zz-blue' breaks the rule",
    ),
    # keys
    ("countries", add("zz", "ZZX", "Numidia", "Numidia"), "{last}: country_id: 'zz' stands on line 3 already"),
    ("countries", add("xx", "ZZZ", "Numidia", "Numidia"), "{last}: alpha_3: 'ZZZ' stands on line 3 already"),
    (
        "countries",
        lambda raw: raw + raw.splitlines(keepends=True)[-1],
        "{last}: alpha_3: 'ZZZ' stands on line 3 already",
    ),
    ("countries", put("country", "Nowhere"), "3: country: 'Nowhere' stands on line 2 already"),
    ("parties", put("party", "Blue Party", 6), "6: country_id, party: 'zz', 'Blue Party' stands on line 3 already"),
    (
        "returns",
        add(*"another,zz-assembly-1996,almanac,p. 5,final,whole,false,false,,,,1,,,,,,,,,1,why,".split(",")),
        "{last}: election_id, rank: 'zz-assembly-1996', '1' stands on line 4 already",
    ),
    # words out of a list, and what must not be empty
    ("returns", put("stage", "last"), "2: stage 'last' breaks the rule"),
    *[
        (table, put("colour", value), f"2: colour '{value}' breaks the rule")
        for table in ("contestants", "party_colours")
        for value in (
            "red",
            "#%%%%%%",
            "#GG0000",
            "#12345",
            "#1234567",
            "0000FF",
            "#00 0FF",
            "#00#0FF",
            "#٠٠٠٠٠٠",
        )  # fmt: skip
    ],
    ("parties", put("founded_year", "1599"), "2: founded_year '1599' breaks the rule"),
    ("parties", put("founded_year", "2099"), "2: founded_year: '2099' lies in the future"),
    ("parties", put("dissolved_year", "1949"), "2: founded_year '1950', dissolved_year '1949' breaks the rule"),
    ("party_links", put("happened_on", "2003-07-01"), "2: precision 'year', happened_on '2003-07-01' breaks the rule"),
    (
        "party_links",
        put("happened_on", "1999-06-15", 3),
        "3: precision 'month', happened_on '1999-06-15' breaks the rule",
    ),
    ("sources", put("url", "javascript:alert(1)"), "2: url: 'javascript:alert(1)' is not an address that begins with"),
    ("sources", put("language", "xx"), "2: language: 'xx' is no code of a language"),
    ("countries", put("country_id", "uk"), "2: country_id: 'uk' is no code of a country"),
    ("parties", put("party_id", "zz-" + "a" * 9_000), "2: party_id: has 9003 characters, at most 200 are taken"),
    ("parties", put("party", "Blue  Pаrty"), "2: party: 'Blue  Pаrty' has a leading, trailing or double blank"),
    ("parties", put("party", "BLUE PARTY", 6), "6: party: 'BLUE PARTY' looks like 'Blue Party' on line 3"),
    ("countries", put("alpha_3", "LONG"), "2: alpha_3: 'LONG' is not among the codes left to users"),
    ("returns", put("rank_reason", ""), "2: rank '1', rank_reason '' breaks the rule"),
    ("returns", put("share_base", "other"), "2: share_base 'other', share_base_note '' breaks the rule"),
    ("returns", put("turnout_pct", "50.00"), "2: turnout_pct '50.00', turnout_base '' breaks the rule"),
    ("statistics", put("amount", ""), "2: amount '', percentage '' breaks the rule"),
    ("results", put("return_id", ""), f"2: return_id: {REQUIRED}"),
    ("countries", put("country", ""), f"2: country: {REQUIRED}"),
    ("returns", put("is_complete", ""), f"2: is_complete: {REQUIRED}"),
    ("elections", put("first_polling_on", ""), f"2: first_polling_on: {REQUIRED}"),
    ("countries", swap(b"XYY", b'""'), f"2: alpha_3: {QUOTED}"),
    ("parties", swap(b"Gold Party,GP", b'Gold Party,""'), f"2: abbreviation: {QUOTED}"),
    # text
    *cells(
        "countries", "country", *((text, f"'{text}' {BLANK}") for text in (" Algeria", "Algeria ", "Al  geria", " "))
    ),
    *cells(
        "countries",
        "country",
        ("Al\u00a0geria", f"'Al<U+00A0>geria' {OTHER_BLANK} (U+00A0)"),
        ("Al\u3000geria", f"'Al<U+3000>geria' {OTHER_BLANK} (U+3000)"),
        ("Al\u2009geria", f"'Al<U+2009>geria' {OTHER_BLANK} (U+2009)"),
        ("Algeria\u202f", f"'Algeria<U+202F>' {OTHER_BLANK} (U+202F)"),
    ),
    *[
        (
            "countries",
            put("country", f"Al{chr(int(code, 16))}geria"),
            f"2: country: 'Al<U+{code}>geria' {LOOK} (U+{code})",
        )
        for code in (
            "0000 0007 0009 001B 007F 0085 00AD 061C 200B 200D 200E 202E 2028 2066 FEFF E000 FFFE 10FFFF E0041".split()
        )
    ],
    ("countries", put("country", "Al\ufffdgeria"), f"2: country: 'Al\ufffdgeria' {LOOK} (U+FFFD)"),
    (
        "countries",
        put("country", "Alge\u0301ria"),
        "2: country: 'Alge\u0301ria' is not in Unicode's composed form (NFC)",
    ),
    ("countries", put("country", "AlgÃ©ria"), "2: country: 'AlgÃ©ria' looks wrongly decoded; expected 'Algéria'?"),
    *cells(
        "parties",
        "native_name",
        *((text, f"'{text}' {MISSING}") for text in "NA N/A n/a NULL null None nan Nil #N/A - – — .".split()),
    ),
    *cells(
        "countries",
        "country",
        *(
            (text, f"'{text}' {FORMULA}")
            for text in (
                "=cmd|'/c calc'!A1",
                *"=1+1 @SUM(A1) +1-2 -2+3 -SUM(A1) +(1)".split(),
                '=HYPERLINK("http://x")',
            )
        ),
    ),
    *cells(
        "countries",
        "country",
        ("Mar-21", "'Mar-21' looks like a date made by a spreadsheet"),
        ("21-Mar", "'21-Mar' looks like a date made by a spreadsheet"),
    ),
    *cells(
        "countries",
        "country",
        ("<script>alert(1)</script>", "'<script>alert(1)</script>' has a tag of HTML"),
        ("a<br>b", "'a<br>b' has a tag of HTML"),
    ),
    ("countries", put("country", "a" * 10_001), "2: country: has 10001 characters, at most 10000 are taken"),
    # headers
    ("countries", swap(b"alpha_3", b"alpha3"), "1: unknown column 'alpha3'; did you mean 'alpha_3'?"),
    ("countries", swap(b"alpha_3", b"Alpha_3"), "1: unknown column 'Alpha_3'; did you mean 'alpha_3'?"),
    ("countries", swap(b"alpha_3", b"alpha_3 "), "1: unknown column 'alpha_3 '; did you mean 'alpha_3'?"),
    (
        "countries",
        swap(b"native_name", b"native_name,capital"),
        "1: unknown column 'capital'; the table has country_id, alpha_3, country, native_name",
    ),
    ("countries", swap(b"native_name", b"native_name,"), "1: unknown column ''"),
    ("countries", swap(b"alpha_3,", b""), "1: column 'alpha_3' is missing"),
    (
        "countries",
        swap(b"alpha_3,country", b"country,alpha_3"),
        "1: columns out of order; expected country_id,alpha_3,country,native_name",
    ),
    ("countries", swap(b"alpha_3", b"alpha_3,alpha_3"), "1: column 'alpha_3' stands twice"),
    ("countries", lambda raw: raw.split(b"\n", 1)[1], "1: unknown column 'xy'"),
    ("countries", everywhere(b",", b";"), "1: columns are separated by semicolons; use commas"),
    ("countries", everywhere(b",", b"\t"), "1: columns are separated by tabs; use commas"),
    # files
    ("countries", whole(b""), "1: the file is empty"),
    ("countries", whole(b"\n"), "1: blank line"),
    ("countries", lambda raw: raw.rstrip(b"\n"), "{last}: " + CUT_OFF),
    ("countries", lambda raw: raw[:-4], "{last}: " + CUT_OFF),
    ("countries", swap(b"\n", b"\n\n"), "2: blank line"),
    ("countries", swap(b"\n", b"\n   \n"), "2: blank line"),
    ("countries", swap(b"\n", b"\n# a comment\n"), "2: 1 cells, expected 4"),
    ("countries", swap(b"\n", b"\n,,,\n"), f"2: alpha_3: {REQUIRED}"),
    ("countries", lambda raw: raw + b"\x1a\n", "{last}: 1 cells, expected 4"),
    ("countries", swap(b"XYY", b'"XYY'), f"2: {QUOTE} (a cell cannot hold a line break)"),
    ("countries", lambda raw: raw.rstrip(b"\n") + b'"\n', "{last}: " + QUOTE),
    ("countries", swap(b"XYY", b'X"Y"Y'), f"2: {QUOTE}"),
    ("countries", swap(b"XYY", b'"XYY" '), f"2: {QUOTE}"),
    ("countries", swap(b"XYY", b'"X\\"YY"'), f"2: {QUOTE}"),
    ("countries", swap(b"XYY", b'"Y\nYY"'), f"2: {QUOTE}"),
    ("countries", swap(b"XYY", b"XYY,"), "2: 5 cells, expected 4 (a text with a comma needs double quotes)"),
    ("countries", swap(b"Otherland\n", b"Otherland,\n"), "2: 5 cells, expected 4"),
    ("countries", swap(b"Otherland", b"Otherland, Republic of"), "2: 5 cells, expected 4"),
    ("results", swap(b"50.00,55", b"50,00,55"), "3: 8 cells, expected 7"),
    ("countries", swap(b"xy,XYY,", b"xy,"), "2: 3 cells, expected 4"),
    ("countries", swap(b"xy,", b"," * 100_000), "2: 100003 cells, expected 4"),
    ("countries", lambda raw: b"\xef\xbb\xbf" + raw, "1: starts with a byte-order mark; save it as UTF-8 without one"),
    ("countries", lambda raw: raw.decode().encode("utf-16"), "1: is UTF-16; save it as UTF-8"),
    ("countries", lambda raw: b"\xfe\xff" + raw.decode().encode("utf-16-be"), "1: is UTF-16; save it as UTF-8"),
    (
        "countries",
        swap(b"Otherland", "Österland".encode("latin-1")),
        "2: byte 0xD6 is not UTF-8; was the file saved as Latin-1 or Windows-1252?",
    ),
    ("countries", swap(b"Otherland", b"Other\x96land"), "2: byte 0x96 is not UTF-8"),
    ("countries", swap(b"Nowhere", b"No\xed\xa0\x80where"), "3: byte 0xED is not UTF-8"),
    ("countries", swap(b"\n", b"\r\n"), "1: mixes line ends of Windows and Unix"),
    ("countries", everywhere(b"\n", b"\r"), "1: has a stray carriage return"),
    ("countries", swap(b"XYY", b"Y\rYY"), "2: has a stray carriage return"),
    ("countries", swap(b"xy,", b"<<<<<<< ours\nxy,"), "2: is a git conflict marker"),
    ("countries", swap(b"zz,", b"=======\nzz,"), "3: is a git conflict marker"),
    ("countries", whole(b"PK\x03\x04 a workbook"), f"1: {DOCUMENT}"),
    ("countries", whole(b"\x1f\x8b\x08\x00"), f"1: {DOCUMENT}"),
    ("countries", whole(b"%PDF-1.7\n"), f"1: {DOCUMENT}"),
    ("countries", swap(b"Otherland", b"A" * 3_000_000), "2: the line has 3000017 characters"),
    ("countries", swap(b"Otherland", b"A" * 40_000_000), "2: the line has 40000017 characters"),
]

# Rules across rows: what a person would think of as one, through the view that holds it. The message names its file
# where the seed that is blamed is not the one that was changed.
ACROSS = [
    (
        "party_links",
        add("zz-rose", "zz-red", "merged", "2001-01-01", "year", "gazette", "p. 2"),
        (
            "{last}: earlier_party_id, later_party_id: 'zz-rose zz-red' is a step of a circle: "
            "the earlier party descends from itself"
        ),
    ),
    ("area_parents", add("zz-north", "zz-north-1"), "{last}: area_id: 'zz-north' lies inside itself"),
    (
        "areas",
        put("kind", "governorate", 4),
        (
            "seeds/area_parents.csv:2: area_id: 'zz-north-1' lies inside another governorate, "
            "so that adding up its level would count it twice"
        ),
    ),
    (
        "elections",
        put("first_polling_on", "1995-05-05", 4),
        (
            "seeds/predecessors.csv:2: election_id: 'zz-assembly-2000' was held before the election called its "
            "previous one"
        ),
    ),
    (
        "returns",
        lambda raw: put("share_decimals", "", 4)(put("share_base", "", 4)(raw)),
        "4: return_id: 'zz-assembly-1996-gazette' has vote shares, but its share_base does not say of what",
    ),
    (
        "results",
        put("seats", "101", 3),
        (
            "seeds/returns.csv:4: return_id: 'zz-assembly-1996-gazette' has seats for zz-assembly-1996-blue "
            "beyond the 100 of the chamber"
        ),
    ),
    (
        "alliance_members",
        put("alliance_contestant_id", "zz-assembly-2000-blue"),
        "2: contestant_id: 'zz-assembly-2000-green' is a member of something that is not an alliance",
    ),
    (
        "alliance_members",
        put("alliance_contestant_id", "zz-assembly-2000-rose"),
        (
            "2: contestant_id: 'zz-assembly-2000-green' is a member of an alliance that is inside another; make it a "
            "member of zz-assembly-2000-front, or the alliance between them a joint list"
        ),
    ),
    (
        "contestant_parties",
        add("zz-assembly-1996-independents", "zz-green"),
        ("{last}: contestant_id, party_id: 'zz-assembly-1996-independents zz-green' has a party, but is independents"),
    ),
    (
        "contestant_parties",
        swap(b"zz-assembly-2004-blue,zz-blue\n", b""),
        (
            "seeds/contestants.csv:10: contestant_id: 'zz-assembly-2004-blue' is a party list, "
            "but no party stands behind it in contestant_parties"
        ),
    ),
    (
        "contestant_parties",
        put("party_id", "zz-blue"),
        "2: contestant_id, party_id: 'yy-assembly-2002-gold zz-blue' has a party of another country",
    ),
    (
        "area_seats",
        put("area_id", "yy-capital"),
        "2: election_id, area_id: 'zz-assembly-1996 yy-capital' lies in another country than the election",
    ),
    (
        "measures",
        everywhere(b"voided_pct,percent", b"voided_pct,ballots"),
        (
            "seeds/statistics.csv:3: election_id, measure_id, source_id, locator: "
            "'zz-assembly-2000 voided_pct gazette p. 2' is counted in percent, "
            "but is given as an amount, or the other way round"
        ),
    ),
    (
        "accepted_discrepancies",
        add("seats add up to the chamber", "nobody", "there is no such return at all"),
        (
            "{last}: rule, subject: 'seats add up to the chamber nobody' is accepted, "
            "but nothing breaks that rule there any more; delete this row"
        ),
    ),
    (
        "accepted_causes",
        add("zz", "a party is not called Others", "as printed", "3", "no return of this collection breaks the rule"),
        (
            "{last}: collection, rule, cause: 'zz a party is not called Others as printed' is accepted, "
            "but nothing in that collection breaks that rule any more; delete this row"
        ),
    ),
    (
        "office_holders",
        put("party_id", "yy-gold"),
        (
            "2: election_id, office, phase, person_id, source_id: "
            "'zz-assembly-2000 prime minister after zz-ann-able gazette' is of a party of another country"
        ),
    ),
    (
        "boycotts",
        put("party_id", "yy-gold"),
        (
            "2: election_id, called_by, source_id: 'zz-assembly-2004 Green Party gazette' "
            "was called by a party of another country"
        ),
    ),
    (
        "leaders",
        put("contestant_id", "zz-assembly-1996-independents"),
        (
            "2: contestant_id, person_id, source_id: 'zz-assembly-1996-independents zz-ann-able gazette' "
            "leads independents, which nobody leads"
        ),
    ),
    (
        "returns",
        put("rank", "3", 3),
        ("3: return_id: 'zz-assembly-1996-almanac' has rank 3, and no return of its election has the rank before it"),
    ),
    # an alliance in an alliance in the first
    (
        "alliance_members",
        add("zz-assembly-2000-front", "zz-assembly-2000-green", "zz-assembly-2000", "gazette", "p. 2"),
        "2: contestant_id: 'zz-assembly-2000-green' is a member of itself, through its alliance",
    ),
    # time
    (
        "elections",
        lambda raw: put("last_polling_on", "0001-05-05", 3)(put("first_polling_on", "0001-05-05", 3)(raw)),
        "3: election_id: 'zz-assembly-1996' was held in 1, before any chamber was elected",
    ),
    (
        "elections",
        put("first_polling_on", "1994-05-04", 3),
        "3: election_id: 'zz-assembly-1996' has more than two years of polling",
    ),
    (
        "events",
        put("happened_on", "2010-06-09"),
        (
            "2: election_id, kind, happened_on, source_id: 'zz-assembly-2000 announcement 2010-06-09 gazette' "
            "lies more than ten years from the polling"
        ),
    ),
    (
        "office_holders",
        put("since_on", "2000-06-01", 3),
        (
            "3: election_id, office, phase, person_id, source_id: "
            "'zz-assembly-2000 prime minister before zz-bob-baker gazette' "
            "held the office before the election, but took it after the polling"
        ),
    ),
    # size
    (
        "area_seats",
        put("seats", "101"),
        ("2: election_id, area_id: 'zz-assembly-1996 zz-north-1' fills 101 seats, beyond the 100 of the chamber"),
    ),
    (
        "reserved_seats",
        put("seats", "101"),
        (
            "2: contestant_id, source_id, locator: 'zz-assembly-1996-independents gazette p. 1' "
            "has 101 seats reserved, beyond the 100 of the chamber"
        ),
    ),
    (
        "results",
        put("seats", "1", 13),
        (
            "13: return_id, contestant_id: 'zz-president-2001-gazette zz-president-2001-no' "
            "has seats, but is an option, which nobody can be elected for"
        ),
    ),
    (
        "area_results",
        add("zz-president-2001", "zz-president-2001-gazette", "zz-north", "zz-president-2001-no", "", "1"),
        (
            "2: return_id, area_id, contestant_id: 'zz-president-2001-gazette zz-north zz-president-2001-no' "
            "has seats, but is an option, which nobody can be elected for"
        ),
    ),
    # printed form
    (
        "returns",
        lambda raw: put("turnout_pct", "60.25", 4)(put("turnout_decimals", "1", 4)(raw)),
        "4: return_id: 'zz-assembly-1996-gazette' has a turnout with more decimals than its turnout_decimals, 1",
    ),
    (
        "statistics",
        put("percentage", "1.85", 3),
        (
            "3: election_id, measure_id, source_id, locator: 'zz-assembly-2000 voided_pct gazette p. 2' "
            "has more decimals than its decimals, 1"
        ),
    ),
    (
        "statistics",
        put("amount", "25", 4),
        (
            "4: election_id, measure_id, source_id, locator: 'zz-assembly-2000 women_elected almanac p. 6' "
            "is no multiple of 10, to which it is rounded"
        ),
    ),
    (
        "returns",
        put("registered_voters", "1500", 3),
        (
            "3: return_id: 'zz-assembly-1996-almanac' has registered_voters that are no multiple of 1000, "
            "to which they are rounded"
        ),
    ),
    (
        "areas",
        add("zz-north-again", "zz", "governorate", "North", "", "gazette", "p. 1", "", ""),
        (
            "{last}: area_id: 'zz-north-again' is not the only governorate called North, "
            "and area_parents does not tell it from the others"
        ),
    ),
]


@pytest.fixture(scope="module")
def tables():
    """The tables alone, for the engine to know their rules."""
    with duckdb.connect(config={"threads": 1}) as db:
        create_tables(db, FILES.tables)
        yield db


@pytest.fixture(scope="module")
def made_up(emptied):
    """The made-up elections in tables without keys, so that those of one can be changed, and what was read of them."""
    with emptied() as keyed, duckdb.connect(config={"threads": 1}) as db:
        rows = read_seeds(keyed, MADE_UP)
        write_seeds(keyed, rows)
        for table in FILES.tables:
            written_there = keyed.sql(f"from {table.name}").to_arrow_table()  # noqa: F841 - the next statement reads it
            db.execute(f"create table {table.name} as from written_there")
        create_views(db, FILES.queries)
        yield db, rows, tables_of(keyed)


@pytest.fixture
def filled(made_up, tables, checked_once):
    """Writes seeds in the place of the made-up ones, until the test is over; refuses what breaks a rule of a table.

    Tables are derived for one query alone, where a test asks nothing else.
    """
    db, before, columns = made_up
    db.execute("begin")

    def write(rows, asked=None):
        text.refuse(seeds.broken_rules(tables, rows))
        for table, of_table in rows.items():
            if [placed.row for placed in of_table] != [placed.row for placed in before[table]]:
                sql, values = seeds.as_sql(columns[table], of_table)
                db.execute(f"delete from {table}")
                db.execute(f"insert into {table} select * exclude (row_number) from ({sql})", values)
        if not build.circles_in(db, FILES):
            work_out(db, asked) if asked else derive(db, FILES.queries)
        return db

    yield write
    db.execute("rollback")


@pytest.fixture
def asked_here(made_up, monkeypatch):
    """Lets the build ask what the seeds contradict of that database, in this process."""
    monkeypatch.setattr(build, "in_child", lambda work, *about: work(*about))
    monkeypatch.setattr(build, "opened", lambda _: nullcontext(made_up[0]))
    monkeypatch.setattr(build, "answer", lambda _, sql: made_up[0].execute(sql).fetchall())


@pytest.fixture(scope="module")
def checked_once():
    """What the engine finds in the rows of a table, asked once for each set of them: a case changes one seed alone.

    The tables and rules of a database are asked for once as well: no case changes these.
    """
    found, find = {}, seeds.broken_checks

    def once(db, table, columns, checks, rows):
        about = (table, *checks, *(tuple(row.values()) for _, _, row in rows))
        if about not in found:
            found[about] = find(db, table, columns, checks, rows)
        return found[about]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(seeds, "broken_checks", once)
        for name in ("given_tables", "tables_of", "rules_of"):
            patched.setattr(seeds, name, cache(getattr(seeds, name)))
        yield


@pytest.fixture
def said(tables, filled, asked_here, tmp_path):
    """What the build says of the made-up seeds after one of them is changed: a list of lines, empty when it takes them.

    With `across` false, it is asked no further than each seed by itself and what it refers to. Tables are derived for
    `asked` alone, where that is all the case is about.
    """

    def of(seed, change, across=True, asked=None):
        folder = tmp_path / "seeds"
        shutil.copytree(MADE_UP, folder)
        path = folder / f"{seed}.csv"
        path.write_bytes(change(path.read_bytes()))
        try:
            rows = read_seeds(tables, folder)
            if not across:
                text.refuse(seeds.broken_rules(tables, rows))
                return []
            filled(rows, asked)
            build.refuse_contradictions(Project(tmp_path), FILES, tmp_path / "elections.duckdb")
        except Refused as refusal:
            return str(refusal).splitlines()
        return []

    return of


def name_of(case):
    return f"{case[0]} {case[2]}"[:70].encode("ascii", "backslashreplace").decode()


@pytest.mark.parametrize("seed, damage, message", BAD, ids=map(name_of, BAD))
def test_bad_seed_is_refused(said, seed, damage, message):
    last = len(damage((MADE_UP / f"{seed}.csv").read_bytes()).splitlines())
    lines = said(seed, damage)
    assert lines and lines[0].startswith(
        f"seeds/{seed}.csv:{message.format(last=last) if '{last}' in message else message}"
    )
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("seed, damage, message", ACROSS, ids=map(name_of, ACROSS))
def test_seeds_that_contradict_each_other_are_refused(said, seed, damage, message):
    last = len(damage((MADE_UP / f"{seed}.csv").read_bytes()).splitlines())
    expected = message if message.startswith("seeds/") else f"seeds/{seed}.csv:{message.format(last=last)}"
    assert expected in said(seed, damage, asked="integrity_checks")


@pytest.mark.parametrize(
    "parent, told", [(None, ["zz-other"]), ("zz-north", ["zz-north-1", "zz-other"]), ("zz-south", [])]
)
def test_areas_have_one_name_where_larger_ones_tell_them_apart(tables, filled, parent, told):
    db = filled(read_seeds(tables, MADE_UP), "integrity_checks")
    for row in (("zz-other", "constituency", "North 1"), ("zz-south", "governorate", "South")):
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ($1, 'zz', $2, $3, 'gazette', 'p. 1')",
            row,
        )
    if parent:
        db.execute("insert into area_parents values ('zz-other', ?)", [parent])
    assert db.execute("select key_value from integrity_checks order by key_value").fetchall() == [
        (area,) for area in told
    ]


def parts_of(query, step):
    """How many SELECTs stand in a query from one of its steps on."""
    text = (build.HERE / "queries" / "sources" / f"{query}.sql").read_text(encoding="utf-8")
    return text.partition(f"{step} as (")[2].count("union all") + 1


def test_every_rule_across_rows_has_a_seed_that_breaks_it():
    steps = {"circles": "enclosures", "impossible_values": "problems", "integrity_checks": "problems"}
    assert {query.name for query in FILES.queries if query.labelled("empty")} == steps.keys()
    # the last part of integrity_checks is impossible_values
    assert sum(parts_of(*query) for query in steps.items()) - 1 == len(ACROSS)


# What looks odd and is right
NAMES = [
    "+Europa",
    "¡Adelante!",
    "Fine Gael",
    "نیروی\u200cما",
    "O'Brien",
    'The "Greens"',
    "A, B",
    "-ismo",
    "Høyre",
    "भाजपा",
    "क\u094d\u200dष",
    "民主党",
    "Ja",
    "1",
    "Õ",
    "P.",
    "a" * 10_000,
    "Nation",
    "Null und nichtig",
    "N.A.",
    "5 Stelle",
    "Ж",
    "Þjóð",
    "ສາທາລະນະ",
    "#OurParty",
    "a < b",
    "100%",
    "Non / Nein",
    "É",
    "Straße",
    "ΕΛΛΑΣ",
    "Mar-2021",
    "–ism",
]
GOOD = {
    "odd names": (
        "parties",
        lambda raw: (
            raw
            + written(
                [f"zz-{n}", "zz", name, "", "", "", "", "gazette", "p. 1", "", "", "", ""]
                for n, name in enumerate(NAMES)
            )
        ),
    ),
    "line ends of Windows": ("countries", everywhere(b"\n", b"\r\n")),
    "rows in another order": ("countries", exchanged),
    "a row before the one it refers to": ("predecessors", exchanged),
    "a header alone": ("boycotts", lambda raw: raw.split(b"\n")[0] + b"\n"),
    "quotes that nothing needs": ("countries", swap(b"Otherland", b'"Otherland"')),
    "no votes at all": ("results", put("votes", "0")),
    "a share without decimals": ("results", put("vote_share_pct", "0", 3)),
    "a share with one decimal": ("results", put("vote_share_pct", "7.5", 3)),
    "unknown seats": ("results", put("seats", "")),
    "a party of 1792": ("parties", put("founded_year", "1792")),
    "a colour in small letters": ("contestants", put("colour", "#00ffaa")),
    "a country that is no more": ("countries", lambda raw: raw + b"cshh,CSK,Czechoslovakia,Ceskoslovensko\n"),
    "a day long ago": (
        "elections",
        lambda raw: put("last_polling_on", "1848-03-01", 3)(put("first_polling_on", "1848-03-01", 3)(raw)),
    ),
    "a leap day": ("elections", put("first_polling_on", "1996-02-29", 3)),
}


@pytest.mark.parametrize("seed, change", GOOD.values(), ids=GOOD)
def test_good_seed_passes(said, seed, change):
    assert said(seed, change) == []


def test_there_are_as_many_cases_as_promised():
    assert len(BAD) + len(ACROSS) >= 160 and len(NAMES) + len(GOOD) >= 30


# The build as a whole

BEFORE = b"the database of before"


def refused(project):
    """What the build says of a project; the database of before must survive it, and nothing else be left."""
    (project / "elections.duckdb").write_bytes(BEFORE)
    with pytest.raises(Refused) as refusal:
        build.build(project)
    assert (project / "elections.duckdb").read_bytes() == BEFORE
    assert sorted(path.name for path in project.iterdir()) == [
        "elections.duckdb",
        "imports",
        "queries",
        "schema",
        "seeds",
    ]
    return str(refusal.value).splitlines()


def change(project, seed, damage):
    path = project / "seeds" / f"{seed}.csv"
    path.write_bytes(damage(path.read_bytes()))


def test_all_problems_are_said_at_once_in_the_order_of_file_and_line(few):
    change(few, "countries", put("country", " ", line=3))
    change(few, "countries", put("alpha_3", "LONG", line=2))
    change(few, "bodies", put("kind", "club"))
    assert [line.partition(" ")[0] for line in refused(few)] == [
        "seeds/bodies.csv:2:",
        "seeds/countries.csv:2:",
        "seeds/countries.csv:3:",
    ]


def test_of_very_many_problems_the_first_are_said_and_the_rest_counted(few):
    change(few, "countries", whole(b"country_id,alpha_3,country,native_name\n" + b"dz,DZA\n" * 70))
    said = refused(few)
    assert (
        len([line for line in said if line.startswith("seeds/countries.csv")]) == 50 and said[-1] == "... and 20 more"
    )


def test_a_seed_without_a_table_and_a_table_without_a_seed_are_refused(few):
    (few / "seeds" / "countries.csv").rename(few / "seeds" / "countrys.csv")
    assert refused(few) == [
        "seeds/countries.csv:1: is missing; schema/countries.sql needs it, with a header at least",
        "seeds/countrys.csv:1: there is no schema/countrys.sql; did you mean 'countries'?",
    ]


def test_a_derived_table_has_no_seed_and_one_row_for_each_key(few):
    (few / "seeds" / "families.csv").write_text("election_id\n")
    assert refused(few) == [
        "seeds/families.csv:1: has a table that the build fills, out of the others; remove the file"
    ]
    (few / "seeds" / "families.csv").unlink()
    query = few / "queries" / "turnout" / "kept.sql"
    head = "-- Kept\n--\n-- A table.\n--\n-- key: country_id\n-- kept: as a table, because it is read\n"
    for column, said in {
        "country_id": "its key (country_id) is null or has several rows: 'zz'",
        "case when party_id <> 'zz-blue' then party_id end as country_id": "is null or has several rows: 'None'",
        "cast(party as integer) as country_id": "Conversion Error: Could not convert string ",
    }.items():
        query.write_text(f"{head}select {column} -- a code\nfrom parties\norder by country_id\n")
        (line,) = refused(few)
        assert line.startswith("queries/turnout/kept.sql:") and said in line, line


def test_two_seeds_that_differ_by_case_are_refused(few):
    (few / "seeds" / "Countries.csv").write_text("x\n")
    assert refused(few)[0] == "seeds/Countries.csv:1: differs from countries.csv only by case"


KINDS = {
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "link": lambda path: path.symlink_to(MADE_UP / path.name),
    "link out": lambda path: path.symlink_to("/etc/hostname"),
    "dangling link": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.parametrize("file", ["seeds/countries.csv", "schema/countries.sql", "queries/turnout/turnout.sql"])
@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_what_is_not_a_file_is_refused_and_not_waited_for(few, file, make):
    (few / file).unlink()
    make(few / file)
    assert refused(few) == [f"{file}:1: is not an ordinary file"]


def test_what_an_editor_leaves_is_not_a_seed(few):
    (few / "seeds" / "countries.csv~").write_text("x")
    (few / "seeds" / ".#countries.csv").symlink_to("somebody@somewhere.1")
    with duckdb.connect() as db:
        create_tables(db, FILES.tables)
        assert read_seeds(db, few / "seeds")


def test_the_command_says_it_in_lines_and_fails(few):
    change(few, "countries", put("alpha_3", "LONG"))
    run = command(few, "build.py")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == ("seeds/countries.csv:2: alpha_3: 'LONG' is not among the codes left to users (XAA to XZZ)\n")


def command(project, program):
    """Run a program of a copy of the project."""
    with_program(project)
    return subprocess.run([sys.executable, project / program], capture_output=True, text=True)


def test_tidy_leaves_alone_a_seed_that_is_changed_while_it_runs(few, monkeypatch):
    change(few, "people", swap(b"Ann Able", b'"Ann Able"'))
    seed = few / "seeds" / "people.csv"
    edited = seed.read_bytes().replace(b"Ann", b"Anna")

    def edit_meanwhile(*about):
        seed.write_bytes(edited)
        return fill(*about)

    monkeypatch.setattr("hemicycle.database.tidy.fill", edit_meanwhile)
    with pytest.raises(Refused, match=r"^seeds/people\.csv was changed meanwhile; run make tidy again$"):
        tidy(Project(few))
    assert seed.read_bytes() == edited


def test_tidy_changes_no_value_and_shows_what_it_changed(few):
    change(few, "countries", exchanged)
    change(few, "bodies", everywhere(b"\n", b"\r\n"))
    change(few, "people", swap(b"Ann Able", b'"Ann Able"'))
    change(few, "results", put("vote_share_pct", "50.2", 6))
    said = tidy(Project(few))
    for path in MADE_UP.glob("*.csv"):
        assert (few / "seeds" / path.name).read_bytes() == path.read_bytes()
    assert "seeds/bodies.csv: line ends" in said
    assert "-zz-assembly-2000-almanac,zz-assembly-2000-blue,zz-assembly-2000,,50.2,,p. 7" in said
    assert "+zz-assembly-2000-almanac,zz-assembly-2000-blue,zz-assembly-2000,,50.20,,p. 7" in said


# Each rule is broken once: without it, a bad seed would pass
GAZETTE = ("zz-assembly-1996", "zz-assembly-1996-gazette")
ARITHMETIC = {
    "seats add up to the chamber": [("results", put("seats", "54", 3))],
    "seats of the outcome add up to the chamber": [("results", put("seats", "54", 3))],
    "an alliance has the seats of its members": [("results", put("seats", "51", 8))],
    "ballots cast are valid and invalid ones": [("returns", put("ballots_cast", "6001", 4))],
    "ballots are no more than the register": [("returns", put("ballots_cast", "16000", 4))],
    "turnout is ballots by register": [("returns", put("turnout_pct", "61.00", 4))],
    "a share is votes by its base": [("results", put("vote_share_pct", "51.00", 3))],
    "votes are no more than valid votes": [("results", put("votes", "5950", 3))],
    "shares are no more than 100": [("results", put("vote_share_pct", "60.00", 3))],
    "a printed change in turnout is the change": [
        ("returns", put("turnout_pct", "40.00", 5)),
        ("returns", put("turnout_base", "registered voters", 5)),
        ("returns", put("turnout_decimals", "2", 5)),
    ],
    "a printed change in seats is the change": [
        ("results", put("seats", "40", 6)),
        ("results", add("zz-assembly-1996-almanac", "zz-assembly-1996-blue", "zz-assembly-1996", "", "", "50", "")),
    ],
    "two registers weeks apart are alike": [
        ("elections", put("first_polling_on", "2000-07-01", 6)),
        ("elections", put("last_polling_on", "2000-07-01", 6)),
        ("returns", put("registered_voters", "20000", 8)),
    ],
    "the votes of an area are its valid votes": [
        ("area_ballots", add(*GAZETTE, "zz-north", "", "", "100", "")),
        ("area_results", add(*GAZETTE, "zz-north", "zz-assembly-1996-blue", "101", "")),
    ],
    "an area has what the areas inside it have": [
        ("area_results", add(*GAZETTE, "zz-north", "zz-assembly-1996-blue", "100", "")),
        ("area_results", add(*GAZETTE, "zz-north-1", "zz-assembly-1996-blue", "101", "")),
    ],
    "the areas of a level have no more than the whole": [
        ("area_results", add(*GAZETTE, "zz-north", "zz-assembly-1996-blue", "2951", ""))
    ],
    "an alliance has the votes of its members": [("results", put("votes", "2701", 8))],
    "an alliance has the vote share of its members": [("results", put("vote_share_pct", "50.02", 8))],
    "valid votes are no more than ballots": [("returns", put("valid_votes", "6001", 4))],
    "votes are no more than the ballots hold": [
        ("elections", put("votes_per_ballot", "2", 3)),
        ("results", put("votes", "8851", 3)),
    ],
    "the votes of all contestants are the valid votes": [
        ("returns", put("names_everyone", "true", 4)),
        ("results", put("votes", "2949", 3)),
    ],
    "two general elections of one body lie 60 days apart": [
        ("elections", put("first_polling_on", "2000-07-05", 5)),
        ("elections", put("last_polling_on", "2000-07-05", 5)),
    ],
    "a party is not called Others": [("contestants", put("contestant", "Others", 3))],
    "the seats of the areas are those of the chamber": [("area_seats", put("seats", "99"))],
    "an area has no more winners than seats": [
        ("area_seats", add("zz-assembly-1996", "zz-north", "54", "gazette", "p. 1")),
        ("area_results", add(*GAZETTE, "zz-north", "zz-assembly-1996-blue", "", "55")),
    ],
}
# What looks like one of these faults and is none
SOUND = {
    "the seats of a member are not known": [("results", put("seats", "", 9))],
    "the votes of a member are not known": [
        ("results", put("votes", "", 9)),
        ("results", put("vote_share_pct", "", 9)),
    ],
    "a return names everyone, but not everyone's votes": [
        ("returns", put("names_everyone", "true", 4)),
        ("results", put("votes", "", 3)),
    ],
    "votes for nobody that are not valid": [
        ("contestants", put("kind", "blank votes", 4)),
        ("contestants", put("is_valid", "false", 4)),
        ("contestants", put("contestant", "Blank votes", 4)),
        ("returns", put("names_everyone", "true", 4)),
        ("returns", put("valid_votes", "5310", 4)),
        ("returns", put("invalid_votes", "690", 4)),
        ("results", put("vote_share_pct", "55.56", 3)),
        ("results", put("vote_share_pct", "", 4)),
        ("results", put("vote_share_pct", "44.44", 5)),
    ],
    "two elections weeks apart, one of them annulled": [
        *ARITHMETIC["two general elections of one body lie 60 days apart"],
        ("elections", put("is_annulled", "true", 4)),
        ("returns", put("registered_voters", "11000", 7)),
        ("returns", put("turnout_pct", "60.00", 7)),
    ],
    "a region's register beside that of another region": [
        *ARITHMETIC["two registers weeks apart are alike"],
        ("returns", put("turnout_pct", "49.95", 8)),
        ("bodies", add("zz-coast", "zz", "legislature", "Coast", "Coast")),
    ],
}


@pytest.mark.parametrize("rule", [None, *ARITHMETIC])
def test_arithmetic_that_does_not_add_up_is_found(tables, filled, tmp_path, rule):
    found = not_accepted(tables, filled, tmp_path, ARITHMETIC.get(rule, []))
    assert rule in found if rule else not found


@pytest.mark.parametrize("case", SOUND)
def test_arithmetic_that_does_add_up_is_no_news(tables, filled, tmp_path, case):
    assert not not_accepted(tables, filled, tmp_path, SOUND[case])


def not_accepted(tables, filled, tmp_path, damages):
    """The rules of arithmetic that the damaged seeds break."""
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "seeds"))
    for seed, damage in damages:
        path = folder / f"{seed}.csv"
        path.write_bytes(damage(path.read_bytes()))
    db = filled(read_seeds(tables, folder), "arithmetic_checks")
    return {name for (name,) in db.execute("select rule from arithmetic_checks where not is_accepted").fetchall()}


def test_every_rule_of_arithmetic_has_a_seed_that_breaks_it():
    assert parts_of("arithmetic_checks", "offenders") == len(ARITHMETIC)


ANYTHING = re.compile(".*", re.DOTALL)
NOTHING = re.compile("(?!)")


def no_problem(*_about):
    return None


def without_rules(*kinds):
    """What gives the rules of the tables without some kinds."""
    return lambda db: [rule for rule in rules.rules_of(db) if rule.kind not in kinds]


# what is taken out of which module, and a part of the message that must then be missed
WITHOUT = [
    (cell_forms, "WHOLE", ANYTHING, "is not a whole number"),
    (cell_forms, "DECIMAL", ANYTHING, "is not a decimal number"),
    (cell_forms, "DATE", ANYTHING, DATE),
    (cell_forms, "IDENTIFIER", ANYTHING, NO_IDENTIFIER),
    (cell_forms, "FORMULA", NOTHING, FORMULA),
    (cell_forms, "TAG", NOTHING, "has a tag of HTML"),
    (cell_forms, "SPREADSHEET_DATE", NOTHING, "made by a spreadsheet"),
    (cell_forms, "MISSING", set(), "'N/A' looks like a missing"),
    (cell_forms, "ALSO_NAMES", set(), "'NA' looks like a missing"),
    (cell_forms, "LONGEST_CELL", 10**9, "at most 10000 are taken"),
    (text, "LONGEST_CELL", 10**9, "the line has"),
    (cell_forms, "LIMITS", {"INTEGER": 10**99, "BIGINT": 10**99}, "is out of range"),
    (seeds, "CELL", re.compile("([^,]*)(?:,|$)"), "unclosed or misplaced"),
    (cell_forms, "unreadable", no_problem, LOOK),
    (cell_forms, "unreadable", no_problem, OTHER_BLANK),
    (cell_forms, "text_problem", no_problem, BLANK),
    (cell_forms, "text_problem", no_problem, "composed form"),
    (cell_forms, "decoded_again", lambda text: text, "looks wrongly decoded"),
    (cell_forms, "date_problem", no_problem, "not a day of the calendar"),
    (cell_forms, "date_problem", no_problem, "lies in the future"),
    (seeds, "cell_problem", no_problem, REQUIRED),
    (seeds, "cell_problem", no_problem, "quoted empty text"),
    (cell_forms, "decimal_problem", no_problem, "it would be rounded"),
    (seeds, "cell_problem", no_problem, "is not true or false"),
    (seeds, "header_problem", no_problem, "unknown column"),
    (seeds, "header_problem", no_problem, "columns out of order"),
    (seeds, "header_problem", no_problem, "stands twice"),
    (seeds, "header_problem", no_problem, "semicolons"),
    (seeds, "rules_of", without_rules("PRIMARY KEY", "UNIQUE"), "stands on line"),
    (seeds, "rules_of", without_rules("FOREIGN KEY"), "is not in seeds/"),
    (seeds, "rules_of", without_rules("CHECK"), "breaks the rule"),
    (seeds, "suggestion", lambda *about: "", "did you mean"),
    (seeds, "decoded", lambda raw: (raw.decode(errors="replace"), None), "is not UTF-8"),
    (seeds, "decoded", lambda raw: (raw.decode(errors="replace"), None), "conflict marker"),
    (seeds, "decoded", lambda raw: (raw.decode(errors="replace"), None), "stray carriage return"),
    (seeds, "decoded", lambda raw: (raw.decode(), None), "byte-order mark"),
]


@pytest.mark.parametrize(
    "module, name, instead, words", WITHOUT, ids=[f"{name}: {words[:40]}" for _, name, _, words in WITHOUT]
)
def test_without_a_rule_a_bad_seed_would_not_be_told_so(said, monkeypatch, module, name, instead, words):
    seed, damage, message = next(case for case in BAD if words in case[2])
    monkeypatch.setattr(module, name, instead)
    try:
        lines = said(seed, damage, across=False)
    except Exception as error:  # the engine itself stumbles over what was let through
        lines = [str(error)]
    assert not any(words in line for line in lines)
