"""What is wrong with one cell of a seed: its form, by the type of its column."""

import html.entities
import re
from calendar import month_abbr
from collections.abc import Collection
from datetime import date
from itertools import product
from unicodedata import is_normalized, normalize

from hemicycle.reading.codes import address_problem, language_problem
from hemicycle.reading.names import name_problem
from hemicycle.reading.sqlfile import text_literal
from hemicycle.reading.text import LONGEST_CELL, shown, unreadable

IDENTIFIER = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
LONGEST_IDENTIFIER = 200  # characters
# What a spreadsheet works out: what begins with = or @, and what begins with + or - and is neither a number nor words.
# A spreadsheet can do nothing with words, and there are names such as +Europa. The engine reads this pattern too.
FORMULA = re.compile(
    r"^[=@＝＠\t\r]"
    r"|^[-+－＋][\s\S]*[!\"#$()*+/:;<=>?@\[\]\\^_`{|}~！-～\x00-\x1f]"
    r"|^[-+－＋][\s\S]*([0-9][\s\S]*[^0-9., %]|[^0-9., %][\s\S]*[0-9])"
)
TAG = re.compile(r"<[A-Za-z/!]")
MONTHS = "|".join(month_abbr[1:])
SPREADSHEET_DATE = re.compile(f"({MONTHS})-[0-9]{{2}}|[0-9]{{1,2}}-({MONTHS})")
DATE_IN_CELL = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9:.]+)?")  # as a cell with a date of a workbook is read
# a letter, and words of ASCII of which none may be an escape; too long for a word that stands for a missing value
PLAIN_TEXT, NOT_PLAIN = r"[A-Za-z][A-Za-z0-9 ,.:;'()/-]{12,}", "  |u00| $"
PLAIN = re.compile(f"(?!.*({NOT_PLAIN})){PLAIN_TEXT}")
MISSING = {"n/a", "#n/a", "-", "–", "—", "."}
UNDECIDED = re.compile(r"\s*[?？؟](\s*[?？؟])*\s*")
ALSO_NAMES = {"na", "nan", "null", "none", "nil"}  # words of programs for a missing value that are true names, too
PLACEHOLDERS = re.compile(r"tb[acd]|x{3,}|unknown|undefined|to ?do|fixme|placeholder|untitled|n\.n\.|\.\.\.|…", re.I)
ERRORS = re.compile(r"#(REF|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC)[!?]")
LEFTOVERS = (
    (re.compile(r"&#([0-9]+|[xX][0-9a-fA-F]+);|&nbsp\b"), "an escape of HTML"),
    (re.compile(r"\[\[|\]\]|\{\{|\}\}|\{%|%\}|<!--|-->|<%|\$\{|\'{3}"), "the markup of a wiki or a template"),
    (re.compile(r"(?<![0-9\s])%[0-9A-Fa-f]{2}"), "an escape of an address"),
    (re.compile(r"\\([nrtbfv0'\"\\/]|[xuUN][0-9a-fA-F{])|(?<=[a-z])u00[0-9a-f]{2}|(=[0-9A-F]{2}){2}"), "an escape"),
    (re.compile(r"""b['"].*|[\[{]['"].*|\[object \w+\]"""), "the form that a program writes"),
)
FOOTNOTE = re.compile(r"\[([0-9]+|[a-z]|(note|nb|n) ?[0-9]+|citation needed|edit|sic)\]", re.I)  # left in a name
ENTITY = re.compile("&[A-Za-z]+[0-9]*;")
# two letters in a row as UTF-8 leaves them in other encodings; one that has none of these was decoded rightly
SUSPECT = re.compile(
    "[\u00c2-\u00df\u00e0-\u00f4\u0102-\u010f\u221a][^\x00-\x7f]"
    "|([\u0420\u0421][^\x00-\x7f]){3}|([\u0637\u0638][^\x00-\x7f]){3}"
)
ENCODINGS = ("cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "cp1256", "mac_roman")
LIMITS = {"INTEGER": 2**31 - 1, "BIGINT": 2**63 - 1}


# controls of a terminal, ends of lines that are none, and what turns a text around
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f\u009b\u2028-\u202e\u2066-\u2069]")
# SQL for the engine: what `harm` need not look at has none of these
MAY_HARM = f"{FORMULA.pattern}|<|[^ -~]"


def unquoted(cell: str) -> str:
    """The text of a cell that may stand in double quotes."""
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def cell_problem(cell: str, kind: str, is_required: bool, form: str) -> str | None:
    """What is wrong with a cell, as it stands in the file, of a column of the SQL type `kind`; or None.

    `form` is what form_of says of the column.
    """
    if cell == "":
        return "is empty, but required" if is_required else None
    if cell == '""':
        return 'quoted empty text ""; leave the cell empty'
    text = unquoted(cell)
    if len(text) > LONGEST_CELL:
        return f"has {len(text)} characters, at most {LONGEST_CELL} are taken"
    if UNDECIDED.fullmatch(text):
        empty = "" if is_required else ", or leave the cell empty where the source does not say"
        return f"{shown(text)} is not decided; write the value{empty}"
    if kind == "VARCHAR":
        return identifier_problem(text) if form == "id" else text_problem(text, form, is_required)
    if kind in LIMITS:
        return whole_problem(text, LIMITS[kind]) or (year_problem(text) if form == "year" else None)
    if kind.startswith("DECIMAL"):
        precision, scale = map(int, re.findall(r"\d+", kind))
        return decimal_problem(text, precision, scale)
    if kind == "DATE":
        return date_problem(text)
    if kind == "BOOLEAN":
        return None if text in ("true", "false") else f"{shown(text)} is not true or false"
    raise NotImplementedError(f"no seed may have a column of type {kind}")


def plain_cell(cell: str, kind: str, is_required: bool, form: str) -> str:
    """SQL that is true for a cell, as it stands in the file, of which cell_problem would say nothing, so that it need
    not be asked. It is false for some that are right, too. `cell` is SQL for the cell.
    """
    pattern, further = "", "true"
    if kind == "VARCHAR" and form == "id":
        pattern, further = IDENTIFIER.pattern, f"length({cell}) <= {LONGEST_IDENTIFIER}"
    elif kind == "VARCHAR" and form in ("name", "text"):
        pattern = PLAIN_TEXT
        further = f"length({cell}) <= {LONGEST_CELL} and not regexp_matches({cell}, '{NOT_PLAIN}')"
    elif kind in LIMITS and form != "year":
        pattern = f"-?(0|[1-9][0-9]{{0,{len(str(LIMITS[kind])) - 2}}})"
    elif kind.startswith("DECIMAL"):
        precision, scale = map(int, re.findall(r"\d+", kind))
        pattern = f"-?(0|[1-9][0-9]{{0,{precision - scale - 1}}})(\\.[0-9]{{1,{scale}}})?"
    elif kind == "DATE":
        further = f"try_cast({cell} as date) <= date '{date.today()}'"
        pattern = DATE.pattern
    elif kind == "BOOLEAN":
        pattern = "true|false"
    is_plain = (
        f"regexp_full_match({cell}, {text_literal(pattern)}) and coalesce({further}, false)" if pattern else "false"
    )
    return f"({is_plain})" if is_required else f"({cell} = '' or {is_plain})"


def form_of(column: str, columns: Collection[str]) -> str:
    """What the texts of a column are: id, name, language, address or year; else text. `columns` are the table's."""
    if column.endswith("_id"):
        return "id"
    if f"{column}_id" in columns or column in ("native_name", "called_by"):
        return "name"
    return {"language": "language", "url": "address"}.get(column, "year" if column.endswith("_year") else "text")


def whole_problem(text: str, limit: int) -> str | None:
    """What is wrong with a whole number of at most `limit`, or None."""
    if not WHOLE.fullmatch(text):
        return f"{shown(text)} is not a whole number (digits only: no separators, decimals or exponent)"
    return f"{shown(text)} is out of range" if abs(int(text)) > limit else None


def decimal_problem(text: str, precision: int, scale: int) -> str | None:
    """What is wrong with a decimal number of `precision` digits, `scale` of them after the point; or None."""
    if not DECIMAL.fullmatch(text):
        return f"{shown(text)} is not a decimal number (a point, no separators, percent sign or exponent)"
    whole, _, decimals = text.lstrip("-").partition(".")
    if len(decimals) > scale:
        return f"{shown(text)} has more than {scale} decimals; it would be rounded"
    return f"{shown(text)} is out of range" if len(whole) > precision - scale else None


def year_problem(text: str) -> str | None:
    """What is wrong with a year that has been, or None."""
    return f"{shown(text)} lies in the future" if int(text) > date.today().year else None


def date_problem(text: str) -> str | None:
    """What is wrong with a day that has been, or None."""
    if not DATE.fullmatch(text):
        return f"{shown(text)} is not a date of the form YYYY-MM-DD"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return f"{shown(text)} is not a day of the calendar"
    return f"{shown(text)} lies in the future" if day > date.today() else None


def identifier_problem(text: str) -> str | None:
    """What is wrong with an id, or None."""
    if len(text) > LONGEST_IDENTIFIER:
        return f"has {len(text)} characters, at most {LONGEST_IDENTIFIER} are taken"
    return None if IDENTIFIER.fullmatch(text) else f"{shown(text)} is not an identifier (a-z, 0-9 and single hyphens)"


def harm(text: str) -> str | None:
    """What a text would do to those who read it elsewhere, in words, or None.

    Less is harm than is wrong in a seed: publishers' own names end in marks of direction, or hold what a wrong decoding
    has left of their letters. To set these aside would take parties and votes out of their elections.
    """
    if acting := ACTING.search(text):
        return f"has a character that acts on its reader (U+{ord(acting[0]):04X})"
    if FORMULA.match(text):
        return "is a formula to a spreadsheet"
    return "has a tag of HTML" if TAG.search(text) else None


def text_problem(text: str, form: str = "text", is_required: bool = False) -> str | None:
    """What is wrong with a text that people will read, or None; `form` is what form_of says of its column."""
    if PLAIN.fullmatch(text) and form in ("name", "text"):
        return None  # as most are; what follows would find nothing
    if words := unreadable(text):
        return f"{shown(text)} {words}"
    if form == "address":
        return address_problem(text)
    if form == "language":
        return language_problem(text)
    if text != text.strip() or "  " in text:
        return f"{shown(text)} has a leading, trailing or double blank"
    if not is_normalized("NFC", text):
        return f"{shown(text)} is not in Unicode's composed form (NFC)"
    if text.lower() in MISSING or (text.lower() in ALSO_NAMES and not is_required):
        return f"{shown(text)} looks like a missing value; leave the cell empty"
    if PLACEHOLDERS.fullmatch(text):
        return f"{shown(text)} stands for something that is not known yet"
    if FORMULA.match(normalize("NFKC", text[:5]) + text[5:]):
        return f"{shown(text)} is a formula to a spreadsheet"
    if SPREADSHEET_DATE.fullmatch(text) or (form == "name" and DATE_IN_CELL.fullmatch(text)):
        return f"{shown(text)} looks like a date made by a spreadsheet out of something else"
    if left := left_by_machine(text, form == "name"):
        return f"{shown(text)} has {left}"
    meant = decoded_again(text)
    if meant != text:
        return f"{shown(text)} looks wrongly decoded; expected {shown(meant)}?"
    return name_problem(text) if form == "name" else None


def left_by_machine(text: str, is_name: bool) -> str:
    """What a program or a page has left in a text, in words; nothing where it left nothing."""
    if TAG.search(text):
        return "a tag of HTML"
    if ERRORS.search(text):
        return "an error of a spreadsheet"
    if any(entity[1:] in html.entities.html5 for entity in ENTITY.findall(text)):
        return "an escape of HTML"
    for pattern, words in LEFTOVERS:
        if pattern.search(text) if pattern is not LEFTOVERS[-1][0] else pattern.match(text):
            return words
    return "a footnote's mark" if is_name and FOOTNOTE.search(text) else ""


def decoded_again(text: str) -> str:
    """The text that was meant where UTF-8 was read in another encoding, in a part of it at least; else the text."""
    if not SUSPECT.search(text):
        return text
    return " ".join(map(word_decoded_again, text.split(" ")))


def word_decoded_again(word: str) -> str:
    """The same for one word. Quotes and dashes at its ends may stand beside any letter."""
    core = word.strip("«»‹›„“”‚‘’–—…")
    for encoding, whole in product(ENCODINGS, (core, core[:-1])):  # the last letter may be cut in two
        try:
            meant = whole.encode(encoding).decode()
        except UnicodeError:
            continue
        # in an alphabet of one byte, a word of one or two letters can come out right by chance
        letters = sum(not character.isascii() for character in meant)
        if meant != whole and (letters > 2 or (whole == core and encoding in ("cp1252", "latin-1", "mac_roman"))):
            return word.replace(core, meant)
    return word
