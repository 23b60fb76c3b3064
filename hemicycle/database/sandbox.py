"""Run what a stranger wrote, and read files that may be damaged, without harm to the process that asks."""

import fcntl
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from hemicycle.reading.text import Refused

SECONDS = 300  # that a query of a stranger may take
MEMORY = 4 * 2**30  # bytes that it may take
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # the signals that end a command
not_for_children: set[int] = set()  # descriptors of locks, which a child would go on holding when its parent is gone


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file, and reach nothing else."""
    return duckdb.connect(
        path,
        read_only=True,
        config={
            "threads": 1,
            "memory_limit": "2GB",
            "max_temp_directory_size": "0B",
            "python_enable_replacements": False,
            "allow_community_extensions": False,
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
            "allow_persistent_secrets": False,
            "enable_external_access": False,
            "lock_configuration": True,
        },
    )


def refuse_while_written(database: Path) -> None:
    """Refuse to read or replace a file that another program is writing to; readers are not disturbed."""
    if not database.exists() or not is_locked(database):
        return
    try:
        duckdb.connect(database, read_only=True).close()
    except duckdb.IOException as error:
        if "lock" in str(error):
            holder = str(error).partition("held in ")[2].split(". ")[0] or "another program"
            raise Refused(f"{database.name} is open for writing in {holder}; close it there and try again") from None
    except duckdb.Error:
        pass  # damaged, or written by a newer DuckDB, which is for the caller to say


def is_locked(database: Path) -> bool:
    """Whether a program holds a lock on a file that keeps readers out; the engine would say so, too, but slowly."""
    try:
        with database.open("rb") as file:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # or it cannot be opened, which the engine says better
        return True
    return False


def in_child(work: Callable[..., Any], *arguments: Any, seconds: int = SECONDS, memory: int = MEMORY) -> Any:
    """What work(*arguments) gives, done in a process that the kernel ends when it takes too long or too much.

    0 seconds is no limit, memory is in bytes. The engine's own memory_limit and interrupt are kept by most of its
    functions, not by all. Raises Refused with the reason when the child fails or is ended.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    child = context.Process(target=confined, args=(sender, seconds, memory, work, arguments))
    child.start()
    sender.close()
    try:
        answer, problem = receiver.recv()
    except EOFError:
        answer, problem = None, None
    child.join()
    if child.exitcode == -signal.SIGALRM:
        problem = f"took more than {seconds} seconds"
    elif child.exitcode:
        problem = f"took more than {memory / 2**30:g} GiB or broke the engine"
    if problem:
        raise Refused(problem)
    return answer


def confined(
    sender: Connection, seconds: int, memory: int, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """The child's part of in_child: limit itself, do the work, send (answer, None) or (None, problem)."""
    for descriptor in not_for_children:
        os.close(descriptor)
    for number in (*STOPS, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(seconds)
    most = address_space() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        sender.send((work(*arguments), None))
    except MemoryError:
        sender.send((None, f"took more than {memory / 2**30:g} GiB"))
    except Exception as error:  # of any kind: it is told to the parent, which goes on
        sender.send((None, str(error).strip().partition("\n")[0]))


def address_space() -> int:
    """The bytes of address space that this process has from its parent; 0 where the kernel does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def answer(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that a query gives over a file."""
    with opened(path) as db:
        return db.execute(sql).fetchall()
