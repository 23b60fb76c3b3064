"""The rows of a draft, and the report in which nothing of the document is missing."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hemicycle.reading.cells import cell_problem, form_of
from hemicycle.reading.rules import Column, Rule
from hemicycle.reading.text import unreadable

UNDECIDED = "?"  # refused by the build in every column
TAKEN, IGNORED, NO_TABLE, KEPT_BACK = "taken", "ignored", "no table", "kept back"
TO_DECIDE, TO_READ, CHECKED, UNKNOWN, CONTRADICTION = "to decide", "to read", "checked", "unknown", "contradiction"
LONGEST_SHOWN = 500  # characters of a text in the report

Cells = dict[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the report: a field, row or paragraph, or a contradiction between several."""

    line: int
    place: str
    text: str
    outcome: str
    note: str


@dataclass
class Draft:
    """Rows for the tables of a project, with the columns that the tables have."""

    columns: Mapping[str, Mapping[str, Column]]
    rules: Iterable[Rule]
    election_id: str = ""
    tables: dict[str, list[Cells]] = field(default_factory=dict)
    report: list[Line] = field(default_factory=list)

    def allowed(self, table: str, column: str) -> list[str]:
        """The words that the check of a column allows; none where it has no such check."""
        for rule in self.rules:
            if rule.table == table and rule.kind == "CHECK" and rule.columns == (column,) and "'" in rule.expression:
                return re.findall(r"'((?:[^']|'')*)'", rule.expression)
        return []

    def add(self, table: str, **cells: object) -> Cells:
        """Add a row: columns that the table does not have are left out, required ones without a value are undecided."""
        row: Cells = {}
        for name, column in self.columns[table].items():
            value = cells.get(name)
            written = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            row[name] = written or (UNDECIDED if column.is_required else "")
        self.tables.setdefault(table, []).append(row)
        return row

    def say(self, line: int, place: str, text: str, outcome: str, note: str = "") -> None:
        """Add a line to the report."""
        self.report.append(Line(line, place, text, outcome, note))

    def settle(self) -> None:
        """Write `?` for every cell that no seed may have, and say so; sort the report."""
        for table, rows in self.tables.items():
            for row in rows:
                for name, column in self.columns[table].items():
                    cell = row[name]
                    form = form_of(name, self.columns[table])
                    problem = cell_problem(quoted(cell), column.type, False, form) if cell else None
                    if problem and cell != UNDECIDED:
                        row[name] = UNDECIDED
                        self.say(0, f"{table}.{name}", cell, TO_DECIDE, f"{problem}; written as ?")
        self.report.sort(key=lambda line: (line.line, line.outcome == CONTRADICTION))

    def undecided(self) -> dict[str, Counter[str]]:
        """{table: how often each column is undecided}."""
        return {
            table: counts
            for table, rows in sorted(self.tables.items())
            if (counts := Counter(name for row in rows for name, cell in row.items() if cell == UNDECIDED))
        }

    def files(self) -> dict[str, str]:
        """{file: text} of the draft: the tables in the form of the seeds, and the report."""
        written = {
            f"{table}.csv": csv_text(list(self.columns[table]), [list(row.values()) for row in rows])
            for table, rows in sorted(self.tables.items())
        }
        report = [
            [str(x.line or ""), visible_text(x.place), visible_text(x.text), x.outcome, visible_text(x.note)]
            for x in self.report
        ]
        return written | {"report.csv": csv_text(["line", "place", "text", "outcome", "note"], report)}


def visible_text(text: str) -> str:
    """A text in one line, cut where it is long, without what a terminal would not show."""
    text = " / ".join(text.split("\n"))
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return "".join(c if not unreadable(c) else f"<U+{ord(c):04X}>" for c in text) if unreadable(text) else text


def quoted(cell: str) -> str:
    """A cell as it stands in a file."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if re.search(r'[",\n\r]', cell) else cell


def csv_text(header: list[str], rows: list[list[str]]) -> str:
    """Rows as CSV, with quotes where they are needed."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([header, *rows])
    return file.getvalue()
