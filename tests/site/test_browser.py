"""The site in Chromium, from a server and from a folder: what it shows, what it does when clicked, and for whom."""

import re
import struct

import pytest

import build
from hemicycle.site import colours

AXE = build.HERE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = [
    "index.html",
    "elections/ma-house-2007.html",
    "elections/dz-assembly-2012.html",
    "elections/sy-president-2014.html",
    "elections/tn-president-2019.html",
    "elections/sy-assembly-2012.html",
    "elections/parlgov-1037.html",
    "parties/ma-mp.html",
    "countries/sy.html",
    "questions/index.html",
    "questions/seat_swing.html",
    "sources/index.html",
    "sources/ipu-ma-2011.html",
    "dictionary.html",
    "tables.html",
    "downloads.html",
    "exercises.html",
    "about.html",
    "console.html",
    "404.html",
]
MOROCCO = "elections/ma-house-2007.html"


@pytest.mark.parametrize("path", KINDS)
def test_a_page_asks_nobody_and_complains_of_nothing(look, base, path):
    seen = look(f"{base}/{path}")
    assert seen.said == []
    assert [url for url in seen.asked if not url.startswith((base, "data:", "blob:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", KINDS)
def test_a_page_breaks_no_rule_of_accessibility_and_fits(look, served, path, width, scheme):
    page = look(f"{served}/{path}", viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_pictures_stand_out_from_the_page(look, served, scheme):
    """Axe cannot judge the words of a picture, so their contrast is computed here."""
    page = look(f"{served}/{MOROCCO}", color_scheme=scheme).page
    fills = page.evaluate("""[...new Set([...document.querySelectorAll('.picture text, .picture tspan')]
        .filter((one) => one.getClientRects().length)
        .map((one) => getComputedStyle(one).fill))]""")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(fills) >= 4
    for fill in fills:
        assert colours.contrast(as_hex(fill), as_hex(paper)) >= 4.5, (fill, paper)


def as_hex(rgb):
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", rgb)[:3])


def test_the_papers_are_those_that_contrast_is_computed_for(look, served):
    for scheme, paper in (("light", colours.PAPER), ("dark", colours.DARK_PAPER)):
        page = look(f"{served}/about.html", color_scheme=scheme).page
        assert as_hex(page.evaluate("getComputedStyle(document.body).backgroundColor")) == paper


def test_figures_on_a_page_are_the_answers_of_the_file(look, base, db):
    page = look(f"{base}/{MOROCCO}").page
    rows = page.locator(".results tbody tr")
    shown = {}
    for n in range(rows.count()):
        cells = rows.nth(n).locator("th bdi:not(.native), td").all_inner_texts()
        shown[cells[0]] = (cells[1], cells[2])
    expected = db.execute("""
        select contestant, vote_share_pct, seats from outcomes where election_id = 'ma-house-2007'
    """).fetchall()
    assert shown == {
        name: ("–" if share is None else f"{share:.2f}", "–" if seats is None else str(seats))
        for name, share, seats in expected
    }
    swing = page.locator("#change .figures tbody tr").all_text_contents()
    ((lost,),) = db.execute("""
        select like_for_like_change from seat_swing where contestant_id = 'ma-house-2007-mp'
    """).fetchall()
    assert any(row.startswith("Popular Movement") and f"\u2212{-lost}" in row for row in swing)
    ((disputed,),) = db.execute("""
        select count(*) from (
            select distinct figure, tier, contestant_id, area_id, subject
            from source_conflicts where election_id = 'ma-house-2007'
        )
    """).fetchall()
    assert page.locator("#disputed details").count() == disputed
    ((turnout,),) = db.execute("select turnout_pct from turnout where election_id = 'ma-house-2007'").fetchall()
    assert f"{turnout:.1f}" in page.locator(".facts").inner_text()


def test_the_example_of_a_question_has_no_gaps_and_says_nothing_twice(look, served):
    page = look(f"{served}/questions/seat_swing.html").page
    heights = page.locator("#example tbody tr").evaluate_all("all => all.map((one) => one.clientHeight)")
    assert len(heights) > 1 and len(set(heights)) == 1
    heads = page.locator("#example thead th").all_text_contents()
    assert heads[0] == "contestant" and {"previous_contestant_id", "like_for_like_change"} < set(heads)
    assert not {"election", "contestant_id"} & set(heads)
    column = heads.index("previous_contestant_id") + 1
    cells = page.locator(f"#example tbody td:nth-child({column})").all_inner_texts()
    assert "lb-parliament-2009-hezbollah Hezbollah" in cells  # no other column has the name


def test_the_parties_of_a_government_have_the_whole_width_of_a_phone(look, served):
    page = look(f"{served}/elections/parlgov-1037.html", viewport={"width": 390, "height": 900}).page
    cells = page.locator("#government td.parties")
    assert cells.count() > 1
    sizes = cells.evaluate_all("all => all.map((one) => [one.clientWidth, one.parentElement.clientWidth])")
    assert all(wide == whole > 300 for wide, whole in sizes)
    assert page.get_by_role("row").filter(has=page.get_by_role("cell", name="Papen")).count() == 1


def test_the_menu_is_whole_on_a_phone(look, served):
    page = look(f"{served}/{MOROCCO}", viewport={"width": 390, "height": 900}).page
    places = page.locator("header.site nav a").evaluate_all("all => all.map((one) => one.getBoundingClientRect())")
    assert len({place["top"] for place in places}) == 1
    assert all(place["left"] >= 0 and place["right"] <= 390 for place in places)


def test_the_line_of_a_party_is_painted_in_its_colour(look, served):
    page = look(f"{served}/parties/ma-mp.html").page
    painted = page.locator(".lines .line, .lines .dot:not(.open)").evaluate_all(
        "all => all.map((one) => [one.getAttribute('stroke'), getComputedStyle(one).stroke])"
    )
    assert len(painted) > 2
    for stroke, seen in painted:
        assert seen == f"rgb({', '.join(map(str, colours.channels(stroke)))})"


def test_labels_beside_the_seats_fit_on_a_phone(look, served):
    for path in (MOROCCO, "elections/parlgov-1016.html"):
        page = look(f"{served}/{path}", viewport={"width": 390, "height": 900}).page
        places = page.locator(".hemicycle .label").evaluate_all(
            "all => all.filter((one) => one.getClientRects().length).map((one) => one.getBoundingClientRect())"
        )
        assert places and all(place["left"] >= 0 and place["right"] <= 390 for place in places), path


def test_a_strip_begins_at_the_election_that_is_shown(look, served):
    page = look(f"{served}/elections/parlgov-1016.html", viewport={"width": 390, "height": 900}).page
    here = page.locator(".strip [aria-current]").bounding_box()
    assert here["x"] >= 0 and here["x"] + here["width"] <= 390


def test_parties_that_are_pressed_add_up(look, base, db):
    page = look(f"{base}/{MOROCCO}").page
    ((majority,),) = db.execute("select majority_seats from majority where election_id = 'ma-house-2007'").fetchall()
    seats = [
        count
        for (count,) in db.execute("""
            select seats from outcomes where election_id = 'ma-house-2007' and is_counted order by seats desc limit 4
        """).fetchall()
    ]
    for n in range(3):
        page.locator(".chip").nth(n).click()
    assert f"{sum(seats[:3])} of 325 seats, {majority - sum(seats[:3])} short" in page.inner_text(".coalition p")
    seat = page.locator(".hemicycle .seats").nth(3)
    seat.scroll_into_view_if_needed()
    x, y = seat.evaluate("""one => {
        const at = one.getPointAtLength(0).matrixTransform(one.getScreenCTM());
        return [at.x, at.y];
    }""")
    page.mouse.click(x, y)
    assert page.locator(".chip[aria-pressed=true]").count() == 4
    assert f"{sum(seats)} of 325 seats, {sum(seats) - majority} more" in page.inner_text(".coalition p")
    assert page.locator(".hemicycle .party.on").count() == 4
    for n in range(4):
        page.locator(".chip").nth(n).click()
    assert "Press parties" in page.inner_text(".coalition p")


def test_keys_alone_are_enough(look, served):
    page = look(f"{served}/{MOROCCO}").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('chip')"):
            break
    page.keyboard.press("Space")
    assert page.locator(".chip[aria-pressed=true]").count() == 1
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_table_is_sorted_and_put_back(look, served):
    page = look(f"{served}/{MOROCCO}").page
    column = page.locator(".results tbody td:nth-of-type(1)")
    before = column.all_inner_texts()
    page.get_by_role("button", name="Share, %").click()
    values = [float(text) for text in column.all_inner_texts() if text != "–"]
    assert values == sorted(values, reverse=True) and column.all_inner_texts()[-1] == "–"
    page.get_by_role("button", name="Share, %").click()
    page.get_by_role("button", name="Share, %").click()
    assert column.all_inner_texts() == before


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("moroc 2007", "elections/ma-house-2007.html"),
        ("algeria", "countries/dz.html"),
        ("الجزائر", "countries/dz.html"),
        ("maroc", "parties/ma-"),
        ("popular movement", "parties/ma-mp.html"),
        ("seats before and the change", "questions/seat_swing.html"),
        ("ELECTIONS LEGISLATIVES ALGERIENNES", "sources/"),
    ],
)
def test_search_finds_without_accents(look, base, typed, target):
    page = look(f"{base}/about.html").page
    page.fill("#search", typed)
    page.wait_for_selector("#hits li")
    page.press("#search", "ArrowDown")
    with page.expect_navigation():
        page.press("#search", "Enter")
    assert f"/{target}" in page.url


def test_pictures_and_tables_are_saved(look, base, site):
    page = look(f"{base}/{MOROCCO}").page
    for section, name in (("#seats", "seats"), ("#change", "change"), ("#turnout", "turnout")):
        with page.expect_download() as saved:
            page.locator(f"{section} button.png").click()
        raw = saved.value.path().read_bytes()
        assert saved.value.suggested_filename == f"ma-house-2007-{name}.png" and raw.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", raw[16:24])
        svg = (site / "pictures" / f"ma-house-2007-{name}.svg").read_text(encoding="utf-8")
        assert (f'width="{width // 2}"' in svg) and (f'height="{height // 2}"' in svg)
    assert page.locator("#seats a[download]").get_attribute("href") == "../pictures/ma-house-2007-seats.svg"


def test_a_picture_alone_can_be_shown_elsewhere(look, served):
    seen = look(f"{served}/pictures/ma-house-2007-seats.svg")
    assert seen.said == [] and "2007 Moroccan general election" in seen.page.locator("text.heading").text_content()


def ask(page, sql):
    page.fill("#sql", sql)
    page.click("#run")
    page.wait_for_selector("#run:not([disabled])", timeout=60_000)


def test_the_console_answers(look, base, db):
    sql = "select contestant, seats from results_table where election_id = 'ma-house-2007' order by seats desc limit 3"
    seen = look(f"{base}/console.html#{sql}")
    page = seen.page
    page.wait_for_selector(".answer tbody tr", timeout=60_000)
    rows = [tuple(text.split("\t")) for text in page.locator(".answer tbody tr").all_inner_texts()]
    assert rows == [(name, str(seats)) for name, seats in db.execute(sql).fetchall()]
    meaning = db.execute("""
        select description from data_dictionary where table_name = 'results_table' and column_name = 'seats'
    """).fetchall()
    assert (page.locator(".answer th").nth(1).get_attribute("title"),) == meaning[0]
    with page.expect_download() as saved:
        page.click("#csv")
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert lines == ["\ufeffcontestant,seats", *(f"{name},{seats}" for name, seats in db.execute(sql).fetchall())]
    assert page.locator("#past option").count() == 2
    assert [url for url in seen.asked if not url.startswith((base, "data:", "blob:"))] == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("selct 1", "syntax error"),
        ("from no_such_table", "no_such_table"),
        ("delete from elections", "read-only"),
        ("from read_csv('https://127.0.0.1:1/x.csv')", "disabled"),
        ("attach 'https://127.0.0.1:1/x.duckdb'", "disabled"),
    ],
)
def test_the_console_says_what_is_wrong(look, served, sql, words):
    seen = look(f"{served}/console.html")
    ask(seen.page, sql)
    assert words in seen.page.inner_text(".wrong") and seen.page.locator(".answer tr").count() == 0
    assert [url for url in seen.asked if not url.startswith((served, "data:", "blob:"))] == []


def test_every_question_is_answered_in_the_console(look, served, db):
    page = look(f"{served}/console.html").page
    options = page.locator("#examples option").evaluate_all("all => all.map((one) => one.value).filter(Boolean)")
    assert len(options) == db.execute("select count(*) from query_catalog").fetchall()[0][0]
    for sql in options:
        ask(page, sql)
        assert not page.locator(".wrong").is_visible(), (sql, page.inner_text(".wrong"))
        expected = len(db.execute(sql).fetchall())
        assert page.inner_text("#state").startswith(f"{expected:,} row"), sql


def test_exercises_open_in_the_console_with_their_answers(look, served):
    page = look(f"{served}/exercises.html").page
    links = page.locator("a[href^='console.html#']").evaluate_all("all => all.map((one) => one.href)")
    answers = [link for number, link in enumerate(links) if number % 2]
    counts = page.locator("details .note").all_text_contents()
    assert len(answers) == len(counts) == 10
    for link, count in zip(answers, counts, strict=True):
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_selector(".answer tbody tr", timeout=60_000)
        assert page.inner_text("#state").split()[0] == count.split()[0]


def test_without_javascript_the_pages_are_whole(look, base):
    page = look(f"{base}/{MOROCCO}", java_script_enabled=False).page
    assert page.locator(".hemicycle .seats").first.is_visible() and page.locator(".results tbody tr").count() == 26
    assert not page.locator(".search").is_visible() and not page.locator("button.png").first.is_visible()


def test_on_paper_everything_is_open_and_nothing_is_a_button(look, served):
    page = look(f"{served}/{MOROCCO}").page
    page.emulate_media(media="print")
    closed = page.locator("#disputed details:not([open]) dl").first
    assert closed.bounding_box()["height"] > 20
    for hidden in (".search", ".tools", ".coalition", "header.site nav"):
        assert not page.locator(hidden).first.is_visible()


def test_names_that_are_written_from_right_to_left(look, served):
    page = look(f"{served}/{MOROCCO}").page
    native = page.locator(".results .native").first
    assert (
        native.evaluate("one => getComputedStyle(one).direction") == "rtl"
        and native.get_attribute("lang") == "und-Arab"
    )


@pytest.mark.parametrize(
    "path", ["index.html", MOROCCO, "parties/ma-mp.html", "countries/ma.html", "sources/ipu-ma-2011.html"]
)
def test_hostile_names_do_nothing(look, hostile_site, hostile, serve, path):
    base = serve(hostile_site)
    seen = look(f"{base}/{path}")
    page = seen.page
    page.fill("#search", "script")
    page.wait_for_selector("#hits li")
    assert hostile[:30] in page.locator("#hits li").first.inner_text()
    for button in page.locator("button.png").all()[:1]:
        with page.expect_download():
            button.click()
    assert page.evaluate("window.harmed") is None and seen.said == []
    assert page.locator("main script, a[href^='javascript']").count() == 0
