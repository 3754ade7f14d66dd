"""QR symbols as vector paths: one path a symbol, in literal operators of a PDF's content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.labels.symbols import Modules

QUIET_ZONE = 4
"""Modules left white on each side, as ISO/IEC 18004 asks."""


def paths(symbols: Sequence[Modules]) -> list[str]:
    """Each symbol's path, a module being 1: rectangles along its rows, the first row from 0 to 1.

    The symbols are all of one version. The path is not yet filled.
    """
    side = len(symbols[0])
    framed = np.zeros((len(symbols), side, side + 2), np.int8)
    framed[:, :, 1:-1] = symbols
    edges = np.diff(framed, axis=2)
    number, row, start = np.nonzero(edges == 1)
    end = np.nonzero(edges == -1)[2]
    rectangles = _rectangles(side)[row, start, end - start]
    cuts = np.searchsorted(number, np.arange(1, len(symbols)))
    return ["\n".join(one) for one in np.split(rectangles, cuts)]


@cache
def _rectangles(side: int) -> NDArray[Any]:
    """The operators of every run of dark modules: by row, first column and length."""
    table = np.empty((side, side, side + 1), object)
    for row in range(side):
        for start in range(side):
            for length in range(1, side - start + 1):
                table[row, start, length] = f"{start} {row} {length} 1 re"
    return table
