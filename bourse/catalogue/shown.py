"""What the public is shown of lots: one by the code of its label, and what there is by category."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.editions.models import Category
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus
from bourse.reception.awaiting import awaited, receives
from bourse.values import LotCode

COUNTED = 1_000
"""Lots of a category are counted up to here; a page waits for no more."""


def is_shown(lot: Lot) -> bool:
    """Whether the public may see this lot: offered, or withdrawn since; never a draft."""
    return lot.status is not LotStatus.DRAFT


def shown_lot(code: LotCode) -> Lot:
    """The lot of this label, offered or withdrawn since; a draft is unknown (`lot_unknown`)."""
    lot = db.session.scalar(
        select(Lot)
        .where(Lot.code == code.compact, Lot.status != LotStatus.DRAFT)
        .options(joinedload(Lot.category), joinedload(Lot.exhibitor).joinedload(Exhibitor.edition))
    )
    if lot is None:
        raise BourseError("lot_unknown")
    return lot


def categories_offered(edition_id: int) -> Sequence[Category]:
    """The categories that have lots on offer, by their codes.

    The first of each is looked for: of just any, PostgreSQL would read the whole table for none.
    """
    one = _offered_of_category(edition_id).order_by(Lot.id).limit(1).scalar_subquery()
    return db.session.scalars(
        select(Category).where(one.is_not(None)).order_by(Category.code)
    ).all()


def categories_counted(edition_id: int) -> tuple[tuple[Category, int | None], ...]:
    """The categories that have lots on offer, the fullest first, with how many (None: many)."""
    some = _offered_of_category(edition_id).limit(COUNTED)
    number = select(func.count()).select_from(some.subquery()).scalar_subquery()
    rows = db.session.execute(select(Category, number.label("number")).order_by(Category.code))
    held = [(category, count) for category, count in rows if count]
    held.sort(key=lambda row: -row[1])
    return tuple((category, count if count < COUNTED else None) for category, count in held)


def _offered_of_category(edition_id: int) -> Select[int]:
    return (
        select(Lot.id)
        .where(
            Lot.edition_id == edition_id,
            Lot.status == LotStatus.OFFERED,
            Lot.category_code == Category.code,
            *([~awaited()] if receives(edition_id) else []),
        )
        .correlate(Category)
    )
