"""Ask another engine every question and every rule of the tables, and compare its answers with DuckDB's."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any

import duckdb
from sqlglot import exp

from hemicycle.export.translation import files_of, portable_queries, rules_in, spoken, translated
from hemicycle.reading.project import Project

Row = tuple[Any, ...]
Ask = Callable[[str], Sequence[Row]]  # runs SQL in another engine and gives the rows
Pair = tuple[Row | None, Row | None]  # our row and the other engine's; None stands for a row that is not there


def compared(
    db: duckdb.DuckDBPyConnection, ask: Ask, dialect: str, project: Project
) -> Iterator[tuple[str, int, list[Pair]]]:
    """Ask every portable question of another engine too; gives (question, number of our rows, rows that differ).

    Rows are compared by `==` and in their order, or sorted where a question has none.
    """
    answers = translated(dialect, project)
    for query in portable_queries(project):
        ours, theirs = db.execute(f"from {query.name}").fetchall(), list(ask(answers[query.name]))
        if query.labelled("order"):
            ours, theirs = sorted(ours, key=repr), sorted(theirs, key=repr)
        yield query.name, len(ours), [(our, their) for our, their in zip_longest(ours, theirs) if our != their]


def broken(ask: Ask, dialect: str, project: Project) -> dict[tuple[str, str], int]:
    """Ask another engine for the rows that break each rule; gives {(table, rule in words): how many}, of every rule."""
    found: dict[tuple[str, str], int] = {}
    for table, of_table in groupby(rules_in(dialect, project), key=lambda pair: pair[0].table):
        named = [(exp.Literal.string(rule.words).sql(spoken(dialect)), query) for rule, query in of_table]
        counts = [f"select {words} as rule, count(*) as times from ({query}) as broken" for words, query in named]
        found |= {(table, words): times for words, times in ask(" union all ".join(counts))}
    return found


def report(db: duckdb.DuckDBPyConnection, ask: Ask, dialect: str, project: Project) -> tuple[list[str], bool]:
    """Compare everything; gives lines for a person, and whether all was the same."""
    answers = list(compared(db, ask, dialect, project))
    rules_broken = broken(ask, dialect, project)
    rows = sum(count for _, count, _ in answers)
    differing = sum(len(pairs) for *_, pairs in answers)
    different = [
        f"  {question}: here {our}, there {their}" for question, _, pairs in answers for our, their in pairs[:3]
    ]
    not_asked = [
        f"{query.name} is not asked there, {why.removeprefix('no, ')}"
        for query in files_of(project).queries
        for why in query.labelled("portable")
    ]
    lines = [
        f"{len(answers)} questions, {rows:,} rows compared, {differing:,} differ",
        *different,
        f"{len(rules_broken)} rules of the tables, {sum(map(bool, rules_broken.values()))} broken",
        *(f"  {table}: {words}: {times} rows" for (table, words), times in rules_broken.items() if times),
        *not_asked,
    ]
    return lines, not different and not any(rules_broken.values())
