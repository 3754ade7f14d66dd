"""Label sheets as PDF: absolute millimetres, printed at their true size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.kit import fonts
from reports.labels.label import Label, draw
from reports.labels.sheets import Sheet


def write(
    labels: Sequence[Label], sheet: Sheet, out: BinaryIO, *, language: str, first: int = 1
) -> None:
    """Write the labels on as many sheets as they need, from place `first` (1 is top left) on.

    `first` above the sheet's number of labels raises ValueError.
    """
    if not 1 <= first <= sheet.labels:
        raise ValueError(f"place {first} is not on a sheet of {sheet.labels}")
    fonts.register()
    width, height = (side * mm for side in sheet.page)
    canvas = Canvas(out, pagesize=(width, height), pageCompression=1, lang=language)
    canvas.setTitle("Bourse")
    canvas.setViewerPreference("PrintScaling", "None")
    places = list(sheet.places())
    for number, label in enumerate(labels, start=first - 1):
        place = number % sheet.labels
        if place == 0 and number > first - 1:
            canvas.showPage()
        left, top = places[place]
        box = (
            left * mm,
            height - (top + sheet.label[1]) * mm,
            sheet.label[0] * mm,
            sheet.label[1] * mm,
        )
        draw(canvas, label, box, language)
    canvas.showPage()
    canvas.save()
