import shutil
import sys
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import build  # noqa: E402


def copy_of_project(folder):
    """A copy of everything the build reads, to be broken at will."""
    for part in ("schema", "seeds", "queries", "imports"):
        shutil.copytree(build.HERE / part, folder / part)
    return folder


@pytest.fixture
def project(tmp_path):
    return copy_of_project(tmp_path / "project")


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """The file, built afresh for this run of the tests."""
    return build.build(copy_of_project(tmp_path_factory.mktemp("built") / "project"))


@pytest.fixture(scope="session")
def db(database):
    """The file opened on its own, as the DuckDB shell opens it."""
    with duckdb.connect(database, read_only=True) as reader:
        yield reader


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory):
    """Elections of other countries whose figures are printed in textbooks, through the same tables and views."""
    project = copy_of_project(tmp_path_factory.mktemp("elsewhere") / "project")
    for seed in (project / "seeds").glob("*.csv"):
        other = Path(__file__).parent / "elsewhere" / "seeds" / seed.name
        seed.write_text(other.read_text(encoding="utf-8") if other.exists() else seed.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    with duckdb.connect(build.build(project), read_only=True) as reader:
        yield reader
