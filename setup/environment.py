"""Everything the software needs on a new machine, and nothing when it is there already.

    python3 -m setup.environment            what running needs
    python3 -m setup.environment --tests    and what the test suite needs

It makes .venv, installs the pinned packages with their hashes, then the front end's, and compiles
the translations. It needs Python 3.11 with its venv module and nothing else; a second run takes
half a second.
"""

from __future__ import annotations

import subprocess
import sys

OLDEST = (3, 11)


def main() -> None:
    """Make the environment, or stop with what to do about the step that failed."""
    if sys.version_info < OLDEST:
        raise SystemExit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    from setup import frontend, machine, python  # written for that Python

    for_tests = "--tests" in sys.argv[1:]
    python.install(for_tests)
    frontend.install(for_tests)
    if for_tests:
        machine.install()
    subprocess.run([python.PROGRAM, "setup/catalogues.py", "compile"], cwd=python.ROOT, check=True)


if __name__ == "__main__":
    main()
