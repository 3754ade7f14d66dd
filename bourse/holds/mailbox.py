"""One mailbox under many addresses: what follows a plus is its owner's to choose."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from bourse.holds.models import Hold
from bourse.people.service import normalise_email


def mailbox_of(mail: str) -> str:
    """The address under which all its plus-addresses arrive: lea+bourse@… is lea@…."""
    name, at, domain = normalise_email(mail).rpartition("@")
    return f"{name.partition('+')[0] or name}{at}{domain}"


def in_mailbox(mail: str) -> ColumnElement[bool]:
    """The condition that a hold was asked for by this address or another of its mailbox."""
    plain = mailbox_of(mail)
    name, _at, domain = plain.rpartition("@")
    tagged = and_(
        Hold.mail.startswith(f"{name}+", autoescape=True),
        Hold.mail.endswith(f"@{domain}", autoescape=True),
    )
    return or_(Hold.mail == plain, tagged)
