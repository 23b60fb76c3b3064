"""Whether a database was built from the files that are there now.

It imports nothing that takes long, neither the engine nor the parser of SQL, so that `make db` with nothing to do is
over at once.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from hemicycle.reading.project import Project


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_current(database: Path, inputs: str) -> bool:
    """Whether a database is whole and was built from the files with that fingerprint, by what stands beside it."""
    try:
        said = Path(f"{database}.sha256").read_text(encoding="utf-8").splitlines()
        return f"# inputs {inputs}" in said and f"{digest_of(database)}  {database.name}" in said
    except (OSError, UnicodeError):
        return False


def is_up_to_date(folder: Path) -> bool:
    """Whether the database of a project is what would be built; not, where any of it cannot be read."""
    project = Project(folder)
    try:
        return is_current(project.database(), project.inputs(engine_version()))
    except OSError:  # the build says in words what is wrong
        return False


def engine_version() -> str:
    """The version of DuckDB that is installed, without importing it: the one that stands in its folder's name."""
    found = find_spec("duckdb")
    if found is None or found.origin is None:
        return ""
    versions = [path.name.split("-")[1] for path in Path(found.origin).parents[1].glob("duckdb-*.dist-info")]
    return versions[0].removesuffix(".dist") if len(versions) == 1 else ""
