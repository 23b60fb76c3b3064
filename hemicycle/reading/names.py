"""What is wrong with a name: nothing to read, letters of two scripts in one word, names that nobody can tell apart."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from unicodedata import category, decomposition, name, normalize

from hemicycle.reading.text import JOINERS, shown

# Scripts whose letters stand together in one word: T字路, NHK党, 東京タワー, OO당
TOGETHER = {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}
# What looks alike in ASCII, as confusable_homoglyphs has it; its table takes 30 ms to load
ALIKE_IN_ASCII = {"m": "rn", "I": "l", "1": "l", "|": "l", "0": "O"}
PRINT_FORMS = ("<font>", "<initial>", "<medial>", "<final>", "<isolated>")  # how Unicode marks copies of other letters
LATIN_LIGATURES = re.compile("[\ufb00-\ufb06]")
ASCII_TABLE = str.maketrans(ALIKE_IN_ASCII)
SPACING_IN_ASCII = re.compile(r"(?<=[0-9])([\s.,'\"`_-])(?=[0-9])|[\s.,'\"`_-]")
SPACING = re.compile("[\\s.,'\"`´ˊˋ·_\u02b9-\u02bf\u02c8\u0559\u055a\u05f3\u05f4]")
FEW_LETTERS = 3  # up to so many, a mark makes another name: the lists A and Å of Denmark


def name_problem(text: str) -> str | None:
    """What is wrong with the name of something, or None."""
    if not any(character.isalnum() for character in text):
        return f"{shown(text)} has no letter and no digit"
    if text.isascii():
        return None
    for character in text:
        if meant := letter_of_print(character, text):
            return f"{shown(text)} has the letter {shown(character)}, made for print alone; expected {shown(meant)}"
    for word in words_of(text):
        if scripts := scripts_mixed(word):
            return f"{shown(text)} has {' and '.join(map(str.capitalize, scripts))} letters in one word"
    return None


def scripts_mixed(word: str) -> list[str]:
    """The scripts of the letters of a word, where they do not stand together in one; else none."""
    scripts = sorted(set(map(script_of, word)) - {""})
    return scripts if len(scripts) > 1 and not TOGETHER.issuperset(scripts) else []


def words_of(text: str) -> list[str]:
    """The words of a text: letters and digits with their marks."""
    is_part = (other.isalnum() or category(other)[0] == "M" or other in JOINERS for other in text)
    return "".join(other if part else " " for other, part in zip(text, is_part, strict=True)).split()


def letter_of_print(character: str, text: str) -> str:
    """The letters that a copy made for print stands for; nothing where the character is no such copy."""
    kind = "" if character.isascii() else decomposition(character).partition(" ")[0]
    is_wide = kind == "<wide>" and not any(script_of(other) in TOGETHER - {"LATIN"} for other in text)
    if category(character)[0] == "L" and (kind in PRINT_FORMS or is_wide) or LATIN_LIGATURES.match(character):
        return normalize("NFKC", character)
    return ""


@cache
def script_of(character: str) -> str:
    """The script of a letter, as the first word of its name in Unicode; nothing where several scripts have it."""
    plain = normalize("NFKC", character)[:1]
    if category(plain) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    first = name(plain, "").partition(" ")[0]
    return "CJK" if first == "IDEOGRAPHIC" else first


def are_initials(abbreviation: str, names: Iterable[str | None]) -> bool:
    """Whether the letters of an abbreviation begin words of one of the names, in their order."""
    for words in names:
        initials = iter([word[0].casefold() for word in words_of(words or "")])
        if all(letter in initials for letter in abbreviation.casefold() if letter.isalpha()):
            return True
    return False


def alike(names: Iterable[tuple[tuple[str | None, ...], str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids whose names cannot be told apart, out of rows (what they share, id, name), each with the first."""
    first: dict[tuple[object, str], str] = {}
    for shared, identifier, text in names:
        looks = looks_of(text)
        other = next((first[shared, look] for look in looks if (shared, look) in first), None)
        if other is not None:
            yield other, identifier
        for look in looks:
            first.setdefault((shared, look), identifier)


def looks_of(text: str) -> tuple[str, str]:
    """What a reader sees of a name: as it is written, and as it would be in small letters.

    Left out are blanks, hyphens, apostrophes and full stops, but between digits, and the marks of Latin, Greek,
    Cyrillic, Hebrew and Arabic letters, but in names of few letters. Letters that look alike are one.
    """
    if text.isascii():
        bare = SPACING_IN_ASCII.sub(lambda found: "-" if found[1] else "", text)
        return bare.translate(ASCII_TABLE).casefold(), bare.casefold().translate(ASCII_TABLE)
    plain = re.sub(f"[{JOINERS}]", "", normalize("NFD", text))
    pieces: list[str] = []
    has_few = sum(character.isalpha() for character in plain) <= FEW_LETTERS
    for position, character in enumerate(plain):
        kind = category(character)
        if kind == "Mn" and not has_few and pieces and plain[position - 1] < "\u0900":
            continue
        if SPACING.match(character) or kind in ("Pd", "Pi", "Pf", "Zs"):
            around = plain[position - 1 : position] + plain[position + 1 : position + 2]
            pieces.append("-" if len(around) == 2 and around.isdigit() else "")
        else:
            pieces.append(character)
    bare = "".join(pieces)
    return skeleton(bare).casefold(), skeleton(normalize("NFKC", bare).casefold())


def skeleton(text: str) -> str:
    """A text with one letter for all that look like it."""
    return text.translate(ASCII_TABLE if text.isascii() else letters_alike())


@cache
def letters_alike() -> Mapping[int, str]:
    """{character: what stands for all that look like it}, out of Unicode's table of confusable characters."""
    table = files("confusable_homoglyphs") / "confusables.json"
    confusable = json.loads(table.read_text(encoding="utf-8"))
    stands_for: dict[str, str] = {}
    for start in sorted(confusable, key=lambda text: (not text.isascii(), text)):
        if start in stands_for:
            continue
        group, ahead = {start}, [start]
        while ahead:
            for other in confusable.get(ahead.pop(), ()):
                if other["c"] not in group:
                    group.add(other["c"])
                    ahead.append(other["c"])
        chosen = min(group, key=lambda text: (not text.isascii(), text in ALIKE_IN_ASCII, text))
        stands_for |= dict.fromkeys((text.strip("\u200e") for text in group), chosen.strip("\u200e"))
    return str.maketrans({character: chosen for character, chosen in stands_for.items() if len(character) == 1})
