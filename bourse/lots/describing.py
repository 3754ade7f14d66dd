"""What is said of a lot, the rules that hold for it, and the columns that keep it.

The one place for both: a lot written by itself (service.py), and ten thousand at once (batch.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.goods.hazards import hazard_of
from bourse.goods.likeness import likeness_of
from bourse.goods.plausible import check_plausible
from bourse.goods.stems import search_words
from bourse.goods.weighing import WeightDraft, weigh
from bourse.lots.models import Condition, Lot, Origin
from bourse.lots.weight import weight_of
from bourse.values import Money, Quantity, Weight
from bourse.values.plain import plain, plain_line

LONGEST = {"designation": 200, "own_reference": 60, "description": 5_000}
"""Letters of each text, however it comes in: what a file brought is saved again by the form."""
MOST_PIECES = 50
MOST_CENTS, MOST_GRAMS = 10**11, 10**11
"""A line of a receipt holds no more: a lot beyond this was mistyped, and no till could sell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotDraft:
    """What is said of a lot: prices and weight of one unit, VAT included, quantity in all."""

    designation: str
    category: str
    quantity: Quantity
    condition: Condition
    origin: Origin
    price: Money
    weight: WeightDraft
    reference_price: Money | None = None
    description: str = ""
    own_reference: str = ""
    pieces: int = 1
    weight_sure: bool = True
    """Not to be asked whether such a mass can be: confirmed, or nobody is there to answer."""

    def __post_init__(self) -> None:
        """Keep of the texts what people see of them, wherever they were typed or pasted from."""
        for name in ("designation", "own_reference"):
            object.__setattr__(self, name, plain_line(getattr(self, name)))
        object.__setattr__(self, "description", plain(self.description))

    @property
    def reference_key(self) -> str:
        """The exhibitor's own reference as it is compared: "c-1" is "C-1"; empty for none."""
        return self.own_reference.strip().casefold()


def columns_of(draft: LotDraft, category: EditionCategory) -> dict[str, object]:
    """The draft as the columns of a lot; its words are added by `findable`.

    Raises `designation_missing`, `text_long`, `quantity_not_positive`, `price_negative`,
    `reference_price_not_positive`, `lot_too_large` for more than a till sells, what
    `weighing.weigh` raises, and `weight_unlikely` for a mass that nobody has confirmed.
    """
    _check(draft)
    weighed = weigh(draft.weight, draft.quantity.unit, category)
    unit_weight = weighed.weight or Weight(0)
    if max(unit_weight, unit_weight.times(draft.quantity)).grams > MOST_GRAMS:
        raise BourseError("lot_too_large", field="quantity")
    if weighed.weight and not draft.weight_sure:
        check_plausible(category, draft.quantity.unit, weighed.weight)
    scale = weighed.scale
    return {
        "designation": draft.designation.strip(),
        "description": draft.description.strip(),
        "own_reference": draft.own_reference.strip(),
        "pieces": draft.pieces,
        "category_code": draft.category,
        "quantity_milli": draft.quantity.milli,
        "unit": draft.quantity.unit,
        "condition": draft.condition,
        "origin": draft.origin,
        "price_cents": draft.price.cents,
        "reference_price_cents": draft.reference_price.cents if draft.reference_price else None,
        "unit_weight_g": weighed.weight.grams if weighed.weight else None,
        "weight_method": weighed.method,
        "material_code": weighed.material,
        "material_nano": weighed.content_nano,
        "weighed_gross_g": scale.gross.grams if scale else None,
        "weighed_tare_g": scale.tare.grams if scale else None,
        "weighed_milli": scale.counted.milli if scale else None,
    }


def draft_of(lot: Lot) -> LotDraft:
    """What a lot that is there says."""
    return LotDraft(
        designation=lot.designation,
        category=lot.category_code,
        quantity=lot.quantity,
        condition=lot.condition,
        origin=lot.origin,
        price=lot.price,
        weight=weight_of(lot),
        reference_price=lot.reference_price,
        description=lot.description,
        own_reference=lot.own_reference,
        pieces=lot.pieces,
    )


def findable(columns: Mapping[str, object]) -> dict[str, object]:
    """The columns of a lot with what its words make of it: found, dangerous, like another."""
    designation, description = str(columns["designation"]), str(columns["description"])
    return {
        **columns,
        "search_words": search_words(designation, description, str(columns["own_reference"])),
        "hazard": hazard_of(designation, description),
        "likeness": likeness_of(designation, str(columns["unit"])),
    }


def check_against_gone(draft: LotDraft, gone: Quantity) -> None:
    """Whether a lot of which `gone` was sold or removed may be described so.

    Raises `unit_fixed`, and `quantity_below_gone` (gone).
    """
    if gone and draft.quantity.unit is not gone.unit:
        raise BourseError("unit_fixed", field="unit")
    if gone and draft.quantity < gone:
        raise BourseError("quantity_below_gone", field="quantity", gone=gone)


def category_among(
    categories: Mapping[str, EditionCategory], edition_id: int, code: str, kept: str | None = None
) -> EditionCategory:
    """The category as the edition has it; raises `category_off` unless it is on, or `kept`."""
    if code in categories:
        return categories[code]
    if code != kept:
        raise BourseError("category_off", field="category")
    return EditionCategory(edition_id=edition_id, category_code=code)


def _check(draft: LotDraft) -> None:
    """The rules that hold whatever the category."""
    if not draft.designation.strip():
        raise BourseError("designation_missing", field="designation")
    for field, maximum in LONGEST.items():
        if len(getattr(draft, field).strip()) > maximum:
            raise BourseError("text_long", field=field, maximum=maximum)
    if not 1 <= draft.pieces <= MOST_PIECES:
        raise BourseError("pieces_range", field="pieces", most=MOST_PIECES)
    if draft.quantity.milli <= 0:
        raise BourseError("quantity_not_positive", field="quantity")
    if draft.price.cents < 0:
        raise BourseError("price_negative", field="price")
    if draft.reference_price is not None and draft.reference_price.cents <= 0:
        raise BourseError("reference_price_not_positive", field="reference_price")
    for price in (draft.price, draft.reference_price or draft.price):
        if max(price, price.times(draft.quantity)).cents > MOST_CENTS:
            raise BourseError("lot_too_large", field="quantity")
