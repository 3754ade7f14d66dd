"""All that is said of one lot on its page, in every room that shows it to those who keep it."""

from __future__ import annotations

from app.holds.held import held_quantities, who_counts_on
from app.lots.category_names import category_names
from app.lots.late_change import differences
from app.security import current_actor
from bourse.lots.late import LateChange
from bourse.lots.lifecycle import moves
from bourse.lots.models import Lot
from bourse.lots.price_changes import price_history
from bourse.moderation.flags import flags_of
from bourse.photos.lot_photos import photos_of
from bourse.reception.awaiting import is_awaited
from bourse.reception.ticking import receptions
from bourse.unsold.queries import dispositions


def lot_sheet(lot: Lot, change: LateChange | None) -> dict[str, object]:
    """What lots/sheet.html and the notices above it read; `change` is the late one to compare."""
    return {
        "edition": lot.exhibitor.edition,
        "lot": lot,
        "photos": photos_of([lot]).get(lot.id, ()),
        "held": held_quantities([lot]).get(lot.id),
        "held_lines": who_counts_on([lot]),
        "flags": flags_of(lot),
        "change": change,
        "reception": receptions([lot]).get(lot.id),
        "is_awaited": is_awaited(lot),
        "differences": differences(lot, change.said, category_names()) if change else [],
        "moves": moves(lot, current_actor()),
        "prices": price_history(lot.id),
        "placed": dispositions(lot.edition_id, lot_id=lot.id),
    }
