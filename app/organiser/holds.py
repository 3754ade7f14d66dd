"""Reservations of an edition: the list, and what stands have to set aside."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.holds import preparing
from app.organiser import blueprint
from app.security import current_actor
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.holds.lapsing import free_unconfirmed
from bourse.holds.listing import HoldFilter, HoldSort, count_by_state
from bourse.holds.listing import holds as holds_of
from bourse.holds.models import HoldState
from bourse.holds.preparing import held_beyond, stands_to_prepare

AT = "/editions/<slug>/holds/"
STILL_OPEN = (HoldState.HELD, HoldState.UNCONFIRMED)


@blueprint.get(AT)
def holds(slug: str) -> str:
    """By state, code, name or lot; the latest first, of those still kept the most urgent first."""
    edition, at = edition_by_slug(slug), now()
    said = request.args.get("state")
    state = HoldState(said) if said in set(HoldState) else None
    asked = request.args.get("sort", "")
    if asked.removeprefix("-") not in set(HoldSort):
        asked = "deadline" if state in STILL_OPEN else "-made"
    return render_template(
        "organiser/holds.html",
        edition=edition,
        page=holds_of(
            HoldFilter(edition_id=edition.id, state=state, text=request.args.get("q", "")),
            at,
            sort=HoldSort(asked.removeprefix("-")),
            descending=asked.startswith("-"),
            after=request.args.get("after"),
        ),
        counts=count_by_state(edition.id, at),
        sort=asked,
        mail_leaves=bool(current_app.config["SMTP_URL"]),
    )


@blueprint.route(f"{AT}free-unconfirmed", methods=["GET", "POST"])
def free_unconfirmed_holds(slug: str) -> Response | str:
    """Free what waits for its confirmation, all at once, after asking."""
    edition, form = edition_by_slug(slug), FlaskForm()
    if form.validate_on_submit():
        with transaction():
            freed = free_unconfirmed(edition_by_slug(slug), by=current_actor())
        flash(
            ngettext("%(num)d reservation is freed.", "%(num)d reservations are freed.", freed),
            "good",
        )
        return redirect(url_for("organiser.holds", slug=slug))
    waiting = count_by_state(edition.id, now())[HoldState.UNCONFIRMED]
    return render_template(
        "organiser/free_unconfirmed.html", edition=edition, waiting=waiting, form=form
    )


@blueprint.get(f"{AT}to-prepare")
def holds_to_prepare(slug: str) -> str:
    """What is to set aside, stand by stand; it prints."""
    edition, at = edition_by_slug(slug), now()
    exhibitor = request.args.get("exhibitor") or None
    return render_template(
        "organiser/holds_to_prepare.html",
        edition=edition,
        page=preparing.listed(edition, at, exhibitor=exhibitor),
        stands=stands_to_prepare(edition.id, at),
        missing=held_beyond(edition.id, at),
        exhibitor=exhibitor,
    )


@blueprint.get(f"{AT}to-prepare.xlsx")
def holds_to_prepare_file(slug: str) -> Response:
    """All of it as a spreadsheet, a sheet a stand."""
    exhibitor = request.args.get("exhibitor") or None
    return preparing.spreadsheet(edition_by_slug(slug), exhibitor=exhibitor)


@blueprint.get(f"{AT}to-prepare.pdf")
def holds_to_prepare_paper(slug: str) -> Response:
    """All of it on paper, a page a stand."""
    exhibitor = request.args.get("exhibitor") or None
    return preparing.paper(edition_by_slug(slug), exhibitor=exhibitor)
