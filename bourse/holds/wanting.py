"""What a visitor wants to hold: each lot with what is free of it, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.holds.held import free_of, held_milli
from bourse.lots.models import Lot, LotStatus
from bourse.lots.set_apart import MOST_LINES
from bourse.reception.awaiting import awaited
from bourse.values import Quantity, Unit
from bourse.values.quantity import MILLI


@dataclass(frozen=True, slots=True)
class FreeLot:
    """A lot, and what is left of it that nobody holds; it may be held where it `is_offered`."""

    lot: Lot
    left: Quantity
    is_offered: bool

    @property
    def free(self) -> Quantity:
        """What may be held of it: nothing where it is not on offer or has not come yet."""
        return self.left if self.is_offered and self.left.milli > 0 else Quantity(0, self.left.unit)

    @property
    def held(self) -> Quantity:
        """What is left but held."""
        return self.lot.remaining - self.left

    @property
    def is_whole(self) -> bool:
        """Whether it is held all or not at all."""
        return self.lot.pieces > 1

    @property
    def takes_one(self) -> bool:
        """Whether there is nothing to choose: it is held whole, or a single piece is free."""
        return self.is_whole or (self.lot.unit is Unit.PIECE and self.free.milli == MILLI)


def free_lots(edition_id: int, codes: Collection[str], at: datetime) -> dict[str, FreeLot]:
    """The lots of these codes that the public knows, by code, as they are at a moment."""
    rows = db.session.execute(
        select(Lot, held_milli(at).label("held"), awaited().label("is_awaited"))
        .where(Lot.edition_id == edition_id, Lot.code.in_(codes), Lot.status != LotStatus.DRAFT)
        .options(joinedload(Lot.exhibitor).joinedload(Exhibitor.company))
        .execution_options(populate_existing=True)
    )
    return {
        lot.code: FreeLot(
            lot,
            left=free_of(lot.remaining, held),
            is_offered=lot.status is LotStatus.OFFERED and not is_awaited,
        )
        for lot, held, is_awaited in rows
    }


def check_wanted(found: Mapping[str, FreeLot], wanted: Mapping[str, Quantity]) -> None:
    """Raises `hold_empty`, `hold_long` (maximum), and of a lot, its code as field, what follows.

    `hold_lot_gone`, `hold_recounted` for another unit than the lot's, `quantity_not_positive`,
    `hold_beyond` (left), `hold_whole` (left).
    """
    if not wanted:
        raise BourseError("hold_empty")
    if len(wanted) > MOST_LINES:
        raise BourseError("hold_long", maximum=MOST_LINES)
    for code, quantity in wanted.items():
        if code not in found or not found[code].free:
            raise BourseError("hold_lot_gone", field=code)
        if quantity.unit is not found[code].free.unit:
            raise BourseError("hold_recounted", field=code)
        if quantity.milli <= 0:
            raise BourseError("quantity_not_positive", field=code)
        if quantity > found[code].free:
            raise BourseError("hold_beyond", left=found[code].free, field=code)
        if found[code].is_whole and quantity != found[code].free:
            raise BourseError("hold_whole", left=found[code].free, field=code)
