"""Who may give back of a sale alone, and when a supervisor must have approved it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from bourse.db import core
from bourse.journal.models import JournalEntry
from bourse.tills.facts import Reversed
from bourse.tills.models import Cashier
from bourse.tills.projections import Sale

ALONE = timedelta(minutes=5)
"""How long after their own sale a cashier takes it back alone; then a supervisor approves."""
SKEW = timedelta(minutes=1)
"""How far a clock just put right may make the sale the later of both; beyond it was put back."""
_REVERSED = (
    select(Sale.cashier, Sale.happened_at, JournalEntry.till, JournalEntry.till_seq)
    .join(JournalEntry, JournalEntry.seq == Sale.seq)
    .where(Sale.fact_id == bindparam("sale"))
)
_LATER_BETWEEN = (
    select(JournalEntry.seq)
    .where(
        JournalEntry.edition_id == bindparam("edition_id"),
        JournalEntry.till == bindparam("till"),
        JournalEntry.till_seq > bindparam("after"),
        JournalEntry.till_seq < bindparam("before"),
        JournalEntry.happened_at > bindparam("until"),
    )
    .limit(1)
)
_SUPERVISOR = select(Cashier.id).where(
    Cashier.edition_id == bindparam("edition_id"),
    Cashier.code == bindparam("code"),
    Cashier.is_supervisor,
)


def is_missing(fact: Reversed, edition_id: int) -> bool:
    """Whether nobody approved what a cashier took back late, before it was sold, or of another's.

    The hour is what the device's clock says, or a fact that it made since the sale: a clock put
    back makes no old sale fresh. Of another series' sale, all that the device made counts.
    """
    sale = core().execute(_REVERSED, {"sale": fact.reverses}).first()
    if sale is None or is_supervisor(fact.approved_by, edition_id):
        return False
    if sale.cashier != fact.cashier:
        return True
    if not -SKEW <= fact.happened_at - sale.happened_at <= ALONE:
        return True
    after = sale.till_seq if sale.till == fact.till else 0
    return _made_later(fact, edition_id, after, sale.happened_at + ALONE)


def _made_later(fact: Reversed, edition_id: int, after: int, until: datetime) -> bool:
    """Whether the device made anything later than that between a number and this fact."""
    asked = {"edition_id": edition_id, "till": fact.till, "before": fact.till_seq}
    found = core().execute(_LATER_BETWEEN, {**asked, "after": after, "until": until})
    return found.first() is not None


def is_supervisor(code: str | None, edition_id: int) -> bool:
    """Whether a cashier of that code approves what others may not decide alone."""
    return code is not None and bool(
        core().execute(_SUPERVISOR, {"edition_id": edition_id, "code": code}).first()
    )
