"""Use cases of the organiser's decision on an application, and what may still change after it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.applications import adopted
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.stands import StandDraft, place
from bourse.people.actor import Actor
from bourse.people.companies import describe_company
from bourse.people.membership import has_members
from bourse.people.record import note
from bourse.people.service import ensure_user, join_company

UNCONFIRMED, APPLIED, CONFIRMED, ATTENDED, REFUSED, CANCELLED = ExhibitorStatus

NEXT: dict[ExhibitorStatus, frozenset[ExhibitorStatus]] = {
    UNCONFIRMED: frozenset({CONFIRMED, REFUSED, CANCELLED}),
    APPLIED: frozenset({CONFIRMED, REFUSED, CANCELLED}),
    CONFIRMED: frozenset({ATTENDED, CANCELLED}),
    ATTENDED: frozenset({CONFIRMED}),
    REFUSED: frozenset({APPLIED}),
    CANCELLED: frozenset({APPLIED}),
}
"""What may follow each state by a decision."""


def approve(
    exhibitor: Exhibitor, stands: Sequence[StandDraft] = (), *, by: Actor, adopt: bool = True
) -> None:
    """Let the firm in and give it its stands; its applicant may act for the company from now on.

    `adopt` takes over what the application says otherwise than the company that was known.
    Raises `exhibitor_status` and `place`'s errors.
    """
    if exhibitor.status is ATTENDED:
        raise BourseError("exhibitor_status")
    _move(exhibitor, CONFIRMED, "approve", by)
    place(exhibitor, stands, by=by)
    settle_claims(exhibitor, adopt=adopt, by=by)
    user = exhibitor.applicant
    if user is None and exhibitor.contact_email and not has_members(exhibitor.company_id):
        user = ensure_user(exhibitor.contact_email, exhibitor.contact_name, by=by)
    if user:
        join_company(user, exhibitor.company_id, by=by)
    db.session.flush()


def refuse(exhibitor: Exhibitor, reason: str, *, by: Actor) -> None:
    """Say no, and why; raises `reason_missing` and `exhibitor_status`."""
    if not reason.strip():
        raise BourseError("reason_missing", field="reason")
    _move(exhibitor, REFUSED, "refuse", by)
    exhibitor.refusal_reason = reason.strip()


def cancel(exhibitor: Exhibitor, *, by: Actor) -> None:
    """The firm does not take part after all; its stands are free again.

    Raises `exhibitor_status` when it was present already.
    """
    _move(exhibitor, CANCELLED, "cancel", by)
    exhibitor.stands = []


def reopen(exhibitor: Exhibitor, *, by: Actor) -> None:
    """Take a refusal or a withdrawal back: the application is to be examined again."""
    _move(exhibitor, APPLIED, "reopen", by)
    exhibitor.refusal_reason, exhibitor.decided_at = "", None


def mark_attended(exhibitor: Exhibitor, *, present: bool, by: Actor) -> None:
    """Say that an approved firm was there, or that this was a slip."""
    if exhibitor.status is not (CONFIRMED if present else ATTENDED):
        raise BourseError("exhibitor_status")
    decided = exhibitor.decided_at
    _move(exhibitor, ATTENDED if present else CONFIRMED, "attend" if present else "absent", by)
    exhibitor.decided_at = decided


def settle_claims(exhibitor: Exhibitor, *, adopt: bool, by: Actor) -> None:
    """Take over what the application says of a known company, or leave the company as it was."""
    if exhibitor.claims and adopt:
        data = adopted(exhibitor.company, exhibitor.claims)
        describe_company(exhibitor.company, data, by=by)
    exhibitor.claims = ""


def _move(exhibitor: Exhibitor, status: ExhibitorStatus, verb: str, by: Actor) -> None:
    """Change the state, unless someone has decided in the meantime."""
    db.session.flush()
    row = select(Exhibitor.id).where(Exhibitor.id == exhibitor.id)
    db.session.execute(row.with_for_update())
    db.session.refresh(exhibitor, ["status"])
    if status not in NEXT[exhibitor.status]:
        raise BourseError("exhibitor_status")
    exhibitor.status, exhibitor.decided_at = status, now()
    note(by, f"exhibitor.{verb}", f"exhibitor:{exhibitor.id}")
