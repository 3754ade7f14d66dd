"""The organiser works on many lots at once: changes them, marks them down."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from app.bulk import editing
from app.bulk import markdowns as marking_down
from app.bulk.desk import LotDesk
from app.organiser import blueprint
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.queries import exhibitor_by_code

LOTS = "/editions/<slug>/lots/"


@blueprint.route(f"{LOTS}bulk", methods=["GET", "POST"])
def bulk_edit(slug: str) -> Response | str | tuple[str, int]:
    """Change the lots that were ticked, or all that the address filters."""
    return editing.editing(_desk(slug))


@blueprint.get(f"{LOTS}bulk/<int:edit_id>")
def bulk_edit_made(slug: str, edit_id: int) -> str:
    """What a bulk edit changed."""
    return editing.made(_desk(slug), edit_id)


@blueprint.post(f"{LOTS}bulk/<int:edit_id>/undo")
def undo_bulk_edit(slug: str, edit_id: int) -> Response:
    """Take it back."""
    return editing.taking_back(_desk(slug), edit_id)


@blueprint.get(f"{LOTS}markdowns/")
def markdowns(slug: str) -> str:
    """Every markdown of the edition."""
    return marking_down.listing(_desk(slug))


@blueprint.route(f"{LOTS}markdowns/new", methods=["GET", "POST"])
def new_markdown(slug: str) -> Response | str | tuple[str, int]:
    """Schedule one, or mark down at once."""
    return marking_down.scheduling(_desk(slug))


@blueprint.post(f"{LOTS}markdowns/<int:markdown_id>/cancel")
def cancel_markdown(slug: str, markdown_id: int) -> Response:
    """Call it off before its hour."""
    return marking_down.calling_off(_desk(slug), markdown_id)


@blueprint.post(f"{LOTS}markdowns/<int:markdown_id>/undo")
def undo_markdown(slug: str, markdown_id: int) -> Response:
    """Give the prices back."""
    return marking_down.undoing(_desk(slug), markdown_id)


def _desk(slug: str) -> LotDesk:
    """All of the edition's lots, or one exhibitor's that the address filters."""
    edition = edition_by_slug(slug)
    code = request.args.get("exhibitor")
    narrowed = exhibitor_by_code(edition, code) if code else None
    return LotDesk("organiser", {"slug": slug}, edition, narrowed=narrowed)
