"""Every package is pinned, hashed and of a known licence, and what is installed is what is pinned."""

import csv
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]
PYPROJECT = (HERE / "pyproject.toml").read_text(encoding="utf-8")
GROUPS = tomllib.loads(PYPROJECT)["dependency-groups"]
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "requirements").glob("*.txt"))}
TOGETHER = [
    ("build", "test", "shell", "tools", "draft"),
    ("build", "spark", "test"),
    ("build", "site", "browser"),
]  # what stands in an environment, or runs the same tests


def normal(package):
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def pins(lock):
    """{package: version} of a lock."""
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)}


PINNED = {}  # {package: [version]}, of all locks
for lock in LOCKS.values():
    for name, version in pins(lock).items():
        PINNED.setdefault(name, []).append(version)
with (HERE / "requirements" / "licences.csv").open(encoding="utf-8", newline="") as file:
    LICENCES = {row["package"]: row["licence"] for row in csv.DictReader(file)}


def installed(package):
    try:
        return metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None


def test_every_group_has_a_lock_and_every_lock_a_group():
    assert sorted(GROUPS) == sorted(LOCKS)


@pytest.mark.parametrize("group", GROUPS)
def test_a_lock_has_the_versions_that_its_group_asks_for(group):
    asked = pins("\n".join(re.sub(r"\[\w+\]", "", wanted).partition(";")[0] for wanted in GROUPS[group]))
    assert len(asked) == len(GROUPS[group])
    assert asked.items() <= pins(LOCKS[group]).items(), "run make pins"


def test_what_is_asked_for_says_why():
    reasons = re.findall(r'^    "([^"]+)",  # (?=\w)', PYPROJECT.partition("[tool.")[0], re.MULTILINE)
    assert reasons == [wanted for group in GROUPS.values() for wanted in group]


@pytest.mark.parametrize("groups", TOGETHER, ids=" ".join)
def test_what_stands_in_one_environment_agrees(groups):
    versions = {}
    for group in groups:
        for package, version in pins(LOCKS[group]).items():
            versions.setdefault(package, set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_the_licence_of_every_pinned_package_is_listed():
    assert sorted(LICENCES) == sorted(PINNED)


@pytest.mark.parametrize("package", [name for name in PINNED if installed(name) and name != "pip"])  # Python brings pip
def test_the_licence_and_the_version_are_those_of_the_installed_package(package):
    about = installed(package)
    classifiers = about.get_all("Classifier", [])
    classified = "; ".join(words.split(" :: ")[-1] for words in classifiers if words.startswith("License ::"))
    assert (about["License-Expression"] or classified or about["License"]) == LICENCES[package]
    assert about["Version"] in PINNED[package]


def test_every_pin_has_its_hashes_and_what_users_need_is_nine_packages():
    for lock in LOCKS.values():
        for pin in re.split(r"\n(?=\S)", lock.strip()):
            form = r"[\w.-]+==\S+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n)?)+$"
            assert re.match(form, pin), pin[:60]
    # sqlglotc is sqlglot compiled; and colorama, on Windows alone, is left out here
    users = re.findall(r"^[a-z-]+(?===\S+ \\)", LOCKS["build"], re.MULTILINE)
    assert users == [
        *("anyascii", "charset-normalizer", "confusable-homoglyphs", "duckdb", "nanoarrow", "pycountry"),
        *("python-calamine", "sqlglot", "sqlglotc", "tqdm"),
    ]


def test_a_package_that_is_not_what_was_pinned_is_refused(tmp_path):
    forged = tmp_path / "build.txt"
    forged.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", LOCKS["build"]), encoding="utf-8")
    wanted = ["--no-deps", "--dest", tmp_path, "--require-hashes", "--requirement", forged]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *wanted]
    done = subprocess.run(command, capture_output=True, text=True)
    if "HASH" not in done.stderr.upper():
        pytest.skip("no packages without a network")
    assert done.returncode != 0 and not list(tmp_path.glob("*.whl"))


def test_no_program_depends_on_the_encoding_of_the_machine(lean):
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    done = subprocess.run([sys.executable, *strict, lean / "build.py"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
