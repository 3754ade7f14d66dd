"""What is in an XLSX workbook beside its values: its sheets, its formulas, how numbers are shown.

Part names, elements and attributes after ECMA-376, part 1, SpreadsheetML.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from decimal import Context, Decimal, InvalidOperation
from functools import cache

from bourse.intake.bounds import check_position
from bourse.intake.streaming import Attributes, Marks, Reader, stream

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
_PERCENT_FORMATS = {"9", "10"}
"""Numbers of the formats 0% and 0.00%, which no file spells out."""
_ERROR = "e"
"""The kind of a cell that holds #REF! or the like: its reader gives nothing for it."""
_PADDED = re.compile(r"0{2,20}")
MAX_MERGED = 20_000
_KEPT = Context(prec=12)
"""Digits that a percentage keeps: beyond them stands the noise of binary."""
_FARTHEST = 20
"""A number with more digits before its point, or zeros after it, is no quantity of anything."""


def marks_of(archive: zipfile.ZipFile, place: int) -> Marks:
    """The marks of the sheet in that place of the workbook, from 0.

    Raises `table_unreadable`, and what `check_position` does for a cell with a value.
    """
    book, relations = _Workbook(), _Relations()
    stream(archive, WORKBOOK, book)
    stream(archive, _RELATIONS, relations)
    formats = _Styles()
    if _STYLES in archive.namelist():
        stream(archive, _STYLES, formats)
    if place >= len(book.relations):
        raise ValueError("no such sheet")
    target = relations.targets.get(book.relations[place], "")
    sheet = _Sheet(formats.by_style)
    stream(archive, posixpath.normpath(posixpath.join("/xl", target))[1:], sheet)
    return sheet.marks


class _Workbook(Reader):
    """`<sheet name="Lots" r:id="rId1"/>`, in the order of the tabs."""

    def __init__(self) -> None:
        self.relations: list[str] = []

    def start(self, name: str, attributes: Attributes, /) -> None:
        if name == "sheet":
            self.relations.append(attributes.get("id", ""))


class _Relations(Reader):
    """`<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>`."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes, /) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Styles(Reader):
    """Which styles show a number as a percentage, or with zeros in front."""

    def __init__(self) -> None:
        self.by_style: dict[str, str] = {}
        self._codes: dict[str, str] = dict.fromkeys(_PERCENT_FORMATS, "%")
        self._inside = False
        self._style = 0

    def start(self, name: str, attributes: Attributes, /) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            padded = _PADDED.fullmatch(code)
            known = "%" if code.endswith("%") else code if padded else ""
            self._codes[attributes.get("numFmtId", "")] = known
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            if shown := self._codes.get(attributes.get("numFmtId", "")):
                self.by_style[str(self._style)] = shown
            self._style += 1

    def end(self, name: str, _text: str, /) -> None:
        if name == "cellXfs":
            self._inside = False


class _Sheet(Reader):
    """Cells are `<c r="B7" s="3"><f>A7*2</f><v>14</v></c>`; without a value they only look."""

    def __init__(self, formats: dict[str, str]) -> None:
        self.marks = Marks()
        self._formats = formats
        self._line = self._column = 0
        self._format = self._formula = self._value = ""
        self._has_formula = self._is_text = False

    def start(self, name: str, attributes: Attributes, /) -> None:
        self.wants_text = name == "f" or (name == "v" and bool(self._has_formula or self._format))
        if name == "row":
            self._line, self._column = self._line + 1, 0
        elif name == "c":
            self._column += 1
            if found := _REFERENCE.fullmatch(attributes.get("r", "")):
                self._line, self._column = int(found[2]), _column(found[1])
            kind = attributes.get("t", "n")
            self._is_text, self._has_formula = kind != "n", False
            styled = self._formats.get(attributes.get("s", ""), "") if kind == "n" else ""
            self._format = _ERROR if kind == _ERROR else styled
            self._formula = self._value = ""
        elif name in {"v", "is"}:
            check_position(self._line, self._column)
        elif name == "f":
            self._has_formula = True
            check_position(self._line, self._column)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str, text: str, /) -> None:
        if name == "f":
            self._formula = text
        elif name == "v":
            self._value = text
        elif name == "c":
            place = (self._line, self._column)
            if self._has_formula and not self._value and not self._is_text:
                self.marks.formulas[place] = f"={self._formula}"
            elif self._format and self._value:
                self.marks.shown[place] = _shown(self._value, self._format)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and stop and int(stop[2]) > int(start[2]) and len(self.marks.merged) < MAX_MERGED:
            self.marks.merged.append((_column(start[1]), int(start[2]), int(stop[2])))


def _shown(value: str, how: str) -> str:
    """0.2 as "20 %", 123 in the format 00000 as "00123"; errors and other numbers as they are."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _FARTHEST:
        return value
    if how == "%":
        return f"{(number * 100).normalize(_KEPT):f} %"
    is_whole = number >= 0 and number == number.to_integral_value()
    return f"{int(number):0{len(how)}d}" if is_whole else value


@cache
def _column(letters: str) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
