"""What the cells of a column mean, decided by the column as a whole: numbers, days, words and names."""

import calendar
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple
from unicodedata import category, normalize
from unicodedata import decimal as value_of_digit

from hemicycle.reading.cells import ERRORS, MISSING, harm
from hemicycle.reading.codes import USER_ALPHA_2
from hemicycle.reading.text import LONGEST_CELL, UNSEEN, Refused, shown, suggestion

PLAIN = re.compile("[A-Za-z0-9][A-Za-z0-9 ]*")  # which does no harm
BLANK = re.compile("[ \\t\\r\\n\u00a0\u2000-\u200a\u202f\u3000]+")
# what leaves no ink, or only makes a word longer: U+0640 stretches an Arabic one
SILENT = re.compile(f"[{UNSEEN.pattern[1:-1]}\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
DOTTED = re.compile("[ij][\u0300-\u0306\u0308-\u036f]*\u0307")  # twice
GREEK_ACCENTED = re.compile("[α-ω][\u0300-\u036f]+")
MARKS_IN_ASCII = str.maketrans("٫٬٪،．，％－\u2212", ",’%,.,%--")
# no number with thousands begins with a 0: 0.932 has decimals
GROUPED = r"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{0}[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:[ '’´`′][0-9]{{3}})+{1})"
INDIAN = r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
# how a number is written where the mark before its decimals is a point, and where it is a comma
FORMS = {
    ".": re.compile(f"(-?{GROUPED.format(',', INDIAN)})(?:[.]([0-9]+))?"),
    ",": re.compile(f"(-?{GROUPED.format('[.]', '')})(?:,([0-9]+))?"),
}
FOOTNOTE = re.compile(r".*[0-9]\s*([*†‡§]+|[(\[]\w{1,2}[)\]]|[¹²³⁴-⁹]+)")
ROUND = re.compile(r"([1-9]|i{1,3}|i?v)(?:\.|(?<=[0-9])(?:st|nd|rd|th|\.?[ºª°]))?", re.I)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
MARKS = {"point": ".", ".": ".", "comma": ",", ",": ","}
ORDERS = {"day first": "day", "month first": "month"}
SHARES = {"per cent": 1, "of one": 100}
MOST = 10**15 - 1  # above it a figure is not exact where counts and shares stand in one column
ERROR = "is an error of a spreadsheet"
SAY_MISSING = "say so in the sheet settings: setting `missing`"
NO_NAME = f"is no name; if it means missing, {SAY_MISSING}; else write the name"
DIGITS_OF_DAY = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
WORDS_OF_DAY = re.compile(
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[.,]* )?"
    r"(?:(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th)?[ -](?P<month>[^\W\d]+)[. -] ?(?P<year>[0-9]{4})"
    r"|(?P<us_month>[^\W\d]+)\.? (?P<us_day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<us_year>[0-9]{4}))",
    re.I,
)
DIGITS_ALONE = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")  # as a day and a month first, its year would be below 1300
YEAR = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
SHORT_YEAR = re.compile(r"[^\W\d][ -/.']*[0-9]{2}$")
SERIAL = re.compile("[1-9][0-9]{4}")
# years that may be Gregorian: those of the Persian and the Islamic calendar are less, Buddhist and Jewish ones more
FIRST_YEAR, MOST_YEARS_AHEAD = 1500, 5
TRUTHS = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}
# names of countries in use that ISO 3166 does not have; a country that is no more has the code of four letters
OTHER_NAMES = """
    ae: UAE; ag: Antigua; ba: Bosnia; bf: Burkina; bn: Brunei; by: Belorussia, Byelorussia; cd: DR Congo, DRC,
    Congo Dem Rep, Congo DR, Congo Kinshasa; cf: CAR; cg: Congo Brazzaville, Congo Rep; ci: Ivory Coast;
    cn: PRC, Mainland China; cv: Cape Verde; de: West Germany; eg: Egypt Arab Rep; fk: Falklands, Falkland Islands;
    fm: Micronesia; fo: Faroes, Faeroe Islands; gb: UK, Britain, Great Britain, United Kingdom (UK);
    ie: Republic of Ireland, Eire; ir: Persia; kg: Kirgizstan, Kirghizia; kh: Kampuchea; kn: St Kitts; kp: DPRK;
    kr: Korea Rep, ROK; la: Lao PDR; lk: Ceylon; mf: St Martin; mk: Macedonia, FYROM, FYR Macedonia,
    Former Yugoslav Republic of Macedonia; mm: Burma, Burma/Myanmar; mo: Macau; nl: Holland;
    ps: Palestine, Palestinian Territories, Palestinian Territory, Occupied Palestinian Territory,
    Palestinian Authority, West Bank and Gaza; ru: Russia; sh: St Helena; sr: Surinam; st: Sao Tome; sx: Sint Maarten;
    sz: Swaziland, Eswatini (Swaziland); tc: Turks and Caicos; th: Siam; tj: Tadzhikistan; tl: East Timor;
    tr: Turkey; tt: Trinidad; tw: Republic of China, Chinese Taipei; us: America, United States (USA); va: Vatican,
    Vatican City, Vatican City State, Holy See; vc: St Vincent; ve: Venezuela RB; ws: Western Samoa;
    xk: Kosovo, Republic of Kosovo; ye: Yemen Rep; cshh: Czechoslovakia; ddde: East Germany, GDR; hvbf: Upper Volta;
    rhzw: Rhodesia; suhh: Soviet Union, USSR; vdvn: North Vietnam; ydye: South Yemen, Democratic Yemen;
    yucs: Yugoslavia, Federal Republic of Yugoslavia, Socialist Federal Republic of Yugoslavia; zrcd: Zaire
"""


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


def say_which(setting: str, one: str, other: str) -> str:
    """How a person says which of two readings of a column is meant."""
    return (
        f"say which in the sheet settings: setting `{setting}`, value `{one}` or `{other}`; "
        f"settings.csv would have two lines, `setting,value` and `{setting},{one}` (or `{setting},{other}`)"
    )


def visible(text: str) -> str:
    """What a reader sees of a text: without signs that do not show, and with one blank where there are several."""
    return " ".join((text if text.isascii() else SILENT.sub("", text)).split())


def folded(name: str) -> str:
    """What two spellings of one name share: what a reader sees of it, capitals or not.

    The capital of i is I or İ and that of ı is I, as the language has it, so these are one letter; Lithuanian keeps the
    dot of an i under an accent. Greek capitals have no accents.
    """
    if name.isascii():
        return visible(name).lower()
    plain = normalize("NFD", normalize("NFD", visible(name)).casefold()).replace("ı", "i")
    plain = DOTTED.sub(lambda found: found[0][:-1], plain)
    return normalize("NFC", GREEK_ACCENTED.sub(lambda found: found[0][0], plain))


def in_ascii(text: str) -> str:
    """A number or a day in the digits and marks of ASCII, whatever the script: ٤٤٬١٢٣ is 44’123."""
    if text.isascii():
        return visible(text)
    digits = "".join(str(value_of_digit(sign)) if sign.isdecimal() else sign for sign in visible(text))
    return digits.translate(MARKS_IN_ASCII)


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
    bare = {value: in_ascii(value) for value in values}
    if not is_whole:
        bare = {value: text.removesuffix("%").strip() for value, text in bare.items()}
    readings = {mark: {value: decimal(text, mark) for value, text in bare.items()} for mark in FORMS}
    point, comma = readings["."], readings[","]
    mark = settings.decimal_mark or mark_of(point, comma, is_whole, where)
    read: dict[str, Read] = {}
    for value in values:
        number = readings[mark][value]
        if number is None and ERRORS.fullmatch(value):
            read[value] = Read(None, problem=ERROR)
        elif number is None:
            hint = "" if any(map(str.isdigit, value)) else f"; if it means missing, {SAY_MISSING}"
            if FOOTNOTE.fullmatch(value):
                hint = "; if it ends in the mark of a footnote, take that away"
            read[value] = Read(None, problem=f"is no {'whole ' if is_whole else ''}number{hint}")
        elif number < 0:
            hint = f"if it is a code for missing, {SAY_MISSING}"
            read[value] = Read(None, problem=f"is less than 0; {hint}")
        elif is_whole and number != int(number):
            read[value] = Read(None, problem="is no whole number")
        elif number > MOST:
            read[value] = Read(None, problem=f"is more than {MOST:,}")
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
    asked = say_which("decimal mark", "point", "comma")
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
    full = re.sub(rf"^(-?)(?=[{mark}][0-9])", r"\g<1>0", text)  # SPSS and Stata write .5
    found = FORMS[mark].fullmatch(full) if len(full) <= 40 else None
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


def rounds(values: Collection[str], settings: Settings, where: Where) -> dict[str, Read]:
    """What each round of a column says; `more` is `ordinal` where it is no plain number, as in `2nd` or `II`."""
    plain: dict[str, str] = {}
    for value in values:
        found = ROUND.fullmatch(visible(value))
        number = found[1].lower() if found else value
        plain[value] = ROMAN.get(number, number)
    read = counts(
        set(plain.values()), settings, lambda number: where(next(v for v in plain if plain[v] == number)), 1, 9
    )
    said = {value: read[number] for value, number in plain.items()}
    for value, one in said.items():
        if one.problem and value == plain[value] and not in_ascii(value).lstrip("-").isdigit():
            said[value] = one._replace(problem=f"{one.problem}; write the number of the round, such as 2")
    return {
        value: one._replace(more="ordinal") if one.value and plain[value] != value else one
        for value, one in said.items()
    }


def shares(values: Collection[str], settings: Settings, where: Where) -> dict[str, Read]:
    """What each share of a column says, in per cent; `more` is `rounded` where it had more than two decimals."""
    read = numbers(values, False, settings, where)
    found = {value: Decimal(text) for value, (text, *_) in read.items() if text is not None}
    factor = settings.shares or 1
    signed = any(in_ascii(value).endswith("%") for value in values)
    if found and not settings.shares and not signed and any(found.values()) and max(found.values()) <= 1:
        value = max(found, key=lambda one: found[one])
        said = f"{shown(value)}, the largest of them, can mean {found[value]:f} % or {100 * found[value]:f} %"
        raise Refused(f"{where(value)}: {said}; {say_which('shares', 'per cent', 'of one')}")
    unsigned = [value for value in found if not in_ascii(value).endswith("%")]
    if signed and not settings.shares and 0 < max((found[value] for value in unsigned), default=0) <= 1:
        value = max(unsigned, key=lambda one: found[one])
        said = f"{shown(value)} has no sign of per cent, as others have, and can mean"
        raise Refused(
            f"{where(value)}: {said} {found[value]:f} % or {100 * found[value]:f} %; write the sign everywhere, "
            f"or {say_which('shares', 'per cent', 'of one')}"
        )
    for value, share in found.items():
        full = share * (factor if value in unsigned else 1)
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
        text = in_ascii(value)
        found = DIGITS_OF_DAY.fullmatch(text)
        less = YEAR.fullmatch(text)
        if found and len(found[1]) == 4:
            read[value] = day(int(found[1]), int(found[3]), int(found[4]))
        elif found and len(found[4]) == 4:
            either[value] = int(found[1]), int(found[3]), int(found[4])
        elif alone := DIGITS_ALONE.fullmatch(text):
            read[value] = day(int(alone[1]), int(alone[2]), int(alone[3]))
        elif may_be_less and less:
            read[value] = day(int(less[1]), int(less[2] or 1), 1, "month" if less[2] else "year")
        elif words := WORDS_OF_DAY.fullmatch(text):
            read[value] = day_in_words(words)
        else:
            said = "is no day, such as 2008-06-15"
            if less and not less[2]:
                said = "is a year, no day; expected one such as 2008-06-15"
            elif found or SHORT_YEAR.search(text):
                said += "; a year needs four digits"
            if SERIAL.fullmatch(text):
                meant = date(1899, 12, 30) + timedelta(int(text))
                said += f"; as the number by which a spreadsheet counts days it may mean {meant}: write it so"
            read[value] = Read(None, problem=said)
    for has_points in (True, False):
        written = {value: parts for value, parts in either.items() if ("." in in_ascii(value)) == has_points}
        order = settings.date_order or order_of(written, where)
        for value, (first, second, year) in written.items():
            read[value] = day(year, *((second, first) if order == "day" else (first, second)))
    return read


def order_of(either: Mapping[str, tuple[int, int, int]], where: Where) -> str:
    """Whether the day or the month comes first in a column. Raises Refused where both fit, or neither."""
    day_first = [value for value, (first, _, _) in either.items() if first > 12]
    month_first = [value for value, (_, second, _) in either.items() if second > 12]
    asked = say_which("date order", "day first", "month first")
    if day_first and month_first:
        said = f"{shown(day_first[0])} has the day first and {shown(month_first[0])} the month"
        raise Refused(f"{where(day_first[0])}: {said}; write all as 2008-06-15")
    if not day_first and not month_first:
        for value, (first, second, year) in either.items():
            if first != second and "." not in in_ascii(value):  # with points, the day comes first
                one, other = (f"{n} {calendar.month_name[m]} {year}" for n, m in ((first, second), (second, first)))
                raise Refused(f"{where(value)}: {shown(value)} can mean {one} or {other}; {asked}")
    return "month" if month_first else "day"


def month_of(word: str) -> int:
    """The number of a month by its English name or the first three letters of it; 0 where it is none."""
    names = [*calendar.month_name[1:]]
    short = "sep" if word.lower() == "sept" else word.lower()
    return next((n for n, name in enumerate(names, 1) if short in (name.lower(), name[:3].lower())), 0)


def day_in_words(words: re.Match[str]) -> Read:
    """The day that WORDS_OF_DAY has found. Its weekday, if it has one, must be that of the day."""
    name = words["month"] or words["us_month"]
    month = month_of(name)
    if not month:
        return Read(None, problem=f"has a month {shown(name)}, which is not English; write it as 2008-06-15")
    read = day(int(words["year"] or words["us_year"]), month, int(words["day"] or words["us_day"]))
    if read.value and words["weekday"]:
        weekday = calendar.day_name[date.fromisoformat(read.value).weekday()]
        if words["weekday"][:3].lower() != weekday[:3].lower():
            return Read(None, problem=f"is a {weekday}")
    return read


def day(year: int, month: int, number: int, precision: str = "day") -> Read:
    """A day of the calendar that has been or is planned."""
    if not FIRST_YEAR <= year <= date.today().year + MOST_YEARS_AHEAD:
        bounds = f"from {FIRST_YEAR} to {MOST_YEARS_AHEAD} years from now"
        return Read(None, problem=f"has the year {year}; expected a day of the Gregorian calendar, {bounds}")
    try:
        return Read(date(year, month, number).isoformat(), precision)
    except ValueError:
        return Read(None, problem="is no day of the calendar")


def words(values: Collection[str], known: Sequence[str]) -> dict[str, Read]:
    """What each cell says of a column that may hold a few words."""
    meant = {re.sub("[ _-]+", " ", word.casefold()): word for word in known}
    read: dict[str, Read] = {}
    for value in values:
        text = re.sub("[ _-]+", " ", folded(value)).strip()
        said = f"is none of {', '.join(known)}{suggestion(text, meant)}"
        read[value] = Read(meant[text]) if text in meant else Read(None, problem=said)
    return read


def is_no_name(text: str) -> bool:
    """Whether a text stands for a missing name, as `n/a`, or has nothing but marks, as `–` or a sign of repetition."""
    return text.lower() in MISSING or not any(category(sign)[0] in "LNMSC" for sign in text)


def texts(values: Collection[str], are_names: bool = False) -> dict[str, Read]:
    """What each text of a column says: without blanks around it, double blanks and ends of lines."""
    read: dict[str, Read] = {}
    for value in values:
        text = BLANK.sub(" ", value).strip()
        problem = None if PLAIN.fullmatch(text) else harm(text)
        if len(text) > LONGEST_CELL:
            problem = f"has {len(text)} characters, at most {LONGEST_CELL} are taken"
        elif ERRORS.fullmatch(text):
            problem = ERROR
        elif are_names and not problem and is_no_name(text):
            problem = NO_NAME
        read[value] = Read(None, problem=problem) if problem else Read(text)
    return read


def lists_of_names(values: Collection[str]) -> dict[str, Read]:
    """What each cell of a column says that may hold several names, with semicolons between."""
    read = texts(values)
    for value, cell in read.items():
        parts = [part.strip() for part in (cell.value or "").split(";") if visible(part)]
        if cell.value and (not parts or any(map(is_no_name, parts))):
            read[value] = Read(None, problem=NO_NAME)
    return read


def colours(values: Collection[str]) -> dict[str, Read]:
    """What each colour of a column says."""
    found = {value: re.fullmatch("#?([0-9A-Fa-f]{6})", visible(value)) for value in values}
    said = "is no colour of six hexadecimal digits, such as #C02030"
    return {value: Read(f"#{code[1]}") if code else Read(None, problem=said) for value, code in found.items()}


def truths(values: Collection[str]) -> dict[str, Read]:
    """What each cell of a column says that is true or false."""
    said = "is not true or false"
    found = {value: TRUTHS.get(folded(value)) for value in values}
    return {value: Read(truth, problem=None if truth else said) for value, truth in found.items()}


def country_key(name: str) -> str:
    """What two spellings of one country share: Gambia, The Gambia, Gambia (The)."""
    bare = "".join(sign for sign in normalize("NFD", folded(name)) if sign not in ".'’" and category(sign)[0] != "M")
    words = ["saint" if word == "st" else word for word in re.findall(r"\w+", bare)]
    return " ".join(sorted({*words} - {"the", "of", "and"}))


@cache
def country_codes() -> dict[str, tuple[str, str]]:
    """{name of a country, as country_key has it, or code in small letters: (its codes of two and three letters)}."""
    import pycountry

    known: dict[str, tuple[str, str]] = {}
    for country in pycountry.historic_countries:
        known[country_key(country.name)] = country.alpha_4.lower(), country.alpha_3
    for country in pycountry.countries:
        codes = country.alpha_2.lower(), country.alpha_3
        names = (getattr(country, name, None) for name in ("name", "common_name", "official_name"))
        known |= {country_key(name): codes for name in names if name}
        known |= {code.lower(): codes for code in codes}
    codes_of = dict(known.values())
    codes_of["xk"] = "XKX"  # which ISO 3166 has not, and everybody uses
    for line in OTHER_NAMES.split(";"):
        code, _, names_of_code = line.strip().partition(": ")
        known |= {country_key(name): (code, codes_of[code]) for name in names_of_code.split(",")}
    return known


def users_codes() -> list[tuple[str, str]]:
    """The codes that ISO 3166 leaves to everybody, of two and of three letters, one for the other."""
    pairs = (one + other for one in ascii_lowercase for other in ascii_lowercase)
    return [(pair, f"{pair.upper()}A") for pair in pairs if USER_ALPHA_2.fullmatch(pair)]


def countries(values: Collection[str]) -> dict[str, Read]:
    """What each country of a column is; `more` is its code, where ISO 3166 has one under that name."""
    codes = country_codes()
    read = texts(values, are_names=True)
    for value, cell in read.items():
        found = codes.get(folded(cell.value or "")) or codes.get(country_key(cell.value or ""))
        read[value] = cell._replace(more=found[0] if found else None)
    return read
