"""One election costs what that election costs, however many others the file holds.

Cost is the number of rows that pass between the operators of the engine, as its own profile counts them; rows that a
scan looks at and drops are not among them. It does not depend on the machine or on what else runs there.
"""

import json

import conftest
import pytest
from conftest import QUERIES as ALL

FEW, MANY = 12, 36  # elections in the file
SHARE = 0.1  # what another election in the file may cost whoever asks for one, of what it costs whoever asks for all
SMALL = 60  # or so many rows: those of tables with a few rows for each election
ONE = "xx-5"
READ_ALL = {
    "arithmetic_checks": "adds everything up once for all its rules; a report on the file, not on one election",
}
QUERIES = [query.name for query in ALL if "election_id" in query.descriptions and query.name not in READ_ALL]


@pytest.fixture(scope="module")
def files(emptied):
    """Two databases, with few and with many made-up elections."""
    with emptied() as few, emptied() as many:
        for db, elections in ((few, FEW), (many, MANY)):
            conftest.make_up(db, elections)
        yield few, many


def rows_moved(db, sql):
    """Rows that pass between operators while a query runs."""
    ((_, profile),) = db.execute(f"explain (analyze, format json) {sql}").fetchall()
    (root,) = json.loads(profile)["operator"]
    return moved(root)


def moved(operator):
    own = 0 if operator["type"] == "TABLE_SCAN" else operator["intermediate_rows"]
    return own + sum(moved(child) for child in operator.get("children", []))


@pytest.mark.parametrize("query", QUERIES)
def test_other_elections_cost_little_when_one_is_asked_for(files, query):
    each = further(files, f"from {query} where election_id = '{ONE}'")
    if each > SMALL:  # else what all of them cost, which takes longest to find, does not matter
        assert each <= SHARE * further(files, f"from {query}"), f"each further election moves {each:.0f} rows"


def further(files, sql):
    """How many rows a query moves for each further election in the file."""
    of_few, of_many = (rows_moved(db, sql) for db in files)
    return (of_many - of_few) / (MANY - FEW)
