"""The spreadsheet to fill in, as a download."""

from __future__ import annotations

import io

from flask import send_file
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.language import current
from app.spreadsheets.importing import Intake
from reports.lots_to_fill.xlsx import lots_to_fill

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(intake: Intake) -> Response:
    """The file for the exhibitor's edition, named for it."""
    edition = intake.exhibitor.edition
    name = gettext("lots-%(edition)s.xlsx", edition=edition.slug)
    content = io.BytesIO(lots_to_fill(edition, current()))
    return send_file(content, mimetype=XLSX, as_attachment=True, download_name=name)
