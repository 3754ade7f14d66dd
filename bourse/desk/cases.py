"""The organiser's desk: flagged facts, each with both sides of the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.desk.facing import Facing, facing_of
from bourse.desk.holders import Holder, holders_of
from bourse.desk.sides import Side, other_sides, own_sides
from bourse.journal.models import EntryKind, JournalEntry
from bourse.lots.models import Lot
from bourse.people.models import User
from bourse.tills.inbox import Conflict, ConflictKind, Decision, RefusedFact
from bourse.tills.models import Enrolment, Till
from bourse.values import Money, Page, Quantity
from bourse.values.page import number_after

PAGE = 20


@dataclass(frozen=True, slots=True)
class LotInQuestion:
    """The lot a conflict is about, as the catalogue has it today."""

    id: int
    code: str
    designation: str
    exhibitor: str
    offered: Quantity
    remaining: Quantity
    price: Money


@dataclass(frozen=True, slots=True)
class Settled:
    """Who settled a case, when, and what was decided."""

    at: datetime
    by: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ConflictCase:
    """A flagged fact: `own` is its side, `others` the nearest other sales of the same lot.

    What is about no lot has its sides in `facing`; `holders` are the visitors whose goods a sale
    took; `settled` says who decided what, and when.
    """

    id: int
    kind: ConflictKind
    seq: int
    entry_kind: EntryKind
    till: str
    till_seq: int
    happened_at: datetime
    lot_code: str | None
    lot: LotInQuestion | None
    own: tuple[Side, ...] = ()
    others: tuple[Side, ...] = ()
    facing: tuple[Facing, ...] = ()
    holders: tuple[Holder, ...] = ()
    settled: Settled | None = None


def open_cases(edition_id: int) -> int:
    """How many flagged and refused facts wait for a person."""
    flagged = select(func.count()).where(
        Conflict.edition_id == edition_id, Conflict.resolved_at.is_(None)
    )
    refused = (
        select(func.count())
        .select_from(RefusedFact)
        .join(Enrolment)
        .join(Till)
        .where(Till.edition_id == edition_id, RefusedFact.seen_at.is_(None))
    )
    return (db.session.scalar(flagged) or 0) + (db.session.scalar(refused) or 0)


def conflicts(
    edition_id: int, *, settled: bool = False, after: str | None = None, size: int = PAGE
) -> Page[ConflictCase]:
    """The flagged facts that wait, the oldest first; or the settled ones, the latest first.

    `after` is the id of the last one seen.
    """
    wanted = (
        select(Conflict, JournalEntry, User.name)
        .join(JournalEntry, JournalEntry.seq == Conflict.seq)
        .outerjoin(User, User.id == Conflict.resolved_by)
        .where(Conflict.edition_id == edition_id, Conflict.resolved_at.is_not(None) == settled)
        .order_by(Conflict.id.desc() if settled else Conflict.id)
        .limit(size + 1)
    )
    if seen := number_after(after):
        wanted = wanted.where(Conflict.id < seen if settled else Conflict.id > seen)
    rows = db.session.execute(wanted).all()
    page = Page.of(rows, size, lambda row: row[0].id)
    shown = [row[0] for row in page.rows]
    lots = _lots(edition_id, {conflict.lot for conflict in shown if conflict.lot})
    own, others = own_sides(shown), other_sides(shown)
    facing, holders = facing_of(shown), holders_of(shown)
    return Page(
        tuple(
            replace(
                _case(conflict, entry, lots),
                own=own[conflict.id],
                others=others.get(conflict.id, ()),
                facing=facing.get(conflict.id, ()),
                holders=holders.get(conflict.id, ()),
                settled=Settled(conflict.resolved_at, name or "", conflict.decision)
                if conflict.resolved_at
                else None,
            )
            for conflict, entry, name in page.rows
        ),
        page.after,
    )


def _case(
    conflict: Conflict,
    entry: JournalEntry,
    lots: Mapping[str, LotInQuestion],
) -> ConflictCase:
    return ConflictCase(
        id=conflict.id,
        kind=conflict.kind,
        seq=conflict.seq,
        entry_kind=entry.kind,
        till=entry.till or "",
        till_seq=entry.till_seq or 0,
        happened_at=entry.happened_at,
        lot_code=conflict.lot,
        lot=lots.get(conflict.lot or ""),
    )


def _lots(edition_id: int, codes: set[str]) -> dict[str, LotInQuestion]:
    lots = db.session.scalars(
        select(Lot)
        .where(Lot.edition_id == edition_id, Lot.code.in_(codes))
        .options(joinedload(Lot.exhibitor))
    )
    return {
        lot.code: LotInQuestion(
            id=lot.id,
            code=lot.code,
            designation=lot.designation,
            exhibitor=lot.exhibitor.company.name,
            offered=lot.quantity,
            remaining=lot.remaining,
            price=lot.price,
        )
        for lot in lots
    }
