"""What the test suite needs from the machine beside Python: a Chromium, what it trusts, PostgreSQL.

What is missing is installed where we may (root on Debian and its children); elsewhere one line says
what to type. Under CI=true, what is still missing is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def chromium() -> Path | None:
    """The browser that the tests drive: $CHROMIUM, the system's, or the one Playwright fetched."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "google-chrome", "chrome"):
        found = shutil.which(name) if name else None
        if found and not found.startswith("/snap/"):  # a snap cannot read the tests' profile folder
            return Path(found)
    return _newest(
        (Path("/Applications"), "Google Chrome.app/Contents/MacOS/Google Chrome"),
        (Path.home() / ".cache/ms-playwright", "chromium-*/chrome-linux*/chrome"),
        (Path.home() / "Library/Caches/ms-playwright", "chromium-*/chrome-mac*/*/Contents/MacOS/*"),
    )


def postgresql() -> Path | None:
    """The folder with PostgreSQL's server programs (initdb, postgres), which PATH often lacks."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    initdb = _newest(
        (Path("/usr/lib/postgresql"), "*/bin/initdb"),
        (Path("/usr"), "pgsql-*/bin/initdb"),
        (Path("/opt/homebrew/opt"), "postgresql*/bin/initdb"),
        (Path("/usr/local/opt"), "postgresql*/bin/initdb"),
    )
    return initdb.parent if initdb else None


def certutil() -> Path | None:
    """NSS's program, by which Chromium on Linux comes to trust a certificate authority."""
    found = shutil.which("certutil")
    return Path(found) if found and sys.platform != "win32" else None


def _newest(*places: tuple[Path, str]) -> Path | None:
    """The last file, by name, of the first place that has one."""
    for folder, pattern in places:
        if found := sorted(folder.glob(pattern)):
            return found[-1]
    return None


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the suite needs: how to find it, and how it comes onto a machine."""

    name: str
    find: Callable[[], Path | None]
    debian: str
    """The Debian package that has it."""
    elsewhere: str
    """What a person types on any other machine."""


NEEDS = {
    "chromium": Need(
        "Chromium",
        chromium,
        "chromium",
        ".venv/bin/playwright install chromium  (or, on Debian, sudo apt-get install chromium)",
    ),
    "certutil": Need(
        "certutil (NSS)",
        certutil,
        "libnss3-tools",
        "sudo apt-get install libnss3-tools  (or, on macOS, brew install nss)",
    ),
    "postgresql": Need(
        "PostgreSQL",
        postgresql,
        "postgresql",
        "sudo apt-get install postgresql  (or, on macOS, brew install postgresql)",
    ),
}


def in_ci() -> bool:
    """Whether a missing need is a failure rather than tests left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def missing(need: Need) -> str:
    """The one line that tells a person what to type."""
    return f"{need.name} is missing; type: {need.elsewhere}"


def install() -> None:
    """Install what is missing where we may, or say how; raises SystemExit if CI still lacks it."""
    absent = [need for need in NEEDS.values() if not need.find()]
    if absent and os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _install_from_debian(absent)
        absent = [need for need in absent if not need.find()]
    for need in absent:
        print(f"{missing(need)}\n  (until then, its tests are left out)", file=sys.stderr)
    if absent and in_ci():
        raise SystemExit("Under CI nothing may be left out.")


def _install_from_debian(needs: list[Need]) -> None:
    """Install the packages with apt, quietly unless that fails."""
    print("Installing", " and ".join(need.name for need in needs), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [need.debian for need in needs]
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
