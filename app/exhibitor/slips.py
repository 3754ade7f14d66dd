"""Slips at the stand: the exhibitor's own lines of a paid receipt, handed over piece by piece."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app import slips
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.security import current_actor
from bourse.clock import now
from bourse.pickups.slips import slip_of
from bourse.tills.sales import read_number

AT = "/<slug>/<exhibitor>/"


@blueprint.get(f"{AT}to-collect/")
def to_collect(slug: str, exhibitor: str) -> Response | str:
    """What was paid of one's goods and not collected; a receipt's number leads to its slip."""
    me, asked = acting(slug, exhibitor), request.args.get("q", "")
    number = read_number(asked)
    if number and slips.has_slip(me.edition_id, asked, exhibitor=me.code):
        series, receipt = number
        return redirect(
            url_for(
                "exhibitor.slip", slug=slug, exhibitor=exhibitor, number=f"{series}-{receipt:04d}"
            )
        )
    return render_template(
        "exhibitor/to_collect.html",
        exhibitor=me,
        edition=me.edition,
        page=slips.listed(me.edition, exhibitor=me.code),
        now=now(),
    )


@blueprint.get(f"{AT}slips/<number>")
def slip(slug: str, exhibitor: str, number: str) -> str:
    """One's own lines of a receipt, with what is left of each."""
    me = acting(slug, exhibitor)
    return render_template(
        "exhibitor/slip.html",
        exhibitor=me,
        edition=me.edition,
        slip=slip_of(me.edition_id, number, by=current_actor(), exhibitor=me.code),
        fresh=lambda: str(uuid.uuid4()),
    )


@blueprint.post(f"{AT}slips/<number>")
def release(slug: str, exhibitor: str, number: str) -> Response:
    """Hand over part of a line of one's own, or all that is left of it."""
    me = acting(slug, exhibitor)
    edition_id, code = me.edition_id, me.code
    slips.hand_over(edition_id, number, exhibitor=code)
    return redirect(url_for("exhibitor.slip", slug=slug, exhibitor=exhibitor, number=number))


@blueprint.post(f"{AT}pickups/<int:pickup_id>/undo")
def undo_pickup(slug: str, exhibitor: str, pickup_id: int) -> Response:
    """Take back what was ticked by mistake a moment ago."""
    me = acting(slug, exhibitor)
    number = slips.take_back(me.edition_id, pickup_id, exhibitor=me.code)
    place = {"slug": slug, "exhibitor": exhibitor}
    if number is None:
        return redirect(url_for("exhibitor.to_collect", **place))
    return redirect(url_for("exhibitor.slip", number=number, **place))


@blueprint.get(f"{AT}to-collect.xlsx")
def to_collect_file(slug: str, exhibitor: str) -> Response:
    """All that waits of one's goods, as a spreadsheet."""
    me = acting(slug, exhibitor)
    return slips.spreadsheet(me.edition, exhibitor=me.code)
