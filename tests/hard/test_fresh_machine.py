"""The two commands of the README, given on a machine that has nothing of ours; then without a network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
OFFLINE = {"PIP_NO_INDEX": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
UNSHARE = ["unshare", "--map-root-user", "--net"]
CAN_UNSHARE = shutil.which("unshare") and subprocess.run([*UNSHARE, "true"], capture_output=True).returncode == 0
NO_NETWORK = UNSHARE if CAN_UNSHARE else []
OURS = (
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "PYTHONHOME",
    "MAKEFLAGS",
    "MFLAGS",
    "MAKELEVEL",
    "import",
    "from",
    "seeds",
    "drafts",
    "of",
)
INSTALLS = "installing DuckDB and what the build needs into .venv: "
BUILDS = "building elections.duckdb from schema, seeds and queries: "


def make(folder, *arguments, before=(), **environment):
    """Run make as a stranger does; gives the exit status, what was printed and what was said of errors."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | environment
    command = [*before, shutil.which("make"), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def said_by_us(errors):
    """The lines of what was said of errors that are not make's own."""
    return [line for line in errors.splitlines() if not line.startswith("make")]


def tracked(folder):
    """A copy of the files that a clone would have."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=HERE, capture_output=True, text=True)
    if names.returncode:
        pytest.skip("this is no clone, so that nobody knows which files belong to it")
    for name in names.stdout.strip("\0").split("\0"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone in a folder with a blank and an accent in its name, in which make db has been given."""
    folder = tracked(tmp_path_factory.mktemp("fresh") / "élections à part")
    code, said, errors = make(folder, "db")
    if code and not can_install(folder):
        pytest.skip("pip reaches no packages here")
    assert code == 0 and said.startswith("elections.duckdb: "), errors  # pip may warn of what it likes
    ours = [line for line in said_by_us(errors) if line.startswith((INSTALLS, BUILDS))]
    assert len(ours) == 2 and ours[0].startswith(INSTALLS) and ours[1].startswith(BUILDS), errors
    return folder


def can_install(folder):
    """Whether pip finds the packages at all, asked apart from the Makefile."""
    lock = folder / "requirements" / "build.txt"
    wanted = ["--require-hashes", "--no-deps", "--dest", folder / "reached", "--requirement", lock]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *wanted]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_make_alone_lists_what_there_is(clone):
    code, said, errors = make(clone)
    assert (code, errors) == (0, "")
    assert re.search(r"^db +build elections.duckdb", said, re.MULTILINE) and re.search("^test +", said, re.MULTILINE)
    assert max(map(len, said.splitlines())) < 80


def test_what_was_built_is_what_is_built_here(clone, database):
    assert (clone / "elections.duckdb").read_bytes() == database.read_bytes()


def test_a_second_time_there_is_nothing_to_do_and_no_network_is_needed(clone):
    before = (clone / "elections.duckdb").stat()
    done = make(clone, "db", before=NO_NETWORK, **OFFLINE)
    assert done == (0, "", "elections.duckdb is up to date: nothing to do\n")
    assert (clone / "elections.duckdb").stat() == before


def edit(path):
    """Make the file another one than before, each time anew."""
    path.write_bytes(path.read_bytes() + b"\n")


def test_a_changed_query_is_built_again_without_a_network(clone):
    before = (clone / "elections.duckdb").stat().st_ino
    edit(clone / "queries" / "turnout" / "turnout.sql")
    code, said, errors = make(clone, "db", before=NO_NETWORK, **OFFLINE)
    assert code == 0 and said.startswith("elections.duckdb: ")
    assert errors.startswith(BUILDS) and errors.count("\n") == 1
    assert (clone / "elections.duckdb").stat().st_ino != before


@pytest.fixture
def built(clone):
    """The clone with a database of all that lies in it; afterwards, too."""
    assert make(clone, "db")[0] == 0
    yield clone
    assert make(clone, "db")[0] == 0


UP_TO_DATE = (0, "", "elections.duckdb is up to date: nothing to do\n")


def test_a_clock_that_went_wrong_changes_nothing(built):
    for path in [*built.rglob("*.sql"), *built.rglob("*.csv"), *built.rglob("*.py"), built / "requirements"]:
        if ".venv" not in path.parts:
            os.utime(path, (2**33, 2**33))
    assert make(built, "db") == UP_TO_DATE
    (built / "elections.duckdb").write_bytes(b"a file with a time of today")
    code, said, errors = make(built, "db")
    assert code == 0 and errors.startswith(BUILDS), errors


@pytest.mark.parametrize(
    "name", ["a:b.sql", "a%b.sql", "a;b.sql", "a b.sql", "a$b.sql", "a#b.sql", "a\\b.sql", "a(b.csv"]
)
def test_a_name_that_make_cannot_read_is_left_to_the_build(built, name):
    file = built / ("seeds" if name.endswith("csv") else "queries/turnout") / name
    file.write_text("select 1\n", encoding="utf-8")
    try:
        code, said, errors = make(built, "db")
        lines = said_by_us(errors)
        assert code and lines[0].startswith(BUILDS) and lines[1].startswith(f"{file.relative_to(built)}:1: "), errors
    finally:
        file.unlink()


def test_an_import_whose_name_is_a_command_is_a_name(built):
    folder = built / "imports" / "$(touch x)"
    folder.mkdir()
    try:
        code, said, errors = make(built, "db", "import=nothing", "from=somewhere")
        assert code and "there are $(touch x), " in errors and not (built / "x").exists()
    finally:
        folder.rmdir()


def test_an_export_is_made_when_the_database_is_another(built):
    assert make(built, "export")[1].startswith("export/csv: ")
    assert make(built, "export") == (0, "export/ is up to date: nothing to do\n", UP_TO_DATE[2])
    os.utime(built / "export" / "datapackage.json", (2**33, 2**33))
    edit(built / "queries" / "turnout" / "turnout.sql")
    code, said, errors = make(built, "export")
    assert code == 0 and errors.startswith(BUILDS), errors


def another_python(environment):
    (lib,) = (environment / "lib").glob("python3.*")
    lib.rename(lib.with_name("python3.1"))


# what has become of an environment
HALF_MADE = {
    "nothing but a folder": lambda environment: (shutil.rmtree(environment), environment.mkdir()),
    "no Python": lambda environment: [path.unlink() for path in (environment / "bin").glob("python*")],
    "a Python of another version": another_python,
    "an install that was broken off": lambda environment: (environment / "built").unlink(),
    "an older lock": lambda environment: (environment / "built").write_text("duckdb==1.0\n", encoding="utf-8"),
}


@pytest.mark.parametrize("change", HALF_MADE.values(), ids=HALF_MADE)
def test_an_environment_that_is_not_whole_is_made_whole(built, change):
    change(built / ".venv")
    code, said, errors = make(built, "db")
    lines = said_by_us(errors)
    assert code == 0 and lines[0].startswith(INSTALLS) and "Traceback" not in errors, errors
    assert make(built, "db") == UP_TO_DATE


@pytest.mark.parametrize("given", ["seeds=no", "force=yes"])
def test_what_needs_a_folder_is_no_up_to_date(built, given):
    code, said, errors = make(built, "db", given)
    wanted = f"{given} needs from=DIR, the folder with your elections: imports/README.md"
    assert code and said == "" and said_by_us(errors) == [wanted]


def test_a_folder_alone_holds_sheets(built):
    try:
        code, said, errors = make(built, "db", "from=tests/imports/spreadsheet", "seeds=no")
        assert code == 0 and said.startswith("spreadsheet.duckdb: "), errors
    finally:
        (built / "spreadsheet.duckdb").unlink(missing_ok=True)
        (built / "spreadsheet.duckdb.sha256").unlink(missing_ok=True)
    code, said, errors = make(built, "db", "from=somewhere")
    wanted = "from=somewhere: there is no such folder; say which one holds the files: make db from=DIR"
    assert code and said_by_us(errors)[-1:] == [wanted]


def test_another_word_for_seeds_is_refused(built):
    code, said, errors = make(built, "db", "import=spreadsheet", "from=tests/imports/spreadsheet", "seeds=yes")
    assert code and said_by_us(errors) == ["seeds=no leaves our own elections out; there is no other word for seeds"]


HOSTILE = [
    "a b",
    "it's",
    'a "b" c',
    "$(touch x)",
    "$(shell touch x)",
    "`touch x`",
    "$HOME",
    "$$",
    "; touch x",
    "' ; touch x ; '",
    '" ; touch x ; "',
    "a && touch x",
    "a | touch x",
    "> x",
    "a\\",
    "a # b",
    "*",
    "a\ntouch x",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_a_user_gives_is_taken_as_it_stands(built, value):
    """As the name of a folder that is there, one that is not, and the name of an import or a database that is not."""
    example = built / "tests" / "imports" / "spreadsheet"
    data = built / f"given {value}"
    shutil.copytree(example, data)
    try:
        code, said, errors = make(built, "db", "import=spreadsheet", f"from={data.name}", "seeds=no")
        assert code == 0 and said.startswith("spreadsheet.duckdb: "), errors
    finally:
        shutil.rmtree(data)
        (built / "spreadsheet.duckdb").unlink(missing_ok=True)
        (built / "spreadsheet.duckdb.sha256").unlink(missing_ok=True)
    before = sorted(path.name for path in built.iterdir())
    for arguments in (
        ["db", "import=spreadsheet", f"from={value}"],
        ["db", f"import={value}", "from=tests/imports/spreadsheet"],
        ["verify", f"of={value}"],
        ["verify", f"import={value}"],
        ["export", f"of={value}"],
    ):
        code, said, errors = make(built, *arguments)
        assert code and said == "" and "syntax" not in errors.lower() and "Traceback" not in errors, (arguments, errors)
    assert sorted(path.name for path in built.iterdir()) == before  # no `x`, and nothing else


@pytest.mark.parametrize("value", HOSTILE)
def test_the_shell_is_given_the_name_as_it_stands(built, value, tmp_path):
    shell = tmp_path / "duckdb"
    shell.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    shell.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert make(built, "shell", f"of={value}", PATH=path) == (
        0,
        f"-readonly\n-cmd\n.maxrows 100\n./{value}.duckdb\n",
        "",
    )
    assert make(built, "shell", f"import={value}", PATH=path) == (
        0,
        f"-readonly\n-cmd\n.maxrows 100\n./{value}.duckdb\n",
        "",
    )
    assert make(built, "shell", PATH=path, of=value) == (0, f"-readonly\n-cmd\n.maxrows 100\n./{value}.duckdb\n", "")
    assert not (built / "x").exists()


def test_the_sizes_of_a_benchmark_are_words_and_no_more(built):
    program = built / ".venv-bench" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (built / ".venv-bench" / "built").touch()
    try:
        assert make(built, "bench", "millions=1 10")[1].splitlines() == ["benchmarks/bench.py", "1", "10"]
        for value in HOSTILE:
            said = make(built, "bench", f"millions={value}")[1].splitlines()
            assert said == ["benchmarks/bench.py", *value.split()]
        assert not (built / "x").exists()
    finally:
        shutil.rmtree(built / ".venv-bench")


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
        (programs / "python3").write_text(python.format(python=sys.executable), encoding="utf-8")
        (programs / "python3").chmod(0o755)
    code, printed, errors = make(folder, "db", PATH=str(programs))
    lines = said_by_us(errors)
    assert code and printed == "" and len(lines) == 1, errors
    assert lines[0].startswith("Python 3.11 or newer is needed") and said in lines[0], errors
    assert not (folder / ".venv").exists()
