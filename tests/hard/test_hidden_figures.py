"""What is answered where something is not known must be what is answered where everything is known.

Small elections are made of which every figure is known. Some figures are hidden, and all views are asked of both. An
answer that is still given must be the same, a bound must enclose it, and where there is none the view must say why.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from math import floor
from os import environ
from random import Random
from string import ascii_lowercase
from typing import Any

import duckdb
import pytest
from conftest import FILES, QUERIES

import build
from hemicycle.database.derived import derive
from hemicycle.database.tables import create_tables, create_views
from hemicycle.reading.sqlfile import in_dependency_order

LANDS = int(environ.get("HIDDEN_LANDS", "150"))  # more take longer and find more
SEEDS = [int(seed) for seed in environ.get("HIDDEN_SEEDS", "1").split()]
T = {"source_id": "s", "locator": "x"}

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Land:
    """A country with made elections, all of whose figures are known."""

    def __init__(self, tables: Tables, name: str, number: int, random: Random):
        self.tables, self.name, self.random = tables, name, random
        self.add("countries", country_id=name, alpha_3=f"X{number:03}"[-3:], country=f"Land {name}", native_name=name)
        self.parties: set[str] = set()
        self.areas = self.made_areas()
        random.choice([self.chamber, self.chamber, self.chamber, self.chamber, self.office, self.two_rounds])()

    def add(self, table: str, **row: Any) -> None:
        self.tables[table].append(row)

    def body(self, kind: str) -> str:
        self.add("bodies", body_id=self.name, country_id=self.name, kind=kind, body="Body", native_name="Body")
        return self.name

    def party(self, letter: str) -> str:
        party = f"{self.name}-{letter}"
        if party not in self.parties:
            self.parties.add(party)
            self.add("parties", party_id=party, country_id=self.name, party=f"Party {letter}", **T)
        return party

    def made_areas(self) -> list[str]:
        """Some districts, sometimes none."""
        areas = [f"{self.name}-{letter}" for letter in "xyz"[: self.random.choice([0, 1, 2, 3, 3])]]
        for area in areas:
            self.add("areas", area_id=area, country_id=self.name, kind="district", area=area, **T)
        return areas

    def person(self) -> str:
        """One of three people of the land."""
        return f"{self.name}-{self.random.choice(['ann', 'bo', 'cy'])}"

    def chamber(self) -> None:
        """Three elections to a chamber, between which parties merge, split and change their names."""
        random = self.random
        self.body("legislature")
        for name in ("ann", "bo", "cy"):
            self.add("people", person_id=f"{self.name}-{name}", person=f"{name} {self.name}", **T)
        letters = list("abcde"[: random.randint(2, 5)])
        new = iter("fghijk")
        before = None
        is_single = random.random() < 0.1
        scope = "partial renewal" if not is_single and random.random() < 0.15 else "general"
        for year in (2000, 2004, 2008):
            if before and random.random() < 0.5:
                letters = self.step(letters, next(new), year - 1)
            standing = [letter for letter in letters if random.random() < 0.85] or letters[:1]
            before = self.election(year, self.lists(standing), before, is_single=is_single, scope=scope)
            self.governments(before, year, letters)
            if random.random() < 0.1:
                seats, others = random.choice([1, 1, 2]), random.randint(0, 4)
                vacant = {"scope": "by-election", "seats": seats, "chamber": seats + others}
                self.election(year + 1, self.lists(standing), None, **vacant)

    def step(self, letters: list[str], new: str, year: int) -> list[str]:
        """A step in the ancestry of parties; gives those that there are after it."""
        kind = self.random.choice(["renamed", "merged", "split"])
        olds = self.random.sample(letters, min(len(letters), 2 if kind == "merged" else 1))
        for old in olds:
            earlier, later = self.party(old), self.party(new)
            day = {"happened_on": f"{year}-05-01", "precision": "day"}
            self.add("party_links", earlier_party_id=earlier, later_party_id=later, kind=kind, **day, **T)
        return [letter for letter in letters if kind == "split" or letter not in olds] + [new]

    def lists(self, letters: list[str]) -> list[Row]:
        """Who stands for a chamber."""
        random = self.random
        lists = [{"name": f"List {letter}", "kind": "party list", "parties": [letter]} for letter in letters]
        random.shuffle(lists)
        if len(lists) > 2 and random.random() < 0.4:
            for member in lists[: random.choice([2, 2, 3])]:
                member["alliance"] = "Front"
            lists.insert(0, {"name": "Front", "kind": "alliance", "parties": []})
        elif len(lists) > 2 and random.random() < 0.25:
            parties = [lists.pop()["parties"][0], lists.pop()["parties"][0]]
            lists.append({"name": "Joint " + "".join(parties), "kind": "joint list", "parties": parties})
        elif random.random() < 0.15:
            lists.append({"name": "Second list", "kind": "party list", "parties": lists[-1]["parties"]})
        for kind in ("independents", "others", "blank votes", "none of the above"):
            if random.random() < 0.25:
                lists.append({"name": kind.capitalize(), "kind": kind, "parties": []})
        return lists

    def office(self) -> None:
        """Two elections to an office, or referendums on a candidate."""
        random = self.random
        self.body("presidency")
        before = None
        for year in (2000, 2006):
            if random.random() < 0.25:
                asked = [
                    {"name": name, "kind": kind, "parties": []}
                    for name, kind in (("Ann", "candidate"), ("Against", "option"))
                ]
                before = self.election(year, asked, before, kind="referendum on one candidate", is_office=True)
                continue
            names = ["Ann", "Bo", "Cy", "Di"][: random.randint(1, 4)]
            asked = [
                {"name": name, "kind": "candidate", "parties": [letter] if random.random() < 0.7 else []}
                for name, letter in zip(names, "abcd", strict=False)
            ]
            for kind in ("others", "blank votes"):
                if random.random() < 0.25:
                    asked.append({"name": kind.capitalize(), "kind": kind, "parties": []})
            before = self.election(year, asked, before, is_office=True)
            if len(names) > 2 and random.random() < 0.5:
                self.election(year, deepcopy(asked[:2]), None, is_office=True, round_=2)

    def two_rounds(self) -> None:
        """Two elections to a chamber that two rounds fill together."""
        self.body("legislature")
        before = None
        for year in (2000, 2004):
            lists = self.lists(list("abcd"))
            seats = [self.random.randint(1, 3), self.random.randint(1, 3)]
            before = self.election(year, lists, before, seats=seats[0], chamber=sum(seats))
            self.election(year, deepcopy(lists), None, round_=2, seats=seats[1], chamber=sum(seats))

    def election(
        self,
        year: int,
        entries: list[Row],
        before: str | None,
        *,
        kind: str = "direct vote",
        scope: str = "general",
        round_: int = 1,
        is_office: bool = False,
        is_single: bool = False,
        seats: int | None = None,
        chamber: int | None = None,
    ) -> str:
        """One election with its figures; gives its id."""
        random, election = self.random, f"{self.name}-{year}-{round_}"
        places = self.areas or [None]
        by_area = {place: 1 if is_single else random.choice([1, 1, 2, 5]) for place in places}
        if is_single or is_office:
            by_area = {}
            seats = 1 if is_single else None
        elif seats is None:
            seats = sum(by_area.values())
        else:
            by_area = {}
        others = random.randint(1, 9) if scope == "partial renewal" else random.choice([0, 0, 0, 3])  # who keep a seat
        per_ballot = random.choice([1] * 9 + [2])
        for entry in entries:
            entry["id"] = f"{election}-{entry['name'].lower().replace(' ', '-')}"
            entry["votes"] = {
                place: random.choice([0, random.randint(1, 9), random.randint(10, 99), 50]) for place in places
            }
            entry["seats"] = dict.fromkeys(places, 0)
            entry["is_valid"] = entry["kind"] not in ("blank votes", "none of the above") or random.random() < 0.5
        leaves = [entry for entry in entries if entry["kind"] != "alliance"]
        winners = [leaf for leaf in leaves if leaf["kind"] not in ("blank votes", "none of the above", "option")]
        for place, filled in by_area.items() or ([(places[0], seats)] if seats else []):
            for winner in self.winners(winners, place if by_area else None, filled):
                winner["seats"][place] += 1
        for front in entries:
            if front["kind"] == "alliance":
                members = [leaf for leaf in leaves if leaf.get("alliance")]
                for figure in ("votes", "seats"):
                    front[figure] = {place: sum(member[figure][place] for member in members) for place in places}
        month = 3 if round_ == 1 else 4
        day = f"{year}-0{month}-01"
        self.add(
            "elections",
            election_id=election,
            body_id=self.name,
            election=election,
            kind=kind,
            scope=scope,
            first_polling_on=day,
            last_polling_on=day,
            round=round_,
            is_annulled=False,
            votes_per_ballot=per_ballot,
            seats=seats,
            chamber_seats=(chamber or seats + others) if seats else None,
            **T,
        )
        if before:
            ids = {"election_id": election, "previous_election_id": before, "body_id": self.name}
            self.add("predecessors", **ids, **T)
        are_all_named = any(entry["kind"] == "others" for entry in entries)
        unnamed = {place: 0 if are_all_named else random.choice([0] * 5 + [random.randint(1, 30)]) for place in places}
        counts = {
            place: self.counts(
                [leaf["votes"][place] for leaf in leaves if leaf["is_valid"]],
                sum(leaf["votes"][place] for leaf in leaves if not leaf["is_valid"]),
                unnamed[place],
                per_ballot,
            )
            for place in places
        }
        is_on_two_ballots = per_ballot == 1 and not is_office and random.random() < 0.1
        ret = {"election_id": election, "return_id": f"{election}-r"}
        whole = {figure: sum(of[figure] for of in counts.values()) for figure in counts[places[0]]}
        self.add(
            "returns",
            **ret,
            stage="final",
            tier="local lists" if is_on_two_ballots else "whole",
            is_complete=True,
            names_everyone=not any(unnamed.values()),
            counts_rounded_to=1,
            rank=1,
            rank_reason="only",
            **{**whole, "votes_counted": whole["votes_counted"] if per_ballot > 1 else None},
            **T,
        )
        for entry in entries:
            ids = {"contestant_id": entry["id"]}
            self.add(
                "contestants",
                **ids,
                election_id=election,
                contestant=entry["name"],
                kind=entry["kind"],
                is_valid=entry["is_valid"],
                **T,
            )
            for letter in entry["parties"]:
                self.add("contestant_parties", **ids, party_id=self.party(letter))
            if entry.get("alliance"):
                front = {"alliance_contestant_id": f"{election}-front", "election_id": election}
                self.add("alliance_members", **ids, **front, **T)
            own_seats = sum(entry["seats"].values()) if seats else None
            self.add("results", **ret, **ids, votes=sum(entry["votes"].values()), vote_share_pct=None, seats=own_seats)
        if is_on_two_ballots:
            self.second_ballot(entries)
        for place in self.areas:
            for entry in entries:
                self.add(
                    "area_results",
                    **ret,
                    contestant_id=entry["id"],
                    area_id=place,
                    votes=entry["votes"][place],
                    seats=entry["seats"][place] if by_area else None,
                )
            ballots = {figure: count for figure, count in counts[place].items() if figure != "votes_counted"}
            self.add("area_ballots", **ret, area_id=place, **ballots)
            if by_area:
                self.add("area_seats", election_id=election, area_id=place, seats=by_area[place], **T)
        self.about(election, is_office, seats)
        return election

    def second_ballot(self, entries: list[Row]) -> None:
        """Votes of the same voters on a second ballot, which fills none of the seats by itself."""
        random, first = self.random, self.tables["returns"][-1]
        ret = {"election_id": first["election_id"], "return_id": f"{first['return_id']}-n"}
        votes = {entry["id"]: sum(entry["votes"].values()) for entry in entries if entry["kind"] != "alliance"}
        valid = [entry["id"] for entry in entries if entry["id"] in votes and entry["is_valid"]]
        votes.update(zip(valid, random.sample([votes[name] for name in valid], len(valid)), strict=True))
        spoiled = random.randint(0, votes[valid[0]])
        votes[valid[0]] -= spoiled
        ballots = {"valid_votes": first["valid_votes"] - spoiled, "invalid_votes": first["invalid_votes"] + spoiled}
        self.add("returns", **{**first, **ret, **ballots, "tier": "national list", "is_complete": False, "rank": 2})
        of_members = sum(votes[entry["id"]] for entry in entries if entry.get("alliance"))
        for entry in entries:
            own = votes.get(entry["id"], of_members)
            self.add("results", **ret, contestant_id=entry["id"], votes=own, vote_share_pct=None, seats=None)

    def winners(self, leaves: list[Row], place: str | None, filled: int) -> list[Row]:
        """Who wins the seats of an area, or of all: a single one goes to whom most voted for."""
        votes = [leaf["votes"][place] if place else sum(leaf["votes"].values()) for leaf in leaves]
        of_fronts = sum(number for leaf, number in zip(leaves, votes, strict=True) if leaf.get("alliance"))
        if filled > 1:
            return self.random.choices(leaves, [number**2 + 1 for number in votes], k=filled)
        strength = [(of_fronts if leaf.get("alliance") else n, n) for leaf, n in zip(leaves, votes, strict=True)]
        return [leaves[strength.index(max(strength))]]

    def counts(self, votes: list[int], on_invalid: int, unnamed: int, per_ballot: int) -> dict[str, int]:
        """Counts of ballots that hold so many votes."""
        counted = sum(votes) + unnamed
        valid = max(-(-counted // per_ballot), *votes, unnamed, 0)
        invalid = on_invalid + self.random.randint(0, 9)
        cast = valid + invalid
        return {
            "registered_voters": 1000,
            "ballots_cast": cast,
            "valid_votes": valid,
            "invalid_votes": invalid,
            "votes_counted": counted,
        }

    def about(self, election: str, is_office: bool, seats: int | None) -> None:
        """What law and statistics say of an election."""
        random = self.random
        if random.random() < 0.5:
            purpose, share = ("election", 50) if is_office else ("entry", random.choice([3, 5, 10, 20]))
            self.add(
                "thresholds",
                election_id=election,
                purpose=purpose,
                numerator=share,
                denominator=100,
                share_of=random.choice(["valid votes", "votes"]),
                **T,
            )
        if seats:
            candidates = random.randint(seats, 60)
            women = random.randint(0, candidates)
            for measure, amount in (
                ("candidates", candidates),
                ("women_candidates", women),
                ("women_elected", random.randint(0, min(women, seats))),
            ):
                self.add(
                    "statistics",
                    election_id=election,
                    measure_id=measure,
                    qualifier="exact",
                    amount=amount,
                    rounded_to=1,
                    **T,
                )

    def governments(self, election: str, year: int, letters: list[str]) -> None:
        """Cabinets after an election and who held the office before and after it."""
        random = self.random
        heads = [self.person() for _ in range(random.randint(0, 2))]
        for number, person in enumerate(heads):
            cabinet = f"{election}-cabinet-{number}"
            self.add(
                "cabinets",
                cabinet_id=cabinet,
                country_id=self.name,
                election_id=election,
                cabinet=cabinet,
                person_id=person,
                started_on=f"{year + number}-0{random.randint(4, 9)}-01",
                start_kind="election" if number == 0 else "other",
                is_caretaker=random.random() < 0.15,
                **T,
            )
            for place, letter in enumerate(random.sample(letters, random.randint(1, len(letters)))):
                self.add(
                    "cabinet_parties", cabinet_id=cabinet, party_id=self.party(letter), is_of_prime_minister=place == 0
                )
        if heads:
            self.add(
                "office_holders",
                election_id=election,
                office="prime minister",
                phase="after",
                person_id=heads[0],
                party_id=None,
                is_independent=False,
                **T,
            )


def words() -> Tables:
    """The rows that all lands need."""
    with (build.HERE / "seeds" / "measures.csv").open(encoding="utf-8") as seed:
        measures: list[Row] = list(csv.DictReader(seed))
    source = {"kind": "dataset", "publisher": "p", "language": "en"}
    return {
        "source_kinds": [{"kind": "dataset", "rank": 1, "reason": "made up"}],
        "sources": [{**source, "source_id": "s", "source": "s"}, {**source, "source_id": "t", "source": "t"}],
        "measures": measures,
    }


def made(random: Random, lands: int) -> list[Tables]:
    """The rows of so many lands, each by itself."""
    names = ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
    found: list[Tables] = []
    for number, name in zip(range(lands), names, strict=False):
        found.append(defaultdict(list))
        Land(found[-1], name, number, random)
    return found


def opened(lands: list[Tables]) -> duckdb.DuckDBPyConnection:
    """A database that holds these lands."""
    db = duckdb.connect(config={"threads": 1})
    create_tables(db, FILES.tables)
    create_views(db, QUERIES)
    for table in in_dependency_order(FILES.tables):
        if rows := [row for tables in [words(), *lands] for row in tables.get(table.name, ())]:
            columns = list(dict.fromkeys(column for row in rows for column in row))
            values = [[None if row.get(c) is None else str(row[c]) for row in rows] for c in columns]
            lists = ", ".join(["unnest(cast(? as text[]))"] * len(columns))
            db.execute(f"insert into {table.name} ({', '.join(columns)}) select {lists}", values)
    derive(db, QUERIES)
    return db


# What is hidden.

CELLS = {
    "results": ("votes", "seats"),
    "returns": ("valid_votes", "votes_counted", "ballots_cast", "registered_voters", "invalid_votes"),
    "elections": ("seats", "chamber_seats"),
    "area_results": ("votes", "seats"),
    "area_ballots": ("valid_votes", "ballots_cast", "registered_voters", "invalid_votes"),
    "cabinets": ("person_id",),
}
ROWS = ("area_seats", "statistics", "office_holders", "predecessors")


def cells_of(tables: Tables, table: str) -> list[tuple[Row, str]]:
    """The figures of a table that can be hidden.

    Where valid votes of an area are not printed, those of all who are named are taken: see area_valid_votes. So they
    are not hidden where somebody is not named.
    """
    with_all = {row["return_id"] for row in tables["returns"] if row["names_everyone"]}
    return [
        (row, cell)
        for row in tables[table]
        for cell in CELLS[table]
        if row.get(cell) is not None
        and (table != "area_ballots" or cell != "valid_votes" or row["return_id"] in with_all)
    ]


def hide_one(tables: Tables, random: Random) -> None:
    """One figure, or one row."""
    row, cell = random.choice([place for table in CELLS for place in cells_of(tables, table)])
    row[cell] = None
    table = random.choice(ROWS)
    if tables[table] and random.random() < 0.2:
        tables[table].remove(random.choice(tables[table]))


def hide_some(tables: Tables, random: Random) -> None:
    """Some of all figures and rows."""
    chance = random.choice([0.05, 0.1, 0.2])
    for table in CELLS:
        for row, cell in cells_of(tables, table):
            if random.random() < chance:
                row[cell] = None
    for table in ROWS:
        tables[table] = [row for row in tables[table] if random.random() > chance]


def hide_kind(tables: Tables, random: Random) -> None:
    """One kind of figure, in some elections wholly."""
    table = random.choice(list(CELLS))
    hidden = random.choice(CELLS[table])
    elections = {row["election_id"] for row in tables["elections"] if random.random() < 0.5}
    for row, cell in cells_of(tables, table):
        if cell == hidden and row["election_id"] in elections:
            row[cell] = None


def is_twice(tables: Tables, election: str) -> bool:
    """Whether a party has two lists in an election."""
    contestants = {row["contestant_id"] for row in tables["contestants"] if row["election_id"] == election}
    lists = Counter(row["party_id"] for row in tables["contestant_parties"] if row["contestant_id"] in contestants)
    return max(lists.values(), default=0) > 1


def is_last(tables: Tables, row: Row, others: list[Row], with_seats: bool) -> bool:
    """Whether all others have more votes, in every area too, and more seats; or none, where two others have some."""
    not_ranked = {member["contestant_id"] for member in tables["alliance_members"]}
    not_ranked |= {
        entry["contestant_id"] for entry in tables["contestants"] if entry["kind"] in ("independents", "others")
    }
    ids = {other["contestant_id"] for other in others}
    in_areas = [area for area in tables["area_results"] if area["contestant_id"] == row["contestant_id"]]
    beside = [
        (area["votes"], other["votes"])
        for area in in_areas
        for other in tables["area_results"]
        if other["area_id"] == area["area_id"] and other["contestant_id"] in ids
    ]
    has_fewest = all(other["votes"] > row["votes"] for other in others) and all(own <= votes for own, votes in beside)
    seats = sorted(other["seats"] or 0 for other in others if other["contestant_id"] not in not_ranked)
    return has_fewest and (
        seats[0] > row["seats"]
        if row["seats"] and with_seats
        else not row["seats"] and len(seats) > 1 and seats[-2] > 0
    )


def hide_contestants(tables: Tables, random: Random) -> None:
    """The smallest contestants of some elections, who have no seat; sometimes those with few seats as well."""
    inside = {
        row[column] for row in tables["alliance_members"] for column in ("contestant_id", "alliance_contestant_id")
    }
    gone = set()
    for returned in tables["returns"]:
        election, with_seats = returned["election_id"], random.random() < 0.3
        results = [row for row in tables["results"] if row["election_id"] == election]
        results.sort(key=lambda row: (row["seats"] or 0, row["votes"]), reverse=True)
        if returned["votes_counted"] is not None or is_twice(tables, election) or random.random() < 0.5:
            continue
        returned["names_everyone"] = False
        returned["is_complete"] = not with_seats
        for _ in range(random.randint(0, 2)):
            last = results.pop()
            if len(results) < 3 or last["contestant_id"] in inside or not is_last(tables, last, results, with_seats):
                break
            gone.add(last["contestant_id"])
    for table in ("results", "area_results", "contestant_parties", "contestants"):
        tables[table] = [row for row in tables[table] if row["contestant_id"] not in gone]


def hide_alliance(tables: Tables, random: Random) -> None:
    """The row of an alliance, whose members have theirs."""
    fronts = {row["alliance_contestant_id"] for row in tables["alliance_members"] if random.random() < 0.7}
    for table in ("results", "area_results"):
        tables[table] = [row for row in tables[table] if row["contestant_id"] not in fronts]
    hide_one(tables, random)


def part(tables: Tables, random: Random) -> None:
    """Nothing, but some figures are given by another source; none of Others, who are others in each source."""
    others = {row["contestant_id"] for row in tables["contestants"] if row["kind"] == "others"}
    for returned in [row for row in tables["returns"] if row["rank"] == 1]:
        other = f"{returned['return_id']}-2"
        cells = [cell for cell in CELLS["returns"] if random.random() < 0.3]
        tables["returns"].append(
            {**returned, "return_id": other, "source_id": "t", "rank": 3, "is_complete": False, "names_everyone": False}
            | {cell: None for cell in CELLS["returns"] if cell not in cells}
        )
        returned.update(dict.fromkeys(cells))
        for row in [row for row in tables["results"] if row["return_id"] == returned["return_id"]]:
            moved = [cell for cell in ("votes", "seats") if random.random() < 0.3]
            if moved and row["contestant_id"] not in others:
                kept = {c: None for c in ("votes", "seats") if c not in moved}
                tables["results"].append({**row, "return_id": other} | kept)
                row.update(dict.fromkeys(moved))


def hide_members(tables: Tables, random: Random) -> None:
    """All members of an alliance, or some, or what they won; the alliance has its figures."""
    for alliance in {row["alliance_contestant_id"]: None for row in tables["alliance_members"]}:
        inside = [
            row["contestant_id"] for row in tables["alliance_members"] if row["alliance_contestant_id"] == alliance
        ]
        gone = set(random.choice([inside, inside[:1], inside[1:]]))
        is_known = random.random() < 0.5
        for table in (
            "results",
            "area_results",
            *(() if is_known else ("contestant_parties", "alliance_members", "contestants")),
        ):
            tables[table] = [row for row in tables[table] if row["contestant_id"] not in gone]
        for returned in tables["returns"]:
            if alliance.startswith(returned["election_id"]):
                returned["names_everyone"] = False


def hide_links(tables: Tables, random: Random) -> None:
    """Steps in the ancestry of parties."""
    tables["party_links"] = [row for row in tables["party_links"] if random.random() < 0.3]


def contradict(tables: Tables, random: Random) -> None:
    """Some figures; others are given by another source, too, which is less trusted and wrong."""
    hide_some(tables, random)
    for returned in [row for row in tables["returns"] if row["rank"] == 1]:
        other = {"return_id": f"{returned['return_id']}-2"}

        def wrong(row: Row, cells: tuple[str, ...]) -> Row:
            """The row of the other source."""
            return {cell: row[cell] + random.randint(0, 3) for cell in cells if row[cell] and random.random() < 0.5}

        for table in ("results", "area_results", "area_ballots"):
            for row in [row for row in tables[table] if row["return_id"] == returned["return_id"]]:
                if random.random() < 0.8:
                    tables[table].append({**row, **dict.fromkeys(CELLS[table]), **other} | wrong(row, CELLS[table]))
        again = {**returned, **dict.fromkeys(CELLS["returns"]), **other} | wrong(returned, CELLS["returns"])
        tables["returns"].append(again | {"source_id": "t", "rank": 9, "names_everyone": False, "is_complete": False})


def nearest(number: float, unit: float) -> float:
    """The multiple of a unit that is nearest, the larger of two."""
    return floor(number / unit + 0.5 + TINY) * unit


def print_shares(tables: Tables, random: Random) -> None:
    """Votes, in whose place there are shares of the valid votes; some have both."""
    per_ballot = {row["election_id"]: row["votes_per_ballot"] for row in tables["elections"]}
    for returned in tables["returns"]:
        base = returned["valid_votes" if per_ballot[returned["election_id"]] == 1 else "votes_counted"]
        if not base or random.random() < 0.3:
            continue
        decimals = random.choice([0, 1, 1, 2])
        returned.update(share_base="valid votes", share_decimals=decimals)
        with_votes = random.choice([0, 0, 0.3])
        valid = {row["contestant_id"] for row in tables["contestants"] if row["is_valid"]}
        for row in [row for row in tables["results"] if row["return_id"] == returned["return_id"]]:
            if row["contestant_id"] in valid:
                row["vote_share_pct"] = f"{nearest(100 * row['votes'] / base, 10**-decimals):.{decimals}f}"
            if random.random() >= with_votes:
                row["votes"] = None
        if random.random() < 0.5:
            returned.update(valid_votes=None, votes_counted=None)


def round_counts(tables: Tables, random: Random) -> None:
    """The last digits of all counts of a return, whose areas are not printed."""
    for returned in tables["returns"]:
        unit = random.choice([1, 10, 100])
        returned["counts_rounded_to"] = unit
        rows = [returned, *(row for row in tables["results"] if row["return_id"] == returned["return_id"])]
        for row, cell in product(rows, ("votes", *CELLS["returns"])):
            if row.get(cell) is not None:
                row[cell] = int(nearest(row[cell], unit))
    rounded = {row["return_id"] for row in tables["returns"] if row["counts_rounded_to"] > 1}
    for table in ("area_results", "area_ballots"):
        tables[table] = [row for row in tables[table] if row["return_id"] not in rounded]


WAYS = (
    hide_one,
    hide_one,
    hide_some,
    hide_some,
    hide_kind,
    hide_contestants,
    hide_alliance,
    part,
    hide_members,
    hide_links,
    contradict,
    print_shares,
    print_shares,
    round_counts,
)
ROUNDED = {"print_shares", "round_counts"}  # ways to hide the last digits of votes

# What is asked.

# Views about sources and about the seeds themselves, views that say of what the file holds alone (turnout_records:
# "as far as the file goes back"), or which members it does not name, those that the numbers of another file are in, and
# malapportionment, which says that it is of those areas whose register is known.
NOT_ASKED = {
    "arithmetic_checks",
    "circles",
    "coverage",
    "disputed_figures",
    "disputed_figures_by_subject",
    "figures",
    "figures_outside_returns",
    "impossible_values",
    "integrity_checks",
    "plausibility_checks",
    "provenance",
    "source_conflicts",
    "turnout_records",
    "unnamed_members",
    "malapportionment",
    "cabinet_totals",
    "cabinets_before",
    "entries",
    "family_links",
    *(name for name in (query.name for query in QUERIES) if name.startswith("numbered_")),
    "area_ballot_figures",
    "area_entries",
    "area_figures",
    "area_standings_by_number",
    "area_valid_votes",
    "area_votes_at_both_times",
    "area_votes_of_entries",
    "area_winners_by_number",
    "return_context",
}
# Columns that say what the file holds, where it has it from or how it is known, and names of those taken together.
NOT_COMPARED = re.compile(
    "missing|source|.*source_id|.*return_id|others_print|stage|.*_stage|.*_origin|basis|has_twin|has_everyone|"
    "has_every_seat|is_counted|is_inside|is_reported|is_whole|is_certain|is_rounded|counts_rounded_to|count_slack|"
    "qualifier|has_unnamed_members|competitors|votes_not_known|vote_shares_pct|seat_shares_pct|"
    "seats_given|seatless|unattributed_pct|areas_without_votes|contestants_now|contestants_before|"
    "names_now|names_before|"
    "like_for_like_of|like_for_like_now|members|decided_by|missing_.*"
)
# Words that say no more than null does.
UNKNOWN = {
    "not known",
    "no previous election in the file",
    "whether the two elections are alike is not known",
    "held no seat",
}
# a column and what says no more in it than that it may be
WEAK = {("is_of_valid_votes", False), ("leaves_out_more_votes", True), ("leaves_out_more_seats", True)}
# Views that compare an alliance by its members only where the figures of all of them are known (see family_links).
BY_MEMBERS = {
    "area_swing",
    "electoral_volatility",
    "like_for_like",
    "newcomers_and_leavers",
    "party_system",
    "seat_swing",
    "two_party_swing",
    "vote_swing",
}
# Views that follow the ancestry of parties: a step that nobody reports has not been taken.
BY_ANCESTRY = BY_MEMBERS | {"government_swing", "incumbency"}
# Views that leave out votes which nobody named has, as the headers of competitors and families say.
OF_THE_NAMED = BY_MEMBERS | {
    "advantage_ratio",
    "apportionment",
    "competitors",
    "disproportionality",
    "effective_parties",
    "fractionalisation",
    "governments",
    "nationalisation",
    "two_party_concentration",
    "voting_power",
    "wasted_votes",
}
# Views whose rows go by who is named in a return: by an alliance or by its members, by the first of several lists.
ROWS_AS_NAMED = {"advantage_ratio", "area_swing", "competitors", "level_totals", "nationalisation", "spoiled_ballots"}
# Columns without an answer have their reason in another one.
REASONS = {
    "advantage_ratio": {"advantage_ratio": "missing"},
    "apportionment": {"seats_allotted": "missing"},
    "area_swing": {"swing_pp": "missing"},
    "area_wasted_votes": {"wasted_votes": "missing", "wasted_votes_pct": "missing"},
    "area_winners": {"contestant_id": "missing", "margin_votes": "missing"},
    "days_to_government": {"days": "missing"},
    "disproportionality": {"disproportionality": "missing"},
    "effective_parties": {"effective_parties_votes": "missing_votes", "effective_parties_seats": "missing_seats"},
    "election_summary": {"winner": "missing"},
    "electoral_volatility": {"volatility": "missing"},
    "fractionalisation": {"fractionalisation_votes": "missing_votes", "fractionalisation_seats": "missing_seats"},
    "government_swing": {"vote_swing_pp": "missing_votes", "seat_change": "missing_seats"},
    "governments": {"has_majority": "missing", "seats": "missing", "type": "missing"},
    "incumbency": {"is_same_party": "missing", "is_same_person": "missing"},
    "largest_party": {"contestant_id": "missing"},
    "majorities": {"has_majority": "missing_majority", "position": "missing"},
    "majority": {"has_majority": "missing", "largest": "missing", "majority": "missing"},
    "nationalisation": {"nationalisation": "missing"},
    "near_misses": {
        "largest_without_seat": "missing_largest",
        "smallest_with_seat": "missing_smallest",
        "seated_below": "missing_below",
        "wasted_votes_pct": "missing",
    },
    "place_winners": {"elected": "missing"},
    "plurality_reversals": {"is_reversal": "missing"},
    "rankings": {"position": "missing"},
    "spoiled_ballots": {"spoiled_ballots_pct": "missing"},
    "turnout": {"turnout_pct": "missing"},
    "turnout_change": {"turnout_change_pp": "missing"},
    "two_party_concentration": {"two_largest_votes_pct": "missing_votes", "two_largest_seats_pct": "missing_seats"},
    "two_party_swing": {"butler_swing_pp": "missing", "steed_swing_pp": "missing"},
    "victory_margin": {"elected": "missing_elected", "margin_votes": "missing"},
    "vote_swing": {"vote_swing_pp": "missing"},
    "votes_per_seat": {"votes_per_seat": "missing"},
    "voting_power": {"banzhaf": "missing", "shapley_shubik": "missing"},
    "wasted_votes": {"wasted_votes_pct": "missing"},
    "women_elected": {"change": "missing_change", "women_share_pct": "missing"},
    "women_standing": {"success_ratio": "missing"},
}
# view: what is not lower, the value, what is not higher
BOUNDS = {
    "competitors": (None, "vote_share_pct", "most_vote_share_pct"),
    "disproportionality": ("lowest_value", "disproportionality", "highest_value"),
    "effective_parties": ("lowest_votes", "effective_parties_votes", "highest_votes"),
    "electoral_volatility": ("lowest_volatility", "volatility", "highest_volatility"),
    "governments": ("lowest_seats", "seats", "highest_seats"),
    "level_totals": ("lowest_votes", "votes", None),
    "near_misses": ("lowest_wasted_pct", "wasted_votes_pct", None),
    "shares_demanded_by_law": (None, "most_ballots", "most_ballots"),
    "wasted_votes": ("lowest_pct", "wasted_votes_pct", "highest_pct"),
}
BOUNDED = {view: {low, high} for view, (low, _, high) in BOUNDS.items()}
BOUNDED["level_totals"].add("lowest_seats")
TINY = 0.0000001  # shares are added up in another order

Key = tuple[Any, ...]
Answers = dict[str, dict[Key, Row]]


def answers(db: duckdb.DuckDBPyConnection) -> Answers:
    """What every view says, by view and key."""
    found: Answers = {}
    for query in QUERIES:
        if query.name not in NOT_ASKED:
            relation = db.sql(f"from {query.name}")
            key = query.labelled("key")[0].split(", ")
            rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
            found[query.name] = {tuple(row[column] for column in key): row for row in rows}
    return found


def are_same(one: Any, other: Any) -> bool:
    """Whether two answers are the same."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < TINY
    return bool(one == other)


def is_about(given: Any, known: Any, column: str, row: Row) -> bool:
    """Whether rounded votes give this answer as far as their digits go; of those level in them one may be ahead."""
    if column == "position":
        return row["is_rounded"] and known is not None and given <= known
    if column in ("first_by_votes", "second_by_votes", "largest") and known is not None:
        return set(given.split(", ")) >= set(known.split(", "))
    return isinstance(given, float) or isinstance(given, int) and re.search("votes|voters|ballots", column) is not None


def faults_of_row(view: str, full: Row, hidden: Row, is_rounded: bool) -> Iterator[str]:
    """What is wrong with a row, now that something is hidden."""
    for column, given in hidden.items():
        is_compared = not NOT_COMPARED.fullmatch(column) and column not in BOUNDED.get(view, ())
        is_said = given is not None and given not in UNKNOWN and (column, given) not in WEAK
        if not is_said or is_rounded and is_about(given, full[column], column, hidden):
            continue
        if is_compared and not are_same(given, full[column]):
            yield f"{column} is {given}, not {full[column]}"
    for column, reason in REASONS.get(view, {}).items():
        if is_rounded and column == "margin_votes" and hidden["margin_pp"] is not None:
            continue
        if hidden[column] is None and full[column] is not None and hidden[reason] is None:
            yield f"{column} is not {full[column]} any more, and {reason} does not say why"
    low, value, high = BOUNDS.get(view, (None, None, None))
    if value and full[value] is not None and not is_rounded:
        if low and hidden[low] is not None and hidden[low] > full[value] + TINY:
            yield f"{low} is {hidden[low]}, above {full[value]}"
        if high and hidden[high] is not None and hidden[high] < full[value] - TINY:
            yield f"{high} is {hidden[high]}, below {full[value]}"


def is_of_second_ballot(row: Row) -> bool:
    """Whether a row says that it is about the second ballot, which answers where the first does not."""
    return any(str(row.get(of)).endswith("-r-n") for of in ("return_id", "votes_return_id", "locator"))


def faults(full: Answers, hidden: Answers, ways: dict[str, str], by_alliance: set[str]) -> Iterator[str]:
    """What is wrong with the answers, now that something is hidden in the way that is given for each land.

    `by_alliance` names the lands in which an alliance may be compared as a whole now.
    """
    other_ballot = {
        str(key[0])[:3]
        for key, row in hidden["outcomes"].items()
        if is_of_second_ballot(row) and not is_of_second_ballot(full["outcomes"].get(key, {}))
    }
    for view, rows in hidden.items():
        for key, row in rows.items():
            land = next(str(part)[:3] for part in key if part is not None)
            if land in other_ballot or is_of_second_ballot(row) and not is_of_second_ballot(full[view].get(key, {})):
                continue  # it answers about the second ballot, and says so
            if land in by_alliance and view in BY_MEMBERS or ways[land] == "hide_contestants" and view in OF_THE_NAMED:
                continue
            if ways[land] == "hide_links" and view in BY_ANCESTRY:
                continue
            if ways[land] == "hide_members" and view == "government_swing":
                continue  # whom nobody names may have merged with a party that governed
            if row.get("is_certain") is False or ways[land] == "hide_alliance" and view == "nationalisation":
                continue
            if key in full[view]:
                for fault in faults_of_row(view, full[view][key], row, ways[land] in ROUNDED):
                    yield f"{land} ({ways[land]}): {view} {key}: {fault}"
            elif view in REASONS and all(row[column] is None for column in REASONS[view]):
                continue  # the row says that there is no answer
            elif None not in key and view not in ROWS_AS_NAMED and row.get("missing") != "level only as printed":
                yield f"{land} ({ways[land]}): {view} {key} is there"


def is_by_alliance(full: Tables, hidden: Tables) -> bool:
    """Whether a figure of a member of an alliance, or what its share is of, is hidden."""
    members = {row["contestant_id"] for row in full["alliance_members"]}

    def known(tables: Tables) -> list[Any]:
        results = [row for row in tables["results"] if row["contestant_id"] in members]
        return [
            [(row["contestant_id"], row["return_id"], row["votes"] is None, row["seats"] is None) for row in results],
            [(row["valid_votes"], row["votes_counted"]) for row in tables["returns"]],
        ]

    return bool(members) and known(full) != known(hidden)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_answered_with_hidden_figures_is_answered_with_all(seed: int) -> None:
    random = Random(seed)
    full = made(random, LANDS)
    hidden = deepcopy(full)
    ways = {}
    for tables in hidden:
        way = random.choice(WAYS)
        ways[tables["countries"][0]["country_id"]] = way.__name__
        way(tables, random)
    by_alliance = {
        before["countries"][0]["country_id"]
        for before, after in zip(full, hidden, strict=True)
        if is_by_alliance(before, after)
    }
    with opened(full) as all_known, opened(hidden) as some_known:
        for view in ("arithmetic_checks", "impossible_values", "integrity_checks"):
            assert all_known.sql(f"from {view}").fetchall() == [], view
        found = list(faults(answers(all_known), answers(some_known), ways, by_alliance))
    assert not found, "\n".join([f"{len(found)} faults", *found[: int(environ.get("HIDDEN_SHOW", "40"))]])
