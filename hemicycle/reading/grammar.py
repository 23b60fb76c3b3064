"""What an SQL file may be made of. Only what is listed here may stand in one, so what nobody thought of is refused too.

A query may come from a stranger. It may read the tables and views of its project and nothing else; it must answer
alike in every DuckDB since 1.2; and it must answer alike in Spark, PostgreSQL and DataFusion, unless its header says
`portable: no, because …`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from sqlglot import exp

from hemicycle.reading.sqlfile import line_of
from hemicycle.reading.text import Finding

NAME = re.compile(r"[a-z][a-z0-9_]*")


def nodes(names: str) -> set[type[exp.Expr]]:
    """The classes of sqlglot that are called so."""
    return {getattr(exp, name) for name in names.split()}


TYPES = {"TEXT", "VARCHAR", "INT", "BIGINT", "DECIMAL", "DOUBLE", "DATE", "BOOLEAN"}
GRAMMAR = nodes("""
    Select From Join Where Group Having Qualify Order Ordered Limit With CTE Subquery Union Intersect Except Distinct
    Table TableAlias Alias Column Star Identifier Var Literal Null Boolean Interval Cast DataType DataTypeParam Paren
    Case If And Or Not EQ NEQ LT LTE GT GTE Is In Between Like Escape Exists NullSafeEQ NullSafeNEQ
    Neg Add Sub Mul Div Mod DPipe BitwiseAnd BitwiseOr Window WindowSpec Filter
    Create Schema ColumnDef ColumnConstraint IndexParameters PrimaryKey PrimaryKeyColumnConstraint ForeignKey Reference
    UniqueColumnConstraint NotNullColumnConstraint CheckColumnConstraint
""")
FUNCTIONS = nodes("""
    Sum Count Min Max Avg BitwiseOrAgg GroupConcat Stddev StddevPop StddevSamp VariancePop Variance Corr
    RowNumber Rank DenseRank Lag Lead FirstValue LastValue
    Abs Sign Floor Ceil Round Sqrt Exp Ln Pow Greatest Least Coalesce Nullif
    Length Lower Upper Trim Substring Replace StrPosition Concat Year Extract DateDiff
""")
PORTABLE = GRAMMAR | FUNCTIONS
DUCKDB_ONLY = PORTABLE | nodes("Explode GenerateSeries Cos Sin Atan2 Pi")

DOUBLES = tuple(nodes("Div Avg Sqrt Exp Ln Pow Stddev StddevPop StddevSamp VariancePop Variance Corr"))
NO_FRACTION = tuple(nodes("Predicate Query Floor Ceil Round Sign Count Length StrPosition Year Extract DateDiff"))
NUMBERED = tuple(nodes("RowNumber Rank DenseRank Lag Lead FirstValue LastValue"))


@cache
def is_plain(name: str) -> bool:
    """Whether a name is a lower case word; the same ones come again and again."""
    return bool(NAME.fullmatch(name))


def may_be_zero(node: exp.Expr) -> bool:
    """Whether a divisor may be 0, as far as its text tells."""
    if isinstance(node, exp.Paren | exp.Cast):
        return may_be_zero(node.this)
    is_number = isinstance(node, exp.Literal) and bool(node.is_number)
    return not isinstance(node, exp.Nullif) and not (is_number and float(node.this) != 0)


def is_decimal_cast(node: exp.Expr) -> bool:
    """Whether a node is a cast to decimal."""
    return isinstance(node, exp.Cast) and node.to.this.name == "DECIMAL"


def types_in(node: exp.Expr) -> set[str]:
    """The types of the parts of a calculation, as far as their text tells: a literal, a cast, the name of a day."""
    found: set[str] = set()
    parts: list[exp.Expr] = [node]
    while parts:
        part = parts.pop()
        if isinstance(part, exp.Cast):
            found.add(part.to.this.name)
        elif isinstance(part, exp.Column):
            found |= {"DATE"} if part.name.endswith("_on") else set()
        elif isinstance(part, exp.Literal):
            found |= {"DECIMAL"} if part.is_number and not part.is_int else set()
        elif isinstance(part, DOUBLES):
            found.add("DOUBLE")
        elif not isinstance(part, NO_FRACTION):
            parts += [part.this] if isinstance(part, exp.Window | exp.Filter) else part.iter_expressions()
    return found


def is_ordered(window: exp.Expr) -> bool:
    """Whether a window has an order, of its own or by the name it is called."""
    select = window.parent_select
    named = (select.args.get("windows") or ()) if select else ()
    return any(other.args.get("order") for other in (window, *named) if other is window or other.name == window.alias)


def is_output(predicate: exp.Expr) -> bool:
    """Whether a predicate is a part of an output column, and not of a condition."""
    around = predicate.find_ancestor(exp.Where, exp.Having, exp.Qualify, exp.Join, exp.Select)
    return isinstance(around, exp.Select)


def is_recursive(step: exp.Expr) -> bool:
    """Whether a step reads itself, which only one of `with recursive` can."""
    steps = step.parent
    return bool(steps and steps.args.get("recursive")) and any(
        table.name == step.alias for table in step.find_all(exp.Table)
    )


def is_step(table: exp.Expr) -> bool:
    """Whether a name in the place of a table is that of a step: of one that is named before, around where it stands."""
    node, passed = table, [table]
    while node.parent:
        inside, node = node, node.parent
        passed.append(node)
        steps = node.args.get("with_")
        if isinstance(inside, exp.CTE):
            # a step knows those before it, and itself in the second part of its recursion
            union = inside.this
            is_second = isinstance(union, exp.SetOperation) and any(part is union.expression for part in passed)
            known = node.expressions[: (inside.index or 0) + bool(node.args.get("recursive") and is_second)]
        elif steps and steps is not inside:
            known = steps.expressions
        else:
            continue
        if any(step.alias == table.name for step in known):
            return True
    return False


def is_one_of_largest(node: exp.Expr | None) -> bool:
    """Whether a node is `list_extract(max(value, n), k)`, the k-th largest value.

    It is a use of a list that is portable: translation.py says it in other dialects.
    """
    if not isinstance(node, exp.Anonymous) or node.name.lower() != "list_extract" or len(node.expressions) != 2:
        return False
    values, place = node.expressions
    is_largest = isinstance(values, exp.Max) and isinstance(values.args.get("count"), exp.Literal)
    return is_largest and isinstance(place, exp.Literal) and bool(place.is_int)


def is_sum_by_place(node: exp.Expr) -> bool:
    """Whether a node is `list_inner_product(list(x order by x desc), cast(range(1, count(*) + 1) as double[]))`.

    It is the sum of the values of a column, each times its place from the largest: the other portable use of a list.
    It takes a third of what it costs to put rows in order in a window.
    """
    if not isinstance(node, exp.Anonymous) or node.name.lower() != "list_inner_product" or len(node.expressions) != 2:
        return False
    values, places = node.expressions
    column = values.find(exp.Column)
    wanted = f"list({column} order by {column} desc)", "cast(range(1, count(*) + 1) as double[])"
    return [exp.maybe_parse(words, dialect="duckdb") for words in wanted] == [values, places]


def is_sum_of_doubles(side: exp.Expr) -> bool:
    """Whether a side of a comparison is a sum whose value depends on the order of its rows."""
    return isinstance(side.unnest(), exp.Sum) and "DOUBLE" in types_in(side)


def is_cut_to_whole(cast: exp.Expr) -> bool:
    """Whether a cast makes a whole number of what may have a fraction."""
    return cast.args["to"].this.name in ("INT", "BIGINT") and bool(types_in(cast.this) & {"DOUBLE", "DECIMAL"})


class Ban(NamedTuple):
    """What may not stand in a query: nodes of some classes, always or when a condition holds, and what is said."""

    classes: tuple[type[exp.Expr], ...]
    condition: Callable[[exp.Expr], object] | None
    words: str


def ban(names: str, words: str, condition: Callable[[exp.Expr], object] | None = None) -> Ban:
    """A ban of nodes by the names of their classes."""
    return Ban(tuple(nodes(names)), condition, words)


# No query may, whoever reads it. The order is that of the walk; the first ban that fits is said.
BANS = [
    ban("Identifier", "names are lower case words: a-z, 0-9 and _", lambda n: not is_plain(n.name)),
    ban(
        "Table",
        "name the table alone, without a schema or a database",
        lambda n: n.args.get("db") or n.args.get("catalog"),
    ),
    ban(
        "Column",
        "name the column by its table alone, or alone",
        lambda n: n.args.get("db") or n.args.get("catalog"),
    ),
    ban(
        "Table",
        "reads something that is no table or view of this project",
        lambda n: not isinstance(n.this, exp.Identifier | exp.GenerateSeries),
    ),
    ban(
        "CurrentDate CurrentTime CurrentTimestamp Localtime Localtimestamp Rand Uuid TableSample",
        "answers differently each time",
    ),
    ban(
        "RegexpLike RegexpFullMatch SimilarTo",
        "~ matches the whole text in DuckDB 1 and a part of it in DuckDB 2, and patterns differ elsewhere; write like",
    ),
    ban(
        "Mod",
        "% by what may be 0 is null in DuckDB 1 and fails in DuckDB 2; write nullif(…, 0)",
        lambda n: may_be_zero(n.args["expression"]),
    ),
    ban(
        "IntDiv",
        "// by 0 is null in DuckDB 1 and fails in DuckDB 2, and elsewhere // is a comment; "
        "write floor(a / nullif(b, 0))",
    ),
    ban("Lambda", "x -> … fails in DuckDB 2, and lists are not portable; write rows"),
    ban("Bracket", "[…] gives a list in some DuckDBs and a value in others; write rows and columns"),
    ban("Try TryCast", "try and try_cast fail in older DuckDBs and hide errors; write case when"),
    ban(
        "TimestampTrunc DateTrunc",
        "date_trunc of a date is a date in DuckDB 1.4 and a timestamp in 1.5; compare days, or write year(…)",
    ),
    ban(
        "Star",
        "* rename and * replace fail in older DuckDBs or elsewhere; name the columns",
        lambda n: n.args.get("rename") or n.args.get("replace"),
    ),
    ban(
        "CTE",
        "using key fails in older DuckDBs; write a plain recursion",
        lambda n: n.args.get("key_expressions"),
    ),
    ban(
        "Window",
        "numbers rows in any order; write order by in its over (…)",
        lambda n: isinstance(n.this, NUMBERED) and not is_ordered(n),
    ),
    ban(
        "Limit",
        "limit without order by takes any rows; write order by",
        lambda n: n.parent is None or not n.parent.args.get("order"),
    ),
    ban("Group", "group by unnest fails in DuckDB 1; unnest in a step before", lambda n: n.find(exp.Explode)),
]

# The same for portable queries: what Spark, PostgreSQL or DataFusion refuse or, worse, answer otherwise.
PORTABLE_BANS = [
    ban(
        "Div",
        "/ by what may be 0 is null here and fails elsewhere; write nullif(…, 0)",
        lambda n: may_be_zero(n.args["expression"]),
    ),
    ban(
        "Round",
        "each engine rounds halves of a double in its own way; write round(cast(… as decimal(38, 12)), n)",
        lambda n: not is_decimal_cast(n.this),
    ),
    ban(
        "DateDiff",
        "engines count only days alike; write date_diff('day', a, b)",
        lambda n: n.text("unit").lower() not in ("day", "days"),
    ),
    ban(
        "Join",
        "asof, natural and positional joins are read as something else elsewhere; join on columns",
        lambda n: n.args.get("method"),
    ),
    ban(
        "Distinct",
        "distinct on is not portable; write qualify row_number() over (…) = 1",
        lambda n: n.args.get("on"),
    ),
    ban(
        "SetOperation",
        "union by name is not portable; name the columns in order",
        lambda n: n.args.get("by_name"),
    ),
    ban(
        "In",
        "not in (select …) finds nothing where there is a null; write not exists or a left join",
        lambda n: n.args.get("query") and isinstance(n.parent, exp.Not),
    ),
    ban(
        "In Exists",
        "in (select …) and exists as a column are not known elsewhere; write a left join and is not null",
        lambda n: n.find(exp.Query) and is_output(n),
    ),
    ban(
        "Qualify",
        "elsewhere distinct, order by and limit come before qualify; qualify in a step before",
        lambda n: any(n.parent.args.get(part) for part in ("distinct", "order", "limit")) if n.parent else False,
    ),
    ban(
        "Add Sub",
        "days are counted in each engine's own way; write date_diff('day', a, b)",
        lambda n: not isinstance(n.parent, exp.Add | exp.Sub) and "DATE" in types_in(n),
    ),
    ban(
        "Cast",
        "a cast to a whole number rounds in one engine and cuts in another; "
        "write floor(…) or round(cast(… as decimal(38, 12)), 0) inside",
        is_cut_to_whole,
    ),
    ban(
        "EQ NEQ",
        "a sum of doubles depends on their order; sum cast(… as decimal(38, 12)), or compare by < and >",
        lambda n: any(is_sum_of_doubles(n.args[side]) for side in ("this", "expression")),
    ),
    ban(
        "Limit",
        "a limit in per cent is not portable; use rank() or row_number()",
        lambda n: n.args.get("limit_options"),
    ),
    ban(
        "CTE",
        "a sum inside a recursion is not portable",
        lambda n: is_recursive(n) and n.find(exp.AggFunc, exp.Group),
    ),
    ban(
        "CTE",
        "recursion is portable only with union all",
        lambda n: is_recursive(n) and any(union.args.get("distinct") for union in n.find_all(exp.Union)),
    ),
    ban(
        "ArgMax ArgMin AnyValue First Last",
        "takes any row where several tie; write qualify row_number() over (…) = 1, or max",
    ),
    ban("IgnoreNulls RespectNulls", "ignore nulls is not known elsewhere, or has no effect; use max or min"),
    ban(
        "Explode GenerateSeries ArrayAgg List Array",
        "lists lose their order elsewhere; write rows, and take a series of numbers from a table",
    ),
    ban(
        "DayOfWeek DayOfWeekIso TimeToStr",
        "counts days or writes dates in each engine's own way; leave it to the reader",
    ),
    ban("Pivot Columns", "is not portable; write a case for each column"),
    ban(
        "Max Min",
        "several values at once are portable only as list_extract(max(value, n), k)",
        lambda n: n.args.get("count") and not is_one_of_largest(n.parent),
    ),
    ban(
        "GroupConcat",
        "puts texts together in any order; write string_agg(…, ', ' order by …)",
        lambda n: not n.find(exp.Order),
    ),
]


ASKED = (exp.DataType, exp.Table, exp.CTE, exp.TableAlias)  # of which problems_of_tree asks more than the bans do


def problems_of_tree(tree: exp.Expr, names: set[str], is_duckdb_only: bool) -> Iterator[Finding]:
    """The problems of a statement that may read the tables and views `names`, each with its line."""
    classes = DUCKDB_ONLY if is_duckdb_only else PORTABLE
    bans = BANS if is_duckdb_only else BANS + PORTABLE_BANS
    bans_of: dict[type[exp.Expr], list[Ban]] = {}  # by class, each looked up once
    good: set[type[exp.Expr]] = set()  # classes that nothing is asked of: most nodes are of these
    for node in tree.walk(prune=is_sum_by_place):
        kind = type(node)
        if kind in good:
            continue
        if kind not in bans_of:
            bans_of[kind] = [ban for ban in bans if issubclass(kind, ban.classes)]
            if kind in classes and not bans_of[kind] and not issubclass(kind, ASKED):
                good.add(kind)
        banned = None
        for ban in bans_of[kind]:
            if not ban.condition or ban.condition(node):
                banned = ban.words
                break
        if banned:
            yield line_of(node), banned
        elif kind not in classes and not is_one_of_largest(node) and not is_sum_by_place(node):
            yield line_of(node), f"{called(node)} is not among what a file may use (hemicycle/reading/grammar.py)"
        elif isinstance(node, exp.DataType) and node.this.name not in TYPES:
            said = f"the type {node.this.name.lower()} is not among those a file may use"
            yield line_of(node), f"{said} (hemicycle/reading/grammar.py)"
        elif isinstance(node, exp.Table) and node.name not in names and not is_step(node):
            yield line_of(node), f"'{node.name}' is no table or view of this project"
        elif isinstance(node, exp.CTE | exp.TableAlias) and node.name in names:
            yield line_of(node), f"'{node.name}' is a table or view of this project already; take another name"


def called(node: exp.Expr) -> str:
    """What a person calls a node."""
    if isinstance(node, exp.Anonymous):
        return node.name
    return node.sql_name().lower() if isinstance(node, exp.Func) else node.key
