"""The questions and the rules of the tables in other dialects of SQL.

A dialect is `spark`, `postgres` or `datafusion`. sqlglot translates; it is told the type of every column first, because
without them it translates some things wrongly and says nothing.
"""

from collections.abc import Iterator, Mapping
from functools import cache

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from hemicycle.database.tables import create_tables, create_views
from hemicycle.reading.grammar import is_one_of_largest, is_sum_by_place
from hemicycle.reading.project import Project
from hemicycle.reading.rules import Rule, rules_of
from hemicycle.reading.sqlfile import SqlFile, SqlFiles, in_dependency_order, read_sql_files
from hemicycle.reading.text import Refused

DATAFUSION = "datafusion"  # it is spoken to as PostgreSQL is, with a few words of its own


def spoken(dialect: str) -> str:
    """What sqlglot calls a dialect."""
    return "postgres" if dialect == DATAFUSION else dialect


@cache
def files_of(project: Project) -> SqlFiles:
    """The SQL files of a project, read once for all that is asked of other engines."""
    return read_sql_files(project)


def portable_queries(project: Project) -> list[SqlFile]:
    """The queries that other engines are asked, each after those it reads."""
    return [query for query in in_dependency_order(files_of(project).queries) if not query.labelled("portable")]


@cache
def translated(dialect: str, project: Project) -> Mapping[str, str]:
    """{question: its SELECT in another dialect of SQL}, each after those it reads; portable ones only.

    Raises Refused where sqlglot knows that it cannot say the same.
    """
    answers: dict[str, str] = {}
    level = sqlglot.ErrorLevel.RAISE
    for query, tree in explicit_trees(project):
        try:
            answers[query.name] = in_words_of(dialect, tree).sql(
                spoken(dialect), pretty=True, comments=False, identify=True, unsupported_level=level, copy=False
            )
        except sqlglot.errors.UnsupportedError as error:
            raise Refused(f"{query.named}:1: cannot be said in {dialect}: {error}") from None
    return answers


@cache
def explicit_trees(project: Project) -> list[tuple[SqlFile, exp.Expr]]:
    """The portable queries, each with its SELECT as a tree in which every column has its table and its type."""
    files = files_of(project)
    types: dict[str, dict[str, str]] = {}
    with duckdb.connect() as db:
        create_tables(db, files.tables)
        create_views(db, files.queries)
        for table, column, kind in db.execute("""
            select table_name, column_name, data_type from duckdb_columns() where not internal order by column_index
        """).fetchall():
            types.setdefault(table, {})[column] = kind
    schema = MappingSchema(dict(types), dialect="duckdb")  # made once: it looks at each name of every table
    trees: list[tuple[SqlFile, exp.Expr]] = []
    for query in portable_queries(project):
        try:
            trees.append((query, explicit(query.tree.copy(), schema)))
        except sqlglot.errors.OptimizeError as error:
            raise Refused(f"{query.named}:1: cannot be translated: {str(error).splitlines()[0]}") from None
    return trees


def explicit(tree: exp.Expr, schema: MappingSchema) -> exp.Expr:
    """A SELECT with everything in it that some engine cannot work out; `schema` has every table and view."""
    tree = qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False, identify=False)
    for window in list(tree.find_all(exp.Window)):
        # without brackets Spark takes a minus after the name of a window for a hyphen in that name
        if isinstance(window.parent, exp.Binary):
            window.replace(exp.paren(window.copy()))
    tree = annotate_types(tree, schema=schema, dialect="duckdb")
    for union in tree.find_all(exp.SetOperation):
        name_and_type_alike(union)
    for select in tree.find_all(exp.Select):
        order_by_the_answer(select)
    for equality in list(tree.find_all(exp.NullSafeEQ, exp.NullSafeNEQ)):
        # without brackets DataFusion takes all that follows for the right side
        equality.replace(exp.paren(equality.copy()))
    return tree


def in_words_of(dialect: str, tree: exp.Expr) -> exp.Expr:
    """A copy of a SELECT in the words of a dialect, where sqlglot does not find them.

    The k-th largest value, `list_extract(max(value, n), k)`, is null where there are fewer values; nulls are none of
    them. The sum of values by their places is what is_sum_by_place says. A quotient is a double.
    """

    def largest(node: exp.Expr) -> exp.Expr:
        if not is_one_of_largest(node):
            return node
        value, place = node.expressions[0].this.sql(spoken(dialect), identify=True), node.expressions[1].name
        if dialect == "spark":
            return parsed(f"try_element_at(sort_array(collect_list({value}), false), {place})")
        return parsed(f"(array_agg({value} order by {value} desc nulls last))[{place}]")

    def by_place(node: exp.Expr) -> exp.Expr:
        if not is_sum_by_place(node):
            return node
        value = node.expressions[0].this.this.sql(spoken(dialect), identify=True)
        if dialect == "spark":
            values, places = f"sort_array(collect_list({value}), false)", "sequence(1, cast(count(*) as int))"
            products = f"zip_with({values}, {places}, (value, place) -> value * place)"
            return parsed(f"aggregate({products}, cast(0 as double), (total, product) -> total + product)")
        values = f"array_agg({value} order by {value} desc)"
        if dialect == DATAFUSION:
            return parsed(f"inner_product({values}, range(1, count(*) + 1))")
        return parsed(f"(select sum(value * place) from unnest({values}) with ordinality as by_place (value, place))")

    def parsed(words: str) -> exp.Expr:
        return exp.maybe_parse(words, dialect=spoken(dialect))

    if dialect == "spark":  # which divides decimals, and cuts their places to fit; DuckDB divides as doubles
        tree = tree.transform(
            lambda node: (
                exp.Div(this=exp.cast(node.this, "double"), expression=node.expression)
                if isinstance(node, exp.Div)
                else node
            )
        )
    return tree.transform(largest).transform(by_place)


def name_and_type_alike(union: exp.SetOperation) -> None:
    """Give the columns of a later part the names of the first part, and its nulls the types.

    Not every engine works these out.
    """
    for first, column in zip(union.selects, union.expression.selects, strict=True):
        value = column.unalias()
        typed = exp.cast(value, first.type) if isinstance(value, exp.Null) and first.type else value
        column.replace(exp.alias_(typed, first.alias_or_name))


def order_by_the_answer(select: exp.Select) -> None:
    """Order by a column of the answer instead of the one that it is, or is a cast of, by the same name.

    DataFusion takes a column and its cast for one, and Spark knows only the answer once equal rows are one.
    """
    is_distinct = select.args.get("distinct") is not None
    answers = {column.alias: column.unalias() for column in select.selects}
    for column in (select.args.get("order") or exp.Order()).find_all(exp.Column):
        answer = answers.get(column.name)
        if (isinstance(answer, exp.Cast) and answer.this == column) or (is_distinct and answer == column):
            column.replace(exp.column(column.name))


def rules_in(dialect: str, project: Project) -> Iterator[tuple[Rule, str]]:
    """Each rule of the tables of schema/, with a query in another dialect that gives the rows which break it."""
    with duckdb.connect() as db:
        create_tables(db, files_of(project).tables)
        for rule in rules_of(db):
            (sql,) = sqlglot.transpile(rule.broken_in(rule.table), read="duckdb", write=spoken(dialect), identify=True)
            yield rule, sql
