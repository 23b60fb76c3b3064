"""Largest party of each election, read by the Python libraries that are installed: DuckDB, polars, pandas, Ibis.

python3 read.py [elections.duckdb]
"""

import importlib
import sys

import duckdb

FILE = sys.argv[1] if len(sys.argv) > 1 else "elections.duckdb"
QUESTION = "from largest_party select election, measure, contestant where election_id = 'ma-house-2007'"


def with_duckdb():
    with duckdb.connect(FILE, read_only=True) as db:
        return db.sql(QUESTION)


def with_polars():
    polars = importlib.import_module("polars")
    with duckdb.connect(FILE, read_only=True) as db:
        return polars.read_database(QUESTION, db)


def with_pandas():
    importlib.import_module("pandas")
    with duckdb.connect(FILE, read_only=True) as db:
        return db.sql(QUESTION).df()


def with_ibis():
    ibis = importlib.import_module("ibis")
    table = ibis.duckdb.connect(FILE, read_only=True).table("largest_party")
    return table.filter(table.election_id == "ma-house-2007").select("election", "measure", "contestant").to_pandas()


for read in (with_duckdb, with_polars, with_pandas, with_ibis):
    name = read.__name__.removeprefix("with_")
    try:
        module = importlib.import_module(name)
        print(f"{name} {module.__version__}")
        print(read())
    except ModuleNotFoundError as missing:
        print(f"{name}: {missing.name} is not installed")
