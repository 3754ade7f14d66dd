"""What an exhibitor sold."""

from __future__ import annotations

from flask import render_template, request

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from bourse.tills.sold import sold_lots, sold_total


@blueprint.get("/<slug>/<exhibitor>/sold")
def sold(slug: str, exhibitor: str) -> str:
    """Per lot what sold and what is left, and the totals to the cent."""
    me = acting(slug, exhibitor)
    return render_template(
        "exhibitor/sold.html",
        exhibitor=me,
        edition=me.edition,
        page=sold_lots(me, after=request.args.get("after")),
        total=sold_total(me),
    )
