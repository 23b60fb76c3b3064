"""No view fails, for any election, over what the tables accept: each share is between 0 and 100, or null."""

from math import isfinite

import pytest
from conftest import QUERIES
from test_invariants import follow, hold

from hemicycle.database.derived import derive

MOST = 9_000_000_000  # voters


def numbered(votes_and_seats):
    return [(n, *row) for n, row in enumerate(votes_and_seats)]


# what is tried: rows of contestants (number, votes, seats), and the seats of the chamber
EXTREMES = {
    "one contestant": (numbered([(1, 1)]), 1),
    "a thousand contestants": (numbered([(1000 + n, 1) for n in range(1000)]), 1000),
    "a thousand of a thousand sizes": (numbered([(1000 + n, n) for n in range(1000)]), 499_500),
    "630 players of one seat": (numbered([(1, 1)] * 630), 630),
    "630 seats of one large and many small": (numbered([(1, 313)] + [(1, 1)] * 317), 630),
    "a tie of everything": (numbered([(7, 7)] * 40), 280),
    "nine billion voters": (numbered([(MOST - 1, 400), (1, 1)]), 401),
    "zero of everything": (numbered([(0, 0)] * 5), 10),
    "nothing known": (numbered([(None, None)] * 5), None),
    "seats above the chamber": (numbered([(10, 2_000_000_000), (5, 2_000_000_000)]), 3),
    "a chamber of two billion": (numbered([(10, 1_000_000_001), (5, 999_999_998)]), 1_999_999_999),
    "an office": (numbered([(10, None), (10, None)]), None),
}
ONE = {name: f"e{4 * number + 1}" for number, name in enumerate(EXTREMES)}  # the later election of each


@pytest.fixture(scope="module")
def extremes(nowhere):
    """Two elections of each kind, the second later than the first, with areas and ballots."""
    with nowhere() as db:
        db.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "select 'area-' || n, 'xx', 'district', 'Area ' || n, 's', 'x' "
            "from range(3) as numbers (n)"
        )
        for name, (rows, seats) in EXTREMES.items():
            put(db, name, rows, seats)
        derive(db, QUERIES)
        yield db


def put(db, name, rows, seats):
    """One kind of election, twice in a row."""
    later = ONE[name]
    earlier = f"e{int(later[1:]) - 1}"
    land = f"{later}-"
    db.execute(f"insert into countries values ('{land}xx', '{later:>3.3}', '{land}', '{land}')")
    kind = "presidency" if name == "an office" else "legislature"
    db.execute(f"insert into bodies values ('{land}xx-body', '{land}xx', '{kind}', 'Body', 'Body')")
    numbers = max(n for n, *_ in rows) + 1
    db.execute(
        "insert into parties (party_id, country_id, party, source_id, locator) "
        f"select '{land}p' || n, '{land}xx', 'Party ' || n, 's', 'x' "
        f"from range({numbers}) as numbers (n)"
    )
    for election in (earlier, later):
        hold(db, election, rows, seats, land)
        db.execute(
            "insert into area_results select election_id, return_id, 'area-' || n, contestant_id, votes, "
            f"seats from results, range(3) as numbers (n) where election_id = '{election}' and n < 3"
        )
        db.execute(
            f"insert into area_ballots select election_id, return_id, 'area-0', 1, 20000000000, valid_votes, null "
            f"from returns where election_id = '{election}'"
        )
        db.execute(f"insert into area_seats values ('{election}', 'area-0', 1, 's', 'x')")
    db.execute(
        "insert into returns (return_id, election_id, source_id, locator, stage, tier, is_complete, names_everyone, "
        "counts_rounded_to, registered_voters, ballots_cast, rank) "
        f"values ('{land}absurd', '{later}', 's', 'x', 'final', 'whole', false, false, 1, 1, 20000000000, 2)"
    )
    follow(db, earlier, later)


def is_share(column):
    return column.endswith("_pct") and "swing" not in column and "change" not in column


def wrong_of(relation):
    """Cells that are no number, or shares outside of 0 to 100."""
    columns = relation.columns
    return [
        (column, cell, row[0])
        for row in relation.fetchall()
        for column, cell in zip(columns, row, strict=True)
        if isinstance(cell, float) and (not isfinite(cell) or (is_share(column) and not 0 <= cell <= 100))
    ][:3]


@pytest.mark.parametrize("query", [query.name for query in QUERIES])
def test_no_view_fails_over_extreme_elections(extremes, query):
    assert wrong_of(extremes.sql(f"from {query}")) == []


def test_power_is_shared_by_players_of_one_seat_whatever_their_number(extremes):
    sql = "select count(*), min(banzhaf), max(banzhaf), max(shapley_shubik) from voting_power where is_default "
    for kind, players in (("630 players of one seat", 630), ("a thousand contestants", 1000)):
        share = round(1 / players, 4)
        assert extremes.sql(f"{sql} and election_id = '{ONE[kind]}'").fetchall() == [(players, share, share, share)]
    one_large = extremes.sql(
        "select max(shapley_shubik), min(shapley_shubik), sum(shapley_shubik) from voting_power "
        f"where is_default and election_id = '{ONE['630 seats of one large and many small']}'"
    ).fetchall()
    # the large one decides unless fewer than 3 or more than 315 of the 317 small ones stand before it
    large = (318 - 3 - 2) / 318
    assert one_large == [(round(large, 4), round((1 - large) / 317, 4), pytest.approx(1, abs=0.02))]


@pytest.mark.parametrize(
    "kind, said",
    [
        ("a thousand of a thousand sizes", {"too many players of too many sizes"}),
        ("seats above the chamber", {"the seats add up to more than the chamber"}),
        ("nothing known", {"the number of seats in the chamber is not known"}),
        ("zero of everything", {"seats not known of the whole chamber"}),
    ],
)
def test_power_that_cannot_be_computed_says_why(extremes, kind, said):
    sql = f"select distinct missing from voting_power where is_default and election_id = '{ONE[kind]}'"
    assert {missing for (missing,) in extremes.sql(sql).fetchall()} == said


def test_nobody_is_the_largest_of_those_who_have_nothing(extremes):
    sql = "select measure, contestant, is_tied, missing from largest_party "
    assert extremes.sql(f"{sql} where election_id = '{ONE['zero of everything']}' order by 1").fetchall() == [
        ("seats", None, None, "nobody has any seats"),
        ("votes", None, None, "nobody has any votes"),
    ]


def test_four_of_forty_equal_parties_are_no_coalition_and_a_row_says_so(extremes):
    sql = "select members, missing from minimal_winning_coalitions"
    assert extremes.sql(f"{sql} where election_id = '{ONE['a tie of everything']}'").fetchall() == [
        (None, "no four parties have more than half")
    ]
