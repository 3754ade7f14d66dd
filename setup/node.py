"""Node and npm: the machine's own where they are recent enough, else those in .venv."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from setup.python import FOLDER

OLDEST = (20, 18)
"""What html-validate, a tool of the test suite, asks for."""


def node_folder() -> Path | None:
    """The folder with a `node` and an `npm` that will do: on PATH, else in .venv; or None."""
    for node in (shutil.which("node"), shutil.which("node", path=str(FOLDER))):
        if node and shutil.which("npm", path=str(Path(node).parent)) and _version(node) >= OLDEST:
            return Path(node).parent
    return None


def _version(node: str) -> tuple[int, ...]:
    """Major and minor version of that program; empty if it does not say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = re.match(r"v(\d+)\.(\d+)", said.stdout)
    return tuple(int(part) for part in number.groups()) if number else ()
