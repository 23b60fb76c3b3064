"""Made-up chains of elections with everything that real ones have, and what plain Python with fractions says of them.

The reference follows the definitions in the headers of the queries. What is not known is tried: every answer is worked
out with the unknown at nothing, at its most and between. A view gives an answer if and only if all of these agree.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import sqrt
from os import environ

import pytest
from conftest import QUERIES
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hemicycle.database.derived import derive

NUMBER = int(environ.get("MADE_UP_CHAINS", "40"))  # more take minutes and find more
DAYS = [date(2001, 6, 15), date(2005, 6, 15), date(2009, 6, 15), date(2013, 6, 15)]
PARTIES = range(6)
FOR_NOBODY = ("none of the above", "blank votes")


@dataclass(frozen=True)
class Contestant:
    """One entry on the ballot: what it won, and how much of that is printed."""

    name: str
    kind: str
    parties: tuple = ()
    alliance: str | None = None
    is_valid: bool = True
    has_row: bool = True
    unnamed: tuple = (0, 0)  # votes and seats of members of an alliance whom nobody names
    true_votes: int = 0
    true_seats: int = 0
    votes: int | None = None
    share: str | None = None  # as printed
    seats: int | None = None

    @property
    def identity(self):
        if self.kind in ("independents", "others"):
            return self.kind
        return self.name if self.kind == "alliance" or not self.parties else self.parties


@dataclass(frozen=True)
class Election:
    contestants: tuple
    valid_votes: int  # true number
    gives_valid_votes: bool
    votes_per_ballot: int
    share_base: str | None
    decimals: int | None
    seats: int | None
    chamber_seats: int | None
    names_everyone: bool
    counts_rounded_to: int = 1
    scope: str = "general"
    round: int = 1
    is_annulled: bool = False
    area: str | None = None  # what a partial renewal is held in
    others: tuple = ()  # the same election as the returns of the next ranks print it

    @property
    def returns(self):
        return (self, *self.others)

    @property
    def printed_valid_votes(self):
        return to_unit(self.valid_votes, self.counts_rounded_to) if self.gives_valid_votes else None

    def __getitem__(self, name):
        return next(c for c in self.contestants if c.name == name)

    def members(self, name):
        return [c for c in self.contestants if c.alliance == name]


@dataclass(frozen=True)
class Chain:
    elections: tuple
    steps: tuple  # (earlier, later, kind, day, precision)
    days: tuple
    previous: tuple  # the number of the election that each is said to follow, or None

    def compared_with(self, k):
        """The number of the election that this one is compared with; None where the two are unlike or there is none."""
        if self.previous[k] is None:
            return None
        now, before = self.elections[k], self.elections[self.previous[k]]
        unlike = now.scope == "by-election" or (now.scope, now.round) != (before.scope, before.round)
        elsewhere = None not in (now.area, before.area) and now.area != before.area
        return None if unlike or elsewhere or now.is_annulled or before.is_annulled else self.previous[k]

    def contest(self, k):
        """The numbers of all rounds of one contest: a first round, and later ones until a year after the last."""
        contests = []
        alike = [n for n, election in enumerate(self.elections) if election.scope == self.elections[k].scope]
        for n in sorted(alike, key=self.days.__getitem__):
            is_alone = not contests or self.days[n] - self.days[contests[-1][-1]] > timedelta(366)
            if self.elections[n].round == 1 or is_alone:
                contests.append([])
            contests[-1].append(n)
        return next(contest for contest in contests if k in contest)


def rounded(value, decimals):
    """As a source prints it: half goes up."""
    unit = 10**decimals
    whole = (2 * value * unit + 1) // 2
    return f"{whole / unit:.{decimals}f}"


def to_unit(count, unit):
    """A count as a source rounds it: half goes up."""
    return (2 * count + unit) // (2 * unit) * unit


votes_of_one = st.sampled_from([0, 1, 50, 100, 100, 333, 504_084]) | st.integers(0, 2_000)
seldom = st.sampled_from([False] * 5 + [True])
often = st.sampled_from([True] * 5 + [False])


@st.composite
def elections(draw):
    rows = []
    for number in range(draw(st.integers(1, 4))):
        parties = tuple(sorted(draw(st.sets(st.sampled_from(PARTIES), min_size=1, max_size=1 + draw(seldom)))))
        name = "Party " + "+".join(map(str, parties))
        if any(row.name == name for row in rows):
            name += f" list {number}"
        rows.append(Contestant(name, "party list" if len(parties) == 1 else "joint list", parties))
    if draw(st.booleans()):
        for alliance in draw(st.sampled_from([["Front"], ["Bloc"], ["Front", "Bloc"]])):
            own = (draw(st.sampled_from(PARTIES)),) if draw(seldom) else ()
            members = draw(st.sets(st.sampled_from(PARTIES), min_size=1 - draw(seldom), max_size=3))
            unnamed = (draw(votes_of_one), draw(st.integers(0, 9))) if not members or draw(seldom) else (0, 0)
            rows.append(Contestant(alliance, "alliance", own, unnamed=unnamed))
            for party in sorted(members):
                parties = tuple(sorted({party, draw(st.sampled_from(PARTIES)) if draw(seldom) else party}))
                name = "Member " + "+".join(map(str, parties))
                if any(row.name == name for row in rows):
                    name += f" of {alliance} with {party}"
                kind = "party list" if len(parties) == 1 else "joint list"
                rows.append(Contestant(name, kind, parties, alliance))
    for kind in ("independents", "others", *FOR_NOBODY):
        if draw(seldom):
            rows.append(Contestant(kind, kind, is_valid=kind not in FOR_NOBODY or draw(st.booleans())))
    if draw(seldom):
        rows.append(Contestant("Nameless", "party list"))

    def true(row):
        if row.kind == "alliance":
            return row
        has_row = not draw(seldom)
        votes = draw(votes_of_one) if has_row else 0
        return replace(
            row,
            has_row=has_row,
            true_votes=votes,
            true_seats=draw(st.integers(0, 9)) if has_row and row.kind not in FOR_NOBODY else 0,
        )

    rows = [true(row) for row in rows]
    rows = [
        replace(
            row,
            true_votes=sum(r.true_votes for r in rows if r.alliance == row.name) + row.unnamed[0],
            true_seats=sum(r.true_seats for r in rows if r.alliance == row.name) + row.unnamed[1],
        )
        if row.kind == "alliance"
        else row
        for row in rows
    ]
    outer = [row for row in rows if row.alliance is None]
    valid = sum(row.true_votes for row in outer if row.is_valid) + draw(st.sampled_from([0, 0, 0, 1, 70, 1_000]))
    won = sum(row.true_seats for row in outer)
    seats = max(won + draw(st.sampled_from([0, 0, 0, 0, 1, 4, -1])), 0)  # a source may give more than there are
    votes_per_ballot = draw(st.sampled_from([1, 1, 1, 3]))

    def report(rank):
        """What a source prints: the next may count nine tenths or a seat too many, and some leave out some rows."""
        counted = Fraction(draw(st.sampled_from([10, 10, 9])) if rank else 10, 10)
        prints = draw(st.sampled_from(["votes", "votes", "shares", "both"])) if valid else "votes"
        decimals = draw(st.integers(0, 2)) if prints != "votes" else None
        shows = draw(st.sampled_from(["alliance", "members", "both"]))
        hides = draw(st.booleans())
        leaves_out = draw(seldom)
        unit = 100 if draw(seldom) else 1

        def printed(row):
            has_row = row.has_row and not (
                (row.kind == "alliance" and shows == "members")
                or (row.alliance is not None and shows == "alliance")
                or (leaves_out and draw(st.booleans()))
            )
            if not has_row:
                return replace(row, has_row=False)
            shows_votes = prints != "shares" and not (hides and draw(seldom))
            shows_share = prints != "votes" and row.is_valid and not (hides and draw(seldom))
            return replace(
                row,
                votes=to_unit(int(row.true_votes * counted), unit) if shows_votes else None,
                share=rounded(Fraction(100 * row.true_votes, valid), decimals) if shows_share else None,
                seats=row.true_seats + (rank > 0 and draw(seldom)) if not (hides and draw(seldom)) else None,
            )

        return Election(
            contestants=tuple(printed(row) for row in rows),
            valid_votes=int(valid * counted),
            gives_valid_votes=draw(often),
            votes_per_ballot=votes_per_ballot,
            share_base=draw(st.sampled_from(["valid votes"] * 4 + ["not stated"])) if decimals is not None else None,
            decimals=decimals,
            seats=at_stake,
            chamber_seats=chamber,
            names_everyone=draw(st.booleans()) and not leaves_out,
            counts_rounded_to=unit,
        )

    at_stake = seats if seats and draw(often) else None
    chamber = seats + draw(st.sampled_from([0, 0, 20])) if seats else None
    first, *others = (report(rank) for rank in range(draw(st.sampled_from([1, 1, 2, 3]))))
    return replace(first, others=tuple(others))


@st.composite
def steps(draw):
    made = {}
    for _ in range(draw(st.integers(0, 4))):
        earlier, later = draw(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)))
        precision = draw(st.sampled_from(["day", "month", "year", "by"]))
        year, month, day = draw(
            st.tuples(
                st.sampled_from([1999, 2001, 2003, 2005, 2009]),
                st.sampled_from([1, 5, 6, 12]),
                st.sampled_from([1, 15, 16]),
            )
        )
        month, day = (1, 1) if precision == "year" else (month, 1 if precision == "month" else day)
        kind = draw(st.sampled_from(["renamed", "merged", "succeeded", "split"]))
        if earlier != later:
            made[earlier, later] = (earlier, later, kind, date(year, month, day), precision)
    return tuple(made.values())


@st.composite
def chains(draw):
    made, days, previous = [], [], []
    for k, election in enumerate(draw(st.lists(elections(), min_size=2, max_size=4))):
        scope = draw(st.sampled_from(["general"] * 7 + ["partial renewal"] * 2 + ["by-election"]))
        round = 1 + (draw(seldom) and draw(seldom))
        if k and draw(st.sampled_from([False] * 3 + [True])):  # a later round, or one again that was annulled
            scope = made[-1].scope
            round = made[-1].round + (not made[-1].is_annulled or made[-1].round == 1)
        areas = [None, "north", "south"] if scope == "partial renewal" and election.seats else [None]
        made.append(
            replace(
                election,
                scope=scope,
                round=round,
                is_annulled=draw(st.sampled_from([False] * 9 + [True])),
                area=draw(st.sampled_from(areas)),
            )
        )
        days.append(days[-1] + timedelta(14) if k and round > 1 and draw(often) else DAYS[k])
        alike = [j for j in range(k) if (made[j].scope, made[j].round) == (scope, made[k].round)]
        earlier = [j for j in (*alike[-1:] * 7, *range(max(k - 1, 0), k), None) if j is None or j not in previous]
        previous.append(draw(st.sampled_from(earlier)))
    return Chain(tuple(made), draw(steps()), tuple(days), tuple(previous))


@pytest.fixture(scope="module")
def made():
    """Chains, asked about all at once: a view takes as long for one as for many."""
    found = []

    @settings(
        max_examples=NUMBER,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(chains())
    def collect(chain):
        found.append(chain)

    collect()
    return found


# Into the tables.


def put(db, table, rows):
    """Insert rows, each a dictionary by column."""
    if rows:
        columns = list(rows[0])
        marks = ", ".join(["(" + ", ".join("?" * len(columns)) + ")"] * len(rows))
        db.execute(f"insert into {table} ({', '.join(columns)}) values {marks}", [r[c] for r in rows for c in columns])


def alpha_3(number):
    """A code of three letters for each of many countries."""
    return "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


def add_return(add, return_id, election_id, rank, printed):
    gives = printed.printed_valid_votes
    add(
        "returns",
        return_id=return_id,
        election_id=election_id,
        stage="final",
        tier="whole",
        is_complete=False,
        names_everyone=printed.names_everyone,
        share_base=printed.share_base,
        share_decimals=printed.decimals,
        counts_rounded_to=printed.counts_rounded_to,
        valid_votes=gives if printed.votes_per_ballot == 1 else None,
        votes_counted=gives if printed.votes_per_ballot > 1 else None,
        rank=rank,
        rank_reason="only",
        source_id="s",
        locator="x",
    )
    for c in printed.contestants:
        if c.has_row:
            add(
                "results",
                return_id=return_id,
                contestant_id=f"{election_id}-{c.name}",
                election_id=election_id,
                votes=c.votes,
                vote_share_pct=c.share,
                seats=c.seats,
            )


def hold(db, made, backwards=False, start=0):
    """Put chains into the tables, each in a country of its own."""
    order = reversed if backwards else list
    told = {"source_id": "s", "locator": "x"}
    tables = {}

    def add(table, **row):
        tables.setdefault(table, []).append(row)

    for n, chain in enumerate(made):
        land = str(start + n)
        add("countries", country_id=land, alpha_3=alpha_3(start + n), country=land, native_name=land)
        add("bodies", body_id=land, country_id=land, kind="legislature", body=land, native_name=land)
        for area in ("north", "south"):
            add("areas", area_id=f"{land}-{area}", country_id=land, area=area, kind="region", **told)
        for party in PARTIES:
            add("parties", party_id=f"{land}-p{party}", country_id=land, party=f"Party {party}", **told)
        for earlier, later, kind, day, precision in chain.steps:
            add(
                "party_links",
                earlier_party_id=f"{land}-p{earlier}",
                later_party_id=f"{land}-p{later}",
                kind=kind,
                happened_on=day,
                precision=precision,
                **told,
            )
        for k, election in enumerate(chain.elections):
            name = f"{land}-e{k}"
            add(
                "elections",
                election_id=name,
                body_id=land,
                election=name,
                kind="direct vote",
                first_polling_on=chain.days[k],
                last_polling_on=chain.days[k],
                scope=election.scope,
                round=election.round,
                is_annulled=election.is_annulled,
                votes_per_ballot=election.votes_per_ballot,
                seats=election.seats,
                chamber_seats=election.chamber_seats,
                **told,
            )
            if election.area:
                area = f"{land}-{election.area}"
                add("area_seats", election_id=name, area_id=area, seats=election.seats, **told)
            if chain.previous[k] is not None:
                before = f"{land}-e{chain.previous[k]}"
                add("predecessors", election_id=name, previous_election_id=before, body_id=land, **told)
            for rank, printed in enumerate(election.returns, 1):
                add_return(add, f"{name}-{rank}", name, rank, printed)
            for c in election.contestants:
                row = f"{name}-{c.name}"
                add(
                    "contestants",
                    contestant_id=row,
                    election_id=name,
                    contestant=c.name,
                    kind=c.kind,
                    is_valid=c.is_valid,
                    **told,
                )
                for party in c.parties:
                    add("contestant_parties", contestant_id=row, party_id=f"{land}-p{party}")
                if c.alliance:
                    add(
                        "alliance_members",
                        contestant_id=row,
                        alliance_contestant_id=f"{name}-{c.alliance}",
                        election_id=name,
                        **told,
                    )
    for table in (
        "countries", "bodies", "areas", "parties", "party_links", "elections", "predecessors", "area_seats", "returns",
        "contestants", "contestant_parties", "alliance_members", "results",
    ):  # fmt: skip
        put(db, table, list(order(tables.get(table, []))))
    derive(db, QUERIES)


@pytest.fixture(scope="module")
def empty(nowhere):
    with nowhere() as db:
        db.execute("set threads = 1")
        yield db


def answers(db, made, *questions, **how):
    """What questions say of chains, each as a list of dictionaries by column."""
    db.execute("begin")
    try:
        hold(db, made, **how)
        said = []
        for question in questions:
            relation = db.sql(question)
            said.append([dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()])
        return said
    finally:
        db.execute("rollback")


# The reference: figures.


@dataclass
class Figures:
    """What is known of one election: shares of valid votes, votes and seats by contestant; None is not known."""

    election: Election
    shares: dict = field(default_factory=dict)  # of valid votes only
    any_shares: dict = field(default_factory=dict)  # of whatever base
    votes: dict = field(default_factory=dict)
    seats: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)  # the number of the return that votes and share are from
    printed: set = field(default_factory=set)  # whose share is only as printed
    added_up: set = field(default_factory=set)  # whose votes and share are those of its members
    slacks: dict = field(default_factory=dict)  # how far the share of each may be from the exact one
    units: dict = field(default_factory=dict)  # what the votes of each are rounded to; 0: exact
    reported: set = field(default_factory=set)  # who has a row in a return
    is_whole: bool = True  # false: one of several rounds that fill a chamber together

    @property
    def rows(self):
        """Those who stood in the whole country; nobody where no return has any row at all."""
        return [c for c in self.election.contestants if self.reported]

    @property
    def outer(self):
        return [c for c in self.rows if c.alliance is None]

    @property
    def left(self):
        """Per 100 valid votes: what the known shares leave at most, as they are and with their rounding."""
        names = [c.name for c in self.outer if c.is_valid and self.shares[c.name] is not None]
        left = max(100 - sum(self.shares[name] for name in names), 0)
        return left, left + sum(self.slack(name) for name in names)

    def slack(self, name):
        """How far a share may be from the exact one: one unit of the last decimal where it is only printed.

        Or what a unit of the counts may change it by, where these are rounded.
        """
        if self.any_shares[name] is None:
            return 0
        if name in self.added_up:
            return sum(self.slack(m.name) for m in self.election.members(name))
        return self.slacks[name]

    def unit(self, name):
        """What the votes are rounded to, those of all members together where they are added up."""
        if name in self.added_up:
            return sum(self.units[m.name] for m in self.election.members(name))
        return self.units[name]

    def is_reported(self, c):
        return not self.reported.isdisjoint([c.name, *(m.name for m in self.election.members(c.name))])

    @property
    def seats_left(self):
        won = [self.seats[c.name] or 0 for c in self.outer]
        seats = self.election.seats
        return None if seats is None or sum(won) > seats else seats - sum(won)


def added_up(values):
    values = list(values)
    return sum(values) if values and None not in values else None


def figures_of_return(printed):
    """Votes, share, whether that is of valid votes, whether it is only as printed, and how far off it may be, by name.

    Only of those whose votes or share the return has.
    """
    found = {}
    rows = printed.contestants

    def inside(c):
        return c.alliance is not None and printed[c.alliance].votes is not None

    adding = [c for c in rows if c.has_row and c.is_valid and c.votes is not None and not inside(c)]
    total = sum(c.votes for c in adding)

    def lacks_votes(c):
        covered = any(m.votes is not None for m in printed.members(c.name))
        return c.has_row and c.is_valid and c.votes is None and not inside(c) and not covered

    is_exact = printed.counts_rounded_to == 1
    base = printed.printed_valid_votes
    names_all = printed.names_everyone or any(c.kind == "others" and c.has_row for c in rows)
    if base is None and printed.votes_per_ballot > 1 and names_all and not any(lacks_votes(c) for c in rows):
        base = total
    slack_of_counts = Fraction(0)
    if not is_exact:
        rest = (base or 0) - printed.counts_rounded_to
        slack_of_counts = Fraction(100 * printed.counts_rounded_to, rest) if rest > 0 else Fraction(100)
    unit = Fraction(1, 10 ** (printed.decimals or 0))
    for c in rows:
        votes, slack = c.votes, slack_of_counts
        share, of_valid, is_printed = None, False, False
        if lacks_votes(c) and c.share is None and base is not None and total == base and adding and is_exact:
            votes = 0
        if c.is_valid and base and adding and (total <= base or not is_exact):
            counted = 0 if lacks_votes(c) and total == base and is_exact else votes
            share, of_valid = (None, False) if counted is None else (Fraction(100 * counted, base), True)
        if c.share is not None and (share is None or not is_exact or abs(share - Fraction(c.share)) >= unit):
            share, of_valid, is_printed, slack = Fraction(c.share), printed.share_base == "valid votes", True, unit
        if votes is not None or share is not None:
            found[c.name] = votes, share, of_valid, is_printed, slack
    return found


def figures(election):
    """The figures of an election by the rules of outcomes: of each return in turn, what those before it lack."""
    known = Figures(election)
    rows = election.contestants
    by_return = [figures_of_return(printed) for printed in election.returns]
    for c in rows:
        number = next((n for n, found in enumerate(by_return) if c.name in found), None)
        votes, share, of_valid, is_printed, slack = (None, None, False, False, 0)
        unit = 0
        if number is not None:
            votes, share, of_valid, is_printed, slack = by_return[number][c.name]
            unit = election.returns[number].counts_rounded_to
        known.sources[c.name] = number
        known.votes[c.name] = votes
        known.any_shares[c.name] = share
        known.shares[c.name] = share if of_valid else None
        known.slacks[c.name] = slack
        known.units[c.name] = unit if unit > 1 else 0
        known.printed |= {c.name} if is_printed else set()
        known.reported |= {c.name} if any(printed[c.name].has_row for printed in election.returns) else set()
    for c in rows:
        members = [m.name for m in election.members(c.name)]
        if members and known.votes[c.name] is None and known.any_shares[c.name] is None:
            known.votes[c.name] = added_up(known.votes[m] for m in members)
            bases = {known.shares[m] is None for m in members}
            known.any_shares[c.name] = added_up(known.any_shares[m] for m in members) if len(bases) == 1 else None
            known.shares[c.name] = added_up(known.shares[m] for m in members)
            known.added_up.add(c.name)
            sources = {known.sources[m] for m in members}
            known.sources[c.name] = sources.pop() if len(sources) == 1 else None
    seats = {
        c.name: next((p[c.name].seats for p in election.returns if p[c.name].seats is not None), None) for c in rows
    }
    full = added_up(
        seats[c.name]
        if seats[c.name] is not None
        else added_up([seats[m.name] for m in election.members(c.name) if seats[m.name] is not None]) or 0
        for c in known.outer
    )
    is_full = election.seats is not None and full == election.seats and any(s is not None for s in seats.values())
    for c in rows:
        if seats[c.name] is None and known.reported:
            members = [m for m in election.members(c.name) if seats[m.name] is not None]
            if c.alliance and seats[c.alliance] is not None:
                siblings = added_up(seats[m.name] for m in election.members(c.alliance) if seats[m.name] is not None)
                known.seats[c.name] = 0 if siblings == seats[c.alliance] else None
            else:
                known.seats[c.name] = 0 if is_full and not members else None
        else:
            known.seats[c.name] = seats[c.name]
    for c in rows:
        if known.seats[c.name] is None:
            known.seats[c.name] = added_up(known.seats[m.name] for m in election.members(c.name))
    return known


def last_round(chain, k):
    """The number of the election that decides, this one if it is of the last round; None where nobody is elected."""
    rounds = [(chain.elections[n].round, n == k, chain.days[n], n) for n in chain.contest(k)]
    valid = [of for of in rounds if not chain.elections[of[-1]].is_annulled]
    if chain.elections[k].is_annulled or max(valid)[0] < max(rounds)[0]:
        return None
    return max(valid)[-1]


def figures_of_round(chain, k):
    """The figures of an election, which does not fill its chamber where several rounds do so together."""
    known = figures(chain.elections[k])
    won = [known.seats[c.name] for c in known.outer if known.seats[c.name] is not None]
    seats, chamber, scope = chain.elections[k].seats, chain.elections[k].chamber_seats, chain.elections[k].scope
    known.is_whole = (
        all(chain.elections[n].round == 1 for n in chain.contest(k))
        or (seats == 1 and (scope != "general" or chamber == 1))
        or (chamber is not None and won != [] and sum(won) >= chamber)
    )
    return known


def fillings(names, least, most):
    """Ways to divide what is left among those whose figure is not known."""
    yield dict.fromkeys(names, least)
    for part in (most, most / 2, most / 3):
        for name in names:
            yield dict.fromkeys(names, least) | {name: part}
        yield dict.fromkeys(names, part / len(names))


def check(view, values, where, may_lack=False):
    """A view's answer against those that the reference has for every value of the unknown; None: no answer at all."""
    if view is None:
        assert may_lack or None in values or max(values) > min(values), f"{where}: {float(values[0])} is certain"
    else:
        assert None not in values, f"{where}: {view} has no ground"
        off = [float(v) for v in values if abs(float(v) - view) > 0.0051 + float(v) / 10**6]
        assert not off, f"{where}: {view}, but it may be {off[0]}"


def is_party_like(c):
    return c.kind not in ("option", "others", *FOR_NOBODY)


# The reference: indices.


def too_much(known, names):
    """Whether shares add up to more than rounding explains."""
    shares = [known.shares[name] for name in names if known.shares[name] is not None]
    return sum(shares) > 100 + sum(known.slack(name) for name in names)


def too_many_seats(known):
    """Whether more seats are given than there are: alliances and members, each once."""
    return known.election.seats is not None and known.seats_left is None


def competitors_of(known):
    names = [c.name for c in known.outer if is_party_like(c)]
    unknown = [
        c.name for c in known.outer
        if is_party_like(c) and known.shares[c.name] is None and known.is_reported(c)
    ]  # fmt: skip
    return names, unknown


def by_party(known, values):
    """Figures by name, with those of several lists of a party added up; {identity: figure}."""
    found = {}
    for name, value in values.items():
        c = known.election[name]
        key = name if c.kind == "independents" else c.identity
        found[key] = found.get(key, 0) + value
    return found


def leaves_out_more_votes(known):
    """Whether Others and those whose votes are not known may have more votes than any competitor."""
    names, _ = competitors_of(known)
    counted = [c for c in known.outer if c.is_valid]
    named = sum(known.shares[c.name] or 0 for c in counted if c.kind != "others")
    largest = max(by_party(known, {n: known.shares[n] or Fraction(0) for n in names}).values(), default=0)
    slack = max(by_party(known, {n: known.slack(n) for n in names}).values(), default=0)
    return 100 - named > largest + slack


def leaves_out_more_seats(known):
    """Whether Others and those whom nobody names have more seats than any competitor, whose seats are all known."""
    seats = {n: known.seats[n] for n in competitors_of(known)[0]}
    return known.election.seats - sum(seats.values()) > max(by_party(known, seats).values(), default=0)


def indices_by_votes(known, of, left=1):
    """An index at every filling of the unknown votes; [None] where there is none."""
    names, unknown = competitors_of(known)
    if not any(known.shares[n] is not None for n in names) or too_much(known, names) or leaves_out_more_votes(known):
        return [None]
    fills = list(fillings(unknown, Fraction(0), known.left[left])) if unknown else [{}]
    return [of(by_party(known, {n: known.shares[n] or Fraction(0) for n in names} | fill)) for fill in fills]


def effective(shares):
    squares = sum(v * v for v in shares.values())
    return 10_000 / squares if squares else None


def deviations(known, left=1):
    """Least squares and Loosemore-Hanby at every filling of the unknown votes."""
    names, _ = competitors_of(known)
    seats = {n: known.seats[n] for n in names}
    if (
        not known.is_whole
        or known.election.seats is None
        or None in seats.values()
        or too_many_seats(known)
        or leaves_out_more_seats(known)
    ):
        return [None], [None]
    s = by_party(known, {n: Fraction(100 * seats[n], known.election.seats) for n in names})
    return (
        indices_by_votes(known, lambda v: sqrt(float(sum((v[n] - s[n]) ** 2 for n in s)) / 2), left),
        indices_by_votes(known, lambda v: sum(abs(v[n] - s[n]) for n in s) / 2, left),
    )


def wasted(known, by_members=True):
    """Least and most of the votes for those without a seat.

    `by_members`: an alliance with unknown figures has a seat where a member has one, and at least the votes of its
    members; a view need not look that far. Of independents and Others with seats some may have none.
    """
    counted = [c for c in known.outer if c.is_valid]
    some = {c.name for c in counted if c.kind in ("independents", "others") and known.seats[c.name]}
    shares = {c.name: known.shares[c.name] for c in counted}
    if not known.is_whole or all(share is None for share in shares.values()) or too_much(known, shares):
        return [None]
    of_members = {
        c.name: sum(known.shares[m.name] or 0 for m in known.election.members(c.name))
        for c in counted
        if by_members and shares[c.name] is None
    }
    least = sum(
        shares[c.name] or of_members.get(c.name, 0)
        for c in counted
        if c.kind not in FOR_NOBODY and known.seats[c.name] == 0
    )
    seated = {m.alliance for m in known.election.contestants if by_members and m.alliance and known.seats[m.name]}
    open_to_both = [c for c in counted if c.name in some or (known.seats[c.name] is None and c.name not in seated)]
    more = sum((shares[c.name] or 0) for c in open_to_both if c.kind not in FOR_NOBODY)
    # Up to a hundredth for each share that is only printed is taken for rounding, not for votes of somebody else.
    loose = [c for c in counted if shares[c.name] is not None and c.name in known.printed | known.added_up]
    left = known.left[0] - sum(
        amount
        for name, amount in of_members.items()
        if name not in some and (known.seats[name] is not None or name in seated)
    )
    return [least, least + more + (left if left > Fraction(len(loose), 100) else 0)]


def first(known, measure):
    """Who is certainly first; None where it is not certain or nobody is.

    Whoever no return names is none of the first, but may add to what other lists of its party have.
    """
    contenders = [c for c in known.outer if is_party_like(c) and c.kind != "independents"]
    reported = [c for c in contenders if known.is_reported(c)]
    unlike = 0  # where some figures are rounded more than others, or are sums of rounded ones: how close is too close
    if measure == "seats":
        amounts, parts, most = {c.name: known.seats[c.name] for c in contenders}, known.seats, known.seats_left
    else:
        with_any = [
            c.name for c in contenders if known.votes[c.name] is not None or known.any_shares[c.name] is not None
        ]
        bases = {known.shares[n] is not None for n in with_any if known.any_shares[n] is not None}
        has_shares = all(known.any_shares[n] is not None for n in with_any) and len(bases) == 1
        sources = {known.sources[n] for n in with_any}
        is_alike = (len(sources) == 1 and None not in sources) or not has_shares
        if all(known.votes[n] is not None for n in with_any) and is_alike:
            amounts = {c.name: known.votes[c.name] for c in contenders}
            units = {known.unit(n) for n in with_any}
            sums = [n for n in with_any if n in known.added_up and len(known.election.members(n)) > 1]
            if len(units) > 1 or any(known.unit(n) for n in sums):
                unlike = max(units)
        elif has_shares:
            amounts = {c.name: known.any_shares[c.name] for c in contenders}
            slacks = {known.slack(n) for n in with_any}
            if len(slacks) > 1 or any(n in known.added_up and known.slack(n) for n in with_any):
                unlike = max(slacks)
        else:
            return None
        parts = known.any_shares
        taken = [known.any_shares[c.name] or 0 for c in known.outer if c.is_valid]
        most = max(100 - sum(taken), 0) + sum(known.slack(c.name) for c in known.outer)
    ordered = sorted({a for a in amounts.values() if a is not None}, reverse=True)
    if not ordered or (len(ordered) > 1 and ordered[0] - ordered[1] < unlike):
        return None
    best = ordered[0]
    leaders = {n for n, a in amounts.items() if a == best}

    def is_above(others):
        """Whether the leaders have more than others can have who have at least so much."""
        reach = {parts[n] for n in leaders}
        return most is not None and None not in reach and min(reach) > others + most

    if known.election.seats != 1:  # else several of a party stand against each other
        by_identity = {}
        for c in contenders:
            by_identity.setdefault(c.identity, []).append(c.name)
        for lists in by_identity.values():
            if len(lists) > 1:
                of_lists = [amounts[n] for n in lists if amounts[n] is not None]
                if leaders & set(lists) or (of_lists and sum(of_lists) >= best):
                    return None
                if 0 < len(of_lists) < len(lists) and not is_above(sum(parts[n] or 0 for n in lists)):
                    return None
    if all(amounts[c.name] is not None for c in reported) or is_above(0):
        return leaders
    return None


# The reference: families.


def certain_on(day, precision):
    if precision == "year":
        return date(day.year + 1, 1, 1)
    if precision == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day


def heirs(chain, k):
    """Who stands now for each party of the election before."""
    earlier_one = chain.compared_with(k)
    now = {p for c in chain.elections[k].contestants for p in c.parties}
    before = {p for c in chain.elections[earlier_one].contestants for p in c.parties}
    whole, split = {}, []
    for earlier, later, kind, day, precision in chain.steps:
        if kind == "split":
            split.append((earlier, later, certain_on(day, precision)))
        elif certain_on(day, precision) <= chain.days[k]:
            whole.setdefault(earlier, set()).add(later)

    def nearest(party):
        ring, seen = {party}, set()
        while ring:
            if ring & now:
                return ring & now
            seen |= ring
            ring = {later for p in ring for later in whole.get(p, ())} - seen
        return set()

    found = {}
    for party in before:
        found[party] = nearest(party)
        for became in {party} | whole.get(party, set()):
            for earlier, later, on in split:
                if earlier == became and chain.days[earlier_one] < on <= chain.days[k] and later not in before:
                    found[party] |= nearest(later)
    return found


def nodes(known, measure):
    """Those that are compared: members where they add up to their alliance, but for rounding, else the alliance."""
    amounts, slack = getattr(known, measure), known.slack if measure == "shares" else lambda name: 0
    names = []
    for c in known.outer:
        if c.kind in FOR_NOBODY:
            continue
        members = [m.name for m in known.election.members(c.name)]
        together = added_up(amounts[m] for m in members)
        adds_up = together is not None and (
            amounts[c.name] is None or abs(together - amounts[c.name]) <= sum(map(slack, [c.name, *members]))
        )
        names += members if adds_up else [c.name]
    return names


def has_unnamed(known, c):
    """Whether nobody names some members of an alliance: it has more than those who are named, or there are none."""
    members = [m.name for m in known.election.members(c.name)]
    if c.kind != "alliance" or c.parties or not members:
        return c.kind == "alliance" and not c.parties
    bases = {known.shares[name] is None for name in (c.name, *members)}
    for amounts, slack in ((known.any_shares, known.slack), (known.seats, lambda name: 0)):
        together = added_up(amounts[m] for m in members)
        is_alike = None not in (together, amounts[c.name]) and (amounts is known.seats or len(bases) == 1)
        if is_alike and amounts[c.name] - together > sum(map(slack, [c.name, *members])):
            return True
    return False


def worlds(chain, k, now, before, measure):
    """Who may be of one family by way of a member whom nobody names: nobody, any one pair, or all of these pairs.

    A member may be whoever has a party that nobody has at the other election, or a member of another such alliance.
    """
    sides = {False: now, True: before}
    unnamed = {(p, c.name) for p, known in sides.items() for c in known.outer if has_unnamed(known, c)}
    shared = keys_of_nodes(chain, k, now, before, measure)
    pairs = []
    for side, name in sorted(unnamed):
        there = set().union(*(key for (p, _), key in shared.items() if p is side))
        for node, key in shared.items():
            kind = sides[node[0]].election[node[1]].kind
            is_alone = key - there and kind not in ("independents", "others")
            if node[0] is not side and (is_alone or node in unnamed):
                pairs.append(((side, name), node))
    return [[], *([pair] for pair in pairs), *([pairs] if len(pairs) > 1 else [])]


def keys_of_nodes(chain, k, now, before, measure):
    """What each that is compared may share with others: parties, or a name where one of that name has no party."""
    sides = {False: now, True: before}
    follow = heirs(chain, k)
    keys = {}
    for is_previous, known in sides.items():
        for name in nodes(known, measure):
            c = known.election[name]
            behind = set(c.parties) | {p for m in known.election.members(name) for p in m.parties}
            if is_previous:
                behind = {h for p in behind for h in (follow[p] or {("gone", p)})}
            label = ("kind", c.kind) if c.kind in ("independents", "others") else ("name", name)
            keys[is_previous, name] = (behind, label)
    nameless = {label for behind, label in keys.values() if not behind}
    return {node: set(behind) | ({label} & nameless) for node, (behind, label) in keys.items()}


def families(chain, k, now, before, measure, world=()):
    """Connected components: lists of (is_previous, name)."""
    keys = keys_of_nodes(chain, k, now, before, measure)
    compared = set(keys)
    for pair in world:
        for side, name in pair:
            # An alliance whose members are compared without it has nothing left for the one unnamed, who is a node.
            node = (side, name) if (side, name) in compared else (side, (name, pair))
            keys[node] = keys.get(node, set()) | {pair}
    groups = []
    for node, shared in keys.items():
        joined = [group for group in groups if group[1] & shared]
        groups = [group for group in groups if group not in joined]
        groups.append(
            ([node] + [n for group in joined for n in group[0]], shared.union(*(group[1] for group in joined)))
        )
    return [group[0] for group in groups]


def amount_of(known, measure, name):
    """What a node has: an alliance that is compared by its members has nothing beside them."""
    return getattr(known, measure)[name] if name in nodes(known, measure) else 0


def volatility(chain, k, now, before, left=1, is_capped=True):
    """At every filling of the unknown shares of both elections, whoever may be an unnamed member."""
    return [
        value
        for world in worlds(chain, k, now, before, "shares")
        for value in volatility_of(families(chain, k, now, before, "shares", world), now, before, left, is_capped)
    ]


def volatility_of(groups, now, before, left, is_capped):
    known = {False: now, True: before}
    amounts = {(p, n): amount_of(known[p], "shares", n) for group in groups for p, n in group}
    if any(all(a is None for (p, _), a in amounts.items() if p is side) for side in (False, True)):
        return [None]
    fills = [{}]
    for side in (False, True):
        unknown = [node for node, a in amounts.items() if node[0] is side and a is None]
        if unknown:
            most = known[side].left[left]
            fills = [old | new for old in fills for new in fillings(unknown, Fraction(0), most)]
    found = []
    for fill in fills:
        complete = {node: a or 0 for node, a in amounts.items()} | fill
        found.append(sum(abs(sum(complete[node] * (-1 if node[0] else 1) for node in group)) for group in groups) / 2)
    known_alone = found[0] if all(fill == 0 for fill in fills[0].values()) else 0
    # Printed shares may add up to more than 100, the unknown does not.
    return [min(value, max(100, known_alone)) for value in found] if is_capped else found


def like_for_like(chain, k, now, before, measure):
    """For everyone that is compared, and every alliance whose members are: the changes of its family in all worlds."""
    found = {}
    for world in worlds(chain, k, now, before, measure):
        for c, (a, b) in like_for_like_of(chain, k, now, before, measure, world).items():
            found.setdefault(c, []).append(None if None in (a, b) else a - b)
    return found


def like_for_like_of(chain, k, now, before, measure, world):
    """For everyone that is compared, and every alliance whose members are: its family now and before."""
    known = {False: now, True: before}
    found, family_of, gone = {}, {}, {}
    for group in families(chain, k, now, before, measure, world):
        sums = {}
        for side in (False, True):
            there = [amount_of(known[side], measure, n) for p, n in group if p is side]
            sums[side] = (len(there), None if None in there else sum(there))
        for p, n in group:
            if not p:
                found[n] = (sums[False][1], sums[True][1] if sums[True][0] else None)
                family_of[n] = (tuple(group), sums)
            elif not sums[False][0]:
                gone[n] = (tuple(group), sums)
    same = {c.name: earlier for c, earlier in same_name(now, before) if earlier}
    for c in now.outer:
        members = [m.name for m in now.election.members(c.name)]
        if members and c.name not in nodes(now, measure):
            members += [name for name in found if name[0] == c.name]  # those who are unnamed
            together = {family_of[m][0]: family_of[m][1] for m in members}
            former = [m.name for m in before.election.members(same[c.name].name)] if c.name in same else []
            left = {gone[m][0]: gone[m][1] for m in former if m in gone}
            if {n for group in together for p, n in group if not p} == set(members) and {
                n for group in left for _, n in group
            } <= set(former):
                counts = [*together.values(), *left.values()]
                had = [s[True] for s in counts if s[True][0]]
                found[c.name] = (
                    added_up(s[False][1] for s in counts),
                    added_up(s[1] for s in had) if had else None,
                )
            else:
                found[c.name] = (None, None)
    return {name: of for name, of in found.items() if isinstance(name, str)}


def same_name(now, before):
    """Pairs of a contestant now with the one of the same name before; a list of several with that of its own name."""
    for c in now.rows:
        twins = [[d for d in known.rows if d.identity == c.identity] for known in (now, before)]
        if max(map(len, twins)) > 1:
            twins[1] = [d for d in twins[1] if d.name == c.name]
        yield c, twins[1][0] if twins[1] else None


# The tests.


def test_shares_and_seats_are_those_of_plain_python(empty, made):
    (said,) = answers(empty, made, "from outcomes")
    by_id = {row["contestant_id"]: row for row in said}
    for n, chain in enumerate(made):
        for k, election in enumerate(chain.elections):
            known = figures(election)
            for c in election.contestants:
                row, where = by_id[f"{n}-e{k}-{c.name}"], (election, c.name)
                share = known.any_shares[c.name]
                assert row["exact_share_pct"] == (None if share is None else pytest.approx(float(share), abs=1e-9)), (
                    where
                )
                assert (row["votes"], row["seats"]) == (known.votes[c.name], known.seats[c.name]), where
                if share is not None:
                    assert (row["share_base"] == "valid votes") == (known.shares[c.name] is not None), where


def test_whoever_is_first_is_certainly_first(empty, made):
    (said,) = answers(empty, made, "select * from rankings where position = 1")
    found = {}
    for row in said:
        found.setdefault((row["election_id"], row["measure"]), set()).add(row["contestant"])
    for n, chain in enumerate(made):
        for k, election in enumerate(chain.elections):
            for measure in ("votes", "seats"):
                assert found.get((f"{n}-e{k}", measure)) == first(figures(election), measure), (measure, election)


def test_a_contest_is_decided_by_its_last_round_unless_that_is_annulled(empty, made):
    (said,) = answers(empty, made, "select election_id, final_election_id, is_whole from final_rounds")
    said = {row["election_id"]: row for row in said}
    for n, chain in enumerate(made):
        for k in range(len(chain.elections)):
            row, last = said[f"{n}-e{k}"], last_round(chain, k)
            assert row["final_election_id"] == (None if last is None else f"{n}-e{last}"), (chain, k)
            assert row["is_whole"] is figures_of_round(chain, k).is_whole, (chain, k)


def test_indices_are_given_where_no_unknown_could_change_them(empty, made):
    parties, far, lost = answers(
        empty,
        made,
        "select * from effective_parties where is_default",
        "select * from disproportionality where is_default and measure in ('least squares', 'Loosemore-Hanby')",
        "from wasted_votes",
    )
    parties = {row["election_id"]: row for row in parties}
    lost = {row["election_id"]: row for row in lost}
    far = {(row["election_id"], row["measure"]): row for row in far}
    for n, chain in enumerate(made):
        for k, election in enumerate(chain.elections):
            known, name = figures_of_round(chain, k), f"{n}-e{k}"
            row = parties.get(name, {"effective_parties_votes": None, "effective_parties_seats": None})
            check(row["effective_parties_votes"], indices_by_votes(known, effective), ("parties", election))
            within(row, "lowest_votes", "highest_votes", indices_by_votes(known, effective, 0), ("parties", election))
            names, _ = competitors_of(known)
            seats = {c: known.seats[c] for c in names}
            certain = (
                known.is_whole
                and election.seats is not None
                and not too_many_seats(known)
                and None not in seats.values()
                and any(seats.values())
                and not leaves_out_more_seats(known)
            )
            squares = (
                sum(Fraction(s, election.seats) ** 2 for s in by_party(known, seats).values()) if certain else None
            )
            check(row["effective_parties_seats"], [1 / squares if certain else None], ("parties by seats", election))
            for measure, values, feasible in zip(
                ("least squares", "Loosemore-Hanby"), deviations(known), deviations(known, 0), strict=True
            ):
                row = far.get(
                    (name, measure), {"disproportionality": None, "lowest_value": None, "highest_value": None}
                )
                check(row["disproportionality"], values, (measure, election))
                within(row, "lowest_value", "highest_value", feasible, (measure, election))
            given = lost[name]["wasted_votes_pct"]
            check(given, wasted(known, by_members=given is not None), ("wasted", election))
            within(lost[name], "lowest_pct", "highest_pct", wasted(known), ("wasted", election))


def within(row, lowest, highest, values, where):
    """Whatever the unknown is, the answer lies between the limits that a view gives."""
    for value in values:
        if value is not None and row.get(lowest) is not None and row.get(highest) is not None:
            slack = 0.0051 + float(value) / 10**6
            assert row[lowest] - slack <= float(value) <= row[highest] + slack, (where, row[lowest], row[highest])


def test_changes_follow_families_and_are_given_where_no_unknown_could_change_them(empty, made):
    moved, votes, seats = answers(
        empty, made, "select * from electoral_volatility where is_default", "from vote_swing", "from seat_swing"
    )
    moved = {row["election_id"]: row for row in moved}
    votes, seats = ({row["contestant_id"]: row for row in rows if row["contestant_id"]} for rows in (votes, seats))
    for n, chain in enumerate(made):
        for k, election in enumerate(chain.elections):
            name, earlier = f"{n}-e{k}", chain.compared_with(k)
            row = moved[name]
            if earlier is None:
                assert row["highest_volatility"] is None, (chain, k)
                for c in figures(election).rows:
                    of_votes, of_seats = votes[f"{name}-{c.name}"], seats[f"{name}-{c.name}"]
                    assert of_votes["vote_swing_pp"] is of_votes["like_for_like_swing_pp"] is None, (chain, k, c.name)
                    assert of_seats["seat_change"] is of_seats["like_for_like_change"] is None, (chain, k, c.name)
                continue
            now, before = figures_of_round(chain, k), figures_of_round(chain, earlier)
            are_seats_compared = now.is_whole and before.is_whole
            values = volatility(chain, k, now, before, is_capped=row["volatility"] is not None)
            # It is not looked whether the unnamed members of an alliance could change the sum.
            has_doubts = len(worlds(chain, k, now, before, "shares")) > 1
            check(row["volatility"], values, ("volatility", chain, k), may_lack=has_doubts)
            within(
                row,
                "lowest_volatility",
                "highest_volatility",
                volatility(chain, k, now, before, 0),
                ("volatility", chain, k),
            )
            if row["volatility"] is not None:
                assert row["entry_exit"] + row["switching"] == pytest.approx(row["volatility"], abs=0.011)
            for c, d in same_name(now, before):
                share = [known.shares[e.name] if e else None for known, e in ((now, c), (before, d))]
                change = None if None in share else share[0] - share[1]
                check(votes[f"{name}-{c.name}"]["vote_swing_pp"], [change], ("swing", chain, k, c.name))
                won = [known.seats[e.name] if e else None for known, e in ((now, c), (before, d))]
                change = won[0] - won[1] if are_seats_compared and None not in won else None
                assert seats[f"{name}-{c.name}"]["seat_change"] == change, ("seats", chain, k, c.name)
            for c, changes in like_for_like(chain, k, now, before, "shares").items():
                check(votes[f"{name}-{c}"]["like_for_like_swing_pp"], changes, ("like for like votes", chain, k, c))
            for c, changes in like_for_like(chain, k, now, before, "seats").items():
                changes = changes if are_seats_compared else [None]
                check(seats[f"{name}-{c}"]["like_for_like_change"], changes, ("like for like seats", chain, k, c))


QUESTIONS = {
    "volatility": "select election_id, reading, volatility from electoral_volatility",
    "rank": "select election_id, measure || contestant_id, position from rankings",
    "parties by votes": (
        "select election_id, convention, effective_parties_votes from effective_parties where is_default"
    ),
    "parties by seats": (
        "select election_id, convention, effective_parties_seats from effective_parties where is_default"
    ),
    "disproportionality": "select election_id, measure, disproportionality from disproportionality where is_default",
    "wasted": "select election_id, '', wasted_votes_pct from wasted_votes",
    "votes": "select election_id, contestant_id, vote_swing_pp from vote_swing where contestant_id is not null",
    "votes of families": (
        "select election_id, contestant_id, like_for_like_swing_pp from vote_swing where contestant_id is not null"
    ),
    "seats": "select election_id, contestant_id, like_for_like_change from seat_swing where contestant_id is not null",
}


def by_chain(db, made, **how):
    """What the views say of each chain: {question, number of the election, key: answer}, without numbers of chains."""
    found = [{} for _ in made]
    for question, rows in zip(QUESTIONS, answers(db, made, *QUESTIONS.values(), **how), strict=True):
        for row in rows:
            election_id, key, value = row.values()
            chain, election = election_id.split("-")
            found[int(chain)][question, election, key.replace(f"{chain}-e", "e", 1)] = value
    return found


def rows_changed(chain, change, **facts):
    """A chain with every contestant changed."""

    def changed(election):
        return replace(
            election,
            contestants=tuple(change(c) for c in election.contestants),
            **{"others": tuple(changed(other) for other in election.others), **facts},
        )

    return replace(chain, elections=tuple(map(changed, chain.elections)))


def scaled(chain, factor):
    def more(election):
        return replace(
            election,
            valid_votes=election.valid_votes * factor,
            counts_rounded_to=election.counts_rounded_to * factor if election.counts_rounded_to > 1 else 1,
            others=tuple(map(more, election.others)),
        )

    rows = rows_changed(chain, lambda c: replace(c, votes=None if c.votes is None else c.votes * factor))
    return replace(rows, elections=tuple(map(more, rows.elections)))


def renamed(chain):
    return rows_changed(chain, lambda c: replace(c, name=f"X{c.name}", alliance=c.alliance and f"X{c.alliance}"))


def with_counts(chain):
    """A chain whose shares all follow from counts, so that hiding a figure brings forth no other.

    Nor does it hide a contradiction: nobody gives more seats than there are.
    """
    return rows_changed(
        with_seats_for_all(chain),
        lambda c: replace(c, votes=None if c.votes is None else c.true_votes, share=None),
        gives_valid_votes=True,
        decimals=None,
        share_base=None,
        counts_rounded_to=1,
        others=(),
    )


def with_seats_for_all(chain):
    """A chain in which there are as many seats as are given, or more."""

    def enough(election):
        won = sum(c.true_seats for c in election.contestants if c.alliance is None)
        if election.seats is None:
            return election
        return replace(election, seats=max(election.seats, won), chamber_seats=max(election.chamber_seats, won))

    return replace(chain, elections=tuple(map(enough, chain.elections)))


def with_one_hidden(chain, place):
    """Not one of an alliance: without its figure the alliance is compared as a whole, which is another family.

    Nor anybody where a member may have a figure because all others have: that would be gone, too.
    """

    def hidden(election):
        if any(c.alliance and None in (c.votes, c.seats) for c in election.contestants):
            return election
        at = place % len(election.contestants)
        return replace(
            election,
            contestants=tuple(
                replace(c, votes=None, seats=None) if n == at and not (c.alliance or c.kind == "alliance") else c
                for n, c in enumerate(election.contestants)
            ),
        )

    return replace(chain, elections=tuple(map(hidden, chain.elections)))


def complete(chain):
    """A chain without alliances, whose figures are all known."""
    return replace(
        chain,
        elections=tuple(
            replace(
                e,
                contestants=tuple(
                    replace(c, has_row=True, votes=c.true_votes, seats=c.true_seats, share=None)
                    for c in e.contestants
                    if c.kind != "alliance" and c.alliance is None
                ),
                gives_valid_votes=True,
                decimals=None,
                share_base=None,
                counts_rounded_to=1,
                others=(),
            )
            for e in chain.elections
        ),
    )


def with_nothing_more(chain):
    nothing = Contestant("Nothing", "party list", votes=0, seats=0)
    return replace(chain, elections=tuple(replace(e, contestants=(*e.contestants, nothing)) for e in chain.elections))


def with_a_list_cut(chain):
    def cut(election):
        whole, *others = election.contestants
        half = replace(whole, votes=whole.votes // 2, seats=whole.seats // 2)
        rest = replace(whole, name="Rest", votes=whole.votes - half.votes, seats=whole.seats - half.seats)
        return replace(election, contestants=(half, rest, *others))

    return replace(chain, elections=tuple(map(cut, chain.elections)))


def test_the_order_of_rows_and_elections_of_another_country_change_nothing(empty, made):
    *found, _ = by_chain(empty, [*made, made[0]])
    assert by_chain(empty, made, backwards=True) == found


def test_what_changes_no_answer_and_what_only_takes_answers_away(empty, made):
    variants = {
        "as it is": made,
        "scaled": [scaled(chain, 3) for chain in made],
        "renamed": [renamed(chain) for chain in made],
        "counted": [with_counts(chain) for chain in made],
        "hidden": [with_one_hidden(with_counts(chain), n) for n, chain in enumerate(made)],
        "complete": [complete(chain) for chain in made],
        "with nothing more": [with_nothing_more(complete(chain)) for chain in made],
        "with a list cut": [with_a_list_cut(complete(chain)) for chain in made],
    }
    found = iter(by_chain(empty, [chain for group in variants.values() for chain in group]))
    said = {name: [next(found) for _ in group] for name, group in variants.items()}
    for n, chain in enumerate(made):
        plain = said["as it is"][n]
        assert said["scaled"][n] == plain, chain
        assert {(q, e, key.replace("X", "")): a for (q, e, key), a in said["renamed"][n].items()} == plain, chain
        for place, answer in said["hidden"][n].items():
            assert answer in (None, said["counted"][n].get(place)), (place, answer, chain)
        whole = said["complete"][n]
        more = {p: a for p, a in said["with nothing more"][n].items() if "Nothing" not in p[2]}
        assert more == whole, chain
        for place, answer in said["with a list cut"][n].items():
            if place[0] == "volatility" and place[2] == "families":
                assert answer == whole[place], (place, chain)


SUMS_OF_PRINTED_SHARES = (  # which may be above 100 by their rounding, or where more seats are given than there are
    "vote_shares_pct",
    "two_largest_votes_pct",
    "share_slack_pct",
    "seat_shares_pct",
    "like_for_like_share_pct",
    "like_for_like_share_before_pct",
)
KEYS = {query.name: query.labelled("key")[0].split(", ") for query in QUERIES}


def test_every_key_is_unique_and_every_share_lies_between_nothing_and_everything(empty, made):
    empty.execute("begin")
    try:
        hold(empty, made)
        for name, key in KEYS.items():
            relation = empty.sql(f"from {name}")
            rows = relation.fetchall()
            at = [relation.columns.index(column) for column in key]
            assert len({tuple(row[n] for n in at) for row in rows}) == len(rows), name
            for row in (dict(zip(relation.columns, row, strict=True)) for row in rows):
                for column in relation.columns:
                    if column.endswith("_pct") and column not in SUMS_OF_PRINTED_SHARES and row[column] is not None:
                        may_be_off = row.get("share_slack_pct", 0) if column == "vote_share_pct" else 0
                        assert 0 <= row[column] <= 100 + may_be_off, (name, column, row)
    finally:
        empty.execute("rollback")
