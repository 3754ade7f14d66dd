"""What a person should look at in a lot; a forbidden hazard alone keeps it off the sale."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, exists, or_
from sqlalchemy.orm import aliased

from bourse.goods.hazards import HazardLevel, codes_of
from bourse.goods.plausible import doubt, usual_weights
from bourse.lots.decisions import LotFlag
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.moderation.usual import far_from, usual_prices

NEAR_PERCENT = 10
"""Twins cost the same, give or take this much."""


_LEVELS = {LotFlag.FORBIDDEN: HazardLevel.FORBIDDEN, LotFlag.HAZARD: HazardLevel.CHECK}
_earlier = aliased(Lot)


def condition(flag: LotFlag, edition_id: int) -> ColumnElement[bool]:
    """The condition that a lot of this edition has this flag; the query joins `Stock`."""
    match flag:
        case LotFlag.UNKNOWN_WEIGHT:
            return Lot.unit_weight_g.is_(None)
        case LotFlag.UNLIKELY_WEIGHT:
            return _is_unlikely()
        case LotFlag.FREE:
            return Lot.price_cents == 0
        case LotFlag.ABOVE_NEW:
            return Lot.price_cents > Lot.reference_price_cents
        case LotFlag.OVERSOLD:
            return Stock.sold_milli + Stock.removed_milli > Lot.quantity_milli
        case LotFlag.FAR_PRICE:
            return far_from(usual_prices(edition_id))
        case LotFlag.TWIN:
            return exists().where(of_twin()).correlate(Lot)
        case LotFlag.FORBIDDEN | LotFlag.HAZARD:
            return Lot.hazard.in_(codes_of(_LEVELS[flag]))


def of_twin(earlier: type[Lot] = _earlier) -> ColumnElement[bool]:
    """The condition that `earlier` was typed before by the same exhibitor and looks the same."""
    apart = 100 * (earlier.price_cents - Lot.price_cents)
    near = NEAR_PERCENT * Lot.price_cents
    return and_(
        earlier.exhibitor_id == Lot.exhibitor_id,
        earlier.likeness == Lot.likeness,
        earlier.id < Lot.id,
        earlier.status != LotStatus.WITHDRAWN,
        and_(apart <= near, apart >= -near),
    )


def flags_of(lot: Lot) -> list[LotFlag]:
    """The flags of a lot already read, by the same rules as `condition`.

    But for those that compare it with others, `TWIN` and `FAR_PRICE`: see questions.py.
    """
    raised = {
        **{flag: lot.hazard in codes_of(level) for flag, level in _LEVELS.items()},
        LotFlag.UNKNOWN_WEIGHT: lot.unit_weight_g is None,
        LotFlag.UNLIKELY_WEIGHT: doubt(lot.category_code, lot.unit, lot.unit_weight) is not None,
        LotFlag.FREE: lot.price_cents == 0,
        LotFlag.ABOVE_NEW: lot.price_cents > (lot.reference_price_cents or lot.price_cents),
        LotFlag.OVERSOLD: lot.remaining.milli < 0,
    }
    return [flag for flag, is_raised in raised.items() if is_raised]


def _is_unlikely() -> ColumnElement[bool]:
    """The condition that such a weight is questioned: the rule of `doubt`, in the database."""
    own, general = [], []
    for (category, unit), usual in usual_weights().items():
        odd = or_(Lot.unit_weight_g < usual.least.grams, Lot.unit_weight_g > usual.most.grams)
        if category:
            own.append((and_(Lot.category_code == category, Lot.unit == unit), odd))
        else:
            general.append((Lot.unit == unit, odd))
    return case(*own, *general, else_=False)
