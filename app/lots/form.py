"""The form of a lot, the same for an exhibitor and for the organiser who types on their behalf."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from app.fields import MoneyField, QuantityField
from app.language import current
from app.lots.weight_fields import (
    CHOOSE,
    WeightFields,
    material_choices,
    weight_said,
    weight_said_of_others,
)
from bourse.editions.models import Category, Edition
from bourse.goods.weighing import WeightMethod
from bourse.lots.describing import LONGEST, draft_of
from bourse.lots.late import LateChange
from bourse.lots.models import Condition, Lot, Origin
from bourse.lots.opened import marks_of
from bourse.lots.service import LotDraft
from bourse.values import Unit
from bourse.values.device_uuid import read_uuid
from bourse.values.plain import plain
from reports.kit.words import word


def longest(field: str) -> Length:
    """As many letters of this text as a lot may have, however it comes in."""
    return Length(max=LONGEST[field])


class LotForm(WeightFields):
    """What is said of a lot; `uuid` makes it one lot however often it is sent.

    `opened` names what a lot that is there said when the form was opened (`opened.marks_of`),
    `late_shown` what the late change said that was typed over it already (`LateChange.marks`).
    """

    uuid = HiddenField(default=lambda: str(uuid.uuid4()))
    opened = HiddenField()
    late_shown = HiddenField()
    photos = MultipleFileField(_("Photos"))
    category = SelectField(_("Category"), [InputRequired(CHOOSE)])
    designation = StringField(_("What is it?"), [InputRequired(), longest("designation")])
    quantity = QuantityField(_("Quantity"), [InputRequired()])
    unit = SelectField(_("Unit"))
    condition = RadioField(_("Condition"), [InputRequired(CHOOSE)])
    origin = RadioField(_("Where it comes from"), [InputRequired(CHOOSE)])
    price = MoneyField(_("Price of one unit"), [InputRequired()])
    reference_price = MoneyField(_("Price when new"), [Optional()])
    description = TextAreaField(
        _("More about it"),
        [Optional(), longest("description")],
        filters=[lambda text: plain(text or "")],  # a browser ends a line by two characters
    )
    own_reference = StringField(_("Your own reference"), [Optional(), longest("own_reference")])
    pieces = IntegerField(_("Pieces"), [Optional()], default=1)
    offer = BooleanField(_("Put it on sale at once"))

    def lot_uuid(self) -> str:
        """Which lot this is; raises `uuid_unreadable`."""
        return read_uuid(self.uuid.data or str(uuid.uuid4()))

    def draft(self) -> LotDraft:
        """The draft that was typed; call it once the form is valid. Raises as `weight_draft`."""
        return LotDraft(
            designation=str(self.designation.data),
            category=self.category.data,
            quantity=self.quantity.data,
            condition=Condition(self.condition.data),
            origin=Origin(self.origin.data),
            price=self.price.data,
            reference_price=self.reference_price.data,
            weight=self.weight_draft(self.quantity.data),
            description=self.description.data or "",
            own_reference=self.own_reference.data or "",
            pieces=1 if self.pieces.data is None else self.pieces.data,
            weight_sure=bool(self.weight_sure.data),
        )


def new_lot_form(edition: Edition, like: Lot | None = None) -> LotForm:
    """The form of a lot that is not there yet, with the edition's categories.

    `like` is the lot before it in a row: what usually repeats is filled in already.
    """
    said: dict[str, object] = {"unit": Unit.PIECE, "method": WeightMethod.DECLARED, "offer": True}
    if like is not None:
        repeated = ("material", "density", "thickness")
        weight = weight_said_of_others(draft_of(like))
        said |= {name: weight[name] for name in ("method", *repeated) if name in weight}
        said |= {name: getattr(like, name) for name in ("unit", "condition", "origin")}
        said |= {"category": like.category_code}
    return _with_choices(LotForm(data=said), [held.category for held in edition.categories])


def lot_form(lot: Lot, waits: LateChange | None = None) -> LotForm:
    """The form of this lot, filled with what it says; its category stays though switched off.

    What waits for the organiser's answer is typed over it already: saving keeps both.
    """
    draft = waits.said if waits else draft_of(lot)
    names = ("designation", "category", "quantity", "condition", "origin", "price")
    names += ("reference_price", "description", "own_reference", "pieces")
    said = {name: getattr(draft, name) for name in names}
    said |= {"uuid": lot.uuid, "unit": draft.quantity.unit, "opened": marks_of(lot)}
    if waits:
        said["late_shown"] = waits.marks
    held = {held.category for held in lot.exhibitor.edition.categories}
    return _with_choices(LotForm(data=said | weight_said(draft)), held | {lot.category})


def _with_choices(form: LotForm, taken: Iterable[Category]) -> LotForm:
    language = current()
    named = sorted((category.label_fr, category.code) for category in taken)
    form.category.choices = [("", gettext("Choose…")), *((code, label) for label, code in named)]
    members: tuple[tuple[SelectField, type[StrEnum]], ...] = (
        (form.unit, Unit),
        (form.condition, Condition),
        (form.origin, Origin),
        (form.method, WeightMethod),
    )
    for field, kind in members:
        field.choices = [(member.value, word(member, language)) for member in kind]
    form.material.choices = material_choices()
    return form
