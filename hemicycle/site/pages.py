"""Write the pages of a site: one for each election, party, country, question and source, and those about the whole."""

import copy
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import jinja2
from markupsafe import Markup

from hemicycle.reading.text import Refused, shown
from hemicycle.site import elections as of_one
from hemicycle.site import words
from hemicycle.site.answers import Answers, Row, by, rows
from hemicycle.site.before import Before, digest_of_bytes
from hemicycle.site.colours import GREYS, NOT_KNOWN, by_size, rim
from hemicycle.site.pictures import Credit, Picture, fan, inline, small_bar, standalone, swatch

HERE = Path(__file__).parent
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
MOST_FIGURES = 400  # of a source, on its page
MOST_AT_HOME = 60  # elections on the first page; where there are more, it has the latest of each body
MOST_IN_TABLE = 100  # rows of results or of areas; the CSV has all
MOST_EXAMPLE = 12  # rows of an example

# stands for the first digits of the content while a page is made, so that a page of before can be given those of now;
# they stand only on pages that say how to cite them, for all others can then be taken as they are
STAND_IN = "\0of-content\0"

# A party that never stood as anything but "others" is none: the rest of a result, or parties of one kind together.
PARTIES_WITH_PAGE = """
    select distinct party_id from contestant_parties join contestants using (contestant_id) where kind <> 'others'
"""

Found = tuple[str, str, str]  # by the search: a title, what it is, and where


def environment(answers: Answers) -> jinja2.Environment:
    """The templates, with what they may call; every value in them is escaped."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {
        "number": words.number,
        "figure": words.figure,
        "signed": words.signed,
        "direction": words.direction,
        "several": words.several,
        "day": words.day,
        "year": lambda value: value.year,
        "month": lambda value: words.MONTHS[value.month - 1][:3],
        "script": words.script_of,
        "address": words.address,
        "phrase": words.as_phrase,
        "cell": cell,
        "rim": rim,
        "shape": swatch,
    }
    env.globals |= {"about": answers.about, "days": words.days, "here": ""}
    return env


def cell(value: Any) -> str:
    """A value of an answer as a table shows it."""
    if value is None:
        return words.NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return words.figure(value) if isinstance(value, int | float) and abs(value) >= 3000 else str(value)


def refuse_names(table: str, ids: Iterable[str]) -> None:
    """Refuse ids that cannot be the name of a page."""
    for name in ids:
        if not FILE_NAME.fullmatch(name):
            raise Refused(
                f"{table}: {shown(name)} cannot be the name of a page; "
                "expected at most 120 Latin letters, digits, dots, - and _"
            )


def bodies_in(elections: list[Row]) -> list[list[Row]]:
    """The elections of a country, body by body; first the body with most of them."""
    return sorted(by(elections, "body_id").values(), key=len, reverse=True)


class Pages:
    """The pages of one site, on their way into a folder."""

    def __init__(self, db: duckdb.DuckDBPyConnection, answers: Answers, folder: Path, has_console: bool) -> None:
        self.db, self.folder, self.has_console = db, folder, has_console
        self.content = answers.about["content"]
        self.answers = replace(answers, about={**answers.about, "content": STAND_IN})
        self.env = environment(self.answers)
        self.parties = rows(
            db, "select parties.*, country from parties join countries using (country_id) order by party_id"
        )
        self.sources = rows(db, "from sources order by publisher, source, source_id")
        self.with_page = {row["party_id"] for row in rows(db, PARTIES_WITH_PAGE)}
        self.fans = {row["election_id"]: self.fan_of(row) for row in answers.elections}
        self.index: list[Found] = []
        self.files: dict[str, str] = {}  # {path: digest} of what was written
        self.marked: list[str] = []  # the files in which the digits of the content stand
        self.is_exact = True  # whether they stand in these only where they were put
        for table, key, found in (
            ("elections", "election_id", answers.elections),
            ("countries", "country_id", answers.elections),
            ("parties", "party_id", self.parties),
            ("sources", "source_id", self.sources),
        ):
            refuse_names(table, [row[key] for row in found])

    def of(self, answers: Answers, fans: Mapping[str, Markup], parties: list[Row], with_page: set[str]) -> "Pages":
        """The same for a part of the rows, with an index and a list of files of its own."""
        part = copy.copy(self)
        part.answers, part.fans, part.parties, part.with_page = answers, dict(fans), parties, with_page
        part.index, part.files, part.marked, part.is_exact = [], {}, [], True
        return part

    def taken_index(self) -> list[Found]:
        """What the search finds of the pages since this was asked last."""
        found, self.index = self.index, []
        return found

    def write(self, path: str, template: str, **values: Any) -> None:
        """Write one page."""
        root = "../" * path.count("/")
        page = self.env.get_template(template).render(root=root, **values)
        self.write_text(path, page)

    @property
    def mark(self) -> str:
        """The first digits of the content, as a page says them."""
        return str(self.content)[: len(STAND_IN)]

    def write_text(self, path: str, text: str) -> None:
        """Write a file."""
        if STAND_IN in text:
            marked = text.replace(STAND_IN, self.mark)
            self.is_exact = self.is_exact and marked.replace(self.mark, STAND_IN) == text
            self.marked.append(path)
            text = marked
        data = text.encode()
        with (self.folder / path).open("xb") as file:  # never one that is there, which may be that of before
            file.write(data)
        self.files[path] = digest_of_bytes(data)

    def take(self, before: Before, path: str) -> bool:
        """Take a file of the site of before; whether it was there, as it was written."""
        digest = before.take(path, self.folder / path)
        if digest is not None:
            self.files[path] = digest
        return digest is not None

    def drop(self) -> None:
        """Remove what was written."""
        for path in self.files:
            (self.folder / path).unlink()
        self.files, self.marked, self.is_exact = {}, [], True

    def write_csv(self, folder: str, name: str, found: Sequence[Mapping[str, Any]]) -> None:
        """Write rows as CSV beside the pages of a folder."""
        names = list(found[0]) if found else []
        text = words.csv_of(names, ([row[name] for name in names] for row in found))
        self.write_text(f"{folder}/{name}", text)

    def drawn(self, name: str, pictures: Mapping[str, Picture], credit: Credit) -> dict[str, Markup]:
        """Write pictures as files; gives them as parts of a page."""
        return {key: self.drawn_as(f"{name}-{key}", picture, credit) for key, picture in pictures.items()}

    def drawn_as(self, name: str, picture: Picture, credit: Credit) -> Markup:
        """Write one picture as a file; gives it as a part of a page."""
        self.write_text(f"pictures/{name}.svg", standalone(picture, credit))
        return inline(picture, credit)

    def fan_of(self, election: Row) -> Markup:
        """The chamber in small, or the votes where there is none; empty where neither is known."""
        parties = of_one.parties_in(self.answers, election)
        if parties:
            held = [(party.seats, GREYS[1] if party.colour in GREYS else party.colour) for party in parties]
            not_known = of_one.not_known_seats(election, parties)
            return fan([*held, (not_known, NOT_KNOWN)] if not_known else held)
        outcomes = [row for row in self.answers.outcomes[election["election_id"]] if row["is_counted"]]
        shares = sorted((row for row in outcomes if row["vote_share_pct"] is not None), key=by_size)
        return small_bar([(row["vote_share_pct"], self.answers.colours[row["contestant_id"]]) for row in shares])

    # Elections

    def write_election(self, e: Row, results: list[Row], before: list[Row], after: list[Row]) -> None:
        """The page of one election."""
        answers, key = self.answers, e["election_id"]
        table = of_one.table_of(answers, e)
        pictures = of_one.pictures_of(answers, e)
        families = of_one.families_of(answers, e)
        disputes = of_one.disputes_of(answers, e)
        areas = of_one.areas_listed(answers, e)
        parties = of_one.parties_in(answers, e)
        known = [row for row in table if row["vote_share_pct"] is not None]
        held, not_known = sum(party.seats for party in parties), of_one.not_known_seats(e, parties)
        title = words.title_of(e["election"], e["first_polling_on"])
        turnout = answers.turnout.get(key) or {}
        self.write(
            f"elections/{key}.html",
            "election.html",
            e=e,
            title=title,
            standfirst=of_one.standfirst(answers, e),
            previous=answers.by_id.get(e["previous_election_id"] or ""),
            next=answers.by_id.get(answers.following.get(key, "")),
            rounds=[row for row in of_one.rounds_of(answers, e) if row is not e],
            pictures=self.drawn(key, pictures, of_one.credit_of(answers, e)),
            parties=parties,
            majority=of_one.majority_of(answers, e),
            total=held + not_known,
            left_to_right=of_one.seated(answers, e)[1],
            not_known_seats=not_known > 0,
            base=of_one.base_of(known),
            facts=of_one.facts_of(answers, e),
            chambers=self.strip_of(e["body_id"]),
            table=table[:MOST_IN_TABLE],
            in_all=len(table),
            has={
                "votes": any(row["votes"] is not None for row in table),
                "share": bool(known),
                "swing": any(row["swing"] is not None for row in table),
                "seats": any(row["seats"] is not None for row in table),
                "change": any(row["change"] is not None for row in table),
                "members": any(row["is_member"] for row in table),
            },
            most_seats=max((row["seats"] or 0 for row in table), default=0),
            pages=self.with_page,
            gone=[row for row in answers.seat_swing[key] if row["contestant_id"] is None],
            families=[
                {
                    "name": of_one.together(answers, row),
                    "merged": of_one.has_merged(row) and row["like_for_like_of"],
                    "of": row["like_for_like_of"],
                    "now": row["like_for_like_now"],
                    "alone": row["seat_change"],
                }
                for row in families[: of_one.MOST_ROWS]
            ],
            family_rows=[
                [
                    of_one.together(answers, row),
                    words.number(row["like_for_like_seats_before"]),
                    words.number(row["like_for_like_seats"]),
                    words.signed(row["like_for_like_change"]),
                    words.signed(row["seat_change"]),
                ]
                for row in families
            ],
            pair_rows=[
                [row["contestant"], words.number(row["vote_share_pct"], 2), words.number(row["seat_share_pct"], 2)]
                for row in table
                if row["is_counted"] and row["vote_share_pct"] is not None and row["seat_share_pct"] is not None
            ],
            uneven=(answers.disproportionality.get(key) or {}).get("disproportionality"),
            turnout_rows=[
                [
                    other["first_polling_on"].year,
                    words.number(row["turnout_pct"], 2),
                    row["turnout_base"] or words.NOT_KNOWN,
                ]
                for other in answers.elections_of[e["body_id"]]
                if (row := answers.turnout_change.get(other["election_id"])) and row["turnout_pct"] is not None
            ],
            turnout_value=None
            if turnout.get("turnout_pct") is None
            else f"{words.number(turnout['turnout_pct'], 1)} %",
            turnout_note=f"Of {turnout.get('turnout_base') or 'a base that is not stated'}.",
            areas=areas if "areas" in pictures else [],
            areas_won=of_one.areas_won(answers, areas),
            area_rows=[
                [row["area"], row["contestant"] or words.NOT_KNOWN, words.number(row["margin_pp"], 1)]
                for row in areas[:MOST_IN_TABLE]
            ],
            area_seats=answers.area_seats[key],
            offices=answers.offices[key],
            governments=[("before", row) for row in before] + [("after", row) for row in after],
            disputes=disputes,
            checks=answers.checks[key],
            not_known=of_one.not_known_of(answers, e),
            used=answers.used[key],
            bibtex=self.bibtex(e, title),
        )
        self.write_csv("elections", f"{key}-results.csv", results)
        if "change" in pictures:
            self.write_csv("elections", f"{key}-change.csv", answers.seat_swing[key])
        if disputes:
            self.write_csv("elections", f"{key}-disputed.csv", answers.conflicts[key])
        if "areas" in pictures:
            self.write_csv("elections", f"{key}-areas.csv", areas)
        self.index.append(
            (title, f"{e['country']} · {e['body']} · {words.day(e['first_polling_on'])}", f"elections/{key}.html")
        )

    def bibtex(self, e: Row, title: str) -> str:
        """The entries of a page and of the sources of its figures."""
        about = self.answers.about
        own = (
            f"@misc{{hemicycle-{e['election_id']}, title = {{{{{title}}}}}, author = {{{{Hemicycle authors}}}}, "
            f"howpublished = {{Hemicycle, version {about['schema_version']}}}, "
            f"note = {{content {about['content'][:12]}}}}}"
        )
        return "\n\n".join([own, *dict.fromkeys(row["bibtex"] for row in self.answers.used[e["election_id"]])])

    def strip_of(self, body: str) -> list[Row]:
        """The chambers of a body, for a strip."""
        found = [
            row
            for row in self.answers.elections_of[body]
            if row["scope"] == "general" and not row["is_annulled"] and self.fans[row["election_id"]]
        ]
        years = [row["first_polling_on"].year for row in found]
        return [
            {**row, "fan": self.fans[row["election_id"]], "twice": years.count(row["first_polling_on"].year) > 1}
            for row in found
        ]

    # Home

    def write_home(self) -> None:
        """The first page: every country with its elections."""
        answers = self.answers
        countries = by(answers.elections, "country_id")
        lead = self.lead()
        is_short = len(answers.elections) > MOST_AT_HOME
        most = 1 if is_short else len(answers.elections)
        self.write(
            "index.html",
            "home.html",
            here="index.html",
            elections=answers.elections,
            lead=lead,
            is_short=is_short,
            countries=[
                {
                    "country_id": key,
                    "country": found[0]["country"],
                    "count": len(found),
                    "native": found[0]["country_native"] if found[0]["country_native"] != found[0]["country"] else None,
                    "bodies": [
                        {
                            "body_id": of_body[0]["body_id"],
                            "body": of_body[0]["body"],
                            "native": of_body[0]["body_native"]
                            if of_body[0]["body_native"] != of_body[0]["body"]
                            else None,
                            "elections": [
                                {**row, "fan": self.fans[row["election_id"]], "said": self.said_short(row)}
                                for row in of_body[: -most - 1 : -1]
                            ],
                        }
                        for of_body in bodies_in(found)
                    ],
                }
                for key, found in countries.items()
            ],
        )

    def said_short(self, e: Row) -> str:
        """Who came first, in a few words."""
        first = self.answers.largest.get((e["election_id"], "seats"))
        if first and first["contestant"]:
            name = self.answers.short.get(first["contestant_id"], first["contestant"])
            return f"{name} {words.number(first['seats'])}" + (f" of {words.number(e['seats'])}" if e["seats"] else "")
        leading = self.answers.victory_margin.get(e["election_id"])
        if leading and leading["first_by_votes"]:
            return str(leading["first_by_votes"])
        return "not known"

    def lead(self) -> Row | None:
        """The election that opens the site: of those with a hemicycle, the one on whose figures sources differ most."""
        found = [row for row in self.answers.elections if of_one.parties_in(self.answers, row)]
        if not found:
            return None
        e = max(
            found,
            key=lambda row: (len(of_one.disputes_of(self.answers, row)), row["first_polling_on"], row["election_id"]),
        )
        picture = of_one.seats_of(self.answers, e)
        credit = of_one.credit_of(self.answers, e)
        return {**e, "sentence": of_one.opening(self.answers, e), "picture": inline(picture, credit) if picture else ""}

    # Search

    def write_index(self) -> None:
        """What the search finds: titles, what they are, and where."""
        text = json.dumps(self.index, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        self.write_text("assets/index.js", f"window.INDEX={text};\n")
