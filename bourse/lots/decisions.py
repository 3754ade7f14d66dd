"""Table of what the organiser answered to what is odd in a lot: fine, or a correction asked for.

An answer holds for what the lot said then (`mark`): once that changes, the question is asked again.
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bourse.clock import now
from bourse.db import Base, coded, db
from bourse.goods.hazards import HazardLevel, codes_of
from bourse.lots.models import Lot

MARK_LENGTH = 16


class LotFlag(StrEnum):
    """What is odd, missing or dangerous (DOMAIN.md, "Refuse or flag on a lot")."""

    FORBIDDEN = "forbidden"
    HAZARD = "hazard"
    UNKNOWN_WEIGHT = "unknown_weight"
    UNLIKELY_WEIGHT = "unlikely_weight"
    FREE = "free"
    ABOVE_NEW = "above_new"
    FAR_PRICE = "far_price"
    TWIN = "twin"
    OVERSOLD = "oversold"


_OF_TEXT = (LotFlag.FORBIDDEN, LotFlag.HAZARD)


class Answer(StrEnum):
    """What was decided of a question."""

    FINE = "fine"
    ASKED = "asked"


class LotDecision(Base):
    """The organiser's last answer to one question about a lot."""

    __tablename__ = "lot_decision"

    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    flag: Mapped[LotFlag] = mapped_column(coded(LotFlag), primary_key=True)
    mark: Mapped[str] = mapped_column(String(MARK_LENGTH))
    answer: Mapped[Answer] = mapped_column(coded(Answer))
    message: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime] = mapped_column(default=now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


def mark_of(lot: Lot, flag: LotFlag) -> str:
    """Names what a question is about: words for a hazard, prices and words for the rest."""
    said: list[object] = [lot.designation, lot.description]
    if flag not in _OF_TEXT:
        said += [lot.unit.value, lot.price_cents, lot.reference_price_cents, lot.category_code]
        said += [lot.unit_weight_g]
    return sha256(json.dumps(said).encode()).hexdigest()[:MARK_LENGTH]


def is_forbidden(lot: Lot) -> bool:
    """Whether its words name goods that nobody may offer, and the organiser has not said fine."""
    if lot.hazard not in codes_of(HazardLevel.FORBIDDEN):
        return False
    found = db.session.get(LotDecision, (lot.id, LotFlag.FORBIDDEN))
    if found is None or found.answer is not Answer.FINE:
        return True
    return found.mark != mark_of(lot, LotFlag.FORBIDDEN)
