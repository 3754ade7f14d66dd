"""A page that shows how far a printer drifts: the sheet's frames, to be held against its labels."""

from __future__ import annotations

from typing import BinaryIO

from reports.kit.fonts import BOLD, REGULAR
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.labels.document import Document
from reports.labels.fitting import CAP, LEADING, wrapped
from reports.labels.ink import Ink
from reports.labels.sheets import Sheet

HAIRLINE = 0.15
"""Millimetres; the frame stands on the middle of its line."""

GUIDE = (
    _("Print this page on plain paper, at actual size."),
    _("Check with a ruler that the line below measures %(length)d mm."),
    _(
        "Hold the page against a sheet of labels, in front of a window: each frame must fall on "
        "its label. If not, measure how far it is off, and type that in for this printer."
    ),
)


def write(
    sheet: Sheet, out: BinaryIO, *, language: str, offset: tuple[float, float] = (0.0, 0.0)
) -> None:
    """Write the sheet's frames as one page of PDF; `offset` is right and down, in millimetres."""
    document = Document(out, sheet.page, language, offset)
    wide, high = sheet.label
    frames = [
        f"{left:.3f} {sheet.page[1] - top - high:.3f} {wide} {high} re"
        for left, top in sheet.places()
    ]
    guide = _guide(sheet, document.ink, language)
    document.add("\n".join((f"{HAIRLINE} w", *frames, "S", guide)))
    document.save()


def _guide(sheet: Sheet, ink: Ink, language: str) -> str:
    """What to do, in the first label, above a line of a known length."""
    wide, high = sheet.label
    left, top = next(sheet.places())
    pad = max(sheet.unprintable - min(left, top), 0.08 * min(wide, high))
    x, y = left + pad, sheet.page[1] - top - pad
    length = int((wide - 2 * pad) // 10 * 10)
    foot = y - high + 2 * pad + 0.06 * high
    words, room = [], y - foot - 3.0
    for number, sentence in enumerate(GUIDE):
        said = translate(sentence, language, length=length)
        font, share = (BOLD, 0.2) if number == 0 else (REGULAR, 0.2 if number == 1 else 0.5)
        fitted = wrapped(said, font, min(0.085 * high, 6.0), wide - 2 * pad, share * room)
        for line in fitted.lines:
            words.append(ink.line(line, font, fitted.size, x, y - CAP * fitted.size))
            y -= LEADING * fitted.size
        y -= 0.35 * fitted.size
    ticks = [f"{x + step:.2f} {foot:.2f} m {x + step:.2f} {foot + 2:.2f} l" for step in (0, length)]
    rule = f"{x:.2f} {foot:.2f} m {x + length:.2f} {foot:.2f} l"
    return "\n".join(("BT", *words, "ET", rule, *ticks, "S"))
