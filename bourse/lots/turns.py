"""One writer of a lot at a time, where what is written follows from what stands there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bourse.db import db
from bourse.lots.models import Lot


def take_turn(lots: Sequence[Lot]) -> None:
    """Wait for whoever writes of these lots, then read them again as that one left them.

    Nobody else takes a turn with one of them until we commit; tills sell meanwhile.
    """
    db.session.scalars(
        select(Lot)
        .where(Lot.id.in_([lot.id for lot in lots]))
        .order_by(Lot.id)  # always in this order: two that want the same lots do not cross
        .with_for_update(of=Lot, key_share=True)
        .execution_options(populate_existing=True)
    ).all()
