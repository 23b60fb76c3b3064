"""The build of the seeds, beside what the engine alone needs and other tools on the same seeds and queries."""

import json
import re
import shutil
import sys
from functools import partial
from pathlib import Path

import duckdb
from measure import in_turn, process

sys.path.append(str(Path(__file__).resolve().parent.parent))  # there stands what is imported next
from hemicycle.database.tables import create_tables
from hemicycle.reading.cells import IDENTIFIER
from hemicycle.reading.project import FAMILIES, Project
from hemicycle.reading.rules import Rule, rules_of, tables_of
from hemicycle.reading.sqlfile import labels_in, read_sql_files
from hemicycle.reading.text import LONGEST_CELL

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
OURS = PROJECT / ".venv/bin/python"
THEIRS = Path(sys.executable).parent
DBT_TESTS = """
{% test unique_together(model, columns) %}
select {{ columns | join(", ") }} from {{ model }}
where {{ columns | join(" is not null and ") }} is not null
group by all having count(*) > 1
{% endtest %}
{% test refers(model, columns, to, theirs) %}
select {{ columns | join(", ") }} from {{ model }} where {{ columns | join(" is not null and ") }} is not null
except select {{ theirs | join(", ") }} from {{ to }}
{% endtest %}
{% test holds(model, expression) %}
select * from {{ model }} where not {{ expression }}
{% endtest %}
{% test is_empty(model) %}
select * from {{ model }}
{% endtest %}
"""
SQLMESH = """
gateways:
  here:
    connection: {type: duckdb, database: elsewhere.duckdb}
default_gateway: here
model_defaults: {dialect: duckdb, start: '2026-01-01'}
disable_anonymized_analytics: true
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
    for name in ("hemicycle", "requirements", "schema", "queries"):
        shutil.copytree(PROJECT / name, ours / name)
    own_seeds(ours)
    (ours / ".venv").symlink_to(PROJECT / ".venv")
    script = work / "script"
    process([OURS, HERE / "floor.py", "record", ours, script], work)
    build = [OURS, "build.py"]
    process(["make", "--silent", "db"], ours)
    database = ours / "elections.duckdb"
    dbt, sqlmesh, tables = work / "dbt", work / "sqlmesh", work / "tables"
    own_seeds(tables)
    with duckdb.connect(database, read_only=True) as db:
        db.execute(f"copy {FAMILIES} to '{tables}/seeds/{FAMILIES}.csv'")  # which no SQL of ours can work out
        columns, rules, said = catalogue(db, tables / "seeds")
    write_dbt(dbt, tables / "seeds", columns, rules, said)
    write_sqlmesh(sqlmesh, tables / "seeds", columns, said)

    def fresh(*paths):
        for path in paths:
            path.unlink(missing_ok=True)

    return in_turn(  # without a rehearsal: each has been run once or is a process of its own
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
    )


def own_seeds(folder):
    """Copy our seeds without the collections, which the other tools would have to be told to add, into a folder."""
    (folder / "seeds").mkdir(parents=True)
    for path in (PROJECT / "seeds").glob("*.csv"):
        shutil.copy2(path, folder / "seeds")


def catalogue(db, seeds):
    """What schema/ declares of the tables that have seeds, and what a built file says of every table and view.

    ({table: {column: Column}}, [Rule], {table or view: (comment, {column: comment})})
    """
    with duckdb.connect() as declared:
        create_tables(declared, read_sql_files(Project(PROJECT)).tables)
        columns = {table: kinds for table, kinds in tables_of(declared).items() if (seeds / f"{table}.csv").exists()}
        rules = [rule for rule in rules_of(declared) if rule.table in columns]
    said = {}
    for name, comment in db.execute("""
        select table_name, comment from duckdb_tables()
        union all
        select view_name, comment from duckdb_views() where not internal
    """).fetchall():
        of_columns = db.execute(
            "select column_name, comment from duckdb_columns() where table_name = ? order by column_index", [name]
        ).fetchall()
        said[name] = comment, dict(of_columns)
    return columns, rules, said


def queries(columns):
    """Each query: its file, its SQL, and the names that mean a table or another query there, no step of its own."""
    paths = sorted((PROJECT / "queries").rglob("*.sql"))
    names = {path.stem for path in paths} | columns.keys()
    for path in paths:
        sql = path.read_text(encoding="utf-8")
        steps = set(re.findall(r"(?:with|recursive|\),)\s+(\w+)(?: \([\w, ]+\))? as \(", sql))
        yield path, sql, names - steps - {path.stem}


def write_dbt(folder, seeds, columns, rules, said):
    """The same seeds, queries and descriptions as a dbt project, its tests the rules of the file and of the build."""
    for part in ("seeds", "models", "tests/generic"):
        (folder / part).mkdir(parents=True)
    (folder / "tests/generic/rules.sql").write_text(DBT_TESTS, encoding="utf-8")
    for table in columns:
        shutil.copy(seeds / f"{table}.csv", folder / "seeds")
    for path, sql, others in queries(columns):
        model = re.sub(r"\b(from|join) (\w+)\b( as \w+)?", partial(referring, others), sql)
        (folder / "models" / path.name).write_text(model, encoding="utf-8")
    described = {"relation": True, "columns": True}
    types = {
        table: {"+column_types": {name: column.type for name, column in kinds.items()}}
        for table, kinds in columns.items()
    }
    project = {
        "name": "elections",
        "profile": "elections",
        "models": {"+materialized": "view", "+persist_docs": described},
        "seeds": {"+persist_docs": described, "elections": types},
    }
    (folder / "dbt_project.yml").write_text(json.dumps(project), encoding="utf-8")  # JSON is YAML
    (folder / "profiles.yml").write_text(
        "elections:\n  target: here\n  outputs:\n    here: {type: duckdb, path: dbt.duckdb, threads: 2}\n",
        encoding="utf-8",
    )
    tests = {
        name: ["is_empty"] * any(label == "empty" for _, label, _ in labels_in(comment))
        for name, (comment, _) in said.items()
    }
    for table, kinds in columns.items():
        tests[table] += [dbt_test(rule) for rule in rules if rule.table == table]
        tests[table] += [dbt_test(rule) for name, column in kinds.items() for rule in cell_rules(table, name, column)]
    for part in ("seeds", "models"):
        listed = [dbt_entry(path.stem, *said[path.stem], tests) for path in sorted((folder / part).iterdir())]
        (folder / part / f"{part}.yml").write_text(json.dumps({"version": 2, part: listed}), encoding="utf-8")


def dbt_entry(name, comment, of_columns, tests):
    """What the list of seeds or models says of one."""
    return {
        "name": name,
        "description": comment,
        "data_tests": tests[name],
        "columns": [{"name": column, "description": words} for column, words in of_columns.items()],
    }


def referring(others, found):
    """A match of `from` or `join`, a name and perhaps `as` a name, with dbt's ref where the name is among `others`."""
    before, name, alias = found.groups()
    return f"{before} {{{{ ref('{name}') }}}}{alias or f' as {name}'}" if name in others else found[0]


def cell_rules(table, name, column):
    """What is asked of the cells of a column beyond its type, as far as SQL says it in a line: a rule or none."""
    if column.type == "DATE":
        asked = [f"{name} <= current_date"]
    elif column.type == "VARCHAR" and name.endswith("_id"):
        asked = [f"regexp_full_match({name}, '{IDENTIFIER.pattern}')"]
    elif column.type == "VARCHAR":
        asked = [
            f"{name} = trim({name})",
            f"not contains({name}, '  ')",
            f"{name} = nfc_normalize({name})",
            f"length({name}) <= {LONGEST_CELL}",
        ]
    else:
        return []
    return [Rule(table, "CHECK", (name,), expression=f"({' and '.join(asked)})")]


def dbt_test(rule):
    """A rule as dbt's own test where it has one, else as one of DBT_TESTS."""
    one = {"column_name": rule.columns[0]}
    if rule.kind == "CHECK":
        name, arguments = "holds", {"expression": rule.expression}
    elif rule.kind == "NOT NULL":
        name, arguments = "not_null", one
    elif rule.kind == "FOREIGN KEY":
        to = {"to": f"ref('{rule.parent}')"}
        if rule.columns[1:]:
            name, arguments = "refers", {**to, "columns": rule.columns, "theirs": rule.parent_columns}
        else:
            name, arguments = "relationships", {**to, **one, "field": rule.parent_columns[0]}
    elif rule.columns[1:]:
        name, arguments = "unique_together", {"columns": rule.columns}
    else:
        name, arguments = "unique", one
    return {name: {"arguments": arguments}}


def write_sqlmesh(folder, seeds, columns, said):
    """The same seeds, queries and descriptions as a SQLMesh project.

    Without audits: SQLMesh 0.236 reads one row of an audit's answer, after which DuckDB 2.0 refuses other work on the
    connection.
    """
    for part in ("seeds", "models"):
        (folder / part).mkdir(parents=True)
    (folder / "config.yaml").write_text(SQLMESH, encoding="utf-8")
    for table, kinds in columns.items():
        shutil.copy(seeds / f"{table}.csv", folder / "seeds")
        typed = ", ".join(f"{name} {column.type}" for name, column in kinds.items())
        kind = f"SEED (path '../seeds/{table}.csv')"
        model = f"MODEL (name main.{table}, kind {kind}, {described(*said[table])}, columns ({typed}));\n"
        (folder / "models" / f"{table}.sql").write_text(model, encoding="utf-8")
    for path, sql, others in queries(columns):
        bare = re.sub(r"--.*", "", sql)
        model = f"MODEL (name main.{path.stem}, kind VIEW, {described(*said[path.stem])});\n"
        model += re.sub(r"\b(from|join) (\w+)\b", partial(qualified, others), bare)
        (folder / "models" / path.name).write_text(model, encoding="utf-8")


def described(comment, of_columns):
    """The descriptions of a table or view and of its columns, in SQLMesh's words."""
    listed = ", ".join(f"{column} = {quoted(words)}" for column, words in of_columns.items())
    return f"description {quoted(comment)}, column_descriptions ({listed})"


def quoted(words):
    return "'" + words.replace("'", "''") + "'"


def qualified(others, found):
    """A match of `from` or `join` and a name, with its schema where the name is among `others`."""
    return f"{found[1]} main.{found[2]}" if found[2] in others else found[0]
