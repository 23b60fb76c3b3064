"""The same seeds, tables and queries give the same file, byte for byte, whoever builds it and wherever.

Under any other DuckDB they give the same content.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import build

VARIED = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "hash seed": {"PYTHONHASHSEED": "4242"},
    "home": {"HOME": "/nonexistent"},
    "memory": {"MALLOC_PERTURB_": "165", "PYTHONMALLOC": "malloc"},
    "encoding": {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "LC_ALL": "C"},
}
PYTHONS = sorted(
    path
    for version in ("3.11", "3.12", "3.13", "3.14")
    for path in [
        *Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python"),
        *Path("/usr/bin").glob(f"python{version}"),
    ]
    if os.access(path, os.X_OK)
)
DUCKDBS = ["1.4.4", "1.5.6"]
CONTENT = (
    "import sys; sys.path.insert(0, '.'); import pathlib; "
    "from hemicycle.database.fingerprint import content_of, fingerprints_of; "
    "print(content_of(fingerprints_of(pathlib.Path('elections.duckdb'), "
    "{p.stem for p in pathlib.Path('schema').glob('*.sql')})))"
)


@pytest.fixture(scope="module")
def known(built_lean, tmp_path_factory):
    """A project and the SHA-256 of its build here and now."""
    project = Path(shutil.copytree(built_lean, tmp_path_factory.mktemp("here") / "here"))
    return project, hashlib.sha256(build.build(project).read_bytes()).hexdigest()


def built(project, python, cwd=None, environment=(), before=()):
    done = subprocess.run(
        [*before, python, project / "build.py"],
        cwd=cwd or project,
        env={**os.environ, **dict(environment)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return hashlib.sha256((project / "elections.duckdb").read_bytes()).hexdigest()


@pytest.mark.parametrize("environment", VARIED.values(), ids=VARIED)
def test_the_environment_changes_no_byte(known, lean, environment):
    assert built(lean, sys.executable, environment=environment) == known[1]


def test_folder_path_processor_and_mask_change_no_byte(known, lean):
    other = lean.rename(lean.parent / "dépôt d'à côté [1]*")
    before = ["taskset", "1"] if shutil.which("taskset") else []
    assert built(other, sys.executable, cwd="/", before=["sh", "-c", 'umask 077; exec "$@"', "sh", *before]) == known[1]


def environment_of(python, folder, *packages):
    """A Python with packages in it, or a skip where they cannot be had."""
    subprocess.run([python, "-m", "venv", folder], check=True, capture_output=True)
    done = subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"cannot be installed here: {done.stderr.strip()[-200:]}")
    return folder / "bin" / "python"


@pytest.mark.parametrize("python", PYTHONS, ids=lambda path: re.findall(r"3\.\d+[.0-9]*", str(path))[-1])
def test_another_python_changes_no_byte(known, lean, tmp_path, python):
    other = environment_of(
        python,
        tmp_path / "other",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        build.HERE / "requirements" / "build.txt",
    )
    assert built(lean, other) == known[1]


def test_another_user_changes_no_byte(known, lean):
    if os.getuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can become somebody else")
    assert (
        built(lean, sys.executable, before=["setpriv", "--regid=12345", "--clear-groups", "--inh-caps=-all"])
        == known[1]
    )


@pytest.mark.parametrize("version", DUCKDBS)
def test_another_duckdb_finds_the_same_content(known, tmp_path, version):
    other = environment_of(
        sys.executable, tmp_path / "other", f"duckdb=={version}", f"nanoarrow=={metadata.version('nanoarrow')}"
    )
    project, _ = known
    found = [
        subprocess.run([python, "-c", CONTENT], cwd=project, capture_output=True, text=True)
        for python in (sys.executable, other)
    ]
    assert found[0].stdout == found[1].stdout != "", found[1].stderr
