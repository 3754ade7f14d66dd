"""The catalogue closed on the eve: goods were ticked as they came, and some firms were late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bourse.db import db
from bourse.editions.models import Edition
from bourse.exhibitors.models import Exhibitor
from bourse.lots.describing import LotDraft
from bourse.lots.describing import draft_of as as_it_is
from bourse.lots.models import Lot, LotStatus
from bourse.lots.on_sale import offer_lots
from bourse.lots.service import create_lot, edit_lot
from bourse.overview.demonstration import rows
from bourse.overview.demonstration.offer import draft_of
from bourse.people.actor import Actor
from bourse.people.queries import actor_of
from bourse.reception.awaiting import comes_in
from bourse.reception.models import LotReception, ReceptionState
from bourse.reception.ticking import tick
from bourse.values import Money, Quantity

FIRST_CLOSED, RECEIVED = time(20), time(17, 30)
"""Hours of the day before the first one sold."""
CLOSES = time(23, 59)
"""The hour of the last day to which it was put off, so that whoever looks round may try it."""


def receive_goods(edition: Edition, *, by: Actor) -> None:
    """Every announced lot came in time to the sites that receive goods."""
    announced = select(Lot).where(
        Lot.edition_id == edition.id, Lot.status == LotStatus.OFFERED, comes_in()
    )
    tick(db.session.scalars(announced).all(), ReceptionState.RECEIVED, by=by)
    db.session.execute(update(LotReception).values(at=_eve(edition, RECEIVED)))


def hand_in_late(exhibitors: Mapping[str, Exhibitor], lots: Mapping[str, Lot], rng: Random) -> None:
    """What came after the eve's hour and waits for the organiser's answer; `lots` by designation.

    The lots of late.csv, and late_changes.csv beside lots on sale.
    """
    edition = next(iter(exhibitors.values())).edition
    edition.catalogue_closes_at = _eve(edition, FIRST_CLOSED)
    for row in rows.late_lots():
        exhibitor = exhibitors[row.exhibitor]
        by = _who_acts_for(exhibitor)
        offer_lots([create_lot(exhibitor, draft_of(row), by=by, chance=rng)], by=by)
    for change in rows.late_changes():
        lot = lots[change.designation]
        edit_lot(lot, _changed(lot, change), by=_who_acts_for(exhibitors[change.exhibitor]))
    edition.catalogue_closes_at = datetime.combine(edition.ends_on, CLOSES, _zone(edition))


def _changed(lot: Lot, row: rows.LateChangeRow) -> LotDraft:
    """What the lot says, but for what is written in the row."""
    said = as_it_is(lot)
    return replace(
        said,
        quantity=Quantity.parse(row.quantity, lot.unit) if row.quantity else said.quantity,
        price=Money.parse(row.price_eur) if row.price_eur else said.price,
    )


def _who_acts_for(exhibitor: Exhibitor) -> Actor:
    assert exhibitor.applicant is not None, "its application was confirmed"
    return actor_of(exhibitor.applicant)


def _eve(edition: Edition, hour: time) -> datetime:
    return datetime.combine(edition.starts_on - timedelta(days=1), hour, _zone(edition))


def _zone(edition: Edition) -> ZoneInfo:
    return ZoneInfo(edition.timezone)
