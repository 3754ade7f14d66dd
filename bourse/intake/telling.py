"""How far a long reading is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], None]
"""Told how many of how many are done."""


def unheard(_done: int, _of: int) -> None:
    """Nobody watches."""
