"""What sales do to visitors' holds: one is collected by its sale, another loses its goods to one.

Asked once a sale's stock has moved: whoever moves lots of an edition waits at the catalogue's
counter, so that no hold begins or ends meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, and_, bindparam, select

from bourse.clock import now
from bourse.db import core, db
from bourse.holds.held import is_open
from bourse.holds.holding import collected
from bourse.holds.models import Hold, HoldLine
from bourse.prepared import Prepared
from bourse.tills.conflicts import Flag, LotRow
from bourse.tills.facts import Reversed, Sold, TillFact
from bourse.tills.inbox import ConflictKind
from bourse.tills.projecting import Rows
from bourse.tills.projections import Sale
from bourse.tills.sales import KEPT

MOST_NAMED = 9
"""Holds that a conflict names: its column has room for so many codes."""

_CODE_OF = Prepared(select(Sale.stand_basket).where(Sale.fact_id == bindparam("sale")))


class Paid(NamedTuple):
    """A hold that was paid: by which sale's fact, and when."""

    hold_id: int
    by: str
    at: datetime


def met(fact: TillFact, rows: Rows, lots: Mapping[str, LotRow], edition_id: int) -> list[Flag]:
    """Flag what a sale took that is held for others; mark the hold that it pays, or gives back.

    `lots` are as they stood before the sale.
    """
    match fact:
        case Sold():
            flags = _taken(rows.sold_milli(), lots.values(), fact.stand_basket)
            _mark(edition_id, fact.stand_basket)
            return flags
        case Reversed():
            sale = _CODE_OF.first(core(), sale=fact.reverses)
            _mark(edition_id, sale[0] if sale else None)
    return []


def paid(code: str | None = None) -> dict[int, Paid]:
    """The holds that sales have paid, by id: all of them, or that of a code.

    A hold is collected by the first sale of its code of which the buyer has kept something.
    """
    found: dict[int, Paid] = {}
    wanted = _sales() if code is None else _sales().where(Hold.code == code)
    for hold_id, by, at in core().execute(wanted):
        found.setdefault(hold_id, Paid(hold_id, by, at))
    return found


def _taken(sold: Mapping[int, int], lots: Iterable[LotRow], own: str | None) -> list[Flag]:
    """The lots of which no longer all is there that others hold, and was before this sale."""
    ids = sorted(sold)
    if not ids:
        return []
    names = _places(1 << (len(ids) - 1).bit_length())
    asked = dict.fromkeys(names, ids[-1]) | dict(zip(names, ids, strict=False))
    held: dict[int, dict[str, int]] = defaultdict(dict)
    for lot_id, code, milli in _held(names).rows(core(), **asked, at=now(), own=own or ""):
        held[lot_id][code] = milli
    return [
        Flag(ConflictKind.HELD_LOT, lot.code, ",".join(list(held[lot.id])[:MOST_NAMED]))
        for lot in lots
        if lot.id in held and 0 < lot.left_milli < sold[lot.id] + sum(held[lot.id].values())
    ]


def _mark(edition_id: int, code: str | None) -> None:
    """Tell the hold of this code, if it is one's, what its sales say."""
    if code is None:
        return
    held = db.session.scalar(select(Hold).where(Hold.edition_id == edition_id, Hold.code == code))
    if held:
        sale = paid(code).get(held.id)
        collected(held, sale and sale.by, sale and sale.at)


@cache
def _held(names: tuple[str, ...]) -> Prepared:
    """What is held of so many lots for others than one, what ends first before the rest."""
    return Prepared(
        select(HoldLine.lot_id, Hold.code, HoldLine.quantity_milli)
        .join(Hold, Hold.id == HoldLine.hold_id)
        .where(
            HoldLine.lot_id.in_([bindparam(name) for name in names]),
            is_open(bindparam("at", type_=Hold.expires_at.type)),
            Hold.code != bindparam("own"),
        )
        .order_by(Hold.expires_at, Hold.id)
    )


@cache
def _places(count: int) -> tuple[str, ...]:
    return tuple(f"lot_{number}" for number in range(count))


def _sales() -> Select[int, str, datetime]:
    """Sales of holds of which something was kept, in the order they were recorded."""
    return (
        select(Hold.id, Sale.fact_id, Sale.happened_at)
        .join(Hold, and_(Hold.edition_id == Sale.edition_id, Hold.code == Sale.stand_basket))
        .where(KEPT > 0)
        .order_by(Sale.seq)
    )
