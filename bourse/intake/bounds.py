"""How large a spreadsheet may be, looked at before anything allocates room for its cells.

A file of 5 kB with one cell at XFD1048576 makes a parser ask for 550 GB, and a zip of 40 kB can
hold gigabytes. So the parts are streamed once, and only positions are kept.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from bourse.errors import BourseError

MAX_BYTES = 16 * 1024 * 1024
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_LINES = 20_000
MAX_COLUMNS = 200

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_CHUNK = 64 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, RuntimeError, ValueError)
"""What a broken archive raises while it is read; RuntimeError where it wants a password or a way
to unpack that we do not know, ValueError where a number is none."""

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
"""Told of each element that streams by: its name without a prefix, and its attributes."""


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


def check_archive(content: bytes) -> None:
    """Whether an XLSX or ODS file is one, and within bounds.

    Raises `table_format` for another kind of archive, `table_unreadable` for a damaged one,
    `table_too_large`, and what `check_position` raises.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise BourseError("table_too_large", megabytes=MAX_UNPACKED_BYTES // 1024**2)
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                for name in sorted(names):
                    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                        _stream(archive, name, _SheetXlsx().start)
            elif {"mimetype", "content.xml"} <= names and b"spreadsheet" in archive.read(
                "mimetype"
            ):
                _stream(archive, "content.xml", _SheetOds().start)
            else:
                raise BourseError("table_format")
    except DAMAGED as error:
        raise BourseError("table_unreadable") from error


class _SheetXlsx:
    """Cells are `<c r="B7"><v>…`; those without a value only have a look."""

    line = column = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.line, self.column = self.line + 1, 0
        elif name == "c":
            self.column += 1
            if found := _REFERENCE.fullmatch(attributes.get("r", "")):
                self.line, self.column = int(found[2]), _column(found[1])
        elif name in {"v", "is"}:
            check_position(self.line, self.column)


class _SheetOds:
    """Rows and cells say how often they are repeated; blank ones at the end are no matter."""

    line = column = repeated = cell = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self.line = self.repeated = 0
        elif name == "table-row":
            self.line += self.repeated
            self.column, self.cell = 0, 0
            self.repeated = int(attributes.get("number-rows-repeated", "1"))
        elif name in {"table-cell", "covered-table-cell"}:
            self.column += self.cell
            self.cell = int(attributes.get("number-columns-repeated", "1"))
            if "value-type" in attributes:
                check_position(self.line + self.repeated, self.column + self.cell)
        elif name == "p":
            check_position(self.line + self.repeated, self.column + self.cell)


def _stream(archive: zipfile.ZipFile, name: str, start: Start) -> None:
    """Read one part in pieces; expat bounds what entities may grow to."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _by_local_name(start)
    with archive.open(name) as part:
        ended = False
        while not ended:
            piece = part.read(_CHUNK)
            ended = not piece
            parser.Parse(piece, ended)


def _by_local_name(start: Start) -> Start:
    def handler(name: str, attributes: Attributes) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        start(name.rpartition(" ")[2], local)

    return handler


def _column(letters: str) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
