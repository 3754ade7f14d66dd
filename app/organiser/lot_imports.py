"""Lots from a spreadsheet on behalf of an exhibitor, who sent it by mail or on a key."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.organiser import blueprint
from app.security import limiter
from app.spreadsheets import importing, imports
from app.spreadsheets.importing import Intake
from app.spreadsheets.template import template
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.queries import exhibitor_by_code

AT = "/editions/<slug>/exhibitors/<exhibitor>/lots"


@blueprint.route(f"{AT}/import", methods=["GET", "POST"], endpoint="lot_imports")
@limiter.limit("20 per minute; 200 per hour", methods=["POST"])
def sending(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Send a spreadsheet, or look at what was imported before."""
    return importing.sending(_intake(slug, exhibitor))


@blueprint.get(f"{AT}/import/template.xlsx")
def lot_template(slug: str, exhibitor: str) -> Response:
    """A spreadsheet to fill in."""
    return template(_intake(slug, exhibitor))


@blueprint.get(f"{AT}/import/<token>")
def lot_upload(slug: str, exhibitor: str, token: str) -> Response | str:
    """What the file would do."""
    return importing.looking(_intake(slug, exhibitor), token)


@blueprint.post(f"{AT}/import/<token>/columns")
def lot_upload_columns(slug: str, exhibitor: str, token: str) -> Response:
    """Which column is which."""
    return importing.choosing(_intake(slug, exhibitor), token)


@blueprint.post(f"{AT}/import/<token>/keep")
def lot_upload_keep(slug: str, exhibitor: str, token: str) -> Response:
    """Import the file."""
    return importing.keeping(_intake(slug, exhibitor), token)


@blueprint.post(f"{AT}/import/<token>/forget")
def lot_upload_forget(slug: str, exhibitor: str, token: str) -> Response:
    """Throw the file away."""
    return importing.forgetting(_intake(slug, exhibitor), token)


@blueprint.get(f"{AT}/imports/<int:import_id>")
def lot_import(slug: str, exhibitor: str, import_id: int) -> str:
    """What an import did."""
    return imports.summary(_intake(slug, exhibitor), import_id)


@blueprint.route(f"{AT}/imports/<int:import_id>/undo", methods=["GET", "POST"])
def undo_lot_import(slug: str, exhibitor: str, import_id: int) -> Response | str:
    """Take its drafts out again."""
    return imports.undoing(_intake(slug, exhibitor), import_id)


def _intake(slug: str, exhibitor: str) -> Intake:
    whom = exhibitor_by_code(edition_by_slug(slug), exhibitor)
    return Intake("organiser", {"slug": slug, "exhibitor": exhibitor}, whom)
