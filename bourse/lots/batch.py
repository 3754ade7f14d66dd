"""Writing many lots at once, by the rules of one: ten thousand in a second, in one transaction."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update

from bourse.clock import now
from bourse.db import core, db, table_of
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots import revision
from bourse.lots.describing import LotDraft
from bourse.lots.late import LateChange
from bourse.lots.lifecycle import check_writable, is_frozen, is_held_back, organises
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.on_sale import withdraw_lot
from bourse.lots.price_changes import PriceCause, Repriced, keep_change
from bourse.lots.service import CHANCE, edit_lot
from bourse.lots.set_apart import check_not_apart
from bourse.people.actor import Actor
from bourse.people.record import note_many
from bourse.values import LotCode

Columns = Mapping[str, object]
"""What `describing.columns_of` and `findable` say of a lot."""
_LOT, _STOCK, _LATE = table_of(Lot), table_of(Stock), table_of(LateChange)
MOST_LATE = 500
"""Late changes at once: each is looked at by itself."""
_WRITTEN_AT_ONCE = 1_000
"""Rows handed to the database in one call: all at once would stand in memory three times over."""
_ASKED_AT_ONCE = 500
"""Codes named in one query; SQLite takes some thousand values."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a lot becomes, as a draft and as columns; its `status` as it is."""

    lot_id: int
    status: LotStatus
    draft: LotDraft
    columns: Columns


def drawn(columns: Columns, chance: random.Random = CHANCE) -> Columns:
    """The columns of a new lot with a code and a UUID, before anybody waits for its writing."""
    identity = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    return {**columns, "code": str(LotCode.random(chance)), "uuid": identity}


def create_lots(
    exhibitor: Exhibitor,
    described: Sequence[Columns],
    *,
    by: Actor,
    chance: random.Random = CHANCE,
) -> list[int]:
    """New drafts of what was `drawn`, each with a stock of its own; gives their ids, in no order.

    After the exhibitor's deadline they are late drafts, like those of `service.create_lot`. A code
    that another lot has is drawn again. Untouched since, they say so: `updated_at` is
    `created_at`. Raises `edition_closed` and `exhibitor_out`. Whoever calls it notes it: once, not
    ten thousand times.
    """
    check_writable(exhibitor)
    if not described:
        return []
    moment = now()
    same = {
        "edition_id": exhibitor.edition_id,
        "exhibitor_id": exhibitor.id,
        "status": LotStatus.DRAFT,
        "late_at": moment if is_frozen(exhibitor, by) else None,
        "created_at": moment,
        "updated_at": moment,
    }
    stock = {"edition_id": exhibitor.edition_id}
    codes = _free_codes([str(columns["code"]) for columns in described], chance)
    ids: list[int] = []
    for start in range(0, len(described), _WRITTEN_AT_ONCE):
        part = slice(start, start + _WRITTEN_AT_ONCE)
        rows = [
            {**same, **columns, "code": code}
            for columns, code in zip(described[part], codes[part], strict=True)
        ]
        made = core().execute(insert(_LOT).returning(_LOT.c.id), rows).scalars().all()
        core().execute(insert(_STOCK), [{**stock, "lot_id": lot_id} for lot_id in made])
        ids += made
    return ids


def edit_lots(exhibitor: Exhibitor, edits: Sequence[Edit], *, by: Actor) -> None:
    """Change what is said of some lots of this exhibitor; each change is noted.

    What their new words forbid goes off the sale, as when one is edited by itself.

    After the exhibitor's deadline each goes its own way (`service.edit_lot`), one by one: then
    `edits_late_many` (most) is raised for more than `MOST_LATE`. Raises `edition_closed`,
    `exhibitor_out`, and `unit_promised` for another unit of a lot that was set apart.
    """
    check_writable(exhibitor)
    if is_frozen(exhibitor, by):
        _edit_late(edits, by)
    elif edits:
        _edit(exhibitor, edits, by)


def _edit(exhibitor: Exhibitor, edits: Sequence[Edit], by: Actor) -> None:
    moment = now()
    written = list(edits[0].columns)
    statement = (
        update(_LOT)
        .where(_LOT.c.id == bindparam("which"), _LOT.c.exhibitor_id == exhibitor.id)
        .values({**{column: bindparam(column) for column in written}, "updated_at": moment})
    )
    shown = [edit.lot_id for edit in edits if edit.status is not LotStatus.DRAFT]
    before, recounted = _prices(shown), _recounted(edits)
    core().execute(statement, [{**edit.columns, "which": edit.lot_id} for edit in edits])
    if not organises(by):
        _forget_changes([edit.lot_id for edit in edits])
    after = {edit.lot_id: _cents(edit.columns) for edit in edits}
    changes = [Repriced(lot_id, cents, after[lot_id]) for lot_id, cents in before.items()]
    keep_change(changes, PriceCause.EDITED, by=by)
    revision.touch_ids(exhibitor.edition_id, shown)
    check_not_apart(recounted)
    _hold_back(edits, by)
    prices = {f"lot:{edit.lot_id}": {"price_cents": _cents(edit.columns)} for edit in edits}
    note_many(by, "lot.edit", prices)


def _edit_late(edits: Sequence[Edit], by: Actor) -> None:
    if len(edits) > MOST_LATE:
        raise BourseError("edits_late_many", most=MOST_LATE)
    drafts = {edit.lot_id: edit.draft for edit in edits}
    for lot in db.session.scalars(select(Lot).where(Lot.id.in_(drafts))).all():
        edit_lot(lot, drafts[lot.id], by=by)


def _hold_back(edits: Sequence[Edit], by: Actor) -> None:
    """Take off the sale what the organiser must first find fine."""
    told = [
        edit.lot_id
        for edit in edits
        if edit.status is LotStatus.OFFERED and edit.columns["hazard"] is not None
    ]
    for start in range(0, len(told), _ASKED_AT_ONCE):
        wanted = select(Lot).where(Lot.id.in_(told[start : start + _ASKED_AT_ONCE]))
        for lot in db.session.scalars(wanted.execution_options(populate_existing=True)).all():
            if is_held_back(lot, by):
                withdraw_lot(lot, by=by)


def _prices(ids: Sequence[int]) -> dict[int, int]:
    """What these lots cost, in cents, by id."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        asked = _LOT.c.id.in_(ids[start : start + _ASKED_AT_ONCE])
        rows = core().execute(select(_LOT.c.id, _LOT.c.price_cents).where(asked))
        found |= {lot_id: cents for lot_id, cents in rows}  # noqa: C416 -- rows are no pairs to mypy
    return found


def _recounted(edits: Sequence[Edit]) -> list[int]:
    """The lots that would be counted in another unit, by id."""
    units = {edit.lot_id: edit.draft.quantity.unit for edit in edits}
    ids, found = list(units), []
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        asked = _LOT.c.id.in_(ids[start : start + _ASKED_AT_ONCE])
        rows = core().execute(select(_LOT.c.id, _LOT.c.unit).where(asked))
        found += [lot_id for lot_id, unit in rows if units[lot_id] is not unit]
    return found


def _cents(columns: Columns) -> int:
    price = columns["price_cents"]
    assert isinstance(price, int)
    return price


def _forget_changes(ids: Sequence[int]) -> None:
    """The lots say what they should: nothing waits beside them any more."""
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        asked = _LATE.c.lot_id.in_(ids[start : start + _ASKED_AT_ONCE])
        core().execute(delete(_LATE).where(asked))


def _free_codes(codes: Sequence[str], chance: random.Random) -> list[str]:
    """These codes, others in place of those that a lot of any edition has, each once."""
    free: dict[str, None] = {}
    wanted = sorted(set(codes))
    while True:
        taken = _taken(wanted)
        free |= dict.fromkeys(code for code in wanted if code not in taken)
        if len(free) >= len(codes):
            return list(free)
        drawn_again = {str(LotCode.random(chance)) for _ in range(len(codes) - len(free))}
        wanted = sorted(drawn_again - free.keys())


def _taken(codes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(codes), _ASKED_AT_ONCE):
        asked = select(_LOT.c.code).where(_LOT.c.code.in_(codes[start : start + _ASKED_AT_ONCE]))
        found |= set(core().execute(asked).scalars())
    return found
