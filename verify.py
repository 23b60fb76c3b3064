"""Say whether a built file is whole and what it holds, in figures that do not depend on the engine.

The fingerprint of a table is the SHA-256 of its seed in its one form, so `sha256sum seeds/parties.csv` gives it too.
The fingerprint of the content is that of all these lines. Both stand in elections.duckdb.sha256 beside the file,
which `sha256sum --check` reads as well; two builds by different DuckDBs differ in the file's own line only.
"""

import hashlib
import multiprocessing
import os
import resource
import signal
import sys
from pathlib import Path

import duckdb
from nanoarrow import ArrayStream

from check import Refused

SECONDS = 300  # that a query of a stranger may take
MEMORY = 4 * 2**30  # bytes that it may take
not_for_children = set()  # descriptors of locks, which a child would go on holding when its parent is gone


def opened(path):
    """A connection that can read this one file, and reach nothing else."""
    return duckdb.connect(path, read_only=True, config={
        "threads": 1, "memory_limit": "2GB", "max_temp_directory_size": "0B", "python_enable_replacements": False, "allow_community_extensions": False,
        "autoload_known_extensions": False, "autoinstall_known_extensions": False, "allow_persistent_secrets": False,
        "enable_external_access": False, "lock_configuration": True,
    })  # fmt: skip


def refuse_while_written(database):
    """Refuse to read or replace a file that another program is writing to; readers are not disturbed."""
    if not database.exists():
        return
    try:
        duckdb.connect(database, read_only=True).close()
    except duckdb.IOException as error:
        if "lock" in str(error):
            holder = str(error).partition("held in ")[2].split(". ")[0] or "another program"
            raise Refused(f"{database.name} is open for writing in {holder}; close it there and try again") from None
    except duckdb.Error:
        pass  # damaged, or written by a newer DuckDB, which is for the caller to say


def in_child(work, *arguments, seconds=SECONDS, memory=MEMORY):
    """What work(*arguments) gives, done in a process that the kernel ends when it takes too long or too much.

    0 seconds is no limit. The engine's own memory_limit and interrupt are kept by most of its functions, not by all.
    Raises Refused with the reason when the child fails or is ended.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=confined, args=(sender, seconds, memory, work, arguments))
    child.start()
    sender.close()
    try:
        answer, problem = receiver.recv()
    except EOFError:
        answer, problem = None, None
    child.join()
    if child.exitcode:
        problem = f"took more than {seconds} seconds" if child.exitcode == -signal.SIGALRM else f"took more than {memory / 2**30:g} GiB or broke the engine"
    if problem:
        raise Refused(problem)
    return answer


def confined(sender, seconds, memory, work, arguments):
    """The child's part of in_child."""
    for descriptor in not_for_children:
        os.close(descriptor)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(seconds)
    most = held() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        sender.send((work(*arguments), None))
    except MemoryError:
        sender.send((None, f"took more than {memory / 2**30:g} GiB"))
    except Exception as error:  # of any kind: it is told to the parent, which goes on
        sender.send((None, str(error).strip().partition("\n")[0]))


def held():
    """The bytes of address space that this process has from its parent; 0 where the kernel does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def seed_text(db, table):
    """A table as its seed, in bytes: a header, the rows as they stand, quotes only where CSV needs them; a piece at a time.

    The engine writes the lines and hands over many at once, end to end in one piece of Arrow's memory, for Python takes
    longer to pick up a line than the engine to write it, which a large import would feel.
    """
    columns = db.execute(f"select column_name, column_type from (describe {table})").fetchall()
    yield ",".join(name for name, _ in columns).encode() + b"\n"
    cells = ", ',', ".join(quoted(name) if kind == "VARCHAR" else name for name, kind in columns)
    with ArrayStream(db.sql(f"select concat({cells}, chr(10)) from {table}")) as pieces:
        for piece in pieces:
            yield piece.child(0).buffer(2)  # of the only column; before it stand which cells are null and where each begins


def quoted(column):
    """SQL for a text as a cell of CSV."""
    special = " or ".join(f"contains({column}, {character})" for character in ("','", "'\"'", "chr(10)", "chr(13)"))
    return f"""case when {special} then '"' || replace({column}, '"', '""') || '"' else {column} end"""


def fingerprint(db, table):
    """The fingerprint of a table."""
    digest = hashlib.sha256()
    for piece in seed_text(db, table):
        digest.update(piece)
    return digest.hexdigest()


def inventory(path):
    """What a file holds, read to the last cell: ({table: number of rows}, {name of a view})."""
    with opened(path) as db:
        tables = db.execute("select table_name from duckdb_tables() order by table_name").fetchall()
        counts = {table: db.execute(f"select count(*), bit_xor(hash(columns(*))) from {table}").fetchall()[0][0] for table, in tables}
        views = db.execute("select view_name from duckdb_views() where not internal").fetchall()
    return counts, {name for name, in views}


def fingerprints_of(path, tables):
    """{table: fingerprint} of a file; a table that is gone has none."""
    with opened(path) as db:
        there = {table for table, in db.execute("select table_name from duckdb_tables()").fetchall()}
        return {table: fingerprint(db, table) for table in sorted(tables & there)}


def content_of(fingerprints):
    """The fingerprint of the whole content."""
    return hashlib.sha256("".join(f"{digest}  seeds/{table}.csv\n" for table, digest in sorted(fingerprints.items())).encode()).hexdigest()


def sums(path, name, fingerprints):
    """The text to put beside a file of that name."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    lines = [f"# content {content_of(fingerprints)}", f"{digest}  {name}"]
    return "\n".join([*lines, *(f"{digest}  seeds/{table}.csv" for table, digest in sorted(fingerprints.items())), ""])


def verify(database):
    """What was found right of a file, in words; raises Refused when it is not what was built."""
    beside = Path(f"{database}.sha256")
    refuse_while_written(database)
    if Path(f"{database}.wal").exists():
        raise Refused(f"{database.name}.wal lies beside the file: a program writes to it, or broke off; close it, remove the .wal and run make db")
    try:
        built = beside.read_text(encoding="utf-8")
        tables = {Path(line.split("  ")[1]).stem for line in built.splitlines() if "  seeds/" in line}
        counts, views = in_child(inventory, database, seconds=0)
        fingerprints = in_child(fingerprints_of, database, tables, seconds=0)
        found = sums(database, database.name, fingerprints)
    except OSError as error:
        raise Refused(f"{Path(error.filename).name} cannot be read: {error.strerror}") from None
    except Refused as error:
        raise Refused(f"{database.name} is damaged: {error}") from None
    changed = sorted({line.split("  ")[1] for line in set(built.splitlines()) ^ set(found.splitlines()) if "  seeds/" in line})
    if changed:
        raise Refused(f"{database.name} is not what was built: other content in the table of {', '.join(changed)}; run make db")
    if found != built:
        raise Refused(f"{database.name} has the content that was built, but other bytes: damaged, or written by a program; run make db")
    return f"{database.name} is what was built: {len(counts)} tables, {sum(counts.values()):,} rows, {len(views)} views, content {content_of(fingerprints)}"


if __name__ == "__main__":
    from build import DATABASE, HERE, main  # here, for build.py reads this file
    name = sys.argv[1] if len(sys.argv) > 1 else DATABASE
    main(lambda: verify(HERE / name), f"{name} was not read to its end")
