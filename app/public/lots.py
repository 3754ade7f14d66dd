"""A lot's page: what the QR of its label opens."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.public import blueprint
from bourse.errors import BourseError
from bourse.lots.models import LotStatus
from bourse.lots.reception import is_awaited
from bourse.lots.shown import shown_lot
from bourse.values import LotCode


@blueprint.get("/l/<code>")
def lot(code: str) -> str | Response:
    """The lot; a code typed in small letters or with a space leads to its own address."""
    try:
        read = LotCode.parse(code)
    except BourseError:
        abort(404)
    if read.compact != code:
        return redirect(url_for("public.lot", code=read.compact), 301)
    shown = shown_lot(read)
    return render_template(
        "public/lot.html",
        lot=shown,
        edition=shown.exhibitor.edition,
        printed=read.printed,
        is_withdrawn=shown.status is LotStatus.WITHDRAWN,
        is_awaited=is_awaited(shown),
    )
