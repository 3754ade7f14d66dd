"""What stands on a page: headings, paragraphs, notes and tables, in the house's styles."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from reports.kit import palette
from reports.kit.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD
from reports.kit.page import TEXT_WIDTH
from reports.kit.table import Kind, Table, text

BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=9.5, leading=14, textColor=palette.SLATE, spaceAfter=5
)
NOTE = ParagraphStyle(
    "note", parent=BODY, fontSize=8, leading=11.5, textColor=palette.MUTED, spaceBefore=4
)
HEADING = ParagraphStyle(
    "heading", fontName=BOLD, fontSize=17, leading=21, textColor=palette.SLATE, spaceAfter=8
)
SUBHEADING = ParagraphStyle(
    "subheading", parent=HEADING, fontSize=11.5, leading=15, spaceBefore=10, spaceAfter=6
)
CELL = ParagraphStyle("cell", fontName=MEDIUM, fontSize=8.5, leading=11, textColor=palette.SLATE)
NUMBER = ParagraphStyle("number", parent=CELL, fontName=REGULAR, alignment=TA_RIGHT)
TOTAL = ParagraphStyle("total", parent=CELL, fontName=BOLD)
TOTAL_NUMBER = ParagraphStyle("total number", parent=NUMBER, fontName=BOLD)
HEAD = ParagraphStyle(
    "head", parent=CELL, fontName=SEMIBOLD, fontSize=7.5, leading=9.5, textColor=palette.MUTED
)
HEAD_NUMBER = ParagraphStyle("head number", parent=HEAD, alignment=TA_RIGHT)


def paragraph(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text in a style; nothing in it is read as markup."""
    return Paragraph(escape(words), style)


def gap(points: float) -> Spacer:
    """Room between two things."""
    return Spacer(1, points)


def grid(table: Table, language: str, currency: str) -> Flowable:
    """The table with its head on every page it runs over, its total last."""
    places = table.shown()
    numeric = [table.columns[place].kind is not Kind.TEXT for place in places]

    def line(cells: list[str], words: ParagraphStyle, figures: ParagraphStyle) -> list[Paragraph]:
        return [
            paragraph(cell, figures if right else words)
            for cell, right in zip(cells, numeric, strict=True)
        ]

    lines = [line([table.columns[place].heading for place in places], HEAD, HEAD_NUMBER)]
    lines += [
        line([text(row[place], language, currency) for place in places], CELL, NUMBER)
        for row in table.rows
    ]
    if table.total:
        cells = [
            "" if table.total[p] is None else text(table.total[p], language, currency)
            for p in places
        ]
        lines.append(line(cells, TOTAL, TOTAL_NUMBER))
    made = Grid(lines, colWidths=_widths(table, places), repeatRows=1, hAlign="LEFT")
    made.setStyle(_style(len(lines), has_total=table.total is not None))
    return made


def _widths(table: Table, places: list[int]) -> list[float]:
    """Names take what numbers leave; a lone column of text is not stretched over the page."""
    numbers = sum(table.columns[place].kind is not Kind.TEXT for place in places)
    texts = len(places) - numbers
    each = min(82.0, TEXT_WIDTH * 0.72 / max(numbers, 1))
    left = (TEXT_WIDTH - each * numbers) / max(texts, 1)
    return [left if table.columns[place].kind is Kind.TEXT else each for place in places]


def _style(lines: int, *, has_total: bool) -> TableStyle:
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
        ("LINEBELOW", (0, 0), (-1, 0), 1, palette.SLATE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, palette.ZINC_LIGHT),
    ]
    if has_total:
        commands.append(("LINEABOVE", (0, lines - 1), (-1, lines - 1), 1, palette.SLATE))
        commands.append(("LINEBELOW", (0, lines - 1), (-1, lines - 1), 0, palette.WHITE))
    return TableStyle(commands)
