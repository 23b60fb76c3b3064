"""Made area results by the million: their load, the questions over them, and other engines on the same rows."""

import shutil
import sqlite3
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb
import generate
from measure import call, in_turn, process

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
OURS = PROJECT / ".venv/bin/python"
TABLES = {  # those that the plain SQL reads, with their keys
    "area_results": "election_id, area_id, contestant_id",
    "area_ballots": "election_id, area_id",
    "area_seats": "election_id, area_id",
    "areas": "area_id",
    "contestants": "contestant_id",
    "contestant_parties": "contestant_id, party_id",
    "predecessors": "election_id",
    "returns": "return_id",
}
SQLITE_MOST = 1  # million rows that SQLite is given; a hundred would take it an hour and 15 GB


class Question(NamedTuple):
    """What is asked of every engine, and of our view; both give the same columns, the answer itself in the last one."""

    plain: str  # SQL over the tables as they come; {one} stands for a condition
    view: str  # SQL over our view
    key: int = 2  # how many columns say which row it is
    sums: str = ""  # where an answer over all has millions of rows: what every engine makes of it for each election
    most: int = 100  # million rows over all of which it is asked; more, or answers from more, do not fit into memory
    least: float = 0.5  # share of the rows that our view has to answer
    decimals: int = 2  # of fractions in our view; the others do not round theirs


SHARES = """
    select
        figures.election_id as election_id,
        figures.area_id as area_id,
        contestant_parties.party_id as party_id,
        figures.votes as votes,
        100.0 * figures.votes / ballots.valid_votes as share_pct
    from (select * from area_results where votes is not null and {which}) as figures
    join area_ballots as ballots on ballots.election_id = figures.election_id and ballots.area_id = figures.area_id
    join contestant_parties on contestant_parties.contestant_id = figures.contestant_id
"""
ANSWERS = {
    "votes of every contestant": Question(
        """select election_id, contestant_id, sum(votes) as votes
        from area_results
        where seats is null{one}
        group by election_id, contestant_id""",
        # what is known of the votes: some stations have none, so `votes` is null
        "select election_id, contestant_id, lowest_votes from level_totals where level = 'polling station'{one}",
    ),
    "winner and margin of every area": Question(
        """select election_id, area_id, contestant_id, votes - second_votes as margin_votes
        from (
            select
                election_id, area_id, contestant_id, votes,
                row_number() over (
                    partition by election_id, area_id order by votes desc nulls last, contestant_id
                ) as place,
                lead(votes) over (
                    partition by election_id, area_id order by votes desc nulls last, contestant_id
                ) as second_votes
            from area_results
            where true{one}
        ) as placed
        where place = 1""",
        "select election_id, area_id, contestant_id, margin_votes from area_winners where true{one}",
        most=10,
    ),
    "figures and their source in every area": Question(
        """select
            figures.election_id as election_id, figures.area_id as area_id, figures.contestant_id as contestant_id,
            figures.votes as votes, figures.seats as seats, figures.return_id as return_id,
            returns.source_id as source_id
        from (select * from area_results where true{one}) as figures
        join returns on returns.return_id = figures.return_id""",
        """select election_id, area_id, contestant_id, votes, seats, return_id, source_id
        from area_standings
        where true{one}""",
        key=3,
        sums="count(*), sum(votes), sum(seats), max(area_id), max(contestant_id), max(return_id), max(source_id)",
    ),
    "figures and names in every area": Question(
        """select
            figures.election_id as election_id, figures.area_id as area_id, figures.contestant_id as contestant_id,
            figures.votes as votes, figures.seats as seats, areas.area as area, contestants.contestant as contestant
        from (select * from area_results where true{one}) as figures
        join areas on areas.area_id = figures.area_id
        join contestants on contestants.contestant_id = figures.contestant_id""",
        """select election_id, area_id, contestant_id, votes, seats, area, contestant
        from area_outcomes
        where true{one}""",
        key=3,
        sums="count(*), sum(votes), sum(seats), max(area_id), max(contestant_id), max(area), max(contestant)",
    ),
    "swing of every party in every area": Question(
        f"""select
            later.election_id as election_id, later.area_id as area_id, later.party_id as party_id,
            later.votes as votes, earlier.votes as votes_before, later.share_pct - earlier.share_pct as swing_pp
        from ({SHARES.format(which="true{one}")}) as later
        join predecessors on predecessors.election_id = later.election_id
        join ({SHARES.format(which="election_id in (select previous_election_id from predecessors where true{one})")})
            as earlier
            on earlier.election_id = predecessors.previous_election_id
            and earlier.area_id = later.area_id
            and earlier.party_id = later.party_id""",
        """select election_id, area_id, identity, votes, votes_before, swing_pp
        from area_swing
        where swing_pp is not null{one}""",
        key=3,
        sums="count(*), sum(votes), sum(votes_before), avg(abs(swing_pp))",
        most=10,
    ),
    "wasted votes of every area": Question(
        """select election_id, area_id, sum(case when seats = 0 then votes end) as wasted_votes
        from area_results
        where true{one}
        group by election_id, area_id""",
        "select election_id, area_id, wasted_votes from area_wasted_votes where true{one}",
        most=10,
        least=0.015,  # constituencies alone have seats, and each has some fifty polling stations
    ),
    "nationalisation of every party": Question(
        """select
            ranked.election_id, ranked.level, contestants.contestant,
            (2 * sum(ranked.place * ranked.share) / sum(ranked.share) - 1) / max(ranked.number_of_areas) as score
        from (
            select
                figures.election_id as election_id,
                figures.contestant_id as contestant_id,
                levels.level as level,
                levels.number_of_areas as number_of_areas,
                1.0 * figures.votes / ballots.valid_votes as share,
                row_number() over (
                    partition by figures.election_id, levels.level, figures.contestant_id
                    order by 1.0 * figures.votes / ballots.valid_votes desc
                ) as place
            from (select * from area_results where votes is not null{one}) as figures
            join area_ballots as ballots
                on ballots.election_id = figures.election_id and ballots.area_id = figures.area_id
            join areas on areas.area_id = figures.area_id
            join (
                select inner_ballots.election_id as election_id, inner_areas.kind as level, count(*) as number_of_areas
                from area_ballots as inner_ballots
                join areas as inner_areas on inner_areas.area_id = inner_ballots.area_id
                group by inner_ballots.election_id, inner_areas.kind
            ) as levels on levels.election_id = figures.election_id and levels.level = areas.kind
        ) as ranked
        join contestants on contestants.contestant_id = ranked.contestant_id
        group by ranked.election_id, ranked.level, contestants.contestant""",
        "select election_id, level, contestant, nationalisation from nationalisation where true{one}",
        key=3,
        most=10,
        decimals=3,
    ),
    "malapportionment": Question(
        """select
            shares.election_id, shares.level,
            50.0 * sum(abs(1.0 * shares.seats / shares.all_seats - 1.0 * shares.voters / shares.all_voters)) as moved
        from (
            select
                filled.election_id as election_id,
                areas.kind as level,
                filled.seats as seats,
                ballots.registered_voters as voters,
                sum(filled.seats) over (partition by filled.election_id) as all_seats,
                sum(ballots.registered_voters) over (partition by filled.election_id) as all_voters
            from (select * from area_seats where true{one}) as filled
            join area_ballots as ballots
                on ballots.election_id = filled.election_id and ballots.area_id = filled.area_id
            join areas on areas.area_id = filled.area_id
        ) as shares
        group by shares.election_id, shares.level""",
        "select election_id, level, malapportionment from malapportionment where true{one}",
    ),
}
LOAD = """
import sys
sys.path.insert(0, sys.argv[1])
import pathlib, build
build.build_import("made", sys.argv[2], with_seeds=False, folder=pathlib.Path(sys.argv[1]))
"""
COPY = """
import sys, pathlib, duckdb
with duckdb.connect() as db:
    db.execute("set enable_progress_bar = false")
    db.execute(f"attach '{sys.argv[1]}' as bare (storage_version 'v1.2.0')")
    db.execute("use bare")
    for table in ("area_results", "area_ballots"):
        db.execute(f"create table {table} as from '{sys.argv[2]}/{table}/*.parquet' limit 0")
        db.execute(f"copy {table} from '{sys.argv[2]}/{table}/*.parquet' (format parquet)")
"""


def made(work, millions):
    """A folder with a million times `millions` made area results; it is a part of the largest one made."""
    everything, folder = work / "made", work / f"made-{millions}"
    generate.generate(everything, millions)
    shutil.rmtree(folder, ignore_errors=True)
    for table in sorted(path.name for path in everything.iterdir()):
        (folder / table).mkdir(parents=True)
        for country in range(millions):
            (folder / table / f"{country:03d}.parquet").hardlink_to(everything / table / f"{country:03d}.parquet")
    return folder


def importing(work):
    """A project of our schema and queries with an import of made elections."""
    project = work / "project"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir()
    shutil.copy(PROJECT / "build.py", project)
    for name in ("hemicycle", "schema", "queries", "seeds", "imports"):
        shutil.copytree(PROJECT / name, project / name)
    generate.write_import(work / "made", project / "imports" / "made")
    return project


def load(work, data, repeats):
    """({name: [cost]}, {name: bytes}, paths of our file and of the bare one) of an import and of a bare COPY.

    The bare COPY is one of the two large tables, with ids as texts and without rules.
    """
    project, bare = importing(work), work / "bare.duckdb"
    works = {
        "copy": lambda: process([OURS, "-c", COPY, bare, data], work, lambda: bare.unlink(missing_ok=True)),
        "import": lambda: process([OURS, "-c", LOAD, project, data], work),
    }
    costs = in_turn(works, repeats, rehearse=repeats > 2)
    database = project / "made.duckdb"
    sizes = {"copy": bare.stat().st_size, "import": database.stat().st_size}
    return costs, sizes, database, bare


def questions(database, bare, views, election, repeats):
    """{(view, 'one' or 'all'): (costs, costs of what is beside it)}.

    Beside a question about one election is a scan of it, beside one about all a plain group-by, both over the bare
    file; the latter are asked once.
    """
    found = {}
    with duckdb.connect(database, read_only=True) as db, duckdb.connect(bare, read_only=True) as plain:
        for each in (db, plain):
            each.execute("set enable_progress_bar = false")
        one = f"where election_id = '{election}'"
        scan = f"select * from area_results {one}"
        group = "select election_id, area_id, sum(votes), max(votes) from area_results group by all"
        for view in views:
            works = {"scan": partial(cost_of, plain, scan), "view": partial(cost_of, db, f"from {view} {one}")}
            costs = in_turn(works, repeats)
            found[view, "one"] = costs["view"], costs["scan"]
            works = {"group": partial(cost_of, plain, group), "view": partial(cost_of, db, f"from {view}")}
            costs = in_turn(works, 1, rehearse=False)
            found[view, "all"] = costs["view"], costs["group"]
    return found


def cost_of(db, sql):
    """The cost of every row and column of a question."""
    return call(lambda: db.execute(f"select max(columns(*)) from ({sql})").fetchall())[0]


def engines(work, data, database, election, millions, repeats):
    """{(question, 'one' or 'all', engine): [cost]} on the same rows."""
    found = {}
    with duckdb.connect(database, read_only=True) as db:
        db.execute("set enable_progress_bar = false")
        others = {
            "DuckDB over Parquet": in_duckdb(data),
            "polars": in_polars(data),
            "ClickHouse (chdb)": in_clickhouse(data),
        }
        if millions <= SQLITE_MOST:
            others["SQLite"] = in_sqlite(work, data)
        for question, (plain, view, key, sums, most, least, decimals) in ANSWERS.items():
            for span, one in {"one": f" and election_id = '{election}'", "all": ""}.items():
                if not one and millions > most:
                    continue
                sql, ours, columns = plain.format(one=one), view.format(one=one), key
                if not one and sums:
                    total = f"select election_id, {sums} from ({{}}) as answer group by election_id"
                    sql, ours, columns = total.format(sql), total.format(ours), 1
                works = {"view": partial(rows_of, db, ours), "same SQL": partial(rows_of, db, sql)}
                for name, ask in others.items():
                    works[name] = partial(ask, question, sql, election if one else None)
                costs = compared(f"{question}, {span}", works, columns, least, decimals)
                found |= {
                    (question, span, name): cost
                    for name, cost in in_turn(costs, repeats if one else 1, rehearse=bool(one)).items()
                }
    return found


def rows_of(db, sql):
    return db.execute(sql).fetchall()


def compared(question, works, key, least, decimals):
    """{name: function that gives the cost of an answer} of functions that give answers, the first that of our view.

    The first `key` columns say which row it is. They raise AssertionError when an answer differs from the view's, by
    more than what the view rounds away. Where the view says nothing, because a figure that is not known could change
    the answer, the others may say anything.
    """
    said = {}

    def measured(name):
        cost, rows = call(works[name])
        answers = {tuple(row[:key]): tuple(row[key:]) for row in rows}
        if name == "view":
            said.clear()
            said.update({which: answer for which, answer in answers.items() if any(x is not None for x in answer)})
            known = sum(answer[-1] is not None for answer in answers.values())
            if known < least * len(answers):
                raise AssertionError(f"{question}: our view answers {known} of {len(answers)}")
        elif not all(is_same(answer, answers.get(which), decimals) for which, answer in said.items()):
            raise AssertionError(f"{question}: {name} answers otherwise than our view")
        return cost

    return {name: partial(measured, name) for name in works}


def is_same(ours, theirs, decimals):
    """Whether a row has the same figures where ours has any; of a fraction, as far as our decimals tell."""
    return theirs is not None and all(
        mine is None
        or (
            other is not None and abs(mine - float(other)) < 0.51 / 10**decimals
            if isinstance(mine, float)
            else mine == other
        )
        for mine, other in zip(ours, theirs, strict=True)
    )


def in_duckdb(data):
    plain = duckdb.connect()
    plain.execute("set enable_progress_bar = false")
    for table in TABLES:
        plain.execute(f"create view {table} as from '{data}/{table}/*.parquet'")
    return lambda _, sql, __: rows_of(plain, sql)


def in_polars(data):
    import polars

    tables = {table: polars.scan_parquet(f"{data}/{table}/*.parquet") for table in TABLES}
    rows, plain = tables["area_results"], polars.SQLContext(tables)

    def ask(question, sql, election):
        chosen = rows if election is None else rows.filter(polars.col("election_id") == election)
        if question.startswith("votes"):
            answer = (
                chosen.filter(polars.col("seats").is_null())
                .group_by("election_id", "contestant_id")
                .agg(polars.col("votes").sum())
            )
        elif not question.startswith("winner"):
            answer = plain.execute(sql)
        else:
            first = polars.col("contestant_id", "votes").sort_by(
                ["votes", "contestant_id"], descending=[True, False], nulls_last=True
            )
            votes = polars.col("votes").list
            answer = (
                chosen.group_by("election_id", "area_id")
                .agg(first.head(2))
                .select(
                    "election_id",
                    "area_id",
                    polars.col("contestant_id").list.get(0),
                    votes.get(0) - votes.get(1, null_on_oob=True),
                )
            )
        return answer.collect(engine="streaming").rows()

    return ask


def in_clickhouse(data):
    from chdb import session

    chosen = session.Session()
    for table in TABLES:
        chosen.query(f"create view {table} as select * from file('{data}/{table}/*.parquet', Parquet)")

    def ask(_, sql, __):
        settings = "join_use_nulls = 1, output_format_json_quote_64bit_integers = 0"
        answer = chosen.query(f"{sql} settings {settings}", "ArrowTable")
        return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))

    return ask


def in_sqlite(work, data):
    path = work / "rows.sqlite"
    path.unlink(missing_ok=True)
    lite = sqlite3.connect(path)
    lite.execute("pragma journal_mode = off")
    for table, key in TABLES.items():
        source = duckdb.connect().execute(f"from '{data}/{table}/*.parquet'")
        columns = [name for name, *_ in source.description]
        lite.execute(f"create table {table} ({', '.join(columns)}, primary key ({key})) without rowid")
        while rows := source.fetchmany(100_000):
            lite.executemany(f"insert into {table} values ({', '.join('?' * len(columns))})", rows)
    lite.commit()
    return lambda _, sql, __: lite.execute(sql).fetchall()
