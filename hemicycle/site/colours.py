"""The colour of every contestant: as a source prints it, else one of a palette that keeps neighbours apart."""

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

# Ten hues that differ in lightness too, so that neighbours stay apart in print and for the colour-blind.
HUES = (
    "#1d4e89", "#f2a541", "#2a9d8f", "#c8553d", "#8cc5e3", "#7b4b94", "#b7c95b", "#e79fb3", "#5d4037", "#d9c24a",
)  # fmt: skip
GREYS = ("#6f7479", "#a5abb0", "#8a9095")
INDEPENDENT = "#c3bdb0"
NOT_KNOWN = "#e6e2d8"
PAPER, DARK_PAPER = "#fdfcf9", "#15171a"  # the grounds of a page; assets/style.css has the same
LEAST_CONTRAST = 3  # between a shape and its ground, as the Web Content Accessibility Guidelines ask
LARGE = 0.025  # of the seats or votes: who has less gets a grey


def channels(colour: str) -> list[int]:
    """Red, green and blue of #rrggbb."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as the guidelines compute it."""
    parts = [part / 255 for part in channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@functools.cache
def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@functools.cache
def rim(colour: str, ground: str = PAPER) -> str | None:
    """A darker shade that stands out from the ground, for the rim of a light shape; None where none is needed."""
    if contrast(colour, ground) >= LEAST_CONTRAST:
        return None
    for step in range(19, 0, -1):
        darker = "#" + "".join(f"{part * step // 20:02x}" for part in channels(colour))
        if contrast(darker, ground) >= LEAST_CONTRAST:
            return darker
    return "#000000"


@functools.cache
def distance(one: str, other: str) -> float:
    """How far two colours are apart for the eye, roughly: a weighted distance of red, green and blue."""
    first, second = channels(one), channels(other)
    red = (first[0] + second[0]) / 2
    weights = (2 + red / 256, 4, 2 + (255 - red) / 256)
    return float(sum(w * (a - b) ** 2 for w, a, b in zip(weights, first, second, strict=True)) ** 0.5)


def printed(colour: str | None) -> str | None:
    """A colour of a source as #rrggbb; None for what is no such colour."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})", (colour or "").strip())
    if not found:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def colours_of(
    outcomes: Iterable[Mapping[str, Any]], bodies: Mapping[str, str], sourced: Mapping[str, str]
) -> dict[str, str]:
    """{contestant: colour}, from rows of outcomes, {election: body} and {contestant: colour that a source prints}.

    A party without a sourced colour keeps one hue through the elections of its body. Hues go to parties in the order
    of the seats that they ever had; two that stood together never share one, nor is one near the sourced colour of
    another.
    """
    elections: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in outcomes:
        elections[row["election_id"]].append(row)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    beside: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    worn: dict[tuple[str, str], set[str]] = defaultdict(set)  # sourced colours of those that stood beside a party
    for election, rows in elections.items():
        sizes = {row["contestant_id"]: size for row, size in zip(counted(rows), sizes_of(counted(rows)), strict=True)}
        large = [row for row in counted(rows) if sizes[row["contestant_id"]] >= LARGE and row["kind"] != "independents"]
        keys = [(bodies[election], row["identity"]) for row in large if row["contestant_id"] not in sourced]
        colours = {sourced[row["contestant_id"]] for row in large if row["contestant_id"] in sourced}
        for row in large:
            key = bodies[election], row["identity"]
            if row["contestant_id"] not in sourced:
                weights[key] += sizes[row["contestant_id"]]
                beside[key].update(other for other in keys if other != key)
                worn[key] |= colours
    hues: dict[tuple[str, str], str] = {}
    for party in sorted(weights, key=lambda key: (-weights[key], key)):
        hue = free_hue({hues[other] for other in beside[party] if other in hues}, worn[party])
        if hue:
            hues[party] = hue
    return {
        contestant: colour
        for election, rows in elections.items()
        for contestant, colour in of_election(rows, bodies[election], sourced, hues).items()
    }


def free_hue(taken: Collection[str], worn: Collection[str]) -> str | None:
    """The first hue of the palette that no neighbour has and that is not near one's sourced colour."""
    free = [hue for hue in HUES if hue not in taken]
    return next((hue for hue in free if all(distance(hue, other) > 110 for other in worn)), free[0] if free else None)


def of_election(
    rows: Sequence[Mapping[str, Any]], body: str, sourced: Mapping[str, str], hues: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """{contestant: colour} of one election; a member has the colour of its alliance, where that is counted as one."""
    found: dict[str, str] = {}
    used: set[str] = set()
    in_order = sorted(rows, key=lambda row: (row["alliance_contestant_id"] is not None, *by_size(row)))
    for place, row in enumerate(in_order):
        contestant, alliance = row["contestant_id"], row["alliance_contestant_id"]
        hue = INDEPENDENT if row["kind"] == "independents" else hues.get((body, row["identity"]))
        if contestant in sourced:
            found[contestant] = sourced[contestant]
        elif alliance in found and not row["is_counted"]:
            found[contestant] = found[alliance]
        else:
            found[contestant] = hue if hue and hue not in used else GREYS[place % len(GREYS)]
            used.add(found[contestant])
    return found


def counted(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows that add up to the whole: alliances without their members."""
    return [row for row in rows if row["is_counted"]]


def sizes_of(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """How large the part of each contestant is in a picture: of the seats, else of the votes."""
    seats = sum(row["seats"] or 0 for row in rows)
    return [(row["seats"] or 0) / seats if seats else (row["vote_share_pct"] or 0) / 100 for row in rows]


def by_size(row: Mapping[str, Any]) -> tuple[float, float, float, str]:
    """The order of contestants: seats, then shares and, where these are printed alike, votes, the largest first."""
    return -(row["seats"] or 0), -(row["vote_share_pct"] or 0), -(row.get("votes") or 0), row["contestant_id"]
