"""Files say what they hold, and lock files say nothing about where packages come from."""

import json
import re
import tomllib

import pytest

from tests.rules.sources import ROOT, sources

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
REQUIREMENTS = ["requirements.txt", "tests/requirements.txt", "setup/npm-requirements.txt"]


def test_every_name_says_what_is_inside() -> None:
    names = {
        path: {part.split(".")[0] for part in path.relative_to(ROOT).parts} for path in sources()
    }
    assert [path for path, parts in names.items() if parts & SAYS_NOTHING] == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_python_packages_are_pinned_by_hash_and_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", "")
    pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert pins
    assert [pin for pin in pins if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", pin)] == []
    assert "://" not in text


def test_front_end_packages_are_pinned_by_hash_and_name_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    pinned = {name: lock for name, lock in packages.items() if name}
    assert [name for name, lock in pinned.items() if "integrity" not in lock] == []
    assert [name for name, lock in pinned.items() if "resolved" in lock] == []


BUILDERS = {"esbuild"}
"""Packages that only work at set-up: nothing of them is served."""


def test_what_set_up_copies_is_listed_with_its_licence() -> None:
    listed = json.loads((ROOT / "setup/vendor.json").read_text("utf-8"))
    licensed = {source.split("/LICENSE")[0] for source in listed.values() if "LICENSE" in source}
    packages = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert licensed == set(packages) - BUILDERS


def test_each_dependency_says_what_it_is_for() -> None:
    python = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    node = json.loads((ROOT / "package.json").read_text("utf-8"))
    asked = [*python["project"]["dependencies"], *python["dependency-groups"]["test"]]
    names = {name.split("[")[0] for name in asked} | {
        *node["dependencies"],
        *node["devDependencies"],
    }
    rows = re.findall(r"^\| (.+?) \| \S", (ROOT / "docs/architecture.md").read_text("utf-8"), re.M)
    assert names - {name for row in rows for name in row.split(", ")} == set()
