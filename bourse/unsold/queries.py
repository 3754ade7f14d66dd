"""What was not sold once an edition is over: what is still to place, and where the rest went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from bourse.db import db, total
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.people.models import Company
from bourse.reception.awaiting import awaited, receives
from bourse.unsold.disposing import disposed_of
from bourse.unsold.disposition import Destination, Disposition
from bourse.values import Page, Quantity, Weight, round_half_up
from bourse.values.quantity import MILLI

PAGE = 100
SHOWN = 50
"""Dispositions listed on a page, the latest first."""
_PLACED = (
    select(total(Disposition.quantity_milli))
    .where(Disposition.lot_id == Lot.id, Disposition.undone_at.is_(None))
    .correlate(Lot)
    .scalar_subquery()
)
_LEFT = Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli - _PLACED


@dataclass(frozen=True, slots=True)
class Unsold:
    """A lot of which something is still to place."""

    lot: Lot
    left: Quantity

    @property
    def weight(self) -> Weight | None:
        """What is left of it weighs so much; None when nobody knows."""
        unit = self.lot.unit_weight
        return None if unit is None else unit.times(self.left)


@dataclass(frozen=True, slots=True)
class Placed:
    """What went to one destination: lots, their weight, and how many are of unknown weight."""

    destination: Destination
    lots: int
    weight: Weight
    unknown: int


@dataclass(frozen=True, slots=True)
class ExhibitorUnsold:
    """How many lots of an exhibitor are still to place."""

    code: str
    company: str
    lots: int


def unsold(
    edition_id: int,
    *,
    exhibitor_id: int | None = None,
    after: str | None = None,
    size: int | None = PAGE,
) -> Page[Unsold]:
    """Lots that were on sale and of which something is to place; `after` is the last one's code.

    All of them without `size`.
    """
    wanted = (
        _to_place(select(Lot), edition_id, exhibitor_id)
        .options(
            contains_eager(Lot.stock),
            joinedload(Lot.exhibitor).joinedload(Exhibitor.company),
            joinedload(Lot.category),
        )
        .order_by(Lot.id)
    )
    last = db.session.scalar(select(Lot.id).where(Lot.code == after)) if after else None
    if last is not None:
        wanted = wanted.where(Lot.id > last)
    rows = db.session.scalars(wanted if size is None else wanted.limit(size + 1)).unique().all()
    placed = disposed_of([lot.id for lot in rows])
    listed = [
        Unsold(lot, lot.remaining - placed.get(lot.id, Quantity(0, lot.unit))) for lot in rows
    ]
    return Page.of(listed, size or len(listed), lambda one: one.lot.code)


def unsold_by_exhibitor(edition_id: int) -> list[ExhibitorUnsold]:
    """The exhibitors who have something to place, by company."""
    counted = (
        _to_place(select(Exhibitor.code, Company.name, func.count()), edition_id, None)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
        .join(Company, Company.id == Exhibitor.company_id)
        .group_by(Exhibitor.code, Company.name)
        .order_by(Company.name, Exhibitor.code)
    )
    return [ExhibitorUnsold(*row) for row in db.session.execute(counted)]


def placed_by_destination(edition_id: int) -> list[Placed]:
    """What went where, in the order of the destinations; those with nothing too."""
    known = Disposition.weight_g.is_not(None)
    rows = db.session.execute(
        select(
            Disposition.destination,
            func.count(Disposition.lot_id.distinct()),
            total(Disposition.weight_g),
            total(case((known, 0), else_=Disposition.quantity_milli * Lot.unit_weight_g)),
            func.count().filter(and_(~known, Lot.unit_weight_g.is_(None))),
        )
        .join(Lot, Lot.id == Disposition.lot_id)
        .where(Disposition.edition_id == edition_id, Disposition.undone_at.is_(None))
        .group_by(Disposition.destination)
    ).all()
    found = {
        destination: Placed(
            destination, lots, Weight(grams + round_half_up(computed, MILLI)), unknown
        )
        for destination, lots, grams, computed, unknown in rows
    }
    return [found.get(one, Placed(one, 0, Weight(0), 0)) for one in Destination]


def dispositions(
    edition_id: int, *, lot_id: int | None = None, limit: int = SHOWN
) -> list[Disposition]:
    """What went where, the latest first, of an edition or of one lot; undone ones too."""
    wanted = (
        select(Disposition)
        .where(Disposition.edition_id == edition_id)
        .options(
            joinedload(Disposition.recorder),
            joinedload(Disposition.lot).joinedload(Lot.exhibitor).joinedload(Exhibitor.company),
        )
        .order_by(Disposition.id.desc())
        .limit(limit)
    )
    if lot_id is not None:
        wanted = wanted.where(Disposition.lot_id == lot_id)
    return list(db.session.scalars(wanted).unique())


def _to_place(
    statement: Select[*tuple[Any, ...]], edition_id: int, exhibitor_id: int | None
) -> Select[*tuple[Any, ...]]:
    conditions: list[ColumnElement[bool]] = [
        Lot.edition_id == edition_id,
        Lot.status == LotStatus.OFFERED,
        _LEFT > 0,
    ]
    if exhibitor_id is not None:
        conditions.append(Lot.exhibitor_id == exhibitor_id)
    if receives(edition_id):  # what never came cannot have stayed
        conditions.append(~awaited())
    joined = statement.select_from(Lot).join(Stock, Stock.lot_id == Lot.id)
    return joined.where(*conditions)
