"""What is left of each lot: a projection that only `apply()` moves."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from bourse.db import db, table_of
from bourse.lots.models import Stock


def apply(
    *, sold_milli: Mapping[int, int] | None = None, removed_milli: Mapping[int, int] | None = None
) -> None:
    """Move stock, by lot id, in thousandths of the lot's unit; negative amounts come back."""
    stock = table_of(Stock)
    for column, moves in ((Stock.sold_milli, sold_milli), (Stock.removed_milli, removed_milli)):
        if moves:
            db.session.execute(
                update(stock)
                .where(stock.c.lot_id == bindparam("lot"))
                .values({column.key: column + bindparam("moved")}),
                [{"lot": lot_id, "moved": moved} for lot_id, moved in moves.items()],
            )
