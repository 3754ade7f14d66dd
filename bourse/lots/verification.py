"""Rebuilding what was removed from each lot from the journal, and naming what disagrees."""

from __future__ import annotations

import json
from collections import defaultdict

from sqlalchemy import select

from bourse.db import db
from bourse.journal.models import EntryKind, JournalEntry
from bourse.journal.verification import ProjectionFault
from bourse.lots.models import Lot, Stock


def check_removed() -> ProjectionFault | None:
    """Add up every stock correction, compare with `stock.removed_milli`, give the first fault."""
    lots = {
        (edition_id, code): lot_id
        for lot_id, edition_id, code in db.session.execute(select(Lot.id, Lot.edition_id, Lot.code))
    }
    removed: dict[int, int] = defaultdict(int)
    entries = db.session.execute(
        select(JournalEntry.seq, JournalEntry.edition_id, JournalEntry.payload)
        .where(JournalEntry.kind == EntryKind.STOCK_CORRECTION)
        .order_by(JournalEntry.seq)
    )
    for seq, edition_id, payload in entries:
        said = json.loads(payload)
        lot_id = lots.get((edition_id, said["lot"]))
        if lot_id is None:
            return ProjectionFault("lot", seq, f"lot {said['lot']}")
        removed[lot_id] += said["quantity_milli"]
    for lot_id, removed_milli in db.session.execute(select(Stock.lot_id, Stock.removed_milli)):
        if removed[lot_id] != removed_milli:
            return ProjectionFault("stock", None, f"lot {lot_id}")
    return None
