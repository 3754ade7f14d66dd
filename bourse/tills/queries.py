"""Reading tills: the devices behind a token, the tills and cashiers of an edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.sql.expression import Select

from bourse.db import db
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.journal.chain import sha256
from bourse.journal.models import JournalEntry
from bourse.tills.models import Cashier, Enrolment, PaymentMode, Till

MOST_TILLS = 100


def enrolment_of(token: str) -> Enrolment | None:
    """The enrolment that holds this bearer token, revoked or not."""
    return db.session.scalar(select(Enrolment).where(Enrolment.token_hash == sha256(token)))


def devices_by_series(edition_id: int) -> dict[str, Enrolment]:
    """Every device that an edition's tills had, and the desk's own series, by what receipts say."""
    wanted = select(Enrolment).join(Till).where(Till.edition_id == edition_id)
    return {one.series: one for one in db.session.scalars(wanted)}


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device of a till, or a code that waits for one until `code_expires_at`."""

    id: int
    series: str
    created_at: datetime
    code_expires_at: datetime | None
    enrolled_at: datetime | None
    revoked_at: datetime | None
    last_seen_at: datetime | None
    facts: int


@dataclass(frozen=True, slots=True)
class TillRow:
    """A till with its devices, newest first."""

    id: int
    code: str
    name: str
    site: str
    modes: tuple[PaymentMode, ...]
    retired_at: datetime | None
    devices: tuple[DeviceRow, ...]


def tills_of(edition_id: int) -> list[TillRow]:
    """Every till of the edition by number (a hall has a handful), retired ones too."""
    facts = _facts_by_series(edition_id)
    devices: dict[int, list[DeviceRow]] = {}
    for one in db.session.scalars(
        select(Enrolment)
        .join(Till)
        .where(Till.edition_id == edition_id, Enrolment.is_paper.is_(False))
        .order_by(Enrolment.id.desc())
    ):
        devices.setdefault(one.till_id, []).append(
            DeviceRow(
                id=one.id,
                series=one.series,
                created_at=one.created_at,
                code_expires_at=one.code_expires_at,
                enrolled_at=one.enrolled_at,
                revoked_at=one.revoked_at,
                last_seen_at=one.last_seen_at,
                facts=facts.get(one.series, 0),
            )
        )
    tills = db.session.scalars(
        select(Till).where(Till.edition_id == edition_id).order_by(Till.number)
    )
    return [
        TillRow(
            id=till.id,
            code=till.code,
            name=till.name,
            site=till.site.name,
            modes=till.modes,
            retired_at=till.retired_at,
            devices=tuple(devices.get(till.id, ())),
        )
        for till in tills
    ]


@dataclass(frozen=True, slots=True)
class TillInUse:
    """A till where a device may be enrolled today."""

    id: int
    code: str
    name: str
    site: str
    edition: str


def tills_in_use() -> list[TillInUse]:
    """The tills of the editions not yet closed, latest edition first; a hundred at most."""
    rows = db.session.scalars(
        _in_use().order_by(Edition.starts_on.desc(), Edition.id, Till.number).limit(MOST_TILLS)
    )
    return [
        TillInUse(till.id, till.code, till.name, till.site.name, till.edition.name) for till in rows
    ]


def till_in_use(till_id: int) -> Till:
    """One of them by id; raises `till_unknown`."""
    till = db.session.scalar(_in_use().where(Till.id == till_id))
    if till is None:
        raise BourseError("till_unknown")
    return till


def _in_use() -> Select[Till]:
    return (
        select(Till)
        .join(Edition, Edition.id == Till.edition_id)
        .where(Till.retired_at.is_(None), Edition.status != EditionStatus.CLOSED)
    )


def till_of(edition_id: int, code: str) -> Till:
    """The till that receipts call `code` (C2); raises `till_unknown`."""
    number = int(code[1:]) if code[:1] == "C" and code[1:].isdecimal() else 0
    till = db.session.scalar(
        select(Till).where(Till.edition_id == edition_id, Till.number == number)
    )
    if till is None:
        raise BourseError("till_unknown")
    return till


def device_of(edition_id: int, enrolment_id: int) -> Enrolment:
    """A device of the edition by id; raises `till_unknown`."""
    enrolment = db.session.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.till.edition_id != edition_id or enrolment.is_paper:
        raise BourseError("till_unknown")
    return enrolment


@dataclass(frozen=True, slots=True)
class CashierRow:
    """Someone who sells."""

    id: int
    code: str
    name: str
    is_supervisor: bool
    retired_at: datetime | None


def cashiers_of(edition_id: int) -> list[CashierRow]:
    """Everyone who sells or sold in the edition, in the order they came."""
    return [
        CashierRow(one.id, one.code, one.name, one.is_supervisor, one.retired_at)
        for one in db.session.scalars(
            select(Cashier).where(Cashier.edition_id == edition_id).order_by(Cashier.id)
        )
    ]


def cashier_names(edition_id: int) -> dict[str, str]:
    """The names of everyone who sells or sold, by the code that facts keep of them."""
    return {one.code: one.name for one in cashiers_of(edition_id)}


def cashier_of(edition_id: int, code: str) -> Cashier:
    """The cashier by code (K3); raises `cashier_unknown`."""
    cashier = db.session.scalar(
        select(Cashier).where(Cashier.edition_id == edition_id, Cashier.code == code)
    )
    if cashier is None:
        raise BourseError("cashier_unknown")
    return cashier


def _facts_by_series(edition_id: int) -> dict[str, int]:
    """How many facts each series has delivered."""
    rows = db.session.execute(
        select(JournalEntry.till, func.count())
        .where(JournalEntry.edition_id == edition_id, JournalEntry.till.is_not(None))
        .group_by(JournalEntry.till)
    )
    return {series: count for series, count in rows if series}
