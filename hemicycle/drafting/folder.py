"""Drafts on the disk: write one, build with them, and put the rows of one into the seeds."""

import difflib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import duckdb

from hemicycle.database.file import alone, place, sync, unfinished
from hemicycle.database.sandbox import CLOSED, doing, in_child, opened
from hemicycle.database.tables import create_tables
from hemicycle.database.tidy import own_texts, refuse_changed
from hemicycle.drafting.article import Article
from hemicycle.drafting.document import Document, is_dump, read_dump, read_text
from hemicycle.drafting.known import Known
from hemicycle.drafting.rows import CONTRADICTION, TAKEN, TO_DECIDE, TO_READ, UNDECIDED, UNKNOWN, Draft, visible_text
from hemicycle.drafting.wikitext import read_wikitext
from hemicycle.drafting.words import Wishes
from hemicycle.reading.lint import problems_of
from hemicycle.reading.project import DRAFTS, Project, visible
from hemicycle.reading.rules import Column, given_tables, rules_of
from hemicycle.reading.seeds import Rows, no_table, read_seed, read_seeds
from hemicycle.reading.sqlfile import read_sql_files
from hemicycle.reading.text import Problem, Refused, irregular, refuse, shown, suggestion

REPORT = "report.csv"
MOST_SAID = 5  # contradictions that the command prints; the report has all
PLACE = re.compile(r"^seeds/(\w+)\.csv:(\d+):", re.MULTILINE)

Build = Callable[..., Path]


def make_draft(project: Project, path: Path, said: Sequence[str]) -> str:
    """Write draft/<election>/ out of an article; gives what was taken, and what waits for a person.

    `said` are wishes as NAME=VALUE. Raises Refused, with one line and nothing written, where the article cannot be
    read or placed.
    """
    wishes = wishes_of(said)
    with alone(project.folder):
        draft: Draft = in_child(draft_of, project, path, wishes)
        folder = project.drafts / draft.election_id
        project.drafts.mkdir(exist_ok=True)
        with unfinished(project.drafts / ".draft") as scratch:
            if folder.exists():
                there = project.named(folder)
                raise Refused(f"{there} is there already; remove it, or adopt it, before it is drafted again")
            new = scratch.with_name(folder.name)
            new.mkdir()
            for name, written in draft.files().items():
                (new / name).write_text(written, encoding="utf-8")
            place(new, folder)
    return summary(draft, project.named(folder))


def draft_of(project: Project, path: Path, wishes: Wishes) -> Draft:
    """The rows and the report of an article. Raises Refused where it cannot be read or placed."""
    text = read_text(path)
    files = read_sql_files(project)
    refuse(problems_of(files))
    with closed() as db:
        create_tables(db, files.tables)
        columns, rules = given_tables(db), rules_of(db)
        doing("seeds")
        seeds = with_drafts(db, project, columns, read_seeds(db, project.seeds))
    draft = Draft(columns, rules)
    for column, table, wish in (("kind", "elections", wishes.kind), ("stage", "returns", wishes.stage)):
        words = draft.allowed(table, column)
        if wish and wish not in words:
            raise Refused(f"{column}={wish}: expected one of {', '.join(words)}")
    doing(f"{path.name}:1")
    try:
        document = document_of(text)
        Article(document, Known(seeds), draft, wishes, path.stem).read()
    except Refused as error:
        raise Refused(f"{path.name}:{error}") from None
    return draft


def closed() -> duckdb.DuckDBPyConnection:
    """A connection for the tables of a project, which reaches no file."""
    return duckdb.connect(config={**CLOSED, "threads": 1, "enable_external_access": False})


def wishes_of(said: Sequence[str]) -> Wishes:
    """The wishes of a command line. Raises Refused where one is not known."""
    names = [field.name for field in fields(Wishes)]
    given: dict[str, str] = {}
    for wish in said:
        name, _, value = wish.partition("=")
        if name not in names:
            raise Refused(f"there is no {shown(name)}{suggestion(name, names)}; an article takes {', '.join(names)}")
        given[name] = value.strip()
    if given.get("figures") not in (None, "", "party", "alliance"):
        raise Refused(f"figures={given['figures']}: expected party or alliance")
    return Wishes(**given)


def document_of(text: str) -> Document:
    """Read an article of either form."""
    if is_dump(text):
        return read_dump(text)
    try:
        return read_wikitext(text)
    except ModuleNotFoundError:
        raise Refused("1: wikitextparser is not installed, which reads wikitext; make draft installs it") from None


def summary(draft: Draft, folder: str) -> str:
    """What a draft holds, in a few lines."""
    outcomes = Counter(line.outcome for line in draft.report)
    figures = sum(bool(row[c]) for row in draft.tables.get("results", ()) for c in ("votes", "vote_share_pct", "seats"))
    rows = sum(map(len, draft.tables.values()))
    said = [
        f"{folder}: {rows} rows in {len(draft.tables)} tables, {figures} figures of results; "
        f"{outcomes[TAKEN]} places of the document taken"
    ]
    open_cells = sum(sum(counts.values()) for counts in draft.undecided().values())
    said.append(f"  {open_cells} cells wait for a decision, written {UNDECIDED}" + (":" if open_cells else ""))
    for table, counts in draft.undecided().items():
        said.append(
            f"    {table}.csv: " + ", ".join(f"{column}{f' ({n})' if n > 1 else ''}" for column, n in counts.items())
        )
    said.append(
        f"  {outcomes[UNKNOWN]} places are not known, {outcomes[TO_DECIDE]} are to decide and {outcomes[TO_READ]} "
        f"paragraphs to read: {folder}/{REPORT}"
    )
    contradictions = [line for line in draft.report if line.outcome == CONTRADICTION]
    said += [
        f"  contradiction, {visible_text(line.place)}: {visible_text(line.text)}" for line in contradictions[:MOST_SAID]
    ]
    if len(contradictions) > MOST_SAID:
        said.append(f"  and {len(contradictions) - MOST_SAID} more")
    said.append(f"  then: make db drafts=yes, and make adopt draft={draft.election_id}")
    return "\n".join(said)


def drafts_in(project: Project) -> list[str]:
    """The elections that have a draft. Raises Refused where there is none."""
    found = [path.name for path in visible(project.drafts.glob("*")) if tables_in(path)]
    if not found:
        raise Refused("there is no draft; make draft from=ARTICLE makes one")
    return found


def tables_in(folder: Path) -> list[Path]:
    """The files with rows of a draft; none once it is adopted."""
    return [path for path in visible(folder.glob("*.csv")) if path.name != REPORT] if folder.is_dir() else []


def with_drafts(
    db: duckdb.DuckDBPyConnection,
    project: Project,
    columns: Mapping[str, Mapping[str, Column]],
    seeds: Mapping[str, Rows],
) -> dict[str, Rows]:
    """The seeds with the parties, people and areas of other drafts, so that none is made twice. Elections stay out."""
    known = {table: list(rows) for table, rows in seeds.items()}
    for folder in visible(project.drafts.glob("*")):
        for path in tables_in(folder):
            if path.stem in columns and path.stem not in ("elections", "predecessors"):
                known[path.stem] += read_seed(db, path, project.named(path), columns[path.stem])[0]
    return known


@contextmanager
def seeds_with(project: Project, elections: Collection[str]) -> Iterator[Path]:
    """A folder with the seeds and, behind them, the rows of some drafts; problems are told with the draft's own lines.

    It is a scratch folder of the project, for whoever writes there alone. Raises Refused where a draft is not of the
    form of the seeds, or not decided.
    """
    with unfinished(project.drafts / ".seeds") as scratch:
        places = in_child(put_together, project, elections, scratch)
        try:
            yield scratch
        except Refused as error:
            raise Refused(PLACE.sub(lambda match: place_of(match, places), str(error))) from None


def put_together(project: Project, elections: Collection[str], folder: Path) -> dict[tuple[str, int], tuple[str, int]]:
    """Write the seeds with the rows of drafts; gives {(table, line): (file of the draft, line)} of these rows."""
    files = read_sql_files(project)
    refuse(problems_of(files))
    with closed() as db:
        create_tables(db, files.tables)
        columns = given_tables(db)
    doing("seeds")
    seeds = {seed.stem: seed for seed in visible(project.seeds.glob("*.csv"))}
    drafted = [path for election in elections for path in tables_in(project.drafts / election)]
    problems: list[Problem] = [
        (project.named(path), 1, no_table(path.stem, columns)) for path in drafted if path.stem not in columns
    ]
    for path in (*seeds.values(), *drafted):
        if problem := irregular(path):
            problems.append((project.named(path), *problem))
    refuse(problems)
    places: dict[tuple[str, int], tuple[str, int]] = {}
    texts = {table: seed.read_bytes().replace(b"\r\n", b"\n") for table, seed in seeds.items()}
    with closed() as db:
        for path in drafted:
            named, table = project.named(path), path.stem
            rows, found = read_seed(db, path, named, columns[table])
            problems += found
            if table in texts:  # else the build says that the seed is missing
                before = texts[table].count(b"\n")
                places |= {(table, before + line - 1): (named, line) for _, line, _ in rows}
                texts[table] += path.read_bytes().replace(b"\r\n", b"\n").partition(b"\n")[2]
    refuse(problems)
    folder.mkdir()
    for table, text in texts.items():
        (folder / f"{table}.csv").write_bytes(text)
    for collection in project.collections:
        shutil.copytree(collection, folder / collection.name)
    return places


def place_of(match: re.Match[str], places: Mapping[tuple[str, int], tuple[str, int]]) -> str:
    """The place of a problem as its file has it."""
    place = places.get((match[1], int(match[2])))
    return f"{place[0]}:{place[1]}:" if place else match[0]


def adopt(project: Project, election: str, build: Build) -> str:
    """Put the rows of a draft into the seeds, once a build with them keeps every rule; gives the changes as a diff.

    The folder of the seeds is replaced at one stroke, and then the tables of the draft are removed. Raises Refused,
    with every seed as it was, where a cell is not decided, a rule is broken or somebody has changed a seed or the draft
    meanwhile.
    """
    with alone(project.folder):
        folder = project.drafts / election
        if Path(election).name != election or not tables_in(folder):
            there = [path.name for path in visible(project.drafts.glob("*")) if tables_in(path)]
            close = suggestion(election, there)
            raise Refused(f"draft/{election} is not there{close}; make draft from=ARTICLE makes one")
        drafted = tables_in(folder)
        seeds = visible(project.seeds.glob("*.csv"))
        before = {path: path.read_bytes() if path.is_file() else b"" for path in (*seeds, *drafted)}
        with seeds_with(project, [election]) as scratch:
            database = build(project.folder, DRAFTS, seeds=scratch)
            texts = in_child(adopted, project, scratch, [path.stem for path in drafted])
        wrong = in_child(wrong_figures, database, election)
        after = {project.seeds / f"{table}.csv": text for table, text in texts.items()}
        put_seeds(project, after, before)
        for path in drafted:
            path.unlink()
    said: list[str] = []
    for seed, text in after.items():
        name = project.named(seed)
        said += difflib.unified_diff(
            before[seed].decode().splitlines(), text.decode().splitlines(), name, name, lineterm="", n=0
        )
    said += [f"does not add up, and nobody has accepted that: {rule}: {subject}" for rule, subject in wrong]
    said.append(f"adopted; {project.named(folder)}/{REPORT} says what is left to read. make db builds with it")
    return "\n".join(said)


def adopted(project: Project, folder: Path, tables: Collection[str]) -> dict[str, bytes]:
    """Tables of a folder of seeds in their one form, without the rows of its collections."""
    files = read_sql_files(project)
    with closed() as db:
        create_tables(db, files.tables)
        return own_texts(db, read_seeds(db, folder), tables)


def wrong_figures(database: Path, election: str) -> list[tuple[str, str]]:
    """The figures of an election that do not add up, as (rule, subject)."""
    with opened(database) as db:
        try:
            wrong = "from arithmetic_checks where not is_accepted and contains(subject, ?)"
            return db.execute(f"select rule, subject {wrong} order by all", [election]).fetchall()
        except duckdb.CatalogException:  # a project without that question
            return []


def put_seeds(project: Project, after: Mapping[Path, bytes], before: Mapping[Path, bytes]) -> None:
    """Replace seeds, all of them at one stroke. Raises Refused where a file is not what it was before."""
    with unfinished(project.seeds) as new:
        shutil.copytree(project.seeds, new, symlinks=True)
        for seed, text in after.items():
            (new / seed.name).unlink()  # it may be a link, which is not followed
            (new / seed.name).write_bytes(text)
        for path in new.iterdir():
            sync(path)  # now: afterwards nothing takes time in which somebody could change a seed
        refuse_changed(project, before, "make adopt")
        place(new, project.seeds)
