"""Use cases of people: inviting them, giving roles, setting passwords, confirming e-mails.

Hashing a password takes long on purpose, so callers hash before `transaction()`.
"""

from __future__ import annotations

import secrets

from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.models import CompanyMember, Organisation, Role, RoleGrant, User
from bourse.people.record import note

MINIMUM_PASSWORD = 12
_NOBODY = generate_password_hash(secrets.token_hex(8))


def normalise_email(email: str) -> str:
    """One spelling an address, so that nobody has two accounts."""
    return email.strip().lower()


def hash_password(password: str) -> str:
    """Werkzeug's scrypt of a password of at least 12 characters (`password_short` else)."""
    if len(password) < MINIMUM_PASSWORD:
        raise BourseError("password_short", field="password", minimum=MINIMUM_PASSWORD)
    return generate_password_hash(password)


def find_user(email: str) -> User | None:
    """The account of this address, if any."""
    return db.session.scalar(select(User).where(User.email == normalise_email(email)))


def authenticate(email: str, password: str) -> User | None:
    """The account, when the password is its own; as many steps when there is none."""
    known = db.session.execute(
        select(User.id, User.password_hash, User.disabled_at).where(
            User.email == normalise_email(email)
        )
    ).first()
    expected = known.password_hash if known and known.password_hash else _NOBODY
    matches = check_password_hash(expected, password)
    if not (matches and known and known.password_hash) or known.disabled_at:
        return None
    return db.session.get(User, known.id)


def ensure_user(email: str, name: str, *, by: Actor) -> User:
    """The account of this address, made without a password when there is none."""
    user = find_user(email)
    if user is None:
        user = User(email=normalise_email(email), name=name.strip(), stamp=secrets.token_hex(8))
        db.session.add(user)
        db.session.flush()
        note(by, "user.create", f"user:{user.id}")
    return user


def grant(user: User, role: Role, *, by: Actor) -> None:
    """Give a role; the exhibitor's comes by itself with a company (`join_company`)."""
    if role not in {held.role for held in user.grants}:
        user.grants.append(RoleGrant(role=role))
        note(by, "user.grant", f"user:{user.id}", role=role)


def withdraw_role(user: User, role: Role, *, by: Actor) -> None:
    """Take a role back; the last organiser keeps theirs (`last_organiser`)."""
    if role is Role.ORGANISER:
        _another_organiser_than(user)
    user.grants = [held for held in user.grants if held.role is not role]
    note(by, "user.withdraw_role", f"user:{user.id}", role=role)


def join_company(user: User, company_id: int, *, by: Actor) -> None:
    """Let a person act for a company; several may."""
    if company_id in user.company_ids:
        return
    held = next((held for held in user.memberships if held.company_id == company_id), None)
    if held is None:
        user.memberships.append(CompanyMember(company_id=company_id, accepted_at=now()))
    else:
        held.accepted_at = now()
    note(by, "user.join_company", f"user:{user.id}", company=company_id)


def set_password(user: User, password_hash: str, *, by: Actor) -> None:
    """Change the password and end every session and link given before."""
    user.password_hash = password_hash
    user.stamp = secrets.token_hex(8)
    user.email_confirmed_at = user.email_confirmed_at or now()
    note(by, "user.set_password", f"user:{user.id}")


def confirm_email(user: User, *, by: Actor) -> None:
    """Keep that the address answers."""
    if user.email_confirmed_at is None:
        user.email_confirmed_at = now()
        note(by, "user.confirm_email", f"user:{user.id}")


def rename(user: User, name: str, *, by: Actor) -> None:
    """Change how a person is called; raises `name_missing`."""
    if not name.strip():
        raise BourseError("name_missing", field="name")
    if user.name != name.strip():
        user.name = name.strip()
        note(by, "user.rename", f"user:{user.id}")


def disable(user: User, *, by: Actor) -> None:
    """Close an account without losing who did what; ends its sessions and links.

    Raises `not_yourself`, and `last_organiser`.
    """
    if user.id == by.user_id:
        raise BourseError("not_yourself")
    if Role.ORGANISER in user.roles:
        _another_organiser_than(user)
    user.disabled_at = now()
    user.stamp = secrets.token_hex(8)
    note(by, "user.disable", f"user:{user.id}")


def enable(user: User, *, by: Actor) -> None:
    """Open a closed account again, with the roles it had."""
    user.disabled_at = None
    note(by, "user.enable", f"user:{user.id}")


def _another_organiser_than(user: User) -> None:
    """Raises `last_organiser` when nobody else can run the house; holds those who can."""
    others = (
        select(RoleGrant.user_id)
        .join(User, User.id == RoleGrant.user_id)
        .where(
            RoleGrant.role == Role.ORGANISER,
            RoleGrant.user_id != user.id,
            User.disabled_at.is_(None),
        )
        .with_for_update()
    )
    if db.session.scalars(others).first() is None:
        raise BourseError("last_organiser")


def describe_organisation(
    *, name: str, address: str, email: str, phone: str, siret: str | None, by: Actor
) -> Organisation:
    """Say who runs this database."""
    organisation = db.session.get(Organisation, 1) or Organisation(id=1, name=name)
    organisation.name, organisation.address = name, address
    organisation.email, organisation.phone, organisation.siret = email, phone, siret
    db.session.add(organisation)
    note(by, "organisation.describe", "organisation:1")
    return organisation
