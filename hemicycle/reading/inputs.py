"""The fingerprint of all that a build goes by.

It imports as little as hemicycle/database/current.py, which asks for it.
"""

import hashlib
import os
import stat
import sys


def inputs_of(folder: str, engine: str) -> str:
    """The fingerprint of what the database of a project is built from: names and contents of files, Python, the engine.

    It does not ask when a file was written: clocks go wrong, and a file keeps its time when it is moved.
    """
    code = [path for path in files_in(f"{folder}/hemicycle") if path.endswith(".py")]
    data = [path for name in ("schema", "seeds", "queries") for path in files_in(f"{folder}/{name}")]
    digest = hashlib.sha256(f"{sys.version} {engine}".encode())
    for path in sorted([f"{folder}/build.py", *code, *data]):
        kind = kind_of(path)
        digest.update(repr((path.removeprefix(f"{folder}/"), kind)).encode())
        if stat.S_ISREG(kind):
            with open(path, "rb") as file:  # noqa: PTH123
                digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def files_in(folder: str) -> list[str]:
    """What is in a folder and the folders in it, but these, and but files that an editor or a system hides."""
    found: list[str] = []
    try:
        entries = list(os.scandir(folder))
    except OSError:  # nothing that a build could read
        return []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            found += files_in(entry.path)
        elif not entry.name.startswith("."):
            found.append(entry.path)
    return found


def kind_of(path: str) -> int:
    """What stands at a path, as the system numbers it: an ordinary file, a link, a pipe; 0 where nothing does."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except FileNotFoundError:
        return 0
