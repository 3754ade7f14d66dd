"""What stands set aside for visitors: on a page, as a spreadsheet, on paper."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from flask import request, send_file
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.language import current
from bourse.clock import now
from bourse.editions.models import Edition
from bourse.holds.preparing import ToPrepare, to_prepare
from bourse.values import Page
from reports.slips.preparing import as_pdf, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listed(edition: Edition, at: datetime, *, exhibitor: str | None = None) -> Page[ToPrepare]:
    """The page of what is to set aside that the address asks for."""
    return to_prepare(
        edition.id,
        at,
        exhibitor=exhibitor,
        missing="missing" in request.args,
        after=request.args.get("after"),
    )


def spreadsheet(edition: Edition, *, exhibitor: str | None = None) -> Response:
    """All that is to set aside now, as a spreadsheet."""
    at = now()
    lines = to_prepare(edition.id, at, exhibitor=exhibitor, size=None).rows
    return send_file(
        BytesIO(as_xlsx(edition, lines, at, current())),
        mimetype=XLSX,
        download_name=gettext("to-set-aside") + f"-{edition.slug}.xlsx",
        as_attachment=True,
    )


def paper(edition: Edition, *, exhibitor: str | None = None) -> Response:
    """All that is to set aside now, a page a stand, to tick."""
    at = now()
    lines = to_prepare(edition.id, at, exhibitor=exhibitor, size=None).rows
    return send_file(
        BytesIO(as_pdf(edition, lines, at, current())),
        mimetype="application/pdf",
        download_name=gettext("to-set-aside") + f"-{edition.slug}.pdf",
    )
