"""What a person should look at in a lot; nothing here refuses it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, or_

from bourse.lots import plausible
from bourse.lots.models import Lot, Stock
from bourse.lots.search import words


class LotFlag(StrEnum):
    """What is odd, missing or dangerous (DOMAIN.md, "Refuse or flag on a lot")."""

    UNKNOWN_WEIGHT = "unknown_weight"
    UNLIKELY_WEIGHT = "unlikely_weight"
    FREE = "free"
    ABOVE_NEW = "above_new"
    OVERSOLD = "oversold"
    HAZARD = "hazard"


HAZARDS = ("amiante", "fibrociment", "plomb", "gaz", "solvant", "créosote")
"""Words of goods that may hold asbestos or lead, burn gas, or poison."""
_HAZARD_STEMS = tuple(words(" ".join(HAZARDS)))


def condition(flag: LotFlag) -> ColumnElement[bool]:
    """The condition that a lot has this flag; the query joins `Stock`."""
    match flag:
        case LotFlag.UNKNOWN_WEIGHT:
            return Lot.unit_weight_g.is_(None)
        case LotFlag.UNLIKELY_WEIGHT:
            return plausible.is_unlikely()
        case LotFlag.FREE:
            return Lot.price_cents == 0
        case LotFlag.ABOVE_NEW:
            return Lot.price_cents > Lot.reference_price_cents
        case LotFlag.OVERSOLD:
            return Stock.sold_milli + Stock.removed_milli > Lot.quantity_milli
        case LotFlag.HAZARD:
            return or_(*(Lot.search_words.like(f"% {stem} %") for stem in _HAZARD_STEMS))


def flags_of(lot: Lot) -> list[LotFlag]:
    """The flags of a lot already read; the same rules as `condition`."""
    raised = {
        LotFlag.UNKNOWN_WEIGHT: lot.unit_weight_g is None,
        LotFlag.UNLIKELY_WEIGHT: plausible.doubt(lot.category_code, lot.unit, lot.unit_weight)
        is not None,
        LotFlag.FREE: lot.price_cents == 0,
        LotFlag.ABOVE_NEW: lot.price_cents > (lot.reference_price_cents or lot.price_cents),
        LotFlag.OVERSOLD: lot.remaining.milli < 0,
        LotFlag.HAZARD: any(f" {stem} " in lot.search_words for stem in _HAZARD_STEMS),
    }
    return [flag for flag, is_raised in raised.items() if is_raised]
