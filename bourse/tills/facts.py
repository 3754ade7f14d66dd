"""The shape of what a till sends, version 1. Integers, codes and UUIDs; unknown keys refused.

Every fact carries its number in its device's series (`till_seq`) and the hash of the fact before
it there (`prev`), so that a missing or doubled one shows. Amounts are cents, VAT included;
weights grams; quantities thousandths of the unit. In a reversal all of them are negative.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bourse.journal.chain import canonical, moment, sha256
from bourse.lots.models import Origin, WeightMethod
from bourse.people.models import VatRegime
from bourse.tills.models import PaymentMode
from bourse.values import Money, Quantity, Unit, Weight

Uuid = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,8}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Cents = Annotated[int, Field(strict=True, ge=-(10**11), le=10**11)]
Milli = Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]
Grams = Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]
Designation = Annotated[str, Field(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Strict):
    """One lot in a basket, as the receipt says it. Without `lot` it is a free line."""

    lot: Code | None
    exhibitor: Code
    category: Code
    designation: Designation
    quantity_milli: Milli
    unit: Unit
    unit_price_cents: Annotated[int, Field(strict=True, ge=0, le=10**11)]
    total_cents: Cents
    vat_regime: VatRegime
    origin: Origin
    reference_price_cents: Annotated[int, Field(strict=True, ge=0, le=10**11)] | None
    unit_weight_g: Annotated[int, Field(strict=True, ge=0, le=10**11)] | None
    weight_g: Grams | None
    weight_method: WeightMethod

    @model_validator(mode="after")
    def _adds_up(self) -> Line:
        quantity = Quantity(self.quantity_milli, self.unit)
        if Money(self.unit_price_cents).times(quantity).cents != self.total_cents:
            raise ValueError("line_total")
        if self.weight_method is not WeightMethod.WEIGHED:
            unit = self.unit_weight_g
            if self.weight_g != (None if unit is None else Weight(unit).times(quantity).grams):
                raise ValueError("line_weight")
        if (self.weight_g is None) != (self.weight_method is WeightMethod.UNKNOWN):
            raise ValueError("line_weight")
        return self


class Paid(_Strict):
    """One payment of a sale; `tendered_cents` is the cash handed over, before change."""

    mode: PaymentMode
    amount_cents: Cents
    tendered_cents: Cents | None = None


class _Fact(_Strict):
    v: Literal[1]
    fact_id: Uuid
    till: Annotated[str, Field(pattern=r"^C\d{1,4}[a-z]{1,4}$")]
    till_seq: Annotated[int, Field(strict=True, ge=1)]
    prev: Hash
    happened_at: AwareDatetime
    session: Uuid
    cashier: Code

    def payload(self) -> dict[str, object]:
        """What the journal keeps, the moment written as the chain writes it."""
        payload: dict[str, object] = self.model_dump(mode="json")
        payload["happened_at"] = moment(self.happened_at)
        return payload

    def own_hash(self) -> str:
        """What the next fact of this device carries as `prev`."""
        return sha256(canonical(self.payload()))


class SessionOpened(_Fact):
    """A cashier counted the float and starts selling."""

    kind: Literal["session_opened"]
    float_cents: Annotated[int, Field(strict=True, ge=0)]


class SessionClosed(_Fact):
    """A cashier counted the drawer and stops."""

    kind: Literal["session_closed"]
    counted_cents: Annotated[int, Field(strict=True, ge=0)]


class CashMoved(_Fact):
    """Cash put in (positive) or taken out (negative) outside sales."""

    kind: Literal["cash_movement"]
    amount_cents: Cents
    reason: Literal["change_fund", "bank_deposit", "expense", "other"]


class _Basket(_Fact):
    receipt: Annotated[int, Field(strict=True, ge=1)]
    lines: Annotated[list[Line], Field(min_length=1, max_length=500)]
    payments: Annotated[list[Paid], Field(max_length=20)]
    total_cents: Cents

    @model_validator(mode="after")
    def _sums_agree(self) -> _Basket:
        if sum(line.total_cents for line in self.lines) != self.total_cents:
            raise ValueError("total")
        if sum(paid.amount_cents for paid in self.payments) != self.total_cents:
            raise ValueError("payments")
        return self


class Sold(_Basket):
    """A basket cashed."""

    kind: Literal["sale"]

    @model_validator(mode="after")
    def _is_positive(self) -> Sold:
        if any(line.quantity_milli <= 0 for line in self.lines):
            raise ValueError("quantity")
        if any(paid.amount_cents < 0 for paid in self.payments):
            raise ValueError("payments")
        return self


class Reversed(_Basket):
    """The negative twin of a sale, whole or in part; `reverses` is the sale's fact."""

    kind: Literal["reversal"]
    reverses: Uuid
    reason: Literal["mistake", "returned", "defective", "price", "payment", "other"]

    @model_validator(mode="after")
    def _is_negative(self) -> Reversed:
        if any(line.quantity_milli >= 0 for line in self.lines):
            raise ValueError("quantity")
        if any(paid.amount_cents > 0 for paid in self.payments):
            raise ValueError("payments")
        return self


TillFact = Annotated[
    SessionOpened | SessionClosed | CashMoved | Sold | Reversed, Field(discriminator="kind")
]
till_fact: TypeAdapter[TillFact] = TypeAdapter(TillFact)
