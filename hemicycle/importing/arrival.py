"""Move the rows that a SELECT of an import gives into their table; what breaks a rule is set aside with the rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from hemicycle.database.derived import rows_in
from hemicycle.database.numbers import Store, id_of, keep, settle
from hemicycle.database.tables import insert
from hemicycle.importing.plainly import execute, plainly
from hemicycle.reading.cells import LIMITS, MAY_HARM, harm
from hemicycle.reading.rules import Column, Rule
from hemicycle.reading.sqlfile import SqlFile
from hemicycle.reading.text import Refused, suggestion

SHARED = ("countries", "measures", "source_kinds")  # their keys are words of the world, the same in every data set
# a column that any SELECT may give: where in the publisher's files, for set_aside
FOUND_AT = {"found_at": Column("VARCHAR", False)}
IN_WORDS = {  # types that are not decimal numbers
    "BIGINT": "a whole number",
    "INTEGER": f"a whole number of at most {LIMITS['INTEGER']:,}",
    "DATE": "a day of the form YYYY-MM-DD",
    "BOOLEAN": "true or false",
}


def seen(value: str) -> str:
    """SQL for a value that people will read, with a mark in the place of each character that cannot be seen."""
    return f"regexp_replace({value}, '[\\p{{C}}\\p{{Zl}}\\p{{Zp}}]', '\ufffd', 'g')"


class Fault(NamedTuple):
    """What may be wrong with a row: in words, of which columns, and how SQL finds the wrong ones."""

    words: str
    columns: tuple[str, ...]
    rows: str  # the table or view that is looked at, called child: staged or arriving
    is_broken: str  # SQL that is true for a row of child that is wrong


class Arrival:
    """The rows of one SELECT on their way into their table.

    They stand in `staged` as the SELECT gives them, numbered from 1, and in `arriving` in the types of the table,
    where what is not of its type is null.
    """

    def __init__(
        self,
        db: duckdb.DuckDBPyConnection,
        select: SqlFile,
        folder: Path,
        columns: Mapping[str, Column],
        rules: Sequence[Rule],
        name: str,
        store: Store | None = None,
    ) -> None:
        """`rules` are those of the table, `columns` its columns, `name` the import's, which begins each of its ids.

        `store` says how the rows are kept, where that is as numbers.
        """
        self.db = db
        self.select = select
        self.folder = folder
        self.table = select.name
        self.columns = {**columns, **FOUND_AT}
        self.rules = rules
        self.key = next((rule.columns for rule in rules if rule.kind == "PRIMARY KEY"), ())
        self.name = name
        self.store = store

    def move(self) -> int:
        """Move the rows; gives how many the table took. Raises Refused where the SELECT or its ids are wrong."""
        taken = self.move_whole()
        return self.move_sound_rows() if taken is None else taken

    def move_whole(self) -> int | None:
        """Keep the rows of a table that is kept as numbers straight from the files; gives how many there are.

        It does where no row breaks a rule and the rows come in the order of the key: each is then compared with the one
        before it only, which proves the key unique. The files are read once, and no copy is held of rows that may be
        hundreds of millions: the rules are looked at where the rows are numbers. Else it gives None and keeps nothing.
        """
        if self.store is None or self.is_any(self.table, "true"):  # the seeds have rows, which may be the same
            return None
        self.stage("view")
        given = self.columns_given()
        self.db.execute(f"create temp view arriving as {self.typed(given)}")
        kept, taken = self.store.kept.name, None
        try:
            of_type = " or ".join(f"({fault.is_broken})" for fault in self.faults(given, []))
            if not of_type or not self.is_any("staged", of_type):
                keep(self.db, self.store, "arriving")
                if self.is_sound(self.store):
                    taken = rows_in(self.db, kept)
                else:
                    self.db.execute(f"delete from {kept}")
        except duckdb.Error as error:
            raise Refused(f"{self.select.named}: {plainly(str(error), self.select, self.folder)}") from None
        self.db.execute("drop view arriving")
        self.db.execute("drop view staged")
        if taken is not None:
            settle(self.db, self.store)
        return taken

    def is_sound(self, store: Store) -> bool:
        """Whether the rows that are kept break no rule of the table.

        A number that is null is an id that leads nowhere.
        """
        kept = store.kept.name
        by_itself = [rule for rule in self.rules if rule.kind in ("NOT NULL", "CHECK")]
        broken = [f"{column} is null" for column in store.numbers]
        broken += [f"({rule.is_broken()})" for rule in by_itself if not {*rule.columns} & {*store.ids}]
        key = store.kept.labelled("key")[0].split(", ")
        before = ", ".join(f"lag({column}) over () as {column}_before" for column in key)
        is_later = "false"
        for column in reversed(key):
            is_later = f"{column} > {column}_before or ({column} = {column}_before and ({is_later}))"
        if self.is_any(kept, " or ".join(broken)):
            return False
        if self.is_any(f"(select {', '.join(key)}, {before} from {kept})", f"not ({is_later})"):
            return False
        for column, source in store.numbers.items():  # those whose id is one of the row's election
            if any({*rule.columns} == {"election_id", id_of(column)} for rule in self.rules):
                pairs = f"select distinct election_id, {column} from {kept}"
                if self.is_any(f"(from ({pairs}) anti join {source.name} using (election_id, {column}))", "true"):
                    return False
        return True

    def move_sound_rows(self) -> int:
        """Move the rows that break no rule, and give their number; the others are set aside."""
        self.stage("table")
        given = self.columns_given()
        if not self.is_any("staged", "true"):
            self.db.execute("drop table staged")
            return 0
        self.db.execute(f"create or replace temp table arriving as {self.typed(given)}")
        self.refuse_collisions()
        self.db.execute("create or replace temp table faults (row_number bigint, rule text, value text)")
        faults = self.faults(given, self.rules)
        if faults:
            value = "nullif(concat_ws(' ', {}), '')".format
            broken = " union all ".join(
                f"(select row_number, ?, {value(', '.join(fault.columns))} from {fault.rows} as child "
                f"where {fault.is_broken})"
                for fault in faults
            )
            self.db.execute(f"insert into faults {broken}", [fault.words for fault in faults])
        key_value = " || ' ' || ".join(f"arriving.{column}" for column in self.key) or "cast(null as varchar)"
        self.db.execute(
            f"""
            insert into set_aside
            select distinct ?, row_number, {seen(key_value)}, faults.rule, {seen("faults.value")}, {seen("found_at")}
            from faults
            join arriving using (row_number)
            """,
            [self.table],
        )
        order = f"order by {', '.join(self.key)}" if self.key else ""
        sound = "row_number not in (select row_number from faults)"
        ((taken,),) = self.db.execute(f"select count(*) from arriving where {sound}").fetchall()
        rows = f"select * exclude (row_number, found_at) from arriving where {sound} {order}"
        if self.store:
            keep(self.db, self.store, f"({rows})")
            settle(self.db, self.store)
        else:
            self.db.execute(f"insert into {self.table} by name {rows}")
        for scratch in ("staged", "arriving", "faults"):
            self.db.execute(f"drop table {scratch}")
        return int(taken)

    def stage(self, kind: str) -> None:
        """Make the SELECT the temporary table, or view, `staged`, with its rows numbered from 1."""
        numbered = f"select row_number() over () as row_number, given.* from (\n{self.select.statement}\n) as given"
        execute(self.db, self.select, self.folder, f"create or replace temp {kind} staged as {numbered}")

    def columns_given(self) -> dict[str, str]:
        """{column: type} that the SELECT gives; refused where they are not those of its table."""
        given = {column: kind for column, kind, *_ in self.db.execute("describe staged").fetchall()[1:]}
        if unknown := [column for column in given if column not in self.columns]:
            close = suggestion(unknown[0], self.columns)
            raise Refused(f"{self.select.named}: the table has no column {unknown[0]}{close}")
        required = [name for name, column in self.columns.items() if column.is_required]
        if missing := [name for name in required if name not in given]:
            raise Refused(f"{self.select.named}: column {missing[0]} is missing")
        return given

    def typed(self, given: Mapping[str, str]) -> str:
        """SQL for the rows of `staged` in the columns and types of their table; what is not of its type is null."""
        cells = [f"try_cast({name} as {self.columns[name].type}) as {name}" for name in given]
        absent = [name for name in self.columns if name not in given]
        cells += [f"cast(null as {self.columns[name].type}) as {name}" for name in absent]
        return f"select row_number, {', '.join(cells)} from staged"

    def faults(self, given: Mapping[str, str], rules: Sequence[Rule]) -> list[Fault]:
        """What may be wrong with a row: a value of another type than its column's, a harmful text, a rule broken."""
        faults: list[Fault] = []
        for name, column in self.columns.items():
            kind = column.type
            if given.get(name, kind) == kind:
                continue
            wrong = f"{name} is not null and try_cast({name} as {kind}) is null"
            if kind in ("BIGINT", "INTEGER"):
                wrong += f" or try_cast({name} as {kind}) <> try_cast({name} as double)"  # which would be rounded
            faults.append(Fault(f"{name} is not {IN_WORDS.get(kind, 'a decimal number')}", (name,), "staged", wrong))
            if kind.startswith("DECIMAL"):
                rounded = f"try_cast({name} as {kind}) <> try_cast({name} as decimal(38, 15))"
                faults.append(Fault(f"{name} has more decimals than {kind.lower()}", (name,), "staged", rounded))
        faults += self.harmful_texts(given)
        for rule in rules:
            broken = f"row_number in ({self.repeated(rule)})" if rule.is_key else rule.is_broken()
            # what is of another type is null in `arriving`, and has been said above
            rows = "staged" if rule.kind == "NOT NULL" else "arriving"
            faults.append(Fault(self.words_of(rule), rule.columns, rows, broken))
        return faults

    def harmful_texts(self, given: Mapping[str, str]) -> list[Fault]:
        """Texts that would do harm where they are read. What refers to another table is a text of that one."""
        referring = {column for rule in self.rules if rule.kind == "FOREIGN KEY" for column in rule.columns}
        columns = [
            name
            for name in given
            if self.columns[name].type == "VARCHAR" and name not in referring and name not in FOUND_AT
        ]
        if not columns:
            return []
        texts = ", ".join(f"cast({name} as varchar)" for name in columns)
        looked_at = f"select distinct unnest([{texts}]) as text from staged"
        found = self.db.execute(f"select text from ({looked_at}) where regexp_matches(text, ?)", [MAY_HARM]).fetchall()
        harmful = [(text, words) for (text,) in found if (words := harm(text))]
        self.db.execute("create or replace temp table harmful (text varchar, words varchar)")
        insert(self.db, "harmful", harmful)
        found_in = "cast({} as varchar) in (select text from harmful where words = '{}')".format
        return [
            Fault(f"{name} {words}", (name,), "staged", found_in(name, words))
            for words in sorted({words for _, words in harmful})
            for name in columns
        ]

    def words_of(self, rule: Rule) -> str:
        """What is said of a row that breaks a rule."""
        columns = ", ".join(rule.columns)
        if rule.kind == "NOT NULL":
            return f"{columns} is empty"
        if rule.kind == "CHECK":
            return f"breaks {rule.expression}"
        return f"{columns} stands twice" if rule.is_key else f"{columns} is not in {rule.parent}"

    def repeated(self, rule: Rule) -> str:
        """SQL for the rows of `arriving` whose key is taken: by a row before them, or in the table already."""
        listed = ", ".join(rule.columns)
        before = f"row_number() over (partition by {listed} order by row_number) > 1"
        return f"""
            select row_number from arriving as child where {rule.is_present} qualify {before}
            union all select arriving.row_number from arriving join {self.table} using ({listed})
        """

    def is_any(self, rows: str, condition: str) -> bool:
        """Whether a condition is true for any row."""
        return bool(self.db.execute(f"select 1 from {rows} as child where {condition} limit 1").fetchall())

    def refuse_collisions(self) -> None:
        """Refuse an import whose ids are not its own: each begins with the import's name, and none is taken already."""
        if not self.key:
            return
        told = self.select.named
        if len(self.key) == 1 and self.key[0].endswith("_id") and self.table not in SHARED:
            foreign = f"select {self.key[0]} from arriving where not starts_with({self.key[0]}, ?) limit 1"
            for (value,) in self.db.execute(foreign, [f"{self.name}-"]).fetchall():
                raise Refused(f"{told}: {self.key[0]} '{value}' does not begin with '{self.name}-'")
        listed = ", ".join(self.key)
        taken = f"select {listed} from arriving join {self.table} using ({listed}) limit 1"
        for row in self.db.execute(taken).fetchall():
            values = " ".join(map(str, row))
            raise Refused(f"{told}: {listed} '{values}' exists already; an import brings rows of its own")
