"""Putting lots on sale and taking them off, one or many at a time."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.conformity import ask
from app.exhibitor.offering import carried, put_on_sale, ticked
from app.holds.held import who_counts_on
from app.security import current_actor
from bourse.db import transaction
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import may_offer
from bourse.lots.models import Lot, LotStatus
from bourse.lots.on_sale import withdraw_lot
from bourse.lots.queries import lots_by_code


@blueprint.post("/<slug>/<exhibitor>/lots/offer")
def offer(slug: str, exhibitor: str) -> Response:
    """Put the chosen lots on sale, or every draft."""
    me = acting(slug, exhibitor)
    if not carried():
        flash(gettext("Tick the lots first."), "warn")
        return _back(slug, exhibitor, [])
    if not may_offer(me, current_actor()):
        _chosen(me)
        return redirect(ask(me, **carried()))
    return _back(slug, exhibitor, put_on_sale(slug, exhibitor))


@blueprint.route("/<slug>/<exhibitor>/lots/withdraw", methods=["GET", "POST"])
def withdraw(slug: str, exhibitor: str) -> Response | str:
    """Take the chosen lots off the sale, after asking."""
    form = FlaskForm()
    me = acting(slug, exhibitor)
    chosen = [lot for lot in _chosen(me) if lot.status is not LotStatus.WITHDRAWN]
    if not chosen:
        flash(gettext("Tick the lots first."), "warn")
        return _back(slug, exhibitor, [])
    if "sure" in request.form and form.validate_on_submit():
        with transaction():
            going = _chosen(acting(slug, exhibitor))
            for lot in going:
                withdraw_lot(lot, by=current_actor())
        said = ngettext("%(num)d lot is withdrawn.", "%(num)d lots are withdrawn.", len(going))
        flash(said, "good")
        return _back(slug, exhibitor, [lot.code for lot in going])
    return render_template(
        "exhibitor/withdraw_lots.html",
        form=form,
        exhibitor=me,
        edition=me.edition,
        lots=chosen,
        held_lines=who_counts_on(chosen),
    )


def _chosen(me: Exhibitor) -> list[Lot]:
    """The lots that were ticked; raises `lot_unknown` for another exhibitor's."""
    return lots_by_code(me.edition_id, ticked(), exhibitor_id=me.id)


def _back(slug: str, exhibitor: str, codes: list[str]) -> Response:
    """To the lot when there was one, else to the list."""
    values = {"slug": slug, "exhibitor": exhibitor}
    if len(codes) == 1:
        return redirect(url_for("exhibitor.lot", code=codes[0], **values))
    return redirect(url_for("exhibitor.lots", **values))
