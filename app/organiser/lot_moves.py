"""Moderation: taking a lot off the sale with a word to its exhibitor, and putting it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.bulk.followed import tell_followed
from app.holds.held import who_counts_on
from app.organiser import blueprint
from app.security import current_actor
from bourse.bulk.following import followed
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.lots.on_sale import moderate_lot, offer_lots
from bourse.lots.queries import lot_by_code


class WithdrawForm(FlaskForm):
    """Why a lot is taken off the sale."""

    reason = TextAreaField(
        _("Why, for the exhibitor"),
        [DataRequired(_("Say why: the exhibitor reads it beside the lot.")), Length(max=1_000)],
    )


@blueprint.post("/editions/<slug>/lots/<code>/offer")
def offer_lot(slug: str, code: str) -> Response:
    """Put a lot on sale, or back on sale."""
    with transaction():
        lot = lot_by_code(edition_by_slug(slug).id, code)
        lowered = followed(offer_lots([lot], by=current_actor()))
    tell_followed(lowered)
    flash(gettext("“%(lot)s” is on sale.", lot=lot.designation), "good")
    return redirect(url_for("organiser.lot", slug=slug, code=lot.code))


@blueprint.route("/editions/<slug>/lots/<code>/withdraw", methods=["GET", "POST"])
def withdraw_lot_page(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Take a lot off the sale, after asking why."""
    edition = edition_by_slug(slug)
    lot = lot_by_code(edition.id, code)
    form = WithdrawForm(reason=lot.moderation_note)
    if form.validate_on_submit():
        with transaction():
            lot = lot_by_code(edition_by_slug(slug).id, code)
            moderate_lot(lot, form.reason.data, by=current_actor())
        flash(gettext("“%(lot)s” is withdrawn.", lot=lot.designation), "good")
        return redirect(url_for("organiser.lot", slug=slug, code=lot.code))
    page = render_template(
        "organiser/withdraw_lot.html",
        form=form,
        edition=edition,
        lot=lot,
        held_lines=who_counts_on([lot]),
    )
    return page, 422 if form.errors else 200
