"""What an import brought, in words: what was taken, set aside and not mapped, and what does not add up."""

import re
from collections import Counter
from pathlib import Path

import duckdb

from hemicycle.database.sandbox import in_child, limits_for, opened
from hemicycle.importing.selects import progress
from hemicycle.reading.cells import text_problem
from hemicycle.reading.names import alike
from hemicycle.reading.seeds import NAMES
from hemicycle.reading.text import shown

MOST_READ = 100_000  # names of one table that are looked at; more would take seconds

# tables that say something about the file, not about elections
OF_THE_FILE = ("set_aside", "unmapped", "about", "query_catalog", "query_details", "data_dictionary")


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
    # heading: SQL for what is listed below it, how many rows that concerns and, for some, an example and its place
    parts = {
        "set aside, rows that no table could take (rows in set_aside)": """
            select table_name || ': ' || rule, count(*), arg_min(value, row_number), arg_min(found_at, row_number)
            from set_aside group by all order by 2 desc, 1
        """,
        "not mapped (unmapped says why)": "select file || ': ' || what, row_count from unmapped order by 1",
        "contradicts itself (rows in integrity_checks)": f"""
            select table_name || ': ' || regexp_replace(problem, '{name}-[^ ]+|\\d+', '…', 'g'), count(*)
            from (from integrity_checks union all from circles)
            where starts_with(key_value, '{name}-') group by all order by 2 desc, 1
        """,
        "does not add up (rows in arithmetic_checks)": f"""
            select rule, count(*) from arithmetic_checks where {own} group by all order by 2 desc, 1
        """,
        "is hardly ever true (rows in plausibility_checks)": f"""
            select rule, count(*), min(subject) from plausibility_checks
            where starts_with(subject, '{name}-') group by all order by 2 desc, 1
        """,
    }
    with opened(database) as db, progress(len(parts)) as bar:
        found = db.execute("select table_name from duckdb_tables() order by 1").fetchall()
        counts = [
            (table, *db.execute(f"select count(*) from {table}").fetchall()[0])
            for (table,) in found
            if table not in OF_THE_FILE
        ]
        lines = [f"{database.name}: " + ", ".join(f"{count:,} {table}" for table, count in counts if count)]
        views = {view for (view,) in db.execute("select view_name from duckdb_views()").fetchall()}
        for heading, query in parts.items():
            if "_checks" in heading and heading.partition("rows in ")[2].rstrip(")") not in views:
                continue  # a project may have other questions
            bar.set_description(heading)
            listed = db.execute(query).fetchall()
            lines.append(heading + (":" if listed else ": nothing"))
            lines += [f"  {count:>9,}  {what}{such_as(*example)}" for what, count, *example in listed]
            bar.update()
        odd = odd_names(db, name)
        lines.append("names that look wrong, taken as they stand" + (":" if odd else ": nothing"))
        lines += [f"  {count:>9,}  {what}" for what, count in odd]
    return lines


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


def such_as(value: str | None = None, found_at: str | None = None) -> str:
    """The first value of those that a rule set aside and its place, as far as they are known."""
    return (f", such as {shown(value)}" if value else "") + (f" ({found_at})" if found_at else "")
