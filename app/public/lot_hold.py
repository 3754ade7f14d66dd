"""What a lot's page says of holding it: how much is free, how much others hold, and the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.public.hold_forms import LotForm
from app.public.hold_gathering import gathered, gathered_of
from bourse.clock import now
from bourse.holds.keeping import kept_until, may_hold
from bourse.holds.wanting import free_lots
from bourse.lots.models import Lot
from bourse.values import Quantity


@dataclass(frozen=True, slots=True)
class LotHold:
    """`form` asks how much; None where this lot cannot be held now, or where all of it is gathered.

    `gathered`: so much already; `until`: so long would it be kept if it were confirmed now.
    """

    left: Quantity
    held: Quantity
    form: LotForm | None
    until: datetime
    is_one: bool
    gathered: Quantity | None
    lots: int
    """How many lots of the edition the visitor has gathered."""


def hold_of_lot(lot: Lot, form: LotForm | None = None) -> LotHold:
    """As it is for who reads the page; `form` is the one that was sent, with its faults."""
    edition, at = lot.exhibitor.edition, now()
    found = free_lots(edition.id, [lot.code], at)[lot.code]
    mine, is_allowed = gathered(edition), may_hold(edition, at)
    chosen = gathered_of(lot)
    if form is None and is_allowed and found.free and not (found.takes_one and chosen):
        form = LotForm.of(found, chosen)
    return LotHold(
        left=found.left,
        held=found.held,
        form=form,
        until=kept_until(edition, at),
        is_one=found.takes_one,
        gathered=chosen if is_allowed else None,
        lots=len(mine) if is_allowed else 0,
    )
