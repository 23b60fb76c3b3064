"""The same tables and the same questions on other engines.

Everything is read out of schema/, queries/ and the built file: statements that make
the tables and the views elsewhere, the rules of the tables as queries for engines
that keep none, the rows as Parquet or inside a script, and a comparison of every row
of every answer. sqlglot translates; it is told the type of every column first,
because without them it translates some things wrongly and says nothing.

    python engines.py postgres           writes elections.postgres.sql, for psql
    python engines.py spark [MASTER]     writes lake/, asks Spark every question and compares every row
"""

import os
import shutil
import socket
import sys
from contextlib import contextmanager
from itertools import groupby, zip_longest
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from build import DATABASE, HERE, column_comments, in_dependency_order, opening_comment, parse, text, trailers
from check import Refused, rules_of, tables_of

PARTITION = "election_id"  # one folder for each election in every table that has rows of several
FOR_SMALL_DATA = {  # Spark's own defaults are for data beyond one machine; with them a tiny question takes minutes
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def questions(project=HERE):
    """The query files that answer the same everywhere, each after those it reads; the others say `travels: no, because …`."""
    return [query for query in in_dependency_order(project / "queries", exp.Query) if not trailers(query, "travels")]


def translated(query, dialect, schema):
    """A query file in another dialect of SQL; `schema` is {table: {column: type}} of tables and views.

    Raises Refused where sqlglot knows that it cannot say the same.
    """
    try:
        tree = qualify(parse(query), schema=schema, dialect="duckdb", quote_identifiers=False, identify=False)
        tree = annotate_types(tree, schema=schema, dialect="duckdb")
        for union in tree.find_all(exp.SetOperation):
            name_and_type_alike(union)
        for equality in list(tree.find_all(exp.NullSafeEQ, exp.NullSafeNEQ)):
            equality.replace(exp.paren(equality.copy()))  # without them DataFusion takes all that follows for the right side
        return tree.sql(dialect, pretty=True, comments=False, identify=True, unsupported_level=sqlglot.ErrorLevel.RAISE)
    except sqlglot.errors.SqlglotError as error:
        raise Refused(f"queries/{query.name}: does not translate to {dialect}: {error}") from None


def name_and_type_alike(union):
    """Give the columns of a later part the names of the first part, and its nulls the types: not every engine works these out."""
    for first, column in zip(union.selects, union.expression.selects):
        value = column.unalias()
        column.replace(exp.alias_(exp.cast(value, first.type) if isinstance(value, exp.Null) else value, first.alias_or_name))


def schema_of(db):
    """{table or view: {column: type}} of a database."""
    return {table: {column: kind for column, (kind, _) in columns.items()} for table, columns in tables_of(db).items()}


def rules(db, dialect):
    """(table, rule in words, query) for every rule that a table declares; the query gives the rows that break it."""
    for table, kind, columns, parent, parent_columns, expression in rules_of(db):
        names = ", ".join(columns)
        known = " and ".join(f"child.{column} is not null" for column in columns)
        words = f"{kind.lower()} ({names})"
        if kind == "NOT NULL":
            query = f"select * from {table} where {names} is null"
        elif kind == "CHECK":
            words = f"check {expression}"
            query = f"select * from {table} where not {expression}"
        elif kind == "FOREIGN KEY":
            words += f" references {parent}"
            same = " and ".join(f"parent.{there} = child.{here}" for here, there in zip(columns, parent_columns))
            query = f"select child.* from {table} as child left join {parent} as parent on {same} where {known} and parent.{parent_columns[0]} is null"
        else:
            query = f"select {names}, count(*) as times from {table} as child where {known} group by {names} having count(*) > 1"
        yield table, words, sqlglot.transpile(query, read="duckdb", write=dialect, identify=True)[0]


def broken(db, ask, dialect):
    """Ask another engine for the rows that break each rule; gives {(table, rule in words): how many}, with every rule in it."""
    found = {}
    for table, of_table in groupby(rules(db, dialect), key=lambda rule: rule[0]):
        counts = [f"select {exp.Literal.string(words).sql(dialect)} as rule, count(*) as times from ({query}) as broken" for _, words, query in of_table]
        found |= {(table, words): times for words, times in ask(" union all ".join(counts))}
    return found


def is_partitioned(table):
    """Whether a table file has rows of several elections, many of each."""
    columns = {column.name: column for column in parse(table).find_all(exp.ColumnDef)}
    return PARTITION in columns and not columns[PARTITION].find(exp.PrimaryKeyColumnConstraint)


def export(db, lake, project=HERE):
    """Write every table as Parquet into a folder, in place of all that was there: <table>/election_id=<election>/, or <table>/.

    Beside them go spark.sql, which makes the tables and the questions over them, and rules.sql, whose queries give no row.
    """
    unfinished = lake.with_name(f"{lake.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        for table in in_dependency_order(project / "schema", exp.Create):
            folder = unfinished / table.stem
            folder.mkdir(parents=True)
            where, how = (folder, f", partition_by ({PARTITION}), overwrite_or_ignore") if is_partitioned(table) else (folder / "rows.parquet", "")
            db.execute(f"copy (from {table.stem} order by all) to {text(where)} (format parquet, compression zstd{how})")
        for name, queries in ("spark.sql", spark_statements(schema_of(db), project)), ("rules.sql", (query for _, _, query in rules(db, "spark"))):
            (unfinished / name).write_text("".join(f"{query};\n" for query in queries), encoding="utf-8")
        shutil.rmtree(lake, ignore_errors=True)
        unfinished.rename(lake)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def spark_statements(schema, project=HERE):
    """The statements that make the tables over a lake, and the views, in Spark; `${lake}` stands for the lake's folder."""
    def described(names, comments):
        return ",\n".join(f"  {name} comment {said(comments[column])}" for column, name in names.items())

    def said(words):
        return exp.Literal.string(words).sql("spark")

    for table in in_dependency_order(project / "schema", exp.Create):
        columns = {column.name: column.sql("spark", identify=True) for column in bare(parse(table)).find_all(exp.ColumnDef)}
        partitioned = f" partitioned by ({PARTITION})" if is_partitioned(table) else ""
        yield f"create table {table.stem} (\n{described(columns, column_comments(table))}\n) using parquet{partitioned} location '${{lake}}/{table.stem}' comment {said(opening_comment(table))}"
        if partitioned:
            yield f"repair table {table.stem}"
    read_by_others = {table.name for query in questions(project) for table in parse(query).find_all(exp.Table) if table.name != query.stem}
    for query in questions(project):
        answer = translated(query, "spark", schema)
        if query.stem in read_by_others:  # kept: Spark would work it out anew inside each question that reads it, and inside what reads those
            yield f"create table {query.stem} using parquet location '${{lake}}/{query.stem}' comment {said(opening_comment(query))} as\n{answer}"
        else:
            columns = {column: f"`{column}`" for column in schema[query.stem]}
            yield f"create view {query.stem} (\n{described(columns, column_comments(query))}\n) comment {said(opening_comment(query))} as\n{answer}"


def bare(table):
    """A CREATE TABLE without its rules and comments."""
    for column in table.find_all(exp.ColumnDef):
        column.set("constraints", [])
        column.pop_comments()
    return table


def postgres_script(db, path, project=HERE):
    """Write a script for psql that makes a schema `elections` with keys, rows, views and comments, or nothing at all."""
    schema = schema_of(db)
    rows = path.with_suffix(".rows")
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as script:
            script.write("\\set ON_ERROR_STOP on\nbegin;\ncreate schema elections;\nset local search_path = elections;\n")
            for table in in_dependency_order(project / "schema", exp.Create):
                script.write(f"{parse(table).sql('postgres', pretty=True, comments=False, identify=True)};\n")
                script.writelines(postgres_comments("table", table))
                db.execute(f"copy (from {table.stem} order by all) to {text(rows)} (format csv, header false)")
                script.write(f"copy {table.stem} from stdin with (format csv);\n")
                with rows.open(encoding="utf-8", newline="") as file:
                    shutil.copyfileobj(file, script)
                script.write("\\.\n")
            for query in questions(project):
                script.write(f"create view {query.stem} as\n{translated(query, 'postgres', schema)};\n")
                script.writelines(postgres_comments("view", query))
            script.write("commit;\n")
        unfinished.replace(path)
    finally:
        rows.unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)


def postgres_comments(kind, path):
    """The comments of a table or view file as statements."""
    yield f"comment on {kind} {path.stem} is {text(opening_comment(path))};\n"
    for column, words in column_comments(path).items():
        yield f'comment on column {path.stem}."{column}" is {text(words)};\n'


def compared(db, ask, dialect, project=HERE):
    """Ask every question of another engine too; gives (question, number of our rows, [(our row, its row)] that are not equal).

    `ask` runs SQL there and gives the rows. Rows are compared in their order and by `==`; None stands for a row that is not there.
    """
    schema = schema_of(db)
    for query in questions(project):
        ours = db.sql(f"from {query.stem}").fetchall()
        theirs = ask(translated(query, dialect, schema))
        yield query.stem, len(ours), [(our, their) for our, their in zip_longest(ours, theirs) if our != their]


@contextmanager
def spark(master, **settings):
    """A Spark session on a master, or Refused in one line where there is none."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Refused("PySpark is not installed here; make spark installs it in an environment of its own") from None
    if master.startswith("spark://"):
        address = urlsplit(master)
        try:
            socket.create_connection((address.hostname, address.port), timeout=10).close()
        except (OSError, TypeError, ValueError) as error:
            raise Refused(f"no Spark master answers at {master}: {error}") from None
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master(master).appName("elections")
    for name, value in {"spark.log.level": "OFF", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", **FOR_SMALL_DATA, **settings}.items():
        builder = builder.config(name, value)
    try:
        with silenced():
            session = builder.getOrCreate()
    except Exception as error:  # of many kinds, from either side of the bridge to Java
        raise Refused(f"Spark did not start at {master}; is there a Java 17 or newer? {str(error).splitlines()[0]}") from None
    try:
        yield session
    finally:
        session.stop()


@contextmanager
def silenced():
    """Let what is started here, Java above all, talk to nobody; what matters comes back as an exception."""
    before = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


def settle(session, db, lake, project=HERE):
    """Make the tables and questions of a lake in a Spark session; gives what runs SQL there."""
    session.conf.set("lake", str(lake))
    for statement in spark_statements(schema_of(db), project):
        session.sql(statement)
    return lambda sql: [tuple(row) for row in session.sql(sql).collect()]


def report(db, ask, dialect, project=HERE):
    """Compare everything; gives lines for a person, and whether all was the same."""
    answers = list(compared(db, ask, dialect, project))
    rules_broken = broken(db, ask, dialect)
    different = [f"  {question}: here {our}, there {their}" for question, _, rows in answers for our, their in rows[:3]]
    lines = [
        f"{len(answers)} questions, {sum(rows for _, rows, _ in answers):,} rows compared, {sum(len(rows) for *_, rows in answers):,} differ",
        *different,
        f"{len(rules_broken)} rules of the tables, {sum(map(bool, rules_broken.values()))} broken",
        *(f"  {table}: {words}: {times} rows" for (table, words), times in rules_broken.items() if times),
        *(f"{query.stem} is not asked there: {why}" for query in sorted((project / "queries").glob("*.sql")) for why in trailers(query, "travels")),
    ]
    return lines, not different and not any(rules_broken.values())


def main(arguments):
    if not (HERE / DATABASE).exists():
        raise Refused(f"{DATABASE} is not there yet; make db builds it")
    with duckdb.connect(HERE / DATABASE, read_only=True) as db:
        match arguments:
            case ["postgres"]:
                postgres_script(db, HERE / "elections.postgres.sql")
                print("elections.postgres.sql: psql --file elections.postgres.sql makes a schema elections of it, or nothing at all")
            case ["spark", *master] if len(master) < 2:
                with spark(*master or ["local[2]"]) as session:
                    export(db, HERE / "lake")
                    lines, is_same = report(db, settle(session, db, HERE / "lake"), "spark")
                print(*lines, "lake/ holds the tables as Parquet, spark.sql and rules.sql", sep="\n")
                sys.exit(not is_same)
            case _:
                raise Refused(__doc__.splitlines()[0] + "\n" + __doc__[__doc__.index("    python"):].rstrip())


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
