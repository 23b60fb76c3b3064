"""Say whether a built file is whole, and is what was built."""

from pathlib import Path

import duckdb

from hemicycle.database.current import is_current
from hemicycle.database.fingerprint import content_of, fingerprints_of, sums
from hemicycle.database.sandbox import in_child, opened, refuse_while_written
from hemicycle.reading.project import Project
from hemicycle.reading.text import Refused


def inventory(path: Path) -> tuple[dict[str, int], set[str]]:
    """What a file holds, read to the last cell: ({table: number of rows}, names of the views)."""
    with opened(path) as db:
        tables = db.execute("select table_name from duckdb_tables() order by table_name").fetchall()
        read = [f"select '{table}', count(*), bit_xor(hash(*columns(*))) from {table}" for (table,) in tables]
        counts = db.execute(" union all ".join(read)).fetchall() if read else []
        views = db.execute("select view_name from duckdb_views() where not internal").fetchall()
    return {name: count for name, count, _ in counts}, {name for (name,) in views}


def verify(database: Path) -> str:
    """What was found right of a file, in words; raises Refused when it is not what was built."""
    beside = Path(f"{database}.sha256")
    refuse_while_written(database)
    if Path(f"{database}.wal").exists():
        said = f"{database.name}.wal lies beside the file: a program writes to it, or broke off"
        raise Refused(f"{said}; close it, remove the .wal and run make db")
    try:
        text = beside.read_text(encoding="utf-8", errors="replace")
        built = [line for line in text.split("\n") if line and not line.startswith("# inputs ")]
        tables = {Path(line.partition("  ")[2]).stem for line in built if "  seeds/" in line}
        joined = {Path(line.partition("  ")[2]).stem for line in built if "  seeds/" in line and line.startswith("# ")}
        counts, views = in_child(inventory, database, seconds=0)
        fingerprints = in_child(fingerprints_of, database, tables, seconds=0)
        found = sums(database, database.name, fingerprints, joined=joined).splitlines()
    except OSError as error:
        raise Refused(f"{Path(error.filename).name} cannot be read: {error.strerror}") from None
    except Refused as error:
        raise Refused(f"{database.name} is damaged: {error}") from None
    changed = sorted({Path(line.partition("  ")[2]).stem for line in {*built} ^ {*found} if "  seeds/" in line})
    if changed:
        said = f"{database.name} is not what was built: other content in the table {', '.join(changed)}"
        raise Refused(f"{said}; run make db")
    if found != built:
        said = f"{database.name} has the content that was built, but other bytes"
        raise Refused(f"{said}: damaged, or written by a program; run make db")
    held = f"{len(counts)} tables, {sum(counts.values()):,} rows, {len(views)} views"
    said = f"{database.name} is what was built: {held}, content {content_of(fingerprints)}"
    project = Project(database.parent)
    is_ours = database == project.database()
    if is_ours and not is_current(database, project.inputs(duckdb.__version__)):
        said += "\nIts seeds or the program have changed since; make db builds it again"
    return said
