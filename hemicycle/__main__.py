"""The commands that work on a built database; `make` lists them.

python -m hemicycle tidy             rewrites the seeds in their one form
python -m hemicycle verify [NAME]    says whether NAME.duckdb is what was built
python -m hemicycle draft FILE [NAME=VALUE ...]
                                     writes draft/<election>/ out of an article; NAME is body, url, kind, stage, title,
                                     box, round or figures
python -m hemicycle adopt ELECTION   puts the rows of draft/ELECTION/ into the seeds
python -m hemicycle export [NAME]    writes NAME.duckdb as Parquet, CSV, SQLite and a file for browsers
python -m hemicycle postgres         writes elections.postgres.sql, for psql
python -m hemicycle site [NAME]      writes site-out/, the pages of NAME.duckdb
python -m hemicycle picture ELECTION [NAME]  writes the pictures of an election as SVG
python -m hemicycle spark [MASTER]   writes lake/, asks Spark every question and compares every row
"""

from hemicycle import start

if __name__ == "__main__":
    start.begin()

import os
import sys
from pathlib import Path
from types import ModuleType

import duckdb

from build import build
from hemicycle import command
from hemicycle.database.file import alone, place, unfinished
from hemicycle.database.sandbox import in_child, refuse_while_written
from hemicycle.database.tidy import tidy
from hemicycle.database.verify import verify
from hemicycle.reading.project import DATABASE, Project
from hemicycle.reading.text import Refused

PROJECT = Project(Path(__file__).resolve().parent.parent)


def work(arguments: list[str]) -> str:
    """Do what the command line asks for; gives what there is to say of it."""
    match arguments:
        case ["tidy"]:
            return "\n".join(tidy(PROJECT)) or "every seed is in its one form already"
        case ["verify", *name] if len(name) < 2:
            return verify(built(*name))
        case ["draft", article, *wishes] if article:
            from hemicycle.drafting.folder import make_draft  # here, as other rooms below: each takes long to load

            return make_draft(PROJECT, Path(article), wishes)
        case ["adopt", election]:
            from hemicycle.drafting.folder import adopt

            return adopt(PROJECT, election, build)
        case ["export", *name] if len(name) < 2:
            from hemicycle.export import files

            if not name and files.is_exported(PROJECT):
                return "export/ is up to date: nothing to do"
            return files.listing(files.export(PROJECT, built(*name).stem))
        case ["postgres"]:
            return write_postgres()
        case ["site", *name] if len(name) < 2:
            return write_site(built(*name))
        case ["picture", election, *name] if len(name) < 2:
            return write_pictures(built(*name), election)
        case ["spark", *master] if len(master) < 2:
            return compare_spark(*master)
        case ["draft", *_]:
            raise Refused("which article? make draft from=FILE")
        case _:
            raise Refused((__doc__ or "").strip())


def built(name: str = DATABASE) -> Path:
    """The database of that name. Raises Refused where it is not there."""
    database = PROJECT.database(name)
    if database.parent != PROJECT.folder or not database.exists():
        builds = "make db" if name == DATABASE else f"make db import={name} from=DIR"
        raise Refused(f"{name}.duckdb is not there; {builds} builds it")
    return database


def read_only() -> duckdb.DuckDBPyConnection:
    """Our own database, opened for reading. Raises Refused where it is not there or a program writes to it."""
    database = built()
    refuse_while_written(database)
    return duckdb.connect(database, read_only=True)


def write_postgres() -> str:
    """Write the script for PostgreSQL."""
    from hemicycle.export import postgres

    script = PROJECT.folder / f"{DATABASE}.postgres.sql"

    def work(new: Path) -> None:
        with read_only() as db:
            postgres.write_script(db, new, PROJECT)

    with alone(PROJECT.folder), unfinished(script) as new:
        in_child(work, new)
        place(new, script)
    return f"{script.name}: psql --file {script.name} makes a schema {DATABASE} of it, or nothing at all"


def site_writer() -> ModuleType:
    """The module that writes the site. Raises Refused where its packages are missing: their environment is another."""
    try:
        from hemicycle.site import write
    except ImportError as error:
        raise Refused(f"{error}; make site and make picture install it into .venv-site and run there") from None
    return write


def write_site(database: Path) -> str:
    """Write the site of a database, where it is not there already."""
    writer = site_writer()
    if writer.is_written(PROJECT, database):
        return f"{writer.SITE}/ is up to date: nothing to do"
    folder = writer.write_site(PROJECT, database)
    files = [Path(within, name) for within, _, names in os.walk(folder) for name in names]
    pages = sum(path.suffix == ".html" for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    said = f"{folder.name}/: {pages:,} pages, {size:.1f} MB; open {folder.name}/index.html, or run make serve"
    if not (folder / "console").exists():
        said += "\nwithout the SQL console and the fonts, which npm brings: install npm and run make site again"
    return said


def write_pictures(database: Path, election: str) -> str:
    """Write the pictures of one election."""
    folder = site_writer().write_pictures(PROJECT, database, election)
    return "\n".join(f"{folder.name}/{path.name}" for path in sorted(folder.iterdir()))


def compare_spark(master: str = "local[2]") -> str:
    """Write the lake, ask Spark every question and compare every row. Raises Refused where an answer differs."""
    from hemicycle.export import comparison, spark

    lake = PROJECT.folder / "lake"
    with read_only() as db, spark.session_on(master) as session:
        spark.write_lake(db, lake, PROJECT)
        lines, is_same = comparison.report(db, spark.tables_in(session, lake, PROJECT), "spark", PROJECT)
    if not is_same:
        raise Refused("\n".join(lines))
    return "\n".join([*lines, "lake/ holds the tables as Parquet, spark.sql and rules.sql"])


ENDS = {  # of each command: what is not there when the machine fails, and what is as it was when it is stopped
    "tidy": ("not every seed was tidied", "every seed"),
    "verify": ("the file was not read to its end", "elections.duckdb"),
    "draft": ("nothing was drafted", "draft/"),
    "adopt": ("nothing was adopted", "every seed"),
    "export": ("nothing was exported", "export/"),
    "postgres": ("nothing was written", "elections.postgres.sql"),
    "site": ("no site was written", "site-out/"),
    "picture": ("no picture was written", "every picture"),
    "spark": ("nothing was compared", "lake/"),
}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    undone, untouched = ENDS.get(arguments[0] if arguments else "", ("nothing was done", "everything"))
    command.run(lambda: work(arguments), undone, untouched)
