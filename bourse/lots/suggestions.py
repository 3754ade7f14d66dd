"""Lots that someone may be about to write again: their firm's own, and those of past editions."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select

from bourse.db import db
from bourse.editions.models import Edition, EditionStatus
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus
from bourse.lots.search import matches
from bourse.people.folding import fold

SHOWN = 8
KNOWN = 60
"""Designations of a firm that its form keeps at hand, without a network too."""
READ = 200
"""Lots read to find so many that differ; a firm that writes the same one more often finds fewer."""


def own_designations(company_id: int) -> list[Lot]:
    """The firm's latest lots of each name, in any edition, the latest first; at most `KNOWN`."""
    own = select(Lot).join(Lot.exhibitor).where(Exhibitor.company_id == company_id)
    return _distinct(_latest(own), KNOWN)


def similar_lots(company_id: int, text: str) -> list[Lot]:
    """Lots whose words begin like those of `text`: the firm's first, then past editions' of others.

    At most `SHOWN`, each name once; past lots are those the public has seen. None of no text.
    """
    found = matches(text)
    if found is None:
        return []
    own = select(Lot).join(Lot.exhibitor).where(found, Exhibitor.company_id == company_id)
    past = (
        select(Lot)
        .join(Edition, Edition.id == Lot.edition_id)
        .where(
            found, Edition.status == EditionStatus.CLOSED, Lot.status != LotStatus.DRAFT
        )
    )  # fmt: skip
    lots = _distinct(_latest(own), SHOWN)
    return lots if len(lots) == SHOWN else _distinct([*lots, *_latest(past)], SHOWN)


def _latest(statement: Select[Lot]) -> list[Lot]:
    return list(db.session.scalars(statement.order_by(Lot.id.desc()).limit(READ)))


def _distinct(lots: Iterable[Lot], most: int) -> list[Lot]:
    """The first of each name and unit, however its letters and accents are written."""
    found: dict[tuple[str, str], Lot] = {}
    for lot in lots:
        found.setdefault((fold(lot.designation), lot.unit), lot)
    return list(found.values())[:most]
