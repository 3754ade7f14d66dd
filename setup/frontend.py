"""Front-end packages: installed from the lock file, then the few files we serve are copied.

Third-party code is not committed: it comes from package-lock.json into node_modules/, and from
there into app/static/vendor/ (served to browsers) and reports/kit/fonts/ (set in PDF). The till's
scripts are made into a few small files in app/static/built/.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from setup.node import node_folder
from setup.python import install_pinned
from setup.stamp import Stamp

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
COPIES = ROOT / "setup/vendor.json"
"""Our file → where it stands in node_modules."""
SCRIPTS = ROOT / "app/static/till"
BUILT = ROOT / "app/static/built"
BUILDER = ROOT / "setup/bundle.mjs"
FOLDERS = [ROOT / "app/static/vendor", ROOT / "reports/kit/fonts"]
"""Where the copies stand, and nothing else does."""


def install(for_tests: bool) -> None:
    """Bring node_modules to what package-lock.json says, if it is not; then copy our files.

    Raises SystemExit with what to do when npm is missing or fails.
    """
    lock = [ROOT / "package-lock.json", ROOT / ".npmrc"]
    running, testing = (Stamp(PACKAGES / f".ready-{what}", lock) for what in ("run", "tests"))
    if not testing.holds() and (for_tests or not running.holds()):
        _npm_ci([] if for_tests else ["--omit=dev"])
        (testing if for_tests else running).set()
    _copy()
    sources = [*lock, BUILDER, *sorted(SCRIPTS.rglob("*.js"))]
    built = Stamp(BUILT / ".ready", sources)
    if not built.holds():
        _run("node", str(BUILDER), else_say="The till's scripts could not be built.")
        built.set()


def _npm_ci(options: list[str]) -> None:
    """Bring node_modules to what the lock file says."""
    print("Installing the front-end packages", flush=True)
    words = ["ci", "--no-progress", "--loglevel=error", *options]
    _run("npm", *words, else_say="The front-end packages could not be installed.")


def _run(program: str, *words: str, else_say: str) -> None:
    """Run `node` or `npm`, fetching them first where the machine has none that will do."""
    folder = node_folder()
    if folder is None:
        print("This machine has no recent npm: it comes as a Python package", flush=True)
        install_pinned(ROOT / "setup/npm-requirements.txt")
        folder = node_folder()
    if folder is None:
        raise SystemExit("npm is missing; install Node.js 20.18 or newer and try again")
    path = os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(
        [shutil.which(program, path=path) or program, *words],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        check=False,
    )
    if done.returncode:
        raise SystemExit(else_say)


def _copy() -> None:
    """Make our folders hold exactly the copies, leaving what is the same."""
    listed = json.loads(COPIES.read_text(encoding="utf-8"))
    files = {ROOT / ours: PACKAGES / theirs for ours, theirs in listed.items()}
    for ours, theirs in files.items():
        wanted = theirs.read_bytes()
        if not ours.exists() or ours.read_bytes() != wanted:
            ours.parent.mkdir(parents=True, exist_ok=True)
            ours.write_bytes(wanted)
    for folder in FOLDERS:
        for stray in [path for path in folder.rglob("*") if path.is_file() and path not in files]:
            stray.unlink()
