"""The build of the seeds, side by side with what the engine alone needs and with other tools on the same seeds and queries."""

import re
import shutil
import sys
from pathlib import Path

import duckdb

from measure import in_turn, process

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
OURS = PROJECT / ".venv/bin/python"
THEIRS = Path(sys.executable).parent
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
    for name in ("Makefile", *(path.name for path in PROJECT.glob("*.py")), *(path.name for path in PROJECT.glob("requirements*.txt"))):
        shutil.copy2(PROJECT / name, ours)
    for name in ("schema", "queries", "seeds"):
        shutil.copytree(PROJECT / name, ours / name)
    (ours / ".venv").symlink_to(PROJECT / ".venv")
    script = work / "script"
    process([OURS, HERE / "floor.py", "record", ours, script], work)
    build = [OURS, "build.py"]
    process(["make", "--silent", "db"], ours)
    database = ours / "elections.duckdb"
    dbt, sqlmesh, tables = work / "dbt", work / "sqlmesh", work / "tables"
    with duckdb.connect(database, read_only=True) as db:
        columns, keys, references = catalogue(db)
    write_dbt(dbt, columns, keys, references)
    write_sqlmesh(sqlmesh, columns)
    tables.mkdir()
    shutil.copytree(PROJECT / "seeds", tables / "seeds")
    fresh = lambda *paths: [path.unlink(missing_ok=True) for path in paths]
    return in_turn({
        "build": lambda: process(build, ours),
        "engine": lambda: process([OURS, HERE / "floor.py", "run", script, alone], alone, lambda: fresh(*alone.glob("elections*"))),
        "nothing to do": lambda: process(["make", "--silent", "db"], ours),
        "dbt build": lambda: process([THEIRS / "dbt", "build", "--quiet"], dbt, lambda: fresh(dbt / "dbt.duckdb")),
        "sqlmesh plan": lambda: process([THEIRS / "sqlmesh", "plan", "--auto-apply", "--no-prompts", "--skip-tests"], sqlmesh, lambda: (fresh(*sqlmesh.glob("*.duckdb")), shutil.rmtree(sqlmesh / ".cache", ignore_errors=True))),
        "sqlite-utils": lambda: process([THEIRS / "python", "-c", SQLITE_UTILS], tables),
        "csvs-to-sqlite": lambda: process([THEIRS / "csvs-to-sqlite", "--replace-tables", "seeds", "out2.db"], tables),
    }, repeats, rehearse=False)  # fmt: skip; each has been run once or is a process of its own


def catalogue(db):
    """({table: {column: type}}, {table: column that is its key}, [(table, column, parent, parent's column)]) of a built file."""
    columns = {}
    for table, column, kind in db.execute("select table_name, column_name, data_type from duckdb_columns() join duckdb_tables() using (table_name) order by table_name, column_index").fetchall():
        if (PROJECT / "seeds" / f"{table}.csv").exists():
            columns.setdefault(table, {})[column] = kind
    rules = db.execute("select table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names from duckdb_constraints() where len(constraint_column_names) = 1").fetchall()
    keys = {table: names[0] for table, kind, names, *_ in rules if kind == "PRIMARY KEY" and table in columns}
    return columns, keys, [(table, names[0], parent, theirs[0]) for table, kind, names, parent, theirs in rules if kind == "FOREIGN KEY"]


def write_dbt(folder, columns, keys, references):
    """The same seeds and queries as a dbt project, with a test for each key and reference of one column."""
    names = {path.stem for path in (PROJECT / "queries").glob("*.sql")} | columns.keys()
    for part in ("seeds", "models"):
        (folder / part).mkdir(parents=True)
    for table in columns:
        shutil.copy(PROJECT / "seeds" / f"{table}.csv", folder / "seeds")
    for query in (PROJECT / "queries").glob("*.sql"):
        sql = query.read_text(encoding="utf-8")
        own = set(re.findall(r"(?:with|recursive|\),)\s+(\w+)(?: \([\w, ]+\))? as \(", sql))
        refer = lambda found: f"{found[1]} {{{{ ref('{found[2]}') }}}}" + ("" if found[3] else f" as {found[2]}") + (found[3] or "") if found[2] in names - own - {query.stem} else found[0]
        (folder / "models" / query.name).write_text(re.sub(r"\b(from|join) (\w+)\b( as \w+)?", refer, sql), encoding="utf-8")
    (folder / "dbt_project.yml").write_text("name: elections\nprofile: elections\nmodels:\n  +materialized: view\nseeds:\n  elections:\n" + "".join(
        f"    {table}:\n      +column_types: {kinds}\n" for table, kinds in columns.items()), encoding="utf-8")
    (folder / "profiles.yml").write_text("elections:\n  target: here\n  outputs:\n    here: {type: duckdb, path: dbt.duckdb, threads: 2}\n", encoding="utf-8")
    tests = {}
    for table, column in keys.items():
        tests.setdefault(table, {}).setdefault(column, []).extend(["unique", "not_null"])
    for table, column, parent, theirs in references:
        tests.setdefault(table, {}).setdefault(column, []).append(f"relationships: {{arguments: {{to: ref('{parent}'), field: {theirs}}}}}")
    lines = ["version: 2", "seeds:"]
    for table, by_column in tests.items():
        lines += [f"  - name: {table}", "    columns:"]
        for column, said in by_column.items():
            lines += [f"      - name: {column}", "        data_tests:", *(f"          - {test}" for test in said)]
    (folder / "seeds" / "seeds.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_sqlmesh(folder, columns):
    """The same seeds and queries as a SQLMesh project."""
    for part in ("seeds", "models"):
        (folder / part).mkdir(parents=True)
    (folder / "config.yaml").write_text("gateways:\n  here:\n    connection: {type: duckdb, database: elsewhere.duckdb}\ndefault_gateway: here\nmodel_defaults: {dialect: duckdb, start: '2026-01-01'}\ndisable_anonymized_analytics: true\n", encoding="utf-8")
    names = {path.stem for path in (PROJECT / "queries").glob("*.sql")} | columns.keys()
    for table, kinds in columns.items():
        shutil.copy(PROJECT / "seeds" / f"{table}.csv", folder / "seeds")
        (folder / "models" / f"{table}.sql").write_text(f"MODEL (name main.{table}, kind SEED (path '../seeds/{table}.csv'), columns ({', '.join(f'{column} {kind}' for column, kind in kinds.items())}));\n", encoding="utf-8")
    for query in (PROJECT / "queries").glob("*.sql"):
        sql = query.read_text(encoding="utf-8")
        own = set(re.findall(r"(?:with|recursive|\),)\s+(\w+)(?: \([\w, ]+\))? as \(", sql))
        qualify = lambda found: f"{found[1]} main.{found[2]}" if found[2] in names - own - {query.stem} else found[0]
        sql = re.sub(r"\b(from|join) (\w+)\b", qualify, re.sub(r"--.*", "", sql))
        (folder / "models" / query.name).write_text(f"MODEL (name main.{query.stem}, kind VIEW);\n{sql}", encoding="utf-8")
