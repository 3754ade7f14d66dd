"""After asking: what was asked for, while its mail waits for an answer, and a wrong address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from flask import flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from app.errors import sentence
from app.public import blueprint
from app.public.editions import announced
from app.public.hold_gathering import Row, gather, read, written
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.holds.holding import cancel
from bourse.holds.keeping import unconfirmed_until
from bourse.holds.models import HoldState
from bourse.holds.queries import hold_of
from bourse.holds.wanting import free_lots
from bourse.people.actor import VISITOR
from bourse.people.queries import organisation
from bourse.values import Quantity

ASKED = "asked"
"""Where the session keeps what was asked for last."""


class Asked(TypedDict):
    """`code` is empty where the address had too many holds; `until` in ISO; `lots` as `written`."""

    slug: str
    code: str
    mail: str
    until: str
    lots: list[Row]


def remember(edition: Edition, code: str, mail: str, lots: Mapping[str, Quantity]) -> None:
    """Keep what was asked for in the session."""
    session[ASKED] = Asked(
        slug=edition.slug,
        code=code,
        mail=mail,
        until=unconfirmed_until(edition, now()).isoformat(),
        lots=written(lots),
    )


def asked_of(edition: Edition) -> Asked | None:
    """What this visitor asked for last, if it was of this edition."""
    asked: Asked | None = session.get(ASKED)
    return asked if asked and asked["slug"] == edition.slug else None


@blueprint.get("/e/<slug>/hold/sent")
def hold_sent(slug: str) -> Response | str:
    """Check your mail: the lots wait for half an hour."""
    edition = announced(slug)
    if (asked := asked_of(edition)) is None:
        return redirect(url_for("public.hold_lots", slug=slug))
    lots = read(asked["lots"])
    found = free_lots(edition.id, lots, now())
    return render_template(
        "public/hold_sent.html",
        edition=edition,
        mail=asked["mail"],
        until=datetime.fromisoformat(asked["until"]),
        lots=[(found[code].lot, much) for code, much in lots.items() if code in found],
        house=organisation(),
    )


@blueprint.post("/e/<slug>/hold/again")
def hold_again(slug: str) -> Response:
    """The address was wrong: let the lots go, and go back to the form with them."""
    edition = announced(slug)
    if asked := asked_of(edition):
        del session[ASKED]
        try:
            _let_go(asked["code"])
        except BourseError as error:
            flash(sentence(error), "warn")
            return redirect(url_for("public.hold", code=asked["code"]))
        gather(edition, read(asked["lots"]))
    return redirect(url_for("public.hold_lots", slug=slug))


def _let_go(code: str) -> None:
    """Cancel what waits for its confirmation; raises `hold_live` where it came meanwhile."""
    if not code:
        return
    with transaction():
        held = hold_of(code)
        state = held.state_at(now())
        if state is HoldState.HELD:
            raise BourseError("hold_live")
        if state is HoldState.UNCONFIRMED:
            cancel(held, by=VISITOR)
