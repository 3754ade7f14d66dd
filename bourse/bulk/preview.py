"""What each of many lots would become: asked before anything changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bourse.bulk import price_rule
from bourse.bulk.price_rule import PriceRule
from bourse.db import db
from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.goods.weighing import WeightDraft, WeightMethod, weigh
from bourse.lots.describing import MOST_CENTS
from bourse.lots.lifecycle import check_writable, frozen_among
from bourse.lots.models import Condition, Lot, Origin
from bourse.people.actor import Actor
from bourse.values import Unit

MOST = 2_000
"""Lots changed at once: the whole of the largest editions."""
COLUMNS = (
    *("category_code", "condition", "origin", "price_cents"),
    *("weight_method", "unit_weight_g", "material_code", "material_nano"),
    *("weighed_gross_g", "weighed_tare_g", "weighed_milli"),
)
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
    frozen = frozen_among(lots, by)
    becoming = [
        _becoming(lot, draft, categories, is_late=lot.exhibitor_id in frozen) for lot in lots
    ]
    return [one for one in becoming if one.changes]


def fingerprint(becoming: Sequence[Becoming]) -> str:
    """Names a preview: what is applied is what was looked at."""
    said = [(one.lot.code, one.before, one.after) for one in becoming]
    return sha256(json.dumps(said).encode()).hexdigest()


def _becoming(
    lot: Lot,
    draft: BulkDraft,
    categories: dict[tuple[int, str], EditionCategory | None],
    *,
    is_late: bool,
) -> Becoming:
    before: Said = {name: getattr(lot, name) for name in COLUMNS}
    try:
        check_writable(lot.exhibitor)
        after = _after(lot, draft, before, categories)
        if is_late and lot.is_catalogued and not only_cheaper(before, after):
            raise BourseError("bulk_late")
        return Becoming(lot, before, after)
    except BourseError as error:
        return Becoming(lot, before, before, error)


def only_cheaper(before: Said, after: Said) -> bool:
    """Whether the price falls and nothing else changes: what counts at once, however late."""
    lowered = int(after.get("price_cents") or 0) <= int(before.get("price_cents") or 0)
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
        "weighed_gross_g": None,
        "weighed_tare_g": None,
        "weighed_milli": None,
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
