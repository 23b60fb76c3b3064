"""Read seeds, and refuse in words what does not belong in them.

One problem is one line, `seeds/results.csv:17: seats: '12.5' is not a whole number`. The form of a cell is checked
here. Whether the rules of the tables hold, the engine knows: it refuses the rows when they are written, and only then
is it asked which rows of which seeds break which rule.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import duckdb

from hemicycle.reading.cells import ALSO_NAMES, cell_problem, form_of, plain_cell, unquoted
from hemicycle.reading.codes import country_problem
from hemicycle.reading.names import alike, are_initials
from hemicycle.reading.project import FAMILIES, collections_of, visible
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

SHARED = {"countries": "country_id", "measures": "measure_id", "source_kinds": "kind"}  # words of the world
# what may have an id in a collection and another in our own seeds: {column of the id: table}
LINKED = {
    "body_id": "bodies",
    "contestant_id": "contestants",
    "election_id": "elections",
    "party_id": "parties",
    "person_id": "people",
}
MANY_CELLS = 2_000  # from so many on, the engine finds those that Python must look at sooner than Python

Key = tuple[str | None, ...]  # the cells of a row in the columns of a rule
Row = dict[str, str | None]  # a row of a seed: {column: text, or None where the cell is empty}


class Placed(NamedTuple):
    """A row of a seed and where it stands: the file as a person names it, and the line."""

    file: str
    line: int
    row: Row


Rows = list[Placed]
Keys = Mapping[str, tuple[str, ...]]  # {table: columns of its primary key}


def read_seeds(
    db: duckdb.DuckDBPyConnection, folder: Path, collections: Sequence[Path] | None = None
) -> dict[str, Rows]:
    """Every seed of a folder, in the form that the tables of the current database of `db` ask for.

    Our own come first, then those of the collections; where none are named, of every folder in it, by name. Gives
    {table: its rows}, tables by name. Raises Refused where a file or a cell is not of that form, with every problem
    found, broken rules included.
    """
    tables = given_tables(db)
    collections = collections_of(folder) if collections is None else collections
    problems = unpaired(folder, tables)
    for collection in collections:
        problems += unpaired(collection, tables, collection.name)
    refuse(problems)
    rows: dict[str, Rows] = {}
    for table, columns in tables.items():
        rows[table], found = read_seed(db, folder / f"{table}.csv", f"seeds/{table}.csv", columns)
        problems += found
    rules = rules_of(db) if collections else []
    keys = {rule.table: rule.columns for rule in rules if rule.kind == "PRIMARY KEY"}
    for collection in collections:
        brought: dict[str, Rows] = {}
        for path in visible(collection.glob("*.csv")):
            named = f"seeds/{collection.name}/{path.name}"
            brought[path.stem], found = read_seed(db, path, named, tables[path.stem])
            problems += [*found, *foreign_ids(brought[path.stem], collection.name, keys[path.stem][0])]
        problems += join_collection(rows, brought, collection.name, keys)
    unsound = {(file, line) for file, line, _ in problems}
    problems += wrong_codes(rows, unsound)
    problems += names_alike(rows, not problems)
    if problems:
        refuse(problems + broken_rules(db, rows, problems))
    return rows


def foreign_ids(rows: Rows, collection: str, key: str) -> list[Problem]:
    """The rows of a collection whose key begins with anything but its name and a hyphen."""
    if not rows or key in SHARED.values():
        return []
    said = f"does not begin with '{collection}-', as every id of this collection does"
    return [
        (file, line, f"{key}: {shown(row[key] or '')} {said}")
        for file, line, row in rows
        if not (row[key] or "").startswith(f"{collection}-")
    ]


def join_collection(rows: dict[str, Rows], brought: Mapping[str, Rows], collection: str, keys: Keys) -> list[Problem]:
    """Add the rows of a collection to those before it, in place; gives the problems of their links.

    An id that linked_ids gives another of is replaced wherever it stands. Where such a row, or one of the words of the
    world, then has the key of a row before it, that row stands and this one is left out. The return of an election that
    was there before is kept beside the others, without a rank.
    """
    links = [placed for placed in rows["linked_ids"] if (placed.row["linked_id"] or "").startswith(f"{collection}-")]
    linked = {(f"{row['kind']}_id", row["linked_id"]): row["own_id"] for _, _, row in links}
    problems = unknown_links(rows, brought, links) + held_twice(rows, brought, linked)
    for table, of_table in brought.items():
        if not links and table not in SHARED:
            rows[table] += of_table
            continue
        kinds = {column: column_of_kind(column) for column in (of_table[0].row if of_table else ())}
        taken = {tuple(row[column] for column in keys[table]) for _, _, row in rows[table]}
        for placed in of_table:
            own = {
                column: linked[kind, placed.row[column]]
                for column, kind in kinds.items()
                if (kind, placed.row[column]) in linked
            }
            row = {**placed.row, **own}
            if (own or table in SHARED) and tuple(row[column] for column in keys[table]) in taken:
                continue
            if table == "returns" and own:
                row |= {"rank": None, "rank_reason": None}
            rows[table].append(placed._replace(row=row))
    return problems


def column_of_kind(column: str) -> str:
    """The column that an id is first given in: election_id of previous_election_id."""
    return next((kind for kind in LINKED if column.endswith(kind)), column)


def unknown_links(rows: Mapping[str, Rows], brought: Mapping[str, Rows], links: Rows) -> list[Problem]:
    """The links of which one end is missing."""
    problems: list[Problem] = []
    for file, line, row in links:
        table = LINKED[f"{row['kind']}_id"]
        for column, there in (("linked_id", brought), ("own_id", rows)):
            ids = {placed.row[f"{row['kind']}_id"] for placed in there.get(table, [])}
            if row[column] not in ids:
                which = "of its collection" if column == "linked_id" else "before that collection"
                problems.append((file, line, f"{column}: {shown(row[column] or '')} is not in {table} {which}"))
    return problems


def held_twice(
    rows: Mapping[str, Rows], brought: Mapping[str, Rows], linked: Mapping[tuple[str, str | None], str | None]
) -> list[Problem]:
    """The elections of a collection that an earlier seed seems to hold, and that are not linked to it.

    They have the country, the kind of body, the scope, the round and the first polling day of it. Where the bodies are
    linked, only elections of the same body can be one.
    """

    def by_meaning(seeds: Mapping[str, Rows]) -> dict[tuple[str | None, ...], Placed]:
        bodies = {row["body_id"]: row for _, _, row in seeds.get("bodies", [])}
        told = ("first_polling_on", "scope", "round")
        return {
            (bodies[row["body_id"]]["country_id"], bodies[row["body_id"]]["kind"], *map(row.get, told)): placed
            for placed in seeds.get("elections", [])
            if (row := placed.row)["body_id"] in bodies
        }

    known = by_meaning(rows)
    linked_bodies = {own: other for (kind, other), own in linked.items() if kind == "body_id"}
    problems: list[Problem] = []
    for meaning, (file, line, row) in by_meaning(brought).items():
        if meaning in known and ("election_id", row["election_id"]) not in linked:
            other = known[meaning]
            if linked_bodies.get(other.row["body_id"], row["body_id"]) == row["body_id"]:
                said = f"seems to be {shown(other.row['election_id'] or '')} {place_of(other, file)}"
                problems.append(
                    (
                        file,
                        line,
                        f"election_id: {shown(row['election_id'] or '')} {said}; link it in seeds/linked_ids.csv",
                    )
                )
    return problems


def wrong_codes(rows: Mapping[str, Rows], unsound: Collection[tuple[str, int]]) -> list[Problem]:
    """The countries whose codes are none, or not those of one country; not on the lines that are `unsound` anyhow."""
    problems: list[Problem] = []
    for file, line, row in rows.get("countries", []):
        found = country_problem(row["country_id"] or "", row["alpha_3"] or "")
        if found and (file, line) not in unsound:
            problems.append((file, line, ": ".join(found)))
    return problems


def names_alike(rows: Mapping[str, Rows], are_whole: bool = True) -> list[Problem]:
    """The names that nobody can tell from another of their table, unless that is accepted.

    And what is accepted in vain, where the rows `are_whole`: else those that it is about may be missing. Of a
    collection, as many pairs of a table are accepted as accepted_causes says of the cause with the table's name.
    """
    by_cause = {
        (placed.row["collection"], placed.row["cause"]): placed
        for placed in rows.get("accepted_causes", [])
        if placed.row["rule"] == LOOK_ALIKE
    }
    of_collections: dict[tuple[str, str], list[Problem]] = {}
    accepted = {
        placed.row["subject"] or "": placed
        for placed in rows.get("accepted_discrepancies", [])
        if placed.row["rule"] == LOOK_ALIKE
    }
    problems: list[Problem] = []
    parents = {row["area_id"]: row["parent_area_id"] for _, _, row in rows.get("area_parents", [])}
    for table in NAMES.keys() & rows.keys():
        column, shared = NAMES[table]
        key = f"{column}_id"
        by_id = {placed.row[key] or "": placed for placed in rows[table]}
        listed = (
            (
                tuple(parents.get(name) if part == "parent_area_id" else placed.row[part] for part in shared),
                name,
                placed.row[column] or "",
            )
            for name, placed in by_id.items()
        )
        for one, other in alike(listed):
            subject = " ".join(sorted((one, other)))
            if accepted.pop(subject, None):
                continue
            first, (file, line, row) = by_id[one], by_id[other]
            if row[column] == first.row[column] and table not in ("bodies", "people"):
                continue  # a rule of the table says so
            where = place_of(first, file)
            said = f"{column}: {shown(row[column] or '')} looks like {shown(first.row[column] or '')} {where}"
            problem = (file, line, f"{said}; if both are right, accept '{LOOK_ALIKE}' of '{subject}'")
            collection = one.partition("-")[0]
            if (collection, table) in by_cause and other.startswith(f"{collection}-"):
                of_collections.setdefault((collection, table), []).append(problem)
            else:
                problems.append(problem)
    for (collection, table), found in of_collections.items():
        file, line, row = by_cause[collection, table]
        if row["breaches"] != str(len(found)):
            said = f"breaches: '{row['breaches']}' pairs of {table} are accepted, but {len(found)} look alike"
            problems += [*found, (file, line, said)]
    for subject, (file, line, _) in accepted.items() if are_whole else ():
        said = (
            f"rule, subject: '{LOOK_ALIKE} {subject}' is accepted, but these names do not look alike; delete this row"
        )
        problems.append((file, line, said))
    return problems


def place_of(placed: Placed, file: str) -> str:
    """Where a row stands, said in a message about another row of `file`."""
    return f"on line {placed.line}" + ("" if placed.file == file else f" of {placed.file}")


def no_table(name: str, tables: Iterable[str]) -> str:
    """Why a file of that name is no seed of one of the tables."""
    if name == FAMILIES:
        return "has a table that the build fills, out of the others; remove the file"
    return f"there is no schema/{name}.sql{suggestion(name, tables)}"


def unpaired(folder: Path, tables: Mapping[str, object], collection: str = "") -> list[Problem]:
    """The problems of a folder whose files do not pair with the tables; a collection may go without some of them."""
    found = [path.name for path in visible(folder.iterdir()) if path.name.lower().endswith(".csv")]
    seeds = f"seeds/{collection}/" if collection else "seeds/"
    problems: list[Problem] = []
    if collection and not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", collection):
        problems.append((seeds.rstrip("/"), 1, "is no name of a collection (a-z, 0-9 and single underscores)"))
    for name in found:
        table = name[:-4]
        twins = [other for other in found if other.lower() == name.lower() and other != name]
        if twins:
            problems.append((f"{seeds}{name}", 1, f"differs from {twins[0]} only by case"))
        elif f"{table}.csv" != name or table not in tables:
            problems.append((f"{seeds}{name}", 1, no_table(table, tables)))
        elif problem := irregular(folder / name):
            problems.append((f"{seeds}{name}", *problem))
    if collection:
        return problems
    problems += [
        (f"seeds/{table}.csv", 1, f"is missing; schema/{table}.sql needs it, with a header at least")
        for table in tables
        if f"{table}.csv" not in found
    ]
    return problems


def read_seed(
    db: duckdb.DuckDBPyConnection, path: Path, file: str, columns: Mapping[str, Column]
) -> tuple[Rows, list[Problem]]:
    """The rows of one seed, named `file` to a person, and the problems of its form.

    A row with a problem in a cell is among the rows.
    """
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
    records: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    texts: list[list[str]] = []  # of the cells of each record, out of their quotes
    for number, line in enumerate(lines[1:], 2):
        is_quoted = '"' in line
        cells, fault = cells_of(line) if is_quoted else (line.split(","), None)
        if not fault and len(cells) != len(header):
            fault = "blank line" if not line.strip() else None
            fault = fault or f"{len(cells)} cells, expected {len(header)} (a text with a comma needs double quotes)"
        if fault:
            problems.append((file, number, fault))
        else:
            records.append((number, cells))
            texts.append([unquoted(cell) for cell in cells] if is_quoted else cells)
    rows = [
        Placed(file, number, {column: text or None for column, text in zip(columns, of_record, strict=True)})
        for (number, _), of_record in zip(records, texts, strict=True)
    ]
    forms = {column: form_of(column, columns) for column in columns}
    faults: dict[tuple[str, str], str | None] = {}  # of each cell of a column, as many stand in it more than once
    for at, position in doubtful(db, columns, forms, [cells for _, cells in records]):
        (number, cells), column = records[at], list(columns)[position]
        cell = cells[position]
        if (column, cell) not in faults:
            about = columns[column]
            faults[column, cell] = cell_problem(cell, about.type, about.is_required, forms[column])
        fault = faults[column, cell]
        if fault and not is_abbreviation(column, rows[at].row):
            problems.append((file, number, f"{column}: {fault}"))
    return rows, problems


def doubtful(
    db: duckdb.DuckDBPyConnection,
    columns: Mapping[str, Column],
    forms: Mapping[str, str],
    records: Sequence[Sequence[str]],
) -> Iterator[tuple[int, int]]:
    """The cells, as (position of the record, position of the column), that may be wrong; all cells of a small seed.

    Of a large one, the engine passes over the cells that are plainly right, in one statement.
    """
    if len(records) * len(columns) < MANY_CELLS:
        yield from ((at, position) for at in range(len(records)) for position in range(len(columns)))
        return
    text = BETWEEN_ROWS.join(BETWEEN_CELLS.join(cells) for cells in records)
    if text.count(BETWEEN_ROWS) + text.count(BETWEEN_CELLS) != len(records) * len(columns) - 1:
        yield from ((at, position) for at in range(len(records)) for position in range(len(columns)))
        return
    plain = ", ".join(
        plain_cell(f"cells[{position}]", about.type, about.is_required, forms[column])
        for position, (column, about) in enumerate(columns.items(), 1)
    )
    found = f"""
        select row_number, are_plain
        from (
            select row_number, [{plain}] as are_plain
            from (
                select string_split(record, chr(31)) as cells, row_number
                from (
                    select unnest(records) as record, unnest(range(len(records))) as row_number
                    from (select string_split(?, chr(30)) as records)
                )
            )
        )
        where list_contains(are_plain, false)
        order by row_number
    """
    for at, are_plain in db.execute(found, [text]).fetchall():
        yield from ((at, position) for position, is_plain in enumerate(are_plain) if not is_plain)


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
    db: duckdb.DuckDBPyConnection,
    rows: Mapping[str, Rows],
    problems: Iterable[Problem] = (),
    of_tables: Collection[str] | None = None,
) -> list[Problem]:
    """The rows of seeds that break a rule of their table. Rows that have a problem already are left out.

    Only the rules of `of_tables` are looked at; None: of all. The tables of `db` may be empty: the seeds are compared
    with one another. A checked cell of a key has one form for each value, so keys and references are compared as texts;
    the engine works out the checks.
    """
    tables = tables_of(db)
    unsound = {(file, line) for file, line, _ in problems}
    sound = {
        table: [placed for placed in of_table if (placed.file, placed.line) not in unsound]
        for table, of_table in rows.items()
    }
    # who refers to a row of these would be blamed for its fault
    unsound_tables = {file.rpartition("/")[2].removesuffix(".csv") for file, _ in unsound}
    found: list[Problem] = []
    checks: dict[str, list[Rule]] = {}
    known: dict[tuple[str, tuple[str, ...]], set[Key]] = {}  # of a table and columns, the values that rows have there
    for rule in rules_of(db):
        of_table, parents = sound.get(rule.table, []), sound.get(rule.parent, [])
        is_asked = of_tables is None or rule.table in of_tables
        if not of_table or not is_asked or rule.kind == "NOT NULL" or rule.parent in unsound_tables:
            continue
        if rule.kind == "CHECK":
            checks.setdefault(rule.table, []).append(rule)
            continue
        keys = keys_of(of_table, rule.columns)
        if rule.is_key:
            times = Counter(keys)
            broken_by = [
                placed for placed, key in zip(of_table, keys, strict=True) if None not in key and times[key] > 1
            ]
        else:
            if (rule.parent, rule.parent_columns) not in known:
                known[rule.parent, rule.parent_columns] = set(keys_of(parents, rule.parent_columns))
            there = known[rule.parent, rule.parent_columns]
            broken_by = [
                placed for placed, key in zip(of_table, keys, strict=True) if None not in key and key not in there
            ]
        found += words_of(rule, broken_by, parents) if broken_by else ()
    for table, of_table_checks in checks.items():
        for number, at in broken_checks(db, table, tables[table], of_table_checks, sound[table]):
            found += words_of(of_table_checks[number], [sound[table][at]], [])
    return found


def keys_of(rows: Rows, columns: Sequence[str]) -> list[Key]:
    """The cells of some columns, row by row."""
    return [tuple(row[column] for column in columns) for _, _, row in rows]


def broken_checks(
    db: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Column], checks: Sequence[Rule], rows: Rows
) -> list[tuple[int, int]]:
    """Which checks of a table are broken by which of its rows: (position of the check, position of the row)."""
    sql, values = as_sql(columns, rows)
    numbers = " union all ".join(
        f"select {number} as rule, row_number from cast_rows as child where {rule.is_broken()}"
        for number, rule in enumerate(checks)
    )
    try:
        return db.execute(
            f"with cast_rows as materialized ({sql}) {numbers} order by rule, row_number", values
        ).fetchall()
    except duckdb.DatabaseError as error:
        why = f"a rule cannot be worked out for the rows of seeds/{table}.csv: {first_line(error)}"
        raise Refused(f"schema/{table}.sql:1: {why}") from None


def words_of(rule: Rule, rows: Rows, parents: Rows) -> Iterator[Problem]:
    """What is said of the rows that break one rule."""
    if rule.kind == "CHECK":
        for file, line, row in rows:
            values = ", ".join(f"{name} {shown(row[name] or '')}" for name in dict.fromkeys(rule.columns))
            yield file, line, f"{values} breaks the rule {rule.expression}"
        return
    columns = ", ".join(rule.columns)
    first: dict[tuple[str, ...], Placed] = {}
    keys = [tuple(placed.row[name] or "" for name in rule.columns) for placed in rows]
    if rule.is_key:
        for placed, key in zip(rows, keys, strict=True):
            if first.setdefault(key, placed) is not placed:
                where = place_of(first[key], placed.file)
                yield placed.file, placed.line, f"{columns}: {shown(*key)} stands {where} already"
        return
    known = [tuple(row[name] or "" for name in rule.parent_columns) for _, _, row in parents]
    # no more will be read, and each takes a while
    unknown = list(islice(dict.fromkeys(keys), MOST_SHOWN))
    among: dict[tuple[str, ...], list[str]] = {key[:-1]: [] for key in unknown}
    for other in known:
        if other[:-1] in among:
            among[other[:-1]].append(other[-1])
    close = {key: suggestion(key[-1], among[key[:-1]]) for key in unknown}
    for (file, line, _), key in zip(rows, keys, strict=True):
        yield file, line, f"{columns}: {shown(*key)} is not in seeds/{rule.parent}.csv{close.get(key, '')}"


def as_sql(columns: Mapping[str, Column], rows: Rows) -> tuple[str, list[str]]:
    """A SELECT with its parameter for checked rows, in the types of their columns, with a `row_number`, from 0."""
    cells = ", ".join(
        f"cast(nullif(cells[{number}], '') as {column.type}) as {column_name}"
        for number, (column_name, column) in enumerate(columns.items(), 2)
    )
    values = BETWEEN_ROWS.join(
        BETWEEN_CELLS.join([str(at), *[cell or "" for cell in row.values()]]) for at, (_, _, row) in enumerate(rows)
    )
    records = "select string_split(unnest(string_split(?, chr(30))), chr(31)) as cells"
    return f"select cast(cells[1] as int) as row_number, {cells} from ({records}) where cells[1] <> ''", [values]


def lines_by_value(folder: Path, table: str, columns: str) -> dict[str, list[tuple[str, int, str]]]:
    """{value: [(file as a person names it, line, what stands there)]} of a column of a table's checked seeds.

    Or of several columns, `column, column`; their values have a blank between them.
    """
    found: dict[str, list[tuple[str, int, str]]] = {}
    for path in (folder / f"{table}.csv", *(each / f"{table}.csv" for each in collections_of(folder))):
        if not path.exists():
            continue
        file = "/".join(["seeds", *path.relative_to(folder).parts])
        lines = path.read_text(encoding="utf-8").splitlines()
        header = [unquoted(cell) for cell in cells_of(lines[0])[0]]
        at = [header.index(column) for column in columns.split(", ")]
        for number, line in enumerate(lines[1:], 2):
            cells = cells_of(line)[0]
            value = " ".join(unquoted(cells[position]) for position in at)
            found.setdefault(value, []).append((file, number, line))
    return found
