"""Enrolling a device: a one-time code turned into its token."""

from __future__ import annotations

from flask import Response, jsonify

from app.security import csrf, limiter
from app.till import blueprint
from app.till.door import CodeTyped, body
from bourse.db import transaction
from bourse.tills import service


@blueprint.post("/api/enrol")
@csrf.exempt
@limiter.limit("10 per minute; 60 per hour")
def redeem() -> Response:
    """The device's bearer token, given once for a one-time code, and what it is enrolled for."""
    typed = body(CodeTyped)
    with transaction():
        enrolment, token = service.redeem(typed.code)
        series, edition = enrolment.series, enrolment.till.edition.slug
    return jsonify(token=token, series=series, edition=edition)
