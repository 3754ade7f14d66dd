"""The life of a lot: every legal move, and who may make it.

    draft ──▶ published ──▶ on sale ──▶ sold out
      │           │            │
      ▼           ▼            ▼  the edition closes
    withdrawn ◀───┴────────────┤
                               ▼
                            unsold ──▶ placed: returned, given, matériauthèque, recycled, disposed

Only draft, offered and withdrawn are kept (`MOVES`, docs/life-of-a-lot.md). The others follow from
the edition, the stock and the dispositions (`stage_of`), so that nothing can disagree with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum

from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.conformity import declaration_of
from bourse.exhibitors.deadline import is_closed
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.lots.decisions import is_forbidden
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import SYSTEM, Actor
from bourse.people.models import Role
from bourse.values import Quantity

MOVES: dict[LotStatus, frozenset[LotStatus]] = {
    LotStatus.DRAFT: frozenset({LotStatus.OFFERED, LotStatus.WITHDRAWN}),
    LotStatus.OFFERED: frozenset({LotStatus.WITHDRAWN}),
    LotStatus.WITHDRAWN: frozenset({LotStatus.OFFERED}),
}
"""From where a lot may go: offered, withdrawn, put back. Nothing becomes a draft again."""


class LotStage(StrEnum):
    """Where a lot is in its life, as people see it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    WITHDRAWN = "withdrawn"
    UNSOLD = "unsold"
    PLACED = "placed"


MAY_PREPARE = (ExhibitorStatus.APPLIED, ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)
"""Whose lots may be written: an applicant prepares drafts while the organiser decides."""
MAY_OFFER = (ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)


def check_writable(exhibitor: Exhibitor) -> None:
    """Raises `edition_closed`, or `exhibitor_out` for one refused, cancelled or unconfirmed."""
    if exhibitor.edition.status is EditionStatus.CLOSED:
        raise BourseError("edition_closed")
    if exhibitor.status not in MAY_PREPARE:
        raise BourseError("exhibitor_out")


def check_offering(exhibitor: Exhibitor) -> None:
    """Whether its lots may go on sale; raises like `check_writable`, `exhibitor_not_confirmed`."""
    check_writable(exhibitor)
    if exhibitor.status not in MAY_OFFER:
        raise BourseError("exhibitor_not_confirmed")


def check_move(lot: Lot, to: LotStatus, by: Actor) -> None:
    """Whether `by` may move the lot there now; to withdraw, the edition need only not be closed.

    Raises `lot_move` for a move that is none, `edition_closed`, `exhibitor_out`,
    `exhibitor_not_confirmed`, and, unless the organiser does it, `lot_moderated` when they withdrew
    the lot, `lot_forbidden` for goods that wait until they find them fine.
    """
    if to not in MOVES[lot.status]:
        raise BourseError("lot_move", designation=lot.designation)
    if to is LotStatus.WITHDRAWN:
        if lot.exhibitor.edition.status is EditionStatus.CLOSED:
            raise BourseError("edition_closed")
        return
    check_offering(lot.exhibitor)
    if organises(by):
        return
    if lot.moderation_note:
        raise BourseError("lot_moderated", designation=lot.designation)
    if is_held_back(lot, by):
        raise BourseError("lot_forbidden", designation=lot.designation)


def is_held_back(lot: Lot, by: Actor) -> bool:
    """Whether these goods wait for the organiser to say that they may be sold."""
    return not organises(by) and is_forbidden(lot)


def moves(lot: Lot, by: Actor) -> frozenset[LotStatus]:
    """Where `by` may move this lot now: what its page offers."""
    possible = set()
    for to in MOVES[lot.status]:
        with suppress(BourseError):
            check_move(lot, to, by)
            possible.add(to)
    return frozenset(possible)


def stage_of(lot: Lot, placed: Quantity | None = None) -> LotStage:
    """Where the lot is; `placed` is how much of what was unsold went somewhere."""
    if lot.status is not LotStatus.OFFERED:
        return LotStage(lot.status.value)
    if lot.remaining.milli <= 0:
        return LotStage.SOLD_OUT
    match lot.exhibitor.edition.status:
        case EditionStatus.PREPARING:
            return LotStage.PUBLISHED
        case EditionStatus.OPEN:
            return LotStage.ON_SALE
        case EditionStatus.CLOSED:
            return LotStage.PLACED if placed and placed >= lot.remaining else LotStage.UNSOLD


def check_disposing(lot: Lot, by: Actor) -> None:
    """Whether `by` may say where this unsold lot went: the organiser, once the edition is closed.

    Raises `disposition_not_yours`, `disposition_early`, and `lot_move` for one that was not on
    sale at the end.
    """
    if not organises(by):
        raise BourseError("disposition_not_yours")
    if lot.exhibitor.edition.status is not EditionStatus.CLOSED:
        raise BourseError("disposition_early")
    if lot.status is not LotStatus.OFFERED:
        raise BourseError("lot_move", designation=lot.designation)


def organises(by: Actor) -> bool:
    """Whether this person decides for the edition."""
    return by == SYSTEM or Role.ORGANISER in by.roles


def may_offer(exhibitor: Exhibitor, by: Actor) -> bool:
    """Whether the declaration of conformity is no obstacle: it was made, or the organiser acts."""
    return organises(by) or declaration_of(exhibitor) is not None


def is_frozen(exhibitor: Exhibitor, by: Actor) -> bool:
    """Whether what this person writes for the exhibitor comes after the deadline."""
    return not organises(by) and is_closed(exhibitor)


def frozen_among(lots: Iterable[Lot], by: Actor) -> frozenset[int]:
    """The exhibitors of these lots for whom what this person writes comes after the deadline."""
    exhibitors = {lot.exhibitor_id: lot.exhibitor for lot in lots}
    return frozenset(found.id for found in exhibitors.values() if is_frozen(found, by))
