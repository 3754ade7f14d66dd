"""Use cases of invitations: sending many, sending one again, taking one back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.invitation_lines import InvitationLine, RefusedLine
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Invitation
from bourse.people.actor import Actor
from bourse.people.record import note


def invite(
    edition: Edition, lines: Sequence[InvitationLine], *, by: Actor
) -> tuple[tuple[Invitation, ...], tuple[RefusedLine, ...]]:
    """Invite these firms; the mails go out after the commit. A revoked invitation lives again.

    Gives the invitations to send, and the lines whose address was invited already
    (`invitation_sent`) or is an exhibitor's of this edition (`invitation_exhibitor`, code).
    """
    emails = [line.email for line in lines]
    here = Invitation.edition_id == edition.id
    known = {
        invitation.email: invitation
        for invitation in db.session.scalars(
            select(Invitation).where(here, Invitation.email.in_(emails))
        )
    }
    exhibitors = dict(_contacts(edition, emails))
    sent, refused = [], []
    for line in lines:
        held = known.get(line.email)
        if line.email in exhibitors:
            error = BourseError("invitation_exhibitor", code=exhibitors[line.email])
            refused.append(RefusedLine(line.row, line.text, error))
        elif held and held.revoked_at is None:
            error = BourseError("invitation_sent", email=line.email)
            refused.append(RefusedLine(line.row, line.text, error))
        else:
            sent.append(_write(edition, line, held))
    db.session.flush()
    note(by, "edition.invite", f"edition:{edition.id}", sent=len(sent), refused=len(refused))
    return tuple(sent), tuple(refused)


def resend(invitation: Invitation, *, by: Actor) -> None:
    """Count one more mail; raises `invitation_revoked` and `invitation_answered`."""
    _check_waiting(invitation)
    invitation.sent_at, invitation.sent_times = now(), invitation.sent_times + 1
    note(by, "invitation.resend", f"invitation:{invitation.id}")


def revoke(invitation: Invitation, *, by: Actor) -> None:
    """Its link opens nothing any more; raises `invitation_revoked` and `invitation_answered`."""
    _check_waiting(invitation)
    invitation.revoked_at = now()
    note(by, "invitation.revoke", f"invitation:{invitation.id}")


def invitation_of(edition: Edition, invitation_id: int) -> Invitation:
    """An invitation of this edition; raises `invitation_unknown` for another's."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None or invitation.edition_id != edition.id:
        raise BourseError("invitation_unknown")
    return invitation


def live_invitation(edition: Edition, invitation_id: int) -> Invitation:
    """The one behind a link; raises `invitation_unknown` and `invitation_revoked`."""
    invitation = invitation_of(edition, invitation_id)
    if invitation.revoked_at:
        raise BourseError("invitation_revoked")
    return invitation


def _contacts(edition: Edition, emails: Sequence[str]) -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(Exhibitor.contact_email, Exhibitor.code).where(
            Exhibitor.edition_id == edition.id,
            Exhibitor.contact_email.in_(emails),
            Exhibitor.status.in_(
                (ExhibitorStatus.APPLIED, ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)
            ),
        )
    )
    return [(str(email), code) for email, code in rows]


def _write(edition: Edition, line: InvitationLine, held: Invitation | None) -> Invitation:
    invitation = held or Invitation(edition_id=edition.id, email=line.email)
    if held:
        held.revoked_at, held.sent_at, held.sent_times = None, now(), held.sent_times + 1
    invitation.company_name, invitation.contact_name = line.company_name, line.contact_name
    invitation.number = line.number
    db.session.add(invitation)
    return invitation


def _check_waiting(invitation: Invitation) -> None:
    if invitation.exhibitor_id is not None:
        raise BourseError("invitation_answered")
    if invitation.revoked_at is not None:
        raise BourseError("invitation_revoked")
