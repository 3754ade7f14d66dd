"""The lots that an exhibitor has, found as a spreadsheet speaks of them; each for one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from bourse.db import core, table_of
from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.goods.weighing import OnScale, UnitWeight, WeightDraft, WeightMethod, weigh
from bourse.intake.lot_row import LotRow
from bourse.intake.models import LastSaid
from bourse.intake.saying import said_by, unchanged
from bourse.lots.describing import LotDraft
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.set_apart import was_set_apart
from bourse.values import Money, Quantity, Weight

_LOT, _STOCK, _SAID = table_of(Lot), table_of(Stock), table_of(LastSaid)
Likeness = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KnownLot:
    """A lot as it is: `gone` was sold and removed of it; `is_apart` once it was set apart.

    `said` is what a file said last of it (`saying.said_by`), empty where none has.
    """

    id: int
    code: str
    status: LotStatus
    draft: LotDraft
    gone: Quantity
    is_apart: bool
    said: str

    @property
    def weight(self) -> UnitWeight:
        """Its weight as it was settled when the lot was written."""
        held = self.draft.weight
        return UnitWeight(held.unit_weight, held.method, held.material, held.content_nano)


class KnownLots:
    """Finds the lot of a row: of which a file said the very same, of its reference, or alike."""

    def __init__(self, exhibitor: Exhibitor, rows: Sequence[LotRow]) -> None:
        self._said = rows[0].said if rows else frozenset()
        self._claimed = {row.draft.reference_key for row in rows}
        self._by_reference: defaultdict[str, list[KnownLot]] = defaultdict(list)
        self._alike: defaultdict[Likeness, list[KnownLot]] = defaultdict(list)
        self._categories = {found.category_code: found for found in exhibitor.edition.categories}
        lots = known_lots(exhibitor)
        self._told = _told(lots, rows)
        told = {lot.id for lot in self._told.values()}
        for lot in lots:
            if lot.id in told:
                continue
            self._alike[self._likeness(lot.draft)].append(lot)
            if lot.draft.reference_key:
                self._by_reference[lot.draft.reference_key].append(lot)
        for alike in self._alike.values():
            alike.reverse()  # taken from the end, the oldest first

    def lot_of(self, row: LotRow) -> KnownLot | None:
        """The row's lot; raises `reference_ambiguous` when two differ and have its reference."""
        if row.line in self._told:
            return self._told[row.line]
        draft = row.draft
        named = self._named(draft)
        alike = self._alike.get(self._likeness(draft), [])
        for place in range(len(alike) - 1, -1, -1):
            lot = alike[place]
            said = replace(merged(row, lot), own_reference=lot.draft.own_reference)
            if self._may_be(lot, draft, named) and self.says(lot, said):
                del alike[place]
                return lot
        if len(named) > 1:
            raise BourseError("reference_ambiguous", field="own_reference")
        return named[0] if named else None

    def _named(self, draft: LotDraft) -> Sequence[KnownLot]:
        """The lots of its reference; those written so to the letter, where two differ by that."""
        named = self._by_reference.get(draft.reference_key, [])
        return [lot for lot in named if lot.draft.own_reference == draft.own_reference] or named

    def says(self, lot: KnownLot, draft: LotDraft) -> bool:
        """Whether the lot says already what the draft does."""
        if replace(draft, weight=lot.draft.weight) != lot.draft:
            return False
        if draft.weight == lot.draft.weight:
            return True
        category: EditionCategory | None = self._categories.get(draft.category)
        return category is not None and (
            weigh(draft.weight, draft.quantity.unit, category) == lot.weight
        )

    def _likeness(self, draft: LotDraft) -> Likeness:
        """What two lots share that may be one, as far as the file speaks of it."""
        return (
            draft.designation,
            draft.price,
            draft.quantity,
            draft.category,
            draft.condition,
            draft.origin,
            draft.description if "description" in self._said else "",
            draft.reference_price if "reference_price" in self._said else None,
        )

    def _may_be(self, lot: KnownLot, draft: LotDraft, named: Sequence[KnownLot]) -> bool:
        """Whether the references agree: the same, or one of them not given yet."""
        held = lot.draft.reference_key
        if held == draft.reference_key:
            return True
        if draft.reference_key:
            return not held and not named
        return held not in self._claimed


def _told(lots: Sequence[KnownLot], rows: Sequence[LotRow]) -> dict[int, KnownLot]:
    """The lots of which a file said what it says again, by the line of their row."""
    before: defaultdict[str, list[KnownLot]] = defaultdict(list)
    for lot in reversed(lots):  # taken from the end, the oldest first
        if lot.said:
            before[lot.said].append(lot)
    return {row.line: same.pop() for row in rows if (same := before.get(said_by(row.draft)))}


def merged(row: LotRow, lot: KnownLot) -> LotDraft:
    """What the row says anew of this lot; of the rest, what the lot says by now."""
    same = unchanged(lot.said, said_by(row.draft))
    return replace(said(row, lot), **{field: getattr(lot.draft, field) for field in same})


def said(row: LotRow, lot: KnownLot) -> LotDraft:
    """What the row says of this lot, and what the lot says where the file does not."""
    draft, has, held = row.draft, row.said, lot.draft
    same_kind = (held.quantity.unit, held.category) == (draft.quantity.unit, draft.category)
    keys = ("", held.reference_key)
    keeps_weight = same_kind and draft.weight.method is not WeightMethod.DECLARED
    return replace(
        draft,
        pieces=held.pieces,
        weight=held.weight if keeps_weight else draft.weight,
        reference_price=(draft if "reference_price" in has else held).reference_price,
        description=(draft if "description" in has else held).description,
        own_reference=(held if draft.reference_key in keys else draft).own_reference,
    )


def known_lots(exhibitor: Exhibitor) -> list[KnownLot]:
    """Every lot of the exhibitor, the oldest first; ten thousand in a fifth of a second."""
    columns = _LOT.c
    asked = (
        select(
            columns.id, columns.code, columns.status, columns.designation, columns.description,
            columns.category_code, columns.quantity_milli, columns.unit, columns.condition,
            columns.origin, columns.price_cents, columns.reference_price_cents,
            columns.unit_weight_g, columns.weight_method, columns.material_code,
            columns.material_nano, columns.weighed_gross_g, columns.weighed_tare_g,
            columns.weighed_milli, columns.own_reference, columns.pieces,
            (_STOCK.c.sold_milli + _STOCK.c.removed_milli).label("gone_milli"),
            was_set_apart().label("is_apart"), _SAID.c.said,
        )
        .join(_STOCK, _STOCK.c.lot_id == columns.id)
        .outerjoin(_SAID, _SAID.c.lot_id == columns.id)
        .where(columns.exhibitor_id == exhibitor.id)
        .order_by(columns.id)
    )  # fmt: skip
    return [_known(row) for row in core().execute(asked).all()]


def _scale(row: Any) -> OnScale | None:
    if row.weighed_gross_g is None:
        return None
    counted = Quantity(row.weighed_milli, row.unit)
    return OnScale(Weight(row.weighed_gross_g), Weight(row.weighed_tare_g), counted)


def _known(row: Any) -> KnownLot:
    unit, unit_weight, reference_price = row.unit, row.unit_weight_g, row.reference_price_cents
    computed = row.weight_method is WeightMethod.COMPUTED
    weight = WeightDraft(
        method=row.weight_method,
        unit_weight=None if unit_weight is None else Weight(unit_weight),
        scale=_scale(row),
        material=row.material_code,
        content_nano=row.material_nano if computed else None,
    )
    draft = LotDraft(
        designation=row.designation,
        category=row.category_code,
        quantity=Quantity(row.quantity_milli, unit),
        condition=row.condition,
        origin=row.origin,
        price=Money(row.price_cents),
        weight=weight,
        reference_price=None if reference_price is None else Money(reference_price),
        description=row.description,
        own_reference=row.own_reference,
        pieces=row.pieces,
    )
    gone = Quantity(row.gone_milli, unit)
    apart, last = bool(row.is_apart), row.said or ""
    return KnownLot(row.id, row.code, row.status, draft, gone, apart, last)
