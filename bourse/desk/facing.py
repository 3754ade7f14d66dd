"""The other side of a conflict that is about no lot: sessions, receipts or entries face to face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import aliased

from bourse.db import db, total
from bourse.journal.models import EntryKind, JournalEntry
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.projections import Sale, SessionCount, TillSession
from bourse.values import Money

BY_RECEIPT = (ConflictKind.STAND_BASKET, ConflictKind.OVER_REVERSED, ConflictKind.UNAPPROVED)


@dataclass(frozen=True, slots=True)
class Facing:
    """One side: a receipt (`total`), a session (`receipts` and `until` too) or an entry (`kind`).

    `is_own` marks the fact that was flagged, or the session it belongs to.
    """

    number: str
    at: datetime
    cashier: str
    is_own: bool
    total: Money | None = None
    receipts: int | None = None
    until: datetime | None = None
    kind: EntryKind | None = None


def facing_of(conflicts: Sequence[Conflict]) -> dict[int, tuple[Facing, ...]]:
    """By conflict id, its sides, the first first; a few queries for all of them."""
    return {
        **_receipts([one for one in conflicts if one.kind in BY_RECEIPT]),
        **_sessions([one for one in conflicts if one.kind is ConflictKind.TWO_DEVICES]),
        **_entries([one for one in conflicts if one.kind is ConflictKind.BROKEN_CHAIN]),
        **_closings([one for one in conflicts if one.kind is ConflictKind.CLOSED_SESSION]),
    }


def _receipts(conflicts: Sequence[Conflict]) -> dict[int, tuple[Facing, ...]]:
    """The sales of one stand's basket, or a sale and all that was given back of it."""
    if not conflicts:
        return {}
    wanted = select(Sale).where(Sale.seq.in_({one.seq for one in conflicts}))
    own = {sale.seq: sale for sale in db.session.scalars(wanted)}
    baskets = {sale.stand_basket for sale in own.values() if sale.stand_basket}
    reversed_ones = {sale.reverses for sale in own.values() if sale.reverses}
    sales = db.session.scalars(
        select(Sale)
        .where(
            or_(
                Sale.stand_basket.in_(baskets),
                Sale.fact_id.in_(reversed_ones),
                Sale.reverses.in_(reversed_ones),
            )
        )
        .order_by(Sale.seq)
    ).all()
    found = {}
    for one in conflicts:
        flagged = own.get(one.seq)
        if flagged:
            found[one.id] = tuple(
                Facing(
                    number=sale.number,
                    at=sale.happened_at,
                    cashier=sale.cashier,
                    is_own=sale.seq == one.seq,
                    total=sale.total,
                )
                for sale in sales
                if _is_told_with(sale, flagged, one.kind)
            )
    return found


def _is_told_with(sale: Sale, flagged: Sale, kind: ConflictKind) -> bool:
    if kind is ConflictKind.STAND_BASKET:
        return sale.stand_basket is not None and sale.stand_basket == flagged.stand_basket
    return flagged.reverses in (sale.fact_id, sale.reverses)


def _sessions(conflicts: Sequence[Conflict]) -> dict[int, tuple[Facing, ...]]:
    """Both sessions, each with what it sold."""
    pairs = {one.id: (one.about or "").split(":") for one in conflicts}
    uuids = {uuid for pair in pairs.values() for uuid in pair}
    if not uuids:
        return {}
    sold = {
        uuid: (receipts, cents)
        for uuid, receipts, cents in db.session.execute(
            select(Sale.session_uuid, func.count(), total(Sale.total_cents))
            .where(Sale.session_uuid.in_(uuids))
            .group_by(Sale.session_uuid)
        )
    }
    own = dict(
        iter(
            db.session.execute(
                select(Sale.seq, Sale.session_uuid).where(
                    Sale.seq.in_({one.seq for one in conflicts})
                )
            )
        )
    )
    sessions = db.session.scalars(
        select(TillSession)
        .where(TillSession.uuid.in_(uuids))
        .order_by(TillSession.opened_at, TillSession.series)
    ).all()
    return {
        one.id: tuple(
            Facing(
                number=session.series,
                at=session.opened_at,
                until=session.closed_at,
                cashier=session.cashier,
                is_own=session.uuid == own.get(one.seq),
                receipts=sold.get(session.uuid, (0, 0))[0],
                total=Money(sold.get(session.uuid, (0, 0))[1]),
            )
            for session in sessions
            if session.uuid in pairs[one.id]
        )
        for one in conflicts
    }


def _closings(conflicts: Sequence[Conflict]) -> dict[int, tuple[Facing, ...]]:
    """The closings of a session, counted in all modes, then the receipts that came after one."""
    uuids = {one.about for one in conflicts if one.about}
    if not uuids:
        return {}
    counts = (
        select(
            SessionCount.seq,
            SessionCount.session_uuid,
            total(SessionCount.counted_cents).label("cents"),
        )
        .where(SessionCount.session_uuid.in_(uuids))
        .group_by(SessionCount.seq, SessionCount.session_uuid)
        .subquery()
    )
    closings = db.session.execute(
        select(counts.c.session_uuid, JournalEntry, counts.c.cents)
        .join(JournalEntry, JournalEntry.seq == counts.c.seq)
        .order_by(JournalEntry.seq)
    ).all()
    first = {session: entry.seq for session, entry, _cents in reversed(closings)}
    late, counted = _late(first), {entry.seq for _session, entry, _cents in closings}
    return {
        one.id: (
            *(
                Facing(
                    number=f"{entry.till} · {entry.till_seq}",
                    at=entry.happened_at,
                    cashier="",
                    is_own=entry.seq == one.seq,
                    total=Money(cents),
                    kind=entry.kind,
                )
                for session, entry, cents in closings
                if session == one.about
            ),
            *(
                replace(side, is_own=one.seq not in counted)
                for side in late.get(one.about or "", ())
            ),
        )
        for one in conflicts
    }


def _late(closed: Mapping[str, int]) -> dict[str, tuple[Facing, ...]]:
    """By session, what its receipts add up to that were recorded after the entry that closed it."""
    after = (and_(Sale.session_uuid == uuid, Sale.seq > seq) for uuid, seq in closed.items())
    rows = db.session.execute(
        select(
            Sale.session_uuid,
            func.max(Sale.series).label("series"),
            func.min(Sale.happened_at).label("at"),
            func.max(Sale.happened_at).label("until"),
            func.max(Sale.cashier).label("cashier"),
            func.count().label("receipts"),
            total(Sale.total_cents).label("cents"),
        )
        .where(or_(false(), *after))
        .group_by(Sale.session_uuid)
    )
    return {
        row.session_uuid: (
            Facing(
                number=row.series,
                at=row.at,
                until=row.until,
                cashier=row.cashier,
                is_own=True,
                receipts=row.receipts,
                total=Money(row.cents),
            ),
        )
        for row in rows
    }


def _entries(conflicts: Sequence[Conflict]) -> dict[int, tuple[Facing, ...]]:
    """What the device's series had before, and the fact that does not follow it."""
    if not conflicts:
        return {}
    before = aliased(JournalEntry)
    previous = (
        select(func.max(before.seq))
        .where(
            before.edition_id == JournalEntry.edition_id,
            before.till == JournalEntry.till,
            before.seq < JournalEntry.seq,
        )
        .correlate(JournalEntry)
        .scalar_subquery()
    )
    flagged = {one.seq for one in conflicts}
    links: dict[int, int | None] = dict(
        iter(
            db.session.execute(
                select(JournalEntry.seq, previous).where(JournalEntry.seq.in_(flagged))
            )
        )
    )
    wanted = {seq for link in links.items() for seq in link if seq is not None}
    entries = {
        entry.seq: entry
        for entry in db.session.scalars(select(JournalEntry).where(JournalEntry.seq.in_(wanted)))
    }
    return {
        one.id: tuple(
            Facing(
                number=f"{entries[seq].till} · {entries[seq].till_seq}",
                at=entries[seq].happened_at,
                cashier="",
                is_own=seq == one.seq,
                kind=entries[seq].kind,
            )
            for seq in (links.get(one.seq), one.seq)
            if seq in entries
        )
        for one in conflicts
    }
