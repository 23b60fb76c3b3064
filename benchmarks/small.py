"""The build of the seeds, side by side with what the engine alone needs and with other tools on the same seeds and queries."""

import json
import re
import shutil
import sys
from pathlib import Path

import duckdb
from measure import in_turn, process

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
sys.path.append(str(PROJECT))  # what is imported next stands there
from check import IDENTIFIER, LONGEST_CELL, labelled, rules_of, tables_of  # noqa: E402

OURS = PROJECT / ".venv/bin/python"
THEIRS = Path(sys.executable).parent
DBT_TESTS = """
{% test unique_together(model, columns) %}
select {{ columns | join(", ") }} from {{ model }} where {{ columns | join(" is not null and ") }} is not null group by all having count(*) > 1
{% endtest %}
{% test refers(model, columns, to, theirs) %}
select {{ columns | join(", ") }} from {{ model }} where {{ columns | join(" is not null and ") }} is not null except select {{ theirs | join(", ") }} from {{ to }}
{% endtest %}
{% test holds(model, expression) %}
select * from {{ model }} where not {{ expression }}
{% endtest %}
{% test is_empty(model) %}
select * from {{ model }}
{% endtest %}
"""
SQLITE_UTILS = """
import csv, pathlib, sqlite_utils
database = sqlite_utils.Database("out.db", recreate=True)
for seed in sorted(pathlib.Path("seeds").glob("*.csv")):
    database[seed.stem].insert_all(csv.DictReader(seed.open(encoding="utf-8")))
"""


def small(work, repeats):
    """{name: [cost]} of our build, of `make db` with nothing to do, of the engine alone, and of four other tools."""
    ours, alone = work / "ours", work / "engine"
    for folder in (ours, alone):
        folder.mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "build.py"):
        shutil.copy2(PROJECT / name, ours)
    for name in ("hemicycle", "requirements", "schema", "queries", "seeds"):
        shutil.copytree(PROJECT / name, ours / name)
    (ours / ".venv").symlink_to(PROJECT / ".venv")
    script = work / "script"
    process([OURS, HERE / "floor.py", "record", ours, script], work)
    build = [OURS, "build.py"]
    process(["make", "--silent", "db"], ours)
    database = ours / "elections.duckdb"
    dbt, sqlmesh, tables = work / "dbt", work / "sqlmesh", work / "tables"
    with duckdb.connect(database, read_only=True) as db:
        columns, rules, said = catalogue(db)
    write_dbt(dbt, columns, rules, said)
    write_sqlmesh(sqlmesh, columns, said)
    tables.mkdir()
    shutil.copytree(PROJECT / "seeds", tables / "seeds")
    fresh = lambda *paths: [path.unlink(missing_ok=True) for path in paths]
    return in_turn(
        {
            "build": lambda: process(build, ours),
            "engine": lambda: process(
                [OURS, HERE / "floor.py", "run", script, alone], alone, lambda: fresh(*alone.glob("elections*"))
            ),
            "nothing to do": lambda: process(["make", "--silent", "db"], ours),
            "dbt build": lambda: process([THEIRS / "dbt", "build", "--quiet"], dbt, lambda: fresh(dbt / "dbt.duckdb")),
            "sqlmesh plan": lambda: process(
                [THEIRS / "sqlmesh", "plan", "--auto-apply", "--no-prompts", "--skip-tests"],
                sqlmesh,
                lambda: (fresh(*sqlmesh.glob("*.duckdb")), shutil.rmtree(sqlmesh / ".cache", ignore_errors=True)),
            ),
            "sqlite-utils": lambda: process([THEIRS / "python", "-c", SQLITE_UTILS], tables),
            "csvs-to-sqlite": lambda: process(
                [THEIRS / "csvs-to-sqlite", "--replace-tables", "seeds", "out2.db"], tables
            ),
        },
        repeats,
        rehearse=False,
    )  # fmt: skip; each has been run once or is a process of its own


def catalogue(db):
    """What a built file declares: ({table: {column: (type, is required)}}, [rule], {table or view: (comment, {column: comment})})."""
    columns = {table: kinds for table, kinds in tables_of(db).items() if (PROJECT / "seeds" / f"{table}.csv").exists()}
    said = {}
    for name, comment in db.execute(
        "select table_name, comment from duckdb_tables() union all select view_name, comment from duckdb_views() where not internal"
    ).fetchall():
        said[name] = (
            comment,
            dict(
                db.execute(
                    "select column_name, comment from duckdb_columns() where table_name = ? order by column_index",
                    [name],
                ).fetchall()
            ),
        )
    return columns, [rule for rule in rules_of(db) if rule[0] in columns], said


def write_dbt(folder, columns, rules, said):
    """The same seeds, queries and descriptions as a dbt project, with a test for each rule that the file declares or the build enforces."""
    names = {path.stem for path in (PROJECT / "queries").rglob("*.sql")} | columns.keys()
    for part in ("seeds", "models", "tests/generic"):
        (folder / part).mkdir(parents=True)
    (folder / "tests/generic/rules.sql").write_text(DBT_TESTS, encoding="utf-8")
    for table in columns:
        shutil.copy(PROJECT / "seeds" / f"{table}.csv", folder / "seeds")
    for query in (PROJECT / "queries").rglob("*.sql"):
        sql = query.read_text(encoding="utf-8")
        own = set(re.findall(r"(?:with|recursive|\),)\s+(\w+)(?: \([\w, ]+\))? as \(", sql))
        refer = lambda found: (
            f"{found[1]} {{{{ ref('{found[2]}') }}}}" + ("" if found[3] else f" as {found[2]}") + (found[3] or "")
            if found[2] in names - own - {query.stem}
            else found[0]
        )
        (folder / "models" / query.name).write_text(
            re.sub(r"\b(from|join) (\w+)\b( as \w+)?", refer, sql), encoding="utf-8"
        )
    (folder / "dbt_project.yml").write_text(
        json.dumps(
            {
                "name": "elections",
                "profile": "elections",
                "models": {"+materialized": "view", "+persist_docs": {"relation": True, "columns": True}},
                "seeds": {
                    "+persist_docs": {"relation": True, "columns": True},
                    "elections": {
                        table: {"+column_types": {column: kind for column, (kind, _) in kinds.items()}}
                        for table, kinds in columns.items()
                    },
                },
            }
        ),
        encoding="utf-8",
    )  # fmt: skip; JSON is YAML
    (folder / "profiles.yml").write_text(
        "elections:\n  target: here\n  outputs:\n    here: {type: duckdb, path: dbt.duckdb, threads: 2}\n",
        encoding="utf-8",
    )
    tests = {name: ["is_empty"] * bool(labelled(comment, "empty")) for name, (comment, _) in said.items()}
    for table, *rule in rules:
        tests[table].append(dbt_test(*rule))
    for table, kinds in columns.items():
        tests[table] += [
            dbt_test("CHECK", [column], None, None, rule)
            for column, (kind, _) in kinds.items()
            if (rule := cell_rule(column, kind))
        ]
    for part in ("seeds", "models"):
        described = [{
            "name": path.stem, "description": said[path.stem][0], "data_tests": tests[path.stem],
            "columns": [{"name": column, "description": words} for column, words in said[path.stem][1].items()],
        } for path in sorted((folder / part).iterdir())]  # fmt: skip
        (folder / part / f"{part}.yml").write_text(json.dumps({"version": 2, part: described}), encoding="utf-8")


def cell_rule(column, kind):
    """What check.py asks of the cells of a column beyond its type, as far as SQL says it in a line, or None."""
    if kind == "VARCHAR":
        text = f"({column} = trim({column}) and not contains({column}, '  ') and {column} = nfc_normalize({column}) and length({column}) <= {LONGEST_CELL})"
        return f"regexp_full_match({column}, '{IDENTIFIER.pattern}')" if column.endswith("_id") else text
    return f"({column} <= current_date)" if kind == "DATE" else None


def dbt_test(kind, names, parent, theirs, expression):
    """A rule as dbt's own test where it has one, else as one of DBT_TESTS."""
    if kind == "CHECK":
        return {"holds": {"arguments": {"expression": expression}}}
    if kind == "NOT NULL":
        return {"not_null": {"arguments": {"column_name": names[0]}}}
    if kind == "FOREIGN KEY":
        to = {"to": f"ref('{parent}')"}
        return (
            {"refers": {"arguments": {**to, "columns": names, "theirs": theirs}}}
            if names[1:]
            else {"relationships": {"arguments": {**to, "column_name": names[0], "field": theirs[0]}}}
        )
    return (
        {"unique_together": {"arguments": {"columns": names}}}
        if names[1:]
        else {"unique": {"arguments": {"column_name": names[0]}}}
    )


def write_sqlmesh(folder, columns, said):
    """The same seeds, queries and descriptions as a SQLMesh project.

    Without audits: SQLMesh 0.236 reads one row of an audit's answer, after which DuckDB 2.0 refuses other work on the connection.
    """
    for part in ("seeds", "models"):
        (folder / part).mkdir(parents=True)
    (folder / "config.yaml").write_text(
        "gateways:\n  here:\n    connection: {type: duckdb, database: elsewhere.duckdb}\ndefault_gateway: here\nmodel_defaults: {dialect: duckdb, start: '2026-01-01'}\ndisable_anonymized_analytics: true\n",
        encoding="utf-8",
    )
    names = {path.stem for path in (PROJECT / "queries").rglob("*.sql")} | columns.keys()
    quoted = lambda words: "'" + words.replace("'", "''") + "'"
    described = {
        name: f"description {quoted(comment)}, column_descriptions ({', '.join(f'{column} = {quoted(words)}' for column, words in by_column.items())})"
        for name, (comment, by_column) in said.items()
    }
    for table, kinds in columns.items():
        shutil.copy(PROJECT / "seeds" / f"{table}.csv", folder / "seeds")
        typed = ", ".join(f"{column} {kind}" for column, (kind, _) in kinds.items())
        (folder / "models" / f"{table}.sql").write_text(
            f"MODEL (name main.{table}, kind SEED (path '../seeds/{table}.csv'), {described[table]}, columns ({typed}));\n",
            encoding="utf-8",
        )
    for query in (PROJECT / "queries").rglob("*.sql"):
        sql = query.read_text(encoding="utf-8")
        own = set(re.findall(r"(?:with|recursive|\),)\s+(\w+)(?: \([\w, ]+\))? as \(", sql))
        qualify = lambda found: f"{found[1]} main.{found[2]}" if found[2] in names - own - {query.stem} else found[0]
        sql = re.sub(r"\b(from|join) (\w+)\b", qualify, re.sub(r"--.*", "", sql))
        (folder / "models" / query.name).write_text(
            f"MODEL (name main.{query.stem}, kind VIEW, {described[query.stem]});\n{sql}", encoding="utf-8"
        )
