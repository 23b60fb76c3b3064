"""Rewrite the seeds in their one form, and say which changed.

A seed in its one form is what the database would write back: rows in the order of their key, quotes only where CSV
needs them, decimals with all their places. No value changes.
"""

import difflib

import duckdb

from hemicycle.database.fingerprint import seed_text
from hemicycle.database.tables import create_tables, fill
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import Project, visible
from hemicycle.reading.seeds import read_seeds
from hemicycle.reading.sqlfile import read_sql_files
from hemicycle.reading.text import Refused, refuse


def tidy(project: Project) -> list[str]:
    """Rewrite the seeds of a project; gives the changes, as the lines of a diff.

    Raises Refused, with every seed as it was, where a seed is not in order; and with a seed as it was where somebody
    has changed it meanwhile.
    """
    changes: list[str] = []
    files = read_sql_files(project)
    refuse(problems_of(files))
    seeds = visible(project.seeds.glob("*.csv"))
    before = {seed: seed.read_bytes() for seed in seeds}
    with duckdb.connect(config={"threads": 1}) as db:
        create_tables(db, files.tables)
        fill(db, files.tables, read_seeds(db, project.seeds))
        after = {seed: b"".join(seed_text(db, seed.stem)) for seed in seeds}
    for seed in seeds:
        if before[seed] == after[seed]:
            continue
        if seed.read_bytes() != before[seed]:
            raise Refused(f"{project.named(seed)} was changed meanwhile; run make tidy again")
        scratch = seed.with_suffix(".tidied")
        scratch.write_bytes(after[seed])
        scratch.replace(seed)
        lines, lines_after = before[seed].decode().splitlines(), after[seed].decode().splitlines()
        name = project.named(seed)
        changes += difflib.unified_diff(lines, lines_after, name, name, lineterm="", n=0)
        if lines == lines_after:
            changes.append(f"{name}: line ends")
    return changes
