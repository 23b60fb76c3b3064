"""Every package is pinned, hashed and of a known licence, and what is installed is what is pinned."""

import csv
import re
import subprocess
import sys
from importlib import metadata

import pytest

import build

PINNED = {}  # {package: version}, of all requirements
for path in sorted(build.HERE.glob("requirements*.txt")):
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        PINNED[re.sub(r"[-_.]+", "-", name).lower()] = version
with (build.HERE / "licences.csv").open(encoding="utf-8", newline="") as file:
    LICENCES = {row["package"]: row["licence"] for row in csv.DictReader(file)}


def installed(package):
    try:
        return metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None


def test_the_licence_of_every_pinned_package_is_listed():
    assert sorted(LICENCES) == sorted(PINNED)


@pytest.mark.parametrize("package", [package for package in PINNED if installed(package) and package != "pip"])  # pip comes with Python
def test_the_licence_and_the_version_are_those_of_the_installed_package(package):
    about = installed(package)
    classified = "; ".join(words.split(" :: ")[-1] for words in about.get_all("Classifier", []) if words.startswith("License ::"))
    assert (about["License-Expression"] or classified or about["License"]) == LICENCES[package]
    assert about["Version"] == PINNED[package]


def test_every_pin_has_its_hashes_and_what_users_need_is_four_packages():
    for path in build.HERE.glob("requirements*.txt"):
        for pin in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip()):
            assert re.match(r"[\w.-]+==\S+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n)?)+$", pin), pin[:60]
    users = (build.HERE / "requirements.txt").read_text(encoding="utf-8")
    assert re.findall(r"^[a-z]+(?===\S+ \\)", users, re.MULTILINE) == ["duckdb", "nanoarrow", "sqlglot", "sqlglotc", "tqdm"]  # sqlglotc is sqlglot compiled; and colorama, on Windows alone


def test_a_package_that_is_not_what_was_pinned_is_refused(tmp_path):
    pins = (build.HERE / "requirements.txt").read_text(encoding="utf-8")
    forged = tmp_path / "requirements.txt"
    forged.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", pins), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", tmp_path, "--require-hashes", "--requirement", forged], capture_output=True, text=True)
    if "HASH" not in done.stderr.upper():
        pytest.skip("no packages without a network")
    assert done.returncode != 0 and not list(tmp_path.glob("*.whl"))


def test_no_program_depends_on_the_encoding_of_the_machine(lean):
    done = subprocess.run([sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", lean / "build.py"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
