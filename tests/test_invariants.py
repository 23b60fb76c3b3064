"""Rules that hold for every election, tried on made-up ones, and the same indices by plain Python with fractions."""

from contextlib import contextmanager
from fractions import Fraction
from itertools import combinations, pairwise
from math import factorial, isfinite, sqrt

import pytest
from conftest import QUERIES, rows_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hemicycle.database.derived import derive

numbers = st.integers(0, 10_000)
election = st.lists(st.tuples(numbers, st.integers(0, 60)), min_size=1, max_size=7).filter(
    lambda rows: sum(v for v, _ in rows) > 0 and sum(s for _, s in rows) > 0
)
two_elections = st.lists(st.tuples(st.none() | numbers, st.none() | numbers), min_size=1, max_size=7).filter(
    lambda rows: sum(a or 0 for a, _ in rows) > 0 and sum(b or 0 for _, b in rows) > 0
)


@pytest.fixture(scope="module")
def empty(nowhere):
    with nowhere() as db:
        yield db


def examples_of(strategy):
    """Examples, the same each time, to be asked about all at once: a view takes as long for one as for many."""
    found = []

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    assert len(found) == 25
    return found


def hold(db, name, rows, seats=None, land="", printed=None, valid=True, rounded=1, everyone=True):
    """Put an election into the tables; rows are (party number, votes or None, seats or None).

    `printed` are the shares that the source prints, with two decimals at most. `valid` is the number of valid votes it
    gives: that of all votes where True, none where False. `rounded` is what its counts are rounded to, `everyone`
    whether it names everyone who stood.
    """
    parties, votes, won = map(list, zip(*rows, strict=True))
    given = {
        "name": name,
        "day": int(name[1:]),
        "seats": seats,
        "land": land,
        "valid": sum(v or 0 for v in votes) if valid is True else valid or None,
        "printed": printed or [None] * len(rows),
        "rounded": rounded,
        "everyone": everyone,
        "decimals": max(len(share.partition(".")[2]) for share in printed) if printed else None,
        "parties": parties,
        "votes": votes,
        "won": won,
    }
    for sql in (
        (
            "insert into elections "
            "values ($name, $land || 'xx-body', $name, 'direct vote', date '2000-01-01' + $day, "
            "date '2000-01-01' + $day, 'general', 1, false, 1, $seats, $seats, 's', 'x')"
        ),
        (
            "insert into returns "
            "values ($name, $name, 's', 'x', 'final', 'whole', false, $everyone, "
            "case when $decimals is not null then 'valid votes' end, null, $decimals, $rounded, null, null, $valid, "
            "null, null, null, null, null, 1, 'only', null)"
        ),
        (
            "insert into contestants "
            "select $name || '-' || n, $name, 'Party ' || n, 'party list', true, null, 's', 'x' "
            "from (select unnest($parties) as n)"
        ),
        (
            "insert into contestant_parties "
            "select $name || '-' || n, $land || 'p' || n from (select unnest($parties) as n)"
        ),
        (
            "insert into results "
            "select $name, $name || '-' || n, $name, v, cast(share as decimal(5, 2)), s, null "
            "from (select unnest($parties) as n, unnest($votes) as v, unnest($won) as s, unnest($printed) as share)"
        ),
    ):
        db.execute(sql, {word: value for word, value in given.items() if f"${word}" in sql})


def answer(db, sql, *elections, then=()):
    """What a query says of made-up elections after some statements; each is what hold takes, and they are a chain."""
    db.execute("begin")
    try:
        for election in elections:
            hold(db, *election)
        for (before, *_), (after, *_) in pairwise(elections):
            follow(db, before, after)
        for statement in then:
            db.execute(statement)
        return rows_of(db, sql)
    finally:
        db.execute("rollback")


@contextmanager
def holding(db, chains):
    """Holds chains of elections, each in a land of its own; an election is what `hold` takes, without name and land.

    Gives what asks of all of them. To SQL whose first column is election_id it answers, for each chain and each of its
    elections, with the other columns of its rows.
    """
    names = [[f"e{8 * number + place}" for place in range(len(chain))] for number, chain in enumerate(chains)]
    db.execute("begin")
    try:
        for number, (chain, of_chain) in enumerate(zip(chains, names, strict=True)):
            found_land(db, f"{number}-", number)
            for name, (rows, seats, *further) in zip(of_chain, chain, strict=True):
                hold(db, name, rows, seats, f"{number}-", *further)
            for before, after in pairwise(of_chain):
                follow(db, before, after)
        derive(db, QUERIES)

        def ask(sql):
            said = {}
            for name, *row in db.execute(sql).fetchall():
                said.setdefault(name, []).append(tuple(row))
            return [[said.get(name, []) for name in of_chain] for of_chain in names]

        yield ask
    finally:
        db.execute("rollback")


def found_land(db, land, number):
    """A country with a chamber and ten parties."""
    db.execute("insert into countries values ($1 || 'xx', $2, 'Land ' || $2, 'Land ' || $2)", [land, f"{number:03}"])
    db.execute("insert into bodies values ($1 || 'xx-body', $1 || 'xx', 'legislature', 'Body', 'Body')", [land])
    db.execute(
        "insert into parties (party_id, country_id, party, source_id, locator) "
        "select $1 || 'p' || n, $1 || 'xx', 'Party ' || n, 's', 'x' from range(10) as numbers (n)",
        [land],
    )


def follow(db, before, after):
    db.execute(
        "insert into predecessors select ?, ?, body_id, 's', 'x' from elections where election_id = ?",
        [after, before, after],
    )


def numbered(rows):
    return [(n, *row) for n, row in enumerate(rows)]


def shares(values):
    """Shares in per cent, exact."""
    total = sum(values)
    return [Fraction(100 * value, total) for value in values]


def test_effective_parties_is_one_over_the_sum_of_squares_and_lies_between_one_and_their_number(empty):
    examples = examples_of(election)
    with holding(empty, [[(numbered(rows), sum(s for _, s in rows))] for rows in examples]) as ask:
        effective = ask(
            "select election_id, effective_parties_votes, effective_parties_seats from effective_parties "
            "where is_default"
        )
        fractions = ask("select election_id, fractionalisation_votes from fractionalisation where is_default")
    for rows, ([(votes, seats)],), ([(fraction,)],) in zip(examples, effective, fractions, strict=True):
        share = shares([v for v, _ in rows])
        total = sum(s for _, s in rows)
        assert votes == pytest.approx(float(10_000 / sum(v * v for v in share)), abs=0.006), rows
        assert seats == pytest.approx(float(1 / sum(Fraction(s, total) ** 2 for _, s in rows)), abs=0.006), rows
        assert 0.99 <= votes <= len(rows) + 0.02 and 1 <= seats <= len(rows), rows
        assert fraction == pytest.approx(float(1 - sum(v * v for v in share) / 10_000), abs=0.0006), rows


def test_indices_of_disproportionality_are_those_of_plain_python(empty):
    examples = examples_of(election)
    with holding(empty, [[(numbered(rows), sum(s for _, s in rows))] for rows in examples]) as ask:
        answers = ask("select election_id, measure, disproportionality from disproportionality where is_default")
    for rows, (indices,) in zip(examples, answers, strict=True):
        said = dict(indices)
        v, total = shares([v for v, _ in rows]), sum(s for _, s in rows)
        s = [Fraction(100 * s, total) for _, s in rows]
        off = [abs(a - b) for a, b in zip(v, s, strict=True)]
        assert said["least squares"] == pytest.approx(sqrt(float(sum(d * d for d in off)) / 2), abs=0.006), rows
        assert said["Loosemore-Hanby"] == pytest.approx(float(sum(off)) / 2, abs=0.006), rows
        assert said["largest deviation"] == pytest.approx(float(max(off)), abs=0.006), rows
        large = [d for d, share in zip(off, v, strict=True) if share >= Fraction(1, 2)]
        assert said["Rae"] == pytest.approx(float(sum(large) / len(large)), abs=0.006), rows
        if any(seat and not vote for vote, seat in zip(v, s, strict=True)):
            assert said["Sainte-Laguë"] is None and said["D'Hondt"] is None, rows
        else:
            pairs = [(a, b) for a, b in zip(v, s, strict=True) if a]
            assert said["Sainte-Laguë"] == pytest.approx(
                float(sum((b - a) ** 2 / a for a, b in pairs)), rel=1e-6, abs=0.006
            ), rows
            assert said["D'Hondt"] == pytest.approx(float(max(b / a for a, b in pairs)), rel=1e-6, abs=0.006), rows
        assert said["least squares"] <= said["Loosemore-Hanby"] + 0.05, rows


def test_scaling_votes_and_the_order_of_rows_and_a_party_with_nothing_change_nothing(empty):
    examples = examples_of(st.tuples(election, st.integers(2, 9)))
    chains = []
    for rows, factor in examples:
        seats, plain = sum(s for _, s in rows), numbered(rows)
        scaled = [(n, v * factor, s) for n, v, s in plain]
        chains.append([(held, seats) for held in (plain, scaled, list(reversed(plain)), [*plain, (9, 0, 0)])])
    with holding(empty, chains) as ask:
        answers = ask(
            "select election_id, measure, disproportionality from disproportionality where is_default "
            "union all select election_id, 'enep', effective_parties_votes from effective_parties where is_default "
            "order by all"
        )
    for example, (first, *others) in zip(examples, answers, strict=True):
        assert first and others == [first] * 3, example


def test_volatility_is_half_the_sum_of_changes_adds_up_and_is_the_same_backwards(empty):
    examples = examples_of(two_elections)
    chains = []
    for rows in examples:
        before = [(n, a, None) for n, (a, _) in enumerate(rows) if a is not None]
        after = [(n, b, None) for n, (_, b) in enumerate(rows) if b is not None]
        chains += [[(before, None), (after, None)], [(after, None), (before, None)]]
    with holding(empty, chains) as ask:
        answers = ask(
            "select election_id, volatility, entry_exit, switching from electoral_volatility "
            "where reading in ('families', 'same name') order by reading"
        )
    for number, rows in enumerate(examples):
        (_, (like_for_like, forward)), (_, (_, backwards)) = answers[2 * number : 2 * number + 2]
        v1, v2 = (
            dict(zip([n for n, *_ in held], shares([v for _, v, _ in held]), strict=True))
            for held, _ in chains[2 * number]
        )
        expected = sum(abs(v1.get(n, 0) - v2.get(n, 0)) for n in v1.keys() | v2.keys()) / 2
        assert forward[0] == pytest.approx(float(expected), abs=0.006), rows
        assert forward[1] + forward[2] == pytest.approx(forward[0], abs=0.011), rows
        assert 0 <= forward[0] <= 100.05, rows
        assert backwards[0] == forward[0], rows
        assert like_for_like == forward, rows


def test_power_is_that_of_plain_python_and_adds_up_to_one(empty):
    examples = examples_of(st.lists(st.integers(0, 60), min_size=1, max_size=7).filter(any))
    with holding(empty, [[([(n, None, s) for n, s in enumerate(seats)], sum(seats))] for seats in examples]) as ask:
        answers = ask(
            "select election_id, competitor, banzhaf, shapley_shubik, swings from voting_power where is_default "
            "order by competitor"
        )
    for seats, (said,) in zip(examples, answers, strict=True):
        players = [s for s in seats if s]
        quota, n = sum(seats) // 2 + 1, len(players)
        swings, orders = [0] * n, [Fraction(0)] * n
        for player in range(n):
            others = [p for p in range(n) if p != player]
            for size in range(n):
                for group in combinations(others, size):
                    if quota - players[player] <= sum(players[p] for p in group) < quota:
                        swings[player] += 1
                        orders[player] += Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
        assert [row[3] for row in said] == swings, seats
        assert [row[1] for row in said] == pytest.approx([s / sum(swings) for s in swings], abs=0.00006), seats
        assert [row[2] for row in said] == pytest.approx([float(o) for o in orders], abs=0.00006), seats
        assert sum(row[1] for row in said) == pytest.approx(1, abs=0.001), seats
        assert sum(row[2] for row in said) == pytest.approx(1, abs=0.001), seats


def test_coalitions_listed_are_all_the_minimal_winning_ones_of_up_to_four(empty):
    examples = examples_of(st.lists(st.integers(0, 60), min_size=1, max_size=7).filter(any))
    with holding(empty, [[([(n, None, s) for n, s in enumerate(seats)], sum(seats))] for seats in examples]) as ask:
        answers = ask("select election_id, members, seats from minimal_winning_coalitions where members is not null")
    for seats, (said,) in zip(examples, answers, strict=True):
        players = {f"Party {n}": s for n, s in enumerate(seats) if s}
        half = sum(seats) / 2
        expected = {
            frozenset(group)
            for size in range(1, 5)
            for group in combinations(players, size)
            if sum(players[p] for p in group) > half
            and all(sum(players[p] for p in group) - players[p] <= half for p in group)
        }
        assert {frozenset(members.split(" + ")) for members, _ in said} == expected, seats
        assert len(said) == len(expected), seats


def test_the_largest_two_their_margin_and_every_advantage_are_those_of_plain_python(empty):
    examples = examples_of(election)
    with holding(empty, [[(numbered(rows), sum(s for _, s in rows))] for rows in examples]) as ask:
        largest = ask(
            "select election_id, two_largest_votes_pct, two_largest_seats_pct from two_party_concentration "
            "where is_default"
        )
        margins = ask("select election_id, margin_votes, margin_seats from victory_margin")
        advantages = ask(
            "select election_id, competitor_id, advantage_ratio, seat_bonus_pp from advantage_ratio where is_default"
        )
    for rows, ([(votes, seats)],), ([(margin_votes, margin_seats)],), (advantage,) in zip(
        examples, largest, margins, advantages, strict=True
    ):
        total = sum(s for _, s in rows)
        v, s = shares([v for v, _ in rows]), [Fraction(100 * s, total) for _, s in rows]
        assert votes == pytest.approx(float(sum(sorted(v)[-2:])), abs=0.006), rows
        assert seats == pytest.approx(float(sum(sorted(s)[-2:])), abs=0.006), rows
        if len(rows) > 1:
            by_seats = sorted(seats for _, seats in rows)
            by_share = sorted(zip(v, (votes for votes, _ in rows), strict=True))
            assert margin_seats == by_seats[-1] - by_seats[-2], rows
            assert margin_votes == by_share[-1][1] - by_share[-2][1], rows
        assert len(advantage) == len(rows), rows
        for competitor, ratio, bonus in advantage:
            n = int(competitor.rpartition("-")[2])
            assert bonus == pytest.approx(float(s[n] - v[n]), abs=0.006), rows
            assert ratio is None if not v[n] else ratio == pytest.approx(float(s[n] / v[n]), abs=0.006), rows


def test_more_women_than_before_are_a_change_above_zero(empty):
    empty.execute("begin")
    try:
        for name in ("e1", "e2"):
            hold(empty, name, [(0, 100, 50)], 50)
        empty.execute("insert into predecessors values ('e2', 'e1', 'xx-body', 's', 'x')")
        empty.execute("insert into measures values ('women_elected', 'persons', 'women elected')")
        empty.execute(
            "insert into statistics "
            "values ('e1', 'women_elected', 's', 'x', null, 'exact', 11, 1, null, null, null), "
            "('e2', 'women_elected', 's', 'x', null, 'exact', 18, 1, null, null, null)"
        )
        assert rows_of(
            empty,
            "select women_elected, women_elected_before, change, women_share_pct from women_elected "
            "where election_id = 'e2'",
        ) == [(18, 11, 7, 36.0)]
    finally:
        empty.execute("rollback")


def counted(election, measure, qualifier, amount, unit):
    """SQL for a count of one measure."""
    return (
        f"insert into statistics values ('{election}', '{measure}', 's', 'x', null, '{qualifier}', {amount}, {unit}, "
        "null, null, null)"
    )


MEASURES = (
    "insert into measures values ('women_elected', 'persons', 'x'), ('candidates', 'persons', 'y'), "
    "('women_candidates', 'persons', 'z')"
)
TWICE = [("e1", [(0, 100, 50)], 50), ("e2", [(0, 100, 50)], 50)]


@pytest.mark.parametrize(
    "before, after, then, said",
    [
        (("about", 20, 10), ("exact", 23, 1), [], (46.0, None, None, "one of the two numbers is not exact")),
        (("exact", 20, 1), ("at least", 23, 1), [], (46.0, None, None, "one of the two numbers is not exact")),
        (("exact", 20, 1), ("exact", 60, 1), [], (None, None, "more women than seats", "more women than seats")),
        (("exact", 60, 1), ("exact", 20, 1), [], (40.0, None, None, "more women than seats")),
        (
            ("exact", 20, 1),
            ("exact", 23, 1),
            ["update elections set is_annulled = true where election_id = 'e1'"],
            (46.0, None, None, "one of the two elections is annulled"),
        ),
        (
            ("exact", 20, 1),
            ("exact", 23, 1),
            ["update elections set seats = null where election_id = 'e2'"],
            (None, 3, "the number of seats is not known", None),
        ),
        (("exact", 20, 1), ("exact", 23, 1), [], (46.0, 3, None, None)),
    ],
)
def test_women_are_compared_where_both_numbers_are_certain(empty, before, after, then, said):
    then = [MEASURES, counted("e1", "women_elected", *before), counted("e2", "women_elected", *after), *then]
    sql = "select women_share_pct, change, missing, missing_change from women_elected where election_id = 'e2'"
    assert answer(empty, sql, *TWICE, then=then) == [said]


@pytest.mark.parametrize(
    "elected, candidates, women, said",
    [
        (("exact", 10, 1), 200, 50, (0.75, None)),
        (("at least", 10, 1), 200, 50, (None, "the number of women elected is not exact")),
        (("exact", 60, 1), 200, 80, (None, "more women than seats")),
        (("exact", 50, 1), 200, 60, (None, "no man was elected")),
        (("exact", 0, 1), 200, 0, (None, "no woman stood")),
        (("exact", 50, 1), 200, 200, (None, "no man stood")),
        (("exact", 10, 1), 200, 5, (None, "more were elected than stood")),
        (("exact", 10, 1), 200, 201, (None, "more women than candidates")),
    ],
)
def test_women_fared_better_or_worse_than_men_where_it_is_certain(empty, elected, candidates, women, said):
    then = [
        MEASURES,
        counted("e1", "women_elected", *elected),
        counted("e1", "candidates", "exact", candidates, 1),
        counted("e1", "women_candidates", "exact", women, 1),
    ]
    sql = "select success_ratio, missing from women_standing"
    assert answer(empty, sql, TWICE[0], then=then) == [said]


def next_return(election, rounded=1, **figures):
    """SQL for a return of lower rank with some figures."""
    return (
        "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, names_everyone, "
        f"counts_rounded_to, rank, rank_reason, {', '.join(figures)}) "
        f"values ('{election}-next', '{election}', 's', 'x', 'final', 'whole', "
        f"false, false, {rounded}, 2, 'x', {', '.join(map(repr, figures.values()))})"
    )


def printed_turnout(percent, decimals=0):
    return {"turnout_pct": percent, "turnout_base": "registered voters", "turnout_decimals": decimals}


def counted_turnout(ballots, rounded=1):
    return {"registered_voters": 100_000, "ballots_cast": ballots, "rounded": rounded}


@pytest.mark.parametrize(
    "before, after, said",
    [
        (printed_turnout(50), counted_turnout(50_200), [(None, None), (None, None)]),
        (printed_turnout(50), printed_turnout(50), [(None, None), (None, None)]),
        (printed_turnout(50, 2), printed_turnout(50, 2), [(None, None), (None, None)]),
        (printed_turnout(50), printed_turnout(51), [(True, False), (False, True)]),
        (printed_turnout(50), counted_turnout(51_000), [(True, False), (False, True)]),
        (counted_turnout(50_000), counted_turnout(50_000), [(True, True), (True, True)]),
        (counted_turnout(50_000, 1000), counted_turnout(50_200), [(None, None), (None, None)]),
        (counted_turnout(50_000, 1000), counted_turnout(52_000), [(True, False), (False, True)]),
    ],
)
def test_a_record_is_one_however_the_turnouts_are_rounded(empty, before, after, said):
    then = [next_return("e1", **before), next_return("e2", **after)]
    sql = "select is_lowest, is_highest from turnout_records"
    assert answer(empty, sql, *TWICE, then=then) == said


@pytest.mark.parametrize(
    "ballots, valid, invalid, rounded, said",
    [
        (1000, 900, 100, 1, (10.0, "exact", None)),
        (1000, 900, 50, 1, (None, None, "ballots are not valid and invalid votes together")),
        (1_000_000, 900_000, None, 1000, (10.0, "about", None)),
        (1_000_000, 1_000_000, None, 1000, (None, None, "the counts are rounded to as much")),
        (1_000_000, 900_000, 101_000, 1000, (10.1, "about", None)),
        (1000, None, None, 1, (None, None, "ballots not known")),
    ],
)
def test_spoiled_ballots_are_known_where_the_counts_agree(empty, ballots, valid, invalid, rounded, said):
    """The first return has none of them: what it lacks is taken from the next."""
    figures = {"ballots_cast": ballots, "valid_votes": valid, "invalid_votes": invalid}
    known = {name: count for name, count in figures.items() if count}
    sql = "select spoiled_ballots_pct, qualifier, missing from spoiled_ballots"
    election = ("e1", [(0, 100, 50)], 50, "", None, False)
    assert answer(empty, sql, election, then=[next_return("e1", rounded, **known)]) == [said]


def test_a_turnout_without_ballots_does_not_hide_the_ballots_of_the_next(empty):
    first = next_return("e1", **printed_turnout(60)).replace("e1-next", "e1-first").replace(" 2, ", " 1, ")
    sql = "select spoiled_ballots_pct, locator from spoiled_ballots"
    then = [first, next_return("e1", ballots_cast=1000, valid_votes=950)]
    poll = (
        "insert into elections values ('e1', 'xx-body', 'e1', 'direct vote', '2000-01-01', '2000-01-01', 'general', 1, "
        "false, 1, 5, 5, 's', 'x')"
    )
    assert answer(empty, sql, then=[poll, *then]) == [(5.0, "e1-next")]


ODD = {
    "without votes": [(0, None, 10), (1, None, 5)],
    "with one contestant": [(0, 100, 10)],
    "with all uncontested": [(0, 0, 10)],
    "with a share not known": [(0, 100, 10), (1, None, 5)],
    "with ties": [(0, 100, 10), (1, 100, 10)],
    "with no valid vote": [(0, 0, 5), (1, 0, 5)],
    "without seats": [(0, 100, None), (1, 50, None)],
    "with nothing known": [(0, None, None)],
}


@pytest.fixture(scope="module")
def odd(nowhere):
    """A land for each odd case, with two elections of its kind, the second later than the first."""
    with nowhere() as db:
        for number, rows in enumerate(ODD.values()):
            land, elections = f"{number}-", [f"e{2 * number}", f"e{2 * number + 1}"]
            found_land(db, land, number)
            for name in elections:
                hold(db, name, rows, sum(s or 0 for *_, s in rows) or None, land)
            follow(db, *elections)
        derive(db, QUERIES)
        yield db


@pytest.mark.parametrize("query", [query.name for query in QUERIES])
def test_every_view_answers_for_odd_elections_with_figures_or_with_a_reason(odd, query):
    relation = odd.sql(f"from {query}")
    rows = relation.fetchall()
    assert [row for row in rows if any(isinstance(cell, float) and not isfinite(cell) for cell in row)] == []
    if query in (
        "effective_parties",
        "disproportionality",
        "electoral_volatility",
        "plurality_reversals",
        "victory_margin",
        "largest_party",
        "majority",
    ):
        at = relation.columns.index("election_id")
        assert {row[at] for row in rows} >= {f"e{2 * number + 1}" for number in range(len(ODD))}


def test_the_first_by_votes_who_is_level_by_seats_is_no_reversal(empty):
    tie = ("e1", [(0, 400, 5), (1, 400, 3), (2, 200, 2)], 10)
    level = ("e9", [(0, 450, 4), (1, 350, 4), (2, 200, 2)], 10)
    reversal = ("e17", [(0, 450, 3), (1, 350, 5), (2, 200, 2)], 10)
    for election, expected in ((tie, False), (level, False), (reversal, True)):
        for view in ("closest_elections", "plurality_reversals"):
            assert answer(empty, f"select is_reversal from {view}", election) == [(expected,)], view


@pytest.mark.parametrize(
    "share_of, votes, valid, said",
    [
        ("valid votes", (550, 401, 49), ["55.0", "40.1", "4.9"], [(6, None), (4, None), (0, None)]),
        ("valid votes", (550, 390, 60), 1000, [(5, None), (4, None), (1, None)]),
        ("valid votes", (600, 360, 40), 1000, [(6, None), (4, None), (0, None)]),
        (
            "valid votes",
            (550, 390, 60),
            False,
            [(None, "shares of the valid votes are not known of all with votes")] * 3,
        ),
        ("votes", (550, 390, 60), 1000, [(None, "it is not certain who has the share that the law demanded")] * 3),
        ("votes", (600, 360, 40), 1000, [(None, "it is not certain who has the share that the law demanded")] * 3),
        ("members", (550, 390, 60), 1000, []),
    ],
)
def test_a_threshold_is_applied_where_it_is_certain_who_passes_it(empty, share_of, votes, valid, said):
    printed, valid = (valid, False) if isinstance(valid, list) else (None, valid)
    rows = [(n, v, s) for n, (v, s) in enumerate(zip(votes, (6, 4, 0), strict=True))]
    election = ("e1", rows, 10, "", printed, valid)
    law = f"insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, '{share_of}')"
    sql = "select seats_allotted, missing from apportionment where threshold = 'law' and method = 'Hare'"
    assert answer(empty, sql, election, then=[law]) == said
    if share_of == "votes":  # where the ballots are known, it is certain who has that share of them
        allotted = [(5, None), (4, None), (1, None)] if votes[2] == 60 else [(6, None), (4, None), (0, None)]
        ballots = (
            "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, "
            "names_everyone, counts_rounded_to, ballots_cast, rank) "
            "values ('more', 'e1', 's', 'x', 'final', 'whole', false, false, 1, 1100, 2)"
        )
        assert answer(empty, sql, election, then=[law, ballots]) == allotted


@pytest.mark.parametrize(
    "rows, kind, said",
    [
        ([(550, 5), (350, 4), (None, 1)], "party list", (None, None, "the share of somebody with a seat is not known")),
        ([(550, 5), (350, 5), (100, None)], "party list", ("Party 1", 35.0, None)),
        (
            [(550, 4), (350, 4), (50, None)],
            "party list",
            (None, None, "the seats of somebody with no more votes are not known"),
        ),
        (
            [(550, 5), (100, 2), (100, None)],
            "party list",
            (None, None, "the seats of somebody with no more votes are not known"),
        ),
        ([(550, 5), (350, 4), (100, 1)], "others", (None, None, "nobody says who of Others has a seat")),
        ([(550, 5), (350, 5), (100, 0)], "others", ("Party 1", 35.0, None)),
        ([(400, 4), (300, 3), (300, 3)], "party list", ("Party 1, Party 2", 30.0, None)),
    ],
)
def test_the_smallest_with_a_seat_is_not_one_of_those_whose_share_is_known_alone(empty, rows, kind, said):
    election = ("e1", [(n, *row) for n, row in enumerate(rows)], 10, "", None, 1000)
    more = f"insert into contestants values ('e1-9', 'e1', 'Last', '{kind}', true, null, 's', 'x')"
    then = []
    if kind == "others":
        election[1].pop()
        votes, seats = rows[-1]
        then = [more, f"insert into results values ('e1', 'e1-9', 'e1', {votes}, null, {seats}, null)"]
    sql = "select smallest_with_seat, smallest_with_seat_pct, missing_smallest from near_misses"
    assert answer(empty, sql, election, then=then) == [said]


@pytest.mark.parametrize(
    "rows, share_of, printed, said",
    [
        (
            [(600, 60), (250, None), (50, 0), (100, 10)],
            "valid votes",
            None,
            (None, None, "the seats of somebody with as many votes are not known", None, None),
        ),
        ([(600, 60), (250, 30), (49, 0), (101, 10)], "valid votes", None, ("Party 2", 0.1, None, None, None)),
        (
            [(600, 60), (300, 30), (49, 0), (None, 10)],
            "valid votes",
            None,
            ("Party 2", 0.1, None, None, "it is not certain who has the share that the law demanded"),
        ),
        ([(940, 90), (None, 10), (20, 0)], "valid votes", None, ("Party 2", 3.0, None, "Party 1", None)),
        (
            [(900, 90), (51, 10), (49, 0)],
            "votes",
            None,
            (
                "Party 2",
                None,
                "of which votes the law demanded a share is not said",
                None,
                "it is not certain who has the share that the law demanded",
            ),
        ),
        (
            [(900, 90), (40, 10), (49, 0)],
            "votes",
            None,
            ("Party 2", None, "of which votes the law demanded a share is not said", "Party 1", None),
        ),
        (
            [(None, 90), (None, 10), (None, 0)],
            "valid votes",
            ["89.0", "6.0", "5.0"],
            ("Party 2", None, "its share is rounded to what the law demanded", None, None),
        ),
        (
            [(None, 90), (None, 10), (None, 0)],
            "valid votes",
            ["92.0", "4.9", "3.0"],
            ("Party 2", 2.0, None, "Party 1", None),
        ),
        (
            [(None, 90), (None, 0), (None, 0)],
            "valid votes",
            ["94.0", "3.0", "3.0"],
            (None, None, "the shares are rounded", None, None),
        ),
        (
            [(900, 100), (None, 0), (20, 0)],
            "valid votes",
            None,
            (None, None, "the share of somebody without a seat is not known", None, None),
        ),
    ],
)
def test_who_is_below_the_threshold_is_said_where_nothing_unknown_could_change_it(empty, rows, share_of, printed, said):
    election = ("e1", [(n, *row) for n, row in enumerate(rows)], 130, "", printed, 1000)
    law = f"insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, '{share_of}')"
    ballots = next_return("e1", ballots_cast=1100)
    sql = "select largest_without_seat, missed_by_pp, missing_largest, seated_below, missing_below from near_misses"
    assert answer(empty, sql, election, then=[law, ballots]) == [said]


@pytest.mark.parametrize(
    "law, share, seats, said",
    [
        *((law, share, 0, (missed, None, None)) for law, share, missed in ((5, "4.9", 0.1), (3, "2.9", 0.1))),
        *((law, share, 0, (missed, None, None)) for law, share, missed in ((5, "4.99", 0.01), (2, "1.99", 0.01))),
        *((law, share, 10, (law - 1.0, None, None)) for law, share in ((4, "4.1"), (5, "5.1"), (2, "2.01"))),
    ],
)
def test_a_share_is_a_unit_of_its_decimals_off_at_most_whatever_the_threshold(empty, law, share, seats, said):
    shares = ["90.0", "1.0" if seats else "8.0", share]
    election = ("e1", [(0, None, 90), (1, None, 10 - seats), (2, None, seats)], 100, "", shares, 1000)
    law = f"insert into thresholds values ('e1', 'entry', 's', 'x', {law}, 100, 'valid votes')"
    sql = "select missed_by_pp, seated_below, missing_below from near_misses"
    assert answer(empty, sql, election, then=[law]) == [said]


@pytest.mark.parametrize("ballots, rounded, missed", [(1000, 1, 0.1), (1000, 100, None), (1001, 1, None)])
def test_a_share_of_votes_is_one_of_valid_votes_where_all_ballots_are_valid(empty, ballots, rounded, missed):
    election = ("e1", [(0, 900, 90), (1, 51, 10), (2, 49, 0)], 100, "", None, 1000)
    law = "insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, 'votes')"
    then = [law, next_return("e1", rounded, ballots_cast=ballots)]
    said = None if missed else "of which votes the law demanded a share is not said"
    asked = "select missed_by_pp, missing_largest from near_misses"
    assert answer(empty, asked, election, then=then) == [(missed, said)]


def test_who_may_be_level_with_the_largest_without_a_seat_is_not_left_out(empty):
    election = ("e1", [(0, 50, 9), (1, 50, 1), (2, 50, 0), (3, 4, 0), (4, None, 0)], 10, "", None, 204)
    sql = "select largest_without_seat, missing_largest from near_misses"
    assert answer(empty, sql, election) == [(None, "the share of somebody without a seat is not known")]


def test_nobody_is_the_smallest_with_a_seat_where_somebody_without_a_name_has_one(empty):
    law = "insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, 'valid votes')"
    sql = "select smallest_with_seat, missing_smallest, seated_below, missing_below from near_misses"
    rows = [(0, 940, 9), (1, 30, 1), (2, 20, 0)]
    reason = "nobody says who has some of the seats"
    assert answer(empty, sql, ("e1", rows, 10, "", None, 1000, 1, False), then=[law]) == [
        ("Party 1", None, "Party 1", None)
    ]
    assert answer(empty, sql, ("e1", rows, 11, "", None, 1000, 1, False), then=[law]) == [(None, reason, None, reason)]


def test_others_may_have_among_them_the_largest_without_a_seat(empty):
    then = [
        "insert into contestants values ('e1-9', 'e1', 'Last', 'others', true, null, 's', 'x')",
        "insert into results values ('e1', 'e1-9', 'e1', 80, null, 0, null)",
    ]
    sql = "select largest_without_seat, missing_largest from near_misses"
    election = ("e1", [(0, 870, 10), (1, 50, 0)], 10, "", None, 1000)
    assert answer(empty, sql, election, then=then) == [(None, "somebody of Others may have more")]


def test_seats_are_allotted_among_the_winners_where_the_votes_of_a_loser_are_not_known(empty):
    election = ("e1", [(0, 300, 6), (1, 200, 4), (2, None, 0)], 10, "", None, 1000)
    law = "insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, 'valid votes')"
    sql = "select distinct threshold, missing, seats_allotted from apportionment where method = 'Hare' order by all"
    unknown = "votes are not known of all who stood"
    assert answer(empty, sql, election, then=[law]) == [
        ("law", unknown, None),
        ("none", unknown, None),
        ("winners", None, 4),
        ("winners", None, 6),
    ]


def test_no_seats_are_allotted_by_rounded_votes(empty):
    election = ("e1", [(0, 650_000, 70), (1, 300_000, 30), (2, 50_000, 0)], 100, "", None, True, 10_000)
    assert answer(empty, "select method, missing from apportionment", election) == [(None, "votes are rounded")]


@pytest.mark.parametrize(
    "rows, kind, last, said",
    [
        ([(500, 6), (400, 4)], "blank votes", ("null", "null"), [(None, 2.38, 2.44, 1.92)]),
        ([(500, 6), (400, 4)], "blank votes", ("60", "null"), [(2.43, 2.43, 2.43, 1.92)]),
        ([(500, 5), (None, 3)], "others", ("100", "2"), [(None, 2.0, 4.0, 2.63)]),
        ([(600, 5), (400, 3)], "others", ("0", "2"), [(1.92, 1.92, 1.92, 2.63)]),
    ],
)
def test_others_as_one_have_the_votes_and_seats_that_are_certain(empty, rows, kind, last, said):
    votes, seats = last
    then = [
        f"insert into contestants values ('e1-9', 'e1', 'Last', '{kind}', true, null, 's', 'x')",
        f"insert into results values ('e1', 'e1-9', 'e1', {votes}, null, {seats}, null)",
    ]
    sql = (
        "select effective_parties_votes, lowest_votes, highest_votes, effective_parties_seats "
        "from effective_parties where convention = 'others as one'"
    )
    election = ("e1", [(n, *row) for n, row in enumerate(rows)], 10, "", None, 1000)
    assert answer(empty, sql, election, then=then) == said


def test_others_as_one_are_not_taken_for_lists_of_independents(empty):
    then = [
        "insert into contestants values ('e1-00', 'e1', 'First', 'independents', true, null, 's', 'x')",
        "insert into results values ('e1', 'e1-00', 'e1', 100, null, 0, null)",
    ]
    sql = "select competitor, vote_share_pct from competitors where convention = 'others as one' order by all"
    election = ("e1", [(1, 500, 10)], 10, "", None, 1000)
    assert answer(empty, sql, election, then=then) == [("First", 10.0), ("Others", 40.0), ("Party 1", 50.0)]


def test_unknown_votes_of_a_list_are_beside_those_that_its_party_is_known_to_have(empty):
    then = [
        "update contestant_parties set party_id = 'p0' where contestant_id = 'e1-1'",
        "insert into contestants values ('e1-9', 'e1', 'Last', 'others', true, null, 's', 'x')",
        "insert into results values ('e1', 'e1-9', 'e1', 250, null, 0, null)",
    ]
    sql = "select lowest_votes, highest_votes from effective_parties where convention = 'others as one'"
    election = ("e1", [(0, 200, 6), (1, None, 4), (2, 400, 0)], 10, "", None, 1000)
    assert answer(empty, sql, election, then=then) == [(1.92, 6.25)]


def test_no_squares_of_shares_have_a_reason_where_the_number_of_parties_is_known(empty):
    election = ("e1", [(0, 970, 10), (1, None, 0)], 10, "", None, 1000)
    sql = "select distinct squared_vote_shares, fractionalisation_votes, missing_votes from fractionalisation"
    assert answer(empty, sql, election) == [(None, None, "the votes of somebody are not known")]


@pytest.mark.parametrize(
    "everyone, kind, share", [(True, "party list", 80.0), (False, "party list", None), (False, "others", 80.0)]
)
def test_a_share_of_several_votes_on_a_ballot_is_of_everyones(empty, everyone, kind, share):
    then = [
        "update elections set votes_per_ballot = 2",
        f"update contestants set kind = '{kind}' where contestant_id = 'e1-1'",
    ]
    election = ("e1", [(0, 400, 6), (1, 100, 4)], 10, "", None, 300, 1, everyone)
    sql = "select vote_share_pct from outcomes where contestant_id = 'e1-0'"
    assert answer(empty, sql, election, then=then) == [(share,)]


@pytest.mark.parametrize("votes", ["50", "null"])
def test_the_largest_deviation_is_known_however_the_votes_of_independents_divide(empty, votes):
    then = [
        "insert into contestants values ('e1-9', 'e1', 'Last', 'independents', true, null, 's', 'x')",
        f"insert into results values ('e1', 'e1-9', 'e1', {votes}, null, 2, null)",
    ]
    sql = (
        "select disproportionality, missing from disproportionality "
        "where convention = 'independents each' and measure = "
    )
    election = ("e1", [(0, 500, 14), (1, 450, 4)], 20, "", None, 1000)
    assert answer(empty, f"{sql} 'largest deviation'", election, then=then) == [(25.0, None)]
    unknown = [(None, "how the votes of independents divide is not known")]
    assert answer(empty, f"{sql} 'least squares'", election, then=then) == unknown


def test_ties_are_kept(empty):
    tied = [(0, 100, 10), (1, 100, 10), (2, 50, 3)]
    said = answer(empty, "select measure, contestant, is_tied from largest_party order by all", ("e1", tied, 23))
    assert said == [
        ("seats", "Party 0", True),
        ("seats", "Party 1", True),
        ("votes", "Party 0", True),
        ("votes", "Party 1", True),
    ]
