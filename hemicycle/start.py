"""What a program does before it imports anything that may be missing, or that takes long enough to be interrupted."""

import signal
import sys
from pathlib import Path
from types import TracebackType

from hemicycle.database.current import is_up_to_date


def begin() -> None:
    """Let Ctrl-C end the program without a word while it is still being read, and say in one line what is missing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is half done yet; command.listen takes over
    sys.excepthook = told


def end_if_current() -> None:
    """End where `--if-changed` is all that is asked, and the database is what would be built."""
    if sys.argv[1:] == ["--if-changed"] and is_up_to_date(Path(sys.argv[0]).resolve().parent):
        print("elections.duckdb is up to date: nothing to do", file=sys.stderr)
        sys.exit()


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what could not be imported; leave every other error as it is."""
    if issubclass(kind, ImportError):
        print(
            f"{str(error).splitlines()[0]}: remove the folder .venv and run make db, which installs it", file=sys.stderr
        )
    else:
        sys.__excepthook__(kind, error, trace)
