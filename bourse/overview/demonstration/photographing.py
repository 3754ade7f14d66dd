"""Photos of the demonstration's lots: drawn by their category, as their exhibitors took them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.overview.demonstration.drawing import draw
from bourse.people.actor import Actor
from bourse.photos.files import KeptPhoto, PhotoFiles
from bourse.photos.lot_photos import add_photo
from bourse.photos.pictures import pictures_of

MOST = 30
"""Lots that have photos: those that a visitor sees first; drawing them takes about a second."""
TWICE = 4
"""How many of them were photographed from two sides."""
THREADS = 2


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo to draw: of which lot, and which one of it."""

    lot_id: int
    category: str
    number: int


def to_photograph() -> list[Shot]:
    """Lots on sale that came last and are not sold out, which lists show first."""
    lots = db.session.execute(
        select(Lot.id, Lot.category_code)
        .join(Lot.stock)
        .where(Lot.status == LotStatus.OFFERED)
        .where(Lot.quantity_milli > Stock.sold_milli + Stock.removed_milli)
        .order_by(Lot.id.desc())
        .limit(MOST)
    ).all()
    first = [Shot(lot_id, category, 1) for lot_id, category in lots]
    return first + [Shot(shot.lot_id, shot.category, 2) for shot in first[:TWICE]]


def take(shots: Sequence[Shot], files: PhotoFiles) -> dict[Shot, KeptPhoto]:
    """Draw them and write their files; outside of any transaction."""

    def taken(shot: Shot) -> KeptPhoto:
        return files.keep(pictures_of(draw(shot.category, shot.lot_id * 10 + shot.number)))

    with ThreadPoolExecutor(THREADS) as threads:
        return dict(zip(shots, threads.map(taken, shots), strict=True))


def hang(taken: Mapping[Shot, KeptPhoto], *, by: Actor) -> None:
    """Give each lot its photos."""
    for shot, kept in taken.items():
        add_photo(db.session.get_one(Lot, shot.lot_id), str(uuid.uuid4()), kept, by=by)
