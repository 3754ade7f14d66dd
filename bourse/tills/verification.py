"""Rebuilding what tills project from the journal, and naming the first entry that disagrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from bourse.db import Base, db, table_of
from bourse.holds.models import Hold
from bourse.journal.models import EntryKind, JournalEntry
from bourse.journal.verification import ProjectionFault
from bourse.lots.models import Lot, Stock
from bourse.tills.facts import till_fact
from bourse.tills.models import Enrolment, Till
from bourse.tills.projecting import Place, Row, Rows, rows_of
from bourse.tills.projections import (
    CashMovement,
    Payment,
    ReceiptCopy,
    Sale,
    SaleLine,
    SessionCount,
    TillSession,
)
from bourse.tills.promises import paid

TILL_KINDS = tuple(kind for kind in EntryKind if kind is not EntryKind.STOCK_CORRECTION)
SLICE = 500


def check_projections() -> ProjectionFault | None:
    """Rebuild every row from the entries, compare, and stop at the first difference."""
    sites = {
        (till.edition_id, enrolment.series): till.site_id
        for enrolment, till in db.session.execute(select(Enrolment, Till).join(Till))
    }
    lots: dict[int, dict[str, int]] = defaultdict(dict)
    for lot_id, edition_id, code in db.session.execute(select(Lot.id, Lot.edition_id, Lot.code)):
        lots[edition_id][code] = lot_id
    sold: dict[int, int] = defaultdict(int)
    sessions: dict[object, Row] = {}
    for entries in _slices():
        rebuilt = []
        for seq, edition_id, till, payload in entries:
            fact = till_fact.validate_json(payload)
            rows = rows_of(fact, seq, Place(edition_id, sites[edition_id, till]), lots[edition_id])
            rebuilt.append(rows)
            for lot_id, moved in rows.sold_milli().items():
                sold[lot_id] += moved
            _follow_sessions(sessions, rows)
        if fault := _compare_slice(rebuilt, entries[0][0], entries[-1][0]):
            return fault
    return _compare_sessions(sessions) or _compare_stock(sold) or _compare_holds() or _strays()


def _slices() -> Iterator[list[tuple[int, int, str, str]]]:
    last = 0
    statement = select(
        JournalEntry.seq, JournalEntry.edition_id, JournalEntry.till, JournalEntry.payload
    ).where(JournalEntry.kind.in_(TILL_KINDS))
    while rows := db.session.execute(
        statement.where(JournalEntry.seq > last).order_by(JournalEntry.seq).limit(SLICE)
    ).all():
        yield [(row.seq, row.edition_id, row.till or "", row.payload) for row in rows]
        last = rows[-1].seq


def _follow_sessions(sessions: dict[object, Row], rows: Rows) -> None:
    for session in rows.sessions:
        sessions[session["uuid"]] = dict(session)
    for closing in rows.closings:
        if closing["uuid"] in sessions:
            sessions[closing["uuid"]].update(closing)


def _compare_slice(rebuilt: list[Rows], first: int, last: int) -> ProjectionFault | None:
    expectations: tuple[tuple[type[Base], str, Iterable[Row]], ...] = (
        (Sale, "seq", (row for rows in rebuilt for row in rows.sales)),
        (SaleLine, "sale_seq", (row for rows in rebuilt for row in rows.lines)),
        (Payment, "sale_seq", (row for rows in rebuilt for row in rows.payments)),
        (SessionCount, "seq", (row for rows in rebuilt for row in rows.counts)),
        (CashMovement, "seq", (row for rows in rebuilt for row in rows.movements)),
        (ReceiptCopy, "seq", (row for rows in rebuilt for row in rows.copies)),
    )
    for model, by, expected_rows in expectations:
        table = table_of(model)
        found = {
            (row[by], row.get("position")): dict(row)
            for row in db.session.execute(
                select(table).where(table.c[by].between(first, last))
            ).mappings()
        }
        for expected in expected_rows:
            key = (expected[by], expected.get("position"))
            if found.pop(key, None) != expected:
                return ProjectionFault(table.name, int(str(expected[by])), str(key))
        if found:
            key = min(found, key=str)
            return ProjectionFault(table.name, int(str(key[0])), str(key))
    return None


def _compare_sessions(expected: dict[object, Row]) -> ProjectionFault | None:
    found = {
        row["uuid"]: dict(row)
        for row in db.session.execute(select(table_of(TillSession))).mappings()
    }
    for uuid in expected.keys() | found.keys():
        if expected.get(uuid) != found.get(uuid):
            return ProjectionFault("till_session", None, str(uuid))
    return None


def _compare_stock(sold: dict[int, int]) -> ProjectionFault | None:
    for lot_id, sold_milli in db.session.execute(select(Stock.lot_id, Stock.sold_milli)):
        if sold.get(lot_id, 0) != sold_milli:
            return ProjectionFault("stock", None, f"lot {lot_id}")
    return None


def _compare_holds() -> ProjectionFault | None:
    """The sales are right by now: what they say of each hold is what it says itself."""
    told = {hold_id: (by, at) for hold_id, by, at in paid().values()}
    for hold_id, by, at in db.session.execute(
        select(Hold.id, Hold.collected_by, Hold.collected_at)
    ):
        if told.get(hold_id, (None, None)) != (by, at):
            return ProjectionFault("hold", None, f"hold {hold_id}")
    return None


def _strays() -> ProjectionFault | None:
    """A sale beyond the last entry of a till, or on an entry that is no sale."""
    stray = db.session.scalar(
        select(Sale.seq)
        .outerjoin(JournalEntry, JournalEntry.seq == Sale.seq)
        .where(
            JournalEntry.seq.is_(None)
            | JournalEntry.kind.not_in((EntryKind.SALE, EntryKind.REVERSAL))
        )
        .limit(1)
    )
    return ProjectionFault("sale", stray, "no entry") if stray is not None else None
