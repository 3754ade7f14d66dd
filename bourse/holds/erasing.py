"""Forgetting visitors: names, addresses and telephones of holds go once nobody needs them.

What was held stays, without a name, for the figures: codes, lots, quantities and moments. Whatever
else speaks of a hold (the record of changes, the journal) says its code alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update

from bourse.db import db
from bourse.editions.models import Edition
from bourse.holds.models import Hold

AFTER_EDITION = timedelta(days=30)
"""How long after an edition's last day its visitors can still be asked about what they held."""
AFTER_LAPSE = timedelta(days=1)
"""How long an address that was never confirmed is kept once its hold has lapsed."""
AT_ONCE = 500
"""Holds erased in one transaction."""
PERSONAL = ("name", "search_name", "mail", "phone", "network", "cancel_reason")
"""The columns that say who a visitor is, and what was typed for them."""

_KEPT = Hold.erased_at.is_(None)
_NEVER_CONFIRMED = Hold.confirmed_at.is_(None)


def next_erasure() -> datetime | None:
    """When the personal data of some hold is due to go; None while none is kept."""
    lapsed = db.session.scalar(select(func.min(Hold.expires_at)).where(_KEPT, _NEVER_CONFIRMED))
    moments = [edition.over_at + AFTER_EDITION for edition in _editions()]
    return min([*moments, *([lapsed + AFTER_LAPSE] if lapsed else [])], default=None)


def due_for_erasure(at: datetime) -> Sequence[str]:
    """Codes of the holds whose personal data is due to go at this moment, `AT_ONCE` at most."""
    over = [one.id for one in _editions() if one.over_at + AFTER_EDITION <= at]
    lapsed = and_(_NEVER_CONFIRMED, Hold.expires_at <= at - AFTER_LAPSE)
    due = select(Hold.code).where(_KEPT, or_(Hold.edition_id.in_(over), lapsed))
    return db.session.scalars(due.order_by(Hold.id).limit(AT_ONCE)).all()


def erase(codes: Sequence[str], at: datetime) -> None:
    """Forget who made the holds of these codes, at this moment."""
    nothing = dict.fromkeys(PERSONAL) | {"erased_at": at}
    db.session.execute(update(Hold).where(Hold.code.in_(codes)).values(nothing))


def _editions() -> Sequence[Edition]:
    """Those of which personal data is kept."""
    kept = select(Hold.id).where(Hold.edition_id == Edition.id, _KEPT)
    return db.session.scalars(select(Edition).where(kept.exists())).all()
