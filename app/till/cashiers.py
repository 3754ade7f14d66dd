"""Who sells: a PIN names the cashier. It is checked here and never kept on the device."""

from __future__ import annotations

from flask import Response, g, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from app.security import csrf, limiter
from app.till import blueprint
from app.till.door import PinTyped, body
from bourse.db import db
from bourse.errors import BourseError
from bourse.tills import pins, queries


def _one_cashier() -> str:
    """Throttled by device and cashier: a stolen tablet tries few PINs, the next one all its own."""
    asked = request.get_json(silent=True)
    return f"{g.enrolment.id}:{asked.get('cashier') if isinstance(asked, dict) else ''}"


def _failed(answer: AnyResponse) -> bool:
    return answer.status_code != 200


@blueprint.post("/api/cashier")
@csrf.exempt
@limiter.limit("5 per minute; 30 per hour", key_func=_one_cashier, deduct_when=_failed)
def cashier() -> Response:
    """The cashier's code and name, when the PIN is theirs."""
    typed = body(PinTyped)
    known = queries.cashier_of(g.enrolment.till.edition_id, typed.cashier)
    code, name, pin_hash, is_retired = known.code, known.name, known.pin_hash, known.retired_at
    db.session.rollback()  # hashing takes a while: no read stays open meanwhile
    if is_retired or not pins.is_right(typed.pin, pin_hash):
        raise BourseError("pin_wrong", field="pin")
    return jsonify(code=code, name=name)
