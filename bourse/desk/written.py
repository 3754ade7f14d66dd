"""What stands on a paper sheet, as a person wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bourse.lots.models import Origin
from bourse.tills.models import PaymentMode
from bourse.values import Money, Unit, Weight


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of a sheet; without `lot` a free one, which says the rest itself.

    `price` of one unit, None for the catalogue's; `quantity_milli` in thousandths of the unit.
    """

    quantity_milli: int
    lot: str = ""
    price: Money | None = None
    designation: str = ""
    exhibitor: str = ""
    category: str = ""
    unit: Unit = Unit.PIECE
    unit_weight: Weight | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class WrittenPayment:
    """What was paid in one mode, with the number of a cheque or transfer."""

    mode: PaymentMode
    amount: Money
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """What stands on a sheet; `at` is when the buyer paid."""

    number: int
    at: datetime
    cashier: str
    lines: tuple[WrittenLine, ...]
    payments: tuple[WrittenPayment, ...]
