"""Text that fits its box: wrapped between words, smaller if it must be, never cut in a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

LEADING = 1.16
"""From one baseline to the next, as a part of the size."""
CAP = 0.727
"""Height of Inter's capitals, as a part of the size."""
SMALLEST = 1.4
"""Millimetres of the smallest size, about 4 points."""
STEP = 0.94
ELLIPSIS = "…"
SPACES = re.compile(r"[ \t\r\n]+")
"""Where a line may end; a no-break space keeps `60 × 60` together."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size, in millimetres, at which they fit."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline, in millimetres."""
        return ((len(self.lines) - 1) * LEADING + CAP) * self.size


@lru_cache(maxsize=8_000)
def width_of(text: str, font: str) -> float:
    """How wide the text is at size 1."""
    return float(stringWidth(text, font, 1))


def one_line(text: str, font: str, size: float, width: float) -> Fitted:
    """The text on one line, as large as `size` allows in `width`."""
    return Fitted((text,), min(size, width / max(width_of(text, font), 1e-3)))


def wrapped(text: str, font: str, size: float, width: float, height: float) -> Fitted:
    """The text wrapped in a box, at `size` or the largest below that fits.

    What does not fit at the smallest size loses its last words, and shows it by an ellipsis.
    """
    words = SPACES.split(text.strip())
    widths = [width_of(word, font) for word in words]
    across = width / max(*widths, 1e-3)
    smallest = min(SMALLEST, across)
    area = width * (height + (LEADING - CAP) * size) / max(sum(widths) * LEADING, 1e-3)
    size = max(min(size, across, area**0.5), smallest)
    while (fitted := _wrapped(words, widths, font, size, width)).height > height:
        if size == smallest:
            break
        size = max(size * STEP, smallest)
    while fitted.height > height and len(words) > 1:
        words = [*words[:-2], ELLIPSIS] if words[-1] == ELLIPSIS else [*words[:-1], ELLIPSIS]
        widths = [width_of(word, font) for word in words]
        fitted = _wrapped(words, widths, font, size, width)
    return fitted


def _wrapped(
    words: Sequence[str], widths: Sequence[float], font: str, size: float, width: float
) -> Fitted:
    lines: list[str] = []
    space, room = width_of(" ", font), width / size + 1e-6
    start, used = 0, widths[0]
    for number, wide in enumerate(widths[1:], start=1):
        if used + space + wide > room:
            lines.append(" ".join(words[start:number]))
            start, used = number, wide
        else:
            used += space + wide
    return Fitted((*lines, " ".join(words[start:])), size)
