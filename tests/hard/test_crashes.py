"""Real builds are killed, stopped and starved; afterwards the database is the old one or the new one, byte for byte."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import build
from hemicycle import command
from hemicycle.database import file
from hemicycle.database.sandbox import STOPS

STEPS = [  # of a build, in the module that takes them
    (build, "problems_of"),
    (file, "refuse_while_written"),
    (file, "remove"),
    (build, "attach_new"),
    (build, "create_tables"),
    (build, "read_seeds"),
    (build, "fill"),
    (build, "create_views"),
    (build, "catalogue"),
    (build, "sync"),
    (build, "refuse_contradictions"),
    (build, "in_child"),
    (build, "refuse_incomplete"),
    (build, "put_in_place"),
    (file, "sums"),
]

CALLS = ("openat", "pwrite64", "write", "ftruncate", "fsync", "fdatasync", "rename", "unlink")
random.seed(20261125)


@pytest.fixture(scope="module")
def old(built_lean):
    return (built_lean / "elections.duckdb").read_bytes()


@pytest.fixture(scope="module")
def new(built_lean, tmp_path_factory):
    return build.build(Path(shutil.copytree(built_lean, tmp_path_factory.mktemp("new") / "new"))).read_bytes()


def state(project, old, new):
    """Which database a project has."""
    return {old: "old", new: "new"}.get((project / "elections.duckdb").read_bytes(), "broken")


def leftovers(project):
    return [
        path.name
        for path in project.iterdir()
        if path.name.startswith("elections.duckdb.") and path.name != "elections.duckdb.sha256"
    ]


def child(project, prepare=lambda: None):
    """A build in a process of its own, without the start of Python; gives its id and its errors' file."""
    errors = project / "errors.txt"
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # until the child can answer them
    pid = os.fork()
    if pid:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    else:
        try:
            os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
            file.placed.clear()  # what the process of the tests has built is not the child's
            command.listen("elections.duckdb")
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
            prepare()
            build.build(project)
            os._exit(0)
        except BaseException as error:
            os.write(2, repr(error).encode())
            os._exit(1)
    return pid, errors


def dying(module, step, when, number=signal.SIGKILL):
    """Give the build a signal before or after a step, or in the midst of a row of them; the step may be its child's."""

    def prepare():
        work, main = getattr(module, step), os.getpid()

        def kill():
            os.kill(main, number)
            if os.getpid() != main:
                signal.pause()  # its parent ends it, or the kernel when its parent is gone

        def deadly(*arguments, **options):
            setattr(module, step, work)  # who is stopped may need it
            if when == "before":
                kill()
            given = work(*arguments, **options)
            kill()
            return given

        setattr(module, step, deadly)

    return prepare


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("module, step", STEPS, ids=[step for _, step in STEPS])
def test_killed_at_a_step(lean, old, new, module, step, when):
    pid, _ = child(lean, dying(module, step, when))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    assert state(lean, old, new) == ("new" if (step, when) == ("put_in_place", "after") else "old")
    pid, _ = child(lean)
    assert os.waitpid(pid, 0)[1] == 0 and state(lean, old, new) == "new" and leftovers(lean) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("module, step", STEPS, ids=[step for _, step in STEPS])
def test_stopped_at_a_step(lean, old, new, module, step, when):
    pid, errors = child(lean, dying(module, step, when, signal.SIGTERM))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 128 + signal.SIGTERM
    said, is_now = ("the new one", "new") if (step, when) == ("put_in_place", "after") else ("as it was", "old")
    assert (errors.read_text(), state(lean, old, new), leftovers(lean)) == (
        f"stopped: elections.duckdb is {said}\n",
        is_now,
        [],
    )


def length_of_a_build(project):
    start = time.monotonic()
    pid, _ = child(project)
    os.waitpid(pid, 0)
    return time.monotonic() - start


def test_killed_at_random_moments(lean, built_lean, old, new, record_property):
    length = length_of_a_build(lean)
    found = Counter()
    for _ in range(40):
        shutil.copy(built_lean / "elections.duckdb", lean)
        pid, _ = child(lean)
        waited = random.uniform(0, 1.1 * length)
        time.sleep(waited)
        os.kill(pid, signal.SIGKILL)
        if os.waitpid(pid, 0)[1] == 0:
            length = min(length, waited)  # less was to do meanwhile, beside it
        found[state(lean, old, new)] += 1
    print(f"\nkilled at random moments: {dict(found)}")
    assert found["broken"] == 0 and found["old"] > 5
    pid, _ = child(lean)
    assert os.waitpid(pid, 0)[1] == 0 and leftovers(lean) == []


def test_stopped_at_random_moments(lean, built_lean, old, new):
    length = length_of_a_build(lean)
    found = Counter()
    for turn in range(40):
        shutil.copy(built_lean / "elections.duckdb", lean)
        pid, errors = child(lean)
        waited = random.uniform(0.01, 1.1 * length)
        time.sleep(waited)
        os.kill(pid, STOPS[turn % len(STOPS)])
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if code == 0:
            length = min(length, waited)  # less was to do meanwhile, beside it
        said, is_now = errors.read_text(), state(lean, old, new)
        assert leftovers(lean) == []
        if code > 0:
            assert code == 128 + STOPS[turn % len(STOPS)]
            assert said == f"stopped: elections.duckdb is {'as it was' if is_now == 'old' else 'the new one'}\n"
        found[is_now if code > 0 else f"{is_now}, too late to stop"] += 1
    print(f"\nstopped at random moments: {dict(found)}")
    assert not any("broken" in name for name in found) and found["old"] > 5


def traced(project, *injections):
    """A build by the command line, under strace, with its calls written down or made to fail."""
    paths = [
        argument
        for ending in ("", ".wal", ".sha256")
        for place in ("", "elections.duckdb.unfinished/")
        for argument in ("-P", project / f"{place}elections.duckdb{ending}")
    ]
    trace = [
        "strace",
        "-f",
        "-qq",
        "-o",
        project / "trace.txt",
        *paths,
        "-e",
        f"trace={','.join(CALLS)}",
        *(part for injection in injections for part in ("-e", f"inject={injection}")),
    ]
    return subprocess.run([*trace, sys.executable, "build.py"], cwd=project, capture_output=True, text=True)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
def test_every_call_that_writes_killed_or_failing(built_lean, tmp_path, old, new):
    """Of hundreds of equal writes each tenth is tried, of all other calls each one; HARD=all tries them all."""
    counting = Path(shutil.copytree(built_lean, tmp_path / "counting"))
    assert traced(counting).returncode == 0
    calls = Counter(re.findall(r"^\d+ +(\w+)\(", (counting / "trace.txt").read_text(), re.MULTILINE))
    assert calls["pwrite64"] > 10 and calls["rename"] == 2 and calls["fsync"] >= 2 and calls["fdatasync"] >= 2
    step = 1 if os.environ.get("HARD") == "all" else 10
    cases = [
        (call, number, "signal=KILL")
        for call, times in calls.items()
        for number in range(1, times + 1, step if times > 20 else 1)
    ]
    cases += [
        (call, number, f"error={error}")
        for call, times in calls.items()
        for error in ("ENOSPC", "EIO")
        for number in range(1, times + 1, 3 * step if times > 20 else 1)
        if call != "unlink" or error == "EIO"
    ]

    def case(numbered):
        number, (call, at, what) = numbered
        project = Path(shutil.copytree(built_lean, tmp_path / str(number)))
        done = traced(project, f"{call}:{what}:when={at}")
        is_now, left = state(project, old, new), leftovers(project)
        shutil.rmtree(project)
        if what != "signal=KILL":
            assert "Traceback" not in done.stderr and done.stderr.count("\n") <= 1, (call, at, what, done.stderr)
            assert done.returncode != 0 or is_now == "new", (call, at, what, done.stderr)
            assert left == [] or call == "unlink", (call, at, what, left)
        return what.partition("=")[0], is_now

    with ThreadPoolExecutor(2) as pool:
        found = Counter(pool.map(case, enumerate(cases)))
    print(f"\nat {len(cases)} calls that write: {dict(found)}")
    assert (
        not any(is_now == "broken" for _, is_now in found)
        and found["signal", "old"] > 10
        and found["signal", "new"] > 0
    )
