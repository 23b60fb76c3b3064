"""Sheets as people have them: what is taken of each and what is said, one row for each kind of mess."""

import contextlib
import os
import re
import shutil
import struct
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import duckdb
import pycountry
import pytest
from conftest import FILES, PROJECT

import build
from hemicycle.database.tables import create_tables
from hemicycle.importing import columns, selects
from hemicycle.importing.report import accounted, odd_names, parted, parted_areas, refuse_lost, set_aside, unmapped
from hemicycle.importing.selects import bring, import_of, size_of
from hemicycle.reading.text import Refused

ELECTION = "election,country_code,country,polling_day,seats,valid_votes\nDiet 2010,xr,Ruritania,2010-06-13,10,1000\n"
RESULTS = "election,contestant,votes,seats\nDiet 2010,Red,700,6\nDiet 2010,Blue,300,4\n"
TAKEN = {"Red": (700, 6), "Blue": (300, 4)}
IMPORT = import_of(PROJECT, "spreadsheet")
DB = duckdb.connect(config={"threads": 1})  # in which each sheet is brought, and forgotten
create_tables(DB, FILES.tables)
DB.execute(
    "insert into source_kinds select kind, rank, reason from read_csv(?)",
    [str(build.HERE / "seeds" / "source_kinds.csv")],
)
MORE = "".join(f"Diet 2010,P{n},1,0\n" for n in range(9))
TAKEN_TOO = {f"P{n}": (1, 0) for n in range(9)}
HEADER = "election,contestant,votes,seats\n"
FEW_DECIMALS = (
    "1 results.csv: elections whose shares have fewer than two decimals, such as 'Diet 2010' (swings, margins"
)
AREAS = "election,area_kind,area,area_parent,contestant,kind,number,votes,seats\n"

# an old workbook with SHEETS but an error for the 300; the records of its last two cells, and what else they may be
AN_ERROR = (build.HERE / "tests" / "imports" / "an_error.xls").read_bytes()
CELLS = bytes.fromhex("0502080002000200110007017e020a00020003001100" + "12000000")
FORMULA_WITH_ERROR = bytes.fromhex("0600160002000200110002001700" + "0000ffff" + "00" * 8)
NUMBERS = bytes.fromhex("bd001200020002001100b204000011001200000003" + "00" + "fe0f0000")


def write_workbook(path, sheets, hidden=(), merged="", formula=""):
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as archive:
        listed, related, types = "", "", ""
        for number, (name, rows) in enumerate(sheets.items(), 1):
            state = ' state="hidden"' if name in hidden else ""
            listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
            related += f'<Relationship Id="r{number}" Type="{rels}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            types += f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kinds}.worksheet+xml"/>'
            body = ""
            for row, cells in enumerate(rows, 1):
                body += f'<row r="{row}">'
                for column, cell in zip("ABCDEFGHIJ", cells, strict=False):
                    place = f"{column}{row}"
                    if f"{name}!{place}" == formula:
                        body += f'<c r="{place}"><f>SUM(A1:A2)</f></c>'
                    elif isinstance(cell, str) and cell.startswith("#"):
                        body += f'<c r="{place}" t="e"><v>{cell}</v></c>'
                    elif isinstance(cell, str):
                        body += f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
                    elif cell is not None:
                        body += f'<c r="{place}"><v>{cell}</v></c>'
                body += "</row>"
            joined = (
                f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
                if name == "results" and merged
                else ""
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f"<worksheet {main}><sheetData>{body}</sheetData>{joined}</worksheet>",
            )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>{types}</Types>',
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}">'
            f'<Relationship Id="r" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{related}</Relationships>')
        archive.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{rels}"><sheets>{listed}</sheets></workbook>')


def write_xlsb(path, sheets, kind_of_error=3):
    """A binary workbook: a number of a sheet is one of eight bytes, a text stands in its cell, #DIV/0! is an error."""
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def record(kind, content=b""):
        number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        size = len(content)
        return number + (bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])) + content

    def wide(text):
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    listed, related = b"", ""
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, rows) in enumerate(sheets.items(), 1):
            listed += record(156, struct.pack("<II", 0, number) + wide(f"r{number}") + wide(name))
            related += f'<Relationship Id="r{number}" Type="{main}/worksheet" Target="worksheets/sheet{number}.bin"/>'
            width = max(map(len, rows))
            body = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, width - 1)) + record(145)
            for row, cells in enumerate(rows):
                body += record(0, struct.pack("<I", row) + bytes(13))
                for column, cell in enumerate(cells):
                    place = struct.pack("<II", column, 0)
                    if cell == "#DIV/0!":
                        body += record(kind_of_error, place + b"\x07" + (bytes(6) if kind_of_error == 11 else b""))
                    elif isinstance(cell, str):
                        body += record(6, place + wide(cell))
                    else:
                        body += record(5, place + struct.pack("<d", cell))
            archive.writestr(f"xl/worksheets/sheet{number}.bin", body + record(146) + record(130))
        archive.writestr("xl/workbook.bin", record(131) + record(143) + listed + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}">{related}</Relationships>')


def write_ods(path, sheets):
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in [("office", "office"), ("table", "table"), ("text", "text"), ("calcext", "calcext")]
    )
    tables = ""
    for name, rows in sheets.items():
        tables += f'<table:table table:name="{name}">'
        for cells in rows:
            tables += "<table:table-row>"
            for cell in cells:
                kind = (
                    'office:value-type="string"'
                    if isinstance(cell, str)
                    else f'office:value-type="float" office:value="{cell}"'
                )
                if isinstance(cell, str) and cell.startswith("#"):
                    kind += ' office:string-value="" calcext:value-type="error"'
                tables += f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
            tables += "</table:table-row>"
        tables += "</table:table>"
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"/>')
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}')


SHEETS = {
    "elections": [
        ["election", "country_code", "country", "polling_day", "seats", "valid_votes"],
        ["Diet 2010", "xr", "Ruritania", "2010-06-13", 10, 1000],
    ],
    "results": [
        ["election", "contestant", "votes", "seats"],
        ["Diet 2010", "Red", 700, 6],
        ["Diet 2010", "Blue", 300, 4],
    ],
}


ROWS = [["Diet 2010", f"P{n}", 1, 0] for n in range(9)]


def settings(*pairs):
    return "setting,value\n" + "".join(f'{setting},"{value}"\n' for setting, value in pairs)


# files beside elections.csv and results.csv of above, or in their place (None: taken away; a function writes the file);
# what is taken (contestant: votes and seats, whatever the area), and what is said
MESSY = {
    "clean": ({}, TAKEN, []),
    # separators, quotes, encodings
    "semicolons": ({"results.csv": RESULTS.replace(",", ";")}, TAKEN, ["cells parted by semicolons"]),
    "tabs in a .tsv": ({"results.csv": None, "results.tsv": RESULTS.replace(",", "\t")}, TAKEN, ["parted by tabs"]),
    "vertical bars": ({"results.csv": RESULTS.replace(",", "|")}, TAKEN, ["parted by vertical bars"]),
    "the separator named in the first line, as Excel does": (
        {"results.csv": "sep=;\n" + RESULTS.replace(",", ";")},
        TAKEN,
        ["rows above the headers, such as 'sep='"],
    ),
    "Windows line ends": ({"results.csv": RESULTS.replace("\n", "\r\n")}, TAKEN, []),
    "line ends of Windows and of Unix in one file": (
        {"results.csv": RESULTS.replace("6\n", "6\r\n") + MORE},
        TAKEN | TAKEN_TOO,
        [],
    ),
    "line ends of an old Macintosh below those of Unix": (
        {"results.csv": RESULTS + MORE.replace("\n", "\r")},
        TAKEN | TAKEN_TOO,
        [],
    ),
    "headers alone": (
        {"results.csv": HEADER},
        {},
        ["0 results.csv: no rows below the headers (nothing of this sheet is in the database)"],
    ),
    "a byte-order mark": ({"results.csv": RESULTS.encode("utf-8-sig")}, TAKEN, []),
    "UTF-16": (
        {"results.csv": RESULTS.replace("Red", "Röd").encode("utf-16")},
        {"Röd": (700, 6), "Blue": (300, 4)},
        ["read as UTF-16, such as 'Röd'"],
    ),
    "UTF-16 without its mark": (
        {"results.csv": RESULTS.replace("Red", "Röd").encode("utf-16-le")},
        {"Röd": (700, 6), "Blue": (300, 4)},
        ["2 results.csv: read as UTF-16, such as 'Röd'"],
    ),
    "UTF-16 without its mark, the high byte first": (
        {"results.csv": RESULTS.encode("utf-16-be")},
        TAKEN,
        ["2 results.csv: read as UTF-16 ("],
    ),
    "Latin-1": (
        {"results.csv": RESULTS.replace("Red", "Grüne").encode("latin-1")},
        {"Grüne": (700, 6), "Blue": (300, 4)},
        ["read as Windows-1252, such as 'Grüne'"],
    ),
    "Windows-1252 with quotes and a ligature": (
        {"results.csv": RESULTS.replace("Red", "“Vœux” – €").encode("cp1252")},
        {"“Vœux” – €": (700, 6), "Blue": (300, 4)},
        ["read as Windows-1252"],
    ),
    "Cyrillic in Windows-1251": (
        {"results.csv": RESULTS.replace("Red", "Партия Яблоко").encode("cp1251")},
        {"Партия Яблоко": (700, 6), "Blue": (300, 4)},
        ["read as cp1251"],
    ),
    "Turkish taken for Windows-1252": (
        {"results.csv": RESULTS.replace("Red", "Milliyetçi").replace("Blue", "İşçi Partisi").encode("cp1254")},
        {"Milliyetçi": (700, 6), "Ýþçi Partisi": (300, 4)},
        ["read as Windows-1252, such as 'Ýþçi', which would be 'İşçi' in cp1254, 'Ýţçi' in cp1250"],
    ),
    "Polish taken for Windows-1252": (
        {"results.csv": RESULTS.replace("Red", "Mniejszość").encode("cp1250")},
        {"Mniejszoœæ": (700, 6), "Blue": (300, 4)},
        ["read as Windows-1252, such as 'Mniejszoœæ', which would be 'Mniejszość' in cp1250"],
    ),
    "French of an old Macintosh": (
        {"results.csv": RESULTS.replace("Red", "Les Français").replace("Blue", "Écologie").encode("mac_roman")},
        None,
        ["results.csv is not UTF-8, and nobody can tell what it is; name its encoding in the sheet settings"],
    ),
    "settings that are not UTF-8": (
        {"settings.csv": settings(("title", "Élections")).encode("cp1252")},
        TAKEN,
        ["2 settings.csv: read as Windows-1252, such as 'Élections' (it is not UTF-8; if the letters are wrong"],
    ),
    "an encoding that is named": (
        {
            "results.csv": RESULTS.replace("Red", "Zöld őrség").encode("cp1250"),
            "settings.csv": settings(("encoding", "cp1250")),
        },
        {"Zöld őrség": (700, 6), "Blue": (300, 4)},
        ["read as cp1250"],
    ),
    "a separator in a quoted cell": (
        {"results.csv": RESULTS.replace("Red", '"Red, ""new"""')},
        {'Red, "new"': (700, 6), "Blue": (300, 4)},
        [],
    ),
    "a line end in a quoted cell": (
        {"results.csv": RESULTS.replace("Red", '"Red\nnew"')},
        {"Red new": (700, 6), "Blue": (300, 4)},
        [],
    ),
    "a comma that is not quoted": (
        {"results.csv": RESULTS + MORE + "Diet 2010,Green, the,300,4\n"},
        {**TAKEN, **TAKEN_TOO},
        ["1 results.csv, row 13: the row has 5 cells, the header 4"],
    ),
    "an open quote": (
        {"results.csv": RESULTS.replace("Red", '"Red')},
        None,
        ['results.csv, row 2 (line 2): a quote (") is opened and not closed'],
    ),
    # headers and what stands around the table
    "capitals and blanks in headers": (
        {"results.csv": RESULTS.replace("election,contestant,votes", " Election ,CONTESTANT,Votes")},
        TAKEN,
        [],
    ),
    "blanks and hyphens for underscores": (
        {"elections.csv": ELECTION.replace("polling_day", "Polling Day")},
        TAKEN,
        [],
    ),
    "title rows and notes": (
        {"results.csv": "Results of the Diet\n\n" + RESULTS + "\nSource: the Office\n"},
        TAKEN,
        ["rows above the headers, such as 'Results of the Diet'", "such as row 7"],
    ),
    "notes in a row of full length": (
        {"results.csv": RESULTS + "* provisional,,,\n,,,\n"},
        TAKEN,
        ["notes, headings and other rows of one cell"],
    ),
    "a misspelt header": (
        {"results.csv": RESULTS.replace("contestant", "contestent")},
        None,
        ["results.csv, row 1: no column is called contestant; did you mean 'contestent'?"],
    ),
    "a misspelt header that is not required": (
        {"results.csv": RESULTS.replace("seats", "saets")},
        {"Red": (700, None), "Blue": (300, None)},
        ["column 'saets'; did you mean 'seats'?"],
    ),
    "a column that nobody knows": (
        {"results.csv": "election,contestant,votes,seats,footnote\nDiet 2010,Red,700,6,fine\nDiet 2010,Blue,300,4,\n"},
        TAKEN,
        ["1 results.csv: column 'footnote' (no column of that name is read)"],
    ),
    "two columns of one name": (
        {"results.csv": RESULTS.replace("seats", "votes")},
        None,
        ["results.csv, row 1: two columns are called votes"],
    ),
    "a column for each party": (
        {"results.csv": "election,area,valid_votes,Red,Blue\nDiet 2010,Ash,10,7,3\nDiet 2010,Oak,9,4,5\n"},
        None,
        [
            "results.csv, row 1: no column is called contestant; it gives the party, list, alliance or candidate; "
            "if 'Red', 'Blue' are such, write a row for each of them, not a column"
        ],
    ),
    "headers of another language": (
        {"results.csv": "élection,liste,voix\nDiet 2010,Red,700\n"},
        None,
        ["the first has 'élection', 'liste', 'voix'; imports/README.md says what each column gives"],
    ),
    "headers on each page": (
        {"results.csv": RESULTS + "Election,Contestant,Votes,Seats\n" + MORE},
        {**TAKEN, **TAKEN_TOO},
        ["1 results.csv: rows that repeat the headers (they are no rows of the table)"],
    ),
    "a second table with columns in another order": (
        {"results.csv": RESULTS + MORE + "election,contestant,seats,votes\nDiet 2010,Green,1,100\n"},
        None,
        ["results.csv, row 13: headers again, and other ones than above; bring the rows below it under the first"],
    ),
    "two header rows": (
        {"results.csv": RESULTS.replace("seats\n", "seats\nname,name,number,number\n")},
        None,
        ["rows of elections that elections does not name", "'number' is no whole number"],
    ),
    "no figures": (
        {"results.csv": "election,contestant,vots\nDiet 2010,Red,700\n"},
        None,
        ["results.csv, row 1: no column has figures; expected one of votes, share, seats; did you mean 'vots'?"],
    ),
    "two encodings in one file": (
        {"results.csv": RESULTS.replace("Red", "Grüne").encode() + "Diet 2010,Höhe,1,0\n".encode("latin-1")},
        None,
        ["results.csv has letters in UTF-8 and letters in another encoding"],
    ),
    "no header": (
        {"results.csv": RESULTS.replace(HEADER, "")},
        None,
        ["results.csv: no row has the headers; expected election, contestant in one row, the first has 'Diet 2010'"],
    ),
    "blank rows": ({"results.csv": RESULTS.replace("Diet 2010,Blue", ",,,\n\nDiet 2010,Blue")}, TAKEN, []),
    "rows that begin with #": (
        {"results.csv": RESULTS.replace("Red", "#Red")},
        {"#Red": (700, 6), "Blue": (300, 4)},
        [],
    ),
    # numbers
    "thousands with points": (
        {"results.csv": RESULTS.replace("700,6", "44.123,6").replace("300,4", "1.200.300,4")},
        {"Red": (44123, 6), "Blue": (1200300, 4)},
        [],
    ),
    "thousands with points or a decimal point": (
        {"results.csv": RESULTS.replace("700", "44.000")},
        None,
        ["results.csv, row 2, votes: '44.000' can mean 44.000 or 44,000; say which in the sheet settings"],
    ),
    "thousands with points or a decimal point: what to write": (
        {"results.csv": RESULTS.replace("700", "44.000")},
        None,
        ["settings.csv would have two lines, `setting,value` and `decimal mark,point` (or `decimal mark,comma`)"],
    ),
    "thousands with points, said": (
        {"results.csv": RESULTS.replace("700", "44.000"), "settings.csv": settings(("decimal mark", "comma"))},
        {"Red": (44000, 6), "Blue": (300, 4)},
        [],
    ),
    "thousands with commas": (
        {"results.csv": RESULTS.replace("700", '"1,234,567"').replace("300", '"98,765"')},
        {"Red": (1234567, 6), "Blue": (98765, 4)},
        [],
    ),
    "Indian thousands": (
        {"results.csv": RESULTS.replace("700", '"12,34,567"')},
        {"Red": (1234567, 6), "Blue": (300, 4)},
        [],
    ),
    "thousands with blanks and apostrophes": (
        {"results.csv": RESULTS.replace("700", "1 234\u00a0567").replace("300", "98'765")},
        {"Red": (1234567, 6), "Blue": (98765, 4)},
        [],
    ),
    "whole numbers as R and pandas write them": (
        {"results.csv": RESULTS.replace("700", "700.0").replace("300", "300.0")},
        TAKEN,
        [],
    ),
    "two decimal marks in one column": (
        {"results.csv": "election;contestant;share\nDiet 2010;Red;70.5\nDiet 2010;Blue;29,5\n"},
        None,
        ["'70.5' has a decimal point and '29,5' a decimal comma"],
    ),
    "scientific notation, hexadecimal, underscores": (
        {
            "results.csv": HEADER
            + "".join(f"Diet 2010,P{n},{v},0\n" for n, v in enumerate(["1.00E+03", "0x10", "1_000", *range(20)]))
        },
        {"P0": (None, 0), "P1": (None, 0), "P2": (None, 0), **{f"P{n + 3}": (n, 0) for n in range(20)}},
        ["3 results.csv, row 2, votes: '1.00E+03' is no whole number"],
    ),
    "a number that no view could hold": (
        {"results.csv": RESULTS + MORE + "Diet 2010,Green,9223372036854775807,0\nDiet 2010,White,1000000000000000,0\n"},
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0), "White": (None, 0)},
        ["2 results.csv, row 13, votes: '9223372036854775807' is more than 999,999,999,999,999"],
    ),
    "more seats than a column holds": (
        {"results.csv": RESULTS + MORE + "Diet 2010,Green,1,3000000000\n"},
        {**TAKEN, **TAKEN_TOO},
        ["results.csv, row 13: '3000000000' seats is not a whole number of at most 2,147,483,647"],
    ),
    "NA of R in one cell": (
        {"results.csv": RESULTS + MORE + "Diet 2010,Green,NA,0\n"},
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        ["results.csv, row 13, votes: 'NA' is no whole number; if it means missing, say so in the sheet settings"],
    ),
    "marks for a missing name": (
        {
            "results.csv": "election,contestant,party,votes,seats\n"
            'Diet 2010,Jo,–,700,6\nDiet 2010,Ann,n/a,1,0\nDiet 2010,Bo,Red;–,1,0\nDiet 2010,"""",,300,4\n'
            + MORE.replace(",1,0", ",,1,0")
            + MORE.replace(",1,0", ",,1,0").replace("P", "Q")
        },
        {**TAKEN_TOO, **{name.replace("P", "Q"): figures for name, figures in TAKEN_TOO.items()}},
        [
            "3 results.csv, row 2, party: '–' is no name; if it means missing, say so",
            "row 5, contestant: '\"' is no name",
        ],
    ),
    "marks for a missing name, said": (
        {
            "results.csv": "election,contestant,party,votes,seats\nDiet 2010,Red,–,700,6\nDiet 2010,Blue,n/a,300,4\n",
            "settings.csv": settings(("missing", "–"), ("missing", "n/a")),
        },
        TAKEN,
        [],
    ),
    "names that programs write for a missing one": (
        {"results.csv": RESULTS + "Diet 2010,NA,5,0\nDiet 2010,NULL,5,0\nDiet 2010,Nan,5,0\n"},
        TAKEN | {"NA": (5, 0), "NULL": (5, 0), "Nan": (5, 0)},
        ["2 results.csv: names that programs write for a missing one, such as 'NA' in row 4 (they are taken as names"],
    ),
    "codes for missing, said": (
        {
            "results.csv": RESULTS + "Diet 2010,Green,NA,-990\nDiet 2010,White,..,-\n",
            "settings.csv": settings(*(("missing", code) for code in ("NA", "-990", "..", "-"))),
        },
        {**TAKEN, "Green": (None, None), "White": (None, None)},
        [],
    ),
    "a code for missing, not said": (
        {"results.csv": RESULTS + MORE + "Diet 2010,Green,-990,0\n"},
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        ["'-990' is less than 0; if it is a code for missing, say so in the sheet settings"],
    ),
    "half of the cells cannot be read": (
        {"results.csv": RESULTS.replace("700", "many")},
        None,
        ["row 2, votes: 'many' is no whole number", "1 of 2 rows would be lost", "force=yes"],
    ),
    "shares with the sign and without": (
        {"results.csv": "election,contestant,share\nDiet 2010,Red,70%\nDiet 2010,Blue,0.3\n"},
        None,
        ["results.csv, row 3, share: '0.3' has no sign of per cent, as others have, and can mean 0.3 % or 30.0 %"],
    ),
    "shares with the sign and without, said": (
        {
            "results.csv": "election,contestant,share\nDiet 2010,Red,70%\nDiet 2010,Blue,0.3\n",
            "settings.csv": settings(("shares", "of one")),
        },
        {"Red": (None, None), "Blue": (None, None)},
        [FEW_DECIMALS],
    ),
    "shares of one in one election of two": (
        {
            "elections.csv": ELECTION + "Diet 2014,xr,Ruritania,2014-06-13,10,1000\n",
            "results.csv": "election,contestant,share,seats\n"
            "Diet 2010,Red,70,6\nDiet 2010,Blue,30,4\nDiet 2014,Red,0.6,6\nDiet 2014,Blue,0.4,4\n",
        },
        {"Red": (None, 12), "Blue": (None, 8)},
        ["1 results.csv: elections whose shares add up to 1, such as 'Diet 2014' (they are taken as per cent;"],
    ),
    "a turnout of one among others in per cent": (
        {
            "elections.csv": "election,country,polling_day,turnout\n"
            "Diet 2010,Austria,2010-06-13,62.5\nDiet 2014,Austria,2014-06-13,0.58\n"
        },
        TAKEN,
        ["1 elections.csv: turnouts of 1 % or less, such as that of row 3 (they are taken as per cent;"],
    ),
    "a turnout of nobody": (
        {
            "elections.csv": "election,country,polling_day,turnout\n"
            "Diet 2010,Austria,2010-06-13,62.5\nDiet 2014,Austria,2014-06-13,0\n"
        },
        TAKEN,
        ["1 elections.csv: turnouts of 0, such as that of row 3 (nobody voted, then; if the turnout is not known"],
    ),
    "shares of one": (
        {"results.csv": "election,contestant,share\nDiet 2010,Red,0.7\nDiet 2010,Blue,0.3\n"},
        None,
        ["row 2, share: '0.7', the largest of them, can mean 0.7 % or 70.0 %"],
    ),
    "shares of one as statistical programs write them": (
        {
            "results.csv": "election,contestant,share\nDiet 2010,Red,.58\nDiet 2010,Blue,.42\n",
            "settings.csv": settings(("shares", "of one")),
        },
        {"Red": (None, None), "Blue": (None, None)},
        [],
    ),
    "a share with a sign and a decimal comma": (
        {"results.csv": "election;contestant;share\nDiet 2010;Red;70,5 %\nDiet 2010;Blue;29,5%\n"},
        {"Red": (None, None), "Blue": (None, None)},
        ["parted by semicolons"],
    ),
    "digits of other scripts": (
        {"results.csv": HEADER + "Diet 2010,Red,٤٤٬١٢٣,۶\nDiet 2010,Blue,๓๐๐,४\nDiet 2010,Green,\u200e１２\u200f,0\n"},
        {"Red": (44123, 6), "Blue": (300, 4), "Green": (12, 0)},
        [],
    ),
    "a share with the marks of Arabic": (
        {"results.csv": "election,contestant,share\nDiet 2010,Red,٧٠٫٥٪\nDiet 2010,Blue,٢٩٫٥٪\n"},
        {"Red": (None, None), "Blue": (None, None)},
        [FEW_DECIMALS],
    ),
    "a footnote in small digits": (
        {"results.csv": RESULTS + MORE + "Diet 2010,Green,700²,0\n"},
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        ["results.csv, row 13, votes: '700²' is no whole number"],
    ),
    "a footnote in brackets": (
        {"results.csv": RESULTS + MORE + 'Diet 2010,Green,"1,234[a]",0\nDiet 2010,Pink,700*,0\n'},
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0), "Pink": (None, 0)},
        ["votes: '1,234[a]' is no whole number; if it ends in the mark of a footnote, take that away"],
    ),
    "thousands parted by an accent": (
        {"results.csv": RESULTS + "Diet 2010,Green,366´303,0\n"},
        {**TAKEN, "Green": (366303, 0)},
        [],
    ),
    "a figure of nines in several rows": (
        {"results.csv": RESULTS + "Diet 2010,Green,9999999,0\nDiet 2010,Pink,9999999,0\nDiet 2010,Grey,999,0\n"},
        {**TAKEN, "Green": (9999999, 0), "Pink": (9999999, 0), "Grey": (999, 0)},
        ["2 results.csv: votes of 9999999, such as in row 4 (they are taken as counts; if it is a code for missing"],
    ),
    "a figure of nines among its neighbours": (
        {"results.csv": RESULTS + "Diet 2010,Green,999,0\nDiet 2010,Pink,999,0\nDiet 2010,Grey,1000,0\n"},
        {**TAKEN, "Green": (999, 0), "Pink": (999, 0), "Grey": (1000, 0)},
        [],
    ),
    "rounds that are no plain numbers": (
        {
            "elections.csv": "election,country,polling_day,round\n"
            + "".join(
                f"Diet {n},Austria,201{n}-06-13,{text}\n"
                for n, text in enumerate(["1", "2nd", "II", "1.", "1ª", "2.º", "I"])
            ),
            "results.csv": RESULTS.replace("2010", "0"),
        },
        TAKEN,
        ["6 elections.csv: round '2nd' read as 2 (no number, and it has one reading)"],
    ),
    "a round in words": (
        {"results.csv": "election,contestant,votes,round\n" + "Diet 2010,Red,700,1\nDiet 2010,Blue,300,1er tour\n"},
        None,
        ["results.csv, row 3, round: '1er tour' is no whole number; write the number of the round, such as 2"],
    ),
    # days
    "a day with points": ({"elections.csv": ELECTION.replace("2010-06-13", "13.06.2010")}, TAKEN, []),
    "the day first": ({"elections.csv": ELECTION.replace("2010-06-13", "13/06/2010")}, TAKEN, []),
    "the month first": ({"elections.csv": ELECTION.replace("2010-06-13", "6/13/2010")}, TAKEN, []),
    "a day in words": ({"elections.csv": ELECTION.replace("2010-06-13", '"June 13, 2010"')}, TAKEN, []),
    "days with a name of a month, as programs and papers write them": (
        {
            "elections.csv": "election,country,polling_day\n"
            + "".join(
                f'Diet {n},Austria,"{day}"\n'
                for n, day in enumerate(["13-Jun-2010", "13th June 2011", "Wednesday, 13 June 2012", "Sept 5, 2013"])
            ),
            "results.csv": "election,contestant,votes\n" + "".join(f"Diet {n},P{n},1\n" for n in range(4)),
        },
        {f"P{n}": (1, None) for n in range(4)},
        [],
    ),
    "a day of eight digits": ({"elections.csv": ELECTION.replace("2010-06-13", "20100613")}, TAKEN, []),
    **{
        f"a day that is none: {day}": ({"elections.csv": ELECTION.replace("2010-06-13", day)}, None, [said])
        for day, said in {
            "13 juin 2010": "has a month 'juin', which is not English; write it as 2008-06-15",
            "Monday 13 June 2010": "'Monday 13 June 2010' is a Sunday",
            "13/06/10": "is no day, such as 2008-06-15; a year needs four digits",
        }.items()
    },
    "days with points, the month first": (
        {"elections.csv": ELECTION.replace("2010-06-13", "06.13.2010") + "Diet 2011,xr,Ruritania,06.07.2010,10,1000\n"},
        TAKEN,
        [],
    ),
    "days with points, in two orders": (
        {"elections.csv": ELECTION.replace("2010-06-13", "06.13.2010") + "Diet 2011,xr,Ruritania,13.06.2011,10,1000\n"},
        None,
        ["'13.06.2011' has the day first and '06.13.2010' the month"],
    ),
    "a day with a time": ({"elections.csv": ELECTION.replace("2010-06-13", "2010-06-13 00:00:00")}, TAKEN, []),
    "a day that can be two": (
        {"elections.csv": ELECTION.replace("2010-06-13", "06/07/2010")},
        None,
        ["elections.csv, row 2, polling_day: '06/07/2010' can mean 6 July 2010 or 7 June 2010; say which in the sheet"],
    ),
    "a day that can be two, said": (
        {
            "elections.csv": ELECTION.replace("2010-06-13", "06/07/2010"),
            "settings.csv": settings(("Date_order", "day first")),
        },
        TAKEN,
        [],
    ),
    "a year for a day": (
        {"elections.csv": ELECTION.replace("2010-06-13", "2010")},
        None,
        ["elections.csv, row 2, polling_day: '2010' is a year, no day", "no election could be taken"],
    ),
    **{
        f"a day of another calendar or a slip: {day}": (
            {"elections.csv": ELECTION.replace("2010-06-13", day)},
            None,
            [
                f"elections.csv, row 2, polling_day: '{day}' has the year {year}; expected a day of the Gregorian "
                "calendar, from 1500 to 5 years from now"
            ],
        )
        for day, year in [
            ("14/05/2566", 2566),
            ("28/03/1400", 1400),
            ("31/02/1400", 1400),
            (f"{date.today().year + 6}-06-13", date.today().year + 6),
            ("1499-06-13", 1499),
            ("0201-06-13", 201),
        ]
    },
    "a day that is planned": ({"elections.csv": ELECTION.replace("2010-", f"{date.today().year + 5}-")}, TAKEN, []),
    "a day in Persian digits": ({"elections.csv": ELECTION.replace("2010-06-13", "۲۰۱۰-۰۶-۱۳")}, TAKEN, []),
    "a day with marks of direction, as Excel writes it": (
        {"elections.csv": ELECTION.replace("2010-06-13", "13\u200f/6\u200f/2010")},
        TAKEN,
        [],
    ),
    "the number by which a spreadsheet counts a day": (
        {"elections.csv": ELECTION.replace("2010-06-13", "44927")},
        None,
        [
            "polling_day: '44927' is no day, such as 2008-06-15; as the number by which a spreadsheet counts days "
            "it may mean 2023-01-01: write it so"
        ],
    ),
    # rows
    "Total and Others": (
        {"results.csv": RESULTS + "Diet 2010,Others,50,0\nDiet 2010,Total,1050,10\n"},
        {**TAKEN, "Others": (50, 0)},
        ["rows taken as others, such as 'Others'", "rows that add up others, such as Total"],
    ),
    "counts of voters among the parties, as encyclopaedias have them": (
        {
            "results.csv": RESULTS + "Diet 2010,Invalid/blank votes,50,\nDiet 2010,Registered voters/turnout,2000,\n"
            "Diet 2010,Inscrits,2000,\nDiet 2010,Wahlbeteiligung,1050,\nDiet 2010,عدد المسجلين,2000,\n"
        },
        {**TAKEN, "Invalid/blank votes": (50, None)},
        ["4 results.csv: rows that count voters or empty seats, such as Turnout (they are no party, such as row 5;"],
    ),
    "a list called Turnout, said": (
        {"results.csv": "election,contestant,kind,votes,seats\nDiet 2010,Turnout,party list,700,6\n"},
        {"Turnout": (700, 6)},
        [],
    ),
    "rows as election offices of the United States and encyclopaedias have them": (
        {
            "results.csv": RESULTS
            + MORE
            + "Diet 2010,Others (3 parties),20,0\nDiet 2010,Over Vote,1,0\nDiet 2010,Blank/Void,2,0\n"
            + "Diet 2010,Contest Total,1029,10\nDiet 2010,Times Cast,1032,\nDiet 2010,Vacant,,1\n"
        },
        TAKEN | TAKEN_TOO | {"Others (3 parties)": (20, 0), "Over Vote": (1, 0), "Blank/Void": (2, 0)},
        [
            "1 results.csv: rows taken as others, such as 'Others (3 parties)'",
            "2 results.csv: rows taken as blank votes, such as 'Blank/Void'",
            "1 results.csv: rows that add up others",
            "2 results.csv: rows that count voters or empty seats",
        ],
    ),
    "others and a total in Arabic": (
        {"results.csv": RESULTS + "Diet 2010,آخرون,50,0\nDiet 2010,الإجمالي,1050,10\n"},
        {**TAKEN, "آخرون": (50, 0)},
        ["1 results.csv: rows taken as others", "1 results.csv: rows that add up others"],
    ),
    "a total by another name": (
        {"results.csv": RESULTS + "Diet 2010,Green,100,0\nDiet 2010,Σ,1100,10\n"},
        {**TAKEN, "Green": (100, 0), "Σ": (1100, 10)},
        ["1 results.csv: rows with as many votes as all others together, such as 'Σ' in row 5"],
    ),
    "an area that is the sum of the others": (
        {
            "results.csv": AREAS
            + "".join(
                f"Diet 2010,,{area},,{name},,,{votes},0\n"
                for area, figures in {"Ash": (4, 3), "Oak": (2, 5), "Together": (6, 8)}.items()
                for name, votes in zip(TAKEN, figures, strict=True)
            )
        },
        {"Red": (12, 0), "Blue": (16, 0)},
        ["2 results.csv: rows of an area with as many votes as all other areas together, such as 'Together'"],
    ),
    "decimals that could be thousands but for a 0 before them": (
        {"results.csv": f"{HEADER}Diet 2010,Red,10.432,6\nDiet 2010,Blue,0.932,4\n" + MORE},
        {"Red": (10432, 6), "Blue": (None, 4), **TAKEN_TOO},
        ["results.csv, row 3, votes: '0.932' is no whole number"],
    ),
    "totals with other words": (
        {"results.csv": RESULTS + "Diet 2010,Total (all lists),1000,10\nDiet 2010,Subtotal I–II,1000,10\n"},
        {**TAKEN, "Total (all lists)": (1000, 10), "Subtotal I–II": (1000, 10)},
        ["2 results.csv: rows whose names begin or end with a word for a sum, such as 'Total (all lists)' in row 4"],
    ),
    "subtotals of areas, as a spreadsheet program writes them": (
        {
            "results.csv": AREAS
            + "".join(
                f"Diet 2010,,{area},,{name},,,{votes},0\n"
                for area, figures in {"Ash": (4, 3), "Oak": (2, 5), "Hills Total": (6, 8), "Elm": (1, 1)}.items()
                for name, votes in zip(TAKEN, figures, strict=True)
            )
        },
        {"Red": (13, 0), "Blue": (17, 0)},
        ["2 results.csv: rows whose names begin or end with a word for a sum, such as 'Hills Total' in row 6"],
    ),
    "areas that hold the sums of those in them": (
        {
            "results.csv": AREAS
            + "".join(
                f"Diet 2010,,{area},{parent},{name},,,{votes},0\n"
                for area, parent, figures in (
                    ("North", "", (6, 8)),
                    ("Ash", "North", (4, 3)),
                    ("Oak", "North", (2, 5)),
                    ("South", "South", (1, 1)),
                )
                for name, votes in zip(TAKEN, figures, strict=True)
            )
        },
        {"Red": (13, 0), "Blue": (17, 0)},
        ["2 results.csv: rows of areas that others of their kind lie in, such as 'North' in row 2"],
    ),
    "areas of larger ones that have rows of their own kind": (
        {
            "results.csv": AREAS + "Diet 2010,region,North,,Red,,,6,0\nDiet 2010,,Ash,North,Red,,,6,0\n"
            "Diet 2010,,North,North,Blue,,,1,0\n"
        },
        {"Red": (12, 0), "Blue": (1, 0)},
        [],
    ),
    "candidates beside the list of their party": (
        {
            "results.csv": "election,area,contestant,party,alliance,votes,seats\nDiet 2010,Ash,Red,,,500,0\n"
            "Diet 2010,Ash,Ann,Red,,400,0\nDiet 2010,Oak,Blue,,,500,0\nDiet 2010,Oak,Bob,Blue,Blue,400,0\n"
            "Diet 2010,Elm,Cat,Red,,90,0\n"
        },
        {"Red": (500, 0), "Ann": (400, 0), "Blue": (500, 0), "Bob": (400, 0), "Cat": (90, 0)},
        ["1 results.csv: rows of candidates in an area where their party has votes too, such as 'Ann' in row 3"],
    ),
    "a share that is not that of the votes beside it": (
        {
            "results.csv": "election,contestant,votes,share,seats\nDiet 2010,Red,700,70.00,6\n"
            "Diet 2010,Blue,300,33.00,4\nDiet 2010,Green,0,,0\n"
        },
        {**TAKEN, "Green": (0, 0)},
        ["1 results.csv: shares that are neither votes by valid votes nor by ballots, such as in row 3"],
    ),
    "shares of ballots": (
        {
            "elections.csv": ELECTION.replace("valid_votes", "valid_votes,ballots_cast").replace(",1000", ",1000,1100"),
            "results.csv": "election,contestant,votes,share,seats\nDiet 2010,Red,700,63.64,6\n"
            "Diet 2010,Blue,300,27.27,4\n",
        },
        TAKEN,
        [],
    ),
    "votes that are said to be valid and not": (
        {
            "results.csv": "election,area,contestant,is_valid,votes,seats\nDiet 2010,,Red,,700,6\n"
            "Diet 2010,,Blue,,300,4\nDiet 2010,,Blank,,50,\nDiet 2010,Ash,Blank,no,5,\nDiet 2010,Oak,Blank,yes,5,\n"
        },
        {**TAKEN, "Blank": (60, None)},
        ["row 5, is_valid: 'false, true' differs between the rows of 'Blank'; all are taken as false"],
    ),
    "a second source that says otherwise what an election is": (
        {
            "elections.csv": ELECTION.replace("valid_votes", "valid_votes,rank,scope").replace(
                "1000\n", "1000,,\nDiet 2010,xr,Ruritania,2010-06-13,12,1000,2,general\n"
            )
        },
        TAKEN,
        ["elections.csv, row 3, seats: '12' is not that of row 2 about the same election, which is taken"],
    ),
    "a list named by its parties": (
        {
            "elections.csv": ELECTION + "Diet 2014,xr,Ruritania,2014-06-13,10,1000\n",
            "results.csv": RESULTS + "Diet 2014,RED/Blue,990,9\nDiet 2014,Left/Right,10,1\n",
        },
        {**TAKEN, "RED/Blue": (990, 9), "Left/Right": (10, 1)},
        ["1 results.csv: lists named by several parties that are there too, such as 'RED/Blue'"],
    ),
    "an area that is the country": (
        {
            "results.csv": AREAS + "Diet 2010,,RURITANIA,,Red,,,700,6\nDiet 2010,,Nationwide,,Blue,,,300,4\n"
            "Diet 2010,,All ridings,,Green,,,1,0\nDiet 2010,,Bundesgebiet,,White,,,1,0\n"
        },
        {**TAKEN, "Green": (1, 0), "White": (1, 0)},
        ["4 results.csv: rows of an area named as the country or the whole, such as 'RURITANIA'"],
    ),
    "one area named in the first of its rows": (
        {
            "results.csv": "election,area,contestant,votes,seats\n"
            "Diet 2010,Ash,Jo,7,1\nDiet 2010,,Ann,3,0\nDiet 2010,Oak,Bo,4,1\nDiet 2010,Oak,Ann,2,0\n"
        },
        {"Jo": (7, 1), "Ann": (5, 0), "Bo": (4, 1)},
        ["1 results.csv: rows without an area below rows of an area, such as row 3"],
    ),
    "the whole below the areas": (
        {
            "results.csv": "election,area,contestant,votes,seats\n"
            "Diet 2010,Ash,Bo,7,1\nDiet 2010,Oak,Bo,4,1\nDiet 2010,,Ann,2,0\nDiet 2010,,Bo,11,2\n"
        },
        {"Ann": (2, 0), "Bo": (22, 4)},
        [],
    ),
    "areas named in the first of their rows": (
        {
            "results.csv": "election,area,contestant,votes,seats\n"
            "Diet 2010,Ash,Jo,7,1\nDiet 2010,,Ann,3,0\nDiet 2010,Oak,Bo,4,1\nDiet 2010,,Cy,2,0\n"
        },
        {"Jo": (7, 1), "Ann": (3, 0), "Bo": (4, 1), "Cy": (2, 0)},
        ["2 results.csv: rows without an area below rows of an area, such as row 3"],
    ),
    "rows of areas sorted by contestant": (
        {
            "results.csv": "election,area,contestant,votes,seats\n"
            + "".join(f"Diet 2010,{area},{name},1,0\n" for name in "ABC" for area in ("", "Ash", "Oak"))
            + "".join(f"Diet 2010,{area},{name},1,0\n" for name in "DEF" for area in ("Ash", "Oak", ""))
        },
        dict.fromkeys("ABCDEF", (3, 0)),
        [],
    ),
    "a kind on one row of a contestant": (
        {
            "results.csv": "election,area,contestant,kind,votes,seats\n"
            "Diet 2010,Ash,Left,,700,6\nDiet 2010,,Left,alliance,700,6\nDiet 2010,,Red,,300,4\n"
        },
        {"Left": (1400, 12), "Red": (300, 4)},
        ["1 results.csv: alliances that nobody is said to belong to, such as 'Left'"],
    ),
    "two kinds and two colours of one contestant": (
        {
            "results.csv": "election,area,contestant,kind,colour,votes,seats\n"
            + "".join(f"Diet 2010,A{n},Blue,,,1,0\n" for n in range(9))
            + "Diet 2010,Ash,Red,alliance,#ff0000,3,0\nDiet 2010,Oak,Red,joint list,#00ff00,4,0\n"
        },
        {"Blue": (9, 0), "Red": (7, 0)},
        [
            "row 11, kind: 'alliance, joint list' differs between the rows of 'Red'; all are taken as alliance",
            "row 11, colour: '#00ff00, #ff0000' differs between the rows of 'Red'; all are taken as #ff0000",
        ],
    ),
    "two parties of one candidate": (
        {
            "elections.csv": ELECTION.replace("seats", "chamber_kind").replace(",10,", ",presidency,"),
            "results.csv": "election,area,contestant,party,votes\nDiet 2010,Ash,Jo,Red,7\nDiet 2010,Oak,Jo,Blue,3\n",
        },
        {"Jo": (10, None)},
        ["1 results.csv: candidates with several parties, such as 'Jo' with Blue and Red"],
    ),
    "a candidate on the lists of several parties, with a row for each": (
        {
            "results.csv": "election,contestant,party,votes,seats\nDiet 2010,Ann,Red,700,6\nDiet 2010,Ann,Blue,300,4\n"
            + "Diet 2010,Bob,Red,5,\nDiet 2010,Bob,Blue,5,\n"
            + "".join(f"Diet 2010,P{n},,1,0\n" for n in range(20))
        },
        {f"P{n}": (1, 0) for n in range(20)},
        [
            "4 results.csv, row 2: 'Ann' stands in rows 2, 3 for several parties; write one row with all votes, "
            "candidate in kind and semicolons between the parties; of two candidates, number would tell them apart"
        ],
    ),
    "a candidate on the lists of several parties, in one row": (
        {
            "results.csv": "election,contestant,kind,party,votes,seats\nDiet 2010,Ann,candidate,Red; Blue,700,6\n"
            "Diet 2010,Bob,candidate,Blue,300,4\n"
        },
        {"Ann": (700, 6), "Bob": (300, 4)},
        [],
    ),
    "registers of an area that differ": (
        {
            "results.csv": "election,area,contestant,votes,registered_voters\n"
            + "".join(f"Diet 2010,Ash,P{n},1,{210 if n == 4 else 200}\n" for n in range(9))
        },
        {f"P{n}": (1, None) for n in range(9)},
        ["results.csv, row 2, registered_voters: '200 and 210' differs between the rows of 'Ash'; none is taken"],
    ),
    "words for no party": (
        {
            "results.csv": "election,contestant,party,votes,seats\n"
            + "".join(f"Diet 2010,{word},{word},1,0\n" for word in ("None", "IND", "Aucun"))
            + "Diet 2010,Jo,Ind.,700,6\nDiet 2010,Ann,none,300,4\n"
        },
        {"None": (1, 0), "IND": (1, 0), "Aucun": (1, 0), "Jo": (700, 6), "Ann": (300, 4)},
        ["results.csv: candidates of no party, such as 'Ann' (by the word in the column party"],
    ),
    "two spellings of one name": (
        {
            "results.csv": RESULTS.replace("Red", "Яблоко")
            + "diet 2010 ,ЯБЛОКО,700,6\n"
            + "Diet 2010,Z,1,0\n" * 1
            + "".join(f"Diet 2010,P{n},1,0\n" for n in range(5))
        },
        {"Яблоко": (700, 6), "Blue": (300, 4), "Z": (1, 0), **{f"P{n}": (1, 0) for n in range(5)}},
        ["results.csv, row 4: repeats row 2"],
    ),
    "signs that do not show": (
        {
            "elections.csv": "\u200belection,country_code,country,polling_\u00adday,seats,valid_votes\n"
            + ELECTION.partition("\n")[2],
            "results.csv": RESULTS + "Diet\u200f 2010,Re\u200bd,700,6\n" + MORE + "Diet 2010,\u200b,1,0\n",
        },
        {**TAKEN, **TAKEN_TOO},
        ["results.csv, row 4: repeats row 2", "row 14: contestant is empty"],
    ),
    "a sum and Others with signs that do not show": (
        {"results.csv": RESULTS + "Diet 2010,Oth\u00aders,50,0\nDiet 2010,المجمـوع,1050,10\n"},
        {**TAKEN, "Oth\u00aders": (50, 0)},
        ["rows taken as others", "rows that add up others, such as Total"],
    ),
    "names that differ in a mark alone": (
        {"results.csv": HEADER + "Diet 2010,A,1,1\nDiet 2010,Å,2,2\nDiet 2010,Ä,3,3\n"},
        {"A": (1, 1), "Å": (2, 2), "Ä": (3, 3)},
        [],
    ),
    "districts that differ in letters other than Latin": (
        {
            "results.csv": AREAS
            + "".join(f"Diet 2010,district,{name}1区,,Red,,,1,0\n" for name in ("東京", "大阪", "京都"))
        },
        {"Red": (3, 0)},
        [],
    ),
    "two towns of one name": (
        {
            "results.csv": AREAS
            + "Diet 2010,municipality,Ash,Hills,Red,,,700,6\nDiet 2010,municipality,Ash,Coast,Red,,,1,0\n"
        },
        {"Red": (701, 6)},
        [],
    ),
    "two towns of one name, and no more said": (
        {"results.csv": AREAS + "Diet 2010,municipality,Ash,,Red,,,700,6\nDiet 2010,municipality,Ash,,Red,,,1,0\n"},
        None,
        ["row 2: 'Red' in Ash stands in rows 2, 3 with other figures; area_parent, area_kind or number would tell"],
    ),
    "two candidates of one name in one district": (
        {
            "results.csv": AREAS
            + "Diet 2010,district,Ash,,Jo Doe,candidate,1,7,1\nDiet 2010,district,Ash,,Jo Doe,candidate,2,3,0\n"
        },
        {"Jo Doe, number 1": (7, 1), "Jo Doe, number 2": (3, 0)},
        [],
    ),
    "one name in two districts": (
        {
            "results.csv": AREAS
            + "Diet 2010,district,Ash,,Jo Doe,candidate,,7,1\nDiet 2010,district,Oak,,Jo Doe,candidate,,3,0\n"
        },
        {"Jo Doe, Ash": (7, 1), "Jo Doe, Oak": (3, 0)},
        [],
    ),
    "one label for two elections": (
        {"elections.csv": ELECTION + "Diet 2010,de,Germany,2010-06-13,10,1000\n"},
        None,
        ["election: 'Diet 2010' can be row 2 or 3 of elections; a column country, chamber, round or polling_day"],
    ),
    "one label for two elections that results tells apart": (
        {
            "elections.csv": ELECTION + "Diet 2010,,Germany,2010-06-13,10,1000\n",
            "results.csv": "election,country,contestant,votes,seats\n"
            "Diet 2010,Ruritania,Red,700,6\nDiet 2010,DE,Blue,300,4\n",
        },
        TAKEN,
        [],
    ),
    "an election that is not there": (
        {"results.csv": RESULTS + MORE + "Diet 2011,Red,1,0\n"},
        {**TAKEN, **TAKEN_TOO},
        ["rows of elections that elections does not name (nothing is known of the election, such as row 13)"],
    ),
    "an election whose name differs in a dash": (
        {
            "elections.csv": ELECTION.replace("Diet 2010", "Câmara – 2010"),
            "results.csv": (RESULTS + MORE).replace("Diet", "Câmara –") + "Câmara - 2010,Green,1,0\nSenat 2010,X,1,0\n",
        },
        {**TAKEN, **TAKEN_TOO},
        ["nothing is known of the election, such as row 13; did you mean 'Câmara – 2010'?)"],
    ),
    "a country that is none": (
        {"elections.csv": "election,country,polling_day\nDiet 2010,Ruritania,2010-06-13\n"},
        None,
        ["elections.csv, row 2: country: 'Ruritania' is no country of ISO 3166; write its code into the column"],
    ),
    "a code that is another country's": (
        {"elections.csv": "election,country,country_code,polling_day\nDiet 2010,Albania,gr,2010-06-13\n"},
        None,
        ["elections.csv, row 2: country_code: 'gr' is not the code of 'Albania', which is 'al'"],
    ),
    "a code of three letters that is another country's": (
        {"elections.csv": "election,country,country_code_3,polling_day\nDiet 2010,Albania,GRC,2010-06-13\n"},
        None,
        ["elections.csv, row 2: country_code_3: 'GRC' is not the code of 'Albania', which is 'ALB'"],
    ),
    "a country that is no more under the code of another": (
        {"elections.csv": "election,country,country_code,polling_day\nDiet 2010,USSR,ru,1989-03-26\n"},
        TAKEN,
        [],
    ),
    "two countries of one code": (
        {"elections.csv": ELECTION + "Diet 2012,xr,Freedonia,2012-06-13,10,1000\n"},
        TAKEN,
        ["2 elections.csv: countries of several names, such as 'Freedonia' and 'Ruritania' (they share a code"],
    ),
    "another country in results": (
        {"results.csv": "election,country,contestant,votes\nDiet 2010,Greece,Red,700\n"},
        None,
        ["rows whose country, chamber, round or day is that of no election of their name (elections has the name with"],
    ),
    "a country by its usual name, and no code of ISO 3166": (
        {"elections.csv": "election,country,polling_day\nDiet 2010,Kosovo,2010-06-13\n"},
        TAKEN,
        [],
    ),
    "only what is required": (
        {
            "elections.csv": "election,country,polling_day\nDiet 2010,Austria,2010-06-13\n",
            "results.csv": "election,contestant,votes\nDiet 2010,Red,700\n",
        },
        {"Red": (700, None)},
        [],
    ),
    "an alliance and its members": (
        {
            "results.csv": "election,contestant,alliance,votes,seats\nDiet 2010,Left,,700,6\n"
            "Diet 2010,Red,Left,400,4\nDiet 2010,Green,Left,300,2\n"
        },
        {"Left": (700, 6), "Red": (400, 4), "Green": (300, 2)},
        [],
    ),
    "an alliance inside an alliance": (
        {
            "results.csv": "election,contestant,alliance,votes,seats\nDiet 2010,Union,,700,6\n"
            "Diet 2010,Left,Union,500,4\nDiet 2010,Red,Left,400,4\nDiet 2010,Rose,Union,200,2\nDiet 2010,Blue,,300,4\n"
        },
        {"Union": (700, 6), "Left": (500, 4), "Rose": (200, 2), "Blue": (300, 4)},
        ["alliance: 'Left' belongs to 'Union' itself, which counts its figures; name 'Union' for both, or neither"],
    ),
    "an alliance nobody belongs to": (
        {"results.csv": "election,contestant,kind,votes,seats\nDiet 2010,Left,alliance,700,6\nDiet 2010,Red,,300,4\n"},
        {"Left": (700, 6), "Red": (300, 4)},
        ["alliances that nobody is said to belong to, such as 'Left'"],
    ),
    "a chamber smaller than what was elected": (
        {"elections.csv": ELECTION.replace("seats,", "seats,chamber_seats,").replace("10,1000", "10,9,1000")},
        TAKEN,
        ["elections.csv, row 2, chamber_seats: '9' is less than seats"],
    ),
    # workbooks
    "a workbook": (
        {"elections.csv": None, "results.csv": None, "my.xlsx": lambda path: write_workbook(path, SHEETS)},
        TAKEN,
        [],
    ),
    "two workbooks of one sheet each": (
        {
            "elections.csv": None,
            "results.csv": None,
            "elections.xlsx": lambda path: write_workbook(path, {"Sheet1": SHEETS["elections"]}),
            "Results.xlsx": lambda path: write_workbook(path, {"Sheet1": SHEETS["results"]}),
        },
        TAKEN,
        [],
    ),
    "an .ods": (
        {"elections.csv": None, "results.csv": None, "my.ods": lambda path: write_ods(path, SHEETS)},
        TAKEN,
        [],
    ),
    "a workbook with a cell in words": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(
                path,
                {
                    "elections": SHEETS["elections"],
                    "Results": [*SHEETS["results"], *ROWS, ["Diet 2010", "Green", "many", 0]],
                },
            ),
        },
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        ["my.xlsx, sheet Results, row 13, votes: 'many' is no whole number"],
    ),
    "a hidden sheet": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(path, SHEETS, hidden=["results"]),
        },
        TAKEN,
        ["my.xlsx, sheet results: a hidden sheet"],
    ),
    "merged cells": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(path, SHEETS, merged="A2:A3"),
        },
        None,
        ["my.xlsx, sheet results: the cells A2:A3 are merged; unmerge them"],
    ),
    "errors of a spreadsheet in cells": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(
                path,
                {
                    **SHEETS,
                    "results": [
                        *SHEETS["results"],
                        *ROWS,
                        ["Diet 2010", "Green", "#DIV/0!", 0],
                        ["Diet 2010", "#REF!", 1, 0],
                    ],
                },
            ),
        },
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        [
            "my.xlsx, sheet results, row 13, votes: '#DIV/0!' is an error of a spreadsheet",
            "my.xlsx, sheet results, row 14, contestant: '#REF!' is an error of a spreadsheet",
        ],
    ),
    "an error in an .ods": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.ods": lambda path: write_ods(
                path, {**SHEETS, "results": [*SHEETS["results"], *ROWS, ["Diet 2010", "Green", "#REF!", 0]]}
            ),
        },
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        ["my.ods, sheet results, row 13, votes: '#REF!' is an error of a spreadsheet"],
    ),
    "an error in an .xls": (
        {"elections.csv": None, "results.csv": None, "my.xls": AN_ERROR},
        None,
        ["my.xls: cell C3 of one of its sheets holds the error #DIV/0!, which an .xls does not tell from"],
    ),
    "an error that a formula gives in an .xls": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xls": AN_ERROR.replace(CELLS, FORMULA_WITH_ERROR),
        },
        None,
        ["my.xls: cell C3 of one of its sheets holds the error #REF!"],
    ),
    "an .xlsb": (
        {"elections.csv": None, "results.csv": None, "my.xlsb": lambda path: write_xlsb(path, SHEETS)},
        TAKEN,
        [],
    ),
    "an error in an .xlsb": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsb": lambda path: write_xlsb(
                path, {**SHEETS, "results": [*SHEETS["results"], ["Diet 2010", "Green", "#DIV/0!", 0]]}
            ),
        },
        None,
        ["my.xlsb: cell C4 of one of its sheets holds the error #DIV/0!, which an .xlsb does not tell from"],
    ),
    "an error that a formula gives in an .xlsb": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsb": lambda path: write_xlsb(
                path, {**SHEETS, "results": [*SHEETS["results"], ["Diet 2010", "Green", "#DIV/0!", 0]]}, 11
            ),
        },
        None,
        ["my.xlsb: cell C4 of one of its sheets holds the error #DIV/0!"],
    ),
    "an .xls": (
        {"elections.csv": None, "results.csv": None, "my.xls": AN_ERROR.replace(CELLS, NUMBERS)},
        TAKEN,
        [],
    ),
    "a formula that nobody has worked out": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(path, SHEETS, formula="results!C2"),
        },
        None,
        ["my.xlsx: cell C2 holds a formula whose result is not saved"],
    ),
    "a workbook and a CSV file of one name": (
        {"my.xlsx": lambda path: write_workbook(path, SHEETS)},
        None,
        ["the sheet elections is there twice: elections.csv and my.xlsx, sheet elections"],
    ),
    "a workbook that is open elsewhere": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(path, SHEETS),
            "~$my.xlsx": "x",
        },
        TAKEN,
        ["my.xlsx: open in a spreadsheet program"],
    ),
    "a decimal number of a workbook is no number with thousands": (
        {
            "elections.csv": None,
            "results.csv": None,
            "my.xlsx": lambda path: write_workbook(
                path, {**SHEETS, "results": [*SHEETS["results"], *ROWS, ["Diet 2010", "Green", 44.123, 0]]}
            ),
        },
        {**TAKEN, **TAKEN_TOO, "Green": (None, 0)},
        ["votes: '44.1230' is no whole number"],
    ),
    "a web page called .xls": (
        {"results.csv": None, "results.xls": "<html><table><tr><td>election</td></tr></table></html>"},
        None,
        ["results.xls is a web page, not a sheet; open it in a spreadsheet program"],
    ),
    "a workbook called .csv": ({"results.csv": b"PK\x03\x04junk"}, None, ["results.csv is a workbook or an archive"]),
    "a damaged workbook": (
        {"results.csv": None, "results.xlsx": b"PK\x03\x04junk"},
        None,
        ["results.xlsx cannot be read as a spreadsheet"],
    ),
    # folders
    "names in capitals": ({"results.csv": None, "Results.CSV": RESULTS}, TAKEN, []),
    "another name": (
        {"results.csv": None, "resluts.csv": RESULTS},
        None,
        [
            "has no sheet results: neither results.csv nor a workbook",
            "did you mean 'resluts'?; there is elections.csv, resluts.csv",
        ],
    ),
    "files and sheets that are not read": (
        {
            "setings.csv": settings(("missing", "NA")),
            "results 2014.csv": RESULTS,
            "notes.xlsx": lambda path: write_workbook(path, {"Sheet1": [["note"], ["none"]]}),
        },
        TAKEN,
        [
            "setings.csv: not read; did you mean 'settings'?",
            "results 2014.csv: not read; did you mean 'results'?",
            "notes.xlsx, sheet Sheet1: not read (only sheets called elections, results, ancestry, settings are)",
        ],
    ),
    "an archive": (
        {"results.csv": None, "elections.csv": None, "my.zip": b"PK\x03\x04"},
        None,
        ["there is my.zip; unpack the archive first"],
    ),
    "an empty file": ({"results.csv": ""}, None, ["results.csv: the file is empty"]),
    "a setting that nobody knows": (
        {"settings.csv": settings(("decimal_marks", "comma"))},
        None,
        ["settings.csv, row 2: there is no setting 'decimal marks'; did you mean 'decimal mark'?"],
    ),
}


# what tests/hard tries, since each takes half a second
VARIANTS = {
    "tabs in a .tsv",
    "vertical bars",
    "the separator named in the first line, as Excel does",
    "Windows line ends",
    "a byte-order mark",
    "UTF-16 without its mark, the high byte first",
    "line ends of an old Macintosh below those of Unix",
    "Windows-1252 with quotes and a ligature",
    "an encoding that is named",
    "a line end in a quoted cell",
    "blanks and hyphens for underscores",
    "notes in a row of full length",
    "blank rows",
    "rows that begin with #",
    "thousands with points, said",
    "Indian thousands",
    "thousands with blanks and apostrophes",
    "whole numbers as R and pandas write them",
    "a code for missing, not said",
    "a share with a sign and a decimal comma",
    "a day with points",
    "a day in words",
    "a day with a time",
    "a day that can be two, said",
    "a year for a day",
    "a footnote in small digits",
    "a day of another calendar or a slip: 31/02/1400",
    "a day of another calendar or a slip: 1499-06-13",
    "a day of another calendar or a slip: 0201-06-13",
    "a day that is planned",
    "a day with marks of direction, as Excel writes it",
    "districts that differ in letters other than Latin",
    "one name in two districts",
    "one label for two elections that results tells apart",
    "only what is required",
    "an alliance nobody belongs to",
    "a chamber smaller than what was elected",
    "a hidden sheet",
    "a workbook that is open elsewhere",
    "names in capitals",
}
assert MESSY.keys() >= VARIANTS


@pytest.fixture(autouse=True)
def selects_are_known(monkeypatch):
    """What the SELECTs may read is tried elsewhere, and takes a quarter of the time."""
    monkeypatch.setattr(selects, "refuse_reading_elsewhere", lambda *known: None)


@contextlib.contextmanager
def brought(folder, files, before=""):
    """The tables that the sheets of a folder give, as a build has them."""
    data = folder / "data"
    data.mkdir()
    for name, content in {"elections.csv": ELECTION, "results.csv": RESULTS, **files}.items():
        if callable(content):
            content(data / name)
        elif content is not None:
            (data / name).write_bytes(content.encode() if isinstance(content, str) else content)
    size_of(data)
    DB.execute(f"begin; {before}")
    try:
        bring(DB, IMPORT, data, folder)
        yield DB
    finally:
        DB.execute("rollback")


def tried(folder, files, taken, said):
    """Hold what is taken of a messy sheet, and what is said of it, against what is right."""
    try:
        with brought(folder, files) as db:
            told = [f"{count} {what}" for part in (set_aside, unmapped) for count, what in part(db)]
            lines = "\n".join([*accounted(db), *told])
            refuse_lost(db, "spreadsheet", False)
            found = {
                name: (votes, seats)
                for name, votes, seats in db.sql("""
                    select contestant, sum(votes), sum(seats)
                    from (select contestant_id, votes, seats from results union all
                          select contestant_id, votes, seats from area_results)
                    join contestants using (contestant_id) group by contestant
                """).fetchall()
            }
            assert found == taken
            assert "does not add up" not in lines
            assert bool(told) == bool(said), lines
    except Refused as refusal:
        assert taken is None, str(refusal)
        lines = str(refusal)
        assert ".sql" not in lines and len(lines.splitlines()) < 25
    for words in said:
        assert words in lines, lines


@pytest.mark.parametrize("name", [name for name in MESSY if name not in VARIANTS])
def test_a_messy_sheet_is_read_or_refused(tmp_path, name):
    tried(tmp_path, *MESSY[name])


# every column in use: alliances, joint lists, rounds, a second source, registers of areas, shares alone, ancestry
EVERYTHING = {path.name: path.read_bytes() for path in (build.HERE / "tests" / "imports" / "everything").iterdir()}
HELD = {
    "select election, scope, round, seats, chamber_seats, votes_per_ballot from elections order by 1": [
        ("Council 2011", "general", 1, 20, 20, 3),
        ("President 2010 (round 1)", "general", 1, None, None, 1),
        ("President 2010 (round 2)", "general", 2, None, None, 1),
        ("Senate 2010", "partial renewal", 1, 10, 30, 1),
    ],
    "select rank, rank_reason, registered_voters, invalid_votes, names_everyone from returns "
    "where election_id like '%senate%' order by 1": [
        (1, "the first in the sheet", 1000, 20, False),
        (2, "printed later", 1001, 20, False),
    ],
    "select cast(turnout_pct as text), share_base, share_decimals from returns where election_id like '%council%'": [
        ("61.50", "valid votes", 1)
    ],
    "select cast(vote_share_pct as text), seats from results where election_id like '%council%' order by 1": [
        ("39.50", 8),
        ("60.50", 12),
    ],
    "select contestant, kind, colour, is_valid from contestants where election_id like '%senate%' order by 1": [
        ("Blue; Old", "joint list", None, True),
        ("Green", "party list", "#00ff00", True),
        ("None of the above", "none of the above", None, False),
        ("Others", "others", None, True),
        ("Red", "party list", "#C02030", True),
        ("Union", "alliance", None, True),
    ],
    "select one.contestant, other.contestant from alliance_members join contestants as one using (contestant_id) "
    "join contestants as other on other.contestant_id = alliance_contestant_id order by 1": [
        ("Green", "Union"),
        ("Red", "Union"),
    ],
    "select contestant, party from contestant_parties join contestants using (contestant_id) "
    "join parties using (party_id) where contestants.kind in ('joint list', 'candidate') order by all": [
        *[("Ann Oak", "Red")] * 2,
        ("Blue; Old", "Blue"),
        ("Blue; Old", "Old"),
        *[("Bob Elm", "Blue")] * 2,
    ],
    "select one.area, one.kind, other.area, other.kind from area_parents join areas as one using (area_id) "
    "join areas as other on other.area_id = parent_area_id order by 1": [
        ("Graz", "municipality", "Styria", "state"),
        ("Styria", "state", "Austria", "country"),
        ("Wien", "municipality", "Wien", "state"),
    ],
    "select area, registered_voters, ballots_cast, valid_votes, area_ballots.invalid_votes from area_ballots "
    "join areas using (area_id) order by 1": [("Graz", 300, 250, 240, 10), ("Wien", 500, 400, 390, 10)],
    "select one.party, other.party, kind, cast(happened_on as text), precision from party_links "
    "join parties as one on one.party_id = earlier_party_id join parties as other on other.party_id = later_party_id "
    "order by 1": [
        ("Red", "Green", "split", "2009-05-01", "month"),
        ("Very Old", "Old", "renamed", "1990-01-01", "year"),
    ],
    "select rule, found_at from set_aside": [("repeats the step of an earlier row", "ancestry.csv, row 4")],
    "select bool_and(rows_read = rows_taken), sum(rows_read) from accounts": [(True, 16)],
}


def test_the_sheets_say_what_elections_have(tmp_path):
    with brought(tmp_path, EVERYTHING) as db:
        assert {question: db.sql(question).fetchall() for question in HELD} == HELD


@pytest.mark.parametrize(("seats", "counted", "names_everyone"), [(10, "", True), (11, "", False), (11, 1000, True)])
def test_a_return_of_several_votes_a_ballot_leaves_somebody_out_where_seats_are_left(
    tmp_path, seats, counted, names_everyone
):
    elections = "election,country,polling_day,seats,votes_per_ballot,votes_counted\n"
    elections += f"Diet 2010,Austria,2010-06-13,{seats},5,{counted}\n"
    with brought(tmp_path, {"elections.csv": elections}) as db:
        assert db.sql("select names_everyone from returns").fetchall() == [(names_everyone,)]


def test_a_party_that_the_database_has_is_that_one(tmp_path):
    before = """
        insert into countries values ('at', 'AUT', 'Austria', 'Austria');
        insert into sources values ('s', 'dataset', 'p', 't', 'en', null, null, null, null);
        insert into parties (party_id, country_id, party, source_id, locator)
        values ('at-red', 'at', 'RED', 's', 'p. 1')
    """
    files = {"elections.csv": ELECTION.replace("xr,Ruritania", ",Austria")}
    with brought(tmp_path, files, before) as db:
        assert db.sql("select party_id from contestant_parties order by 1").fetchall() == [
            ("at-red",),
            ("spreadsheet-at_blue",),
        ]
        assert db.sql("from set_aside").fetchall() == []


# names of one party and of one area, each with spellings of it in other years; and names that are others
SAME = {
    "İyi Parti": ["İYİ PARTİ"],
    "Işık": ["IŞIK"],
    "Iğdır": ["IĞDIR"],
    "Diriliş": ["DİRİLİŞ", "DIRILIŞ"],
    "Į Ì": ["į̇ i̇̀"],
    "Νέα Δημοκρατία": ["ΝΕΑ ΔΗΜΟΚΡΑΤΙΑ"],
    "Συνασπισμός": ["ΣΥΝΑΣΠΙΣΜΟΣ"],
    "Straße": ["STRASSE"],
    "พรรคเพื่อไทย": ["พรรค\u200bเพื่อ\u200bไทย"],
    "الحرية": ["الحريـــة"],
    "Freiheits\u00adpartei": ["Freiheitspartei"],
    "نهضت آزادی\u200cخواهی": ["نهضت آزادیخواهی"],
    "ליכוד": ["\u200fליכוד\u200e"],
    "Red": ["\ufeffR\u2060ed \u200b", "RED\ufe0f", "re\u034fd\u061c"],
}
OTHER = ["A", "Å", "Zora", "Żora", "Al", "Ål", "Rad", "ينا", "ليا"]


def test_names_are_one_where_a_reader_sees_one_or_capitals_differ(tmp_path):
    names = [*SAME.items(), *((name, []) for name in OTHER)]
    rows = [("Diet 2010", name, 1) for name, _ in names]
    rows += [(f"Diet {2011 + n}", name, 1) for _, spellings in names for n, name in enumerate(spellings)]
    elections = ELECTION + "".join(f"Diet {year},xr,Ruritania,{year}-06-13,10,1000\n" for year in range(2011, 2014))
    results = "election,area,contestant,votes\n" + "".join(
        f"{one},{name},{name},{votes}\n" for one, name, votes in rows
    )
    with brought(tmp_path, {"elections.csv": elections, "results.csv": results}) as db:
        for table, column in [("parties", "party"), ("areas", "area")]:
            assert sorted(name for (name,) in db.sql(f"select {column} from {table}").fetchall()) == sorted(dict(names))
        assert db.sql("select count(*) from area_results").fetchall() == [(len(rows),)]
        assert not db.sql("from set_aside").fetchall()


PERHAPS_ONE = [  # names of 2010 and of 2014
    ("Socialist Party", "Socialist Party (PS)"),
    ("AITC", "All India Trinamool Congress [AITC]"),
    ("BJP – Bharatiya Janata Party", "Bharatiya Janata Party"),
    ("The Workers", "Workers"),
    ("СНС", "SNS"),
    ("ΝΔ", "ND"),
]
NOT_ONE = [
    ("Communists", "Communists"),
    ("Communists (Marxist)", "Communists (Marxist)"),
    ("A", "Å"),
    ("Old", "Old (O)"),
]


def test_names_of_two_elections_that_may_be_one_party_are_told(tmp_path):
    elections = ELECTION + "Diet 2014,xr,Ruritania,2014-06-13,10,1000\n"
    rows = [
        f"Diet {year},{name},{n + 1},0\n"
        for n, names in enumerate([*PERHAPS_ONE, *NOT_ONE])
        for year, name in zip((2010, 2014), names, strict=True)
    ]
    ancestry = "earlier,later,kind,day\nOld,Old (O),renamed,2012\n"
    files = {"elections.csv": elections, "results.csv": HEADER + "".join(rows), "ancestry.csv": ancestry}
    with brought(tmp_path, files) as db:
        expected = sorted((2, "'" + "', '".join(sorted(names)) + "'") for names in PERHAPS_ONE)
        assert parted(db, "spreadsheet") == expected


def test_areas_that_may_be_one_are_told(tmp_path):
    elections = ELECTION + "Diet 2014,xr,Ruritania,2014-06-13,10,1000\n"
    names = [("Łódź", "Lodz"), ("Hills", "Hills"), ("North", "South"), ("Ås", "As"), ("Ö", "O"), ("10", "100")]
    names += [("01", "1"), ("Ward 007", "Ward 7")]
    rows = [
        f"Diet {year},district,{area},Coast,Red,party list,,1,0\n"
        for pair in names
        for year, area in zip((2010, 2014), pair, strict=True)
    ]
    both = [f"Diet 2010,district,{area},Coast,Red,party list,,1,0\n" for area in ("Oe", "Øst", "Ost", "05", "5")]
    with brought(tmp_path, {"elections.csv": elections, "results.csv": AREAS + "".join(rows + both)}) as db:
        assert parted_areas(db, "spreadsheet") == [
            *((2, pair) for pair in ("'01', '1'", "'As', 'Ås'", "'Lodz', 'Łódź'", "'Ward 007', 'Ward 7'"))
        ]


def test_a_cell_with_a_date_for_a_name_is_told(tmp_path):
    with brought(tmp_path, {"results.csv": RESULTS + "Diet 2010,2016-04-01,1,0\n"}) as db:
        told = dict(odd_names(db, "spreadsheet"))
    said = "'2016-04-01' looks like a date made by a spreadsheet out of something else"
    assert told == {f"contestants: contestant: such as {said}": 1, f"parties: party: such as {said}": 1}


def test_what_loses_nothing_is_told_last(tmp_path):
    files = {"results.csv": "Table 1\n" + (RESULTS + "Diet 2010,Others,1,0\n").replace(",", ";")}
    with brought(tmp_path, files) as db:
        assert ["taken as others" in words for _, words in unmapped(db)] == [True, False, False]


# what the name of an election says of it: scope, round, whether it is annulled
MARKED = {
    "Leeds by-election 2010": ("by-election", 1, False),
    "2010 Batley and Spen by-election": ("by-election", 1, False),
    "Diet 2010 (by-election)": ("by-election", 1, False),
    "Parliament 2010 and by-election for the mayor": ("general", 1, False),
    "Parliament 2010 and mayoral by-election": ("general", 1, False),
    "General election 2010 (with two by-elections)": ("general", 1, False),
    "By-elections and general election 2010": ("general", 1, False),
    "President 2010, round 2": ("general", 2, False),
    "Presidential run-off 2010": ("general", 2, False),
    "Results of the second round 2010": ("general", 2, False),
    "President 2010, round 1 (round 2: 5 June)": ("general", 1, False),
    "President 2010, no run-off": ("general", 1, False),
    "President 2010 (run-off not needed)": ("general", 1, False),
    "First round 2010, before the run-off": ("general", 1, False),
    "Istanbul 2010 (annulled)": ("general", 1, True),
    "Annulled election of 2010": ("general", 1, True),
    "Istanbul 2010, second round (later annulled)": ("general", 2, True),
    "Istanbul 2010 (repeat of the annulled election)": ("general", 1, False),
    "Istanbul June 2010 (March election annulled)": ("general", 1, False),
    "Diet 2010 (annulled in three districts)": ("general", 1, False),
    "Diet 2010, not annulled": ("general", 1, False),
}
MARKED_IN_OTHER_LANGUAGES = {
    "Presidente 2018 2º turno": ("general", 2, False),
    "Presidente 2018 1º turno": ("general", 1, False),
    "Présidentielle 2017 – 2ème tour": ("general", 2, False),
    "Présidentielle 2017 – second tour": ("general", 2, False),
    "Presidencial 2021 (segunda vuelta)": ("general", 2, False),
    "Sindaco 2021, ballottaggio": ("general", 2, False),
    "Bundespräsident 2016 Stichwahl": ("general", 2, False),
    "Президент 2018, второй тур": ("general", 2, False),
    "Prezydent 2020 (II tura)": ("general", 2, False),
    "Predsjednik 2020 drugi krug": ("general", 2, False),
    "الرئاسة 2012 الجولة الثانية": ("general", 2, False),
    "Nachwahl Dresden 2005": ("by-election", 1, False),
    "Législative partielle du Doubs 2015": ("by-election", 1, False),
    "İzmir ara seçim 2003": ("by-election", 1, False),
    "補欠選挙 2010": ("by-election", 1, False),
    "Élection 2010 (annulée)": ("general", 1, True),
    "İstanbul 2019 (iptal edildi)": ("general", 1, True),
    "Stichwahlkreis 2010": ("general", 1, False),
}


def test_a_word_in_the_name_of_an_election_counts_where_it_is_about_that_one_and_is_told(tmp_path):
    elections = ELECTION.partition("\n")[0] + "\n"
    elections += "".join(f'"{name}",xr,Ruritania,2010-06-{n + 1:02},10,1000\n' for n, name in enumerate(MARKED))
    with brought(tmp_path, {"elections.csv": elections}) as db:
        rows = db.sql("select election, scope, round, is_annulled from elections").fetchall()
        assert {name: (scope, round, annulled) for name, scope, round, annulled in rows} == MARKED
        told = {re.sub(", such as.*?' [(]", " (", words): count for count, words in unmapped(db)}
    for position, column, word, mark in [
        (0, "scope", "by-election", "by-election"),
        (1, "round", "round 2|second round|run-off", "round 2"),
        (2, "annulled", "annulled", "annulled"),
    ]:
        named = [said[position] for name, said in MARKED.items() if re.search(word, name, re.I)]
        taken = len(named) - named.count(("general", 1, False)[position])
        said = f"(by their name; the column {column} would say otherwise)"
        assert told[f"elections.csv: elections taken as {mark} {said}"] == taken
        said = f"(the word in their name is hardly about them; the column {column} would say otherwise)"
        mark = "a later round" if position == 1 else mark
        assert told[f"elections.csv: elections not taken as {mark} {said}"] == len(named) - taken


def test_second_rounds_and_by_elections_are_known_in_other_languages(tmp_path):
    elections = ELECTION.partition("\n")[0] + "\n"
    elections += "".join(
        f'"{name}",xr,Ruritania,2010-06-{n + 1:02},10,1000\n' for n, name in enumerate(MARKED_IN_OTHER_LANGUAGES)
    )
    with brought(tmp_path, {"elections.csv": elections}) as db:
        rows = db.sql("select election, scope, round, is_annulled from elections").fetchall()
        assert {name: tuple(said) for name, *said in rows} == MARKED_IN_OTHER_LANGUAGES
        assert any("elections taken as round 2, such as" in words for _, words in unmapped(db))


def test_a_kind_that_stands_on_one_row_of_a_contestant_is_that_of_all(tmp_path):
    with brought(tmp_path, {"results.csv": MESSY["a kind on one row of a contestant"][0]["results.csv"]}) as db:
        kinds = db.sql("select contestant, kind from contestants order by 1").fetchall()
        assert kinds == [("Left", "alliance"), ("Red", "party list")]


def test_a_column_says_what_an_election_is_whatever_its_name(tmp_path):
    elections = ELECTION.replace("seats", "scope,round,annulled,seats").replace(",10,", ",general,1,no,10,")
    files = {"elections.csv": elections, "results.csv": RESULTS}
    name = "Annulled by-election 2010 run-off"
    with brought(tmp_path, {file: text.replace("Diet 2010", name) for file, text in files.items()}) as db:
        assert db.sql("select scope, round, is_annulled from elections").fetchall() == [("general", 1, False)]
        assert not unmapped(db)


COUNTRIES = {
    "ae": "UAE",
    "ba": "Bosnia;Bosnia & Herzegovina;Bosnia-Herzegovina",
    "cd": "DR Congo;Congo, Dem. Rep.;Congo-Kinshasa;Democratic Republic of the Congo",
    "cg": "Congo;Congo-Brazzaville;Republic of the Congo",
    "ci": "Ivory Coast;Cote d'Ivoire;Côte d’Ivoire",
    "cn": "China;People's Republic of China",
    "cv": "Cape Verde",
    "cz": "Czech Republic;Czechia",
    "de": "Germany;West Germany;DEU",
    "gb": "UK;U.K.;Britain;Great Britain",
    "gm": "The Gambia;Gambia, The",
    "ie": "Republic of Ireland",
    "ir": "Iran;Iran (Islamic Republic of)",
    "kp": "North Korea;DPRK",
    "kr": "South Korea;Korea, South;Republic of Korea;Korea, Rep.",
    "la": "Laos;Lao PDR",
    "lc": "St. Lucia;St Lucia",
    "mk": "Macedonia;FYROM",
    "mm": "Burma;Myanmar;Burma/Myanmar",
    "nl": "Holland;The Netherlands",
    "ps": "Palestine;State of Palestine",
    "ru": "Russia;Russian Federation",
    "st": "São Tomé & Príncipe;ST",
    "sz": "Swaziland;Eswatini",
    "tl": "East Timor;Timor Leste",
    "tr": "Turkey;Türkiye;TURKIYE;TÜRKİYE",
    "tw": "Taiwan;Republic of China",
    "us": "USA;U.S.A.;US;America;United States of America",
    "va": "Vatican;Vatican City;Holy See",
    "xk": "Kosovo",
    "cshh": "Czechoslovakia",
    "ddde": "East Germany",
    "suhh": "Soviet Union;USSR",
    "yucs": "Yugoslavia",
    None: "Ruritania;Korea;Scotland;Saint;The;West",
}


def test_countries_are_known_by_their_usual_english_names():
    for code, names in COUNTRIES.items():
        found = columns.countries(names.split(";"))
        assert {name: cell.more for name, cell in found.items()} == dict.fromkeys(found, code)


def test_no_other_name_of_a_country_is_that_of_another():
    names = [(country.name, country.alpha_2) for country in pycountry.countries]
    names += [(getattr(country, "official_name", country.name), country.alpha_2) for country in pycountry.countries]
    names += [(code, country.alpha_2) for country in pycountry.countries for code in (country.alpha_2, country.alpha_3)]
    names += [(country.name, country.alpha_4) for country in pycountry.historic_countries]
    found = columns.countries([name for name, _ in names])
    others = {name: found[name].more for name, code in names if found[name].more != code.lower()}
    assert others == {"East Timor": "tl"}  # which ISO 3166-3 has until 2002


NAMES_OF_NO_PARTY = {
    "others": "Otros partidos;Autres listes;Andere Parteien;Write-in;Write-ins;Übrige;Outros;Altre liste;Overige;Diğer;"
    "DİĞER PARTİLER;Others.;أحزاب أخرى;Ostali;ОСТАЛИ;Прочие партии;Pozostałe;Alții;ΛΟΙΠΟΙ;Muut;Øvrige;Egyéb;"
    "אחרים;سایر;Lain-lain;その他;기타;अन्य;Others (3);Write-In [Misc.];Candidatos no registrados;Khác;อื่นๆ;諸派・無所属",
    "independents": "Independent;Independents:;Independientes;Sans étiquette;Parteilose;Bağımsızlar;المستقلون;"
    "Самовыдвижение;Nezavisni kandidati;Függetlenek;Partilösa;無所属;무소속;निर्दलीय",
    "none of the above": "None of the above;NOTA;None of the above (NOTA);Ninguno de los anteriores;"
    "Против всех;Împotriva tuturor",
    "blank votes": "Blank votes;Votes blancs;Votos en blanco;Brancos;Blanka röster;Λευκά;Tyhjät;白票;"
    "Blank and null votes;Spoilt votes;Nulos;Blancs et nuls;Ungültige;Schede nulle;Ongeldig;Geçersiz oylar;"
    "الأوراق الملغاة;Недействительные бюллетени;Nevažeći listići;Głosy nieważne;Neplatné hlasy;Άκυρα;Ugyldige;"
    "Hylätyt äänet;פסולים;باطله;無効票;무효표;Invalid (spoilt);Under Vote;Exhausted ballots;"
    "Non-transferable",
    None: "TOTAL:;Total;Grand total;Total général;Insgesamt;Totaux;Valid votes;Genel Toplam;المجموع;Ukupno;УКУПНО;"
    "Итого;Ogółem;Celkem;Összesen;Yhteensä;I alt;Σύνολο;סה״כ;جمع کل;Jumlah;合計;总计;합계;कुल;Явка;Frekwencja;投票率;"
    "Contest Total;Times Cast;Vacant;欠員",
    "party list": "Independents (Hope);Others’ Voice (Left);"
    "Independent Greeks;Independence Party;Total Renewal;Other Way;Razem;Sumar;Ensemble;Blancos;Suma;"
    "SPOLU;Nezávislí;Bezpartyjni Samorządowcy",
}


def test_names_that_are_no_party_are_known_in_many_languages_and_only_whole(tmp_path):
    rows = [(name, kind) for kind, names in NAMES_OF_NO_PARTY.items() for name in names.split(";")]
    sheet = HEADER + "".join(f"Diet 2010,{name},{n + 1},0\n" for n, (name, _) in enumerate(rows))
    with brought(tmp_path, {"results.csv": sheet}) as db:
        kinds = dict(db.sql("select contestant, kind from contestants").fetchall())
        assert kinds == {name: kind for name, kind in rows if kind}
        parties = {name for (name,) in db.sql("select party from parties").fetchall()}
        assert parties == set(NAMES_OF_NO_PARTY["party list"].split(";"))
        invalid = {name for (name,) in db.sql("select contestant from contestants where not is_valid").fetchall()}
        assert invalid == set(NAMES_OF_NO_PARTY["blank votes"].split(";")[8:])
        assert len(db.sql("from set_aside").fetchall()) == 0


def test_who_stands_as_an_independent_has_no_party(tmp_path):
    sheet = "election,contestant,party,kind,votes,seats\nDiet 2010,Ann,Independent,,700,6\n"
    sheet += "Diet 2010,Independents,,party list,300,4\n"
    with brought(tmp_path, {"results.csv": sheet}) as db:
        assert db.sql("select contestant, kind from contestants order by 1").fetchall() == [
            ("Ann", "candidate"),
            ("Independents", "party list"),
        ]
        assert db.sql("select contestant_id from contestant_parties").fetchall() == [
            ("spreadsheet-diet-2010_independents",)
        ]


def test_a_folder_may_have_a_name_that_is_a_column_to_the_engine(tmp_path):
    folder = tmp_path / "year=2010"
    folder.mkdir()
    with brought(folder, {}) as db:
        assert db.sql("select sum(rows_taken) from accounts").fetchall() == [(2,)]


def test_a_quoted_comma_far_down_parts_no_row(tmp_path):
    rows = "".join(f"Diet 2010,P{n},1,0\n" for n in range(21_000))
    with brought(tmp_path, {"results.csv": HEADER + rows + 'Diet 2010,"Last, of all",5,1\n'}) as db:
        last = "select contestant, votes from results join contestants using (contestant_id) where seats = 1"
        assert db.sql(last).fetchall() == [("Last, of all", 5)]
        assert db.sql("select count(*) from results").fetchall() == [(21_001,)]


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_sheet_that_is_no_file_of_the_folder_is_not_read(tmp_path, kind):
    (tmp_path / "secret.csv").write_text(RESULTS)

    def lay(path):
        path.symlink_to(tmp_path / "secret.csv") if kind == "link" else os.mkfifo(path)

    said = r"results\.csv is (a link that leads out|not an ordinary file)"
    with pytest.raises(Refused, match=said), brought(tmp_path, {"results.csv": lay}):
        pass


def test_nothing_is_left_in_the_scratch_folder(tmp_path):
    with brought(tmp_path, {"results.csv": RESULTS.replace("Red", "Grüne").encode("latin-1")}):
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
    shutil.rmtree(tmp_path / "data")


def test_a_row_is_told_unless_what_it_refers_to_is_told():
    with duckdb.connect() as db:
        db.execute("""
            create table set_aside as
            from (values
                ('areas', 1, 'made-a', 'country_id is not in countries', 'zz', null),
                ('areas', 2, 'made-b', 'kind is empty', null, null),
                ('area_parents', 1, 'made-b', 'area_id is not in areas', 'made-b', null),
                ('area_parents', 2, 'made-c', 'area_id is not in areas', 'made-c', null)
            ) as rows (table_name, row_number, key_value, rule, value, found_at)
        """)
        assert set_aside(db) == [
            (1, "area_parents, row 2: 'made-c' area_id is not in areas"),
            (1, "areas, row 1: 'zz' country_id is not in countries"),
            (1, "areas, row 2: kind is empty"),
        ]
