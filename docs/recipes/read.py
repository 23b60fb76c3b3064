"""Who came first in an election, read by DuckDB and by those of polars, pandas and Ibis that are installed.

python3 read.py [elections.duckdb]
"""

import importlib
import sys

import duckdb

file = sys.argv[1] if len(sys.argv) > 1 else "elections.duckdb"
db = duckdb.connect(file, read_only=True)
question = "from largest_party select election, measure, contestant where election_id = 'ma-house-2007'"

ways = {
    "duckdb": lambda _: db.sql(question).fetchall(),
    "polars": lambda polars: polars.read_database(question, db),
    "pandas": lambda _: db.sql(question).df(),
    "ibis": lambda ibis: ibis.duckdb.connect(file, read_only=True).sql(question).to_pandas(),
}
for name, read in ways.items():
    try:
        library = importlib.import_module(name)
    except ModuleNotFoundError:
        print(f"{name} is not installed\n")
        continue
    print(f"{name} {library.__version__}\n{read(library)}\n")
