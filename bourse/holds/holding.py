"""Use cases of holds: asking for lots, confirming from the mail, cancelling, collecting.

Each moves the catalogue's revision first. Tills read anew what is held, and its counter is the
lock: whoever moves lots of an edition, a sale too, waits there for the one before. So what was free
is read and taken with nobody in between, and the last piece goes to one visitor only.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.holds.held import is_open
from bourse.holds.keeping import kept_until, may_hold, unconfirmed_until
from bourse.holds.mailbox import in_mailbox
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.holds.wanting import check_wanted, free_lots
from bourse.journal.chain import sha256
from bourse.lots.models import Lot
from bourse.lots.revision import touch_ids
from bourse.lots.set_apart import CHANCE, new_code
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.people.service import normalise_email
from bourse.values import Quantity
from bourse.values.plain import plain, plain_line

MOST_OPEN = 3
"""Open holds a mailbox may have in one edition."""
MOST_UNCONFIRMED = 5
"""Holds of one edition that may wait for their confirmation at once, asked for from one network.

A hall's Wi-Fi is one network, a telephone company's masts are another: it is more than a family
asks for in half an hour, and too little to empty a catalogue with invented addresses.
"""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for lots; the phone may be empty.

    `network` is a digest of where the request came from, empty for who needs no bound; `language`
    is the one in which they read, and are written to.
    """

    name: str
    mail: str
    phone: str = ""
    network: str = ""
    language: str = "fr"

    def __post_init__(self) -> None:
        """Keep of it what people see, wherever it was typed or pasted from."""
        for field in fields(self):
            seen = plain_line(getattr(self, field.name))
            object.__setattr__(self, field.name, " ".join(seen.split()))


def hold(
    edition: Edition,
    wanted: Mapping[str, Quantity],
    visitor: Visitor,
    *,
    token: str | None = None,
    chance: random.Random = CHANCE,
) -> tuple[Hold, str]:
    """Keep lots, by code, until the visitor confirms; gives the hold and the token of its link.

    A `token` that a hold has already is the same form sent twice: `hold_asked`. Raises `hold_off`
    where the edition keeps none (any more), what `check_wanted` raises, `hold_crowded` (maximum)
    where too many wait already, and last `hold_many` (maximum), which only the address may be told.
    """
    token = token or secrets.token_urlsafe(24)
    if not may_hold(edition, now()):
        raise BourseError("hold_off")
    mail = normalise_email(visitor.mail)
    touch_ids(edition.id, _ids(edition, wanted))
    if db.session.scalar(select(Hold.id).where(Hold.token_hash == sha256(token))) is not None:
        raise BourseError("hold_asked")
    at = now()
    found = free_lots(edition.id, wanted, at)
    check_wanted(found, wanted)
    _check_limits(edition, mail, visitor.network, at)
    made = Hold(
        code=new_code("H", _is_taken, chance),
        edition=edition,
        token_hash=sha256(token),
        name=visitor.name,
        mail=mail,
        phone=visitor.phone or None,
        network=visitor.network or None,
        language=visitor.language,
        created_at=at,
        expires_at=unconfirmed_until(edition, at),
        lines=[
            HoldLine(position=position, lot=found[code].lot, quantity_milli=quantity.milli)
            for position, (code, quantity) in enumerate(wanted.items(), start=1)
        ],
    )
    db.session.add(made)
    db.session.flush()
    return made, token


def confirm(held: Hold) -> bool:
    """The visitor opened the mail and pressed the button; whether it was the first time.

    Raises `hold_expired`, `hold_cancelled` (reason) or `hold_collected` where it is too late, and
    `hold_off` where the edition keeps nothing any more.
    """
    at = reread(held)
    if still_open(held, at) is not HoldState.UNCONFIRMED:
        return False
    if not may_hold(held.edition, at):
        raise BourseError("hold_off")
    held.confirmed_at, held.expires_at = at, kept_until(held.edition, at)
    held.network = None
    db.session.flush()
    return True


def cancel(held: Hold, *, by: Actor, reason: str | None = None) -> bool:
    """Let the goods go; `reason` is what the house tells the visitor. Gives whether it was now.

    Raises `hold_collected`, and `hold_expired` where they are free already.
    """
    at = reread(held)
    if held.state_at(at) is HoldState.CANCELLED:
        return False
    still_open(held, at)
    held.cancelled_at, held.cancel_reason = at, plain(reason).strip() if reason else None
    db.session.flush()
    note(by, "hold.cancel", f"hold:{held.id}", code=held.code)
    return True


def collected(held: Hold, fact_id: str | None, at: datetime | None) -> None:
    """A till gave its goods out by this sale, expired or not; None: all of it was given back."""
    reread(held)
    held.collected_at, held.collected_by = at, fact_id
    db.session.flush()


def reread(held: Hold) -> datetime:
    """Take the lock, then read the hold as it is now; gives the moment."""
    touch_ids(held.edition_id, [line.lot_id for line in held.lines])
    db.session.refresh(held, with_for_update={"of": Hold})
    return now()


def still_open(held: Hold, at: datetime) -> HoldState:
    """Its state while it keeps its goods.

    Raises `hold_expired`, `hold_cancelled` (reason) or `hold_collected` where it does no more.
    """
    state = held.state_at(at)
    if state is HoldState.CANCELLED:
        raise BourseError("hold_cancelled", reason=held.cancel_reason or "")
    if state in (HoldState.EXPIRED, HoldState.COLLECTED):
        raise BourseError(f"hold_{state.value}")
    return state


def _ids(edition: Edition, wanted: Mapping[str, Quantity]) -> Sequence[int]:
    return db.session.scalars(
        select(Lot.id).where(Lot.edition_id == edition.id, Lot.code.in_(wanted))
    ).all()


def _check_limits(edition: Edition, mail: str, network: str, at: datetime) -> None:
    waiting = and_(Hold.network == network, Hold.confirmed_at.is_(None))
    if network and _count(edition, at, waiting) >= MOST_UNCONFIRMED:
        raise BourseError("hold_crowded", maximum=MOST_UNCONFIRMED)
    if _count(edition, at, in_mailbox(mail)) >= MOST_OPEN:
        raise BourseError("hold_many", maximum=MOST_OPEN)


def _count(edition: Edition, at: datetime, wanted: ColumnElement[bool]) -> int:
    asked = select(func.count()).select_from(Hold)
    return db.session.scalar(asked.where(Hold.edition_id == edition.id, is_open(at), wanted)) or 0


def _is_taken(code: str) -> bool:
    return db.session.scalar(select(Hold.id).where(Hold.code == code)) is not None
