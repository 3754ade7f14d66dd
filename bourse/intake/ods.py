"""What an OpenDocument spreadsheet holds beside its values; elements after OpenDocument 1.3."""

from __future__ import annotations

import re
import zipfile

from bourse.errors import BourseError
from bourse.intake.bounds import check_position
from bourse.intake.streaming import Attributes, Marks, Reader, stream

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_PADDED = re.compile(r"0[0-9]+")
_CELLS = {"table-cell", "covered-table-cell"}


def is_spreadsheet(archive: zipfile.ZipFile) -> bool:
    """Whether the archive says that it is one."""
    names = set(archive.namelist())
    return {"mimetype", CONTENT} <= names and b"spreadsheet" in archive.read("mimetype")


def marks_of(archive: zipfile.ZipFile, place: int) -> Marks:
    """The marks of the sheet in that place, from 0.

    Raises `table_password`, `table_unreadable`, and what `check_position` does for a cell with a
    value, in whatever sheet.
    """
    if _MANIFEST in archive.namelist():
        stream(archive, _MANIFEST, _Manifest())
    sheets = _Sheets()
    stream(archive, CONTENT, sheets)
    return sheets.marks[place] if place < len(sheets.marks) else Marks()


class _Manifest(Reader):
    """Says of each part whether it is encrypted."""

    def start(self, name: str, _attributes: Attributes, /) -> None:
        if name == "encryption-data":
            raise BourseError("table_password")


class _Sheets(Reader):
    """Rows and cells say how often they are repeated; blank ones at the end are no matter."""

    def __init__(self) -> None:
        self.marks: list[Marks] = []
        self._line = self._column = self._repeated = self._cell = 0
        self._kind = self._formula = ""

    def start(self, name: str, attributes: Attributes, /) -> None:
        self.wants_text = name == "p" and self._kind in {"float", "percentage"}
        if name == "table":
            self.marks.append(Marks())
            self._line = self._repeated = 0
        elif name == "table-row":
            self._line += self._repeated
            self._column, self._cell = 0, 0
            self._repeated = int(attributes.get("number-rows-repeated", "1"))
        elif name in _CELLS:
            self._open(attributes)
        elif name == "p":
            check_position(self._line + self._repeated, self._column + self._cell)

    def end(self, name: str, text: str, /) -> None:
        if name == "p" and self.marks:
            if self._kind == "percentage" or _PADDED.fullmatch(text):
                self.marks[-1].shown[self._line + 1, self._column + 1] = text
        elif name in _CELLS:
            self._kind = ""

    def _open(self, attributes: Attributes) -> None:
        self._column += self._cell
        self._cell = int(attributes.get("number-columns-repeated", "1"))
        self._kind = attributes.get("value-type", "")
        formula = attributes.get("formula", "")
        if self._kind or formula:
            check_position(self._line + self._repeated, self._column + self._cell)
        if not self.marks:
            return
        here = (self._line + 1, self._column + 1)
        if formula and not self._kind:
            self.marks[-1].formulas[here] = "=" + formula.removeprefix("of:").lstrip("=")
        down = int(attributes.get("number-rows-spanned", "1"))
        if down > 1:
            self.marks[-1].merged.append((here[1], here[0], here[0] + down - 1))
