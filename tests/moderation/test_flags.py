"""Flags: the database raises those that Python does, for every kind of goods."""

from __future__ import annotations

import random

from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import Category
from bourse.goods.plausible import usual_weights
from bourse.lots.decisions import LotFlag
from bourse.lots.models import Lot
from bourse.moderation.flags import condition, flags_of
from bourse.values import Unit
from tests.fixtures.edition import SmallEdition, a_lot


def test_the_database_doubts_the_weights_that_python_doubts(small: SmallEdition) -> None:
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
