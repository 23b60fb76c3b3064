"""Words for people: problems with their place, values that a terminal can show, suggestions, texts out of bytes."""

import difflib
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

MOST_SHOWN = 50  # problems shown of one build; the rest are counted
LONGEST_CELL = 10_000  # characters; longer is no figure, name or note
JOINERS = "\u200c\u200d"  # Persian and Indic names are written with them

Problem = tuple[str, int, str]  # file as a person names it, line from 1, message
Finding = tuple[int, str]  # a problem of a file that is known: line from 1, message


class Refused(Exception):
    """The input cannot be built. Its text is what a person should read: one problem a line."""


def refuse(problems: Iterable[Problem]) -> None:
    """Raise Refused for problems, sorted by file and line; do nothing when there are none."""
    lines = [f"{file}:{line}: {message}" for file, line, message in sorted(set(problems))]
    if not lines:
        return
    hidden = len(lines) - MOST_SHOWN
    if hidden > 0:
        lines[MOST_SHOWN:] = [f"... and {hidden} more"]
    raise Refused("\n".join(lines))


def shown(*texts: str) -> str:
    """Texts in quotes, cut at 60 characters, with what a terminal would not show written out."""
    return ", ".join(
        "'"
        + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text[:60])
        + ("…'" if len(text) > 60 else "'")
        for text in texts
    )


def suggestion(word: str, words: Iterable[str]) -> str:
    """`; did you mean …?` where one of the words is close, else nothing."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def first_line(error: Exception) -> str:
    """What an error says, in one line; all lines of a refusal."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {Path(error.filename).name}" if error.filename else error.strerror
    return str(error).strip() if isinstance(error, Refused) else str(error).strip().partition("\n")[0]


def irregular(path: Path) -> Finding | None:
    """The problem of a file that must not be opened: a link, a folder, a pipe, a device; or None."""
    return None if stat.S_ISREG(path.lstat().st_mode) else (1, "is not an ordinary file")


def decoded(raw: bytes) -> tuple[str, Finding | None]:
    """The text of a file, and the problem that keeps it from being one (then the text is empty)."""
    if not raw:
        return "", (1, "the file is empty")
    if raw.startswith((b"PK", b"\x1f\x8b", b"%PDF", b"\xd0\xcf")):
        return "", (1, "is a spreadsheet, an archive or a document; save it as text, a table as CSV")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", (1, "is UTF-16; save it as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        return "", (1, "starts with a byte-order mark; save it as UTF-8 without one")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        byte = f"byte 0x{raw[error.start]:02X} is not UTF-8"
        return "", (line, f"{byte}; was the file saved as Latin-1 or Windows-1252?")
    for number, line_text in enumerate(text.split("\n"), 1):
        if line_text.startswith(("<<<<<<< ", ">>>>>>> ")) or line_text == "=======":
            return "", (number, "is a git conflict marker")
        if "\r" in line_text.removesuffix("\r"):
            return "", (number, "has a stray carriage return")
        if len(line_text) > 100 * LONGEST_CELL:
            return "", (number, f"the line has {len(line_text)} characters")
    return text, None


def unreadable(text: str) -> str | None:
    """What a text has that its reader cannot see, in words, or None."""
    if text.isprintable() and "\ufffd" not in text:
        return None
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if character in JOINERS and is_joining(text[max(position - 1, 0) : position + 2]):
            continue
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or character == "\ufffd":
            return f"has a character that cannot be seen or read (U+{ord(character):04X})"
        if category == "Zs" and character != " ":
            return f"has a blank of another kind (U+{ord(character):04X})"
    return None


def is_joining(neighbourhood: str) -> bool:
    """Whether the joiner in the middle of three characters stands between letters that are written with one."""
    neighbours = [neighbourhood[0], neighbourhood[-1]] if len(neighbourhood) == 3 else []
    return bool(neighbours) and all(unicodedata.category(n)[0] in "LM" and ord(n) > 0x0590 for n in neighbours)
