"""Jinja's filters: the formats and words of reports/kit, in the language of the request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask

from app.language import current
from bourse.values import Quantity
from reports.kit import formats
from reports.kit.words import word

FORMATS: dict[str, Callable[..., str]] = {
    "money": formats.money,
    "round_money": formats.round_money,
    "whole": formats.whole,
    "weight": formats.weight,
    "tonnes": formats.tonnes,
    "quantity": formats.quantity,
    "percent": formats.percent,
    "millimetres": formats.millimetres,
    "date": formats.day,
    "datetime": formats.instant,
    "appointment": formats.appointment,
    "weekday": formats.weekday,
    "word": word,
}
"""By filter: each writes a value in a language, with what details it may take after."""


def init_app(app: Flask) -> None:
    """Give templates every format by its name, and |unit and |period."""
    for name, write in FORMATS.items():
        app.add_template_filter(_spoken(write), name)
    app.add_template_filter(formats.unit, "unit")
    app.add_template_filter(_period, "period")
    app.add_template_filter(_typed, "typed")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _spoken(write: Callable[..., str]) -> Callable[..., str]:
    def written(value: Any, *details: Any) -> str:
        return write(value, current(), *details)

    return written


def _typed(amount: Quantity) -> str:
    """A quantity as a person types it in a field: 12,5."""
    return f"{amount.decimal.normalize():f}".replace(".", ",")


def _period(first: date, last: date) -> str:
    return formats.period(first, last, current())
