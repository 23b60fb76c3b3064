"""The database is the old one or the new one, whole, whatever happens during the build; and damage is noticed."""

import csv
import hashlib
import io
import os
import resource
import shutil
import struct
import subprocess
import sys
from functools import partial
from pathlib import Path

import duckdb
import pytest
from conftest import keep_queries, needed

import build
from hemicycle.database.file import alone
from hemicycle.database.fingerprint import fingerprints, seed_text
from hemicycle.database.tables import create_views
from hemicycle.database.verify import verify
from hemicycle.reading.text import Refused

HOLD = (
    "import duckdb, sys; db = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == 'read'); "
    "print('held', flush=True); sys.stdin.read(1); "
    "print(db.execute('select count(*) from boycotts').fetchall())"
)


def run(project, *before, **options):
    """Run the build of a project as its user does."""
    return subprocess.run([*before, sys.executable, "build.py"], cwd=project, capture_output=True, text=True, **options)


def files(project):
    return sorted(path.name for path in project.iterdir() if path.name.startswith("elections"))


def count(project):
    """Boycotts in the database: 0 in the old one, 1 in the new one."""
    with duckdb.connect(project / "elections.duckdb", read_only=True) as db:
        return db.execute("select count(*) from boycotts").fetchall()[0][0]


def holder(project, how):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, project / "elections.duckdb", how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_program_that_holds_the_file_for_writing_is_named(lean):
    process = holder(lean, "write")
    with pytest.raises(Refused, match=rf"open for writing in .*PID {process.pid}"):
        build.build(lean)
    process.communicate("x")
    assert count(lean) == 0 and files(lean) == ["elections.duckdb", "elections.duckdb.sha256"]


@pytest.mark.parametrize("command", ["verify", "export", "postgres"])
def test_a_program_that_holds_the_file_for_writing_is_named_to_whoever_reads_it(lean, command):
    process = holder(lean, "write")
    done = subprocess.run([sys.executable, "-m", "hemicycle", command], cwd=lean, capture_output=True, text=True)
    process.communicate("x")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr.startswith("elections.duckdb is open for writing in ")
        and f"PID {process.pid}" in done.stderr
        and done.stderr.count("\n") == 1
    )


# what the work of a command does, and the exit code and words that come of it
ENDS = {
    "done": ("'all of it'", 0, "all of it\n", ""),
    "refused": ("raised(Refused('a\\nb'))", 1, "", "a\nb\n"),
    "full": ("raised(OSError(28, 'No space left on device'))", 1, "", "nothing was done: No space left on device\n"),
    "of the engine": ("raised(duckdb.IOException('it broke\\nat length'))", 1, "", "nothing was done: it broke\n"),
    "no memory": ("raised(MemoryError('out of it'))", 1, "", "nothing was done: out of it\n"),
    "Ctrl-C": ("os.kill(os.getpid(), signal.SIGINT)", 130, "", "stopped: elections.duckdb is as it was\n"),
    "ended": ("os.kill(os.getpid(), signal.SIGTERM)", 143, "", "stopped: elections.duckdb is as it was\n"),
}


@pytest.mark.parametrize("work, code, out, errors", ENDS.values(), ids=ENDS)
def test_every_end_of_a_command_is_told_without_a_traceback(work, code, out, errors):
    # also where these tests are a background job, which ignores Ctrl-C
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    imports = "import duckdb, os, signal\nfrom hemicycle import command\nfrom hemicycle.reading.text import Refused"
    raised = "def raised(error): raise error"
    program = f"{imports}\n{heard}\n{raised}\ncommand.run(lambda: {work}, 'nothing was done', 'elections.duckdb')"
    done = subprocess.run([sys.executable, "-c", program], cwd=build.HERE, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (code, out, errors)


def test_what_does_not_add_up_is_counted_when_the_file_is_built(database, project):
    assert "add up" not in build.summary(database)
    keep_queries(project, *needed("arithmetic_checks"))
    returns = project / "seeds" / "returns.csv"
    returns.write_text(
        returns.read_text(encoding="utf-8").replace(",6000,5900,,100,", ",6001,5900,,100,"), encoding="utf-8"
    )
    assert (
        "\n  2 figures do not add up and nobody has accepted that: from arithmetic_checks where not is_accepted"
        in build.summary(build.build(project))
    )


def test_a_program_that_opens_the_file_for_writing_during_the_build_is_named(lean, monkeypatch):
    processes = []
    monkeypatch.setattr(build, "refuse_incomplete", lambda *about: processes.append(holder(lean, "write")))
    with pytest.raises(Refused, match="open for writing"):
        build.build(lean)
    processes[0].communicate("x")
    assert count(lean) == 0


def test_a_reader_keeps_the_old_file_and_the_next_sees_the_new_one(lean):
    process = holder(lean, "read")
    build.build(lean)
    assert process.communicate("x")[0] == "[(0,)]\n" and count(lean) == 1


def test_a_seed_that_is_edited_during_a_build_is_newer_than_the_file(lean, monkeypatch):
    seed = lean / "seeds" / "people.csv"

    def edit_meanwhile(*about):
        seed.touch()
        return create_views(*about)

    monkeypatch.setattr(build, "create_views", edit_meanwhile)
    assert build.build(lean).stat().st_mtime_ns < seed.stat().st_mtime_ns


def test_a_stale_log_never_meets_the_new_file(lean):
    stray = (
        "import duckdb, os, sys; db = duckdb.connect(sys.argv[1]); "
        "db.execute(\"set wal_autocheckpoint = '1TB'\"); db.execute('delete from boycotts'); "
        "db.execute(\"insert into leaders values ('zz-assembly-2000-front', 'zz-bob-baker', 'gazette', 'stray')\"); "
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", stray, lean / "elections.duckdb"])
    assert Path(lean / "elections.duckdb.wal").exists()
    build.build(lean)
    assert files(lean) == ["elections.duckdb", "elections.duckdb.sha256"]
    with duckdb.connect(lean / "elections.duckdb", read_only=True) as db:
        assert db.execute("select locator from leaders").fetchall() == [("p. 2",)]


def test_what_a_killed_build_left_is_removed_by_the_next(lean):
    left = lean / "elections.duckdb.unfinished"
    (left / "tmp").mkdir(parents=True)
    for name in ("elections.duckdb", "elections.duckdb.wal", "elections.duckdb.sha256", "tmp/duckdb_temp_block-0"):
        (left / name).write_text("left")
    build.build(lean)
    assert files(lean) == ["elections.duckdb", "elections.duckdb.sha256"] and count(lean) == 1


def test_of_two_builds_at_once_one_waits_and_says_so(lean):
    with alone(lean):
        process = subprocess.Popen(
            [sys.executable, "build.py"], cwd=lean, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr.readline() == "another command is writing here; this one waits for it\n"
        assert count(lean) == 0
    assert process.communicate()[1] == "" and process.returncode == 0 and count(lean) == 1


@pytest.mark.parametrize("kilobytes", [0, 60, 1500])
def test_a_full_disk_is_one_line(lean, kilobytes):
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (kilobytes * 1000, kilobytes * 1000))
    done = run(lean, preexec_fn=limit)
    assert (
        done.returncode == 1
        and done.stderr.startswith("elections.duckdb was not built: ")
        and done.stderr.count("\n") == 1
    )
    assert count(lean) == 0 and files(lean) == ["elections.duckdb", "elections.duckdb.sha256"]


def test_a_folder_that_cannot_be_written_is_one_line(lean):
    as_user = (
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if os.getuid() == 0 else []
    )
    if as_user and not shutil.which("setpriv"):
        pytest.skip("root may write anywhere")
    lean.chmod(0o555)
    done = run(lean, *as_user)
    lean.chmod(0o755)
    assert (
        done.returncode == 1
        and done.stderr.startswith("elections.duckdb was not built: ")
        and "Permission denied" in done.stderr
        and done.stderr.count("\n") == 1
    )
    assert count(lean) == 0


def test_a_folder_in_the_place_of_the_file_is_one_line(lean):
    (lean / "elections.duckdb").unlink()
    (lean / "elections.duckdb").mkdir()
    done = run(lean)
    assert (done.returncode, done.stderr) == (
        1,
        "elections.duckdb was not built: Is a directory: elections.duckdb\n",
    )


def test_the_same_seeds_give_the_same_bytes_and_hold_nothing_else(lean, tmp_path):
    """Not even what lies about in the memory of the process that builds."""
    canary = "".join(["canary-", "of-the-", "process"])
    secrets = [f"{canary} {number} " * 20 for number in range(20_000)]
    os.environ["CANARY"] = secrets[0]
    with duckdb.connect() as other:
        other.execute("create table secret as select unnest(?) as word", [secrets])
        other.execute("drop table secret")
        first = build.build(lean).read_bytes()
    del os.environ["CANARY"]
    shutil.copytree(lean, tmp_path / "élections à part")
    assert build.build(tmp_path / "élections à part").read_bytes() == first
    assert canary.encode() not in first and str(tmp_path).encode() not in first


# Damage


def flip(at):
    def damage(path):
        raw = bytearray(path.read_bytes())
        raw[int(len(raw) * at)] ^= 1
        path.write_bytes(raw)

    return damage


def rewrite(path):
    with duckdb.connect(path) as db:
        db.execute("update events set description = 'Something'")


def touch_by_a_program(path):
    with duckdb.connect(path) as db:
        db.execute("create table mine (a int)")


DAMAGES = {
    "first byte": (flip(0), "damaged"),
    "a byte": (flip(0.5), "damaged|not what was built|other bytes"),
    "a late byte": (flip(0.99), "damaged|not what was built|other bytes"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-20_000]), "damaged"),
    "empty": (lambda path: path.write_bytes(b""), "damaged|not what was built"),
    "a row changed": (rewrite, "not what was built: other content in the table events; run make db"),
    "a table added": (touch_by_a_program, "has the content that was built, but other bytes"),
    "a log beside it": (
        lambda path: Path(f"{path}.wal").write_bytes(b"x"),
        "elections.duckdb.wal lies beside the file",
    ),
    "no sums": (lambda path: Path(f"{path}.sha256").unlink(), "elections.duckdb.sha256 cannot be read"),
    "gone": (lambda path: path.unlink(), "damaged|cannot be read"),
}


@pytest.mark.parametrize("damage, said", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_noticed(lean, damage, said):
    database = lean / "elections.duckdb"
    assert "is what was built: " in verify(database)
    damage(database)
    with pytest.raises(Refused, match=said):
        verify(database)


def test_the_sums_beside_the_file_are_those_of_the_seeds(lean):
    build.build(lean)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "elections.duckdb.sha256"], cwd=lean, capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stdout.count(": OK") == 1 + len(list((lean / "seeds").glob("*.csv")))


@pytest.mark.parametrize(
    "threads, count",
    [(1, 250_000), (4, 250_000), (1, 70)],  # more than the engine reads at once, and few
)
def test_a_seed_is_written_as_the_csv_of_python(threads, count):
    texts = ["plain", "a, b", 'says "so"', "two\nlines", "caf\u00e9", " blank ", None]
    rows = [(number, texts[number % len(texts)], number % 3 == 0) for number in range(count)]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(
        [
            ("number", "words", "is_third"),
            *((number, words, "true" if is_third else "false") for number, words, is_third in rows),
        ]
    )
    with duckdb.connect(config={"threads": threads}) as db:
        db.execute(
            "create table odd as select range as number, ["
            + ", ".join("null" if text is None else "'" + text + "'" for text in texts)
            + f"][range % 7 + 1] as words, range % 3 = 0 as is_third from range({count})"
        )
        assert b"".join(seed_text(db, "odd")).decode() == written.getvalue()


@pytest.mark.parametrize("threads, count", [(1, 250_000), (4, 250_000), (1, 70), (1, 0)])
def test_the_fingerprint_of_a_table_that_is_worked_out_is_that_of_its_columns(threads, count):
    columns = {
        "words": ("case when range % 5 > 0 then 'caf\u00e9 ' || range end", "text"),
        "is_third": ("case when range % 7 > 0 then range % 3 = 0 end", "?"),
        "votes": ("case when range % 4 > 0 then range end", "integer"),
        "number": ("case when range % 2 > 0 then range * 100000000000 end", "bigint"),
        "held_on": ("case when range % 3 > 0 then date '2007-01-01' + cast(range % 99 as integer) end", "text"),
        "share": ("case when range % 6 > 0 then cast(range / 7 as decimal(18, 4)) end", "text"),
    }
    packed = {"?": ("<b", -1), "integer": ("<i", -(2**31)), "bigint": ("<q", -(2**63))}
    types = {"?": "boolean", "integer": "integer", "bigint": "bigint", "text": ""}
    with duckdb.connect(config={"threads": threads}) as db:
        cells = [
            f"cast({sql} as {types[kind]}) as {name}" if types[kind] else f"{sql} as {name}"
            for name, (sql, kind) in columns.items()
        ]
        db.execute(f"create table odd as select {', '.join(cells)} from range({count})")
        db.execute("comment on table odd is 'One row per number.\n\nkept: as a table'")
        digests = b""
        for name, (_, kind) in columns.items():
            rows = db.execute(f"select {name if kind in packed else f'cast({name} as text)'} from odd").fetchall()
            digest = hashlib.sha256(f"{name}\n".encode())
            for (value,) in rows:
                form, null = packed.get(kind, ("", "\0"))
                value = null if value is None else value
                digest.update(struct.pack(form, value) if form else f"{value}\n".encode())
            digests += digest.digest()
        assert fingerprints(db, ["odd"])["odd"] == hashlib.sha256(digests).hexdigest()
