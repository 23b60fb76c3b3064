"""Make elections at polling stations in any number, the same ones for the same seed; made.sql says of what shape."""

from pathlib import Path

import duckdb

MADE = Path(__file__).with_name("made.sql")
SEED = 2007


def generate(folder, countries, seed=SEED, stations=None):
    """Write <folder>/<table>/<country>.parquet for every table of ours that made elections fill.

    A country has about a million rows in area_results, or fewer where the number of its polling stations is given.
    A larger set begins with the files of a smaller one; files that are there already are kept. Files, and rows in
    them, stand in the order of the table's key.
    """
    for country in range(countries):
        if (folder / "area_results" / f"{country:03d}.parquet").exists():
            continue
        with duckdb.connect() as db:
            db.execute("set enable_progress_bar = false")
            db.execute(f"set variable seed = {seed}")
            db.execute(f"set variable country = {country}")
            db.execute(f"set variable stations = {stations or 'null'}")
            db.execute(MADE.read_text(encoding="utf-8"))
            for (table,) in db.execute(
                "select table_name from duckdb_tables() order by table_name = 'area_results'"
            ).fetchall():
                (folder / table).mkdir(parents=True, exist_ok=True)
                db.execute(
                    f"copy {table} to '{folder / table / f'{country:03d}.parquet'}' (format parquet, compression zstd)"
                )


def write_import(data, folder):
    """Write the SELECTs that bring every made table of a folder `data` into ours, all of it."""
    folder.mkdir()
    for table in data.iterdir():
        (folder / f"{table.name}.sql").write_text(
            f"-- Made elections\nselect * from read_parquet('{table.name}/*.parquet')\n", encoding="utf-8"
        )
    (folder / "unmapped.sql").write_text(
        "select '' as file, '' as what, 0 as row_count, '' as reason where false\n", encoding="utf-8"
    )
