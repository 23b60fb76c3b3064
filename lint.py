"""Read the SQL files of schema/ and queries/, and refuse in words what does not belong in them.

A query may come from a stranger. It may read the tables and views of this project and nothing else; it must answer
alike in every DuckDB since 1.2; and it must answer alike in Spark, PostgreSQL and DataFusion, unless its header says
`portable: no, because …`. Only what is listed here may stand in a file, so what nobody thought of is refused as well.
One problem is one line, `queries/turnout.sql:17: …`.
"""

import csv
import logging
import re
from functools import cache

import sqlglot
from sqlglot import exp

from check import decoded, irregular, labelled, shown, suggestion, unreadable

NAME = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_FILE = 65_536  # characters; the engine's parser takes minutes and gigabytes for much more
TRAILERS = ("key", "cite", "order", "empty", "portable")
TYPES = {"TEXT", "VARCHAR", "INT", "BIGINT", "DECIMAL", "DOUBLE", "DATE", "BOOLEAN"}
DUCKDB_ONLY_TYPES = {"INT128"}  # hugeint
DUCKDB_ONLY_FUNCTIONS = {"lgamma"}  # those that sqlglot has no node for
logging.getLogger("sqlglot").setLevel(logging.ERROR)  # else it warns of statements that are refused below

# What a file may be made of: first grammar, then functions.
KNOWN = {
    exp.Select, exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Qualify, exp.Order, exp.Ordered, exp.Limit, exp.With, exp.CTE,
    exp.Subquery, exp.Union, exp.Intersect, exp.Except, exp.Distinct, exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Star,
    exp.Identifier, exp.Var, exp.Literal, exp.Null, exp.Boolean, exp.Interval, exp.Cast, exp.DataType, exp.DataTypeParam, exp.Paren, exp.Case, exp.If,
    exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Is, exp.In, exp.Between, exp.Like, exp.Escape, exp.Exists,
    exp.NullSafeEQ, exp.NullSafeNEQ, exp.Neg, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.DPipe, exp.Window, exp.WindowSpec, exp.Filter,
    exp.Create, exp.Schema, exp.ColumnDef, exp.ColumnConstraint, exp.IndexParameters, exp.PrimaryKey, exp.PrimaryKeyColumnConstraint, exp.ForeignKey,
    exp.Reference, exp.UniqueColumnConstraint, exp.NotNullColumnConstraint, exp.CheckColumnConstraint,
    exp.Sum, exp.Count, exp.Min, exp.Max, exp.Avg, exp.GroupConcat, exp.Stddev, exp.StddevPop, exp.StddevSamp, exp.VariancePop, exp.Variance, exp.Corr,
    exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue,
    exp.Abs, exp.Sign, exp.Floor, exp.Ceil, exp.Round, exp.Sqrt, exp.Exp, exp.Ln, exp.Pow, exp.Greatest, exp.Least, exp.Coalesce, exp.Nullif,
    exp.Length, exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.Replace, exp.StrPosition, exp.Concat, exp.Year, exp.Extract, exp.DateDiff,
}  # fmt: skip
DOUBLES = exp.Div, exp.Avg, exp.Sqrt, exp.Exp, exp.Ln, exp.Pow, exp.Stddev, exp.StddevPop, exp.StddevSamp, exp.VariancePop, exp.Variance, exp.Corr
NO_FRACTION = exp.Predicate, exp.Query, exp.Floor, exp.Ceil, exp.Round, exp.Sign, exp.Count, exp.Length, exp.StrPosition, exp.Year, exp.Extract, exp.DateDiff
BY_PLACE = exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue
DUCKDB_ONLY = KNOWN | {exp.Explode, exp.GenerateSeries, exp.Anonymous}


def is_zero(node):
    """Whether a divisor may be 0, as far as its text tells."""
    if isinstance(node, exp.Paren | exp.Cast):
        return is_zero(node.this)
    return not isinstance(node, exp.Nullif) and not (isinstance(node, exp.Literal) and node.is_number and float(node.this) != 0)


def is_cast(node):
    """Whether a node is a cast to decimal."""
    return isinstance(node, exp.Cast) and node.to.this.name == "DECIMAL"


def types_in(node):
    """The types that a calculation has among its parts, as far as their text tells: a literal, a cast, the name of a day."""
    found, parts = set(), [node]
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


def is_ordered(window):
    """Whether a window has an order, of its own or by the name it is called."""
    select = window.parent_select
    named = select.args.get("windows") or () if select else ()
    return any(other.args.get("order") for other in (window, *named) if other is window or other.name == window.alias)


def is_output(predicate):
    """Whether a predicate is a part of an output column, and not of a condition."""
    return isinstance(predicate.find_ancestor(exp.Where, exp.Having, exp.Qualify, exp.Join, exp.Select), exp.Select)


def recurses(cte):
    """Whether a step reads itself."""
    return any(table.name == cte.alias for table in cte.find_all(exp.Table))


# (nodes, when, what is said): no query may, whoever reads it. The order is that of the walk; the first rule that fits is said.
RULES = [
    (exp.Identifier, lambda n: not NAME.fullmatch(n.name), "names are lower case words: a-z, 0-9 and _"),
    (exp.Table, lambda n: n.args.get("db") or n.args.get("catalog"), "name the table alone, without a schema or a database"),
    (exp.Column, lambda n: n.args.get("db") or n.args.get("catalog"), "name the column by its table alone, or alone"),
    (exp.Table, lambda n: not isinstance(n.this, exp.Identifier | exp.GenerateSeries), "reads something that is no table or view of this project"),
    ((exp.CurrentDate, exp.CurrentTime, exp.CurrentTimestamp, exp.Localtime, exp.Localtimestamp, exp.Rand, exp.Uuid, exp.TableSample), None, "answers differently each time"),
    ((exp.RegexpLike, exp.RegexpFullMatch, exp.SimilarTo), None, "~ matches the whole text in DuckDB 1 and a part of it in DuckDB 2, and patterns differ elsewhere; write like"),
    (exp.Mod, lambda n: is_zero(n.expression), "% by what may be 0 is null in DuckDB 1 and fails in DuckDB 2; write nullif(…, 0)"),
    (exp.IntDiv, None, "// by 0 is null in DuckDB 1 and fails in DuckDB 2, and elsewhere // is a comment; write floor(a / nullif(b, 0))"),
    (exp.Lambda, None, "x -> … fails in DuckDB 2, and lists do not travel; write rows"),
    (exp.Bracket, None, "[…] gives a list in some DuckDBs and a value in others; write rows and columns"),
    ((exp.Try, exp.TryCast), None, "try and try_cast fail in older DuckDBs and hide errors; write case when"),
    ((exp.TimestampTrunc, exp.DateTrunc), None, "date_trunc of a date is a date in DuckDB 1.4 and a timestamp in 1.5; compare days, or write year(…)"),
    (exp.Star, lambda n: n.args.get("rename") or n.args.get("replace"), "* rename and * replace fail in older DuckDBs or elsewhere; name the columns"),
    (exp.CTE, lambda n: n.args.get("key_expressions"), "using key fails in older DuckDBs; write a plain recursion"),
    (exp.Window, lambda n: isinstance(n.this, BY_PLACE) and not is_ordered(n), "numbers rows in any order; write order by in its over (…)"),
    (exp.Limit, lambda n: not n.parent.args.get("order"), "limit without order by takes any rows; write order by"),
    (exp.Group, lambda n: n.find(exp.Explode), "group by unnest fails in DuckDB 1; unnest in a step before"),
]

# The same for queries that travel: what Spark, PostgreSQL or DataFusion refuse or, worse, answer otherwise.
PORTABLE_RULES = [
    (exp.Div, lambda n: is_zero(n.expression), "/ by what may be 0 is null here and fails elsewhere; write nullif(…, 0)"),
    (exp.Round, lambda n: not is_cast(n.this), "each engine rounds halves of a double in its own way; write round(cast(… as decimal(18, 6)), n)"),
    (exp.DateDiff, lambda n: n.text("unit").lower() not in ("day", "days"), "engines count only days alike; write date_diff('day', a, b)"),
    (exp.Join, lambda n: n.args.get("method"), "asof, natural and positional joins are read as something else elsewhere; join on columns"),
    (exp.Distinct, lambda n: n.args.get("on"), "distinct on does not travel; write qualify row_number() over (…) = 1"),
    (exp.SetOperation, lambda n: n.args.get("by_name"), "union by name does not travel; name the columns in order"),
    (exp.In, lambda n: n.args.get("query") and isinstance(n.parent, exp.Not), "not in (select …) finds nothing where there is a null; write not exists or a left join"),
    ((exp.In, exp.Exists), lambda n: n.find(exp.Query) and is_output(n), "in (select …) and exists as a column are not known elsewhere; write a left join and is not null"),
    (exp.Qualify, lambda n: any(n.parent.args.get(part) for part in ("distinct", "order", "limit")), "elsewhere distinct, order by and limit come before qualify; qualify in a step before"),
    ((exp.Add, exp.Sub), lambda n: not isinstance(n.parent, exp.Add | exp.Sub) and "DATE" in types_in(n), "days are counted in each engine's own way; write date_diff('day', a, b)"),
    (exp.Cast, lambda n: n.to.this.name in ("INT", "BIGINT") and types_in(n.this) & {"DOUBLE", "DECIMAL"}, "a cast to a whole number rounds in one engine and cuts in another; write floor(…) or round(cast(… as decimal(18, 6)), 0) inside"),
    ((exp.EQ, exp.NEQ), lambda n: any(isinstance(side.unnest(), exp.Sum) and "DOUBLE" in types_in(side) for side in (n.left, n.right)), "a sum of doubles depends on their order; sum cast(… as decimal(18, 6)), or compare by < and >"),
    (exp.Limit, lambda n: n.args.get("limit_options"), "a limit in per cent does not travel; use rank() or row_number()"),
    (exp.CTE, lambda n: recurses(n) and n.find(exp.AggFunc, exp.Group), "a sum inside a recursion does not travel"),
    (exp.CTE, lambda n: recurses(n) and any(u.args.get("distinct") for u in n.find_all(exp.Union)), "recursion travels only with union all"),
    ((exp.ArgMax, exp.ArgMin, exp.AnyValue, exp.First, exp.Last), None, "takes any row where several tie; write qualify row_number() over (…) = 1, or max"),
    ((exp.IgnoreNulls, exp.RespectNulls), None, "ignore nulls is not known elsewhere, or not minded; use max or min"),
    ((exp.Explode, exp.GenerateSeries, exp.ArrayAgg, exp.List, exp.Array), None, "lists lose their order elsewhere; write rows, and take a series of numbers from a table"),
    ((exp.DayOfWeek, exp.DayOfWeekIso, exp.TimeToStr), None, "counts days or writes dates in each engine's own way; leave it to the reader"),
    ((exp.Pivot, exp.Columns), None, "does not travel; write a case for each column"),
]  # fmt: skip


def problems_of(project):
    """Every problem of a project's SQL files as (file, line, message)."""
    files = [path for folder in ("schema", "queries") for path in sorted((project / folder).glob("*.sql" if folder == "schema" else "*/*.sql"))]
    names = {path.stem for path in files}
    return [
        (f"{path.parent.name}/{path.name}", line, message)
        for path in files for line, message in problems_of_file(path, names - {path.stem}) or problems_of_words(path)
    ]


def problems_of_file(path, names):
    """The problems (line, message) of one SQL file; `names` are the tables and views that it may read."""
    problem = (1, "a file's name is that of its table or view: a-z, 0-9 and _") if not NAME.fullmatch(path.stem) else None
    problem = problem or irregular(path)
    if problem:
        return [problem]
    text, problem = decoded(path.read_bytes())
    problem = problem or strange_text(text)
    if problem:
        return [problem]
    tree, problem = parsed(text)
    if problem:
        return [problem]
    if path.parent.name == "schema":
        return not_a_table(tree, path.stem) or list(problems_of_tree(tree, names | {path.stem}, True))
    if not isinstance(tree, exp.Query) or isinstance(tree, exp.Subquery):
        return [(1, "expected one SELECT statement")]
    return [*problems_of_header(path), *problems_of_tree(tree, names, bool(trailers(path, "portable")))]


def strange_text(text):
    """What keeps a text from being read alike by a person, by sqlglot and by the engine, as (line, message), or None."""
    if len(text) > LONGEST_FILE:
        return 1, f"has {len(text)} characters, at most {LONGEST_FILE} are taken"
    for number, line in enumerate(text.splitlines(), 1):
        if unreadable(line):
            return number, unreadable(line)
        if "/*" in line:
            return number, "write comments with --"


@cache
def parsed(text):
    """The one statement of an SQL text as a tree, or the problem (line, message) that keeps it from being one."""
    try:
        trees = [tree for tree in sqlglot.parse(text, dialect="duckdb") if not isinstance(tree, exp.Semicolon | None)]
    except sqlglot.ParseError as error:
        problem = error.errors[0]
        return None, (problem["line"], f"{problem['description'].partition('.')[0]}: {shown(problem['highlight'])}")
    except (sqlglot.errors.TokenError, TypeError) as error:  # a TypeError where the compiled parser misses a part
        return None, (1, f"cannot be read as SQL: {shown(str(error))}")
    except RecursionError:
        return None, (1, "is nested too deeply")
    if len(trees) != 1:
        return None, (1, f"{len(trees)} statements, expected one")
    return trees[0], None


def not_a_table(tree, name):
    """A problem of a file that is not one plain CREATE TABLE of that name, in a list, or none."""
    is_plain = isinstance(tree, exp.Create) and tree.kind == "TABLE" and isinstance(tree.this, exp.Schema)
    if not is_plain or any(value for key, value in tree.args.items() if key not in ("this", "kind")):
        return [(1, "expected one CREATE TABLE statement with columns, and nothing else")]
    return [(1, f"creates '{tree.this.this.name}'; the file's name is the table's")] if tree.this.this.name != name else []


def problems_of_header(path):
    """The problems of a query's opening comment."""
    title, blank, *body = [*opening_comment(path).split("\n"), "", ""]
    if not title or blank or not any(body):
        yield 1, "a query opens with a comment: a title, an empty line, a description"
    if len(trailers(path, "key")) != 1:
        yield 1, "the opening comment has one line `key:` with the columns that identify a row"
    if any(not why.startswith("no, because ") for why in trailers(path, "portable")):
        yield 1, "a query that is not portable says `portable: no, because …`"


def problems_of_words(path):
    """What a file that may be run does not say of itself, or says of what is not there, as (line, message)."""
    for column in columns_of(path):
        if column.is_star:
            yield line_of(column), "name the columns one by one; what * stands for nobody has described"
        elif path.parent.name == "schema" and not said_in(column) or not column_comments(path)[column.alias_or_name]:
            yield line_of(column), f"column {column.alias_or_name} has no comment at the end of its line"
    if path.parent.name == "schema" or any(column.is_star for column in columns_of(path)):
        return
    description, _, last = opening_comment(path).rpartition("\n\n")
    for number, line in enumerate(last.splitlines(), len(description.splitlines()) + 2):
        label, _, said = line.partition(":")
        if label not in TRAILERS:
            yield number, f"'{label}:' is not among what a header ends with ({', '.join(TRAILERS)}){suggestion(label, TRAILERS)}"
        elif label == "key":
            names = column_comments(path)
            yield from ((number, f"key: the query has no column {name}{suggestion(name, names)}") for name in said.strip().split(", ") if name not in names)


def problems_of_tree(tree, names, duckdb_only):
    """The problems of a parsed file, each with its line."""
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    known = DUCKDB_ONLY if duckdb_only else KNOWN
    for node in tree.walk():
        broken = next((words for when, words in rules_of(type(node), duckdb_only) if when is None or when(node)), None)
        if broken:
            yield line_of(node), broken
        elif type(node) not in known or isinstance(node, exp.Anonymous) and node.name not in DUCKDB_ONLY_FUNCTIONS:
            yield line_of(node), f"{called(node)} is not among what a file may use (KNOWN in lint.py)"
        elif isinstance(node, exp.DataType) and node.this.name not in TYPES | (DUCKDB_ONLY_TYPES if duckdb_only else set()):
            yield line_of(node), f"the type {node.this.name.lower()} is not among those a file may use (TYPES in lint.py)"
        elif isinstance(node, exp.Table) and node.name not in names | own:
            yield line_of(node), f"'{node.name}' is no table or view of this project"
        elif isinstance(node, exp.CTE | exp.TableAlias) and node.name in names:
            yield line_of(node), f"'{node.name}' is a table or view of this project already; take another name"


@cache
def rules_of(kind, duckdb_only):
    """The rules (when, what is said) for nodes of a kind."""
    return [(when, words) for kinds, when, words in (RULES if duckdb_only else RULES + PORTABLE_RULES) if issubclass(kind, kinds)]


def called(node):
    """What a person calls a node."""
    return node.name if isinstance(node, exp.Anonymous) else node.sql_name().lower() if isinstance(node, exp.Func) else node.key


def line_of(node):
    """The line a node stands on, or the first one below or above it whose line sqlglot kept."""
    return next((other.meta["line"] for start in (node, node.parent) if start for other in start.walk() if "line" in other.meta), 1)


def opening_comment(path):
    """The text of the comment a file opens with."""
    comment = re.match(r"(--.*\n)*", path.read_text(encoding="utf-8"))[0]
    return "\n".join(line.removeprefix("--").strip() for line in comment.splitlines())


def trailers(path, label):
    """What a query's header says after `label:`, once for each time it does."""
    return labelled(opening_comment(path), label)


def parse(path):
    """The one statement of an SQL file that has no problem, as a tree."""
    return parsed(path.read_text(encoding="utf-8"))[0]


def column_comments(path):
    """{column: what the comment at the end of its line says}."""
    usual = usual_descriptions(path.parents[1] / "columns.csv")
    return {column.alias_or_name: said_in(column) or usual.get(column.alias_or_name, "") for column in columns_of(path)}


@cache
def usual_descriptions(path):
    """{column: what it means where a query does not say otherwise}."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["description"] for row in csv.DictReader(file)}


def columns_of(path):
    """The columns of a table or query, as nodes."""
    statement = parse(path)
    return list(statement.find_all(exp.ColumnDef)) if isinstance(statement, exp.Create) else statement.selects


def said_in(expression):
    """Every comment sqlglot hung anywhere on an expression, as one line."""
    return " ".join(words.strip() for node in expression.walk() for words in node.comments or [])
