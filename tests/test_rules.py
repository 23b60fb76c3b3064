"""Rules across tables: what each finds, and the true cases that it leaves alone.

The build refuses what `circles`, `impossible_values` and `integrity_checks` find; test_refusals.py has a seed for each
of their rules. What `plausibility_checks` finds waits for a person's reason.
"""

import re

import duckdb
import pytest
from conftest import FILES, MADE_UP, keep_queries, needed, rows_of
from sqlglot import exp
from test_refusals import add, change, parts_of, put, swap

import build
from hemicycle.database.tables import create_tables, create_views, fill
from hemicycle.reading.seeds import read_seeds
from hemicycle.reading.text import Refused

REFUSED = {"circles": "problem", "impossible_values": "problem", "integrity_checks": "problem"}
ACCEPTED = {"arithmetic_checks": "rule", "plausibility_checks": "rule"}


@pytest.fixture(scope="module")
def elections():
    """The made-up elections in tables without keys, so that any row can be changed."""
    with duckdb.connect() as keyed, duckdb.connect(config={"threads": 1}) as db:
        create_tables(keyed, FILES.tables)
        fill(keyed, FILES.tables, read_seeds(keyed, MADE_UP))
        for table in FILES.tables:
            rows = keyed.sql(f"from {table.name}").to_arrow_table()  # noqa: F841 - the next statement reads it
            db.execute(f"create table {table.name} as from rows")
        create_views(db, FILES.queries)
        yield db


@pytest.fixture
def changed(elections):
    """The made-up elections, to be changed for one test."""
    elections.execute("begin")
    yield elections
    elections.execute("rollback")


def event(kind, day, until="null"):
    return f"insert into events values ('zz-assembly-2000', '{kind}', '{day}', 'almanac', 'p. 1', {until}, 'x')"


def election(name, first, last, body="zz-assembly"):
    return (
        "insert into elections (election_id, body_id, election, kind, first_polling_on, last_polling_on, scope, round, "
        "is_annulled, votes_per_ballot, seats, source_id, locator) "
        f"values ('zz-{name}', '{body}', '{name}', 'direct vote', '{first}', '{last}', 'general', 1, false, 1, 1, 's', "
        "'p')"
    )


def contestant(name, kind, *parties):
    return ";".join(
        [
            "insert into contestants (contestant_id, election_id, contestant, kind, is_valid, source_id, locator) "
            f"values ('zz-{name}', 'zz-assembly-2000', '{name}', '{kind}', true, 'gazette', 'p')"
        ]
        + [f"insert into contestant_parties values ('zz-{name}', '{party}')" for party in parties]
    )


def holder(person, phase="after", source="gazette", office="president"):
    return (
        f"insert into office_holders values ('zz-president-2001', '{office}', '{phase}', '{person}', '{source}', 'p', "
        "null, true, null)"
    )


def leader(contestant_id, person="zz-ann-able", source="gazette"):
    return f"insert into leaders values ('{contestant_id}', '{person}', '{source}', 'p')"


def statistic(measure, amount):
    return (
        f"insert into statistics values ('zz-assembly-2000', '{measure}', 'almanac', 'p', null, 'exact', {amount}, 1, "
        "null, null, null)"
    )


def boycott(name, party):
    return f"insert into boycotts values ('zz-assembly-2000', '{name}', 'gazette', 'p', {party}, null)"


def link(earlier, later, kind="merged", day="2001-01-01"):
    return f"insert into party_links values ('{earlier}', '{later}', '{kind}', '{day}', 'day', 'gazette', 'p')"


def source(name, url):
    return f"insert into sources values ('{name}', 'dataset', 'P', 'T', 'en', null, '{url}', null, null)"


# rule: what breaks it; what is true somewhere and keeps it, with where
UNLIKELY = {
    "polling takes at most 100 days": (
        election("1951", "1951-10-25", "1952-02-21"),
        election("2024", "1984-04-19", "1984-06-01"),  # India in 2024: 44 days
    ),
    "two elections of one body share no polling day": (
        election("again", "2000-05-08", "2000-05-08"),
        election("other", "2000-05-08", "2000-05-08", "yy-assembly"),  # two chambers on one day
    ),
    "an event lies within two years of the polling": (
        event("appointment", "2003-05-01"),
        event("appointment", "2001-10-30"),  # Belgium in 2010: a government after 541 days
    ),
    "a result is announced after the polling": (
        event("announcement", "2000-05-06"),
        event("announcement", "2000-05-07"),  # the first day of two
    ),
    "a polling event lies on the polling days": (
        event("polling", "2000-05-14"),
        event("vote abroad", "2000-05-01"),  # a week early, as many embassies have it
    ),
    "a result is published after the polling": (
        "update sources set published_on = '2000-01-01' where source_id = 'gazette'",
        # a guide of the day before with the register alone
        "update sources set published_on = '1995-01-01' where source_id = 'almanac'; delete from results; "
        "update returns set ballots_cast = null, valid_votes = null, turnout_pct = null; "
        "update returns set registered_voters = 5 where source_id = 'almanac'",
    ),
    "a party runs after it was founded": (
        "update parties set founded_year = 2001 where party_id = 'zz-rose'",
        "update parties set founded_year = 2000 where party_id = 'zz-rose'",
    ),
    "a party runs before it is dissolved": (
        "update parties set dissolved_year = 2003 where party_id = 'zz-rose'",
        "update parties set dissolved_year = 2004 where party_id = 'zz-rose'",
    ),
    "a party exists when it takes a step": (
        "update parties set founded_year = 2000 where party_id = 'zz-rose'",
        "update parties set founded_year = 1999 where party_id = 'zz-rose'",
    ),
    "no more are elected than the chamber has members": (
        statistic("women_elected", 101),
        statistic("candidates", 101),
    ),
    "a register has voters": (
        "update returns set registered_voters = 0 where return_id = 'yy-assembly-2002-gazette'",
        "update returns set registered_voters = null where return_id = 'yy-assembly-2002-gazette'",
    ),
    "a turnout of 0 has no ballots": (
        "update returns set turnout_pct = 0 where return_id = 'zz-assembly-1996-gazette'",
        "update returns set turnout_pct = 0 where return_id = 'zz-assembly-1996-almanac'",
    ),
    "a threshold is less than the whole": (
        "update thresholds set numerator = 100",
        "update thresholds set numerator = 67",
    ),
    "a share has the decimals of its return": (
        "update results set vote_share_pct = 50.25 where return_id = 'zz-assembly-2000-almanac'",
        "update results set vote_share_pct = 50.00 where return_id = 'zz-assembly-2000-almanac'",
    ),
    "votes are rounded like the counts of their return": (
        "update returns set counts_rounded_to = 100 where return_id = 'zz-assembly-2000-gazette'",
        "update returns set counts_rounded_to = 10 where return_id = 'zz-assembly-2000-gazette'",
    ),
    "an office of one person has no seats": (
        "update elections set seats = 538 where election_id = 'zz-president-2001'",
        # an office whose source prints the one winner
        "update results set seats = 1 where contestant_id = 'zz-president-2001-yes'",
    ),
    "a referendum fills an office of one person": (
        "update elections set kind = 'referendum on one candidate' where election_id = 'zz-assembly-2004'",
        "update elections set kind = 'direct vote'",
    ),
    "a joint list has several parties": (
        contestant("joint", "joint list", "zz-violet"),
        contestant("joint", "joint list", "zz-violet", "zz-red"),
    ),
    "a party list has one party": (
        contestant("two", "party list", "zz-violet", "zz-red"),
        # one party behind two lists, as in Morocco in 2007
        contestant("two", "party list", "zz-violet") + ";" + contestant("three", "party list", "zz-violet"),
    ),
    "an alliance has members": (
        contestant("empty", "alliance"),
        contestant("named", "alliance", "zz-violet", "zz-red"),  # its parties have no figures of their own
    ),
    "a person leads one contestant": (
        leader("zz-assembly-2000-blue"),
        leader("zz-assembly-2000-rose"),  # a member of the alliance that the same person leads
    ),
    "a retrospective return does not come first": (
        "update returns set rank = case stage when 'final' then 2 else 1 end where election_id = 'zz-assembly-1996'",
        "update returns set stage = 'retrospective' where election_id = 'yy-assembly-2002'",  # the only one there is
    ),
    "a person belongs to one country": (
        leader("yy-assembly-2002-gold"),
        leader("zz-assembly-2004-rose"),
    ),
    "a step in ancestry stays in one country": (
        link("zz-green", "yy-gold"),
        link("zz-green", "zz-violet"),
    ),
    "an area lies in a larger one of its country": (
        "insert into area_parents values ('yy-capital', 'zz-north')",
        "insert into areas select 'zz-south', * exclude area_id from areas where area_id = 'zz-north-1'; "
        "insert into area_parents values ('zz-south', 'zz-north')",
    ),
    "who calls for a boycott does not stand": (
        boycott("Greens", "'zz-green'"),
        boycott("Reds", "'zz-red'"),
    ),
    "a boycott bears the name of its party": (
        boycott("Red Party", "'zz-violet'"),
        boycott("The Reds", "'zz-red'"),  # a name that the source gives it
    ),
    "an office has one holder": (
        holder("zz-ann-able") + ";" + holder("zz-bob-baker"),
        # rival presidents, by different sources
        holder("zz-ann-able") + ";" + holder("zz-bob-baker", source="almanac"),
    ),
    "a source has an address of its own": (
        source("copy", "http://example.org/almanac"),
        source("page", "https://example.org/almanac/2"),
    ),
}

# view: what is true somewhere, and looks like something that is refused
TRUE = {
    "circles": [
        link("zz-violet", "zz-blue"),  # a split that came back, as the MNP to the Moroccan Popular Movement
        link("zz-red", "zz-violet"),  # a party went into two others, one after the other
    ],
    "impossible_values": [
        election("1790", "1790-04-27", "1791-10-11"),  # the second Congress of the United States
        election("1265", "1265-01-20", "1265-01-20"),
        event("appeals ruled on", "2009-01-01"),
        # a president for life who had ruled for 49 years
        "update office_holders set since_on = '1952-01-01'",
        "update area_seats set seats = 100",
        "update reserved_seats set seats = 100",
        "update results set seats = 0 where contestant_id = 'zz-president-2001-no'",
        "update statistics set rounded_to = 25 where amount = 25",
        # 0 is a multiple of everything
        "update returns set registered_voters = 0 where return_id = 'zz-assembly-1996-almanac'",
        "update returns set turnout_decimals = 0 where return_id = 'zz-assembly-1996-gazette'",
    ],
    "integrity_checks": [
        # polling of the next election begins the day after
        "update elections set first_polling_on = '2000-05-05', last_polling_on = '2000-05-06' "
        "where election_id = 'zz-assembly-1996'",
        "update returns set rank = null where rank = 2",
        "update boycotts set party_id = null",
        "update office_holders set party_id = null",
        leader("zz-president-2001-candidate"),
    ],
}


@pytest.mark.parametrize("rule", UNLIKELY)
def test_what_is_hardly_ever_true_is_found_and_what_is_true_is_not(changed, rule):
    breaking, true = UNLIKELY[rule]
    assert rules_broken(changed) == set()
    changed.execute(true)
    assert rule not in rules_broken(changed)
    changed.execute("rollback; begin")
    changed.execute(breaking)
    assert rule in rules_broken(changed)


def rules_broken(db):
    return {rule for (rule,) in rows_of(db, "select rule from plausibility_checks where not is_accepted")}


@pytest.mark.parametrize("view, true", [(view, true) for view, cases in TRUE.items() for true in cases])
def test_what_is_true_somewhere_is_not_refused(changed, view, true):
    changed.execute(true)
    assert rows_of(changed, f"from {view}") == []


def test_every_rule_has_a_case():
    assert parts_of("plausibility_checks", "offenders") == len(UNLIKELY)


@pytest.mark.parametrize("steps", [1, 2, 3, 20, 21, 40])
def test_a_circle_of_any_length_is_found(changed, steps):
    parties = [f"zz-{number}" for number in range(steps + 1)]
    for earlier, later in zip(parties, [*parties[1:], parties[0]], strict=True):
        changed.execute(link(earlier, later))
        changed.execute(f"insert into alliance_members values ('{earlier}', '{later}', 'zz-assembly-2000', 's', 'p')")
    found = rows_of(changed, "select table_name, count(*) from circles group by 1 order by 1")
    assert found == [("alliance_members", steps + 1), ("party_links", steps + 1)]


def test_parties_that_all_became_each_other_are_said_to_and_nothing_else_is_asked(few):
    """21 parties with a link from each to each: ways through them are more than anybody can count."""
    seeds = few / "seeds"
    parties = [f"zz-{number}" for number in range(21)]
    with (seeds / "parties.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{party},zz,{party} party,,,,,gazette,p. 1,,,,\n" for party in parties)
    with (seeds / "party_links.csv").open("a", encoding="utf-8") as file:
        file.writelines(
            f"{one},{other},merged,2001-01-01,day,gazette,p. 1\n"
            for one in parties
            for other in parties
            if one != other
        )
    with pytest.raises(Refused, match=r"^seeds/party_links.csv:4: .* is a step of a circle") as refused:
        build.build(few)
    assert str(refused.value).endswith("... and 370 more")


def test_a_mended_discrepancy_is_told_with_its_line_beside_other_problems(project):
    asked = ("integrity_checks", "arithmetic_checks", "plausibility_checks")
    keep_queries(project, *set[str]().union(*map(needed, asked)))
    rule, subject = "turnout is ballots by register", "zz-assembly-1996-gazette"
    change(project, "accepted_discrepancies", add("ballots are no more than the register", subject, "printed so"))
    change(project, "accepted_discrepancies", add(rule, subject, "printed so"))
    change(project, "returns", swap(b"6000,5900,,100,60.00", b"6000,5900,,200,60.00"))
    change(project, "area_seats", put("seats", "101"))
    with pytest.raises(Refused) as refused:
        build.build(project)
    said = "is accepted, but nothing breaks that rule there any more; delete this row"
    accepted = "seeds/accepted_discrepancies.csv"
    assert str(refused.value).splitlines() == [
        f"{accepted}:1: has no reason for 'zz-assembly-1996 constituency', "
        "which breaks the rule 'the seats of the areas are those of the chamber'",
        f"{accepted}:1: has no reason for '{subject}', which breaks the rule 'ballots cast are valid and invalid ones'",
        f"{accepted}:2: rule, subject: 'ballots are no more than the register {subject}' {said}",
        f"{accepted}:3: rule, subject: '{rule} {subject}' {said}",
        "seeds/area_seats.csv:2: election_id, area_id: 'zz-assembly-1996 zz-north-1' fills 101 seats, "
        "beyond the 100 of the chamber",
    ]


def literals_of(query, column):
    """For each SELECT of a query that finds offenders, the texts in the column that says what is wrong."""
    (file,) = [file for file in FILES.queries if file.name == query]
    steps = {step.alias: step.this for step in file.tree.find_all(exp.CTE)}
    union = steps.get("problems") or steps.get("offenders") or file.tree
    selects = [select for select in union.find_all(exp.Select) if select.parent is union or in_union(select, union)]
    at = {"problem": 3, "rule": 0}[column]
    return [{text.this.strip(" .,") for text in select.selects[at].find_all(exp.Literal)} for select in selects]


def in_union(select, union):
    """Whether a SELECT is a part of a union, and not of something inside one of its parts."""
    parent = select.parent
    while isinstance(parent, exp.SetOperation) and parent is not union:
        parent = parent.parent
    return parent is union


@pytest.mark.parametrize("view", [*REFUSED, *ACCEPTED])
def test_the_page_of_rules_lists_every_rule_with_its_accepted_discrepancies(db, view):
    page = (build.HERE / "docs" / "rules.md").read_text(encoding="utf-8")
    section = re.search(rf"^## .*`{view}`\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if line[:2] == "| "
    ]
    listed = rows[1:]
    rules = [texts for texts in literals_of(view, (REFUSED | ACCEPTED)[view]) if texts]  # else it reads another view
    missing = [texts for texts in rules if not any(text and text in row[0] for text in texts for row in listed)]
    assert missing == [] and len(listed) == len(rules)
    assert all(len(row) >= 2 and len(row[1]) > 20 for row in listed), "a rule has a reason"
    if view in ACCEPTED:
        counted = dict(db.sql("select rule, count(*) from accepted_discrepancies group by rule").fetchall())
        assert {row[0]: int(row[2]) for row in listed} == {row[0]: counted.get(row[0], 0) for row in listed}
