"""Enrolling the device one holds with one's own account: without a code to type or to scan."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.security import current_actor
from app.till import blueprint
from bourse.db import transaction
from bourse.tills import service
from bourse.tills.queries import till_in_use, tills_in_use


@blueprint.get("/devices")
def devices() -> str:
    """The tills where this device may sell, edition by edition."""
    return render_template("till/devices.html", tills=tills_in_use())


@blueprint.post("/devices/<int:till_id>")
def take_till(till_id: int) -> Response:
    """Open a series for the device that asks; the till's page redeems its code."""
    with transaction():
        _, code = service.enrol(till_in_use(till_id), by=current_actor())
    # The code stands in the fragment, as in the organiser's link.
    return redirect(f"{url_for('till.enrol')}#code={code}")
