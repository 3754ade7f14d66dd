"""How often one may try: by address of the account and by address of the device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_login import current_user

from app.security import limiter
from bourse.people.service import normalise_email

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def tries_per_device(often: str) -> Decorator:
    """At most so many failed tries from one device; a hall's tablets may share one address."""
    return limiter.limit(often, methods=["POST"], deduct_when=_failed)


def tries_per_account(often: str) -> Decorator:
    """At most so many failed tries at one account, from wherever they come."""
    return limiter.limit(often, key_func=_account, methods=["POST"], deduct_when=_failed)


def requests_per_device(often: str) -> Decorator:
    """At most so many requests from one device, whether they succeed or not."""
    return limiter.limit(often, methods=["POST"])


def requests_per_account(often: str) -> Decorator:
    """At most so many requests for one account, whether they succeed or not."""
    return limiter.limit(often, key_func=_account, methods=["POST"])


def _account() -> str:
    """The account that is tried: the one typed in, else the one signed in."""
    if "email" in request.form:
        return normalise_email(request.form["email"])
    return str(current_user.actor.user_id) if current_user.is_authenticated else ""


def _failed(response: Response) -> bool:
    return response.status_code == 422
