"""What a program does before it imports anything that may be missing, or that takes long enough to be interrupted."""

import signal
import sys
from types import TracebackType


def begin() -> None:
    """Let Ctrl-C end the program without a word while it is still being read, and say in one line what is missing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is half done yet; command.listen takes over
    sys.excepthook = told


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what could not be imported; leave every other error as it is."""
    if issubclass(kind, ImportError):
        print(
            f"{str(error).splitlines()[0]}: remove the folder .venv and run make db, which installs it", file=sys.stderr
        )
    else:
        sys.__excepthook__(kind, error, trace)
