"""The shape of what a till sends, version 1. Integers, codes and UUIDs; unknown keys refused.

Every fact carries its number in its device's series (`till_seq`) and the hash of the fact before
it there (`prev`), so that a missing or doubled one shows. A key with a
default is left out when it says nothing, and what was sent is what is hashed: a fact keeps its
hash whatever keys a later version knows.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, TypeAdapter, model_validator

from bourse.journal.chain import canonical, moment, sha256
from bourse.tills.baskets import Cents, Code, Line, Paid, Price, Strict
from bourse.tills.models import PaymentMode

Uuid = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(strict=True, ge=1, le=10**9)]
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]
"""As wrong as a tablet's clock may be, and still a date in every time zone and spreadsheet."""

MOST_LINES = 500
MOST_PAYMENTS = 1_000
"""What one receipt holds. Where each exhibitor cashes, as many sellers as lines are each paid
once at least, and some in several ways; the till refuses what is more before it takes it."""


class _Fact(Strict):
    """What every fact says; `edition` is the one that its device was enrolled for then."""

    v: Literal[1]
    fact_id: Uuid
    till: Annotated[str, Field(pattern=r"^C[0-9]{1,4}[a-z]{1,4}$")]
    till_seq: Count
    prev: Hash
    happened_at: Moment
    session: Uuid
    cashier: Code
    edition: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")] | None = None

    def payload(self) -> dict[str, object]:
        """What was sent, which the journal keeps; the moment written as the chain writes it."""
        payload: dict[str, object] = self.model_dump(mode="json", exclude_unset=True)
        payload["happened_at"] = moment(self.happened_at)
        return payload

    def own_hash(self) -> str:
        """What the next fact of this device carries as `prev`."""
        return sha256(canonical(self.payload()))


class SessionOpened(_Fact):
    """A cashier counted the float and starts selling."""

    kind: Literal["session_opened"]
    float_cents: Price


class Counted(Strict):
    """What a session should have taken in one mode, and what was counted.

    Below zero where more was given back than taken: a card terminal's total says it too.
    """

    mode: PaymentMode
    expected_cents: Cents
    counted_cents: Cents


class Coins(Strict):
    """How many coins or notes of one value were counted."""

    value_cents: Count
    count: Count


class SessionClosed(_Fact):
    """A cashier counted the drawer (`counted_cents`, in cash) and every other mode, and stops.

    `reason` says why the count differs, or why the organiser closed the session in its device's
    place (bourse/desk/closing.py).
    """

    kind: Literal["session_closed"]
    counted_cents: Price
    counts: Annotated[list[Counted], Field(max_length=len(PaymentMode))] = []
    coins: Annotated[list[Coins], Field(max_length=40)] = []
    reason: (
        Literal[
            "miscounted",
            "change_error",
            "unrecorded",
            "unknown",
            "other",
            "device_lost",
            "device_broken",
            "left_open",
        ]
        | None
    ) = None

    @model_validator(mode="after")
    def _counts_agree(self) -> Self:
        modes = [count.mode for count in self.counts]
        if len(set(modes)) != len(modes):
            raise ValueError("counts")
        cash = [count.counted_cents for count in self.counts if count.mode is PaymentMode.CASH]
        if any(cents != self.counted_cents for cents in cash):
            raise ValueError("counts")
        held = sum(coin.value_cents * coin.count for coin in self.coins)
        if self.coins and held != self.counted_cents:
            raise ValueError("coins")
        return self


class CashMoved(_Fact):
    """Cash put in (positive) or taken out (negative) outside sales."""

    kind: Literal["cash_movement"]
    amount_cents: Cents
    reason: Literal["change_fund", "bank_deposit", "expense", "other"]


class _Basket(_Fact):
    lines: Annotated[list[Line], Field(min_length=1, max_length=MOST_LINES)]
    payments: Annotated[list[Paid], Field(max_length=MOST_PAYMENTS)]
    total_cents: Cents

    @model_validator(mode="after")
    def _sums_agree(self) -> Self:
        if sum(line.total_cents for line in self.lines) != self.total_cents:
            raise ValueError("total")
        if sum(paid.amount_cents for paid in self.payments) != self.total_cents:
            raise ValueError("payments")
        self._each_is_paid()
        return self

    def _each_is_paid(self) -> None:
        """Where payments name who was paid, each seller gets what its lines cost."""
        if all(paid.exhibitor is None for paid in self.payments):
            return
        owed: Counter[str | None] = Counter()
        for line in self.lines:
            owed[line.exhibitor] += line.total_cents
        for paid in self.payments:
            owed[paid.exhibitor] -= paid.amount_cents
        if any(owed.values()):
            raise ValueError("sellers")

    def _is_positive(self) -> Self:
        if any(line.quantity_milli <= 0 for line in self.lines):
            raise ValueError("quantity")
        if any(paid.amount_cents < 0 for paid in self.payments):
            raise ValueError("payments")
        return self


class Sold(_Basket):
    """A basket cashed; `approved_by` the supervisor who allowed what a cashier may not.

    `stand_basket` is the code of the basket that a stand made; `sheet` the number of the paper
    sheet it was first written on.
    """

    kind: Literal["sale"]
    receipt: Count
    approved_by: Code | None = None
    stand_basket: Code | None = None
    sheet: Count | None = None

    _positive = model_validator(mode="after")(_Basket._is_positive)


class Reversed(_Basket):
    """The negative twin of a sale, whole or in part; `reverses` is the sale's fact."""

    kind: Literal["reversal"]
    receipt: Count
    reverses: Uuid
    reason: Literal["mistake", "returned", "defective", "price", "payment", "other"]
    approved_by: Code | None = None

    @model_validator(mode="after")
    def _is_negative(self) -> Self:
        if any(line.quantity_milli >= 0 for line in self.lines):
            raise ValueError("quantity")
        if any(paid.amount_cents > 0 for paid in self.payments):
            raise ValueError("payments")
        return self


class Duplicated(_Fact):
    """A receipt (fact `of`) was given once more; `copy` counts its duplicates."""

    kind: Literal["duplicate"]
    of: Uuid
    copy_number: Count


class Trained(_Basket):
    """A sale made for training, the `training`-th: journalled, and in no total and no stock."""

    kind: Literal["training"]
    training: Count

    _positive = model_validator(mode="after")(_Basket._is_positive)


TillFact = Annotated[
    SessionOpened | SessionClosed | CashMoved | Sold | Reversed | Duplicated | Trained,
    Field(discriminator="kind"),
]
till_fact: TypeAdapter[TillFact] = TypeAdapter(TillFact)
