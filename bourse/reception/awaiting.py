"""Where a site receives goods, a lot counts as offered once somebody has seen it come.

An exhibitor's lots go to the sites where it stands; one that stands on several may say of each lot
to which (`LotPlace`). Until it says so, the lot must be received where one of them receives; and
those of an exhibitor without a stand, who may come to any site, where one of the edition's does.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from bourse.db import db
from bourse.editions.models import Site
from bourse.exhibitors.models import Stand
from bourse.lots.models import Lot
from bourse.reception.models import LotPlace, LotReception, ReceptionState


def awaited() -> ColumnElement[bool]:
    """The condition that a lot of the query must still come before it may be sold."""
    came = select(LotReception.lot_id).where(
        LotReception.lot_id == Lot.id, LotReception.state == ReceptionState.RECEIVED
    )
    return ~came.exists() & comes_in()


def comes_in() -> ColumnElement[bool]:
    """The condition that a lot of the query goes to a site that receives goods, or well may."""
    place = select(LotPlace.site_id).where(LotPlace.lot_id == Lot.id).correlate(Lot)
    stand = (
        select(Stand.id)
        .join(Site, Site.id == Stand.site_id)
        .where(
            Stand.exhibitor_id == Lot.exhibitor_id,
            Site.receives_goods,
            or_(~place.exists(), Stand.site_id == place.scalar_subquery()),
        )
    )
    placed = select(Stand.id).where(Stand.exhibitor_id == Lot.exhibitor_id).correlate(Lot)
    anywhere = select(Site.id).where(Site.edition_id == Lot.edition_id, Site.receives_goods)
    return stand.exists() | (~placed.exists() & anywhere.correlate(Lot).exists())


def is_awaited(lot: Lot) -> bool:
    """Whether this lot must still come before it may be sold."""
    return bool(db.session.scalar(select(Lot.id).where(Lot.id == lot.id, awaited())))


def receives(edition_id: int) -> bool:
    """Whether any site of the edition receives goods."""
    sites = select(Site.id).where(Site.edition_id == edition_id, Site.receives_goods)
    return db.session.scalar(sites.limit(1)) is not None
