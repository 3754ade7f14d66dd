"""Reads a spreadsheet that somebody sends: XLSX, ODS, XLS or CSV, told apart by what is in it.

From bytes to a table, and nothing else is known here: it runs in a process of its own (apart.py).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal

from bourse.errors import BourseError
from bourse.intake import delimited, ods, xlsx
from bourse.intake.bounds import MAX_COLUMNS, check_position, check_size, opened
from bourse.intake.streaming import Marks
from bourse.intake.table import Book, Row, Table

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""An XLSX with a password is kept in the container of XLS, under this name."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def read_book(content: bytes, place: int | None = None) -> Book:
    """A sheet of an XLSX, ODS or XLS file, or a CSV file, as text cells.

    Without a `place` it is the first that a person sees and that says something; a hidden one is
    never read. Raises `table_format` for another kind of file, `table_unreadable`,
    `table_password`, `table_quotes` (line), `table_empty`, and the limits of `bounds`.
    """
    check_size(content)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise BourseError("table_password")
    if not content.startswith((_ZIP, _OLE)):
        return Book({}, 0, _table(delimited.records(content), Marks()))
    return _read_sheet(content, place, content.startswith(_ZIP) and _is_xlsx(content))


def read_table(content: bytes) -> Table:
    """The sheet that `read_book` chooses; raises like it."""
    return read_book(content).table


def _is_xlsx(content: bytes) -> bool:
    """Whether this archive is XLSX, not ODS; raises `table_format` for anything else."""
    with opened(content) as archive:
        if xlsx.WORKBOOK in archive.namelist():
            return True
        if not ods.is_spreadsheet(archive):
            raise BourseError("table_format")
    return False


def _read_sheet(content: bytes, place: int | None, is_xlsx: bool) -> Book:
    """The sheet in that place, or the first that is not empty."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {
            number: sheet.name
            for number, sheet in enumerate(book.sheets_metadata)
            if sheet.visible is SheetVisibleEnum.Visible
        }
        for chosen in sheets if place is None else sheets.keys() & {place}:
            marks = _marks(content, chosen, is_xlsx)
            sheet = book.get_sheet_by_index(chosen) if is_xlsx else None
            grid = sheet.to_python(skip_empty_area=False) if sheet else _frame(content, chosen)
            rows = tuple(_rows(grid, marks))
            if rows:
                return Book(sheets, chosen, Table(rows))
    except (CalamineError, ValueError, KeyError, IndexError) as error:
        raise BourseError("table_unreadable") from error
    raise BourseError("table_empty")


def _frame(content: bytes, place: int) -> Iterable[Iterable[object]]:
    """What an ODS or XLS sheet holds: pandas knows what its cells may be, whatever reads them.

    That costs half a second and 50 MB: XLSX, the format of long files, is read without.
    """
    import pandas as pd

    frame = pd.read_excel(
        io.BytesIO(content),
        engine="calamine",
        sheet_name=place,
        header=None,
        dtype=object,  # not str: a float's noise could not be told from typed digits
        keep_default_na=False,
        na_filter=False,
    )
    return frame.itertuples(index=False, name=None)


def _marks(content: bytes, place: int, is_xlsx: bool) -> Marks:
    """Bounds are looked at here, before anything makes room for the cells."""
    if content.startswith(_OLE):
        return Marks()
    with opened(content) as archive:
        return xlsx.marks_of(archive, place) if is_xlsx else ods.marks_of(archive, place)


def _table(grid: Iterable[Iterable[object]], marks: Marks) -> Table:
    rows = tuple(_rows(grid, marks))
    if not rows:
        raise BourseError("table_empty")
    return Table(rows)


def _rows(grid: Iterable[Iterable[object]], marks: Marks) -> Iterator[Row]:
    """The rows that say something, numbered as in the margin, without their empty end."""
    joined = _Joined(marks)
    marked = marks.formulas or marks.shown
    for line, cells in enumerate(grid, start=1):
        texts = [_text(cell) for cell in cells]
        if marked:
            for column in range(min(len(texts), MAX_COLUMNS)):
                said = marks.formulas.get((line, column + 1)) or marks.shown.get((line, column + 1))
                texts[column] = _text(said) if said else texts[column]
        joined.fill(line, texts)
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            check_position(line, len(texts))
            yield Row(line, tuple(texts))


class _Joined:
    """Cells made one over several lines: what the first says, a person reads in all of them."""

    def __init__(self, marks: Marks) -> None:
        self._waiting = sorted(marks.merged, key=lambda area: area[1], reverse=True)
        self._open: dict[int, tuple[int, str]] = {}

    def fill(self, line: int, texts: list[str]) -> None:
        for column, (last, text) in list(self._open.items()):
            if line > last:
                del self._open[column]
            elif column <= len(texts) and not texts[column - 1] and any(texts):
                texts[column - 1] = text
        while self._waiting and self._waiting[-1][1] <= line:
            column, first, last = self._waiting.pop()
            if first == line and column <= len(texts):
                self._open[column] = (last, texts[column - 1])


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _number(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return " ".join(_CONTROL.sub("", str(cell)).split())


def _number(value: float) -> str:
    """A computed number without the noise of binary: 36.900000000000006 is 36.9."""
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text
