"""What would be odd in a lot that is still being typed, as far as the database must be asked.

The form itself knows what follows from its own fields: what is free, dearer than new, too heavy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.exhibitors.models import Exhibitor
from bourse.goods.hazards import HazardLevel, hazard_of, hazards
from bourse.goods.likeness import likeness_of
from bourse.lots.decisions import LotFlag
from bourse.lots.models import Lot, LotStatus
from bourse.moderation.flags import NEAR_PERCENT
from bourse.moderation.questions import Question
from bourse.moderation.usual import usual_prices
from bourse.values import Money, Unit


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """What stands in the fields so far; `lot` is the id of the one that is changed, if any."""

    designation: str
    description: str
    category: str
    unit: Unit | None
    price: Money | None
    lot: int | None = None


def foreseen(exhibitor: Exhibitor, typed: HalfTyped) -> list[Question]:
    """The questions that its words and its price would raise, the gravest first."""
    return [*_hazard(typed), *_far_price(exhibitor.edition_id, typed), *_twin(exhibitor, typed)]


def _hazard(typed: HalfTyped) -> Iterator[Question]:
    hazard = hazards().get(hazard_of(typed.designation, typed.description) or "")
    if hazard is not None:
        is_forbidden = hazard.level is HazardLevel.FORBIDDEN
        flag = LotFlag.FORBIDDEN if is_forbidden else LotFlag.HAZARD
        yield Question(flag, hazard.code, hazard=hazard)


def _far_price(edition_id: int, typed: HalfTyped) -> Iterator[Question]:
    if typed.price is None or typed.unit is None:
        return
    kind = (typed.category, typed.unit)
    usual = usual_prices(edition_id, kind).get(kind)
    if usual and usual.is_far(typed.price):
        yield Question(LotFlag.FAR_PRICE, str(typed.price.cents), usual=usual)


def _twin(exhibitor: Exhibitor, typed: HalfTyped) -> Iterator[Question]:
    """Another lot of the firm that looks the same and costs about as much, once it has a price."""
    likeness = typed.unit and likeness_of(typed.designation, typed.unit)
    if not likeness or typed.price is None:
        return
    wanted = select(Lot.code, Lot.price_cents).where(
        Lot.exhibitor_id == exhibitor.id,
        Lot.likeness == likeness,
        Lot.status != LotStatus.WITHDRAWN,
        Lot.id != (typed.lot or 0),
    )
    near = NEAR_PERCENT * typed.price.cents
    for code, cents in db.session.execute(wanted.order_by(Lot.id)):
        if 100 * abs(cents - typed.price.cents) <= near:
            yield Question(LotFlag.TWIN, code, twin=code)
            return
