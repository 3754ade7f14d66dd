"""Writing lots as the organiser: for an exhibitor without e-mail, or to put right what is wrong."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.lots import odd
from app.lots.form import lot_form, new_lot_form
from app.lots.writing import edited_lot_of, form_page, lot_before, new_lot_of
from app.organiser import blueprint
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.lifecycle import check_writable
from bourse.lots.models import Lot
from bourse.lots.queries import exhibitors_of, lot_by_code


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

    def whom() -> Exhibitor:
        return exhibitor_by_code(edition_by_slug(slug), exhibitor)

    theirs = whom()
    check_writable(theirs)
    form = new_lot_form(theirs.edition, lot_before(theirs))
    if lot := new_lot_of(form, whom):
        return _saved(slug, lot, request.form.get("then", ""))
    return form_page("organiser/lot_form.html", form, whom(), None)


@blueprint.route("/editions/<slug>/lots/<code>/edit", methods=["GET", "POST"])
def edit_lot_page(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Put right what is said of a lot."""

    def which() -> Lot:
        return lot_by_code(edition_by_slug(slug).id, code)

    lot = which()
    check_writable(lot.exhibitor)
    form = lot_form(lot)
    if edited := edited_lot_of(form, which):
        return _saved(slug, edited, "")
    lot = which()
    return form_page("organiser/lot_form.html", form, lot.exhibitor, lot)


@blueprint.get("/editions/<slug>/exhibitors/<exhibitor>/lots/odd")
def odd_so_far(slug: str, exhibitor: str) -> str:
    """What is odd in the lot that is being typed."""
    return odd.odd_so_far(exhibitor_by_code(edition_by_slug(slug), exhibitor))


def tell_saved(lot: Lot) -> None:
    """Say on the next page that a lot is saved."""
    flash(gettext("“%(lot)s” is saved.", lot=lot.designation), "good")


def _saved(slug: str, lot: Lot, then: str) -> Response:
    tell_saved(lot)
    if then == "next":
        whom = lot.exhibitor.code
        return redirect(url_for("organiser.new_lot", slug=slug, exhibitor=whom, like=lot.code))
    return redirect(url_for("organiser.lot", slug=slug, code=lot.code))
