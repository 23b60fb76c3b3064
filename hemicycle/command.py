"""How every command of the project ends: one line for a person, an exit code, and nothing left half done."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import duckdb

from hemicycle.database.file import remove_unfinished
from hemicycle.database.sandbox import STOPS
from hemicycle.reading.text import Failed, Refused, first_line, printable


def run(work: Callable[[], str], undone: str, untouched: str) -> None:
    """Do the work of a command and print what it gives.

    What is wrong is one line, or one for each problem, and exit code 1; `undone` says what is not there when the
    machine fails. A signal ends the work at once; `untouched` names the file that is as it was then.
    """
    listen(untouched)
    try:
        said = work()
    except (Failed, OSError, duckdb.Error, MemoryError) as error:
        end(f"{undone}: {first_line(error)}")
    except Refused as error:
        end(str(error))
    else:
        with suppress(OSError):  # the reader of a pipe may be gone; the work is done all the same
            os.write(1, f"{printable(said)}\n".encode() if said else b"")


def end(said: str) -> NoReturn:
    """End the program with what is wrong. Nothing in it can speak to the terminal: file names come from strangers."""
    sys.exit(printable(said))


def listen(untouched: str) -> None:
    """End at once when a signal says so: only unfinished files have been touched, or the new one is in place."""

    def stop(number: int, _frame: FrameType | None) -> None:
        new = remove_unfinished()
        are_new = f"{', '.join(new)} {'are the new ones' if len(new) > 1 else 'is the new one'}"
        os.write(2, printable(f"stopped: {are_new if new else f'{untouched} is as it was'}\n").encode())
        os._exit(128 + number)

    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # a shell's background job ignores Ctrl-C; so does ours then
            signal.signal(number, stop)
