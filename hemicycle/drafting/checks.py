"""Look for contradictions inside a document: figures that cannot all be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hemicycle.drafting.values import Change, Share


@dataclass
class Figures:
    """What one place of the document says of one contestant."""

    name: str
    votes: int | None = None
    share: Share | None = None
    seats: int | None = None
    seats_before: int | None = None
    seat_change: Change | None = None
    share_before: Share | None = None
    swing: Change | None = None


@dataclass
class Totals:
    """What one place says of the whole: each figure as printed, or None."""

    registered: int | None = None
    ballots: int | None = None
    valid: int | None = None
    invalid: int | None = None
    turnout: Share | None = None


def half(share: Share) -> Fraction:
    """Half of the last decimal of a share: how far it may be from what it was rounded from."""
    return Fraction(1, 2 * 10**share.decimals)


def is_share(part: int, whole: int, share: Share) -> bool:
    """Whether a share is that of a part in a whole, at its own decimals."""
    return whole > 0 and abs(Fraction(100 * part, whole) - Fraction(share.amount)) <= half(share)


def misfits(figures: Sequence[Figures]) -> list[Figures]:
    """Those whose share does not go with their votes, where the others agree on one total of votes.

    Votes and share of a contestant allow totals from one number to another. The total that the most allow is right.
    """
    edges: list[tuple[Fraction, int]] = []
    ranges: list[tuple[Figures, Fraction, Fraction]] = []
    for one in figures:
        if one.votes and one.share and one.share.amount > 0:
            amount, slack = Fraction(one.share.amount), half(one.share)
            low = 100 * one.votes / (amount + slack)
            high = 100 * one.votes / (amount - slack) if amount > slack else Fraction(10**20)
            ranges.append((one, low, high))
            edges += [(low, -1), (high, 1)]
    now = most = 0
    total = Fraction(0)
    for at, kind in sorted(edges):
        now -= kind
        if now > most:
            most, total = now, at
    return [one for one, low, high in ranges if not low <= total <= high]


def agree(pairs: Sequence[tuple[Figures, Figures]]) -> bool | None:
    """Whether two places mostly say the same of their contestants: by votes, else seats, else shares; None: no telling.

    The first of each pair may have votes where the second has a share: these agree where one total fits them.
    """
    for what in ("votes", "seats"):
        both: list[tuple[int | None, int | None]] = [(getattr(x, what), getattr(y, what)) for x, y in pairs]
        both = [(a, b) for a, b in both if a is not None and b is not None and (a or b)]
        if both:
            return 2 * sum(1 for a, b in both if a == b) > len(both)
    shares = [(one.share, other.share) for one, other in pairs if one.share and other.share]
    if shares:
        near = [abs(Fraction(a.amount) - Fraction(b.amount)) <= half(a) + half(b) for a, b in shares]
        return 2 * sum(near) > len(near)
    mixed = [Figures(one.name, one.votes, other.share) for one, other in pairs if one.votes and other.share]
    return 2 * len(misfits(mixed)) < len(mixed) if len(mixed) > 1 else None


def contradictions(figures: Sequence[Figures], totals: Totals, filled: int | None, is_whole: bool) -> list[str]:
    """What cannot all be right in one infobox or table, each with both figures.

    `filled` is the number of seats; a table gives all of them (`is_whole`), an infobox often the largest parties alone.
    """
    found: list[str] = []
    for one in figures:
        if one.seats is not None and one.seats_before is not None and one.seat_change:
            given, worked_out = one.seat_change, one.seats - one.seats_before
            printed = given.amount if given.sign is None else given.sign * given.amount
            if printed != (abs(worked_out) if given.sign is None else worked_out):
                found.append(
                    f"{one.name}: a change of {signed(given)} seats is printed, but {one.seats} - {one.seats_before} "
                    f"is {worked_out:+d}"
                )
        if one.share and one.share_before and one.swing:
            points = one.share.amount - one.share_before.amount
            given_points = one.swing.amount if one.swing.sign is None else one.swing.sign * one.swing.amount
            slack = Decimal(10) ** -min(one.share.decimals, one.share_before.decimals)
            if abs((abs(points) if one.swing.sign is None else points) - given_points) > slack:
                found.append(
                    f"{one.name}: a swing of {signed(one.swing)} points is printed, but {one.share.amount} - "
                    f"{one.share_before.amount} is {points:+}"
                )
    wrong = misfits(figures)
    with_both = sum(1 for one in figures if one.votes and one.share and one.share.amount > 0)
    if wrong and 2 * len(wrong) < with_both:
        found += [
            f"{one.name}: {one.votes:,} votes are not {one.share.amount}% of the total that the others give"
            for one in wrong
            if one.share
        ]
    elif wrong:
        found.append(f"the shares do not go with the votes: no total fits {len(wrong)} of {with_both}")
    seats = total_of(one.seats for one in figures)
    if seats is not None and filled is not None and (seats > filled or (is_whole and seats < filled)):
        found.append(f"the seats add up to {seats}, but {filled} are filled")
    shares = sum((one.share.amount for one in figures if one.share), Decimal(0))
    if shares > 100 + Decimal("0.05") * len(figures):
        found.append(f"the shares add up to {shares}%")
    found += of_totals(totals)
    return found


def of_totals(totals: Totals) -> list[str]:
    """What cannot all be right among register, ballots and turnout."""
    found: list[str] = []
    valid, invalid, ballots = totals.valid, totals.invalid, totals.ballots
    if valid is not None and invalid is not None and ballots is not None and valid + invalid != ballots:
        found.append(f"{valid:,} valid and {invalid:,} invalid votes are {valid + invalid:,}, printed {ballots:,}")
    if ballots is not None and totals.registered and totals.turnout:
        share = Fraction(100 * ballots, totals.registered)
        if abs(share - Fraction(totals.turnout.amount)) > 2 * half(totals.turnout):
            found.append(
                f"{ballots:,} ballots by {totals.registered:,} on the register are {float(share):.2f}%, "
                f"printed {totals.turnout.amount}%"
            )
    return found


def signed(change: Change) -> str:
    """A change with the sign it was printed with."""
    return f"{ {1: '+', -1: '-'}.get(change.sign or 0, '') }{change.amount}".replace(" ", "")


def total_of(numbers: Iterable[int | None]) -> int | None:
    """The sum of the numbers that are given; None where none is."""
    given = [number for number in numbers if number is not None]
    return sum(given) if given else None


def base_of(figures: Sequence[Figures], totals: Totals) -> str | None:
    """What the shares are shares of, where arithmetic settles it: `valid votes` or `all ballots`."""
    pairs = [(one.votes, one.share) for one in figures if one.votes and one.share]
    bases = {"valid votes": totals.valid, "all ballots": totals.ballots}
    if totals.valid is None and totals.ballots is not None and totals.invalid is not None:
        bases["valid votes"] = totals.ballots - totals.invalid
    fitting = [name for name, total in bases.items() if total and all(is_share(v, total, s) for v, s in pairs)]
    return fitting[0] if pairs and len(fitting) == 1 else None
