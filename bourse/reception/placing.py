"""To which of its exhibitor's sites a lot goes, where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bourse.db import db
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.lots.revision import touch
from bourse.lots.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.reception.models import LotPlace


def place_lot(lot: Lot, site_id: int | None, *, by: Actor) -> None:
    """Say to which of its exhibitor's sites a lot goes; None for any of them.

    Raises `site_unknown` for a site where the exhibitor does not stand.
    """
    if site_id is not None and site_id not in {stand.site_id for stand in lot.exhibitor.stands}:
        raise BourseError("site_unknown")
    take_turn([lot])
    held = db.session.get(LotPlace, lot.id)
    if site_id is None and held is not None:
        db.session.delete(held)
    elif held is not None and site_id is not None:
        held.site_id = site_id
    elif site_id is not None:
        db.session.add(LotPlace(lot_id=lot.id, site_id=site_id))
    db.session.flush()
    touch([lot])
    note(by, "lot.place", f"lot:{lot.id}", site=site_id)


def places_of(lots: Sequence[Lot]) -> dict[int, int]:
    """The site to which each of these lots goes, by its id, where one was said."""
    wanted = select(LotPlace).where(LotPlace.lot_id.in_([lot.id for lot in lots]))
    return {held.lot_id: held.site_id for held in db.session.scalars(wanted)}
