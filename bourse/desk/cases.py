"""The organiser's desk: flagged facts, each with both sides of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.desk.facing import Facing, facing_of
from bourse.desk.holders import Holder, holders_of
from bourse.journal.models import EntryKind, JournalEntry
from bourse.lots.models import Lot
from bourse.people.models import User
from bourse.tills.baskets import PriceReason
from bourse.tills.inbox import Conflict, ConflictKind, Decision, RefusedFact
from bourse.tills.models import Enrolment, Till
from bourse.tills.projections import Sale, SaleLine
from bourse.values import Money, Page, Quantity
from bourse.values.page import number_after

PAGE = 20
SIDES = 5
"""How many other sales of a lot are shown beside the flagged one."""
MOST_SIDES = 200
"""How many are read for a whole page of cases."""


@dataclass(frozen=True, slots=True)
class Side:
    """One sale of the lot in question, or its reversal (negative).

    `catalogue_price` is one unit's where it was sold at another; `reason` says why,
    `approved_by` is the code of the supervisor who allowed it.
    """

    seq: int
    lot: str | None
    number: str
    cashier: str
    happened_at: datetime
    quantity: Quantity
    unit_price: Money
    total: Money
    catalogue_price: Money | None
    reason: PriceReason | None
    approved_by: str | None


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
    """A flagged fact: `own` is its side, `others` the latest other sales of the same lot.

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
    own: tuple[Side, ...]
    others: tuple[Side, ...]
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
    sides = _sides({conflict.seq for conflict in shown}, lots)
    facing, holders = facing_of(shown), holders_of(shown)
    return Page(
        tuple(
            replace(
                _case(conflict, entry, lots, sides),
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
    sides: Sequence[Side],
) -> ConflictCase:
    told = [side for side in sides if conflict.lot and side.lot == conflict.lot]
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
        own=tuple(side for side in told if side.seq == conflict.seq),
        others=tuple(side for side in told if side.seq != conflict.seq)[:SIDES],
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


def _sides(seqs: set[int], lots: Mapping[str, LotInQuestion]) -> list[Side]:
    """The sales in question, then the latest others of the same lots."""
    sales = select(Sale, SaleLine).join(SaleLine, SaleLine.sale_seq == Sale.seq)
    own = sales.where(Sale.seq.in_(seqs))
    others = (
        sales.where(SaleLine.lot_id.in_({lot.id for lot in lots.values()}), Sale.seq.not_in(seqs))
        .order_by(Sale.seq.desc())
        .limit(MOST_SIDES)
    )
    return [
        Side(
            seq=sale.seq,
            lot=line.lot,
            number=sale.number,
            cashier=sale.cashier,
            happened_at=sale.happened_at,
            quantity=line.quantity,
            unit_price=line.unit_price,
            total=line.total,
            catalogue_price=line.catalogue_price,
            reason=PriceReason(line.price_reason) if line.price_reason else None,
            approved_by=sale.approved_by,
        )
        for wanted in (own, others)
        for sale, line in db.session.execute(wanted)
    ]
