"""How buyers of the demonstration pay, and how they are paid back."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bourse.tills.baskets import Paid
from bourse.tills.models import PaymentMode

CASH_LIMIT_CENTS = 100_000
"""What a private person may pay a professional in cash (CMF D112-3)."""
NOTES_CENTS = (500, 1000, 2000, 5000)

HABITS: tuple[tuple[int, dict[PaymentMode, int]], ...] = (
    (3_000, {PaymentMode.CASH: 58, PaymentMode.CARD: 42}),
    (20_000, {PaymentMode.CASH: 22, PaymentMode.CARD: 66, PaymentMode.CHEQUE: 12}),
    (60_000, {PaymentMode.CASH: 6, PaymentMode.CARD: 64, PaymentMode.CHEQUE: 30}),
    (
        CASH_LIMIT_CENTS * 1000,
        {PaymentMode.CARD: 48, PaymentMode.CHEQUE: 36, PaymentMode.TRANSFER: 16},
    ),
)
"""Up to how many cents, which mode how often."""


def pay(total_cents: int, rng: Random) -> list[Paid]:
    """One payment, or cash and a card together for one basket in fifteen."""
    if 4_000 <= total_cents <= 60_000 and rng.random() < 0.07:
        cash = total_cents // 4 // 1000 * 1000
        return [
            Paid(mode=PaymentMode.CASH, amount_cents=cash, tendered_cents=cash),
            Paid(mode=PaymentMode.CARD, amount_cents=total_cents - cash),
        ]
    modes = next(modes for limit, modes in HABITS if total_cents <= limit)
    mode = rng.choices(list(modes), list(modes.values()))[0]
    if mode is PaymentMode.CASH:
        note = rng.choice([note for note in NOTES_CENTS if note <= max(500, total_cents)])
        tendered = -(-total_cents // note) * note
        return [Paid(mode=mode, amount_cents=total_cents, tendered_cents=tendered)]
    return [Paid(mode=mode, amount_cents=total_cents)]


def pay_back(owed_cents: int, payments: Sequence[Paid]) -> list[Paid]:
    """`owed_cents` given back in the modes it was paid in, the first ones first."""
    back = []
    for paid in payments:
        amount = min(paid.amount_cents, owed_cents)
        if amount:
            back.append(Paid(mode=paid.mode, amount_cents=-amount))
        owed_cents -= amount
    return back


def cash_of(payments: Sequence[Paid]) -> int:
    """What these payments put into the drawer, in cents."""
    return sum(paid.amount_cents for paid in payments if paid.mode is PaymentMode.CASH)
