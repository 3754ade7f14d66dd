"""Putting many lots on sale: each that may be, and of the others what stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bourse.errors import BourseError
from bourse.lots.lifecycle import check_move
from bourse.lots.models import Lot, LotStatus
from bourse.lots.on_sale import offer_lots
from bourse.people.actor import Actor

Left = tuple[Lot, BourseError]
"""A lot that stayed as it was, and why."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What was asked of lots: `ready` are those of which it may be, `moved` went on sale of them.

    The other ready ones were on sale already, or are handed in after the deadline.
    """

    ready: tuple[Lot, ...]
    moved: tuple[Lot, ...]
    left: tuple[Left, ...]


def offer_what_may(lots: Sequence[Lot], *, by: Actor) -> Offered:
    """Put on sale each lot that may be; one that may not holds up no other.

    Raises `conformity_missing` like `on_sale.offer_lots`.
    """
    ready, left = [], []
    for lot in lots:
        try:
            if lot.status is not LotStatus.OFFERED:
                check_move(lot, LotStatus.OFFERED, by)
        except BourseError as error:
            left.append((lot, error))
        else:
            ready.append(lot)
    return Offered(tuple(ready), tuple(offer_lots(ready, by=by)), tuple(left))
