"""Keep rows by the million as numbers, and show them with their ids.

A long id costs much where it stands in every row. So the rows of each table of schema/readable/ are kept in another
one, with numbers: that of the query which reads the table and is kept. What the queries that this one reads call
`area_id` and `area_number`, say, is an id and the number that stands for it. A view of the first name shows the rows
with their ids again. The query may tell more of each row than the table does, as yes or no: is_unused, say. That takes
all rows to work out.
"""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from hemicycle.database.derived import fill_anew, rows_in
from hemicycle.database.tables import describe, run
from hemicycle.reading.sqlfile import SqlFile, SqlFiles


class Store(NamedTuple):
    """How the rows of one table are kept."""

    table: SqlFile  # as people write it
    kept: SqlFile  # the query that gives the same rows with numbers
    numbers: dict[str, SqlFile]  # {column that holds numbers: the query that says which id each stands for}
    view: SqlFile  # what shows the rows with their ids

    @property
    def ids(self) -> list[str]:
        """The columns of the table whose ids are kept as numbers."""
        return [id_of(column) for column in self.numbers]

    @property
    def marks(self) -> list[str]:
        """The columns that the query works out of all rows together; false of most."""
        return [name for name in self.kept.descriptions if name not in {*self.numbers, *self.table.descriptions}]


def id_of(column: str) -> str:
    """The column with the ids for which the numbers of a column stand: area_id for area_number."""
    return column.removesuffix("_number") + "_id"


def stores_of(files: SqlFiles) -> dict[str, Store]:
    """{table: how it is kept} of the tables that are kept as numbers."""
    tables = {table.name: table for table in files.tables}
    kept = {query.name: query for query in files.queries if query.is_kept}
    stores: dict[str, Store] = {}
    for view in files.readable:
        (query,) = (query for query in kept.values() if view.name in query.reads)
        sources = [kept[name] for name in sorted(query.reads & kept.keys())]
        numbers = {column: source for column in query.descriptions for source in sources if is_number(column, source)}
        stores[view.name] = Store(tables[view.name], query, numbers, view)
    return stores


def is_number(column: str, source: SqlFile) -> bool:
    """Whether a query says which id each number of a column stands for."""
    return column in source.labelled("key")[0].split(", ")


def numbered_from(files: SqlFiles) -> set[str]:
    """The tables out of which numbers are given: they are complete before a row is kept by numbers."""
    sources = [source for store in stores_of(files).values() for source in store.numbers.values()]
    return set[str]().union(*(source.reads for source in sources)) & {table.name for table in files.tables}


def give_numbers(db: duckdb.DuckDBPyConnection, stores: Sequence[Store]) -> None:
    """Give every id its number, and make the types that turn one into the other without a join.

    A join would take half as long again, and would put the rows in another order.
    """
    for column, source in {column: source for store in stores for column, source in store.numbers.items()}.items():
        if fill_anew(db, source):
            ids = f"select {id_of(column)} from {source.name} order by {column}"
            db.execute(f"create or replace temp type {type_of(column)} as enum ({ids})")
        else:  # no type can be made of nothing
            db.execute(f"create or replace temp type {type_of(column)} as enum ('')")


def type_of(column: str) -> str:
    """The type whose values are the ids behind a column of numbers, in their order."""
    return f"ids_of_{column}"


def keep(db: duckdb.DuckDBPyConnection, store: Store, rows: str) -> None:
    """Add rows, SQL in the columns of the table, to those that are kept. An unknown id becomes null."""
    cells = [
        f"cast(enum_code(try_cast({id_of(column)} as {type_of(column)})) as integer) + 1"
        if column in store.numbers
        else ("false" if column in store.marks else column)
        for column in store.kept.descriptions
    ]
    db.execute(f"insert into {store.kept.name} select {', '.join(cells)} from {rows}")


def settle(db: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Keep the rows that still stand in the table with ids, those of the seeds, and show all."""
    keep(db, store, f"(from {store.table.name} order by {store.table.labelled('key')[0]})")
    show(db, store)


def show(db: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Put the view that shows the rows with their ids in the place of the table, whose rows are kept already."""
    db.execute(f"drop table {store.table.name}")
    run(db, store.view, f"create view {store.table.name} as {store.view.text}")
    describe(db, "view", store.table)


def mark(db: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Set the marks of the rows that are kept, once all are there.

    Each is asked for by itself: so the engine finds first what it is true of, which of most files is nothing.
    """
    key = store.kept.labelled("key")[0]
    is_same = " and ".join(f"{store.kept.name}.{column} = marked.{column}" for column in key.split(", "))
    for column in store.marks:
        db.execute(f"create temp table marked as select {key} from ({store.kept.statement}\n) where {column}")
        if rows_in(db, "marked"):  # else the engine might hold all rows in memory to find that none is meant
            db.execute(f"update {store.kept.name} set {column} = true from marked where {is_same}")
        db.execute("drop table marked")


def settle_all(db: duckdb.DuckDBPyConnection, stores: Sequence[Store]) -> dict[str, int]:
    """Settle each table that no import has settled.

    Gives {table that is kept or says which id a number stands for: its number of rows}.
    """
    tables = {name for (name,) in db.execute("select table_name from duckdb_tables()").fetchall()}
    waiting = [store for store in stores if store.table.name in tables]
    if waiting:
        give_numbers(db, stores)
    for store in waiting:
        settle(db, store)
    for store in stores:
        mark(db, store)
    names = {store.kept.name for store in stores}
    names |= {source.name for store in stores for source in store.numbers.values()}
    return {name: rows_in(db, name) for name in sorted(names)}
