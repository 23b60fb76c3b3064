"""Read single values of an article: each whole, or not at all.

A text that is not of a known form gives None. A digit is never taken out of a longer text.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

UP, DOWN, SAME = "▲", "▼", "▬"  # what the arrows of an infobox become
SIGNS = {UP: 1, "+": 1, DOWN: -1, "-": -1, SAME: 0}
MONTHS = "january february march april may june july august september october november december".split()
NOBODY = {
    "", "-", "–", "—", "n/a", "none", "vacant", "various", "no leader", "tbd", "tba", "collective leadership",
    "independent politicians", "independent politician", "independents", "independent", "unknown", "no candidate",
}  # fmt: skip
NEWCOMER = {
    "new", "new party", "new alliance", "did not run", "did not contest", "did not exist", "didn't run", "dnp", "dnc",
    "-", "–", "—", "n/a", "none",
}  # fmt: skip

WHOLE = re.compile(
    r"0|[1-9]\d*|[1-9]\d{0,2}(,\d{3})+|[1-9]\d{0,2}( \d{3})+|[1-9]\d{0,2}(\.\d{3}){2,}|[1-9]\d?(,\d{2})+,\d{3}",
    re.ASCII,
)
PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))? ?%?", re.ASCII)
CHANGE = re.compile(
    rf"([{UP}{DOWN}{SAME}+-])? ?(\d+(?:\.\d+)?)? ?(%|pp|pps|p\.p\.|percentage points?|seats?)?",
    re.ASCII | re.IGNORECASE,
)
CHANGED = re.compile(rf"([\d,. ]*\d(?: ?%)?) ?(?:\(([^()]*)\)|([{UP}{DOWN}{SAME}+-].*))?", re.ASCII)
SEATS = re.compile(
    r"(?:all )?(?:of )?(?:the )?(\d+)(?: \(?(?:of|out of)(?: the)? (\d+)\)?)?(?: (\w+))? seats"
    r"(?: (?:in|of|to|on) (?:the )?([^\d\n]+))?", re.ASCII | re.IGNORECASE
)  # fmt: skip
LAST = re.compile(r"(\d+) seats?|(\d{1,3}(?:[.,]\d{1,2})? ?%)", re.ASCII | re.IGNORECASE)
FOOTNOTES = re.compile(r"( ?\[(?:[a-z]|\d{1,3}|(?:note|nb|n) \d{1,2})\])+$", re.IGNORECASE)
HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
MARKUP = re.compile(r"[{}\[\]<>|]")
ROUND = re.compile(r"\(?(first|second|1st|2nd)[ -]round\)?:?", re.IGNORECASE)


@dataclass(frozen=True)
class Share:
    """A printed percentage, with the number of its decimals."""

    amount: Decimal
    decimals: int


@dataclass(frozen=True)
class Change:
    """A printed change; the sign is 1, 0 or -1, or None where it was lost."""

    amount: Decimal
    sign: int | None


@dataclass(frozen=True)
class Days:
    """The days of one round of polling; `round` is 0 where no round is named."""

    first: date
    last: date
    round: int = 0


@dataclass(frozen=True)
class Stake:
    """Seats that are filled, seats of the whole chamber (None: not said), and the chamber's name where it is given."""

    filled: int
    chamber: int | None
    name: str


def without_footnotes(text: str) -> str:
    """A text without the marks of footnotes at its end, such as [a]."""
    return FOOTNOTES.sub("", text)


def whole(text: str) -> int | None:
    """A whole number, with the separators of any country between its groups."""
    return int(re.sub(r"[,. ]", "", text)) if len(text) <= 24 and WHOLE.fullmatch(text) else None


def share(text: str) -> Share | None:
    """A percentage from 0 to 100 with at most two decimals; its sign may be missing."""
    match = PERCENT.fullmatch(text)
    if not match:
        return None
    amount = Decimal(f"{match[1]}.{match[2] or 0}")
    return Share(amount, len(match[2] or "")) if amount <= 100 else None


def change(text: str) -> Change | None:
    """A change of seats or of points: an arrow or sign, a number, a unit."""
    match = CHANGE.fullmatch(text.strip().replace("−", "-").replace("±", "") or "?")
    if not match or not (match[1] or match[2]):
        return None
    if match[1] == SAME or (match[2] and Decimal(match[2]) == 0):
        return Change(Decimal(0), 0)
    return Change(Decimal(match[2]), SIGNS.get(match[1])) if match[2] else None


def with_change(text: str) -> tuple[str, Change | None] | None:
    """The value before a printed change, and the change: `35.67% (▼ 10.50 pp)`. None if it is none."""
    match = CHANGED.fullmatch(text.replace("−", "-"))
    if not match:
        return None
    printed = match[2] if match[2] is not None else match[3]
    if printed is None:
        return match[1], None
    changed = change(printed)
    return (match[1], changed) if changed else None


def counted(text: str) -> int | None:
    """A whole number that a change may stand behind."""
    found = with_change(text)
    return whole(found[0]) if found else None


def stake(text: str) -> Stake | None:
    """How many seats are filled: `All 250 seats in the Assembly`, `27 of the 81 seats in the Senate`."""
    first, *more = text.split("\n")
    match = SEATS.fullmatch(first.strip())
    if not match or any(
        not re.fullmatch(r"\(?\d+ (?:seats )?(?:are )?needed for a majority\)?", line) for line in more
    ):
        return None
    filled, name = int(match[1]), (match[4] or "").strip()
    if match[3] and not match[2]:  # all 81 French seats: those of France, not of the chamber
        return Stake(filled, None, name) if filled else None
    chamber = int(match[2] or match[1])
    return Stake(filled, chamber, name) if 0 < filled <= chamber else None


def last_result(text: str) -> tuple[int | None, Share | None] | None:
    """Seats and share of the election before: `53`, `23 seats, 23.3%`, `16.2%, 31 seats`."""
    number = whole(text)
    if number is not None:
        return number, None
    seats: int | None = None
    percentage: Share | None = None
    for part in re.split(r"[,;\n] ?", text):
        match = LAST.fullmatch(part)
        if match and match[1] and seats is None:
            seats = int(match[1])
        elif match and match[2] and percentage is None:
            percentage = share(match[2])
        else:
            return None
    return (seats, percentage) if seats is not None or percentage else None


def rounds_apart(text: str) -> str:
    """A text of two rounds with a line for each, where the break between them was lost."""
    return re.sub(r"(\bround\))[ ,;]+(?=\S)", r"\1\n", text)


def days(text: str) -> list[Days] | None:
    """The polling days, one entry for each round."""
    found: list[Days] = []
    for line in rounds_apart(text).split("\n"):
        label = ROUND.search(line)
        at = one_poll(ROUND.sub("", line).strip(" ,;:()"))
        if not at:
            return None
        number = {"f": 1, "1": 1, "s": 2, "2": 2}[label[1][0].lower()] if label else 0
        found.append(Days(at[0], at[1], number))
    in_order = all(a.last < b.first for a, b in zip(found, found[1:], strict=False))
    return found if found and len(found) <= 2 and in_order else None


def one_poll(text: str) -> tuple[date, date] | None:
    """The first and the last day of a poll: `17 May 2007`, `13 and 17 May 2007`, `30 April – 7 May 2012`."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        only = day(int(text[:4]), int(text[5:7]), int(text[8:]))
        return (only, only) if only else None
    months = "|".join(MONTHS)
    forms = (
        rf"(?P<d1>\d{{1,2}})(?: ?(?:and|[–-]|to) ?(?P<d2>\d{{1,2}}))? (?P<m2>{months}),? (?P<y2>\d{{4}})",
        rf"(?P<m2>{months}) (?P<d1>\d{{1,2}})(?: ?(?:and|[–-]|to) ?(?P<d2>\d{{1,2}}))?,? (?P<y2>\d{{4}})",
        rf"(?P<d1>\d{{1,2}}) (?P<m1>{months})(?: (?P<y1>\d{{4}}))? ?(?:and|[–-]|to) ?"
        rf"(?P<d2>\d{{1,2}}) (?P<m2>{months}) (?P<y2>\d{{4}})",
    )
    for form in forms:
        match = re.fullmatch(form, text, re.ASCII | re.IGNORECASE)
        if match:
            parts = match.groupdict()
            year, month = int(parts["y2"]), MONTHS.index(parts["m2"].lower()) + 1
            before = MONTHS.index(parts["m1"].lower()) + 1 if parts.get("m1") else month
            first = day(int(parts.get("y1") or year), before, int(parts["d1"]))
            last = day(year, month, int(parts["d2"] or parts["d1"]))
            return (first, last) if first and last and first <= last else None
    return None


def day(year: int, month: int, number: int) -> date | None:
    """A day of the calendar, or None."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def colour(text: str) -> str | None:
    """A colour as six hexadecimal digits."""
    match = HEX.fullmatch(text)
    return f"#{match[1].upper()}" if match else None


def is_name(text: str) -> bool:
    """Whether a text can be the name of one person or party: no markup, one line, no figure on its own."""
    return bool(text) and "\n" not in text and not MARKUP.search(text) and not re.search(r"\d%|\d,\d|^\W*\d+\W*$", text)
