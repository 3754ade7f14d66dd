"""Reading invitations: who was invited, who answered, who has not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.editions.models import Edition
from bourse.exhibitors.invitation_lines import MOST_LINES
from bourse.exhibitors.models import ExhibitorStatus, Invitation
from bourse.people.folding import fold
from bourse.values import Page

PAGE = 50


class InvitationState(StrEnum):
    """What became of an invitation."""

    WAITING = "waiting"
    ANSWERED = "answered"
    REVOKED = "revoked"


STATES: dict[InvitationState, ColumnElement[bool]] = {
    InvitationState.WAITING: Invitation.exhibitor_id.is_(None) & Invitation.revoked_at.is_(None),
    InvitationState.ANSWERED: Invitation.exhibitor_id.is_not(None),
    InvitationState.REVOKED: Invitation.exhibitor_id.is_(None) & Invitation.revoked_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation in a list; the cursor of a page is its id."""

    id: int
    company_name: str
    email: str
    contact_name: str
    sent_at: datetime
    sent_times: int
    state: InvitationState
    code: str | None
    status: ExhibitorStatus | None


def invitations_by_id(edition: Edition, ids: Sequence[int]) -> tuple[Invitation, ...]:
    """These invitations of the edition, in the order they were made."""
    return tuple(
        db.session.scalars(
            select(Invitation)
            .where(Invitation.edition_id == edition.id, Invitation.id.in_(ids))
            .order_by(Invitation.id)
        )
    )


def waiting(edition: Edition, *, most: int = MOST_LINES) -> tuple[Invitation, ...]:
    """Invitations without an answer, those that were written to longest ago first."""
    return tuple(
        db.session.scalars(
            select(Invitation)
            .where(Invitation.edition_id == edition.id, STATES[InvitationState.WAITING])
            .order_by(Invitation.sent_at, Invitation.id)
            .limit(most)
        )
    )


def invitations(
    edition: Edition,
    *,
    search: str = "",
    state: InvitationState | None = None,
    after: int | None = None,
    size: int = PAGE,
) -> Page[InvitationRow]:
    """Invitations of an edition, the latest first."""
    wanted = (
        select(Invitation)
        .where(Invitation.edition_id == edition.id)
        .options(joinedload(Invitation.exhibitor))
        .order_by(Invitation.id.desc())
    )
    for word in fold(search).split():
        wanted = wanted.where(
            func.lower(Invitation.company_name).contains(word, autoescape=True)
            | Invitation.email.contains(word, autoescape=True)
        )
    if state is not None:
        wanted = wanted.where(STATES[state])
    if after is not None:
        wanted = wanted.where(Invitation.id < after)
    found = db.session.scalars(wanted.limit(size + 1)).all()
    return Page.of([_row(invitation) for invitation in found], size, lambda row: row.id)


def counts(edition: Edition) -> dict[InvitationState, int]:
    """How many invitations are in each state."""
    return {
        state: db.session.scalar(
            select(func.count())
            .select_from(Invitation)
            .where(Invitation.edition_id == edition.id, condition)
        )
        or 0
        for state, condition in STATES.items()
    }


def _row(invitation: Invitation) -> InvitationRow:
    exhibitor = invitation.exhibitor
    state = InvitationState.WAITING
    if exhibitor:
        state = InvitationState.ANSWERED
    elif invitation.revoked_at:
        state = InvitationState.REVOKED
    return InvitationRow(
        invitation.id,
        invitation.company_name,
        invitation.email,
        invitation.contact_name,
        invitation.sent_at,
        invitation.sent_times,
        state,
        exhibitor.code if exhibitor else None,
        exhibitor.status if exhibitor else None,
    )
