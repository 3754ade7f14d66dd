"""Where everything stands on a label of a given size: two layouts, one across and one upright.

All lengths are millimetres, all positions those of a box's left and top from the top left corner
of what may be printed. A layout is worked out once for a sheet; the words are then fitted into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reports.labels.qr import QUIET_ZONE
from reports.labels.sheets import Sheet

UPRIGHT = 1.2
"""A label this much higher than wide is read on a pallet, from afar."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place for words, and the largest size that they may have in it."""

    left: float
    top: float
    width: float
    height: float
    size: float

    @property
    def bottom(self) -> float:
        """Where its last baseline stands."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of a label; `side` is the symbol's, its quiet zone not counted.

    `words` holds the price, its reference and the designation, one below the other; `foot` the
    amounts and the seller, and where the two share a column the foot takes what it needs first.
    """

    pad: float
    width: float
    height: float
    side: float
    symbol: tuple[float, float]
    code: Box
    words: Box
    designation: float
    reference: float
    foot: Box
    is_upright: bool


@lru_cache(maxsize=64)
def layout_of(sheet: Sheet, modules: int) -> Layout:
    """The layout of a sheet's labels for symbols of that many modules a side."""
    wide, high = sheet.label
    upright = high >= UPRIGHT * wide
    side = min(0.42 * wide, 0.31 * high) if upright else min(0.58 * high, 0.36 * wide)
    quiet = side * QUIET_ZONE / modules
    pad = max(quiet, 0.045 * min(wide, high))
    insets = [inset(sheet, place, pad) for place in sheet.places()]
    width = wide - max(left + right for left, _top, right, _bottom in insets)
    height = high - max(top + bottom for _left, top, _right, bottom in insets)
    make = _upright if upright else _across
    return make(pad, width, height, side, quiet)


def inset(
    sheet: Sheet, place: tuple[float, float], pad: float
) -> tuple[float, float, float, float]:
    """What stays white left, above, right and below: a padding, and what no printer reaches."""
    left, top = place
    right = sheet.page[0] - left - sheet.label[0]
    bottom = sheet.page[1] - top - sheet.label[1]
    first, second, third, fourth = (
        max(pad, sheet.unprintable - edge) for edge in (left, top, right, bottom)
    )
    return first, second, third, fourth


def _across(pad: float, width: float, height: float, side: float, quiet: float) -> Layout:
    column = side + quiet + 0.02 * width
    room = width - column
    small = min(0.1 * height, 0.05 * width)
    return Layout(
        pad=pad,
        width=width,
        height=height,
        side=side,
        symbol=(0, 0),
        code=Box(0, side + quiet, side + 0.6 * quiet, height - side - quiet, 0.3 * height),
        words=Box(column, 0, room, height, 0.29 * height),
        designation=min(0.16 * height, 0.08 * width),
        reference=min(0.12 * height, 0.06 * width),
        foot=Box(column, 0.7 * height, room, 0.3 * height, small),
        is_upright=False,
    )


def _upright(pad: float, width: float, height: float, side: float, quiet: float) -> Layout:
    code = Box(0, 0.89 * height, width, 0.11 * height, 0.148 * height)
    top = code.top - 1.2 * quiet - side
    column = side + quiet + 0.02 * width
    return Layout(
        pad=pad,
        width=width,
        height=height,
        side=side,
        symbol=(0, top),
        code=code,
        words=Box(0, 0, width, top - quiet, 0.19 * height),
        designation=0.08 * height,
        reference=0.065 * height,
        foot=Box(column, top, width - column, side, 0.055 * height),
        is_upright=True,
    )
