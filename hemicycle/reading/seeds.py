"""Read seeds, and refuse in words what does not belong in them.

One problem is one line, `seeds/results.csv:17: seats: '12.5' is not a whole number`. The form of a cell is checked
here. Whether the rules of the tables hold, the engine knows: it refuses the rows when they are written, and only then
is it asked which rows of which seeds break which rule.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import duckdb

from hemicycle.reading.cells import ALSO_NAMES, cell_problem, form_of, unquoted
from hemicycle.reading.codes import country_problem
from hemicycle.reading.names import alike, are_initials
from hemicycle.reading.project import visible
from hemicycle.reading.rules import Column, Rule, given_tables, rules_of, tables_of
from hemicycle.reading.text import (
    MOST_SHOWN,
    Finding,
    Problem,
    Refused,
    decoded,
    first_line,
    irregular,
    refuse,
    shown,
    suggestion,
)

CELL = re.compile(r'("(?:[^"]|"")*"|[^",]*)(?:,|$)')
LOOK_ALIKE = "two names look alike"  # the rule, as accepted_discrepancies names it
# {table: (column of the name, columns that tell apart what may bear one name)}
NAMES = {
    "areas": ("area", ("country_id", "kind", "parent_area_id")),
    "bodies": ("body", ("country_id",)),
    "contestants": ("contestant", ("election_id",)),
    "countries": ("country", ()),
    "elections": ("election", ()),
    "parties": ("party", ("country_id",)),
    "people": ("person", ()),
}
BETWEEN_CELLS, BETWEEN_ROWS = "\x1f", "\x1e"  # no cell has them: they cannot be seen

Row = dict[str, str | None]  # a row of a seed: {column: text, or None where the cell is empty}
Rows = list[tuple[int, Row]]  # rows with the lines they stand on


def read_seeds(db: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Rows]:
    """Every seed of a folder, in the form that the tables of the current database of `db` ask for.

    Gives {table: its rows}, tables by name. Raises Refused where a file or a cell is not of that form, with every
    problem found, broken rules included.
    """
    tables = given_tables(db)
    problems = unpaired(folder, tables)
    refuse(problems)
    rows: dict[str, Rows] = {}
    for table, columns in tables.items():
        rows[table], found = read_seed(folder / f"{table}.csv", columns)
        problems += found
    problems += wrong_codes(rows, {line for file, line, _ in problems if file == "seeds/countries.csv"})
    problems += names_alike(rows, not problems)
    if problems:
        refuse(problems + broken_rules(db, rows, problems))
    return rows


def wrong_codes(rows: Mapping[str, Rows], unsound: Collection[int]) -> list[Problem]:
    """The countries whose codes are none, or not those of one country; not on the lines that are `unsound` anyhow."""
    problems: list[Problem] = []
    for line, row in rows.get("countries", []):
        found = country_problem(row["country_id"] or "", row["alpha_3"] or "")
        if found and line not in unsound:
            problems.append(("seeds/countries.csv", line, ": ".join(found)))
    return problems


def names_alike(rows: Mapping[str, Rows], are_whole: bool = True) -> list[Problem]:
    """The names that nobody can tell from another of their table, unless that is accepted.

    And what is accepted in vain, where the rows `are_whole`: else those that it is about may be missing.
    """
    accepted = {
        row["subject"] or "": line for line, row in rows.get("accepted_discrepancies", []) if row["rule"] == LOOK_ALIKE
    }
    problems: list[Problem] = []
    parents = {row["area_id"]: row["parent_area_id"] for _, row in rows.get("area_parents", [])}
    for table in NAMES.keys() & rows.keys():
        column, shared = NAMES[table]
        key = f"{column}_id"
        by_id = {row[key] or "": (line, row) for line, row in rows[table]}
        listed = (
            (
                tuple(parents.get(name) if part == "parent_area_id" else row[part] for part in shared),
                name,
                row[column] or "",
            )
            for name, (_, row) in by_id.items()
        )
        for one, other in alike(listed):
            subject = " ".join(sorted((one, other)))
            if accepted.pop(subject, None):
                continue
            (first, row), (line, other_row) = by_id[one], by_id[other]
            if row[column] == other_row[column] and table not in ("bodies", "people"):
                continue  # a rule of the table says so
            said = f"{column}: {shown(other_row[column] or '')} looks like {shown(row[column] or '')} on line {first}"
            problems.append(
                (f"seeds/{table}.csv", line, f"{said}; if both are right, accept '{LOOK_ALIKE}' of '{subject}'")
            )
    for subject, line in accepted.items() if are_whole else ():
        said = (
            f"rule, subject: '{LOOK_ALIKE} {subject}' is accepted, but these names do not look alike; delete this row"
        )
        problems.append(("seeds/accepted_discrepancies.csv", line, said))
    return problems


def unpaired(folder: Path, tables: Mapping[str, object]) -> list[Problem]:
    """The problems of a folder whose files do not pair with the tables one to one."""
    found = [path.name for path in visible(folder.iterdir()) if path.name.lower().endswith(".csv")]
    problems: list[Problem] = []
    for name in found:
        table = name[:-4]
        twins = [other for other in found if other.lower() == name.lower() and other != name]
        if twins:
            problems.append((f"seeds/{name}", 1, f"differs from {twins[0]} only by case"))
        elif f"{table}.csv" != name or table not in tables:
            problems.append((f"seeds/{name}", 1, f"there is no schema/{table}.sql{suggestion(table, tables)}"))
        elif problem := irregular(folder / name):
            problems.append((f"seeds/{name}", *problem))
    problems += [
        (f"seeds/{table}.csv", 1, f"is missing; schema/{table}.sql needs it, with a header at least")
        for table in tables
        if f"{table}.csv" not in found
    ]
    return problems


def read_seed(path: Path, columns: Mapping[str, Column], named: str = "") -> tuple[Rows, list[Problem]]:
    """The rows of one seed, and the problems of its form. A row with a problem in a cell is among the rows.

    `named` is how a person names the file, where it is not a seed.
    """
    file = named or f"seeds/{path.name}"
    try:
        raw = path.read_bytes()
    except OSError as error:
        return [], [(file, 1, f"cannot be read: {error.strerror}")]
    lines, problem = lines_of(raw)
    if problem:
        return [], [(file, *problem)]
    header, fault = cells_of(lines[0])
    fault = fault or header_problem(header, list(columns))
    if fault:
        return [], [(file, 1, fault)]
    forms = {column: form_of(column, columns) for column in columns}
    faults: dict[tuple[str, str], str | None] = {}  # of each cell of a column, as many stand in it more than once
    rows: Rows = []
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:], 2):
        cells, fault = cells_of(line)
        if not fault and len(cells) != len(header):
            fault = f"{len(cells)} cells, expected {len(header)} (a text with a comma needs double quotes)"
        if fault:
            problems.append((file, number, fault))
            continue
        row: Row = {column: unquoted(cell) or None for column, cell in zip(header, cells, strict=True)}
        for column, cell in zip(header, cells, strict=True):
            if (column, cell) not in faults:
                about = columns[column]
                faults[column, cell] = cell_problem(cell, about.type, about.is_required, forms[column])
            fault = faults[column, cell]
            if fault and not is_abbreviation(column, row):
                problems.append((file, number, f"{column}: {fault}"))
        rows.append((number, row))
    return rows, problems


def is_abbreviation(column: str, row: Row) -> bool:
    """Whether what looks like a missing value is a true abbreviation, as NA is of the Namibian Alliance."""
    text = (row[column] or "").lower()
    names = (row.get("party"), row.get("native_name"))
    return column == "abbreviation" and text in ALSO_NAMES and are_initials(text, names)


def lines_of(raw: bytes) -> tuple[list[str], Finding | None]:
    """The lines of a seed, with the line ends of Unix or of Windows, and the problem that keeps it from having any."""
    text, problem = decoded(raw)
    if problem:
        return [], problem
    lines = text.split("\n")
    if lines.pop() != "":
        return [], (len(lines) + 1, "the last line does not end with a newline; was the file cut off?")
    if any(line.endswith("\r") for line in lines):
        if not all(line.endswith("\r") for line in lines):
            number = next(n for n, line in enumerate(lines, 1) if "\r" in line)
            return [], (number, "mixes line ends of Windows and Unix")
        lines = [line[:-1] for line in lines]
    return lines, None


def cells_of(line: str) -> tuple[list[str], str | None]:
    """The cells of one line, still quoted, and the problem that keeps it from being a record."""
    if not line.strip():
        return [], "blank line"
    cells: list[str] = []
    at = 0
    while True:
        match = CELL.match(line, at)
        if not match:
            return [], "unclosed or misplaced double quote (a cell cannot hold a line break)"
        cells.append(match[1])
        at = match.end()
        if at == len(line) and not match[0].endswith(","):
            return cells, None


def header_problem(header: list[str], columns: list[str]) -> str | None:
    """What is wrong with a header, or None when it is the table's columns in their order."""
    header = [unquoted(cell) for cell in header]
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            return f"columns are separated by {name}; use commas"
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    if unknown:
        close = suggestion(unknown[0], missing)
        return f"unknown column {shown(unknown[0])}{close}; the table has {', '.join(columns)}"
    if missing:
        return f"column '{missing[0]}' is missing"
    if len(set(header)) < len(header):
        return f"column '{next(column for column in header if header.count(column) > 1)}' stands twice"
    return f"columns out of order; expected {','.join(columns)}" if header != columns else None


def broken_rules(
    db: duckdb.DuckDBPyConnection, rows: Mapping[str, Rows], problems: Iterable[Problem] = ()
) -> list[Problem]:
    """The rows of all seeds that break a rule of their table. Rows that have a problem already are left out.

    The tables of `db` may be empty: the seeds are compared with one another.
    """
    tables = tables_of(db)
    unsound = {(file, line) for file, line, _ in problems}
    sound = {
        table: [(line, row) for line, row in of_table if (f"seeds/{table}.csv", line) not in unsound]
        for table, of_table in rows.items()
    }
    unsound_files = {file for file, _ in unsound}  # who refers to a row of these would be blamed for its fault
    found: list[Problem] = []
    for table, of_table in sound.items():
        sql, values = as_sql(tables[table], of_table)
        db.execute(f"create temp table rows_of_{table} as {sql}", values)
    rules = rules_of(db)
    for table, of_table in sound.items():
        kept = [
            rule
            for rule in rules
            if rule.table == table
            and of_table
            and rule.kind != "NOT NULL"
            and f"seeds/{rule.parent}.csv" not in unsound_files
        ]
        broken = [f"select {number} as rule, line from ({broken_lines(rule)})" for number, rule in enumerate(kept)]
        lines: dict[int, list[int]] = {}
        try:
            found_lines = db.execute(f"{' union all '.join(broken)} order by rule, line").fetchall() if broken else []
        except duckdb.DatabaseError as error:
            why = f"a rule cannot be worked out for the rows of seeds/{table}.csv: {first_line(error)}"
            raise Refused(f"schema/{table}.sql:1: {why}") from None
        for number, line in found_lines:
            lines.setdefault(number, []).append(line)
        for number, of_rule in lines.items():
            said = words_of(kept[number], of_rule, dict(of_table), sound.get(kept[number].parent, []))
            found += [(f"seeds/{table}.csv", *finding) for finding in said]
    for table in sound:
        db.execute(f"drop table rows_of_{table}")
    return found


def broken_lines(rule: Rule) -> str:
    """SQL for the lines of the seed, in the temporary table rows_of_<table>, that break a rule; all lines of a key."""
    rows = f"rows_of_{rule.table}"
    broken = rule.broken_in(rows, f"rows_of_{rule.parent}")
    return f"select line from {rows} join ({broken}) using ({', '.join(rule.columns)})" if rule.is_key else broken


def words_of(rule: Rule, lines: list[int], rows: Mapping[int, Row], parents: Rows) -> Iterator[Finding]:
    """What is said of the lines that break one rule."""
    if rule.kind == "CHECK":
        for line in lines:
            values = ", ".join(f"{name} {shown(rows[line][name] or '')}" for name in dict.fromkeys(rule.columns))
            yield line, f"{values} breaks the rule {rule.expression}"
        return
    columns = ", ".join(rule.columns)
    first: dict[tuple[str, ...], int] = {}
    keys = {line: tuple(rows[line][name] or "" for name in rule.columns) for line in lines}
    if rule.is_key:
        for line, key in keys.items():
            if first.setdefault(key, line) != line:
                yield line, f"{columns}: {shown(*key)} stands on line {first[key]} already"
        return
    known = [tuple(row[name] or "" for name in rule.parent_columns) for _, row in parents]
    # no more will be read, and each takes a while
    unknown = list(islice(dict.fromkeys(keys.values()), MOST_SHOWN))
    among: dict[tuple[str, ...], list[str]] = {key[:-1]: [] for key in unknown}
    for other in known:
        if other[:-1] in among:
            among[other[:-1]].append(other[-1])
    close = {key: suggestion(key[-1], among[key[:-1]]) for key in unknown}
    for line, key in keys.items():
        yield line, f"{columns}: {shown(*key)} is not in seeds/{rule.parent}.csv{close.get(key, '')}"


def as_sql(columns: Mapping[str, Column], rows: Rows) -> tuple[str, list[str]]:
    """A SELECT with its parameter for checked rows, in the types of their columns, with the `line` each stands on."""
    cells = ", ".join(
        f"cast(nullif(cells[{number}], '') as {column.type}) as {column_name}"
        for number, (column_name, column) in enumerate(columns.items(), 2)
    )
    values = BETWEEN_ROWS.join(
        BETWEEN_CELLS.join([str(line), *(cell or "" for cell in row.values())]) for line, row in rows
    )
    records = "select string_split(unnest(string_split(?, chr(30))), chr(31)) as cells"
    return f"select cast(cells[1] as int) as line, {cells} from ({records}) where cells[1] <> ''", [values]


def lines_by_value(seed: Path, columns: str) -> dict[str, list[tuple[int, str]]]:
    """{value: [(number of the line, the line)]} of a column of a checked seed, or of several, `column, column`.

    The values of several have a blank between them.
    """
    lines = seed.read_text(encoding="utf-8").splitlines()
    header = [unquoted(cell) for cell in cells_of(lines[0])[0]]
    at = [header.index(column) for column in columns.split(", ")]
    found: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = cells_of(line)[0]
        found.setdefault(" ".join(unquoted(cells[position]) for position in at), []).append((number, line))
    return found
