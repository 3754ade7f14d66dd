"""Who is signed in, the rooms open to them and the way out: at the head of every page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from app.security import HOME
from bourse.people.models import Role

ROOMS = {
    Role.ORGANISER: _("Organisation"),
    Role.EXHIBITOR: _("My stand"),
    Role.COLLECTIVITY: _("Reports"),
    Role.CASHIER: _("Till"),
}


AT_THE_GATE = {Role.ORGANISER, Role.CASHIER}


@dataclass(frozen=True, slots=True)
class Account:
    """The corner of the masthead: an empty name is a visitor; rooms are (url, label)."""

    name: str
    rooms: tuple[tuple[str, str], ...]
    sign_in: str
    sign_out: str


def account() -> Account:
    """The person behind this request, as the masthead shows them."""
    known = current_user.is_authenticated
    roles = current_user.actor.roles if known else frozenset()
    return Account(
        name=current_user.actor.name if known else "",
        rooms=(
            *((url_for(HOME[role]), str(ROOMS[role])) for role in HOME if role in roles),
            *(((url_for("gate.home"), gettext("Gate")),) if roles & AT_THE_GATE else ()),
            (url_for("account.profile"), gettext("My account")),
        ),
        sign_in=url_for("account.sign_in"),
        sign_out=url_for("account.sign_out"),
    )


def init_app(app: Flask) -> None:
    """Give `account` to every page that answers a request."""
    app.context_processor(lambda: {"account": account()} if request else {})
