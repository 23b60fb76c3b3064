"""Figures, days and names as a page prints them."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hemicycle.reading.cells import FORMULA

MONTHS = "January February March April May June July August September October November December".split()
MINUS = "\u2212"
NOT_KNOWN = "–"
UTF_8_MARK = "\ufeff"
SCRIPTS = {  # how the name of a letter begins in Unicode, and the tag of what is written in such letters
    "ARABIC": "und-Arab",
    "HEBREW": "und-Hebr",
    "GREEK": "und-Grek",
    "CYRILLIC": "und-Cyrl",
    "GEORGIAN": "und-Geor",
    "ARMENIAN": "und-Armn",
    "CJK": "und-Hani",
    "HANGUL": "und-Hang",
    "HIRAGANA": "und-Jpan",
    "KATAKANA": "und-Jpan",
    "DEVANAGARI": "und-Deva",
    "THAI": "und-Thai",
}


def number(value: float | None, decimals: int = 0) -> str:
    """A number with commas between thousands: 1,234; a dash where it is not known."""
    return NOT_KNOWN if value is None else f"{value:,.{decimals}f}".replace("-", MINUS)


def figure(value: float | None) -> str:
    """A figure with the decimals that it has, no more."""
    if value is None:
        return NOT_KNOWN
    return number(value, 0 if value == int(value) else min(2, len(f"{value:.2f}".rstrip("0").partition(".")[2])))


def signed(value: float | None, decimals: int = 0) -> str:
    """A change with its sign; ±0 for none; a dash where it is not known."""
    if value is None:
        return NOT_KNOWN
    said = number(abs(value), decimals)
    return f"±{said}" if round(value, decimals) == 0 else ("+" if value > 0 else MINUS) + said


def direction(value: float | None) -> str:
    """The class of a change: gain, loss or same."""
    return "gain" if (value or 0) > 0 else "loss" if (value or 0) < 0 else "same"


def several(amount: int, one: str, many: str = "") -> str:
    """`1 seat`, `2 seats`."""
    return f"{number(amount)} {one if amount == 1 else many or one + 's'}"


def day(value: date) -> str:
    """7 September 2007."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(first: date, last: date | None) -> str:
    """The days of polling, from the first to the last."""
    if last is None or first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def title_of(name: str, polling_day: date) -> str:
    """The name of an election as a heading: the day, which stands below, is cut down to its year."""
    cut = name.removesuffix(polling_day.isoformat())
    return name if cut == name or not cut[-1:].isspace() else f"{cut.rstrip()} {polling_day.year}"


def in_alphabet(name: str) -> str:
    """What a name is put in order by: its letters without their marks, so that Béja stands before Bizerte."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def script_of(text: str | None) -> str:
    """The language tag of a name in letters other than Latin: the file does not say which language a name is in."""
    for character in text or "":
        if character.isalpha():
            return SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], "")
    return ""


def address(url: str | None) -> str:
    """An address that a page may link to; empty for any other scheme, such as javascript:."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url, re.IGNORECASE) else ""


def as_phrase(name: str) -> str:
    """The name of a column or figure as words: vote_share_pct, Vote share, %."""
    return name.removesuffix("_pct").removesuffix("_pp").replace("_", " ")


def csv_of(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV for a double click: no text in it is a formula to a spreadsheet, and a mark says that it is UTF-8.

    Without the mark Excel takes the bytes for those of an old code page, and an Arabic name is not legible.
    """
    out = io.StringIO()
    out.write(UTF_8_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and FORMULA.search(cell) else cell for cell in row])
    return out.getvalue()
