"""Every question asked once, and its answer kept as a table: pages, downloads and the console read these."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from hemicycle.database.current import digest_of
from hemicycle.database.file import attach_new
from hemicycle.database.sandbox import CLOSED, doing
from hemicycle.database.tables import describe
from hemicycle.reading.sqlfile import SqlFile, in_dependency_order, text_literal
from hemicycle.site.before import Before, digest_of_bytes
from hemicycle.site.colours import by_size, colours_of, printed

Row = dict[str, Any]
ANSWERS_FIRST = "set search_path = 'memory,elections'"  # a name is that of an answer, else that of a table of the file


@contextmanager
def answered(
    database: Path, tables: Sequence[SqlFile], queries: Sequence[SqlFile], folder: Path, before: Before
) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, str]]]:
    """A connection that has the tables of a file and, as a table in memory, the answer of each view; each as Parquet.

    A query is asked after those that it reads, of their answers: that takes a fifth of the time of asking each view.
    `folder` is where the Parquet files go. An answer is taken from those of the site of before where the SQL and all
    that it reads is as it was then; what is given says by which {query: fingerprint} the next site knows that.
    """
    folder.mkdir(parents=True)
    with duckdb.connect(config={**CLOSED, "threads": 1, "temp_directory": str(folder.with_name("tmp"))}) as db:
        db.execute(f"attach {text_literal(database)} as elections (read_only)")
        db.execute(f"set allowed_directories = [{text_literal(f'{folder}/')}]")
        db.execute("set enable_external_access = false")
        db.execute("set lock_configuration = true")
        sql = dict(db.execute("select view_name, sql from duckdb_views() where database_name = 'elections'").fetchall())
        stored = [*(table.name for table in tables), *(query.name for query in queries if query.name not in sql)]
        digests = {name: written(db, f"elections.{name}", folder / f"{name}.parquet") for name in stored}
        asked = [query for query in in_dependency_order(queries) if query.name in sql]
        keys = ask(db, asked, sql, digests, folder, before)
        db.execute(ANSWERS_FIRST)
        yield db, keys


def keep_answers(tables: Sequence[SqlFile], queries: Sequence[SqlFile], path: Path, folder: Path) -> None:
    """Write a DuckDB file with the same tables, and with a table for each query, out of a folder of Parquet files.

    The answers came in any order, and are written in that of the queries, for the same bytes each time.
    """
    with duckdb.connect(config={**CLOSED, "threads": 1, "temp_directory": str(path.with_name("tmp"))}) as db:
        attach_new(db, path, "kept")
        db.execute(f"set allowed_directories = [{text_literal(f'{folder}/')}]")
        db.execute("set enable_external_access = false")
        db.execute("set lock_configuration = true")
        db.execute("use kept")
        db.execute("begin")  # all at once, for else all is written twice
        for table in tables:
            db.execute(taken_from(folder / f"{table.name}.parquet"))
            describe(db, "table", table)
        for query in sorted(queries, key=lambda query: not query.is_kept):
            db.execute(taken_from(folder / f"{query.name}.parquet"))
        db.execute("commit")


def taken_from(file: Path) -> str:
    """The statement that makes a table of a Parquet file."""
    return f"create table {file.stem} as from read_parquet({text_literal(file)})"


def ask(
    db: duckdb.DuckDBPyConnection,
    queries: Sequence[SqlFile],
    sql: Mapping[str, str],
    tables: Mapping[str, str],
    folder: Path,
    before: Before,
) -> dict[str, str]:
    """Make a table in memory out of the {name: SQL} of each view: two at a time, each after those that it reads.

    `tables` are the digests of what the views read besides. Gives the fingerprint of each view.
    """
    by_name = {query.name: query for query in queries}
    order = TopologicalSorter({name: query.reads & by_name.keys() - {name} for name, query in by_name.items()})
    order.prepare()
    running: dict[Future[None], str] = {}
    digests, keys = dict(tables), {}

    def make(name: str) -> None:
        # the file has the SQL that counts, whatever the project has by now: so any table may be read that it names
        read = (tables.keys() | by_name[name].reads - {name}) & set(re.findall(r"\w+", sql[name]))
        said = [sql[name], [(other, digests[other]) for other in sorted(read) if other in digests]]
        keys[name] = digest_of_bytes(repr(said).encode())
        file = folder / f"{name}.parquet"
        is_same = before.made.answers.get(name) == keys[name]
        taken = before.take(f"downloads/parquet/{file.name}", file) if is_same else None
        with db.cursor() as own:
            own.execute(ANSWERS_FIRST)
            if taken is None:
                own.execute(sql[name].replace("CREATE VIEW", "create table", 1))
                digests[name] = written(own, f"memory.{name}", file)
            else:
                own.execute(taken_from(file))
                digests[name] = taken

    with ThreadPoolExecutor(2) as pool:
        while order.is_active():
            for name in sorted(order.get_ready()):
                running[pool.submit(make, name)] = name
            doing(f"{by_name[next(iter(running.values()))].named}:1")  # the one that has run for longest
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                future.result()
                order.done(running.pop(future))
    return keys


def written(db: duckdb.DuckDBPyConnection, table: str, file: Path) -> str:
    """Write a table as Parquet; gives the digest of the file, which is that of the rows, too."""
    db.execute(f"copy {table} to {text_literal(file)} (format parquet)")
    return digest_of(file)


def rows(db: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    """The rows of an answer, each as {column: value}."""
    answer = db.execute(sql)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def by(found: Iterable[Row], key: str = "election_id") -> Mapping[Any, list[Row]]:
    """Rows in groups of one value of a column, in their order."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[key]].append(row)
    return groups


@dataclass(frozen=True)
class Answers:
    """What the pages are made of: the answers by election, the names, the colours."""

    about: Row
    elections: list[Row]
    by_id: Mapping[str, Row]
    elections_of: Mapping[str, list[Row]]  # of a body
    following: Mapping[str, str]  # {election: the one after it}
    outcomes: Mapping[str, list[Row]]
    seat_swing: Mapping[str, list[Row]]
    vote_swing: Mapping[str, list[Row]]
    conflicts: Mapping[str, list[Row]]
    checks: Mapping[str, list[Row]]
    offices: Mapping[str, list[Row]]
    used: Mapping[str, list[Row]]  # the sources of the figures that are used
    area_winners: Mapping[str, list[Row]]
    area_seats: Mapping[str, list[Row]]
    largest: Mapping[tuple[str, str], Row]
    majority: Mapping[str, Row]
    victory_margin: Mapping[str, Row]
    turnout: Mapping[str, Row]
    turnout_change: Mapping[str, Row]
    effective: Mapping[str, Row]
    disproportionality: Mapping[str, Row]
    volatility: Mapping[str, Row]
    bonus: Mapping[tuple[str, str], float | None]  # of (election, contestant): share of seats less share of votes
    women: Mapping[str, Row]
    wasted: Mapping[str, Row]
    colours: Mapping[str, str]
    # {publisher: {contestant: place of its parties from left to right, by the family that the source puts them into}}
    positions: Mapping[str, Mapping[str, float]]
    short: Mapping[str, str]
    native: Mapping[str, str]
    party_of: Mapping[str, str]

    @property
    def licence(self) -> str:
        """What stands below a picture: of which file it is, and its licence."""
        return f"Hemicycle {self.about['schema_version']}, {self.about['licence']}"


ELECTIONS = """
    select elections.*, bodies.body, bodies.native_name as body_native, bodies.kind as body_kind, countries.country_id,
        countries.country, countries.native_name as country_native, predecessors.previous_election_id
    from elections
    join bodies using (body_id)
    join countries using (country_id)
    left join predecessors using (election_id)
    order by country, country_id, bodies.kind, body_id, first_polling_on, round, election_id
"""
USED = """
    select distinct election_id, source_id, publisher, source, url, bibtex from provenance
    order by election_id, publisher, source, source_id
"""
NAMES = """
    select contestant_id, any_value(contestants.kind) as kind, count(*) as parties, any_value(party_id) as party_id,
        any_value(parties.native_name) as native_name, any_value(party) as party,
        bool_and(abbreviation is not null) as is_short,
        string_agg(abbreviation, '+' order by party_id) as abbreviation
    from contestants
    join contestant_parties using (contestant_id)
    join parties using (party_id)
    group by contestant_id
"""
POSITIONS = """
    select publisher, contestant_id, avg(position) as position
    from parties_behind
    join party_families using (party_id)
    join sources using (source_id)
    where position is not null
    group by publisher, contestant_id
    order by publisher
"""
LONGEST_SHORT = 14  # characters of a name beside the seats


def read_answers(db: duckdb.DuckDBPyConnection) -> Answers:
    """Read what the pages need: each answer once, for all elections."""

    def one(sql: str) -> dict[str, Row]:
        return {row["election_id"]: row for row in rows(db, sql)}

    elections = rows(db, ELECTIONS)
    bodies = {row["election_id"]: row["body_id"] for row in elections}
    outcomes = rows(db, "from outcomes")
    names = {row["contestant_id"]: row for row in rows(db, NAMES)}
    alone = {key: row for key, row in names.items() if row["parties"] == 1}
    return Answers(
        about=rows(db, "from about")[0],
        elections=elections,
        by_id={row["election_id"]: row for row in elections},
        elections_of=by(elections, "body_id"),
        following={row["previous_election_id"]: row["election_id"] for row in elections if row["previous_election_id"]},
        outcomes=by(outcomes),
        seat_swing=by(rows(db, "from seat_swing")),
        vote_swing=by(rows(db, "from vote_swing")),
        conflicts=by(
            rows(db, "select source_conflicts.*, publisher, url from source_conflicts join sources using (source_id)")
        ),
        checks=by(rows(db, "from arithmetic_checks")),
        offices=by(rows(db, "from office_changes")),
        used=by(rows(db, USED)),
        area_winners=by(rows(db, "from area_winners")),
        area_seats=by(rows(db, "from seat_allocation")),
        largest={(row["election_id"], row["measure"]): row for row in rows(db, "from largest_party")},
        majority=one("from majority"),
        victory_margin=one("from victory_margin"),
        turnout=one("from turnout"),
        turnout_change=one("from turnout_change"),
        effective=one("from effective_parties where is_default"),
        disproportionality=one("from disproportionality where is_default and measure = 'least squares'"),
        volatility=one("from electoral_volatility where is_default"),
        bonus={
            (row["election_id"], row["competitor_id"]): row["seat_bonus_pp"]
            for row in rows(db, "from advantage_ratio where is_default")
        },
        women=one("from women_elected"),
        wasted=one("from wasted_votes"),
        colours=colours_of(outcomes, bodies, sourced_colours(db, outcomes, alone)),
        positions={
            publisher: {row["contestant_id"]: row["position"] for row in placed}
            for publisher, placed in by(rows(db, POSITIONS), "publisher").items()
        },
        short={
            key: row["abbreviation"]
            for key, row in names.items()
            if row["is_short"] and (row["parties"] == 1 or len(row["abbreviation"]) <= LONGEST_SHORT)
        },
        native={
            key: row["native_name"]
            for key, row in alone.items()
            if row["native_name"] and row["kind"] == "party list" and row["native_name"] != row["party"]
        },
        party_of={key: row["party_id"] for key, row in alone.items()},
    )


def sourced_colours(db: duckdb.DuckDBPyConnection, outcomes: Sequence[Row], alone: Mapping[str, Row]) -> dict[str, str]:
    """{contestant: colour} where a source prints one: of its party, else of the contestant itself.

    An alliance for which there is none has that of its largest member.
    """
    has_table = db.execute("select count(*) from duckdb_tables() where table_name = 'party_colours'").fetchall()[0][0]
    of_party = dict(db.execute("select party_id, colour from party_colours").fetchall()) if has_table else {}
    found = {}
    for row in outcomes:
        party = alone.get(row["contestant_id"], {}).get("party_id")
        colour = printed(of_party.get(party)) or printed(row["colour"])
        if colour:
            found[row["contestant_id"]] = colour
    largest = {}
    for row in sorted(outcomes, key=by_size, reverse=True):
        largest[row["alliance_contestant_id"]] = row["contestant_id"]
    return {alliance: found[member] for alliance, member in largest.items() if alliance and member in found} | found
