"""Sites for the tests: ours, and one whose names are hostile; a server for them; a browser."""

import functools
import http.server
import shutil
import threading

import duckdb
import pytest
from playwright.sync_api import sync_playwright

import build
from hemicycle.export.files import tables_in_order, write_lite
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import read_sql_files
from hemicycle.site.console import is_installed
from hemicycle.site.write import write_all

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = "<script>window.harmed=1</script>\"'&\u202e\u05d0\u05d1 javascript:alert(1)"
NAMES = {  # {table: columns} that hold what a stranger may write
    "elections": ["election"],
    "bodies": ["body", "native_name"],
    "countries": ["country", "native_name"],
    "contestants": ["contestant"],
    "parties": ["party", "native_name", "abbreviation"],
    "people": ["person"],
    "sources": ["publisher", "source", "lineage"],
    "results": ["locator"],
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def hostile():
    """A name that breaks out of a page that does not escape it, and turns the direction of writing."""
    return HOSTILE


def made(tmp_path_factory, name, database):
    if not is_installed(build.HERE / "node_modules"):
        pytest.fail("DuckDB for browsers is not here (Debian: apt-get install npm; then make test-site)", pytrace=False)
    folder = tmp_path_factory.mktemp(name) / "site-out"
    write_all(Project(build.HERE), database, folder)
    return folder


def remove_named(writer, start):
    """Remove the rows of all tables that have or name an id with that beginning."""
    for table, column in writer.execute("""
        select table_name, column_name from duckdb_columns() join duckdb_tables() using (table_name)
        where suffix(column_name, '_id')
    """).fetchall():
        writer.execute(f"delete from {table} where starts_with({column}, ?)", [start])


@pytest.fixture(scope="session")
def database():
    return build.HERE / "elections.duckdb"


@pytest.fixture(scope="session")
def few(tmp_path_factory, database):
    """The file with our own elections alone, soon made into a site; without keys, any row can be changed."""
    copy = tmp_path_factory.mktemp("few") / "elections.duckdb"
    write_lite(database, tables_in_order(Project(build.HERE)), read_sql_files(Project(build.HERE)), copy)
    with duckdb.connect(copy) as writer:
        remove_named(writer, "parlgov-")
    return copy


@pytest.fixture(scope="session")
def db(tmp_path_factory, database):
    """A copy of the file, opened: the same file cannot be opened in two ways at a time."""
    copy = tmp_path_factory.mktemp("copy") / "elections.duckdb"
    copy.write_bytes(database.read_bytes())
    with duckdb.connect(copy, read_only=True) as reader:
        yield reader


@pytest.fixture(scope="session")
def site(tmp_path_factory, database):
    return made(tmp_path_factory, "site", database)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory, database):
    """The site of a file in which every name is hostile, and every address is a script."""
    project = Project(build.HERE)
    copy = tmp_path_factory.mktemp("hostile") / "elections.duckdb"
    write_lite(database, tables_in_order(project), read_sql_files(project), copy)  # no key refuses a change
    with duckdb.connect(copy) as writer:
        for table, columns in NAMES.items():
            for column in columns:
                writer.execute(f"update {table} set {column} = ? || rowid where {column} is not null", [HOSTILE])
        writer.execute("update sources set url = 'javascript:window.harmed=1'")
    return made(tmp_path_factory, "hostile-site", copy)


@pytest.fixture(scope="session")
def serve():
    """Serves a folder on this machine; gives its address."""
    servers = []

    def start(folder):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def served(site, serve):
    return serve(site)


@pytest.fixture(scope="session", params=["served", "folder"])
def base(request, site, served):
    """The site from a server, and from a folder."""
    return served if request.param == "served" else site.as_uri()


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.fail("no Chromium is here to look at the site (Debian: apt-get install chromium)", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Seen:
    """A page, and what it complained of and asked for."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.context.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def look(browser):
    """Opens an address in a fresh window; gives the page and what was seen of it."""
    opened = []

    def start(address, **options):
        seen = Seen(browser, **options)
        opened.append(seen)
        seen.page.goto(address)
        return seen

    yield start
    for seen in opened:
        seen.context.close()
