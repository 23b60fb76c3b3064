"""Write the site, or the pictures of one election, beside what was there, and put it in its place at one stroke."""

import base64
import gc
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import hemicycle
from hemicycle.database.current import digest_of
from hemicycle.database.file import alone, place, unfinished
from hemicycle.database.sandbox import begun, doing, end_children, in_child, limits_for, opened
from hemicycle.database.verify import verify
from hemicycle.export.files import opened_to_write, tables_in_order, write_tabular
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, read_sql_files
from hemicycle.reading.text import Refused, shown, suggestion
from hemicycle.site import elections as of_one
from hemicycle.site.answers import answered, keep_answers, read_answers
from hemicycle.site.before import Before, Made, program_of, read_before, write_made
from hemicycle.site.console import LESS_PACKED, fonts_in, is_installed, write_bytes, write_engine
from hemicycle.site.pages import HERE, Pages, refuse_names
from hemicycle.site.parts import index_of, write_parts
from hemicycle.site.pictures import STYLE, standalone
from hemicycle.site.reference import write_console, write_reference
from hemicycle.site.reference import write_downloads as list_downloads

SITE = "site-out"
FOLDERS = ("elections", "countries", "parties", "pictures", "questions", "sources")  # of pages


def write_site(project: Project, database: Path) -> Path:
    """Write site-out/. Raises Refused, with the site of before untouched, where the file cannot be read or written."""
    folder = project.folder / SITE
    with alone(project.folder), unfinished(folder) as new:
        before = database.stat()
        is_import = database != project.database()
        refused = begun(refuse_old, database, seconds=0)
        try:
            in_child(write_all, project, database, new, is_import, folder, **limits_for(10 * before.st_size))
        finally:
            refused()  # before what is wrong with the pages, for that may come of it
        if (database.stat().st_ino, database.stat().st_mtime_ns) != (before.st_ino, before.st_mtime_ns):
            raise Refused(f"{database.name} was changed meanwhile; run make site again")
        place(new, folder)
    return folder


def is_written(project: Project, database: Path) -> bool:
    """Whether site-out/ is, to the last byte, what would be written."""
    before = read_before(project.folder / SITE, program_of(project, database != project.database()))
    return before.made.database == digest_of(database) and before.is_whole()


def write_pictures(project: Project, database: Path, election: str) -> Path:
    """Write the pictures of one election into pictures-<election>/."""
    refuse_names("elections", [election])
    folder = project.folder / f"pictures-{election}"
    with alone(project.folder), unfinished(folder) as new:
        refuse_old(database)
        in_child(draw, database, election, new, **limits_for(10 * database.stat().st_size))
        place(new, folder)
    return folder


def refuse_old(database: Path) -> None:
    """Refuse a file that is damaged, or whose tables are of another version than this program reads."""
    verify(database)
    with opened(database) as db:
        ((version,),) = db.execute("select schema_version from about").fetchall()
    if version != hemicycle.SCHEMA_VERSION:
        said = f"{database.name} has tables of version {version}, and this program reads {hemicycle.SCHEMA_VERSION}"
        raise Refused(f"{said}; build it again")


def draw(database: Path, election: str, folder: Path) -> None:
    """Write the pictures of one election into a new folder."""
    folder.mkdir()
    with opened(database) as db:
        answers = read_answers(db)
    if election not in answers.by_id:
        raise Refused(f"{database.name} has no election {shown(election)}{suggestion(election, answers.by_id)}")
    row = answers.by_id[election]
    found = of_one.pictures_of(answers, row)
    if not found:
        raise Refused(f"no figure of {shown(election)} is known that a picture could show")
    for name, picture in found.items():
        svg = standalone(picture, of_one.credit_of(answers, row))
        (folder / f"{election}-{name}.svg").write_text(svg, encoding="utf-8")


def write_all(project: Project, database: Path, folder: Path, is_import: bool = False, before: Path = Path()) -> None:
    """Write the whole site into a new folder. It runs in a child, within limits, for it asks every question.

    `before` is where an earlier site may be.
    """
    gc.disable()  # hardly any of the rows is garbage, and to look for it takes a tenth of the time
    try:
        write_together(project, database, folder, is_import, before)
    except BaseException:
        end_children()  # whose answers nobody would take
        raise


def write_together(project: Project, database: Path, folder: Path, is_import: bool, before: Path) -> None:
    """Write the whole site: the pages here, and beside them, in children, the forms of the file."""
    folder.mkdir()
    modules = project.folder / "node_modules"
    has_console = is_installed(modules)
    tables = tables_in_order(project, is_import)
    queries = read_sql_files(project).queries
    program = program_of(project, is_import)
    earlier = read_before(before, program)
    write_assets(modules if has_console else None, folder)
    downloads, console = folder / "downloads", folder / "console"
    beside = []
    if has_console:
        beside.append(begun(write_engine, modules, made(console), before / "console", **limits_for(0)))
    limits = limits_for(10 * database.stat().st_size)
    with answered(database, tables, queries, downloads / "parquet", earlier) as (db, keys):
        forms = begun(write_forms, database, tables, queries, folder, has_console, earlier, **limits)
        doing("pages")
        pages = Pages(db, read_answers(db), folder, has_console)
        for name in FOLDERS:
            made(folder / name)
        written = write_parts(pages, earlier)
        pages.write_home()
        catalogue = write_reference(pages, queries)
    of_downloads = forms()
    for end in beside:
        end()
    write_console(pages, catalogue)
    list_downloads(pages, downloads, of_downloads)
    pages.index[:0] = index_of(written)
    pages.write_index()
    files = pages.files | {named(folder, path): digest for path, digest in of_downloads.items()}
    for path in (*(folder / "assets").iterdir(), *console.glob("*"), downloads / "SHA256SUMS"):
        files.setdefault(named(folder, path), digest_of(path))
    of_countries = {country: vars(part) for country, part in written.items()}
    write_made(folder, Made(program, digest_of(database), pages.mark, keys, of_countries, files))


def named(folder: Path, path: Path) -> str:
    """A file as the site names it: its path from the folder on."""
    return path.relative_to(folder).as_posix()


def write_forms(
    database: Path,
    tables: Sequence[SqlFile],
    queries: Sequence[SqlFile],
    folder: Path,
    has_console: bool,
    before: Before,
) -> dict[Path, str]:
    """Write what is made of the Parquet files: that of the console, and what can be downloaded; gives the digests."""
    kept, downloads = folder.with_name("kept.duckdb"), folder / "downloads"
    keep_answers(tables, queries, kept, downloads / "parquet")
    ends = []
    if has_console:
        limits = limits_for(kept.stat().st_size)
        ends.append(begun(write_bytes, kept, "ELECTIONS", folder / "console" / "file.js", LESS_PACKED, **limits))
    digests = write_downloads(database, kept, tables, queries, downloads, before)
    for end in ends:
        end()
    return digests


def write_downloads(
    database: Path, kept: Path, tables: Sequence[SqlFile], queries: Sequence[SqlFile], folder: Path, before: Before
) -> dict[Path, str]:
    """Write the file in every form that can be downloaded; gives the digest of each.

    The Parquet files are there already. Where one is as it was before, so are the same rows in CSV and SQLite.
    """
    shutil.copyfile(database, folder / "elections.duckdb")
    made(folder / "csv")
    of_before = before.made.files
    digests = {path: digest_of(path) for path in (folder / "parquet").iterdir()}
    same = {path.stem for path, digest in digests.items() if digest == of_before.get(f"downloads/parquet/{path.name}")}
    for name in same:
        csv = folder / "csv" / f"{name}.csv"
        taken = before.take(f"downloads/csv/{csv.name}", csv)
        if taken is not None:
            digests[csv] = taken
    sqlite = before.whole("downloads/elections.sqlite")
    with opened_to_write(kept, folder) as db:
        write_tabular(db, tables, queries, digest_of(database), folder, sqlite, same)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    digests = {path: digests.get(path) or digest_of(path) for path in files}
    sums = "".join(f"{digest}  {path.relative_to(folder).as_posix()}\n" for path, digest in digests.items())
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return digests


def made(folder: Path) -> Path:
    """A folder that is there now."""
    folder.mkdir()
    return folder


def write_assets(modules: Path | None, folder: Path) -> None:
    """Write what all pages share: rules, scripts, letters. Without the letters, those of the reader's machine serve."""
    assets = made(folder / "assets")
    for path in sorted((HERE / "assets").glob("*.js")):
        shutil.copyfile(path, assets / path.name)
    shutil.copyfile(HERE / "assets" / "icon.svg", assets / "icon.svg")
    style = (HERE / "assets" / "style.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face\{.*?\}\n", style)
    fonts = fonts_in(modules) if modules else {}
    for name, data in fonts.items():
        (assets / name).write_bytes(data)
    if not fonts:
        style = style[sum(map(len, faces)) :]
    pictures = STYLE.read_text(encoding="utf-8")
    (assets / "style.css").write_text(pictures + style, encoding="utf-8")
    within = "".join(faces if fonts else [])
    for name, data in fonts.items():
        within = within.replace(f"url({name})", f"url(data:font/woff2;base64,{base64.b64encode(data).decode()})")
    script = f"window.PICTURES={json.dumps({'style': pictures, 'fonts': within})};\n"
    (assets / "pictures.js").write_text(script, encoding="utf-8")
