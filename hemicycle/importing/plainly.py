"""What the engine says of a publisher's file, in words for a person."""

import csv
import re
from pathlib import Path

import duckdb
from sqlglot import exp

from hemicycle.database.reads import OUT_OF_REACH
from hemicycle.reading.sqlfile import SqlFile
from hemicycle.reading.text import Refused, shown, text_of


def execute(db: duckdb.DuckDBPyConnection, select: SqlFile, folder: Path, sql: str) -> None:
    """Run SQL of an import over the publisher's files, and say of the SELECT what the engine says."""
    try:
        db.execute(sql)
    except duckdb.Error as error:
        raise Refused(f"{select.named}: {plainly(str(error), select, folder)}") from None


def plainly(message: str, select: SqlFile, folder: Path) -> str:
    """What the engine says of a publisher's file that a SELECT reads, as one line for a person."""
    if OUT_OF_REACH in message:
        return "reads a table of the engine; an import reads our tables and the publisher's files"
    if missing := re.search(r'No files found that match the pattern "(.*?)"', message):
        return f"{missing[1]} is not in {folder}"
    if elsewhere := re.search(r'Cannot access \w+ "(.*?)"', message):
        return f"{shown(elsewhere[1])} is not in the folder of from=; name files as they are called there"
    if "nvalid unicode" in message:
        file, line = re.search(r"file = (.*)", message), re.search(r"Line: (\d+)", message)
        place = f"{Path(file[1].strip()).name if file else 'a file'}:{line[1] if line else 1}"
        return f"{place}: is not UTF-8; an `encoding:` line in sources.sql says what it is"
    missing = re.search(r'(?:Referenced column|have a column named) "(.*?)"', message)
    if (missing or "CSV" in message) and (said := broken_sheet(select, folder)):
        return said
    if missing:
        return f"column '{missing[1]}' is not in the publisher's file; is that another version of the data set?"
    return message.strip().split("\n")[0]


def broken_sheet(select: SqlFile, folder: Path) -> str | None:
    """What is wrong with the first CSV file that a SELECT names and that is none, or None."""
    named = {text.name for text in select.tree.find_all(exp.Literal) if text.name.lower().endswith(".csv")}
    for name in sorted(named):
        path = folder / name
        if not path.is_file():
            continue
        text, problem = text_of(path)
        if problem and problem[1].startswith("starts with a byte-order mark"):  # which the engine knows
            text, problem = path.read_text(encoding="utf-8-sig"), None
        if problem:
            return f"{name}:{problem[0]}: {problem[1]}"
        reader = csv.reader(text.split("\n"))
        try:
            header = next(reader)
            for cells in reader:
                if cells and len(cells) != len(header):
                    return f"{name}:{reader.line_num}: {len(cells)} cells, expected {len(header)}"
        except csv.Error as error:
            return f"{name}:{reader.line_num}: {error}"
    return None
