"""Every command that writes is killed, stopped and starved; there is the old or the new, and nothing is left over."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from conftest import MADE_UP, copy_of_project, with_program
from test_drafts import DECISIONS, DUMP, ELSEWHERE, decide

import build
from hemicycle.database.verify import verify

DATA = Path(__file__).parents[1] / "imports" / "spreadsheet"
COMMANDS = {
    "db": ["build.py"],
    "import": ["build.py", "--import", "spreadsheet", "--from", str(DATA), "--without-seeds"],
    "export": ["-m", "hemicycle", "export"],
    "postgres": ["-m", "hemicycle", "postgres"],
    "tidy": ["-m", "hemicycle", "tidy"],
    "draft": ["-m", "hemicycle", "draft", "article.txt", ELSEWHERE],
    "adopt": ["-m", "hemicycle", "adopt", "zz-assembly-2008"],
    "site": ["-m", "hemicycle", "site"],
}
PYTHONS = {"site": str(build.HERE / ".venv-site" / "bin" / "python")}  # of a command with an environment of its own
CALLS = ("mkdir", "rename", "renameat2", "fsync", "ftruncate", "pwrite64", "unlink", "unlinkat", "chmod", "write")
OFTEN = 1 if os.environ.get("HARD") == "all" else 6  # of the calls of a kind, one of so many parts is tried
random.seed(20261128)


@pytest.fixture(scope="module")
def built(built_lean, tmp_path_factory):
    """A project with few queries, its database, and its seeds in their one form and in another one."""
    project = Path(shutil.copytree(built_lean, tmp_path_factory.mktemp("writers") / "project"))
    build.build(project)
    run(project, "tidy")
    shutil.copytree(project / "seeds", project / "tidy")
    (project / "article.txt").write_text(DUMP, encoding="utf-8")
    run(project, "draft")
    shutil.copytree(project / "draft" / "zz-assembly-2008", project / "drafted")
    decide(project / "draft" / "zz-assembly-2008", **DECISIONS)
    shutil.copytree(project / "draft" / "zz-assembly-2008", project / "decided")
    run(project, "adopt")
    shutil.copytree(project / "seeds", project / "adopted")
    for seed in (project / "tidy").glob("*.csv"):
        (project / "seeds" / seed.name).write_bytes(seed.read_bytes().replace(b"\n", b"\r\n"))
    shutil.copytree(project / "seeds", project / "untidy")
    for seed in (project / "untidy").iterdir():
        if (project / "adopted" / seed.name).read_bytes() == (project / "tidy" / seed.name).read_bytes():
            shutil.copy(seed, project / "adopted")  # what an adoption does not change stays as it is
    shutil.copy(built_lean / "elections.duckdb", project / "stale.duckdb")
    shutil.copy(project / "elections.duckdb", project / "fresh.duckdb")
    return project


@pytest.fixture(scope="module")
def with_every_query(tmp_path_factory):
    """A project with every query and few elections, and its database: a site needs the answer to each question."""
    project = with_program(copy_of_project(tmp_path_factory.mktemp("site") / "project", MADE_UP))
    shutil.copy(build.build(project), project / "fresh.duckdb")
    shutil.copytree(project / "seeds", project / "untidy")
    return project


@pytest.fixture
def project(request, command):
    """The project that a command is run in."""
    return request.getfixturevalue("with_every_query" if command == "site" else "built")


def program(command):
    return [PYTHONS.get(command, sys.executable), "-B", *COMMANDS[command]]


def run(project, command, *before):
    return subprocess.run([*before, *program(command)], cwd=project, capture_output=True, text=True)


def make_old(project, command):
    """Put back what was there before the command."""
    shutil.copy(project / ("stale.duckdb" if command == "db" else "fresh.duckdb"), project / "elections.duckdb")
    folder = {"export": "export", "site": "site-out"}.get(command)
    if folder:
        shutil.rmtree(project / folder, ignore_errors=True)
        (project / folder).mkdir()
        (project / folder / "before").write_text("of before")
    for name in ("spreadsheet.duckdb", "elections.postgres.sql"):
        (project / name).write_text("of before")
    for seed in (project / "untidy").iterdir():
        shutil.copy(seed, project / "seeds")
    draft = project / "draft" / "zz-assembly-2008"
    shutil.rmtree(draft, ignore_errors=True)
    if command == "adopt":
        shutil.copytree(project / "decided", draft)


def state(project, command):
    """What there is of what the command writes: the old, the new or neither."""
    if command == "tidy":
        found = {name for name in ("tidy", "untidy") for seed in of(project / "seeds") if seed in of(project / name)}
        known = all(seed in of(project / "tidy") | of(project / "untidy") for seed in of(project / "seeds"))
        return {("untidy",): "old", ("tidy",): "new"}.get(tuple(found), "in between" if known else "broken")
    if command == "adopt":
        found = of(project / "seeds")
        return "old" if found == of(project / "untidy") else "new" if found == of(project / "adopted") else "broken"
    if command == "draft":
        draft = project / "draft" / "zz-assembly-2008"
        return "old" if not draft.exists() else "new" if of(draft) == of(project / "drafted") else "broken"
    if command == "export":
        names = [path.name for path in (project / "export").iterdir()]
        if names == ["before"]:
            return "old"
        package = json.loads((project / "export" / "datapackage.json").read_text(encoding="utf-8"))
        is_whole = all((project / "export" / given["path"]).stat().st_size for given in package["resources"])
        return "new" if is_whole and "before" not in names else "broken"
    if command == "site":
        names = [path.name for path in (project / "site-out").iterdir()]
        if names == ["before"]:
            return "old"
        pages = [path.read_text(encoding="utf-8") for path in (project / "site-out").rglob("*.html")]
        is_whole = len(pages) > 70 and all(page.endswith("</html>") for page in pages)
        return "new" if is_whole and "before" not in names else "broken"
    if command == "postgres":
        text = (project / "elections.postgres.sql").read_text(encoding="utf-8")
        return "old" if text == "of before" else "new" if text.endswith("commit;\n") else "broken"
    if command == "import":
        file = project / "spreadsheet.duckdb"
        return "old" if file.read_bytes() == b"of before" else "new" if verify(file) else "broken"
    whole = {(project / f"{name}.duckdb").read_bytes(): word for name, word in (("stale", "old"), ("fresh", "new"))}
    return whole.get((project / "elections.duckdb").read_bytes(), "broken")


def of(folder):
    return {(seed.name, seed.read_bytes()) for seed in folder.glob("*.csv")}


def leftovers(project):
    folders = (project, project / "seeds", project / "draft")
    there = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    return [path.name for path in there if "unfinished" in path.name]


def finishes(project, command):
    """Whether the command does its work after all that has happened, and leaves nothing else."""
    done = run(project, command)
    return (done.returncode, state(project, command), leftovers(project)) == (0, "new", []) or done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_or_stopped_at_random_moments(project, command):
    make_old(project, command)
    start = time.monotonic()
    assert run(project, command).returncode == 0
    length = time.monotonic() - start
    found = Counter()
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT, signal.SIGKILL, signal.SIGHUP):
        make_old(project, command)
        before = leftovers(project)  # of a kill; a stop may come before the command gets there
        with subprocess.Popen(
            program(command), cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            time.sleep(random.uniform(0.3, 1) * length)
            process.send_signal(number)
            said = process.stderr.read().decode()
        is_now = state(project, command)
        assert "Traceback" not in said and said.count("\n") <= 1, said
        assert number == signal.SIGKILL or process.returncode in (0, -number) or set(leftovers(project)) <= set(before)
        found[number.name, is_now] += 1
    print(f"\n{command}: {dict(found)}")
    assert not any("broken" in names for names in found)
    make_old(project, command)
    assert finishes(project, command) is True


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
@pytest.mark.parametrize("command", COMMANDS)
def test_calls_that_write_killed_or_failing(project, command):
    """Of the calls of a kind some are tried; HARD=all tries each."""
    make_old(project, command)
    trace = ["strace", "-f", "-qq", "-o", str(project / "trace.txt"), "-e", f"trace={','.join(CALLS)}"]
    assert run(project, command, *trace).returncode == 0
    calls = Counter(re.findall(r"^\d+ +(\w+)\(", (project / "trace.txt").read_text(), re.MULTILINE))
    found = Counter()
    for call, times in sorted(calls.items()):
        tried = range(1, times + 1) if OFTEN == 1 else [random.randint(1, times), times]
        if command == "site" and OFTEN != 1:  # each run takes seconds
            tried = tried[call not in ("write", "fsync", "renameat2") :][:1]
        for turn, at in enumerate(tried):
            what = "signal=KILL" if (turn + times) % 2 else random.choice(["error=ENOSPC", "error=EIO"])
            make_old(project, command)
            done = run(project, command, *trace, "-e", f"inject={call}:{what}:when={at}")
            is_now = state(project, command)
            told = (command, call, at, what, is_now, done.stderr)
            assert is_now != "broken", told
            if what != "signal=KILL":
                assert "Traceback" not in done.stderr and done.stderr.count("\n") <= 2, told
                assert done.returncode != 0 or is_now == "new" or call == "write", told
            found[what.partition("=")[0], is_now] += 1
    print(f"\n{command}: {sum(found.values())} of {sum(calls.values())} calls: {dict(found)}")
    make_old(project, command)
    assert finishes(project, command) is True
