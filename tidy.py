"""Rewrite the seeds in their one form, and say which changed.

A seed in its one form is what the database would write back: rows in the order of
their key, quotes only where CSV needs them, decimals with all their places. No
value changes; seeds that do not build are left alone.
"""

import sys

import duckdb

from build import HERE, build
from check import Refused, rules_of


def seed_text(db, table, scratch):
    """The text of a table's seed as the engine writes it; `scratch` is a file to write it to."""
    key = next(columns for name, kind, columns, *_ in rules_of(db) if (name, kind) == (table, "PRIMARY KEY"))
    db.sql(f"from {table} order by {', '.join(key)}").write_csv(str(scratch), header=True)
    return scratch.read_bytes()


def tidy(project=HERE):
    """Rewrite the seeds of a project that builds; gives the names of those that changed."""
    changed = []
    with duckdb.connect(build(project), read_only=True) as db:
        for seed in sorted((project / "seeds").glob("*.csv")):
            scratch = seed.with_suffix(".tidied")
            written = seed_text(db, seed.stem, scratch)
            if written == seed.read_bytes():
                scratch.unlink()
            else:
                scratch.replace(seed)
                changed.append(f"seeds/{seed.name}")
    return changed


if __name__ == "__main__":
    try:
        print("\n".join(f"{name} rewritten; see git diff" for name in tidy()) or "every seed is in its one form already")
    except Refused as error:
        sys.exit(str(error))
