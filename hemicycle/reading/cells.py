"""What is wrong with one cell of a seed: its form, by the type of its column."""

import re
from datetime import date
from unicodedata import is_normalized

from hemicycle.reading.text import LONGEST_CELL, shown, unreadable

IDENTIFIER = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
FORMULA = re.compile(r"[=@]|[+-][0-9(]|[+-][A-Za-z]+\(")
TAG = re.compile(r"<[A-Za-z/!]")
SPREADSHEET_DATE = re.compile(r"([A-Z][a-z]{2}-[0-9]{2})|([0-9]{1,2}-[A-Z][a-z]{2})")
MISSING = {"na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "–", "—", "."}
UNDECIDED = re.compile(r"\s*[?？؟](\s*[?？؟])*\s*")
LIMITS = {"INTEGER": 2**31 - 1, "BIGINT": 2**63 - 1}


def unquoted(cell: str) -> str:
    """The text of a cell that may stand in double quotes."""
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def cell_problem(cell: str, kind: str, is_required: bool, is_identifier: bool) -> str | None:
    """What is wrong with a cell, as it stands in the file, of a column of the SQL type `kind`; or None."""
    if cell == "":
        return "is empty, but required" if is_required else None
    if cell == '""':
        return 'quoted empty text ""; leave the cell empty'
    text = unquoted(cell)
    if len(text) > LONGEST_CELL:
        return f"has {len(text)} characters, at most {LONGEST_CELL} are taken"
    if UNDECIDED.fullmatch(text):
        return f"{shown(text)} is not decided; write the value, or leave the cell empty where the source does not say"
    if kind == "VARCHAR":
        return identifier_problem(text) if is_identifier else text_problem(text)
    if kind in LIMITS:
        return whole_problem(text, LIMITS[kind])
    if kind.startswith("DECIMAL"):
        precision, scale = map(int, re.findall(r"\d+", kind))
        return decimal_problem(text, precision, scale)
    if kind == "DATE":
        return date_problem(text)
    if kind == "BOOLEAN":
        return None if text in ("true", "false") else f"{shown(text)} is not true or false"
    raise NotImplementedError(f"no seed may have a column of type {kind}")


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
    return None if IDENTIFIER.fullmatch(text) else f"{shown(text)} is not an identifier (a-z, 0-9 and single hyphens)"


def text_problem(text: str) -> str | None:
    """What is wrong with a text that people will read, or None."""
    if words := unreadable(text):
        return f"{shown(text)} {words}"
    if text != text.strip() or "  " in text:
        return f"{shown(text)} has a leading, trailing or double blank"
    if not is_normalized("NFC", text):
        return f"{shown(text)} is not in Unicode's composed form (NFC)"
    if text.lower() in MISSING:
        return f"{shown(text)} looks like a missing value; leave the cell empty"
    if FORMULA.match(text):
        return f"{shown(text)} is a formula to a spreadsheet"
    if TAG.search(text):
        return f"{shown(text)} has a tag of HTML"
    if SPREADSHEET_DATE.fullmatch(text):
        return f"{shown(text)} looks like a date made by a spreadsheet out of something else"
    meant = decoded_again(text)
    return f"{shown(text)} looks wrongly decoded; expected {shown(meant)}?" if meant != text else None


def decoded_again(text: str) -> str:
    """The text that was meant where UTF-8 was read as Windows-1252; else the text itself."""
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text
