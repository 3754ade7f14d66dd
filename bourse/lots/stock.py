"""What is left of each lot: a projection that only `apply()` moves."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from bourse.db import core, table_of
from bourse.lots import revision
from bourse.lots.models import Stock
from bourse.prepared import Prepared

_STOCK = table_of(Stock)
_MOVES = {
    column.key: Prepared(
        update(_STOCK)
        .where(_STOCK.c.lot_id == bindparam("lot"))
        .values({column.key: column + bindparam("moved"), "revision": bindparam("taken")})
    )
    for column in (_STOCK.c.sold_milli, _STOCK.c.removed_milli)
}


def apply(
    edition_id: int,
    *,
    sold_milli: Mapping[int, int] | None = None,
    removed_milli: Mapping[int, int] | None = None,
) -> None:
    """Move stock, by lot id, in thousandths of the lot's unit; negative amounts come back.

    The catalogue's revision moves with it: tills read again what is left.
    """
    if not sold_milli and not removed_milli:
        return
    taken = revision.advance(edition_id)
    for column, moves in (("sold_milli", sold_milli), ("removed_milli", removed_milli)):
        if moves:
            _MOVES[column].write(
                core(),
                [
                    {"lot": lot_id, "moved": moved, "taken": taken}
                    for lot_id, moved in moves.items()
                ],
            )
