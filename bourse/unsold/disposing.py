"""Use cases of dispositions: where unsold goods went, in parts or all at once, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db, total
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.lots.lifecycle import check_disposing
from bourse.lots.models import Lot
from bourse.lots.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.unsold.disposition import Destination, Disposition
from bourse.values import Quantity, Weight

LONGEST = {"proof": 200, "note": 1_000}
TOMORROW = timedelta(days=1)
"""A day that has begun somewhere on earth is no day to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionDraft:
    """Where goods went, on which day; `weight` is of all of it, as weighed."""

    destination: Destination
    happened_on: date
    weight: Weight | None = None
    proof: str = ""
    note: str = ""


def dispose(
    lot: Lot, draft: DispositionDraft, quantity: Quantity | None = None, *, by: Actor
) -> Disposition:
    """Say where part of an unsold lot went; without `quantity`, all that is left of it.

    Raises what `lifecycle.check_disposing` raises, `quantity_not_positive`, `quantity_unit`,
    `disposition_beyond` (left), `disposition_day`, `weight_not_positive` and `text_long`.
    """
    check_disposing(lot, by)
    _check(draft, lot.exhibitor.edition)
    left = _left([lot])[lot.id]
    gone = left if quantity is None else quantity
    if gone.unit is not left.unit:
        raise BourseError("quantity_unit", field="quantity")
    if gone.milli <= 0 and quantity is not None:
        raise BourseError("quantity_not_positive", field="quantity")
    if gone.milli <= 0 or gone > left:
        raise BourseError("disposition_beyond", field="quantity", left=left)
    made = _gone(lot, draft, gone, by)
    db.session.flush()
    return made


def dispose_all(lots: Sequence[Lot], draft: DispositionDraft, *, by: Actor) -> int:
    """Say that all that is left of these lots went there; those with nothing left are passed over.

    How many went; raises like `dispose`. All of them or none.
    """
    for edition in {lot.exhibitor.edition for lot in lots}:
        _check(draft, edition)
    left = _left(lots)
    going = [lot for lot in lots if left[lot.id].milli > 0]
    for lot in going:
        check_disposing(lot, by)
        _gone(lot, draft, left[lot.id], by)
    db.session.flush()
    return len(going)


def undo_disposition(made: Disposition, *, by: Actor) -> None:
    """It was typed by mistake: the goods are to place again. Twice is once."""
    check_disposing(made.lot, by)
    if made.undone_at is None:
        made.undone_at = now()
        note(by, "lot.undo_disposition", f"lot:{made.lot_id}", destination=made.destination)


def disposition_of(disposition_id: int, edition_id: int) -> Disposition:
    """A disposition of this edition; raises `disposition_unknown`."""
    wanted = select(Disposition).where(
        Disposition.id == disposition_id, Disposition.edition_id == edition_id
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise BourseError("disposition_unknown")
    return found


def disposed_of(lot_ids: Sequence[int]) -> dict[int, Quantity]:
    """How much of each lot went somewhere; those of which nothing did are left out."""
    rows = db.session.execute(
        select(Lot.id, Lot.unit, total(Disposition.quantity_milli))
        .join(Disposition, Disposition.lot_id == Lot.id)
        .where(Lot.id.in_(lot_ids), Disposition.undone_at.is_(None))
        .group_by(Lot.id, Lot.unit)
    )
    return {lot_id: Quantity(milli, unit) for lot_id, unit, milli in rows}


def _left(lots: Sequence[Lot]) -> dict[int, Quantity]:
    """What is still to place of each lot; nobody else places any of it until we commit."""
    take_turn(lots)  # two who read the same remainder would both send it somewhere
    gone = disposed_of([lot.id for lot in lots])
    return {lot.id: lot.remaining - gone.get(lot.id, Quantity(0, lot.unit)) for lot in lots}


def _gone(lot: Lot, draft: DispositionDraft, quantity: Quantity, by: Actor) -> Disposition:
    made = Disposition(
        edition_id=lot.edition_id,
        lot=lot,
        destination=draft.destination,
        quantity_milli=quantity.milli,
        weight_g=draft.weight.grams if draft.weight else None,
        happened_on=draft.happened_on,
        proof=draft.proof.strip(),
        note=draft.note.strip(),
        recorded_by=by.user_id,
    )
    db.session.add(made)
    note(by, "lot.dispose", f"lot:{lot.id}", destination=draft.destination, milli=quantity.milli)
    return made


def _check(draft: DispositionDraft, edition: Edition) -> None:
    if not edition.starts_on <= draft.happened_on <= (now() + TOMORROW).date():
        raise BourseError("disposition_day", field="happened_on")
    if draft.weight is not None and draft.weight.grams <= 0:
        raise BourseError("weight_not_positive", field="weight")
    for field, maximum in LONGEST.items():
        if len(getattr(draft, field).strip()) > maximum:
            raise BourseError("text_long", field=field, maximum=maximum)
