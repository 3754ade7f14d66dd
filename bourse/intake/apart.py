"""Reads a spreadsheet apart, in a process of its own, so that no file takes the server with it.

The process has bounded memory and time and is killed at the end of it; what it answers is bounded
too. Bytes go in and out by files without a name, which vanish with their last handle. Never call
this inside a transaction: it takes as long as it takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, BinaryIO

from bourse.errors import BourseError
from bourse.intake.bounds import check_size
from bourse.intake.child import ANSWER_BYTES
from bourse.intake.table import Book, Row, Table

SECONDS = 30.0
"""How long a file may take before it is given up."""
AT_ONCE = 2
"""Files read at the same time by one server; who comes third waits."""
_PATIENCE_SECONDS = 20.0
_BROKE_OFF = 1
"""How Python ends when the reader met what it never thought of."""
_ROOT = Path(__file__).resolve().parents[2]
_places = threading.BoundedSemaphore(AT_ONCE)


def read_apart(content: bytes, place: int | None = None, *, seconds: float = SECONDS) -> Book:
    """What `reading.read_book` reads of `content`, in a process of its own.

    Raises what it raises, `table_unreadable` for a file that breaks its reader, `table_too_heavy`
    for one that wants too much memory, `table_too_slow`, and `intake_busy` when too many are being
    read.
    """
    check_size(content)
    if not _places.acquire(timeout=_PATIENCE_SECONDS):
        raise BourseError("intake_busy")
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
            given.write(content)
            given.seek(0)
            _run(given, answered, place, seconds)
            answered.seek(0)
            return _book(answered)
    finally:
        _places.release()


def _run(given: BinaryIO, answered: BinaryIO, place: int | None, seconds: float) -> None:
    """Run the reader to its end, or kill it."""
    command = [sys.executable, "-m", "bourse.intake.child"]
    try:
        done = subprocess.run(
            command if place is None else [*command, str(place)],
            stdin=given,
            stdout=answered,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_environment(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BourseError("table_too_slow") from error
    if done.returncode == _BROKE_OFF:
        raise BourseError("table_unreadable")
    if done.returncode:  # the system ended it
        raise BourseError("table_too_heavy")


def _environment() -> dict[str, str]:
    """Ours without its secrets, and one thread: each would map memory that counts as used."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**kept, **single, "PYTHONUTF8": "1"}


def _book(answered: BinaryIO) -> Book:
    """The answer as a book, read row by row; raises what the reader refused with."""
    if os.fstat(answered.fileno()).st_size > ANSWER_BYTES:
        raise BourseError("table_too_heavy")
    try:
        said: dict[str, Any] = json.loads(answered.readline())
        if "refused" in said:
            raise BourseError(said["refused"], **said["params"])
        once: dict[str, str] = {}  # most cells of a column say the same
        rows = tuple(
            Row(line, tuple([once.setdefault(cell, cell) for cell in cells]))
            for line, cells in map(json.loads, answered)
        )
    except ValueError as error:  # cut off where it reached its bound
        raise BourseError("table_too_heavy") from error
    if len(rows) != said["rows"]:
        raise BourseError("table_too_heavy")
    return Book(dict(said["sheets"]), said["place"], Table(rows))
