"""Handing over what was paid: piece by piece, never more than was paid and not brought back."""

from __future__ import annotations

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.pickups.models import Pickup
from bourse.pickups.owed import owed_lines
from bourse.pickups.slips import UNDO
from bourse.tills.projections import Sale, SaleLine
from bourse.tills.sales import sale_numbered
from bourse.values import Quantity


def release(
    edition_id: int,
    number: str,
    position: int,
    quantity: Quantity | None,
    *,
    uuid: str,
    exhibitor: str | None = None,
    by: Actor,
) -> Quantity:
    """Hand over part of a line, or with None all that is left; gives how much. Once a `uuid`.

    An exhibitor hands over its own goods; without one it is the gate. Raises `receipt_unknown`,
    `nothing_to_collect`, `quantity_not_positive`, `quantity_unit`, and `pickup_beyond` (left) for
    more than was paid, less what came back and what has left.
    """
    sale = sale_numbered(edition_id, number)
    left = _left(edition_id, exhibitor, sale, position)
    if known := db.session.scalar(select(Pickup).where(Pickup.uuid == uuid)):
        return Quantity(known.quantity_milli, left.unit)
    given = left if quantity is None else quantity
    if given.unit is not left.unit:
        raise BourseError("quantity_unit")
    if given > left or not left:
        raise BourseError("pickup_beyond", left=left)
    if given.milli <= 0:
        raise BourseError("quantity_not_positive")
    made = Pickup(
        uuid=uuid,
        sale_seq=sale.seq,
        position=position,
        quantity_milli=given.milli,
        released_at=now(),
        released_by=by.user_id,
        at_gate=exhibitor is None,
    )
    db.session.add(made)
    db.session.flush()
    note(by, "pickup.release", f"pickup:{made.id}", receipt=sale.number, milli=given.milli)
    return given


def _left(edition_id: int, exhibitor: str | None, sale: Sale, position: int) -> Quantity:
    """What of a line may still leave; others who hand over of this sale wait until we are done."""
    # One at a time: two gates that read the same remainder would both hand it over.
    db.session.execute(select(Sale.seq).where(Sale.seq == sale.seq).with_for_update())
    here = (Sale.seq == sale.seq, SaleLine.position == position)
    owed = owed_lines(edition_id, *here, exhibitor=exhibitor)
    if not owed:
        raise BourseError("nothing_to_collect", number=sale.number)
    return owed[0].left


def undo(edition_id: int, pickup_id: int, *, exhibitor: str | None = None, by: Actor) -> str:
    """Take back a handing over that one has just ticked by mistake; gives the receipt's number.

    Raises `pickup_unknown` for another's, `pickup_late` once a few minutes have passed.
    """
    found = db.session.execute(
        select(Pickup, Sale, SaleLine.exhibitor)
        .join(Sale, Sale.seq == Pickup.sale_seq)
        .join(
            SaleLine,
            (SaleLine.sale_seq == Pickup.sale_seq) & (SaleLine.position == Pickup.position),
        )
        .where(Pickup.id == pickup_id, Sale.edition_id == edition_id)
    ).first()
    if found is None or exhibitor not in (None, found[2]):
        raise BourseError("pickup_unknown")
    made, sale, _seller = found
    if made.undone_at is None:
        if made.released_by != by.user_id or now() - made.released_at > UNDO:
            raise BourseError("pickup_late")
        made.undone_at, made.undone_by = now(), by.user_id
        note(by, "pickup.undo", f"pickup:{made.id}", receipt=sale.number)
    return str(sale.number)
