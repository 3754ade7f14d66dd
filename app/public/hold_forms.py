"""Forms of holds: how much of a lot, and who asks for all that was gathered."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField, StringField, TelField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, StopValidation

from app.fields import QuantityField
from bourse.holds.holding import Visitor
from bourse.holds.wanting import FreeLot
from bourse.values import Quantity, Unit
from bourse.values.plain import plain_line
from bourse.values.quantity import MILLI


def _seen(text: str | None) -> str:
    return " ".join(plain_line(text or "").split())


def _plain_address(_form: FlaskForm, field: Field) -> None:
    """Few mail servers take letters beyond ASCII before the @, and ours writes to none of them."""
    if not str(field.data).partition("@")[0].isascii():
        raise StopValidation(gettext("Before the @, no accents: check how the address is written."))


def _how_much() -> list[InputRequired]:
    return [InputRequired(_("Say how much you want."))]


class LotForm(FlaskForm):
    """How much of one lot."""

    quantity = QuantityField(_("How much"), _how_much())

    @classmethod
    def of(cls, found: FreeLot, gathered: Quantity | None) -> LotForm:
        """What was gathered before, else all where there is no choice, one piece, or nothing."""
        unit = found.lot.unit
        asked = found.free if found.takes_one else Quantity(MILLI, unit)
        form = cls(data={"quantity": gathered or asked})
        is_open = gathered is None and unit is not Unit.PIECE and not found.takes_one
        if is_open and not form.is_submitted():
            form.quantity.data = None
        return form


class VisitorForm(FlaskForm):
    """Who asks; the lots stand beside it, each a field named by its code.

    `once` tells a form from the next: a button that was pressed twice asks once.
    """

    name = StringField(_("Your name"), [DataRequired(), Length(max=120)], filters=[_seen])
    mail = EmailField(
        _("E-mail address"),
        [InputRequired(), _plain_address, Email(), Length(max=254)],
        filters=[_seen],
    )
    phone = TelField(_("Phone"), [Optional(), Length(max=30)], filters=[_seen])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    @classmethod
    def of(cls, wanted: Mapping[str, Quantity], names: Mapping[str, str]) -> VisitorForm:
        """The form with a quantity of each lot, labelled by its name."""
        fields = {
            code: QuantityField(names[code], _how_much(), id=f"lot-{code}") for code in wanted
        }
        asked: type[VisitorForm] = type("HoldForm", (cls,), fields)
        return asked(data=dict(wanted))

    @property
    def visitor(self) -> Visitor:
        """Who was filled in."""
        return Visitor(
            name=str(self.name.data), mail=str(self.mail.data), phone=str(self.phone.data or "")
        )
