"""Label sheets as PDF: absolute millimetres, printed at their true size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reports.labels import qr
from reports.labels.document import Document
from reports.labels.drawing import Pen
from reports.labels.ink import Ink
from reports.labels.label import Label
from reports.labels.layout import inset, layout_of
from reports.labels.sheets import Sheet
from reports.labels.symbols import symbols


def write(
    labels: Sequence[Label],
    sheet: Sheet,
    out: BinaryIO,
    *,
    language: str,
    first: int = 1,
    offset: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Write the labels on as many sheets as they need, from place `first` (1 is top left) on.

    `offset` moves everything right and down, in millimetres, against a printer's drift. `first`
    above the sheet's number of labels raises ValueError.
    """
    if not 1 <= first <= sheet.labels:
        raise ValueError(f"place {first} is not on a sheet of {sheet.labels}")
    document = Document(out, sheet.page, language, offset)
    for content in _pages(labels, sheet, document.ink, language, first):
        document.add(content)
    document.save()


def _pages(
    labels: Sequence[Label], sheet: Sheet, ink: Ink, language: str, first: int
) -> Iterator[str]:
    """The content of each page, one after the other."""
    found = symbols([label.url for label in labels])
    modules = len(found[0])
    layout = layout_of(sheet, modules)
    pen = Pen(ink, layout, language)
    corners = [_corner(sheet, place, layout.pad, layout.height) for place in sheet.places()]
    start, free = 0, corners[first - 1 :]
    while start < len(labels):
        end = start + len(free)
        drawn = zip(free, labels[start:end], qr.paths(found[start:end]), strict=False)
        yield "\n".join(
            f"q 1 0 0 1 {x:.3f} {y:.3f} cm\n{pen.draw(label, path, modules)}\nQ"
            for (x, y), label, path in drawn
        )
        start, free = end, corners


def _corner(
    sheet: Sheet, place: tuple[float, float], pad: float, height: float
) -> tuple[float, float]:
    """Where the lower left corner of a label's layout stands, from that of its page."""
    left, top, *_rest = inset(sheet, place, pad)
    return place[0] + left, sheet.page[1] - place[1] - top - height
