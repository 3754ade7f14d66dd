"""Ticking goods by their labels: a scanner types the code, or the camera of a telephone sees it."""

from __future__ import annotations

from flask import flash, jsonify, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import sentence
from app.organiser import blueprint
from app.organiser.reception import AT
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.reception.models import ReceptionState
from bourse.reception.receiving import scanned
from bourse.reception.ticking import tick


@blueprint.post(f"{AT}scan")
def scan_received(slug: str) -> Response:
    """Tick the lot of a label as received; says so in JSON to the camera, on the page to others."""
    kind, said = _ticked(slug, request.form.get("code", ""))
    if request.accept_mimetypes.best == "application/json":
        return jsonify(kind=kind, said=said)
    flash(said, kind)
    exhibitor = request.form.get("back", "")
    if not exhibitor:
        return redirect(url_for("organiser.reception", slug=slug))
    show = request.form.get("show") or None
    return redirect(
        url_for(
            "organiser.reception_of_exhibitor", slug=slug, exhibitor=exhibitor, show=show, scan="on"
        )
    )


def _ticked(slug: str, text: str) -> tuple[str, str]:
    """What became of a scan: good, warn or bad, and the sentence."""
    try:
        with transaction():
            lot = scanned(edition_by_slug(slug), text)
            changed = tick([lot], ReceptionState.RECEIVED, by=current_actor())
    except BourseError as error:
        return "bad", gettext("“%(code)s”: %(why)s", code=text[:40], why=sentence(error))
    said = {"code": lot.printed_code, "lot": lot.designation}
    if changed:
        return "good", gettext("%(code)s received: %(lot)s.", **said)
    return "warn", gettext("%(code)s was received already: %(lot)s.", **said)
