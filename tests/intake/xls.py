"""An XLS workbook of before 2007, byte by byte: BIFF8 records in a compound file of one stream.

After Microsoft's open specifications [MS-XLS] and [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
"""Shorter streams stand elsewhere in a compound file: ours is filled up."""
_EMPTY_ROOM = b"\0" * SECTOR


def xls(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook whose one sheet has these rows of texts and numbers."""
    return compound("Workbook", _workbook(rows))


def compound(name: str, stream: bytes) -> bytes:
    """A compound file that holds one stream."""
    stream = stream.ljust(_SMALLEST, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    fat = [_FAT, _END, *range(3, sectors + 2), _END]
    fat += [_FREE] * (SECTOR // 4 - len(fat))
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    held = _entry(name, 2, child=_FREE, start=2, size=len(stream))
    folder = (root + held).ljust(SECTOR, b"\0")
    return _header() + struct.pack(f"<{len(fat)}I", *fat) + folder + stream


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    entry = title.ljust(64, b"\0") + struct.pack("<HBB", len(title), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + b"\0" * 36
    return entry + struct.pack("<IQ", start, size)


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = _record(0x000A, b"")
    name = struct.pack("<BB", 4, 0) + b"Lots"
    place = len(start) + len(_record(0x0085, b"\0" * 6 + name)) + len(end)
    sheet = _record(0x0085, struct.pack("<IBB", place, 0, 0) + name)
    cells = b"".join(
        _cell(line, column, value)
        for line, row in enumerate(rows)
        for column, value in enumerate(row)
        if value != ""
    )
    inside = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    return start + sheet + end + inside + cells + end


def _cell(line: int, column: int, value: object) -> bytes:
    at = struct.pack("<HHH", line, column, 0)
    if isinstance(value, int | float):
        return _record(0x0203, at + struct.pack("<d", value))
    text = str(value)
    return _record(0x0204, at + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
