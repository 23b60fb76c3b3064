"""Read the sheets that people have, as CSV or in a workbook, into tables of the engine that an import's SELECTs read.

An import whose folder has a file columns.csv takes such sheets. That file names each sheet, its columns and their form;
columns.py says what a form is. Here a sheet is found in the folder of `from=`, with its encoding, separator and header,
and its cells are read. What the SELECTs see:

    <sheet>_sheet     the rows of a sheet: `row` as in the user's file, `found_at`, `is_lost` where a cell that tells
                      rows apart cannot be read, `filled` (the number of its cells, where a required one is empty), and
                      every column of columns.csv, empty where the user has none. A name has its part of an id in
                      <column>_slug, a day <column>_precision, a country <column>_slug and <column>_iso
    cells_set_aside   the cells that cannot be read
    read_otherwise    what is not read, or read in another form, with how many rows it concerns
    file_settings     what the sheet `settings` says of the whole file
    iso_countries     the codes of countries
    parties_before    the parties that are in the database already
"""

import codecs
import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import duckdb

from hemicycle.database.sandbox import doing
from hemicycle.database.tables import insert
from hemicycle.importing import columns
from hemicycle.importing.columns import Read, Settings
from hemicycle.reading.cells import decoded_again
from hemicycle.reading.names import scripts_mixed
from hemicycle.reading.rules import Rule
from hemicycle.reading.sqlfile import text_literal
from hemicycle.reading.text import Refused, shown, suggestion

NEEDED = ("elections", "results")  # the sheets that must be there
TEXTS = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
ENCODINGS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "shift_jis", "gb18030", "big5", "euc_kr"]
# what a text that was taken for Windows-1252 may be as well; the fewer letters it has of its own, the sooner
LIKE_CP1252 = ("cp1254", "cp1250", "cp1257")
NAMES_OF_ENCODINGS = {"cp1252": "Windows-1252", "latin_1": "Latin-1"} | dict.fromkeys(
    ("utf-16", "utf-16-le", "utf-16-be"), "UTF-16"
)
LETTERS = re.compile(r"\w*[^\W\x00-\x7f]\w*")  # a word that ASCII has not
CHOICES: dict[str, Collection[str]] = {
    "decimal mark": columns.MARKS,
    "date order": columns.ORDERS,
    "shares": columns.SHARES,
}
WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
MOST_ABOVE = 50  # rows above the header
MOST_COLUMNS = 1_000
COLUMN_AS_A_WHOLE = (
    "count",
    "positive",
    "round",
    "share",
    "day",
    "when",
)  # forms of which one text may have two readings
PLAIN_COUNT = "(0|[1-9][0-9]{0,14})"  # no more than columns.MOST
CHUNK = 2**24
ERROR_IN_ODS = re.compile(rb'(<table:table-cell\b[^>]*?) office:string-value="[^"]*"([^>]*calcext:value-type="error")')
ERROR_IN_XLSX = re.compile(rb"""(<(?:\w+:)?c\s[^>]*?\bt=)(["'])e\2""")
ERRORS_IN_XLS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
CELL_WITH_ERROR_IN_XLSB, FORMULA_WITH_ERROR_IN_XLSB, ROW_IN_XLSB = 3, 11, 0
# the records BOOLERR and FORMULA of an old workbook, where they hold an error: row, column, format and which error
ERROR_IN_XLS = re.compile(
    rb"\x05\x02\x08\0(?P<at>.{4})..(?P<code>[\x00\x07\x0f\x17\x1d\x24\x2a])\x01"
    rb"|\x06\0..(?P<at_formula>.{4})..\x02.(?P<result>[\x00\x07\x0f\x17\x1d\x24\x2a]).{3}\xff\xff",
    re.S,
)
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError)  # a workbook, by zipfile
FORMULA = re.compile(rb'<c [^>]*?r="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')


class Column(NamedTuple):
    """One column that a sheet may have."""

    form: str
    is_required: bool
    is_figure: bool  # of which a sheet needs one
    loses_row: bool  # whether a cell that cannot be read leaves the row without a place
    gives: str


@dataclass
class Found:
    """A sheet of the user: a text file, or a sheet in a workbook."""

    path: Path
    sheet: str | None = None
    is_hidden: bool = False
    is_only: bool = False  # the only sheet of its workbook, which may go by the name of the file

    @property
    def names(self) -> list[str]:
        """What it is called, without the ending of a file."""
        names = [self.sheet] if self.sheet and not self.is_only else [self.sheet or "", self.path.stem]
        return [columns.folded(name) for name in names if name]

    @property
    def named(self) -> str:
        """What a person calls it."""
        return f"{self.path.name}, sheet {self.sheet}" if self.sheet else self.path.name


@dataclass
class Staged:
    """A sheet whose cells stand in a table of the engine, raw_<sheet>, as they are."""

    found: Found
    places: dict[str, str]  # {column of columns.csv: column of the table}
    texts: dict[str, dict[str, int]]  # {column: {text: 0}}, as far as they have been looked up


def columns_of(path: Path) -> dict[str, dict[str, Column]]:
    """{sheet: {column: Column}} of a file columns.csv."""
    sheets: dict[str, dict[str, Column]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            column = Column(
                line["form"],
                line["is_required"] == "true",
                line["is_required"] == "one",
                line["if_unreadable"] == "row",
                line["gives"],
            )
            sheets.setdefault(line["sheet"], {})[line["column"]] = column
    return sheets


def read_sheets(
    db: duckdb.DuckDBPyConnection, path: Path, folder: Path, scratch: Path, rules: Sequence[Rule]
) -> list[str]:
    """Read the sheets of a folder by a file columns.csv; gives the names of the tables that hold them.

    `scratch` is a folder for copies. Raises Refused where a sheet is missing or cannot be read as a whole.
    """
    known = columns_of(path)
    db.execute("create temp table bad_cells (sheet text, row bigint, column_name text, value text, problem text)")
    db.execute("create temp table read_otherwise (file text, what text, row_count bigint, reason text)")
    db.execute("create temp table file_settings (setting text, value text)")
    db.execute("create temp table iso_countries (country_id text, alpha_3 text)")
    codes = dict(columns.users_codes()) | dict(columns.country_codes().values())
    insert(db, "iso_countries", sorted(codes.items()))
    doing(f"reading the files of {folder.name}")
    found = sheets_in(folder)
    settings = settings_of(db, known.pop("settings", {}), found, scratch)
    staged: dict[str, Staged] = {}
    for sheet, wanted in known.items():
        if place := chosen(sheet, found, folder):
            doing(place.named)
            staged[sheet] = stage(db, sheet, place, wanted, settings, scratch)
    note_unread(db, found, [one.found for one in staged.values()], known)
    ours = db.execute("select country_id, party_id, party from parties").fetchall()
    slugs = slugs_of(db, known, staged, [party for *_, party in ours])
    db.execute("create temp table parties_before (country_id text, party_id text, slug text)")
    insert(db, "parties_before", [(country, party_id, slugs[party]) for country, party_id, party in ours])
    for sheet, wanted in known.items():
        doing(staged[sheet].found.named if sheet in staged else sheet)
        clean(db, sheet, wanted, staged.get(sheet), settings, rules, slugs)
    db.execute("""
        create temp view cells_set_aside as
        select sheet as file, row, sheet || ', row ' || row as found_at, column_name, value, problem from bad_cells
    """)
    return [
        *(f"{sheet}_sheet" for sheet in known),
        "cells_set_aside",
        "read_otherwise",
        "file_settings",
        "iso_countries",
        "parties_before",
    ]


# Finding


def sheets_in(folder: Path) -> list[Found]:
    """The sheets of a folder: its text files, and what its workbooks hold. Raises Refused where one is no such file."""
    found: list[Found] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or not path.is_file():
            continue
        kind = path.suffix.lower()
        if kind not in (*TEXTS, *WORKBOOKS):
            continue
        with path.open("rb") as file:
            start = file.read(2000).lstrip(b"\xef\xbb\xbf \r\n\t")
        if start[:1] == b"<" and re.match(rb"<(!doctype|html|table|meta|head|\?xml|style)", start, re.I):
            raise Refused(
                f"{path.name} is a web page, not a sheet; open it in a spreadsheet program and save it as .xlsx"
            )
        if kind in TEXTS and start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise Refused(
                f"{path.name} is a workbook or an archive; give it its own ending, such as .xlsx, or save it as CSV"
            )
        found += [Found(path)] if kind in TEXTS else sheets_of(path)
    return found


def sheets_of(path: Path) -> list[Found]:
    """The sheets of a workbook."""
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            is_sheet, is_seen = python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetVisibleEnum.Visible
            sheets = [one for one in book.sheets_metadata if one.typ == is_sheet]
            return [Found(path, one.name, one.visible != is_seen, len(sheets) == 1) for one in sheets]
    except python_calamine.PasswordError:
        raise Refused(f"{path.name} is locked with a password; save it without one") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else "it is damaged"
        raise Refused(f"{path.name} cannot be read as a spreadsheet: {said}") from None


def chosen(sheet: str, found: Sequence[Found], folder: Path) -> Found | None:
    """The sheet of a name, as file or in a workbook; None where there is none and none is needed."""
    named = [one for one in found if sheet in one.names]
    if len(named) > 1:
        raise Refused(f"the sheet {sheet} is there twice: {' and '.join(one.named for one in named)}; take one away")
    if named or sheet not in NEEDED:
        return named[0] if named else None
    there = [one.named for one in found] or [path.name for path in sorted(folder.iterdir()) if path.name[:1] != "."]
    close = suggestion(sheet, [name for one in found for name in one.names])
    said = f"{folder} has no sheet {sheet}: neither {sheet}.csv nor a workbook with a sheet of that name{close}"
    what = f"there is {', '.join(there[:10])}" if there else "the folder is empty"
    if any(name.lower().endswith((".zip", ".gz", ".7z")) for name in there):
        what += "; unpack the archive first"
    raise Refused(f"{said}; {what}")


def note_unread(
    db: duckdb.DuckDBPyConnection, found: Sequence[Found], read: Sequence[Found], known: Collection[str]
) -> None:
    """Write down which sheets are not read, for one may be meant as one that is."""
    names = [*known, "settings"]
    for one in found:
        if one not in read and "settings" not in one.names:
            close = next((close for name in one.names if (close := suggestion(name, names))), "")
            words = f"not read{close}", f"only sheets called {', '.join(names)} are"
            db.execute("insert into read_otherwise values (?, ?, 0, ?)", [one.named, *words])


def settings_of(
    db: duckdb.DuckDBPyConnection, wanted: Mapping[str, Column], found: Sequence[Found], scratch: Path
) -> Settings:
    """What the sheet `settings` says. Raises Refused where it has a setting or a value that nobody knows."""
    place = chosen("settings", found, scratch) if wanted else None
    for path in sorted({one.path for one in found}):
        lock = [path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")]
        if any(one.exists() for one in lock):
            words = "open in a spreadsheet program", "what is not saved there is not read"
            db.execute("insert into read_otherwise values (?, ?, 0, ?)", [path.name, *words])
    if not place:
        return Settings()
    all_rows, how = rows_of(place, scratch)
    rows = [(number, row) for number, row in all_rows if any(cell.strip() for cell in row)]
    if how:
        reason = "it is not UTF-8; if the letters are wrong, save it as UTF-8"
        db.execute("insert into read_otherwise values (?, ?, ?, ?)", [place.named, how, len(rows), reason])
    header, places = header_of(place, rows, wanted)
    options = [name.replace("_", " ") for name in Settings._fields]
    said: dict[str, list[str]] = {}
    for number, row in rows:
        if number <= header:
            continue
        at = f"{place.named}, row {number}"
        cells = dict(enumerate(row))
        key, value = (cells.get(int(places[name][1:]), "").strip() for name in wanted)
        key = re.sub("[ _]+", " ", columns.folded(key))
        if key not in options:
            close = suggestion(key, options) or f"; there are {', '.join(options)}"
            raise Refused(f"{at}: there is no setting {shown(key)}{close}")
        if key != "missing" and key in said:
            raise Refused(f"{at}: the setting {shown(key)} is there twice")
        if key in CHOICES and columns.folded(value) not in CHOICES[key]:
            raise Refused(f"{at}: {key}: {shown(value)} is none of {', '.join(CHOICES[key])}")
        said.setdefault(key, []).append(value)
        db.execute("insert into file_settings values (?, ?)", [key, value])
    first = {key: values[0] for key, values in said.items()}
    encoding = first.get("encoding")
    if encoding:
        try:
            "".encode(encoding)
            codecs.getincrementaldecoder(encoding)
        except (LookupError, ValueError, TypeError):
            raise Refused(
                f"{place.named}: encoding: nobody knows an encoding of files called {shown(encoding)}"
            ) from None
    return Settings(
        first.get("title"),
        first.get("licence"),
        first.get("citation"),
        frozenset(map(columns.folded, said.get("missing", []))),
        columns.MARKS.get(columns.folded(first.get("decimal mark", ""))),
        columns.ORDERS.get(columns.folded(first.get("date order", ""))),
        columns.SHARES.get(columns.folded(first.get("shares", ""))),
        encoding,
    )


# Reading


def rows_of(place: Found, scratch: Path) -> tuple[Iterator[tuple[int, list[str]]], str]:
    """The rows of a small sheet, each with its number as a person counts them, and how it was read."""
    if place.sheet is not None:
        return rows_of_workbook(place), ""
    path, said, _ = in_utf8(place, Settings(), scratch)
    return rows_of_text(place, path, separator_of(path, {})), said


def rows_of_workbook(place: Found) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet of a workbook."""
    import python_calamine

    if place.path.suffix.lower() in (".xlsx", ".xlsm"):
        refuse_formulas_without_result(place)
    elif place.path.suffix.lower() == ".xls":
        refuse_errors_in_xls(place.path)
    elif place.path.suffix.lower() == ".xlsb":
        refuse_errors_in_xlsb(place.path)
    try:
        with python_calamine.load_workbook(with_errors(place.path)) as book:
            sheet = book.get_sheet_by_name(place.sheet or "")
            left = sheet.start[1] if sheet.start else 0
            first = sheet.start[0] if sheet.start else 0
            rows = sheet.to_python(skip_empty_area=True)
            for number, row in enumerate(rows, first + 1):
                yield number, [""] * left + [text_of_cell(cell) for cell in row]
    except python_calamine.CalamineError as error:
        raise Refused(f"{place.named} cannot be read: {str(error).splitlines()[0]}") from None


def text_of_cell(cell: object) -> str:
    """A cell of a workbook as it would be typed. A decimal number is never mistaken for one with thousands."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        text = repr(cell)
        return f"{text}0" if re.fullmatch(r"-?[0-9]+\.[0-9]{3}", text) else text
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def with_errors(path: Path) -> Path | io.BytesIO:
    """A workbook whose errors, such as #DIV/0!, are texts, since the reader takes them for empty cells.

    A workbook without errors is given as it is, and so is one that is not of XML, or damaged.
    """
    with suppress(*UNREADABLE), zipfile.ZipFile(path) as archive:
        changed: dict[str, bytes] = {}
        for name in archive.namelist():
            if name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml")):
                content = archive.read(name)
                with_texts = ERROR_IN_ODS.sub(rb"\1\2", ERROR_IN_XLSX.sub(rb'\1"str"', content))
                if with_texts != content:
                    changed[name] = with_texts
        if changed:
            copy = io.BytesIO()
            with zipfile.ZipFile(copy, "w") as other:
                for name in archive.namelist():
                    other.writestr(name, changed.get(name) or archive.read(name))
            copy.seek(0)
            return copy
    return path


def refuse_formulas_without_result(place: Found) -> None:
    """Refuse a workbook with a formula that no program has worked out yet; its cell would be read as empty."""
    with suppress(*UNREADABLE), zipfile.ZipFile(place.path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                text = archive.read(name)
                if b"<f" in text and (found := FORMULA.search(text)):
                    said = f"cell {found[1].decode()} holds a formula whose result is not saved"
                    raise Refused(f"{place.path.name}: {said}; open it in a spreadsheet program and save it again")


def refuse_errors_in_xls(path: Path) -> None:
    """Refuse an old workbook with an error such as #DIV/0! in a cell, since the reader takes it for an empty one."""
    if found := ERROR_IN_XLS.search(path.read_bytes()):
        row, column = struct.unpack("<HH", found["at"] or found["at_formula"])
        error = ERRORS_IN_XLS[(found["code"] or found["result"])[0]]
        cell = f"cell {letters(column)}{row + 1} of one of its sheets holds the error {error}"
        raise Refused(f"{path.name}: {cell}, which an .xls does not tell from an empty cell; mend it, or save as .xlsx")


def refuse_errors_in_xlsb(path: Path) -> None:
    """Refuse a binary workbook with an error in a cell, since the reader takes it for an empty one."""
    with suppress(*UNREADABLE, IndexError), zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not (name.startswith("xl/worksheets/") and name.endswith(".bin")):
                continue
            row = 0
            for kind, record in records_of_xlsb(archive.read(name)):
                if kind == ROW_IN_XLSB:
                    row = int.from_bytes(record[:4], "little")
                elif kind in (CELL_WITH_ERROR_IN_XLSB, FORMULA_WITH_ERROR_IN_XLSB) and len(record) > 8:
                    error = ERRORS_IN_XLS.get(record[8], "that it has no value")
                    place = f"{letters(int.from_bytes(record[:4], 'little'))}{row + 1}"
                    said = f"cell {place} of one of its sheets holds the error {error}"
                    raise Refused(
                        f"{path.name}: {said}, which an .xlsb does not tell from an empty cell; "
                        "mend it, or save as .xlsx"
                    )


def records_of_xlsb(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet of a binary workbook: kind and content. Each number has seven bits in a byte, and more."""
    at = 0
    while at < len(content):
        kind = content[at] & 127
        at += 1
        if content[at - 1] & 128:
            kind += (content[at] & 127) << 7
            at += 1
        size, shift = 0, 0
        while True:
            size += (content[at] & 127) << shift
            shift += 7
            at += 1
            if not content[at - 1] & 128 or shift == 28:
                break
        yield kind, content[at : at + size]
        at += size


def refuse_merged(place: Found, header: int) -> None:
    """Refuse a table with merged cells: all but the first of them are empty, and would be read so."""
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(place.path) as book:
        for (top, left), (bottom, right) in book.get_sheet_by_name(place.sheet or "").merged_cell_ranges or []:
            if bottom + 1 >= header and (top, left) != (bottom, right):
                cells = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
                raise Refused(
                    f"{place.named}: the cells {cells} are merged; unmerge them and write the value into each"
                )


def letters(column: int) -> str:
    """The letters of a column of a spreadsheet, from 0: A, B, … AA."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def in_utf8(place: Found, settings: Settings, scratch: Path) -> tuple[Path, str, bool]:
    """A text file in UTF-8 without a byte-order mark, how it was read, and whether the engine may misread its lines.

    It is the file itself, or a copy in `scratch`. The engine drops lines without a character, and stops where lines end
    in several ways, as where files of several programs are put together.
    """
    with place.path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise Refused(f"{place.named}: the file is empty")
    encoding, said = settings.encoding, ""
    has_odd_lines = False
    if not encoding and start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif not encoding and len(start) == 4 and start.count(0) == 2 and start[0::2].count(0) in (0, 2):
        encoding = "utf-16-le" if start[0] else "utf-16-be"  # two letters of ASCII, which UTF-8 never has so
    others: Mapping[str, re.Pattern[str]] = {}
    if not encoding:
        decoder = codecs.getincrementaldecoder("utf-8")()
        before = b"\n"
        ends = Counter[str]()
        try:
            for chunk in chunks_of(place.path):
                if not chunk.isascii() or decoder.getstate()[0]:
                    decoder.decode(chunk)
                is_blank = any(end in part for part in (before + chunk[:2], chunk) for end in (b"\n\n", b"\n\r\n"))
                has_odd_lines = has_odd_lines or is_blank or b"\0" in chunk
                both = chunk.count(b"\r\n") + (before[-1:] + chunk[:1] == b"\r\n")
                ends.update({"both": both, "cr": chunk.count(b"\r") - both, "lf": chunk.count(b"\n") - both})
                before = chunk[-2:]
            decoder.decode(b"", True)
            if not start.startswith(b"\xef\xbb\xbf"):
                return place.path, "", has_odd_lines or sum(count > 0 for count in ends.values()) > 1
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = guessed(place)
            others = words_read_otherwise() if encoding == "cp1252" else {}
    copy = scratch / f"{place.path.name}.utf-8"
    example = ""
    otherwise: dict[str, str] = {}  # {encoding: the first word that has other letters in it}
    try:
        reader = codecs.getincrementaldecoder(encoding)()
        with copy.open("w", encoding="utf-8", newline="") as file:
            for chunk in chunks_of(place.path):
                text = reader.decode(chunk)
                file.write(text)
                example = example or next((found[0] for found in LETTERS.finditer(text)), "")
                for name in others.keys() - otherwise.keys():
                    if found := others[name].search(text):
                        otherwise[name] = found[0]
            file.write(reader.decode(b"", True))
    except UnicodeError as error:
        raise Refused(
            f"{place.named}: cannot be read as {encoding}: {str(error).partition(': ')[2] or error}"
        ) from None
    example = next((otherwise[name] for name in others if name in otherwise), example)
    if encoding != "utf-8-sig":
        said = f"read as {NAMES_OF_ENCODINGS.get(encoding, encoding)}" + (
            f", such as {shown(example)}" if example else ""
        )
    if otherwise:
        read = {name: example.encode(encoding).decode(name, "replace") for name in others}
        said += ", which would be " + ", ".join(
            f"{shown(word)} in {name}" for name, word in read.items() if word != example
        )
    return copy, said, True


@cache
def words_read_otherwise() -> dict[str, re.Pattern[str]]:
    """{encoding: what finds a word of Windows-1252 that has other letters in it}."""
    found: dict[str, re.Pattern[str]] = {}
    for name in LIKE_CP1252:
        pairs = [
            (bytes([byte]).decode("cp1252", "ignore"), bytes([byte]).decode(name, "ignore")) for byte in range(256)
        ]
        letters_of = "".join(letter for letter, other in pairs if letter.isalpha() and letter != other)
        found[name] = re.compile(rf"\w*[{letters_of}]\w*")
    return found


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def guessed(place: Found) -> str:
    """The encoding of a file that is not UTF-8: Windows-1252 where that fits, else the only one that fits.

    Raises Refused where several others fit, or none.
    """
    from charset_normalizer import from_bytes

    sample = b""
    with place.path.open("rb") as file:
        for line in islice(file, 1_000_000):
            if not line.isascii() or b"\0" in line:
                sample += line[:2_000]
            if len(sample) > 2**16:
                break
    if sample.count(b"\0") > len(sample) // 8:
        return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
    fitting: dict[str, str] = {}  # {encoding: the sample in it}
    for part in (sample, b" ".join(WORD.findall(sample))):  # figures say nothing, but some letters look like ASCII
        matches = from_bytes(part, cp_isolation=ENCODINGS)
        names = {
            name
            for match in matches
            if match.chaos <= min(one.chaos for one in matches)
            for name in match.could_be_from_charset
        }
        if both := names & fitting.keys() if fitting else names:
            fitting = {name: sample.decode(name, "replace") for name in sorted(both)}
    fitting = {name: text for name, text in fitting.items() if not is_jumbled(text)}
    if "cp1252" in fitting:
        read = decoded_again(fitting["cp1252"])
        if read != fitting["cp1252"]:
            said = "has letters in UTF-8 and letters in another encoding"
            raise Refused(f"{place.named} {said}; save it in one, or name one in the sheet settings")
        return "cp1252"
    if len(set(fitting.values())) == 1:
        return next(iter(fitting))
    which = f"it may be {' or '.join(fitting)}" if fitting else "nobody can tell what it is"
    raise Refused(
        f"{place.named} is not UTF-8, and {which}; name its encoding in the sheet settings, or save it as UTF-8"
    )


def is_jumbled(text: str) -> bool:
    """Whether most words of a text that ASCII has not hold letters of two scripts, so that it was read wrongly."""
    words = LETTERS.findall(text)
    return 2 * sum(bool(scripts_mixed(word)) for word in words) > len(words)


def separator_of(path: Path, wanted: Mapping[str, Column]) -> str:
    """What stands between the cells of a text: the mark by which some row of its beginning has most known headers."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.read(2**16)
    best = ","
    most = (0, 0)
    for separator in SEPARATORS:
        with suppress(csv.Error):
            rows = list(islice(csv.reader(io.StringIO(start, newline=""), delimiter=separator), MOST_ABOVE))
            score = max(((len(headers_in(row, wanted)), len(row)) for row in rows), default=(0, 0))
            best, most = (separator, score) if score > most else (best, most)
    return best


def rows_of_text(place: Found, path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text, by RFC 4180. Raises Refused where a quote is not closed, or stands where none can."""
    before = csv.field_size_limit(2**24)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            number = 0
            while True:
                line = reader.line_num + 1
                try:
                    row = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    said = 'a quote (") is opened and not closed, or text follows one that is closed'
                    raise Refused(f"{place.named}, row {number + 1} (line {line}): {said}") from None
                number += 1
                yield number, row
    finally:
        csv.field_size_limit(before)


def headers_in(row: Iterable[str], wanted: Mapping[str, Column]) -> dict[str, int]:
    """{known column: its position} of a row; without a list of columns, every cell counts."""
    found: dict[str, int] = {}
    for position, cell in enumerate(row):
        header = header_name(cell)
        if header and (header in wanted or not wanted):
            found.setdefault(header, position)
    return found


def header_name(cell: str) -> str:
    """A header as columns.csv would write it: small letters, and an underscore for blanks and hyphens."""
    return re.sub("[ _-]+", "_", columns.folded(cell)).strip("_")


def close_to(wanted: Iterable[str], names: Sequence[str]) -> str:
    """`; did you mean …?` for the first of some headers that one of the names is close to, else nothing."""
    return next((close for one in wanted if (close := suggestion(one, names))), "")


def columns_of_figures(header: Sequence[str], rows: Sequence[Sequence[str]], wanted: Mapping[str, Column]) -> list[str]:
    """The headers that nobody knows and that have numbers alone below: a table may have a column for each party."""
    found: list[str] = []
    for position, name in enumerate(header):
        cells = [row[position].strip() for row in rows if row[position : position + 1] and row[position].strip()]
        are_numbers = cells and all(columns.decimal(columns.in_ascii(cell), ".") is not None for cell in cells)
        if are_numbers and name.strip() and header_name(name) not in wanted:
            found.append(name)
    return found


def header_of(
    place: Found, rows: Sequence[tuple[int, list[str]]], wanted: Mapping[str, Column]
) -> tuple[int, dict[str, str]]:
    """The row number of the header and {column: c and its position}. Raises Refused where there is none."""
    required = [name for name, column in wanted.items() if column.is_required]
    best = max(rows, key=lambda row: len(headers_in(row[1], wanted)), default=(0, []))
    found = headers_in(best[1], wanted)
    names = [header_name(cell) for cell in best[1] if header_name(cell)]
    if len(found) < min(2, len(required)):
        first = next((cells for _, cells in rows if any(cell.strip() for cell in cells)), [])
        there = shown(*[cell for cell in first if cell.strip()][:8]) if first else "nothing"
        expected = ", ".join(required)
        raise Refused(
            f"{place.named}: no row has the headers; expected {expected} in one row, the first has {there}; "
            "imports/README.md says what each column gives"
        )
    where = f"{place.named}, row {best[0]}"
    if missing := [name for name in required if name not in found]:
        close = close_to(missing, [name for name in names if name not in wanted])
        said = f"no column is called {missing[0]}{close}; it gives {wanted[missing[0]].gives.partition(', such')[0]}"
        figures = columns_of_figures(best[1], [cells for number, cells in rows if number > best[0]], wanted)
        if len(figures) > 1 and any(column.is_figure for column in wanted.values()):
            said += f"; if {shown(*figures[:3])} are such, write a row for each of them, not a column"
        raise Refused(f"{where}: {said}; the columns are {', '.join(names[:20])}")
    figures = [name for name, column in wanted.items() if column.is_figure]
    if figures and not found.keys() & figures:
        raise Refused(f"{where}: no column has figures; expected one of {', '.join(figures)}{close_to(figures, names)}")
    twice = [name for name in found if names.count(name) > 1]
    if twice:
        raise Refused(f"{where}: two columns are called {twice[0]}; name one of them otherwise")
    return best[0], {name: f"c{position}" for name, position in found.items()}


def stage(
    db: duckdb.DuckDBPyConnection,
    sheet: str,
    place: Found,
    wanted: Mapping[str, Column],
    settings: Settings,
    scratch: Path,
) -> Staged:
    """Write the rows below the header of a sheet into the table raw_<sheet>, as they are."""
    said, path, separator, is_regular = "", Path(), "", False
    if place.sheet is None:
        path, said, has_odd_lines = in_utf8(place, settings, scratch)
        separator = separator_of(path, wanted)
        rows = rows_of_text(place, path, separator)
        is_regular = not has_odd_lines
    else:
        rows = rows_of_workbook(place)
    above = list(islice(rows, MOST_ABOVE))
    header, places = header_of(place, above, wanted)
    if place.sheet is not None:
        refuse_merged(place, header)
    (cells,) = (cells for number, cells in above if number == header)
    if len(cells) > MOST_COLUMNS:
        raise Refused(f"{place.named}: {len(cells):,} columns, at most {MOST_COLUMNS:,} are read")
    above_header = [row for number, row in above if number < header and any(cell.strip() for cell in row)]
    is_regular = is_regular and not any("\n" in cell for number, row in above if number <= header for cell in row)
    if not (is_regular and stage_text(db, sheet, path, separator, header, len(cells))):
        copy = scratch / f"{sheet}.rows"
        write_rows(copy, [row for row in above if row[0] > header], rows, len(cells))
        listed = "row: 'bigint', problem: 'varchar', " + ", ".join(f"c{n}: 'varchar'" for n in range(len(cells)))
        db.execute(f"""
            create temp table raw_{sheet} as
            from read_csv({text_literal(str(copy))}, {DIALECT}, header = false, delim = ',', columns = {{{listed}}})
        """)
        copy.unlink()
    repeated = take_out_headers(db, sheet, place, cells, places, wanted)
    note(db, sheet, place, said, separator, above_header, cells, places, wanted)
    if repeated:
        words = "rows that repeat the headers", repeated, "they are no rows of the table"
        db.execute("insert into read_otherwise values (?, ?, ?, ?)", [place.named, *words])
    return Staged(place, places, {})


def take_out_headers(
    db: duckdb.DuckDBPyConnection,
    sheet: str,
    place: Found,
    header: Sequence[str],
    places: Mapping[str, str],
    wanted: Mapping[str, Column],
) -> int:
    """Take out the rows that repeat the headers, as each page of a table may; gives how many.

    Raises Refused where one has them in another order: then what stands below is not what the first header says.
    """
    known = ", ".join(text_literal(name) for name in wanted)
    required = [places[name] for name, column in wanted.items() if column.is_required]
    cells = ", ".join(f"coalesce(c{n}, '')" for n in range(len(header)))
    are_headers = " and ".join(f"replace(lower(trim({cell})), ' ', '_') in ({known})" for cell in required)
    found = db.execute(f"select row, [{cells}] from raw_{sheet} where {are_headers} order by row").fetchall()
    names = [header_name(cell) for cell in header]
    for row, repeated in found:
        if [header_name(cell) for cell in repeated] != names:
            said = "headers again, and other ones than above; bring the rows below it under the first headers"
            raise Refused(f"{place.named}, row {row}: {said}")
    if found:
        db.execute(f"delete from raw_{sheet} where {are_headers}")
    return len(found)


# else the engine makes a column of a folder called year=2010
DIALECT = (
    "auto_detect = false, quote = '\"', escape = '\"', strict_mode = true, max_line_size = 20000000, "
    "hive_partitioning = false"
)


def stage_text(db: duckdb.DuckDBPyConnection, sheet: str, path: Path, separator: str, header: int, width: int) -> bool:
    """Let the engine read a text whose rows all have the cells of the header; gives whether they have."""
    listed = ", ".join(f"c{n}: 'varchar'" for n in range(width))
    db.execute(f"""
        create temp table raw_{sheet} as
        select {header} + row_number() over () as row, cast(null as varchar) as problem, given.*
        from read_csv({text_literal(str(path))}, {DIALECT}, header = false, skip = {header},
            delim = {text_literal(separator)}, columns = {{{listed}}}, store_rejects = true,
            rejects_scan = 'scans_of_{sheet}', rejects_table = 'rejects_of_{sheet}') as given
    """)
    ((rejected,),) = db.execute(f"select count(*) from rejects_of_{sheet}").fetchall()
    db.execute(f"drop table rejects_of_{sheet}; drop table scans_of_{sheet}")
    if rejected:
        db.execute(f"drop table raw_{sheet}")  # what is wrong, and where, is found row by row
    return not rejected


def write_rows(
    path: Path, above: Iterable[tuple[int, list[str]]], rows: Iterable[tuple[int, list[str]]], width: int
) -> None:
    """Write rows with their numbers, each with as many cells as the header; what has more is marked."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for part in (above, rows):
            for number, cells in part:
                more = [cell for cell in cells[width:] if cell.strip()]
                problem = f"the row has {len(cells)} cells, the header {width}" if more else ""
                if more or any(cell and not cell.isspace() for cell in cells):
                    writer.writerow([number, problem, *cells[:width], *[""] * (width - len(cells))])


def note(
    db: duckdb.DuckDBPyConnection,
    sheet: str,
    place: Found,
    said: str,
    separator: str,
    above: Sequence[Sequence[str]],
    cells: Sequence[str],
    places: Mapping[str, str],
    wanted: Mapping[str, Column],
) -> None:
    """Write down how a sheet was read, and which columns of it were not."""
    ((rows,),) = db.execute(f"select count(*) from raw_{sheet}").fetchall()
    rest: list[tuple[str, int, str]] = []
    if not rows:
        rest.append(("no rows below the headers", 0, "nothing of this sheet is in the database"))
    if said:
        rest.append((said, rows, "it is not UTF-8; if the letters are wrong, name the encoding in the sheet settings"))
    if separator not in ("", ","):
        rest.append((f"cells parted by {SEPARATORS[separator]}", rows, "that gives most of the headers"))
    if place.is_hidden:
        rest.append(("a hidden sheet", rows, "it is read as any other"))
    if above:
        title = next(cell for cell in above[0] if cell.strip())
        rest.append((f"rows above the headers, such as {shown(title)}", len(above), "they are no rows of the table"))
    used = {int(place[1:]) for place in places.values()}
    for position, header in enumerate(cells):
        if position in used:
            continue
        ((filled,),) = db.execute(
            f"select count(*) from raw_{sheet} where nullif(trim(c{position}), '') is not null"
        ).fetchall()
        if filled or header.strip():
            named = f"column {shown(header)}" if header.strip() else f"column {letters(position)}, which has no header"
            close = suggestion(header_name(header), wanted.keys() - places.keys()) if header.strip() else ""
            rest.append((f"{named}{close}", filled, "no column of that name is read"))
    for what, count, reason in rest:
        db.execute("insert into read_otherwise values (?, ?, ?, ?)", [place.named, what, count, reason])


# Cells


def slugs_of(
    db: duckdb.DuckDBPyConnection,
    known: Mapping[str, Mapping[str, Column]],
    staged: Mapping[str, Staged],
    others: Iterable[str],
) -> dict[str, str]:
    """{name: the part of an id that no other name has} for every name in every sheet, and for others."""
    names = set(others)
    for sheet, one in staged.items():
        for column in one.places:
            form = known[sheet][column].form
            if form in ("name", "names", "country"):
                for value in texts_of(db, sheet, one, column):
                    parts = value.split(";") if form == "names" else [value]
                    names |= {columns.BLANK.sub(" ", part).strip() for part in parts if columns.visible(part)}
    return columns.slugs(names)


def texts_of(db: duckdb.DuckDBPyConnection, sheet: str, staged: Staged, column: str) -> dict[str, int]:
    """{text: 0} of every text in a column, looked up once. Where a text stands is not asked, which takes longer."""
    place = staged.places[column]
    if column not in staged.texts:
        rows = db.execute(f"select distinct {place} from raw_{sheet} where {place} is not null").fetchall()
        staged.texts[column] = {value: 0 for (value,) in rows}
    return staged.texts[column]


def clean(
    db: duckdb.DuckDBPyConnection,
    sheet: str,
    wanted: Mapping[str, Column],
    staged: Staged | None,
    settings: Settings,
    rules: Sequence[Rule],
    slugs: Mapping[str, str],
) -> None:
    """Make the view <sheet>_sheet over raw_<sheet> and a table for each of its columns, {text: what it says}."""
    cells: list[str] = []
    joins: list[str] = []
    lost = ["raw.problem is not null"]
    for column, (form, _, _, loses_row, _) in wanted.items():
        more = {"name": "slug", "names": "slug", "country": "slug", "when": "precision", "share": "rounded"}.get(form)
        extra = [f"{column}_{more}"] if more else []
        extra += [f"{column}_iso"] if form == "country" else []
        place = staged.places.get(column) if staged else None
        if not place or not staged:
            cells += [f"cast(null as varchar) as {name}" for name in (column, *extra)]
            continue
        plain = plain_sql(f"raw.{place}", form, settings)
        if form in COLUMN_AS_A_WHOLE:
            rows = dict(
                db.execute(f"""
                    select {place}, min(row) from raw_{sheet} as raw
                    where {place} is not null and not ({plain}) group by 1 order by 2
                """).fetchall()
            )
        else:
            rows = texts_of(db, sheet, staged, column)
        where = partial(cell_named, staged.found.named, rows, column)
        read = read_column(form, list(rows), settings, where, word_list(db, form, rules), slugs)
        table = f"{sheet}_{column}"
        db.execute(f"create temp table {table} (raw text, value text, more text, code text, problem text)")
        insert(db, table, [(raw, *one) for raw, one in read])
        joins.append(f"left join {table} on {table}.raw = raw.{place}")
        cells.append(f"case when {plain} then raw.{place} else {table}.value end as {column}")
        cells += [f"{table}.more as {name}" for name in extra[:1]] + [f"{table}.code as {name}" for name in extra[1:]]
        if form == "round" and (ordinals := [(raw, one[0]) for raw, one in read if one[1]]):
            ((count,),) = db.execute(f"""
                select count(*) from raw_{sheet} as raw join {table} on {table}.raw = raw.{place} where more is not null
            """).fetchall()
            words = (
                f"{column} {shown(ordinals[0][0])} read as {ordinals[0][1]}",
                count,
                "no number, and it has one reading",
            )
            db.execute("insert into read_otherwise values (?, ?, ?, ?)", [staged.found.named, *words])
        if any(one[3] for _, one in read):
            db.execute(
                f"""
                insert into bad_cells
                select ?, raw.row, ?, raw.{place}, {table}.problem from raw_{sheet} as raw
                join {table} on {table}.raw = raw.{place} where {table}.problem is not null and raw.problem is null
                """,
                [staged.found.named, column],
            )
            if loses_row:
                lost.append(f"{table}.problem is not null")
    if staged:
        places = staged.places
        (width,) = db.execute(f"select count(*) from (describe raw_{sheet})").fetchall()[0]
        filled = " + ".join(f"cast(coalesce(trim(raw.c{n}), '') <> '' as integer)" for n in range(width - 2))
        needed = [places[name] for name, column in wanted.items() if column.is_required]
        is_short = " or ".join(f"coalesce(trim(raw.{place}), '') = ''" for place in needed)
        rows_of_sheet = f"""
            select raw.row, {" or ".join(lost)} as is_lost, case when {is_short} then {filled} end as filled,
                {", ".join(cells)}
            from raw_{sheet} as raw
            {" ".join(joins)}
        """
        db.execute(
            f"insert into bad_cells select ?, row, null, null, problem from raw_{sheet} where problem is not null",
            [staged.found.named],
        )
    else:
        rows_of_sheet = f"""
            select cast(null as bigint) as row, false as is_lost, 0 as filled, {", ".join(cells)} limit 0
        """
    named = text_literal(staged.found.named if staged else sheet)
    db.execute(f"""
        create temp view {sheet}_sheet as
        select {named} as file, {named} || ', row ' || row as found_at, * from ({rows_of_sheet})
        where filled is null or filled > 0
    """)


def cell_named(sheet: str, rows: Mapping[str, int], column: str, value: str) -> str:
    """What a person calls the first cell of a column that holds a text."""
    return f"{sheet}, row {rows[value]}, {column}"


def plain_sql(cell: str, form: str, settings: Settings) -> str:
    """SQL that is true for a cell that need not be looked at by itself: a number without any marks."""
    if form != "count":
        return "false"
    codes = ", ".join(text_literal(code) for code in sorted(settings.missing))
    plain = f"coalesce(regexp_full_match({cell}, '{PLAIN_COUNT}'), false)"
    return f"{plain} and {cell} not in ({codes})" if codes else plain


def word_list(db: duckdb.DuckDBPyConnection, form: str, rules: Sequence[Rule]) -> list[str]:
    """The words of a form such as areas.kind: those that the column's rule allows or, without one, those it holds."""
    table, _, column = form.partition(".")
    if not column:
        return []
    for rule in rules:
        if rule.table == table and rule.kind == "CHECK" and rule.columns == (column,):
            return re.findall("'([^']+)'", rule.expression)
    return [word for (word,) in db.execute(f"select {column} from {table} order by 1").fetchall()]


def read_column(
    form: str,
    values: Sequence[str],
    settings: Settings,
    where: columns.Where,
    known: Sequence[str],
    slugs: Mapping[str, str],
) -> list[tuple[str, tuple[str | None, str | None, str | None, str | None]]]:
    """(cell, (value, what else belongs to it, code of a country, problem)) for the cells of a column."""
    missing = settings.missing
    present = [one for one in values if columns.visible(one) and not (missing and columns.folded(one) in missing)]
    if form == "text":
        read = columns.texts(present)
    elif form == "name":
        read = columns.texts(present, are_names=True)
    elif form == "names":
        read = columns.lists_of_names(present)
    elif form == "country":
        read = columns.countries(present)
    elif form == "count":
        read = columns.counts(present, settings, where)
    elif form == "positive":
        read = columns.counts(present, settings, where, 1)
    elif form == "round":
        read = columns.rounds(present, settings, where)
    elif form == "share":
        read = columns.shares(present, settings, where)
    elif form in ("day", "when"):
        read = columns.days(present, settings, where, form == "when")
    elif form == "truth":
        read = columns.truths(present)
    elif form == "colour":
        read = columns.colours(present)
    else:
        read = columns.words(present, known)
    return [(raw, with_more(form, one, slugs)) for raw, one in read.items()]


def with_more(form: str, read: Read, slugs: Mapping[str, str]) -> tuple[str | None, str | None, str | None, str | None]:
    """A cell that was read, with the part of an id that belongs to a name."""
    value, more, problem = read
    if value is not None and form in ("name", "country"):
        return value, slugs.get(value), more, problem
    if value is not None and form == "names":
        parts = [part.strip() for part in value.split(";") if columns.visible(part)]
        return ";".join(parts), ";".join(slugs[part] for part in parts), None, problem
    return value, more, None, problem
