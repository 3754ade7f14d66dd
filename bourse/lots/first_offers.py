"""Lots that go on sale for the first time, for rooms above that have something to do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bourse.lots.models import Lot

Listener = Callable[[Sequence[Lot]], None]
_listeners: list[Listener] = []


def before_first_offer(listener: Listener) -> Listener:
    """Call this with the lots of an edition that nobody was shown yet, before they are."""
    _listeners.append(listener)
    return listener


def tell_first_offer(lots: Sequence[Lot]) -> None:
    """Those of the lots that were never on sale are about to be, in this transaction."""
    first = [lot for lot in lots if not lot.is_catalogued]
    for listener in _listeners if first else ():
        listener(first)
