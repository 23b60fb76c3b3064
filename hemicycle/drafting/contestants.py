"""Who stands in an article: contestants, parties and people, known to the seeds or new."""

import re
from functools import cached_property

from hemicycle.drafting import values
from hemicycle.drafting.document import Box, Field
from hemicycle.drafting.known import folded, slug
from hemicycle.drafting.placing import Placing
from hemicycle.drafting.rows import (
    TAKEN,
    TO_DECIDE,
    UNDECIDED,
)
from hemicycle.drafting.words import (
    ALLIANCE,
    BLANK,
    INDEPENDENTS,
    NONE_OF_THEM,
    OPTIONS,
    OTHERS,
    Contestant,
)


class Contestants(Placing):
    """Names become rows: known ones by their whole name, new ones with an id of our form, the others undecided."""

    @cached_property
    def alliances(self) -> set[str]:
        """The names of all alliances of the article."""
        return {
            folded(name)
            for box in self.document.boxes
            for one in box.fields
            if one.name == "alliance" and one.text
            for name in self.party_names(one)
        }

    def names_of(self, one: Field) -> set[str]:
        """All by which a contestant may be known elsewhere in the article: its names, an abbreviation, its party."""
        names = self.party_names(one)
        pair = re.fullmatch(r"(.+) \((\w{2,10})\)", names[0])
        if pair and sum(letter.isupper() for letter in pair[2]) > 1:
            names += pair.groups()
        known = self.known.parties(names, self.country_id)
        return {*map(folded, names), *self.pages(one), *(known if len(known) == 1 else ())}

    def pages(self, one: Field) -> list[str]:
        """What a field of several links is known by: all their pages together; nothing for another field."""
        return [" + ".join(folded(page) for page, _ in one.links)] if len(one.links) > 1 else []

    def is_of_several(self, one: Field) -> bool:
        """Whether a field names several parties: links beside one another, or a link and another name."""
        text = values.without_footnotes(one.text)
        is_partly = bool(one.links) and all(words != text for _, words in one.links)
        return is_partly and (len(one.links) > 1 or bool(re.search(r"[–—/+&]| and ", text)))

    def party_names(self, one: Field) -> list[str]:
        """The names under which a party may be known: words and page of its link, without what sets pages apart."""
        text = values.without_footnotes(one.text)
        names = [text, *(page for page, words in one.links if words == text)]
        pairs = [re.fullmatch(r"(.+) \(([^()]+)\)", name) for name in names]
        country = folded(self.country_name).removeprefix("republic of ") or "\0"
        for pair in pairs:
            if pair and (re.search(r"\d{4}|political party|^party$", pair[2]) or folded(pair[2]).startswith(country)):
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
        self.add(
            "parties", party_id=party_id, country_id=self.country_id, party=page, abbreviation=short, locator=locator
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
            else ("blank votes",)
            if word in BLANK
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
        pages = [] if by_alliance else [folded(page) for page in self.party_names(one)]
        tried = [folded(name), *(page for page in pages if page not in INDEPENDENTS | OTHERS), *self.pages(one)]
        same = next((self.contestants[key] for key in tried if key in self.contestants), None)
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
        if kind == "none of the above" and one.name == "party":
            kind, note = UNDECIDED, "a party of that name, or votes for nobody: contestants.kind"
        elif kind == "party list" and one.name == "row" and not box.is_table:
            kind, note = UNDECIDED, "no party: contestants.kind"
        if kind == "party list" or (kind == "candidate" and party):
            party_field = party or one
            party_name = self.printed_name(party_field)
            parts = re.split(r" ?[–—/+] ?|(?<=[A-Z])-(?=[A-Z])", party_name)
            known_parts = [self.known.parties([part], self.country_id) for part in parts]
            if folded(party_name) in INDEPENDENTS:
                party_id = ""
            elif not values.is_name(party_name) or self.is_of_several(party_field):
                kind = UNDECIDED if kind == "party list" else kind
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
            elif (
                kind == "party list"
                and not self.known_party(party_field)
                and (ALLIANCE.search(party_name) or self.alliances & {folded(n) for n in self.party_names(party_field)})
            ):
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
        self.add(
            "contestants",
            contestant_id=contestant_id,
            contestant=name,
            kind=kind,
            colour=hexadecimal,
            is_valid=UNDECIDED if kind in ("none of the above", "blank votes", UNDECIDED) else True,
            locator=locator,
        )
        if party_id:
            self.add("contestant_parties", contestant_id=contestant_id, party_id=party_id)
        is_open = UNDECIDED in (kind, party_id)
        self.say(
            one, TO_DECIDE if is_open and not party else TAKEN, f"contestant {contestant_id}; {note}".rstrip("; "), box
        )
        if party:
            self.say(party, TO_DECIDE if is_open else TAKEN, note or "no party", box)
        for key in {folded(name), *(folded(n) for n in self.party_names(one)), *self.pages(one)}:
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
                if surname and ("contestants", f"{self.election_id}-{surname}") not in self.taken_ids
                else slug(name) or f"candidate-{number}"
            )
        if party_id not in ("", UNDECIDED):
            return party_id.partition("-")[2]
        return slug(name) or f"contestant-{number}"

    def same_as(self, name: str) -> Contestant | None:
        """The contestant that a table means, by its name, with or without an abbreviation behind, or by its party."""
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

    def people(self, one: Field) -> list[tuple[str, str]]:
        """The people that a field names, one in each line."""
        lines = values.without_footnotes(one.text).split("\n")
        return [self.person(Field(one.key, line, one.line, one.links)) for line in lines]

    def person(self, one: Field) -> tuple[str, str]:
        """The id of a person, known or new, and what to say; `?` where it is not certain, empty for nobody."""
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
        if not is_sure or (len(capitals) > 3 and not pages):
            return UNDECIDED, "not the name of one person"
        name = names[-1]
        if folded(name) not in self.new_people:
            person_id = self.free_id("people", "person_id", f"{self.country_id}-{slug(name)}")
            self.new_people[folded(name)] = person_id
            locator = f"{self.box.place}, {one.key}"
            self.add("people", person_id=person_id, person=name, locator=locator)
        return self.new_people[folded(name)], f"person {self.new_people[folded(name)]}"
