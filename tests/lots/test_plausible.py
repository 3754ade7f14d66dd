"""Which masses are asked about: the same in Python and in the database, for every kind of goods."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import Category
from bourse.goods.materials import materials
from bourse.goods.plausible import doubt, usual_weights
from bourse.lots.flags import LotFlag, condition, flags_of
from bourse.lots.models import Lot
from bourse.values import Unit, Weight
from tests.fixtures.edition import SmallEdition, a_lot


@pytest.mark.parametrize(
    ("category", "unit", "kilograms", "odd"),
    [
        ("MIN", Unit.PIECE, "22", False),
        ("MIN", Unit.PIECE, "4000", True),
        ("PLA", Unit.M2, "10,6", False),
        ("PLA", Unit.M2, "0,011", True),
        ("GRA", Unit.M3, "1,6", True),
        ("DIV", Unit.PIECE, "900", False),
        ("DIV", Unit.M3, "20000", True),
        ("MET", Unit.KG, "1", False),
    ],
)
def test_a_slipped_comma_is_seen(category: str, unit: Unit, kilograms: str, odd: bool) -> None:
    assert (doubt(category, unit, Weight.parse(kilograms)) is not None) is odd


def test_what_nobody_knows_is_not_odd() -> None:
    assert doubt("MIN", Unit.PIECE, None) is None


def test_no_material_of_the_table_is_odd_in_its_own_category() -> None:
    """A square metre, a cubic metre or a piece as the sources give it."""
    odd = [
        (found.code, unit)
        for found in materials().values()
        for unit, grams in found.grams.items()
        if doubt(found.category, unit, Weight(grams))
    ]
    assert odd == []


def test_the_database_flags_what_python_flags(small: SmallEdition) -> None:
    chance = random.Random(7)
    codes = db.session.scalars(select(Category.code).order_by(Category.code)).all()
    kinds = [*usual_weights(), *((code, chance.choice([*Unit])) for code in codes)]
    with transaction():
        for category, unit in kinds:
            usual = usual_weights().get((category, unit)) or usual_weights().get(("", unit))
            edges = (usual.least.grams, usual.most.grams) if usual else (1, 5_000_000)
            for grams in (edges[0] - 1, edges[0], edges[1], edges[1] + 1, None):
                lot = a_lot(
                    small.exhibitor,
                    f"{category} {unit} {grams}",
                    chance,
                    category_code=category or "DIV",
                    unit=unit,
                    unit_weight_g=grams,
                    weight_method="declared" if grams is not None else "unknown",
                )
                db.session.add(lot)
    lots = db.session.scalars(select(Lot).join(Lot.stock)).all()
    in_python = {lot.id for lot in lots if LotFlag.UNLIKELY_WEIGHT in flags_of(lot)}
    flagged = (
        select(Lot.id).where(condition(LotFlag.UNLIKELY_WEIGHT, small.edition.id)).join(Lot.stock)
    )
    assert set(db.session.scalars(flagged)) == in_python
    assert len(in_python) > 50
