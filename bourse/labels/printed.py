"""Remembering what labels say: when a person says that they came out, not when a PDF is opened.

What came out is told by its marks (`labelled.mark`): a lot whose label would say something else by
now, be it another price or another stand, still needs a label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bourse.clock import now
from bourse.db import db
from bourse.labels.labelling import labelled_lots
from bourse.lots.models import Lot, LotStatus
from bourse.lots.revision import touch
from bourse.people.actor import Actor
from bourse.people.record import note


@dataclass(frozen=True, slots=True)
class Printed:
    """How many lots have their label, how many changed in the meantime, and which went off sale."""

    kept: int
    changed: int
    off_sale: tuple[Lot, ...]


def remember(
    printed: Mapping[str, str], *, edition_id: int, exhibitor_id: int | None = None, by: Actor
) -> Printed:
    """Keep that these lots (code → mark of what was printed) carry their labels.

    Raises `lot_unknown` when one is not among the edition's, or the exhibitor's.
    """
    found = labelled_lots(edition_id, exhibitor_id=exhibitor_id, codes=printed.keys())
    on_sale = [(lot, row) for lot, row in found if lot.status is LotStatus.OFFERED]
    kept = [lot for lot, row in on_sale if row.mark == printed[lot.code]]
    for lot in kept:
        lot.labelled_price_cents, lot.labelled_mark = lot.price_cents, printed[lot.code]
        lot.labelled_at = now()
    db.session.flush()
    touch(kept)
    if kept:
        note(by, "label.print", f"edition:{edition_id}", lots=len(kept))
    off_sale = tuple(lot for lot, _row in found if lot.status is not LotStatus.OFFERED)
    return Printed(len(kept), len(on_sale) - len(kept), off_sale)
