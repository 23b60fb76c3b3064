"""The pages of countries and of parties: what is known through the elections."""

from collections.abc import Mapping
from typing import Any

from hemicycle.site import elections as of_one
from hemicycle.site import words
from hemicycle.site.answers import Row, by
from hemicycle.site.pages import Pages, bodies_in
from hemicycle.site.pictures import Credit, Moment, Picture, line

NOTES = {
    "turnout": "Per cent. An open dot: what it is a share of is not stated. A broken line: not to be compared.",
    "effective": "Effective number of parties by seats.",
    "uneven": "Least squares, in points. 0 is fully proportional.",
    "volatile": "Of 100 votes, how many moved since the election before, like for like.",
}
LINES = {  # of a body: heading, view and column
    "effective": ("Effective parties", "effective_parties", "effective_parties_seats"),
    "uneven": ("Disproportionality", "disproportionality", "disproportionality"),
    "volatile": ("Volatility", "electoral_volatility", "volatility"),
}


def write_countries(pages: Pages) -> None:
    """A page for each country."""
    parties = by(pages.parties, "country_id")
    for key, found in by(pages.answers.elections, "country_id").items():
        bodies = [body_of(pages, of_body[0]["body_id"], of_body) for of_body in bodies_in(found)]
        country = found[0]["country"]
        native = found[0]["country_native"] if found[0]["country_native"] != country else None
        years_held = sorted(row["first_polling_on"].year for row in found)
        first, last = years_held[0], years_held[-1]
        years = str(first) if first == last else f"from {first} to {last}"
        pages.write(
            f"countries/{key}.html",
            "country.html",
            country_id=key,
            country=country,
            native=native,
            standfirst=f"{words.several(len(found), 'election')} {years}.",
            bodies=bodies,
            parties=sorted(
                (row for row in parties[key] if row["party_id"] in pages.with_page),
                key=lambda row: (row["party"], row["party_id"]),
            ),
        )
        pages.index.append((country, f"country · {native}" if native else "country", f"countries/{key}.html"))


def body_of(pages: Pages, body: str, found: list[Row]) -> Row:
    """What the page of a country shows of one chamber or office."""
    answers = pages.answers
    name = found[0]["body"]
    table = [
        {
            "election_id": e["election_id"],
            "first_polling_on": e["first_polling_on"],
            "more": "" if of_one.is_usual(e) else ", ".join(odd_in(e)),
            "said": pages.said_short(e),
            "turnout": (answers.turnout.get(e["election_id"]) or {}).get("turnout_pct"),
            "effective": (answers.effective.get(e["election_id"]) or {}).get("effective_parties_seats"),
            "uneven": (answers.disproportionality.get(e["election_id"]) or {}).get("disproportionality"),
            "volatile": (answers.volatility.get(e["election_id"]) or {}).get("volatility"),
        }
        for e in reversed(found)
    ]
    csv = f"{body}.csv"
    pages.write_csv("countries", csv, table)
    pictures, titles = lines_of(pages, body, table)
    credit = Credit(
        f"{found[0]['country']}: {name}", "Source: the publications on the pages of the elections", answers.licence
    )
    return {
        "body_id": body,
        "body": name,
        "native": found[0]["body_native"] if found[0]["body_native"] != name else None,
        "chambers": pages.strip_of(body),
        "has_seats": any(e["seats"] for e in found),
        "has_not_known_seats": any(of_one.not_known_seats(e, of_one.parties_in(answers, e)) for e in found),
        "rows": table,
        "has": {key: any(row[key] is not None for row in table) for key in LINES},
        "csv": csv,
        "pictures": pages.drawn(f"body-{body}", pictures, credit),
        "titles": titles,
    }


def odd_in(election: Row) -> list[str]:
    """What is unusual in an election."""
    scope = [election["scope"]] if election["scope"] != "general" else []
    turn = [f"round {election['round']}"] if election["round"] > 1 else []
    return [*scope, *turn, *(["annulled"] if election["is_annulled"] else [])]


def lines_of(pages: Pages, body: str, table: list[Row]) -> tuple[dict[str, Picture], dict[str, tuple[str, str, str]]]:
    """The pictures over time of a body, and their words: ({name: picture}, {name: (heading, words, SQL)})."""
    pictures: dict[str, Picture] = {}
    titles: dict[str, tuple[str, str, str]] = {}
    moments = of_one.turnout_moments(pages.answers, body)
    asked = f"where election_id in (select election_id from elections where body_id = '{body}')"
    if len(moments) > 1:
        pictures["turnout"] = line("turnout", "Turnout, per cent", moments, " %", most=100)
        titles["turnout"] = ("Turnout", NOTES["turnout"], f"select * from turnout_change {asked}")
    usual = [row for row in reversed(table) if not row["more"]]
    for name, (heading, view, column) in LINES.items():
        known = [Moment(row["first_polling_on"], row[name], row["said"]) for row in usual if row[name] is not None]
        if len(known) > 1:
            pictures[name] = line(name, heading, known)
            sql = f"select election, {column} from {view} {asked} and is_default"
            titles[name] = (heading, NOTES[name], sql + (" and measure = 'least squares'" if name == "uneven" else ""))
    return pictures, titles


def write_parties(pages: Pages, histories: Mapping[str, list[Row]], lines: Mapping[str, list[Row]]) -> None:
    """A page for each party that stood, out of its elections and its ancestry."""
    for party in pages.parties:
        key = party["party_id"]
        if key in pages.with_page:
            write_party(pages, party, histories[key], lines[key])


def lines_of_descent(steps: list[Row]) -> list[Row]:
    """Each step from both of its ends, in the order of time: with the party, and whom it came from or went into."""
    return [
        {
            **step,
            "when": when(step),
            "party_id": step[f"{here}_party_id"],
            "way": way,
            "other": step[there],
            "other_party_id": step[f"{there}_party_id"],
        }
        for step in steps
        for here, way, there in (("later", "from", "earlier"), ("earlier", "into", "later"))
    ]


def when(step: Row) -> str:
    """The day of a step in the ancestry of a party, as far as it is known."""
    if step["happened_on"] is None:
        return ""
    day = words.day(step["happened_on"])
    said = {"day": day, "by": f"by {day}", "month": day.partition(" ")[2]}
    return f"{said.get(step['precision'], step['happened_on'].year)}, "


def write_party(pages: Pages, party: Row, history: list[Row], line_of_descent: list[Row]) -> None:
    """The page of one party."""
    answers, key = pages.answers, party["party_id"]
    history = sorted(
        history, key=lambda row: (row["first_polling_on"], row["election_id"], row["steps"], row["contestant_id"])
    )
    bodies = [answers.by_id[row["election_id"]]["body_id"] for row in history]
    body = max(sorted(set(bodies)), key=bodies.count) if bodies else ""
    of_body = [
        row
        for row, its in zip(history, bodies, strict=True)
        if its == body and of_one.is_usual(answers.by_id[row["election_id"]])
    ]
    colour = next((answers.colours[row["contestant_id"]] for row in reversed(history) if row["steps"] == 0), None)
    pictures = {
        name: line(name, title, moments, unit, colour=colour, decimals=decimals)
        for name, title, column, unit, decimals in (
            ("shares", "Share of the votes, per cent", "vote_share_pct", " %", 1),
            ("seats", "Seats", "seats", "", 0),
        )
        if len(moments := moments_of(of_body, column)) > 1
    }
    elections = {row["election_id"] for row in history if row["steps"] == 0}
    name = answers.by_id[history[0]["election_id"]]["body"] if history else ""
    credit = Credit(party["party"], "Source: the publications on the pages of the elections", answers.licence)
    pages.write(
        f"parties/{key}.html",
        "party.html",
        p=party,
        standfirst=f"It stood in {words.several(len(elections), 'election')} of the file.",
        steps=line_of_descent,
        pages=pages.with_page,
        pictures=pages.drawn(f"party-{key}", pictures, credit),
        titles={"shares": "Share of the votes", "seats": "Seats"},
        of_body=f"{answers.by_id[of_body[0]['election_id']]['body'] if of_body else name}, general elections.",
        has_ancestors=any(row["steps"] for row in of_body),
        history=[
            {**row, "title": words.title_of(row["election"], row["first_polling_on"])} for row in reversed(history)
        ],
    )
    pages.write_csv("parties", f"{key}.csv", history)
    more = f" · {party['abbreviation']}" if party["abbreviation"] else ""
    native = f" · {party['native_name']}" if party["native_name"] and party["native_name"] != party["party"] else ""
    pages.index.append((party["party"], f"party, {party['country']}{more}{native}", f"parties/{key}.html"))


def moments_of(history: list[Row], column: str) -> list[Moment]:
    """The line of a party: its own values joined; those of its ancestors, and of lists that it shared, as open dots."""
    found: list[Moment] = []
    before: Any = None
    for row in history:
        if row[column] is None:
            continue
        is_own = row["steps"] == 0 and row["kind"] == "party list"
        base = row["share_base"] if column == "vote_share_pct" else "seats"
        found.append(
            Moment(
                row["first_polling_on"],
                row[column],
                row["contestant"],
                joined=before == base and is_own,
                is_sure=is_own,
                is_apart=not is_own or before is None,
            )
        )
        before = base if is_own else before
    return found
