"""Rows that add up do so in every election, each change stands once, and each winner is the one who won."""

import re
from collections import defaultdict

import pytest
from conftest import answer_of

VIEWS = {
    "outcomes": "select election_id, sum(seats), sum(votes) from outcomes where is_counted group by 1",
    "results_table": "select election_id, sum(seats), sum(votes) from results_table where is_counted group by 1",
    "figures": (
        "select election_id, cast(sum(case figure when 'seats' then value end) as bigint), "
        "cast(sum(case figure when 'votes' then value end) as bigint) "
        "from figures where is_counted and is_used group by 1"
    ),
}


def sums(db, view):
    return {election: (seats or 0, votes or 0) for election, seats, votes in db.sql(VIEWS[view]).fetchall()}


def test_counted_rows_are_the_whole_chamber_in_every_election_of_ours(db):
    """Where a return is complete; else some of the seats are those of parties that no source of ours gives."""
    complete = (
        "select election_id, elections.seats from elections where elections.seats is not null and {} "
        "(select 1 from returns where returns.election_id = elections.election_id and rank is not null and is_complete)"
    )
    whole, in_part = (dict(db.sql(complete.format(word)).fetchall()) for word in ("exists", "not exists"))
    assert len(whole) >= 12
    for view in VIEWS:
        seats_in = {election: seats for election, (seats, _) in sums(db, view).items()}
        assert {election: seats for election, seats in seats_in.items() if election in whole} == whole
        assert all(seats_in[election] < seats for election, seats in in_part.items())


def test_counted_rows_are_each_vote_and_seat_once_whoever_the_elections_are_of(everything):
    by_view = [sums(everything, view) for view in VIEWS]
    assert by_view[0] == by_view[1]
    for election, (seats, votes) in by_view[2].items():
        assert by_view[0][election] == (seats, votes)
    limits = everything.sql(
        "select election_id, max(elections.seats), max(case when elections.votes_per_ballot = 1 then valid_votes end) "
        "from elections join returns using (election_id) "
        "where rank = 1 and counts_rounded_to = 1 and elections.election_id not like 'xx-%' group by 1"
    ).fetchall()
    above = {
        election
        for (election,) in everything.sql(
            "select election_id from arithmetic_checks where rule = 'votes are no more than valid votes'"
        ).fetchall()
    }
    for election, most_seats, most_votes in limits:
        seats, votes = by_view[0].get(election, (0, 0))
        assert most_seats is None or seats <= most_seats
        assert most_votes is None or votes <= most_votes or election in above


def test_counted_rows_of_a_party_count_no_list_twice(everything):
    rows = everything.sql(
        "select party_id, election_id, contestant_id, alliance_contestant_id, party_history.seats, "
        "party_history.is_counted "
        "from party_history join outcomes using (election_id, contestant_id)"
    ).fetchall()
    stood, counted = defaultdict(dict), defaultdict(list)
    for party, election, contestant, alliance, seats, is_counted in rows:
        stood[party, election][contestant] = (alliance, seats or 0)
        if is_counted:
            counted[party, election].append(seats or 0)
    for key, lists in stood.items():
        own = [seats for alliance, seats in lists.values() if alliance not in lists]
        assert sorted(counted[key]) == sorted(own)
    assert any(len(lists) > 1 for lists in stood.values())


def test_each_change_of_office_stands_once(everything):
    changes = everything.sql(
        "select election_id, office, person_before_id, person_after_id from office_changes"
    ).fetchall()
    assert len(changes) == len(set(changes)) > 0


def test_sellal_of_two_parties_is_named_with_both(db):
    assert db.sql(
        "select party_after, since_on::text, has_changed_party from office_changes where person_after_id = 'dz-sellal'"
    ).fetchall() == [("National Liberation Front or no party", "2012-09-03", True)]


def test_the_table_prints_the_changes_of_the_swings(everything):
    assert (
        everything.sql(
            "select contestant_id from results_table "
            "left join seat_swing using (election_id, contestant_id) "
            "left join vote_swing using (election_id, contestant_id) "
            "where results_table.seat_change is distinct from seat_swing.seat_change "
            "or results_table.vote_swing_pp is distinct from vote_swing.vote_swing_pp"
        ).fetchall()
        == []
    )


def test_what_others_print_is_what_contradicts(everything):
    of_returns = "figure, contestant_id from source_conflicts where verdict = 'differs' and return_id is not null"
    assert sorted(everything.sql(f"select distinct election_id, {of_returns}").fetchall(), key=repr) == sorted(
        everything.sql("select election_id, figure, contestant_id from disputed_figures").fetchall(), key=repr
    )
    for figure, column in (("seats", "seats"), ("votes", "votes")):
        assert (
            everything.sql(
                f"select outcomes.contestant_id from disputed_figures join outcomes using (election_id, contestant_id) "
                f"where figure = '{figure}' and used_value <> outcomes.{column}"
            ).fetchall()
            == []
        )


@pytest.mark.parametrize(
    "used, other, verdict",
    [
        (("at least", 20, 1), ("exact", 25, 1), "agrees: at least"),
        (("at least", 20, 1), ("exact", 15, 1), "differs"),
        (("at most", 20, 1), ("exact", 15, 1), "agrees: at most"),
        (("at most", 20, 1), ("exact", 25, 1), "differs"),
        (("about", 20, 5), ("exact", 23, 5), "agrees: about"),
        (("at least", 20, 1), ("at least", 25, 1), "agrees: at least"),
        (("at least", 20, 1), ("at most", 15, 1), "differs"),
        (("exact", 20, 1), ("exact", 25, 1), "differs"),
    ],
)
def test_a_source_differs_only_where_both_cannot_be_right(office, used, other, verdict):
    office.execute("begin")
    try:
        poll(office, "e1", 0, [("Red", 1, 8, "alliance")], at_stake=100, body="xx-body")
        office.execute("insert into source_kinds values ('press', 2, 'made up too')")
        office.execute("insert into sources values ('t', 'press', 'q', 'u', 'en', null, null, null, null)")
        office.execute("insert into measures values ('women_elected', 'persons', 'women elected')")
        for source, figure in (("s", used), ("t", other), ("t", ("exact", 0, 1)), ("t", ("exact", 99, 1))):
            office.execute(
                "insert into statistics values ('e1', 'women_elected', ?, ?, null, ?, ?, ?, null, null, null)",
                [source, str(figure[1]), *figure],
            )
        sql = "select verdict from source_conflicts where locator = ?"
        assert office.execute(sql, [str(other[1])]).fetchall() == [(verdict,)]
    finally:
        office.execute("rollback")


def test_two_quotas_of_a_source_are_no_contradiction(office):
    office.execute("begin")
    try:
        poll(office, "e1", 0, [("Red", 1, 8, "alliance")], at_stake=100, body="xx-body")
        sql = "select verdict from source_conflicts where figure = 'reserved seats' order by locator"
        office.execute("insert into reserved_seats values ('e1-Red', 's', 'women', 2)")
        office.execute("insert into sources values ('t', 'dataset', 'q', 'u', 'en', null, null, null, null)")
        office.execute("insert into reserved_seats values ('e1-Red', 't', 'total', 3)")
        assert office.sql(sql).fetchall() == [("differs",), ("used",)]
        office.execute("insert into reserved_seats values ('e1-Red', 's', 'youth', 1)")
        assert office.sql(sql).fetchall() == []
    finally:
        office.execute("rollback")


def test_figures_in_words_keep_rounding_and_qualifier(db):
    words = dict(db.sql("select in_words, value from figures").fetchall())
    assert {"about 18.8 million", "at least 10 per cent", "about 15 per cent", "35.67 per cent", "11967611"} <= set(
        words
    )
    assert db.sql(
        "select registered_voters_rounded_to, turnout_decimals from election_summary "
        "where election_id = 'sy-assembly-2007'"
    ).fetchall() == [(10_000, 2)]


def entry_of(bibtex):
    """The key and the fields of a BibTeX entry; fails where BibTeX would."""
    assert (head := re.match(r"@misc\{([a-z0-9:_.-]+)(?=, )", bibtex)), bibtex
    place, fields = head.end(), {}
    while bibtex[place] != "}":
        assert (name := re.compile(r", ([a-z]+) = \{").match(bibtex, place)), bibtex[place:]
        place, depth = name.end(), 1
        start = place
        while depth:
            depth += {"{": 1, "}": -1}.get(bibtex[place], 0)  # with a backslash or without, as BibTeX counts
            place += 1
        fields[name[1]] = bibtex[start : place - 1]
    assert place == len(bibtex) - 1
    return head[1], fields


def test_every_source_has_a_citation_and_an_entry_for_a_bibliography(everything):
    entries = {}
    for source, title, publisher, locator, citation, bibtex in everything.sql(
        "select source_id, source, publisher, locator, citation, bibtex from provenance"
    ).fetchall():
        key, fields = entry_of(bibtex)
        assert key == source and entries.setdefault(key, bibtex) == bibtex
        assert {"author", "title", "language"} <= fields.keys()
        assert all(text in citation for text in (title, publisher, locator))
    assert len(entries) > 50


def test_an_entry_survives_a_title_with_everything_that_latex_reads(nowhere):
    with nowhere() as db:
        db.execute("update sources set source = '50 % of {a & b} _ # $ ~ ^ \\ }', url = 'https://example.org/{x}'")
        db.execute(
            "insert into elections values ('e', 'xx-body', 'E', 'direct vote', '2000-01-01', '2000-01-01', "
            "'general', 1, false, 1, 5, 5, 's', 'x')"
        )
        ((bibtex,),) = db.sql("select bibtex from provenance").fetchall()
    _, fields = entry_of(bibtex)
    assert fields["title"] == (
        "{50 \\% of \\textbraceleft a \\& b\\textbraceright  \\_ \\# \\$ \\textasciitilde  \\textasciicircum  "
        "\\textbackslash  \\textbraceright }"
    )
    assert fields["url"] == "https://example.org/%7Bx%7D"


POLL = (
    "insert into elections values ($name, $body, $name, 'direct vote', "
    "date '2000-01-01' + $day, date '2000-01-01' + $day, "
    "$scope, $round, $annulled, 1, $at_stake, $chamber, 's', 'x')"
)


def poll(
    db,
    name,
    day,
    rows,
    round=1,
    annulled=False,
    scope="general",
    at_stake=None,
    body="xx-office",
    valid=None,
    complete=False,
):
    """Put a poll into the tables; rows are (name, votes, seats, kind). `valid` votes are those of the rows, or more.

    A `complete` return has every seat, and does not name everyone who stood.
    """
    chamber = 100 if at_stake else None
    given = {"name": name, "day": day, "round": round, "annulled": annulled, "scope": scope, "at_stake": at_stake}
    db.execute(POLL, {**given, "chamber": chamber, "body": body})
    db.execute(
        "insert into returns values ($1, $1, 's', 'x', 'final', 'whole', $3, not $3, null, null, null, 1, null, null, "
        "$2, null, null, null, null, null, 1, 'only', null)",
        [name, valid or sum(votes or 0 for _, votes, *_ in rows), complete],
    )
    for contestant, votes, seats, kind in rows:
        db.execute(
            "insert into contestants values ($1, $2, $3, $4, true, null, 's', 'x')",
            [f"{name}-{contestant}", name, contestant, kind],
        )
        db.execute(
            "insert into results values ($1, $2, $1, $3, null, $4, null)", [name, f"{name}-{contestant}", votes, seats]
        )


def candidates(*rows):
    return [(name, votes, seat, "candidate") for name, votes, seat in rows]


SUMMARY = "select election_id, winner, decided_by, missing from election_summary order by all"
WON = {
    "one round": (
        [("e1", 0, candidates(("Ann", 60, None), ("Bob", 40, None)), {})],
        {"e1": ("Ann", "most votes", None)},
    ),
    "two rounds": (
        [
            ("e1", 0, candidates(("Ann", 45, None), ("Bob", 40, None), ("Cy", 15, None)), {}),
            ("e2", 14, candidates(("Ann", 45, None), ("Bob", 55, None)), {"round": 2}),
        ],
        {"e1": ("Bob", "a later round", None), "e2": ("Bob", "most votes", None)},
    ),
    "an annulled poll and its repetition": (
        [
            ("e1", 0, candidates(("Ann", 60, None), ("Bob", 40, None)), {"annulled": True}),
            ("e2", 90, candidates(("Ann", 40, None), ("Bob", 60, None)), {}),
        ],
        {"e1": (None, None, "annulled"), "e2": ("Bob", "most votes", None)},
    ),
    "an annulled second round": (
        [
            ("e1", 0, candidates(("Ann", 45, None), ("Bob", 55, None)), {}),
            ("e2", 14, candidates(("Ann", 60, None), ("Bob", 40, None)), {"round": 2, "annulled": True}),
        ],
        {"e1": (None, None, "the later round is annulled"), "e2": (None, None, "annulled")},
    ),
    "an annulled second round, repeated": (
        [
            ("e1", 0, candidates(("Ann", 45, None), ("Bob", 55, None)), {}),
            ("e2", 14, candidates(("Ann", 60, None), ("Bob", 40, None)), {"round": 2, "annulled": True}),
            ("e3", 70, candidates(("Ann", 30, None), ("Bob", 70, None)), {"round": 2}),
        ],
        {
            "e1": ("Bob", "a later round", None),
            "e2": (None, None, "annulled"),
            "e3": ("Bob", "most votes", None),
        },
    ),
    "a tie that the lot decides": (
        [("e1", 0, candidates(("Ann", 50, 0), ("Zoe", 50, 1)), {})],
        {"e1": ("Zoe", "the seat", None)},
    ),
    "a tie": ([("e1", 0, candidates(("Ann", 50, None), ("Zoe", 50, None)), {})], {"e1": (None, None, "level")}),
    "votes that are not known": (
        [("e1", 0, candidates(("Ann", None, None), ("Zoe", None, None)), {})],
        {"e1": (None, None, "no source gives votes by contestant")},
    ),
    "a no": (
        [("e1", 0, [("Ann", 40, None, "candidate"), ("Against", 60, None, "option")], {})],
        {"e1": (None, None, "no candidate came first")},
    ),
    "others and nobody": (
        [
            (
                "e1",
                0,
                [("Ann", 20, None, "candidate"), ("Bob", 10, None, "candidate"), ("Others", 40, None, "others")],
                {},
            )
        ],
        {"e1": (None, None, "somebody without a name may have more votes")},
    ),
    "others who have more together than the only one with a name": (
        [("e1", 0, [("Ann", 45, None, "candidate"), ("Others", 55, None, "others")], {})],
        {"e1": (None, None, "somebody without a name may have more votes")},
    ),
    "votes that no row has": (
        [("e1", 0, candidates(("Ann", 45, None)), {"valid": 100})],
        {"e1": (None, None, "somebody without a name may have more votes")},
    ),
    "independents together, and the seat": (
        [("e1", 0, [("Ann", 45, 1, "candidate"), ("Independents", 55, 0, "independents")], {})],
        {"e1": ("Ann", "the seat", None)},
    ),
    "others, and more than half": (
        [("e1", 0, [("Ann", 55, None, "candidate"), ("Others", 45, None, "others")], {})],
        {"e1": ("Ann", "most votes", None)},
    ),
    "one alone": ([("e1", 0, candidates(("Ann", 45, None)), {})], {"e1": ("Ann", "unopposed", None)}),
    "no more than half": (
        [("e1", 0, candidates(("Ann", 45, None), ("Bob", 35, None), ("Cy", 20, None)), {})],
        {"e1": (None, None, "nobody certainly has more than half of the votes")},
    ),
    "no more than half in the last round": (
        [("e1", 0, candidates(("Ann", 45, None), ("Bob", 35, None), ("Cy", 20, None)), {"round": 2})],
        {"e1": ("Ann", "most votes", None)},
    ),
    "a first without the seat": (
        [("e1", 0, [("Ann", 60, 0, "candidate"), ("Others", 40, 1, "others")], {})],
        {"e1": (None, None, "the first by votes has no seat")},
    ),
    "a by-election for one seat": (
        [
            (
                "e1",
                0,
                candidates(("Ann", 60, 1), ("Bob", 40, 0)),
                {"scope": "by-election", "at_stake": 1, "body": "xx-body"},
            )
        ],
        {"e1": ("Ann", "most votes", None)},
    ),
    "two by-elections on one day, one with two rounds": (
        [
            ("e1", 0, candidates(("Ann", 60, 1), ("Bob", 40, 0)), {"scope": "by-election"}),
            ("e2", 0, candidates(("Cy", 45, 0), ("Dee", 55, 0)), {"scope": "by-election"}),
            ("e3", 7, candidates(("Cy", 60, 1), ("Dee", 40, 0)), {"scope": "by-election", "round": 2}),
        ],
        dict.fromkeys(("e1", "e2", "e3"), (None, None, "which of the later rounds decides is not known")),
    ),
    "a chamber": (
        [("e1", 0, [("Red", 60, 3, "alliance"), ("Blue", 40, 5, "alliance")], {"at_stake": 8, "body": "xx-body"})],
        {"e1": ("Blue", "most seats", None)},
    ),
    "a chamber that two rounds fill together": (
        [
            ("e1", 0, [("Red", 60, 2, "alliance"), ("Blue", 40, 1, "alliance")], {"at_stake": 3, "body": "xx-body"}),
            (
                "e2",
                14,
                [("Red", 60, 3, "alliance"), ("Blue", 40, 4, "alliance")],
                {"at_stake": 7, "body": "xx-body", "round": 2},
            ),
        ],
        dict.fromkeys(("e1", "e2"), (None, None, "a round that does not fill the chamber")),
    ),
    "a chamber that the second round fills": (
        [
            ("e1", 0, [("Red", 60, None, "alliance"), ("Blue", 40, None, "alliance")], {"body": "xx-body"}),
            (
                "e2",
                14,
                [("Red", 60, 60, "alliance"), ("Blue", 40, 40, "alliance")],
                {"at_stake": 100, "body": "xx-body", "round": 2},
            ),
        ],
        {
            "e1": (None, None, "a round that does not fill the chamber"),
            "e2": ("Red", "most seats", None),
        },
    ),
    "a chamber with a tie": (
        [("e1", 0, [("Red", 60, 4, "alliance"), ("Blue", 40, 4, "alliance")], {"at_stake": 8, "body": "xx-body"})],
        {"e1": (None, None, "level")},
    ),
}


@pytest.fixture(scope="module")
def office(nowhere):
    with nowhere() as db:
        db.execute("insert into bodies values ('xx-office', 'xx', 'presidency', 'Office', 'Office')")
        yield db


@pytest.mark.parametrize("case", WON)
def test_the_winner_is_the_one_who_won_and_how_is_said(office, case):
    polls, won = WON[case]
    office.execute("begin")
    try:
        for name, day, rows, more in polls:
            poll(office, name, day, rows, **more)
        said = office.sql(SUMMARY).fetchall()
        assert {election: tuple(rest) for election, *rest in said} == won
        of_places = (
            "select election_id, elected, missing_elected from victory_margin "
            "where missing_elected is null or missing_elected not in ('several were elected', 'a later round decided')"
        )
        for election, elected, missing in office.sql(of_places).fetchall():
            assert (won[election][0], won[election][2]) == (elected, missing)
    finally:
        office.execute("rollback")


def test_a_candidate_below_the_share_that_is_demanded_has_not_won(office):
    office.execute("begin")
    try:
        poll(office, "e1", 0, candidates(("Ann", 45, None), ("Bob", 40, None), ("Cy", 15, None)))
        office.execute("insert into thresholds values ('e1', 'election', 's', 'x', 1, 2, 'valid votes')")
        assert office.sql(SUMMARY).fetchall() == [("e1", None, None, "nobody has the share that is demanded")]
    finally:
        office.execute("rollback")


def test_the_summary_has_one_row_for_each_election(everything):
    assert len(answer_of(everything, "election_summary").rows) == len(answer_of(everything, "elections").rows)


def test_women_are_compared_like_with_like(office):
    office.execute("begin")
    try:
        poll(office, "e1", 0, [("Red", 1, 8, "alliance")], at_stake=8, body="xx-body")
        poll(office, "e2", 400, [("Red", 1, 1, "alliance")], at_stake=1, body="xx-body", scope="by-election")
        office.execute("insert into predecessors values ('e2', 'e1', 'xx-body', 's', 'x')")
        office.execute("insert into measures values ('women_elected', 'persons', 'women elected')")
        office.execute(
            "insert into statistics values ('e1', 'women_elected', 's', 'x', null, 'exact', 4, 1, null, null, null), "
            "('e2', 'women_elected', 's', 'x', null, 'at least', 1, 1, null, null, null)"
        )
        assert office.sql(
            "select women_elected, qualifier, change from women_elected where election_id = 'e2'"
        ).fetchall() == [(1, "at least", None)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "kind, seats, said",
    [
        ("others", 2, "not known"),
        ("others", None, "not known"),
        ("independents", 2, "not known"),
        ("others", 0, "held no seat"),
        ("alliance", 2, "held no seat"),
    ],
)
def test_a_newcomer_may_have_held_a_seat_that_has_no_name(office, kind, seats, said):
    office.execute("begin")
    try:
        rows = [("Red", 60, 6, "alliance"), ("Rest", 40, seats, kind)]
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", complete=True)
        poll(office, "e2", 400, [("Red", 60, 6, "alliance"), ("p0", 40, 4, "party list")], at_stake=10, body="xx-body")
        office.execute("insert into contestant_parties values ('e2-p0', 'p0')")
        office.execute("insert into predecessors values ('e2', 'e1', 'xx-body', 's', 'x')")
        office.execute(  # as the build works it out
            "insert into families values ('e2', 'seats', false, 'e2-p0', 'p0', 'party list', null, 4, 'e2-p0', null)"
        )
        sql = "select status_before from seat_swing where contestant_id = 'e2-p0'"
        assert office.sql(sql).fetchall() == [(said,)]
    finally:
        office.execute("rollback")


ALLIANCES = {
    "an alliance with a row": [(50, 5), (30, 3), (20, 2), (50, 3)],
    "an alliance without figures": [(None, None), (30, 3), (20, 2), (50, 3)],
    "an alliance with seats alone": [(None, 5), (30, 3), (20, 2), (50, 3)],
}


@pytest.mark.parametrize("case", ALLIANCES)
@pytest.mark.parametrize("view", VIEWS)
def test_an_alliance_or_its_members_are_counted(office, case, view):
    assert counted(office, ALLIANCES[case], view) == {"e1": (8, 100)}


@pytest.mark.parametrize("view", VIEWS)
def test_members_stand_in_for_an_alliance_whose_votes_are_known_in_part(office, view):
    assert counted(office, [(None, 5), (30, 3), (None, 2), (50, 3)], view) == {"e1": (8, 80)}


def test_an_alliance_plays_for_its_members_whatever_votes_are_known(office):
    """Seats alone decide who the players are."""
    figures = [(None, 6), (40, 5), (None, 1), (45, 4)]
    assert counted(office, figures, "coalitions", 100) == {("Front", 6)}
    assert counted(office, figures, "power", 100) == {("Front", 1.0), ("White", 0.0)}
    assert counted(office, figures, "parties", 100) == {(2,)}


PLAYERS = {
    "coalitions": "select members, seats from minimal_winning_coalitions",
    "power": "select competitor, banzhaf from voting_power where is_default",
    "parties": "select parties_with_seats from party_system",
}


def counted(db, figures, view, valid=None):
    """What the counted rows of a view add up to, of an alliance, its two members and another."""
    db.execute("begin")
    try:
        names = ("Front", "Red", "Blue", "White")
        rows = [(name, votes, seats, "alliance") for name, (votes, seats) in zip(names, figures, strict=True)]
        poll(db, "e1", 0, rows, at_stake=8, body="xx-body", valid=valid)
        for member in ("e1-Red", "e1-Blue"):
            db.execute("insert into alliance_members values (?, 'e1-Front', 'e1', 's', 'x')", [member])
        if view in PLAYERS:
            db.execute("update elections set seats = 10, chamber_seats = 10")
            return set(db.sql(PLAYERS[view]).fetchall())
        return sums(db, view)
    finally:
        db.execute("rollback")
