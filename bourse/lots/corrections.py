"""Corrections of stock: what broke, was lost, taken back or counted again, as journal entries.

Payload, version 1: codes of lot and exhibitor, the reason, what was removed in thousandths of the
lot's unit (negative when a recount found more), the weight of one unit and how it is known, in
what capacity the person acted, and the hash of what they typed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.journal import service as journal
from bourse.journal.models import EntryKind, JournalComment, JournalEntry
from bourse.lots import stock
from bourse.lots.lifecycle import organises
from bourse.lots.models import CorrectionReason, Lot
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.values import Quantity, Unit

LONGEST_COMMENT = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as recorded; `removed` is negative when a recount found more."""

    seq: int
    happened_at: datetime
    lot: str
    exhibitor: str
    reason: CorrectionReason
    removed: Quantity
    comment: str


def correct_stock(
    lot: Lot,
    reason: CorrectionReason,
    quantity: Quantity,
    *,
    comment: str = "",
    fact_id: str,
    by: Actor,
) -> Correction:
    """Record that `quantity` left the lot without being sold, once whatever the retries.

    Raises `correction_nothing` for zero, `correction_negative` unless a recount found more,
    `correction_beyond` (left) for more than is left, `comment_long`, and `fact_reused` when
    `fact_id` already says something else.
    """
    journal.lock()
    if known := _recorded(fact_id):
        if (known.lot, known.reason, known.removed) != (lot.code, reason, quantity):
            raise BourseError("fact_reused")
        return known
    db.session.refresh(lot.stock)  # what tills sold while we waited for the lock
    check_correction(lot, reason, quantity, comment=comment)
    salt, comment_hash = journal.seal_comment(comment)
    journal.append(
        journal.Fact(
            fact_id=fact_id,
            kind=EntryKind.STOCK_CORRECTION,
            happened_at=now(),
            payload=_payload(lot, reason, quantity, by) | {"comment_hash": comment_hash},
        ),
        edition_id=lot.edition_id,
        edition=lot.exhibitor.edition.slug,
        after=journal.head(),
    )
    journal.keep_comment(fact_id, salt, comment)
    stock.apply(lot.edition_id, removed_milli={lot.id: quantity.milli})
    db.session.refresh(lot.stock)
    note(by, "stock.correct", f"lot:{lot.id}", fact=fact_id, reason=reason)
    recorded = _recorded(fact_id)
    assert recorded is not None, "just written in this transaction"
    return recorded


def check_correction(
    lot: Lot, reason: CorrectionReason, quantity: Quantity, *, comment: str = ""
) -> None:
    """The rules of `correct_stock`, for who asks before recording."""
    if not quantity:
        raise BourseError("correction_nothing", field="quantity")
    if quantity.milli < 0 and reason is not CorrectionReason.RECOUNTED:
        raise BourseError("correction_negative", field="quantity")
    if quantity.milli > 0 and quantity > lot.remaining:
        raise BourseError("correction_beyond", field="quantity", left=lot.remaining)
    if len(comment) > LONGEST_COMMENT:
        raise BourseError("comment_long", field="comment", maximum=LONGEST_COMMENT)


def corrections(edition_id: int, lot: str | None = None, limit: int = 100) -> list[Correction]:
    """The last corrections of an edition, or of one lot by its code, the latest first."""
    wanted = (
        select(JournalEntry, JournalComment.text)
        .outerjoin(JournalComment, JournalComment.fact_id == JournalEntry.fact_id)
        .where(
            JournalEntry.edition_id == edition_id,
            JournalEntry.kind == EntryKind.STOCK_CORRECTION,
        )
        .order_by(JournalEntry.seq.desc())
        .limit(limit)
    )
    if lot is not None:
        wanted = wanted.where(JournalEntry.payload.contains(f'"lot":"{lot}"'))
    return [_read(entry, comment) for entry, comment in db.session.execute(wanted)]


def _payload(
    lot: Lot, reason: CorrectionReason, quantity: Quantity, by: Actor
) -> dict[str, object]:
    return {
        "v": 1,
        "kind": EntryKind.STOCK_CORRECTION.value,
        "lot": lot.code,
        "exhibitor": lot.exhibitor.code,
        "reason": reason.value,
        "quantity_milli": quantity.milli,
        "unit": quantity.unit.value,
        "unit_weight_g": lot.unit_weight_g,
        "weight_method": lot.weight_method.value,
        "by": ("system" if by.user_id is None else "organiser") if organises(by) else "exhibitor",
    }


def _recorded(fact_id: str) -> Correction | None:
    row = db.session.execute(
        select(JournalEntry, JournalComment.text)
        .outerjoin(JournalComment, JournalComment.fact_id == JournalEntry.fact_id)
        .where(JournalEntry.fact_id == fact_id)
    ).first()
    if row is None:
        return None
    entry, comment = row
    if entry.kind is not EntryKind.STOCK_CORRECTION:
        raise BourseError("fact_reused")
    return _read(entry, comment)


def _read(entry: JournalEntry, comment: str | None) -> Correction:
    said = json.loads(entry.payload)
    return Correction(
        seq=entry.seq,
        happened_at=entry.happened_at,
        lot=said["lot"],
        exhibitor=said["exhibitor"],
        reason=CorrectionReason(said["reason"]),
        removed=Quantity(said["quantity_milli"], Unit(said["unit"])),
        comment=comment or "",
    )
