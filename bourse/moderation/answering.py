"""The organiser answers what is odd in a lot: fine as it is, or to be put right."""

from __future__ import annotations

from collections.abc import Sequence

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.lots.decisions import Answer, LotDecision
from bourse.lots.models import Lot
from bourse.lots.turns import take_turn
from bourse.moderation.questions import Question, questions_of, seen_of
from bourse.people.actor import Actor
from bourse.people.record import note

LONGEST_MESSAGE = 1_000


def find_fine(lot: Lot, seen: str, *, by: Actor) -> None:
    """All that is odd in the lot is as it should be: not asked again unless the lot changes.

    Raises `lot_odd_anew` when something is odd that was not `seen` (`seen_of`).
    """
    _answer(lot, _as_seen(lot, seen), Answer.FINE, "", by)
    note(by, "lot.find_fine", f"lot:{lot.id}", code=lot.code)


def ask_correction(lot: Lot, seen: str, message: str, *, by: Actor) -> None:
    """Ask the exhibitor to put it right.

    Raises `message_missing`, `text_long`, `lot_not_odd` when nothing is odd any more, and
    `lot_odd_anew` as `find_fine`.
    """
    said, odd = message.strip(), _as_seen(lot, seen)
    if not said:
        raise BourseError("message_missing", field="message")
    if len(said) > LONGEST_MESSAGE:
        raise BourseError("text_long", field="message", maximum=LONGEST_MESSAGE)
    if not odd:
        raise BourseError("lot_not_odd")
    _answer(lot, odd, Answer.ASKED, said, by)
    note(by, "lot.ask_correction", f"lot:{lot.id}", code=lot.code)


def _as_seen(lot: Lot, seen: str) -> tuple[Question, ...]:
    """What is odd now; what was seen and is no longer odd needs no answer."""
    take_turn([lot])
    odd = questions_of(lot)
    if not set(seen_of(odd).split()) <= set(seen.split()):
        raise BourseError("lot_odd_anew", designation=lot.designation)
    return odd


def _answer(lot: Lot, odd: Sequence[Question], answer: Answer, message: str, by: Actor) -> None:
    for question in odd:
        found = db.session.get(LotDecision, (lot.id, question.flag))
        if found is None:
            found = LotDecision(lot_id=lot.id, flag=question.flag)
            db.session.add(found)
        found.mark, found.answer = question.mark, answer
        found.message, found.decided_at, found.decided_by = message, now(), by.user_id
    db.session.flush()
