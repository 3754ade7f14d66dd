"""Workbooks with what people and programs put into them beside plain cells."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

from tests.intake.spreadsheets import (
    DOOR,
    HEADINGS,
    TILES,
    archive,
    cells,
    sheet_xml,
    with_part,
    xlsx,
)

PLAIN = xlsx(cells(HEADINGS, TILES, DOOR))
SHEET = "xl/worksheets/sheet1.xml"
PRICE = HEADINGS.split(";").index("Prix") + 1
QUANTITY = HEADINGS.split(";").index("Quantité") + 1


def made(change: Callable[[Any], None]) -> bytes:
    """A workbook of two lots, its sheet changed by hand."""
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tiles(column: int, value: object, how: str = "General") -> bytes:
    """A workbook in which one cell of the tiles' row is another, shown in a format."""

    def change(sheet: Any) -> None:
        sheet.cell(2, column).value = value
        sheet.cell(2, column).number_format = how

    return made(change)


def merged_category(sheet: Any) -> None:
    """The category said once for both lots, in one tall cell."""
    sheet["C2"], sheet["C3"] = "Panneaux", None
    sheet["E2"], sheet["E3"] = "u", "u"
    sheet.merge_cells("C2:C3")


def hidden_first(sheet: Any) -> None:
    """A hidden sheet of prices stands before the one that people see."""
    secret = sheet.parent.create_sheet("Prix d’achat", 0)
    secret.append(["secret", 1])
    secret.sheet_state = "hidden"


def a_date(sheet: Any) -> None:
    """A quantity that a spreadsheet took for a date."""
    sheet.cell(2, QUANTITY).value = datetime.date(2026, 3, 12)


def computed(cell: str) -> bytes:
    """A workbook whose tiles cost what a formula says, their price being this cell's inside."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        sheet = file.read(SHEET).decode()
    return with_part(PLAIN, SHEET, re.sub(r'<c r="H2"[^>]*>.*?</c>', f'<c r="H2"{cell}</c>', sheet))


def elsewhere() -> bytes:
    """A workbook whose sheet is said to stand in a file of the system."""
    name = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        relations = file.read(name).decode()
    return with_part(
        PLAIN, name, re.sub(r"[\w/]*worksheets/sheet1.xml", "../../../etc/passwd", relations)
    )


def with_parts(workbook: bytes, **parts: str | bytes) -> bytes:
    """A workbook with further parts; a double underscore in a name stands for a slash."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        held: dict[str, str | bytes] = {part: file.read(part) for part in file.namelist()}
    return archive(held | {name.replace("__", "/") + ".bin": text for name, text in parts.items()})


def encrypted_entry(workbook: bytes) -> bytes:
    """The same, each part said to be encrypted."""
    content = bytearray(workbook)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", content, at + offset)[0]
            struct.pack_into("<H", content, at + offset, flags | 1)
            at = content.find(mark, at + 4)
    return bytes(content)


def lying_about_its_size(workbook: bytes) -> bytes:
    """A workbook whose shared strings unpack to more than their entry says."""
    content = bytearray(with_part(workbook, "xl/sharedStrings.xml", b" " * 50 * 1024**2))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(b"xl/sharedStrings.xml")
        while at >= 0:
            head = content.rfind(mark, 0, at)
            if head >= 0 and at - head < 64:
                struct.pack_into("<I", content, head + offset, 1_000)
            at = content.find(b"xl/sharedStrings.xml", at + 4)
    return bytes(content)


def two_of_one_name(workbook: bytes) -> bytes:
    """A workbook with two parts of the same name: which of them is read depends on the reader."""
    out = io.BytesIO(workbook)
    with zipfile.ZipFile(out, "a") as file:
        info = zipfile.ZipInfo("xl/worksheets/sheetX.xml")
        file.writestr(info, sheet_xml(""))
    return out.getvalue().replace(b"xl/worksheets/sheetX.xml", SHEET.encode())


def entity_bomb() -> str:
    """A sheet whose one cell would be a billion laughs."""
    entities = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}'
        + (f"&l{n - 1};" * 9 if n else "")
        + '">'
        for n in range(10)
    )
    inside = sheet_xml('<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>')
    return f"<!DOCTYPE worksheet [{entities}]>{inside}"


def far_away(reference: str) -> str:
    """A sheet with one cell that stands far from the first."""
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return sheet_xml(f'{first}<row r="9"><c r="{reference}"><v>1</v></c></row>')
