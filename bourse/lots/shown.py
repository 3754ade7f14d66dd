"""What the public is shown of lots: one by the code of its label, and what there is by category."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bourse.db import db, table_of
from bourse.editions.models import Category
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus
from bourse.values import LotCode


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


def categories_offered(edition_id: int) -> tuple[tuple[Category, int], ...]:
    """The categories that have lots on offer, with how many, the fullest first."""
    number = func.count(Lot.id)
    rows = db.session.execute(
        select(Category, number)
        .join(Lot, Lot.category_code == Category.code)
        .where(Lot.edition_id == edition_id, Lot.status == LotStatus.OFFERED)
        .group_by(*table_of(Category).c)
        .order_by(number.desc(), Category.code)
    )
    return tuple((category, count) for category, count in rows)
