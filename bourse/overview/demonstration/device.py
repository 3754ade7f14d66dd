"""A tablet of the demonstration: it numbers and chains its facts as the till's page does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from bourse.journal.chain import GENESIS
from bourse.tills.baskets import Line, Paid
from bourse.tills.facts import CashMoved, Counted, Reversed, SessionClosed, SessionOpened, Sold
from bourse.tills.models import PaymentMode

Fact = TypeVar("Fact", SessionOpened, SessionClosed, CashMoved, Sold, Reversed)


def random_uuid(rng: Random) -> str:
    """A version 4 UUID drawn by `rng`, so that the same seed names the same facts."""
    return str(UUID(int=rng.getrandbits(128), version=4))


class Device:
    """One enrolment's series of facts, its open session and the cash in its drawer (cents)."""

    def __init__(self, series: str, site: str, rng: Random) -> None:
        self.series, self.site = series, site
        self.drawer_cents = 0
        self.taken_cents: Counter[PaymentMode] = Counter()
        self._rng = rng
        self._session = self._cashier = ""
        self._seq = self._receipt = 0
        self._prev = GENESIS

    def open(self, at: datetime, cashier: str, float_cents: int) -> SessionOpened:
        """A cashier counts the float and starts."""
        self._session, self._cashier = random_uuid(self._rng), cashier
        self.drawer_cents = float_cents
        self.taken_cents.clear()
        return self._chain(SessionOpened, at, kind="session_opened", float_cents=float_cents)

    def close(self, at: datetime, slip_cents: int) -> SessionClosed:
        """The cashier counts every mode, the drawer `slip_cents` off what it should hold."""
        expected = {mode: self.taken_cents[mode] for mode in PaymentMode}
        expected[PaymentMode.CASH] = self.drawer_cents
        counts = [
            Counted(
                mode=mode,
                expected_cents=cents,
                counted_cents=cents + slip_cents if mode is PaymentMode.CASH else cents,
            )
            for mode, cents in expected.items()
        ]
        return self._chain(
            SessionClosed,
            at,
            kind="session_closed",
            counted_cents=self.drawer_cents + slip_cents,
            counts=counts,
            **({"reason": "change_error"} if slip_cents else {}),
        )

    def move_cash(self, at: datetime, amount_cents: int, reason: str) -> CashMoved:
        """Cash comes in, or out when negative."""
        self.drawer_cents += amount_cents
        return self._chain(
            CashMoved, at, kind="cash_movement", amount_cents=amount_cents, reason=reason
        )

    def sell(
        self,
        at: datetime,
        lines: Sequence[Line],
        payments: Sequence[Paid],
        set_apart: str | None = None,
    ) -> Sold:
        """A basket is cashed; `set_apart` is the code under which its goods were."""
        said = {"stand_basket": set_apart} if set_apart else {}
        return self._chain(Sold, at, kind="sale", **self._basket(lines, payments), **said)

    def reverse(
        self,
        at: datetime,
        sale: Sold,
        lines: Sequence[Line],
        payments: Sequence[Paid],
        *,
        reason: str,
        approved_by: str,
    ) -> Reversed:
        """A sale, or lines of it, comes back; `lines` and `payments` are negative."""
        return self._chain(
            Reversed,
            at,
            kind="reversal",
            reverses=sale.fact_id,
            reason=reason,
            approved_by=approved_by,
            **self._basket(lines, payments),
        )

    def _basket(self, lines: Sequence[Line], payments: Sequence[Paid]) -> dict[str, object]:
        self._receipt += 1
        self.drawer_cents += sum(paid.amount_cents for paid in payments if paid.mode == "cash")
        for paid in payments:
            self.taken_cents[paid.mode] += paid.amount_cents
        return {
            "receipt": self._receipt,
            "lines": list(lines),
            "payments": list(payments),
            "total_cents": sum(line.total_cents for line in lines),
        }

    def _chain(self, kind_of_fact: type[Fact], at: datetime, **content: object) -> Fact:
        self._seq += 1
        fact = kind_of_fact.model_validate(
            {
                "v": 1,
                "fact_id": random_uuid(self._rng),
                "till": self.series,
                "till_seq": self._seq,
                "prev": self._prev,
                "happened_at": at,
                "session": self._session,
                "cashier": self._cashier,
                **content,
            }
        )
        self._prev = fact.own_hash()
        return fact
