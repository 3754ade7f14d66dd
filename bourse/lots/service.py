"""Use cases of lots: writing one, changing it, writing another like it."""

from __future__ import annotations

import random
import uuid

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import EditionCategory
from bourse.exhibitors.models import Exhibitor
from bourse.lots import revision
from bourse.lots.describing import LotDraft as LotDraft
from bourse.lots.describing import category_among, check_against_gone, columns_of, findable
from bourse.lots.handing_in import Columns, hand_in, take_over
from bourse.lots.lifecycle import check_writable, is_frozen, is_held_back, organises
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.on_sale import withdraw_lot
from bourse.lots.opened import check_opened
from bourse.lots.price_changes import PriceCause, Repriced, keep_change
from bourse.lots.set_apart import check_not_apart
from bourse.lots.turns import take_turn
from bourse.lots.weight import unscaled, weight_of
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.values import LotCode, Quantity

CHANCE = random.SystemRandom()


def create_lot(
    exhibitor: Exhibitor,
    draft: LotDraft,
    *,
    by: Actor,
    lot_uuid: str | None = None,
    chance: random.Random = CHANCE,
) -> Lot:
    """A new lot, a draft until it is offered; `chance` draws its code, and its UUID if none is.

    After the exhibitor's deadline it is a late draft, which waits for the organiser's answer.
    Raises `edition_closed`, `exhibitor_out`, `category_off`, and what `describing.columns_of` does.
    """
    check_writable(exhibitor)
    lot = Lot(
        uuid=lot_uuid or str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        edition_id=exhibitor.edition_id,
        exhibitor=exhibitor,
        code=_free_code(chance),
        status=LotStatus.DRAFT,
        moderation_note="",
        late_at=now() if is_frozen(exhibitor, by) else None,
        stock=_stock(exhibitor.edition_id),
    )
    _write(lot, columns_of(draft, _category(exhibitor, draft.category)))
    db.session.add(lot)
    db.session.flush()
    note(by, "lot.create", f"lot:{lot.id}", code=lot.code)
    return lot


def edit_lot(
    lot: Lot,
    draft: LotDraft,
    *,
    by: Actor,
    opened: str | None = None,
    late_shown: str | None = None,
) -> None:
    """Change what is said of a lot; sales keep what they said.

    `opened` are the marks of the lot when its form was opened: `lot_changed` is raised like
    `opened.check_opened`. `late_shown` are those of the late change that the form showed.

    After the exhibitor's deadline a draft becomes a late one, and a change to a lot that was
    offered waits beside it for the organiser's answer, unless it only lowers the price; raises
    `late_changed` like `handing_in.hand_in`. Raises like `create_lot`, `unit_fixed` or
    `quantity_below_gone` (gone) once part of it was sold or removed, and `unit_promised` once it
    was set apart. A category switched off since may stay. What its new words forbid goes off the
    sale.
    """
    take_turn([lot])
    check_writable(lot.exhibitor)
    gone = Quantity(lot.stock.sold_milli + lot.stock.removed_milli, lot.unit)
    check_against_gone(draft, gone)
    if draft.quantity.unit is not lot.unit:
        revision.touch([lot])
        check_not_apart([lot.id])
    category = _category(lot.exhibitor, draft.category, kept=lot.category_code)
    said = columns_of(draft, category)
    if opened is not None:
        check_opened(lot, said, opened)
    at_once = _due_at_once(lot, draft, said, late_shown, by)
    if at_once is None:
        note(by, "lot.edit_late", f"lot:{lot.id}", code=lot.code)
        return
    before = lot.price_cents
    _write(lot, at_once)
    lot.updated_at = now()
    db.session.flush()
    revision.touch([lot])
    if lot.status is LotStatus.OFFERED and is_held_back(lot, by):
        withdraw_lot(lot, by=by)
    if lot.status is not LotStatus.DRAFT:
        keep_change([Repriced(lot.id, before, lot.price_cents)], PriceCause.EDITED, by=by)
    note(by, "lot.edit", f"lot:{lot.id}", price_cents=lot.price_cents)


def _due_at_once(
    lot: Lot, draft: LotDraft, said: Columns, shown: str | None, by: Actor
) -> Columns | None:
    """What of a change counts now; None where all of it waits for the organiser's answer."""
    if not is_frozen(lot.exhibitor, by):
        if not organises(by):
            take_over(lot, draft, said, shown=shown)
        return said
    if lot.is_catalogued:
        return hand_in(lot, draft, said, shown=shown)
    lot.late_at = now()
    return said


def duplicate_lot(
    lot: Lot, *, by: Actor, lot_uuid: str | None = None, chance: random.Random = CHANCE
) -> Lot:
    """A new draft like this lot, with its own code and a stock of its own.

    It has no reference yet: that names one lot. What was weighed of the other is declared.
    """
    check_writable(lot.exhibitor)
    _category(lot.exhibitor, lot.category_code)
    kept = {"id", "uuid", "code", "status", "moderation_note", "created_at", "updated_at"}
    labelled = {"labelled_price_cents", "labelled_mark", "labelled_at"}
    columns = {column.key for column in Lot.__table__.columns} - kept - labelled
    columns -= {"offered_at", "late_at"}
    said: dict[str, object] = {column: getattr(lot, column) for column in columns}
    said |= {"own_reference": "", "weight_method": unscaled(weight_of(lot)).method}
    said |= dict.fromkeys(("weighed_gross_g", "weighed_tare_g", "weighed_milli"))
    twin = Lot(
        uuid=lot_uuid or str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        code=_free_code(chance),
        status=LotStatus.DRAFT,
        late_at=now() if is_frozen(lot.exhibitor, by) else None,
        stock=_stock(lot.edition_id),
        **findable(said),
    )
    db.session.add(twin)
    db.session.flush()
    note(by, "lot.duplicate", f"lot:{twin.id}", code=twin.code, of=lot.code)
    return twin


def _stock(edition_id: int) -> Stock:
    return Stock(edition_id=edition_id, sold_milli=0, removed_milli=0)


def _category(exhibitor: Exhibitor, code: str, kept: str | None = None) -> EditionCategory:
    """The category as this edition has it; raises `category_off` unless it is on, or `kept`."""
    known = {found.category_code: found for found in exhibitor.edition.categories}
    return category_among(known, exhibitor.edition_id, code, kept)


def _write(lot: Lot, said: Columns) -> None:
    for column, value in findable(said).items():
        setattr(lot, column, value)


def _free_code(chance: random.Random) -> str:
    """A code that no lot of any edition has."""
    while True:
        code = str(LotCode.random(chance))
        if db.session.scalar(select(Lot.id).where(Lot.code == code)) is None:
            return code
