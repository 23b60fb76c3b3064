"""The figures of an article: its infobox, its templates of results, its tables; each is a return of its own."""

import re
from collections.abc import Callable
from decimal import Decimal

from hemicycle.drafting import values
from hemicycle.drafting.checks import Figures, Totals, agree, base_of, contradictions, is_share, misfits, total_of
from hemicycle.drafting.contestants import Contestants
from hemicycle.drafting.document import LONGEST_VALUE, Box, Field, Table
from hemicycle.drafting.known import folded, slug
from hemicycle.drafting.rows import (
    CHECKED,
    IGNORED,
    KEPT_BACK,
    NO_TABLE,
    TAKEN,
    TO_DECIDE,
    UNDECIDED,
    UNKNOWN,
)
from hemicycle.drafting.words import (
    IGNORE,
    NAMES,
    NEVER_STORED,
    OTHERS,
    PLAIN_VOTES,
    RESULTS,
    SEATS,
    SHARES,
    TOTALS,
    VOTES,
    Contestant,
    Report,
    counted,
    has_text,
    kind_of_area,
    kind_of_column,
    number_of,
    share_of,
    tier_of,
    whole_of,
    written,
)
from hemicycle.reading.text import shown

TEMPLATE_TOTALS = (
    "electorate",
    "totalvotes",
    "total_votes",
    "valid",
    "validvotes",
    "invalid",
    "invalidvotes",
    "blank",
)


class Results(Contestants):
    """Figures become returns and results, where they are whole values and add up."""

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
        is_ongoing = self.text("ongoing").lower() in ("yes", "y", "true", "1")
        self.printed: dict[str, Figures] = {}  # of the infobox, by each name of a contestant, taken or not
        others_from = self.other_ballot(self.numbered, self.numbers, self.box)
        is_mixed = not self.is_office and len(self.rounds) == 2 and any(d.round for d in self.rounds)
        for number in self.numbers:
            candidate = self.get("nominee", "candidate", "cand", number=number) if self.is_office else None
            party = self.get("party", number=number)
            one = candidate or party
            alliance = self.get("alliance", number=number)
            if not one:
                continue
            if alliance and folded(alliance.text) in values.NOBODY:
                self.say(alliance, IGNORED, "no alliance")
                alliance = None
            printed = {names: self.get(*names, number=number) for names in (VOTES, SHARES, SEATS)}
            is_apart = number >= others_from
            figures = Figures(one.text, None, None, counted(printed[SEATS]))
            if not is_other_vote and not is_apart:
                percentage = printed[SHARES]
                figures.votes = counted(printed[VOTES])
                figures.share = share_of(percentage.text) if percentage else None
            for name in self.names_of(one):
                self.printed.setdefault(name, figures)
            if (self.infobox_round, self.round) == (1, 2):
                for each in (candidate, party, alliance, *printed.values()):
                    if each:
                        self.say(each, KEPT_BACK, "of round 1; whoever stood in both is in the results of round 2")
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
            outcome, why = (
                (TO_DECIDE, f"{who.contestant_id} has figures above already") if who.contestant_id in report.by_id
                else (KEPT_BACK, f"of round {self.infobox_round}") if self.infobox_round != self.round
                else (KEPT_BACK, "the election is not over") if is_ongoing
                else ("", "")
            )  # fmt: skip
            if outcome:
                for each in printed.values():
                    if each:
                        self.say(each, outcome, why)
                continue
            if is_apart:
                for each in (printed[VOTES], printed[SHARES]):
                    if each:
                        self.say(
                            each, TO_DECIDE, "below a heading, perhaps of another ballot: results.votes, vote_share_pct"
                        )
            votes = self.figure(printed[VOTES], values.counted, "results.votes")
            share = self.figure(printed[SHARES], share_of, "results.vote_share_pct")
            seats = self.figure(printed[SEATS], values.counted, "results.seats")
            if is_apart:
                votes, share = (UNDECIDED if votes is not None else None), (UNDECIDED if share is not None else None)
            figures = Figures(
                who.name, number_of(votes), share if isinstance(share, values.Share) else None, number_of(seats)
            )
            self.before_and_change(number, figures)
            report.figures.append(figures)
            if votes is None and share is None and seats is None:
                continue
            if is_other_vote or is_mixed:
                votes, share = (UNDECIDED if votes is not None else None), (UNDECIDED if share is not None else None)
            report.by_id[who.contestant_id] = figures
            report.rows.append(
                self.add(
                    "results",
                    return_id=report.return_id,
                    contestant_id=UNDECIDED if is_open else who.contestant_id,
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

    def other_ballot(self, fields: dict[tuple[str, int, int], Field], numbers: list[int], box: Box) -> int:
        """The number from which on contestants stand below a second heading, as seats of a minority do."""
        headings = [f for (name, n, _), f in fields.items() if name in ("heading", "header") and n and f.text]
        for heading in headings:
            self.say(heading, CHECKED, "a heading above the contestants of this number and the next", box)
        return min((f.number for f in headings if f.number > numbers[0]), default=1_000) if numbers else 1_000

    def not_of_this(self, section: str, rows: list[tuple[Field, list[Figures]]]) -> tuple[str, str] | None:
        """Why a template or table of results is not taken, as outcome and note; None where it is of this election.

        An article has those of other chambers, years and primaries too. One is of this election where its figures are
        those of the infobox; else where it stands under the name of the chamber, or under `Results` with the
        contestants of the infobox. Each row has the figures of each of its rounds or ballots, of which one must agree.
        """
        met: list[tuple[list[Figures], Figures]] = []
        for one, figures in rows:
            met += [(figures, self.printed[name]) for name in self.names_of(one) if name in self.printed][:1]
        tiers = range(len(rows[0][1])) if rows else ()
        verdicts = {agree([(ours[tier], theirs) for ours, theirs in met]) for tier in tiers} - {None}
        if not verdicts:  # the names differ, as a list's from its first party's; the votes may be the same to the last
            theirs = {figures.votes for figures in self.printed.values() if figures.votes and figures.votes > 999}
            ours = {figures.votes for _, of_tiers in rows for figures in of_tiers}
            verdicts = {True} if 2 * len(theirs & ours) > len(theirs) else set()
        if verdicts == {False}:
            return KEPT_BACK, "not taken: not the figures of the infobox"
        has_them = RESULTS.fullmatch(folded(section)) and 2 * len(met) >= len(self.numbers)
        if verdicts or has_them or folded(section) in self.chamber_names:
            return None
        return TO_DECIDE, "not taken: nothing shows that it is of this election"

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
        lines = values.rounds_apart(one.text).split("\n")
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
        row = self.add(
            "returns",
            return_id=report.return_id,
            locator=report.place,
            stage=self.wishes.stage,
            tier=tier,
            is_complete=UNDECIDED if seats is not None and self.filled is None and not self.is_office else is_complete,
            share_base=(base or self.unsaid_base()) if has_shares else None,
            names_everyone=self.names_everyone(report),
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

    def unsaid_base(self) -> str:
        """What the base of shares is where the article does not say it and no arithmetic settles it."""
        return "not stated" if "not stated" in self.draft.allowed("returns", "share_base") else UNDECIDED

    def names_everyone(self, report: Report) -> bool | str:
        """Whether a return names everyone who stood: where its shares add up to 100, or its votes to the valid ones."""
        shares = [f.share.amount for f in report.figures if f.share]
        votes = total_of(f.votes for f in report.figures)
        has_others = any(folded(f.name) in OTHERS for f in report.figures)
        if votes is not None and report.totals.valid is not None:
            return votes == report.totals.valid and not has_others
        if not shares:
            return UNDECIDED
        left = abs(sum(shares, Decimal(0)) - 100)
        return left <= Decimal("0.05") * len(shares) and not has_others

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
        numbers = sorted({n for (name, n, _), f in fields.items() if n and name in (*NAMES, "alliance") and f.text})
        rows: list[tuple[Field, list[Figures]]] = []
        for number in numbers:
            if named := self.name_in(fields, number):
                by_tier = [(fields.get(("votes", number, t)), fields.get(("seats", number, t))) for t in tiers]
                rows.append((named, [Figures("", whole_of(votes), None, whole_of(seats)) for votes, seats in by_tier]))
        if not_taken := self.not_of_this(box.section, rows):
            for one in box.fields:
                if one.text and (one.name in NAMES or not IGNORE.fullmatch(one.name)):
                    self.say(one, *not_taken, box)
            tiers = {}
        for tier, of_tier in tiers.items():
            is_round = of_tier.startswith("round")
            if (is_round and (not self.is_office or not self.round or of_tier != f"round {self.round}")) or not of_tier:
                why = "the other round" if is_round and self.round else "a round or ballot that nothing decides"
                for (name, n, t), one in fields.items():
                    is_total = name in TEMPLATE_TOTALS and (n or 1, t) == (tier, 1)
                    if one.text and (is_total or (t == tier and name in ("votes", "seats", "pct"))):
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

    def name_in(self, fields: dict[tuple[str, int, int], Field], number: int) -> Field | None:
        """The name of a row of a template; an alliance's where it has figures and no party beside it."""
        names = (
            ("cand", "nominee", "candidate", "party", "row")
            if self.is_office
            else ("party", "row", "cand", "candidate")
        )
        found = next((f for name in names if (f := has_text(fields, name, number, 1))), None)
        has_figures = any(has_text(fields, name, number, tier) for name in ("votes", "seats") for tier in (1, 2))
        return found or (has_text(fields, "alliance", number, 1) if has_figures else None)

    def template_tier(
        self, box: Box, fields: dict[tuple[str, int, int], Field], numbers: list[int], tier: int, of_tier: str
    ) -> None:
        """The return of one tier of a template, where it adds up to the totals that are given."""

        def total(*names: str) -> int | None:
            number = 0 if tier == 1 else tier  # invalid, invalid2
            one = next((found for name in names if (found := has_text(fields, name, number, 1))), None)
            return number_of(self.figure(one, values.whole, f"returns, {names[0]}", box)) if one else None

        blank = has_text(fields, "blank", 0 if tier == 1 else tier, 1)
        totals = Totals(
            registered=total("electorate"),
            ballots=total("totalvotes", "total_votes"),
            valid=total("valid", "validvotes"),
            invalid=total("invalid", "invalidvotes"),
        )
        if blank and whole_of(blank) is not None and totals.invalid is not None:
            totals.invalid += whole_of(blank) or 0
            self.say(blank, TAKEN, "returns.invalid_votes, which counts blank ballots too", box)
        elif blank:
            self.say(blank, TO_DECIDE, "blank ballots, beside no number of invalid ones: returns.invalid_votes", box)
        others_from = self.other_ballot(fields, numbers, box)
        found: list[tuple[int, Field, Figures]] = []
        for number in numbers:
            named = self.name_in(fields, number)
            votes, seats = has_text(fields, "votes", number, tier), has_text(fields, "seats", number, tier)
            if not named:
                continue
            if not votes and not seats:
                self.say(named, IGNORED, "no figure in this round or ballot", box)
                continue
            figures = Figures(self.printed_name(named), whole_of(votes), None, whole_of(seats))
            found.append((number, named, figures))
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
            party = fields.get(("party", number, 1)) if self.is_office and one.name != "party" else None
            who = self.contestant(one, box, party if party and party.text else None)
            if (alliance := has_text(fields, "alliance", number, 1)) and alliance is not one:
                self.say(alliance, TO_DECIDE, "alliance_members, once the alliance has a row in contestants", box)
            if not who or who.contestant_id in report.by_id:
                why = f"{who.contestant_id} has figures above already" if who else "no name of one party or person"
                for field in ("votes", "seats"):
                    if printed := has_text(fields, field, number, tier):
                        self.say(printed, TO_DECIDE, f"{why}: results.{field}", box)
                continue
            is_apart = number >= others_from
            if is_apart and (below := has_text(fields, "votes", number, tier)):
                self.say(below, TO_DECIDE, "below a heading, perhaps of another ballot: results.votes", box)
            won = self.figure(fields.get(("votes", number, tier)), values.whole, "results.votes", box)
            filled = self.figure(fields.get(("seats", number, tier)), values.whole, "results.seats", box)
            if is_apart and won is not None:
                won = UNDECIDED
            if won is not None or filled is not None:
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
        report.by_id[who.contestant_id] = figures
        report.rows.append(
            self.add(
                "results",
                return_id=report.return_id,
                contestant_id=who.contestant_id,
                votes=votes,
                vote_share_pct=written(share),
                seats=seats,
                locator=locator,
            )
        )
        if isinstance(share, values.Share):
            report.decimals.append(share.decimals)

    def compare(self, report: Report) -> None:
        """Name the figures in which a return differs from the infobox, and who may stand under two names."""
        by_votes = {figures.votes: figures for figures in self.infobox_report.by_id.values() if figures.votes}
        for contestant_id, figures in report.by_id.items():
            other = self.infobox_report.by_id.get(contestant_id)
            if not other and (twin := by_votes.get(figures.votes or 0)) and (figures.votes or 0) > 999:
                said = f"{twin.name} and {figures.name} have {figures.votes:,} votes both"
                note = "perhaps one contestant under two names: contestants, results.contestant_id"
                self.draft.say(self.box.line, f"{self.infobox_report.place} and {report.place}", said, TO_DECIDE, note)
            for what in ("votes", "seats"):
                here, there = getattr(figures, what), getattr(other, what) if other else None
                if here is not None and there is not None and here != there:
                    self.contradict(
                        self.box.line,
                        f"{self.infobox_report.place} and {report.place}",
                        f"{figures.name}: {there:,} {what} in the one, {here:,} in the other",
                    )

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
        elif kind_of_area(header[0]) and kinds.count("seats") == 1 and "name" not in kinds and "votes" not in kinds:
            self.area_seats(table, kind_of_area(header[0]), kinds.index("seats"))
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
        country_area = self.known.area(self.country_name, self.country_id)
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
                self.add("areas", area_id=area_id, country_id=self.country_id, kind=kind, area=name, locator=locator)
                if len(country_area) == 1:
                    self.add("area_parents", area_id=area_id, parent_area_id=country_area[0])
            self.add("area_seats", area_id=area_id, seats=seats, locator=locator)
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
        totals, printed, blank = Totals(), Figures("total"), None
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
                elif role == "blank":
                    blank = votes
                else:
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
        if blank is not None and totals.invalid is not None:
            totals.invalid += blank  # ballots blank or spoiled
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
        rows = [(Field(table.place_of(number), name, line), [figure]) for number, line, name, figure in figures]
        if not_taken := self.not_of_this(table.section, rows):
            self.say_rows(table, *not_taken)
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
                who = self.contestant(one, Box(table.place, False, line, is_table=True))
            if not who:
                outcomes[number] = (TO_DECIDE, "no name of one party or person")
            elif who.contestant_id in report.by_id:
                outcomes[number] = (TO_DECIDE, f"{who.contestant_id} has a row above already")
            else:
                self.add_result(report, who, figure.votes, figure.share, figure.seats, table.place_of(number), figure)
                outcomes[number] = (TAKEN, f"results, {who.contestant_id}")
        for number, (line, cells) in enumerate(table.rows):
            self.draft.say(line, table.place_of(number), " | ".join(cells), *outcomes[number])
        self.finish(report, "whole", table.line)
        self.compare(report)
