"""What visitors have reserved of lots: how much, for a list; by whom, before a lot changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bourse.clock import now
from bourse.exhibitors.models import Exhibitor
from bourse.holds.held import held_of
from bourse.holds.preparing import ToPrepare, to_prepare
from bourse.lots.models import Lot
from bourse.values import Quantity

MOST_TOLD = 30
"""Lines told of before a lot changes; the page of what is to set aside has them all."""


def held_quantities(lots: Sequence[Lot]) -> Mapping[int, Quantity]:
    """By a lot's id, how much of it is held now, confirmed or not; only of what is."""
    held = held_of([lot.id for lot in lots], now())
    return {lot.id: Quantity(held[lot.id], lot.unit) for lot in lots if lot.id in held}


def who_counts_on(lots: Sequence[Lot]) -> Sequence[ToPrepare]:
    """The confirmed lines of these lots of one edition, some of them when there are many."""
    if not lots:
        return ()
    wanted = [lot.id for lot in lots]
    return to_prepare(lots[0].edition_id, now(), lot_ids=wanted, size=MOST_TOLD).rows


def who_counts_on_firm(exhibitor: Exhibitor) -> Sequence[ToPrepare]:
    """The same of all that an exhibitor brings."""
    place = exhibitor.edition_id, now()
    return to_prepare(*place, exhibitor=exhibitor.code, size=MOST_TOLD).rows
