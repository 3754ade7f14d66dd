"""The pickup slip of a reservation as a PDF: for its visitor, and for the house to print again."""

from __future__ import annotations

from io import BytesIO

from flask import send_file
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.language import current
from app.set_apart import said_by
from bourse.holds.models import Hold
from bourse.holds.queries import view_of
from bourse.holds.spots import spots_of, weight_of
from bourse.people.queries import organisation
from reports.slips.hold import HoldSlip, hold_slip


def slip_file(held: Hold) -> Response:
    """The slip, in the language of the request."""
    shown = view_of(held)
    made = hold_slip(
        HoldSlip(
            held.edition, shown, spots_of(held), weight_of(held), said_by(shown), organisation()
        ),
        current(),
    )
    name = gettext("pickup-slip") + f"-{shown.code}.pdf"
    return send_file(BytesIO(made), mimetype="application/pdf", download_name=name)
