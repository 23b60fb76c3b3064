"""The SQL files of a project, each opened once and parsed once."""

import csv
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.dialects import DuckDB
from sqlglot.tokenizer_core import TokenType

from hemicycle.reading.project import Project
from hemicycle.reading.text import Finding, Refused, lines_in, shown, text_of, unreadable

TOKENIZER = DuckDB()
LONGEST_FILE = 65_536  # characters; the engine's parser takes minutes and gigabytes for much more
logging.getLogger("sqlglot").setLevel(logging.ERROR)  # else it warns of statements that lint refuses


@dataclass
class SqlFile:
    """One SQL file: a table, a query, or a SELECT of an import. Its name is the file's stem.

    `problem` says why it has no text, `tree_problem` why it has no tree; whoever asks for the tree of a file with a
    problem gets a Refused.
    """

    path: Path
    named: str  # as a person names it: queries/turnout/turnout.sql
    text: str
    problem: Finding | None = None
    usual: Mapping[str, str] = field(default_factory=dict)  # {column: description} where the file says nothing itself

    @classmethod
    def read(cls, path: Path, named: str, usual: Mapping[str, str] | None = None) -> "SqlFile":
        """Read a file, whatever may be wrong with it."""
        text, problem = text_of(path)
        if len(text) > LONGEST_FILE:
            problem = 1, f"has {len(text)} characters, at most {LONGEST_FILE} are taken"
        return cls(path, named, text, problem, usual or {})

    @cached_property
    def name(self) -> str:
        """The name of the table or view."""
        return self.path.stem

    @property
    def subject(self) -> str:
        """The folder that the file stands in."""
        return self.path.parent.name

    @cached_property
    def parsed(self) -> tuple[exp.Expr | None, Finding | None]:
        """The one statement of the file as a tree, or the problem that keeps it from being one."""
        return (None, self.problem) if self.problem else parse(self.text)

    @property
    def tree(self) -> exp.Expr:
        """The one statement of the file. Raises Refused where there is none."""
        tree, problem = self.parsed
        if tree is None:
            line, message = problem or (1, "has no statement")
            raise Refused(f"{self.named}:{line}: {message}")
        return tree

    @cached_property
    def nodes(self) -> list[exp.Expr]:
        """All nodes of the statement: a list, for several rules go through it."""
        return list(self.tree.walk())

    @cached_property
    def statement(self) -> str:
        """The text without the semicolon that may end its one statement, so that it can stand in brackets."""
        kept = self.text
        for token in reversed(TOKENIZER.tokenize(self.text) if ";" in self.text else ()):
            if token.token_type != TokenType.SEMICOLON:
                break
            kept = f"{kept[: token.start]} {kept[token.end + 1 :]}"
        return kept

    @cached_property
    def header(self) -> str:
        """The comment that the file opens with, without its dashes; the items of a list are indented."""
        comment = re.match(r"(--.*\n)*", self.text)
        lines = (comment[0] if comment else "").splitlines()
        return "\n".join(line.removeprefix("--").removeprefix(" ").rstrip() for line in lines)

    @property
    def title(self) -> str:
        """The first line of a query's header."""
        return self.header.partition("\n")[0]

    @property
    def description(self) -> str:
        """What a query's header says between title and labels, a line for each paragraph and each item of a list."""
        _, *paragraphs, _ = self.header.split("\n\n")
        lines: list[str] = []
        for paragraph in paragraphs:
            first = True
            for line in paragraph.splitlines():
                is_item = line.startswith("  ") and not line.startswith("   ")
                after_item = bool(lines) and lines[-1].startswith("  ") and not line.startswith(" ")
                if first or is_item or after_item:
                    lines.append(line if is_item else line.strip())
                else:
                    lines[-1] += f" {line.strip()}"
                first = False
        return "\n".join(lines)

    def labelled(self, label: str) -> list[str]:
        """What the header says after `label:` at the start of a line, once for each time it does."""
        return [said for _, name, said in labels_in(self.header) if name == label]

    @property
    def is_kept(self) -> bool:
        """Whether the build fills it as a table: the answer of a query, or a table that has no seed."""
        return bool(self.labelled("kept"))

    @cached_property
    def columns(self) -> list[exp.Expr]:
        """The columns of the table or query, as nodes; none where the statement is neither."""
        tree = self.tree
        return list(tree.selects if isinstance(tree, exp.Query) else tree.find_all(exp.ColumnDef))

    @cached_property
    def said(self) -> list[str]:
        """What the comment at the end of each column's line says; an empty text where there is none."""
        return [comments_in(column) for column in self.columns]

    @cached_property
    def descriptions(self) -> dict[str, str]:
        """{column: what it means}: its own comment, or the usual one; an empty text where there is neither."""
        names = [column.alias_or_name for column in self.columns]
        return {name: said or self.usual.get(name, "") for name, said in zip(names, self.said, strict=True)}

    @cached_property
    def reads(self) -> set[str]:
        """The names that stand where a table can stand."""
        return {node.name for node in self.nodes if isinstance(node, exp.Table)}


@dataclass(frozen=True)
class SqlFiles:
    """The SQL files of a project, each list in the order of the paths."""

    tables: list[SqlFile]  # schema/
    catalogue: list[SqlFile]  # schema/catalogue/, the tables in which a database describes itself
    catalogue_rows: list[SqlFile]  # schema/catalogue/rows/, what fills them
    readable: list[SqlFile]  # schema/readable/, what shows the rows of tables that are kept as numbers
    queries: list[SqlFile]  # queries/<subject>/
    unread: list[str]  # names of SQL files that stand elsewhere in these folders


def read_sql_files(project: Project) -> SqlFiles:
    """Read every SQL file of a project once. What is wrong with a file is kept with it, for lint to say."""
    usual = usual_descriptions(project.usual_columns)
    return SqlFiles(
        tables=[SqlFile.read(path, project.named(path)) for path in project.schema],
        catalogue=[SqlFile.read(path, project.named(path)) for path in project.catalogue],
        catalogue_rows=[SqlFile.read(path, project.named(path)) for path in project.catalogue_rows],
        readable=[SqlFile.read(path, project.named(path)) for path in project.readable],
        queries=[SqlFile.read(path, project.named(path), usual) for path in project.queries],
        unread=[project.named(path) for path in project.unread],
    )


def in_dependency_order(files: Sequence[SqlFile]) -> list[SqlFile]:
    """Files that have no problem, each after the files of the same list that it mentions by name.

    Raises Refused where there is no such order.
    """
    by_name = {file.name: file for file in files}
    mentions = {name: sorted(file.reads & by_name.keys() - {name}) for name, file in by_name.items()}
    try:
        return [by_name[name] for name in TopologicalSorter(mentions).static_order()]
    except CycleError as error:
        folder = files[0].named.split("/")[0]
        raise Refused(f"{folder}: each of these needs the next: {' '.join(error.args[1])}") from None


def usual_descriptions(path: Path) -> dict[str, str]:
    """{column: what it means where a query does not say otherwise}; none where the file is not there.

    Raises Refused where the file is no CSV with the columns `column` and `description`, or names a column twice.
    """
    if not path.exists() and not path.is_symlink():
        return {}
    named = f"{path.parent.name}/{path.name}"
    text, problem = text_of(path)
    if problem:
        raise Refused(f"{named}:{problem[0]}: {problem[1]}")
    lines = lines_in(text)
    if not lines or lines[0] != "column,description":
        raise Refused(f"{named}:1: expected the header column,description")
    usual: dict[str, str] = {}
    for line, written in enumerate(lines[1:], 2):
        if words := unreadable(written):
            raise Refused(f"{named}:{line}: {words}")
        try:
            ((*cells,),) = csv.reader([written], strict=True)
        except (csv.Error, ValueError):
            raise Refused(
                f"{named}:{line}: expected a column and its description, in quotes where it has a comma"
            ) from None
        if len(cells) != 2 or not all(cells):
            raise Refused(f"{named}:{line}: expected a column and its description")
        if cells[0] in usual:
            raise Refused(f"{named}:{line}: column: {shown(cells[0])} stands above already")
        usual[cells[0]] = cells[1]
    return usual


def parse(text: str) -> tuple[exp.Expr | None, Finding | None]:
    """The one statement of an SQL text as a tree, or the problem that keeps it from being one."""
    try:
        trees = sqlglot.parse(text, dialect="duckdb")
    except sqlglot.ParseError as error:
        problem = error.errors[0]
        message = f"{problem['description'].partition('.')[0]}: {shown(problem['highlight'])}"
        return None, (problem["line"], message)
    except (sqlglot.errors.TokenError, TypeError) as error:  # a TypeError where the compiled parser misses a part
        return None, (1, f"cannot be read as SQL: {shown(str(error))}")
    except RecursionError:
        return None, (1, "is nested too deeply")
    statements = [tree for tree in trees if tree is not None and not isinstance(tree, exp.Semicolon)]
    if len(statements) != 1:
        return None, (1, f"{len(statements)} statements, expected one")
    return statements[0], None


def labels_in(comment: str) -> list[tuple[int, str, str]]:
    """The labelled lines that a comment ends with, as (line of the comment from 1, label, what is said after it).

    They are its last paragraph: `label: words`. A line without a label goes on with what is said before it.
    """
    description, _, last = comment.rpartition("\n\n")
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(last.splitlines(), len(description.splitlines()) + 2):
        match = re.match(r"([a-z]+): *(.*)", line)
        if match or not found:
            found.append((number, match[1] if match else line, match[2] if match else ""))
        else:
            number, label, said = found.pop()
            found.append((number, label, f"{said} {line.strip()}"))
    return found


def comments_in(node: exp.Expr) -> str:
    """Every comment that sqlglot hung anywhere on an expression, as one line."""
    return " ".join(words.strip() for part in node.walk() for words in part.comments or [])


def line_of(node: exp.Expr) -> int:
    """The line a node stands on, or the first one below or above it whose line sqlglot kept."""
    for start in (node, node.parent):
        line = first_line_in(start.walk()) if start else None
        if line:
            return line
    return 1


def first_line_in(nodes: Iterable[exp.Expr]) -> int | None:
    """The line of the first node whose line sqlglot kept, or None."""
    return next((node.meta["line"] for node in nodes if "line" in node.meta), None)


def text_literal(value: object) -> str:
    """A value as an SQL text literal."""
    return "'" + str(value).replace("'", "''") + "'"
