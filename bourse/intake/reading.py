"""Reads a spreadsheet that somebody sends: XLSX, ODS or CSV, told apart by what is in it.

One function from bytes to a table, which knows nothing else: it can run in a process of its own.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bourse.errors import BourseError
from bourse.intake.bounds import check_archive, check_position, check_size
from bourse.intake.table import Row, Table

DELIMITERS = ";\t,"
SAMPLE = 50
"""Lines that are tried with each delimiter."""
_ZIP = b"PK\x03\x04"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def read_table(content: bytes) -> Table:
    """The first sheet of an XLSX or ODS file, or a CSV file, as text cells.

    CSV may be in UTF-8, UTF-16 with its mark or Windows-1252, and part its cells by semicolons,
    commas or tabulators. Raises `table_format` for anything else, `table_unreadable`,
    `table_quotes` (line), `table_empty`, and the limits of `bounds`.
    """
    check_size(content)
    grid = _sheet(content) if content.startswith(_ZIP) else _lines(_decoded(content))
    rows = tuple(_rows(grid))
    if not rows:
        raise BourseError("table_empty")
    return Table(rows)


def _rows(grid: Iterable[Iterable[object]]) -> Iterator[Row]:
    """The rows that say something, numbered as in the margin, without their empty end."""
    for line, cells in enumerate(grid, start=1):
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            check_position(line, len(texts))
            yield Row(line, tuple(texts))


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return _number(cell)
    return " ".join(_CONTROL.sub("", str(cell)).split())


def _number(value: float) -> str:
    """A computed number without the noise of binary: 36.900000000000006 is 36.9."""
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def _sheet(content: bytes) -> Iterator[tuple[object, ...]]:
    """The first sheet's cells; formulas give the value that was computed last."""
    check_archive(content)
    import pandas as pd  # half a second and 100 MB: only who reads a spreadsheet pays
    from python_calamine import CalamineError

    try:
        frame = pd.read_excel(
            io.BytesIO(content),
            engine="calamine",
            header=None,
            dtype=object,  # not str: a float's noise could no longer be told from typed digits
            keep_default_na=False,
            na_filter=False,
        )
    except (CalamineError, ValueError) as error:
        raise BourseError("table_unreadable") from error
    return frame.itertuples(index=False, name=None)


def _decoded(content: bytes) -> str:
    """The text of a CSV file; what no editor would show as text is refused."""
    named = next((codec for mark, codec in _BOMS.items() if content.startswith(mark)), None)
    for codec in [named] if named else ["utf-8", "cp1252"]:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise BourseError("table_format")


def _lines(text: str) -> Iterator[list[str]]:
    """The records of a CSV file, by the delimiter that cuts most of its first ones alike."""
    first = text.split("\n", 1)[0].strip()
    if re.fullmatch(r"sep=.", first, re.IGNORECASE):  # Excel's own line, which it does not show
        return _records(text.split("\n", 1)[1] if "\n" in text else "", first[-1])
    return _records(text, max(DELIMITERS, key=lambda delimiter: _cut(text, delimiter)))


def _cut(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first records have the commonest width, and that width; 0 when they have one.

    A file that a wrong delimiter makes unreadable is not cut by it.
    """
    try:
        sample = itertools.islice(_records(text, delimiter), SAMPLE)
        widths = Counter(len(record) for record in sample if len(record) > 1)
    except BourseError:
        return (0, 0)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BourseError("table_quotes", line=reader.line_num) from error
