"""The catalogue as a device reads it: page by page, or one lot by its code."""

from __future__ import annotations

from flask import Response, g, jsonify, request

from app.errors import sentence
from app.till import blueprint
from bourse.errors import BourseError
from bourse.holds.held import Held
from bourse.journal.chain import moment
from bourse.lots.set_apart import SetApart
from bourse.tills.catalogue import (
    LotOnSale,
    lot_elsewhere,
    lot_on_sale,
    lots_moved,
    lots_named,
    lots_of,
)
from bourse.values import LotCode

MOST = 2**31 - 1
"""Beyond any revision: who holds more than we have reads the whole again."""


@blueprint.get("/api/lots")
def lots() -> Response:
    """A page of the catalogue, or of what moved beyond `since`; `after` is the page's before.

    Every page carries the revision that the device holds once `after` is null.
    """
    since, after, till = request.args.get("since", ""), request.args.get("after"), g.enrolment.till
    if since.isdecimal():
        page = lots_moved(till, min(int(since), MOST), after=after)
    else:
        page = lots_of(till, after=after)
    return jsonify(lots=[told(lot) for lot in page.lots], after=page.after, revision=page.revision)


@blueprint.get("/api/lots/<text>")
def lot(text: str) -> Response:
    """One lot as scanned or typed, withdrawn and sold out ones too."""
    try:
        code = LotCode.parse(text).compact
    except BourseError as error:
        raise BourseError("lot_nowhere", code=text) from error
    try:
        return jsonify(told(lot_on_sale(g.enrolment.till, code)))
    except BourseError as error:
        if error.code != "lot_of_another_edition":
            raise
        return _elsewhere(error, lot_elsewhere(g.enrolment.till, code))


def _elsewhere(error: BourseError, known: LotOnSale) -> Response:
    """The refusal, and what is known of the lot, for who sells it all the same."""
    answer = jsonify(error=error.code, message=sentence(error), lot=told(known))
    answer.status_code = 404
    return answer


def told(lot: LotOnSale) -> dict[str, object]:
    """A lot as the till's scripts have it."""
    return {
        "code": lot.code,
        "status": "awaited" if lot.is_awaited and lot.status == "offered" else lot.status.value,
        "designation": lot.designation,
        "exhibitor": lot.exhibitor,
        "exhibitor_name": lot.exhibitor_name,
        "stand": lot.stand,
        "category": lot.category,
        "unit": lot.remaining.unit.value,
        "price_cents": lot.price.cents,
        "labelled_price_cents": None if lot.labelled_price is None else lot.labelled_price.cents,
        "reference_price_cents": lot.reference_price.cents if lot.reference_price else None,
        "unit_weight_g": lot.unit_weight.grams if lot.unit_weight else None,
        "weight_method": lot.weight_method.value,
        "vat_regime": lot.vat_regime.value,
        "origin": lot.origin.value,
        "remaining_milli": lot.remaining.milli,
        "pieces": lot.pieces,
        **({"holds": [_held(hold) for hold in lot.holds]} if lot.holds else {}),
    }


def _held(hold: Held) -> dict[str, object]:
    return {"code": hold.code, "milli": hold.quantity_milli, "until": moment(hold.until)}


def lines_apart(goods: SetApart) -> dict[str, object]:
    """What is set apart under a code, and its lots as they are now: the till asks once for all."""
    lots = lots_named(g.enrolment.till, [line.lot for line in goods.lines])
    return {
        "lines": [{"lot": line.lot, "quantity_milli": line.quantity.milli} for line in goods.lines],
        "lots": [told(lot) for lot in lots],
    }
