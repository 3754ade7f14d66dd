"""Writing lots: a new one, one that is there, one like another."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.conformity import ask
from app.exhibitor.deadline import tell_saved
from app.lots.form import lot_form, new_lot_form
from app.lots.writing import edited_lot_of, form_page, lot_before, new_lot_of
from app.security import current_actor
from bourse.db import transaction
from bourse.exhibitors.models import Exhibitor
from bourse.lots import late
from bourse.lots.lifecycle import MAY_OFFER, check_writable, may_offer
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.lots.writing import copy_lot
from bourse.values.device_uuid import read_uuid


@blueprint.route("/<slug>/<exhibitor>/lots/new", methods=["GET", "POST"])
def new_lot(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Write a lot, on sale at once or as a draft; then the next one like it, or a series."""
    me = acting(slug, exhibitor)
    check_writable(me)
    form = new_lot_form(me.edition, lot_before(me))
    lot = new_lot_of(form, lambda: acting(slug, exhibitor))
    me = acting(slug, exhibitor)
    if lot is None:
        return form_page("exhibitor/lot_form.html", form, me, None)
    tell_saved(lot)
    if form.offer.data and me.status in MAY_OFFER and not may_offer(me, current_actor()):
        return redirect(ask(me, lot=[lot.code]))
    return _after(lot, me, request.form.get("then", ""))


@blueprint.route("/<slug>/<exhibitor>/lots/<code>/edit", methods=["GET", "POST"])
def edit_lot_page(slug: str, exhibitor: str, code: str) -> Response | str | tuple[str, int]:
    """Change what is said of a lot."""

    def which() -> Lot:
        mine = acting(slug, exhibitor)
        return lot_by_code(mine.edition_id, code, exhibitor_id=mine.id)

    me = acting(slug, exhibitor)
    check_writable(me)
    lot = which()
    form = lot_form(lot, late.waiting(lot))
    if edited := edited_lot_of(form, which):
        tell_saved(edited)
        return _after(edited, me, "")
    return form_page("exhibitor/lot_form.html", form, acting(slug, exhibitor), which())


@blueprint.post("/<slug>/<exhibitor>/lots/<code>/duplicate")
def duplicate(slug: str, exhibitor: str, code: str) -> Response:
    """Make a draft like this lot, once a page shown, and open it to change what differs."""
    with transaction():
        me = acting(slug, exhibitor)
        lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
        twin = copy_lot(lot, read_uuid(request.form.get("uuid", "")), by=current_actor())
    flash(gettext("Here is a copy: change what differs."), "good")
    return redirect(
        url_for("exhibitor.edit_lot_page", slug=slug, exhibitor=exhibitor, code=twin.code)
    )


def _after(lot: Lot, me: Exhibitor, then: str) -> Response:
    """To the next form, to the series that it begins, or to the lot."""
    mine = {"slug": me.edition.slug, "exhibitor": me.code}
    if then == "next":
        return redirect(url_for("exhibitor.new_lot", like=lot.code, **mine))
    endpoint = "exhibitor.series" if then == "series" else "exhibitor.lot"
    return redirect(url_for(endpoint, code=lot.code, **mine))
