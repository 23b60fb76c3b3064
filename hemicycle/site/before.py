"""What of the site of before can be taken into the new one.

In every site lies made.json. It says which program wrote the site and out of which database, and it has the SHA-256 of
each file. A file of before is read only where it still has that digest, so nothing that was edited or damaged comes
into the new site. Where made.json itself is not as it was written, or another program wrote it, nothing is taken.

A file that is the same in both sites is not written again: it gets a second name. The site of before stays as it is,
for no file of the new one is written into once it is there.
"""

import hashlib
import json
import os
import sqlite3
import stat
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from hemicycle.database.current import digest_of
from hemicycle.reading.project import Project
from hemicycle.site.console import FONTS, PARTS, is_installed

MADE = "made.json"
PACKAGES = ("duckdb", "jinja2", "markupsafe", "parliamentarch")
CODE = Path(__file__).parent.parent
KINDS = (".py", ".sql", ".csv", ".html", ".css", ".js", ".svg")  # of the files that a program is made of


@dataclass(frozen=True)
class Made:
    """What made.json says of a site."""

    program: str = ""  # the fingerprint of what wrote it
    database: str = ""  # the digest of what it was written of
    mark: str = ""  # the first digits of the content, which stand where a page says how to cite it
    answers: Mapping[str, str] = field(default_factory=dict)  # {question: fingerprint of its SQL and what it reads}
    parts: Mapping[str, Any] = field(default_factory=dict)  # of each country, what was made of which rows
    files: Mapping[str, str] = field(default_factory=dict)  # {path: digest} of all files but made.json


@dataclass(frozen=True)
class Before:
    """The site of before, as far as it can be trusted."""

    folder: Path
    made: Made

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where it is not there, or not as it was written."""
        digest = self.made.files.get(path)
        if digest is None:
            return None
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            return None
        return data if digest_of_bytes(data) == digest else None

    def whole(self, path: str) -> Path | None:
        """Where a file is; None where it is not there, or not as it was written."""
        return None if self.read(path) is None else self.folder / path

    def take(self, path: str, new: Path) -> str | None:
        """Lay a file of before at a new path; gives its digest, None where it is not there, or not as it was written.

        Where the file system has no second names, or the file is not as one that is made now, it is copied.
        """
        digest = self.made.files.get(path)
        if digest is None:
            return None
        try:
            os.link(self.folder / path, new, follow_symlinks=False)
        except OSError:
            pass
        else:  # looked at under its new name, where nobody else can lay another file meanwhile
            if is_as_made_now(new) and digest_of_bytes(new.read_bytes()) == digest:
                return digest
            new.unlink()
        data = self.read(path)
        if data is None:
            return None
        new.write_bytes(data)
        return digest

    def is_whole(self) -> bool:
        """Whether all files are there as they were written, and no others."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if not path.is_dir()}
        return found == {*self.made.files, MADE} and all(self.read(path) is not None for path in self.made.files)


def is_as_made_now(path: Path) -> bool:
    """Whether a file with a second name is as one that is made now in its folder: a plain file, ours, open to the same.

    The other name is that of before; whoever has a third could change the new site by it.
    """
    found, folder = path.lstat(), path.parent.stat()
    made_now = (stat.S_IFREG | folder.st_mode & 0o666, folder.st_uid, folder.st_gid, 2)
    return (found.st_mode, found.st_uid, found.st_gid, found.st_nlink) == made_now


def read_before(folder: Path, program: str) -> Before:
    """The site of before, of which nothing can be taken where it is not there or another program wrote it."""
    try:
        digest, _, text = (folder / MADE).read_bytes().partition(b"\n")
        made = Made(**json.loads(text)) if digest.decode() == digest_of_bytes(text) else Made()
    except (OSError, ValueError, TypeError):
        made = Made()
    return Before(folder, made if made.program == program else Made())


def write_made(folder: Path, made: Made) -> None:
    """Write made.json: the digest of what follows, and what follows."""
    text = json.dumps(vars(made), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    (folder / MADE).write_bytes(digest_of_bytes(text).encode() + b"\n" + text)


def program_of(project: Project, is_import: bool) -> str:
    """The fingerprint of all that writes a site: the code, the forms of pages, the queries, and what they run on."""
    versions = [version(package) for package in PACKAGES]
    said = [python_version(), *versions, sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION, is_import]
    modules = project.folder / "node_modules"
    if is_installed(modules):
        said += [digest_of(modules / part) for part in (*PARTS.values(), *FONTS.values())]
    for folder in (CODE, *(project.folder / name for name in ("schema", "queries", "imports"))):
        for path in sorted(folder.rglob("*")):
            if path.suffix in KINDS and path.is_file():
                said += [path.relative_to(folder).as_posix(), digest_of(path)]
    return digest_of_bytes(repr(said).encode())


def digest_of_bytes(data: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()
