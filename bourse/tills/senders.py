"""Who delivers: the device behind a token, in one row, for the door that is knocked at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, select, update

from bourse.clock import now
from bourse.db import core, db, table_of
from bourse.editions.models import Edition
from bourse.holds.models import Hold
from bourse.prepared import Prepared
from bourse.tills.models import Enrolment, Till, series_name

SEEN_EVERY = timedelta(seconds=30)
"""How exactly it is known when a device last spoke: not every sale writes it."""


@dataclass(frozen=True, slots=True)
class Sender:
    """An enrolled device: its series (C2b), where its till stands, and what its cashiers may do.

    `has_holds`: visitors have reserved lots of its edition; where none has, no sale looks for any.
    """

    id: int
    series: str
    edition_id: int
    edition: str
    site_id: int
    cashier_markdown_bp: int
    has_holds: bool
    revoked_at: datetime | None
    last_seen_at: datetime | None


_SENDERS = (
    select(
        Enrolment.id,
        Till.number,
        Enrolment.letter,
        Till.edition_id,
        Edition.slug,
        Till.site_id,
        Edition.cashier_markdown_bp,
        exists().where(Hold.edition_id == Till.edition_id),
        Enrolment.revoked_at,
        Enrolment.last_seen_at,
    )
    .join(Till, Till.id == Enrolment.till_id)
    .join(Edition, Edition.id == Till.edition_id)
)
_BY_TOKEN = Prepared(_SENDERS.where(Enrolment.token_hash == bindparam("token_hash")))
_BY_ID = Prepared(_SENDERS.where(Enrolment.id == bindparam("enrolment_id")))
_met: set[str] = set()
"""Hashes of the tokens that devices have shown to this process: no more than there are devices."""
_SEEN = (
    update(table_of(Enrolment))
    .where(table_of(Enrolment).c.id == bindparam("enrolment_id"))
    .values(last_seen_at=bindparam("seen_at"))
)


def is_known(token_hash: str) -> bool:
    """Whether a device holds the bearer token of this hash, revoked or not; writes nothing.

    Who was met is not looked up again: `sender_with` does, where it counts.
    """
    if token_hash not in _met:
        with db.engine.connect() as connection:
            if _BY_TOKEN.first(connection, token_hash=token_hash) is None:
                return False
        _met.add(token_hash)
    return True


def sender_with(token_hash: str) -> Sender | None:
    """The device that holds this token as it stands now, for who decides in `transaction()`."""
    row = _BY_TOKEN.first(core(), token_hash=token_hash)
    if row is None:
        _met.discard(token_hash)
    return _sender(row) if row else None


def sender_again(enrolment_id: int) -> Sender:
    """A device as it stands now, for who decides inside `transaction()`."""
    row = _BY_ID.first(core(), enrolment_id=enrolment_id)
    if row is None:
        raise LookupError(f"no enrolment {enrolment_id}")
    return _sender(row)


def _sender(row: tuple[Any, ...]) -> Sender:
    enrolment_id, number, letter, *rest = row
    return Sender(enrolment_id, series_name(number, letter), *rest)


def seen(sender: Sender) -> None:
    """Note that the device spoke, unless that was noted a moment ago."""
    if not seen_lately(sender, now()):
        core().execute(_SEEN, {"enrolment_id": sender.id, "seen_at": now()})


def seen_lately(sender: Sender, at: datetime) -> bool:
    """Whether it was noted a moment before `at`, or after: clocks are set back too."""
    last = sender.last_seen_at
    return last is not None and abs(at - last) < SEEN_EVERY
