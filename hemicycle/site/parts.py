"""The pages of elections, countries and parties, country by country: each made anew only where its rows have changed.

The pages of a country see its part of the rows and nothing else, so what they show can come of nothing else. Where the
part is as it was for the site of before, they are taken from there; where the digits of the content stand, those of now
are put.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from markupsafe import Markup

from hemicycle.site.answers import Answers, Row, by, rows
from hemicycle.site.before import Before, digest_of_bytes
from hemicycle.site.countries import lines_of_descent, write_countries, write_parties
from hemicycle.site.pages import STAND_IN, Found, Pages

STEPS = """
    select party_links.*, earlier.party as earlier, later.party as later
    from party_links
    join parties as earlier on earlier.party_id = earlier_party_id
    join parties as later on later.party_id = later_party_id
    order by happened_on, earlier_party_id, later_party_id
"""
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Part:
    """All the rows that the pages of one country are made of."""

    answers: Answers
    fans: Mapping[str, Markup]
    results: Mapping[str, list[Row]]  # of each election, as a newspaper prints them
    governments: Mapping[str, list[Row]]  # that followed each election
    parties: list[Row]
    with_page: Mapping[str, bool]  # the parties named here: whether they have a page
    histories: Mapping[str, list[Row]]  # of each party, its elections
    lines: Mapping[str, list[Row]]  # of each party, its ancestry


@dataclass
class Written:
    """The pages of one country: of which rows they were made, what the search finds of them, and their files."""

    rows: str = ""  # the digest of the part; empty where these pages cannot be taken into another site
    elections: list[Found] = field(default_factory=list)
    countries: list[Found] = field(default_factory=list)
    parties: list[Found] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)  # those of them in which the digits of the content stand


def write_parts(pages: Pages, before: Before) -> dict[str, Written]:
    """Write the pages of all elections, countries and parties; gives what was written of each country."""
    return {country: write_part(country, part, pages, before) for country, part in parts_of(pages)}


def write_part(country: str, part: Part, pages: Pages, before: Before) -> Written:
    """The pages of one country: those of before where they were made of the same rows, else anew."""
    own = pages.of(part.answers, part.fans, part.parties, {key for key, is_there in part.with_page.items() if is_there})
    digest = digest_of_bytes(repr(part).encode())
    of_before = before.made.parts.get(country, {})
    if of_before.get("rows") == digest and take_all(own, before, of_before["files"], of_before["marked"]):
        written = Written(**of_before)
    else:
        own.drop()
        written = Written()
        for election in part.answers.elections:
            key, previous = election["election_id"], election["previous_election_id"]
            led_into_it = part.governments.get(previous, [])[-1:]
            own.write_election(election, part.results[key], led_into_it, part.governments[key])
        written.elections = own.taken_index()
        write_countries(own)
        written.countries = own.taken_index()
        write_parties(own, part.histories, part.lines)
        written.parties = own.taken_index()
    pages.files |= own.files
    return replace(written, rows=digest if own.is_exact else "", files=[*own.files], marked=own.marked)


def take_all(pages: Pages, before: Before, paths: Iterable[str], marked: Collection[str]) -> bool:
    """Take files of the site of before, and put the digits of now where they stand; whether all were whole."""
    for path in paths:
        if path in marked:
            data = before.read(path)
            if data is None:
                return False
            pages.write_text(path, data.decode().replace(before.made.mark, STAND_IN))
        elif not pages.take(before, path):
            return False
    return True


def index_of(written: Mapping[str, Written]) -> list[Found]:
    """What the search finds of all parts: elections, countries, then parties in the order of their ids."""
    parts = written.values()
    parties = [found for part in parts for found in part.parties]
    return [
        *(found for part in parts for found in part.elections),
        *(found for part in parts for found in part.countries),
        *sorted(parties, key=lambda found: found[2].removesuffix(".html")),
    ]


def parts_of(pages: Pages) -> Iterator[tuple[str, Part]]:
    """The part of each country, those with elections first."""
    answers, db = pages.answers, pages.db
    views = {name for (name,) in db.execute("select name from query_catalog").fetchall()}
    results = by(rows(db, "from results_table"))
    governments = by(rows(db, "from governments order by started_on, cabinet_id")) if "governments" in views else by([])
    histories = by(rows(db, "from party_history"), "party_id")
    lines = by(lines_of_descent(rows(db, STEPS)), "party_id")
    elections, parties = by(answers.elections, "country_id"), by(pages.parties, "country_id")
    for country in [*elections, *sorted(parties.keys() - elections.keys())]:
        own, of_country = elections[country], parties[country]
        with_page = [row["party_id"] for row in of_country if row["party_id"] in pages.with_page]
        known = [row["election_id"] for row in own]
        beside = [row["previous_election_id"] for row in own] + [answers.following.get(key) for key in known]
        beside += [row["election_id"] for key in with_page for row in histories[key]]
        near = list(dict.fromkeys(key for key in (*known, *sorted(filter(None, beside))) if key in answers.by_id))
        part = answers_of(answers, own, near)
        named = {*with_page, *part.party_of.values()}
        named |= {row["other_party_id"] for key in with_page for row in lines[key]}
        yield (
            country,
            Part(
                answers=part,
                fans=only(pages.fans, known),
                results={key: results[key] for key in known},
                governments={key: governments[key] for key in near},
                parties=of_country,
                with_page={key: key in pages.with_page for key in sorted(named)},
                histories={key: histories[key] for key in with_page},
                lines={key: lines[key] for key in with_page},
            ),
        )


def answers_of(answers: Answers, own: list[Row], near: Collection[str]) -> Answers:
    """The answers for the elections of one country, and for those `near`, which are named beside them."""
    entries = [(key, row["contestant_id"]) for key in near for row in answers.outcomes[key]]
    winners = [row["contestant_id"] for key in near for row in answers.area_winners[key]]
    contestants = dict.fromkeys([contestant for _, contestant in entries] + winners)

    def grouped(found: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
        return {key: found.get(key, []) for key in near}

    return Answers(
        about=answers.about,
        elections=own,
        by_id=only(answers.by_id, near),
        elections_of={row["body_id"]: answers.elections_of[row["body_id"]] for row in own},
        following=only(answers.following, [row["election_id"] for row in own]),
        outcomes=grouped(answers.outcomes),
        seat_swing=grouped(answers.seat_swing),
        vote_swing=grouped(answers.vote_swing),
        conflicts=grouped(answers.conflicts),
        checks=grouped(answers.checks),
        offices=grouped(answers.offices),
        used=grouped(answers.used),
        area_winners=grouped(answers.area_winners),
        area_seats=grouped(answers.area_seats),
        largest=only(answers.largest, [(key, measure) for key in near for measure in ("seats", "votes")]),
        majority=only(answers.majority, near),
        victory_margin=only(answers.victory_margin, near),
        turnout=only(answers.turnout, near),
        turnout_change=only(answers.turnout_change, near),
        effective=only(answers.effective, near),
        disproportionality=only(answers.disproportionality, near),
        volatility=only(answers.volatility, near),
        bonus=only(answers.bonus, entries),
        women=only(answers.women, near),
        wasted=only(answers.wasted, near),
        colours=only(answers.colours, contestants),
        positions={publisher: only(placed, contestants) for publisher, placed in answers.positions.items()},
        short=only(answers.short, contestants),
        native=only(answers.native, contestants),
        party_of=only(answers.party_of, contestants),
    )


def only(found: Mapping[Key, Value], keys: Iterable[Key]) -> dict[Key, Value]:
    """What a mapping has of these keys."""
    return {key: found[key] for key in keys if key in found}
