"""What the scripts of a lot's form work out by themselves, as the server would: facts and words.

They stand in the page, so that the helper answers at once and without a network.
"""

from __future__ import annotations

from flask_babel import gettext

from app.language import current
from bourse.editions.models import Edition
from bourse.goods.materials import HEAVIEST, LIGHTEST, materials
from bourse.goods.plausible import usual_weights
from bourse.values import Unit
from reports.kit.words import word


def form_facts(edition: Edition) -> dict[str, object]:
    """Masses of materials, usual weights by category and unit, and the sentences about them."""
    return {
        "language": current(),
        "currency": edition.currency,
        "materials": [
            {
                "code": found.code,
                "category": found.category,
                "label": found.label,
                "grams": {unit.value: grams for unit, grams in found.grams.items()},
                "source": found.source,
                "year": found.year,
            }
            for found in materials().values()
        ],
        "density": [LIGHTEST, HEAVIEST],
        "defaults": {
            held.category_code: {
                "grams": held.default_weight_g,
                "unit": held.category.units.split("|")[0],
            }
            for held in edition.categories
            if held.default_weight_g is not None
        },
        "usual": [
            {
                "category": category,
                "unit": unit.value,
                "least": usual.least.grams,
                "most": usual.most.grams,
            }
            for (category, unit), usual in usual_weights().items()
        ],
        "units": {unit.value: word(unit, current()) for unit in Unit},
        "words": _words(),
    }


def _words() -> dict[str, str]:
    """Sentences with %(names)s left open, for the scripts to fill in."""
    return {
        "discount": gettext("%(share)s off the price when new"),
        "dearer": gettext("Dearer than new: is the price right?"),
        "free": gettext("Given away"),
        "weighs": gettext("%(one)s for one %(unit)s, %(all)s in all."),
        "weighs_one": gettext("%(one)s for one %(unit)s."),
        "computed": gettext(
            "Computed: %(label)s, %(mass)s × %(content)s. Source: %(source)s, %(year)s."
        ),
        "own": gettext("Computed by your density: %(mass)s × %(content)s."),
        "weighed": gettext("Weighed: %(gross)s less %(tare)s, shared among %(counted)s."),
        "default": gettext("The organiser’s usual weight of this category."),
        "no_default": gettext("The organiser gave no usual weight for this category and unit."),
        "tare": gettext("The carrier alone weighs less than with its load: check gross and tare."),
        "unfit": gettext("The mass of this material does not fit this unit."),
        "unlikely": gettext(
            "%(weight)s for one %(unit)s: is it right? Usual are %(least)s to %(most)s."
        ),
    }
