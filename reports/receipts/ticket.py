"""A receipt on a roll of 80 mm."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from bourse.tills.receipts import Receipt, ReceiptSeller
from reports.kit.flow import gap, paragraph
from reports.kit.language import mark as _
from reports.kit.page import fictional_words
from reports.kit.qr import QrCode
from reports.kit.roll import BODY, CENTRED, SMALL, STRONG, TITLE, Roll, cut, row, rows
from reports.receipts.wording import Wording

QR_SIDE = 30 * mm


def ticket(receipt: Receipt, language: str, *, address: str = "", copy: int = 0) -> bytes:
    """The PDF, one page; the same receipt gives the same bytes.

    `address` is what the QR says, none when empty; `copy` is n of DUPLICATA n, 0 for the first.
    """
    words = Wording(receipt, language, copy)
    roll = Roll(words.heading(), receipt.organiser, language)
    return cut(roll, _story(words, address))


def _story(words: Wording, address: str) -> list[Flowable]:
    receipt = words.receipt
    fictional = [paragraph(fictional_words(words.language), TITLE), gap(4)]
    return [
        *(fictional if receipt.is_fictional else []),
        paragraph(receipt.edition, TITLE),
        *(paragraph(line, CENTRED) for line in words.organiser()),
        gap(6),
        *(paragraph(line, TITLE) for line in (words.heading(), *words.duplicate())),
        *(paragraph(line, CENTRED) for line in words.origin()),
        *(flowable for seller in receipt.sellers for flowable in _part(seller, words)),
        gap(8),
        _total(words),
        gap(6),
        *(paragraph(line, SMALL) for line in words.closing()),
        gap(4),
        paragraph(words.signature(), SMALL),
        *([QrCode(address, QR_SIDE, "CENTER")] if address else []),
    ]


def _part(seller: ReceiptSeller, words: Wording) -> list[Flowable]:
    lines = [
        row(
            [line.designation, words.detail(line), *words.markdown(line), *words.later(line)],
            words.money(line.total),
        )
        for line in seller.lines
    ]
    subtotal = row([words.say(_("Subtotal"))], words.money(seller.total), STRONG)
    shown = [] if seller.vat is None else [row([words.vat(seller)], words.money(seller.vat))]
    mention = [paragraph(words.vat(seller), BODY)] if seller.vat is None else []
    return [
        gap(8),
        paragraph(seller.name, STRONG),
        *(paragraph(line, BODY) for line in words.identity(seller)),
        gap(2),
        rows([*lines, subtotal, *shown], line_above=len(lines)),
        *mention,
    ]


def _total(words: Wording) -> Flowable:
    total = words.money(words.receipt.total)
    paid = [row([label], words.money(amount)) for label, amount in words.payments()]
    return rows(
        [
            row([words.say(_("Total incl. VAT"))], total, STRONG),
            *paid,
            row([words.count()], ""),
        ],
        line_above=0,
    )
