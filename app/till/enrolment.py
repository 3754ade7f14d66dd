"""Enrolling a device: the page that a link or a QR opens, and the code turned into a token."""

from __future__ import annotations

from flask import Response, jsonify, render_template

from app.security import csrf, limiter
from app.till import blueprint
from app.till.door import CodeTyped, body
from bourse.db import transaction
from bourse.tills import service


@blueprint.get("/enrol")
def enrol() -> str:
    """The till's page; the code stands in the address's fragment, which no server ever sees."""
    return render_template("till/home.html")


@blueprint.post("/api/enrol")
@csrf.exempt
@limiter.limit("10 per minute; 60 per hour")
def redeem() -> Response:
    """The device's bearer token, given once for a one-time code."""
    typed = body(CodeTyped)
    with transaction():
        enrolment, token = service.redeem(typed.code)
        series = enrolment.series
    return jsonify(token=token, series=series)
