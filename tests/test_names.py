"""Texts, names, codes and addresses: what nobody can have meant is refused, and what languages need is taken."""

import csv
import sys

import pytest
import regex
from test_refusals import add, change, put

import build
from hemicycle.reading import cells, codes, names, text
from hemicycle.reading.cells import text_problem
from hemicycle.reading.names import alike, letters_alike, looks_of, script_of
from hemicycle.reading.text import JOINERS, Refused, unreadable

with (build.HERE / "tests" / "names.csv").open(encoding="utf-8", newline="") as file:
    TRUE_NAMES = [row["name"] for row in csv.DictReader(file)]

UNSEEN = "has a character that cannot be seen or read"
SCRIPTS = "letters in one word"
PRINT = "made for print alone"
NOTHING = "has no letter and no digit"
MARK = "has a mark that belongs to no letter"
HTML = "an escape of HTML"
WIKI = "the markup of a wiki or a template"
ADDRESS = "an escape of an address"
ESCAPE = "an escape"
WAITING = "stands for something that is not known yet"
FORMULA = "is a formula to a spreadsheet"
DECODED = "looks wrongly decoded"

# what is said: names of which it is said
BAD = {
    UNSEEN: [
        *(f"Par{chr(code)}ty" for code in (0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x2800, 0x3164, 0xFE0F, 0xFFA0)),
        *(
            f"Par{chr(code)}ty"
            for code in (0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202E, 0x2060, 0x2066)
        ),
        *(f"Par{chr(code)}ty" for code in (0xFEFF, 0xE0041, 0xE0100, 0xFFFD, 0x0, 0x1B, 0x85, 0x2028)),
        "\u2800",
        "\u3164",
        "הליכוד\u200f",
        "حزب\u200c",
        "自由\u200c民主党",
        "ქარ\u200dთული",
    ],
    SCRIPTS: [
        "Аlgeria",
        "Pаrty of Work",
        "Omicrοn",
        "НДP",
        "ΠAΣOΚ",
        "Kόμμα",
        "Λaw",
        "Paгty",
        "حزبparty",
        "Ծarty",
        "הליכודx",
        "भाजपाP",
        "Оktober-Partei",
    ],
    PRINT: ["𝐏arty", "𝓟arty", "Ｐarty", "oﬃce", "ﬁrst", "ﺣﺰﺏ", "ﷲ", "𝕻arty", "ﬅ"],
    NOTHING: ["–––", "!!!", "☂", "🌹", "(—)", "★★★", "?!", "…!", "¿"],
    MARK: ["\u0301Party", "Par ty \u0301", "Pa" + "\u0336\u0337\u0338\u0334\u0335" + "rty"],
    HTML: ["A&nbsp;B", "Law &amp; Order", "&quot;Left&quot;", "O&#39;Brien", "O&#x27;Brien", "Parti &eacute;cologiste"],
    WIKI: [
        "[[Labour Party]]",
        "{{nowrap|Labour}}",
        "{{ party }}",
        "{% if %}",
        "'''Labour'''",
        "${party}",
    ],
    "a footnote's mark": ["Labour[1]", "Labour [a]", "Labour[note 2]", "Labour[citation needed]"],
    ADDRESS: ["Labour%20Party", "Parti%C3%A9"],
    ESCAPE: [
        "Labour\\nParty",
        "Alg\\u00e9rie",
        "Alg\\xe9rie",
        "Algu00e9rie",
        "Alg=C3=A9rie",
        "O\\'Brien",
        '\\"Left\\"',
    ],
    "the form that a program writes": ["b'Labour'", "['Labour', 'Left']", '{"name": "Labour"}', "[object Object]"],
    "an error of a spreadsheet": ["#REF!", "#NAME?", "#VALUE!", "#DIV/0!"],
    "a tag of HTML": ["<b>Labour</b>", "a<br/>b", "<script>x</script>"],
    WAITING: ["TBD", "tba", "xxx", "XXXX", "unknown", "Unknown", "undefined", "TODO", "to do", "FIXME", "n.n.", "..."],
    FORMULA: ["=1+1", "@SUM", "+A1", "-A1", "-$A$1", '+"x"&A1', "+cmd|' /C calc'!A0", "＝1", "＠x", "+SUM(A1)"]
    + ["＋A1"],
    DECODED: [
        "AlgÃ©rie",
        "Partei fÃ¼r الجزائر",
        "ÐŸÐ°Ñ€Ñ‚Ð¸Ñ",
        "РџР°СЂС‚РёСЏ",
        "Labourâ€™s",
        "Alg√©rie",
        "ط§ظ„ظˆط·ظ†",
        "SÃ£o TomÃ©, 民主党",
    ],
    "looks like a missing value": ["N/A", "n/a", "-", "."],
    "has no letter and no digit": ["?"],
    "is not in Unicode's composed form": ["Alge\u0301rie", "\u212b"],
}


@pytest.mark.parametrize("said, name", [(said, name) for said, listed in BAD.items() for name in listed])
def test_a_bad_name_is_refused(said, name):
    assert said in (text_problem(name, "name", True) or "nothing")


def test_true_names_are_taken():
    assert len(TRUE_NAMES) > 450
    assert {name: problem for name in TRUE_NAMES if (problem := text_problem(name, "name", True))} == {}


def test_the_names_of_our_seeds_are_taken(db):
    said = " union ".join(
        f"select native_name from {table}" for table in ("areas", "bodies", "countries", "parties", "people")
    )
    native = [name for (name,) in db.sql(f"select * from ({said}) where native_name is not null").fetchall()]
    assert len(native) > 100
    assert {name: problem for name in native if (problem := text_problem(name, "name"))} == {}


def test_notes_may_say_what_names_may_not():
    for note in (
        "Labour [1] has 5 seats",
        "!!!",
        "the page says ☂",
        "p. 3 [sic]",
        "КПРФ, in Latin letters KПРФ",
    ):
        assert text_problem(note) is None, note


def test_what_unicode_does_not_show_is_refused_but_for_joiners():
    hidden = regex.compile(r"\p{Default_Ignorable_Code_Point}")
    shown = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if hidden.match(chr(code)) and chr(code) not in JOINERS and not unreadable(f"a{chr(code)}b")
    ]
    assert shown == []
    wrongly = [c for c in map(chr, range(sys.maxunicode + 1)) if text.UNSEEN.match(c) and not hidden.match(c)]
    assert wrongly == ["\u2800"]  # an empty Braille cell, which Unicode counts among the signs


@pytest.mark.parametrize(
    "script", "Latin Greek Cyrillic Armenian Hebrew Arabic Georgian Tifinagh Han Hiragana Katakana Hangul Thai".split()
)
def test_the_script_of_a_letter_is_that_of_unicode(script):
    letters = regex.findall(rf"[\p{{{script}}}&&\p{{L}}--\p{{Lm}}]", "".join(map(chr, range(0x10000))), flags=regex.V1)
    assert len(letters) > 30
    called = {"HAN": {"CJK"}}.get(script.upper(), {script.upper()})
    assert {found for letter in letters if (found := script_of(letter))} <= called | {"ROMAN", "TURNED"}


def test_what_looks_alike_in_ascii_is_what_the_library_says():
    table = {chr(code): other for code, other in letters_alike().items() if code < 128 and chr(code) != other}
    assert table == {**names.ALIKE_IN_ASCII, "`": "'"}  # which is left out of names anyhow


ALIKE = [
    ("Аlgeria", "Algeria"),
    ("Omicrοn", "Omicron"),
    ("РОРА", "POPA"),
    ("PARTY", "Party"),
    ("Straße", "STRASSE"),
    ("St. John", "St John"),
    ("O’Brien", "O'Brien"),
    ("OʼBrien", "O`Brien"),
    ("Al-Ahd", "Al Ahd"),
    ("Al–Ahd", "AlAhd"),
    ("Ｐarty", "Party"),
    ("𝐏arty", "Party"),
    ("oﬃce", "office"),
    ("Ⅳ Party", "IV Party"),
    ("Parti Ecologiste", "Parti Écologiste"),
    ("PayPaI", "PayPal"),
    ("Modem", "Modern"),
    ("حزب ي", "حزب ی"),
    ("کارگر\u200cها", "کارگرها"),
    ("أحرار", "احرار"),
    ("Ward I", "Ward 1"),
    ("«Left»", "Left"),
]
APART = [
    ("A", "Å"),
    ("Ø", "O"),
    ("Tokyo 1-1", "Tokyo 11"),
    ("Ward 1.2", "Ward 12"),
    ("ハナ", "バナ"),
    ("東京1区", "大阪1区"),
    ("कि", "कु"),
    ("Blue Party", "Blues Party"),
    ("+Europa", "Europa"),
    ("Labour", "Labor"),
    ("Ё", "Е"),
    ("ⵍⵎⵖⵔⵉⴱ", "ⴷⵣⴰⵢⵔ"),
    ("شرق", "شرف"),
]


def looks_alike(*both):
    return bool(list(alike(((), str(number), name) for number, name in enumerate(both))))


@pytest.mark.parametrize("one, other", ALIKE)
def test_names_that_look_alike_are_found(one, other):
    assert looks_alike(one, other) and looks_alike(other, one)


@pytest.mark.parametrize("one, other", APART)
def test_names_that_can_be_told_apart_are_two(one, other):
    assert not looks_alike(one, other)


def test_true_names_look_unlike_one_another():
    pairs = list(alike(((), name, name) for name in dict.fromkeys(TRUE_NAMES)))
    assert pairs == [("Σύνδεσμος", "Σύνδεσμος")] or all(
        set(looks_of(one)) & set(looks_of(other)) for one, other in pairs
    )
    assert len(pairs) < 0.03 * len(TRUE_NAMES), pairs


def refused(project):
    with pytest.raises(Refused) as refusal:
        build.build(project)
    return str(refusal.value).splitlines()


def test_a_name_that_looks_like_another_is_refused_until_somebody_accepts_it(lean):
    change(lean, "parties", add("zz-other", "zz", "BLUE Party.", "", "", "", "", "gazette", "p. 1", "", "", "", ""))
    rule = "two names look alike"
    said = f"looks like 'Blue Party' on line 3; if both are right, accept '{rule}' of 'zz-blue zz-other'"
    assert refused(lean) == [f"seeds/parties.csv:8: party: 'BLUE Party.' {said}"]
    change(lean, "accepted_discrepancies", add(rule, "zz-blue zz-other", "two parties that the register keeps apart"))
    build.build(lean)
    change(lean, "parties", put("party", "Other Party", 8))
    assert refused(lean) == [
        f"seeds/accepted_discrepancies.csv:2: rule, subject: '{rule} zz-blue zz-other' is accepted, "
        "but these names do not look alike; delete this row"
    ]


def test_names_may_be_alike_in_two_countries_and_in_two_larger_areas(lean):
    change(lean, "parties", add("yy-blue", "xy", "Blue Party", "", "", "", "", "gazette", "p. 1", "", "", "", ""))
    change(lean, "areas", add("zz-south", "zz", "governorate", "South", "", "gazette", "p. 1", "", ""))
    change(lean, "areas", add("zz-south-1", "zz", "constituency", "NORTH 1", "", "gazette", "p. 1", "", ""))
    change(lean, "area_parents", add("zz-south-1", "zz-south"))
    build.build(lean)


def test_names_that_programs_take_for_nothing_are_taken_where_a_name_is_required(lean):
    for name in ("None", "Nan", "NULL", "NA", "Nil"):
        change(lean, "people", add(f"zz-{name.lower()}", name, "", "gazette", "p. 1", "", ""))
    change(lean, "parties", put("party", "Namibian Alliance", 2))
    change(lean, "parties", put("abbreviation", "NA", 2))
    build.build(lean)
    change(lean, "parties", put("abbreviation", "NA", 3))
    assert refused(lean) == ["seeds/parties.csv:3: abbreviation: 'NA' looks like a missing value; leave the cell empty"]


def test_twenty_thousand_names_are_compared_in_no_time(monkeypatch):
    looked = []
    monkeypatch.setattr(names, "looks_of", lambda name: looked.append(name) or looks_of(name))
    assert list(alike(((), str(number), f"Ward {number}") for number in range(20_000))) == []
    assert len(looked) == 20_000


COUNTRIES = {
    ("dz", "DZA"): None,
    ("xk", "XKX"): None,
    ("zz", "ZZZ"): None,
    ("su", "SUN"): None,
    ("cshh", "CSK"): None,
    ("csxx", "SCG"): None,
    ("yucs", "YUG"): None,
    ("dza", "DZA"): "country_id",
    ("d1", "DZA"): "country_id",
    ("uk", "GBR"): "country_id",
    ("en", "ENG"): "country_id",
    ("dz", "dza"): "alpha_3",
    ("dz", "MAR"): "alpha_3",
    ("cshh", "SCG"): "alpha_3",
    ("xk", "DZA"): "alpha_3",
}


@pytest.mark.parametrize("pair", COUNTRIES)
def test_the_codes_of_a_country_are_those_of_one_country(pair):
    problem = codes.country_problem(*pair)
    assert (problem and problem[0]) == COUNTRIES[pair]


def test_languages_have_codes():
    for good in ("fr", "ar", "kab", "zgh", "ckb", "haw", "mul", "mi", "bo"):
        assert codes.language_problem(good) is None, good
    for bad in ("xx", "FR", "eng", "french", "ber", "und", "zxx", "mis", "fr-FR", "f", '"', "e"):
        assert "is no code of a language" in codes.language_problem(bad), bad


GOOD_ADDRESSES = [
    "https://example.org",
    "http://example.org:8080/a?b=%20&c=d#e",
    "https://президент.рф/выборы",
    "https://a_b.example.co.uk/",
    "http://8.8.8.8/x",
    "https://xn--80adxhks.xn--p1ai/",
    "https://example.org/a@b",
    "HTTPS://EXAMPLE.ORG/",
]
BAD_ADDRESSES = """
    javascript:alert(1) file:///etc/passwd data:text/html,x ftp://example.org //example.org example.org
    http:example.org http://localhost/ http://localhost.localdomain:80 http://127.0.0.1/ http://10.0.0.1/
    http://192.168.1.1 http://[::1]/ http://169.254.169.254/ http://0.0.0.0 http://intranet/ http://printer.local/
    https:// https:///path http://.org https://user:password@example.org https://user@example.org
    https://example.org\\x https://exa_mple https://example.org:99999 http://2130706433/ http://0x7f.1/ https://-.org
    https://exam<b>ple.org https://example.org/"onclick= http://[fe80::1 mailto:a@example.org https://example..org
""".split()


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_an_address_that_anybody_can_open_is_taken(address):
    assert codes.address_problem(address) is None


@pytest.mark.parametrize(
    "address", [*BAD_ADDRESSES, "https://example.org/a b", " https://example.org", "https://e.org\n"]
)
def test_another_address_is_refused(address):
    assert codes.address_problem(address)


# what is taken out of cells.py or names.py, and a name that must then pass
WITHOUT = [
    (cells, "FORMULA", "+A1"),
    (cells, "TAG", "<b>Labour</b>"),
    (cells, "PLACEHOLDERS", "TBD"),
    (cells, "ERRORS", "#REF!"),
    (cells, "FOOTNOTE", "Labour[1]"),
    (cells, "ENTITY", "Law &amp; Order"),
    (cells, "SUSPECT", "AlgÃ©rie"),
    (text, "UNSEEN", "Par\u3164ty"),
    (names, "LATIN_LIGATURES", "oﬃce"),
]


@pytest.mark.parametrize("module, rule, name", WITHOUT)
def test_without_a_rule_a_bad_name_would_pass(monkeypatch, module, rule, name):
    assert text_problem(name, "name", True)
    monkeypatch.setattr(module, rule, regex.compile("(?!)"))
    assert text_problem(name, "name", True) is None
