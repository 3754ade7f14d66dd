"""Who sells, where the device cannot say so alone: a PIN whose hash is older than its means.

Once right here, the PIN is hashed again, and the device checks it without a network.
"""

from __future__ import annotations

from flask import Response, g, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from app.security import csrf, limiter
from app.till import blueprint
from app.till.door import PinTyped, body
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.tills import pins, queries, service


def _one_cashier() -> str:
    """Throttled by device and cashier: a stolen tablet tries few PINs, the next one all its own."""
    asked = request.get_json(silent=True)
    return f"{g.enrolment.id}:{asked.get('cashier') if isinstance(asked, dict) else ''}"


def _failed(answer: AnyResponse) -> bool:
    return answer.status_code != 200


@blueprint.post("/api/cashier")
@csrf.exempt
@limiter.limit("5 per minute; 30 per hour", key_func=_one_cashier, deduct_when=_failed)
def name_cashier() -> Response:
    """The cashier's code and name, when the PIN is theirs."""
    typed = body(PinTyped)
    known = queries.cashier_of(g.enrolment.till.edition_id, typed.cashier)
    code, name, pin_hash, is_retired = known.code, known.name, known.pin_hash, known.retired_at
    db.session.rollback()  # hashing takes a while: no read stays open meanwhile
    if is_retired or not pins.is_right(typed.pin, pin_hash):
        raise BourseError("pin_wrong", field="pin")
    if not pins.is_for_devices(pin_hash):
        fresh = pins.hash_pin(typed.pin)
        with transaction():
            cashier = queries.cashier_of(g.enrolment.till.edition_id, typed.cashier)
            if cashier.pin_hash == pin_hash:
                service.refresh_pin(cashier, pin_hash=fresh)
    return jsonify(code=code, name=name)
