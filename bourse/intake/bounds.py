"""How large a spreadsheet may be, looked at before anything allocates room for its cells.

A file of 5 kB with one cell at XFD1048576 makes a parser ask for 550 GB, and a zip of 40 kB can
hold gigabytes. So the parts are streamed once, and only positions are kept.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from bourse.errors import BourseError

MAX_BYTES = 16 * 1024 * 1024
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_RATIO = 200
"""Times that a packed part may grow; only from `MIN_SUSPECT_BYTES` on does it tell a trap."""
MIN_SUSPECT_BYTES = 8 * 1024 * 1024
MAX_PARTS = 2_000
MAX_LINES = 20_000
MAX_COLUMNS = 200

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, RuntimeError, ValueError)
"""What a broken archive raises while it is read; RuntimeError and its kinds where it is packed in a
way that we do not know, ValueError where a number is none."""


def check_size(content: bytes) -> None:
    """Raises `table_too_large` (megabytes)."""
    if len(content) > MAX_BYTES:
        raise BourseError("table_too_large", megabytes=MAX_BYTES // 1024**2)


def check_position(line: int, column: int) -> None:
    """Whether a cell may stand there, both from 1; raises `table_too_long`, `table_too_wide`."""
    if line > MAX_LINES:
        raise BourseError("table_too_long", lines=MAX_LINES)
    if column > MAX_COLUMNS:
        raise BourseError("table_too_wide", columns=MAX_COLUMNS)


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, its parts known to be within bounds.

    Raises `table_unreadable` for a damaged one, also when the block meets the damage,
    `table_password` and `table_too_large`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
            yield archive
    except DAMAGED as error:
        raise BourseError("table_unreadable") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Sizes first; then each part is unpacked and thrown away, since what it says may be a lie."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise BourseError("table_too_large", megabytes=MAX_UNPACKED_BYTES // 1024**2)
    if len({part.filename for part in parts}) < len(parts):
        raise zipfile.BadZipFile("two parts have one name")
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise BourseError("table_password")
        grown = part.file_size > MIN_SUSPECT_BYTES
        if grown and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise BourseError("table_too_large", megabytes=MAX_UNPACKED_BYTES // 1024**2)
        with archive.open(part) as file:
            while file.read(_CHUNK):
                pass
