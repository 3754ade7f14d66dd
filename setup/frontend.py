"""Front-end packages: installed from the lock file, then the few files we serve are copied.

Third-party code is not committed: it comes from package-lock.json into node_modules/, and from
there into app/static/vendor/ (served to browsers) and reports/kit/fonts/ (set in PDF).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from setup.node import node_folder
from setup.python import install_pinned
from setup.stamp import Stamp

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"

VENDOR = {
    "pico.min.css": "@picocss/pico/css/pico.min.css",
    "pico.LICENSE.md": "@picocss/pico/LICENSE.md",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE": "htmx.org/LICENSE",
    "inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    "inter.LICENSE": "@fontsource-variable/inter/LICENSE",
}
FONTS = {
    "Inter-Regular.ttf": "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
    "Inter-Medium.ttf": "@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf",
    "Inter-SemiBold.ttf": "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
    "Inter-Bold.ttf": "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf",
    "LICENSE": "@expo-google-fonts/inter/LICENSE_FONT",
}
COPIES = {ROOT / "app/static/vendor": VENDOR, ROOT / "reports/kit/fonts": FONTS}
"""Our folder → our file's name → where it stands in node_modules."""


def install(for_tests: bool) -> None:
    """Bring node_modules to what package-lock.json says, if it is not; then copy our files.

    Raises SystemExit with what to do when npm is missing or fails.
    """
    lock = [ROOT / "package-lock.json", ROOT / ".npmrc"]
    running, testing = (Stamp(PACKAGES / f".ready-{what}", lock) for what in ("run", "tests"))
    if not testing.holds() and (for_tests or not running.holds()):
        _npm_ci([] if for_tests else ["--omit=dev"])
        (testing if for_tests else running).set()
    for folder, files in COPIES.items():
        _copy(files, folder)


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


def _copy(files: dict[str, str], folder: Path) -> None:
    """Make the folder hold exactly these files of node_modules, leaving what is the same."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in files.items():
        wanted = (PACKAGES / source).read_bytes()
        target = folder / name
        if not target.exists() or target.read_bytes() != wanted:
            target.write_bytes(wanted)
    for stray in folder.iterdir():
        if stray.name not in files:
            stray.unlink()
