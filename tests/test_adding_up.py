"""Rows that add up do so in every election, each change stands once, and each winner is the one who won."""

import re
from collections import defaultdict

import pytest
from conftest import QUERIES, answer_of, rows_of, work_out

from hemicycle.database.derived import derive

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
        "select party_history.party_id, election_id, contestant_id, alliance_contestant_id, party_history.seats, "
        "party_history.is_counted, party_history.first_polling_on >= left_on "
        "from party_history join outcomes using (election_id, contestant_id) "
        "join party_ancestry on party_ancestry.party_id = party_history.party_id "
        "and ancestor_party_id = stood_as_party_id"
    ).fetchall()
    stood, counted = defaultdict(dict), defaultdict(list)
    for party, election, contestant, alliance, seats, is_counted, stands_again in rows:
        if stands_again:
            assert not is_counted
            continue
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
        asked = f"select verdict from source_conflicts where locator = '{other[1]}'"
        assert rows_of(office, asked) == [(verdict,)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "printed, decimals, unit, said",
    [(62, 0, 1, "62 (q)"), (60, 0, 1, None), (60.1, 1, 1, None), (60.3, 1, 1, "60.3 (q)"), (62, 0, 20, None)],
)
def test_other_turnouts_are_told_where_the_one_gone_by_is_computed(office, printed, decimals, unit, said):
    office.execute("begin")
    try:
        counts = {"registered_voters": 1000, "ballots_cast": 601 if unit == 1 else 600, "counts_rounded_to": unit}
        poll(office, "e1", 0, [("Red", 1, 8, "alliance")], at_stake=100, body="xx-body", valid=500, **counts)
        office.execute("insert into source_kinds values ('press', 2, 'made up too')")
        office.execute("insert into sources values ('t', 'press', 'q', 'u', 'en', null, null, null, null)")
        other = {"return_id": "e1-t", "source_id": "t", "rank": None, "rank_reason": None}
        report(
            office, "e1", None, True, turnout_pct=printed, turnout_decimals=decimals, turnout_base="not stated", **other
        )
        assert rows_of(office, "select others_print from disputed_figures") == ([(said,)] if said else [])
        verdicts = rows_of(office, "select figure, verdict from source_conflicts")
        assert verdicts == ([("turnout", "differs")] if said else [])
        assert rows_of(office, "select others_print from turnout_change") == [(said,)]
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
        assert rows_of(office, sql) == [("differs",), ("used",)]
        office.execute("insert into reserved_seats values ('e1-Red', 's', 'youth', 1)")
        assert rows_of(office, sql) == []
        sql = "select locator, is_used from figures where figure = 'reserved seats' order by locator"
        assert rows_of(office, sql) == [("total", False), ("women", True), ("youth", True)]
        sql = "select locator from provenance where figure = 'reserved seats' order by locator"
        assert rows_of(office, sql) == [("women",), ("youth",)]
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
        ((bibtex,),) = rows_of(db, "select bibtex from provenance")
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
    share=False,
    **returned,
):
    """Put a poll into the tables; rows are (name, votes, seats, kind). `valid` votes are those of the rows, or more.

    A `complete` return has every seat, and does not name everyone who stood. Where it prints a `share`, votes are that.
    What is `returned` besides are columns of returns.
    """
    chamber = 100 if at_stake else None
    given = {"name": name, "day": day, "round": round, "annulled": annulled, "scope": scope, "at_stake": at_stake}
    db.execute(POLL, {**given, "chamber": chamber, "body": body})
    report(db, name, valid or sum(votes or 0 for _, votes, *_ in rows), complete, **returned)
    for contestant, votes, seats, kind in rows:
        db.execute(
            "insert into contestants values ($1, $2, $3, $4, true, null, 's', 'x')",
            [f"{name}-{contestant}", name, contestant, kind],
        )
        votes, share_pct = (None, votes) if share else (votes, None)
        db.execute(
            "insert into results values ($1, $2, $1, $3, $4, $5, null)",
            [name, f"{name}-{contestant}", votes, share_pct, seats],
        )


def poll_twice(db, before, now):
    """Hold e0 and, after it, e1; of each list there are a name, its votes, which are its seats too, kind and parties.

    Parties are named by a letter each, A to D.
    """
    for election, day, lists in (("e0", 0, before), ("e1", 1461, now)):
        rows = [(who, votes, votes, kind) for who, votes, kind, _ in lists]
        poll(db, election, day, rows, at_stake=100, body="xx-body", valid=100)
        for who, _, _, parties in lists:
            for party in parties:
                db.execute(
                    "insert into contestant_parties values ($1, $2)", [f"{election}-{who}", f"p{'ABCD'.index(party)}"]
                )
    db.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")


def report(db, election, valid, complete, **more):
    """Put a return into the tables; `more` are columns of it that are not as usual."""
    row = {
        "return_id": election,
        "election_id": election,
        "source_id": "s",
        "locator": "x",
        "stage": "final",
        "tier": "whole",
        "is_complete": complete,
        "names_everyone": not complete,
        "counts_rounded_to": 1,
        "valid_votes": valid,
        "rank": 1,
        "rank_reason": "only",
        **more,
    }
    db.execute(f"insert into returns ({', '.join(row)}) values ({', '.join('?' * len(row))})", [*row.values()])


def candidates(*rows):
    return [(name, votes, seat, "candidate") for name, votes, seat in rows]


BY_ELECTION = {"scope": "by-election", "at_stake": 1, "body": "xx-body"}
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
    "a no in a second round for one seat": (
        [
            (
                "e1",
                0,
                [("Ann", 40, None, "candidate"), ("Against", 60, None, "option")],
                {**BY_ELECTION, "round": 2},
            )
        ],
        {"e1": (None, None, "no candidate came first")},
    ),
    "a yes for one seat": (
        [("e1", 0, [("Ann", 60, None, "candidate"), ("Against", 40, None, "option")], BY_ELECTION)],
        {"e1": ("Ann", "most votes", None)},
    ),
    "a no, and the seat": (
        [("e1", 0, [("Ann", 40, 1, "candidate"), ("Against", 60, None, "option")], BY_ELECTION)],
        {"e1": ("Ann", "the seat", None)},
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
    "votes that may be somebody's without a name": (
        [
            (
                "e1",
                0,
                candidates(("Ann", 55, None), ("Bob", 45, None)),
                {"round": 2, "names_everyone": False, "valid_votes": None},
            )
        ],
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
    "a by-election between the two rounds of another": (
        [
            ("e1", 0, candidates(("Ann", 45, 0), ("Bob", 40, 0), ("Cy", 15, 0)), BY_ELECTION),
            ("e2", 7, candidates(("Dee", 60, 1), ("Eve", 40, 0)), BY_ELECTION),
            ("e3", 14, candidates(("Ann", 45, 0), ("Bob", 55, 1)), {**BY_ELECTION, "round": 2}),
        ],
        {
            "e1": ("Bob", "a later round", None),
            "e2": ("Dee", "most votes", None),
            "e3": ("Bob", "most votes", None),
        },
    ),
    "a by-election between the two rounds of another, and nobody says who has the seats": (
        [
            ("e1", 0, candidates(("Ann", 45, None), ("Bob", 40, None), ("Cy", 15, None)), BY_ELECTION),
            ("e2", 7, candidates(("Dee", 60, None), ("Eve", 40, None)), BY_ELECTION),
            ("e3", 14, candidates(("Ann", 45, None), ("Bob", 55, None)), {**BY_ELECTION, "round": 2}),
        ],
        dict.fromkeys(("e1", "e2", "e3"), (None, None, "which of the later rounds decides is not known")),
    ),
    "by-elections with two rounds, one after the other": (
        [
            ("e1", 0, candidates(("Ann", 45, None), ("Bob", 40, None), ("Cy", 15, None)), BY_ELECTION),
            ("e2", 7, candidates(("Ann", 45, None), ("Bob", 55, None)), {**BY_ELECTION, "round": 2}),
            ("e3", 60, candidates(("Dee", 45, None), ("Eve", 40, None), ("Fay", 15, None)), BY_ELECTION),
            ("e4", 67, candidates(("Dee", 45, None), ("Eve", 55, None)), {**BY_ELECTION, "round": 2}),
        ],
        {
            "e1": ("Bob", "a later round", None),
            "e2": ("Bob", "most votes", None),
            "e3": ("Eve", "a later round", None),
            "e4": ("Eve", "most votes", None),
        },
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
    "a chamber whose seats are all given for both of its rounds": (
        [
            (
                "e1",
                0,
                [("Red", 60, 20, "alliance"), ("Blue", 40, 10, "alliance")],
                {"at_stake": 100, "body": "xx-body"},
            ),
            (
                "e2",
                14,
                [("Red", 45, 25, "alliance"), ("Blue", 55, 45, "alliance")],
                {"at_stake": 100, "body": "xx-body", "round": 2},
            ),
        ],
        dict.fromkeys(("e1", "e2"), (None, None, "a round that does not fill the chamber")),
    ),
    "a second round four years later, whose first is not in the file": (
        [
            ("e1", 0, candidates(("Ann", 60, None), ("Bob", 40, None)), {}),
            ("e2", 1461, candidates(("Cy", 60, None), ("Dee", 40, None)), {"round": 2}),
        ],
        {"e1": ("Ann", "most votes", None), "e2": ("Cy", "most votes", None)},
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
        db.execute("insert into sources select * replace ('u' as source_id) from sources where source_id = 's'")
        yield db


@pytest.mark.parametrize("case", WON)
def test_the_winner_is_the_one_who_won_and_how_is_said(office, case):
    polls, won = WON[case]
    office.execute("begin")
    try:
        for name, day, rows, more in polls:
            poll(office, name, day, rows, **more)
        said = rows_of(office, SUMMARY)
        assert {election: tuple(rest) for election, *rest in said} == won
        of_places = (
            "select election_id, elected, missing_elected from victory_margin "
            "where missing_elected is null or missing_elected not in ('several were elected', 'a later round decided')"
        )
        for election, elected, missing in rows_of(office, of_places):
            assert (won[election][0], won[election][2]) == (elected, missing)
    finally:
        office.execute("rollback")


def test_who_fills_the_last_seat_of_a_chamber_in_a_second_round_has_not_won_the_election(office):
    office.execute("begin")
    try:
        rows = [("Red", 60, 60, "alliance"), ("Blue", 40, 39, "alliance")]
        poll(office, "e1", 0, rows, at_stake=99, body="xx-body")
        poll(office, "e2", 14, candidates(("Ann", 45, 0), ("Bob", 55, 1)), at_stake=1, body="xx-body", round=2)
        no_winner = (None, None, "a round that does not fill the chamber")
        assert rows_of(office, SUMMARY) == [("e1", *no_winner), ("e2", *no_winner)]
        assert rows_of(office, "select elected from victory_margin where election_id = 'e2'") == [("Bob",)]
        (missing,) = {row[0] for row in rows_of(office, "select missing_seats from effective_parties")}
        assert missing == "a round that does not fill the chamber"
    finally:
        office.execute("rollback")


NOT_KNOWN = "whether the first has the share that is demanded is not known"
# votes of the two, per cent demanded by each source and of what, what else is known, what is said
DEMANDS = {
    "less than the law demands": ((45, 55), {60: "valid votes"}, {}, "nobody has the share that is demanded"),
    "what the law demands": ((55, 45), {55: "valid votes"}, {}, None),
    "less than one of two sources says": ((55, 45), {50: "valid votes", 60: "valid votes"}, {}, NOT_KNOWN),
    "enough of the valid votes, too few of all ballots": ((51, 49), {50: "votes"}, {"ballots_cast": 110}, NOT_KNOWN),
    "enough of all ballots": ((51, 49), {50: "votes"}, {"ballots_cast": 101}, None),
    "ballots not known": ((51, 49), {50: "votes"}, {}, NOT_KNOWN),
    "valid votes not known": ((65, 35), {60: "valid votes"}, {"valid_votes": None}, NOT_KNOWN),
    "a share that is printed without decimals": (
        (60, 40),
        {60: "valid votes"},
        {"share": True, "share_base": "valid votes", "share_decimals": 0},
        NOT_KNOWN,
    ),
    "less than the law demands, without decimals": (
        (59, 41),
        {60: "valid votes"},
        {"share": True, "share_base": "valid votes", "share_decimals": 0},
        "nobody has the share that is demanded",
    ),
    "more than the law demands, without decimals": (
        (61, 39),
        {60: "valid votes"},
        {"share": True, "share_base": "valid votes", "share_decimals": 0},
        None,
    ),
}


@pytest.mark.parametrize("case", DEMANDS)
def test_who_may_not_have_the_share_that_is_demanded_has_not_won(office, case):
    (ann, bob), demands, more, said = DEMANDS[case]
    office.execute("begin")
    try:
        poll(office, "e1", 0, candidates(("Ann", ann, None), ("Bob", bob, None)), **more)
        for source, (demanded, share_of) in zip("su", demands.items(), strict=False):
            office.execute(
                "insert into thresholds values ('e1', 'election', $1, 'x', $2, 100, $3)", [source, demanded, share_of]
            )
        if said is None:
            assert rows_of(office, SUMMARY) == [("e1", "Ann", "most votes", None)]
        else:
            assert rows_of(office, SUMMARY) == [("e1", None, None, said)]
    finally:
        office.execute("rollback")


LISTS = "a party has several lists or candidates"
ROUNDED = {"counts_rounded_to": 10}
WHOLE_PER_CENT = {"share": True, "share_base": "valid votes", "share_decimals": 0, "valid_votes": None}
TWO_LISTS = {"North": "p0", "South": "p0", "Blue": "p1"}
# rows, columns of the return, parties of contestants, a question, its answer
OTHERS = "the others who are left out may have more than the largest"
NOT_KNOWN = "the votes of somebody are not known"
DOUBTS = {
    "two largest, of whom one is not known": (
        [("Red", 60, 60), ("Blue", None, None), ("Green", None, None)],
        {"valid_votes": 100},
        {},
        "select two_largest_votes_pct, two_largest_seats_pct from two_party_concentration where is_default",
        [(None, None)],
    ),
    "two largest, whose shares cannot be": (
        [("Red", 55, 60), ("Blue", 55, 40)],
        WHOLE_PER_CENT,
        {},
        "select two_largest_votes_pct, missing_votes from two_party_concentration where is_default",
        [(None, "the shares add up to more than 100")],
    ),
    "two largest, with seats that independents have": (
        [("Red", 60, 40), ("Blue", 40, 20), ("Green", None, None), ("Independents", None, 25, "independents")],
        {},
        {},
        "select two_largest_seats_pct from two_party_concentration where is_default",
        [(60.0,)],
    ),
    "a majority of a chamber that has fewer seats than were won": (
        [("Red", 50, 52), ("Blue", 50, 58)],
        {},
        {},
        "select largest, has_majority, majority, seats_over, missing from majority",
        [("Blue", True, "manufactured", None, None)],
    ),
    "a majority of a chamber whose size is not known": (
        [("Red", 50, 10), ("Blue", 50, None)],
        {},
        {},
        "select largest, has_majority, missing from majority",
        [(None, None, "somebody whose seats are not known may have as many")],
    ),
    "no majority of all who were elected": (
        [("Red", 50, 52), ("Blue", 40, 48), ("Green", 10, 10)],
        {},
        {},
        "select largest, has_majority, seats_over, missing from majority",
        [("Red", None, None, "the seats add up to more than the chamber")],
    ),
    "shares of a chamber that has fewer seats than were won": (
        [("Red", 50, 60), ("Blue", 50, 50)],
        {},
        {},
        "select effective_parties.effective_parties_seats, missing_seats, two_largest_seats_pct, "
        "largest_seats_pct, seat_share_pct "
        "from effective_parties join two_party_concentration using (election_id, missing_seats, is_default) "
        "join party_system using (election_id) join outcomes using (election_id) where is_default",
        [(None, "the seats add up to more than are at stake", None, None, None)] * 2,
    ),
    "parties with seats, where those of one are not known": (
        [("Red", 50, 60, "alliance"), ("Blue", 40, None, "alliance"), ("Green", 10, None, "alliance")],
        {},
        {},
        "select parties_with_seats from party_system",
        [(None,)],
    ),
    "parties with seats, where Others have some": (
        [("Red", 50, 60, "alliance"), ("Blue", 40, 39, "alliance"), ("Rest", 10, 1, "others")],
        {},
        {},
        "select parties_with_seats from party_system",
        [(None,)],
    ),
    "a party that may have more with its other list, whose seats are not known": (
        [("North", 30, 30), ("South", 20, None), ("Blue", 40, 45), ("Green", 10, 5)],
        {},
        TWO_LISTS,
        "select contestant, missing from largest_party where measure = 'seats'",
        [(None, "somebody whose seats are not known may have as many")],
    ),
    "votes of independents of whom nobody says how many were elected": (
        [("Red", 50, 50), ("Alone", 50, None, "independents"), ("Green", None, None, "joint list")],
        {"valid_votes": 100},
        {},
        "select parts, effective_parties_votes, missing_votes from competitors "
        "join effective_parties using (election_id, convention) "
        "where convention = 'independents each' and competitor = 'Alone'",
        [(None, None, "how the votes of independents divide is not known")],
    ),
    "what somebody can have where nobody's votes are known": (
        [("Red", None, 60), ("Blue", None, 40)],
        {},
        {},
        "select competitor, most_vote_share_pct from competitors where is_default order by 1",
        [("Blue", 100.0), ("Red", 100.0)],
    ),
    "level in rounded counts": (
        [("Red", 500, 40), ("Blue", 500, 60)],
        ROUNDED,
        {},
        "select largest_party.missing, is_reversal, margin_votes from largest_party "
        "join plurality_reversals using (election_id) join victory_margin using (election_id) where measure = 'votes'",
        [("level only as printed", None, None)] * 2,
    ),
    "first of rounded counts": (
        [("Red", 510, 40), ("Blue", 490, 60)],
        ROUNDED,
        {},
        "select contestant, is_reversal from largest_party join plurality_reversals using (election_id) "
        "where measure = 'votes'",
        [("Red", True)],
    ),
    "a party of two lists, which has most together": (
        [("North", 30, 30), ("South", 30, 30), ("Blue", 40, 40)],
        {},
        TWO_LISTS,
        "select measure, contestant, missing from largest_party order by measure",
        [("seats", None, LISTS), ("votes", None, LISTS)],
    ),
    "a party of two lists, which has less together": (
        [("North", 20, 20), ("South", 20, 20), ("Blue", 60, 60)],
        {},
        TWO_LISTS,
        "select contestant, has_majority, missing from largest_party",
        [("Blue", True, None)] * 2,
    ),
    "effective parties of a party of two lists": (
        [("North", 30, 30), ("South", 20, 20), ("Blue", 50, 50)],
        {},
        TWO_LISTS,
        "select competitor, competitors.seats, effective_parties_votes, effective_parties_seats "
        "from competitors join effective_parties using (election_id, convention, is_default) "
        "where is_default order by competitor",
        [("Blue", 50, 2.0, 2.0), ("North", 50, 2.0, 2.0)],
    ),
    "effective parties where most seats are of others": (
        [("Red", 50, 20), ("Blue", 50, 10), ("Rest", None, None, "others")],
        {"valid_votes": 100},
        {},
        "select effective_parties_votes, effective_parties_seats, seat_shares_pct, squared_seat_shares, missing_seats, "
        "disproportionality, missing from effective_parties join disproportionality using (election_id, convention) "
        "where measure = 'least squares' and convention in ('usual', 'others as one') order by convention",
        [(2.0, 1.85, 100.0, 0.54, None, 60.83, None), (2.0, None, 30.0, None, OTHERS, None, OTHERS)],
    ),
    "effective parties where most votes are of others": (
        [("Red", 20, 60), ("Blue", 10, 40), ("Rest", 70, 0, "others")],
        {"valid_votes": 100},
        {},
        "select effective_parties_votes, lowest_votes, highest_votes, effective_parties.missing_votes, "
        "effective_parties_seats, fractionalisation_votes, disproportionality, missing from effective_parties "
        "join disproportionality using (election_id, convention) "
        "join fractionalisation using (election_id, convention) "
        "where measure = 'least squares' and convention = 'usual'",
        [(None, None, None, OTHERS, 1.92, None, None, OTHERS)],
    ),
    "effective parties where others have no more than the largest": (
        [("Red", 40, 40), ("Blue", 20, 20), ("Rest", 40, 40, "others")],
        {"valid_votes": 100},
        {},
        "select effective_parties_votes, effective_parties_seats, missing_votes, missing_seats "
        "from effective_parties where is_default",
        [(5.0, 5.0, None, None)],
    ),
    "effective parties without independents, who have most": (
        [("Red", 20, 30), ("Blue", 20, 10), ("Alone", 60, 60, "independents")],
        {"valid_votes": 100},
        {},
        "select effective_parties_votes, effective_parties_seats from effective_parties "
        "where convention = 'independents left out'",
        [(12.5, 10.0)],
    ),
    "effective parties where others have less than a party of two lists": (
        [("North", 24, 24), ("South", 22, 22), ("Blue", 20, 20), ("Rest", 34, 34, "others")],
        {},
        TWO_LISTS,
        "select effective_parties_votes, effective_parties_seats, missing_votes, missing_seats from effective_parties "
        "where convention = 'usual'",
        [(3.97, 3.97, None, None)],
    ),
    "effective parties where others have as much as the largest": (
        [("Red", 1, 1), ("Blue", 1, 1), ("Rest", 1, 98, "others")],
        {},
        {},
        "select effective_parties_votes, missing_votes from effective_parties where convention = 'usual'",
        [(4.5, None)],
    ),
    "effective parties where others have more than any independent": (
        [("Alone", 45, 45, "independents"), ("Blue", 20, 20), ("Rest", 35, 35, "others")],
        {},
        {},
        "select effective_parties_seats, missing_seats from effective_parties where convention = 'independents each'",
        [(None, OTHERS)],
    ),
    "effective parties where the votes of the largest are not known": (
        [("Red", 30, 30), ("Blue", 20, 20), ("Green", None, 50)],
        {"valid_votes": 100},
        {},
        "select effective_parties_votes, effective_parties.missing_votes, fractionalisation_votes, "
        "fractionalisation.missing_votes, "
        "disproportionality, missing from effective_parties "
        "join fractionalisation using (election_id, convention) "
        "join disproportionality using (election_id, convention) "
        "where measure = 'least squares' and convention = 'usual'",
        [(None, NOT_KNOWN, None, NOT_KNOWN, None, NOT_KNOWN)],
    ),
    "wasted votes, where independents together won seats": (
        [("Red", 60, 70), ("Blue", 10, 0), ("Alone", 30, 30, "independents")],
        {"valid_votes": 100},
        {},
        "select wasted_votes, wasted_votes_pct, lowest_pct, highest_pct, missing from wasted_votes",
        [(None, None, 10.0, 40.0, "which of those taken together won a seat is not known")],
    ),
    "wasted votes, where others together won seats": (
        [("Red", 60, 99), ("Blue", 10, 0), ("Rest", 30, 1, "others")],
        {"valid_votes": 100},
        {},
        "select wasted_votes, wasted_votes_pct, lowest_pct, highest_pct, missing from wasted_votes",
        [(None, None, 10.0, 40.0, "which of those taken together won a seat is not known")],
    ),
    "wasted votes, where no independent won a seat": (
        [("Red", 60, 100), ("Blue", 10, 0), ("Alone", 30, 0, "independents")],
        {"valid_votes": 100},
        {},
        "select wasted_votes, wasted_votes_pct, missing from wasted_votes",
        [(40, 40.0, None)],
    ),
    "coalitions of a party of two lists": (
        [("North", 30, 30), ("South", 25, 25), ("Blue", 45, 45)],
        {},
        TWO_LISTS,
        "select members, competitor, banzhaf from minimal_winning_coalitions join voting_power using (election_id) "
        "where is_default order by banzhaf desc",
        [("North", "North", 1.0), ("North", "Blue", 0.0)],
    ),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_an_answer_is_given_only_where_nothing_unknown_could_change_it(office, case):
    rows, returned, parties, question, answer = DOUBTS[case]
    office.execute("begin")
    try:
        kinds = [(name, votes, seats, *(kind or ["candidate"])) for name, votes, seats, *kind in rows]
        poll(office, "e1", 0, kinds, at_stake=100, body="xx-body", complete=True, **returned)
        for contestant, party in parties.items():
            office.execute("insert into contestant_parties values ($1, $2)", [f"e1-{contestant}", party])
        assert rows_of(office, question) == answer
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "unnamed, at_stake, said",
    [
        (["South"], 15, ("Blue", None)),  # North and Blue have them all
        (["South"], 16, (None, "seats not known")),
        (["South"], None, (None, "seats not known")),
        (["North", "South"], 100, ("Blue", None)),  # as a party of one list that nobody names
    ],
)
def test_a_list_that_no_return_names_may_have_what_its_party_lacks(office, unnamed, at_stake, said):
    office.execute("begin")
    try:
        rows = [("North", None, 7, "party list"), ("South", None, 0, "party list"), ("Blue", None, 8, "party list")]
        poll(office, "e1", 0, rows, at_stake=at_stake, body="xx-body")
        for contestant, party in TWO_LISTS.items():
            office.execute("insert into contestant_parties values ($1, $2)", [f"e1-{contestant}", party])
        for contestant in unnamed:
            office.execute("delete from results where contestant_id = $1", [f"e1-{contestant}"])
        question = "select contestant, missing from largest_party where measure = 'seats'"
        assert rows_of(office, question) == [said]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize("share, said", [("99.50", ("Blue", None)), ("49.50", (None, "votes not known"))])
def test_lists_of_a_party_have_at_most_what_the_shares_of_others_leave(office, share, said):
    office.execute("begin")
    try:
        votes = {"North": 50, "South": None, "Blue": 9950}
        rows = [(name, number, None, "party list") for name, number in votes.items()]
        printed = {"valid_votes": None, "share_base": "not stated", "share_decimals": 2}
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body", **printed)
        for contestant, party in TWO_LISTS.items():
            office.execute("insert into contestant_parties values ($1, $2)", [f"e1-{contestant}", party])
        office.execute("delete from results where contestant_id = 'e1-South'")
        office.execute("update results set vote_share_pct = $1 where contestant_id = 'e1-Blue'", [share])
        question = "select contestant, missing from largest_party where measure = 'votes'"
        assert rows_of(office, question) == [said]
    finally:
        office.execute("rollback")


PART = "a round that does not fill the chamber"
# what a question says of each of two rounds that fill a chamber together
PARTS = {
    "governments": ("lowest_seats, seats, has_majority, type, missing", [(20, None, None, None, PART)]),
    "plurality_reversals": ("is_reversal, missing", [(None, PART)]),
    "wasted_votes": ("wasted_votes, wasted_votes_pct, lowest_pct, highest_pct, missing", [(*[None] * 4, PART)]),
    "near_misses": (
        "largest_without_seat, missing_largest, smallest_with_seat, missing_smallest, missing_below",
        [(None, PART, None, PART, PART)],
    ),
    "apportionment": ("method, missing", [(None, PART)]),
    "advantage_ratio": ("distinct advantage_ratio, missing", [(None, PART)]),
    "disproportionality": ("distinct disproportionality, missing", [(None, PART)]),
    "effective_parties": ("distinct effective_parties_seats, missing_seats", [(None, PART)]),
    "two_party_concentration": ("distinct two_largest_seats_pct, missing_seats", [(None, PART)]),
    "votes_per_seat": ("distinct votes_per_seat, missing", [(None, PART)]),
    "party_system": ("parties_with_seats, largest_seats_pct, disproportionality", [(None, None, None)]),
}


@pytest.mark.parametrize("is_second_annulled", [False, True])
@pytest.mark.parametrize("view", PARTS)
def test_no_round_of_several_says_what_depends_on_all_seats(office, view, is_second_annulled):
    asked, said = PARTS[view]
    office.execute("begin")
    try:
        first = [("Red", 50, 20, "joint list"), ("Blue", 40, 10, "joint list"), ("Green", 10, 0, "joint list")]
        poll(office, "e1", 0, first, at_stake=100, body="xx-body")
        second = [("Red", 45, 25, "joint list"), ("Blue", 55, 45, "joint list")]
        poll(office, "e2", 14, second, at_stake=100, body="xx-body", round=2, annulled=is_second_annulled)
        office.execute("insert into contestant_parties values ('e1-Red', 'p0')")
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e1', 'C', null, '2000-02-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")
        assert rows_of(office, f"select {asked} from {view} where election_id = 'e1'") == said
    finally:
        office.execute("rollback")


# what a question says of the seats of a second round against those of the second round before
COMPARED = {
    "seat_swing": ("seats, seats_before, seat_change, like_for_like_change, largest_heir_change, status_before", "Red"),
    "results_table": ("seats, seat_change", "Red"),
    "women_elected": ("women_elected_before, change, missing_change", None),
    "government_swing": ("seats, seats_before, seat_change, missing_seats", None),
}
SAID = {
    "seat_swing": [(25, 20, None, None, None, PART)],
    "results_table": [(25, None)],
    "women_elected": [(3, None, PART)],
    "government_swing": [(None, None, None, PART)],
}
SAID_OF_WHOLES = {
    "seat_swing": [(55, 60, -5, -5, -5, "held seats")],
    "results_table": [(55, -5)],
    "women_elected": [(3, 1, None)],
    "government_swing": [(55, 60, -5, None)],
}


@pytest.mark.parametrize("is_whole", [False, True])
@pytest.mark.parametrize("view", COMPARED)
def test_seats_of_a_round_that_does_not_fill_the_chamber_are_compared_with_none(office, view, is_whole):
    """Red has 60 seats after both rounds of the first election, and 55 after those of the second."""
    polls = [("e1", 0, 1, 40, 60), ("e2", 14, 2, 20, 40), ("e3", 1461, 1, 30, 70), ("e4", 1475, 2, 25, 30)]
    office.execute("begin")
    try:
        for name, day, round, red, all_seats in polls:
            if is_whole:
                red, all_seats = {"e1": (0, 0), "e2": (60, 100), "e3": (0, 0), "e4": (55, 100)}[name]
            rows = [("Red", 60, red, "party list"), ("Blue", 40, all_seats - red, "party list")]
            poll(office, name, day, rows, round=round, at_stake=all_seats or None, body="xx-body")
            for contestant, party in (("Red", "p0"), ("Blue", "p1")):
                office.execute("insert into contestant_parties values (?, ?)", [f"{name}-{contestant}", party])
        office.execute("update elections set chamber_seats = 100")
        for earlier, later in (("e1", "e3"), ("e2", "e4")):
            office.execute("insert into predecessors values (?, ?, 'xx-body', 's', 'x')", [later, earlier])
        office.execute("insert into measures values ('women_elected', 'persons', 'women elected')")
        for election, women in (("e2", 3), ("e4", 4)):
            office.execute(
                "insert into statistics values (?, 'women_elected', 's', 'x', null, 'exact', ?, 1, null, null, null)",
                [election, women],
            )
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e2', 'C', null, '2000-03-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")
        asked, contestant = COMPARED[view]
        of_whom = f"and contestant = '{contestant}'" if contestant else ""
        said = rows_of(office, f"select {asked} from {view} where election_id = 'e4' {of_whom}")
        assert said == (SAID_OF_WHOLES if is_whole else SAID)[view]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize("second_round, days", [("e1", 17), ("e2", 17), (None, 31)])
def test_days_to_a_government_begin_with_the_last_round(office, second_round, days):
    """The cabinet may have either round for its election."""
    office.execute("begin")
    try:
        rows = [("Red", 60, 60, "party list"), ("Blue", 40, 40, "party list")]
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body")
        if second_round:
            poll(office, "e2", 14, rows, at_stake=100, body="xx-body", round=2)
        office.execute(
            "insert into cabinets values ('c', 'xx', ?, 'C', null, '2000-02-01', 'election', false, 's', 'x')",
            [second_round or "e1"],
        )
        assert rows_of(office, "select days from days_to_government") == [(days,)]
    finally:
        office.execute("rollback")


GOVERNED = {
    "a whole chamber": (100, [("Red", 60, 45), ("Blue", 40, 55)], (False, -6, "single-party minority", None)),
    "a part of the chamber": (
        80,
        [("Red", 60, 45), ("Blue", 40, 35)],
        (None, None, None, "a part of the chamber was not elected on that day"),
    ),
    "too small a part of the chamber": (
        80,
        [("Red", 60, 20), ("Blue", 40, 60)],
        (False, None, "single-party minority", "a part of the chamber was not elected on that day"),
    ),
    "more seats than the chamber has": (
        100,
        [("Red", 60, 53), ("Blue", 40, 55)],
        (None, None, None, "the seats add up to more than the chamber"),
    ),
}


@pytest.mark.parametrize("case", GOVERNED)
def test_a_government_has_a_majority_or_not_where_the_rest_of_the_chamber_could_not_change_it(office, case):
    at_stake, rows, said = GOVERNED[case]
    office.execute("begin")
    try:
        poll(office, "e1", 0, candidates(*rows), at_stake=at_stake, body="xx-body", complete=True)
        office.execute("insert into contestant_parties values ('e1-Red', 'p0')")
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e1', 'C', null, '2000-02-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")
        assert rows_of(office, "select has_majority, seats_over, type, missing from governments") == [said]
    finally:
        office.execute("rollback")


# shares printed by one source and by another, with one decimal and with two, and who is first
FIRSTS = {
    "closer than the rounding": (30.2, 30.16, (None, "figures rounded in different ways leave it open")),
    "as far as the rounding": (30.2, 30.1, ("Red", None)),
    "level": (30.2, 30.2, ("Blue", "level only as printed")),
}


@pytest.mark.parametrize("case", FIRSTS)
def test_nobody_is_first_of_shares_that_are_rounded_in_different_ways(office, case):
    red, blue, (first, missing) = FIRSTS[case]
    office.execute("begin")
    try:
        printed = {"share": True, "share_base": "valid votes", "valid_votes": None}
        poll(office, "e1", 0, candidates(("Red", red, 50)), at_stake=100, body="xx-body", share_decimals=1, **printed)
        report(office, "e1", None, True, return_id="e1-b", rank=2, share_base="valid votes", share_decimals=2)
        for name, share in (("Blue", blue), ("Green", 20)):
            office.execute(
                "insert into contestants values ($1, 'e1', $2, 'candidate', true, null, 's', 'x')", [f"e1-{name}", name]
            )
            office.execute("insert into results values ('e1-b', $1, 'e1', null, $2, 25, null)", [f"e1-{name}", share])
        asked = "select contestant, missing from largest_party where measure = 'votes' order by 1"
        assert rows_of(office, asked)[0] == (first, missing)
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "votes, unit, said",
    [
        ((100, 100, 100), 100, [(None, "not decided by rounded figures")] * 3),  # one may have 149 of 250
        ((100, 100, 0), 100, [(None, "not decided by rounded figures")] * 3),
        ((100, 100, 0), 1, [(False, None)] * 3),
        ((100, 60, 40), 10, [(None, "not decided by rounded figures"), (False, None), (False, None)]),
        ((80, 70, 50), 10, [(False, None)] * 3),
        ((120, 40, 40), 10, [(True, None), (False, None), (False, None)]),
    ],
)
def test_nobody_has_a_majority_of_rounded_counts_that_leave_it_open(office, votes, unit, said):
    office.execute("begin")
    try:
        rows = [(name, count, None, "party list") for name, count in zip(("Red", "Blue", "White"), votes, strict=True)]
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", valid=200, counts_rounded_to=unit)
        asked = (
            "select has_majority, missing_majority from majorities where measure = 'votes' order by contestant <> 'Red'"
        )
        assert rows_of(office, f"{asked}, contestant") == said
    finally:
        office.execute("rollback")


PRINTED = {"share": True, "share_base": "valid votes", "share_decimals": 0, "valid_votes": None}


@pytest.mark.parametrize(
    "printed, front, union, first",
    [
        # three members rounded to thousands may have 1,500 together, and somebody of 2,000 up to 2,500
        ({"counts_rounded_to": 1000}, (1000, 1000, 1000), (2000,), None),
        ({"counts_rounded_to": 1000}, (1000, 1000, 1000), (1000, 1000, 0), None),
        ({"counts_rounded_to": 1000}, (2000, 2000, 2000), (3000,), "Front"),
        ({"counts_rounded_to": 1}, (1000, 1000, 1000), (2000,), "Front"),
        (PRINTED, (10, 10, 11), (10, 10, 10), None),
        (PRINTED, (20, 10, 11), (10, 10, 10), "Front"),
    ],
)
def test_a_sum_of_rounded_figures_of_members_is_ahead_only_by_more_than_their_rounding(
    office, printed, front, union, first
):
    """An alliance without figures of its own beside another, or beside a party where that has one figure."""
    office.execute("begin")
    try:
        rows = [("Front", None, None, "alliance")]
        members = {f"F{number}": votes for number, votes in enumerate(front)}
        if len(union) > 1:
            rows += [("Union", None, None, "alliance")]
            members |= {f"U{number}": votes for number, votes in enumerate(union)}
        else:
            rows += [("Union", *union, None, "party list")]
        rows += [(name, votes, None, "party list") for name, votes in members.items()]
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", **printed)
        for name in members:
            alliance = "e1-Front" if name.startswith("F") else "e1-Union"
            office.execute("insert into alliance_members values (?, ?, 'e1', 's', 'x')", [f"e1-{name}", alliance])
        said = "figures rounded in different ways leave it open" if first is None else None
        asked = "select contestant, missing from largest_party where measure = 'votes'"
        assert rows_of(office, asked) == [(first, said)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "decimals, first, said",
    [
        (1, 50.1, True),
        (1, 50.0, None),
        (1, 49.9, False),
        (0, 51, True),
        (0, 50, None),
        (0, 49, False),
        (2, 50.01, True),
    ],
)
def test_a_printed_share_decides_as_far_as_its_decimals_go(office, decimals, first, said):
    office.execute("begin")
    try:
        rows = candidates(("Red", first, None), ("Blue", 30, None))
        printed = {"share": True, "share_base": "valid votes", "share_decimals": decimals, "valid_votes": None}
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", **printed)
        asked = "select has_majority from majorities where measure = 'votes' and contestant = 'Red'"
        assert rows_of(office, asked) == [(said,)]
    finally:
        office.execute("rollback")


def test_nobody_is_below_a_threshold_where_no_shares_are_known(office):
    office.execute("begin")
    try:
        rows = [("Red", None, 60, "joint list"), ("Blue", None, 40, "joint list")]
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body")
        office.execute("insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, 'valid votes')")
        asked = "select seated_below, missing_below from near_misses"
        assert rows_of(office, asked) == [(None, "it is not certain who has the share that the law demanded")]
    finally:
        office.execute("rollback")


def test_the_fewest_parties_are_those_where_all_unknown_votes_are_of_one_member_of_each_alliance(office):
    office.execute("begin")
    try:
        rows = [("One", 40, 4), ("A", None, 4), ("B", None, 0), ("Two", 35, 4), ("C", None, 4), ("D", None, 0)]
        rows = [(*row, "alliance") for row in rows] + [("Rest", 25, 2, "party list")]
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", valid=100)
        for member, alliance in {"A": "One", "B": "One", "C": "Two", "D": "Two"}.items():
            office.execute(f"insert into alliance_members values ('e1-{member}', 'e1-{alliance}', 'e1', 's', 'x')")
        asked = "select lowest_votes from effective_parties where convention = 'members'"
        assert rows_of(office, asked)[0][0] <= round(1 / (0.4**2 + 0.35**2 + 0.25**2), 2)
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "members, lowest, by_votes, by_seats",
    [
        ([("A", 25, 3), ("B", 15, 1)], 3.7, 3.7, 3.33),
        ([("A", 25, 3)], 3.7, None, None),  # nobody says who has the other votes and the seat
        ([("A", 40, 3)], 2.9, 2.9, None),
        ([], 2.9, None, None),
        ([("A", 0, 0), ("B", None, None)], 2.9, None, None),  # no return has a row for B, which has no more than One
    ],
)
def test_an_alliance_whose_members_are_not_all_known_is_not_taken_for_them(office, members, lowest, by_votes, by_seats):
    office.execute("begin")
    try:
        rows = [("One", 40, 4, "alliance"), ("Two", 35, 4, "party list"), ("Rest", 25, 2, "party list")]
        poll(
            office, "e1", 0, [*rows, *((*row, "party list") for row in members)], at_stake=10, body="xx-body", valid=100
        )
        for member, votes, _ in members:
            office.execute(f"insert into alliance_members values ('e1-{member}', 'e1-One', 'e1', 's', 'x')")
            if votes is None:
                office.execute(f"delete from results where contestant_id = 'e1-{member}'")
        asked = "select lowest_votes, effective_parties_votes, effective_parties_seats from effective_parties"
        assert rows_of(office, f"{asked} where convention = 'members'") == [(lowest, by_votes, by_seats)]
        assert rows_of(office, f"{asked} where convention = 'usual'") == [(2.9, 2.9, 2.78)]
    finally:
        office.execute("rollback")


def test_a_member_of_an_alliance_is_not_below_a_threshold_that_the_alliance_may_pass(office):
    office.execute("begin")
    try:
        rows = [("Front", None, 5), ("Red", 4, 3), ("Blue", None, 2), ("White", 50, 3)]
        poll(office, "e1", 0, [(*row, "alliance") for row in rows], at_stake=8, body="xx-body", valid=100)
        for member in ("e1-Red", "e1-Blue"):
            office.execute("insert into alliance_members values (?, 'e1-Front', 'e1', 's', 'x')", [member])
        office.execute("insert into thresholds values ('e1', 'entry', 's', 'x', 5, 100, 'valid votes')")
        asked = "select seated_below, smallest_with_seat, missing_below from near_misses"
        assert rows_of(office, asked) == [(None, None, "it is not certain who has the share that the law demanded")]
        allotted = "select seats_allotted, missing from apportionment"
        assert rows_of(office, allotted) == [(None, "votes are not known of all who won seats")]
    finally:
        office.execute("rollback")


def test_several_lists_of_a_party_are_one_party_of_a_government(office):
    office.execute("begin")
    try:
        rows = candidates(("North", 30, 30), ("South", 30, 30), ("Blue", 40, 40))
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body", complete=True)
        office.execute("insert into contestants values ('ann', 'e1', 'Ann', 'candidate', true, null, 's', 'x')")
        for contestant, party in {**TWO_LISTS, "Ann": "p0"}.items():
            name = "ann" if contestant == "Ann" else f"e1-{contestant}"
            office.execute("insert into contestant_parties values ($1, $2)", [name, party])
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e1', 'C', null, '2000-02-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")
        said = rows_of(office, "select parties, members, seats, type, missing from governments")
        assert said == [(1, "North + South", 60, "single-party majority", None)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "stood_on, counted",
    [
        ("2000-06-01", {"p1": {"Red", "Blue"}, "p3": {"Red", "Blue"}}),
        ("2002-06-01", {"p1": {"Red"}, "p3": {"Red"}}),
        ("2004-06-01", {"p1": {"Red"}, "p3": set()}),
    ],
)
def test_a_party_that_stands_again_after_a_merger_counts_for_itself(office, stood_on, counted):
    """Blue went into Red in 2001, and Red took another name in 2003."""
    office.execute("begin")
    try:
        poll(office, "e1", 0, [("Red", 60, 6, "party list"), ("Blue", 40, 4, "party list")], body="xx-body")
        office.execute("update elections set first_polling_on = $1, last_polling_on = $1", [stood_on])
        office.execute("insert into contestant_parties values ('e1-Red', 'p1'), ('e1-Blue', 'p2')")
        for earlier, later, kind, day in (("p2", "p1", "merged", "2001"), ("p1", "p3", "renamed", "2003")):
            office.execute(
                "insert into party_links values (?, ?, ?, ?, 'day', 's', 'x')", [earlier, later, kind, f"{day}-01-01"]
            )
        said = rows_of(office, "select party_id, contestant from party_history where is_counted")
    finally:
        office.execute("rollback")
    assert {party: {name for owner, name in said if owner == party} for party in counted} == counted
    assert ("p2", "Blue") in said


@pytest.mark.parametrize("blue, seats", [(40, 1.92), (39, None)])
def test_candidates_of_one_area_take_no_seats_from_lists_that_fill_the_chamber(office, blue, seats):
    office.execute("begin")
    try:
        rows = [("Red", 60, 60, "party list"), ("Blue", 40, blue, "party list")]
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body")
        office.execute("insert into contestants values ('ann', 'e1', 'Ann', 'candidate', true, null, 's', 'x')")
        asked = "select distinct effective_parties_votes, effective_parties_seats from effective_parties"
        said = rows_of(office, asked)
        assert said == [(1.92, seats)]
        measured = rows_of(office, "select disproportionality from disproportionality where measure = 'least squares'")
        assert set(measured) == {(None if seats is None else 0.0,)}
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "votes, is_valid, valid, said",
    [
        (30, True, 990, (40, 4.0, None)),
        (30, False, 960, (40, 4.0, None)),
        (None, True, 990, (None, None, "the blank ballots among the valid votes are not known")),
        # the votes are more than the valid ones: the blank ones may not be among these
        (30, True, 960, (None, None, "the blank ballots among the valid votes are not known")),
    ],
)
def test_blank_ballots_are_told_whether_the_law_counts_them_or_not(office, votes, is_valid, valid, said):
    office.execute("begin")
    try:
        counts = {"ballots_cast": 1000, "invalid_votes": 1000 - valid}
        rows = [("Red", 500, None, "party list"), ("Blue", 460, None, "party list")]
        poll(office, "e1", 0, [*rows, ("Blank", votes, None, "blank votes")], body="xx-body", valid=valid, **counts)
        office.execute("update contestants set is_valid = ? where kind = 'blank votes'", [is_valid])
        sql = "select spoiled_ballots, spoiled_ballots_pct, missing from spoiled_ballots"
        assert rows_of(office, sql) == [said]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "red, blue, said", [(500, 460, ["the quota leaves more seats than there are parties"] * 2), (540, 460, [54, 46])]
)
def test_a_quota_that_few_votes_make_too_large_allots_no_seats(office, red, blue, said):
    """Of 960 votes for 100 seats, ten are a quota: 50 and 46 of them, and two remainders for four seats."""
    office.execute("begin")
    try:
        rows = [("Red", red, 60, "party list"), ("Blue", blue, 40, "party list")]
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body")
        asked = (
            "select coalesce(missing, cast(seats_allotted as varchar)) from apportionment "
            "where threshold = 'none' and method = 'Droop' order by votes desc"
        )
        assert [answer for (answer,) in rows_of(office, asked)] == [str(each) for each in said]
        of_others = "select sum(seats_allotted) from apportionment where method <> 'Droop' group by method, threshold"
        assert set(rows_of(office, of_others)) == {(100,)}
    finally:
        office.execute("rollback")


# shares before and now of (list, party, votes), and what the swing is
TWO_PARTY_SWINGS = {
    "a party with one list": ([("A", 0, 300), ("B", 1, 700)], [("A", 0, 450), ("B", 1, 550)], -15.0),
    "a party with two lists before": (
        [("A", 0, 200), ("A youth", 0, 100), ("B", 1, 700)],
        [("A", 0, 450), ("B", 1, 550)],
        -15.0,
    ),
    "a party whose votes before are not known": (
        [("A", 0, None), ("B", 1, 700), ("C", 2, None)],
        [("A", 0, 450), ("B", 1, 550)],
        None,
    ),
}


@pytest.mark.parametrize("case", TWO_PARTY_SWINGS)
def test_two_parties_are_compared_with_all_their_lists(office, case):
    before, now, swing = TWO_PARTY_SWINGS[case]
    office.execute("begin")
    try:
        for name, day, rows in (("e0", 0, before), ("e1", 1461, now)):
            lists = [(who, votes, None, "party list") for who, _, votes in rows]
            poll(office, name, day, lists, at_stake=100, body="xx-body", valid=1000)
            for who, party, _ in rows:
                office.execute("insert into contestant_parties values ($1, $2)", [f"{name}-{who}", f"p{party}"])
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        asked = "select butler_swing_pp from two_party_swing where election_id = 'e1'"
        assert rows_of(office, asked) == [(swing,)]
    finally:
        office.execute("rollback")


# votes and seats of each of two lists that were one before, with 500 votes and 50 seats; and what is said of the
# largest heir: changes of votes and seats, whether who is new is certain, volatility; what counts are rounded to now
HEIRS = {
    "one is larger": ([(300, 30), (100, 10)], [(-20.0, -20), (None, None)], True, 15.0, 1),
    "nobody knows how large one is": ([(300, 30), (None, None)], [(None, None)] * 2, False, None, 1),
    "both are as large": ([(200, 20), (200, 20)], [(None, None)] * 2, False, None, 1),
    "votes are rounded, and both may be as large": (
        [(300, 30), (200, 10)],
        [(None, -20), (None, None)],
        False,
        None,
        100,
    ),
}


@pytest.mark.parametrize("case", HEIRS)
def test_the_largest_heir_is_named_only_where_it_is_certain(office, case):
    figures, changes, is_certain, volatility, unit = HEIRS[case]
    office.execute("begin")
    try:
        before, now = [("Red", 500, 50)], [(name, *two) for name, two in zip(("North", "South"), figures, strict=True)]
        for name, day, rows in (("e0", 0, before), ("e1", 1461, now)):
            lists = [(*row, "party list") for row in (*rows, ("Blue", 500, 50))]
            of_return = {"at_stake": 100, "valid": 1000, "counts_rounded_to": 1 if name == "e0" else unit}
            poll(office, name, day, lists, body="xx-body", **of_return)
            for who in ("Blue", *(row[0] for row in rows)):
                party = "p1" if who == "Blue" else "p0"
                office.execute("insert into contestant_parties values ($1, $2)", [f"{name}-{who}", party])
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        asked = """
            select largest_heir_swing_pp, largest_heir_change
            from vote_swing join seat_swing using (election_id, contestant_id)
            where contestant_id in ('e1-North', 'e1-South') order by contestant_id
        """
        assert rows_of(office, asked) == changes
        asked = """
            select distinct is_certain
            from newcomers_and_leavers where reading = 'largest heir' and contestant_id <> 'e1-Blue'
        """
        assert rows_of(office, asked) == [(is_certain,)]
        asked = """
            select lowest_volatility, volatility, highest_volatility
            from electoral_volatility where election_id = 'e1' and reading = 'largest heir'
        """
        assert rows_of(office, asked) == [(volatility,) * 3]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize("kind", ["independents", "candidate"])
def test_an_independent_may_be_among_those_whom_the_other_election_has_in_one_row(office, kind):
    office.execute("begin")
    try:
        for name, day, others in (
            ("e0", 0, [("Ann", 300, 30, "candidate"), ("Ben", 200, 20, "candidate")]),
            ("e1", 1461, [("Together", 500, 50, kind)]),
        ):
            rows = [("Blue", 500, 50, "party list"), *others]
            poll(office, name, day, rows, body="xx-body", at_stake=100, valid=1000)
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        asked = (
            "select contestant, is_certain from newcomers_and_leavers where reading = 'families' order by contestant"
        )
        is_certain = kind == "candidate"
        assert rows_of(office, asked) == [(who, is_certain) for who in ("Ann", "Ben", "Together")]
    finally:
        office.execute("rollback")


# what is hidden of an alliance of two lists with a seat for one of them, and who is the largest without a seat
WITHOUT_SEAT = {
    "nothing": ([("Front", 400, 5), ("Red", 100, 5), ("Pink", 300, 0)], ("Green", 10.0, "Front", 40.0)),
    "the votes of the alliance and of one": (
        [("Front", None, 5), ("Red", None, 5), ("Pink", 300, 0)],
        ("Green", 10.0, None, None),
    ),
    "the votes of the alliance and of the one without a seat": (
        [("Front", None, 5), ("Red", 100, 5), ("Pink", None, 0)],
        ("Green", 10.0, None, None),
    ),
}


@pytest.mark.parametrize("case", WITHOUT_SEAT)
def test_who_is_in_an_alliance_with_a_seat_is_not_without_one(office, case):
    figures, answer = WITHOUT_SEAT[case]
    office.execute("begin")
    try:
        rows = [(*row, "alliance" if row[0] == "Front" else "party list") for row in figures]
        rows += [("Blue", 500, 5, "party list"), ("Green", 100, 0, "party list")]
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", valid=1000, complete=True)
        for member in ("e1-Red", "e1-Pink"):
            office.execute("insert into alliance_members values (?, 'e1-Front', 'e1', 's', 'x')", [member])
        asked = "largest_without_seat, largest_without_seat_pct, smallest_with_seat, smallest_with_seat_pct"
        assert rows_of(office, f"select {asked} from near_misses") == [answer]
    finally:
        office.execute("rollback")


# who has how many seats, and how many parties have one
WITH_SEATS = {
    "all are known": ([("Red", 60, "party list"), ("Blue", 30, "party list"), ("Ann", 10, "independents")], 2),
    "the seats of one are not": (
        [("Red", 60, "party list"), ("Blue", None, "party list"), ("Ann", 10, "independents")],
        None,
    ),
    "some of Others have one": (
        [("Red", 60, "party list"), ("Blue", 30, "party list"), ("Others", 10, "others")],
        None,
    ),
    "nobody says who has the rest": ([("Red", 60, "party list"), ("Blue", 30, "party list")], None),
}


@pytest.mark.parametrize("case", WITH_SEATS)
def test_parties_with_seats_are_counted_where_all_seats_are_known(office, case):
    figures, parties = WITH_SEATS[case]
    office.execute("begin")
    try:
        poll(office, "e1", 0, [(name, None, *more) for name, *more in figures], at_stake=100, body="xx-body")
        assert rows_of(office, "select parties_with_seats from party_system") == [(parties,)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize("seats", [None, 10])
def test_nobody_is_the_largest_heir_where_another_may_be_as_large(office, seats):
    office.execute("begin")
    try:
        before = [("Red", 60, 60, "party list"), ("Blue", 40, 40, "party list")]
        poll(office, "e0", 0, before, at_stake=100, body="xx-body")
        heirs = [("Red", seats, seats, "party list"), ("Pink", 10, 10, "party list"), ("Blue", 40, 40, "party list")]
        poll(office, "e1", 1461, heirs, at_stake=100, body="xx-body", valid=100)
        for name, party in {"e0-Red": 0, "e0-Blue": 1, "e1-Red": 0, "e1-Blue": 1, "e1-Pink": 2}.items():
            office.execute("insert into contestant_parties values ($1, $2)", [name, f"p{party}"])
        office.execute("insert into party_links values ('p0', 'p2', 'split', '2001-06-01', 'day', 's', 'x')")
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        asked = "select largest_heir_change from seat_swing where election_id = 'e1' order by contestant"
        assert rows_of(office, asked) == [(0,), (None,), (None,)]
        asked = "select volatility, missing from electoral_volatility where election_id = 'e1' and reading like 'l%'"
        assert rows_of(office, asked) == [(None, "which list is the largest heir is not known")]
    finally:
        office.execute("rollback")


def test_votes_cast_on_two_ballots_are_not_put_beside_one_another(office):
    office.execute("begin")
    try:
        rows = candidates(("Red", 500, None), ("Blue", 400, None), ("Green", None, None))
        poll(office, "e1", 0, rows, at_stake=100, body="xx-body", complete=True, tier="local lists", valid=1000)
        report(office, "e1", 1000, True, return_id="e1-list", tier="national list", rank=2)
        office.execute("insert into results values ('e1-list', 'e1-Green', 'e1', 600, null, null, null)")
        asked = "select contestant, votes from outcomes order by 1"
        assert rows_of(office, asked) == [("Blue", 400), ("Green", None), ("Red", 500)]
        assert rows_of(office, "select contestant from largest_party where measure = 'votes'") == [("Red",)]
    finally:
        office.execute("rollback")


# the alliance now, whose member Pink before gave way to Rose; who stands outside; its change like for like
GIVEN_WAY = {
    "under one name": ("Front", [("Blue", 50)], -10),
    "under another name": ("Union", [("Blue", 50)], 10),
    "while the one that left stands by itself": ("Front", [("Blue", 45), ("Pink", 5)], 10),
}


@pytest.mark.parametrize("case", GIVEN_WAY)
def test_an_alliance_counts_a_member_that_is_gone_with_the_one_in_its_place(office, case):
    name, others, change = GIVEN_WAY[case]
    parties = {"Red": "p0", "Pink": "p1", "Rose": "p2", "Blue": "p3"}
    before = {"Front": 60, "Red": 40, "Pink": 20, "Blue": 40}
    now = {name: 50, "Red": 30, "Rose": 20, **dict(others)}
    office.execute("begin")
    try:
        for election, day, figures, members in (("e0", 0, before, "Pink"), ("e1", 1461, now, "Rose")):
            alliance = next(iter(figures))
            rows = [(list_, n, n, "party list" if list_ in parties else "alliance") for list_, n in figures.items()]
            poll(office, election, day, rows, at_stake=100, body="xx-body", valid=100, complete=True)
            for list_ in figures.keys() & parties.keys():
                office.execute(
                    "insert into contestant_parties values ($1, $2)", [f"{election}-{list_}", parties[list_]]
                )
            for member in ("Red", members):
                row = [f"{election}-{member}", f"{election}-{alliance}", election]
                office.execute("insert into alliance_members values ($1, $2, $3, 's', 'x')", row)
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        asked = "select {} from {} where contestant_id = 'e1-{}'"
        assert rows_of(office, asked.format("like_for_like_change", "seat_swing", name)) == [(change,)]
        assert rows_of(office, asked.format("like_for_like_swing_pp", "vote_swing", name)) == [(change,)]
    finally:
        office.execute("rollback")


IN_DOUBT = "somebody may have been an unnamed member of an alliance"
# who is in the alliance Front, its parties, who stands at the other election; and what is said, whichever is first:
# volatility, its reason, the swing of the alliance, whether it is certain who is new or gone
UNNAMED = {
    "all are named": ("AB", "", "ABC", 0.0, None, 0.0, None),
    "one is not, who stood by itself": ("A", "", "ABC", None, IN_DOUBT, None, False),
    "none is": ("", "", "ABC", None, IN_DOUBT, None, False),
    "one is not, and nobody else stood": ("A", "", "AC", 10.0, None, 20.0, None),
    "none is, but the parties are": ("", "AB", "ABC", 0.0, None, 0.0, None),
}


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("case", UNNAMED)
def test_whoever_stood_once_may_be_an_unnamed_member_of_an_alliance(office, case, is_first):
    named, parties, alone, volatility, missing, swing, is_certain = UNNAMED[case]
    votes = dict(zip("ABC", (30, 20, 50), strict=True))
    front, others = ("e0", "e1") if is_first else ("e1", "e0")
    office.execute("begin")
    try:
        together = [("Front", 50, 50, "alliance"), ("C", 50, 50, "party list")]
        together += [(who, votes[who], votes[who], "party list") for who in named]
        apart = [(who, votes[who], votes[who], "party list") for who in alone]
        for name, day in (("e0", 0), ("e1", 1461)):
            rows = together if name == front else apart
            poll(office, name, day, rows, at_stake=100, body="xx-body", valid=100)
            for who in [row[0] for row in rows if row[0] != "Front"]:
                office.execute(
                    "insert into contestant_parties values ($1, $2)", [f"{name}-{who}", f"p{'ABC'.index(who)}"]
                )
        for who in parties:
            office.execute("insert into contestant_parties values ($1, $2)", [f"{front}-Front", f"p{'ABC'.index(who)}"])
        for who in named:
            office.execute(
                "insert into alliance_members values ($1, $2, $3, 's', 'x')",
                [f"{front}-{who}", f"{front}-Front", front],
            )
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        asked = "select volatility, missing from electoral_volatility where election_id = 'e1' and reading = 'families'"
        assert rows_of(office, asked) == [(volatility, missing)]
        asked = "select abs(amount_now - amount_before) from like_for_like where contestant_id = $1 and measure = $2"
        for measure in ("votes", "seats"):
            assert office.execute(asked, [f"{front}-Front", measure]).fetchall() == [(swing,)]
        asked = "select distinct is_certain from newcomers_and_leavers where reading = 'families'"
        assert rows_of(office, asked) == ([] if is_certain is None else [(is_certain,)])
        asked = (
            "select contestant, status_before from seat_swing where election_id = 'e1' and contestant_id is not null"
        )
        said = dict(rows_of(office, asked))
        if missing:
            assert said["B" if is_first else "Front"] == "not known"
        assert "new" not in said.values()
    finally:
        office.execute("rollback")


# votes of e0 and of e1 with kind and parties; and the volatility, or none where it is open
UNNAMED_OR_TOGETHER = {
    "a party on a joint list stood nowhere before": (
        [("Union", 35, "alliance", ""), ("A", 15, "party list", "A"), ("C", 50, "party list", "C")],
        [("A and B", 40, "joint list", "AB"), ("C", 60, "party list", "C")],
        None,
    ),
    "both parties of a joint list stood before": (
        [("Union", 35, "alliance", ""), *((who, votes, "party list", who) for who, votes in (("A", 10), ("B", 55)))],
        [("Union", 25, "alliance", ""), ("A and B", 75, "joint list", "AB")],
        10.0,
    ),
    "two alliances stand at both times": (
        [("Union", 60, "alliance", ""), ("Front", 40, "alliance", "")],
        [("Union", 30, "alliance", ""), ("Front", 70, "alliance", "")],
        None,
    ),
    "an alliance and a party stand at both times": (
        [("Union", 60, "alliance", ""), ("C", 40, "party list", "C")],
        [("Union", 30, "alliance", ""), ("C", 70, "party list", "C")],
        30.0,
    ),
}


@pytest.mark.parametrize("case", UNNAMED_OR_TOGETHER)
def test_an_unnamed_member_may_be_behind_a_list_that_has_a_counterpart(office, case):
    *both, volatility = UNNAMED_OR_TOGETHER[case]
    office.execute("begin")
    try:
        poll_twice(office, *both)
        asked = "select volatility, missing from electoral_volatility where election_id = 'e1' and reading = 'families'"
        assert rows_of(office, asked) == [(volatility, IN_DOUBT if volatility is None else None)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("kind", ["alliance", "party list"])
def test_a_list_is_not_compared_where_one_of_its_parties_may_be_an_unnamed_member(office, kind, is_first):
    apart = [("Union", 35, kind, "D" if kind == "party list" else ""), ("A", 15, "party list", "A")]
    both = [[*apart, ("C", 50, "party list", "C")], [("A and B", 40, "joint list", "AB"), ("C", 60, "party list", "C")]]
    change = None if kind == "alliance" else 25 if is_first else -25
    office.execute("begin")
    try:
        poll_twice(office, *(both if is_first else both[::-1]))
        list_now = "A and B" if is_first else "A"
        for view, column in (("vote_swing", "like_for_like_swing_pp"), ("seat_swing", "like_for_like_change")):
            asked = f"select {column} from {view} where contestant_id = 'e1-{{}}'"
            assert rows_of(office, asked.format(list_now)) == [(change,)]
            assert rows_of(office, asked.format("C")) == [(10 if is_first else -10,)]
    finally:
        office.execute("rollback")


# what stood before and now, who is asked about, and its change like for like
WITH_NOTHING = {
    "an alliance with nothing adds nothing to a list": (
        [("Union", 0, "alliance", ""), ("A", 35, "party list", "A"), ("C", 65, "party list", "C")],
        [("A and B", 40, "joint list", "AB"), ("C", 60, "party list", "C")],
        "A and B",
        5,
    ),
    "a list with nothing brings its family into an alliance": (
        [("Union", 35, "alliance", ""), ("A and B", 0, "joint list", "AB"), ("C", 65, "party list", "C")],
        [("Union", 40, "alliance", ""), ("A", 10, "party list", "A"), ("C", 50, "party list", "C")],
        "Union",
        None,
    ),
}


@pytest.mark.parametrize("case", WITH_NOTHING)
def test_an_unnamed_member_matters_by_what_its_whole_family_has(office, case):
    *both, asked_about, change = WITH_NOTHING[case]
    office.execute("begin")
    try:
        poll_twice(office, *both)
        for view, column in (("vote_swing", "like_for_like_swing_pp"), ("seat_swing", "like_for_like_change")):
            asked = f"select {column} from {view} where contestant_id = 'e1-{asked_about}'"
            assert rows_of(office, asked) == [(change,)]
    finally:
        office.execute("rollback")


@pytest.mark.parametrize("kind, change", [("alliance", None), ("party list", -40)])
def test_a_governing_party_may_be_an_unnamed_member_of_an_alliance(office, kind, change):
    office.execute("begin")
    try:
        before = [("P", 40, 40, "party list"), ("Q", 60, 60, "party list")]
        now = [("A", 50, 50, kind), ("Q", 50, 50, "party list")]
        for name, day, rows in (("e0", 0, before), ("e1", 1461, now)):
            poll(office, name, day, rows, at_stake=100, body="xx-body", valid=100)
            for who, *_ in rows:
                if who != "A":
                    office.execute(
                        "insert into contestant_parties values ($1, $2)", [f"{name}-{who}", f"p{'PQ'.index(who)}"]
                    )
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e0', 'C', null, '2000-02-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")
        said = "a party of the cabinet is not named now" if change is None else None
        asked = "select vote_swing_pp, seat_change, missing_votes, missing_seats from government_swing"
        assert rows_of(office, f"{asked} where election_id = 'e1'") == [(change, change, said, said)]
    finally:
        office.execute("rollback")


OTHER_BALLOT = "votes on ballots of different kinds"


@pytest.mark.parametrize(
    "tiers, missing",
    [
        (("whole", "whole"), None),
        (("national list", "national list"), None),
        (("local lists", "national list"), OTHER_BALLOT),
        (("national list", "local lists"), OTHER_BALLOT),
        (("whole", "national list"), OTHER_BALLOT),
    ],
)
def test_votes_on_ballots_of_different_kinds_are_not_compared(office, tiers, missing):
    office.execute("begin")
    try:
        for name, day, tier, votes in (("e0", 0, tiers[0], (60, 40)), ("e1", 1461, tiers[1], (55, 45))):
            rows = [(who, count, count, "party list") for who, count in zip(("Red", "Blue"), votes, strict=True)]
            poll(office, name, day, rows, at_stake=100, body="xx-body", tier=tier)
            for party, who in enumerate(("Red", "Blue")):
                office.execute("insert into contestant_parties values ($1, $2)", [f"{name}-{who}", f"p{party}"])
        office.execute("insert into predecessors values ('e1', 'e0', 'xx-body', 's', 'x')")
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e0', 'C', null, '2000-02-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")

        def asked(columns, view):
            return rows_of(office, f"select {columns} from {view} where election_id = 'e1' order by all desc")

        swings = "vote_swing_pp, like_for_like_swing_pp, largest_heir_swing_pp, missing"
        assert asked(swings, "vote_swing") == [
            (*[change if missing is None else None] * 3, missing) for change in (5, -5)
        ]
        changes = "coalesce(vote_swing_pp, 0)"
        assert asked(changes, "results_table") == [(change if missing is None else 0,) for change in (5, -5)]
        is_given = (missing is None, missing)
        assert asked("butler_swing_pp is not null, missing", "two_party_swing") == [is_given]
        bounds = "volatility is not null, lowest_volatility is not null, highest_volatility is not null, missing"
        assert asked(bounds, "electoral_volatility") == [(*[missing is None] * 3, missing)] * 3
        governing = "vote_swing_pp is not null, missing_votes, seat_change"
        assert asked(governing, "government_swing") == [(*is_given, -5)]
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
        sql = "select women_elected, qualifier, change from women_elected where election_id = 'e2'"
        assert rows_of(office, sql) == [(1, "at least", None)]
    finally:
        office.execute("rollback")


UNLIKE, ANNULLED = "the two elections are unlike", "one of the two elections is annulled"
PERHAPS_UNLIKE = "whether the two elections are alike is not known"
PARTIAL = {"scope": "partial renewal"}
COMPARISONS = {
    "seat_swing": "select distinct status_before, seat_change, like_for_like_change, largest_heir_change",
    "vote_swing": "select distinct missing, vote_swing_pp, like_for_like_swing_pp, largest_heir_swing_pp",
    "turnout_change": "select missing, turnout_change_pp, turnout_before_pct",
    "electoral_volatility": "select distinct missing, volatility, highest_volatility",
    "two_party_swing": "select missing, butler_swing_pp, steed_swing_pp",
    "women_elected": "select missing_change, change, women_elected_before",
    "area_swing": "select distinct missing, swing_pp",
    "newcomers_and_leavers": "select change, contestant",
    "government_swing": "select missing_votes, vote_swing_pp, seat_change",
}


@pytest.mark.parametrize(
    "before, now, said",
    [
        ({}, PARTIAL, UNLIKE),
        (PARTIAL, {}, UNLIKE),
        ({}, {"scope": "by-election"}, UNLIKE),
        ({"scope": "by-election"}, {"scope": "by-election"}, UNLIKE),
        ({}, {"round": 2}, UNLIKE),
        ({"annulled": True}, {}, ANNULLED),
        ({}, {}, None),
        (PARTIAL, PARTIAL, None),
        ({**PARTIAL, "areas": {"town": 100}}, {**PARTIAL, "areas": {"town": 100}}, None),
        ({**PARTIAL, "areas": {"town": 100}}, {**PARTIAL, "areas": {"town": 50, "port": 50}}, UNLIKE),
        ({**PARTIAL, "areas": {"town": 50}}, {**PARTIAL, "areas": {"town": 50, "port": 50}}, PERHAPS_UNLIKE),
        ({"areas": {"town": 100}}, {"areas": {"town": 50, "port": 50}}, None),  # a chamber whose areas were drawn anew
    ],
)
def test_elections_are_compared_where_they_are_alike(office, before, now, said):
    office.execute("begin")
    try:
        for election, day, of, red, turnout in (("e1", 0, before, 60, 50), ("e2", 400, now, 70, 40)):
            rows = [(name, votes, votes, "party list") for name, votes in (("Red", red), ("Blue", 100 - red))]
            printed = {"turnout_pct": turnout, "turnout_base": "registered voters", "turnout_decimals": 0}
            facts = {column: value for column, value in of.items() if column != "areas"}
            poll(office, election, day, rows, at_stake=100, body="xx-body", **printed, **facts)
            for name, party in (("Red", "p0"), ("Blue", "p1")):
                office.execute("insert into contestant_parties values (?, ?)", [f"{election}-{name}", party])
                office.execute(
                    "insert into area_results values ($1, $1, 'town', $2, $3, null)",
                    [election, f"{election}-{name}", red if name == "Red" else 100 - red],
                )
        office.execute("insert into predecessors values ('e2', 'e1', 'xx-body', 's', 'x')")
        office.execute("insert into measures values ('women_elected', 'persons', 'women elected')")
        office.execute(
            "insert into statistics values ('e1', 'women_elected', 's', 'x', null, 'exact', 4, 1, null, null, null), "
            "('e2', 'women_elected', 's', 'x', null, 'exact', 5, 1, null, null, null)"
        )
        office.execute(
            "insert into areas (area_id, country_id, kind, area, source_id, locator) "
            "values ('town', 'xx', 'district', 'Town', 's', 'x'), ('port', 'xx', 'district', 'Port', 's', 'x')"
        )
        for election, of in (("e1", before), ("e2", now)):
            for area, seats in of.get("areas", {}).items():
                office.execute("insert into area_seats values (?, ?, ?, 's', 'x')", [election, area, seats])
        office.execute(
            "insert into cabinets values ('c', 'xx', 'e1', 'c', null, '2000-02-01', 'election', false, 's', 'x')"
        )
        office.execute("insert into cabinet_parties values ('c', 'p0', true)")
        derive(office, QUERIES)
        sql = "select previous_election_id from election_summary where election_id = 'e2'"
        assert office.execute(sql).fetchall() == [("e1",)]
        for view, asked in COMPARISONS.items():
            rows = office.execute(f"{asked} from {view} where election_id = 'e2'").fetchall()
            if said is None:
                assert rows or view == "newcomers_and_leavers", view
                assert all(None not in row[1:] for row in rows), view
            elif view in ("area_swing", "newcomers_and_leavers", "government_swing"):
                assert rows == [], view
            else:
                assert [(row[0], set(row[1:])) for row in rows] == [(said, {None})], view
    finally:
        office.execute("rollback")


@pytest.mark.parametrize(
    "kind, seats, said",
    [
        ("others", 2, "not known"),
        ("others", None, "not known"),
        ("independents", 2, "not known"),
        ("others", 0, "held no seat"),
        ("joint list", 2, "held no seat"),
        ("alliance", 2, "not known"),  # none of its members is named
    ],
)
def test_a_newcomer_may_have_held_a_seat_that_has_no_name(office, kind, seats, said):
    office.execute("begin")
    try:
        rows = [("Red", 60, 6, "joint list"), ("Rest", 40, seats, kind)]
        poll(office, "e1", 0, rows, at_stake=10, body="xx-body", complete=True)
        poll(
            office, "e2", 400, [("Red", 60, 6, "joint list"), ("p0", 40, 4, "party list")], at_stake=10, body="xx-body"
        )
        office.execute("insert into contestant_parties values ('e2-p0', 'p0')")
        office.execute("insert into predecessors values ('e2', 'e1', 'xx-body', 's', 'x')")
        sql = "select status_before from seat_swing where contestant_id = 'e2-p0'"
        assert rows_of(office, sql) == [(said,)]
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
            return set(rows_of(db, PLAYERS[view]))
        work_out(db, VIEWS[view])
        return sums(db, view)
    finally:
        db.execute("rollback")
