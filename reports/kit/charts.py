"""Charts on paper: bars, columns and one bar cut up, drawn from rows of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from reports.kit import palette
from reports.kit.fonts import MEDIUM, REGULAR, SEMIBOLD
from reports.kit.table import Bar

TEXT = 8.5
BAR_HEIGHT = 10
STACK_COLOURS = (
    palette.BRICK,
    palette.TIMBER,
    palette.SLATE_SOFT,
    palette.ZINC_DARK,
    palette.ZINC,
)


def bars(rows: Sequence[Bar], width: float) -> Drawing:
    """One line a row: its name, a bar as long as its size, and what it is."""
    step = 19 if len(rows) <= 15 else 15.5
    height = step * len(rows)
    drawing = Drawing(width, height)
    names = min(max((_width(bar.label, MEDIUM) for bar in rows), default=0) + 12, width * 0.5)
    values = max((_width(bar.text, SEMIBOLD) for bar in rows), default=0) + 10
    longest = max((bar.size for bar in rows), default=0) or 1
    room = width - names - values
    for place, bar in enumerate(rows):
        base = height - step * (place + 1) + (step - BAR_HEIGHT) / 2
        drawing.add(_text(0, base + 2.5, fitted(bar.label, names - 10, MEDIUM), MEDIUM))
        drawing.add(_box(names, base, room, BAR_HEIGHT, palette.ZINC_LIGHT))
        drawing.add(_box(names, base, room * bar.size / longest, BAR_HEIGHT, palette.BRICK))
        drawing.add(_text(width, base + 2.5, bar.text, SEMIBOLD, anchor="end"))
    return drawing


def columns(rows: Sequence[Bar], width: float, height: float = 165) -> Drawing:
    """One column a row, from the left in time: value on top, name below, its group under that."""
    drawing = Drawing(width, height)
    foot, head = 34, 14
    highest = max((bar.size for bar in rows), default=0) or 1
    step = min(width / max(len(rows), 1), 60)
    group = ""
    for place, bar in enumerate(rows):
        middle = step * (place + 0.5)
        tall = (height - foot - head) * bar.size / highest
        drawing.add(_box(middle - step * 0.36, foot, step * 0.72, tall, palette.BRICK))
        drawing.add(_text(middle, foot + tall + 4, bar.text, SEMIBOLD, anchor="middle"))
        drawing.add(_text(middle, foot - 12, bar.label, REGULAR, palette.MUTED, anchor="middle"))
        if bar.group != group:
            group = bar.group
            left = step * place + step * 0.14
            drawing.add(Line(left, 14, left, foot, strokeColor=palette.ZINC, strokeWidth=0.5))
            drawing.add(_text(left + 4, 4, group, MEDIUM))
    drawing.add(Line(0, foot, step * len(rows), foot, strokeColor=palette.SLATE, strokeWidth=1))
    return drawing


def stack(rows: Sequence[Bar], width: float) -> Drawing:
    """One bar cut in parts, each with a key under it: name and value."""
    shown = [(bar, colour) for bar, colour in zip(rows, STACK_COLOURS, strict=False) if bar.size]
    whole = sum(bar.size for bar, _ in shown) or 1
    height = 34 + 16 * len(shown)
    drawing = Drawing(width, height)
    left = 0.0
    for place, (bar, colour) in enumerate(shown):
        long = width * bar.size / whole
        drawing.add(_box(left, height - 24, max(long - 1, 0.5), 22, colour))
        base = height - 44 - 16 * place
        drawing.add(_box(0, base, 10, 10, colour))
        drawing.add(_text(18, base + 1.5, bar.label, MEDIUM))
        drawing.add(_text(width * 0.5, base + 1.5, bar.text, SEMIBOLD, anchor="end"))
        left += long
    return drawing


def fitted(label: str, width: float, font: str, size: float = TEXT) -> str:
    """The label, cut with an ellipsis where it would run over its room."""
    if stringWidth(label, font, size) <= width:
        return label
    while label and stringWidth(label + "…", font, size) > width:
        label = label[:-1]
    return label.rstrip() + "…"


def _width(label: str, font: str) -> float:
    return float(stringWidth(label, font, TEXT))


def _box(x: float, y: float, width: float, height: float, colour: Color) -> Rect:
    box = Rect(x, y, width, height)
    box.fillColor, box.strokeColor = colour, None
    return box


def _text(
    x: float,
    y: float,
    label: str,
    font: str,
    colour: Color = palette.SLATE,
    anchor: Literal["start", "middle", "end"] = "start",
) -> String:
    return String(x, y, label, fontName=font, fontSize=TEXT, fillColor=colour, textAnchor=anchor)
