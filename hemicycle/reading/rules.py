"""The rules that tables declare, each with the SQL that finds the rows which break it.

What a table may hold is written once, in schema/. The engine has read the DDL before this module runs, and the rules
come from its catalogue. Seeds, imports and other engines check the same rules: a seed that breaks one is refused, a
row of an import is set aside, and another engine is asked to find none.
"""

from dataclasses import dataclass

import duckdb

from hemicycle.reading.sqlfile import labels_in

KEYS = ("PRIMARY KEY", "UNIQUE")


@dataclass(frozen=True)
class Rule:
    """One rule of one table.

    `kind` is PRIMARY KEY, UNIQUE, FOREIGN KEY, CHECK or NOT NULL. A foreign key has a `parent` and its
    `parent_columns`, a check has an `expression`.
    """

    table: str
    kind: str
    columns: tuple[str, ...]
    parent: str = ""
    parent_columns: tuple[str, ...] = ()
    expression: str = ""

    @property
    def is_key(self) -> bool:
        """Whether no two rows may have the same values in the columns of the rule."""
        return self.kind in KEYS

    @property
    def words(self) -> str:
        """The rule as the DDL says it, without the table: `foreign key (party_id) references parties`."""
        if self.kind == "CHECK":
            return f"check {self.expression}"
        references = f" references {self.parent}" if self.parent else ""
        return f"{self.kind.lower()} ({', '.join(self.columns)}){references}"

    def is_broken(self, parent: str = "") -> str:
        """SQL that is true for a row, called `child`, that breaks the rule by itself; a key is broken by rows together.

        `parent` is what stands for the parent table, where that is not the table itself. A reference of several
        columns holds wherever one of them is null.
        """
        if self.kind == "NOT NULL":
            return f"child.{self.columns[0]} is null"
        if self.kind == "CHECK":
            return f"not {self.expression}"
        pairs = zip(self.columns, self.parent_columns, strict=True)
        same = " and ".join(f"parent.{there} = child.{here}" for here, there in pairs)
        known = f"select 1 as found from {parent or self.parent} as parent where {same}"
        return f"{self.is_present} and not exists ({known})"

    @property
    def is_present(self) -> str:
        """SQL that is true for a row, called `child`, in which no column of the rule is null."""
        return " and ".join(f"child.{column} is not null" for column in self.columns)

    def broken_in(self, rows: str, parent: str = "") -> str:
        """SQL for the rows of a table or view `rows` that break the rule; of a key, each value that stands twice.

        The SQL is the same in DuckDB, PostgreSQL, Spark and DataFusion.
        """
        if not self.is_key:
            return f"select child.* from {rows} as child where {self.is_broken(parent)}"
        listed = ", ".join(f"child.{column}" for column in self.columns)
        twice = f"where {self.is_present} group by {listed} having count(*) > 1"
        return f"select {listed} from {rows} as child {twice}"


def rules_of(db: duckdb.DuckDBPyConnection) -> list[Rule]:
    """Every rule of the current database, tables by name, the primary key of a table before its other rules.

    These are the declared ones and, for tables too large to declare keys, those that the table's comment names after
    `key:` and `refers:`; there `column as other` is a column and another one of the parent that it refers to. Where
    rows are kept as numbers, a view of the table's name has its comment.
    """
    rules = [
        Rule(table, kind, tuple(columns), parent or "", tuple(parent_columns or ()), expression or "")
        for table, kind, columns, parent, parent_columns, expression in db.execute("""
            select
                table_name, constraint_type, constraint_column_names,
                referenced_table, referenced_column_names, expression
            from duckdb_constraints()
            where database_name = current_database()
        """).fetchall()
    ]
    for table, comment in db.execute("""
        select table_name, comment from duckdb_tables()
        where database_name = current_database() and comment is not null
        union all
        select view_name, comment from duckdb_views()
        where database_name = current_database() and contains(comment, chr(10) || 'refers:')
        order by 1
    """).fetchall():
        for _, label, said in labels_in(comment):
            if label == "key":
                rules.append(Rule(table, "PRIMARY KEY", tuple(said.split(", "))))
            elif label == "refers":
                parent, listed = said.rstrip(")").split(" (")
                pairs = [pair.partition(" as ") for pair in listed.split(", ")]
                columns, there = zip(*((here, other or here) for here, _, other in pairs), strict=True)
                rules.append(Rule(table, "FOREIGN KEY", columns, parent, there))
    return sorted(rules, key=lambda rule: (rule.table, rule.kind != "PRIMARY KEY"))


@dataclass(frozen=True)
class Column:
    """The type of a column in DuckDB, and whether a row must have a value there."""

    type: str
    is_required: bool


def names_of_tables(db: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of the current database: the keys of tables_of, in a fraction of the time."""
    names = db.execute("select table_name from duckdb_tables() where database_name = current_database()").fetchall()
    return {name for (name,) in names}


def tables_of(db: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Column]]:
    """{table: {column: Column}} of the current database, tables by name, columns in their order."""
    tables: dict[str, dict[str, Column]] = {}
    for table, column, kind, is_nullable in db.execute("""
        select table_name, column_name, data_type, is_nullable
        from duckdb_columns()
        where
            database_name = current_database()
            and table_oid in (select table_oid from duckdb_tables() where database_name = current_database())
        order by table_name, column_index
    """).fetchall():
        tables.setdefault(table, {})[column] = Column(kind, not is_nullable)
    return tables


def given_tables(db: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Column]]:
    """Those of tables_of whose rows seeds and imports give; the others say `kept:`, and the build fills them."""
    comments = db.execute("""
        select table_name, coalesce(comment, '') from duckdb_tables() where database_name = current_database()
    """).fetchall()
    derived = {table for table, comment in comments if any(label == "kept" for _, label, _ in labels_in(comment))}
    return {table: columns for table, columns in tables_of(db).items() if table not in derived}
