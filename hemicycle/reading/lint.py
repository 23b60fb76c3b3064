"""Refuse in words what does not belong in the SQL files of schema/ and queries/.

One problem is one line, `queries/turnout/turnout.sql:17: …`. grammar.py says what a file may be made of; here is what
it must say of itself, and how it must be laid out so that a stranger can read it.
"""

import re
from collections.abc import Iterator, Sequence

from sqlglot import exp

from hemicycle.reading.grammar import NAME, problems_of_tree
from hemicycle.reading.project import FAMILIES, LINKS
from hemicycle.reading.sqlfile import SqlFile, SqlFiles, first_line_in, labels_in, line_of
from hemicycle.reading.text import Finding, Problem, lines_in, suggestion, unreadable

TRAILERS = ("key", "cite", "order", "empty", "kept", "portable")  # the lines that a query's header may end with
LONGEST_LINE = 120  # characters
SEED_TYPES = {"TEXT", "VARCHAR", "INT", "BIGINT", "DECIMAL", "DATE", "BOOLEAN"}  # those that cells.py knows
LONGEST_TITLE = 39  # characters; a shell of 100 columns shows query_catalog with no title cut off
# names of steps that say nothing about their rows
VAGUE = set(
    """
    base compared counted data final grown joined known listed named numbered own placed prepared printed ranked rest
    rows standing step steps summed sums temp told used
""".split()
)


def problems_of(files: SqlFiles) -> list[Problem]:
    """Every problem of the SQL files of a project."""
    named = {file.name for file in (*files.tables, *files.queries)}
    problems: list[Problem] = []
    for file in files.tables:
        problems += [(file.named, *finding) for finding in problems_of_table(file, named)]
    for file in files.queries:
        problems += [(file.named, *finding) for finding in problems_of_query(file, named)]
    for file in files.readable:
        problems += [(file.named, *finding) for finding in problems_of_readable(file, files, named)]
    if FAMILIES in {table.name for table in files.tables} and LINKS not in named:
        problems.append((f"schema/{FAMILIES}.sql", 1, f"is filled from the query {LINKS}, which is missing"))
    for file in files.queries:
        if file.name == LINKS and FAMILIES in read_by(file, files.queries):
            problems.append((file.named, 1, f"reads {FAMILIES}, which is filled from it"))
    return problems + misplaced(files)


def read_by(query: SqlFile, queries: Sequence[SqlFile]) -> set[str]:
    """The tables and queries that a query reads, itself or through others."""
    by_name = {query.name: query for query in queries if query.parsed[0]}
    found: set[str] = set()
    to_follow = {query.name}
    while to_follow:
        name = to_follow.pop()
        new = by_name[name].reads - found if name in by_name else set()
        found |= new
        to_follow |= new
    return found


def misplaced(files: SqlFiles) -> list[Problem]:
    """Queries that stand in no subject, and files whose name another one has: tables and views share one namespace."""
    problems: list[Problem] = [
        (named, 1, "is not read; a table is schema/<table>.sql, a query queries/<subject>/<query>.sql, in lower case")
        for named in files.unread
    ]
    owners: dict[str, str] = {}
    for file in (*files.catalogue, *files.tables, *files.queries):
        if file.named.startswith("queries/") and file.named.count("/") != 2:
            problems.append((file.named, 1, f"stands in no subject; move it to queries/<subject>/{file.path.name}"))
        owner = owners.setdefault(file.name, file.named)
        if owner != file.named:
            problems.append((file.named, 1, f"has the name of {owner}; tables and views share one namespace"))
    return problems


def problems_of_table(file: SqlFile, names: set[str]) -> list[Finding]:
    """The problems of one file of schema/; `names` are the tables and views of the project."""
    return forbidden_in_table(file, names) or [*undescribed(file), *problems_of_keys(file, names), *long_lines(file)]


def problems_of_query(file: SqlFile, names: set[str]) -> list[Finding]:
    """The problems of one file of queries/; `names` are the tables and views of the project."""
    return forbidden_in_query(file, names) or unclear(file)


def problems_of_readable(file: SqlFile, files: SqlFiles, names: set[str]) -> Iterator[Finding]:
    """The problems of one file of schema/readable/, which shows rows that are kept as numbers with their ids.

    `names` are the tables and views of the project.
    """
    tree, problems = readable_tree(file)
    yield from problems
    if tree is None:
        return
    if not isinstance(tree, exp.Select):
        yield 1, "expected one SELECT statement"
        return
    yield from problems_of_tree(tree, names - {file.name}, False)
    columns = [list(table.descriptions) for table in files.tables if table.name == file.name]
    if columns != [list(file.descriptions)]:
        yield 1, f"expected the columns of schema/{file.name}.sql, in their order"
    kept = [query.named for query in files.queries if query.is_kept and query.parsed[0] and file.name in query.reads]
    if len(kept) != 1:
        found = ", ".join(kept) or "none"
        yield 1, f"expected one query that reads {file.name} and is kept, for its rows; found {found}"


def forbidden_in_table(file: SqlFile, names: set[str]) -> list[Finding]:
    """What keeps a file from being one plain CREATE TABLE that may be run."""
    tree, problems = readable_tree(file)
    if tree is None:
        return problems
    is_plain = isinstance(tree, exp.Create) and tree.kind == "TABLE" and isinstance(tree.this, exp.Schema)
    if not is_plain or any(value for key, value in tree.args.items() if key not in ("this", "kind")):
        return [(1, "expected one CREATE TABLE statement with columns, and nothing else")]
    if tree.this.this.name != file.name:
        return [(1, f"creates '{tree.this.this.name}'; the file's name is the table's")]
    return [*problems_of_tree(tree, names | {file.name}, True), *unseedable(tree)]


def unseedable(tree: exp.Expr) -> Iterator[Finding]:
    """Columns of a table that no seed can fill."""
    for column in tree.find_all(exp.ColumnDef):
        kind = column.args["kind"].this.name if column.args.get("kind") else ""
        if kind not in SEED_TYPES:
            allowed = ", ".join(sorted(SEED_TYPES)).lower()
            yield line_of(column), f"no seed has cells of the type {kind.lower()}; take one of {allowed}"


def forbidden_in_query(file: SqlFile, names: set[str]) -> list[Finding]:
    """What keeps a file from being one SELECT that may be run, and that answers alike everywhere."""
    tree, problems = readable_tree(file)
    if tree is None:
        return problems
    if not isinstance(tree, exp.Query) or isinstance(tree, exp.Subquery):
        return [(1, "expected one SELECT statement")]
    is_duckdb_only = bool(file.labelled("portable"))
    return [*problems_of_header(file), *problems_of_tree(tree, names - {file.name}, is_duckdb_only)]


def unclear(file: SqlFile) -> list[Finding]:
    """What a query that may be run does not say of itself, or says so that a stranger cannot read it."""
    return [*undescribed(file), *problems_of_trailers(file), *problems_of_layout(file)]


def readable_tree(file: SqlFile, may_glob: bool = False) -> tuple[exp.Expr | None, list[Finding]]:
    """The tree of a file that a person, sqlglot and the engine read alike, or the problem that it has.

    `may_glob` allows /*, which stands in the names of many files at once.
    """
    if not NAME.fullmatch(file.name):
        return None, [(1, "a file's name is that of its table or view: a-z, 0-9 and _")]
    problem = file.problem or strange_text(file.text, may_glob)
    tree, tree_problem = (None, problem) if problem else file.parsed
    return tree, [tree_problem] if tree_problem else []


def strange_text(text: str, may_glob: bool) -> Finding | None:
    """What keeps a text from being read alike by a person, by sqlglot and by the engine, or None."""
    joined = text.replace("\n", "")
    if joined.isascii() and joined.isprintable() and "/*" not in joined:
        return None  # as most are; what follows would find nothing
    for number, line in enumerate(lines_in(text), 1):
        if words := unreadable(line):
            return number, words
        if "/*" in line and not may_glob:
            return number, "write comments with --"
    return None


def problems_of_keys(file: SqlFile, names: set[str]) -> Iterator[Finding]:
    """A table without a key, and keys and references of its comment that cannot be verified."""
    columns = set(file.descriptions)
    if not (file.tree.find(exp.PrimaryKey, exp.PrimaryKeyColumnConstraint) or file.labelled("key")):
        yield 1, "the table has no primary key; its rows would come in no order, and none could be named"
    for number, label, said in labels_in(file.header):
        reference = re.fullmatch(r"(\w+) \((\w+(?: as \w+)?(?:, \w+(?: as \w+)?)*)\)", said)
        if label == "refers" and (not reference or reference[1] not in names):
            yield number, f"refers: expected a table of this project and its columns, `table (column, column)`: {said}"
        listed = said if label == "key" else reference[2] if label == "refers" and reference else ""
        for name in (pair.partition(" as ")[0] for pair in listed.split(", ") if pair):
            if name not in columns:
                yield number, f"{label}: the table has no column {name}{suggestion(name, columns)}"


def problems_of_header(file: SqlFile) -> Iterator[Finding]:
    """The problems of a query's opening comment."""
    title, blank, *body = [*file.header.rpartition("\n\n")[0].split("\n"), "", ""]
    if not title or blank or not any(body):
        said = "a query opens with a comment: a title, an empty line, a description, an empty line, `key: …`"
        yield 1, said
    if len(title) > LONGEST_TITLE:
        yield 1, f"the title has {len(title)} characters, at most {LONGEST_TITLE} are taken"
    if len(file.labelled("key")) != 1:
        yield 1, "the opening comment has one line `key:` with the columns that identify a row"
    if any(not why.startswith("no, because ") for why in file.labelled("portable")):
        yield 1, "a query that is not portable says `portable: no, because …`"
    if any(not why.startswith("as a table, because ") for why in file.labelled("kept")):
        yield 1, "a query whose answer is kept in the file says `kept: as a table, because …`"


def undescribed(file: SqlFile) -> Iterator[Finding]:
    """Columns that nobody has described, and descriptions that stand in queries/columns.csv already."""
    seen: set[str] = set()
    for column, said in zip(file.columns, file.said, strict=True):
        name = column.alias_or_name
        if column.is_star:
            yield line_of(column), "name the columns one by one; nobody can describe what * stands for"
            continue
        if not isinstance(column, exp.Alias | exp.Column | exp.ColumnDef):
            yield line_of(column), "give the column a name with as"
            continue
        if name in seen:
            yield line_of(column), f"column {name} stands above already; give one of the two another name"
        seen.add(name)
        if sum(bool(part.comments) for part in column.walk()) > 1:
            yield line_of(column), f"column {name} has several comments; write one, at the end of its line or above it"
        elif not (said or file.usual.get(name)):
            yield line_of(column), f"column {name} has no comment at the end of its line or above it"
        elif said == file.usual.get(name):
            yield line_of(column), f"column {name}: queries/columns.csv says this already; leave the comment out"


def problems_of_trailers(file: SqlFile) -> Iterator[Finding]:
    """What the last lines of a query's header say that is not so."""
    if any(column.is_star for column in file.columns):
        return
    for number, label, said in labels_in(file.header):
        if label not in TRAILERS:
            allowed = f"({', '.join(TRAILERS)}){suggestion(label, TRAILERS)}"
            yield number, f"'{label}:' is not among what a header ends with {allowed}"
        elif label == "key":
            names = file.descriptions
            for name in said.split(", "):
                if name not in names:
                    yield number, f"key: the query has no column {name}{suggestion(name, names)}"


def problems_of_layout(file: SqlFile) -> Iterator[Finding]:
    """What makes a query hard to read, or its rows come in an order that differs between engines."""
    yield from long_lines(file)
    for node in file.nodes:
        if isinstance(node, exp.Select):
            yield from crowded_columns(node)
        elif isinstance(node, exp.CTE) and node.alias in VAGUE:
            yield line_of(node), f"the step {node.alias} is not named for its rows; write a noun such as votes_by_area"
    yield from ties(file)


def long_lines(file: SqlFile) -> Iterator[Finding]:
    """Lines that do not fit a page."""
    for number, line in enumerate(lines_in(file.text), 1):
        if len(line) > LONGEST_LINE:
            yield number, f"the line has {len(line)} characters, at most {LONGEST_LINE} are taken"


def crowded_columns(select: exp.Select) -> Iterator[Finding]:
    """Columns of one SELECT that share a line, while others have lines of their own."""
    lines = [line for line in (first_line_in(column.walk()) for column in select.expressions) if line]
    if len(set(lines)) > 1:
        for line in sorted({line for line in lines if lines.count(line) > 1}):
            yield line, "several columns stand on one line; write all of a SELECT on one line, or each on its own"


def ties(file: SqlFile) -> Iterator[Finding]:
    """A final ORDER BY that two rows can tie on: engines would put them in different orders."""
    order = file.tree.args.get("order")
    if file.labelled("order") or any(column.is_star for column in file.columns):
        return
    if not order:
        yield 1, "end with order by the columns of the key, or say `order: none, because …` in the header"
        return
    answers = {column.alias_or_name: column.unalias() for column in file.columns}
    if any(isinstance(part.this, exp.Literal) or part.this.name == "all" for part in order.expressions):
        yield line_of(order), "order by the names of columns; a number or `all` says nothing to a reader"
        return
    ordered = [part.this for part in order.expressions]
    names = {part.name for part in ordered if isinstance(part, exp.Column)}
    settled = {name for name, answer in answers.items() if name in names or answer in ordered}
    missing = [name for name in file.labelled("key")[0].split(", ") if name in answers and name not in settled]
    if missing:
        said = f"two rows can tie: order by lacks {', '.join(missing)} of the key"
        yield line_of(order), f"{said}; engines would put them in different orders"
    joins = file.tree.args.get("joins") or []
    merged = {column.name for join in joins for column in join.args.get("using") or []}
    for name in sorted({part.name for part in ordered if isinstance(part, exp.Column) and not part.table} - merged):
        answer = answers.get(name)
        if joins and isinstance(answer, exp.Column) and answer.name == name:
            yield line_of(order), f"order by {name}: write its table, or older DuckDBs find it ambiguous"
