"""A spreadsheet's lots written into an edition: new ones, changed ones, and those there already.

A row finds its lot by the exhibitor's own reference, else by saying the same; so the same file
again changes nothing. What a file has no column for, and a weight that it leaves blank, stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.intake.lot_row import LotRow
from bourse.lots import service
from bourse.lots.lifecycle import check_writable
from bourse.lots.models import Lot, WeightMethod
from bourse.lots.service import LotDraft
from bourse.lots.weighing import UnitWeight, WeightDraft, weigh
from bourse.people.actor import Actor
from bourse.values import Money


class Change(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    NOTHING = "nothing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: the lot, or the error that refuses it, naming its `field`."""

    row: LotRow
    change: Change
    lot: Lot | None = None
    error: BourseError | None = None


def import_lots(exhibitor: Exhibitor, rows: Sequence[LotRow], *, by: Actor) -> list[Outcome]:
    """Write the rows as lots of this exhibitor, new ones as drafts.

    A row that a rule of the edition refuses is told, and the others are still tried: whoever
    commits decides that one refusal undoes all. Raises `edition_closed` and `exhibitor_out`.
    """
    check_writable(exhibitor)
    known = _Known(exhibitor, rows)
    return [_written(known, row, by) for row in rows]


def _written(known: _Known, row: LotRow, by: Actor) -> Outcome:
    try:
        lot = known.lot_of(row)
        if lot is None:
            made = service.create_lot(known.exhibitor, row.draft, by=by)
            return Outcome(row, Change.CREATE, made)
        draft = _merged(row, lot)
        if known.says(lot, draft):
            return Outcome(row, Change.NOTHING, lot)
        service.edit_lot(lot, draft, by=by)
        return Outcome(row, Change.UPDATE, lot)
    except BourseError as error:
        return Outcome(row, Change.REFUSED, error=error)


class _Known:
    """The lots that the exhibitor has, found as a spreadsheet speaks of them; each once."""

    def __init__(self, exhibitor: Exhibitor, rows: Sequence[LotRow]) -> None:
        self.exhibitor = exhibitor
        self.claimed = {row.draft.own_reference for row in rows}
        self.by_reference: defaultdict[str, list[Lot]] = defaultdict(list)
        self.by_words: defaultdict[tuple[str, Money, int], list[Lot]] = defaultdict(list)
        lots = select(Lot).where(Lot.exhibitor_id == exhibitor.id).order_by(Lot.id)
        for lot in db.session.scalars(lots):
            self.by_words[lot.designation, lot.price, lot.quantity_milli].append(lot)
            if lot.own_reference:
                self.by_reference[lot.own_reference].append(lot)

    def lot_of(self, row: LotRow) -> Lot | None:
        """The row's lot; raises `reference_ambiguous` when two differ and have its reference."""
        draft = row.draft
        named = self.by_reference[draft.own_reference] if draft.own_reference else []
        same = self.by_words[draft.designation, draft.price, draft.quantity.milli]
        for lot in same:
            said = replace(_merged(row, lot), own_reference=lot.own_reference)
            if self._may_be(lot, draft, named) and self.says(lot, said):
                same.remove(lot)
                return lot
        if len(named) > 1:
            raise BourseError("reference_ambiguous", field="own_reference")
        return named[0] if named else None

    def _may_be(self, lot: Lot, draft: LotDraft, named: Sequence[Lot]) -> bool:
        """Whether the references agree: the same, or one of them not given yet."""
        if lot.own_reference == draft.own_reference:
            return True
        if draft.own_reference:
            return not lot.own_reference and not named
        return lot.own_reference not in self.claimed

    def says(self, lot: Lot, draft: LotDraft) -> bool:
        """Whether the lot says already what the draft does."""
        category = db.session.get(EditionCategory, (lot.edition_id, draft.category))
        held = UnitWeight(lot.unit_weight, lot.weight_method, lot.material_code, lot.material_nano)
        return replace(draft, weight=_held(lot)) == _draft_of(lot) and (
            draft.weight == _held(lot)
            or (category is not None and weigh(draft.weight, draft.quantity.unit, category) == held)
        )


def _merged(row: LotRow, lot: Lot) -> LotDraft:
    """What the row says of this lot, and what the lot says where the file does not."""
    draft, said = row.draft, row.said
    same_kind = (lot.unit, lot.category_code) == (draft.quantity.unit, draft.category)
    if same_kind and draft.weight.method is not WeightMethod.DECLARED:
        draft = replace(draft, weight=_held(lot))
    if "reference_price" not in said:
        draft = replace(draft, reference_price=lot.reference_price)
    if "description" not in said:
        draft = replace(draft, description=lot.description)
    if not draft.own_reference:
        draft = replace(draft, own_reference=lot.own_reference)
    return draft


def _held(lot: Lot) -> WeightDraft:
    """How the lot's weight is known."""
    computed = lot.weight_method is WeightMethod.COMPUTED
    return WeightDraft(
        method=lot.weight_method,
        unit_weight=lot.unit_weight,
        material=lot.material_code,
        content_nano=lot.material_nano if computed else None,
    )


def _draft_of(lot: Lot) -> LotDraft:
    return LotDraft(
        designation=lot.designation,
        category=lot.category_code,
        quantity=lot.quantity,
        condition=lot.condition,
        origin=lot.origin,
        price=lot.price,
        weight=_held(lot),
        reference_price=lot.reference_price,
        description=lot.description,
        own_reference=lot.own_reference,
    )
