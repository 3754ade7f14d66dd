"""The till's scripts as a tablet gets them: built from all the sources, and small."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from setup.node import node_folder
from tests.rules.sources import ROOT

GOAL = 60_000
"""Bytes, gzipped, the scanner's fallback apart."""


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of static/ with a bundle made from it."""
    top = tmp_path_factory.mktemp("bundle")
    shutil.copytree(ROOT / "app/static/till", top / "app/static/till")
    for library in ("zxing", "lean-qr"):
        shutil.copytree(ROOT / "app/static/vendor" / library, top / "app/static/vendor" / library)
    shutil.copytree(ROOT / "setup", top / "setup", ignore=shutil.ignore_patterns("*.py"))
    (top / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    (top / "package.json").write_bytes((ROOT / "package.json").read_bytes())
    folder = node_folder()
    assert folder is not None, "the test environment brings a Node: python -m setup.environment"
    subprocess.run([str(folder / "node"), "setup/bundle.mjs"], cwd=top, check=True)
    return top / "app/static"


def test_every_module_is_in_it(static: Path) -> None:
    build = json.loads((static / "built/build.json").read_text("utf-8"))
    own = {
        path.relative_to(static).as_posix()
        for path in (static / "till").rglob("*.js")
        if path.name != "service_worker.js"
    }
    assert own - build["sources"].keys() == set(), "nothing imports these"
    assert build["scripts"][0] == "built/main.js"


def test_it_is_small(static: Path) -> None:
    sent = [path for path in (static / "built").glob("*.js") if "zxing" not in path.name]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in sent}
    assert sum(sizes.values()) <= GOAL, sizes
