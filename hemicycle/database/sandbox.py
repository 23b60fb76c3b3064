"""Run what a stranger wrote, and read files that may be damaged, without harm to the process that asks."""

import ctypes
import fcntl
import gc
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from hemicycle.reading.text import Failed, Refused, first_line

SECONDS = 300  # that a query of a stranger may take
MEMORY = 4 * 2**30  # bytes that it may take
# of every connection that runs what a stranger wrote
CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": False,
    "allow_community_extensions": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "allow_persistent_secrets": False,
}
PR_SET_PDEATHSIG = 1  # of Linux's prctl
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # the signals that end a command
not_for_children: set[int] = set()  # descriptors of locks, which a child would go on holding when its parent is gone
children: set[int] = set()  # the processes that do a part of our work, for whoever stops it
tellers: list[Callable[[str], None]] = []  # in a child, what tells its parent which step it takes; else nothing


def limits_for(size: int) -> dict[str, int]:
    """The limits of work over files of so many bytes: those of a query, and more for what is large."""
    threads = 128 * 2**20 * (os.cpu_count() or 1)  # bytes of address space that each thread reserves
    return {"seconds": SECONDS + size // 100_000, "memory": MEMORY + threads + 8 * size}


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file, and reach nothing else."""
    return duckdb.connect(
        path,
        read_only=True,
        config={
            **CLOSED,
            "threads": 1,
            "memory_limit": "2GB",
            "max_temp_directory_size": "0B",
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

    `seconds` is the limit of each step that the work names by `doing`, or of the whole where it names none; 0 is no
    limit. `memory` is in bytes. The engine's own memory_limit and interrupt are kept by most of its functions, not by
    all. Raises Refused where the input is wrong or a limit is reached, Failed where the machine or the engine fails.
    """
    return begun(work, *arguments, seconds=seconds, memory=memory)()


def begun(work: Callable[..., Any], *arguments: Any, seconds: int = SECONDS, memory: int = MEMORY) -> Callable[[], Any]:
    """Begin the work of in_child, and go on; what is given waits for its end, and gives what in_child would."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    child = context.Process(target=confined, args=(sender, os.getpid(), seconds, memory, work, arguments))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # a stop must find the child among the children
    child.start()
    children.add(child.pid or 0)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    sender.close()

    def end() -> Any:
        step, given, error = "", None, None
        try:
            while True:
                kind, said = receiver.recv()
                if kind != "step":
                    break
                step = said
            given, error = (said, None) if kind == "answer" else (None, said)
        except EOFError:
            pass
        child.join()
        children.discard(child.pid or 0)
        at = f"{step}: " if step else ""
        if child.exitcode == -signal.SIGALRM:
            raise Refused(f"{at}took more than {seconds} seconds")
        if child.exitcode:
            raise Refused(f"{at}took more than {memory / 2**30:g} GiB or broke the engine")
        if error is not None:
            raise error if not isinstance(error, MemoryError) else Refused(f"{at}took more than {memory / 2**30:g} GiB")
        return given

    return end


def confined(
    sender: Connection, parent: int, seconds: int, memory: int, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """The child's part of in_child: limit itself, do the work, send the answer or the error."""
    gc.freeze()  # what the parent has is no garbage; to look through it would copy its memory
    children.clear()
    tellers.clear()
    while not_for_children:  # closed once: a child of this child may find another file under that number
        os.close(not_for_children.pop())
    for number in (*STOPS, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    end_with(parent)

    def tell(step: str) -> None:
        sender.send(("step", step))
        signal.alarm(seconds)

    tellers.append(tell)
    signal.alarm(seconds)
    most = address_space() + memory
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        sender.send(("answer", work(*arguments)))
    except (MemoryError, duckdb.OutOfMemoryException):
        sender.send(("error", MemoryError()))
    except Refused as error:
        sender.send(("error", error))
    except Exception as error:  # of any kind: it is told to the parent, which goes on
        sender.send(("error", Failed(first_line(error))))


def doing(step: str) -> None:
    """Name the step that a child takes from now on, as `file:line`, for what is said when it reaches a limit."""
    for tell in tellers:
        tell(step)


def end_with(parent: int) -> None:
    """Let this process be killed when its parent is gone; where the kernel cannot, its limits end it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def end_children() -> None:
    """Kill the children of this process, and wait until they write no more."""
    for child in list(children):
        with suppress(OSError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


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
