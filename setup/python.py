"""The virtual environment in .venv, with the pinned packages, each checked against its hash."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from setup.stamp import Stamp

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FOLDER = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PROGRAM = str(FOLDER / "python")
PIP = [PROGRAM, "-m", "pip", "--disable-pip-version-check", "--no-input"]


def install(for_tests: bool) -> None:
    """Make .venv if it is not there, and bring its packages to what the requirements pin.

    Raises SystemExit with what to do when something is missing or fails.
    """
    running = [ROOT / "requirements.txt"]
    testing = [*running, ROOT / "tests/requirements.txt"]
    here = f"{VENV.resolve()} {sys.version_info[:2]}"  # an environment does not survive a move
    made = Stamp(VENV / ".made", [], here)
    to_run, to_test = (
        Stamp(VENV / ".ready-run", running, here),
        Stamp(VENV / ".ready-tests", testing, here),
    )
    if to_test.holds() or (to_run.holds() and not for_tests):
        return
    if not made.holds():
        _make()
        made.set()
    install_pinned(*(testing if for_tests else running))
    (to_test if for_tests else to_run).set()


def install_pinned(*requirements: Path) -> None:
    """Install what those files pin, naming each package on the terminal as it comes.

    Raises SystemExit with pip's own words when it fails.
    """
    count = sum("==" in line for file in requirements for line in file.open(encoding="utf-8"))
    print(f"Installing {count} Python packages", flush=True)
    options = [part for file in requirements for part in ("-r", str(file))]
    command = [*PIP, "install", "--require-hashes", "--progress-bar=off", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as pip:
        said = list(_shown(pip.stdout or []))
    if pip.returncode:
        raise SystemExit("".join(said[-25:]) + "\nThe Python packages could not be installed.")


def _make() -> None:
    """Make a fresh environment, or say which package of the system it lacks."""
    if not find_spec("ensurepip"):
        raise SystemExit("Python lacks its venv module; type: sudo apt-get install python3-venv")
    print(f"Making .venv with Python {sys.version.split()[0]}", flush=True)
    venv.create(VENV, with_pip=True, clear=True, symlinks=sys.platform != "win32")


def _shown(lines: Iterator[str] | list[str]) -> Iterator[str]:
    """The same lines; on a terminal, the package that pip is at is rewritten in place."""
    for line in lines:
        if sys.stdout.isatty() and line.lstrip().startswith(("Collecting", "Downloading", "Inst")):
            print(f"\r\x1b[K  {line.strip()[:70]}", end="", flush=True)
        yield line
    if sys.stdout.isatty():
        print("\r\x1b[K", end="", flush=True)
