"""Rewrite the seeds in their one form, and say which changed.

A seed in its one form is what the database would write back: rows in the order of
their key, quotes only where CSV needs them, decimals with all their places. No
value changes; seeds that do not build are left alone.
"""

import difflib
import os

from build import HERE, build, main
from verify import opened, seed_text


def tidy(project=HERE):
    """Rewrite the seeds of a project that builds; gives the changes, as the lines of a diff."""
    changes = []
    with opened(build(project)) as db:
        for seed in sorted((project / "seeds").glob("*.csv")):
            before, after = seed.read_bytes(), b"".join(seed_text(db, seed.stem))
            if before != after:
                scratch = seed.with_suffix(".tidied")
                scratch.write_bytes(after)
                os.replace(scratch, seed)
                changes += difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), f"seeds/{seed.name}", f"seeds/{seed.name}", lineterm="", n=0)
                if before.decode().splitlines() == after.decode().splitlines():
                    changes.append(f"seeds/{seed.name}: line ends")
    return changes


if __name__ == "__main__":
    main(lambda: "\n".join(tidy()) or "every seed is in its one form already", "not every seed was tidied")
