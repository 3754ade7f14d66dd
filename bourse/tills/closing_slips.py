"""The slip of a session: its row, what was sold, moved and counted, and whose till it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bourse.db import db
from bourse.editions.models import Edition, Site
from bourse.journal.models import EntryKind, JournalEntry
from bourse.people.models import Organisation
from bourse.tills.models import PaymentMode, Till
from bourse.tills.projections import (
    CashMovement,
    ReceiptCopy,
    Sale,
    SessionCount,
)
from bourse.tills.sessions import SessionRow, session_row, taken_by_mode
from bourse.values import Money


@dataclass(frozen=True, slots=True)
class Movement:
    """Cash put in, or taken out when below zero."""

    at: datetime
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class Coin:
    """How many coins or notes of one value were counted."""

    value: Money
    count: int


@dataclass(frozen=True, slots=True)
class ClosingSlip:
    """All that a session's slip says."""

    edition: str
    is_fictional: bool
    currency: str
    timezone: str
    organiser: str
    organiser_siret: str | None
    site: str
    till: str
    row: SessionRow
    sold: Mapping[PaymentMode, Money]
    total: Money
    sales: int
    reversals: int
    copies: int
    movements: tuple[Movement, ...]
    coins: tuple[Coin, ...]


def closing_slip(edition_id: int, uuid: str) -> ClosingSlip:
    """The slip of a session of the edition, closed or not; raises `session_unknown`."""
    row = session_row(edition_id, uuid)
    edition = db.session.get_one(Edition, edition_id)
    house = db.session.get(Organisation, 1)
    sales, reversals = _receipts(uuid)
    sold = taken_by_mode(uuid)
    return ClosingSlip(
        edition=edition.name,
        is_fictional=edition.is_fictional,
        currency=edition.currency,
        timezone=edition.timezone,
        organiser=house.name if house else edition.name,
        organiser_siret=house.siret if house else None,
        site=_site(edition_id, row.series),
        till=row.series,
        row=row,
        sold=sold,
        total=sum(sold.values(), Money(0)),
        sales=sales,
        reversals=reversals,
        copies=db.session.scalar(select(func.count()).where(ReceiptCopy.session_uuid == uuid)) or 0,
        movements=_movements(uuid),
        coins=_coins(uuid),
    )


def _site(edition_id: int, series: str) -> str:
    number = int("".join(character for character in series if character.isdigit()))
    site = db.session.scalars(
        select(Site)
        .join(Till, Till.site_id == Site.id)
        .where(Till.edition_id == edition_id, Till.number == number)
    ).one()
    return ", ".join(part for part in (site.name, site.town) if part)


def _receipts(uuid: str) -> tuple[int, int]:
    """How many sales, and how many reversals."""
    row = db.session.execute(
        select(func.count().label("receipts"), func.count(Sale.reverses).label("reversals")).where(
            Sale.session_uuid == uuid
        )
    ).one()
    return row.receipts - row.reversals, row.reversals


def _movements(uuid: str) -> tuple[Movement, ...]:
    return tuple(
        Movement(one.happened_at, Money(one.amount_cents), one.reason)
        for one in db.session.scalars(
            select(CashMovement).where(CashMovement.session_uuid == uuid).order_by(CashMovement.seq)
        )
    )


def _coins(uuid: str) -> tuple[Coin, ...]:
    """What the cashier counted, as the journal has it: the largest first."""
    payload = db.session.scalar(
        select(JournalEntry.payload)
        .join(SessionCount, SessionCount.seq == JournalEntry.seq)
        .where(SessionCount.session_uuid == uuid, JournalEntry.kind == EntryKind.SESSION_CLOSED)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    coins = json.loads(payload).get("coins", []) if payload else []
    return tuple(
        Coin(Money(coin["value_cents"]), coin["count"])
        for coin in sorted(coins, key=lambda coin: -coin["value_cents"])
    )
