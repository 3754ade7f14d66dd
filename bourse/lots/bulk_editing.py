"""Changing many lots at once: what each would become, all of them or none, and back again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.lots import price_rule, revision
from bourse.lots.bulk import BulkEdit, BulkEditLot
from bourse.lots.describing import MOST_CENTS
from bourse.lots.lifecycle import check_writable
from bourse.lots.models import Condition, Lot, LotStatus, Origin, WeightMethod
from bourse.lots.price_changes import PriceReason, Repriced, keep_change
from bourse.lots.price_rule import PriceRule
from bourse.lots.service import is_frozen
from bourse.lots.weighing import WeightDraft, weigh
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.values import Unit

MOST = 2_000
"""Lots changed at once: the whole of the largest editions."""
LISTED = 5
"""Edits that can be taken back from the page where they are made."""
COLUMNS = (
    *("category_code", "condition", "origin", "price_cents"),
    *("weight_method", "unit_weight_g", "material_code", "material_nano"),
)
KINDS = {"condition": Condition, "origin": Origin, "weight_method": WeightMethod}
Said = dict[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkDraft:
    """What is to become of each lot; what is None stays. `by_default`: weigh by the category."""

    category: str | None = None
    condition: Condition | None = None
    origin: Origin | None = None
    price: PriceRule | None = None
    by_default: bool = False


@dataclass(frozen=True, slots=True)
class Becoming:
    """A lot, what it says now and would say then; `error` is why it cannot."""

    lot: Lot
    before: Said
    after: Said
    error: BourseError | None = None

    @property
    def changes(self) -> bool:
        """Whether anything would be another."""
        return self.error is not None or self.before != self.after


def check_bulk(draft: BulkDraft) -> None:
    """Raises `bulk_nothing` when nothing is asked, and the rules of `price_rule.check`."""
    if draft == BulkDraft():
        raise BourseError("bulk_nothing")
    if draft.price is not None:
        price_rule.check(draft.price, only_lower=False)


def preview(lots: Sequence[Lot], draft: BulkDraft, *, by: Actor) -> list[Becoming]:
    """What becomes of each lot, in their order; those that stay as they are left out.

    Raises like `check_bulk`, and `bulk_many` (most).
    """
    check_bulk(draft)
    if len(lots) > MOST:
        raise BourseError("bulk_many", most=MOST)
    categories: dict[tuple[int, str], EditionCategory | None] = {}
    becoming = [_becoming(lot, draft, categories, by) for lot in lots]
    return [one for one in becoming if one.changes]


def fingerprint(becoming: Sequence[Becoming]) -> str:
    """Names a preview: what is applied is what was looked at."""
    said = [(one.lot.code, one.before, one.after) for one in becoming]
    return sha256(json.dumps(said).encode()).hexdigest()


def edit_lots(
    edition_id: int,
    lots: Sequence[Lot],
    draft: BulkDraft,
    *,
    seen: str,
    exhibitor_id: int | None = None,
    by: Actor,
) -> BulkEdit:
    """Change every lot as its preview said; `seen` is that preview's fingerprint.

    Raises like `preview`, `bulk_moved` when something changed since the preview, `bulk_no_change`,
    and the first lot's error.
    """
    becoming = preview(lots, draft, by=by)
    if fingerprint(becoming) != seen:
        raise BourseError("bulk_moved")
    for one in becoming:
        if one.error:
            raise one.error
    if not becoming:
        raise BourseError("bulk_no_change")
    edit = BulkEdit(edition_id=edition_id, exhibitor_id=exhibitor_id, made_by=by.user_id)
    edit.lots = [
        BulkEditLot(lot_id=one.lot.id, before=_json(one, "before"), after=_json(one, "after"))
        for one in becoming
    ]
    db.session.add(edit)
    _write([(one.lot, one.after) for one in becoming], PriceReason.BULK, by)
    note(by, "lot.bulk_edit", f"edition:{edition_id}", lots=len(becoming))
    return edit


def bulk_edit_of(edit_id: int, edition_id: int, *, exhibitor_id: int | None = None) -> BulkEdit:
    """A bulk edit of this edition, of this exhibitor's own if given; raises `bulk_unknown`."""
    wanted = select(BulkEdit).where(BulkEdit.id == edit_id, BulkEdit.edition_id == edition_id)
    if exhibitor_id is not None:
        wanted = wanted.where(BulkEdit.exhibitor_id == exhibitor_id)
    found = db.session.scalar(wanted.with_for_update())
    if found is None:
        raise BourseError("bulk_unknown")
    return found


def bulk_edits(
    edition_id: int, *, exhibitor_id: int | None = None, limit: int = LISTED
) -> list[tuple[BulkEdit, int]]:
    """The last edits of an edition, or of one exhibitor's own, with how many lots each changed."""
    number = select(func.count()).where(BulkEditLot.bulk_edit_id == BulkEdit.id).scalar_subquery()
    wanted = select(BulkEdit, number).where(BulkEdit.edition_id == edition_id)
    if exhibitor_id is not None:
        wanted = wanted.where(BulkEdit.exhibitor_id == exhibitor_id)
    rows = db.session.execute(wanted.order_by(BulkEdit.id.desc()).limit(limit))
    return [(edit, changed) for edit, changed in rows]


def undo_bulk(edit: BulkEdit, *, by: Actor) -> tuple[int, int]:
    """Give lots back what they said before, where they still say what the edit made of them.

    How many went back, and how many had changed since and stay. Raises `bulk_undone`, and
    `edition_closed` or what else keeps a lot from being written.
    """
    if edit.undone_at:
        raise BourseError("bulk_undone")
    lots = {
        lot.id: lot
        for lot in db.session.scalars(
            select(Lot)
            .join(BulkEditLot, BulkEditLot.lot_id == Lot.id)
            .where(BulkEditLot.bulk_edit_id == edit.id)
            .order_by(Lot.id)
            .with_for_update(of=Lot)
        )
    }
    back: list[tuple[Lot, Said]] = []
    for kept in edit.lots:
        lot, after = lots[kept.lot_id], json.loads(kept.after)
        if all(getattr(lot, name) == value for name, value in after.items()):
            check_writable(lot.exhibitor)
            back.append((lot, json.loads(kept.before)))
    _write(back, PriceReason.UNDONE, by)
    edit.undone_at = now()
    note(by, "lot.bulk_undo", f"edition:{edit.edition_id}", lots=len(back))
    return len(back), len(edit.lots) - len(back)


def _becoming(
    lot: Lot,
    draft: BulkDraft,
    categories: dict[tuple[int, str], EditionCategory | None],
    by: Actor,
) -> Becoming:
    before: Said = {name: getattr(lot, name) for name in COLUMNS}
    try:
        check_writable(lot.exhibitor)
        after = _after(lot, draft, before, categories)
        if lot.is_catalogued and is_frozen(lot.exhibitor, by) and not _cheaper(before, after):
            raise BourseError("bulk_late")
        return Becoming(lot, before, after)
    except BourseError as error:
        return Becoming(lot, before, before, error)


def _cheaper(before: Said, after: Said) -> bool:
    """Whether the price falls and nothing else changes: what counts at once, however late."""
    lowered = int(after["price_cents"] or 0) <= int(before["price_cents"] or 0)
    return lowered and before | {"price_cents": None} == after | {"price_cents": None}


def _after(
    lot: Lot,
    draft: BulkDraft,
    before: Said,
    categories: dict[tuple[int, str], EditionCategory | None],
) -> Said:
    after = dict(before)
    if draft.category:
        after["category_code"] = draft.category
    if draft.condition:
        after["condition"] = draft.condition
    if draft.origin:
        after["origin"] = draft.origin
    if draft.price:
        after["price_cents"] = _price(lot, draft.price)
    code = str(after["category_code"])
    moved = code != lot.category_code
    if draft.by_default or (moved and lot.weight_method is WeightMethod.CATEGORY_DEFAULT):
        after |= _weight(lot, _category(lot.edition_id, code, categories))
    elif moved:
        _category(lot.edition_id, code, categories)
    return after


def _price(lot: Lot, rule: PriceRule) -> int:
    price = rule.of(lot.price)
    if max(price, price.times(lot.quantity)).cents > MOST_CENTS:
        raise BourseError("lot_too_large", field="price")
    return price.cents


def _weight(lot: Lot, category: EditionCategory) -> Said:
    if lot.unit in (Unit.KG, Unit.TONNE):
        return {}
    weighed = weigh(WeightDraft(method=WeightMethod.CATEGORY_DEFAULT), lot.unit, category)
    return {
        "weight_method": weighed.method,
        "unit_weight_g": weighed.weight.grams if weighed.weight else None,
        "material_code": weighed.material,
        "material_nano": weighed.content_nano,
    }


def _category(
    edition_id: int, code: str, known: dict[tuple[int, str], EditionCategory | None]
) -> EditionCategory:
    """The category as this edition has it, asked once; raises `category_off`."""
    if (edition_id, code) not in known:
        known[edition_id, code] = db.session.get(EditionCategory, (edition_id, code))
    found = known[edition_id, code]
    if found is None:
        raise BourseError("category_off", field="category")
    return found


def _json(one: Becoming, side: str) -> str:
    """What one side says, of the columns that change."""
    said: Said = getattr(one, side)
    return json.dumps({name: said[name] for name in COLUMNS if one.before[name] != one.after[name]})


def _write(becoming: Sequence[tuple[Lot, Said]], reason: PriceReason, by: Actor) -> None:
    changes = []
    for lot, said in becoming:
        if lot.status is not LotStatus.DRAFT and "price_cents" in said:
            changes.append(Repriced(lot.id, lot.price_cents, int(said["price_cents"] or 0)))
        for name, value in said.items():
            setattr(lot, name, KINDS[name](str(value)) if name in KINDS else value)
        lot.updated_at = now()
    db.session.flush()
    keep_change(changes, reason, by=by)
    revision.touch([lot for lot, _said in becoming])
