"""Reading holds: by their code, as a slip or a till says it, and by the token of the visitor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.holds.mailbox import in_mailbox
from bourse.holds.models import Hold, HoldState
from bourse.journal.chain import sha256
from bourse.lots.set_apart import SetApart, lines_apart, read_code


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView(SetApart):
    """A hold as pages, slips and tills show it; `name` is None once it is erased.

    `collected_by` is the fact of the sale; `cancel_reason` what the house told the visitor.
    """

    edition_id: int
    name: str | None
    state: HoldState
    created_at: datetime
    confirmed_at: datetime | None
    expires_at: datetime
    cancelled_at: datetime | None
    cancel_reason: str | None
    collected_at: datetime | None
    collected_by: str | None


def hold_of(code: str, *, edition_id: int | None = None) -> Hold:
    """The hold of this code, as scanned or typed; raises `hold_unknown`."""
    written = read_code("H", code)
    found = _hold(Hold.code == written) if written else None
    if found is None or edition_id not in (None, found.edition_id):
        raise BourseError("hold_unknown")
    return found


def hold_by_token(token: str) -> Hold:
    """The hold of a visitor's link; raises `hold_unknown`."""
    if (found := _hold(Hold.token_hash == sha256(token))) is None:
        raise BourseError("hold_unknown")
    return found


def latest_code_of(edition_id: int, mail: str) -> str:
    """The code of the last hold that this mailbox asked for; empty for none."""
    asked = select(Hold.code).where(Hold.edition_id == edition_id, in_mailbox(mail))
    return db.session.scalar(asked.order_by(Hold.id.desc()).limit(1)) or ""


def view_of(held: Hold, at: datetime | None = None) -> HoldView:
    """A hold as it is at a moment; now, when none is given."""
    return HoldView(
        code=held.code,
        edition_id=held.edition_id,
        name=held.name,
        state=held.state_at(at or now()),
        created_at=held.created_at,
        confirmed_at=held.confirmed_at,
        expires_at=held.expires_at,
        cancelled_at=held.cancelled_at,
        cancel_reason=held.cancel_reason,
        collected_at=held.collected_at,
        collected_by=held.collected_by,
        lines=lines_apart(held.lines),
    )


def _hold(wanted: ColumnElement[bool]) -> Hold | None:
    return db.session.scalar(select(Hold).where(wanted).options(selectinload(Hold.lines)))
