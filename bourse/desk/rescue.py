"""A dead tablet's facts from a file: read, looked at, then recorded through the same door.

Each fact counts once, whatever was sent
before and whatever the tablet sends when it comes back. A server that was restored from an older
backup may know the till and not the tablet: it is written down as ended, and a person judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from bourse.db import db
from bourse.desk.rescue_file import Rescue, by_series
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.journal.chain import canonical
from bourse.journal.models import JournalEntry
from bourse.people.actor import Actor
from bourse.tills.facts import Reversed, Sold, TillFact
from bourse.tills.models import Enrolment, Till
from bourse.tills.queries import devices_by_series
from bourse.tills.reading import UnreadableError, plain, read
from bourse.tills.service import record_ended
from bourse.values import Money

SLICE = 50
"""Facts in one transaction: other tills sell meanwhile."""
_LOOKED_UP = 500
_SERIES = re.compile(r"(C[1-9][0-9]{0,3})([a-z]{1,3})")
"""A till's code and its device's letter; one of four leaves no room for the next."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class SeriesFound:
    """One device's facts in the file. `receipts` are the new sales and reversals, with their total.

    `known` are in the journal already; `differing` are there with other content, and `damaged`
    cannot be read: both stay on the desk. Without `enrolment_id`, the edition has no such device:
    `is_forgotten` when it could have had it, on the till `till_id`.
    """

    series: str
    enrolment_id: int | None
    till_id: int | None
    is_revoked: bool
    facts: int
    new: int
    known: int
    differing: int
    damaged: int
    receipts: int
    total: Money

    @property
    def is_forgotten(self) -> bool:
        """Whether the server knows the till and not this device of it, which made something."""
        is_there = self.till_id is not None and self.facts > self.damaged
        return is_there and self.enrolment_id is None


def look_at(edition: Edition, rescue: Rescue) -> list[SeriesFound]:
    """What recording the file would do, series by series; raises `rescue_foreign`."""
    if rescue.edition not in (None, edition.slug):
        raise BourseError("rescue_foreign", field="file", edition=rescue.edition)
    devices, tills = devices_by_series(edition.id), _tills(edition.id)
    return [
        _look(series, facts, devices.get(series), tills.get(_till_code(series)))
        for series, facts in by_series(rescue).items()
    ]


def take_in(edition: Edition, rescue: Rescue, *, by: Actor) -> None:
    """Write down the devices of the file that the server has forgotten, inside `transaction()`."""
    for found in look_at(edition, rescue):
        if found.is_forgotten:
            letter = found.series.removeprefix(_till_code(found.series))
            record_ended(db.session.get_one(Till, found.till_id), letter, by=by)


def deliveries(edition: Edition, rescue: Rescue) -> Iterator[tuple[Enrolment, Sequence[object]]]:
    """The facts to record, a slice at a time: each in a transaction of its own.

    What is damaged goes with the device whose file it is, so that the desk keeps its bytes.
    """
    for found in look_at(edition, rescue):
        if found.enrolment_id is None:
            continue
        facts = by_series(rescue)[found.series]
        for part in _slices(facts, SLICE):
            yield db.session.get_one(Enrolment, found.enrolment_id), part


def _slices(facts: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for begin in range(0, len(facts), size):
        yield facts[begin : begin + size]


def _tills(edition_id: int) -> dict[str, int]:
    wanted = select(Till).where(Till.edition_id == edition_id)
    return {one.code: one.id for one in db.session.scalars(wanted)}


def _till_code(series: str) -> str:
    """C2 of C2b; nothing of what is no series."""
    named = _SERIES.fullmatch(series)
    return named[1] if named else ""


def _look(
    series: str, facts: Sequence[object], device: Enrolment | None, till_id: int | None
) -> SeriesFound:
    readable = [fact for fact in map(_read, facts) if fact is not None]
    payloads = _recorded([fact.fact_id for fact in readable])
    known = [fact for fact in readable if fact.fact_id in payloads]
    same = [fact for fact in known if payloads[fact.fact_id] == canonical(fact.payload())]
    new = [fact for fact in readable if fact.fact_id not in payloads]
    totals = [fact.total_cents for fact in new if isinstance(fact, Sold | Reversed)]
    return SeriesFound(
        series=plain(series[:12]),
        enrolment_id=device.id if device else None,
        till_id=till_id,
        is_revoked=bool(device and device.revoked_at),
        facts=len(facts),
        new=len({fact.fact_id for fact in new}),
        known=len(same),
        differing=len(known) - len(same),
        damaged=len(facts) - len(readable),
        receipts=len(totals),
        total=Money(sum(totals)),
    )


def _read(fact: object) -> TillFact | None:
    try:
        return read(fact)
    except UnreadableError:
        return None


def _recorded(fact_ids: Sequence[str]) -> Mapping[str, str]:
    """The payloads that the journal has of these facts."""
    found: dict[str, str] = {}
    for part in _slices(fact_ids, _LOOKED_UP):
        rows = db.session.execute(
            select(JournalEntry.fact_id, JournalEntry.payload).where(JournalEntry.fact_id.in_(part))
        )
        found |= {row.fact_id: row.payload for row in rows}
    return found
