"""Answer the jobs on standard input with the DuckDB on PYTHONPATH.

A job is {open, read_only, setup, questions: {name: sql}}. Its answer is {name: rows, or what the engine said instead}.
"""

import json
import sys

import duckdb


def answer(job):
    with duckdb.connect(job["open"], read_only=job["read_only"]) as db:
        for statement in job["setup"]:
            db.execute(statement)
        answers = {}
        for name, sql in job["questions"].items():
            try:
                answers[name] = [list(row) for row in db.execute(sql).fetchall()]
            except duckdb.Error as error:
                answers[name] = str(error)
        return answers


if __name__ == "__main__":
    json.dump([answer(job) for job in json.load(sys.stdin)], sys.stdout, default=str)
