"""A share is data only before it is rounded: every answer is that of plain Python with fractions, to its last decimal.

The made-up elections print their shares with no, one or two decimals beside the votes, as sources do, or print none.
"""

from fractions import Fraction

import pytest
from hypothesis import strategies as st
from test_invariants import answer, examples_of, holding, numbered, shares

votes = st.integers(1, 20) | st.integers(1, 400_000_000)
printed = st.sampled_from([None, 0, 1, 2])  # decimals that the shares are printed with; none are printed


@pytest.fixture(scope="module")
def empty(nowhere):
    with nowhere() as db:
        yield db


def rounded(value, decimals=2):
    """A fraction at some decimals, half away from zero, as a float."""
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return float(Fraction(whole if value >= 0 else -whole, 10**decimals))


def as_printed(given_votes, decimals):
    """The shares of votes as a source prints them, with so many decimals; none where these are None."""
    return (
        decimals if decimals is None else [f"{rounded(share, decimals):.{decimals}f}" for share in shares(given_votes)]
    )


def held(given_votes, decimals, valid=True):
    """An election with these votes, as `holding` takes it."""
    return numbered([(number, None) for number in given_votes]), None, as_printed(given_votes, decimals), valid


def test_swings_margins_and_volatility_are_those_of_counts(empty):
    examples = examples_of(st.tuples(st.lists(st.tuples(votes, votes), min_size=2, max_size=6), printed))
    chains = [
        [held([before for _, before in rows], decimals), held([now for now, _ in rows], decimals)]
        for rows, decimals in examples
    ]
    with holding(empty, chains) as ask:
        answers = [
            [of_last for _, of_last in ask(sql)]
            for sql in (
                "select election_id, vote_swing_pp from vote_swing order by contestant_id",
                "select election_id, volatility from electoral_volatility where is_default",
                "select election_id, margin_votes, margin_pp from victory_margin",
                "select election_id, butler_swing_pp from two_party_swing",
            )
        ]
    for example, said, volatilities, margins, swings in zip(examples, *answers, strict=True):
        rows, _ = example
        now, before = shares([now for now, _ in rows]), shares([before for _, before in rows])
        assert [swing for (swing,) in said] == [rounded(a - b) for a, b in zip(now, before, strict=True)], example
        ((volatility,),) = volatilities
        assert volatility == rounded(sum(abs(a - b) for a, b in zip(now, before, strict=True)) / 2), example
        largest = sorted(range(len(rows)), key=lambda n: (-rows[n][0], n))[:2]
        ((margin_votes, margin_pp),) = margins
        assert margin_votes == rows[largest[0]][0] - rows[largest[1]][0], example
        assert margin_pp == rounded(now[largest[0]] - now[largest[1]]), example
        ((butler,),) = swings
        first, second = largest
        first_three = sorted((number for number, _ in rows), reverse=True)[:3]
        are_level = len(set(first_three)) < len(
            first_three
        )  # then which two are first, and in what order, is not known
        swing = rounded((now[first] - before[first] + before[second] - now[second]) / 2)
        assert butler == (None if are_level else swing), example


def test_who_is_first_and_has_a_majority_is_said_by_counts(empty):
    examples = examples_of(st.tuples(st.lists(votes, min_size=1, max_size=6), printed))
    with holding(empty, [[held(given_votes, decimals)] for given_votes, decimals in examples]) as ask:
        answers = ask(
            "select election_id, contestant_id, has_majority, is_tied from largest_party where measure = 'votes' "
            "order by contestant_id"
        )
    for (given_votes, decimals), (said,) in zip(examples, answers, strict=True):
        most = max(given_votes)
        first = [n for n, number in enumerate(given_votes) if number == most]
        assert [(int(contestant.rpartition("-")[2]), *told) for contestant, *told in said] == [
            (n, 2 * most > sum(given_votes), len(first) > 1) for n in first
        ], (given_votes, decimals)


@pytest.mark.parametrize(
    "share, has_majority", [("50.01", True), ("50.00", None), ("49.99", False)], ids=["above", "at half", "below"]
)
def test_a_printed_share_of_50_decides_no_majority(empty, share, has_majority):
    shares_printed = [share, f"{99 - float(share):.2f}", "1.00"]
    election = ("e1", [(0, None, 60), (1, None, 40), (2, None, 0)], 100, "", shares_printed, False)
    sql = "select has_majority from largest_party where measure = 'votes'"
    assert answer(empty, sql, election) == [(has_majority,)]
    kind = {
        True: ("earned", None),
        None: (None, "not decided by rounded figures"),
        False: ("manufactured", None),
    }[has_majority]
    assert answer(empty, "select majority, missing from majority", election) == [kind]


@pytest.mark.parametrize("valid_votes, of_votes", [(1000, None), (1200, False), (True, False), (False, False)])
def test_half_of_counts_is_not_half_of_the_valid_votes_where_the_counts_are_more(empty, valid_votes, of_votes):
    """600 of 1,600 votes that are counted, of which the valid votes may be fewer."""
    election = ("e1", [(0, 600, 60), (1, 400, 20), (2, 600, 20)], 100, "", None, valid_votes)
    sql = "select has_majority from largest_party where measure = 'votes' and contestant_id = 'e1-0'"
    assert answer(empty, sql, election) == [(of_votes,)]
    kind = (None, "share of the valid votes not known") if of_votes is None else ("manufactured", None)
    assert answer(empty, "select majority, missing from majority", election) == [kind]


def test_no_votes_are_wasted_where_everyone_has_a_seat(empty):
    sql = "select seatless, wasted_votes, wasted_votes_pct from wasted_votes"
    rows = [(0, 600, 6), (1, 400, 4)]
    assert answer(empty, sql, ("e1", rows, 10)) == [(0, 0, 0.0)]
    assert answer(empty, sql, ("e1", rows, 10, "", None, 1100)) == [(0, None, None)]  # of 100, nobody knows


def test_more_may_be_wasted_than_printed_shares_lack(empty):
    election = ("e1", [(0, None, 35), (1, None, 34), (2, None, 31)], 100, "", ["35.1", "33.9", "30.7"])
    sql = "select wasted_votes_pct, lowest_pct, highest_pct, unattributed_pct from wasted_votes"
    assert answer(empty, sql, election) == [(None, 0.0, 0.6, 0.3)]


def test_a_share_that_rounds_to_nothing_is_no_share_of_nothing(empty):
    rows = [(0, 15_597, 1), (1, 389_764_187, 542)]
    sql = "select vote_share_pct, advantage_ratio, missing from advantage_ratio where is_default order by competitor_id"
    seats, votes_of_all = Fraction(1, 543), Fraction(15_597, 389_779_784)
    assert answer(empty, sql, ("e1", rows, 543))[0] == (0.0, rounded(seats / votes_of_all), None)


def test_a_share_that_is_printed_as_0_is_not_said_to_be_of_no_votes(empty):
    election = ("e1", [(0, None, 1), (1, None, 542)], 543, "", ["0.0", "100.0"])
    sql = "select advantage_ratio, missing from advantage_ratio where is_default order by competitor_id"
    assert answer(empty, sql, election)[0] == (None, "votes rounded to none")
    sql = "select disproportionality, missing from disproportionality where is_default and measure = 'D''Hondt'"
    reason = "seats won with a share that is no more than it may be rounded by"
    assert answer(empty, sql, election) == [(None, reason)]


def test_no_ratio_is_given_of_a_share_that_is_no_more_than_it_may_be_rounded_by(empty):
    election = ("e1", [(0, None, 1), (1, None, 0), (2, None, 99)], 100, "", ["0.1", "0.1", "99.8"])
    sql = "select advantage_ratio, missing from advantage_ratio where is_default order by competitor_id"
    reason = "the share is no more than it may be rounded by"
    assert answer(empty, sql, election) == [(None, reason), (0.0, None), (0.99, None)]
    sql = "select disproportionality from disproportionality where is_default and measure = 'D''Hondt'"
    assert answer(empty, sql, election) == [(None,)]


def test_counts_that_do_not_give_the_printed_share_are_not_preferred_to_it(empty):
    sql = "select vote_share_pct, exact_share_pct, share_origin from outcomes order by contestant_id"
    election = ("e1", [(0, 6_000, None), (1, 4_000, None)], None, "", ["61.00", "40.00"])
    assert answer(empty, sql, election) == [(61.0, 61.0, "printed"), (40.0, 40.0, "computed")]


def test_two_views_of_the_same_figures_give_one_answer(empty):
    """The swing of an area that is the whole country is the swing of the country."""
    elections = [
        ("e1", [(0, 20_006, None), (1, 79_994, None)], None),
        ("e2", [(0, 30_004, None), (1, 69_996, None)], None),
    ]
    then = [
        "insert into areas (area_id, country_id, kind, area, source_id, locator) "
        "values ('a', 'xx', 'country', 'All', 's', 'x')",
        "insert into area_results select election_id, return_id, 'a', contestant_id, votes, null from results",
    ]
    of_all = "select vote_swing_pp from vote_swing where election_id = 'e2' order by contestant_id"
    of_area = "select swing_pp from area_swing where election_id = 'e2' order by contestant"
    assert (
        answer(empty, of_all, *elections, then=then)
        == answer(empty, of_area, *elections, then=then)
        == [(10.0,), (-10.0,)]
    )
