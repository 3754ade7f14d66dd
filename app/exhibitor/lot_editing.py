"""Writing lots: a new one, one that is there, one like another."""

from __future__ import annotations

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.conformity import ask
from app.exhibitor.deadline import tell_saved
from app.held_lots import who_counts_on
from app.lots.changed_since import attach_to
from app.lots.facts import form_facts
from app.lots.form import lot_form, new_lot_form
from app.lots.form_photos import writing_with_photos
from app.lots.suggestions import known_lots
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import MAY_OFFER, check_writable
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.lots.service import duplicate_lot, edit_lot, may_offer
from bourse.lots.writing import write_lot
from bourse.photos.lot_photos import photos_of


@blueprint.route("/<slug>/<exhibitor>/lots/new", methods=["GET", "POST"])
def new_lot(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Write a lot, on sale at once or as a draft; then the next one like it, or a series."""
    me = acting(slug, exhibitor)
    check_writable(me)
    form = new_lot_form(me.edition, _like(me))
    if form.validate_on_submit():
        try:
            with writing_with_photos(form.lot_uuid()) as photos:
                me = acting(slug, exhibitor)
                lot, _is_new = write_lot(
                    me,
                    form.lot_uuid(),
                    form.draft(),
                    by=current_actor(),
                    offer=form.offer.data and me.status in MAY_OFFER,
                )
                photos.belong_to(lot, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            tell_saved(lot)
            if form.offer.data and me.status in MAY_OFFER and not may_offer(me, current_actor()):
                return redirect(ask(me, [lot.code]))
            return _after(lot, me, request.form.get("then", ""))
    me = acting(slug, exhibitor)
    page = render_template(
        "exhibitor/lot_form.html",
        form=form,
        exhibitor=me,
        edition=me.edition,
        lot=None,
        photos=(),
        known=known_lots(me),
        facts=form_facts(me.edition),
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
            with writing_with_photos(form.lot_uuid()) as photos:
                me = acting(slug, exhibitor)
                lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
                edit_lot(lot, form.draft(), by=current_actor(), opened=form.opened.data)
                photos.belong_to(lot, by=current_actor())
        except BourseError as error:
            attach_to(form, error, lot_by_code(me.edition_id, code, exhibitor_id=me.id))
        else:
            tell_saved(lot)
            return _after(lot, me, "")
    me = acting(slug, exhibitor)
    lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
    page = render_template(
        "exhibitor/lot_form.html",
        form=form,
        exhibitor=me,
        edition=me.edition,
        lot=lot,
        held_lines=who_counts_on([lot]),
        photos=photos_of([lot]).get(lot.id, ()),
        known=known_lots(me),
        facts=form_facts(me.edition),
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


def _like(me: Exhibitor) -> Lot | None:
    """The lot that the address names as the one before, if there is such a one."""
    with suppress(BourseError):
        return lot_by_code(me.edition_id, request.args.get("like", ""), exhibitor_id=me.id)
    return None


def _after(lot: Lot, me: Exhibitor, then: str) -> Response:
    """To the next form, to the series that it begins, or to the lot."""
    mine = {"slug": me.edition.slug, "exhibitor": me.code}
    if then == "next":
        return redirect(url_for("exhibitor.new_lot", like=lot.code, **mine))
    endpoint = "exhibitor.series" if then == "series" else "exhibitor.lot"
    return redirect(url_for(endpoint, code=lot.code, **mine))
