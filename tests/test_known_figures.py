"""Every query gives the figures that somebody else has printed.

tests/figures/<query>.csv holds rows copied by hand out of publications. Its columns are columns of the query, those
of the query's key first, and last `printed_in` (which publication) and `locator` (where in it). An empty cell means
that the publication does not give that figure. A number is compared at the decimals it is printed with, so that 37
agrees with 37.00 but 37.0 does not agree with 37.04; a sign that the publication lost has been put back, and `locator`
says so.

tests/elsewhere/ holds small elections of other countries, with figures that textbooks print for them.
"""

import csv
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import pytest
from conftest import QUERIES as ALL
from conftest import answer_of

import build

FIGURES = build.HERE / "tests" / "figures"
ELSEWHERE = build.HERE / "tests" / "elsewhere" / "figures"
QUERIES = {query.name: query for query in ALL if not query.labelled("empty")}


@pytest.mark.parametrize("file", sorted(FIGURES.glob("*.csv")), ids=lambda path: path.stem)
def test_query_gives_the_published_figures(answer, file):
    compare(answer(file.stem), QUERIES[file.stem], file)


@pytest.mark.parametrize("file", sorted(ELSEWHERE.glob("*.csv")), ids=lambda path: path.stem)
def test_query_gives_the_published_figures_of_other_elections(elsewhere, file):
    compare(answer_of(elsewhere, file.stem), QUERIES[file.stem], file)


def compare(answer, query, figures, without=()):
    """Fail with every figure of a file that the answer of a query does not give.

    `without` are the names of collections that the answer was made without.
    """
    with figures.open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    assert published, f"{figures} has no figures"
    key = [column for column in query.labelled("key")[0].split(", ") if column in published[0]]
    computed = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    by_first = {}  # rows by the text that their key begins with, lest each figure is held against all of them
    for row in computed:
        by_first.setdefault(row[key[0]] if key and isinstance(row[key[0]], str) else None, []).append(row)
    complaints = []
    for line, row in enumerate(published, 2):
        assert row["printed_in"] and row["locator"], (
            f"line {line}: a figure without its publication and locator proves nothing"
        )
        wanted = {column: cell for column, cell in row.items() if cell and column not in ("printed_in", "locator")}
        if any(cell.startswith(f"{name}-") for cell in wanted.values() for name in without):
            continue
        candidates = [
            other
            for other in (by_first.get(wanted[key[0]], []) if None not in by_first and key[0] in wanted else computed)
            if all(agrees(other[column], wanted[column]) for column in key if column in wanted)
        ]
        complaint = complaint_of(wanted, candidates, key)
        if complaint:
            complaints.append(
                f"{figures.relative_to(build.HERE)}:{line}: {complaint} ({row['printed_in']}, {row['locator']})"
            )
    assert not complaints, "\n" + "\n".join(complaints)


def complaint_of(wanted, candidates, key):
    """What keeps every candidate row from being the printed one, in words; None when one is."""
    named = ", ".join(wanted[column] for column in key if column in wanted)
    if not candidates:
        return f"the query has no row for {named}"

    def wrong_of(row):
        return [column for column in wanted if not agrees(row[column], wanted[column])]

    row = min(candidates, key=lambda row: len(wrong_of(row)))  # the nearest one, where the key is not printed whole
    wrong = wrong_of(row)
    if not wrong:
        return None
    return f"{named}: " + "; ".join(f"{column} is {row[column]}, printed {wanted[column]}" for column in wrong)


def agrees(computed, printed):
    """Whether a computed value is the printed one, at the decimals it is printed with."""
    if isinstance(computed, (int, float)) and not isinstance(computed, bool):
        try:
            printed = Decimal(printed)
        except InvalidOperation:
            return False
        return Decimal(repr(computed)).quantize(printed, ROUND_HALF_UP) == printed
    return {True: "true", False: "false", None: None}.get(computed, str(computed)) == printed


def test_every_query_has_figures_and_all_figures_a_query():
    assert {path.stem for folder in (FIGURES, ELSEWHERE) for path in folder.glob("*.csv")} == QUERIES.keys()
