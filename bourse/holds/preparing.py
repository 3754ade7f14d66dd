"""What stands have to set aside: the lines of holds that visitors will collect, stand by stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, tuple_

from bourse.db import db
from bourse.exhibitors.models import Exhibitor
from bourse.holds.held import held_milli, is_open
from bourse.holds.listing import in_state
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.holds.spots import stands_for
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.set_apart import printed_code
from bourse.people.models import Company
from bourse.reception.models import LotReception, ReceptionState
from bourse.reception.placing import places_of
from bourse.values import LotCode, Money, Page, Quantity
from bourse.values.page import number_after

PAGE = 50
LEFT = Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPrepare:
    """A line of a hold: whose goods, for whom, until when; `name` is all that is said of them.

    `stands` are those that the slip names (holds/spots.py): several where it is not said at which.
    `is_short` where the lot is off the sale, did not come, or more of it is held than is left.
    """

    hold: str
    name: str
    until: datetime
    position: int
    lot: str
    designation: str
    quantity: Quantity
    total: Money
    exhibitor: str
    exhibitor_name: str
    stands: tuple[str, ...]
    has_sites: bool
    """Whether the exhibitor stands on several sites."""
    is_short: bool

    @property
    def printed(self) -> str:
        """The hold's code as people read and type it."""
        return printed_code(self.hold)

    @property
    def printed_lot(self) -> str:
        """The lot's code as its label shows it."""
        return LotCode(self.lot).printed


def to_prepare(
    edition_id: int,
    at: datetime,
    *,
    exhibitor: str | None = None,
    lot_ids: Collection[int] | None = None,
    missing: bool = False,
    after: str | None = None,
    size: int | None = PAGE,
) -> Page[ToPrepare]:
    """The lines held at this moment, stand by stand, the next to be collected first.

    All of it with `size=None`, with `missing` what is not there alone; `after` is the cursor of
    the last line seen.
    """
    wanted = _lines(at).where(Hold.edition_id == edition_id, in_state(HoldState.HELD, at))
    if exhibitor is not None:
        wanted = wanted.where(Exhibitor.code == exhibitor)
    if lot_ids is not None:
        wanted = wanted.where(Lot.id.in_(lot_ids))
    if missing:
        wanted = wanted.where(_is_short(at))
    order = (Exhibitor.id, Hold.expires_at, Hold.id, HoldLine.position)
    if last := after and _seen(after):
        wanted = wanted.where(tuple_(*order) > tuple_(*last))
    wanted = wanted.order_by(*order)
    rows = db.session.execute(wanted if size is None else wanted.limit(size + 1)).unique().all()
    page = Page.of(rows, size or len(rows), lambda row: f"{row.Hold.id}.{row.HoldLine.position}")
    return Page(_told(page.rows), page.after)


def lines_of(held: Hold, at: datetime) -> tuple[ToPrepare, ...]:
    """The lines of one hold, in their order, whatever became of it."""
    wanted = _lines(at).where(Hold.id == held.id).order_by(HoldLine.position)
    return _told(db.session.execute(wanted).unique().all())


def stands_to_prepare(edition_id: int, at: datetime) -> list[tuple[str, str, int]]:
    """Code and company of every exhibitor with lines to prepare, and how many."""
    rows = db.session.execute(
        select(Exhibitor.code, Company.name, func.count())
        .select_from(HoldLine)
        .join(Hold, Hold.id == HoldLine.hold_id)
        .join(Lot, Lot.id == HoldLine.lot_id)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
        .join(Company, Company.id == Exhibitor.company_id)
        .where(Hold.edition_id == edition_id, in_state(HoldState.HELD, at))
        .group_by(Exhibitor.code, Company.name)
        .order_by(Company.name, Exhibitor.code)
    )
    return [(code, company, lines) for code, company, lines in rows]


def held_beyond(edition_id: int, at: datetime) -> int:
    """Lots of which more is held than can be sold: off the sale, not come, or gone meanwhile."""
    held = (
        select(HoldLine.lot_id)
        .join(Hold, Hold.id == HoldLine.hold_id)
        .where(Hold.edition_id == edition_id, is_open(at))
    )
    counted = select(func.count()).select_from(Lot).join(Stock, Stock.lot_id == Lot.id)
    return db.session.scalar(counted.where(Lot.id.in_(held), _is_short(at))) or 0


def _is_short(at: datetime) -> Any:
    did_not_come = select(LotReception.lot_id).where(
        LotReception.lot_id == Lot.id, LotReception.state != ReceptionState.RECEIVED
    )
    return or_(Lot.status != LotStatus.OFFERED, held_milli(at) > LEFT, did_not_come.exists())


def _lines(at: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(Hold, HoldLine, Lot, Exhibitor, _is_short(at).label("is_short"))
        .join(HoldLine, HoldLine.hold_id == Hold.id)
        .join(Lot, Lot.id == HoldLine.lot_id)
        .join(Stock, Stock.lot_id == Lot.id)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
    )


def _seen(cursor: str) -> Row[*tuple[Any, ...]] | None:
    """Where a line stands in the order, by its cursor; None for none."""
    hold_id, _dot, position = cursor.partition(".")
    return db.session.execute(
        select(Exhibitor.id, Hold.expires_at, Hold.id, HoldLine.position)
        .select_from(HoldLine)
        .join(Hold, Hold.id == HoldLine.hold_id)
        .join(Lot, Lot.id == HoldLine.lot_id)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
        .where(Hold.id == number_after(hold_id), HoldLine.position == number_after(position))
    ).first()


def _told(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[ToPrepare, ...]:
    goes_to = places_of([row.Lot for row in rows])
    return tuple(_line(row, goes_to.get(row.Lot.id)) for row in rows)


def _line(row: Row[*tuple[Any, ...]], site_id: int | None) -> ToPrepare:
    """The line; `site_id` is where the lot goes, None for any site of its exhibitor."""
    line: HoldLine = row.HoldLine
    exhibitor: Exhibitor = row.Exhibitor
    return ToPrepare(
        hold=row.Hold.code,
        name=row.Hold.name or "",
        until=row.Hold.expires_at,
        position=line.position,
        lot=row.Lot.code,
        designation=row.Lot.designation,
        quantity=line.quantity,
        total=row.Lot.price.times(line.quantity),
        exhibitor=exhibitor.code,
        exhibitor_name=exhibitor.company.name,
        stands=tuple(
            f"{stand.site.name} {stand.label}".strip() for stand in stands_for(exhibitor, site_id)
        ),
        has_sites=len(exhibitor.stands) > 1,
        is_short=bool(row.is_short),
    )
