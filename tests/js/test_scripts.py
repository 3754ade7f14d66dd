"""The till's scripts under Node: what they compute alone, and alike with Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from setup.node import node_folder
from tests.js.vectors import vectors

HERE = Path(__file__).parent


def test_the_scripts_hold(tmp_path: Path) -> None:
    folder = node_folder()
    assert folder is not None, "the test environment brings a Node: python -m setup.environment"
    shared = tmp_path / "vectors.json"
    shared.write_text(json.dumps(vectors()), encoding="utf-8")
    done = subprocess.run(
        [
            shutil.which("node", path=str(folder)) or "node",
            "--test",
            *sorted(HERE.glob("*.test.js")),
        ],
        env={**os.environ, "VECTORS": str(shared)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
