"""Numbered blank sheets on A4, for the hour when every device is dead.

Two halves with one number, so that no carbon paper is needed: the upper one stays at the till and
is typed in later, the lower one goes with the buyer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bourse.editions.models import SalesMode
from reports.kit import palette
from reports.kit.fonts import BOLD, REGULAR, SEMIBOLD, register
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.receipts import mentions
from reports.receipts.by_hand import EDGE, HEIGHT, WIDTH, asked, payments, say, table

HALF = HEIGHT / 2


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
    y = asked(canvas, language, y)
    y = table(canvas, language, y)
    y = payments(canvas, sheets.currency, language, y)
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
    say(canvas, EDGE, y - 5 * mm, sheets.edition, BOLD, 13)
    say(canvas, EDGE, y - 10 * mm, sheets.site, REGULAR, 9)
    canvas.setFillColor(palette.BRICK)
    say(canvas, EDGE, y - 15 * mm, translate(copy, language), SEMIBOLD, 9)
    box = 42 * mm
    canvas.setStrokeColor(palette.SLATE)
    canvas.setLineWidth(1.2)
    canvas.rect(WIDTH - EDGE - box, y - 15 * mm, box, 15 * mm)
    canvas.setFillColor(palette.MUTED)
    label = translate(_("Sheet no."), language)
    say(canvas, WIDTH - EDGE - box + 2 * mm, y - 4 * mm, label, REGULAR, 7)
    canvas.setFillColor(palette.SLATE)
    canvas.setFont(BOLD, 26)
    canvas.drawRightString(WIDTH - EDGE - 3 * mm, y - 12.6 * mm, f"{number:04d}")
    if sheets.is_fictional:
        canvas.setFillColor(palette.BRICK)
        canvas.setFont(BOLD, 12)
        fictional = translate(_("FICTIONAL"), language)
        canvas.drawRightString(WIDTH - EDGE - box - 5 * mm, y - 5 * mm, fictional)
    return y - 19 * mm


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
        say(canvas, EDGE, y, line, REGULAR, 7)
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
