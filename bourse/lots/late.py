"""What is handed in after cataloguing has closed: kept as typed, until the organiser answers.

A lot that was never offered becomes a late draft (`Lot.late_at`). A change to one that was waits
beside it, in full; only a lower price counts at once, because that is how what is left goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, db
from bourse.exhibitors.models import Exhibitor
from bourse.lots.describing import LotDraft
from bourse.lots.lifecycle import MAY_OFFER
from bourse.lots.models import Lot
from bourse.values import Page
from bourse.values.page import number_after

PAGE = 50
_DRAFT = TypeAdapter(LotDraft)


class LateChange(Base):
    """What an exhibitor would say of an offered lot, in the words of a `LotDraft`, as JSON."""

    __tablename__ = "late_change"

    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    draft: Mapped[str] = mapped_column(Text)
    handed_in_at: Mapped[datetime] = mapped_column(default=now)
    refused_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    lot: Mapped[Lot] = relationship()

    @property
    def said(self) -> LotDraft:
        """The change as it was typed."""
        return _DRAFT.validate_json(self.draft)


@dataclass(frozen=True, slots=True)
class LateCount:
    """How much waits for an answer, and the mark of what was handed in last (`mark_of`)."""

    drafts: int
    changes: int
    newest: str = ""

    @property
    def total(self) -> int:
        """Both together."""
        return self.drafts + self.changes


def must_wait(lot: Lot, draft: LotDraft, said: Mapping[str, object]) -> bool:
    """Whether a change, in columns what `said` is (`describing.columns_of`), waits, coming late.

    One of a lot that nobody was shown does not, nor one that only lowers the price.
    """
    changed = {column for column, value in said.items() if getattr(lot, column) != value}
    cheaper = changed <= {"price_cents"} and draft.price <= lot.price
    return lot.is_catalogued and not cheaper


def keep_change(lot: Lot, draft: LotDraft) -> LateChange:
    """Keep a change beside its lot, over an earlier one."""
    change = db.session.get(LateChange, lot.id)
    if change is None:
        change = LateChange(lot_id=lot.id)
        db.session.add(change)
    change.draft, change.handed_in_at = _DRAFT.dump_json(draft).decode(), now()
    change.refused_at, change.reason = None, ""
    db.session.flush()
    return change


def forget_change(lot: Lot) -> None:
    """The lot says what it should: nothing waits beside it any more."""
    change = db.session.get(LateChange, lot.id)
    if change is not None:
        db.session.delete(change)
        db.session.flush()


def change_of(lot: Lot) -> LateChange | None:
    """The late change of this lot, waiting or refused."""
    return db.session.get(LateChange, lot.id)


def waiting(lot: Lot) -> LateChange | None:
    """The change of this lot that waits for an answer."""
    return changes_waiting([lot]).get(lot.id)


def changes_waiting(lots: Sequence[Lot]) -> dict[int, LateChange]:
    """The changes of these lots that wait for an answer, by the lot's id."""
    wanted = select(LateChange).where(
        LateChange.lot_id.in_([lot.id for lot in lots]), LateChange.refused_at.is_(None)
    )
    return {change.lot_id: change for change in db.session.scalars(wanted)}


def handed_in(lots: Sequence[Lot]) -> dict[str, str]:
    """By code, the mark of what waits for an answer; lots of which nothing does are left out."""
    changes = changes_waiting(lots)
    moments = {
        lot.code: changes[lot.id].handed_in_at if lot.id in changes else lot.late_at for lot in lots
    }
    return {code: mark_of(at) for code, at in moments.items() if at is not None}


def mark_of(at: datetime) -> str:
    """Names what was handed in at that moment; a later one sorts after it."""
    return at.isoformat(timespec="microseconds")


_WAITS = (Exhibitor.status.in_(MAY_OFFER),)
"""Whose late lots wait for an answer: there is none to give to who does not take part."""


def late_drafts(edition_id: int, *, after: str | None = None, size: int = PAGE) -> Page[Lot]:
    """Lots handed in late that wait for an answer, the first first; `after` is the last's id."""
    wanted = (
        select(Lot)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .options(
            contains_eager(Lot.exhibitor).contains_eager(Exhibitor.company),
            joinedload(Lot.category),
        )
        .where(*_WAITS, Lot.edition_id == edition_id, Lot.late_at.is_not(None))
        .where(Lot.id > number_after(after))
        .order_by(Lot.id)
        .limit(size + 1)
    )
    return Page.of(db.session.scalars(wanted).all(), size, lambda lot: str(lot.id))


def late_changes(edition_id: int, *, size: int = PAGE) -> Sequence[LateChange]:
    """Changes that wait for an answer, the first first, at most `size` of them."""
    return db.session.scalars(
        select(LateChange)
        .join(LateChange.lot)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .options(
            contains_eager(LateChange.lot)
            .contains_eager(Lot.exhibitor)
            .contains_eager(Exhibitor.company)
        )
        .where(*_WAITS, Lot.edition_id == edition_id, LateChange.refused_at.is_(None))
        .order_by(LateChange.handed_in_at, LateChange.lot_id)
        .limit(size)
    ).all()


def count(edition_id: int, *, exhibitor_id: int | None = None) -> LateCount:
    """How much waits for an answer in an edition, or of one exhibitor."""
    drafts = (
        select(func.count(), func.max(Lot.late_at))
        .select_from(Lot)
        .join(Lot.exhibitor)
        .where(*_WAITS, Lot.edition_id == edition_id, Lot.late_at.is_not(None))
    )
    changes = (
        select(func.count(), func.max(LateChange.handed_in_at))
        .select_from(LateChange)
        .join(LateChange.lot)
        .join(Lot.exhibitor)
        .where(*_WAITS, Lot.edition_id == edition_id, LateChange.refused_at.is_(None))
    )
    if exhibitor_id is not None:
        drafts = drafts.where(Lot.exhibitor_id == exhibitor_id)
        changes = changes.where(Lot.exhibitor_id == exhibitor_id)
    counted = [db.session.execute(wanted).one() for wanted in (drafts, changes)]
    newest = [mark_of(at) for _number, at in counted if at is not None]
    return LateCount(counted[0][0], counted[1][0], max(newest, default=""))
