"""What the seeds know already: countries, bodies, elections, parties, people, areas and sources, by their names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from hemicycle.reading.seeds import Row, Rows

TRANSLITERATED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
USUAL_WORDS = {"the", "of", "and", "for", "a", "party", "movement"}  # two names that differ by these alone look alike


def folded(name: str) -> str:
    """A name for comparing: without case, with one form of dashes and apostrophes."""
    name = re.sub("[‐‑‒–—]", "-", name.replace("’", "'").replace("ʼ", "'"))
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def slug(name: str) -> str:
    """A name in the letters of an id; empty where it has no Latin letter and no digit."""
    latin = unicodedata.normalize("NFKD", re.sub("['’ʼ`]", "", name.casefold().translate(TRANSLITERATED)))
    spaced = "".join(c if c.isalnum() or unicodedata.combining(c) else "-" for c in latin)
    return re.sub(r"-+", "-", spaced.encode("ascii", "ignore").decode()).strip("-")


def key_words(name: str) -> frozenset[str]:
    """The words by which a name is told from others."""
    return frozenset(re.findall(r"\w+", folded(name))) - USUAL_WORDS


class Known:
    """The seeds, to be asked by name. A name is compared whole, never by a part of it."""

    def __init__(self, seeds: Mapping[str, Rows]) -> None:
        """Take the rows of every seed."""
        self.rows: dict[str, list[Row]] = {table: [placed.row for placed in rows] for table, rows in seeds.items()}
        self.places: dict[str, list[str]] = {
            table: [f"{placed.file}:{placed.line}" for placed in rows] for table, rows in seeds.items()
        }
        self.by_words: dict[tuple[str | None, frozenset[str]], list[str]] = {}  # ids of parties
        self.by_name: dict[tuple[str, str], dict[str, list[Row]]] = {}  # rows by the folded text of a column

    def index(self, table: str, column: str) -> dict[str, list[Row]]:
        """The rows of a table by the folded text of a column; made once, for an article may have thousands of names."""
        if (table, column) not in self.by_name:
            found = self.by_name[table, column] = {}
            for row in self.rows.get(table, ()):
                found.setdefault(folded(row[column] or ""), []).append(row)
        return self.by_name[table, column]

    def where(self, table: str, **cells: str | None) -> list[Row]:
        """The rows of a table that have these cells."""
        return [row for row in self.rows.get(table, ()) if all(row[column] == cell for column, cell in cells.items())]

    def one(self, table: str, key: str, found: Iterable[Row]) -> str | None:
        """The id of the only row found, or None."""
        ids = {row[key] for row in found}
        return ids.pop() if len(ids) == 1 else None

    def named(self, table: str, names: Iterable[str], *columns: str, **cells: str | None) -> list[Row]:
        """The rows of which one of the names is the whole text of one of the columns."""
        wanted = {folded(name) for name in names if name}
        found = [row for column in columns for name in wanted for row in self.index(table, column).get(name, ())]
        return [row for row in found if all(row[column] == cell for column, cell in cells.items())]

    def country(self, name: str) -> str | None:
        """The country of that name."""
        return self.one("countries", "country_id", self.named("countries", [name], "country", "native_name"))

    def parties(self, names: Iterable[str], country: str) -> list[str]:
        """The parties of a country with one of the names, be it the abbreviation or the native name."""
        names = list(names)
        for columns in (("party", "native_name"), ("abbreviation",)):
            found = self.named("parties", names, *columns, country_id=country)
            if found:
                return sorted({row["party_id"] or "" for row in found})
        return []

    def similar_parties(self, name: str, country: str) -> list[str]:
        """Parties whose names differ from a name by usual words alone, as `Labour` and `Labour Party` do."""
        if not self.by_words:
            for row in self.rows.get("parties", ()):
                words = key_words(row["party"] or "")
                self.by_words.setdefault((row["country_id"], words), []).append(row["party_id"] or "")
        return self.by_words.get((country, key_words(name)), []) if key_words(name) else []

    def person(self, names: Iterable[str], country: str) -> str | None:
        """The person of a country with one of the names."""
        found = self.named("people", names, "person", "native_name")
        return self.one(
            "people", "person_id", [row for row in found if (row["person_id"] or "").startswith(f"{country}-")]
        )

    def area(self, name: str, country: str) -> list[str]:
        """The areas of a country with that name."""
        return [row["area_id"] or "" for row in self.named("areas", [name], "area", "native_name", country_id=country)]

    def election(self, name: str, body: str) -> str | None:
        """The election of a body that a text names: by its name, its id or its year alone."""
        of_body = self.where("elections", body_id=body)
        found = [row for row in of_body if folded(name) in (folded(row["election"] or ""), row["election_id"])]
        if not found and re.fullmatch(r"\d{4}", name, re.ASCII):
            found = [row for row in of_body if (row["first_polling_on"] or "").startswith(f"{name}-")]
        return self.one("elections", "election_id", found)

    def source(self, url: str) -> str | None:
        """The source that was read at an address."""
        return self.one("sources", "source_id", self.where("sources", url=url)) if url else None

    def has(self, table: str, key: str, value: str) -> bool:
        """Whether a row has that id."""
        return folded(value) in self.index(table, key)
