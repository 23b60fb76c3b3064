"""Write files and folders beside the old ones, and put each in the place of the old one at one stroke.

Every command that writes does it this way: alone in its project, in a scratch folder <name>.unfinished that it makes
itself and in which nobody else can have laid a link. Whatever happens meanwhile, what was there stays whole.
"""

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

import duckdb

from hemicycle.database.fingerprint import sums
from hemicycle.database.sandbox import end_children, not_for_children, refuse_while_written
from hemicycle.reading.sqlfile import text_literal
from hemicycle.reading.text import first_line, printable

STORAGE = "v1.2.0"  # opened by DuckDB 1.2 and newer; newer formats put a random id into the file
BLOCK = 16384  # bytes; at the default of 262144 this many small tables fill fifteen times the disk
MANY = 1000  # files of a folder that are put on the disk one by one; more go there together
BLOCK_OF_LARGE = 65536  # bytes; of an import, compressed: half of it and twice of it make larger files and take longer
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # of Linux's renameat2
scratch_folders: set[Path] = set()  # what this process has not finished, for whoever stops it
held: set[Path] = set()  # the folders in which this process writes alone
placed: dict[Path, int] = {}  # {path: inode of the new one} of what a command has put in place, or is about to


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold back other commands that write in the project of a folder while this one runs, with all that it calls."""
    if folder in held:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    not_for_children.add(handle)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another command is writing here; this one waits for it", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        placed.clear()
        held.add(folder)
        yield
    finally:
        held.discard(folder)
        not_for_children.discard(handle)
        os.close(handle)


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """The path at which to make what is to take the place of `target`: in a folder of its own, which goes afterwards.

    `target` may be a file or a folder. What a killed command left is removed first.
    """
    scratch = Path(f"{target}.unfinished")
    remove(scratch)
    scratch_folders.add(scratch)  # from before there is one: a stop may come while it is being made
    try:
        scratch.mkdir()  # fails where something is there, even a link to nowhere
        scratch.chmod(0o700)
        yield scratch / target.name
    finally:
        remove(scratch)
        scratch_folders.discard(scratch)


def attach_new(db: duckdb.DuckDBPyConnection, path: Path, name: str, is_large: bool = False) -> None:
    """Make a DuckDB file in the one format of this project, for the same bytes each time, and attach it by a name.

    It has no compression, which samples at random and copies leftover memory into the file. A file that may be large
    has compression, which needs larger blocks.
    """
    block = BLOCK_OF_LARGE if is_large else BLOCK
    db.execute(f"attach {text_literal(path)} as {name} (storage_version '{STORAGE}', block_size {block})")
    if not is_large:
        db.execute("set force_compression = 'uncompressed'")


def put_in_place(
    path: Path, database: Path, fingerprints: Mapping[str, str], inputs: str = "", joined: Collection[str] = ()
) -> None:
    """Make the finished file the database, for a reader at one stroke and for a power cut too.

    `inputs` is the fingerprint of the files that it was built from, where they are those of the project; `joined` are
    the tables that no seed alone fills.
    """
    beside, unfinished_beside = Path(f"{database}.sha256"), Path(f"{path}.sha256")
    unfinished_beside.write_text(sums(path, database.name, fingerprints, inputs, joined), encoding="utf-8")
    sync(unfinished_beside)
    refuse_while_written(database)
    Path(f"{database}.wal").unlink(missing_ok=True)  # of the old file; a new file must never meet it
    sync(database.parent)
    # an old file with new sums is built again by make db; a new file with old sums would not be
    unfinished_beside.replace(beside)
    place(path, database)


def place(new: Path, target: Path) -> None:
    """Put a finished file or folder into its place at one stroke, in the place of what is there of its kind."""
    within = (Path(folder, name) for folder, _, names in os.walk(new) for name in names)
    files = [new] if new.is_file() else list(islice(within, MANY + 1))
    if len(files) > MANY:
        os.sync()
    else:
        for path in files:
            sync(path)
    placed[target] = new.stat().st_ino
    if new.is_dir() and target.exists():
        exchange(new, target)
    else:
        new.replace(target)
    try:
        sync(target.parent)
    except OSError as error:
        said = f"{target.name} is the new one, but may not survive a power cut: {first_line(error)}"
        print(printable(said), file=sys.stderr)


def exchange(new: Path, old: Path) -> None:
    """Let two folders change places; where the kernel cannot do that, in two steps, from which `remove` recovers."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    paths = AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old)
    if renameat2 is None or renameat2(*paths, RENAME_EXCHANGE) != 0:
        old.rename(kept(new.parent))
        new.rename(old)


def kept(scratch: Path) -> Path:
    """Where a scratch folder holds what was there before, while the new one is being put in its place."""
    return scratch / "before"


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(scratch: Path) -> None:
    """Remove a scratch folder, as far as that can be done; what it holds in keeping for the place goes back there."""
    target = scratch.with_name(scratch.name.removesuffix(".unfinished"))
    with suppress(OSError):
        if not scratch.is_symlink() and kept(scratch).exists() and not target.exists():
            kept(scratch).rename(target)
    if scratch.is_symlink() or scratch.is_file():
        with suppress(OSError):
            scratch.unlink()
    else:
        shutil.rmtree(scratch, ignore_errors=True)


def remove_unfinished() -> list[str]:
    """End the children of this process and remove what it has not finished; gives the names of what is in place."""
    end_children()
    for scratch in scratch_folders:
        remove(scratch)
    return [path.name for path, inode in placed.items() if path.exists() and path.stat().st_ino == inode]
