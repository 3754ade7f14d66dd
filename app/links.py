"""Signed links that go out by mail: for one purpose, for a time, and to this installation.

A link for a person is bound to their stamp: once they set a password, all older links are dead.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from enum import StrEnum

from flask import current_app, g, has_request_context, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from bourse.db import db
from bourse.errors import BourseError
from bourse.people.models import User


class Purpose(StrEnum):
    """What a link is for; one made for one purpose does not serve another."""

    CONFIRM_EMAIL = "confirm-email"
    RESET_PASSWORD = "reset-password"
    INVITE_USER = "invite-user"
    INVITE_COMPANY = "invite-company"
    JOIN_COMPANY = "join-company"


AGES = {
    Purpose.CONFIRM_EMAIL: timedelta(days=7),
    Purpose.RESET_PASSWORD: timedelta(hours=2),
    Purpose.INVITE_USER: timedelta(days=14),
    Purpose.INVITE_COMPANY: timedelta(days=90),
    Purpose.JOIN_COMPANY: timedelta(days=14),
}
"""How long each kind of link lives."""

HASH_SHOWN = 16
"""How many digits of its hash a receipt's QR holds."""
LOCAL_ROOT = "http://127.0.0.1:5000"


def sign(purpose: Purpose, *values: int | str) -> str:
    """A token that carries `values`, readable by anyone, made by nobody else."""
    return str(_serializer(purpose).dumps(values))


def unsign(purpose: Purpose, token: str) -> list[int | str]:
    """The values of a token; raises `link_dead` when it is forged, too old or for another use."""
    try:
        values: list[int | str] = _serializer(purpose).loads(
            token, max_age=int(AGES[purpose].total_seconds())
        )
    except BadSignature as error:
        raise BourseError("link_dead") from error
    return values


def user_token(purpose: Purpose, user: User) -> str:
    """A token for this person, good until their password or state changes."""
    return sign(purpose, user.id, user.stamp)


def user_of(purpose: Purpose, token: str) -> User:
    """Whose token it is; raises `link_dead` when it was used, replaced or the account closed."""
    user_id, stamp = unsign(purpose, token)
    user = db.session.get(User, user_id)
    if user is None or user.stamp != stamp or user.disabled_at:
        raise BourseError("link_dead")
    return user


def address(endpoint: str, **values: int | str) -> str:
    """The whole address of a page, for a mail or a terminal."""
    return public_root() + _path(endpoint, **values)


def device_address(endpoint: str, **values: int | str) -> str:
    """The whole address of a page, for a tablet of the hall."""
    return device_root() + _path(endpoint, **values)


def _path(endpoint: str, **values: int | str) -> str:
    if has_request_context():
        return url_for(endpoint, **values)
    return current_app.url_map.bind("").build(endpoint, values)


def receipt_address(number: str, fact_hash: str) -> str:
    """What a receipt's QR says: its page, and in the fragment, which no server sees, its hash."""
    return f"{receipts_root()}{number}#{fact_hash[:HASH_SHOWN]}"


def receipts_root() -> str:
    """Where the addresses of receipts begin; a number follows."""
    return f"{public_root()}/t/"


def device_root() -> str:
    """Where the tablets reach this installation: on the hall's network while that is served."""
    return str(current_app.config.get("LAN_URL") or public_root())


def public_root() -> str:
    """Where people reach this installation: PUBLIC_URL, else the local address they asked.

    A request may claim any host, and a mailed link must not lead to it: without PUBLIC_URL only
    this machine and its local network are believed; while the hall is served, its address is known.
    """
    if public_url := current_app.config["PUBLIC_URL"] or current_app.config.get("LAN_URL"):
        return str(public_url).rstrip("/")
    if root := g.get("public_root"):
        return str(root)
    if has_request_context() and _is_local(request.host):
        return request.host_url.rstrip("/")
    return LOCAL_ROOT


def _is_local(host: str) -> bool:
    name = host.rsplit(":", 1)[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return name == "localhost"


def _serializer(purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"link:{purpose}")
