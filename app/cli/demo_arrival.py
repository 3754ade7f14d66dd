"""The demonstration's last morning: a firm imports its table, and its lots are ticked one by one.

Here and not with the rest of it: bourse.overview does not know spreadsheets.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import Edition
from bourse.exhibitors.models import Exhibitor
from bourse.intake.delimited import records
from bourse.intake.lot_import import Source, keep, lots_made
from bourse.intake.lots import read_lots
from bourse.intake.planning import plan
from bourse.intake.table import Row, Table
from bourse.lots.on_sale import offer_lots
from bourse.overview.demonstration import rows
from bourse.people.actor import Actor
from bourse.people.models import Role, User
from bourse.people.queries import actor_of
from bourse.reception.models import ReceptionState, RefusedGoods
from bourse.reception.ticking import tick

FILE = Path(rows.__file__).with_name("arrivage.csv")
OFFERED, RECEIVED = 10, 6
"""Of the file's lots, how many were put on sale, and how many of these came first and are there."""


def bring_arrival(edition: Edition) -> None:
    """Import the table, put most of its lots on sale and tick them as they come."""
    people = {user.role: _actor(user.email) for user in rows.edition().users}
    by, organiser = people[Role.EXHIBITOR], people[Role.ORGANISER]
    exhibitor = _exhibitor_of(by, edition.id)
    content = FILE.read_bytes()
    planned = plan(exhibitor, read_lots(_table(content), edition).rows)
    source = Source(FILE.name, hashlib.sha256(content).hexdigest())
    with transaction():
        kept = keep(_exhibitor_of(by, edition.id), planned, source, by=by)
        assert kept is not None, "every lot of it is new"
        offered = sorted(lots_made(kept), key=lambda lot: lot.own_reference)[:OFFERED]
        offer_lots(offered, by=by)
        tick(offered[:RECEIVED], ReceptionState.RECEIVED, by=organiser)
        refused, absent, *_still_to_come = offered[RECEIVED:]
        tick([refused], ReceptionState.REFUSED, by=organiser, reason=RefusedGoods.DAMAGED)
        tick([absent], ReceptionState.ABSENT, by=organiser)


def _exhibitor_of(by: Actor, edition_id: int) -> Exhibitor:
    """The firm for which this person acts, in this edition."""
    return db.session.scalars(
        select(Exhibitor).where(
            Exhibitor.edition_id == edition_id, Exhibitor.company_id.in_(by.company_ids)
        )
    ).one()


def _actor(email: str) -> Actor:
    return actor_of(db.session.scalars(select(User).where(User.email == email)).one())


def _table(content: bytes) -> Table:
    found = enumerate(records(content), start=1)
    return Table(tuple(Row(line, tuple(cells)) for line, cells in found))
