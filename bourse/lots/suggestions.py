"""Lots that someone may be about to write again: their firm's own, and those of past editions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select

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
"""Lots read to find so many that differ; who writes the same name more often finds fewer."""


def own_designations(company_id: int) -> list[Lot]:
    """The firm's latest lots of each name, in any edition, the latest first; at most `KNOWN`."""
    return _distinct(_read(_own(company_id)), KNOWN)


def similar_lots(company_id: int, text: str) -> list[Lot]:
    """Lots whose words begin like those of `text`: the firm's first, then past editions' of others.

    At most `SHOWN`, each name once, among the firm's latest `READ` that match and as many of past
    editions; past lots are those the public has seen. None of no text.
    """
    found = matches(text)
    if found is None:
        return []
    lots = _distinct(_read(_own(company_id).where(found)), SHOWN)
    if len(lots) == SHOWN:
        return lots
    return _distinct([*lots, *_read(_past().where(found))], SHOWN)


def _own(company_id: int) -> Select[Any]:
    own = select(Exhibitor.id).where(Exhibitor.company_id == company_id)
    return select(Lot.id).where(Lot.exhibitor_id.in_(own))


def _past() -> Select[Any]:
    """Lots of past editions that were shown, by their newest.

    The edition that is being written is the newest of all, often with hundreds that match: the walk
    along the ids begins below it.
    """
    closed = select(Edition.id).where(Edition.status == EditionStatus.CLOSED)
    last = select(func.max(Lot.id)).where(Lot.edition_id.in_(closed)).scalar_subquery()
    return select(Lot.id).where(
        Lot.edition_id.in_(closed), Lot.id <= last, Lot.status != LotStatus.DRAFT
    )


def _latest(ids: Select[Any]) -> Select[Any]:
    return ids.order_by(Lot.id.desc()).limit(READ)


def _read(ids: Select[Any]) -> list[Lot]:
    """The latest of these lots: they are chosen by the index, and only so many are read whole."""
    chosen = _latest(ids).subquery()
    whole = select(Lot).where(Lot.id.in_(select(chosen.c.id))).order_by(Lot.id.desc())
    return list(db.session.scalars(whole))


def _distinct(lots: Iterable[Lot], most: int) -> list[Lot]:
    """The first of each name and unit, however its letters and accents are written."""
    found: dict[tuple[str, str], Lot] = {}
    for lot in lots:
        found.setdefault((fold(lot.designation), lot.unit), lot)
    return list(found.values())[:most]
