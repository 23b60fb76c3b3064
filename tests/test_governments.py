"""Governments and allotments as plain Python works them out, out of the same tables, against the views."""

from collections import defaultdict
from fractions import Fraction

import pytest
from conftest import rows_of
from test_invariants import follow, hold


@pytest.fixture(scope="module")
def seats_of(db):
    """{(election, contestant): seats}, with None where they are not known."""
    rows = db.sql("select election_id, contestant_id, seats from standings where not is_previous").fetchall()
    return {(election, contestant): seats for election, contestant, seats in rows}


@pytest.fixture(scope="module")
def lists_of(db):
    """{cabinet: (election, majority, its parties, those that did not stand, {contestant of these: its parties})}."""
    parties = defaultdict(set)
    for contestant, party in db.sql("select contestant_id, party_id from contestant_parties").fetchall():
        parties[contestant].add(party)
    contestants = defaultdict(set)
    for election, contestant in db.sql("select election_id, contestant_id from contestants").fetchall():
        contestants[election].add(contestant)
    alliances = dict(db.sql("select contestant_id, alliance_contestant_id from alliance_members").fetchall())
    members = defaultdict(set)
    for cabinet, party in db.sql("select cabinet_id, party_id from cabinet_parties").fetchall():
        members[cabinet].add(party)
    found = {}
    for cabinet, election, chamber in db.sql(
        "select cabinet_id, election_id, chamber_seats from cabinets join elections using (election_id)"
    ).fetchall():
        lists = {who: parties[who] for who in contestants[election] if parties[who] & members[cabinet]}
        absent = members[cabinet] - set().union(*lists.values())
        lists = {who: of for who, of in lists.items() if alliances.get(who) not in lists}
        found[cabinet] = election, chamber // 2 + 1 if chamber else None, members[cabinet], absent, lists
    return found


def type_of(majority, lists, seats):
    """The type of a government of which every seat is known."""
    total = sum(seats)
    if not lists:
        return "no party"
    if len(lists) == 1:
        return "single-party majority" if total >= majority else "single-party minority"
    if total < majority:
        return "minority coalition"
    is_surplus = any(own > 0 and total - own >= majority for own in seats)
    return "surplus coalition" if is_surplus else "minimal winning coalition"


def test_governments_are_those_of_plain_python(db, lists_of, seats_of):
    answered = {row[0]: row[1:] for row in db.sql("select cabinet_id, seats, type from governments").fetchall()}
    compared = 0
    for cabinet, (election, majority, members, absent, lists) in lists_of.items():
        seats = [seats_of.get((election, who)) for who in lists]
        is_known = None not in seats and all(
            lists[who] <= members or not own for who, own in zip(lists, seats, strict=True)
        )
        if majority and not absent and is_known:
            assert answered[cabinet] == (sum(seats), type_of(majority, lists, seats)), cabinet
            compared += 1
        elif members:
            assert answered[cabinet][0] is None, cabinet
    assert compared > 1_200


def allotted(method, votes, seats):
    """The seats by a formula, as its inventor would count them, or None where the last one is tied."""
    if method in ("Hare", "Droop"):
        quota = Fraction(sum(votes), seats) if method == "Hare" else sum(votes) // (seats + 1) + 1
        won = [int(own // quota) for own in votes]
        rest = sorted(
            ((own - whole * quota, at) for at, (own, whole) in enumerate(zip(votes, won, strict=True))), reverse=True
        )
        left = seats - sum(won)
        if 0 < left < len(rest) and rest[left - 1][0] == rest[left][0]:
            return None
        for _, at in rest[:left]:
            won[at] += 1
        return won
    first = {"D'Hondt": 10, "Sainte-Laguë": 10, "modified Sainte-Laguë": 14}[method]
    step = 10 if method == "D'Hondt" else 20
    won = [0] * len(votes)
    divisor = [first] * len(votes)
    for place in range(seats):
        best = max(Fraction(own, by) for own, by in zip(votes, divisor, strict=True))
        tied = [at for at, (own, by) in enumerate(zip(votes, divisor, strict=True)) if Fraction(own, by) == best]
        if len(tied) > seats - place:
            return None
        at = tied[0]
        won[at] += 1
        divisor[at] = 10 + step * won[at]
    return won


@pytest.mark.parametrize("threshold", ["none", "winners"])
def test_allotments_are_those_of_plain_python(db, threshold):
    """For the elections to the smaller chambers, since counting seat by seat takes Python a while."""
    asked = db.execute(
        "select election_id, method, contestant_id, votes, seats, seats_allotted from apportionment "
        "where threshold = ? and hash(election_id) % 4 = 0 order by election_id, method, contestant_id",
        [threshold],
    ).fetchall()
    ballots = defaultdict(list)
    for election, method, *row in asked:
        ballots[election, method].append(row)
    compared = 0
    for (election, method), rows in ballots.items():
        seats = sum(row[2] for row in rows)
        votes = [row[1] if threshold == "none" or row[2] > 0 else 0 for row in rows]
        if seats <= 150 and sum(votes):
            won = allotted(method, votes, seats)
            if won is not None:
                assert [row[3] for row in rows] == won, (election, method)
                compared += 1
    assert compared > 300


def test_formulas_give_the_seats_of_countries_whose_law_has_them(db):
    """The whole country is one district there; in the Netherlands no lists were joined until 1972."""
    rows = db.sql("""
        select country, count(*), count(case when is_equal then 1 end)
        from (
            select country, election_id, bool_and(seats_beyond = 0) as is_equal
            from apportionment
            where threshold = 'winners' and election not like '%European%' and (
                (country = 'Slovakia' and method = 'Droop' and year(first_polling_on) >= 1994)
                or (country = 'Netherlands' and method = 'D''Hondt' and year(first_polling_on) between 1956 and 1972)
                or (country = 'Israel' and method = 'Hare' and year(first_polling_on) between 1951 and 1969)
            )
            group by country, election_id
        ) group by country order by country
    """).fetchall()
    assert rows == [("Israel", 6, 4), ("Netherlands", 6, 6), ("Slovakia", 8, 8)]


def test_days_to_government_are_those_of_the_calendar(db):
    rows = db.sql("select election_id, started_on, days, caretaker_since_on from days_to_government").fetchall()
    polls = dict(db.sql("select election_id, last_polling_on from elections").fetchall())
    began = defaultdict(list)
    for election, started_on in db.sql(
        "select election_id, started_on from cabinets where not is_caretaker and election_id is not null"
    ).fetchall():
        began[election].append(started_on)
    for election, started_on, days, since in rows:
        assert started_on == min(began[election], default=None)
        assert days == (None if started_on is None else (started_on - polls[election]).days)
        assert since is None or started_on is None or since < started_on


@pytest.fixture(scope="module")
def offices(nowhere):
    with nowhere() as db:
        db.execute(
            "insert into people (person_id, person, source_id, locator) "
            "values ('ann', 'Ann', 's', 'x'), ('cy', 'Cy', 's', 'x')"
        )
        yield db


def cabinet(day, election, person, parties=("p0",), leader="p0"):
    """SQL for a cabinet, with its parties."""
    name = f"c-{day}"
    election, person = ("null" if word is None else repr(word) for word in (election, person))
    yield (
        f"insert into cabinets values ('{name}', 'xx', {election}, '{name}', {person}, '{day}', 'election', false, "
        "'s', 'x')"
    )
    for party in parties:
        yield f"insert into cabinet_parties values ('{name}', '{party}', {party == leader})"


def asked(db, elections, statements, sql):
    """What a question answers about a chain of elections and what some statements add."""
    db.execute("begin")
    try:
        for election in elections:
            hold(db, *election)
        for (before, *_), (after, *_) in zip(elections, elections[1:], strict=False):
            follow(db, before, after)
        for statement in statements:
            db.execute(statement)
        return rows_of(db, sql)
    finally:
        db.execute("rollback")


ROWS = [(0, 60, 60), (1, 40, 40)]
FOUR_YEARS = 1461
BEFORE_THE_FILE = "the file does not have who was in office before"


def chain(*cabinets):
    """Elections of 2000, 2004 and 2008, and cabinets that follow one another."""
    elections = [(f"e{FOUR_YEARS * number}", ROWS, 100) for number in range(3)]
    return elections, [sql for one in cabinets for sql in cabinet(*one)]


def test_an_office_is_held_without_a_break_where_every_cabinet_is_known(offices):
    elections, cabinets = chain(
        ("1999-01-01", None, "cy"),
        ("2000-02-01", "e0", "ann"),
        ("2002-02-01", "e0", None),
        ("2003-01-01", "e0", "ann"),
        ("2004-02-01", "e1461", "ann"),
        ("2006-01-01", "e1461", None),
        ("2008-02-01", "e2922", None),
        ("2010-01-01", "e2922", "cy"),
    )
    sql = (
        "select election_id, prime_minister_before, since_on, missing_since, is_same_person, missing from incumbency "
        "order by first_polling_on"
    )
    nobody = "the cabinet before has no prime minister in the file"
    nobody_before_polls = "the cabinet before it has no prime minister in the file"
    assert asked(offices, elections, cabinets, sql) == [
        ("e0", "Cy", None, BEFORE_THE_FILE, False, None),
        ("e1461", "Ann", None, nobody, True, None),
        ("e2922", None, None, nobody_before_polls, None, "the cabinet after it has no prime minister in the file"),
    ]
    unbroken = [sql for sql in cabinets if "2002" not in sql and "2006" not in sql]
    second = "select years_in_office, missing_since from incumbency where election_id = 'e1461'"
    assert asked(offices, elections, unbroken, second) == [(3.9, None)]
    since_the_first = [sql for sql in unbroken if "1999" not in sql]
    assert asked(offices, elections, since_the_first, second) == [(None, BEFORE_THE_FILE)]


def test_a_prime_minister_of_long_ago_is_not_the_one_before(offices):
    elections = [("e0", ROWS, 100), ("e14610", ROWS, 100)]
    cabinets = [*cabinet("2000-02-01", "e0", "ann"), *cabinet("2040-02-01", "e14610", "cy")]
    for view, column in (("days_to_government", "is_same_prime_minister"), ("incumbency", "is_same_person")):
        assert asked(offices, elections, cabinets, f"select {column} from {view}") == [(None,), (None,)]
    cabinets += cabinet("2038-02-01", "e0", "ann")
    sql = "select is_same_prime_minister from days_to_government order by first_polling_on"
    assert asked(offices, elections, cabinets, sql) == [(None,), (False,)]


@pytest.mark.parametrize(
    "kind, day, same",
    [
        ("renamed", "2002-01-01", True),
        ("merged", "2002-01-01", True),
        ("split", "2002-01-01", False),
        ("renamed", "2009-01-01", False),
    ],
)
def test_a_party_that_became_another_keeps_its_office(offices, kind, day, same):
    elections, cabinets = chain(("2000-02-01", "e0", "ann"), ("2004-02-01", "e1461", "ann", ["p5"], "p5"))
    more = [
        f"insert into party_links values ('p0', 'p5', '{kind}', '{day}', 'day', 's', 'x')",
        "insert into office_holders values ('e1461', 'prime minister', 'before', 'ann', 's', 'x', 'p0', false, null), "
        "('e1461', 'prime minister', 'after', 'ann', 's', 'x', 'p5', false, null)",
    ]
    first = "select is_same_party from incumbency where election_id = 'e1461'"
    assert asked(offices, elections, cabinets + more, first) == [(same,)]
    sql = "select has_changed_party from office_changes"
    assert asked(offices, elections, more, sql) == [(not same,)]


SHARED = "a party of it shared a list, or its seats are not known"


@pytest.mark.parametrize(
    "rows, parties, more, said",
    [
        # party 0 has a list of its own, and another with party 1, which is not in the cabinet
        ([(0, 60, 60), (2, 40, None)], ["p0"], ["p0", "p1"], (1, None, "single-party majority", SHARED)),
        ([(0, 20, 20), (2, 20, 20), (3, 60, 60)], ["p0"], ["p0", "p1"], (1, None, "single-party minority", SHARED)),
        ([(0, 40, 40), (2, 60, None)], ["p0"], ["p0", "p1"], (1, None, None, SHARED)),
        # parties 0 and 1 have lists of their own, and one together: without party 0 there is no majority
        (
            [(0, 30, 30), (1, 20, 20), (2, 10, 10), (3, 40, 40)],
            ["p0", "p1"],
            ["p0", "p1"],
            (2, 60, None, "one of its parties stood on several lists"),
        ),
        (
            [(0, 30, 30), (1, 30, 30), (2, 0, 0), (3, 40, 40)],
            ["p0", "p1"],
            ["p0", "p1"],
            (2, 60, "minimal winning coalition", None),
        ),
        (
            [(0, 20, 20), (1, 10, 10), (2, 10, 10), (3, 60, 60)],
            ["p0", "p1"],
            ["p0", "p1"],
            (2, 40, "minority coalition", None),
        ),
    ],
)
def test_a_party_on_several_lists_is_one_party(offices, rows, parties, more, said):
    joint = [
        "delete from contestant_parties where contestant_id = 'e0-2'",
        *(f"insert into contestant_parties values ('e0-2', '{party}')" for party in more),
    ]
    sql = "select parties, seats, type, missing from governments"
    assert asked(offices, [("e0", rows, 100)], [*joint, *cabinet("2000-02-01", "e0", "ann", parties)], sql) == [said]


@pytest.mark.parametrize(
    "inside, type_, missing",
    [
        # party 0 is inside the alliance of party 2 and has a list beside it; without it there is no majority
        (20, None, "one of its parties stood on several lists"),
        (0, "surplus coalition", None),
        (None, None, "one of its parties stood on several lists"),
    ],
)
def test_a_party_inside_an_alliance_of_the_cabinet_may_have_another_list(offices, inside, type_, missing):
    joint = [
        "update contestants set kind = 'alliance' where contestant_id = 'e0-2'",
        "insert into contestants values ('m', 'e0', 'Member', 'party list', true, null, 's', 'x')",
        "insert into contestant_parties values ('m', 'p0')",
        f"insert into results values ('e0', 'm', 'e0', 20, null, {'null' if inside is None else inside}, null)",
        "insert into alliance_members values ('m', 'e0-2', 'e0', 's', 'x')",
    ]
    elections = [("e0", [(0, 10, 10), (2, 55, 55), (3, 35, 35)], 100)]
    sql = "select parties, seats, type, missing from governments"
    said = asked(offices, elections, [*joint, *cabinet("2000-02-01", "e0", "ann", ["p0", "p2"])], sql)
    assert said == [(2, 65, type_, missing)]


def swing_of(db, before, after, parties, more=(), everyone=True):
    """The swing of a government of some parties; an election is rows of (party number, votes, seats)."""
    statements = [*cabinet("2000-02-01", "e0", "ann", parties), *more]
    elections = [("e0", before, 100), ("e1461", after, 100, "", None, 100, 1, everyone)]
    sql = "select vote_swing_pp, seat_change, missing_votes from government_swing"
    return asked(db, elections, statements, sql)


BEFORE = [(0, 50, 50), (1, 40, 40), (2, 10, 10)]
WITH_OTHERS = "stood with a party that was not in the cabinet, or may have"
GONE = "a party of the cabinet is not named now"
MEMBERS = [
    "insert into contestants values ('e1461-front', 'e1461', 'Front', 'alliance', true, null, 's', 'x'), "
    "('e1461-new', 'e1461', 'New', 'party list', true, null, 's', 'x')",
    "insert into results values ('e1461', 'e1461-front', 'e1461', 60, null, 60, null)",
    "insert into alliance_members values ('e1461-0', 'e1461-front', 'e1461', 's', 'x'), "
    "('e1461-new', 'e1461-front', 'e1461', 's', 'x')",
]
ALONE_IN_IT = [
    "insert into contestants values ('e1461-front', 'e1461', 'Front', 'alliance', true, null, 's', 'x')",
    "insert into alliance_members values ('e1461-0', 'e1461-front', 'e1461', 's', 'x')",
]
ALLIED_BEFORE = [
    "insert into contestants values ('e0-front', 'e0', 'Front', 'alliance', true, null, 's', 'x')",
    "insert into results values ('e0', 'e0-front', 'e0', 50, null, 50, null)",
    "insert into alliance_members values ('e0-0', 'e0-front', 'e0', 's', 'x'), ('e0-2', 'e0-front', 'e0', 's', 'x')",
]


@pytest.mark.parametrize(
    "after, parties, more, everyone, said",
    [
        ([(0, 60, 60), (1, 40, 40)], ["p0"], [], True, (10.0, 10, None)),
        (
            [(0, 60, 60), (1, 40, 40)],
            ["p0"],
            ["insert into contestant_parties values ('e1461-0', 'p7')"],
            True,
            (None, None, WITH_OTHERS),
        ),
        (
            [(0, 60, 60), (1, 40, 40)],
            ["p0", "p2"],
            ["insert into contestant_parties values ('e1461-0', 'p2')"],
            True,
            (0.0, 0, None),
        ),
        ([(0, None, None), (1, 40, 40)], ["p0"], MEMBERS, True, (None, None, WITH_OTHERS)),
        (
            [(0, None, None), (1, 40, 40)],
            ["p0"],
            [*MEMBERS, "insert into contestant_parties values ('e1461-new', 'p7')"],
            True,
            (None, None, WITH_OTHERS),
        ),
        ([(0, 40, 40), (1, 40, 40)], ["p0", "p2"], [], False, (None, None, GONE)),
        ([(0, 40, 40), (1, 40, 40)], ["p0", "p2"], [], True, (-20.0, -20, None)),
        ([(0, 60, 60), (1, 40, 40)], ["p0", "p2"], [], False, (0.0, 0, None)),
        # an alliance of 60 with a member of 50, and nobody says who else is in it
        (
            [(0, 50, 50), (1, 40, 40)],
            ["p0"],
            [ALONE_IN_IT[0], MEMBERS[1], ALONE_IN_IT[1]],
            True,
            (None, None, WITH_OTHERS),
        ),
    ],
)
def test_a_government_fared_so_where_its_parties_stood_alone_and_are_named(
    offices, after, parties, more, everyone, said
):
    assert swing_of(offices, BEFORE, after, parties, more, everyone) == [said]


@pytest.mark.parametrize(
    "before, after, everyone, said",
    [
        ([(0, 30, 30), (1, 50, 50), (2, 20, 20)], [(0, 60, 60), (1, 40, 40)], True, (10.0, 10, None)),
        # nobody says who else is in the alliance
        ([(0, 30, 30), (1, 50, 50), (2, 10, 10)], [(0, 60, 60), (1, 40, 40)], True, (None, None, WITH_OTHERS)),
        # the alliance is compared as a whole, and one of the two that governed is not named now
        ([(0, 30, 30), (1, 50, 50), (2, 20, None)], [(0, 45, 45), (1, 40, 40)], True, (-5.0, -5, None)),
        ([(0, 30, 30), (1, 50, 50), (2, 20, None)], [(0, 45, 45), (1, 40, 40)], False, (None, None, GONE)),
    ],
)
def test_a_government_out_of_an_alliance_fared_so_where_all_of_it_are_named(offices, before, after, everyone, said):
    assert swing_of(offices, before, after, ["p0", "p2"], ALLIED_BEFORE, everyone) == [said]


def test_a_party_of_a_cabinet_that_is_not_named_may_have_stood(offices):
    """As an unnamed member of an alliance, or among those whom the return leaves out."""
    unnamed = ["update contestants set kind = 'alliance' where contestant_id = 'e0-0'"]
    unnamed.append("delete from contestant_parties where contestant_id = 'e0-0'")
    statements = [*unnamed, *cabinet("2000-02-01", "e0", "ann", ["p0"])]
    sql = "select seats, has_majority, missing from governments"
    said = asked(offices, [("e0", [(0, 60, 60), (1, 40, 40)], 100)], statements, sql)
    assert said == [(None, None, "a party of it is not named at the election")]


@pytest.mark.parametrize("election, swing", [("e0", [-20.0]), (None, [])])
def test_the_last_cabinet_governed_whatever_election_it_came_out_of(offices, election, swing):
    statements = [
        *cabinet("2000-02-01", "e0", "ann", ["p0"]),
        *cabinet("2002-02-01", election, "cy", ["p1"], "p1"),
    ]
    elections = [("e0", [(0, 40, 40), (1, 60, 60)], 100), ("e1461", [(0, 60, 60), (1, 40, 40)], 100)]
    said = asked(offices, elections, statements, "select vote_swing_pp from government_swing")
    assert said == [(points,) for points in swing]
