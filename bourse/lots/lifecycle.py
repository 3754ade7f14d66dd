"""The life of a lot: every legal move, and who may make it."""

from __future__ import annotations

from contextlib import suppress

from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.lots.decisions import is_forbidden
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
    check_writable(lot.exhibitor)
    if lot.exhibitor.status not in MAY_OFFER:
        raise BourseError("exhibitor_not_confirmed")
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


def organises(by: Actor) -> bool:
    """Whether this person decides for the edition."""
    return by == SYSTEM or Role.ORGANISER in by.roles
