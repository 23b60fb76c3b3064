"""The pictures, as SVG: hemicycle, bars, arrows, votes against seats, lines over time, a strip of chambers.

A picture is drawn once. On a page it takes the width there is, so its places across are per cent. As a file it has a
size, a title, its source and its licence; these are in the page's copy too, unseen, so that a script can save it.
"""

import functools
import itertools
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape
from parliamentarch.geometry import FillingStrategy, get_nrows_from_nseats, get_row_thickness, get_seats_centers

from hemicycle.site.colours import DARK_PAPER, GREYS, LEAST_CONTRAST, NOT_KNOWN, contrast, rim
from hemicycle.site.words import direction, figure, number, signed

STYLE = Path(__file__).parent / "assets" / "pictures.css"
AS_THEY_ARE = (int, float, Markup)  # are written so
MARGIN = 24  # around a picture in a file
GAP = 1.4  # degrees between two large parties
LABELLED = 0.02  # of the seats: who has less has no label beside the seats
RADIUS = 330.0
LETTER, LINE = 9.5, 18.0  # how wide a letter of a label is, and how high a label
PHONE_LETTER, PHONE_LINE = 18.0, 34.0  # on a phone, where they are larger


class Party(NamedTuple):
    """One part of a chamber."""

    key: str
    name: str
    short: str
    seats: int
    colour: str


@dataclass(frozen=True)
class Picture:
    """A drawn picture: its name in a file, its kind, what it shows in words, and its size in a file."""

    name: str
    kind: str
    title: str
    description: str
    body: Markup
    height: int
    width: int = 640
    view: str = ""  # the viewBox of one that is scaled as a whole


class Credit(NamedTuple):
    """What stands around a picture in a file."""

    heading: str
    source: str
    licence: str


class Frame(NamedTuple):
    """What stands around a picture in a file: its words, the size of the whole, and how far down the picture begins."""

    words: Markup
    width: int
    height: int
    top: int


def filled(template: str, *values: object) -> Markup:
    """A piece of SVG with its places filled; every text among the values is escaped.

    Markup.format does the same, in six times the time.
    """
    return Markup(template.format(*[value if type(value) in AS_THEY_ARE else escaped(value) for value in values]))


@functools.lru_cache(100_000, typed=True)
def escaped(value: object) -> Markup:
    """A text as it may stand in a page; by its type too, for a text and a piece of SVG may be equal."""
    return escape(value)


def joined(shapes: Iterable[Markup]) -> Markup:
    """Pieces of SVG, one after the other."""
    return Markup("".join(shapes))


@functools.lru_cache(1000)
def two_lines(words: str, width: int) -> list[str]:
    """Words in lines of so many characters, of which there is room for two."""
    return textwrap.wrap(words, width)[:2]


@functools.cache
def style() -> str:
    """The rules of pictures."""
    return STYLE.read_text(encoding="utf-8")


def frame_of(picture: Picture, credit: Credit) -> Frame:
    """Title and what is shown above a picture, source and licence below it."""
    heading = two_lines(credit.heading, picture.width // 11)
    title = two_lines(picture.title, picture.width // 8)
    down = MARGIN + 16 + 26 * len(heading)
    top = down + 20 * len(title)
    bottom = top + picture.height + 20
    words = [text("heading", MARGIN, MARGIN + 18 + 26 * at, line) for at, line in enumerate(heading)]
    words += [text("title", MARGIN, down + 20 * at, line) for at, line in enumerate(title)]
    words += [text("credit", MARGIN, bottom + 17 * at, line) for at, line in enumerate(credit[1:], 1)]
    drawn = filled('<g class="frame"><rect width="100%" height="100%"/>{}</g>', joined(words))
    return Frame(drawn, picture.width + 2 * MARGIN, bottom + 34 + MARGIN - 6, top)


def inline(picture: Picture, credit: Credit) -> Markup:
    """The picture as a part of a page."""
    frame = frame_of(picture, credit)
    size = f'viewBox="0 0 {picture.width} {picture.height}"' if picture.view else f'height="{picture.height}"'
    return filled(
        '<svg class="picture {}" role="img" aria-label="{}" width="100%" {} data-whole="{} {}" data-top="{}">'
        "{}{}</svg>",
        picture.kind,
        f"{picture.title}. {picture.description}",
        Markup(size),
        frame.width,
        frame.height,
        frame.top,
        frame.words,
        drawn(picture, str(picture.width) if picture.view else "100%"),
    )


def drawn(picture: Picture, width: str, place: str = "") -> Markup:
    """The picture itself, in a frame of its own."""
    view = f' viewBox="{picture.view}"' if picture.view else ""
    size = Markup(f'{place}data-width="{picture.width}" width="{width}" height="{picture.height}"{view}')
    return filled('<svg class="drawn" {}>{}</svg>', size, picture.body)


def standalone(picture: Picture, credit: Credit) -> str:
    """The picture as a file of its own, readable without the page."""
    frame = frame_of(picture, credit)
    place = f'x="{MARGIN}" y="{frame.top}" '
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}" height="{frame.height}" '
        f'viewBox="0 0 {frame.width} {frame.height}" class="picture {picture.kind} file" role="img">\n'
        f"<title>{escape(f'{credit.heading}. {picture.title}')}</title>\n<desc>{escape(picture.description)}</desc>\n"
        f"<style>{style()}</style>\n"
        f"{frame.words}{drawn(picture, str(picture.width), place)}</svg>\n"
    )


def text(kind: str, x: float | str, y: float, words: str, anchor: str = "start") -> Markup:
    """A text in a picture."""
    placed = x if isinstance(x, str) else f"{x:g}"
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return filled('<text class="{}" x="{}" y="{:.5g}"{}>{}</text>', kind, placed, y, Markup(anchored), words)


def pct(value: float) -> str:
    """A place across, in per cent."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def swatch(colour: str) -> str:
    """The classes of a shape in a colour: `faint` where it needs a rim on a dark ground."""
    return "shape faint" if contrast(colour, DARK_PAPER) < LEAST_CONTRAST else "shape"


def dot(x: str, y: float, size: float, colour: str, title: str = "") -> Markup:
    """A dot in the colour of a party, with a rim where the ground would swallow it."""
    edge = rim(colour)
    stroke = filled(' stroke="{}"', edge) if edge else ""
    said = filled("<title>{}</title>", title) if title else ""
    shape = '<circle class="{}" cx="{}" cy="{:g}" r="{:g}" fill="{}"{}>{}</circle>'
    return filled(shape, swatch(colour), x, y, size, colour, stroke, said)


# The hemicycle


def places(parties: Sequence[int]) -> tuple[float, list[list[tuple[float, float]]], list[float], float]:
    """Where every seat lies, party by party from left to right, with gaps around the large.

    Gives (radius of a seat, [[(x, y), ...] of each party], [degrees from the left to its middle], radius of the hole).
    The middle of the half circle is 0, 0; y points down.
    """
    total = sum(parties)
    opens = [at > 0 and max(parties[at - 1], seats) >= LABELLED * total for at, seats in enumerate(parties)]
    gaps = min(GAP * sum(opens), 40.0)
    gap = gaps / sum(opens) if any(opens) else 0
    filling = FillingStrategy.EMPTY_INNER if total < 60 else FillingStrategy.DEFAULT
    found = get_seats_centers(total, min_nrows=3, filling_strategy=filling, span_angle=180 - gaps)
    by_angle = sorted(
        ((angle, math.hypot(x - 1, y)) for (x, y), angle in found.items()),
        key=lambda seat: (-round(seat[0], 9), seat[1]),
    )
    thickness = get_row_thickness(max(3, get_nrows_from_nseats(total, 180 - gaps)))
    groups, middles, start, turned = [], [], 0, math.radians(gaps / 2)
    for seats, opened in zip(parties, opens, strict=True):
        turned -= math.radians(gap) * opened
        mine = [(angle + turned, RADIUS * r) for angle, r in by_angle[start : start + seats]]
        start += seats
        groups.append([(r * math.cos(angle), -r * math.sin(angle)) for angle, r in mine])
        middles.append(180 - math.degrees(sum(angle for angle, _ in mine) / len(mine)))
    hole = RADIUS * min(r for _, r in by_angle)
    return RADIUS * thickness * 0.86, groups, middles, hole


def hemicycle(
    parties: Sequence[Party], total: int, majority: int | None, not_known: int = 0, order: str = "from the largest"
) -> Picture:
    """The chamber: a dot for each seat, labels round it, and the line that a majority has to pass.

    `order` says in words in which order the parties stand.
    """
    shown = [*parties]
    if not_known:
        shown.append(Party("", "not known", "", not_known, NOT_KNOWN))
    size, groups, middles, hole = places([party.seats for party in shown])
    shapes = []
    if majority is not None:
        shapes.append(filled('<path class="half" d="M0 {:.1f}V{:.1f}"/>', -hole + size + 12, -RADIUS - size - 2))
    labels: list[Label] = []
    taken = -99.0
    for party, seats, middle in zip(shown, groups, middles, strict=True):
        path = Markup("".join([f"M{x:.1f} {y:.1f}h0" for x, y in seats]))
        edge = rim(party.colour)
        is_faint = contrast(party.colour, DARK_PAPER) < LEAST_CONTRAST
        under = Markup("")
        if edge or is_faint:
            under = filled(
                '<path class="{}" stroke="{}" stroke-width="{:.1f}" d="{}"/>',
                "rim" if edge else "rim glow",
                edge or GREYS[2],
                2 * size + (0 if edge else 2),
                path,
            )
        shapes.append(
            filled(
                '<g class="party" data-party="{}"><title>{}</title>{}<path class="seats" stroke="{}" '
                'stroke-width="{:.1f}" d="{}"/></g>',
                party.key,
                f"{party.name}: {number(party.seats)}",
                under,
                party.colour,
                2 * size - (2.2 if edge else 0),
                path,
            )
        )
        if party.key and party.seats >= LABELLED * total and middle - taken > 4.6:
            taken = middle
            angle, out = math.radians(180 - middle), RADIUS + size + 15
            is_small = party.seats < 0.06 * total
            x, y = out * math.cos(angle), -out * math.sin(angle)
            anchor = "start" if x > 70 else "end" if x < -70 else "middle"
            labels.append(Label(cut(party.short, 24), party.seats, x, y, is_small, anchor))
    under = "seats" if majority is None else f"majority {number(majority)}"
    shapes += [
        *beside_seats(labels),
        text("total", 0, -32, number(total), "middle"),
        text("under", 0, -2, under, "middle"),
    ]
    described = ", ".join(f"{party.name} {number(party.seats)}" for party in shown)
    line = "" if majority is None else f"; {number(majority)} are a majority"
    return Picture(
        "seats",
        "hemicycle",
        f"Seats by party, {order}",
        f"{number(total)} seats in a half circle{line}. {described}.",
        joined(shapes),
        height=415,
        width=960,
        view="-480 -400 960 415",
    )


class Label(NamedTuple):
    """What stands beside the seats of a party."""

    name: str
    seats: int
    x: float
    y: float
    is_small: bool  # of a party so small that it has none on a phone
    anchor: str  # the end of it that is at x: start, middle or end

    def box(self, letter: float) -> tuple[float, float]:
        """From where to where it goes, with letters of a width."""
        wide = letter * len(f"{self.name} {number(self.seats)}")
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return left, left + wide


def meet(left: Label, right: Label, letter: float = LETTER, line: float = LINE) -> bool:
    """Whether two labels, the first further left, stand in each other's way."""
    return right.box(letter)[0] < left.box(letter)[1] and abs(left.y - right.y) < line


def beside_seats(labels: Sequence[Label]) -> list[Markup]:
    """Labels from left to right. One in the middle gives way to those beside it.

    Of two that still meet, the party with more seats has its label; the buttons below the picture name them all. A
    phone has those that have room; none where the largest party has none, for another would look like the winner.
    """
    placed: list[Label] = []
    for label, after in itertools.zip_longest(labels, labels[1:]):
        before = placed[-1:]
        if label.anchor == "middle" and after and meet(label, after):
            turned = label._replace(anchor="end")
            label = label if any(meet(other, turned) for other in before) else turned
        if label.anchor == "middle" and any(meet(other, label) for other in before):
            label = label._replace(anchor="start")
        if any(meet(other, label) for other in before):
            if label.seats <= before[0].seats:
                continue
            placed.pop()
        placed.append(label)
    on_phone: list[Label] = []
    for label in placed:
        left, right = label.box(PHONE_LETTER)
        is_free = not any(meet(other, label, PHONE_LETTER, PHONE_LINE) for other in on_phone[-1:])
        on_phone += [label] if is_free and not label.is_small and max(-left, right) <= 490 else []
    if max(placed, key=lambda label: label.seats, default=None) not in on_phone:
        on_phone = []
    texts: list[Markup] = []
    for label in placed:
        words = filled('{} <tspan class="count">{}</tspan>', label.name, number(label.seats))
        y = label.y + (0 if abs(label.x) <= 70 else 4)
        kind = "label halo" if label in on_phone else "label halo minor"
        texts.append(text(kind, f"{label.x:.1f}", y, words, label.anchor))
    return texts


def cut(words: str, most: int) -> str:
    """Words cut at a length, with an ellipsis."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def fan(parties: Sequence[tuple[int, str]], outer: float = 30.0, inner: float = 14.0) -> Markup:
    """A small half circle for a strip of chambers: one path for each (seats, colour)."""
    total, shapes, start = sum(seats for seats, _ in parties), [], 0
    for colour, neighbours in itertools.groupby(parties, key=lambda party: party[1]):  # of one colour, one shape
        seats = sum(count for count, _ in neighbours)
        one, two = (math.pi * (1 - at / total) for at in (start, start + seats))
        start += seats
        shapes.append(
            filled('<path class="{}" fill="{}" d="M{} {}A{:g} {:g} 0 0 1 {} {}L{} {}A{:g} {:g} 0 0 0 {} {}z"/>',
                swatch(colour), colour, *point(outer, one), outer, outer, *point(outer, two),
                *point(inner, two), inner, inner, *point(inner, one),
            )
        )  # fmt: skip
    return joined(shapes)


def small_bar(shares: Sequence[tuple[float, str]]) -> Markup:
    """A small bar of shares of 100, in the place of a half circle where there are no seats."""
    drawn, start = [], 0.0
    for share, colour in shares:
        wide = 0.6 * max(0, min(share, 100 - start))
        drawn.append(
            filled(
                '<rect class="{}" fill="{}" x="{:.1f}" y="-20" width="{:.1f}" height="12"/>',
                swatch(colour),
                colour,
                -30 + 0.6 * start,
                wide,
            )
        )
        start += share
    return joined(drawn)


def point(radius: float, angle: float) -> tuple[str, str]:
    """A point of a circle as it is written."""
    return f"{radius * math.cos(angle):.1f}", f"{-radius * math.sin(angle) + 0:.1f}"


# Rows: bars, arrows, votes against seats


class Bar(NamedTuple):
    """A bar of a share, with what is said of it."""

    name: str
    share: float
    said: str
    colour: str


def bars(rows: Sequence[Bar], base: str) -> Picture:
    """Shares of the vote, where there are no seats: one bar each, and the line of one half."""
    step, shapes = 64, []
    for at, row in enumerate(rows):
        y = 8 + at * step
        edge = rim(row.colour)
        shapes.append(text("who", 0, y + 14, row.name))
        shapes.append(text("share", "100%", y + 14, row.said, "end"))
        shapes.append(filled('<rect class="rest" x="0" y="{}" width="100%" height="22"/>', y + 24))
        shapes.append(
            filled('<rect class="{}" x="0" y="{}" width="{}" height="22" fill="{}"{}/>',
                swatch(row.colour), y + 24, pct(min(row.share, 100)), row.colour,
                filled(' stroke="{}"', edge) if edge else "",
            )
        )  # fmt: skip
        shapes.append(filled('<line class="half" x1="50%" x2="50%" y1="{}" y2="{}"/>', y + 20, y + 50))
    shapes.append(text("tick", "50%", 8 + len(rows) * step + 6, "half", "middle"))
    described = ". ".join(f"{row.name}: {row.said}" for row in rows)
    return Picture(
        "votes", "bars", f"Votes, per cent of {base}", f"{described}.", joined(shapes), 28 + step * len(rows)
    )


class Change(NamedTuple):
    """An arrow from before to now; `by_name` is what the name alone had before, where that differs."""

    name: str
    before: float
    now: float
    change: float
    by_name: float | None
    note: str


def scale(most: float) -> tuple[float, list[float]]:
    """The end of an axis from 0, and its ticks: about five of them, at round numbers."""
    steps = (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
    step = next((step for step in steps if most / step <= 5.5), steps[-1])
    ticks = [step * at for at in range(max(1, math.ceil(most / step - 1e-9)) + 1)]
    return ticks[-1], ticks


def grid(ticks: Sequence[float], end: float, bottom: float, unit: str = "") -> list[Markup]:
    """Lines down at the ticks of an axis across."""
    shapes = []
    for at, tick in enumerate(ticks):
        x = pct(1 + 96 * tick / end)
        shapes.append(
            filled('<line class="grid{}" x1="{}" x2="{}" y1="22" y2="{:g}"/>', "" if at else " zero", x, x, bottom)
        )
        shapes.append(
            text("tick", x, 13, figure(tick) + (unit if at == len(ticks) - 1 else ""), "middle" if at else "start")
        )
    return shapes


def arrows(rows: Sequence[Change]) -> Picture:
    """Seats before and now: an arrow each, from what all its parts had before."""
    step, top = 46, 34
    end, ticks = scale(max(max(row.before, row.now, row.by_name or 0) for row in rows))
    height = top + step * len(rows)
    shapes = grid(ticks, end, height - 4)
    for at, row in enumerate(rows):
        y, kind = top + at * step, direction(row.change)
        start, stop = 1 + 96 * row.before / end, 1 + 96 * row.now / end
        words = filled('{} <tspan class="{}" dx="3">{}</tspan>', cut(row.name, 40), kind, signed(row.change))
        shapes.append(text("who halo", "1.6%", y + 12, words))
        said = filled(
            "<title>{}</title>", f"{row.name}: {figure(row.before)} before, {figure(row.now)} now. {row.note}"
        )
        parts = []
        if row.by_name not in (None, row.before):
            ring = '<circle class="ring" cx="{}" cy="{}" r="4"/>'
            parts.append(filled(ring, pct(1 + 96 * row.by_name / end), y + 26))
        if row.change:
            parts.append(
                filled(
                    '<line class="shaft {}" x1="{}" x2="{}" y1="{}" y2="{}"/>',
                    kind,
                    pct(start),
                    pct(stop),
                    y + 26,
                    y + 26,
                )
            )
            # a head of its own: a marker is lost where the line is shorter than it
            back = -9 if row.change > 0 else 9
            parts.append(
                filled(
                    '<svg x="{}" y="{}" overflow="visible"><path class="head {}" d="M0 0l{} -6v12z"/></svg>',
                    pct(stop),
                    y + 26,
                    kind,
                    back,
                )
            )
        parts.append(filled('<circle class="from {}" cx="{}" cy="{}" r="3.6"/>', kind, pct(start), y + 26))
        shapes.append(filled("<g>{}{}</g>", said, joined(parts)))
    described = " ".join(f"{row.name}: {figure(row.before)} before, {figure(row.now)} now." for row in rows)
    return Picture("change", "arrows", "Seats before and now, like for like", described, joined(shapes), height)


class Pair(NamedTuple):
    """The share of votes and of seats of a party, and what the seats are above the votes, where that is known."""

    name: str
    votes: float
    seats: float
    bonus: float | None
    colour: str


def votes_and_seats(rows: Sequence[Pair]) -> Picture:
    """How far shares of seats are from shares of votes: a ring for votes, a dot for seats, a bar between."""
    step, top = 46, 34
    end, ticks = scale(max(max(row.votes, row.seats) for row in rows))
    height = top + step * len(rows)
    shapes = grid(ticks, end, height - 4, " %")
    for at, row in enumerate(rows):
        y = top + at * step
        votes, seats = pct(1 + 96 * row.votes / end), pct(1 + 96 * row.seats / end)
        bonus = "" if row.bonus is None else signed(row.bonus, 1)
        edge = rim(row.colour) or row.colour
        shapes.append(
            text(
                "who halo",
                "1.6%",
                y + 12,
                filled('{} <tspan class="more" dx="3">{}</tspan>', cut(row.name, 40), bonus),
            )
        )
        shapes.append(
            filled(
                '<line class="link {}" x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}"/>',
                swatch(row.colour),
                votes,
                seats,
                y + 26,
                y + 26,
                row.colour,
            )
        )
        shapes.append(
            filled('<circle class="open {}" cx="{}" cy="{}" r="4.6" stroke="{}"/>', swatch(edge), votes, y + 26, edge)
        )
        shapes.append(
            dot(seats, y + 26, 5.6, row.colour, f"{row.name}: {row.votes:.1f} % of votes, {row.seats:.1f} % of seats")
        )
    described = " ".join(
        f"{row.name}: {row.votes:.1f} per cent of votes, {row.seats:.1f} per cent of seats." for row in rows
    )
    return Picture(
        "votes-and-seats",
        "pairs",
        "Share of votes (ring) and of seats (dot)",
        described,
        joined(shapes),
        height,
    )


# Lines over time


class Moment(NamedTuple):
    """A value at an election. `joined` is false where it cannot be compared with the one before.

    One that `is_apart` is a dot that no line leads to or from.
    """

    day: date
    value: float
    name: str
    joined: bool = True
    is_sure: bool = True
    is_here: bool = False
    is_apart: bool = False


def line(
    name: str,
    title: str,
    moments: Sequence[Moment],
    unit: str = "",
    most: float | None = None,
    colour: str | None = None,
    decimals: int = 1,
) -> Picture:
    """A value over time: dots at the elections; a broken line where two cannot be compared."""
    end, ticks = scale(max(most or 0, *(moment.value for moment in moments)))
    first, last = moments[0].day.toordinal(), moments[-1].day.toordinal()
    bottom, high = 196, 162
    left, wide = 13.0, 81.0

    def across(moment: Moment) -> float:
        return left + wide * ((moment.day.toordinal() - first) / (last - first) if last > first else 0.5)

    def down(moment: Moment) -> float:
        return bottom - high * moment.value / end

    shapes = []
    for tick in ticks:
        y = bottom - high * tick / end
        kind = "grid" if tick else "grid zero"
        shapes.append(filled('<line class="{}" x1="0" x2="100%" y1="{:.5g}" y2="{:.5g}"/>', kind, y, y))
        shapes.append(text("tick halo", 0, y - 4, figure(tick) + (unit if tick == ticks[-1] else "")))
    colour = rim(colour) or colour if colour else None
    stroke = filled(' stroke="{}"', colour) if colour else ""
    faint = " faint" if colour and contrast(colour, DARK_PAPER) < LEAST_CONTRAST else ""
    on_line = [moment for moment in moments if moment.is_sure or not moment.is_apart]
    for before, now in zip(on_line, on_line[1:], strict=False):
        kind = ("line" if now.joined else "line broken") + faint
        shapes.append(
            filled(
                '<line class="{}" x1="{}" y1="{:.1f}" x2="{}" y2="{:.1f}"{}/>',
                kind,
                pct(across(before)),
                down(before),
                pct(across(now)),
                down(now),
                stroke,
            )
        )
    few = len(moments) <= 7
    values = [moment.value for moment in moments]
    peaks = {values.index(max(values)), values.index(min(values)), 0, len(values) - 1}
    labelled: list[float] = []
    years: list[float] = []
    marked = [at for at, moment in enumerate(moments) if moment.is_here]
    for at in [*marked, *sorted(set(range(len(moments))) - set(marked), key=lambda at: at not in peaks)]:
        moment = moments[at]
        x, y = across(moment), down(moment)
        kind = "dot" + (" here" if moment.is_here else "") + ("" if moment.is_sure else " open") + faint
        size = 5.5 if moment.is_here else 4 if few or moment.is_here else 3
        said = f"{moment.name}: {number(moment.value, decimals)}{unit}"
        paint = filled(' fill="{}" stroke="{}"', colour, colour) if colour and moment.is_sure else stroke
        shapes.append(
            filled(
                '<circle class="{}" cx="{}" cy="{:.1f}" r="{:g}"{}><title>{}</title></circle>',
                kind,
                pct(x),
                y,
                size,
                paint,
                said,
            )
        )
        if (few or at in peaks or moment.is_here) and all(abs(x - other) > 7.5 for other in labelled):
            labelled.append(x)
            shapes.append(
                text(
                    "value halo" + (" here" if moment.is_here else ""),
                    pct(x),
                    y - 12,
                    number(moment.value, decimals),
                    "middle",
                )
            )
        if all(abs(x - other) > 7.5 for other in years):
            years.append(x)
            shapes.append(
                text("tick" + (" here" if moment.is_here else ""), pct(x), bottom + 20, str(moment.day.year), "middle")
            )
    described = " ".join(f"{moment.day.year}: {number(moment.value, decimals)}{unit}." for moment in moments)
    return Picture(name, "lines", title, described, joined(shapes), bottom + 28)


# Territory


TILES = ((40, (4, 44)), (80, (8, 60)), (600, (20, 26)), (math.inf, (40, 14)))  # up to so many areas: in a row, height


class Tile(NamedTuple):
    """An area and who came first in it."""

    name: str
    said: str
    colour: str


def tiles(rows: Sequence[Tile]) -> Picture:
    """A square for each area, in the colour of who came first there, in the order of the alphabet."""
    across, high = next(shape for most, shape in TILES if len(rows) <= most)
    step, is_named = 100 / across, high >= 40
    shapes = []
    for at, row in enumerate(rows):
        x, y, colour = pct(step * (at % across)), high * (at // across), row.colour or GREYS[1]
        size = pct(step * 0.96), high - (24 if is_named else 2)
        tile = '<rect class="{}" fill="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>'
        shapes.append(filled(tile, swatch(colour), colour, x, y, *size, f"{row.name}: {row.said}"))
        if is_named:
            name = text("tick" if across <= 4 else "tick minor", 0, 15, cut(row.name, 160 // across))
            place = '<svg x="{}" y="{}" width="{}" height="20">{}</svg>'  # in which a name too long for a phone ends
            shapes.append(filled(place, x, y + high - 24, size[0], name))
    described = "; ".join(f"{row.name}: {row.said}" for row in rows[:100])
    more = f"; and {len(rows) - 100} more" if len(rows) > 100 else ""
    return Picture(
        "areas",
        "tiles",
        "Who came first, area by area",
        f"{described}{more}.",
        joined(shapes),
        high * math.ceil(len(rows) / across),
    )
