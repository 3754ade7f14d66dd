"""Reading lots one by one, by their code, and what an edition's lots are filtered by."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bourse.db import db, table_of
from bourse.editions.models import Category
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import MAY_PREPARE
from bourse.lots.models import Lot
from bourse.lots.revision import MOST_KEYS
from bourse.people.models import Company


def lot_by_code(edition_id: int, code: str, *, exhibitor_id: int | None = None) -> Lot:
    """A lot of this edition, and of this exhibitor when one is given; raises `lot_unknown`."""
    statement = select(Lot).where(Lot.edition_id == edition_id, Lot.code == code.upper())
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    lot = db.session.scalar(statement.options(joinedload(Lot.category)))
    if lot is None:
        raise BourseError("lot_unknown")
    return lot


def lots_by_code(
    edition_id: int, codes: Collection[str], *, exhibitor_id: int | None = None
) -> list[Lot]:
    """Lots chosen in a list, by designation; raises `lot_unknown` if one of them is not there."""
    statement = select(Lot).where(Lot.edition_id == edition_id)
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    every = sorted(set(codes))
    found: list[Lot] = []
    for start in range(0, len(every), MOST_KEYS):
        some = statement.where(Lot.code.in_(every[start : start + MOST_KEYS]))
        found += db.session.scalars(some).all()
    if len(found) != len(every):
        raise BourseError("lot_unknown")
    return sorted(found, key=lambda lot: (lot.search_words, lot.id))


def lots_by_id(ids: Collection[int]) -> dict[int, Lot]:
    """Lots by what tables call them."""
    found = db.session.scalars(select(Lot).where(Lot.id.in_(ids)))
    return {lot.id: lot for lot in found}


def categories_of(edition_id: int, exhibitor_id: int | None = None) -> list[tuple[Category, int]]:
    """The categories that the lots of an edition, or of one exhibitor, have, and how many each."""
    statement = (
        select(Category, func.count(Lot.id))
        .join(Lot, Lot.category_code == Category.code)
        .where(Lot.edition_id == edition_id)
        .group_by(*table_of(Category).c)
        .order_by(Category.label_fr)
    )
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    return [(category, number) for category, number in db.session.execute(statement)]


def exhibitors_of(edition_id: int) -> list[tuple[str, str]]:
    """Code and company of every exhibitor of an edition who may have lots, by company."""
    statement = (
        select(Exhibitor.code, Company.name)
        .join(Exhibitor.company)
        .where(Exhibitor.edition_id == edition_id, Exhibitor.status.in_(MAY_PREPARE))
        .order_by(Company.name, Exhibitor.code)
    )
    return [(code, company) for code, company in db.session.execute(statement)]
