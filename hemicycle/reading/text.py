"""Words for people: problems with their place, values that a terminal can show, suggestions, texts out of bytes."""

import difflib
import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

MOST_SHOWN = 50  # problems shown of one build; the rest are counted
LONGEST_COMPARED = 100  # characters of a word for which a close one is looked for
MOST_COMPARED = 1_000  # words that are compared with it; among more it would take seconds
LONGEST_CELL = 10_000  # characters; longer is no figure, name or note
JOINERS = "\u200c\u200d"  # Persian and Indic names are written with them
# Characters that count as letters, marks or signs and leave no ink: those that Unicode ignores by default, and an empty
# Braille cell
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
NEITHER_WORD_NOR_ASCII = re.compile(r"[^\w\x00-\x7f]")
CURSIVE = ("ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "ADLAM")  # scripts whose letters hang together
MOST_MARKS = 4  # on one letter; Vietnamese has two, Hebrew and Arabic with all vowels three, Burmese and Tibetan four
VIRAMA = 9  # the combining class of a mark that takes the vowel from a letter, and joins it to the next

Problem = tuple[str, int, str]  # file as a person names it, line from 1, message
Finding = tuple[int, str]  # a problem of a file that is known: line from 1, message


class Refused(Exception):
    """The input cannot be built. Its text is what a person should read: one problem a line."""


class Failed(Refused):
    """The machine or the engine failed, and the input may be right. Its text says how; the command says at what."""


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


def printable(text: str) -> str:
    """A text of several lines with what a terminal would obey, or not show, written out: `<U+001B>`."""
    return "".join(c if c.isprintable() or c in "\n\u200c\u200d" else f"<U+{ord(c):04X}>" for c in text)


def suggestion(word: str, words: Iterable[str]) -> str:
    """`; did you mean …?` where one of the words is close, else nothing.

    Among many words, only those that begin or end as the word does are compared: one slip leaves one half as it is.
    """
    if len(word) > LONGEST_COMPARED:
        return ""
    close_in_length = [other for other in words if abs(len(other) - len(word)) <= len(word) // 2]
    if len(close_in_length) > MOST_COMPARED:
        half = (len(word) + 1) // 2
        first, last = word[: half - 1], word[half:]
        close_in_length = [
            other
            for other in close_in_length
            if abs(len(other) - len(word)) <= 2 and (other.startswith(first) or other.endswith(last))
        ][:MOST_COMPARED]
    close = difflib.get_close_matches(word, close_in_length, n=1)
    return f"; did you mean {shown(close[0])}?" if close else ""


def first_line(error: Exception) -> str:
    """What an error says, in one line; all lines of a refusal."""
    if isinstance(error, OSError) and error.strerror:
        is_named = error.filename and isinstance(error.filename, str | Path)
        return f"{error.strerror}: {Path(error.filename).name}" if is_named else error.strerror
    said = str(error).strip() or type(error).__name__
    return said if isinstance(error, Refused) else said.partition("\n")[0]


def irregular(path: Path) -> Finding | None:
    """The problem of a file that must not be opened: a link, a folder, a pipe, a device; or None."""
    return None if stat.S_ISREG(path.lstat().st_mode) else (1, "is not an ordinary file")


def text_of(path: Path) -> tuple[str, Finding | None]:
    """The text of a file, and the problem that keeps it from being one (then the text is empty)."""
    try:
        problem = irregular(path)
        return ("", problem) if problem else decoded(path.read_bytes())
    except OSError as error:
        return "", (1, f"cannot be read: {error.strerror}")


def lines_in(text: str) -> list[str]:
    """The lines of a text, by the line ends of Unix or of Windows alone: other characters that part lines hide."""
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


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
    if text.isprintable() and not (NEITHER_WORD_NOR_ASCII.search(text) or UNSEEN.search(text)):
        return None
    marks = 0  # on the letter before
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if character in JOINERS and is_joining(text, position):
            continue
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or character == "\ufffd" or UNSEEN.match(character):
            return f"has a character that cannot be seen or read (U+{ord(character):04X})"
        if category == "Zs" and character != " ":
            return f"has a blank of another kind (U+{ord(character):04X})"
        marks = marks + 1 if category[0] == "M" else 0
        if marks > MOST_MARKS or (marks and (position == 0 or text[position - 1].isspace())):
            return f"has a mark that belongs to no letter (U+{ord(character):04X})"
    return None


def is_joining(text: str, position: int) -> bool:
    """Whether the joiner at a place of a text changes how the letters beside it are written."""
    before, after = text[max(position - 1, 0) : position], text[position + 1 : position + 2]
    if any(neighbour and unicodedata.combining(neighbour) == VIRAMA for neighbour in (before, after)):
        return True
    names = [unicodedata.name(neighbour, "") for neighbour in (before, after) if neighbour]
    return len(names) == 2 and all(name.startswith(CURSIVE) for name in names)
