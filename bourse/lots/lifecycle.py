"""The life of a lot: every legal move, and who may make it."""

from __future__ import annotations

from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import SYSTEM, Actor
from bourse.people.models import Role

MOVES: dict[LotStatus, frozenset[LotStatus]] = {
    LotStatus.DRAFT: frozenset({LotStatus.OFFERED, LotStatus.WITHDRAWN}),
    LotStatus.OFFERED: frozenset({LotStatus.WITHDRAWN}),
    LotStatus.WITHDRAWN: frozenset({LotStatus.OFFERED}),
}
"""From where a lot may go: offered, withdrawn, put back. Nothing becomes a draft again."""

MAY_PREPARE = (ExhibitorStatus.APPLIED, ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)
"""Whose lots may be written: an applicant prepares drafts while the organiser decides."""
MAY_OFFER = (ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)


def check_writable(exhibitor: Exhibitor) -> None:
    """Raises `edition_closed`, or `exhibitor_out` for one refused, cancelled or unconfirmed."""
    if exhibitor.edition.status is EditionStatus.CLOSED:
        raise BourseError("edition_closed")
    if exhibitor.status not in MAY_PREPARE:
        raise BourseError("exhibitor_out")


def may_move(lot: Lot, to: LotStatus) -> bool:
    """Whether the life of a lot knows this move, whoever makes it."""
    return to in MOVES[lot.status]


def check_move(lot: Lot, to: LotStatus, by: Actor) -> None:
    """Whether `by` may move the lot there now; to withdraw, the edition need only not be closed.

    Raises `lot_move` for a move that is none, `edition_closed`, `exhibitor_out`,
    `exhibitor_not_confirmed`, and `lot_moderated` when the organiser withdrew the lot and someone
    else wants to put it back.
    """
    if not may_move(lot, to):
        raise BourseError("lot_move", designation=lot.designation)
    if to is LotStatus.WITHDRAWN:
        if lot.exhibitor.edition.status is EditionStatus.CLOSED:
            raise BourseError("edition_closed")
        return
    check_writable(lot.exhibitor)
    if lot.exhibitor.status not in MAY_OFFER:
        raise BourseError("exhibitor_not_confirmed")
    if lot.moderation_note and not organises(by):
        raise BourseError("lot_moderated", designation=lot.designation)


def organises(by: Actor) -> bool:
    """Whether this person decides for the edition."""
    return by == SYSTEM or Role.ORGANISER in by.roles
