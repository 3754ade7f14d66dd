"""Jinja's filters: the formats of reports/kit in the language of the request."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from flask import Flask

from app.language import current
from bourse.values import Money, Quantity, Unit, Weight
from reports.kit import formats
from reports.kit.words import word


def init_app(app: Flask) -> None:
    """Give templates |money |weight |tonnes |quantity |unit |percent |date |datetime |word."""

    def money(amount: Money, currency: str = "EUR") -> str:
        return formats.money(amount, current(), currency)

    def weight(mass: Weight) -> str:
        return formats.weight(mass, current())

    def tonnes(mass: Weight, digits: int = 1) -> str:
        return formats.tonnes(mass, current(), digits)

    def quantity(amount: Quantity) -> str:
        return formats.quantity(amount, current())

    def unit(measure: Unit) -> str:
        return formats.unit(measure)

    def percent(basis_points: int) -> str:
        return formats.percent(basis_points, current())

    def day(when: date) -> str:
        return formats.day(when, current())

    def instant(when: datetime, timezone: str = "Europe/Paris") -> str:
        return formats.instant(when, current(), timezone)

    def named(member: StrEnum) -> str:
        return word(member, current())

    app.jinja_env.filters.update(
        money=money,
        weight=weight,
        tonnes=tonnes,
        quantity=quantity,
        unit=unit,
        percent=percent,
        date=day,
        datetime=instant,
        word=named,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
