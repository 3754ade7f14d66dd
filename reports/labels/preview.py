"""One label as a picture on a page: the printed one's layout and words, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from reports.kit import fonts
from reports.labels.drawing import Pen
from reports.labels.label import Label
from reports.labels.layout import inset, layout_of
from reports.labels.sheets import Sheet
from reports.labels.symbols import Modules, symbols

WEIGHTS = {fonts.REGULAR: 400, fonts.SEMIBOLD: 600, fonts.BOLD: 700}


def picture(label: Label, sheet: Sheet, language: str) -> str:
    """The label as it comes out on the first place of the sheet, in a frame of its size."""
    fonts.register()
    (modules,) = symbols([label.url])
    layout = layout_of(sheet, len(modules))
    left, top, *_rest = inset(sheet, next(sheet.places()), layout.pad)
    foot = top + layout.height
    drawn = Pen(_Svg(left, foot), layout, language).draw(label, _path(modules), len(modules))
    wide, high = sheet.label
    return (
        f'<svg class="label-picture" role="img" aria-label="{escape(label.designation)}"'
        f' viewBox="0 0 {wide} {high}" xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'
    )


class _Svg:
    """Draws with SVG elements, from a corner whose ordinate grows downwards."""

    def __init__(self, left: float, foot: float) -> None:
        self._left, self._foot = left, foot

    def line(self, text: str, font: str, size: float, left: float, baseline: float) -> str:
        return (
            f'<text x="{self._left + left:.2f}" y="{self._foot - baseline:.2f}"'
            f' font-size="{size:.2f}" font-weight="{WEIGHTS[font]}">{escape(text)}</text>'
        )

    def bar(self, left: float, bottom: float, width: float, height: float) -> str:
        return (
            f'<rect x="{self._left + left:.2f}" y="{self._foot - bottom - height:.2f}"'
            f' width="{width:.2f}" height="{height:.2f}"/>'
        )

    def symbol(self, path: str, scale: float, left: float, top: float) -> str:
        x, y = self._left + left, self._foot - top
        return f'<path transform="translate({x:.2f} {y:.2f}) scale({scale:.5f})" d="{path}"/>'

    def together(self, words: Sequence[str], shapes: Sequence[str]) -> str:
        return "".join((*words, *shapes))


def _path(modules: Modules) -> str:
    """The dark modules, each a square of side 1."""
    return "".join(f"M{column} {row}h1v1h-1z" for row, column in np.argwhere(modules))
