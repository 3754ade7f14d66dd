"""The first page of the report: which edition, its four figures, and how far to trust them."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from bourse.impact.report import Report
from reports.impact import notes
from reports.kit import formats, palette
from reports.kit.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, fictional_words, tape

BLOCK = 132 * mm
"""How far the slate reaches down from the top."""
COURSES = 9
"""Courses of the brick wall along the slate's foot."""


def draw(canvas: Canvas, report: Report, language: str) -> None:
    """Draw the whole cover."""
    _ground(canvas)
    _title(canvas, report, language)
    _tiles(canvas, report, language)
    _standing(canvas, report, language)
    if report.edition.is_fictional:
        tape(canvas, fictional_words(language), MARGIN, HEIGHT - 18 * mm, 10)


def _ground(canvas: Canvas) -> None:
    canvas.setFillColor(palette.SLATE)
    canvas.rect(0, HEIGHT - BLOCK, WIDTH, BLOCK, stroke=0, fill=1)
    _wall(canvas, HEIGHT - BLOCK)


def _wall(canvas: Canvas, foot: float) -> None:
    """A wall half built: each course shorter than the one below, for what is saved to be used."""
    high, long, joint = 4.2 * mm, 15 * mm, 0.7 * mm
    for course in range(COURSES):
        left = WIDTH - 12 * mm - (COURSES - course) * 8.6 * mm
        offset = -long / 2 if course % 2 else 0.0
        canvas.setFillColor(palette.BRICK)
        x = left + offset
        while x < WIDTH:
            canvas.rect(x, foot + course * (high + joint), long - joint, high, stroke=0, fill=1)
            x += long


def _title(canvas: Canvas, report: Report, language: str) -> None:
    y = HEIGHT - 34 * mm
    canvas.setFillColor(palette.TIMBER)
    canvas.setFont(SEMIBOLD, 11)
    canvas.drawString(MARGIN, y, translate(_("Impact report"), language).upper())
    canvas.setFillColor(palette.WHITE)
    y -= 6 * mm
    for line in simpleSplit(report.edition.name, BOLD, 30, TEXT_WIDTH)[:4]:
        y -= 36
        canvas.setFont(BOLD, 30)
        canvas.drawString(MARGIN, y, line)
    y -= 12 * mm
    canvas.setFont(MEDIUM, 12)
    place = f"{report.edition.place} · " if report.edition.place else ""
    canvas.drawString(MARGIN, y, place + notes.dates(report, language))
    if report.edition.organiser:
        canvas.setFont(REGULAR, 11)
        canvas.setFillColor(palette.ZINC)
        canvas.drawString(MARGIN, y - 7 * mm, report.edition.organiser)


def _tiles(canvas: Canvas, report: Report, language: str) -> None:
    whole, currency = report.headline, report.edition.currency
    figures = (
        (formats.tonnes(whole.weight, language), _("of materials saved")),
        (formats.round_money(whole.turnover, language, currency), _("of turnover for the firms")),
        (formats.whole(whole.purchases, language), _("purchases")),
        (formats.whole(whole.firms, language), _("participating firms")),
    )
    wide, tall, between = (TEXT_WIDTH - 6 * mm) / 2, 34 * mm, 6 * mm
    top = HEIGHT - BLOCK - 16 * mm
    for place, (figure, caption) in enumerate(figures):
        left = MARGIN + (place % 2) * (wide + between)
        base = top - tall - (place // 2) * (tall + between)
        canvas.setFillColor(palette.BRICK if place == 0 else palette.SLATE)
        canvas.rect(left, base + tall - 3, wide, 3, stroke=0, fill=1)
        canvas.setFillColor(palette.BRICK if place == 0 else palette.SLATE)
        canvas.setFont(BOLD, 38)
        canvas.drawString(left, base + 12 * mm, figure)
        canvas.setFillColor(palette.SLATE_SOFT)
        canvas.setFont(MEDIUM, 12)
        canvas.drawString(left, base + 4.5 * mm, translate(caption, language))


def _standing(canvas: Canvas, report: Report, language: str) -> None:
    y = 34 * mm
    canvas.setFillColor(palette.SLATE)
    canvas.setFont(SEMIBOLD, 10)
    canvas.drawString(MARGIN, y, notes.standing(report, language))
    canvas.setFillColor(palette.MUTED)
    canvas.setFont(REGULAR, 8)
    proof = translate(
        _("Journal entry %(seq)s · %(hash)s"),
        language,
        seq=report.journal_seq,
        hash=report.journal_hash,
    )
    canvas.drawString(MARGIN, y - 5 * mm, proof)
