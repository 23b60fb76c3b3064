"""Where things lie in a project: its folders, its files, and how a file is named to a person."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from hemicycle.reading.inputs import inputs_of

BLOCKS = "base"  # the folder of queries that other queries are made of
DATABASE = "elections"  # the file that is built from the seeds alone
DRAFTS = "draft"  # the one that is built with the drafts in it
FAMILIES, LINKS = "families", "family_links"  # a table that the build fills, and the view it is made of


def visible(paths: Iterable[Path]) -> list[Path]:
    """Paths in their order, without those that an editor or a system hides behind a dot."""
    return sorted(path for path in paths if not path.name.startswith("."))


def collections_of(seeds: Path) -> list[Path]:
    """The collections of a folder of seeds: the folders in it, by name, but what a killed command has left."""
    folders = [path for path in visible(seeds.iterdir()) if path.is_dir() and not path.is_symlink()]
    return [path for path in folders if path.suffix not in (".unfinished", ".csv")]


class Project(NamedTuple):
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
    def readable(self) -> list[Path]:
        """The views that show rows kept as numbers with their ids: schema/readable/<table>.sql, by name."""
        return visible((self.folder / "schema" / "readable").glob("*.sql"))

    @property
    def unread(self) -> list[Path]:
        """SQL files of schema/ and queries/ that stand where none is read, or whose name ends in another way."""
        read = {*self.schema, *self.catalogue, *self.catalogue_rows, *self.readable, *self.queries}
        found = [path for folder in ("schema", "queries") for path in (self.folder / folder).rglob("*")]
        return visible(path for path in found if path.suffix.lower() == ".sql" and path not in read)

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
    def collections(self) -> list[Path]:
        """The collections: seeds/<collection>/, by name."""
        return collections_of(self.seeds)

    @property
    def joined(self) -> set[str]:
        """The tables that collections add rows to."""
        return {path.stem for folder in self.collections for path in folder.glob("*.csv")}

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

    def inputs(self, engine: str) -> str:
        """The fingerprint of all that a build goes by, with the engine of that version."""
        return inputs_of(str(self.folder), engine)

    def database(self, name: str = DATABASE) -> Path:
        """The database of our own seeds, or of the import of that name."""
        return self.folder / f"{name}.duckdb"

    def named(self, path: Path) -> str:
        """A file as it is named to a person: its path from the project on."""
        return path.relative_to(self.folder).as_posix()
