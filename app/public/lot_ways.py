"""What the page of a lot offers its reader: a seller edits, an organiser manages, a till sells."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_login import current_user

from bourse.editions.models import EditionStatus
from bourse.lots.lifecycle import organises
from bourse.lots.models import Lot
from bourse.people.models import Role

TILL_MARK = "till"
"""The cookie of a browser that is a till (static/till/arrival.js); it proves nothing."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses, each None for whom it is not; `own` and `edit` are the seller's."""

    own: str | None
    edit: str | None
    manage: str | None
    sell: str | None

    def __bool__(self) -> bool:
        return any((self.own, self.manage, self.sell))


def ways_of(lot: Lot) -> Ways:
    """The ways of this request's person and device; each room guards its own door."""
    edition, exhibitor = lot.exhibitor.edition, lot.exhibitor
    actor = current_user.actor if current_user.is_authenticated else None
    is_own = actor is not None and exhibitor.company_id in actor.company_ids
    cashes = TILL_MARK in request.cookies or (actor is not None and Role.CASHIER in actor.roles)
    stand = {"slug": edition.slug, "exhibitor": exhibitor.code, "code": lot.code}
    return Ways(
        own=url_for("exhibitor.lot", **stand) if is_own else None,
        edit=url_for("exhibitor.edit_lot_page", **stand) if is_own and is_open(lot) else None,
        manage=url_for("organiser.lot", slug=edition.slug, code=lot.code)
        if actor is not None and organises(actor)
        else None,
        sell=url_for("till.home", _anchor=f"l={lot.code}")
        if cashes and edition.status is EditionStatus.OPEN
        else None,
    )


def is_open(lot: Lot) -> bool:
    """Whether its edition still changes."""
    return lot.exhibitor.edition.status is not EditionStatus.CLOSED
