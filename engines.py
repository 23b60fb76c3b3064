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
import tempfile
from contextlib import contextmanager
from functools import cache
from itertools import groupby, zip_longest
from urllib.parse import urlsplit

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from build import DATABASE, HERE, column_comments, create_tables, create_views, in_dependency_order, main, opening_comment, parse, refuse_while_written, text, trailers
from check import Refused, rules_of

PARTITION = "election_id"  # one folder for each election in every table that has rows of several
FOR_SMALL_DATA = {  # Spark's own defaults are for data beyond one machine; with them a tiny question takes minutes
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=128m",
}


@cache
def translated(dialect, project=HERE):
    """{question: its SELECT in another dialect of SQL}, each after those it reads, without those whose header says `portable: no, because …`.

    Raises Refused where sqlglot knows that it cannot say the same.
    """
    answers = {}
    for name, tree in trees(project).items():
        try:
            answers[name] = tree.sql(dialect, pretty=True, comments=False, identify=True, unsupported_level=sqlglot.ErrorLevel.RAISE)
        except sqlglot.errors.UnsupportedError as error:
            raise Refused(f"queries/{name}.sql:1: cannot be said in {dialect}: {error}") from None
    return answers


@cache
def trees(project):
    """{question: its SELECT as a tree in which every column has its table and its type}."""
    with duckdb.connect() as db:
        create_tables(db, project / "schema")
        create_views(db, project)
        schema = {}
        for table, column, kind in db.sql("select table_name, column_name, data_type from duckdb_columns() where not internal order by column_index").fetchall():
            schema.setdefault(table, {})[column] = kind
    explicit_trees = {}
    for query in in_dependency_order(project / "queries"):
        if not trailers(query, "portable"):
            try:
                explicit_trees[query.stem] = explicit(parse(query).copy(), schema)
            except sqlglot.errors.OptimizeError as error:
                raise Refused(f"queries/{query.name}:1: cannot be translated: {str(error).splitlines()[0]}") from None
    return explicit_trees


def explicit(tree, schema):
    """A SELECT with everything in it that some engine cannot work out; `schema` is {table or view: {column: type}}."""
    tree = qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False, identify=False)
    tree = annotate_types(tree, schema=schema, dialect="duckdb")
    for union in tree.find_all(exp.SetOperation):
        name_and_type_alike(union)
    for select in tree.find_all(exp.Select):
        order_by_the_answer(select)
    for equality in list(tree.find_all(exp.NullSafeEQ, exp.NullSafeNEQ)):
        equality.replace(exp.paren(equality.copy()))  # without them DataFusion takes all that follows for the right side
    return tree


def name_and_type_alike(union):
    """Give the columns of a later part the names of the first part, and its nulls the types: not every engine works these out."""
    for first, column in zip(union.selects, union.expression.selects):
        value = column.unalias()
        column.replace(exp.alias_(exp.cast(value, first.type) if isinstance(value, exp.Null) else value, first.alias_or_name))


def order_by_the_answer(select):
    """Order by a column of the answer instead of the one that it is a cast of by the same name; DataFusion takes them for one."""
    answers = {column.alias: column.unalias() for column in select.selects}
    for column in (select.args.get("order") or exp.Order()).find_all(exp.Column):
        answer = answers.get(column.name)
        if isinstance(answer, exp.Cast) and answer.this == column:
            column.replace(exp.column(column.name))


def rules(db, dialect, project=HERE):
    """(table, rule in words, query) for every rule that a table declares; the query gives the rows that break it."""
    for table, kind, columns, parent, parent_columns, expression in rules_of(db):
        if not (project / "schema" / f"{table}.sql").exists():
            continue  # the file's own catalogue, which is not taken along
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


def broken(db, ask, dialect, project=HERE):
    """Ask another engine for the rows that break each rule; gives {(table, rule in words): how many}, with every rule in it."""
    found = {}
    for table, of_table in groupby(rules(db, dialect, project), key=lambda rule: rule[0]):
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
        for table in in_dependency_order(project / "schema"):
            folder = unfinished / table.stem
            folder.mkdir(parents=True)
            where, how = (folder, f", partition_by ({PARTITION}), overwrite_or_ignore") if is_partitioned(table) else (folder / "rows.parquet", "")
            db.execute(f"copy (from {table.stem} order by all) to {text(where)} (format parquet, compression zstd{how})")
        for name, queries in ("spark.sql", spark_statements(project)), ("rules.sql", (query for _, _, query in rules(db, "spark", project))):
            (unfinished / name).write_text("".join(f"{query};\n" for query in queries), encoding="utf-8")
        shutil.rmtree(lake, ignore_errors=True)
        unfinished.rename(lake)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def spark_statements(project=HERE):
    """The statements that make the tables over a lake, and the questions, in Spark; `${lake}` stands for the lake's folder."""
    for path in in_dependency_order(project / "schema"):
        kinds = {column.name: column.kind.sql("spark") for column in parse(path).find_all(exp.ColumnDef)}
        columns = ",\n".join(f"  `{column}` {kinds[column]} comment {spark_text(words)}" for column, words in column_comments(path).items())
        partitioned = f"partitioned by ({PARTITION}) " if is_partitioned(path) else ""
        yield f"create table {path.stem} (\n{columns}\n) using parquet {partitioned}location '${{lake}}/{path.stem}' comment {spark_text(opening_comment(path))}"
        if partitioned:
            yield f"repair table {path.stem}"  # finds the folders
    for name, answer in translated("spark", project).items():
        path = project / "queries" / f"{name}.sql"
        if name in read_by_others(project):
            yield f"create table {name} using parquet comment {spark_text(opening_comment(path))} as\n{answer}"
        else:
            columns = ",\n".join(f"  `{column}` comment {spark_text(words)}" for column, words in column_comments(path).items())
            yield f"create view {name} (\n{columns}\n) comment {spark_text(opening_comment(path))} as\n{answer}"


@cache
def read_by_others(project=HERE):
    """The questions that others read. Kept as tables, for an engine that would work them out anew inside each that reads them, and so on."""
    return {table.name for query in (project / "queries").rglob("*.sql") for table in parse(query).find_all(exp.Table) if table.name != query.stem}


def spark_text(words):
    """A text literal of Spark, which does not double quotes."""
    return exp.Literal.string(words).sql("spark")


def postgres_script(db, path, project=HERE):
    """Write a script for psql that makes a schema `elections` with keys, rows, views and comments, or nothing at all."""
    rows = path.with_suffix(".rows")
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as script:
            script.write("\\set ON_ERROR_STOP on\nbegin;\ncreate schema elections;\nset local search_path = elections;\n")
            for table in in_dependency_order(project / "schema"):
                script.write(f"{parse(table).sql('postgres', pretty=True, comments=False, identify=True)};\n")
                script.writelines(postgres_comments("table", table))
                db.execute(f"copy (from {table.stem} order by all) to {text(rows)} (format csv, header false)")
                script.write(f"copy {table.stem} from stdin with (format csv);\n")
                with rows.open(encoding="utf-8", newline="") as file:
                    shutil.copyfileobj(file, script)
                script.write("\\.\n")
            for name, answer in translated("postgres", project).items():
                script.write(f"create view {name} as\n{answer};\n")
                script.writelines(postgres_comments("view", project / "queries" / f"{name}.sql"))
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

    `ask` runs SQL there and gives the rows. Rows are compared by `==` and in their order, or sorted where a question
    has none; None stands for a row that is not there.
    """
    for name, answer in translated(dialect, project).items():
        settled = (lambda rows: sorted(rows, key=repr)) if trailers(project / "queries" / f"{name}.sql", "order") else list
        ours = settled(db.sql(f"from {name}").fetchall())
        theirs = settled(ask(answer))
        yield name, len(ours), [(our, their) for our, their in zip_longest(ours, theirs) if our != their]


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
    with tempfile.TemporaryDirectory() as warehouse:  # for the questions that are kept
        builder = SparkSession.builder.master(master).appName("elections").config("spark.sql.warehouse.dir", warehouse)
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


def settle(session, lake, project=HERE):
    """Make the tables and questions of a lake in a Spark session; gives what runs SQL there."""
    session.conf.set("lake", str(lake))
    for statement in spark_statements(project):
        session.sql(statement)
    return lambda sql: [tuple(row) for row in session.sql(sql).collect()]


def report(db, ask, dialect, project=HERE):
    """Compare everything; gives lines for a person, and whether all was the same."""
    answers = list(compared(db, ask, dialect, project))
    rules_broken = broken(db, ask, dialect, project)
    different = [f"  {question}: here {our}, there {their}" for question, _, rows in answers for our, their in rows[:3]]
    lines = [
        f"{len(answers)} questions, {sum(rows for _, rows, _ in answers):,} rows compared, {sum(len(rows) for *_, rows in answers):,} differ",
        *different,
        f"{len(rules_broken)} rules of the tables, {sum(map(bool, rules_broken.values()))} broken",
        *(f"  {table}: {words}: {times} rows" for (table, words), times in rules_broken.items() if times),
        *(f"{query.stem} is not asked there, {why.removeprefix('no, ')}" for query in sorted((project / "queries").rglob("*.sql")) for why in trailers(query, "portable")),
    ]
    return lines, not different and not any(rules_broken.values())


def command(arguments):
    """Do what the command line asks for; gives what there is to say of it."""
    if not (HERE / DATABASE).exists():
        raise Refused(f"{DATABASE} is not there yet; make db builds it")
    refuse_while_written(HERE / DATABASE)
    with duckdb.connect(HERE / DATABASE, read_only=True) as db:
        match arguments:
            case ["postgres"]:
                postgres_script(db, HERE / "elections.postgres.sql")
                return "elections.postgres.sql: psql --file elections.postgres.sql makes a schema elections of it, or nothing at all"
            case ["spark", *master] if len(master) < 2:
                with spark(*master or ["local[2]"]) as session:
                    export(db, HERE / "lake")
                    lines, is_same = report(db, settle(session, HERE / "lake"), "spark")
                if not is_same:
                    raise Refused("\n".join(lines))
                return "\n".join([*lines, "lake/ holds the tables as Parquet, spark.sql and rules.sql"])
            case _:
                raise Refused(__doc__.splitlines()[0] + "\n" + __doc__[__doc__.index("    python"):].rstrip())


if __name__ == "__main__":
    main(lambda: command(sys.argv[1:]), "nothing was written")
