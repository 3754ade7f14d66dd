"""One label drawn: its words fitted into the layout, as operators in millimetres from its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reports.kit.fonts import BOLD, REGULAR, SEMIBOLD
from reports.labels import label as said
from reports.labels.fitting import CAP, LEADING, Fitted, one_line, width_of, wrapped
from reports.labels.label import Label
from reports.labels.layout import Layout

GAP = 0.28
"""Between the price and its unit, as a part of the price's size."""
UNIT = 0.52
"""The size of the unit after the price, as a part of the price's."""
DESCENT = 0.25
"""What a comma or a g reaches below its line, as a part of the size."""


class Medium(Protocol):
    """What a label is drawn with: millimetres from its lower left corner, as text of a format."""

    def line(self, text: str, font: str, size: float, left: float, baseline: float) -> str:
        """One line of words."""

    def bar(self, left: float, bottom: float, width: float, height: float) -> str:
        """A black bar."""

    def symbol(self, path: str, scale: float, left: float, top: float) -> str:
        """A QR symbol whose modules are `scale` wide, filled."""

    def together(self, words: Sequence[str], shapes: Sequence[str]) -> str:
        """All of a label."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws labels of one layout in one language."""

    ink: Medium
    layout: Layout
    lang: str

    def draw(self, label: Label, path: str, modules: int) -> str:
        """The operators of a label; `path` is its symbol's, of so many modules a side."""
        scale = self.layout.side / modules
        left, top = self.layout.symbol
        price, below = self._price(label)
        reference, stroke, below = self._reference(label, below)
        foot, above = self._foot(label)
        bottom = min(above - 0.2 * self.layout.designation, self.layout.words.bottom)
        designation = self._designation(label, below, bottom)
        words = [self._code(label), *price, *reference, *designation, *foot]
        symbol = self.ink.symbol(path, scale, left, self._up(top))
        return self.ink.together(words, [*stroke, symbol])

    def _up(self, top: float) -> float:
        return self.layout.height - top

    def _code(self, label: Label) -> str:
        box = self.layout.code
        code = one_line(label.code.printed, BOLD, box.size, box.width)
        return self._line(code.lines[0], BOLD, code.size, box.left, box.bottom)

    def _price(self, label: Label) -> tuple[list[str], float]:
        """The price and its unit, and how far down they reach."""
        box = self.layout.words
        amount = said.price(label.price, label.currency, self.lang)
        unit = said.per_unit(label.quantity.unit)
        wide = width_of(amount, BOLD)
        size = min(box.size, box.width / (wide + GAP + UNIT * width_of(unit, SEMIBOLD)))
        baseline = box.top + CAP * size
        words = [
            self._line(amount, BOLD, size, box.left, baseline),
            self._line(unit, SEMIBOLD, UNIT * size, box.left + (wide + GAP) * size, baseline),
        ]
        return words, baseline + DESCENT * size

    def _reference(self, label: Label, top: float) -> tuple[list[str], list[str], float]:
        """The price when new, the stroke through it, and how far down they reach."""
        if label.reference_price is None:
            return [], [], top
        box = self.layout.words
        before = said.price(label.reference_price, label.currency, self.lang)
        less = said.discount(label.discount, self.lang) if label.discount else ""
        wide = width_of(before, REGULAR)
        size = min(self.layout.reference, box.width / (wide + 0.5 + width_of(less, BOLD)))
        baseline = top + 1.1 * CAP * size
        words = [self._line(before, REGULAR, size, box.left, baseline)]
        if less:
            words.append(self._line(less, BOLD, size, box.left + (wide + 0.5) * size, baseline))
        middle = self._up(baseline) + 0.45 * CAP * size
        stroke = self.ink.bar(box.left, middle, wide * size, 0.08 * size)
        return words, [stroke], baseline + DESCENT * size

    def _designation(self, label: Label, top: float, bottom: float) -> list[str]:
        box, size = self.layout.words, self.layout.designation
        air = 0.3 * size
        text = said.designation(label, self.lang)
        fitted = wrapped(text, SEMIBOLD, size, box.width, bottom - top - 2 * air)
        return self._lines(fitted, SEMIBOLD, box.left, top + air)

    def _foot(self, label: Label) -> tuple[list[str], float]:
        """Quantity and weight, then whose it is; and how far up they reach."""
        seller, above = self._seller(label)
        box = self.layout.foot
        texts = [said.quantity(label.quantity, self.lang)]
        if weight := said.weight(label.unit_weight, label.quantity.unit, self.lang):
            texts.append(weight)
        if not self.layout.is_upright:
            texts = [" · ".join(texts)]
        size = min(one_line(text, SEMIBOLD, box.size, box.width).size for text in texts)
        amounts = Fitted(tuple(texts), size)
        top = box.top if self.layout.is_upright else above - 0.45 * box.size - amounts.height
        return seller + self._lines(amounts, SEMIBOLD, box.left, top), top

    def _seller(self, label: Label) -> tuple[list[str], float]:
        """Whose it is and where, upright on a line of its own; and how far up they reach."""
        box, stand, bottom = self.layout.foot, label.stand, self.layout.foot.bottom
        words = []
        if self.layout.is_upright and stand:
            fitted, stand = one_line(stand, BOLD, 1.15 * box.size, box.width), ""
            words = [self._line(fitted.lines[0], BOLD, fitted.size, box.left, bottom)]
            bottom -= LEADING * fitted.size
        height = 0.58 * box.height - (box.bottom - bottom)
        name = wrapped(said.seller(label.exhibitor, stand), REGULAR, box.size, box.width, height)
        top = bottom - name.height
        return words + self._lines(name, REGULAR, box.left, top), top

    def _lines(self, fitted: Fitted, font: str, left: float, top: float) -> list[str]:
        first = top + CAP * fitted.size
        return [
            self._line(line, font, fitted.size, left, first + number * LEADING * fitted.size)
            for number, line in enumerate(fitted.lines)
        ]

    def _line(self, text: str, font: str, size: float, left: float, baseline: float) -> str:
        return self.ink.line(text, font, size, left, self._up(baseline))
