"""Changing many lots at once: all of them as their preview said or none, and back again."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert, select, update

from bourse.bulk.edit import BulkEdit, BulkEditLot
from bourse.bulk.preview import (
    COLUMNS,
    Becoming,
    BulkDraft,
    Said,
    fingerprint,
    only_cheaper,
    preview,
)
from bourse.clock import now
from bourse.db import core, db, table_of, tell
from bourse.errors import BourseError
from bourse.goods.weighing import WeightMethod
from bourse.lots import revision
from bourse.lots.lifecycle import check_writable, frozen_among
from bourse.lots.models import Condition, Lot, LotStatus, Origin
from bourse.lots.price_changes import PriceCause, Repriced, keep_change
from bourse.people.actor import Actor
from bourse.people.record import note

LISTED = 5
"""Edits that can be taken back from the page where they are made."""
_LOT = table_of(Lot)
_CHANGE = (
    update(_LOT)
    .where(_LOT.c.id == bindparam("which"))
    .values({name: bindparam(name) for name in (*COLUMNS, "updated_at", "late_at")})
)
KINDS = {"condition": Condition, "origin": Origin, "weight_method": WeightMethod}


def edit_lots(
    edition_id: int,
    lots: Sequence[Lot],
    draft: BulkDraft,
    *,
    seen: str,
    exhibitor_id: int | None = None,
    by: Actor,
) -> BulkEdit:
    """Change every lot as its preview said; `seen` is that preview's fingerprint.

    Raises like `preview`, `bulk_moved` when something changed since the preview, `bulk_no_change`,
    and the first lot's error.
    """
    becoming = preview(lots, draft, by=by)
    if fingerprint(becoming) != seen:
        raise BourseError("bulk_moved")
    for one in becoming:
        if one.error:
            raise one.error
    if not becoming:
        raise BourseError("bulk_no_change")
    edit = BulkEdit(edition_id=edition_id, exhibitor_id=exhibitor_id, made_by=by.user_id)
    db.session.add(edit)
    db.session.flush()
    rows = [{"bulk_edit_id": edit.id, "lot_id": one.lot.id, **_kept(one)} for one in becoming]
    core().execute(insert(table_of(BulkEditLot)), rows)
    _write([(one.lot, one.after) for one in becoming], PriceCause.BULK, by)
    note(by, "lot.bulk_edit", f"edition:{edition_id}", lots=len(becoming))
    return edit


def bulk_edit_of(edit_id: int, edition_id: int, *, exhibitor_id: int | None = None) -> BulkEdit:
    """A bulk edit of this edition, of this exhibitor's own if given; raises `bulk_unknown`."""
    wanted = select(BulkEdit).where(BulkEdit.id == edit_id, BulkEdit.edition_id == edition_id)
    if exhibitor_id is not None:
        wanted = wanted.where(BulkEdit.exhibitor_id == exhibitor_id)
    found = db.session.scalar(wanted.with_for_update())
    if found is None:
        raise BourseError("bulk_unknown")
    return found


def bulk_edits(
    edition_id: int, *, exhibitor_id: int | None = None, limit: int = LISTED
) -> list[tuple[BulkEdit, int]]:
    """The last edits of an edition, or of one exhibitor's own, with how many lots each changed."""
    number = select(func.count()).where(BulkEditLot.bulk_edit_id == BulkEdit.id).scalar_subquery()
    wanted = select(BulkEdit, number).where(BulkEdit.edition_id == edition_id)
    if exhibitor_id is not None:
        wanted = wanted.where(BulkEdit.exhibitor_id == exhibitor_id)
    rows = db.session.execute(wanted.order_by(BulkEdit.id.desc()).limit(limit))
    return [(edit, changed) for edit, changed in rows]


def undo_bulk(edit: BulkEdit, *, by: Actor) -> tuple[int, int]:
    """Give lots back what they said before, where they still say what the edit made of them.

    How many went back, and how many had changed since and stay. Raises `bulk_undone`, `bulk_late`
    where one may no longer go back, `edition_closed` or what else keeps a lot from being written.
    """
    if edit.undone_at:
        raise BourseError("bulk_undone")
    lots = {
        lot.id: lot
        for lot in db.session.scalars(
            select(Lot)
            .join(BulkEditLot, BulkEditLot.lot_id == Lot.id)
            .where(BulkEditLot.bulk_edit_id == edit.id)
            .order_by(Lot.id)
            .with_for_update(of=Lot)
        )
    }
    back: list[tuple[Lot, Said]] = []
    frozen = frozen_among(lots.values(), by)
    for kept in edit.lots:
        lot, after, before = lots[kept.lot_id], json.loads(kept.after), json.loads(kept.before)
        if all(getattr(lot, name) == value for name, value in after.items()):
            check_writable(lot.exhibitor)
            is_late = lot.exhibitor_id in frozen and lot.is_catalogued
            if is_late and not only_cheaper(after, before):
                raise BourseError("bulk_late")
            back.append((lot, before))
    _write(back, PriceCause.UNDONE, by)
    edit.undone_at = now()
    note(by, "lot.bulk_undo", f"edition:{edit.edition_id}", lots=len(back))
    return len(back), len(edit.lots) - len(back)


def _kept(one: Becoming) -> dict[str, str]:
    """What both sides say of the columns that change, as JSON."""
    names = [name for name in COLUMNS if one.before[name] != one.after[name]]
    sides = {"before": one.before, "after": one.after}
    return {side: json.dumps({name: said[name] for name in names}) for side, said in sides.items()}


def _write(becoming: Sequence[tuple[Lot, Said]], reason: PriceCause, by: Actor) -> None:
    """One statement for all lots: who sells waits until it is done."""
    changes, frozen = [], frozen_among([lot for lot, _said in becoming], by)
    moment, rows = now(), []
    for lot, said in becoming:
        if lot.status is not LotStatus.DRAFT and "price_cents" in said:
            changes.append(Repriced(lot.id, lot.price_cents, int(said["price_cents"] or 0)))
        is_late = lot.exhibitor_id in frozen and not lot.is_catalogued
        columns = {
            **{name: _column(name, said.get(name, getattr(lot, name))) for name in COLUMNS},
            "updated_at": moment,
            "late_at": moment if is_late else lot.late_at,
        }
        rows.append({"which": lot.id, **columns})
    if rows:
        core().execute(_CHANGE, rows)
    for (lot, _said), row in zip(becoming, rows, strict=True):
        tell(lot, {name: value for name, value in row.items() if name != "which"})
    keep_change(changes, reason, by=by)
    revision.touch([lot for lot, _said in becoming])


def _column(name: str, value: str | int | None) -> object:
    return KINDS[name](str(value)) if name in KINDS else value
