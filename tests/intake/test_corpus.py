"""Awkward files as they are met: each is read as a person would read it, or refused in a word."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from bourse.errors import BourseError
from bourse.intake.apart import read_apart
from bourse.intake.bounds import MAX_BYTES
from bourse.intake.guessing import guess
from bourse.intake.preview import LineKind, Preview, preview
from bourse.intake.reading import read_book
from tests.fixtures.edition import SmallEdition
from tests.intake import workbooks as books
from tests.intake.spreadsheets import (
    DOOR,
    HEADINGS,
    TILES,
    archive,
    csv,
    ods,
    ods_text,
    sheet_xml,
    with_part,
    xlsx,
)
from tests.intake.workbooks import PLAIN, PRICE, SHEET, made, tiles
from tests.intake.xls import compound, xls

ENGLISH = "Price;Qty;Item;Condition;Category;Origin;SKU;Unit"
ENGLISH_DOOR = "25.00;2;Interior door 83 cm;good condition;MIN;dismantled;P-7;each"
BARE = ("C-1;Faïence blanche 20 × 20;Carrelage;40;m²;Neuf emballé;Surplus neuf;8,50 €", DOOR[:-2])
DOORS = ("P-7", "Porte intérieure 83 cm", 2, "MIN", "u", "Bon état", "Dépose", 25)
DOOR_HEADINGS = ("Réf", "Désignation", "Quantité", "Catégorie", "Unité", "État", "Origine", "Prix")
CELLS = [list(DOOR_HEADINGS), list(DOORS)]
BY_TABS = [line.replace(";", "\t") for line in (HEADINGS, TILES, DOOR)]
BY_COMMAS = [",".join(f'"{cell}"' for cell in line.split(";")) for line in (HEADINGS, TILES, DOOR)]
ODS = [("".join(map(ods_text, line.split(";")))) for line in (HEADINGS, TILES, DOOR)]

READ = {
    "a title, an address and blank lines above": (
        csv("Toitures du Saut", "12 rue du Pont;;25500", "", HEADINGS, "", TILES, ";;;", DOOR),
        "create create",
    ),
    "English headings in another order": (csv(ENGLISH, ENGLISH_DOOR), "create"),
    "semicolons in Windows-1252": (csv(HEADINGS, TILES, DOOR, codec="cp1252"), "create create"),
    "an old Mac's letters and line ends": (
        csv(HEADINGS.replace("²", "2"), TILES.replace("²", "2").replace("×", "x"),
            codec="mac_roman", ends="\r"),
        "create",
    ),
    "tabulators in UTF-16": (csv(*BY_TABS, codec="utf-16"), "create create"),
    "commas, every cell in quotes": (csv(*BY_COMMAS, codec="utf-8-sig"), "create create"),
    'codes kept as ="0012"': (csv(HEADINGS, DOOR.replace("P-7", '="0012"')), "create"),
    "thousands apart by narrow spaces": (
        csv(HEADINGS, DOOR.replace("25", "1\u202f234,50 €")), "create",
    ),
    "cells full of unbreakable spaces": (
        csv(HEADINGS, DOOR.replace(";", "\u00a0;\u202f")), "create",
    ),
    "a line break inside a cell": (
        csv(HEADINGS, DOOR.replace("Porte intérieure", '"Porte\nintérieure"', 1)
            .replace('" 83 cm', ' 83 cm"')),
        "create",
    ),
    "numbers and codes as a program writes them": (xlsx(CELLS), "create"),
    "no headings at all": (csv(*BARE), "create create"),
    "headings again on each page": (csv(HEADINGS, TILES, HEADINGS, DOOR), "create left_out create"),
    "subtotals and a total": (
        csv(HEADINGS, TILES, ";Sous-total;;40;;;;340", DOOR, "TOTAL GÉNÉRAL :;;;42"),
        "create left_out create left_out",
    ),
    "a lot that only begins like a total": (
        csv(HEADINGS, DOOR.replace("Porte intérieure 83 cm", "Total look, porte")), "create",
    ),
    "the template's example": (csv(HEADINGS, DOOR.replace("P-7", "EXEMPLE"), TILES),
                               "left_out create"),
    "one category in a tall cell": (made(books.merged_category), "create create"),
    "a hidden sheet in front": (made(books.hidden_first), "create create"),
    "zeros that only the format shows": (tiles(1, 12, "00000"), "create create"),
    "a price that was computed": (books.computed("><f>17/2</f><v>8.5</v>"), "create create"),
    "a macro beside the sheets": (
        books.with_parts(PLAIN, xl__vbaProject=b"\xd0\xcf\x11\xe0 Sub AutoOpen()"), "create create",
    ),
    "a link to another workbook": (
        books.with_parts(PLAIN, xl__externalLinks__externalLink1="<externalLink/>"),
        "create create",
    ),
    "looks of a million far cells": (
        with_part(xlsx(CELLS), "xl/calcChain.xml", "<calcChain/>"), "create",
    ),
    "an XLS of before 2007": (xls(CELLS), "create"),
    "OpenDocument": (ods(ODS), "create create"),
    "an emoji and a cedilla": (
        csv(HEADINGS, DOOR.replace("Porte", "🚪 Façade")), "create",
    ),
    "a reference twice": (csv(HEADINGS, TILES, DOOR, TILES), "create create own_reference"),
    "a price below nothing": (csv(HEADINGS, DOOR.replace("25", "-25")), "price"),
    "a percentage for a price": (tiles(PRICE, 0.2, "0%"), "price create"),
    "a date for a quantity": (made(books.a_date), "quantity create"),
    "a formula that was never computed": (tiles(PRICE, "=17/2"), "price create"),
    "a formula in a CSV file": (csv(HEADINGS, DOOR.replace("25", "=5*5")), "price"),
    "a broken formula": (
        books.computed(' t="e"><f>1/0</f><v>#DIV/0!</v>'), "price create",
    ),
    "a formula in the name": (csv(HEADINGS, DOOR.replace("Porte", "=cmd|' /C calc'!A0")),
                              "designation"),
    "no quantity, no price": (csv(HEADINGS, "X;Poutre;MIN;;;Bon état;Dépose;;"), "quantity price"),
    "nothing at all": (csv(HEADINGS, DOOR.replace("2;u", "0;u")), "quantity"),
    "more than a till sells": (csv(HEADINGS, DOOR.replace("25", "999999999")
                                   .replace("2;u", "999999;u")), "quantity"),
    "a category that the edition has not": (csv(HEADINGS, DOOR.replace("MIN", "Isolant")),
                                            "category"),
}  # fmt: skip
"""What becomes of each row: its kind, or the fields that are wrong in it."""


@pytest.mark.parametrize(("content", "expected"), READ.values(), ids=READ)
def test_it_is_read_as_a_person_reads_it(
    small: SmallEdition, content: bytes, expected: str
) -> None:
    found = looked_at(small, content)
    said = [
        field
        for line in found.lines
        for field in (
            [fault.field for fault in line.faults]
            if line.kind is LineKind.REFUSED
            else [line.kind.value]
        )
    ]
    assert " ".join(said) == expected


def test_values_are_those_that_a_person_sees(small: SmallEdition) -> None:
    def drafts(name: str) -> list[str]:
        found = looked_at(small, READ[name][0])
        return [
            f"{outcome.draft.own_reference} {outcome.draft.category} {outcome.draft.price.cents}"
            for outcome in found.plan.outcomes
        ]

    assert drafts('codes kept as ="0012"') == ["0012 MIN 2500"]
    assert drafts("zeros that only the format shows")[0] == "00012 CAR 850"
    assert drafts("one category in a tall cell") == ["C-1 PAN 850", "P-7 PAN 2500"]
    assert drafts("a price that was computed")[0] == "C-1 CAR 850"
    assert drafts("thousands apart by narrow spaces") == ["P-7 MIN 123450"]
    assert drafts("no headings at all")[0].endswith("CAR 850")
    assert drafts("numbers and codes as a program writes them") == ["P-7 MIN 2500"]


def looked_at(small: SmallEdition, content: bytes) -> Preview:
    table = read_book(content).table
    return preview(table, small.exhibitor, guess(table, {}))


REFUSED = {
    "a zip bomb of one part": (
        with_part(PLAIN, "xl/sharedStrings.xml", bytes(60 * 1024**2)), "table_too_large",
    ),
    "a zip bomb of many parts": (
        archive({**{f"xl/media/{n}": bytes(7 * 1024**2) for n in range(20)},
                 "xl/workbook.xml": "<workbook/>"}),
        "table_too_large",
    ),
    "a part that lies about its size": (books.lying_about_its_size(PLAIN), "table_unreadable"),
    "three thousand parts": (
        archive({f"xl/{n}": "" for n in range(3_000)} | {"xl/workbook.xml": "<workbook/>"}),
        "table_too_large",
    ),
    "two parts of one name": (books.two_of_one_name(PLAIN), "table_unreadable"),
    "a zip in a zip": (archive({"lots.xlsx": PLAIN}), "table_format"),
    "a cut archive": (PLAIN[:-300], "table_unreadable"),
    "parts under a password": (books.encrypted_entry(PLAIN), "table_password"),
    "a workbook under a password": (
        compound("EncryptedPackage", b"\x01" * 5_000), "table_password",
    ),
    "OpenDocument under a password": (
        with_part(ods(ODS), "META-INF/manifest.xml",
                  "<manifest><file-entry><encryption-data/></file-entry></manifest>"),
        "table_password",
    ),
    "a billion laughs": (with_part(PLAIN, SHEET, books.entity_bomb()), "table_unreadable"),
    "an entity from a file": (
        with_part(PLAIN, SHEET, '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                  + sheet_xml('<row><c t="str"><v>&x;</v></c></row>')),
        "table_unreadable",
    ),
    "one cell in the last corner": (
        with_part(PLAIN, SHEET, books.far_away("XFD1048576")), "table_too_long",
    ),
    "one cell far to the right": (with_part(PLAIN, SHEET, books.far_away("XFD9")),
                                  "table_too_wide"),
    "a million columns": (csv("a;" * 1_000_000), "table_too_wide"),
    "a million lines": (b"a;b\n" * 1_000_000, "table_too_long"),
    "a sheet that is elsewhere": (
        books.elsewhere(),
        "table_unreadable",
    ),
    "NUL bytes": (csv(HEADINGS, TILES).replace(b"C-1", b"C\x00\x00"), "table_format"),
    "a renamed program": (b"\x7fELF\x02\x01\x01\x00" + bytes(200), "table_format"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "table_format"),
    "a compound file of something else": (compound("WordDocument", b"\x01"), "table_unreadable"),
    "an open quotation mark": (csv(HEADINGS, 'P-7;"Porte;MIN'), "table_quotes"),
    "nothing": (b"", "table_empty"),
    "sheets without a cell": (xlsx([]), "table_empty"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_a_trap_is_refused_and_costs_neither_time_nor_memory(content: bytes, code: str) -> None:
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(BourseError) as refused:
        read_book(content)
    spent, (_now, most) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == code
    assert spent < 5
    assert most < 64 * 1024**2


def test_what_a_trap_does_in_its_process_is_a_refusal_here() -> None:
    """Those that would take a process with them, were it ours."""
    for name in ("one cell in the last corner", "a billion laughs", "a zip bomb of one part"):
        content, code = REFUSED[name]
        with pytest.raises(BourseError) as refused:
            read_apart(content)
        assert refused.value.code == code


def test_twenty_thousand_cells_made_one_take_no_time() -> None:
    merged = "".join(f'<mergeCell ref="A{n}:A20000"/>' for n in range(2, 20_000))
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 2_001))
    sheet = sheet_xml(rows).replace(
        "</worksheet>", f"<mergeCells>{merged}</mergeCells></worksheet>"
    )
    started = time.process_time()
    assert len(read_book(with_part(PLAIN, SHEET, sheet)).table.rows) == 2_000
    assert time.process_time() - started < 5


def test_a_file_of_300_mb_is_not_read(tmp_path: pytest.TempPathFactory) -> None:

    with pytest.raises(BourseError, match="table_too_large"):
        read_apart(bytes(MAX_BYTES + 1))


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    assert len(READ) >= 30
    assert len(REFUSED) >= 20
