"""What the cells of a column mean, decided by the column as a whole: numbers, days, words and names."""

import calendar
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple
from unicodedata import normalize

from hemicycle.reading.cells import ERRORS, harm
from hemicycle.reading.codes import USER_ALPHA_2
from hemicycle.reading.text import LONGEST_CELL, Refused, shown, suggestion

PLAIN = re.compile("[A-Za-z0-9][A-Za-z0-9 ]*")  # which does no harm
BLANK = re.compile("[ \\t\\r\\n\u00a0\u2000-\u200a\u202f\u3000]+")
GROUPED = r"(?:[0-9]+|[0-9]{{1,3}}(?:{0}[0-9]{{3}})+|[0-9]{{1,3}}(?:[ '’][0-9]{{3}})+{1})"
INDIAN = r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
# how a number is written where the mark before its decimals is a point, and where it is a comma
FORMS = {
    ".": re.compile(f"(-?{GROUPED.format(',', INDIAN)})(?:[.]([0-9]+))?"),
    ",": re.compile(f"(-?{GROUPED.format('[.]', '')})(?:,([0-9]+))?"),
}
MARKS = {"point": ".", ".": ".", "comma": ",", ",": ","}
ORDERS = {"day first": "day", "month first": "month"}
SHARES = {"per cent": 1, "of one": 100}
MOST = 2**63 - 1
DIGITS_OF_DAY = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
WORDS_OF_DAY = re.compile(
    r"([0-9]{1,2})\.? ([^\W\d]+)\.? ([0-9]{4})|([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})"
)
YEAR = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
TRUTHS = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}


class Read(NamedTuple):
    """What a cell says: its value, what else belongs to it, and the problem where it says nothing."""

    value: str | None
    more: str | None = None  # of a name its part of an id, of a day how much of it is known, of a country its code
    problem: str | None = None


Where = Callable[[str], str]  # what a person calls the first cell with this text


class Settings(NamedTuple):
    """What the sheet `settings` says."""

    title: str | None = None
    licence: str | None = None
    citation: str | None = None
    missing: frozenset[str] = frozenset()
    decimal_mark: str | None = None
    date_order: str | None = None
    shares: int | None = None
    encoding: str | None = None


def folded(name: str) -> str:
    """What two spellings of one name share: Unicode's composed form and full case folding."""
    return normalize("NFC", normalize("NFC", name).casefold())


def slugs(names: Iterable[str]) -> dict[str, str]:
    """{name: a readable part of an id}: the same for two spellings of one name, and for no other two."""
    from anyascii import anyascii  # its tables take time to load

    bases: dict[str, set[str]] = defaultdict(set)
    keys = {name: folded(name) for name in names}
    latin = {key: key if key.isascii() else anyascii(key).lower() for key in set(keys.values())}
    plain = {key: re.sub("[^a-z0-9]+", "-", text).strip("-") for key, text in latin.items()}
    for key, base in plain.items():
        bases[base].add(key)
    for base, alike in bases.items():
        exact = [key for key in alike if re.sub("[^a-z0-9]+", "-", key) == base]
        for key in alike:
            if not base or (len(alike) > 1 and exact != [key]):
                ending = hashlib.sha256(key.encode()).hexdigest()[:8]
                plain[key] = f"{base}-{ending}" if base else ending
    return {name: plain[key] for name, key in keys.items()}


def numbers(values: Collection[str], is_whole: bool, settings: Settings, where: Where) -> dict[str, Read]:
    """What each number of a column says. `where` names a cell to a person.

    Raises Refused where the column as a whole leaves two readings.
    """
    bare = {value: BLANK.sub(" ", value.replace("\u2212", "-")).strip() for value in values}
    if not is_whole:
        bare = {value: text.removesuffix("%").strip() for value, text in bare.items()}
    readings = {mark: {value: decimal(text, mark) for value, text in bare.items()} for mark in FORMS}
    point, comma = readings["."], readings[","]
    mark = settings.decimal_mark or mark_of(point, comma, is_whole, where)
    read: dict[str, Read] = {}
    for value in values:
        number = readings[mark][value]
        if number is None:
            hint = "" if any(map(str.isdigit, value)) else "; if it means missing, say so in the sheet settings"
            read[value] = Read(None, problem=f"is no {'whole ' if is_whole else ''}number{hint}")
        elif number < 0:
            hint = "if it is a code for missing, say so in the sheet settings"
            read[value] = Read(None, problem=f"is less than 0; {hint}")
        elif is_whole and number != int(number):
            read[value] = Read(None, problem="is no whole number")
        elif number > MOST:
            read[value] = Read(None, problem="is too large")
        else:
            read[value] = Read(str(int(number)) if is_whole else f"{number:f}")
    return read


def mark_of(
    point: Mapping[str, Decimal | None], comma: Mapping[str, Decimal | None], is_whole: bool, where: Where
) -> str:
    """The mark before the decimals of a column, out of what its numbers are with each; Refused where both fit."""

    def fits(number: Decimal | None) -> bool:
        return number is not None and not (is_whole and number != int(number))

    only_point = [value for value in point if fits(point[value]) and comma[value] is None]
    only_comma = [value for value in comma if fits(comma[value]) and point[value] is None]
    both = [value for value in point if None not in (point[value], comma[value]) and point[value] != comma[value]]
    asked = "say which in the sheet settings: setting `decimal mark`, value `point` or `comma`"
    if only_point and only_comma:
        said = f"{shown(only_point[0])} has a decimal point and {shown(only_comma[0])} a decimal comma"
        raise Refused(f"{where(only_point[0])}: {said}; write all in one way, or {asked}")
    if only_point or only_comma:
        return "." if only_point else ","
    whole = [mark for mark, read in ((".", point), (",", comma)) if all(fits(read[value]) for value in both)]
    if both and len(whole) != 1:
        value = next((value for value in both if "." in value), both[0])
        said = " or ".join(f"{number:,}" for number in (point[value], comma[value]) if number is not None)
        raise Refused(f"{where(value)}: {shown(value)} can mean {said}; {asked}")
    return whole[0]


def decimal(text: str, mark: str) -> Decimal | None:
    """The number that a text is, where `mark` stands before its decimals; None where it is none."""
    found = FORMS[mark].fullmatch(text) if len(text) <= 40 else None
    if not found:
        return None
    whole = re.sub(r"[^0-9-]", "", found[1])
    return Decimal(f"{whole}.{found[2]}" if found[2] else whole)


def counts(
    values: Collection[str], settings: Settings, where: Where, least: int = 0, most: int = MOST
) -> dict[str, Read]:
    """What each whole number of a column says, from `least` to `most`."""
    read = numbers(values, True, settings, where)
    for value, (text, _, problem) in read.items():
        if problem is None and text is not None and not least <= int(text) <= most:
            said = f"is not between {least} and {most}" if most < MOST else f"is less than {least}"
            read[value] = Read(None, problem=said)
    return read


def shares(values: Collection[str], settings: Settings, where: Where) -> dict[str, Read]:
    """What each share of a column says, in per cent; `more` is `rounded` where it had more than two decimals."""
    read = numbers(values, False, settings, where)
    found = {value: Decimal(text) for value, (text, *_) in read.items() if text is not None}
    factor = settings.shares or 1
    signed = any(value.strip().endswith("%") for value in values)
    if found and not settings.shares and not signed and any(found.values()) and max(found.values()) <= 1:
        value = max(found, key=lambda one: found[one])
        said = f"{shown(value)}, the largest of them, can mean {found[value]:f} % or {100 * found[value]:f} %"
        raise Refused(
            f"{where(value)}: {said}; say which in the sheet settings: setting `shares`, value `per cent` or `of one`"
        )
    for value, share in found.items():
        full = share * factor
        rounded = full.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        if full > 100:
            read[value] = Read(None, problem="is more than 100 %")
        else:
            read[value] = Read(
                f"{full:f}" if rounded == full and -int(full.as_tuple().exponent) <= 2 else str(rounded),
                None if rounded == full else "rounded",
            )
    return read


def days(values: Collection[str], settings: Settings, where: Where, may_be_less: bool = False) -> dict[str, Read]:
    """What each day of a column says, as YYYY-MM-DD; `more` is day or, where it `may_be_less`, month or year.

    Raises Refused where the column as a whole can be read with the day first and with the month first.
    """
    read: dict[str, Read] = {}
    either: dict[str, tuple[int, int, int]] = {}  # {value: the two first numbers and the year}
    for value in values:
        text = BLANK.sub(" ", value).strip()
        found = DIGITS_OF_DAY.fullmatch(text)
        less = YEAR.fullmatch(text)
        if found and len(found[1]) == 4:
            read[value] = day(int(found[1]), int(found[3]), int(found[4]))
        elif found and len(found[4]) == 4 and found[2] == ".":
            read[value] = day(int(found[4]), int(found[3]), int(found[1]))
        elif found and len(found[4]) == 4:
            either[value] = int(found[1]), int(found[3]), int(found[4])
        elif may_be_less and less:
            read[value] = day(int(less[1]), int(less[2] or 1), 1, "month" if less[2] else "year")
        elif words := WORDS_OF_DAY.fullmatch(text):
            month = month_of(words[2] or words[4])
            read[value] = day(int(words[3] or words[6]), month, int(words[1] or words[5]))
        else:
            said = "is a year, no day" if less and not less[2] else "is no day, such as 2008-06-15"
            read[value] = Read(None, problem=said)
    order = settings.date_order or order_of(either, where)
    for value, (first, second, year) in either.items():
        read[value] = day(year, *((second, first) if order == "day" else (first, second)))
    return read


def order_of(either: Mapping[str, tuple[int, int, int]], where: Where) -> str:
    """Whether the day or the month comes first in a column. Raises Refused where both fit, or neither."""
    day_first = [value for value, (first, _, _) in either.items() if first > 12]
    month_first = [value for value, (_, second, _) in either.items() if second > 12]
    asked = "say which in the sheet settings: setting `date order`, value `day first` or `month first`"
    if day_first and month_first:
        said = f"{shown(day_first[0])} has the day first and {shown(month_first[0])} the month"
        raise Refused(f"{where(day_first[0])}: {said}; write all as 2008-06-15")
    if not day_first and not month_first:
        for value, (first, second, year) in either.items():
            if first != second:
                one, other = (f"{n} {calendar.month_name[m]} {year}" for n, m in ((first, second), (second, first)))
                raise Refused(f"{where(value)}: {shown(value)} can mean {one} or {other}; {asked}")
    return "month" if month_first else "day"


def month_of(word: str) -> int:
    """The number of a month by its English name or the first three letters of it; 0 where it is none."""
    names = [*calendar.month_name[1:]]
    return next((n for n, name in enumerate(names, 1) if word.lower() in (name.lower(), name[:3].lower())), 0)


def day(year: int, month: int, number: int, precision: str = "day") -> Read:
    """A day of the calendar that has been or is to come."""
    try:
        return Read(date(year, month, number).isoformat(), precision)
    except ValueError:
        return Read(None, problem="is no day of the calendar")


def words(values: Collection[str], known: Sequence[str]) -> dict[str, Read]:
    """What each cell says of a column that may hold a few words."""
    meant = {re.sub("[ _-]+", " ", word.casefold()): word for word in known}
    read: dict[str, Read] = {}
    for value in values:
        text = re.sub(r"[\s_-]+", " ", value.casefold()).strip()
        said = f"is none of {', '.join(known)}{suggestion(text, meant)}"
        read[value] = Read(meant[text]) if text in meant else Read(None, problem=said)
    return read


def texts(values: Collection[str]) -> dict[str, Read]:
    """What each text of a column says: without blanks around it, double blanks and ends of lines."""
    read: dict[str, Read] = {}
    for value in values:
        text = BLANK.sub(" ", value).strip()
        problem = None if PLAIN.fullmatch(text) else harm(text)
        if len(text) > LONGEST_CELL:
            problem = f"has {len(text)} characters, at most {LONGEST_CELL} are taken"
        elif ERRORS.fullmatch(text):
            problem = "is an error of a spreadsheet"
        read[value] = Read(None, problem=problem) if problem else Read(text)
    return read


def colours(values: Collection[str]) -> dict[str, Read]:
    """What each colour of a column says."""
    found = {value: re.fullmatch("#?([0-9A-Fa-f]{6})", value.strip()) for value in values}
    said = "is no colour of six hexadecimal digits, such as #C02030"
    return {value: Read(f"#{code[1]}") if code else Read(None, problem=said) for value, code in found.items()}


def truths(values: Collection[str]) -> dict[str, Read]:
    """What each cell of a column says that is true or false."""
    said = "is not true or false"
    found = {value: TRUTHS.get(value.strip().lower()) for value in values}
    return {value: Read(truth, problem=None if truth else said) for value, truth in found.items()}


@cache
def country_codes() -> dict[str, tuple[str, str]]:
    """{name or code of a country, folded: (its code of two letters, of three letters)}."""
    import pycountry

    known: dict[str, tuple[str, str]] = {}
    for country in pycountry.countries:
        codes = country.alpha_2.lower(), country.alpha_3
        names = (
            getattr(country, name, None) for name in ("name", "common_name", "official_name", "alpha_2", "alpha_3")
        )
        known |= {folded(name): codes for name in names if name}
    for country in pycountry.historic_countries:
        known.setdefault(folded(country.name), (country.alpha_4.lower(), country.alpha_3))
    return known


def users_codes() -> list[tuple[str, str]]:
    """The codes that ISO 3166 leaves to everybody, of two and of three letters, one for the other."""
    pairs = (one + other for one in ascii_lowercase for other in ascii_lowercase)
    return [(pair, f"{pair.upper()}A") for pair in pairs if USER_ALPHA_2.fullmatch(pair)]


def countries(values: Collection[str]) -> dict[str, Read]:
    """What each country of a column is; `more` is its code, where ISO 3166 has one under that name."""
    codes = country_codes()
    read = texts(values)
    return {value: cell._replace(more=codes.get(folded(cell.value or ""), (None,))[0]) for value, cell in read.items()}
