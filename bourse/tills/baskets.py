"""What a basket holds in a fact: its lines and how they were paid, version 1.

Amounts are cents, VAT included; weights grams; quantities thousandths of the unit. In a reversal
all of them are negative.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bourse.errors import BourseError
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Origin
from bourse.people.models import VatRegime
from bourse.tills.models import PaymentMode
from bourse.values import Money, Quantity, Unit, Weight

Code = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,8}$")]
Cents = Annotated[int, Field(strict=True, ge=-(10**11), le=10**11)]
Price = Annotated[int, Field(strict=True, ge=0, le=10**11)]
Milli = Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]
Grams = Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]
Mass = Annotated[int, Field(strict=True, ge=0, le=10**12)]
Designation = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


class PriceReason(StrEnum):
    """Why a price is not the catalogue's; LABEL: the price printed on the label was honoured."""

    LABEL = "label"
    DAMAGED = "damaged"
    NEGOTIATED = "negotiated"
    BULK = "bulk"
    OTHER = "other"


class Strict(BaseModel):
    """A part of a fact: unknown keys are refused, nothing in it changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(Strict):
    """One lot in a basket, as the receipt says it. Without `lot` it is a free line.

    `catalogue_price_cents` and `price_reason` come together, when the price is not the
    catalogue's; `gross_g` and `tare_g` too, when the goods were weighed at the till. What is
    `to_collect` is paid here and handed over later.
    """

    lot: Code | None
    exhibitor: Code
    category: Code
    designation: Designation
    quantity_milli: Milli
    unit: Unit
    unit_price_cents: Price
    total_cents: Cents
    vat_regime: VatRegime
    origin: Origin
    reference_price_cents: Price | None
    unit_weight_g: Annotated[int, Field(strict=True, ge=0, le=10**11)] | None
    weight_g: Grams | None
    weight_method: WeightMethod
    catalogue_price_cents: Price | None = None
    price_reason: PriceReason | None = None
    gross_g: Mass | None = None
    tare_g: Mass | None = None
    to_collect: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        try:
            quantity = Quantity(self.quantity_milli, self.unit)
        except BourseError as error:
            raise ValueError("line_quantity") from error
        if Money(self.unit_price_cents).times(quantity).cents != self.total_cents:
            raise ValueError("line_total")
        if (self.catalogue_price_cents is None) != (self.price_reason is None):
            raise ValueError("line_price")
        self._weighs_right(quantity)
        return self

    def _weighs_right(self, quantity: Quantity) -> None:
        if self.weight_method is not WeightMethod.WEIGHED:
            unit = self.unit_weight_g
            if self.weight_g != (None if unit is None else Weight(unit).times(quantity).grams):
                raise ValueError("line_weight")
        if (self.weight_g is None) != (self.weight_method is WeightMethod.UNKNOWN):
            raise ValueError("line_weight")
        if (self.gross_g is None) != (self.tare_g is None):
            raise ValueError("line_tare")
        if self.gross_g is not None and self.tare_g is not None:
            self._nets(self.gross_g - self.tare_g)

    def _nets(self, net_g: int) -> None:
        """What comes back of weighed goods was part of them: at most as heavy."""
        weighed = self.weight_method is WeightMethod.WEIGHED and self.weight_g is not None
        if not weighed or net_g < 0:
            raise ValueError("line_tare")
        if self.quantity_milli > 0 and self.weight_g != net_g:
            raise ValueError("line_tare")


class Paid(Strict):
    """One payment of a sale; `tendered_cents` is the cash handed over, before change.

    `reference` is a cheque's or a transfer's number, never a name; `exhibitor` says who was paid
    where each exhibitor cashes.
    """

    mode: PaymentMode
    amount_cents: Cents
    tendered_cents: Cents | None = None
    reference: Annotated[str, Field(pattern=r"^[0-9A-Z][0-9A-Z ./-]{0,34}$")] | None = None
    exhibitor: Code | None = None
