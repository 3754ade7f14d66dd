"""The places of a blank sheet that are filled in by hand; each gives the height where it ends."""

from __future__ import annotations

from babel.numbers import get_currency_symbol
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bourse.tills.models import PaymentMode
from reports.kit import palette
from reports.kit.fonts import BOLD, REGULAR, SEMIBOLD
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.words import word

WIDTH, HEIGHT = A4
EDGE = 12 * mm
LINES = 7
ROW = 8.6 * mm
CODE_BOX = 4.6 * mm
COLUMNS = (
    (_("Code on the label"), 37 * mm),
    (_("Designation (and seller, without a code)"), 78 * mm),
    (_("Quantity"), 19 * mm),
    (_("Unit price"), 25 * mm),
    (_("Total"), 27 * mm),
)


def asked(canvas: Canvas, language: str, y: float) -> float:
    """When and by whom, on dotted lines."""
    places = ((_("Date"), 45 * mm), (_("Time"), 35 * mm), (_("Cashier (code or name)"), 106 * mm))
    x = EDGE
    for label, width in places:
        said = translate(label, language)
        canvas.setFillColor(palette.MUTED)
        say(canvas, x, y - 4 * mm, said, REGULAR, 8)
        begin = x + canvas.stringWidth(said, REGULAR, 8) + 2 * mm
        _dots(canvas, begin, x + width - 4 * mm, y - 4.4 * mm)
        x += width
    return y - 8 * mm


def table(canvas: Canvas, language: str, y: float) -> float:
    """A row a line of the purchase, with a box for each letter of a label's code."""
    head, bottom = 6 * mm, y - 6 * mm - LINES * ROW
    canvas.setFillColor(palette.SLATE)
    canvas.rect(EDGE, y - head, WIDTH - 2 * EDGE, head, stroke=0, fill=1)
    canvas.setStrokeColor(palette.ZINC_DARK)
    canvas.setLineWidth(0.5)
    for row in range(1, LINES + 1):
        canvas.line(EDGE, y - head - row * ROW, WIDTH - EDGE, y - head - row * ROW)
    x = EDGE
    for label, width in COLUMNS:
        canvas.setFillColor(palette.WHITE)
        say(canvas, x + 1.5 * mm, y - 4.2 * mm, translate(label, language), SEMIBOLD, 7.5)
        canvas.line(x, y, x, bottom)
        x += width
    canvas.line(x, y, x, bottom)
    for row in range(LINES):
        _code_boxes(canvas, EDGE + 2.5 * mm, y - head - row * ROW - ROW / 2 - CODE_BOX / 2)
    return bottom


def payments(canvas: Canvas, currency: str, language: str, y: float) -> float:
    """The total, and a box to tick a mode with room for its amount and number."""
    total = COLUMNS[-1][1]
    canvas.setStrokeColor(palette.SLATE)
    canvas.setLineWidth(1.2)
    canvas.rect(WIDTH - EDGE - total, y - ROW, total, ROW)
    canvas.setFillColor(palette.SLATE)
    canvas.setFont(BOLD, 10)
    said = f"{translate(_('Total'), language)} ({get_currency_symbol(currency, language)})"
    canvas.drawRightString(WIDTH - EDGE - total - 3 * mm, y - 5.6 * mm, said)
    y -= ROW + 5.5 * mm
    x, width = EDGE, (WIDTH - 2 * EDGE) / 4
    canvas.setLineWidth(0.8)
    for mode in PaymentMode:
        canvas.rect(x, y - 0.8 * mm, 3.6 * mm, 3.6 * mm)
        canvas.setFillColor(palette.SLATE)
        name = word(mode, language)
        say(canvas, x + 5 * mm, y, name, SEMIBOLD, 8.5)
        _dots(canvas, x + 7 * mm + canvas.stringWidth(name, SEMIBOLD, 8.5), x + width - 3 * mm, y)
        x += width
    canvas.setFillColor(palette.MUTED)
    number = translate(_("Number of the cheque or transfer"), language)
    say(canvas, EDGE, y - 6 * mm, number, REGULAR, 8)
    begin = EDGE + canvas.stringWidth(number, REGULAR, 8) + 2 * mm
    _dots(canvas, begin, EDGE + 95 * mm, y - 6.4 * mm)
    return y - 11 * mm


def say(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Print a text from here on."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def _code_boxes(canvas: Canvas, x: float, y: float) -> None:
    """Six boxes in two groups, as labels print codes."""
    canvas.setStrokeColor(palette.ZINC)
    for place in range(6):
        gap = 2.5 * mm if place > 2 else 0
        canvas.rect(x + place * (CODE_BOX + 0.3 * mm) + gap, y, CODE_BOX, CODE_BOX)
    canvas.setStrokeColor(palette.ZINC_DARK)


def _dots(canvas: Canvas, begin: float, end: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(palette.ZINC_DARK)
    canvas.setLineWidth(0.6)
    canvas.setDash(0.6, 2)
    canvas.line(begin, y, end, y)
    canvas.restoreState()
