"""An exhibitor's lots: the list with its totals, and a lot's own page."""

from __future__ import annotations

from flask import render_template

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.held_lots import held_quantities, who_counts_on
from app.lots.category_names import category_names
from app.lots.filter import lot_list
from app.lots.late_change import differences
from app.lots.questions import told
from app.security import current_actor
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import count_by_status
from bourse.lots import late
from bourse.lots.lifecycle import moves
from bourse.lots.models import LotStatus
from bourse.lots.price_changes import price_history
from bourse.lots.queries import categories_of, lot_by_code
from bourse.moderation.flags import flags_of
from bourse.moderation.questions import asked_of, questions_of
from bourse.photos.lot_photos import photos_of
from bourse.reception.awaiting import is_awaited
from bourse.reception.ticking import receptions
from bourse.tills.sold import sold_total
from bourse.unsold.queries import dispositions


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
    change = late.change_of(found)
    return render_template(
        "exhibitor/lot.html",
        exhibitor=me,
        edition=me.edition,
        lot=found,
        photos=photos_of([found]).get(found.id, ()),
        held=held_quantities([found]).get(found.id),
        held_lines=who_counts_on([found]),
        flags=flags_of(found),
        change=change,
        reception=receptions([found]).get(found.id),
        is_awaited=is_awaited(found),
        differences=differences(found, change.said, category_names()) if change else [],
        moves=moves(found, current_actor()),
        prices=price_history(found.id),
        placed=dispositions(found.edition_id, lot_id=found.id),
        questions=told(questions_of(found), found.exhibitor.edition.currency),
    )
