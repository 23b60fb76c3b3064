"""The two commands of the README, as a stranger gives them on a machine that has nothing of ours; then without a network."""

import os
import re
import shutil
import subprocess
import sys

import pytest

import build

OFFLINE = {"PIP_NO_INDEX": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
NO_NETWORK = ["unshare", "--map-root-user", "--net"] if shutil.which("unshare") and subprocess.run(["unshare", "--map-root-user", "--net", "true"], capture_output=True).returncode == 0 else []
OURS = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")


def make(folder, *arguments, before=(), **environment):
    """Run make as a stranger does; gives the exit status, what was printed and what was said of errors."""
    environment = {name: value for name, value in {**os.environ, **environment}.items() if name not in OURS}
    done = subprocess.run([*before, shutil.which("make"), *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def tracked(folder):
    """A copy of the files that a clone would have."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=build.HERE, capture_output=True, text=True)
    if names.returncode:
        pytest.skip("this is no clone, so that nobody knows which files belong to it")
    for name in names.stdout.strip("\0").split("\0"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(build.HERE / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone in a folder with a blank and an accent in its name, in which make db has been given."""
    folder = tracked(tmp_path_factory.mktemp("fresh") / "élections à part")
    code, said, errors = make(folder, "db")
    if code and not can_install(folder):
        pytest.skip("pip reaches no packages here")
    assert code == 0 and said.startswith("elections.duckdb: "), errors  # pip may warn of what it likes
    return folder


def can_install(folder):
    """Whether pip finds the packages at all, asked apart from the Makefile."""
    wanted = ["--require-hashes", "--no-deps", "--dest", folder / "reached", "--requirement", folder / "requirements.txt"]
    return subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *wanted], capture_output=True).returncode == 0


def test_make_alone_lists_what_there_is(clone):
    code, said, errors = make(clone)
    assert (code, errors) == (0, "") and re.search(r"^db +build elections.duckdb", said, re.MULTILINE) and re.search("^test +", said, re.MULTILINE)


def test_what_was_built_is_what_is_built_here(clone, database):
    assert (clone / "elections.duckdb").read_bytes() == database.read_bytes()


def test_a_second_time_there_is_nothing_to_do_and_no_network_is_needed(clone):
    before = (clone / "elections.duckdb").stat()
    assert make(clone, "db", before=NO_NETWORK, **OFFLINE) == (0, "", "elections.duckdb is up to date: nothing to do\n")
    assert (clone / "elections.duckdb").stat() == before


def test_a_changed_seed_is_built_again_without_a_network(clone):
    before = (clone / "elections.duckdb").stat().st_ino
    (clone / "seeds" / "results.csv").touch()
    code, said, errors = make(clone, "db", before=NO_NETWORK, **OFFLINE)
    assert (code, errors) == (0, "") and said.startswith("elections.duckdb: ") and (clone / "elections.duckdb").stat().st_ino != before


@pytest.mark.parametrize("changed", ["seeds/results.csv", "schema/results.sql", "schema/catalogue/about.sql", "schema/catalogue/rows/data_dictionary.sql", "queries/turnout.sql", "seeds", "build.py", "check.py", "lint.py", "verify.py"])
def test_whatever_the_build_reads_is_watched(clone, changed):
    (clone / "elections.duckdb").touch()
    assert make(clone, "--question", "elections.duckdb") == (0, "", "")
    (clone / changed).touch()
    assert make(clone, "--question", "elections.duckdb")[0] == 1
    (clone / "elections.duckdb").touch()


OLD = """#!/bin/sh
# stands for an old Python
[ "$1" = --version ] && echo Python 3.10.13 && exit
exec {python} -c 'import sys; sys.version_info, sys.version = (3, 10, 13), "3.10.13"; exec(sys.argv[2])' "$@"
"""


@pytest.mark.parametrize("python, said", [(OLD, "Python 3.10.13"), (None, "not found")], ids=["old", "none"])
def test_without_a_python_of_today_one_line_says_so(tmp_path, python, said):
    folder, programs = tracked(tmp_path / "clone"), tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "sed", "expand", "touch"):
        (programs / name).symlink_to(shutil.which(name))
    if python:
        (programs / "python3").write_text(python.format(python=sys.executable))
        (programs / "python3").chmod(0o755)
    code, printed, errors = make(folder, "db", PATH=str(programs))
    lines = [line for line in errors.splitlines() if not line.startswith("make: ***")]
    assert code and printed == "" and len(lines) == 1 and lines[0].startswith("Python 3.11 or newer is needed") and said in lines[0], errors
    assert not (folder / ".venv").exists()
