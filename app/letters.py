"""The letters to exhibitors: what each says stands in templates/mail, who gets it stands here.

Call after the commit: a letter that does not leave waits for the organiser (app/mail.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import url_for

from app import links, mail
from app.background import later
from app.links import AGES, Purpose
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.answers import invitations_by_id
from bourse.exhibitors.models import Exhibitor, Invitation
from bourse.exhibitors.queries import stands_of
from bourse.lots.models import Lot
from bourse.lots.reminders import Unready
from bourse.people.models import Company, User
from bourse.people.queries import organisation
from bourse.people.service import find_user


def stamp(exhibitor: Exhibitor) -> str:
    """Ties a confirmation's link to one application: a newer one ends it."""
    return exhibitor.applied_at.isoformat()


def way_in(user: User) -> str:
    """Where someone who has proved their address goes on: a first password, or signing in."""
    if user.password_hash is None:
        token = links.user_token(Purpose.INVITE_USER, user)
        return url_for("account.invitation", token=token)
    return url_for("account.sign_in", next=url_for("exhibitor.home"))


def confirm_application(exhibitor: Exhibitor) -> None:
    """Ask the address whether it applied."""
    token = links.sign(Purpose.CONFIRM_EMAIL, exhibitor.id, stamp(exhibitor))
    _write(
        "application_confirm",
        exhibitor,
        link=links.address("public.confirm_application", slug=exhibitor.edition.slug, token=token),
        days=AGES[Purpose.CONFIRM_EMAIL] // timedelta(days=1),
    )


def application_received(exhibitor: Exhibitor) -> None:
    """Say that the organiser has the application, and where to follow it."""
    _write("application_received", exhibitor, link=links.address("exhibitor.home"))


def approved(exhibitor: Exhibitor) -> None:
    """Welcome: the stands, and what to do next; a first password for who has none."""
    user = find_user(exhibitor.contact_email or "")
    first = user is not None and user.password_hash is None
    link = links.address("exhibitor.home")
    if user and first:
        token = links.user_token(Purpose.INVITE_USER, user)
        link = links.address("account.invitation", token=token)
    _write("application_approved", exhibitor, stands=stands_of(exhibitor), link=link, first=first)


def refused(exhibitor: Exhibitor) -> None:
    """No, and why."""
    _write("application_refused", exhibitor, reason=exhibitor.refusal_reason)


def cancelled(exhibitor: Exhibitor) -> None:
    """The firm does not take part any more."""
    _write("application_cancelled", exhibitor)


def stands_changed(exhibitor: Exhibitor) -> None:
    """Where the firm stands now."""
    _write(
        "stands_changed",
        exhibitor,
        stands=stands_of(exhibitor),
        link=links.address("exhibitor.home"),
    )


def lot_correction(lot: Lot, message: str) -> None:
    """Ask the exhibitor to put a lot right."""
    exhibitor = lot.exhibitor
    place = {"slug": exhibitor.edition.slug, "exhibitor": exhibitor.code, "code": lot.code}
    _write(
        "lot_correction",
        exhibitor,
        lot=lot,
        message=message,
        link=links.address("exhibitor.lot", **place),
    )


def colleague(user: User, company: Company, inviter: str) -> None:
    """Ask a person to act for a company."""
    token = links.sign(Purpose.JOIN_COMPANY, user.id, company.id)
    mail.deliver(
        "colleague_invitation",
        user.email,
        house=organisation(),
        company=company.name,
        inviter=inviter,
        link=links.address("public.join_company", token=token),
        days=AGES[Purpose.JOIN_COMPANY] // timedelta(days=1),
    )


def invitations(edition: Edition, sent: Sequence[Invitation]) -> None:
    """Write to each firm, after the answer: hundreds of letters take a while to leave."""
    later(_post_invitations, edition.slug, [invitation.id for invitation in sent])


def invitation_link(invitation: Invitation, slug: str) -> str:
    """The address that an invited firm applies from."""
    token = links.sign(Purpose.INVITE_COMPANY, invitation.id)
    return links.address("public.apply", slug=slug, invitation=token)


def _post_invitations(slug: str, invitation_ids: Sequence[int]) -> None:
    edition = edition_by_slug(slug)
    house = organisation()
    mail.post(
        [
            mail.compose(
                "exhibitor_invitation",
                invitation.email,
                house=house,
                edition=edition,
                invitation=invitation,
                link=invitation_link(invitation, edition.slug),
            )
            for invitation in invitations_by_id(edition, invitation_ids)
        ]
    )


def reminders(edition: Edition, unready: Sequence[Unready]) -> None:
    """Remind exhibitors, after the answer, of when their cataloguing closes."""
    later(post_reminders, edition.slug, unready)


def post_reminders(slug: str, unready: Sequence[Unready]) -> None:
    """Remind them now, as the command line does."""
    edition, house = edition_by_slug(slug), organisation()
    mail.post(
        [
            mail.compose(
                "catalogue_reminder",
                one.email,
                house=house,
                edition=edition,
                exhibitor=one,
                link=links.address("exhibitor.lots", slug=slug, exhibitor=one.code),
            )
            for one in unready
            if one.email
        ]
    )


def _write(template: str, exhibitor: Exhibitor, **values: object) -> None:
    """Write to the exhibitor's contact; who was entered without an address gets no letter."""
    if exhibitor.contact_email:
        mail.deliver(
            template,
            exhibitor.contact_email,
            house=organisation(),
            edition=exhibitor.edition,
            company=exhibitor.company,
            exhibitor=exhibitor,
            **values,
        )
