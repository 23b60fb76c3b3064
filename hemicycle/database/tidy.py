"""Rewrite the seeds in their one form, and say which changed.

A seed in its one form is what the database would write back: rows in the order of their key, quotes only where CSV
needs them, decimals with all their places. No value changes.
"""

import difflib

from hemicycle.database.fingerprint import seed_text
from hemicycle.database.sandbox import opened
from hemicycle.reading.project import Project
from hemicycle.reading.text import Refused


def tidy(project: Project) -> list[str]:
    """Rewrite the seeds of a project whose database is built; gives the changes, as the lines of a diff.

    Raises Refused, with every seed as it was, where the database is not there or a seed is newer than it.
    """
    changes: list[str] = []
    database = project.database()
    seeds = sorted(project.seeds.glob("*.csv"))
    if not database.exists():
        raise Refused(f"{database.name} is not there; make db builds it")
    for seed in seeds:
        if seed.stat().st_mtime_ns > database.stat().st_mtime_ns:
            raise Refused(f"{project.named(seed)} was changed after {database.name} was built; run make tidy again")
    with opened(database) as db:
        for seed in seeds:
            before, after = seed.read_bytes(), b"".join(seed_text(db, seed.stem))
            if before == after:
                continue
            scratch = seed.with_suffix(".tidied")
            scratch.write_bytes(after)
            scratch.replace(seed)
            lines, lines_after = before.decode().splitlines(), after.decode().splitlines()
            name = project.named(seed)
            changes += difflib.unified_diff(lines, lines_after, name, name, lineterm="", n=0)
            if lines == lines_after:
                changes.append(f"{name}: line ends")
    return changes
