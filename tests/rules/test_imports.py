"""The rooms import only what stands below them; pyproject.toml has the contracts."""

import subprocess
import sys
from pathlib import Path

from tests.rules.sources import ROOT


def test_the_contracts_are_kept() -> None:
    """In a process of its own: the linter switches off the logging of the one it runs in."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
