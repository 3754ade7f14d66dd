"""Visitors reserved: some collected, some are awaited, one never came, one was sold away from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.holds.keeping import kept_until, unconfirmed_until
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.journal.chain import sha256
from bourse.lots.models import Lot
from bourse.lots.revision import touch_ids
from bourse.lots.set_apart import new_code
from bourse.overview.demonstration import rows
from bourse.overview.demonstration.device import random_uuid
from bourse.tills.baskets import Line
from bourse.values import Quantity

HOLD_HOURS = 48
ASKED = {"eve": (-1, time(19, 10)), "morning": (1, time(7, 10)), "evening": (1, time(19, 10))}
"""When visitors sat down to choose: how many days after the first one, and from what hour."""
COLLECTED_FROM = time(10)
TO_CONFIRM, TO_CANCEL = timedelta(minutes=7), timedelta(minutes=50)
SEED = 2
"""Chance of its own: what sells does not depend on who reserves."""


class Reservations:
    """What visitors of holds.csv reserve; a sale collects, when its moment has come."""

    def __init__(self, edition: Edition) -> None:
        edition.hold_hours = HOLD_HOURS
        self._edition = edition
        self._chance = Random(SEED)
        written = rows.holds()
        self._to_collect = [row for row in written if row.state is HoldState.COLLECTED]
        self._in_the_morning = [row for row in written if row.asked == "morning"]
        self._others = [
            row for row in written if row not in (*self._to_collect, *self._in_the_morning)
        ]

    def collected_by(self, at: datetime, lines: Sequence[Line]) -> str | None:
        """The code of the hold that this basket is the goods of; None for most baskets.

        What was reserved that morning is on shelves still, and a till will sell it.
        """
        second_day = at.date() > self._edition.starts_on
        if second_day and self._in_the_morning:
            self._reserve(self._in_the_morning)
            self._in_the_morning = []
        if not (self._to_collect and second_day and at.time() >= COLLECTED_FROM and len(lines) > 1):
            return None
        row = self._to_collect.pop(0)
        taken = select(Lot).where(Lot.code.in_([line.lot for line in lines]))
        lots = {lot.code: lot for lot in db.session.scalars(taken)}
        made = self._made(row)
        made.lines = [
            HoldLine(position=place, lot=lots[line.lot or ""], quantity_milli=line.quantity_milli)
            for place, line in enumerate(lines, start=1)
        ]
        self._keep(made)
        return made.code

    def leave(self) -> None:
        """All the others, once the days are sold."""
        self._reserve(self._others)

    def _reserve(self, written: Sequence[rows.HoldRow]) -> None:
        named = {designation for row in written for designation, _quantity in row.lots}
        wanted = select(Lot).where(
            Lot.edition_id == self._edition.id, Lot.designation.in_(sorted(named))
        )
        lots = {lot.designation: lot for lot in db.session.scalars(wanted)}
        for row in written:
            made = self._made(row)
            made.lines = [
                HoldLine(
                    position=place,
                    lot=lots[designation],
                    quantity_milli=Quantity.parse(quantity, lots[designation].unit).milli,
                )
                for place, (designation, quantity) in enumerate(row.lots, start=1)
            ]
            if row.state is HoldState.CANCELLED:
                made.cancelled_at = made.created_at + TO_CANCEL
                made.cancel_reason = row.reason or None
            self._keep(made)

    def _made(self, row: rows.HoldRow) -> Hold:
        at = self._asked(row.asked)
        confirmed = None if row.state is HoldState.UNCONFIRMED else at + TO_CONFIRM
        edition = self._edition
        return Hold(
            code=new_code("H", lambda _code: False, self._chance),
            edition=edition,
            token_hash=sha256(random_uuid(self._chance)),
            name=row.name,
            mail=row.mail,
            phone=row.phone or None,
            created_at=at,
            confirmed_at=confirmed,
            expires_at=kept_until(edition, confirmed)
            if confirmed
            else unconfirmed_until(edition, at),
        )

    def _keep(self, made: Hold) -> None:
        db.session.add(made)
        db.session.flush()
        touch_ids(self._edition.id, [line.lot_id for line in made.lines])

    def _asked(self, when: str) -> datetime:
        """Some minute after the moment that ASKED gives."""
        if when not in ASKED:
            return now()
        day, hour = ASKED[when]
        zone = ZoneInfo(self._edition.timezone)
        from_then = datetime.combine(self._edition.starts_on + timedelta(days=day), hour, zone)
        return from_then + timedelta(seconds=self._chance.randrange(4_000))
