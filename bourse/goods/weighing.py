"""How heavy one unit of goods is, by the way it is known; in grams, frozen when a lot is saved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.goods.materials import Dimensions, Material, material
from bourse.values import Quantity, Unit, Weight, round_half_up
from bourse.values.quantity import MILLI

NO_DIMENSIONS = Dimensions()
BY_WEIGHT = {Unit.KG: Weight(1_000), Unit.TONNE: Weight(1_000_000)}
"""Goods sold by weight: one unit weighs what its name says."""


class WeightMethod(StrEnum):
    """How a weight is known (DOMAIN.md, "Weight"); unknown is missing, never zero."""

    WEIGHED = "weighed"
    DECLARED = "declared"
    COMPUTED = "computed"
    CATEGORY_DEFAULT = "category_default"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OnScale:
    """What a scale showed: so many units with what carries them, and the carrier alone (tare)."""

    gross: Weight
    tare: Weight
    counted: Quantity

    def unit_weight(self) -> Weight:
        """Weight of one unit; raises `tare_above_gross` and `quantity_not_positive`."""
        if self.counted.milli <= 0:
            raise BourseError("quantity_not_positive", field="counted")
        if self.tare.grams < 0 or self.tare >= self.gross:
            raise BourseError("tare_above_gross", field="tare")
        return Weight(round_half_up((self.gross - self.tare).grams * MILLI, self.counted.milli))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightDraft:
    """How a weight is known and from what.

    `scale` or `unit_weight` for weighed, `unit_weight` for declared; for computed, `material` and
    the `dimensions` of one unit or its `content_nano` (billionths of the m², m³ or piece that the
    material's mass is per), of which the dimensions win.
    """

    method: WeightMethod
    unit_weight: Weight | None = None
    scale: OnScale | None = None
    material: str | None = None
    dimensions: Dimensions = NO_DIMENSIONS
    content_nano: int | None = None


@dataclass(frozen=True, slots=True)
class UnitWeight:
    """The weight of one unit; None when it is unknown. Some keep what they came from."""

    weight: Weight | None
    method: WeightMethod
    material: str | None = None
    content_nano: int | None = None
    scale: OnScale | None = None


def weigh(draft: WeightDraft, unit: Unit, category: EditionCategory) -> UnitWeight:
    """The weight of one unit of a lot of this category.

    Goods sold by the kilogram or tonne weigh what they say, whatever was answered. Raises
    `weight_missing`, `weight_not_positive`, `tare_above_gross`, `quantity_not_positive`,
    `material_unknown`, `material_unit`, `dimension_missing`, `density_unlikely`,
    `category_without_default`, `category_default_unit`.
    """
    if unit in BY_WEIGHT:
        weighed = draft.method is WeightMethod.WEIGHED
        method = WeightMethod.WEIGHED if weighed else WeightMethod.DECLARED
        return UnitWeight(BY_WEIGHT[unit], method)
    if draft.method is WeightMethod.WEIGHED and draft.scale is not None:
        return UnitWeight(_given(draft.scale.unit_weight()), draft.method, scale=draft.scale)
    match draft.method:
        case WeightMethod.WEIGHED | WeightMethod.DECLARED:
            return UnitWeight(_given(draft.unit_weight), draft.method)
        case WeightMethod.COMPUTED:
            return _computed(draft, unit)
        case WeightMethod.CATEGORY_DEFAULT:
            return UnitWeight(default_weight(category, unit), draft.method)
        case WeightMethod.UNKNOWN:
            return UnitWeight(None, draft.method)


def default_weight(category: EditionCategory, unit: Unit) -> Weight:
    """The organiser's weight of one of the category's first unit; see `weigh` for its errors."""
    if category.default_weight is None:
        raise BourseError("category_without_default", field="method")
    first = Unit(category.category.units.split("|")[0])
    if unit is not first:
        raise BourseError("category_default_unit", field="method", unit=first)
    return category.default_weight


@dataclass(frozen=True, slots=True)
class Computation:
    """Where a computed weight came from: so much of a material, per its basis, and its source."""

    material: Material
    basis: Unit
    content_nano: int

    @property
    def mass(self) -> Weight:
        """What one m², m³ or piece of the material weighs."""
        return Weight(self.material.grams[self.basis])


def _given(weight: Weight | None) -> Weight:
    if weight is None:
        raise BourseError("weight_missing", field="unit_weight")
    if weight.grams <= 0:
        raise BourseError("weight_not_positive", field="unit_weight")
    return weight


def _computed(draft: WeightDraft, unit: Unit) -> UnitWeight:
    found = material(draft.material)
    measured = draft.dimensions != NO_DIMENSIONS or draft.content_nano is None
    content = draft.dimensions.content_nano(found, unit) if measured else draft.content_nano or 0
    weight = found.weigh(unit, content)
    if weight.grams <= 0:
        raise BourseError("weight_not_positive", field="material")
    return UnitWeight(weight, WeightMethod.COMPUTED, found.code, content)
