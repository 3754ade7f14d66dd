"""Making the whole demonstration, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.editions.service import open_edition
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.overview.demonstration import rows
from bourse.overview.demonstration.closing import (
    hand_in_late,
    receive_goods,
)
from bourse.overview.demonstration.falling import (
    announce_last_afternoon,
    mark_insulation_down,
)
from bourse.overview.demonstration.firms import bring_in
from bourse.overview.demonstration.offer import lose_some, put_out
from bourse.overview.demonstration.reserving import Reservations
from bourse.overview.demonstration.setting import set_up
from bourse.overview.demonstration.takings import SELLING_DAYS, sell, set_tills
from bourse.people.models import Organisation, User

SEED = 1


@dataclass(frozen=True, slots=True)
class Hashes:
    """The password and PIN of the demonstration, hashed before the transaction."""

    password: str
    pin: str


def demonstration() -> Edition | None:
    """The demonstration's edition, if it was made here."""
    return db.session.scalar(
        select(Edition).where(Edition.is_fictional).order_by(Edition.id).limit(1)
    )


def is_empty() -> bool:
    """Whether nobody has used this database yet."""
    return not any(
        db.session.scalar(select(select(table.id).exists()))
        for table in (Organisation, User, Edition)
    )


def load(today: date, hashes: Hashes) -> Edition:
    """Make the demonstration on an empty database: two days are sold, `today` is the third.

    Inside `transaction()`: all of it, or nothing. Whatever the hour, no sale lies in the future,
    and what is left can be sold. Raises `database_in_use` when the database is not empty.
    """
    if not is_empty():
        raise BourseError("database_in_use")
    rng, script = Random(SEED), rows.edition()
    days = (today - timedelta(days=SELLING_DAYS), today)
    setting = set_up(script, days, hashes.password)
    exhibitors = bring_in(setting)
    goods = put_out(exhibitors, rng)
    receive_goods(setting.edition, by=setting.organiser)
    enrolments = set_tills(setting, script, hashes.pin)
    open_edition(setting.edition, by=setting.organiser)
    reservations = Reservations(setting.edition)
    sell(setting, script, goods, enrolments, rng, reservations)
    lots = db.session.scalars(select(Lot).where(Lot.edition_id == setting.edition.id))
    by_designation = {lot.designation: lot for lot in lots}
    lose_some(script.corrections, by_designation, rng, by=setting.organiser)
    mark_insulation_down(setting.edition, today, by=setting.organiser)
    announce_last_afternoon(setting.edition, today, by=setting.organiser)
    hand_in_late(exhibitors, by_designation, rng)
    reservations.leave()
    return setting.edition
