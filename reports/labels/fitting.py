"""Text that fits its box: wrapped between words, smaller if it must be, never cut in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

LEADING = 1.15
SMALLEST = 4.0
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size, in points, at which they fit."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Height of the lines, in points."""
        return len(self.lines) * self.size * LEADING


def one_line(text: str, font: str, size: float, width: float) -> Fitted:
    """The text on one line, as large as `size` points allow in `width` points."""
    wide = stringWidth(text, font, size)
    return Fitted((text,), size if wide <= width else size * width / wide)


def wrapped(text: str, font: str, size: float, width: float, height: float) -> Fitted:
    """The text wrapped in a box, at `size` points or the largest below that fits.

    What does not fit at 4 points loses its last words, and shows it by an ellipsis.
    """
    words = text.split()
    while size > SMALLEST:
        fitted = Fitted(_wrap(words, font, size, width), size)
        fits_across = all(stringWidth(word, font, size) <= width for word in words)
        if fits_across and fitted.height <= height:
            return fitted
        size = max(size * 0.94, SMALLEST)
    while words:
        fitted = Fitted(_wrap([*words[:-1], ELLIPSIS], font, size, width), size)
        if fitted.height <= height:
            return fitted
        words.pop()
    return Fitted((ELLIPSIS,), size)


def _wrap(words: Sequence[str], font: str, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
