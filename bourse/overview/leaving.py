"""A firm leaves an edition: its offered lots leave the catalogue with it, unless it has sold."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.decisions import cancel
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus
from bourse.lots.on_sale import withdraw_lot
from bourse.people.actor import Actor
from bourse.tills.projections import SaleLine


def offered_lots(exhibitor: Exhibitor) -> int:
    """How many lots would leave the catalogue."""
    found = select(func.count()).select_from(Lot).where(*_offered(exhibitor))
    return db.session.scalar(found) or 0


def leave(exhibitor: Exhibitor, *, by: Actor) -> None:
    """Cancel the participation and withdraw what is on offer.

    Raises `exhibitor_sold` once something was sold, and what `cancel` and `withdraw_lot` raise.
    """
    sold = select(SaleLine.sale_seq).where(
        SaleLine.edition_id == exhibitor.edition_id, SaleLine.exhibitor == exhibitor.code
    )
    if db.session.scalar(select(sold.exists())):
        raise BourseError("exhibitor_sold")
    for lot in db.session.scalars(select(Lot).where(*_offered(exhibitor))).all():
        withdraw_lot(lot, by=by)
    cancel(exhibitor, by=by)


def _offered(exhibitor: Exhibitor) -> tuple[ColumnElement[bool], ...]:
    return Lot.exhibitor_id == exhibitor.id, Lot.status == LotStatus.OFFERED
