"""Turn an article into rows: which field goes to which column, and what is left to a person."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from hemicycle.drafting import values
from hemicycle.drafting.checks import Figures, Totals, base_of, contradictions, is_share, misfits, total_of
from hemicycle.drafting.document import LONGEST_VALUE, Box, Document, Field, Table
from hemicycle.drafting.known import Known, folded, slug
from hemicycle.drafting.rows import (
    CHECKED,
    CONTRADICTION,
    IGNORED,
    KEPT_BACK,
    NO_TABLE,
    TAKEN,
    TO_DECIDE,
    TO_READ,
    UNDECIDED,
    UNKNOWN,
    Cells,
    Draft,
)
from hemicycle.reading.cells import IDENTIFIER
from hemicycle.reading.text import Refused, shown

INDEPENDENTS = {
    "independent", "independents", "independent politician", "independent politicians", "independent candidates",
    "nonpartisan", "non-partisan", "independent (politician)",
}  # fmt: skip
OTHERS = {"other", "others", "other parties", "other candidates", "other lists"}
NONE_OF_THEM = {"none of the above", "nota", "against all"}
OPTIONS = {"for", "against", "yes", "no"}
NAMES = ("party", "nominee", "candidate", "cand", "row")
VOTES, SHARES, SEATS = ("popular_vote", "votes", "vote"), ("percentage", "percent", "pct"), ("seats",)
PLAIN_VOTES = {"popular", "primary", "first preference", "first-preference", "party", "party list", "valid votes", ""}
IGNORE = re.compile(
    r"image.*|.*image|.*_?size|.*caption|.*alt|map.*|flag.*|.*colou?r|.*logo|needs.*|.*upright|.*bsize|.*_?style|"
    r"posttitle|embed|opinion_polls?|outgoing_members|elected_members|previous_(year|mps)|next_(year|mps)|type|"
    r"module.*|noleader|nopercentage|novotes|cols?|row|header.*|source|ongoing|previous_election_link|sort.*"
)
HAS_NO_TABLE = re.compile(
    r"leader_?since|leaders_?seat|home_state|running_mate|electoral_vote|states_carried|seats_before|seats_after|"
    r"needed_votes|votes_for_election|delegate.*|first_elected|counties|turnout_note|\d+blank|\d+data\d+|seats_needed|"
    r"alternate_.*|reporting|last_update|time_zone|polls_close|constituencies_carried"
)
ALLIANCE = re.compile(r"\b(?:alliance|coalition|bloc|electoral front)\b|\w[–—/+]\w", re.IGNORECASE)
NEVER_STORED = re.compile(r"(?:total_?|valid|invalid|turnout)?_?(?:sc|sw|swing)")
AREA_KINDS = {"governorate": "governorate", "province": "province", "region": "region", "state": "state",
              "district": "district", "county": "county", "constituency": "constituency",
              "municipality": "municipality",
              "electoral district": "constituency", "prefecture": "province", "department": "province"}  # fmt: skip
HEADS = {
    "name": {"party", "list", "candidate", "alliance", "party or alliance", "parties", "party/alliance", "coalition",
             "parties and coalitions", "party or coalition", "political party", "nominee", "electoral list"},
    "votes": {"votes", "popular vote", "number of votes", "total votes"},
    "share": {"%", "vote %", "% votes", "% of votes", "percentage", "vote share", "share", "votes (%)", "% of vote",
              "votes %"},
    "seats": {"seats", "seats won", "total seats", "mandates", "number of seats"},
    "change": {"+/-", "+/–", "±", "change", "swing", "± seats", "seat change", "±pp", "% change"},
    "poll": {"polling firm", "pollster", "fieldwork date", "sample size", "polling organisation", "date of poll",
             "lead", "fieldwork", "sample", "polling organization", "fieldwork dates", "date(s) conducted"},
}  # fmt: skip
TOTALS = {
    "total": "total", "totals": "total", "total valid votes": "valid", "valid votes": "valid", "valid": "valid",
    "invalid/blank votes": "invalid", "invalid votes": "invalid", "invalid": "invalid",
    "blank and invalid votes": "invalid",
    "invalid and blank votes": "invalid", "spoilt votes": "invalid", "rejected votes": "invalid",
    "blank votes": "blank", "total votes": "ballots", "votes cast": "ballots", "total votes cast": "ballots",
    "ballots cast": "ballots", "registered voters/turnout": "registered", "registered voters": "registered",
    "electorate": "registered", "eligible voters": "registered", "registered voters and turnout": "registered",
    "turnout": "turnout",
}  # fmt: skip


@dataclass(frozen=True)
class Wishes:
    """What a person says of an article where it cannot be known; each empty where nothing was said."""

    body: str = ""
    url: str = ""
    kind: str = ""
    stage: str = ""
    title: str = ""
    box: str = ""
    round: str = ""
    figures: str = ""


@dataclass
class Contestant:
    """A contestant as the article names it; the id is `?` where its figures may be another's."""

    contestant_id: str
    name: str
    party_id: str = ""
    is_independents: bool = False


@dataclass
class Report:
    """One return in the making: the figures of each contestant, and the result rows already made."""

    return_id: str
    place: str
    figures: list[Figures] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    decimals: list[int] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    undecided: set[str] = field(default_factory=set)  # columns of the return whose field is not of a known form


class Article:
    """Reads one article into a draft."""

    def __init__(self, document: Document, known: Known, draft: Draft, wishes: Wishes, stem: str) -> None:
        """Nothing is read yet; `stem` is the name of the file, which may be the article's title."""
        self.document, self.known, self.draft, self.wishes = document, known, draft, wishes
        self.title = wishes.title or document.title or title_in(wishes.url) or title_of(stem)
        self.settled: set[int] = set()  # fields that have their line in the report
        self.contestants: dict[str, Contestant] = {}  # by folded name, party and id
        self.taken_ids: set[str] = set()
        self.new_parties: dict[str, str] = {}  # by folded name
        self.new_people: dict[str, str] = {}
        self.by_number: dict[int, Contestant] = {}  # of the infobox
        self.open_numbers: set[int] = set()  # where the figures may be an alliance's
        self.filled: int | None = None
        self.round = 0
        self.rounds: list[values.Days] = []

    def read(self) -> None:
        """Read it all. Raises Refused, with one line, where the article cannot be placed."""
        self.box = self.chosen()
        self.numbered: dict[tuple[str, int, int], Field] = {}
        for one in self.box.fields:
            self.index(one, self.numbered, self.box)
        self.is_office = not self.get("seats") and bool(self.get("nominee", "candidate"))
        self.is_ongoing = self.text("ongoing").lower() in ("yes", "y", "true", "1")
        self.place_election()
        self.numbers = sorted({n for (name, n, _), f in self.numbered.items() if n and name in NAMES and f.text})
        self.infobox_results()
        for box in self.document.boxes:
            if not box.is_infobox:
                self.template_results(box)
        for table in self.document.tables:
            self.read_table(table)
        self.office_holders()
        self.neighbours()
        self.rest()
        for passage in self.document.passages:
            outcome, note = (UNKNOWN, "markup that is not read") if passage.is_markup else (TO_READ, "running text")
            if passage.is_markup and not re.search(r"\d", passage.text):
                outcome, note = IGNORED, "markup without a figure"
            self.draft.say(passage.line, passage.place, passage.text, outcome, note)
        self.draft.settle()

    # ---- fields

    def index(self, one: Field, fields: dict[tuple[str, int, int], Field], box: Box) -> None:
        """Find a field by its name, number and set from now on; a repeated key counts where it is last."""
        earlier = fields.get(one.parts)
        if earlier and one.text:
            self.say(earlier, IGNORED, "given again below, where it counts", box)
        if one.text or not earlier:
            fields[one.parts] = one
        else:
            self.say(one, IGNORED, "empty", box)

    def say(self, one: Field, outcome: str, note: str = "", box: Box | None = None) -> None:
        """The one line of a field in the report; a second is not written."""
        if id(one) not in self.settled:
            self.settled.add(id(one))
            self.draft.say(one.line, f"{(box or self.box).place}, {one.key}", one.text, outcome, note)

    def get(self, *names: str, number: int | None = None) -> Field | None:
        """The field of one of the names that has a text, with a number or (None) with any."""
        for name in names:
            if number is not None:
                found = self.numbered.get((name, number, 1))
                if found and found.text:
                    return found
            else:
                for (other, _, _), one in self.numbered.items():
                    if other == name and one.text:
                        return one
        return None

    def common(self, *names: str) -> Field | None:
        """A field of the chosen infobox, or else of one around it that names no contestant."""
        around = [box for box in self.document.boxes if box.is_infobox and not box.has_contestants]
        return next((found for box in [self.box, *around] if (found := box.last(*names))), None)

    def text(self, *names: str) -> str:
        """The text of a field, or an empty text."""
        found = self.common(*names)
        return found.text if found else ""

    def contradict(self, line: int, place: str, said: str) -> None:
        """Name a contradiction in the report."""
        self.draft.say(line, place, said, CONTRADICTION, "both figures stand as printed")

    # ---- the election

    def chosen(self) -> Box:
        """The infobox to read. Raises Refused where the wish names none."""
        boxes = [box for box in self.document.boxes if box.is_infobox]
        held = [box for box in boxes if box.has_contestants] or boxes[:1]
        if self.wishes.box:
            if not re.fullmatch(r"[1-9]\d?", self.wishes.box) or int(self.wishes.box) > len(held):
                raise Refused(f"1: box={self.wishes.box}: the article has {len(held)} infoboxes with contestants")
            return held[int(self.wishes.box) - 1]
        return held[0]

    def place_election(self) -> None:
        """Rows for the source, the election, its body and its days. Raises Refused where it cannot be placed."""
        when = self.common("election_date", "date", "election_dates")
        self.rounds = (values.days(values.without_footnotes(when.text)) if when else None) or []
        stake_field = self.common("seats_for_election")
        stake = values.stake(values.without_footnotes(stake_field.text)) if stake_field else None
        country_field = self.common("country", "country_name")
        country_name = country_field.text if country_field else ""
        name = self.election_name()
        body_id = self.body(country_name, stake.name if stake else "", name)
        self.country_id = body_id.partition("-")[0]
        self.settle_round()
        year = str(self.rounds[0].first.year) if self.rounds else "".join(re.findall(r"\b\d{4}\b", name)[:1])
        if not year:
            raise Refused("1: no polling day can be read, and the title has no year; give title=")
        self.refuse_known(name, body_id)
        election_id = f"{body_id}-{year}" + (f"-round-{self.round}" if self.round > 1 else "")
        if self.known.has("elections", "election_id", election_id) and self.rounds:
            election_id += f"-{self.rounds[0].first.month:02}"
        self.election_id = self.draft.election_id = election_id
        self.body_id = body_id
        self.source(name)
        self.new_body(body_id, country_name, stake.name if stake else "")
        if country_field:
            self.say(country_field, TAKEN, f"countries: {self.country_id}")
        days = [d for d in self.rounds if not self.round or d.round in (0, self.round) or len(self.rounds) == 1]
        if self.round and len(self.rounds) == 2:
            days = [self.rounds[self.round - 1]]
        is_open = self.is_office and len(self.rounds) == 2 and not self.round
        locator = "; ".join(f"{self.box.place}, {f.key}" for f in (when, stake_field) if f) or self.box.place
        kind = self.wishes.kind or ("direct vote" if len([1 for f in self.names()]) > 1 else UNDECIDED)
        filled = stake.filled if stake else None
        if self.is_office or (stake_field and not stake):
            filled = None
        self.filled = filled
        chamber = {"seats_at_stake": filled} if "seats_at_stake" in self.draft.columns["elections"] else {}
        self.draft.add(
            "elections",
            election_id=election_id,
            body_id=body_id,
            election=name,
            kind=kind,
            first_polling_on=UNDECIDED if is_open or not days else days[0].first,
            last_polling_on=UNDECIDED if is_open or not days else days[-1].last,
            seats=UNDECIDED
            if stake_field and not stake and not self.is_office
            else stake.chamber
            if chamber and stake
            else filled,
            source_id=self.source_id,
            locator=locator,
            round=(self.round or UNDECIDED) if self.is_office and len(self.rounds) == 2 else None,
            **chamber,
        )
        for one in [] if is_open else days:
            self.draft.add(
                "events",
                election_id=election_id,
                kind="polling",
                happened_on=one.first,
                until_on=one.last if one.last != one.first else None,
                source_id=self.source_id,
                locator=f"{self.box.place}, {when.key if when else ''}",
                description="Polling day." if one.first == one.last else "Polling days.",
            )
        if when and not self.rounds:
            self.say(when, TO_DECIDE, "no day of a known form: elections.first_polling_on, last_polling_on")
        elif when and is_open:
            self.say(when, TO_DECIDE, "two rounds; nothing says whose figures the infobox gives: round=1 or round=2")
        elif when and self.round:
            self.say(when, TAKEN, f"elections, events: round {self.round}; round={3 - self.round} drafts the other")
        elif when:
            self.say(when, TAKEN, "elections.first_polling_on, last_polling_on; events")
        if stake_field and stake:
            note = "elections.seats" if not self.is_office else "not of an office"
            self.say(
                stake_field,
                TAKEN,
                note + (f"; {stake.filled} of {stake.chamber}" if stake.filled < stake.chamber else ""),
            )
        elif stake_field:
            self.say(stake_field, TO_DECIDE, "not of the form `N seats` or `N of the M seats`: elections.seats")
        majority = self.common("majority_seats")
        needed = values.whole(majority.text) if majority else None
        if majority and needed is not None:
            self.say(
                majority, CHECKED, f"of {stake.chamber} seats" if stake else "there is nothing to check it against"
            )
            if stake and needed != stake.chamber // 2 + 1:
                said = f"a majority of {needed} is printed, but of {stake.chamber} seats it is {stake.chamber // 2 + 1}"
                self.contradict(majority.line, f"{self.box.place}, {majority.key}", said)

    def names(self) -> list[Field]:
        """The fields that name a contestant, with figures behind them or not."""
        numbers: dict[int, Field] = {}
        for (name, number, _), one in self.numbered.items():
            if number and one.text and name in NAMES:
                numbers[number] = one
        return list(numbers.values())

    def election_name(self) -> str:
        """The name of the election; that of a part of the article is put behind the title."""
        printed = self.box.last("election_name", "name")
        if printed and re.search(r"\d{4}", printed.text) and "\n" not in printed.text:
            self.say(printed, TAKEN, "elections.election")
            return printed.text
        if printed and self.title:
            self.say(printed, TAKEN, "elections.election, behind the title")
            return f"{self.title} ({printed.text})" if values.is_name(printed.text) else self.title
        return self.title or (printed.text if printed else UNDECIDED)

    def body(self, country: str, chamber: str, name: str) -> str:
        """The chamber or office. Raises Refused where it is not certain which."""
        wished = self.wishes.body
        country_id = self.known.country(country)
        if wished:
            if not IDENTIFIER.fullmatch(wished) or not re.match(r"[a-z]{2}-", wished):
                raise Refused(f"1: body={wished}: expected a country's two letters and a name, such as sy-assembly")
            if country_id and not wished.startswith(f"{country_id}-"):
                raise Refused(f"1: body={wished}: the article is of {country}, whose id is {country_id}")
            return wished
        if not country_id:
            where = f"{shown(country)} is not in seeds/countries.csv" if country else "no country is given"
            raise Refused(f"1: {where}; give body=, a country's two letters and a name, such as sy-assembly")
        kind = "presidency" if self.is_office else "legislature"
        bodies = self.known.where("bodies", country_id=country_id, kind=kind)
        patterns = {folded(re.sub(r"\d{4}", "", text)) for text in (self.title, name) if text}
        fitting = {
            row["body_id"] or ""
            for row in bodies
            if folded(chamber) in (folded(row["body"] or ""), folded(row["native_name"] or ""))
            or any(
                folded(re.sub(r"\d{4}", "", election["election"] or "")) in patterns
                for election in self.known.where("elections", body_id=row["body_id"])
            )
        }
        if len(fitting) != 1:
            known = ", ".join(sorted(row["body_id"] or "" for row in bodies)) or f"no {kind} of {country}"
            raise Refused(f"1: which {kind} is this of? give body=; the seeds know {known}")
        return fitting.pop()

    def refuse_known(self, name: str, body_id: str) -> None:
        """Refuse an election that the seeds have already."""
        for line, row in zip(self.known.lines["elections"], self.known.rows["elections"], strict=True):
            first, last = row["first_polling_on"] or "", row["last_polling_on"] or ""
            days = [d for d in self.rounds if not self.round or d is self.rounds[min(self.round, len(self.rounds)) - 1]]
            overlaps = any(d.first.isoformat() <= last and first <= d.last.isoformat() for d in days)
            if row["body_id"] == body_id and (overlaps or folded(row["election"] or "") == folded(name)):
                raise Refused(
                    f"1: the election is in the seeds already: {row['election_id']} (seeds/elections.csv:{line})"
                )

    def settle_round(self) -> None:
        """Which round of an office's election is drafted, and which one the infobox reports.

        A template of results shows the latter, where the votes of one of its rounds alone are those of the infobox.
        """
        self.infobox_round = 0
        if self.wishes.round and (self.wishes.round not in ("1", "2") or len(self.rounds) != 2):
            raise Refused(f"1: round={self.wishes.round}: the article gives the days of {len(self.rounds)} rounds")
        if not self.is_office or len(self.rounds) != 2:
            return
        votes = {values.counted(f.text) for (name, n, _), f in self.numbered.items() if n and name in VOTES and f.text}
        for box in self.document.boxes:
            if not box.is_infobox and is_rounds(box):
                fits = [
                    tier
                    for tier in (1, 2)
                    if votes
                    and votes <= {values.whole(f.text) for f in box.fields if f.name == "votes" and f.parts[2] == tier}
                ]
                self.infobox_round = fits[0] if len(fits) == 1 else self.infobox_round
        self.round = int(self.wishes.round or self.infobox_round)
        self.infobox_round = self.infobox_round or self.round

    def source(self, name: str) -> None:
        """The row of the source, or the source that the seeds know by its address."""
        url = self.wishes.url
        host = urlsplit(url).hostname or ""
        is_wikipedia = host == "wikipedia.org" or host.endswith(".wikipedia.org")
        self.publisher = "wikipedia" if is_wikipedia else slug(host.removeprefix("www.")) or "article"
        known = self.known.source(url)
        self.source_id = known or self.free_id("sources", "source_id", f"{self.publisher}-{self.election_id}")
        if known:
            return
        language = host.partition(".")[0]
        self.draft.add(
            "sources",
            source_id=self.source_id,
            kind="encyclopaedia" if is_wikipedia else UNDECIDED,
            publisher="Wikipedia" if is_wikipedia else UNDECIDED,
            source=self.title or name,
            language=language if is_wikipedia and len(language) == 2 else UNDECIDED,
            url=url or UNDECIDED,
            licence="CC BY-SA" if is_wikipedia else None,
            lineage="wikipedia" if is_wikipedia else None,
        )

    def new_body(self, body_id: str, country: str, chamber: str) -> None:
        """Rows for a body and a country that the seeds do not know."""
        if not self.known.has("countries", "country_id", self.country_id):
            self.draft.add("countries", country_id=self.country_id, country=country)
        if not self.known.has("bodies", "body_id", body_id):
            kind = "presidency" if self.is_office else "legislature"
            name = chamber if not self.is_office else None
            self.draft.add("bodies", body_id=body_id, country_id=self.country_id, kind=kind, body=name)

    def free_id(self, table: str, key: str, wanted: str) -> str:
        """An id that no row has yet: as wanted, or with a number behind it."""
        number = 1
        while True:
            tried = wanted if number == 1 else f"{wanted}-{number}"
            if tried not in self.taken_ids and not self.known.has(table, key, tried):
                self.taken_ids.add(tried)
                return tried
            number += 1

    # ---- contestants

    def party_names(self, one: Field) -> list[str]:
        """The names under which a party may be known: the words and the page of its link, without what tells pages apart."""
        text = values.without_footnotes(one.text)
        names = [text, *(page for page, words in one.links if words == text)]
        pairs = [re.fullmatch(r"(.+) \(([^()]+)\)", name) for name in names]
        country = self.text("country", "country_name")
        for pair in pairs:
            if pair and (
                re.search(r"\d{4}|political party|^party$", pair[2])
                or folded(pair[2]).startswith(folded(country or "\0"))
            ):
                names.append(pair[1])
        return list(dict.fromkeys(names))

    def printed_name(self, one: Field) -> str:
        """The name of a contestant as printed, without what only tells two pages apart."""
        names = self.party_names(one)
        return next((name for name in names if names[0].startswith(f"{name} (")), names[0])

    def party(self, one: Field, name: str, locator: str) -> tuple[str, str]:
        """The id of a party, known or new, and what to say of it; `?` where it is not certain."""
        names = self.party_names(one)
        found = self.known.parties(names, self.country_id)
        if len(found) == 1:
            return found[0], f"party {found[0]}"
        if found:
            return UNDECIDED, f"names {', '.join(found)}: contestant_parties.party_id"
        new = self.new_parties.get(folded(names[-1]))
        if new:
            return new, f"party {new}"
        similar = self.known.similar_parties(names[-1], self.country_id)
        if similar:
            return UNDECIDED, f"looks like {', '.join(similar)}, or is new: contestant_parties.party_id"
        page = names[-1] if len(names) > 1 else name
        short = names[0] if len(names) > 1 and re.fullmatch(r"[^\W\d_]{2,8}", names[0]) and names[0] != page else None
        party_id = self.free_id(
            "parties", "party_id", f"{self.country_id}-{slug(short or page) or f'party-{one.number}'}"
        )
        self.new_parties[folded(names[-1])] = party_id
        self.draft.add(
            "parties",
            party_id=party_id,
            country_id=self.country_id,
            party=page,
            abbreviation=short,
            source_id=self.source_id,
            locator=locator,
        )
        return party_id, f"new party {party_id}"

    def known_party(self, one: Field) -> bool:
        """Whether the seeds or this draft know a party of that name."""
        names = self.party_names(one)
        return bool(self.known.parties(names, self.country_id)) or folded(names[-1]) in self.new_parties

    def kind_of(self, name: str, usual: str) -> str:
        """The kind of a contestant, by its name and by the kinds that the tables allow."""
        kinds = self.draft.allowed("contestants", "kind")
        word = folded(name)
        wanted = (
            ("independents",)
            if word in INDEPENDENTS
            else ("others", "other")
            if word in OTHERS
            else ("none of the above", "option")
            if word in NONE_OF_THEM
            else ("option",)
            if word in OPTIONS
            else (usual,)
        )
        return next((kind for kind in wanted if kind in kinds), UNDECIDED)

    def contestant(
        self, one: Field, box: Box, party: Field | None = None, alliance: Field | None = None
    ) -> Contestant | None:
        """A contestant, with its rows where it is new. None where the text is no name."""
        name = self.printed_name(one)
        by_alliance = alliance and not self.is_office and self.wishes.figures == "alliance"
        if by_alliance and alliance:
            name = self.printed_name(alliance)
        same = self.contestants.get(folded(name))
        if same:
            self.say(one, TAKEN, f"contestant {same.contestant_id}", box)
            return same
        if not values.is_name(name) or len(name) > 200:
            self.say(one, TO_DECIDE, "no name of one party or person", box)
            return None
        locator = f"{box.place}, {one.key}"
        kind = self.kind_of(
            name, "alliance" if by_alliance else "candidate" if party or self.is_office else "party list"
        )
        party_id, note = "", ""
        if kind == "party list" or (kind == "candidate" and party):
            party_field = party or one
            party_name = self.printed_name(party_field)
            parts = re.split(r" ?[–—/+] ?|(?<=[A-Z])-(?=[A-Z])", party_name)
            known_parts = [self.known.parties([part], self.country_id) for part in parts]
            if folded(party_name) in INDEPENDENTS:
                party_id = ""
            elif not values.is_name(party_name):
                party_id, note = UNDECIDED, "several parties: contestant_parties"
            elif (
                len(parts) > 1
                and any(known_parts)
                and not self.known.parties(self.party_names(party_field), self.country_id)
            ):
                if kind == "party list":
                    kind = UNDECIDED
                listed = ", ".join(p for found in known_parts for p in found)
                note = f"several parties under one name, of which the seeds know {listed}: contestants.kind"
            elif kind == "party list" and ALLIANCE.search(party_name) and not self.known_party(party_field):
                kind, party_id, note = (
                    UNDECIDED,
                    UNDECIDED,
                    "a party or an alliance: contestants.kind, contestant_parties",
                )
            else:
                party_id, note = self.party(party_field, party_name, f"{box.place}, {party_field.key}")
        if alliance and not self.is_office and not by_alliance and self.wishes.figures != "party":
            kind = UNDECIDED
            note = "its figures may be the alliance's: results.contestant_id; figures=party or figures=alliance says it"
        suffix = self.suffix(name, party_id, kind, one.number)
        contestant_id = self.free_id("contestants", "contestant_id", f"{self.election_id}-{suffix}")
        found = Contestant(contestant_id, name, "" if party_id == UNDECIDED else party_id, kind == "independents")
        printed = self.numbered.get(("colour", one.number, 1)) or self.numbered.get(("color", one.number, 1))
        hexadecimal = values.colour(printed.text) if printed and box is self.box else None
        if printed and hexadecimal:
            self.say(printed, TAKEN, "contestants.colour")
        self.draft.add(
            "contestants",
            contestant_id=contestant_id,
            election_id=self.election_id,
            contestant=name,
            kind=kind,
            colour=hexadecimal,
            source_id=self.source_id,
            locator=locator,
        )
        if party_id:
            self.draft.add("contestant_parties", contestant_id=contestant_id, party_id=party_id)
        is_open = UNDECIDED in (kind, party_id)
        self.say(
            one, TO_DECIDE if is_open and not party else TAKEN, f"contestant {contestant_id}; {note}".rstrip("; "), box
        )
        if party:
            self.say(party, TO_DECIDE if is_open else TAKEN, note or "no party", box)
        for key in {folded(name), *(folded(n) for n in self.party_names(one))}:
            self.contestants.setdefault(key, found)
        if found.party_id and not party:
            self.contestants.setdefault(found.party_id, found)
        return found

    def suffix(self, name: str, party_id: str, kind: str, number: int) -> str:
        """The last part of a contestant's id: as in the election before, else short for its party or its name."""
        for row in self.known.rows["contestants"]:
            election = row["election_id"] or ""
            if (
                election.startswith(f"{self.body_id}-")
                and kind == "alliance"
                and folded(row["contestant"] or "") == folded(name)
            ):
                return (row["contestant_id"] or "").removeprefix(f"{election}-")
        if kind == "independents":
            return kind
        if kind == "candidate":
            surname = slug(name.split()[-1]).removeprefix("al-")
            return (
                surname
                if surname and f"{self.election_id}-{surname}" not in self.taken_ids
                else slug(name) or f"candidate-{number}"
            )
        if party_id not in ("", UNDECIDED):
            return party_id.partition("-")[2]
        return slug(name) or f"contestant-{number}"

    def same_as(self, name: str) -> Contestant | None:
        """The contestant that a table means, by its name, with or without the abbreviation behind it, or by its party."""
        pair = re.fullmatch(r"(.+) \(([^()]+)\)", name)
        for tried in [name, *(pair.groups() if pair else ())]:
            if folded(tried) in self.contestants:
                return self.contestants[folded(tried)]
            found = self.known.parties([tried], self.country_id)
            if len(found) == 1 and found[0] in self.contestants:
                return self.contestants[found[0]]
        if folded(name) in INDEPENDENTS:
            return next((c for c in self.contestants.values() if c.is_independents), None)
        return None

    # ---- figures

    def figure(self, one: Field | None, read: Callable[[str], object], column: str, box: Box | None = None) -> object:
        """The value of a field, None where it has none, `?` where it is not of the form that is expected."""
        if one is None:
            return None
        text = values.without_footnotes(one.text)
        if len(text) > LONGEST_VALUE or folded(text) not in values.NOBODY:
            value = read(text) if len(text) <= LONGEST_VALUE else None
            if value is None:
                self.say(one, TO_DECIDE, f"not a whole value: {column}", box)
                return UNDECIDED
            self.say(one, TAKEN, column, box)
            return value
        self.say(one, IGNORED, "no figure", box)
        return None

    def infobox_results(self) -> None:
        """Contestants and the return of the infobox."""
        report = Report(self.free_id("returns", "return_id", f"{self.election_id}-{self.publisher}"), self.box.place)
        vote_type_field = self.common("vote_type", "votetype")
        vote_type = folded(vote_type_field.text) if vote_type_field else ""
        if vote_type_field:
            self.say(vote_type_field, CHECKED, "what kind of votes the figures are")
        is_other_vote = vote_type not in PLAIN_VOTES
        is_mixed = not self.is_office and len(self.rounds) == 2 and any(d.round for d in self.rounds)
        for number in self.numbers:
            candidate = self.get("nominee", "candidate", "cand", number=number) if self.is_office else None
            party = self.get("party", number=number)
            one = candidate or party
            alliance = self.get("alliance", number=number)
            if not one:
                continue
            who = self.contestant(one, self.box, party if candidate else None, alliance)
            if alliance:
                self.say_alliance(alliance)
            if not who:
                continue
            self.by_number[number] = who
            is_open = bool(alliance) and not self.is_office and not self.wishes.figures
            if is_open:
                self.open_numbers.add(number)
            if self.infobox_round != self.round:
                for each in (self.get(*names, number=number) for names in (VOTES, SHARES)):
                    if each:
                        self.say(each, KEPT_BACK, f"of round {self.infobox_round}")
                continue
            votes = self.figure(self.get(*VOTES, number=number), values.counted, "results.votes")
            share = self.figure(self.get(*SHARES, number=number), share_of, "results.vote_share_pct")
            seats = self.figure(self.get(*SEATS, number=number), values.counted, "results.seats")
            figures = Figures(
                who.name, number_of(votes), share if isinstance(share, values.Share) else None, number_of(seats)
            )
            self.before_and_change(number, figures)
            report.figures.append(figures)
            if self.is_ongoing or (votes is None and share is None and seats is None):
                continue
            if is_other_vote or is_mixed:
                votes, share = (UNDECIDED if votes is not None else None), (UNDECIDED if share is not None else None)
            report.rows.append(
                self.draft.add(
                    "results",
                    return_id=report.return_id,
                    contestant_id=UNDECIDED if is_open else who.contestant_id,
                    election_id=self.election_id,
                    votes=votes,
                    vote_share_pct=written(share),
                    seats=seats,
                    locator=f"{self.box.place}, {one.key}",
                )
            )
            if isinstance(share, values.Share):
                report.decimals.append(share.decimals)
        if is_other_vote:
            note = f"votes and shares are of another kind, {vote_type}"
            self.draft.say(
                self.box.line, self.box.place, vote_type, TO_DECIDE, f"{note}: results.votes, vote_share_pct"
            )
        self.whole_shares(report)
        self.turnout(report)
        self.finish(report, "whole", self.box.line, is_table=False)
        self.infobox_report = report

    def say_alliance(self, alliance: Field) -> None:
        """What becomes of the name of an alliance."""
        if self.is_office:
            self.say(alliance, NO_TABLE, "alliance of a candidate's party")
        elif self.wishes.figures == "alliance":
            self.say(alliance, TAKEN, "contestants")
        elif self.wishes.figures == "party":
            self.say(alliance, TO_DECIDE, "alliance_members, once the alliance has a row in contestants")
        else:
            self.say(alliance, TO_DECIDE, "whether the figures are its own: results.contestant_id; alliance_members")

    def before_and_change(self, number: int, figures: Figures) -> None:
        """What the infobox says of the election before, and of the change since, for the checks."""
        last = self.get("last_election", number=number)
        before = values.last_result(values.without_footnotes(last.text)) if last else None
        if before:
            figures.seats_before, figures.share_before = before
        for name, set_to in (("seat_change", "seat_change"), ("swing", "swing"), ("sc", "seat_change")):
            one = self.get(name, number=number)
            printed = values.change(values.without_footnotes(one.text)) if one else None
            if one and printed:
                setattr(figures, set_to, printed)
                self.say(
                    one, CHECKED, "never stored" if before else "never stored; there is nothing to check it against"
                )
            elif one:
                is_word = folded(one.text) in values.NEWCOMER | values.NOBODY
                self.say(one, IGNORED if is_word else UNKNOWN, "no figure" if is_word else "no change of a known form")

    def whole_shares(self, report: Report) -> None:
        """Take back shares that are shares of seats, and seats that are those of the whole chamber."""
        with_both = [f for f in report.figures if f.seats is not None and f.share is not None]
        total = self.filled or total_of(f.seats for f in report.figures) or 0
        if len(with_both) > 1 and not any(f.votes for f in with_both):
            are_of_seats = [f.share and f.seats is not None and is_share(f.seats, total, f.share) for f in with_both]
            if all(are_of_seats):
                self.undecide(report, "vote_share_pct", "the shares are those of the seats")
        wrong = misfits(report.figures)
        if len(wrong) >= 1 and 2 * len(wrong) >= sum(1 for f in report.figures if f.votes and f.share):
            self.undecide(report, "vote_share_pct", "the shares do not go with the votes")
        seats = total_of(f.seats for f in report.figures)
        if seats is not None and self.filled is not None and seats > self.filled:
            self.undecide(report, "seats", f"the seats add up to {seats}, more than the {self.filled} that are filled")

    def undecide(self, report: Report, column: str, why: str) -> None:
        """Write `?` for a column of all rows of a return."""
        for row in report.rows:
            row[column] = UNDECIDED if row[column] else ""
        self.draft.say(self.box.line, report.place, why, TO_DECIDE, f"results.{column} of {report.return_id}")

    def turnout(self, report: Report) -> None:
        """Register, ballots and turnout of the infobox."""
        totals = report.totals
        for names, attribute, column in (
            (("registered", "registered_voters", "electorate"), "registered", "registered_voters"),
            (("votes_cast", "total_votes", "ballots"), "ballots", "ballots_cast"),
            (("valid", "valid_votes"), "valid", "valid_votes"),
            (("invalid", "invalid_votes"), "invalid", "invalid_votes"),
        ):
            one = self.box.last(*names)
            if one:
                value = self.figure(one, values.counted, f"returns.{column}")
                setattr(totals, attribute, number_of(value))
                if value == UNDECIDED:
                    report.undecided.add(column)
        one = self.box.last("turnout")
        self.turnout_change: values.Change | None = None
        if not one:
            return
        lines = one.text.split("\n")
        labelled = {line: values.ROUND.search(line) for line in lines}
        if self.round and any(labelled.values()):
            wanted = ("f", "1") if self.round == 1 else ("s", "2")
            lines = [line for line, label in labelled.items() if label and label[1][0].lower() in wanted]
        text = values.without_footnotes(lines[0]) if len(lines) == 1 else one.text
        text = re.sub(r"\( ?[;,] ?", "(", values.ROUND.sub("", text)) if self.round else text
        text = text.replace("()", "").strip()
        found = values.with_change(text)
        printed = values.share(found[0]) if found else None
        if found and printed:
            totals.turnout, self.turnout_change = printed, found[1]
            self.say(
                one, TAKEN, "returns.turnout_pct" + ("; the change goes to the election before" if found[1] else "")
            )
        else:
            self.say(one, TO_DECIDE, "not a whole value: returns.turnout_pct")
            report.undecided |= {"turnout_pct", "turnout_base", "turnout_decimals"}

    def finish(self, report: Report, tier: str, line: int, is_table: bool = True) -> None:
        """The row of a return, after its results, and the contradictions in it."""
        totals = report.totals
        if not report.rows and totals == Totals() and not report.undecided:
            return
        seats = total_of(f.seats for f in report.figures)
        base = base_of(report.figures, totals) if report.decimals else None
        has_shares = any(row["vote_share_pct"] for row in report.rows)
        is_complete = bool(seats is not None and self.filled and seats == self.filled)
        row = self.draft.add(
            "returns",
            return_id=report.return_id,
            election_id=self.election_id,
            source_id=self.source_id,
            locator=report.place,
            stage=self.wishes.stage,
            tier=tier,
            is_complete=UNDECIDED if seats is not None and self.filled is None and not self.is_office else is_complete,
            share_base=(base or UNDECIDED) if has_shares else None,
            share_decimals=max(report.decimals, default=None)
            if has_shares and report.decimals
            else UNDECIDED
            if has_shares
            else None,
            counts_rounded_to=1,
            registered_voters=totals.registered,
            ballots_cast=totals.ballots,
            valid_votes=totals.valid,
            invalid_votes=totals.invalid,
            turnout_pct=written(totals.turnout),
            turnout_base="not stated" if totals.turnout else None,
            turnout_decimals=totals.turnout.decimals if totals.turnout else None,
            rank=UNDECIDED,
            rank_reason=UNDECIDED,
        )
        for column in report.undecided:
            row[column] = UNDECIDED
        for said in contradictions(report.figures, totals, self.filled if seats is not None else None, is_table):
            self.contradict(line, report.place, said)

    def template_results(self, box: Box) -> None:
        """The returns of a template of results: one, or one for each of two tiers."""
        fields: dict[tuple[str, int, int], Field] = {}
        for one in box.fields:
            self.index(one, fields, box)

        labels = {1: has_text(fields, "firstround", 0, 1), 2: has_text(fields, "secondround", 0, 1)}
        tiers = {1: "whole"}
        if any(labels.values()) or any(t == 2 for n, _, t in fields if n in ("votes", "seats")):
            unlabelled = "round {}" if self.is_office and not any(labels.values()) else ""
            tiers = {t: tier_of(label.text) if label else unlabelled.format(t) for t, label in labels.items()}
        for label in labels.values():
            if label:
                self.say(label, CHECKED, "which round or ballot the figures are of", box)
        numbers = sorted({n for (name, n, _), f in fields.items() if n and name in NAMES and f.text})
        for tier, of_tier in tiers.items():
            is_round = of_tier.startswith("round")
            if (is_round and (not self.is_office or not self.round or of_tier != f"round {self.round}")) or not of_tier:
                why = "the other round" if is_round and self.round else "a round or ballot that nothing decides"
                for (name, _, t), one in fields.items():
                    if t == tier and name in ("votes", "seats", "pct") and one.text:
                        self.say(one, KEPT_BACK if is_round and self.round else TO_DECIDE, why, box)
                continue
            self.template_tier(box, fields, numbers, tier, "whole" if is_round else of_tier)
        for one in box.fields:
            if id(one) not in self.settled:
                if NEVER_STORED.fullmatch(one.name):
                    self.say(one, CHECKED, "never stored", box)
                    continue
                outcome = (
                    UNKNOWN if one.text and re.search(r"\d", one.text) and not IGNORE.fullmatch(one.name) else IGNORED
                )
                self.say(one, outcome, "" if one.text else "empty", box)

    def template_tier(
        self, box: Box, fields: dict[tuple[str, int, int], Field], numbers: list[int], tier: int, of_tier: str
    ) -> None:
        """The return of one tier of a template, where it adds up to the totals that are given."""

        def total(*names: str) -> int | None:
            number = 0 if tier == 1 else tier  # invalid, invalid2
            one = next((found for name in names if (found := has_text(fields, name, number, 1))), None)
            return number_of(self.figure(one, values.whole, f"returns, {names[0]}", box)) if one else None

        totals = Totals(
            registered=total("electorate"),
            ballots=total("totalvotes", "total_votes"),
            valid=total("valid", "validvotes"),
            invalid=total("invalid", "invalidvotes"),
        )
        found: list[tuple[int, Field, Figures]] = []
        for number in numbers:
            names = ("cand", "party", "row") if self.is_office else ("party", "row", "cand")
            one = next((f for name in names if (f := has_text(fields, name, number, 1))), None)
            votes, seats = fields.get(("votes", number, tier)), fields.get(("seats", number, tier))
            if not one:
                continue
            figures = Figures(self.printed_name(one), whole_of(votes), None, whole_of(seats))
            found.append((number, one, figures))
        expected = totals.valid
        if expected is None and totals.ballots is not None and totals.invalid is not None:
            expected = totals.ballots - totals.invalid
        votes_total = total_of(f.votes for _, _, f in found)
        if expected is not None and votes_total is not None and votes_total != expected:
            self.contradict(
                box.line, box.place, f"the votes add up to {votes_total:,}, but the total is {expected:,}; not taken"
            )
            for (name, _, t), one in fields.items():
                if t == tier and name in ("votes", "seats") and one.text:
                    self.say(one, TO_DECIDE, "the rows do not add up to the total", box)
            return
        name = slug(of_tier) if of_tier != "whole" else "table"
        report = Report(
            self.free_id("returns", "return_id", f"{self.election_id}-{self.publisher}-{name}"),
            box.place,
            totals=totals,
        )
        for number, one, figures in found:
            party = fields.get(("party", number, 1)) if self.is_office and one.name == "cand" else None
            who = self.contestant(one, box, party if party and party.text else None)
            if alliance := has_text(fields, "alliance", number, 1):
                self.say(alliance, TO_DECIDE, "alliance_members, once the alliance has a row in contestants", box)
            won = self.figure(fields.get(("votes", number, tier)), values.whole, "results.votes", box)
            filled = self.figure(fields.get(("seats", number, tier)), values.whole, "results.seats", box)
            if who and (won is not None or filled is not None):
                self.add_result(report, who, won, None, filled, f"{box.place}, {one.key}", figures)
        self.finish(report, of_tier, box.line)
        self.compare(report)

    def add_result(
        self,
        report: Report,
        who: Contestant,
        votes: object,
        share: object,
        seats: object,
        locator: str,
        figures: Figures,
    ) -> None:
        """A row of a return."""
        if any(row["contestant_id"] == who.contestant_id for row in report.rows[-1:]):
            return
        report.figures.append(figures)
        report.rows.append(
            self.draft.add(
                "results",
                return_id=report.return_id,
                contestant_id=who.contestant_id,
                election_id=self.election_id,
                votes=votes,
                vote_share_pct=written(share),
                seats=seats,
                locator=locator,
            )
        )
        if isinstance(share, values.Share):
            report.decimals.append(share.decimals)

    def compare(self, report: Report) -> None:
        """Name the figures in which a return differs from the infobox."""
        first = {folded(f.name): f for f in self.infobox_report.figures}
        by_id = {
            r["contestant_id"]: f for r, f in zip(self.infobox_report.rows, self.infobox_report.figures, strict=False)
        }
        for row, figures in zip(report.rows, report.figures, strict=True):
            other = by_id.get(row["contestant_id"]) or first.get(folded(figures.name))
            for what in ("votes", "seats"):
                here, there = getattr(figures, what), getattr(other, what) if other else None
                if here is not None and there is not None and here != there:
                    self.contradict(
                        self.box.line,
                        f"{self.infobox_report.place} and {report.place}",
                        f"{figures.name}: {there:,} {what} in the one, {here:,} in the other",
                    )

    # ---- tables

    def read_table(self, table: Table) -> None:
        """A table: seats of areas, results, or one that is not read."""
        header = [folded(values.without_footnotes(cell)) for cell in table.rows[0][1]] if table.rows else []
        if table.problem or len(table.rows) < 2:
            self.draft.say(table.line, table.place, table.problem or "a table without rows", UNKNOWN)
            return
        kinds = [kind_of_column(word) for word in header]
        if len(table.rows) > 2 and len(set(header)) < len(header) and len(table.rows[1][1]) == len(header):
            below = [folded(values.without_footnotes(cell)) for cell in table.rows[1][1]]
            if not any(values.whole(cell) is not None or values.share(cell) for cell in below):
                self.draft.say(table.line, f"{table.place}, row 1", " | ".join(table.rows[0][1]), CHECKED, "header")
                kinds = [
                    kind_of_column(low) or (kind_of_column(high) if low in ("won", "no.", "#", "number", high) else "")
                    for high, low in zip(header, below, strict=True)
                ]
                table = Table(table.place, table.line, table.rows[1:], first_row=2)
                header = [
                    f"{high} {low}" if kind != "name" else low
                    for high, low, kind in zip(header, below, kinds, strict=True)
                ]
        if "poll" in kinds:
            self.say_rows(table, IGNORED, "a table of polls")
        elif header[0] in AREA_KINDS and kinds.count("seats") == 1 and "name" not in kinds and "votes" not in kinds:
            self.area_seats(table, AREA_KINDS[header[0]], kinds.index("seats"))
        elif "name" in kinds and ("votes" in kinds or "seats" in kinds):
            self.results_table(table, kinds, header)
        else:
            self.say_rows(table, UNKNOWN, "a table that is not read")

    def say_rows(self, table: Table, outcome: str, note: str) -> None:
        """The same line for each row of a table."""
        for number, (line, cells) in enumerate(table.rows):
            self.draft.say(line, table.place_of(number), " | ".join(cells), outcome, note)

    def area_seats(self, table: Table, kind: str, column: int) -> None:
        """Seats by area, where they add up to a printed total or to the seats that are filled."""
        rows = [(line, cells[0], values.whole(cells[column])) for line, cells in table.rows[1:] if len(cells) > column]
        printed = [seats for _, name, seats in rows if folded(name) in ("total", "totals")]
        rows_of_areas = [row for row in rows if folded(row[1]) not in ("total", "totals")]
        total = total_of(seats for _, _, seats in rows_of_areas)
        expected = printed[0] if printed else self.filled
        if (
            any(seats is None or not seats for _, _, seats in rows_of_areas)
            or total != expected
            or len(rows) < len(table.rows) - 1
        ):
            self.contradict(table.line, table.place, f"the rows add up to {total}, the total is {expected}; not taken")
            self.say_rows(table, TO_DECIDE, "not taken: area_seats")
            return
        self.draft.say(table.rows[0][0], table.place_of(0), " | ".join(table.rows[0][1]), CHECKED, "header")
        locator = table.place
        country_area = self.known.area(self.text("country", "country_name"), self.country_id)
        for number, (line, cells) in enumerate(table.rows[1:], 1):
            name, seats = cells[0], values.whole(cells[column])
            place = table.place_of(number)
            if folded(name) in ("total", "totals"):
                self.draft.say(line, place, " | ".join(cells), CHECKED, "the rows add up to it")
                continue
            known = self.known.area(name, self.country_id)
            area_id = known[0] if len(known) == 1 else UNDECIDED if known else ""
            if not area_id:
                area_id = self.free_id("areas", "area_id", f"{self.country_id}-{slug(name) or f'area-{number}'}")
                self.draft.add(
                    "areas",
                    area_id=area_id,
                    country_id=self.country_id,
                    kind=kind,
                    area=name,
                    source_id=self.source_id,
                    locator=locator,
                )
                if len(country_area) == 1:
                    self.draft.add("area_parents", area_id=area_id, parent_area_id=country_area[0])
            self.draft.add(
                "area_seats",
                election_id=self.election_id,
                area_id=area_id,
                seats=seats,
                source_id=self.source_id,
                locator=locator,
            )
            outcome = TO_DECIDE if area_id == UNDECIDED else TAKEN
            self.draft.say(
                line, place, " | ".join(cells), outcome, f"area_seats, {area_id}" + ("" if known else ", new")
            )

    def results_table(self, table: Table, kinds: list[str], header: list[str]) -> None:
        """A table of results: taken where its rows add up to a printed total."""
        columns: dict[str, int] = {}
        for kind in ("votes", "seats"):
            if kinds.count(kind) > 1:
                self.say_rows(table, TO_DECIDE, f"several columns of {kind}: a round or ballot that nothing decides")
                return
            if kind in kinds:
                columns[kind] = kinds.index(kind)
        named = {word: number for number, (word, kind) in enumerate(zip(header, kinds, strict=True)) if kind == "name"}
        candidates = [number for word, number in named.items() if word in ("candidate", "nominee")]
        if len(named) > 1 and not (self.is_office and len(candidates) == 1):
            self.say_rows(table, TO_DECIDE, "not taken: parties and candidates in one table")
            return
        columns["name"] = candidates[0] if len(named) > 1 else max(named.values())
        if "votes" in columns and kinds[columns["votes"] + 1 : columns["votes"] + 2] == ["share"]:
            columns["share"] = columns["votes"] + 1
        elif kinds.count("share") == 1 and "votes" not in columns:
            columns["share"] = kinds.index("share")
        figures: list[tuple[int, int, str, Figures]] = []
        totals, printed = Totals(), Figures("total")
        outcomes: dict[int, tuple[str, str]] = {0: (CHECKED, "header")}
        is_open = False
        for number, (_, cells) in enumerate(table.rows[1:], 1):
            if len(cells) < len(kinds):
                outcomes[number] = (UNKNOWN, "fewer cells than the header has")
                is_open = True
                continue
            name = values.without_footnotes(cells[columns["name"]]) or values.without_footnotes(cells[0])

            def cell(kind: str, cells: list[str] = cells) -> str:
                return values.without_footnotes(cells[columns[kind]]) if kind in columns else ""

            votes, seats, part = values.whole(cell("votes")), values.whole(cell("seats")), values.share(cell("share"))
            role = TOTALS.get(folded(name).rstrip(":"))
            if role:
                outcomes[number] = (CHECKED, f"of the whole: {role}")
                if role == "total":
                    printed.votes, printed.seats = votes if printed.votes is None else printed.votes, seats
                elif role == "turnout":
                    totals.turnout = part or values.share(cell("votes"))
                elif role != "blank":
                    setattr(totals, role, votes)
                    if role == "registered":
                        totals.turnout = part
                continue
            texts = [cell(kind) for kind in ("votes", "seats", "share")]
            bad = [
                t
                for t, v in zip(texts, (votes, seats, part), strict=True)
                if v is None and folded(t) not in values.NOBODY
            ]
            if bad or not values.is_name(name):
                outcomes[number] = (TO_DECIDE, f"not a whole value: {shown(*bad) if bad else name}")
                is_open = True
                continue
            figures.append((number, table.rows[number][0], name, Figures(name, votes, part, seats)))
        sums = {kind: total_of(getattr(f, kind) for *_, f in figures) for kind in ("votes", "seats")}
        wanted = {"votes": printed.votes if printed.votes is not None else totals.valid, "seats": printed.seats}
        if (
            wanted["votes"] is not None
            and sums["votes"] != wanted["votes"]
            and totals.ballots is None
            and totals.valid == sums["votes"]
        ):
            totals.ballots, wanted["votes"] = printed.votes, totals.valid  # the total counts invalid votes too
        wrong = [
            f"the {kind} add up to {sums[kind]}, but the total is {total}"
            for kind, total in wanted.items()
            if total is not None and sums[kind] is not None and sums[kind] != total
        ]
        is_whole = all(wanted[kind] is not None for kind, found in sums.items() if found is not None)
        if wrong or not is_whole or is_open or not figures:
            why = "; ".join(wrong) or ("a row cannot be read" if is_open else "no total shows that the table is whole")
            if wrong:
                self.contradict(table.line, table.place, f"{why}; not taken")
            for number, (line, cells) in enumerate(table.rows):
                outcome, note = outcomes.get(number, (TO_DECIDE, f"not taken: {why}"))
                self.draft.say(line, table.place_of(number), " | ".join(cells), outcome, note)
            return
        if totals.valid is None and totals.invalid is not None and printed.votes is not None:
            totals.valid = sums["votes"]
        report = Report(
            self.free_id("returns", "return_id", f"{self.election_id}-{self.publisher}-table"),
            table.place,
            totals=totals,
        )
        for number, line, name, figure in figures:
            who = self.same_as(name)
            if not who:
                one = Field(f"row {number + 1}", name, line)
                self.settled.add(id(one))
                who = self.contestant(one, Box(table.place, False, line))
            if not who:
                outcomes[number] = (TO_DECIDE, "no name of one party or person")
            elif any(row["contestant_id"] == who.contestant_id for row in report.rows):
                outcomes[number] = (TO_DECIDE, f"{who.contestant_id} has a row above already")
            else:
                self.add_result(report, who, figure.votes, figure.share, figure.seats, table.place_of(number), figure)
                outcomes[number] = (TAKEN, f"results, {who.contestant_id}")
        for number, (line, cells) in enumerate(table.rows):
            self.draft.say(line, table.place_of(number), " | ".join(cells), *outcomes[number])
        self.finish(report, "whole", table.line)
        self.compare(report)

    # ---- people and neighbours

    def people(self, one: Field) -> list[tuple[str, str]]:
        """The people that a field names, one in each line."""
        lines = values.without_footnotes(one.text).split("\n")
        return [self.person(Field(one.key, line, one.line, one.links)) for line in lines]

    def person(self, one: Field) -> tuple[str, str]:
        """The id of a person, known or new, and what to say; `?` where it is not certain, empty where nobody is named."""
        text = values.without_footnotes(one.text)
        if folded(text) in values.NOBODY:
            return "", "nobody"
        pages = [re.sub(r" \([^()]*\)$", "", page) for page, words in one.links if words == text]
        names = [text, *(page for page in pages if values.is_name(page) and not re.search(r"\d", page))]
        known = self.known.person(names, self.country_id)
        if known:
            return known, f"person {known}"
        capitals = [word for word in text.split() if word[0].isupper()]
        is_sure = values.is_name(text) and not re.search(r"\d|,|&|/|\(| and ", text) and bool(slug(text))
        if not is_sure or (len(capitals) > 4 and not pages):
            return UNDECIDED, "not the name of one person"
        name = names[-1]
        if folded(name) not in self.new_people:
            person_id = self.free_id("people", "person_id", f"{self.country_id}-{slug(name)}")
            self.new_people[folded(name)] = person_id
            locator = f"{self.box.place}, {one.key}"
            self.draft.add("people", person_id=person_id, person=name, source_id=self.source_id, locator=locator)
        return self.new_people[folded(name)], f"person {self.new_people[folded(name)]}"

    def office_holders(self) -> None:
        """Leaders of contestants, and who held the office before and after."""
        for number, who in self.by_number.items():
            one = self.get("leader", "party_leader", number=number)
            if not one or self.is_office:
                continue
            is_open = number in self.open_numbers
            contestant_id = UNDECIDED if is_open else who.contestant_id
            locator = f"{self.box.place}, {one.key}"
            for person_id, note in self.people(one):
                if person_id:
                    self.draft.add(
                        "leaders",
                        contestant_id=contestant_id,
                        person_id=person_id,
                        source_id=self.source_id,
                        locator=locator,
                    )
                is_open = is_open or person_id == UNDECIDED
                outcome = TO_DECIDE if is_open else TAKEN if person_id else IGNORED
                self.say(one, outcome, f"leaders; {note}" if person_id else note)
        title = self.box.last("title")
        office = self.office(title) if title else ""
        for phase in ("before", "after"):
            one, party = self.box.last(f"{phase}_election"), self.box.last(f"{phase}_party")
            if not one:
                continue
            if not office:
                for each in (one, party):
                    if each:
                        self.say(each, NO_TABLE, f"the office is {title.text if title else 'not named'}")
                continue
            person_id, note = self.person(one)
            if not person_id:
                self.say(one, IGNORED, note)
                continue
            party_id = ""
            is_independent = bool(party) and folded(party.text if party else "") in INDEPENDENTS
            if party and not is_independent:
                own = self.contestants.get(folded(self.party_names(party)[-1]))
                name = self.printed_name(party)
                if own and own.party_id:
                    party_id = own.party_id
                elif values.is_name(name) and (self.known_party(party) or not ALLIANCE.search(name)):
                    party_id, _ = self.party(party, name, f"{self.box.place}, {party.key}")
                else:
                    party_id = UNDECIDED
            self.draft.add(
                "office_holders",
                election_id=self.election_id,
                office=office,
                phase=phase,
                person_id=person_id,
                source_id=self.source_id,
                locator=f"{self.box.place}, {one.key}",
                party_id=party_id,
                is_independent=is_independent,
            )
            self.say(one, TO_DECIDE if person_id == UNDECIDED else TAKEN, f"office_holders; {note}")
            if party:
                self.say(party, TO_DECIDE if party_id == UNDECIDED else TAKEN, "office_holders.party_id")
        if title:
            self.say(
                title,
                TAKEN if office else NO_TABLE,
                f"office_holders.office: {office}" if office else "not an office of the table",
            )

    def office(self, title: Field) -> str:
        """The office that a title names, of those that the table takes; empty where it is another."""
        offices = self.draft.allowed("office_holders", "office")
        words = folded(values.without_footnotes(title.text)).removesuffix("-elect").removeprefix("elected ")
        return next((o for o in offices if words == o or words.startswith(f"{o} of ")), "")

    def neighbours(self) -> None:
        """The election before and the next, where the seeds have them, and what is said of the one before."""
        previous_id = ""
        for name, is_previous in (("previous_election", True), ("next_election", False)):
            one = self.common(name)
            if not one:
                continue
            tried = [one.text, *(page for page, _ in one.links)]
            found = {election for text in tried if (election := self.known.election(text, self.body_id))} - {
                self.election_id
            }
            if len(found) != 1:
                self.say(one, KEPT_BACK, "until that election is in the seeds: predecessors")
                continue
            other = found.pop()
            later, earlier = (self.election_id, other) if is_previous else (other, self.election_id)
            previous_id = other if is_previous else previous_id
            if self.known.where("predecessors", election_id=later) or self.known.where(
                "predecessors", previous_election_id=earlier
            ):
                self.say(one, TO_DECIDE, f"seeds/predecessors.csv has {later} or {earlier} already")
                continue
            self.draft.add(
                "predecessors",
                election_id=later,
                previous_election_id=earlier,
                body_id=self.body_id,
                source_id=self.source_id,
                locator=f"{self.box.place}, {one.key}",
            )
            self.say(one, TAKEN, f"predecessors: {other}")
        self.before(previous_id)

    def before(self, previous_id: str) -> None:
        """A retrospective return of the election before."""
        year = self.election_id.removeprefix(f"{self.body_id}-")
        report = Report("", self.box.place)
        for number, who in self.by_number.items():
            one = self.get("last_election", number=number)
            if not one:
                continue
            text = values.without_footnotes(one.text)
            found = values.last_result(text)
            if folded(text) in values.NEWCOMER:
                self.say(one, TAKEN, "new, or did not stand: no row")
            elif not found or (whole_of(one) is not None and self.is_office):
                self.say(one, TO_DECIDE, "seats or share of the election before: not of a known form")
            elif not previous_id:
                self.say(one, KEPT_BACK, "until the election before is in the seeds")
            else:
                earlier = self.earlier(who, previous_id)
                if earlier:
                    report.return_id = report.return_id or self.free_id(
                        "returns", "return_id", f"{previous_id}-{self.publisher}-{year}"
                    )
                    seats, share = found
                    self.of_before(report, who, earlier, previous_id, seats, share, one)
                else:
                    self.say(one, KEPT_BACK, f"the seeds have no contestant of {previous_id} for it")
        turnout, printed = self.turnout_change, self.infobox_report.totals.turnout
        if not previous_id or not (report.rows or (turnout and turnout.sign is not None)):
            return
        report.return_id = report.return_id or self.free_id(
            "returns", "return_id", f"{previous_id}-{self.publisher}-{year}"
        )
        implied = None
        if turnout and printed and turnout.sign is not None:
            implied = written(values.Share(printed.amount - turnout.sign * turnout.amount, printed.decimals))
        elif turnout and printed:
            implied = UNDECIDED
            either = f"{printed.amount - turnout.amount} or {printed.amount + turnout.amount}"
            self.draft.say(
                self.box.line,
                f"{self.box.place}, Turnout",
                f"the sign of {turnout.amount} is lost",
                TO_DECIDE,
                f"{either} in {previous_id}: returns.turnout_pct",
            )
        seats = total_of(f.seats for f in report.figures)
        chamber = next((row["seats"] for row in self.known.where("elections", election_id=previous_id)), None)
        has_shares = any(row["vote_share_pct"] for row in report.rows)
        self.draft.add(
            "returns",
            return_id=report.return_id,
            election_id=previous_id,
            source_id=self.source_id,
            locator=f"{self.box.place}, fields of the last election",
            stage="retrospective",
            tier="whole",
            is_complete=str(seats) == chamber,
            share_base=UNDECIDED if has_shares else None,
            share_decimals=max(report.decimals, default=None) if has_shares else None,
            counts_rounded_to=1,
            turnout_pct=implied,
            turnout_base="not stated" if implied else None,
            turnout_decimals=printed.decimals if implied and printed else None,
        )

    def of_before(
        self,
        report: Report,
        who: Contestant,
        earlier: str,
        previous_id: str,
        seats: int | None,
        share: values.Share | None,
        one: Field,
    ) -> None:
        """A row of the retrospective return, or none where an alliance may be meant."""
        is_open = one.number in self.open_numbers
        report.figures.append(Figures(who.name, None, share, seats))
        report.rows.append(
            self.draft.add(
                "results",
                return_id=report.return_id,
                contestant_id=UNDECIDED if is_open else earlier,
                election_id=previous_id,
                vote_share_pct=written(share),
                seats=seats,
                locator=f"{self.box.place}, {one.key}",
            )
        )
        if share:
            report.decimals.append(share.decimals)
        self.say(one, TO_DECIDE if is_open else TAKEN, f"results of {previous_id}: {earlier}")

    def earlier(self, who: Contestant, previous_id: str) -> str:
        """The same contestant in the election before: by its party, an earlier name of that, or its own name."""
        there = self.known.where("contestants", election_id=previous_id)
        if who.is_independents:
            found = [row for row in there if row["kind"] == "independents"]
            return (found[0]["contestant_id"] or "") if len(found) == 1 else ""
        renamed = [
            r["earlier_party_id"] or ""
            for r in self.known.where("party_links", later_party_id=who.party_id, kind="renamed")
        ]
        for party_id in [who.party_id, *renamed]:
            ids = (
                {row["contestant_id"] for row in self.known.where("contestant_parties", party_id=party_id)}
                if party_id
                else set()
            )
            found = [row for row in there if row["contestant_id"] in ids and row["kind"] in ("party list", "candidate")]
            if len(found) == 1:
                return found[0]["contestant_id"] or ""
        found = [row for row in there if folded(row["contestant"] or "") == folded(who.name) and not who.party_id]
        return (found[0]["contestant_id"] or "") if len(found) == 1 else ""

    def rest(self) -> None:
        """A line in the report for every field that has none yet, of every infobox."""
        for box in self.document.boxes:
            if not box.is_infobox:
                continue
            is_other = box is not self.box and box.has_contestants
            nth = (
                [b for b in self.document.boxes if b.is_infobox and b.has_contestants].index(box) + 1 if is_other else 0
            )
            for one in box.fields:
                if id(one) in self.settled:
                    continue
                if not one.text:
                    self.say(one, IGNORED, "empty", box)
                elif IGNORE.fullmatch(one.name):
                    self.say(one, IGNORED, "layout, a picture, or said elsewhere", box)
                elif is_other:
                    self.say(one, KEPT_BACK, f"another election of the article: box={nth} drafts it", box)
                elif HAS_NO_TABLE.fullmatch(one.name):
                    self.say(one, NO_TABLE, "", box)
                else:
                    self.say(one, UNKNOWN, "a field that is not read", box)


def kind_of_column(word: str) -> str:
    """What a column of results holds, by the word at its head; empty where that is not known."""
    return next((kind for kind, words in HEADS.items() if word in words), "")


def has_text(fields: Mapping[tuple[str, int, int], Field], name: str, number: int, tier: int) -> Field | None:
    """A field, where it has a text."""
    found = fields.get((name, number, tier))
    return found if found and found.text else None


def share_of(text: str) -> values.Share | None:
    """A share that a change may stand behind."""
    found = values.with_change(text)
    return values.share(found[0]) if found else None


def number_of(value: object) -> int | None:
    """A number, or None where there is none or it is undecided."""
    return value if isinstance(value, int) else None


def whole_of(one: Field | None) -> int | None:
    """The number that a field is, or None."""
    return values.whole(values.without_footnotes(one.text)) if one else None


def written(share: object) -> object:
    """A share with two decimals, as the seeds have it; anything else as it is."""
    return f"{share.amount:.2f}" if isinstance(share, values.Share) else share


def tier_of(label: str) -> str:
    """What the label of a round or ballot means: `round 1`, `round 2`, `local lists`, `national list`, or nothing."""
    word = folded(label)
    if match := re.fullmatch(r"(first|second|1st|2nd) (round|ballot)|run-?off", word):
        return "round 1" if (match[1] or "").startswith(("first", "1")) else "round 2"
    if re.fullmatch(r"(single-member )?constituenc(y|ies)( vote| votes)?|local( lists?)?|fptp|districts?", word):
        return "local lists"
    if re.fullmatch(
        r"(party|party[- ]list|list|proportional|national|pr|proportional representation|national list)( vote| votes)?",
        word,
    ):
        return "national list"
    return ""


def is_rounds(box: Box) -> bool:
    """Whether a template of results has the two rounds of one office."""
    labels = [one.text for one in box.fields if one.name in ("firstround", "secondround")]
    return any(tier_of(label).startswith("round") for label in labels) or (
        not labels and any(one.name == "votes" and one.parts[2] == 2 for one in box.fields)
    )


def title_in(url: str) -> str:
    """The title of a page in its address."""
    path = unquote(urlsplit(url).path)
    return path.partition("/wiki/")[2].replace("_", " ").strip()


def title_of(stem: str) -> str:
    """The title in a file's name, where it is one: a year and several words, with capitals."""
    title = stem.replace("_", " ").strip()
    return title if re.search(r"\b\d{4}\b", title) and " " in title and title != title.lower() else ""
