"""What an article says, whichever form it comes in: infoboxes, tables and paragraphs, each with its place.

There are two forms. The plain dump has `- Key: value` lines, `==sections==` and `| a | b |` tables, and is read here.
MediaWiki wikitext is read in wikitext.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hemicycle.reading.text import Refused, decoded, irregular

MOST_BYTES = 2_000_000  # of a document; the longest articles have a fourth of it
LONGEST_VALUE = 1_000  # characters; what is longer is text, not a figure or a name
KEY = re.compile(r"([a-z][a-z_-]*?)_?([1-9]\d{0,2})?(?:_([2-9]))?", re.ASCII)


@dataclass(frozen=True)
class Field:
    """One field of an infobox: `Seats1` has the name `seats` and the number 1; `votes1_2` has the set 2."""

    key: str
    text: str
    line: int
    links: tuple[tuple[str, str], ...] = ()  # (page, words) of the links in it

    @cached_property
    def parts(self) -> tuple[str, int, int]:
        """The name, the number (0 where there is none) and the set."""
        key = re.sub(r"[ _]+", "_", self.key.strip().lower())
        match = KEY.fullmatch(key)
        return (match[1], int(match[2] or 0), int(match[3] or 1)) if match else (key, 0, 1)

    @property
    def name(self) -> str:
        """The name, without number and set."""
        return self.parts[0]

    @property
    def number(self) -> int:
        """The number, or 0."""
        return self.parts[1]


@dataclass
class Box:
    """An infobox, or a template of results. `place` is how a person finds it in the article."""

    place: str
    is_infobox: bool
    line: int
    fields: list[Field] = field(default_factory=list)
    section: str = ""
    is_table: bool = False

    @property
    def has_contestants(self) -> bool:
        """Whether it names a party or a candidate."""
        return any(f.number and f.name in ("party", "nominee", "candidate", "cand") and f.text for f in self.fields)

    def last(self, *names: str) -> Field | None:
        """The last field without number that has one of the names, and a text."""
        found = [f for f in self.fields if f.name in names and not f.number]
        return next((f for f in reversed(found) if f.text), None)


@dataclass
class Table:
    """A table, with the section it stands in; a row is the line it begins on and its cells."""

    place: str
    line: int
    rows: list[tuple[int, list[str]]]
    problem: str = ""  # why its cells could not be read
    first_row: int = 1  # the number of the first of the rows, where those above it are read already

    @property
    def section(self) -> str:
        """The heading that it stands under."""
        return self.place.rpartition(", table ")[0]

    def place_of(self, row: int) -> str:
        """How a person finds a row, counted from 0."""
        return f"{self.place}, row {self.first_row + row}"


@dataclass
class Passage:
    """A paragraph, or markup that is not read."""

    place: str
    line: int
    text: str
    is_markup: bool = False


@dataclass
class Document:
    """All of an article."""

    title: str
    boxes: list[Box]
    tables: list[Table]
    passages: list[Passage]


def read_text(path: Path) -> str:
    """The text of a document. Raises Refused, with one line, where it cannot be one."""
    name = path.name or str(path)
    try:
        problem = irregular(path)
        if not problem and path.stat().st_size > MOST_BYTES:
            raise Refused(f"{name}:1: has {path.stat().st_size:,} bytes, at most {MOST_BYTES:,} are read")
        text, problem = ("", problem) if problem else decoded(path.read_bytes())
    except OSError as error:
        raise Refused(f"{name}: cannot be read: {error.strerror}") from None
    if problem:
        raise Refused(f"{name}:{problem[0]}: {problem[1]}")
    return text.replace("\r\n", "\n")


def is_dump(text: str) -> bool:
    """Whether a text is of the plain form."""
    return bool(re.search(r"^Infobox\s*$", text, re.MULTILINE)) and bool(re.search(r"^- [^:\n]+:", text, re.MULTILINE))


def read_dump(text: str) -> Document:
    """Read the plain form. Raises Refused where it has no infobox."""
    title, section, box = "", "", None
    boxes: list[Box] = []
    tables: list[Table] = []
    passages: list[Passage] = []
    paragraphs = 0
    is_in_table = False
    for number, line in lines_of(text):
        heading = re.fullmatch(r"(=+) ?([^=].*?) ?(=+)", line)
        is_row = line.startswith("|") and line.endswith("|") and len(line) > 1
        if heading:
            title, section = (heading[2], section) if len(heading[1]) == 1 and not title else (title, heading[2])
            box, paragraphs = None, 0
        elif line == "Infobox":
            box = Box(nth("Infobox", len(boxes) + 1), True, number)
            boxes.append(box)
        elif box and (pair := re.fullmatch(r"- ([^:]{1,60}): ?(.*)", line)):
            box.fields.append(Field(pair[1], pair[2], number))
        elif is_row:
            if not is_in_table:
                tables.append(Table(f"{section or 'Lead'}, table {len(tables) + 1}", number, []))
            tables[-1].rows.append((number, [cell.strip() for cell in line[1:-1].split("|")]))
        elif line:
            box = None
            paragraphs += 1
            passages.append(Passage(f"{section or 'Lead'}, paragraph {paragraphs}", number, line))
        is_in_table = is_row
    if not boxes:
        raise Refused("1: has no infobox: a line 'Infobox' with lines '- Key: value' below it")
    return Document(title, boxes, tables, passages)


def nth(word: str, number: int) -> str:
    """`Infobox`, `Infobox 2` …"""
    return word if number == 1 else f"{word} {number}"


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines from 1, without blanks around them, with one blank where there are several."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, re.sub(r"[ \t\xa0\u2009\u202f]+", " ", line).strip()
