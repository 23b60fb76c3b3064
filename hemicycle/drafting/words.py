"""The words of articles: names of fields, heads of columns, labels of rounds; and what a person may say of one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from hemicycle.drafting import values
from hemicycle.drafting.checks import Figures, Totals
from hemicycle.drafting.document import Box, Field
from hemicycle.drafting.known import folded
from hemicycle.drafting.rows import (
    Cells,
)

INDEPENDENTS = {
    "independent", "independents", "independent politician", "independent politicians", "independent candidates",
    "nonpartisan", "non-partisan", "independent (politician)",
}  # fmt: skip
OTHERS = {"other", "others", "other parties", "other candidates", "other lists"}
BLANK = {"blank", "blank vote", "blank votes", "blank ballots"}
NONE_OF_THEM = {"none of the above", "nota", "against all"}
OPTIONS = {"for", "against", "yes", "no"}
NAMES = ("party", "nominee", "candidate", "cand", "row")
VOTES, SHARES, SEATS = ("popular_vote", "votes", "vote"), ("percentage", "percent", "pct"), ("seats",)
PLAIN_VOTES = {
    "popular",
    "primary",
    "first preference",
    "first-preference",
    "party",
    "party list",
    "valid votes",
    "popular vote",
    "votes",
    "first preference votes",
    "national",
    "list",
    "",
}
IGNORE = re.compile(
    r"image.*|.*image|.*_?size|.*caption|.*alt|map.*|flag.*|.*colou?r|.*logo|needs.*|.*upright|.*bsize|.*_?style|"
    r"posttitle|embed|opinion_polls?|outgoing_members|elected_members|previous_(year|mps)|next_(year|mps)|type|"
    r"module.*|.*_link|aspan|invalidonly|noleader|nopercentage|novotes|cols?|row|header.*|source|ongoing|sort.*"
)
HAS_NO_TABLE = re.compile(
    r"leader_?since|leaders_?seat|home_state|running_mate|electoral_vote|states_carried|seats_before|seats_after|"
    r"needed_votes|votes_for_election|delegate.*|first_elected|counties|turnout_note|\d+blank|\d+data\d+|seats_needed|"
    r"alternate_.*|reporting|last_update|time_zone|polls_close|constituencies_carried"
)
ALLIANCE = re.compile(r"\b(?:alliance|coalition|bloc|electoral front)\b|\w[–—/+]\w", re.IGNORECASE)
NEVER_STORED = re.compile(r"(?:total_?|valid|invalid|turnout)?_?a?(?:sc|sw|swing)|atotal|aseats")
RESULTS = re.compile(
    r"(?:(?:final|official|overall|national|nationwide|election|general) )*results?(?: summary)?|summary"
)
AREA_KINDS = {"governorate": "governorate", "province": "province", "region": "region", "state": "state",
              "district": "district", "county": "county", "constituency": "constituency",
              "municipality": "municipality",
              "electoral district": "constituency", "prefecture": "province", "department": "province"}  # fmt: skip
HEADS = {
    "name": {"party", "list", "candidate", "alliance", "party or alliance", "parties", "party/alliance", "coalition",
             "parties and coalitions", "party or coalition", "political party", "nominee", "electoral list"},
    "votes": {"votes", "popular vote", "number of votes", "total votes"},
    "share": {"%", "vote %", "% votes", "% of votes", "percentage", "vote share", "share", "votes (%)", "% of vote",
              "votes %"},
    "seats": {"seats", "seats won", "total seats", "mandates", "number of seats"},
    "change": {"+/-", "+/–", "±", "change", "swing", "± seats", "seat change", "±pp", "% change"},
    "poll": {"polling firm", "pollster", "fieldwork date", "sample size", "polling organisation", "date of poll",
             "lead", "fieldwork", "sample", "polling organization", "fieldwork dates", "date(s) conducted"},
}  # fmt: skip
TOTALS = {
    "total": "total", "totals": "total", "total valid votes": "valid", "valid votes": "valid", "valid": "valid",
    "invalid/blank votes": "invalid", "invalid votes": "invalid", "invalid": "invalid",
    "null votes": "invalid", "spoiled votes": "invalid", "invalid ballots": "invalid", "blank ballots": "blank",
    "blank and invalid votes": "invalid",
    "invalid and blank votes": "invalid", "spoilt votes": "invalid", "rejected votes": "invalid",
    "blank votes": "blank", "total votes": "ballots", "votes cast": "ballots", "total votes cast": "ballots",
    "ballots cast": "ballots", "registered voters/turnout": "registered", "registered voters": "registered",
    "electorate": "registered", "eligible voters": "registered", "registered voters and turnout": "registered",
    "turnout": "turnout",
}  # fmt: skip


@dataclass(frozen=True)
class Wishes:
    """What a person says of an article where it cannot be known; each empty where nothing was said."""

    body: str = ""
    url: str = ""
    kind: str = ""
    stage: str = ""
    title: str = ""
    box: str = ""
    round: str = ""
    figures: str = ""


@dataclass
class Contestant:
    """A contestant as the article names it; the id is `?` where its figures may be another's."""

    contestant_id: str
    name: str
    party_id: str = ""
    is_independents: bool = False


@dataclass
class Report:
    """One return in the making: the figures of each contestant, and the result rows already made."""

    return_id: str
    place: str
    figures: list[Figures] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    by_id: dict[str, Figures] = field(default_factory=dict)  # the figures of those with a row
    decimals: list[int] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    undecided: set[str] = field(default_factory=set)  # columns of the return whose field is not of a known form


def kind_of_area(word: str) -> str:
    """The kind of the areas in a table, by the word at its head, be it one or several; empty where that is none."""
    singular = re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")
    return AREA_KINDS.get(word) or AREA_KINDS.get(singular) or ""


def kind_of_column(word: str) -> str:
    """What a column of results holds, by the word at its head; empty where that is not known."""
    return next((kind for kind, words in HEADS.items() if word in words), "")


def has_text(fields: Mapping[tuple[str, int, int], Field], name: str, number: int, tier: int) -> Field | None:
    """A field, where it has a text."""
    found = fields.get((name, number, tier))
    return found if found and found.text else None


def share_of(text: str) -> values.Share | None:
    """A share that a change may stand behind."""
    found = values.with_change(text)
    return values.share(found[0]) if found else None


def number_of(value: object) -> int | None:
    """A number, or None where there is none or it is undecided."""
    return value if isinstance(value, int) else None


def counted(one: Field | None) -> int | None:
    """The number that a field is, be there a change behind it, or None."""
    return values.counted(values.without_footnotes(one.text)) if one else None


def whole_of(one: Field | None) -> int | None:
    """The number that a field is, or None."""
    return values.whole(values.without_footnotes(one.text)) if one else None


def written(share: object) -> object:
    """A share with two decimals, as the seeds have it; anything else as it is."""
    return f"{share.amount:.2f}" if isinstance(share, values.Share) else share


def tier_of(label: str) -> str:
    """What the label of a round or ballot means: `round 1`, `round 2`, `local lists`, `national list`, or nothing."""
    word = folded(label)
    if match := re.fullmatch(r"(first|second|1st|2nd) (round|ballot)|run-?off", word):
        return "round 1" if (match[1] or "").startswith(("first", "1")) else "round 2"
    if re.fullmatch(r"(single-member )?constituenc(y|ies)( vote| votes)?|local( lists?)?|fptp|districts?", word):
        return "local lists"
    if re.fullmatch(
        r"(party|party[- ]list|list|proportional|national|pr|proportional representation|national list)( vote| votes)?",
        word,
    ):
        return "national list"
    return ""


def is_rounds(box: Box) -> bool:
    """Whether a template of results has the two rounds of one office."""
    labels = [one.text for one in box.fields if one.name in ("firstround", "secondround")]
    return any(tier_of(label).startswith("round") for label in labels) or (
        not labels and any(one.name == "votes" and one.parts[2] == 2 for one in box.fields)
    )


def title_in(url: str) -> str:
    """The title of a page in its address."""
    path = unquote(urlsplit(url).path)
    return path.partition("/wiki/")[2].replace("_", " ").strip()


def title_of(stem: str) -> str:
    """The title in a file's name, where it is one: a year and several words, with capitals."""
    title = stem.replace("_", " ").strip()
    return title if re.search(r"\b\d{4}\b", title) and " " in title and title != title.lower() else ""
