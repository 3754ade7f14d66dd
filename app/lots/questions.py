"""What is odd in a lot, in words: what it is, why somebody asks, what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask import flash
from flask_babel import gettext

from app.language import current
from bourse.lots.decisions import LotFlag
from bourse.moderation.questions import Question
from reports.kit import formats
from reports.kit.words import word


class Told(NamedTuple):
    """A question as a person reads it; `asked` is the organiser's message, if there is one."""

    label: str
    why: str
    what_to_do: str
    is_forbidden: bool
    asked: str | None


def told(questions: Sequence[Question], currency: str) -> list[Told]:
    """The questions of a lot, the gravest first."""
    return [
        Told(
            label=word(question.flag, current()),
            why=_why(question, currency),
            what_to_do=question.hazard.what_to_do(current()) if question.hazard else "",
            is_forbidden=question.flag is LotFlag.FORBIDDEN,
            asked=question.asked,
        )
        for question in questions
    ]


def tell(questions: Sequence[Question], designation: str, currency: str) -> None:
    """Say on the next page what is odd in a lot that was just saved."""
    for one in told(questions, currency):
        flash(
            gettext(
                "“%(lot)s”: %(what)s %(todo)s",
                lot=designation,
                what=one.why,
                todo=one.what_to_do,
            ).strip(),
            "bad" if one.is_forbidden else "warn",
        )


def _why(question: Question, currency: str) -> str:
    if question.hazard:
        return question.hazard.why(current())
    if question.usual:
        low, high = (
            formats.money(price, current(), currency)
            for price in (question.usual.low, question.usual.high)
        )
        return gettext(
            "Such goods mostly cost from %(low)s to %(high)s: is its price right?",
            low=low,
            high=high,
        )
    return {
        LotFlag.UNLIKELY_WEIGHT: gettext(
            "Its weight is far from what such goods weigh: is it right?"
        ),
        LotFlag.FREE: gettext("It costs nothing: is that meant?"),
        LotFlag.ABOVE_NEW: gettext("It costs more than when new: check both prices."),
        LotFlag.TWIN: gettext(
            "It looks like lot %(code)s: was it typed twice?", code=question.twin
        ),
    }[question.flag]
