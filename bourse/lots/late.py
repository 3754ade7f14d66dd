"""What is handed in after cataloguing has closed: kept as typed, until the organiser answers.

A lot that was never offered becomes a late draft (`Lot.late_at`). A change to one that was waits
beside it: only what it changes, so that what becomes of the rest meanwhile (a markdown) stays
(`handing_in.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, db
from bourse.exhibitors.models import Exhibitor
from bourse.lots.describing import LotDraft, draft_of
from bourse.lots.joining import Fields, marks_of_fields
from bourse.lots.lifecycle import MAY_OFFER
from bourse.lots.models import Lot
from bourse.values import Page
from bourse.values.page import number_after

PAGE = 50
DRAFT = TypeAdapter(LotDraft)


class LateChange(Base):
    """What an exhibitor would say otherwise of an offered lot: fields of a `LotDraft`, as JSON."""

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
    def marks(self) -> str:
        """Names what each field that it changes would say, for the form that shows it."""
        return marks_of_fields(json.loads(self.draft))

    @property
    def said(self) -> LotDraft:
        """What the lot would say: what it says today, but for what was typed."""
        return said_with(self.lot, json.loads(self.draft))


@dataclass(frozen=True, slots=True)
class LateCount:
    """How much waits for an answer, and a mark that none of it passes (`mark_of`)."""

    drafts: int
    changes: int
    newest: str = ""

    @property
    def total(self) -> int:
        """Both together."""
        return self.drafts + self.changes


def said_with(lot: Lot, typed: Fields) -> LotDraft:
    """What the lot says today, but for these fields."""
    held = DRAFT.dump_python(draft_of(lot), mode="json")
    return DRAFT.validate_json(json.dumps(held | typed))


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
        lot: changes[lot.id].handed_in_at if lot.id in changes else lot.late_at for lot in lots
    }
    return {lot.code: mark_of(at, lot.updated_at) for lot, at in moments.items() if at is not None}


def mark_of(handed_in_at: datetime, updated_at: datetime) -> str:
    """Names what waits, handed in at that moment, beside a lot as it stands since the other."""
    return "/".join(at.isoformat(timespec="microseconds") for at in (handed_in_at, updated_at))


def is_within(mark: str, newest: str) -> bool:
    """Whether neither of a mark's moments is later than those of the other."""
    pairs = list(zip(mark.split("/"), newest.split("/"), strict=False))
    return len(pairs) == 2 and all(at <= limit for at, limit in pairs)


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
        select(func.count(), func.max(Lot.late_at), func.max(Lot.updated_at))
        .select_from(Lot)
        .join(Lot.exhibitor)
        .where(*_WAITS, Lot.edition_id == edition_id, Lot.late_at.is_not(None))
    )
    changes = (
        select(func.count(), func.max(LateChange.handed_in_at), func.max(Lot.updated_at))
        .select_from(LateChange)
        .join(LateChange.lot)
        .join(Lot.exhibitor)
        .where(*_WAITS, Lot.edition_id == edition_id, LateChange.refused_at.is_(None))
    )
    if exhibitor_id is not None:
        drafts = drafts.where(Lot.exhibitor_id == exhibitor_id)
        changes = changes.where(Lot.exhibitor_id == exhibitor_id)
    counted = [db.session.execute(wanted).one() for wanted in (drafts, changes)]
    moments = [(late, moved) for number, late, moved in counted if number]
    newest = mark_of(*map(max, zip(*moments, strict=True))) if moments else ""
    return LateCount(counted[0][0], counted[1][0], newest)
