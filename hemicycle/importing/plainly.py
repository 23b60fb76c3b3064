"""What the engine says of a publisher's file, in words for a person."""

import re
from pathlib import Path

import duckdb

from hemicycle.reading.sqlfile import SqlFile
from hemicycle.reading.text import Refused


def execute(db: duckdb.DuckDBPyConnection, select: SqlFile, folder: Path, sql: str) -> None:
    """Run SQL of an import over the publisher's files, and say of the SELECT what the engine says."""
    try:
        db.execute(sql)
    except duckdb.Error as error:
        raise Refused(f"{select.named}: {plainly(str(error), folder)}") from None


def plainly(message: str, folder: Path) -> str:
    """What the engine says of a publisher's file, as one line for a person."""
    if missing := re.search(r'No files found that match the pattern "(.*?)"', message):
        return f"{missing[1]} is not in {folder}"
    if missing := re.search(r'(?:Referenced column|have a column named) "(.*?)"', message):
        return f"column '{missing[1]}' is not in the publisher's file; is that another version of the data set?"
    if "nvalid unicode" in message:
        file, line = re.search(r"file = (.*)", message), re.search(r"Line: (\d+)", message)
        place = f"{Path(file[1].strip()).name if file else 'a file'}:{line[1] if line else 1}"
        return f"{place}: is not UTF-8; an `encoding:` line in sources.sql says what it is"
    return message.strip().splitlines()[0]
