"""Whether a database was built from the files that are there now.

`make db` asks this first, and with nothing to do it is over at once. So nothing is imported here that takes long:
neither the engine nor the parser of SQL nor pathlib.
"""

import hashlib
import os
import sys

from hemicycle.reading.inputs import inputs_of


def digest_of(path: str | os.PathLike[str]) -> str:
    """The SHA-256 of a file."""
    with open(path, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_current(database: str | os.PathLike[str], inputs: str) -> bool:
    """Whether a database is whole and was built from the files with that fingerprint, by what stands beside it."""
    try:
        with open(f"{os.fspath(database)}.sha256", encoding="utf-8") as file:  # noqa: PTH123
            said = file.read().splitlines()
        name = os.fspath(database).rpartition("/")[2]
        return f"# inputs {inputs}" in said and f"{digest_of(database)}  {name}" in said
    except (OSError, UnicodeError):
        return False


def is_up_to_date(folder: str, name: str) -> bool:
    """Whether the database of a project is what would be built; not, where any of it cannot be read."""
    try:
        return is_current(f"{folder}/{name}", inputs_of(folder, engine_version()))
    except OSError:  # the build says in words what is wrong
        return False


def engine_version() -> str:
    """The version of DuckDB that is installed, without importing it: the one that stands in its folder's name."""
    for folder in sys.path:
        try:
            names = [entry.name for entry in os.scandir(folder or ".")]
        except OSError:  # as Python passes over it
            continue
        if "duckdb" in names:
            versions = [name for name in names if name.startswith("duckdb-") and name.endswith(".dist-info")]
            return versions[0].split("-")[1].removesuffix(".dist") if len(versions) == 1 else ""
    return ""
