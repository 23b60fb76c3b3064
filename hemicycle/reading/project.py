"""Where things lie in a project: its folders, its files, and how a file is named to a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BLOCKS = "base"  # the folder of queries that other queries are made of
DATABASE = "elections"  # the file that is built from the seeds alone


def visible(paths: Iterable[Path]) -> list[Path]:
    """Paths in their order, without those that an editor or a system hides behind a dot."""
    return sorted(path for path in paths if not path.name.startswith("."))


@dataclass(frozen=True)
class Project:
    """A folder with schema/, seeds/, queries/ and imports/, in which the database is built.

    `seeds_at` is where the seeds are, where not in seeds/.
    """

    folder: Path
    seeds_at: Path | None = None

    @property
    def schema(self) -> list[Path]:
        """The table files: schema/<table>.sql, by name."""
        return visible((self.folder / "schema").glob("*.sql"))

    @property
    def catalogue(self) -> list[Path]:
        """The files of the tables in which a database describes itself: schema/catalogue/<table>.sql."""
        return visible((self.folder / "schema" / "catalogue").glob("*.sql"))

    @property
    def catalogue_rows(self) -> list[Path]:
        """The SELECTs that fill such tables: schema/catalogue/rows/<table>.sql."""
        return visible((self.folder / "schema" / "catalogue" / "rows").glob("*.sql"))

    @property
    def queries(self) -> list[Path]:
        """The query files: queries/<subject>/<query>.sql, subjects by name."""
        return visible((self.folder / "queries").rglob("*.sql"))

    @property
    def usual_columns(self) -> Path:
        """The descriptions of columns that mean the same in every query."""
        return self.folder / "queries" / "columns.csv"

    @property
    def seeds(self) -> Path:
        """The folder of seeds/<table>.csv."""
        return self.seeds_at or self.folder / "seeds"

    @property
    def drafts(self) -> Path:
        """The folder of draft/<election>/<table>.csv."""
        return self.folder / "draft"

    @property
    def imports(self) -> list[Path]:
        """The imports: imports/<name>/, by name."""
        return sorted(path for path in (self.folder / "imports").iterdir() if path.is_dir())

    @property
    def import_tables(self) -> list[Path]:
        """The files of the tables that every import fills besides ours: imports/<table>.sql."""
        return visible((self.folder / "imports").glob("*.sql"))

    def selects(self, name: str) -> list[Path]:
        """The SELECTs of an import: imports/<name>/<table>.sql."""
        return visible((self.folder / "imports" / name).glob("*.sql"))

    def database(self, name: str = DATABASE) -> Path:
        """The database of our own seeds, or of the import of that name."""
        return self.folder / f"{name}.duckdb"

    def named(self, path: Path) -> str:
        """A file as it is named to a person: its path from the project on."""
        return path.relative_to(self.folder).as_posix()
