"""The board of tills: who sells where, and what is not as it should be; renewed by JavaScript."""

from __future__ import annotations

import hashlib

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from app.organiser import blueprint
from app.security import current_actor
from bourse.clock import now
from bourse.db import transaction
from bourse.desk import board as tills
from bourse.desk.settling import settle_witness
from bourse.editions.queries import edition_by_slug
from bourse.tills.queries import device_of

AT = "/editions/<slug>/board/"


@blueprint.get(AT)
def board(slug: str) -> str | Response:
    """Every device with its session, what it sold today, and its alarms with what to do."""
    return _page("organiser/board.html", slug)


@blueprint.get(f"{AT}rows")
def board_rows(slug: str) -> str | Response:
    """The part of the board that moves; 204 when `seen` is still what there is to see."""
    return _page("organiser/board_live.html", slug)


@blueprint.route(f"{AT}<int:device_id>/witness", methods=["GET", "POST"])
def settle_missing(slug: str, device_id: int) -> AnyResponse | str:
    """A person knows why the journal lacks what the device has seen: asked, then noted."""
    form, edition = FlaskForm(), edition_by_slug(slug)
    device = device_of(edition.id, device_id)
    if form.validate_on_submit():
        with transaction():
            settle_witness(edition_by_slug(slug).id, device_id, by=current_actor())
        flash(gettext("Noted: the board is calm again."), "good")
        return redirect(url_for("organiser.board", slug=slug))
    return render_template(
        "organiser/settle_witness.html", edition=edition, device=device, form=form
    )


def _page(template: str, slug: str) -> str | Response:
    """The rows are drawn first: what they look like tells whether anything moved."""
    edition = edition_by_slug(slug)
    drawn = render_template(
        "organiser/board_rows.html", edition=edition, rows=tills.board(edition, now())
    )
    seen = hashlib.sha256(drawn.encode()).hexdigest()[:16]
    if request.args.get("seen") == seen:
        return Response(status=204)
    return render_template(template, edition=edition, rows=Markup(drawn), seen=seen)
