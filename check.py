"""Read seeds, and refuse in words what does not belong in them.

What a seed may hold is declared once, in schema/: the engine has read the DDL
before this module runs, and the rules come from its catalogue. One problem is
one line, `seeds/results.csv:17: seats: '12.5' is not a whole number`.
"""

import difflib
import re
import stat
import unicodedata
from datetime import date

MOST_SHOWN = 50  # problems shown of one build; the rest are counted
LONGEST_CELL = 10_000  # characters; longer is no figure, name or note
CELL = re.compile(r'("(?:[^"]|"")*"|[^",]*)(?:,|$)')
IDENTIFIER = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
FORMULA = re.compile(r"[=@]|[+-][0-9(]|[+-][A-Za-z]+\(")
TAG = re.compile(r"<[A-Za-z/!]")
SPREADSHEET_DATE = re.compile(r"([A-Z][a-z]{2}-[0-9]{2})|([0-9]{1,2}-[A-Z][a-z]{2})")
MISSING = {"na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "–", "—", "?", "."}
JOINERS = "\u200c\u200d"  # Persian and Indic names are written with them
LIMITS = {"INTEGER": 2**31 - 1, "BIGINT": 2**63 - 1}


class Refused(Exception):
    """The input cannot be built. Its text is what a person should read: one problem a line."""


def refuse(problems):
    """Raise Refused for (file, line, message) problems, sorted by place; do nothing when there are none."""
    if not problems:
        return
    lines = [f"{file}:{line}: {message}" for file, line, message in sorted(set(problems))]
    hidden = len(lines) - MOST_SHOWN
    if hidden > 0:
        lines[MOST_SHOWN:] = [f"... and {hidden} more"]
    raise Refused("\n".join(lines))


def read_seeds(db, folder):
    """Every seed of a folder, checked against the tables of the current schema of `db`.

    Gives {table: [(line, {column: text or None})]}; raises Refused with every problem found.
    """
    tables = tables_of(db)
    problems = paired(folder, tables)
    refuse(problems)
    rows = {}
    for table, columns in tables.items():
        found = read_seed(folder / f"{table}.csv", columns)
        rows[table] = found[0]
        problems += found[1]
    unsound = {file for file, _, _ in problems}  # what refers to these would only be blamed for their faults
    rules = rules_of(db)
    for table, kind, names, parent, parent_names, expression in rules:
        file = f"seeds/{table}.csv"
        if kind in ("PRIMARY KEY", "UNIQUE"):
            problems += [(file, *problem) for problem in repeated(rows[table], names)]
        elif kind == "FOREIGN KEY" and f"seeds/{parent}.csv" not in unsound:
            problems += [(file, *problem) for problem in orphans(rows[table], names, rows[parent], parent_names, parent)]
    faulty = {(file, line) for file, line, _ in problems}
    for table in tables:
        sound = [(line, row) for line, row in rows[table] if (f"seeds/{table}.csv", line) not in faulty]
        checks = [(names, expression) for name, kind, names, _, _, expression in rules if (name, kind) == (table, "CHECK")]
        problems += [(f"seeds/{table}.csv", *problem) for problem in broken_checks(db, tables[table], sound, checks)]
    refuse(problems)
    return rows


def rules_of(db):
    """Every rule of the current database as (table, kind, columns, parent, its columns, expression), tables sorted.

    These are the declared ones and, for tables too large to declare keys, those that the table's comment names after
    `key:` and `refers:`. A table's key comes before its other rules.
    """
    rules = db.sql("""
        select table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names, expression
        from duckdb_constraints() where database_name = current_database()
    """).fetchall()
    for table, comment in db.sql("select table_name, comment from duckdb_tables() where database_name = current_database() and comment is not null").fetchall():
        for columns in labelled(comment, "key"):
            rules.append((table, "PRIMARY KEY", columns.split(", "), None, None, None))
        for reference in labelled(comment, "refers"):
            parent, columns = reference.rstrip(")").split(" (")
            rules.append((table, "FOREIGN KEY", columns.split(", "), parent, columns.split(", "), None))
    return sorted(rules, key=lambda rule: (rule[0], rule[1] != "PRIMARY KEY"))


def labelled(comment, label):
    """What a comment says after `label:` at the start of a line, once for each time it does."""
    return [line.partition(":")[2].strip() for line in comment.splitlines() if line.startswith(f"{label}:")]


def tables_of(db):
    """{table: {column: (type, is required)}} of the current database, tables sorted, columns in their order."""
    tables = {}
    for table, column, kind, nullable in db.sql("""
        select table_name, column_name, data_type, is_nullable from duckdb_columns()
        where database_name = current_database() and table_oid in (select table_oid from duckdb_tables()) order by table_name, column_index
    """).fetchall():
        tables.setdefault(table, {})[column] = (kind, not nullable)
    return tables


def paired(folder, tables):
    """Problems of a folder whose files do not pair with the tables one to one."""
    found = sorted(path.name for path in folder.iterdir() if path.name.lower().endswith(".csv"))
    problems = []
    for name in found:
        table = name[:-4]
        twins = [other for other in found if other.lower() == name.lower() and other != name]
        if twins:
            problems.append((f"seeds/{name}", 1, f"differs from {twins[0]} only by case"))
        elif f"{table}.csv" != name or table not in tables:
            problems.append((f"seeds/{name}", 1, f"there is no schema/{table}.sql{suggestion(table, tables)}"))
        elif irregular(folder / name):
            problems.append((f"seeds/{name}", *irregular(folder / name)))
    problems += [
        (f"seeds/{table}.csv", 1, f"is missing; schema/{table}.sql needs it, with a header at least")
        for table in tables if f"{table}.csv" not in found
    ]
    return problems


def irregular(path):
    """The problem (line, message) of a file that must not be opened: a link, a folder, a pipe, a device; or None."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return 1, "is not an ordinary file"


def read_seed(path, columns):
    """One seed as ([(line, {column: text or None})], [problem])."""
    file = f"seeds/{path.name}"
    try:
        raw = path.read_bytes()
    except OSError as error:
        return [], [(file, 1, f"cannot be read: {error.strerror}")]
    text, problem = decoded(raw)
    if problem:
        return [], [(file, *problem)]
    lines = text.split("\n")
    if lines.pop() != "":
        return [], [(file, len(lines) + 1, "the last line does not end with a newline; was the file cut off?")]
    if any(line.endswith("\r") for line in lines):
        if not all(line.endswith("\r") for line in lines):
            number = next(n for n, line in enumerate(lines, 1) if "\r" in line)
            return [], [(file, number, "mixes line ends of Windows and Unix")]
        lines = [line[:-1] for line in lines]
    header, problem = cells_of(lines[0])
    problem = problem or header_problem(header, list(columns))
    if problem:
        return [], [(file, 1, problem)]
    rows, problems = [], []
    for number, line in enumerate(lines[1:], 2):
        cells, problem = cells_of(line)
        if not problem and len(cells) != len(header):
            problem = f"{len(cells)} cells, expected {len(header)} (a text with a comma needs double quotes)"
        if problem:
            problems.append((file, number, problem))
            continue
        row = dict(zip(header, cells))
        for column, cell in row.items():
            kind, required = columns[column]
            problem = cell_problem(cell, kind, required, column.endswith("_id"))
            if problem:
                problems.append((file, number, f"{column}: {problem}"))
            row[column] = None if cell in ("", '""') else unquoted(cell)
        rows.append((number, row))
    return rows, problems


def decoded(raw):
    """The text of a file, or the problem (line, message) that keeps it from being one."""
    if not raw:
        return None, (1, "the file is empty; its header is missing")
    if raw.startswith((b"PK", b"\x1f\x8b", b"%PDF", b"\xd0\xcf")):
        return None, (1, "is a spreadsheet, an archive or a document; save it as CSV")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (1, "is UTF-16; save it as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        return None, (1, "starts with a byte-order mark; save it as UTF-8 without one")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return None, (raw[:error.start].count(b"\n") + 1, f"byte 0x{raw[error.start]:02X} is not UTF-8; was the file saved as Latin-1 or Windows-1252?")
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "=======":
            return None, (number, "is a git conflict marker")
        if "\r" in line.removesuffix("\r"):
            return None, (number, "has a stray carriage return")
        if len(line) > 100 * LONGEST_CELL:
            return None, (number, f"the line has {len(line)} characters")
    return text, None


def cells_of(line):
    """The cells of one line, still quoted, or the problem that keeps it from being a record."""
    if not line.strip():
        return None, "blank line"
    cells, at = [], 0
    while True:
        match = CELL.match(line, at)
        if not match:
            return None, "unclosed or misplaced double quote (a cell cannot hold a line break)"
        cells.append(match[1])
        at = match.end()
        if at == len(line) and not match[0].endswith(","):
            return cells, None


def unquoted(cell):
    """The text of a cell."""
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def header_problem(header, columns):
    """What is wrong with a header, or None when it is the table's columns in their order."""
    header = [unquoted(cell) for cell in header]
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            return f"columns are separated by {name}; use commas"
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    if unknown:
        return f"unknown column {shown(unknown[0])}{suggestion(unknown[0], missing)}; the table has {', '.join(columns)}"
    if missing:
        return f"column '{missing[0]}' is missing"
    if len(set(header)) < len(header):
        return f"column '{next(column for column in header if header.count(column) > 1)}' stands twice"
    if header != columns:
        return f"columns out of order; expected {','.join(columns)}"


def cell_problem(cell, kind, required, is_identifier):
    """What is wrong with a cell of a column of an SQL type, or None."""
    if cell == "":
        return "is empty, but required" if required else None
    if cell == '""':
        return 'quoted empty text ""; leave the cell empty'
    text = unquoted(cell)
    if len(text) > LONGEST_CELL:
        return f"has {len(text)} characters, at most {LONGEST_CELL} are taken"
    if kind == "VARCHAR":
        return identifier_problem(text) if is_identifier else text_problem(text)
    if kind in LIMITS:
        if not WHOLE.fullmatch(text):
            return f"{shown(text)} is not a whole number (digits only: no separators, decimals or exponent)"
        if abs(int(text)) > LIMITS[kind]:
            return f"{shown(text)} is out of range"
    elif kind.startswith("DECIMAL"):
        precision, scale = map(int, re.findall(r"\d+", kind))
        if not DECIMAL.fullmatch(text):
            return f"{shown(text)} is not a decimal number (a point, no separators, percent sign or exponent)"
        whole, _, decimals = text.lstrip("-").partition(".")
        if len(decimals) > scale:
            return f"{shown(text)} has more than {scale} decimals; it would be rounded"
        if len(whole) > precision - scale:
            return f"{shown(text)} is out of range"
    elif kind == "DATE":
        return date_problem(text)
    elif kind == "BOOLEAN":
        return None if text in ("true", "false") else f"{shown(text)} is not true or false"
    else:
        raise NotImplementedError(f"no seed may have a column of type {kind}")


def date_problem(text):
    """What is wrong with a day that has been, or None."""
    if not DATE.fullmatch(text):
        return f"{shown(text)} is not a date of the form YYYY-MM-DD"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return f"{shown(text)} is not a day of the calendar"
    if day > date.today():
        return f"{shown(text)} lies in the future"


def identifier_problem(text):
    """What is wrong with an id, or None."""
    if not IDENTIFIER.fullmatch(text):
        return f"{shown(text)} is not an identifier (a-z, 0-9 and single hyphens)"


def text_problem(text):
    """What is wrong with a text that people will read, or None."""
    if unreadable(text):
        return f"{shown(text)} {unreadable(text)}"
    if text != text.strip() or "  " in text:
        return f"{shown(text)} has a leading, trailing or double blank"
    if not unicodedata.is_normalized("NFC", text):
        return f"{shown(text)} is not in Unicode's composed form (NFC)"
    if text.lower() in MISSING:
        return f"{shown(text)} looks like a missing value; leave the cell empty"
    if FORMULA.match(text):
        return f"{shown(text)} is a formula to a spreadsheet"
    if TAG.search(text):
        return f"{shown(text)} has a tag of HTML"
    if SPREADSHEET_DATE.fullmatch(text):
        return f"{shown(text)} looks like a date made by a spreadsheet out of something else"
    try:
        if text.encode("cp1252").decode() != text:
            return f"{shown(text)} looks wrongly decoded; expected {shown(text.encode('cp1252').decode())}?"
    except UnicodeError:
        pass


def unreadable(text):
    """What a text has that its reader cannot see, in words, or None."""
    if text.isprintable() and "\ufffd" not in text:
        return None
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if character in JOINERS:
            neighbours = text[position - 1:position] + text[position + 1:position + 2]
            if len(neighbours) == 2 and all(unicodedata.category(n)[0] in "LM" and ord(n) > 0x0590 for n in neighbours):
                continue
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or character == "\ufffd":
            return f"has a character that cannot be seen or read (U+{ord(character):04X})"
        if category == "Zs" and character != " ":
            return f"has a blank of another kind (U+{ord(character):04X})"


def repeated(rows, names):
    """Rows whose key stands on an earlier line already."""
    seen = {}
    for line, row in rows:
        key = tuple(row[name] for name in names)
        if None in key:
            continue
        if key in seen:
            yield line, f"{', '.join(names)}: {shown(*key)} stands on line {seen[key]} already"
        seen.setdefault(key, line)


def orphans(rows, names, parents, parent_names, parent):
    """Rows that refer to nothing."""
    known = {tuple(row[name] for name in parent_names) for _, row in parents}
    for line, row in rows:
        key = tuple(row[name] for name in names)
        if None in key or key in known:
            continue
        close = suggestion(key[-1], [other[-1] for other in known if other[:-1] == key[:-1]])
        yield line, f"{', '.join(names)}: {shown(*key)} is not in seeds/{parent}.csv{close}"


def broken_checks(db, columns, rows, checks):
    """Rows for which a CHECK of the table does not hold, found by the engine itself."""
    if not rows or not checks:
        return
    typed = ", ".join(f"cast(cells[{n}] as {kind}) as {name}" for n, (name, (kind, _)) in enumerate(columns.items(), 2))
    values = "\x1e".join("\x1f".join([str(line), *(cell or "" for cell in row.values())]) for line, row in rows)
    cells = "select list_transform(string_split(record, chr(31)), lambda cell: nullif(cell, '')) as cells from (select unnest(string_split(?, chr(30))) as record)"
    broken = [f"not {expression}" for _, expression in checks]
    by_line = dict(rows)
    for line, *is_broken in db.execute(
        f"select line, {', '.join(broken)} from (select cells[1]::int as line, {typed} from ({cells})) where {' or '.join(broken)} order by line", [values]
    ).fetchall():
        for names, expression in (check for check, says_so in zip(checks, is_broken) if says_so):
            values = ", ".join(f"{name} {shown(by_line[line][name] or '')}" for name in dict.fromkeys(names))
            yield line, f"{values} breaks the rule {expression}"


def suggestion(word, words):
    """`; did you mean …?` where one of the words is close, else nothing."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def shown(*texts):
    """Texts in quotes, cut at 60 characters, with what a terminal would not show written out."""
    return ", ".join(
        "'" + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text[:60]) + ("…'" if len(text) > 60 else "'")
        for text in texts
    )
