"""A receipt on A4, with a column for what the tax office reads: each line without VAT, its rate."""

from __future__ import annotations

from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, TableStyle
from reportlab.platypus import Table as Grid

from bourse.tills.receipts import Receipt, ReceiptLine, ReceiptSeller
from reports.kit import formats, palette
from reports.kit.flow import (
    BODY,
    CELL,
    HEAD,
    HEAD_NUMBER,
    HEADING,
    NOTE,
    SUBHEADING,
    TOTAL,
    gap,
    paragraph,
)
from reports.kit.language import mark as _
from reports.kit.page import TEXT_WIDTH, PageFrame, build
from reports.kit.qr import QrCode
from reports.receipts.wording import Wording

WIDTHS = (22 * mm, 24 * mm, 24 * mm, 17 * mm, 26 * mm)
"""Of every column but the first."""
HEADINGS = (
    _("Designation"),
    _("Quantity"),
    _("Unit price"),
    _("Excl. VAT"),
    _("VAT"),
    _("Incl. VAT"),
)
CELL_NUMBER = ParagraphStyle("cell number", parent=CELL, alignment=TA_RIGHT)
TOTAL_NUMBER = ParagraphStyle("total number", parent=TOTAL, alignment=TA_RIGHT)


def sheet(receipt: Receipt, language: str, *, address: str = "", copy: int = 0) -> bytes:
    """The PDF; the same receipt gives the same bytes. `address` and `copy` as on the roll."""
    words = Wording(receipt, language, copy)
    frame = PageFrame(
        title=words.heading(),
        author=receipt.edition,
        status=words.signature(),
        language=language,
        is_fictional=receipt.is_fictional,
    )
    return build(_story(words, address), frame)


def _story(words: Wording, address: str) -> list[Flowable]:
    return [
        paragraph(" – ".join([words.heading(), *words.duplicate()]), HEADING),
        paragraph(" · ".join(words.origin()), BODY),
        paragraph(" · ".join(words.organiser()), BODY),
        *(flowable for seller in words.receipt.sellers for flowable in _part(seller, words)),
        gap(10),
        KeepTogether([_payments(words)]),
        paragraph(words.count(), NOTE),
        *(paragraph(line, NOTE) for line in words.closing()),
        *([QrCode(address, 28 * mm, "LEFT")] if address else []),
    ]


def _part(seller: ReceiptSeller, words: Wording) -> list[Flowable]:
    head = [words.say(heading) for heading in HEADINGS]
    net = seller.total - seller.vat if seller.vat is not None else None
    sums = [words.money(amount) for amount in (net, seller.vat, seller.total)]
    mention = [] if seller.vat_rate else [paragraph(words.vat(seller), NOTE)]
    return [
        paragraph(seller.name, SUBHEADING),
        paragraph(" · ".join(words.identity(seller)), NOTE),
        gap(4),
        _grid(
            [
                [paragraph(head[0], HEAD), *(paragraph(told, HEAD_NUMBER) for told in head[1:])],
                *(_line(line, seller, words) for line in seller.lines),
                [
                    paragraph(words.say(_("Subtotal")), TOTAL),
                    "",
                    "",
                    *(paragraph(told, TOTAL_NUMBER) for told in sums),
                ],
            ]
        ),
        *mention,
    ]


def _line(line: ReceiptLine, seller: ReceiptSeller, words: Wording) -> list[Any]:
    numbers = (
        formats.quantity(line.quantity, words.language),
        words.money(line.unit_price),
        words.money(line.net),
        words.rate(seller),
        words.money(line.total),
    )
    designation = [
        paragraph(line.designation, CELL),
        *(paragraph(told, NOTE) for told in words.later(line)),
        *(paragraph(told, NOTE) for told in words.markdown(line)),
    ]
    return [designation, *(paragraph(told, CELL_NUMBER) for told in numbers)]


def _payments(words: Wording) -> Flowable:
    total = [
        paragraph(words.say(_("Total incl. VAT")), TOTAL),
        paragraph(words.money(words.receipt.total), TOTAL_NUMBER),
    ]
    paid = [
        [paragraph(label, CELL), paragraph(words.money(amount), CELL_NUMBER)]
        for label, amount in words.payments()
    ]
    grid = Grid([total, *paid], colWidths=[44 * mm, 30 * mm], hAlign="RIGHT")
    grid.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 1, palette.SLATE)]))
    return grid


def _grid(rows: list[list[Any]]) -> Grid:
    grid = Grid(rows, colWidths=[TEXT_WIDTH - sum(WIDTHS), *WIDTHS], repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, 0), (-1, 0), 1, palette.SLATE),
                ("LINEBELOW", (0, 1), (-1, -3), 0.4, palette.ZINC_LIGHT),
                ("LINEABOVE", (0, -1), (-1, -1), 1, palette.SLATE),
                ("NOSPLIT", (0, -2), (0, -1)),
            ]
        )
    )
    return grid
