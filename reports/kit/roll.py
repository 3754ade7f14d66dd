"""Paper on a roll of 80 mm, as long as it has to be: receipts, and the slips of closed sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table, TableStyle

from reports.kit import palette
from reports.kit.flow import paragraph
from reports.kit.fonts import BOLD, REGULAR, register

WIDTH = 80 * mm
MARGIN = 5 * mm
TEXT_WIDTH = WIDTH - 2 * MARGIN
AMOUNT_WIDTH = 21 * mm
ENDLESS = 10_000
"""In points: no receipt is longer, and the roll is cut where it ends."""

BODY = ParagraphStyle("ticket", fontName=REGULAR, fontSize=8.5, leading=11, textColor=palette.SLATE)
STRONG = ParagraphStyle("ticket strong", parent=BODY, fontName=BOLD)
CENTRED = ParagraphStyle("ticket centred", parent=BODY, alignment=TA_CENTER)
TITLE = ParagraphStyle("ticket title", parent=CENTRED, fontName=BOLD, fontSize=11, leading=14)
SMALL = ParagraphStyle("ticket small", parent=CENTRED, fontSize=6.5, leading=8.5)


@dataclass(frozen=True, slots=True)
class Roll:
    """What a strip is called, who made it, and in which language it speaks."""

    title: str
    author: str
    language: str


def cut(roll: Roll, story: Sequence[Flowable]) -> bytes:
    """The PDF, one page as long as the story; the same story gives the same bytes."""
    register()
    sizes = [flowable.wrap(TEXT_WIDTH, ENDLESS) for flowable in story]
    height = sum(tall for _wide, tall in sizes) + 2 * MARGIN
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, height), lang=roll.language, invariant=1)
    canvas.setTitle(roll.title)
    canvas.setAuthor(roll.author)
    canvas.setViewerPreference("PrintScaling", "None")
    top = height - MARGIN
    for flowable, (wide, tall) in zip(story, sizes, strict=True):
        is_centred = getattr(flowable, "hAlign", "LEFT") == "CENTER"
        left = MARGIN + (TEXT_WIDTH - wide) / 2 if is_centred else MARGIN
        flowable.drawOn(canvas, left, top - tall)
        top -= tall
    canvas.save()
    return out.getvalue()


def row(lines: Sequence[str], amount: str, style: ParagraphStyle = BODY) -> list[Any]:
    """Words on the left, an amount on the right."""
    right = ParagraphStyle(f"{style.name} amount", parent=style, alignment=TA_RIGHT)
    return [[paragraph(line, style) for line in lines], paragraph(amount, right)]


def rows(cells: list[list[Any]], *, line_above: int) -> Table:
    """Rows under each other, with a line above one of them."""
    grid = Table(cells, colWidths=[TEXT_WIDTH - AMOUNT_WIDTH, AMOUNT_WIDTH], hAlign="LEFT")
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                ("LINEABOVE", (0, line_above), (-1, line_above), 0.8, palette.SLATE),
            ]
        )
    )
    return grid
