"""Place an article: which election it is of, of which body, on which days, from which source."""

import re
from decimal import Decimal
from urllib.parse import urlsplit

from hemicycle.drafting import values
from hemicycle.drafting.document import Box, Document, Field
from hemicycle.drafting.known import Known, folded, slug
from hemicycle.drafting.rows import (
    CHECKED,
    CONTRADICTION,
    IGNORED,
    TAKEN,
    TO_DECIDE,
    UNDECIDED,
    Cells,
    Draft,
)
from hemicycle.drafting.words import (
    NAMES,
    SHARES,
    VOTES,
    Contestant,
    Wishes,
    is_rounds,
    share_of,
    title_in,
    title_of,
)
from hemicycle.reading.cells import IDENTIFIER
from hemicycle.reading.text import Refused, shown


class Placing:
    """The fields of an article, each with its one line in the report, and the election that they are of."""

    def __init__(self, document: Document, known: Known, draft: Draft, wishes: Wishes, stem: str) -> None:
        """Choose the infobox; `stem` is the name of the file, which may be the article's title.

        Raises Refused where there is no such infobox.
        """
        self.document, self.known, self.draft, self.wishes = document, known, draft, wishes
        self.title = wishes.title or document.title or title_in(wishes.url) or title_of(stem)
        self.settled: set[int] = set()  # fields that have their line in the report
        self.contestants: dict[str, Contestant] = {}  # by folded name, party and id
        self.taken_ids: dict[tuple[str, str], int] = {}  # how often an id of a table was wanted
        self.new_parties: dict[str, str] = {}  # by folded name
        self.new_people: dict[str, str] = {}
        self.by_number: dict[int, Contestant] = {}  # of the infobox
        self.open_numbers: set[int] = set()  # where the figures may be an alliance's
        self.filled: int | None = None
        self.round = 0
        self.rounds: list[values.Days] = []
        self.box = self.chosen()
        self.numbered: dict[tuple[str, int, int], Field] = {}  # the fields of the infobox by name, number and set
        for one in self.box.fields:
            self.index(one, self.numbered, self.box)
        self.numbers = sorted({n for (name, n, _), f in self.numbered.items() if n and name in NAMES and f.text})
        self.is_office = not self.get("seats") and bool(self.get("nominee", "candidate"))

    def add(self, table: str, **cells: object) -> Cells:
        """Add a row of this election and this source, where it says nothing else of them."""
        return self.draft.add(table, **{"election_id": self.election_id, "source_id": self.source_id} | cells)

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
        country_name = self.country_name = country_field.text if country_field else ""
        name = self.election_name()
        body_id = self.body(country_name, stake.name if stake else "", name)
        held = next(iter(self.known.where("bodies", body_id=body_id)), None)
        self.country_id = (held["country_id"] or "") if held else body_id.partition("-")[0]
        # an id that begins with a collection's name would be that collection's
        stem = body_id if body_id.startswith(f"{self.country_id}-") else body_id.partition("-")[2]
        self.settle_round()
        year = str(self.rounds[0].first.year) if self.rounds else "".join(re.findall(r"\b\d{4}\b", name)[:1])
        if not year:
            raise Refused("1: no polling day can be read, and the title has no year; give title=")
        self.refuse_known(name, body_id)
        election_id = f"{stem}-{year}" + (f"-round-{self.round}" if self.round > 1 else "")
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
        kind = self.wishes.kind or ("direct vote" if len(self.numbers) > 1 else UNDECIDED)
        filled = stake.filled if stake else None
        if self.is_office or (stake_field and not stake):
            filled = None
        self.filled = filled
        self.chamber_names = {folded(x) for x in (stake.name if stake else "", self.part) if x}
        self.add(
            "elections",
            election_id=election_id,
            body_id=body_id,
            election=name,
            kind=kind,
            first_polling_on=UNDECIDED if is_open or not days else days[0].first,
            last_polling_on=UNDECIDED if is_open or not days else days[-1].last,
            seats=UNDECIDED if stake_field and not stake and not self.is_office else filled,
            chamber_seats=(stake.chamber or UNDECIDED) if stake and not self.is_office else None,
            scope="general" if self.is_office or (stake and stake.filled == stake.chamber) else UNDECIDED,
            round=UNDECIDED if is_open else max(self.round, 1),
            is_annulled=UNDECIDED if self.speaks_of("annul") else False,
            votes_per_ballot=1 if self.is_office else UNDECIDED,
            locator=locator,
        )
        for one in [] if is_open else days:
            self.add(
                "events",
                election_id=election_id,
                kind="polling",
                happened_on=one.first,
                until_on=one.last if one.last != one.first else None,
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
            if stake.chamber is None:
                note += "; elections.chamber_seats may be more"
            self.say(
                stake_field,
                TAKEN,
                note
                + (f"; {stake.filled} of {stake.chamber}" if stake.chamber and stake.filled < stake.chamber else ""),
            )
        elif stake_field:
            self.say(stake_field, TO_DECIDE, "not of the form `N seats` or `N of the M seats`: elections.seats")
        majority = self.common("majority_seats")
        needed = values.whole(majority.text) if majority else None
        chamber = stake.chamber if stake else None
        if majority and needed is not None:
            self.say(majority, CHECKED, f"of {chamber} seats" if chamber else "there is nothing to check it against")
            if chamber and needed != chamber // 2 + 1:
                said = f"a majority of {needed} is printed, but of {chamber} seats it is {chamber // 2 + 1}"
                self.contradict(majority.line, f"{self.box.place}, {majority.key}", said)

    def speaks_of(self, word: str) -> bool:
        """Whether the article has a word anywhere in its text."""
        texts = [one.text for box in self.document.boxes for one in box.fields]
        return any(word in text.lower() for text in [*texts, *(passage.text for passage in self.document.passages)])

    def election_name(self) -> str:
        """The name of the election; that of a part of the article is put behind the title."""
        printed = self.box.last("election_name", "name")
        self.part = printed.text if printed else ""  # such as Senate, where the article has several
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
                raise Refused(f"1: body={wished}: the article is of {shown(country)}, whose id is {country_id}")
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
        for place, row in zip(self.known.places["elections"], self.known.rows["elections"], strict=True):
            first, last = row["first_polling_on"] or "", row["last_polling_on"] or ""
            days = [d for d in self.rounds if not self.round or d is self.rounds[min(self.round, len(self.rounds)) - 1]]
            overlaps = any(d.first.isoformat() <= last and first <= d.last.isoformat() for d in days)
            if row["body_id"] == body_id and (overlaps or folded(row["election"] or "") == folded(name)):
                raise Refused(f"1: the election is in the seeds already: {row['election_id']} ({place})")

    def settle_round(self) -> None:
        """Which round of an office's election is drafted, and which one the infobox reports.

        A template of results shows the latter, where the votes of one of its rounds alone are those of the infobox.
        Else their number does: two whose shares add up to 100 stood in the second, and three or more in the first.
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
        shares = [f.text for (name, n, _), f in self.numbered.items() if n and name in SHARES and f.text]
        if not self.infobox_round and len(shares) == len(self.numbers) == 2:
            total = sum((share.amount for text in shares if (share := share_of(text))), Decimal(0))
            self.infobox_round = 2 if abs(total - 100) < Decimal("0.15") else 0
        elif not self.infobox_round and len(self.numbers) > 2:
            self.infobox_round = 1
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
        self.add(
            "sources",
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
            self.add("countries", country_id=self.country_id, country=country)
        if not self.known.has("bodies", "body_id", body_id):
            kind = "presidency" if self.is_office else "legislature"
            name = chamber if not self.is_office else None
            self.add("bodies", body_id=body_id, country_id=self.country_id, kind=kind, body=name)

    def free_id(self, table: str, key: str, wanted: str) -> str:
        """An id that no row has yet: as wanted, or with a number behind it."""
        while True:
            number = self.taken_ids[table, wanted] = self.taken_ids.get((table, wanted), 0) + 1
            tried = wanted if number == 1 else f"{wanted}-{number}"
            if (number == 1 or (table, tried) not in self.taken_ids) and not self.known.has(table, key, tried):
                self.taken_ids.setdefault((table, tried), 1)
                return tried
