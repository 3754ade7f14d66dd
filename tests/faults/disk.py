"""A small disk that something else fills: a file system of its own, where we may mount one.

Elsewhere the server's files may not grow for a while (RLIMIT_FSIZE): it meets an I/O error.
"""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BYTES = 96 * 1024 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount one on `folder`, which exists; gives whether that worked."""
    options = ["-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(folder)]
    mounted = subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path, group: int, *, mounted: bool) -> Iterator[None]:
    """The disk is full, or the files of that process group may not grow, while the block runs."""
    if mounted:
        ballast = folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            while _wrote(file.fileno()):
                pass
        yield
        ballast.unlink()
        return
    largest = max(path.stat().st_size for path in folder.rglob("bourse.db*"))
    for process in _processes(group):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    yield
    for process in _processes(group):
        limits = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(process, resource.RLIMIT_FSIZE, limits)


def _wrote(descriptor: int) -> bool:
    """Whether another piece went onto the disk; pages first, then bytes."""
    for size in (1 << 20, 4096, 1):
        try:
            os.write(descriptor, b"\0" * size)
        except OSError:
            continue
        return True
    return False


def _processes(group: int) -> list[int]:
    found = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]
