"""Stand's baskets: heavy goods set apart for a buyer, who pays at the till by their QR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.errors import attach
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.security import current_actor
from app.set_apart import qr_of
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import lots as lots_of
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus
from bourse.lots.queries import lots_by_code
from bourse.pickups.models import StandBasket
from bourse.pickups.stand_baskets import (
    basket_of,
    baskets_of,
    cancel_basket,
    make_basket,
    view_of,
)
from bourse.values import LotCode, Quantity

AT = "/<slug>/<exhibitor>/baskets/"
TAKEN = "take-"
"""What the name of a quantity's field begins with; the lot's code follows."""
HITS = 20


@blueprint.get(AT)
def stand_baskets(slug: str, exhibitor: str) -> str:
    """The stand's baskets, the latest first."""
    me = acting(slug, exhibitor)
    return render_template(
        "exhibitor/stand_baskets.html",
        exhibitor=me,
        edition=me.edition,
        page=baskets_of(me, after=request.args.get("after")),
    )


@blueprint.route(f"{AT}new", methods=["GET", "POST"])
def new_stand_basket(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Find one's lots by words or code, say how much of each; what was said stays while one looks.

    Everything is one form: searching sends it too, so that nothing typed is lost.
    """
    me, form, words = acting(slug, exhibitor), FlaskForm(), request.form.get("q", "").strip()
    typed = {
        name.removeprefix(TAKEN): said.strip()
        for name, said in request.form.items()
        if name.startswith(TAKEN) and said.strip()
    }
    if "search" not in request.form and form.validate_on_submit():
        try:
            with transaction():
                me = acting(slug, exhibitor)
                made = make_basket(me, _read(me, typed), by=current_actor())
                code = made.code
        except BourseError as error:
            me = acting(slug, exhibitor)
            attach(form, error)
        else:
            return redirect(
                url_for("exhibitor.stand_basket", slug=slug, exhibitor=exhibitor, code=code)
            )
    page = render_template(
        "exhibitor/new_stand_basket.html",
        exhibitor=me,
        edition=me.edition,
        form=form,
        lots=_shown(me, typed, words),
        typed=typed,
        words=words,
    )
    return page, 422 if form.form_errors else 200


@blueprint.get(f"{AT}<code>")
def stand_basket(slug: str, exhibitor: str, code: str) -> str:
    """A basket with the QR that its buyer takes to the till."""
    me = acting(slug, exhibitor)
    shown = view_of(_own(me, code))
    return render_template(
        "exhibitor/stand_basket.html",
        exhibitor=me,
        edition=me.edition,
        basket=shown,
        qr=qr_of(shown),
    )


@blueprint.post(f"{AT}<code>/cancel")
def cancel_stand_basket(slug: str, exhibitor: str, code: str) -> Response:
    """The buyer does not want it after all."""
    with transaction():
        cancel_basket(_own(acting(slug, exhibitor), code), by=current_actor())
    flash(gettext("The basket is cancelled: a till that scans it is told."), "good")
    return redirect(url_for("exhibitor.stand_baskets", slug=slug, exhibitor=exhibitor))


def _own(me: Exhibitor, code: str) -> StandBasket:
    """A basket of this stand; another's does not exist here."""
    found = basket_of(code, edition_id=me.edition_id)
    if found.exhibitor_id != me.id:
        raise BourseError("basket_unknown")
    return found


def _read(me: Exhibitor, typed: Mapping[str, str]) -> dict[str, Quantity]:
    """How much of each lot, by code, in its own unit."""
    lots = lots_by_code(me.edition_id, typed.keys(), exhibitor_id=me.id) if typed else []
    return {lot.code: Quantity.parse(typed[lot.code], lot.unit) for lot in lots}


def _shown(me: Exhibitor, typed: Mapping[str, str], words: str) -> Sequence[Lot]:
    """The lots already chosen, then what was looked for: a label's code, or words."""
    try:
        text = LotCode.parse(words).compact
    except BourseError:
        text = words
    wanted = LotFilter(
        edition_id=me.edition_id,
        exhibitor_id=me.id,
        text=text,
        status=LotStatus.OFFERED,
        in_stock=True,
        received=True,
    )
    chosen = lots_by_code(me.edition_id, typed.keys(), exhibitor_id=me.id) if typed else []
    found = lots_of(wanted, size=HITS).rows
    return [*chosen, *(lot for lot in found if lot.code not in typed)]
