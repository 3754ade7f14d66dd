"""Front-end packages: installed from the lock file, then the few files we serve are copied.

Third-party code is not committed: it comes from package-lock.json into node_modules/, and from
there into app/static/vendor/ (served to browsers) and reports/kit/fonts/ (set in PDF).
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


def _npm_ci(options: list[str]) -> None:
    """Run `npm ci`, fetching an npm first where the machine has none that will do."""
    folder = node_folder()
    if folder is None:
        print("This machine has no recent npm: it comes as a Python package", flush=True)
        install_pinned(ROOT / "setup/npm-requirements.txt")
        folder = node_folder()
    if folder is None:
        raise SystemExit("npm is missing; install Node.js 20.18 or newer and try again")
    print("Installing the front-end packages", flush=True)
    path = os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])
    npm = shutil.which("npm", path=path) or "npm"
    done = subprocess.run(
        [npm, "ci", "--no-progress", "--loglevel=error", *options],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        check=False,
    )
    if done.returncode:
        raise SystemExit("The front-end packages could not be installed.")


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
