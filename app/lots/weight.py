"""Where a lot's weight comes from, in one sentence; a computed one with its source."""

from __future__ import annotations

from decimal import Decimal

from flask import Flask
from flask_babel import gettext

from app.language import current
from bourse.goods.materials import NANO
from bourse.goods.weighing import Computation, OnScale, WeightMethod
from bourse.lots.models import Lot
from bourse.lots.weight import computation_of, scale_of
from bourse.values import Unit
from reports.kit import formats
from reports.kit.words import word


def weight_source(lot: Lot) -> str:
    """The method and why: "Computed: OSB, 605 kg/m³ × 0.0375 m³. Source: KBOB, 2022."."""
    if scale := scale_of(lot):
        return _weighed(scale)
    if found := computation_of(lot):
        return _computed(lot, found)
    if lot.weight_method is WeightMethod.CATEGORY_DEFAULT:
        return gettext("The organiser’s usual weight of this category.")
    return word(lot.weight_method, current())


def _weighed(scale: OnScale) -> str:
    return gettext(
        "Weighed: %(gross)s less %(tare)s, shared among %(counted)s.",
        gross=formats.weight(scale.gross, current()),
        tare=formats.weight(scale.tare, current()),
        counted=formats.quantity(scale.counted, current()),
    )


def _computed(lot: Lot, found: Computation) -> str:
    method = word(lot.weight_method, current())
    if found.material.is_own:
        return gettext(
            "%(method)s: %(mass)s%(content)s, a density given by the exhibitor.",
            method=method,
            mass=_mass(found),
            content=_content(found),
        )
    return gettext(
        "%(method)s: %(material)s, %(mass)s%(content)s. Source: %(source)s, %(year)s.",
        method=method,
        material=found.material.label,
        mass=_mass(found),
        content=_content(found),
        source=found.material.source,
        year=found.material.year,
    )


def _mass(found: Computation) -> str:
    """10.6 kg/m²."""
    kilograms = formats.decimal(found.mass.kilograms, current(), 3)
    return f"{kilograms}\N{NO-BREAK SPACE}kg/{_unit(found.basis)}"


def _content(found: Computation) -> str:
    """× 0.0375 m³, unless one unit holds exactly one."""
    if found.content_nano == NANO:
        return ""
    amount = formats.decimal(Decimal(found.content_nano).scaleb(-9), current(), 9)
    return f" × {amount}\N{NO-BREAK SPACE}{_unit(found.basis)}"


def _unit(unit: Unit) -> str:
    return formats.unit(unit) if unit is not Unit.PIECE else word(unit, current())


def init_app(app: Flask) -> None:
    """Give templates |weight_source."""
    app.jinja_env.filters["weight_source"] = weight_source
