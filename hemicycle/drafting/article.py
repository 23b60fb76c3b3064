"""Turn an article into rows: which field goes to which column, and what is left to a person."""

import re

from hemicycle.drafting import values
from hemicycle.drafting.checks import Figures, total_of
from hemicycle.drafting.document import Field
from hemicycle.drafting.known import folded
from hemicycle.drafting.results import Results
from hemicycle.drafting.rows import (
    IGNORED,
    KEPT_BACK,
    NO_TABLE,
    TAKEN,
    TO_DECIDE,
    TO_READ,
    UNDECIDED,
    UNKNOWN,
)
from hemicycle.drafting.words import (
    ALLIANCE,
    HAS_NO_TABLE,
    IGNORE,
    INDEPENDENTS,
    Contestant,
    Report,
    whole_of,
    written,
)


class Article(Results):
    """Reads one article into a draft."""

    def read(self) -> None:
        """Read it all. Raises Refused, with one line, where the article cannot be placed."""
        self.place_election()
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
                    self.add("leaders", contestant_id=contestant_id, person_id=person_id, locator=locator)
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
            self.add(
                "office_holders",
                office=office,
                phase=phase,
                person_id=person_id,
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
        office = next((o for o in offices if words == o or words.startswith(f"{o} of ")), "")
        if office == "president" and words not in ("president", "president of the republic"):
            row = next(iter(self.known.where("countries", country_id=self.country_id)), None)
            countries = {self.country_name, *((row["country"], row["native_name"]) if row else ())}
            known = {re.sub(r"^(the )?(republic of )?", "", folded(name)) for name in countries if name}
            if re.sub(r"^president of (the )?(republic of )?", "", words) not in known:
                return ""  # the president of a chamber, or of a government
        return office

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
            self.add(
                "predecessors",
                election_id=later,
                previous_election_id=earlier,
                body_id=self.body_id,
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
        self.add(
            "returns",
            return_id=report.return_id,
            election_id=previous_id,
            locator=f"{self.box.place}, fields of the last election",
            stage="retrospective",
            tier="whole",
            is_complete=str(seats) == chamber,
            share_base=self.unsaid_base() if has_shares else None,
            names_everyone=False,
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
            self.add(
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
