"""Reading what comes in: how far each exhibitor is, and its announced lots one by one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.lots import search
from bourse.lots.models import Lot, LotStatus
from bourse.people.folding import fold
from bourse.people.models import Company
from bourse.reception.awaiting import comes_in
from bourse.reception.models import LotReception, ReceptionState
from bourse.reception.ticking import receptions
from bourse.values import LotCode

AWAITED = "awaited"
"""The answer of a lot of which nothing was said yet."""
MOST = 1_000
"""Lots of one exhibitor that a page shows; the largest bring some hundred."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An exhibitor who brings goods, and what became of its announced lots.

    Of one without a stand nobody knows yet to which site.
    """

    code: str
    company: str
    has_stand: bool
    announced: int
    received: int
    refused: int
    absent: int

    @property
    def left(self) -> int:
        """Lots of which nothing was said yet."""
        return self.announced - self.received - self.refused - self.absent


@dataclass(frozen=True, slots=True)
class AnnouncedLot:
    """A lot that is to come, with what was said of it."""

    lot: Lot
    reception: LotReception | None

    @property
    def state(self) -> ReceptionState | None:
        """What became of it; None until somebody says."""
        return self.reception.state if self.reception else None

    @property
    def answer(self) -> str:
        """The same as a word, `AWAITED` until somebody says."""
        return self.state or AWAITED


def coming(edition_id: int, *, text: str = "") -> list[Coming]:
    """Who brings goods to the sites that receive, by code; `text` is in the firm or its code."""
    stands = select(Stand.id).where(Stand.exhibitor_id == Exhibitor.id)
    rows = db.session.execute(
        select(
            Exhibitor.code,
            Company.name,
            stands.correlate(Exhibitor).exists(),
            func.count(),
            func.count().filter(LotReception.state == ReceptionState.RECEIVED),
            func.count().filter(LotReception.state == ReceptionState.REFUSED),
            func.count().filter(LotReception.state == ReceptionState.ABSENT),
        )
        .select_from(Lot)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .outerjoin(LotReception, LotReception.lot_id == Lot.id)
        .where(Lot.edition_id == edition_id, Lot.status == LotStatus.OFFERED, comes_in())
        .group_by(Exhibitor.id, Exhibitor.code, Company.name)
        .order_by(Exhibitor.id)
    )
    wanted = fold(text).split()
    found = [Coming(*row) for row in rows]
    return [one for one in found if _has(one, wanted)]


def announced(exhibitor: Exhibitor, *, text: str = "") -> list[AnnouncedLot]:
    """The exhibitor's lots that are to come, by designation; `text` searches them."""
    wanted = select(Lot).where(
        Lot.exhibitor_id == exhibitor.id, Lot.status == LotStatus.OFFERED, comes_in()
    )
    if (condition := search.matches(text)) is not None:
        wanted = wanted.where(condition)
    lots = db.session.scalars(
        wanted.options(joinedload(Lot.category)).order_by(Lot.search_words, Lot.id).limit(MOST)
    ).all()
    said = receptions(lots)
    return [AnnouncedLot(lot, said.get(lot.id)) for lot in lots]


def batch_of(exhibitor: Exhibitor, batch: str) -> list[Lot]:
    """The exhibitor's lots that were ticked in this one tap and still say so."""
    return list(
        db.session.scalars(
            select(Lot)
            .join(LotReception, LotReception.lot_id == Lot.id)
            .where(Lot.exhibitor_id == exhibitor.id, LotReception.batch == batch)
        )
    )


def scanned(edition: Edition, text: str) -> Lot:
    """The lot of a label as scanned or typed: its code, or the address that its QR says.

    Raises `lot_unknown`.
    """
    try:
        code = LotCode.parse(text)
    except BourseError as error:
        raise BourseError("lot_unknown") from error
    lot = db.session.scalar(
        select(Lot).where(Lot.edition_id == edition.id, Lot.code == code.compact)
    )
    if lot is None:
        raise BourseError("lot_unknown")
    return lot


def _has(one: Coming, words: list[str]) -> bool:
    said = fold(f"{one.company} {one.code}")
    return all(word in said for word in words)
