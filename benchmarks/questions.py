"""Every question asked of the file of our own seeds: about one election, and about all of them."""

from operator import attrgetter

import duckdb
from measure import call, middle

ELECTIONS = ("tn-assembly-2019", "dz-assembly-2007", "parlgov-1097")  # of Tunisia, Algeria and Germany
CPU = attrgetter("cpu")


def questions(database, repeats):
    """{view: (cost of one election, cost of planning it, cost of all)}, each the median of its runs, on one thread.

    It is the cost of the election that takes longest. A view without election_id has no cost of one election, but None.
    """
    found = {}
    with duckdb.connect(database, read_only=True, config={"threads": 1}) as db:
        for (view,) in db.execute("select view_name from duckdb_views() where not internal order by all").fetchall():

            def cost(sql):
                return middle([call(lambda: db.execute(sql).fetchall())[0] for _ in range(repeats)])

            columns = [column for column, *_ in db.execute(f"describe {view}").fetchall()]
            one = planning = None
            if "election_id" in columns:
                asked = [f"from {view} where election_id = '{election}'" for election in ELECTIONS]
                one = max((cost(sql) for sql in asked), key=CPU)
                planning = max((cost(f"prepare asked as {sql}") for sql in asked), key=CPU)
            found[view] = one, planning, cost(f"create or replace temp table answer as from {view}")
    return found
