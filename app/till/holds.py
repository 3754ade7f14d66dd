"""A visitor's hold as a till asks for it: its lines, and whether it is still to be collected."""

from __future__ import annotations

from flask import Response, g, jsonify

from app.till import blueprint
from app.till.lots import lines_apart
from bourse.holds.queries import hold_of, view_of
from bourse.journal.chain import moment
from bourse.tills.receipts import number_of


@blueprint.get("/api/holds/<code>")
def hold(code: str) -> Response:
    """The hold of this code, of the till's own edition; `name` is null once it was erased."""
    found = view_of(hold_of(code, edition_id=g.enrolment.till.edition_id))
    return jsonify(
        code=found.code,
        name=found.name,
        state=found.state.value,
        until=moment(found.expires_at),
        receipt=number_of(found.collected_by),
        **lines_apart(found),
    )
