"""A receipt on a roll of 80 mm, as long as it has to be."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table, TableStyle

from bourse.tills.receipts import Receipt, ReceiptSeller
from reports.kit import palette
from reports.kit.flow import gap, paragraph
from reports.kit.fonts import BOLD, REGULAR, register
from reports.kit.language import mark as _
from reports.kit.page import fictional_words
from reports.receipts.wording import Wording

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


def ticket(receipt: Receipt, language: str) -> bytes:
    """The PDF, one page; the same receipt gives the same bytes."""
    register()
    words = Wording(receipt, language)
    story = _story(words)
    heights = [flowable.wrap(TEXT_WIDTH, ENDLESS)[1] for flowable in story]
    height = sum(heights) + 2 * MARGIN
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, height), lang=language, invariant=1)
    canvas.setTitle(words.heading())
    canvas.setAuthor(receipt.organiser)
    canvas.setViewerPreference("PrintScaling", "None")
    top = height - MARGIN
    for flowable, tall in zip(story, heights, strict=True):
        flowable.drawOn(canvas, MARGIN, top - tall)
        top -= tall
    canvas.save()
    return out.getvalue()


def _story(words: Wording) -> list[Flowable]:
    receipt = words.receipt
    fictional = [paragraph(fictional_words(words.language), TITLE), gap(4)]
    return [
        *(fictional if receipt.is_fictional else []),
        paragraph(receipt.edition, TITLE),
        *(paragraph(line, CENTRED) for line in words.organiser()),
        gap(6),
        paragraph(words.heading(), TITLE),
        *(paragraph(line, CENTRED) for line in words.origin()),
        *(flowable for seller in receipt.sellers for flowable in _part(seller, words)),
        gap(8),
        _total(words),
        gap(6),
        *(paragraph(line, SMALL) for line in words.closing()),
        gap(4),
        paragraph(words.signature(), SMALL),
    ]


def _part(seller: ReceiptSeller, words: Wording) -> list[Flowable]:
    lines = [
        _row([line.designation, words.detail(line), *words.markdown(line)], words.money(line.total))
        for line in seller.lines
    ]
    subtotal = _row([words.say(_("Subtotal"))], words.money(seller.total), STRONG)
    shown = [] if seller.vat is None else [_row([words.vat(seller)], words.money(seller.vat))]
    mention = [paragraph(words.vat(seller), BODY)] if seller.vat is None else []
    return [
        gap(8),
        paragraph(seller.name, STRONG),
        *(paragraph(line, BODY) for line in words.identity(seller)),
        gap(2),
        _grid([*lines, subtotal, *shown], line_above=len(lines)),
        *mention,
    ]


def _total(words: Wording) -> Flowable:
    total = words.money(words.receipt.total)
    paid = [_row([label], words.money(amount)) for label, amount in words.payments()]
    return _grid(
        [
            _row([words.say(_("Total incl. VAT"))], total, STRONG),
            *paid,
            _row([words.count()], ""),
        ],
        line_above=0,
    )


def _row(lines: list[str], amount: str, style: ParagraphStyle = BODY) -> list[Any]:
    right = ParagraphStyle(f"{style.name} amount", parent=style, alignment=TA_RIGHT)
    return [[paragraph(line, style) for line in lines], paragraph(amount, right)]


def _grid(rows: list[list[Any]], *, line_above: int) -> Table:
    grid = Table(rows, colWidths=[TEXT_WIDTH - AMOUNT_WIDTH, AMOUNT_WIDTH])
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
