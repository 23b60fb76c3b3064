"""Make a database file, and put it in the place of the old one at one stroke.

A file is built beside the old one, as <file>.unfinished. Whatever happens meanwhile, the old file stays whole.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from hemicycle.database.fingerprint import sums
from hemicycle.database.sandbox import not_for_children, refuse_while_written
from hemicycle.reading.sqlfile import text_literal
from hemicycle.reading.text import first_line

STORAGE = "v1.2.0"  # opened by DuckDB 1.2 and newer; newer formats put a random id into the file
BLOCK = 16384  # bytes; at the default of 262144 this many small tables fill fifteen times the disk
BLOCK_OF_LARGE = 65536  # bytes; of an import, compressed: half of it and twice of it make larger files and take longer
# {path: inode, or None before there is one} of the files that this process has not finished, for whoever stops it
unfinished_files: dict[Path, int | None] = {}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold back other builds of the project in a folder while this one runs."""
    handle = os.open(folder, os.O_RDONLY)
    not_for_children.add(handle)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another build is running; this one waits for it", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        not_for_children.discard(handle)
        os.close(handle)


@contextmanager
def unfinished(database: Path) -> Iterator[Path]:
    """The path at which to build a new file for the place of `database`; nothing is left of it afterwards."""
    path = Path(f"{database}.unfinished")
    refuse_while_written(database)
    remove(path)
    unfinished_files[path] = None  # from before there is one: a stop may come while it is being made
    try:
        yield path
    finally:
        remove(path)
        unfinished_files.pop(path)


def attach_new(db: duckdb.DuckDBPyConnection, path: Path, name: str, is_large: bool = False) -> None:
    """Make a DuckDB file in the one format of this project, for the same bytes each time, and attach it by a name.

    It has no compression, which samples at random and copies leftover memory into the file. A file that may be large
    has compression, which needs larger blocks.
    """
    block = BLOCK_OF_LARGE if is_large else BLOCK
    db.execute(f"attach {text_literal(path)} as {name} (storage_version '{STORAGE}', block_size {block})")
    if not is_large:
        db.execute("set force_compression = 'uncompressed'")
    if path in unfinished_files:
        unfinished_files[path] = path.stat().st_ino


def put_in_place(path: Path, database: Path, fingerprints: Mapping[str, str]) -> None:
    """Make the finished file the database, for a reader at one stroke and for a power cut too."""
    beside, unfinished_beside = Path(f"{database}.sha256"), Path(f"{path}.sha256")
    unfinished_beside.write_text(sums(path, database.name, fingerprints), encoding="utf-8")
    sync(unfinished_beside)
    refuse_while_written(database)
    Path(f"{database}.wal").unlink(missing_ok=True)  # of the old file; a new file must never meet it
    sync(database.parent)
    # an old file with new sums is built again by make db; a new file with old sums would not be
    unfinished_beside.replace(beside)
    path.replace(database)
    try:
        sync(database.parent)
    except OSError as error:
        said = f"{database.name} is the new one, but may not survive a power cut: {first_line(error)}"
        print(said, file=sys.stderr)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove an unfinished file and whatever lies beside it, as far as that can be done."""
    for ending in ("", ".wal", ".sha256"):
        with suppress(OSError):
            Path(f"{path}{ending}").unlink()
    shutil.rmtree(f"{path}.tmp", ignore_errors=True)


def remove_unfinished() -> str | None:
    """Remove what this process has not finished; says what became of the database, or nothing when none was built."""
    said = None
    for path, inode in unfinished_files.items():
        database = path.with_suffix("")
        is_placed = database.exists() and database.stat().st_ino == inode
        said = f"{database.name} is {'the new one' if is_placed else 'as it was'}"
        remove(path)
    return said
