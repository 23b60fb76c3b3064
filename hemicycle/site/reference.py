"""The pages about the whole: questions, sources, tables, downloads, exercises, the console, and what they are."""

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from hemicycle.reading.sqlfile import SqlFile
from hemicycle.site import words
from hemicycle.site.answers import Row, by, rows
from hemicycle.site.pages import HERE, MOST_EXAMPLE, MOST_FIGURES, Pages
from hemicycle.site.pictures import Credit, Picture, filled, joined, text

NUMBERS = ("BIGINT", "INTEGER", "DOUBLE", "DECIMAL")
OF_ELECTION = ("election_id", "election", "country", "first_polling_on")  # are the same in the answer for one election
NAMED = {  # tables whose ids an example shows with the name that they stand for
    "elections": "election",
    "contestants": "contestant",
    "parties": "party",
    "areas": "area",
    "people": "person",
    "sources": "source",
}
FORMS = {  # of the whole file: what each is
    "elections.duckdb": "DuckDB 1.2 and newer, and every tool that embeds one. Questions are views in it.",
    "elections.sqlite": "SQLite, with keys, references and comments. Questions are tables in it.",
    "datapackage.json": "A Frictionless Data Package: what every CSV file holds, column by column.",
    "metadata.json": "The same for Datasette, beside the SQLite file.",
}


def write_reference(pages: Pages, queries: Sequence[SqlFile]) -> list[Row]:
    """Every page that is about the whole, but for those that say how large a file is; gives the questions."""
    catalogue = catalogue_of(pages, {query.name: query.text for query in queries})
    write_questions(pages, catalogue)
    write_sources(pages)
    write_dictionary(pages)
    write_tables(pages)
    write_exercises(pages)
    counts = ", ".join(
        words.several(len(found), one, many)
        for found, one, many in (
            (pages.answers.elections, "election", "elections"),
            (pages.parties, "party", "parties"),
            (pages.sources, "publication", "publications"),
            (catalogue, "question", "questions"),
        )
    )
    pages.write("about.html", "about.html", here="about.html", counts=f"It holds {counts}.", content=pages.content)
    pages.write("404.html", "missing.html")
    return catalogue


def catalogue_of(pages: Pages, sql: Mapping[str, str]) -> list[Row]:
    """The questions by subject, building blocks last, with what a page says of each."""
    found = rows(pages.db, "select * from query_catalog join query_details using (name)")
    found.sort(key=lambda row: (row["kind"] == "block", row["subject"], row["name"]))
    lead = example_of(pages)
    elections = {row["election_id"]: row for row in pages.answers.elections}
    for row in found:
        columns = row["columns"].split(", ")
        example = lead
        if lead and "election_id" in columns:
            example = elections.get(telling_election(pages, row["name"], columns, lead["election_id"]), lead)
        where = f" where election_id = '{example['election_id']}'" if example and "election_id" in columns else ""
        row["of"] = example if where else None
        row["ask"] = f"select * from {row['name']}{where}"
        row["short"] = re.split(r"(?<=[.?]) ", row["description"].partition("\n")[0])[0]
        row["sql"] = sql.get(row["name"])
    return found


def example_of(pages: Pages) -> Row | None:
    """The election that examples are of: the one on whose figures sources differ most."""
    lead = pages.lead()
    return lead or (pages.answers.elections[0] if pages.answers.elections else None)


def telling_election(pages: Pages, name: str, columns: Sequence[str], lead: str) -> str:
    """The election of an example: `lead`, or the one answered most fully.

    It is the latter where the answer for `lead` has no row, or half of it or more is null.
    """
    told = [column for column in columns if column not in OF_ELECTION and not column.startswith("missing")]
    unknown = " + ".join(f'avg(case when "{column}" is null then 1 else 0 end)' for column in told) or "0"
    asked = f"select election_id, {unknown} as unknown from {name} group by election_id"
    of_lead = pages.db.execute(f"select unknown from ({asked}) where election_id = ?", [lead]).fetchone()
    if of_lead and 2 * of_lead[0] < len(told):
        return lead
    fullest = pages.db.execute(f"select election_id from ({asked}) order by unknown, election_id limit 1").fetchone()
    return str(fullest[0]) if fullest else lead


def write_questions(pages: Pages, catalogue: Sequence[Row]) -> None:
    """A page for each question, and their list."""
    columns = by(rows(pages.db, "from data_dictionary where position > 0 order by table_name, position"), "table_name")
    subjects = [
        (subject, list(found)) for subject, found in itertools.groupby(catalogue, key=lambda row: row["subject"])
    ]
    pages.write("questions/index.html", "questions.html", here="questions/index.html", subjects=subjects)
    named = {
        name: dict(pages.db.execute(f"select {name}_id, {name} from {table}").fetchall())
        for table, name in NAMED.items()
    }
    for question in catalogue:
        name = question["name"]
        sql = question["ask"].replace("select *", "select count(*) over () as rows_in_all, *")
        example, of = rows(pages.db, f"{sql} limit {MOST_EXAMPLE}"), question["of"]
        if of and not example:
            example, of = (
                rows(pages.db, f"select count(*) over () as rows_in_all, * from {name} limit {MOST_EXAMPLE}"),
                None,
            )
        in_all = example[0]["rows_in_all"] if example else 0
        first, *rest = blocks_of(question["description"])
        meanings = [{**row, "is_number": row["type"].partition("(")[0] in NUMBERS} for row in columns[name]]
        names = {row["column_name"] for row in meanings}
        unneeded = {*OF_ELECTION, *(f"{said}_id" for said in names)}  # the id of what another column names
        pages.write(
            f"questions/{name}.html",
            "question.html",
            q={**question, "blocks": rest, "first": first},
            of=of,
            more=in_all if in_all > len(example) else 0,
            example=example,
            ask=question["ask"] if of else f"select * from {name}",
            columns=meanings,
            in_example=[row for row in meanings if not of or row["column_name"] not in unneeded],
            named={
                column: named[kind]
                for column in names - unneeded
                if column.endswith("_id") and (kind := column.removesuffix("_id").rpartition("_")[2]) in named
            },
        )
        pages.index.append((question["title"], f"question, {name}", f"questions/{name}.html"))


def blocks_of(description: str) -> list[tuple[str, list[str]]]:
    """A description in blocks: (paragraph, the points that follow it); the first block is its first sentence."""
    first, _, rest = description.partition("\n")
    opening, *others = re.split(r"(?<=[.?]) ", first, maxsplit=1)
    blocks: list[tuple[str, list[str]]] = [(opening, [])]
    for line in [*others, *rest.split("\n")]:
        if line.startswith("  "):
            blocks[-1][1].append(line.strip())
        elif line.strip():
            blocks.append((line.strip(), []))
    return blocks


def write_sources(pages: Pages) -> None:
    """A page for each publication, and their list."""
    figures = by(
        rows(
            pages.db,
            """
            select source_id, figures.election_id, election, first_polling_on, figure, subject, value, locator, is_used
            from figures order by first_polling_on, election_id, figure, subject, return_id, locator
            """,
        ),
        "source_id",
    )
    entries = {
        row["source_id"]: row["bibtex"]
        for row in rows(pages.db, "select source_id, any_value(bibtex) as bibtex from provenance group by source_id")
    }
    listed = [
        {
            **source,
            "figures": len(figures[source["source_id"]]),
            "used": sum(bool(row["is_used"]) for row in figures[source["source_id"]]),
        }
        for source in pages.sources
    ]
    pages.write("sources/index.html", "sources.html", here="sources/index.html", sources=listed)
    lineages = by((source for source in listed if source["lineage"]), "lineage")
    for source in listed:
        found = figures[source["source_id"]]
        pages.write(
            f"sources/{source['source_id']}.html",
            "source.html",
            s={**source, "bibtex": entries.get(source["source_id"])},
            figures_known=len(found),
            used=source["used"],
            family=[other for other in lineages.get(source["lineage"], []) if other is not source],
            figures=[
                {**row, "title": words.title_of(row["election"], row["first_polling_on"])}
                for row in found[:MOST_FIGURES]
            ],
        )
        path = f"sources/{source['source_id']}.html"
        pages.index.append((source["source"], f"source, {source['publisher']}", path))


def write_dictionary(pages: Pages) -> None:
    """Every table with its columns."""
    found = rows(pages.db, "from data_dictionary where type <> 'view' or position > 0 order by table_name, position")
    views = {row["name"] for row in rows(pages.db, "select name from query_catalog")}
    tables = []
    for name, group in itertools.groupby(found, key=lambda row: row["table_name"]):
        head, *columns = group
        if name not in views:
            ((count,),) = pages.db.execute(f"select count(*) from {name}").fetchall()
            tables.append({"name": name, "description": head["description"], "rows": count, "columns": columns})
    pages.write("dictionary.html", "dictionary.html", tables=tables)


# The tables in a picture


def joins_of(pages: Pages) -> list[tuple[str, str, str]]:
    """(table, columns, table that they refer to) of every reference."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows(
        pages.db, "from data_dictionary where refers_to is not null and position > 0 order by table_name, position"
    ):
        for target in row["refers_to"].split("; "):
            columns = found.setdefault((row["table_name"], target), [])
            if row["column_name"] not in columns:
                columns.append(row["column_name"])
    return [(table, ", ".join(columns), target.partition(" ")[0]) for (table, target), columns in found.items()]


def write_tables(pages: Pages) -> None:
    """The picture of all tables and their joins."""
    joins = joins_of(pages)
    picture = picture_of_tables(joins)
    credit = Credit("The tables and how they join", "Many rows on the right, one on the left", pages.answers.licence)
    drawn = pages.drawn_as("tables", picture, credit)
    pages.write("tables.html", "tables.html", picture=drawn, joins=joins)


def picture_of_tables(joins: Sequence[tuple[str, str, str]]) -> Picture:
    """Tables as boxes in columns, each to the right of those that it refers to; references to sources are dots."""
    names = sorted({name for table, _, other in joins for name in (table, other)})
    drawn = [join for join in joins if join[2] not in ("sources", join[0])]
    parents = {name: sorted({other for table, _, other in drawn if table == name}) for name in names}
    depth: dict[str, int] = {}

    def level(name: str) -> int:
        if name not in depth:
            depth[name] = 0
            depth[name] = max((level(parent) + 1 for parent in parents[name]), default=0)
        return depth[name]

    columns: dict[int, list[str]] = {}
    for name in names:
        columns.setdefault(level(name), []).append(name)
    place: dict[str, float] = {}
    for at in sorted(columns):
        columns[at].sort(
            key=lambda name: (sum(place[parent] for parent in parents[name]) / max(len(parents[name]), 1), name)
        )
        place |= {name: (row + 0.5) / len(columns[at]) for row, name in enumerate(columns[at])}
    wide, high, across, down = 168, 34, 236, 52
    width = across * (max(columns) + 1) - (across - wide)
    height = down * max(map(len, columns.values()))
    spot = {
        name: (across * at, (height - down * len(found)) / 2 + down * row + (down - high) / 2)
        for at, found in columns.items()
        for row, name in enumerate(found)
    }
    shapes = []
    for table, said, other in drawn:
        (x, y), (left, top) = spot[table], spot[other]
        start, end = left + wide, x
        bend = (end - start) / 2
        shapes.append(
            filled('<path class="join" d="M{:g} {:g}C{:g} {:g} {:g} {:g} {:g} {:g}"><title>{}</title></path>',
                start, top + high / 2, start + bend, top + high / 2, end - bend, y + high / 2, end, y + high / 2,
                f"{table}.{said} → {other}",
            )
        )  # fmt: skip
    sourced = {table for table, _, other in joins if other == "sources"}
    for name, (x, y) in spot.items():
        shapes.append(filled('<rect class="box" x="{:g}" y="{:g}" width="{}" height="{}" rx="4"/>', x, y, wide, high))
        shapes.append(text("table", x + 12, y + 22, name))
        if name in sourced:
            shapes.append(filled('<circle class="dot" cx="{:g}" cy="{:g}" r="3.5"/>', x + wide - 12, y + high / 2))
    described = "; ".join(f"{table} refers to {other} by {columns}" for table, columns, other in joins)
    view = f"-4 -4 {width + 8} {math.ceil(height) + 8}"
    return Picture(
        "tables",
        "schema",
        "Tables and their joins",
        f"{described}.",
        joined(shapes),
        math.ceil(height) + 8,
        width + 8,
        view,
    )


# Downloads, exercises, the console


def write_downloads(pages: Pages, downloads: Path, digests: Mapping[Path, str]) -> None:
    """The list of what can be downloaded, with sizes and digests."""
    files = [
        {"name": name, "size": size_of(downloads / name), "what": what, "digest": digests[downloads / name]}
        for name, what in FORMS.items()
    ]
    tables = [
        {"name": path.stem, "csv": size_of(path), "parquet": size_of(downloads / "parquet" / f"{path.stem}.parquet")}
        for path in digests
        if path.parent.name == "csv"
    ]
    pages.write("downloads.html", "downloads.html", here="downloads.html", files=files, tables=tables)


def size_of(path: Path) -> str:
    """The size of a file in words."""
    size = path.stat().st_size
    if size < 1000:
        return words.several(size, "byte")
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} KB"


def exercises() -> list[tuple[str, str, str]]:
    """(title, task, answer in SQL) of every exercise."""
    found = []
    for block in (HERE / "exercises.sql").read_text(encoding="utf-8").strip().split("\n\n"):
        comment, sql = (
            list(lines) for _, lines in itertools.groupby(block.split("\n"), lambda line: line.startswith("--"))
        )
        title, _, *task = (line.removeprefix("--").strip() for line in comment)
        found.append((title, " ".join(task), "\n".join(sql).removesuffix(";")))
    return found


def write_exercises(pages: Pages) -> None:
    """The exercises with their answers."""
    found = []
    for title, task, sql in exercises():
        answer = rows(pages.db, sql)
        found.append(
            {
                "title": title,
                "task": task,
                "task_lines": re.split(r"(?<=[.?:]) ", task),
                "start": "select ",
                "sql": sql,
                "rows": len(answer),
                "heads": list(answer[0]) if answer else [],
                "first": [list(row.values()) for row in answer[:5]],
            }
        )
    pages.write("exercises.html", "exercises.html", exercises=found)
    pages.index.append(("Ten exercises in SQL", "for a class", "exercises.html"))


def write_console(pages: Pages, catalogue: Sequence[Row]) -> None:
    """The page of the SQL console."""
    size = sum(path.stat().st_size for path in (pages.folder / "console").glob("*.js")) / 1e6
    pages.write(
        "console.html",
        "console.html",
        here="console.html",
        has_console=pages.has_console,
        megabytes=math.ceil(size),
        catalogue=catalogue,
    )
