"""What the engine alone needs for the file that build.py makes: the same statements through its C interface.

`record` keeps the statements of one build: those that make the file, not those that check the seeds.
`run` gives them to the engine in the shared library of the Python package, without Python's wrappers.
"""

import ctypes
import importlib.util
import re
import sys
from pathlib import Path

MAKES = re.compile(  # not the tables in which seeds and queries are checked
    r"(?:\s|--.*\n)*(attach|use|begin|set|create (or replace temp type|table|view|temp table (rules|links))"
    r"|drop table (rules|links|area_\w+)|comment on|delete from|insert into|commit|detach)\b"
)
PLACE = "{database}"


def record(project, script):
    """Build the project and write the statements that made its file to `script`, one after another, split by NUL."""
    sys.path.insert(0, str(project))
    import duckdb

    import build

    statements = ["set threads = 1"]

    class Recorder:
        """A connection that keeps what it is told."""

        def __init__(self, connection):
            self.connection = connection

        def __getattr__(self, name):
            return getattr(self.connection, name)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.connection.close()

        def execute(self, sql, values=()):
            if MAKES.match(sql):
                statements.append(filled(sql.strip(), values).replace(f"{project}/elections.duckdb.unfinished", PLACE))
            return self.connection.execute(sql, values) if values else self.connection.execute(sql)

    connect = duckdb.connect
    duckdb.connect = lambda *arguments, read_only=False, **options: (
        connect(*arguments, read_only=True, **options) if read_only else Recorder(connect(*arguments, **options))
    )
    build.in_child = lambda work, *arguments, **_: work(*arguments)  # here, where its statements can be seen
    build.build(project)
    script.write_text("\0".join(statements), encoding="utf-8")


def filled(sql, values):
    """A statement with its parameters written into it."""
    first, *rest = sql.split("?") if values else [sql]
    return first + "".join(literal(value) + part for value, part in zip(values, rest, strict=True))


def literal(value):
    """A parameter as SQL."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def run(script, folder):
    """Run recorded statements; the file is written to `folder`."""
    library = ctypes.CDLL(importlib.util.find_spec("_duckdb").origin)
    library.duckdb_result_error.restype = ctypes.c_char_p
    database, connection, result = ctypes.c_void_p(), ctypes.c_void_p(), (ctypes.c_char * 256)()
    assert library.duckdb_open(None, ctypes.byref(database)) == 0
    assert library.duckdb_connect(database, ctypes.byref(connection)) == 0
    for statement in script.read_text(encoding="utf-8").split("\0"):
        if library.duckdb_query(connection, statement.replace(PLACE, str(folder)).encode(), result):
            sys.exit(library.duckdb_result_error(result).decode())
        library.duckdb_destroy_result(result)
    library.duckdb_disconnect(ctypes.byref(connection))
    library.duckdb_close(ctypes.byref(database))


if __name__ == "__main__":
    {"record": record, "run": run}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
