"""What stands on a page: headings, paragraphs, notes and tables, in the house's styles."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from reports.kit import palette
from reports.kit.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD, register
from reports.kit.page import TEXT_WIDTH
from reports.kit.table import Column, Kind, Table, text
from reports.kit.ties import tied

BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=9.5, leading=14, textColor=palette.SLATE, spaceAfter=5
)
NOTE = ParagraphStyle(
    "note", parent=BODY, fontSize=8, leading=11.5, textColor=palette.MUTED, spaceBefore=4
)
HEADING = ParagraphStyle(
    "heading",
    fontName=BOLD,
    fontSize=17,
    leading=21,
    textColor=palette.SLATE,
    spaceBefore=14,
    spaceAfter=8,
)
SUBHEADING = ParagraphStyle(
    "subheading", parent=HEADING, fontSize=11.5, leading=15, spaceBefore=10, spaceAfter=6
)
CELL = ParagraphStyle("cell", fontName=MEDIUM, fontSize=8.5, leading=11, textColor=palette.SLATE)
TOTAL = ParagraphStyle("total", parent=CELL, fontName=BOLD)
HEAD = ParagraphStyle(
    "head", parent=CELL, fontName=SEMIBOLD, fontSize=7.5, leading=9.5, textColor=palette.MUTED
)
FIGURE = ParagraphStyle("figure", parent=CELL, fontName=BOLD, fontSize=10.5, leading=13)
HEAD_NUMBER = ParagraphStyle("head number", parent=HEAD, alignment=TA_RIGHT)
PADDING = 13
"""Room on both sides of a cell together, in points."""


def paragraph(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text in a style; nothing in it is read as markup."""
    register()
    return Paragraph(escape(tied(words)), style)


def gap(points: float) -> Spacer:
    """Room between two things."""
    return Spacer(1, points)


def grid(table: Table, language: str, currency: str) -> Flowable:
    """The table, its head again on every page it runs over; total and note are never alone."""
    register()
    places = table.shown()
    written = [[text(row[place], language, currency) for place in places] for row in table.rows]
    if table.total:
        cells = [table.total[place] for place in places]
        written.append(
            [text(cell, language, currency) if cell is not None else "" for cell in cells]
        )
    widths = _widths([table.columns[place] for place in places], written)
    numeric = [table.columns[place].kind is not Kind.TEXT for place in places]
    lines: list[list[Any]] = [
        [
            paragraph(table.columns[place].heading, HEAD_NUMBER if right else HEAD)
            for place, right in zip(places, numeric, strict=True)
        ]
    ]
    for number, cells_written in enumerate(written):
        words = TOTAL if table.total and number == len(written) - 1 else CELL
        lines.append(
            [
                cell if right else paragraph(cell, words)
                for cell, right in zip(cells_written, numeric, strict=True)
            ]
        )
    if table.note:
        lines.append([paragraph(table.note, NOTE), *[""] * (len(places) - 1)])
    made = Grid(lines, colWidths=widths, repeatRows=1, hAlign="LEFT")
    made.setStyle(_style(has_total=table.total is not None, has_note=bool(table.note)))
    return made


def facts(table: Table, language: str, currency: str) -> Flowable:
    """A table of one row, laid out as figures side by side under their names."""
    places = table.shown()
    heads = [paragraph(table.columns[place].heading, HEAD) for place in places]
    cells = [paragraph(text(table.rows[0][place], language, currency), FIGURE) for place in places]
    made = Grid([heads, cells], colWidths=[TEXT_WIDTH / len(places)] * len(places))
    made.setStyle(
        TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("LINEABOVE", (0, 1), (-1, 1), 1, palette.SLATE),
                ("TOPPADDING", (0, 1), (-1, 1), 4),
            ]
        )
    )
    return made


def _widths(columns: list[Column], written: list[list[str]]) -> list[float]:
    """Numbers never wrap; names do, between words, when there is too little room for all."""
    natural, least = [], []
    for place, column in enumerate(columns):
        cells = [row[place] for row in written]
        words = [word for cell in cells for word in cell.split(" ")]  # not where a line may not end
        head = max(_width(word, SEMIBOLD, HEAD) for word in column.heading.split())
        whole = max([head, *(_width(cell, BOLD, CELL) for cell in cells)])
        longest = max([head, *(_width(word, BOLD, CELL) for word in words)])
        natural.append(whole + PADDING)
        least.append((longest if column.kind is Kind.TEXT else whole) + PADDING)
    spare = TEXT_WIDTH - sum(natural)
    if spare >= 0:
        numbers = [place for place, column in enumerate(columns) if column.kind is not Kind.TEXT]
        grown = numbers or list(range(len(columns)))
        return [w + spare / len(grown) if p in grown else w for p, w in enumerate(natural)]
    slack = [wide - tight for wide, tight in zip(natural, least, strict=True)]
    given = min(-spare / (sum(slack) or 1), 1)
    return [wide - given * loose for wide, loose in zip(natural, slack, strict=True)]


def _width(words: str, font: str, style: ParagraphStyle) -> float:
    return float(stringWidth(words, font, style.fontSize))


def _style(*, has_total: bool, has_note: bool) -> TableStyle:
    last = -2 if has_note else -1
    commands: list[Any] = [
        ("FONT", (0, 1), (-1, -1), REGULAR, CELL.fontSize, CELL.leading),
        ("TEXTCOLOR", (0, 1), (-1, -1), palette.SLATE),
        ("ALIGN", (0, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, 0), 1, palette.SLATE),
        ("LINEBELOW", (0, 1), (-1, last), 0.4, palette.ZINC_LIGHT),
        ("NOSPLIT", (0, last - 2), (0, -1)),
    ]
    if has_total:
        commands.append(("FONT", (0, last), (-1, last), BOLD, CELL.fontSize, CELL.leading))
        commands.append(("LINEABOVE", (0, last), (-1, last), 1, palette.SLATE))
    if has_note:
        commands.append(("SPAN", (0, -1), (-1, -1)))
    return TableStyle(commands)
