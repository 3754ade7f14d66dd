"""How the weight that a lot keeps came about: said again, weighed or computed."""

from __future__ import annotations

from bourse.errors import BourseError
from bourse.goods.materials import material
from bourse.goods.weighing import Computation, OnScale, WeightDraft, WeightMethod
from bourse.lots.models import Lot
from bourse.values import Quantity, Unit, Weight


def computation(weight: WeightDraft, unit: Unit) -> Computation | None:
    """Where the weight of one unit comes from, computed from a material that is still known."""
    if weight.method is not WeightMethod.COMPUTED or weight.material is None:
        return None
    try:
        found = material(weight.material)
        nano = weight.content_nano
        if nano is None:
            nano = weight.dimensions.content_nano(found, unit)
        return Computation(found, found.basis(unit), nano)
    except BourseError:
        return None


def computation_of(lot: Lot) -> Computation | None:
    """Where this lot's weight came from, when it was computed from a material still known."""
    return computation(weight_of(lot), lot.unit)


def scale_of(lot: Lot) -> OnScale | None:
    """What the scale showed, for a lot that was weighed with its carrier."""
    if lot.weight_method is not WeightMethod.WEIGHED:
        return None
    gross, tare, milli = lot.weighed_gross_g, lot.weighed_tare_g, lot.weighed_milli
    if gross is None or tare is None or milli is None:
        return None
    return OnScale(Weight(gross), Weight(tare), Quantity(milli, lot.unit))


def weight_of(lot: Lot) -> WeightDraft:
    """How the lot's weight is known, as it would be said again."""
    return WeightDraft(
        method=lot.weight_method,
        unit_weight=lot.unit_weight,
        scale=scale_of(lot),
        material=lot.material_code,
        content_nano=lot.material_nano,
    )


def unscaled(weight: WeightDraft) -> WeightDraft:
    """The same weight said of other goods, which no scale has seen: what was weighed is declared.

    Else a copy would count as weighed in the report (DOMAIN.md, "Weight").
    """
    if weight.method is not WeightMethod.WEIGHED:
        return weight
    return WeightDraft(method=WeightMethod.DECLARED, unit_weight=weight.unit_weight)
