"""What is odd in lots and not found fine: in one, in an edition, and what was asked of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased, joinedload

from bourse.db import db
from bourse.exhibitors.models import Exhibitor
from bourse.goods.hazards import Hazard, hazards
from bourse.lots.decisions import Answer, LotDecision, LotFlag, mark_of
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.moderation import flags
from bourse.moderation.flags import flags_of
from bourse.moderation.usual import Usual, usual_prices
from bourse.values import Page

PAGE = 50
CHUNK = 200
"""Lots read at once while looking for those that still ask something."""
ASKED_ABOUT = (
    *(LotFlag.FORBIDDEN, LotFlag.HAZARD, LotFlag.ABOVE_NEW),
    *(LotFlag.FREE, LotFlag.FAR_PRICE, LotFlag.TWIN, LotFlag.UNLIKELY_WEIGHT),
)
"""The flags that a person answers; the others mend themselves with the lot."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is odd in a lot: the hazard, what is usual, or the code of its twin, as the flag says.

    `mark` names what the lot said when it was raised (`decisions.mark_of`). `asked` is the message
    with which the exhibitor was asked to put it right, if they were.
    """

    flag: LotFlag
    mark: str
    hazard: Hazard | None = None
    usual: Usual | None = None
    twin: str | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Questioned:
    """A lot with all that is odd in it."""

    lot: Lot
    questions: tuple[Question, ...]

    @property
    def seen(self) -> str:
        """Names the questions, for the form that answers them."""
        return seen_of(self.questions)

    @property
    def is_asked(self) -> bool:
        """Whether the exhibitor was asked about all of it."""
        return all(question.asked is not None for question in self.questions)


def seen_of(questions: Sequence[Question]) -> str:
    """Names these questions as they stand, for the form that answers them."""
    return " ".join(f"{question.flag}:{question.mark}" for question in questions)


def questions_of(lot: Lot) -> tuple[Question, ...]:
    """What is odd in one lot and was not found fine as it is."""
    usual = usual_prices(lot.edition_id, (lot.category_code, lot.unit))
    twins = _twins([lot.id])
    decided = _decided([lot.id])
    return tuple(_questions(lot, usual.get((lot.category_code, lot.unit)), twins, decided))


def questioned(
    edition_id: int, *, asked: bool = False, after: str | None = None, size: int = PAGE
) -> Page[Questioned]:
    """Lots that ask something of the organiser, the oldest first; or those `asked` to be put right.

    Withdrawn and sold-out ones ask nothing. `after` is the code of the last one seen.
    """
    usual = usual_prices(edition_id)
    found: list[Questioned] = []
    last = db.session.scalar(select(Lot.id).where(Lot.code == after)) if after else None
    for chunk in _candidates(edition_id, last or 0):
        ids = [lot.id for lot in chunk]
        twins, decided = _twins(ids), _decided(ids)
        for lot in chunk:
            kind = usual.get((lot.category_code, lot.unit))
            odd = Questioned(lot, tuple(_questions(lot, kind, twins, decided)))
            if odd.questions and odd.is_asked is asked:
                found.append(odd)
        if len(found) > size:
            break
    return Page.of(found[: size + 1], size, lambda one: one.lot.code)


def asked_of(exhibitor: Exhibitor) -> list[Questioned]:
    """What the organiser has asked an exhibitor to put right and still stands; a page of it."""
    wanted = (
        select(Lot)
        .join(LotDecision, LotDecision.lot_id == Lot.id)
        .where(Lot.exhibitor_id == exhibitor.id, LotDecision.answer == Answer.ASKED)
        .distinct()
        .order_by(Lot.id)
        .limit(PAGE)
    )
    odd = [Questioned(lot, questions_of(lot)) for lot in db.session.scalars(wanted).unique()]
    return [one for one in odd if any(question.asked for question in one.questions)]


def _candidates(edition_id: int, last: int) -> Iterator[Sequence[Lot]]:
    """Lots with any flag that is asked about, a chunk at a time."""
    odd = or_(*(flags.condition(flag, edition_id) for flag in ASKED_ABOUT))
    wanted = (
        select(Lot)
        .join(Stock, Stock.lot_id == Lot.id)
        .where(Lot.edition_id == edition_id, Lot.status != LotStatus.WITHDRAWN, odd)
        .where(Lot.quantity_milli > Stock.sold_milli + Stock.removed_milli)
        .options(joinedload(Lot.exhibitor).joinedload(Exhibitor.company), joinedload(Lot.category))
        .order_by(Lot.id)
        .limit(CHUNK)
    )
    while chunk := db.session.scalars(wanted.where(Lot.id > last)).unique().all():
        yield chunk
        last = chunk[-1].id


def _questions(
    lot: Lot,
    usual: Usual | None,
    twins: dict[int, str],
    decided: dict[tuple[int, LotFlag], LotDecision],
) -> Iterator[Question]:
    raised = [flag for flag in flags_of(lot) if flag in ASKED_ABOUT]
    if usual and usual.is_far(lot.price):
        raised.append(LotFlag.FAR_PRICE)
    if lot.id in twins:
        raised.append(LotFlag.TWIN)
    for flag in raised:
        decision = decided.get((lot.id, flag))
        mark = mark_of(lot, flag)
        holds = decision is not None and decision.mark == mark
        if decision and holds and decision.answer is Answer.FINE:
            continue
        is_hazard = flag in (LotFlag.FORBIDDEN, LotFlag.HAZARD)
        yield Question(
            flag,
            mark,
            hazard=hazards().get(lot.hazard or "") if is_hazard else None,
            usual=usual if flag is LotFlag.FAR_PRICE else None,
            twin=twins.get(lot.id) if flag is LotFlag.TWIN else None,
            asked=decision.message if decision and holds else None,
        )


def _twins(ids: Collection[int]) -> dict[int, str]:
    """By lot, the code of one that was typed before and looks the same."""
    earlier = aliased(Lot)
    rows = db.session.execute(
        select(Lot.id, earlier.code)
        .join(earlier, flags.of_twin(earlier))
        .where(Lot.id.in_(ids))
        .order_by(earlier.id.desc())
    )
    return {lot_id: code for lot_id, code in rows}  # noqa: C416 -- rows are no pairs to mypy


def _decided(ids: Collection[int]) -> dict[tuple[int, LotFlag], LotDecision]:
    rows = db.session.scalars(select(LotDecision).where(LotDecision.lot_id.in_(ids)))
    return {(row.lot_id, row.flag): row for row in rows}
