"""The file gives the same answers in every DuckDB that people have, however it is opened.

Each engine is put into a folder of its own under .venv-engines/ the first time. What cannot be had (a version without
a wheel for this Python, no Node, no Chromium) is skipped, and pytest says so.
"""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from queue import Queue

import duckdb
import pytest
from conftest import FILES, PROJECT, QUERIES

import build
from hemicycle.database.file import attach_new
from hemicycle.export.files import export, tables_in_order, write_lite
from hemicycle.reading.project import Project

CACHE = build.HERE / ".venv-engines"
PACKAGES = {
    "Python 1.2.2": "duckdb==1.2.2",
    "Python 1.3.2": "duckdb==1.3.2",
    "Python 1.4.0": "duckdb==1.4.0",
    "Python 1.4.4": "duckdb==1.4.4",
    "Python 1.5.6": "duckdb==1.5.6",
    "Python 2.0.0": "duckdb==2.0.0",
    "shell 1.5.6": "duckdb-cli==1.5.6",
    "Node 1.5.6": "@duckdb/node-api@1.5.6-r.1",
    "browser 1.4.3": "@duckdb/duckdb-wasm@1.32.0",
}
SHELL, BROWSER = "shell 1.5.6", "browser 1.4.3"
each_engine = pytest.mark.parametrize("engine", PACKAGES)

# way of opening: whether the file itself is opened or attached to an empty session, whether read-only, statements
# that follow, and what stands before a name
WAYS = {
    "opened": (True, False, [], ""),
    "opened read-only": (True, True, [], ""),
    "attached": (False, False, ["attach '{file}' as anything (read_only)"], "anything."),
    "attached, after use": (False, False, ["attach '{file}' as anything (read_only)", "use anything"], ""),
}
# the ways in which each file is opened; a race between threads, as DuckDB 1.3 has one, shows in some runs only, and
# seldom where another process keeps the processors busy: one engine is asked at a time
RUNS = {"built": ["opened", "attached, after use"], "everything": ["opened read-only", "attached"]}
# what engines before 2.0 plan for seconds; asked in the first way alone
SLOW = ("voting_power", "integrity_checks", "minimal_winning_coalitions", "largest_party", "arithmetic_checks")


@functools.cache
def environment(package):
    """The folder that holds a package, which is filled when it is not there."""
    folder = CACHE / package.replace("@", "").replace("/", "-").replace("==", "-")
    if not folder.exists():
        unfinished = folder.with_name(folder.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        if package.startswith("@"):
            if not shutil.which("npm"):
                pytest.skip("npm is not there")
            unfinished.mkdir(parents=True)
            command = ["npm", "install", "--silent", "--no-save", "--prefix", unfinished, package]
        else:
            command = [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--only-binary",
                ":all:",
                "--target",
                unfinished,
                package,
            ]
        installed = subprocess.run(command, capture_output=True, text=True)
        if installed.returncode:
            pytest.skip(f"{package} cannot be installed: {installed.stderr.strip().splitlines()[-1]}")
        unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def database(tmp_path_factory, own):
    """A file of our own elections in a folder of its own, whose name has a blank and an accent.

    With the collections, the engines before 2.0 would take an hour.
    """
    ((path,),) = own.sql("select path from duckdb_databases() where not internal").fetchall()
    return Path(shutil.copyfile(path, tmp_path_factory.mktemp("ouvert là-bas") / "elections.duckdb"))


@pytest.fixture(scope="session")
def files(database, everything):
    """{name: file}: the one that is built, and one in which every question has many rows."""
    ((held,),) = everything.sql("select current_database()").fetchall()
    whole = database.with_name("everything.duckdb")
    attach_new(everything, whole, "whole")  # written anew: a file that is changed by 2.0 is not always one for 1.2
    everything.execute(f"copy from database {held} to whole")
    everything.execute("detach whole")
    return {"built": database, "everything": whole}


@pytest.fixture(scope="session")
def lite(database):
    path = database.with_name("elections-lite.duckdb")
    write_lite(database, tables_in_order(PROJECT), FILES, path)
    return path


@pytest.fixture(scope="session")
def columns(database):
    """{table or view: its columns}."""
    with duckdb.connect(database, read_only=True) as db:
        return dict(
            db.sql(
                "select table_name, list(column_name order by position) from data_dictionary "
                "where position > 0 group by table_name order by table_name"
            ).fetchall()
        )


@pytest.fixture(scope="session")
def expected(files, columns):
    """{file: what the engine that built it says}."""

    def answers(file):
        with duckdb.connect(file, read_only=True) as db:
            return lines({name: db.execute(sql).fetchall() for name, sql in questions(columns).items()})

    return {name: answers(file) for name, file in files.items()}


def questions(columns, prefix=""):
    """{table or view: SQL for its rows as they are and, in a last column, as text with the type of every value}."""
    cells = {
        name: ", ".join(f"""typeof("{column}"), coalesce(cast("{column}" as varchar), 'null')""" for column in names)
        for name, names in columns.items()
    }
    return {name: f"select *, concat_ws('|', {cells[name]}) as line from {prefix}{name}" for name in columns}


def lines(answers):
    """The last column of every answer, sorted; where the engine refused to answer, what it said."""
    return {name: rows if isinstance(rows, str) else sorted(row[-1] for row in rows) for name, rows in answers.items()}


def job(engine, file, way, questions):
    """What probe.py and its like are asked; see there. A browser knows the file by another name."""
    itself, read_only, setup, _ = WAYS[way]
    name = "file.duckdb" if engine.startswith("browser") else str(file)
    return {
        "file": "/file",
        "open": name if itself else ":memory:",
        "read_only": read_only,
        "setup": [statement.format(file=name.replace("'", "''")) for statement in setup],
        "questions": questions,
    }


def ask(engine, file, *jobs):
    """The answers of an engine to jobs about a file."""
    folder = environment(PACKAGES[engine])
    kind = engine.split()[0]
    if kind == "Python":
        return run([sys.executable, Path(__file__).parent / "probe.py"], jobs, PYTHONPATH=folder)
    if kind == "Node":
        return run(["node", Path(__file__).parent / "probe.cjs"], jobs, NODE_PATH=folder / "node_modules")
    if kind == "browser":
        return browse(folder, file, jobs)
    return [in_shell(folder, **job) for job in jobs]


def run(command, jobs, **environment):
    """The answers of a program to jobs."""
    done = subprocess.run(
        command,
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        env=os.environ | {name: str(value) for name, value in environment.items()},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_shell(folder, file, open, read_only, setup, questions):
    """Ask the DuckDB shell, which prints one JSON list for each question."""
    done = shell(
        folder,
        *(["-readonly"] if read_only else []),
        "-json",
        open,
        input=";\n".join([*setup, *questions.values(), ""]),
    )
    assert not done.stderr, done.stderr
    decoder, text, answers = json.JSONDecoder(), done.stdout.strip(), {}
    for name in questions:
        rows, end = decoder.raw_decode(text)
        answers[name], text = [list(row.values()) for row in rows], text[end:].strip()
    return answers


def shell(folder, *arguments, **options):
    return subprocess.run(
        [folder / "bin" / "duckdb", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder)},
        **options,
    )


def browse(folder, file, jobs):
    """Ask headless Chromium: it loads probe.html from here and posts the answers back."""
    posted = Queue()

    class Site(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            local = {"/": Path(__file__).parent / "probe.html", "/file": file}.get(self.path)
            if self.path == "/jobs" or local:
                self.send_response(200)
                self.send_header("Content-Type", "text/html" if self.path == "/" else "application/octet-stream")
                self.end_headers()
                self.wfile.write(json.dumps(jobs).encode() if self.path == "/jobs" else local.read_bytes())
            else:
                super().do_GET()

        def do_POST(self):
            posted.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    Site.extensions_map = {**Site.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, directory=folder)) as site,
        tempfile.TemporaryDirectory() as profile,
    ):
        threading.Thread(target=site.serve_forever, daemon=True).start()
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            f"--user-data-dir={profile}",
        ]
        chromium = subprocess.Popen(
            [chromium_program(), *flags, f"http://127.0.0.1:{site.server_port}/"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return posted.get(timeout=900)
        finally:
            chromium.terminate()
            chromium.wait()
            site.shutdown()


@functools.cache
def chromium_program():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return name
    pytest.skip("Chromium is not there")


@each_engine
def test_every_table_and_view_gives_the_same_rows_however_the_file_is_opened(engine, files, columns, expected):
    quick = {name: its for name, its in columns.items() if name not in SLOW}
    for name, ways in RUNS.items():
        jobs = [
            job(engine, files[name], way, questions(columns if way == ways[0] else quick, WAYS[way][-1]))
            for way in ways
        ]
        runs = ask(engine, files[name], *jobs)
        for way, answers in zip(ways, runs, strict=True):
            for question, rows in lines(answers).items():
                assert rows == expected[name][question], f"{question} of {name}, {way}"
            assert answers.keys() == (expected[name].keys() if way == ways[0] else quick.keys())


def test_the_lite_file_gives_the_same_rows_in_the_browser(lite, columns, expected):
    (answers,) = ask(BROWSER, lite, job(BROWSER, lite, "opened read-only", questions(columns)))
    assert lines(answers) == expected["built"]


def test_every_query_file_runs_by_read_in_the_shell(database):
    for query in QUERIES:
        read, view = (
            shell(environment(PACKAGES[SHELL]), "-readonly", "-csv", database, "-c", sql, cwd=build.HERE)
            for sql in (f".read {query.named}", f"from {query.name}")
        )
        settled = sorted if query.labelled("order") else list  # whose rows come in any order
        same = settled(read.stdout.splitlines()) == settled(view.stdout.splitlines())
        assert not read.stderr and same, query.name


def test_the_exported_data_package_is_valid(database):
    for part in ("schema", "queries"):
        shutil.copytree(build.HERE / part, database.parent / part)
    folder = export(Project(database.parent))
    frictionless = os.environ | {"PYTHONPATH": str(environment("frictionless==5.21.0"))}
    said = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=folder,
        env=frictionless,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0 and said.stdout.count(" VALID ") == len(list((folder / "csv").iterdir())), (
        said.stdout + said.stderr
    )
