"""A stand's basket as its buyer sees it: what it holds, what it costs, and where to pay."""

from __future__ import annotations

from flask import render_template

from app.public import blueprint
from app.set_apart import qr_of
from bourse.pickups.stand_baskets import basket_of, view_of


@blueprint.get("/b/<code>")
def stand_basket(code: str) -> str:
    """The basket with its QR, so that the buyer carries it to the till on a phone."""
    found = basket_of(code)
    shown = view_of(found)
    return render_template(
        "public/stand_basket.html", basket=shown, qr=qr_of(shown), edition=found.exhibitor.edition
    )
