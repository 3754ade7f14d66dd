"""An exhibitor works on many of their own lots at once: changes them, marks them down."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.bulk import editing
from app.bulk import markdowns as marking_down
from app.bulk.desk import LotDesk
from app.exhibitor import blueprint
from app.exhibitor.acting import acting

LOTS = "/<slug>/<exhibitor>/lots/"


@blueprint.route(f"{LOTS}bulk", methods=["GET", "POST"])
def bulk_edit(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Change the lots that were ticked, or all that the address filters."""
    return editing.editing(_desk(slug, exhibitor))


@blueprint.get(f"{LOTS}bulk/<int:edit_id>")
def bulk_edit_made(slug: str, exhibitor: str, edit_id: int) -> str:
    """What a bulk edit changed."""
    return editing.made(_desk(slug, exhibitor), edit_id)


@blueprint.post(f"{LOTS}bulk/<int:edit_id>/undo")
def undo_bulk_edit(slug: str, exhibitor: str, edit_id: int) -> Response:
    """Take it back."""
    return editing.taking_back(_desk(slug, exhibitor), edit_id)


@blueprint.get(f"{LOTS}markdowns/")
def markdowns(slug: str, exhibitor: str) -> str:
    """The markdowns that touch these lots, the organiser's too."""
    return marking_down.listing(_desk(slug, exhibitor))


@blueprint.route(f"{LOTS}markdowns/new", methods=["GET", "POST"])
def new_markdown(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Schedule one, or mark down at once."""
    return marking_down.scheduling(_desk(slug, exhibitor))


@blueprint.post(f"{LOTS}markdowns/<int:markdown_id>/cancel")
def cancel_markdown(slug: str, exhibitor: str, markdown_id: int) -> Response:
    """Call one's own off before its hour."""
    return marking_down.calling_off(_desk(slug, exhibitor), markdown_id)


@blueprint.post(f"{LOTS}markdowns/<int:markdown_id>/undo")
def undo_markdown(slug: str, exhibitor: str, markdown_id: int) -> Response:
    """Give one's own prices back."""
    return marking_down.undoing(_desk(slug, exhibitor), markdown_id)


def _desk(slug: str, exhibitor: str) -> LotDesk:
    me = acting(slug, exhibitor)
    return LotDesk("exhibitor", {"slug": slug, "exhibitor": exhibitor}, me.edition, me)
