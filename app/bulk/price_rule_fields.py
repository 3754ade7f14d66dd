"""The fields that say what becomes of many prices, in the forms that change them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField

from app.fields import MoneyField, RateField
from app.language import current
from bourse.bulk.price_rule import STEPS, PriceRule
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.values import Money, Rate
from reports.kit import formats


class PriceWay(StrEnum):
    """How prices change."""

    STAYS = "stays"
    DOWN = "down"
    UP = "up"
    AMOUNT = "amount"


WAYS = {
    PriceWay.STAYS: _("Stays as it is"),
    PriceWay.DOWN: _("Falls by a rate"),
    PriceWay.UP: _("Rises by a rate"),
    PriceWay.AMOUNT: _("Becomes an amount"),
}


class PriceRuleFields:
    """A mixin for forms: the way, and what goes with it."""

    way = RadioField(_("The price"))
    rate = RateField(_("By how much"))
    step = SelectField(_("Rounded to"), coerce=int)
    amount = MoneyField(_("The price becomes"))

    def rule(self) -> PriceRule | None:
        """What was said; None where the price stays. Raises `price_rule_missing`."""
        way = PriceWay(self.way.data)
        if way is PriceWay.STAYS:
            return None
        if way is PriceWay.AMOUNT:
            if self.amount.data is None:
                raise BourseError("price_rule_missing", field="amount")
            return PriceRule(amount=self.amount.data)
        rate: Rate | None = self.rate.data
        if rate is None or rate.basis_points <= 0:
            raise BourseError("price_rule_rate", field="rate")
        signed = rate.basis_points if way is PriceWay.DOWN else -rate.basis_points
        return PriceRule(rate=Rate(signed), step=self.step.data)

    def offer(self, edition: Edition, *ways: PriceWay) -> None:
        """Set what may be chosen."""
        self.way.choices = [(way.value, WAYS[way]) for way in ways]
        self.step.choices = [(cents, _step(cents, edition)) for cents in STEPS]


def rule_typed(rule: PriceRule) -> dict[str, str]:
    """These fields as a person would type a rule that lowers."""
    if rule.amount is not None:
        amount = formats.decimal(Decimal(rule.amount.cents).scaleb(-2), current(), 2)
        return {"way": PriceWay.AMOUNT, "amount": amount, "step": "1"}
    basis_points = rule.rate.basis_points if rule.rate else 0
    rate = formats.decimal(Decimal(basis_points).scaleb(-2), current(), 2)
    return {"way": PriceWay.DOWN, "rate": rate, "step": str(rule.step)}


def _step(cents: int, edition: Edition) -> str:
    if cents == 1:
        return gettext("the cent")
    return formats.money(Money(cents), current(), edition.currency)
