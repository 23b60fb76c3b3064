"""Read MediaWiki wikitext: infoboxes, templates of results, tables and paragraphs.

The structure is checked first, in one pass: nothing may be unclosed or nested without end. Only the pieces that hold
figures are then given to wikitextparser, so that a long article costs no more than its length.
"""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

from hemicycle.drafting.document import Box, Document, Field, Passage, Table, nth
from hemicycle.drafting.values import DOWN, SAME, UP
from hemicycle.reading.text import Refused

DEEPEST = 20  # templates and tables within one another; real articles have nine
MOST_MODULES = 10  # infoboxes within one another
MOST_SPANNED = 20_000  # rows and columns that the cells of one table may span together
LONGEST_PIECE = 400_000  # characters of one infobox or table
MOST_BOXES = 100  # infoboxes and templates of results; real articles have at most twenty
MOST_BARS = 20_000  # between the fields of one infobox; real ones have a tenth
INFOBOX = re.compile(r"\{\{\s*infobox[ _](?:legislative[ _])?election\s*(?=[|}<\n])", re.IGNORECASE)
RESULTS = re.compile(r"\{\{\s*election[ _]results\s*(?=[|}<\n])", re.IGNORECASE)
NOTE = re.compile(r"<!--|<ref\b[^<>]*>|<nowiki\s*>|<(?:math|gallery|timeline|syntaxhighlight|score)\b[^<>]*>", re.I)
MARK = re.compile(r"\{\{|\}\}|^[ \t:;*#]*\{\||^[ \t]*\|\}(?!\})", re.MULTILINE)
HEADING = re.compile(r"(={2,6})\s*(.+?)\s*\1\s*")
SPAN = re.compile(r"(?:row|col)span\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:small|big|span|div|sup|sub|b|i|u|s|center|nowiki|abbr|p|em|strong|font|noinclude|onlyinclude)\b[^<>]*>",
    re.I,
)
BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
INNERMOST = re.compile(r"\{\{([^{}]*)\}\}")
LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
EXTERNAL = re.compile(r"\[https?://[^\s\[\]]+(?: ([^\[\]]*))?\]")
PICTURE = re.compile(r"\s*(?:file|image|category)\s*:", re.IGNORECASE)

WORDS = {  # templates that stand for a few characters
    "increase": UP, "up": UP, "increaseneutral": UP, "decrease": DOWN, "down": DOWN, "decreaseneutral": DOWN,
    "steady": SAME, "no change": SAME, "nochange": SAME, "nbsp": " ", "snd": " – ", "spaced ndash": " – ",
    "ndash": "–", "en-dash": "–", "en dash": "–", "endash": "–", "br": "\n", "pipe": "|", "minus": "-",
    "plus": "+", "n/a": "n/a",
}  # fmt: skip
FIRST = {  # templates around a text
    "nowrap", "nobr", "small", "smaller", "big", "larger", "nobold", "center", "abbr", "tooltip", "nts", "ntsh", "bold",
    "party name with color", "party name with colour", "party shortname", "party shortname linked", "flag", "flagu",
    "flagcountry", "yes", "no", "ill", "interlanguage link",
}  # fmt: skip
LAST = {"lang", "colored link", "coloured link", "font color"}  # behind a language or a colour
LISTS = {"ubl", "unbulleted list", "plainlist", "plain list", "hlist", "flatlist"}
NOTES = {
    "efn", "efn-ua", "efn-lr", "refn", "sfn", "sfnp", "cn", "citation needed", "r", "rp", "ref label", "note", "ref",
    "notetag", "dubious", "flagicon", "flag icon", "anchor", "full citation needed", "better source needed",
}  # fmt: skip
DATES = {"start date", "start-date", "start date and age", "dts", "date table sorting"}


@dataclass(frozen=True)
class Piece:
    """A template or table that stands in no other."""

    start: int
    end: int


class Source:
    """The text of an article without comments and footnotes, which still knows the lines of the original."""

    def __init__(self, text: str) -> None:
        """Take the comments and footnotes out. Raises Refused where one is not closed."""
        kept: list[str] = []
        self.cuts: list[tuple[int, int]] = [(0, 0)]  # (position in the text that is left, lines taken out before it)
        at = length = taken = 0
        while note := NOTE.search(text, at):
            kept.append(text[at : note.start()])
            length += note.start() - at
            if note[0].endswith("/>"):
                end = note.end()
            else:
                closing = "-->" if note[0] == "<!--" else f"</{re.sub('[^a-z]', ' ', note[0][1:].lower()).split()[0]}"
                end = text.find(closing, note.end())
                end = end if closing == "-->" or end < 0 else text.find(">", end)
                if end < 0:
                    line = text.count("\n", 0, note.start()) + 1
                    raise Refused(f"{line}: {note[0][:20]} is not closed")
                end += len(closing) if closing == "-->" else 1
            taken += text.count("\n", note.start(), end)
            self.cuts.append((length, taken))
            at = end
        self.text = "".join([*kept, text[at:]])
        self.newlines = [match.start() for match in re.finditer("\n", self.text)]

    def line(self, position: int) -> int:
        """The line of the original on which a position of the text stands."""
        _, taken = self.cuts[bisect_right(self.cuts, (position, 1 << 60)) - 1]
        return bisect_right(self.newlines, position - 1) + taken + 1

    def pieces(self) -> list[Piece]:
        """The templates and tables that stand in no other, in their order.

        Raises Refused where one is not closed, or where too many stand within one another.
        """
        found: list[Piece] = []
        opened: list[tuple[str, int, bool]] = []  # what closes it, where it begins, whether it is an infobox
        for mark in MARK.finditer(self.text):
            sign = mark[0].strip(" \t:;*#")
            if sign in ("{{", "{|"):
                is_infobox = sign == "{{" and bool(INFOBOX.match(self.text, mark.start()))
                opened.append(("}}" if sign == "{{" else "|}", mark.end() - 2, is_infobox))
                if sum(inside for _, _, inside in opened) > MOST_MODULES + 1:
                    raise Refused(f"{self.line(mark.start())}: more than {MOST_MODULES} infoboxes within one another")
                if len(opened) > DEEPEST:
                    raise Refused(f"{self.line(mark.start())}: more than {DEEPEST} templates within one another")
            elif opened and opened[-1][0] == sign:
                _, start, _ = opened.pop()
                if not opened:
                    found.append(Piece(start, mark.end()))
            elif sign == "|}" and opened and opened[-1][0] == "}}":
                continue  # an empty last field: {{name|x|}
        if opened:
            closing, start, _ = opened[0]
            begins = self.text[start : start + 40].partition("\n")[0]
            raise Refused(f"{self.line(start)}: {begins} is not closed by {closing}")
        return found


def read_wikitext(text: str) -> Document:
    """Read an article. Raises Refused, with line and reason, where its markup is broken or it has no infobox."""
    source = Source(text)
    boxes: list[Box] = []
    tables: list[Table] = []
    passages: list[Passage] = []
    reader = Sections(source, passages)
    at = 0
    for piece in source.pieces():
        reader.prose(at, piece.start)
        inside = source.text[piece.start : piece.end]
        is_box = INFOBOX.match(inside) or RESULTS.match(inside)
        if (is_box or inside.startswith("{|")) and len(inside) > LONGEST_PIECE:
            raise Refused(
                f"{source.line(piece.start)}: has {len(inside):,} characters, at most {LONGEST_PIECE:,} are read"
            )
        if is_box and inside.count("|") > MOST_BARS:
            raise Refused(f"{source.line(piece.start)}: an infobox with more than {MOST_BARS:,} bars")
        if is_box:
            reader.flush()
            known = len(boxes)
            boxes_of(inside, source.line(piece.start), boxes)
            for box in boxes[known:]:
                box.section = reader.section
        elif inside.startswith("{|"):
            reader.flush()
            tables.append(
                table_of(inside, f"{reader.section or 'Lead'}, table {len(tables) + 1}", source.line(piece.start))
            )
        else:
            reader.template(piece)
        at = piece.end
    reader.prose(at, len(source.text))
    reader.flush()
    if not any(box.is_infobox for box in boxes):
        raise Refused("1: has no infobox of an election: {{Infobox election}} or {{Infobox legislative election}}")
    return Document("", boxes, tables, passages)


class Sections:
    """Gathers the running text into paragraphs, under the headings that it meets."""

    def __init__(self, source: Source, passages: list[Passage]) -> None:
        """Begin before the first heading; the paragraphs go into `passages`."""
        self.source, self.passages = source, passages
        self.section, self.number = "", 0
        self.parts: list[str] = []
        self.start = 0

    def prose(self, start: int, end: int) -> None:
        """Take running text from one position to another."""
        at = start
        for line in self.source.text[start:end].split("\n"):
            heading = HEADING.fullmatch(line.strip()) if at > start or not self.parts else None
            if heading or (not line.strip() and at > start):
                self.flush()
            if heading:
                self.section, self.number = plain(heading[2])[0], 0
            elif line.strip():
                self.add(line, at)
            at += len(line) + 1

    def template(self, piece: Piece) -> None:
        """Take a template that is not read: it stays in its paragraph as it stands."""
        self.add(self.source.text[piece.start : piece.end], piece.start)

    def add(self, text: str, start: int) -> None:
        """Add to the paragraph."""
        if not self.parts:
            self.start = start
        self.parts.append(text.strip())

    def flush(self) -> None:
        """End the paragraph."""
        if self.parts:
            written = " ".join(self.parts)
            is_markup = not re.sub(
                r"\{\{.*\}\}|\[\[(?:file|image|category):.*\]\]|__\w+__|[|\s]", "", written, flags=re.I | re.S
            )
            text = written if is_markup else plain(written[:20_000])[0].replace("\n", " ")
            self.number += not is_markup
            place = f"{self.section or 'Lead'}, {'markup' if is_markup else f'paragraph {self.number}'}"
            self.passages.append(Passage(place, self.source.line(self.start), text, is_markup))
            self.parts = []


def boxes_of(text: str, line: int, boxes: list[Box]) -> None:
    """Add the infobox or template of results that a text is, and those within its fields."""
    import wikitextparser  # of the group `draft`; who reads plain dumps only has no need of it

    text = without_tags(text)
    templates = wikitextparser.parse(text).templates
    if not templates:
        raise Refused(f"{line}: the markup of an infobox or of results is broken")
    template = templates[0]
    is_infobox = bool(INFOBOX.match(text))
    like = [box for box in boxes if box.is_infobox == is_infobox]
    box = Box(nth("Infobox" if is_infobox else "Election results", len(like) + 1), is_infobox, line)
    boxes.append(box)
    if len(boxes) > MOST_BOXES:
        raise Refused(f"{line}: more than {MOST_BOXES} infoboxes and templates of results")
    at, here = 0, line
    for argument in template.arguments:
        written = argument.string
        start = max(text.find(written, at), at) + len(written) - len(written.lstrip("| \n"))
        here += text.count("\n", at, start)
        at = start
        value = argument.value
        nested = INFOBOX.search(value)
        if nested:
            inner = Source(value).pieces()
            for piece in inner:
                if INFOBOX.match(value, piece.start):
                    begins = here + value.count("\n", 0, piece.start)
                    boxes_of(value[piece.start : piece.end], begins, boxes)
            value = ""
            if argument.name.strip().lower().startswith(("module", "embed")):
                continue
        words, links = plain(value)
        box.fields.append(Field(argument.name.strip(), words, here, links))


def table_of(text: str, place: str, line: int) -> Table:
    """The cells of a table, each cell that spans several in all of them."""
    import wikitextparser

    spans = SPAN.findall(text)
    if any(len(span) > 3 for span in spans) or sum(map(int, spans)) > MOST_SPANNED:
        return Table(place, line, [], f"its cells span more than {MOST_SPANNED:,} rows and columns")
    tables = wikitextparser.parse(without_tags(text)).tables
    if not tables:
        return Table(place, line, [], "its markup is broken")
    rows = tables[0].data(span=True)
    cells = [(line, [plain(cell or "")[0].replace("\n", " ") for cell in row]) for row in rows]
    return Table(place, line, [row for row in cells if any(row[1])])


def plain(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A value as a reader sees it, and its links as (page, words). A template that is not known stays as it stands."""
    links: list[tuple[str, str]] = []
    text = without_tags(text).replace(NEW_LINE, "\n").replace("{{!}}", "|")
    text = LINK.sub(lambda match: match[0].replace("|", BAR), text)  # a template is not split there
    for _ in range(DEEPEST + 1):
        after = INNERMOST.sub(lambda match: rendered(match[1]), text)
        if after == text:
            break
        text = after
    text = LINK.sub(lambda match: linked(match[1], links), text)
    text = EXTERNAL.sub(lambda match: match[1] or "", text)
    text = html.unescape(re.sub(r"'{2,5}", "", text))
    text = text.replace("−", "-").translate(ANGLES)
    text = re.sub(r"[ \t\xa0\u2009\u202f]+", " ", text)
    lines = [line.strip() for line in re.sub(r"^[ \t]*\*+ ?", "", text, flags=re.MULTILINE).split("\n")]
    return "\n".join(line for line in lines if line), tuple(links)


def without_tags(text: str) -> str:
    """A text without the tags of HTML, which take wikitextparser more than their length; a break stays."""
    return TAG.sub("", BREAK.sub(NEW_LINE, text)).replace("<", "&lt;")


OPEN, CLOSE, BAR = "\ue000", "\ue001", "\ue002"  # of a template that stays; no article has these characters
NEW_LINE = "\ue003"  # a break in a field
ANGLES = {ord(OPEN): "{{", ord(CLOSE): "}}", ord(BAR): "|"}


def rendered(inside: str) -> str:
    """What stands for a template that has no other in it."""
    name, *arguments = inside.split("|")
    word = re.sub(r"[ _]+", " ", name).strip().lower()
    positional = [a.strip() for a in arguments if not re.match(r"\s*[\w-]+\s*=", a)]
    if word in WORDS and not any(positional):
        return WORDS[word]
    if word in NOTES:
        return ""
    if word in FIRST and positional:
        return positional[0]
    if word in LAST and len(positional) > 1:
        return positional[-1]
    if word in LISTS and positional:
        return "\n".join(positional)
    if word in DATES and len(positional) >= 3 and all(a.isdecimal() for a in positional[:3]):
        year, month, number = positional[:3]
        return f"{year}-{month:0>2}-{number:0>2}"
    if word.startswith("formatnum:") and not arguments:
        return name.partition(":")[2].strip()
    return f"{OPEN}{inside.replace('|', BAR)}{CLOSE}"


def linked(inside: str, links: list[tuple[str, str]]) -> str:
    """The words of a link, which is added to `links`; nothing for a picture."""
    page, _, words = inside.partition(BAR)
    if PICTURE.match(page):
        return ""
    page = page.partition("#")[0].replace("_", " ").strip().lstrip(":")
    words = words.strip() or page
    links.append((page, re.sub(r"'{2,5}", "", words)))
    return words
