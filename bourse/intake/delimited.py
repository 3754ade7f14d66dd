"""A CSV file: in which code it is written, what parts its cells."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from bourse.errors import BourseError

DELIMITERS = ";\t,"
SAMPLE = 50
"""Lines that are tried with each delimiter."""
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_FRENCH = re.compile("[àâçéèêëîïôùûü]")
_QUOTED_CODE = re.compile(r'="([^"]*)"')


def records(content: bytes) -> Iterator[list[str]]:
    """The records of a CSV file, by the delimiter that cuts most of its first ones alike.

    Raises `table_format` for what no editor would show as text, and `table_quotes` (line).
    """
    text = _decoded(content)
    first = text.split("\n", 1)[0].strip()
    if re.fullmatch(r"sep=.", first, re.IGNORECASE):  # Excel's own line, which it does not show
        text = text.split("\n", 1)[1] if "\n" in text else ""
        return _records(text, first[-1])
    return _records(text, max(DELIMITERS, key=lambda delimiter: _cut(text, delimiter)))


def _decoded(content: bytes) -> str:
    """The text, in UTF-8, UTF-16 with its mark, Windows-1252 or an old Mac's code."""
    named = next((codec for mark, codec in _BOMS.items() if content.startswith(mark)), None)
    for codec in [named] if named else ["utf-8", *_older(content)]:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise BourseError("table_format")


def _older(content: bytes) -> list[str]:
    """The two codes of one byte a letter, first the one in which more letters are French."""

    def french(codec: str) -> int:
        return len(_FRENCH.findall(content.decode(codec, "replace")))

    return sorted(("cp1252", "mac_roman"), key=french, reverse=True)


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
        for record in reader:
            yield [_plain(cell) if cell.startswith("=") else cell for cell in record]
    except csv.Error as error:
        raise BourseError("table_quotes", line=reader.line_num) from error


def _plain(cell: str) -> str:
    """What a spreadsheet shows of ="0012", which exports write to keep the zeros."""
    found = _QUOTED_CODE.fullmatch(cell)
    return found[1] if found else cell
