"""The record of administrative changes as a person reads it: who did what, to whom, when."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from bourse.db import db
from bourse.editions.models import Edition, Site
from bourse.exhibitors.models import Exhibitor
from bourse.holds.models import Hold
from bourse.lots.models import Lot
from bourse.people.models import AdminEvent, Company, User
from bourse.tills.models import Cashier, Till
from bourse.values import Page
from bourse.values.page import number_after

PAGE = 50

NAMES: dict[str, InstrumentedAttribute[str]] = {
    "user": User.name,
    "company": Company.name,
    "edition": Edition.name,
    "site": Site.name,
    "exhibitor": Exhibitor.code,
    "hold": Hold.code,
    "lot": Lot.designation,
    "till": Till.name,
    "cashier": Cashier.code,
}
"""Where the name of a subject stands, by its kind."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `who` is empty for the software itself, `name` for what is gone or unnamed."""

    id: int
    at: datetime
    who: str
    verb: str
    kind: str
    key: str
    name: str
    details: tuple[tuple[str, str], ...]


def changes(*, after: str | None = None, size: int = PAGE) -> Page[Change]:
    """Changes, the latest first; `after` is the id of the last one seen."""
    wanted = select(AdminEvent, User.name).outerjoin(User, User.id == AdminEvent.user_id)
    if seen := number_after(after):
        wanted = wanted.where(AdminEvent.id < seen)
    rows = db.session.execute(wanted.order_by(AdminEvent.id.desc()).limit(size + 1)).all()
    names = _names([event.subject for event, _who in rows])
    return Page.of(
        [_change(event, who or "", names.get(event.subject, "")) for event, who in rows],
        size,
        lambda change: change.id,
    )


def _change(event: AdminEvent, who: str, name: str) -> Change:
    kind, _colon, key = event.subject.partition(":")
    details = json.loads(event.details) if event.details else {}
    said = tuple((label, str(value)) for label, value in details.items() if value is not None)
    return Change(event.id, event.at, who, event.verb, kind, key, name, said)


def _names(subjects: Sequence[str]) -> dict[str, str]:
    """What the subjects are called today, one query a kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        kind, _colon, key = subject.partition(":")
        if kind in NAMES and key.isdecimal():
            ids[kind].add(int(key))
    found = {}
    for kind, wanted in ids.items():
        key_of = NAMES[kind].class_.id
        for key, name in db.session.execute(select(key_of, NAMES[kind]).where(key_of.in_(wanted))):
            found[f"{kind}:{key}"] = name
    return found
