"""Goods set apart under a code that a till scans: what stands' baskets and holds have in common."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, false, or_, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from bourse.db import Whole, db
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.values import LotCode, Money, Quantity

CHANCE = random.SystemRandom()
MOST_LINES = 20
"""Lots under one code: its QR carries them all, and stays easy to scan from a phone's screen."""
_ASKED_AT_ONCE = 500


class LotSetApart:
    """Columns of a line: a lot, and how much of it, in thousandths of its unit."""

    position: Mapped[int] = mapped_column(primary_key=True, sort_order=1)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id"), index=True, sort_order=1)
    quantity_milli: Mapped[Whole] = mapped_column(sort_order=1)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint]:  # noqa: N805 -- called on the class
        return (CheckConstraint("quantity_milli > 0", name="quantity"),)

    @declared_attr
    def lot(cls) -> Mapped[Lot]:  # noqa: N805 -- called on the class
        """The lot, read with its line."""
        return relationship(lazy="joined")

    @property
    def quantity(self) -> Quantity:
        """How much of the lot, in its unit."""
        return Quantity(self.quantity_milli, self.lot.unit)


@dataclass(frozen=True, slots=True)
class LineApart:
    """A lot that is set apart, at today's price."""

    lot: str
    designation: str
    quantity: Quantity
    unit_price: Money
    total: Money

    @property
    def printed_lot(self) -> str:
        """The lot's code as its label shows it."""
        return LotCode(self.lot).printed


@dataclass(frozen=True, slots=True, kw_only=True)
class SetApart:
    """What is set apart under a code."""

    code: str
    lines: tuple[LineApart, ...]

    @property
    def total(self) -> Money:
        """What the buyer will pay, at today's prices."""
        return sum((line.total for line in self.lines), Money(0))

    @property
    def printed(self) -> str:
        """The code as people read and type it: B C7K 3PX."""
        return printed_code(self.code)

    @property
    def said(self) -> str:
        """Lots and thousandths as the QR carries them, for a till without the network."""
        return ",".join(f"{line.lot}*{line.quantity.milli}" for line in self.lines)


def was_set_apart() -> ColumnElement[bool]:
    """The condition that a line, whatever became of it, speaks of the query's `Lot`."""
    kinds = LotSetApart.__subclasses__()
    return or_(
        false(), *(select(kind.lot_id).where(kind.lot_id == Lot.id).exists() for kind in kinds)
    )


def check_not_apart(lot_ids: Sequence[int]) -> None:
    """Whether these lots may be counted in another unit: lines say how much in the lot's own.

    Raises `unit_promised` once one of them was set apart. Whoever calls it has moved the
    catalogue's revision or has its turn with the lots, so that nobody sets them apart meanwhile.
    """
    for start in range(0, len(lot_ids), _ASKED_AT_ONCE):
        asked = Lot.id.in_(lot_ids[start : start + _ASKED_AT_ONCE])
        if db.session.scalar(select(Lot.id).where(asked, was_set_apart()).limit(1)) is not None:
            raise BourseError("unit_promised", field="unit")


def printed_code(code: str) -> str:
    """A code as people read and type it: B C7K 3PX."""
    return f"{code[0]} {code[1:4]} {code[4:]}"


def lines_apart(lines: Iterable[LotSetApart]) -> tuple[LineApart, ...]:
    """The lines as pages and tills show them."""
    return tuple(
        LineApart(
            lot=line.lot.code,
            designation=line.lot.designation,
            quantity=line.quantity,
            unit_price=line.lot.price,
            total=line.lot.price.times(line.quantity),
        )
        for line in lines
    )


def new_code(kind: str, is_taken: Callable[[str], bool], chance: random.Random = CHANCE) -> str:
    """A letter (B, H) and a code with a check character: longer than a lot's, so never one."""
    while is_taken(code := f"{kind}{LotCode.random(chance).compact}"):
        pass
    return code


def read_code(kind: str, text: str) -> str | None:
    """The code of this kind as scanned or typed, in any case, with spaces; None if it is none."""
    written = "".join(text.split()).upper()
    return written if re.fullmatch(kind + "[0-9A-Z]{6}", written) else None
