"""The tables as Parquet for Spark, and Spark itself, asked every question."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
from sqlglot import exp

from hemicycle.database.file import alone, place, unfinished
from hemicycle.export.comparison import Ask
from hemicycle.export.translation import files_of, portable_queries, rules_in, translated
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, in_dependency_order, text_literal
from hemicycle.reading.text import Refused

PARTITION = "election_id"  # one folder for each election in every table that has rows of several
SETTINGS = {
    "spark.log.level": "OFF",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Spark's own defaults are for data beyond one machine; with them a tiny question takes minutes
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=128m",
}


def is_partitioned(table: SqlFile) -> bool:
    """Whether a table has rows of several elections, many of each."""
    columns = {column.name: column for column in table.columns}
    return PARTITION in columns and not columns[PARTITION].find(exp.PrimaryKeyColumnConstraint)


def write_lake(db: duckdb.DuckDBPyConnection, lake: Path, project: Project) -> None:
    """Write every table as Parquet into a folder, in place of all that was there.

    The files are <table>/election_id=<election>/…, or <table>/rows.parquet. Beside them go spark.sql, which makes the
    tables and the questions over them, and rules.sql, whose queries give no row.
    """
    with alone(project.folder), unfinished(lake) as new:
        for table in in_dependency_order(files_of(project).tables):
            folder = new / table.name
            folder.mkdir(parents=True)
            target, how = folder / "rows.parquet", "format parquet, compression zstd"
            if is_partitioned(table):
                target, how = folder, f"{how}, partition_by ({PARTITION}), overwrite_or_ignore"
            db.execute(f"copy (from {table.name} order by all) to {text_literal(target)} ({how})")
        rules = (query for _, query in rules_in("spark", project))
        for name, queries in ("spark.sql", statements(project)), ("rules.sql", rules):
            (new / name).write_text("".join(f"{query};\n" for query in queries), encoding="utf-8")
        place(new, lake)


def statements(project: Project) -> Iterator[str]:
    """The statements that make the tables over a lake, and the questions, in Spark.

    `${lake}` stands for the lake's folder.
    """
    # else a difference of two decimals of 38 digits has one decimal place less than each
    yield "set spark.sql.decimalOperations.allowPrecisionLoss = false"
    for table in in_dependency_order(files_of(project).tables):
        types = {column.name: column.args["kind"].sql("spark") for column in table.columns}
        columns = ",\n".join(
            f"  `{column}` {types[column]} comment {spark_text(words)}" for column, words in table.descriptions.items()
        )
        partitioned = f"partitioned by ({PARTITION}) " if is_partitioned(table) else ""
        yield (
            f"create table {table.name} (\n{columns}\n) using parquet {partitioned}"
            f"location '${{lake}}/{table.name}' comment {spark_text(table.header)}"
        )
        if partitioned:
            yield f"repair table {table.name}"  # finds the folders
    answers = translated("spark", project)
    read = read_by_others(project)
    for query in portable_queries(project):
        comment, answer = f"comment {spark_text(query.header)}", answers[query.name]
        if query.name in read:
            yield f"create table {query.name} using parquet {comment} as\n{answer}"
        else:
            columns = ",\n".join(
                f"  `{column}` comment {spark_text(words)}" for column, words in query.descriptions.items()
            )
            yield f"create view {query.name} (\n{columns}\n) {comment} as\n{answer}"


def read_by_others(project: Project) -> set[str]:
    """The queries that others read.

    They are kept as tables: Spark would work them out anew inside each query that reads them, and so on.
    """
    return {name for query in files_of(project).queries for name in query.reads - {query.name}}


def spark_text(words: str) -> str:
    """A text literal of Spark, which does not double quotes."""
    return exp.Literal.string(words).sql("spark")


@contextmanager
def session_on(master: str, **settings: str) -> Iterator[Any]:
    """A Spark session on a master. Raises Refused in one line where there is none."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        said = "PySpark is not installed here; make spark installs it in an environment of its own"
        raise Refused(said) from None
    if master.startswith("spark://"):
        address = urlsplit(master)
        try:
            socket.create_connection((address.hostname or "", address.port or 0), timeout=10).close()
        except (OSError, TypeError, ValueError) as error:
            raise Refused(f"no Spark master answers at {master}: {error}") from None
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with tempfile.TemporaryDirectory() as warehouse:  # for the queries that are kept
        builder = SparkSession.builder.master(master).appName("elections")
        for name, value in {"spark.sql.warehouse.dir": warehouse, **SETTINGS, **settings}.items():
            builder = builder.config(name, value)
        try:
            with silenced():
                session = builder.getOrCreate()
        except Exception as error:  # of many kinds, from either side of the bridge to Java
            said = f"Spark did not start at {master}; is there a Java 17 or newer? {str(error).splitlines()[0]}"
            raise Refused(said) from None
        try:
            yield session
        finally:
            session.stop()


@contextmanager
def silenced() -> Iterator[None]:
    """Let what is started here, Java above all, write nothing to the terminal; what matters comes as an exception."""
    before = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


def tables_in(session: Any, lake: Path, project: Project) -> Ask:
    """Make the tables and questions of a lake in a Spark session; gives what runs SQL there."""
    session.conf.set("lake", str(lake))
    for statement in statements(project):
        session.sql(statement)
        if statement.startswith("repair table "):  # of a file per election, by the thousand, that each question opens
            session.catalog.cacheTable(statement.removeprefix("repair table "))
    return lambda sql: [tuple(row) for row in session.sql(sql).collect()]
