"""The lots of an edition as the organiser sees them: the list, and one with its history."""

from __future__ import annotations

from flask import render_template, request

from app.holds.held import held_quantities
from app.lots.filter import lot_list
from app.lots.questions import told
from app.lots.sheet import lot_sheet
from app.organiser import blueprint
from bourse.catalogue.listing import count_by_status
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots import late
from bourse.lots.corrections import corrections
from bourse.lots.decisions import LotFlag
from bourse.lots.models import LotStatus
from bourse.lots.queries import categories_of, exhibitors_of, lot_by_code
from bourse.moderation.flags import flags_of
from bourse.moderation.questions import questions_of, seen_of
from bourse.photos.lot_photos import photos_of


@blueprint.get("/editions/<slug>/lots/")
def lots(slug: str) -> str:
    """Every lot, by words, exhibitor, category, status or flag, a page at a time."""
    edition = edition_by_slug(slug)
    listed = lot_list(edition.id, _exhibitor_id(edition))
    counts = count_by_status(listed.wanted)
    return render_template(
        "organiser/lots.html",
        edition=edition,
        listed=listed,
        photos=photos_of(listed.page.rows),
        held=held_quantities(listed.page.rows),
        counts=counts,
        statuses=[(status, counts[status].lots) for status in LotStatus if status in counts],
        categories=categories_of(edition.id),
        exhibitors=exhibitors_of(edition.id),
        flags=list(LotFlag),
        flags_of=flags_of,
    )


@blueprint.get("/editions/<slug>/lots/<code>")
def lot(slug: str, code: str) -> str:
    """One lot, what can be done with it now, and what was corrected."""
    edition = edition_by_slug(slug)
    found = lot_by_code(edition.id, code)
    questions = questions_of(found)
    return render_template(
        "organiser/lot.html",
        history=corrections(edition.id, found.code),
        questions=told(questions, edition.currency),
        seen=seen_of(questions),
        **lot_sheet(found, late.waiting(found)),
    )


def _exhibitor_id(edition: Edition) -> int | None:
    """The exhibitor whose lots the address wants; 0, whom nobody is, for one unknown here."""
    code = request.args.get("exhibitor")
    if not code:
        return None
    try:
        return exhibitor_by_code(edition, code).id
    except BourseError:
        return 0
