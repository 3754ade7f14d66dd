"""An exhibitor's lots: the list with its totals, and a lot's own page."""

from __future__ import annotations

import uuid

from flask import render_template

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.holds.held import held_quantities
from app.lots.filter import lot_list
from app.lots.questions import told
from app.lots.sheet import lot_sheet
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import count_by_status
from bourse.lots import late
from bourse.lots.models import LotStatus
from bourse.lots.queries import categories_of, lot_by_code
from bourse.moderation.questions import asked_of, questions_of
from bourse.photos.lot_photos import photos_of
from bourse.tills.sold import sold_total


@blueprint.get("/<slug>/<exhibitor>/lots/")
def lots(slug: str, exhibitor: str) -> str:
    """What this exhibitor brings, a page at a time."""
    me = acting(slug, exhibitor)
    listed = lot_list(me.edition_id, me.id)
    counts = count_by_status(LotFilter(edition_id=me.edition_id, exhibitor_id=me.id))
    return render_template(
        "exhibitor/lots.html",
        exhibitor=me,
        edition=me.edition,
        listed=listed,
        photos=photos_of(listed.page.rows),
        held=held_quantities(listed.page.rows),
        counts=counts,
        sold=sold_total(me),
        statuses=[(status, counts[status].lots) for status in LotStatus if status in counts],
        categories=categories_of(me.edition_id, me.id),
        to_put_right=asked_of(me),
    )


@blueprint.get("/<slug>/<exhibitor>/lots/<code>")
def lot(slug: str, exhibitor: str, code: str) -> str:
    """One lot, all that is said of it, and what can be done with it now."""
    me = acting(slug, exhibitor)
    found = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
    return render_template(
        "exhibitor/lot.html",
        exhibitor=me,
        copy_uuid=str(uuid.uuid4()),
        questions=told(questions_of(found), me.edition.currency),
        **lot_sheet(found, late.change_of(found)),
    )
