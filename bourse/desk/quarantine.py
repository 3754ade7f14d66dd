"""What a revoked device made: it waits for a person, who has it recorded after all or left out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.inbox import REVOKED, RefusedFact, Verdict
from bourse.tills.models import Enrolment, Till
from bourse.tills.recording import Result, record
from bourse.values import Money

MOST = 5_000
"""How many waiting facts are looked at: more than a device sells in an edition."""
SLICE = 50
"""Facts judged in one transaction: other tills sell meanwhile."""


@dataclass(frozen=True, slots=True)
class Held:
    """A revoked device's facts that wait; `receipts` and `total` count its sales and reversals."""

    enrolment_id: int
    series: str
    revoked_at: datetime | None
    facts: int
    receipts: int
    total: Money
    first_at: datetime
    last_at: datetime


def held(edition_id: int) -> list[Held]:
    """The devices of an edition whose facts wait for a verdict, by series."""
    waiting: dict[int, list[dict[str, object]]] = defaultdict(list)
    for refused in db.session.scalars(_waiting(edition_id).limit(MOST)):
        waiting[refused.enrolment_id].append(_read(refused.content))
    devices = db.session.scalars(select(Enrolment).where(Enrolment.id.in_(waiting)))
    return sorted((_held(one, waiting[one.id]) for one in devices), key=lambda row: row.series)


def waiting_ids(edition_id: int, enrolment_id: int) -> Iterator[Sequence[int]]:
    """The waiting facts of a device, a slice at a time, in the order it made them."""
    rows = db.session.scalars(
        _waiting(edition_id).where(RefusedFact.enrolment_id == enrolment_id).limit(MOST)
    ).all()
    ids = [row.id for row in sorted(rows, key=lambda row: (_number(row.content), row.id))]
    for begin in range(0, len(ids), SLICE):
        yield ids[begin : begin + SLICE]


def judge(edition_id: int, ids: Sequence[int], verdict: Verdict, *, by: Actor) -> int:
    """Record facts of the quarantine as they are, or leave them out; gives how many were judged.

    What cannot be recorded even so is refused again, with its reason, and stays on the desk. Raises
    `case_unknown` when one is of another edition, `case_not_held` when it waits for no verdict.
    """
    judged = 0
    for refused_id in ids:
        refused = db.session.get(RefusedFact, refused_id)
        device = refused and db.session.get_one(Enrolment, refused.enrolment_id)
        if not refused or not device or device.till.edition_id != edition_id:
            raise BourseError("case_unknown")
        if refused.reason != REVOKED:
            raise BourseError("case_not_held")
        if refused.seen_at is not None:
            continue
        refused.seen_at, refused.verdict, judged = now(), verdict, judged + 1
        if verdict is Verdict.RECORDED:
            fact = json.loads(refused.content)
            recording = record(device, [fact], is_heard=False, is_judged=True)
            if recording.outcomes[0].result is Result.REFUSED:
                refused.verdict = None
        note(
            by,
            f"refused_fact.{verdict.value}",
            f"refused_fact:{refused.id}",
            series=device.series,
        )
    return judged


def _waiting(edition_id: int) -> Select[RefusedFact]:
    return (
        select(RefusedFact)
        .join(Enrolment)
        .join(Till)
        .where(
            Till.edition_id == edition_id,
            RefusedFact.reason == REVOKED,
            RefusedFact.seen_at.is_(None),
        )
        .order_by(RefusedFact.id)
    )


def _held(device: Enrolment, facts: Sequence[dict[str, object]]) -> Held:
    cents = [fact["total_cents"] for fact in facts if fact.get("kind") in ("sale", "reversal")]
    moments = sorted(datetime.fromisoformat(str(fact["happened_at"])) for fact in facts)
    return Held(
        enrolment_id=device.id,
        series=device.series,
        revoked_at=device.revoked_at,
        facts=len(facts),
        receipts=len(cents),
        total=Money(sum(int(str(one)) for one in cents)),
        first_at=moments[0],
        last_at=moments[-1],
    )


def _read(content: str) -> dict[str, object]:
    """A quarantined fact: its shape was checked before it was held."""
    fact: dict[str, object] = json.loads(content)
    return fact


def _number(content: str) -> int:
    return int(str(_read(content)["till_seq"]))
