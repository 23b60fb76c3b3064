"""What the page of one election says and shows, out of the answers."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hemicycle.site.answers import Answers, Row
from hemicycle.site.colours import by_size
from hemicycle.site.pictures import (
    Bar,
    Change,
    Credit,
    Moment,
    Pair,
    Party,
    Picture,
    Tile,
    arrows,
    bars,
    hemicycle,
    line,
    tiles,
    votes_and_seats,
)
from hemicycle.site.words import figure, in_alphabet, number, several, signed, title_of

MOST_ROWS = 14  # of a picture; the others are in its table
MOST_FIRST = 12  # who came first in areas, named beside their colours
MOST_SEATS = 5000  # that can be told apart in a picture
ROUNDS_WITHIN = timedelta(days=365)  # a run-off follows its first round
SEEN = 0.05  # of the seats: whose place from left to right must be known
LONGEST_NAME = 40  # characters beside an arrow
VAGUE = {"other": "another base than valid votes", "not stated": "a base that is not stated"}
SEATS_LIKE = ("seats", "votes")


def credit_of(answers: Answers, election: Row) -> Credit:
    """What stands around the pictures of an election."""
    publishers = list(dict.fromkeys(source["publisher"] for source in answers.used[election["election_id"]]))
    named = ", ".join(publisher[:40] for publisher in publishers[:2])
    more = f" and {len(publishers) - 2} more" if len(publishers) > 2 else ""
    heading = title_of(election["election"], election["first_polling_on"])
    return Credit(heading, f"Source: {named or 'none'}{more}", answers.licence)


def pictures_of(answers: Answers, election: Row) -> dict[str, Picture]:
    """The pictures of an election that its figures allow, {name: picture}."""
    made = (
        seats_of(answers, election),
        votes_of(answers, election),
        change_of(answers, election),
        pairs_of(answers, election),
        turnout_of(answers, election),
        areas_of(answers, election),
    )
    return {picture.name: picture for picture in made if picture}


def seated(answers: Answers, election: Row) -> tuple[list[Row], str | None]:
    """Who has seats, independents last; and the publisher by whom they stand from left to right, if they do.

    They do where one source gives a position to everyone with 5 per cent of the seats; who has none there stands behind
    the others. Else the largest stands first, and the publisher is None.
    """
    rows = [row for row in answers.outcomes[election["election_id"]] if row["is_counted"] and row["seats"]]
    least = SEEN * sum(row["seats"] for row in rows)
    seen = {row["contestant_id"] for row in rows if row["seats"] >= least and is_party(row)}
    fitting = (
        publisher
        for publisher, positions in answers.positions.items()
        if seen <= positions.keys() and len({positions[name] for name in seen}) > 1
    )
    publisher = next(fitting, None)
    positions = answers.positions[publisher] if publisher else {}

    def place(row: Row) -> tuple[bool, float, tuple[float, float, float, str]]:
        return not is_party(row), positions.get(row["contestant_id"], math.inf), by_size(row)

    return sorted(rows, key=place), publisher


def is_party(row: Row) -> bool:
    """Whether a row is of somebody with a place of its own."""
    return row["kind"] not in ("independents", "others")


def parties_in(answers: Answers, election: Row) -> list[Party]:
    """The parts of the chamber."""
    return [
        Party(
            row["contestant_id"],
            row["contestant"],
            answers.short.get(row["contestant_id"], row["contestant"]),
            row["seats"],
            answers.colours[row["contestant_id"]],
        )
        for row in seated(answers, election)[0]
    ]


def not_known_seats(election: Row, parties: Sequence[Party]) -> int:
    """How many seats at stake no source read gives to anybody; 0 where the seats of nobody are known."""
    held = sum(party.seats for party in parties)
    return max(0, (election["seats"] or held) - held) if held else 0


def majority_of(answers: Answers, election: Row) -> int | None:
    """The seats that a majority takes, where the whole chamber was elected."""
    row = answers.majority.get(election["election_id"])
    is_whole = election["seats"] is not None and election["seats"] == (election["chamber_seats"] or election["seats"])
    return row["majority_seats"] if row and is_whole else None


def seats_of(answers: Answers, election: Row) -> Picture | None:
    """The hemicycle."""
    parties = parties_in(answers, election)
    held, not_known = sum(party.seats for party in parties), not_known_seats(election, parties)
    if not parties or held > MOST_SEATS:
        return None
    publisher = seated(answers, election)[1]
    order = f"from left to right, as {publisher} orders families of parties" if publisher else "from the largest"
    return hemicycle(parties, held + not_known, majority_of(answers, election), not_known, order)


def votes_of(answers: Answers, election: Row) -> Picture | None:
    """Bars, where there are no seats."""
    rows = [row for row in answers.outcomes[election["election_id"]] if row["is_counted"]]
    known = sorted((row for row in rows if row["vote_share_pct"] is not None), key=by_size)
    if not known or any(row["seats"] for row in rows):
        return None
    return bars(
        [
            Bar(
                row["contestant"],
                row["vote_share_pct"],
                f"{number(row['vote_share_pct'], 2)} %",
                answers.colours[row["contestant_id"]],
            )
            for row in known[:MOST_ROWS]
        ],
        base_of(known),
    )


def base_of(rows: Sequence[Row]) -> str:
    """What shares are shares of, in words."""
    bases = {row["share_base"] for row in rows if row["share_base"]}
    if len(bases) != 1:
        return "bases that differ"
    base = str(bases.pop())
    return VAGUE.get(base, base)


def families_of(answers: Answers, election: Row) -> list[Row]:
    """The changes like for like: one row for each group of parties that belong together, the largest first."""
    swings = [row for row in answers.seat_swing[election["election_id"]] if row["contestant_id"]]
    followed = {row["contestant"] for row in swings if row["like_for_like_change"] is not None}
    seen, found = set(), []
    for row in sorted(
        swings, key=lambda row: (row["alliance"] is not None, -(row["seats"] or 0), row["contestant_id"])
    ):
        key = (row["like_for_like_now"] or row["contestant_id"], row["like_for_like_of"])
        if row["like_for_like_change"] is None or row["alliance"] in followed or key in seen:
            continue
        seen.add(key)
        found.append(row)
    return sorted(
        found, key=lambda row: (-row["like_for_like_seats"], -row["like_for_like_seats_before"], row["contestant_id"])
    )


def together(answers: Answers, row: Row) -> str:
    """The name of a group of parties that belong together: of the first, with the other or their number."""
    is_one = row["kind"] == "alliance" or not row["like_for_like_now"]
    members = [row["contestant"]] if is_one else row["like_for_like_now"].split(" + ")
    others = members[1] if len(members) == 2 else several(len(members) - 1, "other")
    for first in (row["contestant"], answers.short.get(row["contestant_id"], row["contestant"])):
        name = first if len(members) == 1 else f"{first} and {others}"
        if len(name) <= LONGEST_NAME:
            break
    return name


def has_merged(row: Row) -> bool:
    """Whether the change of the name alone is another than like for like."""
    return row["seat_change"] is None or row["seat_change"] != row["like_for_like_change"]


def change_of(answers: Answers, election: Row) -> Picture | None:
    """The arrows."""
    rows = [
        row for row in families_of(answers, election) if row["like_for_like_seats"] or row["like_for_like_seats_before"]
    ]
    if len(rows) < 2:
        return None
    return arrows(
        [
            Change(
                together(answers, row),
                row["like_for_like_seats_before"],
                row["like_for_like_seats"],
                row["like_for_like_change"],
                row["seats_before"] if has_merged(row) else None,
                f"Before: {row['like_for_like_of']}." if has_merged(row) and row["like_for_like_of"] else "",
            )
            for row in rows[:MOST_ROWS]
        ]
    )


def pairs_of(answers: Answers, election: Row) -> Picture | None:
    """Votes against seats."""
    rows = [
        row
        for row in answers.outcomes[election["election_id"]]
        if row["is_counted"] and row["vote_share_pct"] is not None and row["seat_share_pct"] is not None
    ]
    rows = sorted((row for row in rows if max(row["vote_share_pct"], row["seat_share_pct"]) >= 1), key=by_size)
    if len(rows) < 2 or not any(row["seats"] for row in rows):
        return None
    return votes_and_seats(
        [
            Pair(
                row["contestant"]
                if len(row["contestant"]) <= LONGEST_NAME
                else answers.short.get(row["contestant_id"], row["contestant"]),
                row["vote_share_pct"],
                row["seat_share_pct"],
                answers.bonus.get((row["election_id"], row["contestant_id"])),
                answers.colours[row["contestant_id"]],
            )
            for row in rows[:MOST_ROWS]
        ]
    )


def turnout_of(answers: Answers, election: Row) -> Picture | None:
    """Turnout in this election and the others of its body."""
    moments = turnout_moments(answers, election["body_id"], election["election_id"])
    if len(moments) < 2 or not any(moment.is_here for moment in moments):
        return None
    return line("turnout", "Turnout, per cent", moments, " %", most=100)


def turnout_moments(answers: Answers, body: str, here: str = "") -> list[Moment]:
    """The turnout of every general election of a body; joined where two are shares of the same."""
    found, before = [], None
    for election in answers.elections_of[body]:
        row = answers.turnout_change.get(election["election_id"])
        is_here = election["election_id"] == here
        if row is None or row["turnout_pct"] is None or not (is_here or is_usual(election)):
            continue
        base = row["turnout_base"]
        is_sure = base != "not stated"
        found.append(
            Moment(
                election["first_polling_on"], row["turnout_pct"], election["election"], is_sure and base == before,
                is_sure, is_here,
            )
        )  # fmt: skip
        before = base
    return found


def is_usual(election: Row) -> bool:
    """Whether an election belongs in a line over time: general, first round, not annulled."""
    return election["scope"] == "general" and election["round"] == 1 and not election["is_annulled"]


def rounds_of(answers: Answers, election: Row) -> list[Row]:
    """The rounds of one vote, in their order, of which the election is one."""
    found: list[Row] = []
    for row in answers.elections_of[election["body_id"]]:
        if row["scope"] != election["scope"]:
            continue
        if row["round"] == 1 or not found or row["first_polling_on"] - found[-1]["first_polling_on"] > ROUNDS_WITHIN:
            if election in found:
                break
            found = []
        found.append(row)
    return found


def areas_of(answers: Answers, election: Row) -> Picture | None:
    """Who came first in every area of the smallest kind."""
    rows = areas_listed(answers, election)
    known = [row for row in rows if row["contestant_id"] in answers.colours]
    if len(known) < 2:
        return None
    return tiles(
        [
            Tile(row["area"], row["contestant"] or "not known", answers.colours.get(row["contestant_id"], ""))
            for row in rows
        ]
    )


def areas_listed(answers: Answers, election: Row) -> list[Row]:
    """The rows of area_winners of the level that has most areas."""
    rows = answers.area_winners[election["election_id"]]
    levels = [row["level"] for row in rows]
    level = max(sorted(set(levels)), key=levels.count) if levels else None
    return sorted(
        (row for row in rows if row["level"] == level), key=lambda row: (in_alphabet(row["area"]), row["area_id"])
    )


def areas_won(answers: Answers, areas: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Who came first in the areas, with a colour and in how many; none where it is a candidate of each area."""
    won = Counter(row["contestant_id"] for row in areas if row["contestant_id"] in answers.colours)
    names = {row["contestant_id"]: row["contestant"] for row in areas}
    listed = sorted(won, key=lambda key: (-won[key], names[key]))
    return [(answers.colours[key], names[key], won[key]) for key in listed] if len(won) <= MOST_FIRST else []


# Sentences


def standfirst(answers: Answers, election: Row) -> list[str]:
    """What happened, in two or three sentences made of figures."""
    said = [opening(answers, election), *changes_said(answers, election), *turnout_said(answers, election)]
    return [sentence for sentence in said if sentence] or ["No figure of this election is known to the sources read."]


def opening(answers: Answers, election: Row) -> str:
    """Who came first."""
    key = election["election_id"]
    first, by_votes = answers.largest.get((key, "seats")), answers.largest.get((key, "votes"))
    if first and first["contestant"]:
        majority = answers.majority.get(key) or {}
        total, over = election["seats"], majority.get("seats_over")
        most = number(first["seats"]) + (f" of {number(total)}" if total else "")
        if majority.get("has_majority") and over is not None:
            more = (
                f", {several(over, 'seat')} more than the {number(majority['majority_seats'])} of a majority"
                if over
                else ", just a majority"
            )
            lead = f"{first['contestant']} won {most} seats{more}"
        elif majority.get("has_majority") is False and over is not None:
            lead = f"{first['contestant']} won the most seats, {most}, {number(-over)} short of a majority"
        else:
            lead = f"{first['contestant']} won the most seats, {most}"
        if by_votes and by_votes["contestant"] and by_votes["contestant_id"] != first["contestant_id"]:
            share = by_votes["vote_share_pct"]
            lead += f"; {by_votes['contestant']} won the most votes" + (
                "" if share is None else f", {number(share, 1)} per cent"
            )
        return lead + "."
    leading = answers.victory_margin.get(key)
    if leading and leading["first_by_votes"]:
        rows = [row for row in answers.outcomes[key] if row["contestant"] == leading["first_by_votes"]]
        share = rows[0]["vote_share_pct"] if rows else None
        base = base_of(rows)
        of = "" if base in (*VAGUE.values(), "bases that differ") else f" of {base}"
        won = "won" if leading["elected"] else "came first"
        lead = f"{leading['first_by_votes']} {won}" + ("" if share is None else f" with {figure(share)} per cent{of}")
        if leading["margin_pp"] is not None and leading["second_by_votes"]:
            lead += f", {figure(leading['margin_pp'])} points ahead of {leading['second_by_votes']}"
        return lead + "."
    if first and first["missing"]:
        return f"Who came first is not known: {first['missing']}."
    return ""


def changes_said(answers: Answers, election: Row) -> list[str]:
    """Who gained and lost most, like for like, of those whose change is known."""
    rows = [row for row in families_of(answers, election) if row["like_for_like_change"]]
    if len(rows) < 2:
        return []
    best = max(rows, key=lambda row: row["like_for_like_change"])
    worst = min(rows, key=lambda row: row["like_for_like_change"])
    said = []
    if best["like_for_like_change"] > 0:
        said.append(f"{together(answers, best)} gained most ({signed(best['like_for_like_change'])})")
    if worst["like_for_like_change"] < 0:
        said.append(f"{together(answers, worst)} lost most ({signed(worst['like_for_like_change'])})")
    return [f"Like for like, {' and '.join(said)}."]


def turnout_said(answers: Answers, election: Row) -> list[str]:
    """Turnout, and how it changed."""
    row = answers.turnout_change.get(election["election_id"])
    if not row or row["turnout_pct"] is None:
        return []
    said = f"Turnout was {number(row['turnout_pct'], 1)} per cent"
    before = answers.by_id.get(row["previous_election_id"])
    if row["turnout_change_pp"] is not None and before:
        change = row["turnout_change_pp"]
        more = (
            "the same as"
            if change == 0
            else f"{number(abs(change), 1)} points {'higher' if change > 0 else 'lower'} than"
        )
        said += f", {more} in {before['first_polling_on'].year}"
        if not row["is_comparable"]:
            said += "; the two may be shares of different bases"
    return [f"{said}."]


# Tables


def table_of(answers: Answers, election: Row) -> list[Row]:
    """The rows of the results, alliances before their members, the largest first."""
    key = election["election_id"]
    rows = answers.outcomes[key]
    changes = {row["contestant_id"]: row for row in answers.seat_swing[key] if row["contestant_id"]}
    swings = {row["contestant_id"]: row for row in answers.vote_swing[key] if row["contestant_id"]}
    alliances = {row["contestant_id"]: row for row in rows}

    def place(row: Row) -> tuple[Any, ...]:
        whole = alliances.get(row["alliance_contestant_id"], row)
        return (*by_size(whole), whole is not row, *by_size(row))

    return [
        {
            **row,
            "colour": answers.colours[row["contestant_id"]],
            "is_member": row["alliance_contestant_id"] is not None,
            "native": answers.native.get(row["contestant_id"]),
            "party_id": answers.party_of.get(row["contestant_id"]),
            "swing": swings.get(row["contestant_id"], {}).get("vote_swing_pp"),
            "change": changes.get(row["contestant_id"], {}).get("seat_change"),
            "before": changes.get(row["contestant_id"], {}).get("status_before"),
        }
        for row in sorted(rows, key=place)
    ]


def disputes_of(answers: Answers, election: Row) -> list[Row]:
    """The figures on which sources differ, each with its values and who says what; the widest apart first."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in answers.conflicts[election["election_id"]]:
        key = row["figure"], row["tier"], row["contestant_id"], row["area_id"], row["subject"]
        said = found.setdefault(key, {**row, "values": {}})["values"]
        said.setdefault((row["value"], row["in_words"]), []).append(row)
    for dispute in found.values():
        dispute["values"] = sorted(
            dispute["values"].items(),
            key=lambda value: (
                value[0][0] != dispute["used_value"],
                -len({row["witness"] for row in value[1]}),
                value[0],
            ),
        )
    return sorted(
        found.values(),
        key=lambda one: (
            SEATS_LIKE.index(one["figure"]) if one["figure"] in SEATS_LIKE else len(SEATS_LIKE),
            one["figure"],
            -(one["spread"] or 0),
            one["subject"],
        ),
    )


def facts_of(answers: Answers, election: Row) -> list[tuple[str, str, str]]:
    """What is known in a glance: (what, value, a word on it)."""
    key = election["election_id"]
    turnout = answers.turnout.get(key) or {}
    change = answers.turnout_change.get(key) or {}
    effective, uneven = answers.effective.get(key) or {}, answers.disproportionality.get(key) or {}
    volatile = answers.volatility.get(key) or {}
    women = answers.women.get(key) or {}
    moved = change.get("turnout_change_pp")
    share = women.get("women_share_pct")
    found = [
        ("Turnout", turnout.get("turnout_pct"), 1, " %", "" if moved is None else f"{signed(moved, 1)} points"),
        ("On the register", turnout.get("registered_voters"), 0, "", ""),
        ("Valid votes", turnout.get("valid_votes"), 0, "", ""),
        ("Effective parties", effective.get("effective_parties_seats"), 1, "", "by seats"),
        ("Disproportionality", uneven.get("disproportionality"), 1, "", "least squares, points"),
        ("Volatility", volatile.get("volatility"), 1, "", "of 100 votes moved"),
        ("Women elected", women.get("women_elected"), 0, "", "" if share is None else f"{number(share, 1)} %"),
    ]
    return [
        (what, number(value, places) + unit, more) for what, value, places, unit, more in found if value is not None
    ]


def not_known_of(answers: Answers, election: Row) -> list[str]:
    """What no source read says of this election, in words."""
    key = election["election_id"]
    found = []
    for question, row in (
        ("Who won the most votes", answers.largest.get((key, "votes"))),
        ("How far seats are from votes", answers.disproportionality.get(key)),
        ("How many votes moved since the election before", answers.volatility.get(key)),
        ("Turnout", answers.turnout.get(key)),
        ("The change of turnout", answers.turnout_change.get(key)),
        ("Votes without a seat", answers.wasted.get(key)),
    ):
        if row and row["missing"]:
            found.append(f"{question}: {row['missing'].partition('; see ')[0]}.")  # the rest names a column
    return found
