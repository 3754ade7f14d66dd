"""Writing lots as the organiser: for an exhibitor without e-mail, or to put right what is wrong."""

from __future__ import annotations

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.held_lots import who_counts_on
from app.lots import odd
from app.lots.changed_since import attach_to
from app.lots.facts import form_facts
from app.lots.form import LotForm, lot_form, new_lot_form
from app.lots.form_photos import writing_with_photos
from app.lots.suggestions import known_lots
from app.organiser import blueprint
from app.security import current_actor
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.lifecycle import MAY_OFFER, check_writable
from bourse.lots.models import Lot
from bourse.lots.queries import exhibitors_of, lot_by_code
from bourse.lots.service import edit_lot
from bourse.lots.writing import write_lot
from bourse.photos.lot_photos import photos_of


@blueprint.get("/editions/<slug>/lots/new")
def new_lot_for(slug: str) -> Response | str:
    """Choose for whom a lot is written, or a spreadsheet of them imported."""
    edition = edition_by_slug(slug)
    if code := request.args.get("exhibitor"):
        page = "lot_imports" if request.args.get("then") == "import" else "new_lot"
        return redirect(url_for(f"organiser.{page}", slug=slug, exhibitor=code))
    return render_template(
        "organiser/lot_for.html", edition=edition, exhibitors=exhibitors_of(edition.id)
    )


@blueprint.route("/editions/<slug>/exhibitors/<exhibitor>/lots/new", methods=["GET", "POST"])
def new_lot(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Write a lot on an exhibitor's behalf."""
    whom = exhibitor_by_code(edition_by_slug(slug), exhibitor)
    check_writable(whom)
    form = new_lot_form(whom.edition, _like(whom))
    if form.validate_on_submit():
        try:
            with writing_with_photos(form.lot_uuid()) as photos:
                whom = exhibitor_by_code(edition_by_slug(slug), exhibitor)
                lot, _is_new = write_lot(
                    whom,
                    form.lot_uuid(),
                    form.draft(),
                    by=current_actor(),
                    offer=form.offer.data and whom.status in MAY_OFFER,
                )
                photos.belong_to(lot, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            return _saved(slug, lot, request.form.get("then", ""))
    return _page(form, exhibitor_by_code(edition_by_slug(slug), exhibitor), None)


@blueprint.route("/editions/<slug>/lots/<code>/edit", methods=["GET", "POST"])
def edit_lot_page(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Put right what is said of a lot."""
    lot = lot_by_code(edition_by_slug(slug).id, code)
    check_writable(lot.exhibitor)
    form = lot_form(lot)
    if form.validate_on_submit():
        try:
            with writing_with_photos(form.lot_uuid()) as photos:
                lot = lot_by_code(edition_by_slug(slug).id, code)
                edit_lot(lot, form.draft(), by=current_actor(), opened=form.opened.data)
                photos.belong_to(lot, by=current_actor())
        except BourseError as error:
            attach_to(form, error, lot_by_code(edition_by_slug(slug).id, code))
        else:
            return _saved(slug, lot, "")
    lot = lot_by_code(edition_by_slug(slug).id, code)
    return _page(form, lot.exhibitor, lot)


@blueprint.get("/editions/<slug>/exhibitors/<exhibitor>/lots/odd")
def odd_so_far(slug: str, exhibitor: str) -> str:
    """What is odd in the lot that is being typed."""
    return odd.odd_so_far(exhibitor_by_code(edition_by_slug(slug), exhibitor))


def _like(whom: Exhibitor) -> Lot | None:
    """The lot that the address names as the one before, if there is such a one."""
    with suppress(BourseError):
        return lot_by_code(whom.edition_id, request.args.get("like", ""), exhibitor_id=whom.id)
    return None


def _page(form: LotForm, whom: Exhibitor, lot: Lot | None) -> tuple[str, int]:
    page = render_template(
        "organiser/lot_form.html",
        form=form,
        edition=whom.edition,
        exhibitor=whom,
        lot=lot,
        held_lines=who_counts_on([lot]) if lot else (),
        photos=photos_of([lot]).get(lot.id, ()) if lot else (),
        known=known_lots(whom),
        facts=form_facts(whom.edition),
        may_offer=whom.status in MAY_OFFER,
    )
    return page, 422 if form.errors else 200


def _saved(slug: str, lot: Lot, then: str) -> Response:
    flash(gettext("“%(lot)s” is saved.", lot=lot.designation), "good")
    if then == "next":
        whom = lot.exhibitor.code
        return redirect(url_for("organiser.new_lot", slug=slug, exhibitor=whom, like=lot.code))
    return redirect(url_for("organiser.lot", slug=slug, code=lot.code))
