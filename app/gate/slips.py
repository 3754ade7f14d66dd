"""Slips at the gate: found by a receipt's number, handed over piece by piece, by any seller."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app import slips
from app.gate import blueprint
from app.security import current_actor
from bourse.clock import now
from bourse.editions.queries import edition_by_slug
from bourse.pickups.slips import slip_of
from bourse.tills.sales import read_number

AT = "/<slug>/"


@blueprint.get(AT)
def to_collect(slug: str) -> Response | str:
    """What was paid and not collected, the oldest first; a receipt's number leads to its slip."""
    edition, asked = edition_by_slug(slug), request.args.get("q", "")
    number = read_number(asked)
    if number and slips.has_slip(edition.id, asked):
        series, receipt = number
        return redirect(url_for("gate.slip", slug=slug, number=f"{series}-{receipt:04d}"))
    return render_template(
        "gate/to_collect.html", edition=edition, page=slips.listed(edition), now=now()
    )


@blueprint.get(f"{AT}slips/<number>")
def slip(slug: str, number: str) -> str:
    """A slip: each line with what is left, and what was handed over by whom."""
    edition = edition_by_slug(slug)
    return render_template(
        "gate/slip.html",
        edition=edition,
        slip=slip_of(edition.id, number, by=current_actor()),
        fresh=lambda: str(uuid.uuid4()),
    )


@blueprint.post(f"{AT}slips/<number>")
def release(slug: str, number: str) -> Response:
    """Hand over part of a line, or all that is left of it."""
    slips.hand_over(edition_by_slug(slug).id, number)
    return redirect(url_for("gate.slip", slug=slug, number=number))


@blueprint.post(f"{AT}pickups/<int:pickup_id>/undo")
def undo(slug: str, pickup_id: int) -> Response:
    """Take back what was ticked by mistake a moment ago."""
    number = slips.take_back(edition_by_slug(slug).id, pickup_id)
    if number is None:
        return redirect(url_for("gate.to_collect", slug=slug))
    return redirect(url_for("gate.slip", slug=slug, number=number))


@blueprint.get(f"{AT}to-collect.xlsx")
def to_collect_file(slug: str) -> Response:
    """All that waits, as a spreadsheet."""
    return slips.spreadsheet(edition_by_slug(slug))
