"""What the form's scripts must work out as the server does: the weight of one unit, odd or not."""

from __future__ import annotations

from random import Random

from bourse.editions.models import Category, EditionCategory
from bourse.errors import BourseError
from bourse.goods.materials import (
    HEAVIEST,
    LIGHTEST,
    Dimensions,
    material,
    materials,
    own_material,
    read_content,
)
from bourse.goods.plausible import doubt, usual_weights
from bourse.goods.weighing import BY_WEIGHT, OnScale, WeightDraft, WeightMethod, weigh
from bourse.values import Quantity, Unit, Weight
from bourse.values.number import read_scaled

SIZES = ("", "0", "1", "60", "83,5", "250", "0,75", "12,5")
CONTENTS = ("", "0,0441 m³", "3 m²", "1 u", "3", "12 kg")
CATEGORY = EditionCategory(category_code="MIN", default_weight_g=12_500)
CATEGORY.category = Category(code="MIN", units="u|m2")


def weighing_vectors(rng: Random) -> dict[str, object]:
    """Facts of a form, and what many forms say of the weight of one unit (None: nothing yet)."""
    return {
        "facts": {
            "materials": [
                {"code": found.code, "grams": dict(found.grams)} for found in materials().values()
            ],
            "density": [LIGHTEST, HEAVIEST],
            "defaults": {"MIN": {"grams": 12_500, "unit": "u"}},
            "usual": [
                {
                    "category": category,
                    "unit": unit,
                    "least": row.least.grams,
                    "most": row.most.grams,
                }
                for (category, unit), row in usual_weights().items()
            ],
        },
        "weights": [_weight(_said(rng)) for _ in range(1_500)],
    }


def _said(rng: Random) -> dict[str, str]:
    return {
        "unit": rng.choice([*Unit]).value,
        "category": "MIN",
        "quantity": rng.choice(("1", "12", "40")),
        "method": rng.choice([*WeightMethod]).value,
        "unit_weight": rng.choice(("", "14,2", "4000", "0")),
        "gross": rng.choice(("", "830", "22", "0,5")),
        "tare": rng.choice(("", "22", "830")),
        "counted": rng.choice(("", "7", "0")),
        "material": rng.choice(("", "own", *materials())),
        "density": rng.choice(("", "605", "1", "20000")),
        "content": rng.choice(CONTENTS),
        **{side: rng.choice(SIZES) for side in ("length", "width", "thickness")},
    }


def _weight(said: dict[str, str]) -> dict[str, object]:
    """The form with its weight in grams, and whether that is odd; None where it is refused."""
    unit = Unit(said["unit"])
    try:
        draft = WeightDraft(method=WeightMethod.DECLARED) if unit in BY_WEIGHT else _draft(said)
        weight = weigh(draft, unit, CATEGORY).weight
    except BourseError:
        weight = None
    odd = doubt("MIN", unit, weight) is not None
    return {"said": said, "grams": weight.grams if weight else None, "odd": odd}


def _draft(said: dict[str, str]) -> WeightDraft:
    """As app/lots/weight_fields.py reads the form."""
    method, unit = WeightMethod(said["method"]), Unit(said["unit"])
    if method is WeightMethod.COMPUTED:
        return _computed(said, unit)
    scale = None
    if method is WeightMethod.WEIGHED and said["gross"]:
        counted = read_scaled(said["counted"] or said["quantity"], 3)
        tare = Weight.parse(said["tare"] or "0")
        scale = OnScale(Weight.parse(said["gross"]), tare, Quantity(counted, unit))
    declared = Weight.parse(said["unit_weight"]) if said["unit_weight"] else None
    return WeightDraft(method=method, unit_weight=declared, scale=scale)


def _computed(said: dict[str, str], unit: Unit) -> WeightDraft:
    code = said["material"]
    if code == "own":
        code = own_material(read_scaled(said["density"], 3)).code
    decimals = {"length": 4, "width": 4, "thickness": 3}
    sizes = {
        side: read_scaled(said[side], digits) if said[side] else None
        for side, digits in decimals.items()
    }
    nano, found = None, material(code)
    if said["content"] and not any(size is not None for size in sizes.values()):
        nano, per = read_content(said["content"])
        if not found.sides(unit):
            nano = None
        elif per is not found.basis(unit):
            raise BourseError("content_basis")
    return WeightDraft(
        method=WeightMethod.COMPUTED,
        material=code,
        dimensions=Dimensions(**sizes),
        content_nano=nano,
    )
