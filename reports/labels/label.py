"""One label: what it says, and how it is drawn in a box of any size."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bourse.values import LotCode, Money, Quantity, Unit, Weight
from reports.kit import fonts, formats
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.labels import qr
from reports.labels.fitting import LEADING, Fitted, one_line, wrapped

PADDING = 0.055
"""Of the label's height, kept white all round: printers drift."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `price` is for one unit, VAT included; `url` is what its QR holds."""

    code: LotCode
    url: str
    designation: str
    price: Money
    currency: str
    quantity: Quantity
    unit_weight: Weight | None
    exhibitor: str
    stand: str
    is_fictional: bool = False


def draw(canvas: Canvas, label: Label, box: tuple[float, float, float, float], lang: str) -> None:
    """Draw the label in `box` (left, bottom, width, height, in points)."""
    left, bottom, width, height = box
    pad = max(PADDING * min(width, height), 1.5 * mm)
    code_height = height * 0.15
    side = min(height - 2 * pad - code_height, width * 0.4)
    _qr_with_code(canvas, label, left + pad, bottom + pad, side, height - 2 * pad)
    column = left + pad + side + pad
    _words(
        canvas, label, (column, bottom + pad, left + width - pad - column, height - 2 * pad), lang
    )


def _qr_with_code(
    canvas: Canvas, label: Label, x: float, y: float, side: float, height: float
) -> None:
    qr.draw(canvas, label.url, x, y + height - side, side)
    room = height - side
    code = one_line(label.code.printed, fonts.BOLD, room * 0.95, side)
    canvas.setFont(fonts.BOLD, code.size)
    canvas.drawCentredString(x + side / 2, y + (room - code.size * 0.72) / 2, label.code.printed)


def _words(canvas: Canvas, label: Label, box: tuple[float, float, float, float], lang: str) -> None:
    left, bottom, width, height = box
    price = one_line(_price(label, lang), fonts.BOLD, height * 0.28, width)
    small = height * 0.095
    amounts = one_line(_amounts(label, lang), fonts.MEDIUM, small, width)
    seller = wrapped(_seller(label), fonts.REGULAR, small, width, height * 0.21)
    top = bottom + height
    _lines(canvas, price, fonts.BOLD, left, top)
    room = height - price.height - amounts.height - seller.height - height * 0.04
    designation = wrapped(_designation(label, lang), fonts.SEMIBOLD, height * 0.15, width, room)
    _lines(canvas, designation, fonts.SEMIBOLD, left, top - price.height - height * 0.01)
    _lines(canvas, amounts, fonts.MEDIUM, left, bottom + seller.height + amounts.height)
    _lines(canvas, seller, fonts.REGULAR, left, bottom + seller.height)


def _lines(canvas: Canvas, fitted: Fitted, font: str, left: float, top: float) -> None:
    canvas.setFont(font, fitted.size)
    for number, line in enumerate(fitted.lines, start=1):
        canvas.drawString(left, top - (number * LEADING - 0.3) * fitted.size, line)


def _price(label: Label, lang: str) -> str:
    amount = formats.money(label.price, lang, label.currency)
    return f"{amount} / {formats.unit(label.quantity.unit)}"


def _amounts(label: Label, lang: str) -> str:
    quantity = formats.quantity(label.quantity, lang)
    if label.quantity.unit is Unit.PIECE:
        quantity = f"{quantity}\N{NO-BREAK SPACE}{formats.unit(label.quantity.unit)}"
    if label.unit_weight is None:
        return translate(_("Quantity %(quantity)s"), lang, quantity=quantity)
    weight = f"{formats.weight(label.unit_weight, lang)}/{formats.unit(label.quantity.unit)}"
    return translate(
        _("Quantity %(quantity)s · %(weight)s"), lang, quantity=quantity, weight=weight
    )


def _seller(label: Label) -> str:
    return f"{label.exhibitor} · {label.stand}" if label.stand else label.exhibitor


def _designation(label: Label, lang: str) -> str:
    fictional = translate(_("FICTIONAL"), lang)
    return f"{fictional} · {label.designation}" if label.is_fictional else label.designation
