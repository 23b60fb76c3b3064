"""Fill the tables that the build works out of other tables: queries that are kept as tables, and families.

Families say who belongs together at two elections, however many links lie between.
"""

from collections.abc import Collection, Sequence

import duckdb

from hemicycle.database.tables import run
from hemicycle.reading.project import FAMILIES, LINKS
from hemicycle.reading.rules import names_of_tables
from hemicycle.reading.sqlfile import SqlFile, in_dependency_order
from hemicycle.reading.text import Refused, shown

Compared = tuple[str, str, str]  # election_id, measure, contestant_id


def derive(db: duckdb.DuckDBPyConnection, queries: Sequence[SqlFile], but: Collection[str] = ()) -> dict[str, int]:
    """Work every derived table out anew, for the rows that the others have now; gives {table: number of rows}.

    Those in `but` stay as they are.
    """
    derived: dict[str, int] = {}
    tables = names_of_tables(db) - {*but}
    ordered = in_dependency_order(queries)
    after_families = {FAMILIES}
    for query in ordered:
        if query.reads & after_families:
            after_families.add(query.name)
    kept = [query for query in ordered if query.name in tables]
    for query in kept:
        if query.name not in after_families:
            derived[query.name] = fill_anew(db, query)
    if FAMILIES in tables:
        derived[FAMILIES] = fill_families(db)
    for query in kept:
        if query.name in after_families:
            derived[query.name] = fill_anew(db, query)
    return derived


def fill_anew(db: duckdb.DuckDBPyConnection, query: SqlFile) -> int:
    """Work the table of one query out anew, in its own order or that of its key; gives the number of rows."""
    key = query.labelled("key")[0]
    order = f" order by {key}" if query.labelled("order") else ""
    db.execute(f"delete from {query.name}")
    run(db, query, f"insert into {query.name} from ({query.statement}\n){order}")
    refuse_repeated(db, query, key)
    return rows_in(db, query.name)


def rows_in(db: duckdb.DuckDBPyConnection, table: str) -> int:
    """The number of rows of a table."""
    ((rows,),) = db.execute(f"select count(*) from {table}").fetchall()
    return int(rows)


def refuse_repeated(db: duckdb.DuckDBPyConnection, query: SqlFile, key: str) -> None:
    """Refuse a derived table in which a key is null or has two rows: whoever joins it would count twice."""
    is_null = " or ".join(f"{column} is null" for column in key.split(", "))
    wrong = db.execute(f"""
        select {key} from {query.name} group by {key} having count(*) > 1 or any_value({is_null}) order by all limit 1
    """).fetchall()
    for values in wrong:
        raise Refused(f"{query.named}:1: its key ({key}) is null or has several rows: {shown(*map(str, values))}")


def fill_families(db: duckdb.DuckDBPyConnection) -> int:
    """Work the table families out of the view family_links, anew; gives the number of rows.

    To follow links as far as they go takes recursion, which some engines lack and others plan for minutes. So the build
    does it once.
    """
    db.execute(f"create temp table links as from {LINKS}")
    family = families_of(db.execute("select election_id, measure, contestant_id, shared from links").fetchall())
    named_by_others = [(*compared, label) for compared, label in family.items() if label != compared[-1]]
    columns = [list(column) for column in zip(*named_by_others, strict=True)] or [[]] * 4
    db.execute(f"delete from {FAMILIES}")
    db.execute(
        f"""
        insert into {FAMILIES}
        select distinct
            links.* exclude (shared, heir_contestant_id, is_heir_certain, are_of_one_time),
            coalesce(labels.family_id, links.contestant_id),
            links.heir_contestant_id,
            links.is_heir_certain,
            max(are_of_one_time) over (
                partition by links.election_id, links.measure, links.is_previous, links.contestant_id
            )
        from (
            from links
            select
                *,
                -- true: nobody at the other election shares it
                min(is_previous) over whoever_shares = max(is_previous) over whoever_shares as are_of_one_time
            window whoever_shares as (partition by election_id, measure, shared)
        ) as links
        left join (
            select
                unnest(cast(? as text[])) as election_id,
                unnest(cast(? as text[])) as measure,
                unnest(cast(? as text[])) as contestant_id,
                unnest(cast(? as text[])) as family_id
        ) as labels using (election_id, measure, contestant_id)
        order by all
        """,
        columns,
    )
    db.execute("drop table links")
    return len(family)


def families_of(links: list[tuple[str, str, str, str]]) -> dict[Compared, str]:
    """The family of each contestant that is compared, named by the first contestant_id in it.

    `links` are (election_id, measure, contestant_id, what it shares): whoever shares is of one family.
    """
    first_to_share: dict[Compared, Compared] = {}
    towards: dict[Compared, Compared] = {}  # from a contestant to one before it, in the order of ids, of its family

    def first(who: Compared) -> Compared:
        while towards[who] != who:
            towards[who] = towards[towards[who]]  # a shorter way for the next time
            who = towards[who]
        return who

    for election, measure, contestant, shared in links:
        who = (election, measure, contestant)
        towards.setdefault(who, who)
        earlier, later = sorted((first(first_to_share.setdefault((election, measure, shared), who)), first(who)))
        towards[later] = earlier
    return {who: first(who)[-1] for who in towards}
