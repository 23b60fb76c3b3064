"""Territory: levels are never added together, children add up to parents, undeclared keys are kept all the same."""

from fractions import Fraction

import pytest
from conftest import QUERIES, rows_of

import build
from hemicycle.database.derived import derive
from hemicycle.reading.text import Refused

VOTES = {"north": (60, 30, 10), "south": (10, 80, 0), "east": (25, 25, 50)}  # votes of parties 0, 1, 2
REGISTERS = {"north": 200, "south": 300, "east": 100}
SEATS = {"north": 2, "south": 2, "east": 1}


def hold(db, election, year, body="xx-body", number=1):
    """An election of five seats, whose return names everyone; its `number` is its round and its day."""
    db.execute(
        "insert into elections values ($1, $2, $1, 'direct vote', make_date($3, 1, $4), make_date($3, 1, $4), "
        "'general', $4, false, 1, 5, 5, 's', 'x')",
        [election, body, year, number],
    )
    db.execute(
        "insert into returns values (?, ?, 's', 'x', 'final', 'whole', true, true, null, null, null, 1, null, "
        "null, null, null, null, null, null, null, 1, 'only', null)",
        [election, election],
    )


@pytest.fixture(scope="module")
def lands(nowhere):
    """A country of three regions, one of which reports its two polling stations as well."""
    with nowhere() as db:
        hold(db, "e", 2000)
        for n in range(3):
            db.execute(
                "insert into contestants values (?, 'e', ?, 'party list', true, null, 's', 'x')",
                [f"c{n}", f"Party {n}"],
            )
            db.execute("insert into contestant_parties values (?, ?)", [f"c{n}", f"p{n}"])
        for area, kind in [
            ("nation", "country"),
            *((area, "region") for area in VOTES),
            ("hall", "polling station"),
            ("school", "polling station"),
        ]:
            db.execute(
                "insert into areas (area_id, country_id, kind, area, source_id, locator) "
                "values (?, 'xx', ?, ?, 's', 'x')",
                [area, kind, area],
            )
        db.execute(
            "insert into area_parents "
            "values ('north', 'nation'), ('south', 'nation'), ('east', 'nation'), ('hall', 'north'), "
            "('school', 'north')"
        )
        for area, votes in {**VOTES, "nation": (95, 135, 60), "hall": (40, 10, 10), "school": (20, 20, 0)}.items():
            for n, number in enumerate(votes):
                db.execute("insert into area_results values ('e', 'e', ?, ?, ?, null)", [area, f"c{n}", number])
        for area in VOTES:
            db.execute(
                "insert into area_ballots values ('e', 'e', ?, ?, null, ?, null)",
                [area, REGISTERS[area], sum(VOTES[area])],
            )
            db.execute("insert into area_seats values ('e', ?, ?, 's', 'x')", [area, SEATS[area]])
        derive(db, QUERIES)
        yield db


def test_each_level_is_added_up_for_itself(lands):
    assert lands.sql(
        "select level, areas_reported, votes from level_totals where contestant_id = 'c0' order by level"
    ).fetchall() == [("country", 1, 95), ("polling station", 2, 60), ("region", 3, 95)]


def test_nationalisation_is_one_less_the_gini_coefficient_of_plain_python(lands):
    said = dict(lands.sql("select identity, nationalisation from nationalisation where level = 'region'").fetchall())
    for n in range(3):
        shares = sorted(Fraction(votes[n], sum(votes)) for votes in VOTES.values())
        apart = sum(
            abs(a - b) for a in shares for b in shares
        )  # the definition by mean differences, not the one of the query
        assert said[f"p{n}"] == pytest.approx(1 - float(apart / (2 * len(shares) * sum(shares))), abs=0.0006)


def test_candidates_of_a_party_are_named_after_it_and_others_after_themselves(lands):
    lands.execute("begin")
    try:
        for candidate, area, votes in (("Ann", "north", 7), ("Ben", "south", 8), ("Cem", "south", 9)):
            lands.execute(
                "insert into contestants values (?, 'e', ?, 'candidate', true, null, 's', 'x')", [candidate, candidate]
            )
            lands.execute("insert into area_results values ('e', 'e', ?, ?, ?, null)", [area, candidate, votes])
        lands.execute("insert into contestant_parties values ('Ann', 'p3'), ('Ben', 'p3')")
        said = rows_of(
            lands,
            "select identity, contestant, votes from nationalisation where level = 'region' and votes < 20 order by 1",
        )
        ((party,),) = lands.sql("select party from parties where party_id = 'p3'").fetchall()
    finally:
        lands.execute("rollback")
    assert said == [("Cem", "Cem", 9), ("p3", party, 15)] and party != "p3"


def test_an_alliance_here_and_its_members_there_have_no_nationalisation(lands):
    before = lands.sql(
        "select nationalisation from nationalisation where level = 'region' and identity = 'p2'"
    ).fetchall()
    lands.execute("begin")
    try:
        lands.execute("insert into contestants values ('u', 'e', 'Union', 'alliance', true, null, 's', 'x')")
        lands.execute("insert into alliance_members values ('c0', 'u', 'e', 's', 'x'), ('c1', 'u', 'e', 's', 'x')")
        lands.execute("insert into area_results values ('e', 'e', 'north', 'u', 90, null)")
        said = rows_of(
            lands,
            "select contestant, votes, nationalisation, party_system_nationalisation, missing "
            "from nationalisation where level = 'region' order by contestant",
        )
    finally:
        lands.execute("rollback")
    parts = (None, None, "in some areas the alliance has a row, in others its members have")
    assert said == [
        ("Party 0", 35, *parts),
        ("Party 1", 105, *parts),
        ("Party 2", 60, *before[0], None, None),
        ("Union", 90, *parts),
    ]


OF_TWO_BALLOTS = "its areas tell of two ballots"


def test_what_another_return_says_of_an_area_is_not_added_up(lands):
    before = lands.sql("from level_totals").fetchall()
    lands.execute("begin")
    try:
        lands.execute(
            "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, "
            "names_everyone, counts_rounded_to, rank) "
            "values ('later', 'e', 's', 'x', 'final', 'national list', true, true, 1, 2)"
        )
        lands.execute("insert into area_results values ('e', 'later', 'east', 'c0', 4, 1)")
        assert rows_of(lands, "from level_totals") == before != []
    finally:
        lands.execute("rollback")


def test_the_votes_of_two_ballots_are_not_added_up(lands):
    lands.execute("begin")
    try:
        lands.execute("update returns set tier = 'local lists'")
        lands.execute(
            "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, "
            "names_everyone, counts_rounded_to, rank) "
            "values ('lists', 'e', 's', 'x', 'final', 'national list', false, true, 1, 2)"
        )
        lands.execute("update area_results set return_id = 'lists' where area_id = 'east'")
        lands.execute("update area_ballots set return_id = 'lists' where area_id = 'east'")
        sql = "select level, votes, lowest_votes, missing from level_totals where contestant_id = 'c0' order by level"
        assert rows_of(lands, sql) == [
            ("country", 95, 95, None),
            ("polling station", 60, 60, None),
            ("region", None, None, OF_TWO_BALLOTS),
        ]
        sql = (
            "select distinct level, votes is null, vote_share_pct is null, nationalisation is null, "
            "party_system_nationalisation is null, missing from nationalisation order by level"
        )
        assert rows_of(lands, sql) == [
            ("country", False, False, False, False, None),
            ("polling station", False, False, False, False, None),
            ("region", True, True, True, True, OF_TWO_BALLOTS),
        ]
        lands.execute("update returns set tier = 'local lists'")  # two returns of one ballot
        sql = "select distinct missing from {} where level = 'region'"
        assert [rows_of(lands, sql.format(view)) for view in ("level_totals", "nationalisation")] == [[(None,)]] * 2
    finally:
        lands.execute("rollback")


def test_a_candidate_and_a_list_of_a_party_in_one_area_stand_on_two_ballots(lands):
    lands.execute("begin")
    try:
        lands.execute("insert into contestants values ('Ann', 'e', 'Ann', 'candidate', true, null, 's', 'x')")
        lands.execute("insert into contestant_parties values ('Ann', 'p0')")
        lands.execute("insert into area_results values ('e', 'e', 'south', 'Ann', 7, null)")
        lands.execute("delete from area_ballots")
        sql = "select distinct votes, nationalisation, missing from nationalisation where level = 'region'"
        assert rows_of(lands, sql) == [(None, None, OF_TWO_BALLOTS)]
        lands.execute("update contestants set kind = 'party list' where contestant_id = 'Ann'")
        assert {missing for *_, missing in rows_of(lands, sql)} == {None}
    finally:
        lands.execute("rollback")


def test_who_has_no_seat_of_an_area_that_is_full_has_wasted_votes(lands):
    asked = "select wasted_votes, missing from area_wasted_votes where area = 'north'"
    lands.execute("begin")
    try:
        lands.execute("delete from area_results where area_id = 'north'")
        lands.execute(
            "insert into area_results values ('e', 'e', 'north', 'c0', 60, 1), ('e', 'e', 'north', 'c1', 30, null), "
            "('e', 'e', 'north', 'c2', 10, null)"
        )
        assert rows_of(lands, asked) == [(None, "seats not known of every contestant")]
        lands.execute("update area_seats set seats = 1 where area_id = 'north'")
        assert rows_of(lands, asked) == [(40, None)]
    finally:
        lands.execute("rollback")


@pytest.fixture(scope="module")
def parted(nowhere):
    """An alliance that went apart; in an area its members have had rows of their own all along."""
    with nowhere() as db:
        hold(db, "e0", 2000)
        hold(db, "e1", 2004)
        db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('n', 'xx', 'region', 'north', 's', 'x')"
        )
        db.execute("insert into contestants values ('e0-u', 'e0', 'Union', 'alliance', true, null, 's', 'x')")
        db.execute("insert into results values ('e0', 'e0-u', 'e0', 510, null, null, null)")
        for election, figures in (("e0", (300, 210, 490)), ("e1", (400, 200, 400))):
            for n, votes in enumerate(figures):
                name = f"{election}-{n}"
                is_member = election == "e0" and n < 2
                db.execute(
                    "insert into contestants values (?, ?, ?, 'party list', true, null, 's', 'x')",
                    [name, election, f"Party {n}"],
                )
                db.execute("insert into contestant_parties values (?, ?)", [name, f"p{n}"])
                if is_member:
                    db.execute("insert into alliance_members values (?, 'e0-u', 'e0', 's', 'x')", [name])
                db.execute(
                    "insert into results values ($1, $2, $1, $3, null, null, null)",
                    [election, name, None if is_member else votes],
                )
                db.execute("insert into area_results values ($1, $1, 'n', $2, $3, null)", [election, name, votes])
        derive(db, QUERIES)
        yield db


def test_members_are_compared_in_areas_with_those_who_are_compared_with_their_alliance(parted):
    said = parted.sql("select contestant, votes, votes_before, swing_pp from area_swing order by contestant").fetchall()
    assert said == [("Party 0", 600, 510, 9.0), ("Party 2", 400, 490, -9.0)]


def test_members_that_are_compared_by_themselves_are_so_in_areas_where_their_alliance_has_a_row(parted):
    parted.execute("begin")
    try:
        parted.execute("delete from results")
        for election, contestants in (("e0", {"u": 510, "0": 300, "1": 210, "2": 490}), ("e1", {"0": 600, "2": 400})):
            parted.execute(
                "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, "
                "names_everyone, counts_rounded_to, valid_votes, rank) "
                "values ($1 || '-2', $1, 's', 'x', 'final', 'whole', true, true, 1, 1000, 2)",
                [election],
            )
            for name, votes in contestants.items():
                row = [election, f"{election}-{name}", votes]
                parted.execute("insert into results values ($1 || '-2', $2, $1, $3, null, null, null)", row)
        parted.execute("insert into area_results values ('e0', 'e0', 'n', 'e0-u', 510, null)")
        sql = "select contestant, votes_before from area_swing where votes_before is not null order by all"
        assert rows_of(parted, sql) == [("Party 0", 300), ("Party 1", 210), ("Party 2", 490), ("Union", 510)]
    finally:
        parted.execute("rollback")


def test_an_area_of_which_no_votes_are_known_leaves_no_nationalisation(lands):
    lands.execute("begin")
    try:
        lands.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('west', 'xx', 'region', 'west', 's', 'x')"
        )
        lands.execute("insert into area_results values ('e', 'e', 'west', 'c0', null, 1)")
        said = rows_of(
            lands,
            "select areas, votes, nationalisation, missing from nationalisation "
            "where level = 'region' and identity = 'p0'",
        )
    finally:
        lands.execute("rollback")
    assert said == [(None, None, None, "somebody's votes are not known in some area")]


def test_an_area_in_which_nobody_named_has_votes_is_one_of_the_level(lands):
    lands.execute("begin")
    try:
        lands.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('west', 'xx', 'region', 'west', 's', 'x')"
        )
        lands.execute("insert into area_results values ('e', 'e', 'west', 'c0', 0, null)")
        lands.execute("insert into area_ballots values ('e', 'e', 'west', null, null, 50, null)")
        sql = "select areas, areas_with_votes from nationalisation where level = 'region' and identity = 'p0'"
        assert rows_of(lands, sql) == [(4, 3)]
    finally:
        lands.execute("rollback")


@pytest.mark.parametrize(
    "seats, winner", [((1, 0, 0), "c0"), ((1, None, 0), None), ((2, None, 0), "c0"), ((1, 1, 0), None)]
)
def test_a_tie_is_decided_by_a_seat_where_the_other_has_none(lands, seats, winner):
    lands.execute("begin")
    try:
        lands.execute("update area_results set votes = 30 where area_id = 'north' and contestant_id <> 'c2'")
        for number, seat in enumerate(seats):
            place = "area_id = 'north' and contestant_id = ?"
            lands.execute(f"update area_results set seats = ? where {place}", [seat, f"c{number}"])
        sql = "select contestant_id from area_winners where area_id = 'north'"
        assert rows_of(lands, sql) == [(winner,)]
    finally:
        lands.execute("rollback")


@pytest.mark.parametrize("row, votes", [(False, 10), (True, 10)])
def test_votes_of_an_alliance_with_a_seat_are_not_wasted_whether_it_has_a_row_or_its_members(lands, row, votes):
    lands.execute("begin")
    try:
        lands.execute("insert into contestants values ('front', 'e', 'Front', 'alliance', true, null, 's', 'x')")
        for member in ("c0", "c1"):
            lands.execute(f"insert into alliance_members values ('{member}', 'front', 'e', 's', 'x')")
        lands.execute("update area_results set seats = case contestant_id when 'c0' then 2 else 0 end")
        if row:
            lands.execute("insert into area_results values ('e', 'e', 'north', 'front', 90, 2)")
        sql = "select wasted_votes from area_wasted_votes where area_id = 'north'"
        assert rows_of(lands, sql) == [(votes,)]
    finally:
        lands.execute("rollback")


def test_malapportionment_is_half_the_sum_of_differences(lands):
    (said,) = lands.sql(
        "select malapportionment, most_voters_per_seat, fewest_voters_per_seat, ratio "
        "from malapportionment where level = 'region'"
    ).fetchall()
    off = sum(abs(Fraction(SEATS[a], 5) - Fraction(REGISTERS[a], 600)) for a in SEATS)
    assert said == (pytest.approx(float(50 * off), abs=0.006), 150, 100, 1.5)


@pytest.mark.parametrize(
    "lost, missing",
    [
        ("delete from area_seats where area_id = 'east'", "seats not known of every area"),
        (
            "update area_ballots set registered_voters = null where area_id = 'east'",
            "register not known of every area",
        ),
    ],
)
def test_malapportionment_is_not_said_of_some_of_the_areas(lands, lost, missing):
    lands.execute("begin")
    try:
        lands.execute(lost)
        said = rows_of(
            lands,
            "select seats, malapportionment, most_voters_per_seat, fewest_voters_per_seat, ratio, missing "
            "from malapportionment where level = 'region'",
        )
        assert said == [(4, None, None, None, None, missing)]
    finally:
        lands.execute("rollback")


def test_malapportionment_takes_the_register_of_the_highest_ranked_return_that_gives_one(lands):
    lands.execute("begin")
    try:
        for name, rank, register in (("unranked", None, 1), ("third", 3, 900), ("last", 2147483647, 7)):
            lands.execute(
                "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, "
                "names_everyone, counts_rounded_to, rank) "
                "values (?, 'e', 's', 'x', 'final', 'whole', true, true, 1, ?)",
                [name, rank],
            )
            for area in SEATS:
                lands.execute(
                    "insert into area_ballots values ('e', ?, ?, ?, null, null, null)", [name, area, register]
                )
        lands.execute(
            "update area_ballots set registered_voters = null where area_id = 'east' and return_id in ('e', 'third')"
        )
        said = rows_of(
            lands,
            "select registered_voters, most_voters_per_seat, fewest_voters_per_seat from malapportionment "
            "where level = 'region'",
        )
    finally:
        lands.execute("rollback")
    assert said == [(200 + 300 + 7, 150, 7)]


def test_winners_ties_and_margins(lands):
    said = lands.sql(
        "select area, contestant, margin_votes, margin_pp, is_tied from area_winners "
        "where level in ('region', 'polling station') order by area"
    ).fetchall()
    assert said == [
        ("east", "Party 2", 25, 25.0, False),
        ("hall", "Party 0", 30, 50.0, False),
        ("north", "Party 0", 30, 30.0, False),
        ("school", None, 0, 0.0, True),
        ("south", "Party 1", 70, 77.78, False),
    ]


@pytest.fixture(scope="module")
def tangled(nowhere):
    """Two elections in three districts.

    An alliance with and without a row of its own, two returns, answers that nobody can be elected by.
    """
    with nowhere() as db:
        for election, day in (("e0", "1996-01-01"), ("e1", "2000-01-01")):
            db.execute(
                (
                    "insert into elections "
                    "values (?, 'xx-body', ?, 'direct vote', ?, ?, 'general', 1, false, 1, 3, 3, 's', 'x')"
                ),
                [election, election, day, day],
            )
        db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        for name, election, rank in (("r0", "e0", 1), ("r1", "e1", 1), ("r2", "e1", 2)):
            db.execute(
                (
                    "insert into returns "
                    "values (?, ?, 's', 'x', 'final', 'whole', false, false, null, null, null, 1, null, null, null, "
                    "null, null, null, null, null, ?, 'so', null)"
                ),
                [name, election, rank],
            )
        for name, label, kind, party in [
            ("e0-a", "A then", "party list", "p0"),
            ("e0-q", "An older Q", "party list", "p2"),
            ("e0-blank", "Blank", "option", None),
            ("e1-front", "Front", "alliance", None),
            ("e1-m", "M", "party list", "p0"),
            ("e1-n", "N", "party list", "p1"),
            ("e1-q", "Q", "party list", "p2"),
            ("e1-own", "Independents", "independents", None),
            ("e1-blank", "Blank", "blank votes", None),
        ]:
            db.execute(
                "insert into contestants values (?, ?, ?, ?, ?, null, 's', 'x')",
                [name, name[:2], label, kind, kind != "blank votes"],
            )
            if party:
                db.execute("insert into contestant_parties values (?, ?)", [name, party])
        db.execute(
            "insert into alliance_members "
            "values ('e1-m', 'e1-front', 'e1', 's', 'x'), ('e1-n', 'e1-front', 'e1', 's', 'x')"
        )
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'town', 's', 'x'), "
            "('village', 'xx', 'district', 'village', 's', 'x'), "
            "('island', 'xx', 'district', 'island', 's', 'x')"
        )
        db.execute("insert into area_seats values ('e1', 'town', 1, 's', 'x'), ('e1', 'village', 1, 's', 'x')")
        for found_in, area, votes in [
            ("r0", "town", {"a": 70, "q": 30, "blank": 100}),
            ("r1", "town", {"front": 100, "m": 60, "n": 40, "q": 90, "own": 120, "blank": 500}),
            ("r2", "town", {"q": 999}),  # r1 tells of the town
            ("r2", "village", {"m": 30, "n": 25, "q": 50}),
        ]:
            for name, number in votes.items():
                election = "e0" if found_in == "r0" else "e1"
                db.execute(
                    "insert into area_results values (?, ?, ?, ?, ?, null)",
                    [election, found_in, area, f"{election}-{name}", number],
                )
        db.execute(
            "insert into area_results "
            "values ('e1', 'r1', 'island', 'e1-q', null, 1), ('e1', 'r1', 'island', 'e1-front', null, 1)"
        )
        db.execute(
            "insert into area_ballots "
            "values ('e1', 'r1', 'town', null, null, 400, null), ('e1', 'r2', 'town', null, null, 1, null)"
        )
        derive(db, QUERIES)
        yield db


# what is asked of the tangled elections, and the answer worked out by hand
WORKED = {
    "a member counts inside its alliance's row, a second return only where the first is silent": (
        (
            "select area_id, contestant_id, votes, return_id from area_standings "
            "where election_id = 'e1' and is_inside order by all"
        ),
        [("town", "e1-m", 60, "r1"), ("town", "e1-n", 40, "r1")],
    ),
    "members without a row of their alliance win together, blank votes never, and independents no one knows": (
        (
            "select area, contestant, votes, second_contestant, margin_votes, margin_pp, valid_votes, missing "
            "from area_winners where election_id = 'e1' order by area"
        ),
        [
            ("island", None, None, None, None, None, None, "no votes by contestant"),
            # one independent may have 120 votes, and so the one seat of the town
            ("town", None, None, None, None, None, 400, "somebody without a name may have as many"),
            ("village", "Front", 55, "Q", 5, 4.76, 105, None),
        ],
    ),
    "a swing is told where both elections report, of all valid votes, as returns give them at both times or at none": (
        (
            "select area, contestant, vote_share_pct, vote_share_before_pct, swing_pp, missing from area_swing "
            "order by contestant"
        ),
        [
            ("town", "A then", None, 35.0, None, "not named there now"),
            ("town", "Front", 25.0, None, None, "not named there before"),
            ("town", "Independents", 30.0, None, None, "not named there before"),
            ("town", "Q", 22.5, 15.0, None, "valid votes not known at both times"),
        ],
    ),
    "a level is added up without what counts inside another row": (
        (
            "select contestant, votes, lowest_votes, areas_stood_in, areas_without_votes from level_totals "
            "where election_id = 'e1' order by contestant"
        ),
        [
            ("Blank", 500, 500, 1, 0),
            ("Front", None, 100, 2, 1),
            ("Independents", 120, 120, 1, 0),
            ("M", 30, 30, 1, 0),
            ("N", 25, 25, 1, 0),
            ("Q", None, 140, 3, 1),
        ],
    ),
    "votes for losers are told where nobody who is not named can have any": (
        (
            "select area, valid_votes, wasted_votes, wasted_votes_pct from area_wasted_votes "
            "where election_id = 'e1' and area <> 'island' order by area"
        ),
        [("town", 400, None, None), ("village", 105, 50, 47.62)],
    ),
}


@pytest.mark.parametrize("sql, answer", WORKED.values(), ids=WORKED)
def test_what_lies_across_areas_is_told_apart(tangled, sql, answer):
    assert tangled.sql(sql).fetchall() == answer


def test_shares_of_an_area_are_of_its_valid_votes(tangled):
    tangled.execute("begin")
    try:
        tangled.execute("delete from area_results where area_id = 'island'")  # of which no votes are known
        asked = (
            "select areas, votes, nationalisation from nationalisation where election_id = 'e1' and contestant = 'Q'"
        )
        # Q has 90 of 400 and 50 of 105: 1 - (0.4762 - 0.225) / (2 * (0.4762 + 0.225))
        assert rows_of(tangled, asked) == [(2, 140, 0.821)]
    finally:
        tangled.execute("rollback")


UNNAMED, LONE = "somebody without a name may have as many", "nobody else is named"
SECOND = "somebody else may have as many as the second"
# {area: its valid votes, {contestant: (votes, seats)}, who wins, what decided it, missing}
CONTESTS = {
    "alone": (None, {"A": (300, None)}, "A", "unopposed", "nobody else stood"),
    "alone, without votes": (None, {"A": (0, None)}, "A", "unopposed", "nobody else stood"),
    "among more others": (None, {"A": (300, None), "Others": (500, None)}, None, None, UNNAMED),
    "among fewer others": (None, {"A": (300, None), "Others": (200, None)}, "A", "most votes", LONE),
    "among more others, and two seats": (
        None,
        {"A": (300, None), "B": (100, None), "Others": (500, None)},
        "A",
        "most votes",
        None,
    ),
    "among more others, and two seats given": (
        None,
        {"A": (300, 2), "B": (100, 0), "Others": (500, None)},
        "A",
        "most votes",
        None,
    ),
    "among more others, with its seat": (
        None,
        {"A": (300, 1), "B": (100, 0), "Others": (500, 0)},
        "A",
        "the seat",
        SECOND,
    ),
    "with votes left": (1000, {"A": (300, 1)}, "A", "most votes", "nobody else is named"),
    "seat of others left empty": (None, {"A": (500, 1), "B": (600, None)}, "B", "most votes", None),
    "seats of all known": (None, {"A": (500, 1), "B": (600, 0)}, "A", "a seat given otherwise", None),
    "others, and one seat": (None, {"A": (300, None), "B": (100, None), "Others": (300, None)}, None, None, UNNAMED),
    "fewer others, and one seat": (
        None,
        {"A": (300, None), "B": (100, None), "Others": (99, None)},
        "A",
        "most votes",
        None,
    ),
    "others with unknown votes, and one seat": (
        500,
        {"A": (300, None), "Others": (None, None)},
        "A",
        "most votes",
        LONE,
    ),
    "others with many unknown votes, and one seat": (
        700,
        {"A": (300, None), "Others": (None, None)},
        None,
        None,
        UNNAMED,
    ),
    "a list and a candidate on one ballot": (500, {"A": (300, None), "Ann": (200, None)}, "A", "most votes", None),
    "a list and a candidate on two ballots": (
        300,
        {"A": (300, None), "Ann": (200, None)},
        None,
        None,
        "candidates and lists have more than the valid votes",
    ),
    "a candidate beside a list on another ballot, and one seat": (
        300,
        {"A": (300, None), "Ann": (200, 1)},
        "Ann",
        "the seat",
        SECOND,
    ),
    "the other without votes": (None, {"A": (300, None), "B": (0, None)}, "A", "most votes", None),
    "the other without votes, and votes left": (
        350,
        {"A": (300, None), "B": (0, None)},
        "A",
        "most votes",
        SECOND,
    ),
    "more for than against": (None, {"A": (300, None), "Against": (200, None)}, "A", "most votes", None),
    "more against than for": (None, {"A": (200, None), "Against": (300, None)}, None, None, "no candidate came first"),
    "as many against as for": (
        None,
        {"A": (200, None), "Against": (200, None)},
        None,
        None,
        "a tie, and no seat says who won",
    ),
    "more against than for, with the seat": (None, {"A": (200, 1), "Against": (300, None)}, "A", "the seat", SECOND),
    "nobody knows how many against": (
        None,
        {"A": (200, None), "Against": (None, None)},
        None,
        None,
        "somebody whose votes are not known may have as many",
    ),
    "no votes known": (400, {"A": (None, None), "B": (None, None)}, None, None, "no votes by contestant"),
}


@pytest.fixture(scope="module")
def contests(nowhere):
    """An election whose return names everyone, in areas that were contested in different ways."""
    with nowhere() as db:
        hold(db, "e", 2000)
        kinds = {"A": "party list", "B": "party list", "Ann": "candidate", "Others": "others", "Against": "option"}
        for name, kind in kinds.items():
            db.execute("insert into contestants values (?, 'e', ?, ?, true, null, 's', 'x')", [name, name, kind])
        for area, (valid_votes, figures, *_) in CONTESTS.items():
            db.execute(
                "insert into areas (area_id, country_id, kind, area, source_id, locator) "
                "values (?, 'xx', 'district', ?, 's', 'x')",
                [area, area],
            )
            for name, (votes, seats) in figures.items():
                db.execute("insert into area_results values ('e', 'e', ?, ?, ?, ?)", [area, name, votes, seats])
            for words, number in (("one seat", 1), ("two seats", 2)):
                if area.endswith(words):
                    db.execute("insert into area_seats values ('e', ?, ?, 's', 'x')", [area, number])
            if valid_votes:
                db.execute("insert into area_ballots values ('e', 'e', ?, null, null, ?, null)", [area, valid_votes])
        derive(db, QUERIES)
        yield db


@pytest.mark.parametrize("area", CONTESTS)
def test_nobody_is_unopposed_or_seated_where_others_may_have_votes_or_seats(contests, area):
    said = contests.execute("select contestant, decided_by, missing from area_winners where area = ?", [area])
    assert said.fetchall() == [CONTESTS[area][2:]]


def test_valid_votes_of_an_area_are_those_of_its_return_though_nobodys_are_known(contests):
    said = contests.execute("select valid_votes from area_winners where area = 'no votes known'")
    assert said.fetchall() == [(400,)]


def test_votes_that_nobody_named_has_may_be_wasted(contests):
    said = contests.execute("select wasted_votes, missing from area_wasted_votes where area = 'with votes left'")
    assert said.fetchall() == [(None, "nobody named has some of the valid votes")]


# what counts are rounded to, valid votes, votes of A and B and of the lines of C, who wins, what is missing
ROUNDED = {
    "ahead in rounded counts": (100, 600, (400, 300), (), "A", None),
    "level in rounded counts": (100, 600, (300, 300), (), None, "level only as printed"),
    "a sum of rounded lines behind": (100, 1000, (400, 100), (100, 100, 100), None, "not decided by rounded figures"),
    "a sum of exact lines behind": (1, 1000, (400, 100), (100, 100, 100), "A", None),
    "a sum of rounded lines far behind": (10, 1000, (400, 100), (100, 100, 100), "A", None),
    "the second is not sure": (
        100,
        1500,
        (900, 200),
        (100, 100, 100),
        "A",
        "somebody else may have as many as the second",
    ),
    "rounded votes left": (100, 500, (400, None), (), None, "somebody whose votes are not known may have as many"),
    "exact votes left": (1, 500, (400, None), (), "A", "somebody else may have as many as the second"),
}


@pytest.mark.parametrize("case", ROUNDED)
def test_rounded_counts_of_an_area_decide_as_far_as_they_go(nowhere, case):
    unit, valid_votes, votes, lines, winner, missing = ROUNDED[case]
    with nowhere() as db:
        hold(db, "e", 2000)
        db.execute("update returns set counts_rounded_to = ?", [unit])
        names = [f"C{number}" for number, _ in enumerate(lines)]
        for name in ["A", "B", "C", *names]:
            kind = "alliance" if name == "C" else "party list"
            db.execute("insert into contestants values (?, 'e', ?, ?, true, null, 's', 'x')", [name, name, kind])
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'town', 's', 'x')"
        )
        for name in names:
            db.execute("insert into alliance_members values (?, 'C', 'e', 's', 'x')", [name])
        for name, number in zip(["A", "B", *names], [*votes, *lines], strict=True):
            db.execute("insert into area_results values ('e', 'e', 'town', ?, ?, null)", [name, number])
        db.execute("insert into area_ballots values ('e', 'e', 'town', null, null, ?, null)", [valid_votes])
        db.execute("insert into area_seats values ('e', 'town', 1, 's', 'x')")
        derive(db, QUERIES)
        assert rows_of(db, "select contestant, missing from area_winners") == [(winner, missing)]
        wasted = rows_of(db, "select wasted_votes is null, missing from area_wasted_votes")
        assert winner or wasted == [(True, "seats not known of every contestant")]


BY_ROUNDING = "whether anybody else has votes is not known of rounded counts"


@pytest.mark.parametrize(
    "unit, everyone, valid_votes, wasted",
    [
        (100, True, 10200, (4000, None)),
        (100, False, 10200, (None, BY_ROUNDING)),
        (100, False, 10000, (4000, None)),
        (100, True, 11000, (None, "nobody named has some of the valid votes")),
        (1, True, 10200, (None, "nobody named has some of the valid votes")),
    ],
)
def test_rounding_alone_may_leave_votes_that_nobody_named_has(nowhere, unit, everyone, valid_votes, wasted):
    with nowhere() as db:
        hold(db, "e", 2000)
        db.execute("update returns set counts_rounded_to = ?, names_everyone = ?", [unit, everyone])
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'town', 's', 'x')"
        )
        for name, votes, seat in (("A", 6000, 1), ("B", 4000, 0)):
            db.execute("insert into contestants values ($1, 'e', $1, 'party list', true, null, 's', 'x')", [name])
            db.execute("insert into area_results values ('e', 'e', 'town', ?, ?, ?)", [name, votes, seat])
        db.execute("insert into area_ballots values ('e', 'e', 'town', null, null, ?, null)", [valid_votes])
        assert rows_of(db, "select wasted_votes, missing from area_wasted_votes") == [wasted]


@pytest.mark.parametrize(
    "seats, wasted",
    [(0, (140, None)), (1, (None, "which of the independents won a seat is not known"))],
)
def test_some_of_the_independents_may_have_no_seat_where_others_have_one(nowhere, seats, wasted):
    with nowhere() as db:
        hold(db, "e", 2000)
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'town', 's', 'x')"
        )
        db.execute("insert into area_seats values ('e', 'town', 3, 's', 'x')")
        for name, kind, votes, seat in (("A", "party list", 60, 3 - seats), ("Own", "independents", 140, seats)):
            db.execute("insert into contestants values ($1, 'e', $1, $2, true, null, 's', 'x')", [name, kind])
            db.execute("insert into area_results values ('e', 'e', 'town', ?, ?, ?)", [name, votes, seat])
        assert rows_of(db, "select wasted_votes, missing from area_wasted_votes") == [wasted]


@pytest.mark.parametrize("body, half", [("xx-body", "most votes"), ("xx-office", "a later round")])
def test_who_is_first_where_the_file_lacks_an_area_of_a_later_round_need_not_have_won_it(nowhere, body, half):
    """One district of the two rounds is in the file, and two of the first alone; in one of these A has over half."""
    with nowhere() as db:
        db.execute("insert into bodies values ('xx-office', 'xx', 'presidency', 'Office', 'Office')")
        for number, election in enumerate(("e1", "e2"), start=1):
            hold(db, election, 2000, body, number)
        for name in ("e1-A", "e1-B", "e1-C", "e2-A", "e2-B"):
            db.execute(
                "insert into contestants values (?, ?, ?, 'candidate', true, null, 's', 'x')",
                [name, name[:2], name[3:]],
            )
        for area in ("both", "first", "half"):
            db.execute(
                "insert into areas (area_id, country_id, kind, area, source_id, locator) "
                "values ($1, 'xx', 'district', $1, 's', 'x')",
                [area],
            )
            db.execute("insert into area_seats values ('e1', ?, 1, 's', 'x')", [area])
            for name, votes in zip("ABC", (51, 30, 19) if area == "half" else (40, 30, 30), strict=True):
                db.execute("insert into area_results values ('e1', 'e1', ?, ?, ?, null)", [area, f"e1-{name}", votes])
        for name, votes in (("A", 45), ("B", 55)):
            db.execute("insert into area_results values ('e2', 'e2', 'both', ?, ?, null)", [f"e2-{name}", votes])
        sql = "select area, contestant, decided_by from area_winners where election_id = 'e1' order by all"
        assert rows_of(db, sql) == [
            ("both", "A", "a later round"),
            ("first", "A", "a later round"),
            ("half", "A", half),
        ]
        wasted = "select area, wasted_votes from area_wasted_votes where election_id = 'e1' order by all"
        assert rows_of(db, wasted) == [("both", None), ("first", None), ("half", 49 if half == "most votes" else None)]


def test_an_alliance_with_rows_by_area_at_both_elections_is_one_with_itself(nowhere):
    with nowhere() as db:
        for election, year in (("e0", 1996), ("e1", 2000)):
            hold(db, election, year)
            for name, kind in (("front", "alliance"), ("a", "party list"), ("b", "party list"), ("c", "party list")):
                db.execute(
                    "insert into contestants values (?, ?, ?, ?, true, null, 's', 'x')",
                    [f"{election}-{name}", election, f"{name} {election}", kind],
                )
            for number, name in enumerate("abc"):
                db.execute("insert into contestant_parties values (?, ?)", [f"{election}-{name}", f"p{number}"])
            for name in "ab":
                db.execute(
                    "insert into alliance_members values (?, ?, ?, 's', 'x')",
                    [f"{election}-{name}", f"{election}-front", election],
                )
        db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'town', 's', 'x')"
        )
        for election, votes in (("e0", (500, 500)), ("e1", (600, 400))):
            for name, number in zip(("front", "c"), votes, strict=True):
                db.execute(
                    "insert into area_results values (?, ?, 'town', ?, ?, null)",
                    [election, election, f"{election}-{name}", number],
                )
        said = rows_of(db, "select contestant, swing_pp, missing from area_swing order by all")
        assert said == [("c e1", -10.0, None), ("front e1", 10.0, None)]


def take(db, election, year, everyone, contestants, areas):
    """Hold an election; contestants are {name: (kind, parties)}, areas {area: {name: votes}}."""
    hold(db, election, year)
    valid = sum(sum(votes.values()) for votes in areas.values())
    db.execute(
        "update returns set names_everyone = ?, valid_votes = ? where election_id = ?", [everyone, valid, election]
    )
    for name, (kind, parties) in contestants.items():
        entry = f"{election}-{name}"
        db.execute("insert into contestants values (?, ?, ?, ?, true, null, 's', 'x')", [entry, election, name, kind])
        total = sum(votes.get(name, 0) for votes in areas.values())
        db.execute("insert into results values ($1, $2, $1, $3, null, null, null)", [election, entry, total])
        for party in parties:
            db.execute("insert into contestant_parties values (?, ?)", [entry, party])
    for area, figures in areas.items():
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "select $1, 'xx', 'district', $1, 's', 'x' where $1 not in (select area_id from areas)",
            [area],
        )
        for name, votes in figures.items():
            db.execute(
                "insert into area_results values ($1, $1, $2, $3, $4, null)",
                [election, area, f"{election}-{name}", votes],
            )


@pytest.mark.parametrize("everyone, swing", [(True, -20.0), (False, None)])
def test_one_of_a_family_may_be_among_others_in_an_area_that_gives_it_no_row(nowhere, everyone, swing):
    """Parties 0 and 1 stood apart and then together; in the port party 1 has no row."""
    with nowhere() as db:
        before = {"A": ("party list", ["p0"]), "B": ("party list", ["p1"]), "Others": ("others", [])}
        now = {"A and B": ("joint list", ["p0", "p1"]), "C": ("party list", ["p2"])}
        of_before = {"town": {"A": 30, "B": 50, "Others": 20}, "port": {"A": 80, "Others": 20}}
        take(db, "e0", 1996, everyone, before, of_before)
        take(db, "e1", 2000, True, now, {area: {"A and B": 60, "C": 40} for area in ("town", "port")})
        db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        sql = "select area, votes_before, swing_pp, missing from area_swing where contestant = 'A and B' order by all"
        said = (80, swing, None) if everyone else (None, None, "votes not known")
        assert rows_of(db, sql) == [("port", *said), ("town", 80, -20.0, None)]


@pytest.mark.parametrize("later, swing", [("D", -10.0), ("E", None)])
def test_who_may_be_an_unnamed_member_of_an_alliance_is_not_compared_in_areas_either(nowhere, later, swing):
    """Party D stands at both elections, or another in its place; nobody names the members of the Union."""
    with nowhere() as db:
        for election, year, last, (union, votes) in (("e0", 1996, "D", (60, 10)), ("e1", 2000, later, (50, 20))):
            lists = {
                "Union": ("alliance", []),
                "C": ("party list", ["p2"]),
                last: ("party list", [f"p{ord(last) - 65}"]),
            }
            take(db, election, year, True, lists, {"town": {"Union": union, "C": 30, last: votes}})
        db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        sql = "select swing_pp, missing from area_swing where contestant = '{}'"
        said = "somebody may have been an unnamed member of an alliance" if swing is None else None
        assert rows_of(db, sql.format("Union")) == [(swing, said)]
        assert rows_of(db, sql.format("C")) == [(0.0, None)]


@pytest.mark.parametrize(
    "everyone, others, said",
    [
        (True, 50, [(1.0, 0.833, None), (0.5, 0.833, None)]),
        (False, 50, [(1.0, None, None), (None, None, "it may have votes in an area that gives it no row")]),
        (False, 0, [(0.833, 0.722, None), (0.5, 0.722, None)]),
    ],
)
def test_a_party_may_be_among_others_in_an_area_that_gives_it_no_row(nowhere, everyone, others, said):
    with nowhere() as db:
        lists = {"X": ("party list", ["p0"]), "Y": ("party list", ["p1"]), "Others": ("others", [])}
        areas = {"town": {"X": 50, "Y": 50}, "port": {"X": 50, "Others": others}}
        take(db, "e", 2000, everyone, lists, areas)
        for area, figures in areas.items():
            db.execute(
                "insert into area_ballots values ('e', 'e', ?, null, null, ?, null)", [area, sum(figures.values())]
            )
        asked = "select nationalisation, party_system_nationalisation, missing from nationalisation order by contestant"
        assert rows_of(db, asked) == said


@pytest.mark.parametrize("tier, swing", [("whole", 10.0), ("local lists", None)])
def test_votes_of_an_area_on_ballots_of_different_kinds_are_not_compared(nowhere, tier, swing):
    with nowhere() as db:
        for election, year in (("e0", 1996), ("e1", 2000)):
            hold(db, election, year)
            for number in range(2):
                name = f"{election}-{number}"
                db.execute(
                    "insert into contestants values (?, ?, ?, 'party list', true, null, 's', 'x')",
                    [name, election, name],
                )
                db.execute("insert into contestant_parties values (?, ?)", [name, f"p{number}"])
        db.execute("update returns set tier = ? where election_id = 'e0'", [tier])
        db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'town', 's', 'x')"
        )
        for name, count in (("e0-0", 500), ("e0-1", 500), ("e1-0", 600), ("e1-1", 400)):
            db.execute("insert into area_results values (?, ?, 'town', ?, ?, null)", [name[:2], name[:2], name, count])
        derive(db, QUERIES)
        missing = "votes on ballots of different kinds" if swing is None else None
        said = rows_of(db, "select swing_pp, missing from area_swing order by identity")
        assert said == [(swing, missing), (swing and -swing, missing)]


# what is changed, the rule and subject that must be told
WRONG = [
    (
        "update area_results set votes = 94 where area_id = 'nation' and contestant_id = 'c0'",
        "an area has what the areas inside it have",
        "e nation c0 votes",
    ),
    (
        "update area_results set votes = 61 where area_id = 'north' and contestant_id = 'c0'",
        "an area has what the areas inside it have",
        "e north c0 votes",
    ),
    (
        "update area_ballots set valid_votes = 101 where area_id = 'north'",
        "the votes of an area are its valid votes",
        "e north",
    ),
    (
        "insert into results values ('e', 'c0', 'e', 90, null, null, null)",
        "the areas of a level have no more than the whole",
        "e region c0",
    ),
]


@pytest.mark.parametrize("change, rule, subject", WRONG, ids=[rule for _, rule, _ in WRONG])
def test_what_does_not_add_up_is_told(lands, change, rule, subject):
    assert lands.sql("from arithmetic_checks").fetchall() == []
    lands.execute("begin")
    lands.execute(change)
    told = rows_of(lands, "select rule, subject from arithmetic_checks")
    lands.execute("rollback")
    assert (rule, subject) in told


def test_an_area_inside_another_of_its_kind_is_refused(lands):
    lands.execute("begin")
    lands.execute(
        "insert into areas (area_id, country_id, kind, area, source_id, locator) "
        "values ('quarter', 'xx', 'region', 'quarter', 's', 'x')"
    )
    lands.execute("insert into area_parents values ('quarter', 'north')")
    problems = rows_of(lands, "select key_value, problem from integrity_checks")
    lands.execute("rollback")
    assert problems == [("quarter", "lies inside another region, so that adding up its level would count it twice")]


@pytest.mark.parametrize(
    "row, said",
    [
        ("{0},e-none,a,{1},1,", "is not in seeds/returns.csv"),
        ("{0},{2},nowhere,{1},1,", "area_id: 'nowhere' is not in seeds/areas.csv"),
        ("{0},{2},nowhere,nobody,1,", "is not in seeds/contestants.csv"),
        ("{0},{2},nowhere,{1},1,\n{0},{2},nowhere,{1},2,", "stands on line 2 already"),
    ],
)
def test_keys_that_are_not_declared_are_kept(project, row, said):
    line = (project / "seeds" / "results.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    with (project / "seeds" / "area_results.csv").open("a", encoding="utf-8") as seed:
        seed.write(row.format(line[2], line[1], line[0]) + "\n")
    with pytest.raises(Refused, match=said):
        build.build(project)


def put_in_alliance(db, members, seats):
    """Hold an election in a town where A stands against members of an alliance that has no row there."""
    kinds = {"A": ("candidate", []), "Front": ("alliance", [])} | {name: ("party list", []) for name in members}
    take(db, "e", 2000, True, kinds, {"town": {"A": 50} | members})
    for name in members:
        db.execute("insert into alliance_members values (?, 'e-Front', 'e', 's', 'x')", [f"e-{name}"])
    for name, number in seats.items():
        db.execute("update area_results set seats = ? where contestant_id = ?", [number, f"e-{name}"])


@pytest.mark.parametrize("seats_of_c, said", [(0, ("A", "a seat given otherwise")), (None, (None, None))])
def test_a_member_of_an_alliance_whose_seats_are_not_known_may_have_one(nowhere, seats_of_c, said):
    """A has a seat, and as many votes as the alliance together; how many seats the town has is not known."""
    with nowhere() as db:
        put_in_alliance(db, {"B": 30, "C": 20}, {"A": 1, "B": 0, "C": seats_of_c})
        sql = "select contestant, decided_by from area_winners where area_id = 'town'"
        assert rows_of(db, sql) == [said]


def test_members_of_an_alliance_without_a_row_are_lists_beside_a_candidate(nowhere):
    """They have 110 votes of 70 valid ones together, so that there were two ballots."""
    with nowhere() as db:
        put_in_alliance(db, {"B": 40, "C": 20}, {})
        db.execute("insert into area_ballots values ('e', 'e', 'town', null, null, 70, null)")
        sql = "select contestant, missing from area_winners where area_id = 'town'"
        assert rows_of(db, sql) == [(None, "candidates and lists have more than the valid votes")]
