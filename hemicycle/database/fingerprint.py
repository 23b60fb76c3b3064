"""What a file holds, in figures that do not depend on the engine.

The fingerprint of a table is the SHA-256 of its seed in its one form, so `sha256sum seeds/parties.csv` gives it too,
unless a collection adds rows to that table. A table that the build works out has no seed, and may have rows by the
million: its fingerprint is that of its columns. The fingerprint of the content is that of all these lines. Both stand
in elections.duckdb.sha256 beside the file, which `sha256sum --check` reads as well. There stands also the fingerprint
of the inputs, by which the next build knows whether anything has changed. Two builds by different DuckDBs differ in
this line and the file's own only.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import duckdb
from nanoarrow import ArrayStream

from hemicycle.database.current import digest_of
from hemicycle.database.sandbox import opened
from hemicycle.reading.text import Refused

# {type of a column: as which number its cells are read, which stands for null, and its bytes}
NUMBERS = {"BOOLEAN": ("tinyint", -1, 1), "INTEGER": ("integer", -(2**31), 4), "BIGINT": ("bigint", -(2**63), 8)}
MANY = 2_000  # rows from which on the engine is sooner done with the lines of a table


def seed_text(db: duckdb.DuckDBPyConnection, table: str) -> Iterator[bytes]:
    """A table as its seed, in bytes: a header, the rows as they stand, quotes only where CSV needs them.

    It comes in pieces of many rows. Of a large table, the engine writes the lines and hands over many at once, end to
    end in one piece of Arrow's memory: Python takes longer to pick up a line than the engine to write it, which an
    import would feel. Of a small one, the engine would take longer to plan the lines than Python to write them.
    """
    whole = db.sql(f"from {table}")
    yield ",".join(whole.columns).encode() + b"\n"
    ((rows,),) = db.execute(f"select count(*) from {table}").fetchall()
    if rows < MANY:
        cells = ", ".join(f"cast({name} as varchar)" for name in whole.columns)
        for row in db.execute(f"select {cells} from {table}").fetchall():
            yield ",".join(cell_of(text) for text in row).encode() + b"\n"
        return
    kinds = zip(whole.columns, map(str, whole.types), strict=True)
    cells = ", ',', ".join(quoted(name) if kind == "VARCHAR" else name for name, kind in kinds)
    with ArrayStream(db.sql(f"select concat({cells}, chr(10)) from {table}")) as pieces:
        for piece in pieces:
            # of the only column; before it stand which cells are null and where each begins
            yield bytes(piece.child(0).buffer(2))


def cell_of(text: str | None) -> str:
    """A text as a cell of CSV, as `quoted` says it to the engine."""
    if text is None:
        return ""
    is_special = "," in text or '"' in text or "\n" in text or "\r" in text
    return '"' + text.replace('"', '""') + '"' if is_special else text


def quoted(column: str) -> str:
    """SQL for a text as a cell of CSV."""
    special = " or ".join(f"contains({column}, {character})" for character in ("','", "'\"'", "chr(10)", "chr(13)"))
    return f"""case when {special} then '"' || replace({column}, '"', '""') || '"' else {column} end"""


def fingerprints(db: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> dict[str, str]:
    """{table: fingerprint, in hexadecimal digits} of tables of the current database."""
    kept = db.execute("""
        select table_name from duckdb_tables()
        where database_name = current_database() and contains(comment, chr(10) || 'kept:')
    """).fetchall()  # as the description says, in a line by itself
    return {
        table: fingerprint_of_columns(db, table) if (table,) in kept else fingerprint_of_seed(db, table)
        for table in tables
    }


def fingerprint_of_seed(db: duckdb.DuckDBPyConnection, table: str) -> str:
    """The fingerprint of a table as the SHA-256 of its seed."""
    digest = hashlib.sha256()
    for piece in seed_text(db, table):
        digest.update(piece)
    return digest.hexdigest()


def fingerprint_of_columns(db: duckdb.DuckDBPyConnection, table: str) -> str:
    """The fingerprint of a table as the SHA-256 of those of its columns, each begun with the name of the column.

    Numbers are taken as they lie in memory, which takes a third of the time that their digits would; all else as text.
    """
    whole = db.sql(f"from {table}")
    digests = [hashlib.sha256(f"{name}\n".encode()) for name in whole.columns]
    cells: list[str] = []
    sizes: list[int] = []  # in bytes, of the cells of each column; 0: texts, each with an end of line
    for name, kind in zip(whole.columns, map(str, whole.types), strict=True):
        number, null, size = NUMBERS.get(kind, ("", 0, 0))
        if size:
            cells.append(f"coalesce(cast({name} as {number}), cast({null} as {number}))")
        else:
            cells.append(f"concat(coalesce(cast({name} as varchar), chr(0)), chr(10))")  # no text of ours has chr(0)
        sizes.append(size)
    with ArrayStream(db.sql(f"select {', '.join(cells)} from {table}")) as pieces:
        for piece in pieces:
            for at, (digest, size) in enumerate(zip(digests, sizes, strict=True)):
                # before the cells stand which are null and, of texts, where each begins
                cells_of_piece = memoryview(piece.child(at).buffer(1 if size else 2)).cast("B")
                digest.update(cells_of_piece[: len(piece) * size] if size else cells_of_piece)
    return hashlib.sha256(b"".join(digest.digest() for digest in digests)).hexdigest()


def fingerprints_of(path: Path, tables: Iterable[str]) -> dict[str, str]:
    """{table: fingerprint} of a file; a table that is gone has none."""
    with opened(path) as db:
        there = {table for (table,) in db.execute("select table_name from duckdb_tables()").fetchall()}
        return fingerprints(db, sorted(there.intersection(tables)))


def lines_of(fingerprints: Mapping[str, str]) -> list[str]:
    """The fingerprints as `sha256sum` prints those of the seeds, tables by name."""
    return [f"{digest}  seeds/{table}.csv" for table, digest in sorted(fingerprints.items())]


def content_of(fingerprints: Mapping[str, str]) -> str:
    """The fingerprint of the whole content."""
    return hashlib.sha256("".join(f"{line}\n" for line in lines_of(fingerprints)).encode()).hexdigest()


def content_said(database: Path) -> str:
    """The fingerprint of the content as it stands beside a database. Raises Refused where it does not."""
    said = Path(f"{database}.sha256").read_text(encoding="utf-8", errors="replace")
    content = re.search(r"^# content ([0-9a-f]{64})$", said, re.MULTILINE)
    if not content:
        raise Refused(f"{database.name}.sha256 is not what a build writes; run make db")
    return content[1]


def sums(path: Path, name: str, fingerprints: Mapping[str, str], inputs: str = "", joined: Collection[str] = ()) -> str:
    """The text to put beside a file that will have that name; `inputs` is the fingerprint of what it was built from.

    No seed alone has the content of the tables that are `joined` out of several, or worked out; `sha256sum --check`
    passes over them.
    """
    lines = [f"# content {content_of(fingerprints)}", f"{digest_of(path)}  {name}"]
    lines += [f"# {line}" if line.split("/")[1][:-4] in joined else line for line in lines_of(fingerprints)]
    if inputs:
        lines.insert(1, f"# inputs {inputs}")
    return "".join(f"{line}\n" for line in lines)
