"""Spreadsheets of every make give the same cells; what is none, or is a trap, is refused fast."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.intake.bounds import MAX_COLUMNS, MAX_LINES
from bourse.intake.reading import read_table
from tests.intake.spreadsheets import (
    DOOR,
    HEADINGS,
    TILES,
    archive,
    blank,
    cells,
    csv,
    ods,
    ods_number,
    ods_text,
    sheet_xml,
    times,
    with_part,
    xlsx,
)

LINES = (HEADINGS, TILES, DOOR)
XLSX = xlsx(cells(*LINES))


def read(content: bytes) -> list[tuple[int, list[str]]]:
    return [(row.line, list(row.cells)) for row in read_table(content).rows]


def refusal(content: bytes) -> str:
    with pytest.raises(BourseError) as refused:
        read_table(content)
    return refused.value.code


EXPECTED = [(line, text.rstrip(";").split(";")) for line, text in enumerate(LINES, start=1)]

SAME = {
    "semicolons, UTF-8": csv(*LINES),
    "semicolons, Windows-1252": csv(*LINES, codec="cp1252"),
    "UTF-8 with its mark": csv(*LINES, codec="utf-8-sig"),
    "Excel's Unicode text": csv(*(line.replace(";", "\t") for line in LINES), codec="utf-16"),
    "Excel's own first line": csv("sep=;", *LINES),
    "an old Mac's line ends": csv(*LINES, ends="\r"),
    "commas, decimals in quotes": csv(
        *(
            ",".join(f'"{cell}"' if "," in cell else cell for cell in line.split(";"))
            for line in LINES
        )
    ),
    "cells padded with spaces": csv(*(line.replace(";", " ;\u00a0") for line in LINES)),
    "empty cells behind": csv(*(line + ";;;;" for line in LINES)),
    "XLSX": XLSX,
    "ODS": ods("".join(map(ods_text, line.split(";"))) for line in LINES),
}


@pytest.mark.parametrize("content", SAME.values(), ids=SAME)
def test_every_kind_of_file_gives_the_same_cells(content: bytes) -> None:
    assert read(content) == EXPECTED


def test_lines_are_numbered_as_in_the_margin() -> None:
    assert read(csv("Nos lots", "", ";;", *LINES))[1] == (4, EXPECTED[0][1])
    assert [line for line, _cells in read(xlsx(cells(*LINES), first=(5, 3)))] == [5, 6, 7]
    assert read(csv("a;b", '"one\ntwo";3', "c;d")) == [
        (1, ["a", "b"]),
        (2, ["one two", "3"]),
        (3, ["c", "d"]),
    ]


def test_a_computed_number_has_no_noise() -> None:
    row = [12.3 * 3, 0.1 + 0.2, 12.0, 1e16, 0.00001, 1234567.25]
    assert read(xlsx([row])) == [
        (1, ["36.9", "0.3", "12", "10000000000000000", "0.00001", "1234567.25"])
    ]


def test_repeated_rows_and_cells_are_counted_and_endless_blanks_ignored() -> None:
    row = ods_text("A") + blank(2) + ods_number("12.5") + blank(16_380)
    content = ods([times(3, blank(1)), row, times(1_048_570, blank(16_384))])
    assert read(content) == [(4, ["A", "", "", "12.5"])]


def test_a_far_cell_that_only_has_a_look_is_no_matter() -> None:
    sheet = sheet_xml(
        '<row r="1"><c r="A1"><v>7</v></c><c r="XFD1" s="0"/></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert read(with_part(XLSX, "xl/worksheets/sheet1.xml", sheet)) == [(1, ["7"])]


def far(reference: str) -> bytes:
    sheet = sheet_xml(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="{reference}"><v>1</v></c></row>'
    )
    return with_part(XLSX, "xl/worksheets/sheet1.xml", sheet)


REFUSED = {
    "nothing": (b"", "table_empty"),
    "blank lines": (csv("", ";;", " "), "table_empty"),
    "one far cell": (far("XFD1048576"), "table_too_long"),
    "one far cell, in small letters": (far("xfd9"), "table_too_wide"),
    "a far cell in an entity": (far("&#88;FD9"), "table_too_wide"),
    "cells repeated": (ods([blank(16_383) + ods_text("x")]), "table_too_wide"),
    "rows repeated": (ods([times(999_999, ods_text("x"))]), "table_too_long"),
    "rows repeated by a word": (ods([times("x", ods_text("x"))]), "table_unreadable"),
    "a zip bomb": (
        with_part(XLSX, "xl/sharedStrings.xml", bytes(200 * 1024**2)),
        "table_too_large",
    ),
    "17 MB of text": (b"a;b\n" * 5_000_000, "table_too_large"),
    "too many lines": (csv(*["a;b"] * (MAX_LINES + 1)), "table_too_long"),
    "too many columns": (csv("a;" * MAX_COLUMNS + "b"), "table_too_wide"),
    "a damaged XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, "table_unreadable"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01", "table_format"),
    "a renamed program": (b"MZ\x90\x00\x03\x00", "table_format"),
    "a Word document": (archive({"word/document.xml": "<w/>"}), "table_format"),
    "an OpenDocument text": (
        archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "table_format",
    ),
    "a cut XLSX": (XLSX[: len(XLSX) // 2], "table_unreadable"),
    "broken XML": (with_part(XLSX, "xl/worksheets/sheet1.xml", "<worksheet><"), "table_unreadable"),
    "a workbook without sheets": (archive({"xl/workbook.xml": "<workbook/>"}), "table_unreadable"),
    "a quotation mark left open": (csv("a;b", '"c;d', "e;f"), "table_quotes"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_a_trap_is_refused_at_once(content: bytes, code: str) -> None:
    started = time.process_time()
    assert refusal(content) == code
    assert time.process_time() - started < 5


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="cp1252", categories=["L", "N", "P", "S"]), min_size=1),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
    )
)
def test_what_a_writer_quotes_comes_back(rows: list[list[str]]) -> None:
    quoted = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert [cells for _line, cells in read(csv(*quoted))] == rows


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with suppress(BourseError):
        read_table(content)


@given(st.sampled_from([XLSX, SAME["ODS"]]), st.data())
def test_no_damage_breaks_the_reader(content: bytes, data: st.DataObject) -> None:
    broken = bytearray(content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=9)):
        broken[place] = data.draw(st.integers(0, 255))
    with suppress(BourseError):
        read_table(bytes(broken))


@given(st.text(max_size=80))
def test_no_sheet_breaks_the_reader(inside: str) -> None:
    with suppress(BourseError):
        read_table(with_part(XLSX, "xl/worksheets/sheet1.xml", sheet_xml(inside)))
