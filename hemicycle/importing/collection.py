"""Write what an import brings as a collection, seeds/<name>/, and say what is new in a release.

A collection is the publisher's figures in the form of our own seeds. It is written by `make collection` alone. The same
files give the same bytes, so a new release is a difference that can be read.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from hemicycle.database.fingerprint import seed_text
from hemicycle.database.sandbox import opened
from hemicycle.reading.text import shown

MOST_NAMED = 10  # ids that are named of those that are gone, or mean something else
# {table: (column of the id, what it stands for)}; where all of that is other in a new release, the publisher has used
# the id again
MEANING = {
    "cabinets": ("cabinet_id", ("cabinet", "started_on")),
    "contestants": ("contestant_id", ()),
    "elections": ("election_id", ("body_id", "first_polling_on")),
    "parties": ("party_id", ("party", "abbreviation", "native_name")),
    "people": ("person_id", ()),
}


def write_rows(database: Path, folder: Path, counts: Mapping[str, int]) -> list[str]:
    """Write tables of an import's database into a folder, as seeds; gives what was brought and left out, in words.

    `counts` is {table: number of its rows}.
    """
    with opened(database) as db:
        for table in counts:
            (folder / f"{table}.csv").write_bytes(b"".join(seed_text(db, table)))
        left_out = db.execute("""
            select count(*), table_name, rule, min(value) from set_aside group by all order by 1 desc, 2, 3
        """).fetchall()
    said = [f"seeds/{folder.name}/: " + ", ".join(f"{count:,} {table}" for table, count in counts.items())]
    for count, table, rule, value in left_out:
        said.append(f"  {count:,} rows of {table} are left out: {rule}, such as {shown(value or '')}")
    return said


def changes(before: Path, after: Path) -> list[str]:
    """What is other in a collection than in the one before it, in words; nothing where there was none."""
    said: list[str] = []
    if not before.is_dir():
        return said
    for name in sorted({path.name for folder in (before, after) for path in folder.glob("*.csv")}):
        old, new = (rows_of(folder / name) for folder in (before, after))
        gone, come = len(set(old) - set(new)), len(set(new) - set(old))
        if gone or come:
            said.append(f"  {name}: {come:,} rows are new or changed, {gone:,} are gone or were so")
        if name[:-4] in MEANING:
            said += ids_lost(name[:-4], old, new)
    return said or ["  nothing has changed"]


def ids_lost(
    table: str, before: Sequence[tuple[tuple[str, str], ...]], after: Sequence[tuple[tuple[str, str], ...]]
) -> list[str]:
    """The ids of a table that are gone, and those that stand for something else now, in words."""
    key, meaning = MEANING[table]
    old, new = ({dict(row)[key]: dict(row) for row in rows} for rows in (before, after))
    gone = [identifier for identifier in old if identifier not in new]
    used_again = [
        identifier
        for identifier in old
        if meaning and identifier in new and all(old[identifier][name] != new[identifier][name] for name in meaning)
    ]
    said: list[str] = []
    for ids, what in ((gone, "are gone"), (used_again, f"have another {' and '.join(meaning)} than before")):
        if ids:
            more = f" and {len(ids) - MOST_NAMED:,} more" if len(ids) > MOST_NAMED else ""
            said.append(f"  {len(ids):,} ids of {table} {what}: {', '.join(ids[:MOST_NAMED])}{more}")
    return said


def rows_of(path: Path) -> list[tuple[tuple[str, str], ...]]:
    """The rows of a seed in its one form, each as (column, text) pairs; none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row.items()) for row in csv.DictReader(file)]
