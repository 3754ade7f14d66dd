"""The cheques to deposit: of the edition or of one session, on a page and as a spreadsheet."""

from __future__ import annotations

import io

from flask import Response, render_template, request, send_file
from flask_babel import gettext

from app.language import current
from app.organiser import blueprint
from bourse.clock import now
from bourse.db import read_only
from bourse.editions.queries import edition_by_slug
from bourse.tills.cheques import cheques as taken
from bourse.tills.cheques import every_cheque, sessions_with_cheques, to_deposit
from bourse.tills.queries import cashier_names
from reports.cheques.xlsx import as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/editions/<slug>/cheques/")
def cheques(slug: str) -> str:
    """What goes to the bank, the oldest first; it prints."""
    edition = edition_by_slug(slug)
    session = request.args.get("session") or None
    return render_template(
        "organiser/cheques.html",
        edition=edition,
        page=taken(edition.id, session=session, after=request.args.get("after")),
        sessions=sessions_with_cheques(edition.id),
        cashiers=cashier_names(edition.id),
        session=session,
        total=to_deposit(edition.id, session=session),
    )


@blueprint.get("/editions/<slug>/cheques.xlsx")
def cheques_file(slug: str) -> Response:
    """The same as a file, whole."""
    session = request.args.get("session") or None
    with read_only():
        edition = edition_by_slug(slug)
        file = as_xlsx(edition, every_cheque(edition.id, session=session), now(), current())
    name = gettext("cheques-%(name)s.xlsx", name=slug)
    return send_file(io.BytesIO(file), mimetype=XLSX, download_name=name, as_attachment=True)
