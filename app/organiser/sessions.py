"""Sessions of the tills: who opened and closed them, what was counted, where it differs."""

from __future__ import annotations

from flask import Response, render_template, request

from app.language import current
from app.organiser import blueprint
from bourse.desk.closing import closable
from bourse.editions.queries import edition_by_slug
from bourse.tills.closing_slips import closing_slip
from bourse.tills.queries import cashier_names
from bourse.tills.sessions import sessions_of
from reports.receipts.closing_slip import reason_word, slip_on_roll

AT = "/editions/<slug>/sessions/"


@blueprint.get(AT)
def sessions(slug: str) -> str:
    """The sessions of the edition, latest first, a difference marked."""
    edition = edition_by_slug(slug)
    page = sessions_of(edition.id, after=request.args.get("after"))
    return render_template(
        "organiser/sessions.html",
        edition=edition,
        page=page,
        cashiers=cashier_names(edition.id),
        closable=closable(edition.id, page.rows),
        reason=lambda code: reason_word(code, current()),
    )


@blueprint.get(f"{AT}<uuid>.pdf")
def closing_paper(slug: str, uuid: str) -> Response:
    """The slip of one session, as its cashier could print it."""
    slip = closing_slip(edition_by_slug(slug).id, uuid)
    return Response(slip_on_roll(slip, current()), mimetype="application/pdf")
