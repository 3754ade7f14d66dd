"""Putting lots on sale and taking them off, one or many at a time."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.errors import sentence
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.conformity import ask
from app.exhibitor.deadline import tell_handed_in
from app.holds.held import who_counts_on
from app.security import current_actor
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import lots
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import is_held_back
from bourse.lots.models import Lot, LotStatus
from bourse.lots.queries import lots_by_code
from bourse.lots.service import may_offer, offer_lots, withdraw_lot

MOST = 500
"""Lots moved at once: the whole of the largest stands."""


@blueprint.post("/<slug>/<exhibitor>/lots/offer")
def offer(slug: str, exhibitor: str) -> Response:
    """Put the chosen lots on sale, or every draft."""
    me = acting(slug, exhibitor)
    if not may_offer(me, current_actor()):
        chosen = _drafts(me) if "drafts" in request.form else _chosen(me)
        return redirect(ask(me, [lot.code for lot in chosen]))
    with transaction():
        me = acting(slug, exhibitor)
        chosen = _drafts(me) if "drafts" in request.form else _chosen(me)
        moved = offer_lots(chosen, by=current_actor())
    tell_handed_in(sum(lot.late_at is not None for lot in chosen))
    if moved or (chosen and all(lot.status is LotStatus.OFFERED for lot in chosen)):
        said = ngettext("%(num)d lot is now on sale.", "%(num)d lots are now on sale.", len(moved))
        flash(said, "good")
    elif not chosen and "drafts" not in request.form:
        flash(gettext("Tick the lots first."), "warn")
    return _back(slug, exhibitor, [lot.code for lot in chosen])


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
    codes = request.values.getlist("lot")[:MOST]
    return lots_by_code(me.edition_id, codes, exhibitor_id=me.id)


def _drafts(me: Exhibitor) -> list[Lot]:
    """Every draft that may be offered; those that the organiser must first allow are named."""
    drafts = LotFilter(edition_id=me.edition_id, exhibitor_id=me.id, status=LotStatus.DRAFT)
    found = lots(drafts, size=MOST).rows
    held_back = [lot for lot in found if is_held_back(lot, current_actor())]
    for lot in held_back:
        flash(sentence(BourseError("lot_forbidden", designation=lot.designation)), "warn")
    return [lot for lot in found if lot not in held_back]


def _back(slug: str, exhibitor: str, codes: list[str]) -> Response:
    """To the lot when there was one, else to the list."""
    values = {"slug": slug, "exhibitor": exhibitor}
    if len(codes) == 1:
        return redirect(url_for("exhibitor.lot", code=codes[0], **values))
    return redirect(url_for("exhibitor.lots", **values))
