"""Handing over on a page: a slip's form and its way back, the same for a stand and for the gate."""

from __future__ import annotations

from io import BytesIO

from flask import flash, request, send_file
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import SENTENCES, sentence
from app.language import current
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.pickups.releasing import release, undo
from bourse.pickups.slips import slip_of
from bourse.pickups.waiting import Waiting, waiting
from bourse.values import Page, Quantity, Unit
from reports.kit import formats
from reports.slips.waiting import as_xlsx

NOT_FOUND = 404


def hand_over(edition_id: int, number: str, *, exhibitor: str | None = None) -> None:
    """Hand over what the form says, and say so on the next page; what is wrong is said there too.

    Raises what is not found at all (404).
    """
    slip_of(edition_id, number, by=current_actor(), exhibitor=exhibitor)
    said = request.form
    try:
        unit = Unit.parse(said.get("unit", ""))
        with transaction():
            given = release(
                edition_id,
                number,
                said.get("position", 0, type=int),
                Quantity.parse(said.get("quantity", ""), unit),
                uuid=said.get("uuid", "")[:36],
                exhibitor=exhibitor,
                by=current_actor(),
            )
    except BourseError as error:
        _tell(error)
    else:
        shown = formats.quantity(given, current())
        flash(gettext("Handed over: %(quantity)s.", quantity=shown), "good")


def take_back(edition_id: int, pickup_id: int, *, exhibitor: str | None = None) -> str | None:
    """Undo a handing over ticked by mistake; gives the receipt's number when it is known."""
    try:
        with transaction():
            number = undo(edition_id, pickup_id, exhibitor=exhibitor, by=current_actor())
    except BourseError as error:
        _tell(error)
        return None
    flash(gettext("Taken back: it is to hand over again."), "good")
    return number


def listed(edition: Edition, *, exhibitor: str | None = None) -> Page[Waiting]:
    """The page of what waits that the address asks for."""
    return waiting(
        edition,
        exhibitor=exhibitor or request.args.get("exhibitor") or None,
        search=request.args.get("q", ""),
        after=request.args.get("after"),
    )


def has_slip(edition_id: int, number: str, *, exhibitor: str | None = None) -> bool:
    """Whether a receipt has something to collect; says why when it has not."""
    try:
        slip_of(edition_id, number, by=current_actor(), exhibitor=exhibitor)
    except BourseError as error:
        flash(sentence(error), "warn")
        return False
    return True


def spreadsheet(edition: Edition, *, exhibitor: str | None = None) -> Response:
    """All that waits, as a spreadsheet."""
    made = as_xlsx(edition, waiting(edition, exhibitor=exhibitor, size=None).rows, current())
    name = gettext("to-collect") + f"-{edition.slug}.xlsx"
    return send_file(
        BytesIO(made),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        download_name=name,
        as_attachment=True,
    )


def _tell(error: BourseError) -> None:
    if SENTENCES[error.code][0] == NOT_FOUND:
        raise error
    flash(sentence(error), "bad")
