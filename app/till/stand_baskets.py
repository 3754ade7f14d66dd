"""A stand's basket as a till asks for it: its lines, and whether it was paid or cancelled."""

from __future__ import annotations

from flask import Response, g, jsonify

from app.till import blueprint
from app.till.lots import lines_apart
from bourse.pickups.stand_baskets import basket_of, view_of


@blueprint.get("/api/stand-baskets/<code>")
def stand_basket(code: str) -> Response:
    """The basket of this code, of the till's own edition."""
    found = view_of(basket_of(code, edition_id=g.enrolment.till.edition_id))
    return jsonify(
        code=found.code,
        number=found.number,
        exhibitor=found.exhibitor,
        exhibitor_name=found.exhibitor_name,
        state=found.state.value,
        receipt=found.receipt,
        **lines_apart(found),
    )
