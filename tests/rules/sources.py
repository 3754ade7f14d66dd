"""What the rules look at: every file of ours, committed or about to be."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def sources(*suffixes: str) -> list[Path]:
    """Our files with one of these suffixes (all of them if none is given), by path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    paths = [ROOT / name for name in sorted(set(listed)) if name]
    return [path for path in paths if path.is_file() and path.suffix in (suffixes or {path.suffix})]
