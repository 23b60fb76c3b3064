"""What an import brought, in words: what was taken, set aside and not mapped, and what does not add up."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import duckdb

from hemicycle.database.sandbox import in_child, limits_for, opened
from hemicycle.importing.selects import progress
from hemicycle.reading.cells import text_problem
from hemicycle.reading.names import alike, looks_of
from hemicycle.reading.seeds import NAMES
from hemicycle.reading.text import Refused, shown

MOST_LISTED = 8  # causes of one kind, so that a report is one screen
MOST_LOST = 5  # one row in so many may be lost
SUMS = (
    *("rows_read", "rows_taken", "rows_set_aside", "rows_not_mapped"),
    *("votes_read", "votes_taken", "seats_read", "seats_taken"),
)
BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
ABBREVIATION = re.compile(r"(?=.*\w.*\w)[^\W_a-z]\S{0,9}")  # of a party, which begins with a capital and has no blank
LEADING_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")  # which spreadsheets take away from codes
MOST_READ = 100_000  # names of one table that are looked at; more would take seconds

# tables that say something about the file, not about elections
OF_THE_FILE = ("set_aside", "unmapped", "accounts", "about", "query_catalog", "query_details", "data_dictionary")


def report(database: Path, name: str) -> str:
    """What was brought by the import of a name, with counts, and what to type next."""
    lines = in_child(brought, database, name, **limits_for(database.stat().st_size))
    shell = f"make shell of={name}"
    width = max(len(shell), 30) + 2
    return "\n".join(
        [
            *lines,
            "next:",
            f"  {shell:{width}}opens it in the DuckDB shell, read-only",
            f"  {'from query_catalog':{width}}lists the questions it answers, by subject",
            f"  {'from election_summary':{width}}shows the elections it holds",
        ]
    )


def brought(database: Path, name: str) -> list[str]:
    """What the tables of an import hold, and what its questions say of it. It runs in a child, within limits."""
    own = f"election_id is null or starts_with(election_id, '{name}-')"
    # heading: SQL for what is listed below it, how many rows that concerns and, for some, an example
    parts = {
        "contradicts itself (rows in integrity_checks and circles)": f"""
            select table_name || ': ' || regexp_replace(problem, '{name}-[^ ]+|\\d+', '…', 'g'), count(*)
            from (from integrity_checks union all from circles)
            where starts_with(key_value, '{name}-') group by all order by 2 desc, 1
        """,
        "does not add up (rows in arithmetic_checks)": f"""
            select rule, count(*), min(subject) from arithmetic_checks where {own} group by all order by 2 desc, 1
        """,
        "is hardly ever true (rows in plausibility_checks)": f"""
            select rule, count(*), min(subject) from plausibility_checks
            where starts_with(subject, '{name}-') group by all order by 2 desc, 1
        """,
    }
    with opened(database) as db, progress(len(parts)) as bar:
        found = db.execute("""
            select table_name from data_dictionary where position = 0 and type = 'table' order by 1
        """).fetchall()
        counts = [
            (table, *db.execute(f"select count(*) from {table}").fetchall()[0])
            for (table,) in found
            if table not in OF_THE_FILE
        ]
        lines = [f"{database.name}: " + ", ".join(f"{count:,} {table}" for table, count in counts if count)]
        lines += accounted(db)
        lines += listed("set aside (rows in set_aside)", set_aside(db))
        lines += listed("not taken, or read in another form (rows in unmapped)", unmapped(db))
        views = {view for (view,) in db.execute("select view_name from duckdb_views()").fetchall()}
        for heading, query in parts.items():
            if not views.issuperset(re.findall(r"\w+_checks", heading)):
                continue  # a project may have other questions
            bar.set_description(heading)
            rows = db.execute(query).fetchall()
            lines += listed(heading, [(count, f"{what}{such_as(*example)}") for what, count, *example in rows])
            bar.update()
        odd = [(count, what) for what, count in odd_names(db, name)]
        lines += listed("names that look wrong, taken as they stand", odd)
        lines += listed("taken as two parties, and one by their names (they never stand together)", parted(db, name))
        lines += listed("taken as two areas, and one by their names (no election has both)", parted_areas(db, name))
    return lines


def listed(heading: str, found: Sequence[tuple[int, str]]) -> list[str]:
    """A heading and what is listed below it, with how many rows each concerns; no more than a reader takes in."""
    if not found:
        return [f"{heading}: nothing"]
    lines = [f"{heading}:", *(f"  {count:>9,}  {what}" for count, what in found[:MOST_LISTED])]
    return [*lines, f"             and {len(found) - MOST_LISTED} more"] if len(found) > MOST_LISTED else lines


def accounted(db: duckdb.DuckDBPyConnection) -> list[str]:
    """What became of the rows, votes and seats of a user's sheet, and of each election that has lost some."""
    sums = ", ".join(f"cast(sum({column}) as hugeint)" for column in SUMS)
    lines = [
        balance(file, *numbers)
        for file, *numbers in db.execute(f"select file, {sums} from accounts group by file order by 1").fetchall()
    ]
    changed = [
        balance(f"  {election or 'no election'}", *numbers)
        for election, *numbers in db.execute(f"""
            select election, {sums} from accounts
            where rows_read <> rows_taken or votes_read <> votes_taken or seats_read <> seats_taken
            group by election order by sum(rows_read) - sum(rows_taken) desc, 1
        """).fetchall()
    ]
    more = [f"  and {len(changed) - MOST_LISTED} more elections: from accounts"] if len(changed) > MOST_LISTED else []
    return lines + changed[:MOST_LISTED] + more


def balance(what: str, read: int, taken: int, aside: int, rest: int, *figures: int) -> str:
    """One line of what was read and what was taken."""
    votes_read, votes, seats_read, seats = figures
    rows = f"{read:,} rows read = {taken:,} taken + {aside:,} set aside + {rest:,} not mapped"
    wrong = "" if read == taken + aside + rest else " (which does not add up, and is our fault)"
    return f"{what}: {rows}{wrong}; votes {votes:,} of {votes_read:,}, seats {seats:,} of {seats_read:,}"


def set_aside(db: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """Why rows and cells were set aside: each cause once, with how many it concerns and the first of them.

    A row that only refers to one that is set aside is no cause of its own.
    """
    return [
        (count, f"{place}{f', {column}' if column else ''}: {f'{shown(value)} ' if value else ''}{rule}")
        for count, place, column, value, rule in db.execute("""
            with causes as (
                select
                    coalesce(found_at, table_name || ', row ' || row_number) as place,
                    case when table_name = 'cell' then key_value end as column_name,
                    case when table_name = 'cell' or key_value is not null then value end as value,
                    rule,
                    table_name,
                    row_number,
                    regexp_replace(coalesce(found_at, table_name), '[0-9]+$', '') as file,
                    exists (
                        from set_aside as others
                        where others.table_name = regexp_extract(set_aside.rule, ' is not in ([a-z_]+)$', 1)
                        and others.key_value = set_aside.value
                    ) as follows
                from set_aside
            )
            select
                count(distinct place),
                arg_min(place, row_number),
                column_name,
                arg_min(value, row_number),
                arg_min(rule, row_number)
            from causes
            where not follows
            group by
                file, column_name, case when column_name is null then table_name end,
                regexp_replace(rule, '''.*?''|[0-9]+', '…', 'g')
            order by 1 desc, 2
        """).fetchall()
    ]


def unmapped(db: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """What is not taken, or read in another form, and why."""
    # what loses nothing comes last, for only the first of them are shown
    rows = db.execute("""
        select row_count, file, what, reason from unmapped
        order by regexp_matches(what, '^(cells parted by|rows above the headers|rows that repeat)'), 1 desc, 2, 3
    """).fetchall()
    return [(count, f"{file}: {what} ({reason})") for count, file, what, reason in rows]


def refuse_lost(db: duckdb.DuckDBPyConnection, name: str, force: bool) -> None:
    """Refuse an import that brings no election or, unless it is forced, loses too much of a user's sheet."""
    ours = f"starts_with(election_id, '{name}-')"
    ((elections, read, lost),) = db.execute(f"""
        select
            (select count(*) from elections where {ours}),
            (select coalesce(sum(rows_read), 0) from accounts),
            (
                select count(distinct found_at)
                from set_aside
                where regexp_replace(found_at, ', row [0-9]+$', '') in (select file from accounts)
            ) + (
                select coalesce(sum(row_count), 0)
                from unmapped
                where what like 'rows % election%' or what like 'rows of a source%'
            )
    """).fetchall()
    if elections and (force or lost * MOST_LOST <= read):
        return
    said = "no election could be taken"
    if elections:
        said = f"{lost:,} of {read:,} rows would be lost, whole or in part, and at most one in {MOST_LOST} may be"
        said += "; change what is named above, or build all the same with force=yes"
    lines = [*listed("set aside", set_aside(db)), *listed("not taken, or read in another form", unmapped(db))]
    raise Refused("\n".join([*lines, f"{name}.duckdb was not built: {said}"]))


def odd_names(db: duckdb.DuckDBPyConnection, import_name: str) -> list[tuple[str, int]]:
    """What would be refused in the names of a seed: kinds of it with an example, and how many names it concerns."""
    examples: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for table, (column, shared) in NAMES.items():
        inside = " left join area_parents using (area_id)" if table == "areas" else ""
        rows = db.execute(
            f"select {column}_id, {column}, {', '.join(shared) or 'null'} from {table}{inside} "
            f"where starts_with({column}_id, ?) order by 1 limit {MOST_READ}",
            [f"{import_name}-"],
        ).fetchall()
        texts = {identifier: text for identifier, text, *_ in rows}
        found = [("", problem) for text in texts.values() if (problem := text_problem(text, "name", True))]
        for one, other in alike((tuple(apart), identifier, text) for identifier, text, *apart in rows):
            found.append(("look like one another", f"{shown(texts[one], texts[other])} look like one another"))
        for kind, problem in found:
            what = f"{table}: {column}", kind or re.sub(r"'.*?'|\(.*\)", "", problem).strip()
            counts[what] += 1
            examples.setdefault(what, problem)
    return [(f"{where}: such as {examples[where, kind]}", count) for (where, kind), count in counts.most_common()]


def parted(db: duckdb.DuckDBPyConnection, import_name: str) -> list[tuple[int, str]]:
    """Pairs of parties that may be one under two spellings, with the number of their elections.

    They are of one country, no election has both, and nothing says that one became the other.
    """
    parties = db.execute(
        """
        select party_id, country_id, party, list(distinct election_id) filter (where election_id is not null)
        from parties
        left join contestant_parties using (party_id)
        left join contestants using (contestant_id)
        where country_id in (select country_id from parties where starts_with(party_id, ?))
        group by all order by 1 limit ?
        """,
        [f"{import_name}-", MOST_READ],
    ).fetchall()
    linked = {
        frozenset(ids) for ids in db.execute("select earlier_party_id, later_party_id from party_links").fetchall()
    }
    by_spelling: dict[tuple[str, str], list[tuple[str, str, set[str]]]] = {}
    for party_id, country_id, party, elections in parties:
        for spelling in spellings(party):
            by_spelling.setdefault((country_id, spelling), []).append((party_id, party, set(elections or ())))
    found: dict[frozenset[str], tuple[int, str]] = {}
    for same in by_spelling.values():
        for (one, name, elections), (other, other_name, others) in combinations(same[:MOST_LISTED], 2):
            is_told = set(looks_of(name)) & set(looks_of(other_name))  # among the names that look wrong
            is_ours = not any(identifier.startswith(f"{import_name}-") for identifier in (one, other))
            if not (is_told or is_ours or elections & others or {one, other} in linked):
                found[frozenset((one, other))] = len(elections | others), shown(*sorted((name, other_name)))
    return sorted(found.values(), key=lambda pair: (-pair[0], pair[1]))


def parted_areas(db: duckdb.DuckDBPyConnection, import_name: str) -> list[tuple[int, str]]:
    """Pairs of areas that may be one under two spellings, with the number of their elections.

    They are of one kind, in one country and the same larger area, and no election has both.
    """
    by_spelling: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for area_id, area, *place in db.execute(
        """
        select area_id, area, country_id, kind, coalesce(parent_area_id, '')
        from areas
        left join area_parents using (area_id)
        where country_id in (select country_id from areas where starts_with(area_id, ?))
        order by 1 limit ?
        """,
        [f"{import_name}-", MOST_READ],
    ).fetchall():
        by_spelling.setdefault((*place, in_latin(LEADING_ZEROS.sub("", area))), []).append((area_id, area))
    found: list[tuple[int, str]] = []
    for (*_, spelling), same in by_spelling.items():
        for (one, name), (other, other_name) in combinations(same[:MOST_LISTED], 2):
            is_told = set(looks_of(name)) & set(looks_of(other_name))  # among the names that look wrong
            is_ours = not any(identifier.startswith(f"{import_name}-") for identifier in (one, other))
            if (len(spelling) > 1 or spelling.isdigit()) and not (is_told or is_ours):
                elections, others = elections_in(db, one), elections_in(db, other)
                if not elections & others:
                    found.append((len(elections | others), shown(*sorted((name, other_name)))))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def elections_in(db: duckdb.DuckDBPyConnection, area_id: str) -> set[str]:
    """The elections that have figures of an area."""
    rows = db.execute(
        "select election_id from area_results where area_id = $1 "
        "union select election_id from area_ballots where area_id = $1",
        [area_id],
    ).fetchall()
    return {election for (election,) in rows}


def in_latin(name: str) -> str:
    """What two spellings of a name share: small Latin letters and digits, without anything between them."""
    from anyascii import anyascii  # its tables take time to load

    return re.sub("[^a-z0-9]+", "", re.sub("^the ", "", anyascii(name).strip().lower()))


def spellings(name: str) -> set[str]:
    """What a name may be elsewhere, in Latin letters: with its brackets and without, or an abbreviation alone."""
    pieces = [name, BRACKETS.sub(" ", name)]
    parts = BRACKETS.findall(name) + (re.split(r"\s+[-–—|/:]\s+", name) if re.search(r"\s[-–—|/:]\s", name) else [])
    if any(ABBREVIATION.fullmatch(part.strip("()[]（） ")) for part in parts):
        pieces += parts
    return {text for text in map(in_latin, pieces) if len(text) > 1}


def such_as(value: str | None = None, found_at: str | None = None) -> str:
    """The first value of those that a rule set aside and its place, as far as they are known."""
    return (f", such as {shown(value)}" if value else "") + (f" ({found_at})" if found_at else "")
