"""Numbered blank sheets on A4, for the hour when every device is dead.

Two halves with one number, so that no carbon paper is needed: the upper one stays at the till and
is typed in later, the lower one goes with the buyer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from babel.numbers import get_currency_symbol
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bourse.editions.models import SalesMode
from bourse.tills.models import PaymentMode
from reports.kit import palette
from reports.kit.fonts import BOLD, REGULAR, SEMIBOLD, register
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.words import word
from reports.receipts import mentions

WIDTH, HEIGHT = A4
HALF = HEIGHT / 2
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


@dataclass(frozen=True, slots=True)
class BlankSheets:
    """What every sheet says; `numbers` are those to print."""

    edition: str
    site: str
    organiser: str
    sales_mode: SalesMode
    currency: str
    numbers: Sequence[int]
    is_fictional: bool


def blank_sheets(sheets: BlankSheets, language: str) -> bytes:
    """The PDF, a page a number; the same sheets give the same bytes."""
    register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang=language)
    canvas.setTitle(
        translate(_("Emergency sheets – %(edition)s"), language, edition=sheets.edition)
    )
    canvas.setAuthor(sheets.organiser or sheets.edition)
    canvas.setCreator("Bourse")
    for number in sheets.numbers:
        _half(canvas, sheets, number, language, top=HEIGHT, is_buyers=False)
        _cut(canvas, language)
        _half(canvas, sheets, number, language, top=HALF, is_buyers=True)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _half(
    canvas: Canvas,
    sheets: BlankSheets,
    number: int,
    language: str,
    *,
    top: float,
    is_buyers: bool,
) -> None:
    y = _head(canvas, sheets, number, language, top - EDGE, is_buyers=is_buyers)
    y = _asked(canvas, language, y)
    y = _table(canvas, language, y)
    y = _payments(canvas, sheets, language, y)
    _foot(canvas, sheets, language, y, is_buyers=is_buyers)


def _head(
    canvas: Canvas,
    sheets: BlankSheets,
    number: int,
    language: str,
    y: float,
    *,
    is_buyers: bool,
) -> float:
    """Whose copy it is, where, and the number in a box one finds at once."""
    copy = _("Buyer’s copy: keep it") if is_buyers else _("Till’s copy: to be typed in")
    canvas.setFillColor(palette.SLATE)
    _say(canvas, EDGE, y - 5 * mm, sheets.edition, BOLD, 13)
    _say(canvas, EDGE, y - 10 * mm, sheets.site, REGULAR, 9)
    canvas.setFillColor(palette.BRICK)
    _say(canvas, EDGE, y - 15 * mm, translate(copy, language), SEMIBOLD, 9)
    box = 42 * mm
    canvas.setStrokeColor(palette.SLATE)
    canvas.setLineWidth(1.2)
    canvas.rect(WIDTH - EDGE - box, y - 15 * mm, box, 15 * mm)
    canvas.setFillColor(palette.MUTED)
    label = translate(_("Sheet no."), language)
    _say(canvas, WIDTH - EDGE - box + 2 * mm, y - 4 * mm, label, REGULAR, 7)
    canvas.setFillColor(palette.SLATE)
    canvas.setFont(BOLD, 26)
    canvas.drawRightString(WIDTH - EDGE - 3 * mm, y - 12.6 * mm, f"{number:04d}")
    if sheets.is_fictional:
        canvas.setFillColor(palette.BRICK)
        canvas.setFont(BOLD, 12)
        fictional = translate(_("FICTIONAL"), language)
        canvas.drawRightString(WIDTH - EDGE - box - 5 * mm, y - 5 * mm, fictional)
    return y - 19 * mm


def _asked(canvas: Canvas, language: str, y: float) -> float:
    """When and by whom, on dotted lines."""
    asked = ((_("Date"), 45 * mm), (_("Time"), 35 * mm), (_("Cashier (code or name)"), 106 * mm))
    x = EDGE
    for label, width in asked:
        said = translate(label, language)
        canvas.setFillColor(palette.MUTED)
        _say(canvas, x, y - 4 * mm, said, REGULAR, 8)
        begin = x + canvas.stringWidth(said, REGULAR, 8) + 2 * mm
        _dots(canvas, begin, x + width - 4 * mm, y - 4.4 * mm)
        x += width
    return y - 8 * mm


def _table(canvas: Canvas, language: str, y: float) -> float:
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
        _say(canvas, x + 1.5 * mm, y - 4.2 * mm, translate(label, language), SEMIBOLD, 7.5)
        canvas.line(x, y, x, bottom)
        x += width
    canvas.line(x, y, x, bottom)
    for row in range(LINES):
        _code_boxes(canvas, EDGE + 2.5 * mm, y - head - row * ROW - ROW / 2 - CODE_BOX / 2)
    return bottom


def _code_boxes(canvas: Canvas, x: float, y: float) -> None:
    """Six boxes in two groups, as labels print codes."""
    canvas.setStrokeColor(palette.ZINC)
    for place in range(6):
        gap = 2.5 * mm if place > 2 else 0
        canvas.rect(x + place * (CODE_BOX + 0.3 * mm) + gap, y, CODE_BOX, CODE_BOX)
    canvas.setStrokeColor(palette.ZINC_DARK)


def _payments(canvas: Canvas, sheets: BlankSheets, language: str, y: float) -> float:
    """The total, and a box to tick a mode with room for its amount and number."""
    total = COLUMNS[-1][1]
    canvas.setStrokeColor(palette.SLATE)
    canvas.setLineWidth(1.2)
    canvas.rect(WIDTH - EDGE - total, y - ROW, total, ROW)
    canvas.setFillColor(palette.SLATE)
    canvas.setFont(BOLD, 10)
    said = f"{translate(_('Total'), language)} ({get_currency_symbol(sheets.currency, language)})"
    canvas.drawRightString(WIDTH - EDGE - total - 3 * mm, y - 5.6 * mm, said)
    y -= ROW + 5.5 * mm
    x, width = EDGE, (WIDTH - 2 * EDGE) / 4
    canvas.setLineWidth(0.8)
    for mode in PaymentMode:
        canvas.rect(x, y - 0.8 * mm, 3.6 * mm, 3.6 * mm)
        canvas.setFillColor(palette.SLATE)
        name = word(mode, language)
        _say(canvas, x + 5 * mm, y, name, SEMIBOLD, 8.5)
        _dots(canvas, x + 7 * mm + canvas.stringWidth(name, SEMIBOLD, 8.5), x + width - 3 * mm, y)
        x += width
    canvas.setFillColor(palette.MUTED)
    number = translate(_("Number of the cheque or transfer"), language)
    _say(canvas, EDGE, y - 6 * mm, number, REGULAR, 8)
    begin = EDGE + canvas.stringWidth(number, REGULAR, 8) + 2 * mm
    _dots(canvas, begin, EDGE + 95 * mm, y - 6.4 * mm)
    return y - 11 * mm


def _foot(canvas: Canvas, sheets: BlankSheets, language: str, y: float, *, is_buyers: bool) -> None:
    canvas.setFillColor(palette.MUTED)
    if is_buyers:
        said = [
            mentions.cashing(sheets.sales_mode, language),
            mentions.guarantee(language),
            sheets.organiser,
        ]
    else:
        said = [
            translate(
                _("One purchase a sheet. A sheet begun and given up is kept, crossed out."),
                language,
            )
        ]
    for line in _wrapped(canvas, " ".join(part for part in said if part)):
        _say(canvas, EDGE, y, line, REGULAR, 7)
        y -= 3.2 * mm


def _wrapped(canvas: Canvas, text: str) -> list[str]:
    lines = [""]
    for part in text.split(" "):
        longer = f"{lines[-1]} {part}".strip()
        if canvas.stringWidth(longer, REGULAR, 7) > WIDTH - 2 * EDGE:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _cut(canvas: Canvas, language: str) -> None:
    canvas.setStrokeColor(palette.ZINC_DARK)
    canvas.setLineWidth(0.6)
    canvas.setDash(3, 3)
    canvas.line(0, HALF, WIDTH, HALF)
    canvas.setDash()
    canvas.setFillColor(palette.MUTED)
    canvas.setFont(REGULAR, 6.5)
    said = translate(_("Copy both halves by hand, then tear here"), language)
    canvas.drawCentredString(WIDTH / 2, HALF + 1.2 * mm, said)


def _dots(canvas: Canvas, begin: float, end: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(palette.ZINC_DARK)
    canvas.setLineWidth(0.6)
    canvas.setDash(0.6, 2)
    canvas.line(begin, y, end, y)
    canvas.restoreState()


def _say(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)
