"""Writing lots: a new one, one that is there, one like another."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.deadline import tell_saved
from app.lot_form import lot_form, new_lot_form
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import MAY_OFFER, check_writable
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.lots.service import create_lot, duplicate_lot, edit_lot, offer_lots


@blueprint.route("/<slug>/<exhibitor>/lots/new", methods=["GET", "POST"])
def new_lot(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Write a lot, and offer it at once or keep it as a draft."""
    me = acting(slug, exhibitor)
    check_writable(me)
    form = new_lot_form(me.edition)
    if form.validate_on_submit():
        try:
            with transaction():
                me = acting(slug, exhibitor)
                lot = create_lot(me, form.draft(), by=current_actor())
                if request.form.get("then") == "offer":
                    offer_lots([lot], by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            tell_saved(lot)
            return _to(lot, me)
    me = acting(slug, exhibitor)
    page = render_template(
        "exhibitor/lot_form.html",
        form=form,
        exhibitor=me,
        edition=me.edition,
        lot=None,
        may_offer=me.status in MAY_OFFER,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<slug>/<exhibitor>/lots/<code>/edit", methods=["GET", "POST"])
def edit_lot_page(slug: str, exhibitor: str, code: str) -> Response | str | tuple[str, int]:
    """Change what is said of a lot."""
    me = acting(slug, exhibitor)
    check_writable(me)
    form = lot_form(lot_by_code(me.edition_id, code, exhibitor_id=me.id))
    if form.validate_on_submit():
        try:
            with transaction():
                me = acting(slug, exhibitor)
                lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
                edit_lot(lot, form.draft(), by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            tell_saved(lot)
            return _to(lot, me)
    me = acting(slug, exhibitor)
    page = render_template(
        "exhibitor/lot_form.html",
        form=form,
        exhibitor=me,
        edition=me.edition,
        lot=lot_by_code(me.edition_id, code, exhibitor_id=me.id),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/<slug>/<exhibitor>/lots/<code>/duplicate")
def duplicate(slug: str, exhibitor: str, code: str) -> Response:
    """Make a draft like this lot, and open it to change what differs."""
    with transaction():
        me = acting(slug, exhibitor)
        lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
        twin = duplicate_lot(lot, by=current_actor())
    flash(gettext("Here is a copy: change what differs."), "good")
    return redirect(
        url_for("exhibitor.edit_lot_page", slug=slug, exhibitor=exhibitor, code=twin.code)
    )


def _to(lot: Lot, me: Exhibitor) -> Response:
    return redirect(
        url_for("exhibitor.lot", slug=me.edition.slug, exhibitor=me.code, code=lot.code)
    )
