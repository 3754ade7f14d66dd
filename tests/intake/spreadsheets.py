"""Files as people send them, made byte by byte or by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import openpyxl

HEADINGS = (
    "Réf;Désignation;Catégorie;Quantité;Unité;État;Origine;Prix;Prix neuf;Poids unitaire (kg)"
)
TILES = "C-1;Faïence blanche 20 × 20;Carrelage;40;m²;Neuf emballé;Surplus neuf;8,50 €;30,00;18"
DOOR = "P-7;Porte intérieure 83 cm;MIN;2;u;Bon état;Dépose;25;;"
BOARD = "O-3;Panneau OSB 18 mm;Panneaux;12;pce;Neuf;Fin de série;9,00;22,90;27,2"
_ODS = "urn:oasis:names:tc:opendocument:xmlns:"


def csv(*lines: str, codec: str = "utf-8", ends: str = "\r\n") -> bytes:
    """A CSV file of these lines."""
    return ends.join((*lines, "")).encode(codec)


def xlsx(rows: Iterable[Sequence[object]], *, first: tuple[int, int] = (1, 1)) -> bytes:
    """A workbook whose sheet has these rows from the cell (row, column) on."""
    book = openpyxl.Workbook()
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            if value is not None:
                book.active.cell(first[0] + down, first[1] + right, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(*lines: str) -> list[list[str]]:
    """The cells of CSV lines, for a workbook."""
    return [line.split(";") for line in lines]


def ods(rows: Iterable[str]) -> bytes:
    """An OpenDocument sheet of these rows, each the inside of a table-row element."""
    body = "".join(row if row.startswith("<table:table-row") else times(1, row) for row in rows)
    content = (
        f'<office:document-content xmlns:office="{_ODS}office:1.0" xmlns:text="{_ODS}text:1.0"'
        f' xmlns:table="{_ODS}table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Lots">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODS}manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def ods_text(text: str) -> str:
    inside = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def ods_number(number: str) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{number}"/>'


def times(number: int | str, cells: str) -> str:
    """A row of these cells, that many times."""
    attribute = f'table:number-rows-repeated="{number}"'
    return f"<table:table-row {attribute}>{cells}</table:table-row>"


def blank(columns: int) -> str:
    """That many cells with nothing in them."""
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def with_part(workbook: bytes, name: str, text: str | bytes) -> bytes:
    """A workbook in which one part is another."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        parts: dict[str, str | bytes] = {part: file.read(part) for part in file.namelist()}
    return archive({**parts, name: text})


def sheet_xml(cells: str) -> str:
    """A worksheet part with this inside of its sheetData."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
