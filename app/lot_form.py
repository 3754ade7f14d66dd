"""The form of a lot, the same for an exhibitor and for the organiser who types on their behalf."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import RadioField, SelectField, SelectFieldBase, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import Select

from app.fields import ContentField, MoneyField, QuantityField, ScaledField, WeightField
from app.language import current
from bourse.editions.models import Category, Edition
from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.lots.materials import Dimensions, dimensions_of, material, materials
from bourse.lots.models import Condition, Lot, Origin, WeightMethod
from bourse.lots.service import LotDraft
from bourse.lots.weighing import WeightDraft, computation_of
from bourse.values import Unit
from reports.kit.words import word

CHOOSE = _("Choose one of the list.")


class _ChooseFirst(Select):
    """A list in groups that begins with no choice, so that none is made unseen."""

    def __call__(self, field: SelectFieldBase, **options: object) -> Markup:
        opening, rest = super().__call__(field, **options).split(">", 1)
        nothing = Markup('<option value="">{}</option>').format(gettext("Choose…"))
        return Markup(opening) + Markup(">") + nothing + Markup(rest)


class LotForm(FlaskForm):
    """What is said of a lot; which fields of its weight count depends on the method."""

    designation = StringField(_("What is it?"), [InputRequired(), Length(max=200)])
    category = SelectField(_("Category"), [InputRequired(CHOOSE)])
    quantity = QuantityField(_("Quantity"), [InputRequired()])
    unit = SelectField(_("Unit"))
    condition = RadioField(_("Condition"), [InputRequired(CHOOSE)])
    origin = RadioField(_("Where it comes from"), [InputRequired(CHOOSE)])
    price = MoneyField(_("Price of one unit"), [InputRequired()])
    reference_price = MoneyField(_("Price when new"), [Optional()])
    method = RadioField(_("How is its weight known?"), [InputRequired(CHOOSE)])
    unit_weight = WeightField(_("Weight of one unit"))
    material = SelectField(_("Material"), widget=_ChooseFirst(), validate_choice=False)
    length = ScaledField(_("Length"), decimals=4)
    width = ScaledField(_("Width"), decimals=4)
    thickness = ScaledField(_("Thickness"), decimals=3)
    content = ContentField(_("Or the surface or volume of one unit"))
    description = TextAreaField(_("More about it"), [Optional(), Length(max=2_000)])
    own_reference = StringField(_("Your own reference"), [Optional(), Length(max=60)])

    def draft(self) -> LotDraft:
        """The draft that was typed; call it once the form is valid. Raises `content_basis`."""
        return LotDraft(
            designation=str(self.designation.data),
            category=self.category.data,
            quantity=self.quantity.data,
            condition=Condition(self.condition.data),
            origin=Origin(self.origin.data),
            price=self.price.data,
            reference_price=self.reference_price.data,
            weight=self._weight(),
            description=self.description.data or "",
            own_reference=self.own_reference.data or "",
        )

    def _weight(self) -> WeightDraft:
        method = WeightMethod(self.method.data)
        if method is not WeightMethod.COMPUTED:
            return WeightDraft(method=method, unit_weight=self.unit_weight.data)
        nano, per = self.content.data or (None, None)
        dimensions = Dimensions(self.length.data, self.width.data, self.thickness.data)
        if nano is not None and dimensions == Dimensions():
            basis = material(self.material.data).basis(self.quantity.data.unit)
            if per is not basis:
                raise BourseError("content_basis", field="content", basis=basis)
        return WeightDraft(
            method=method,
            material=self.material.data,
            dimensions=dimensions,
            content_nano=nano,
        )


def new_lot_form(edition: Edition) -> LotForm:
    """The form of a lot that is not there yet, with the edition's categories."""
    form = LotForm(unit=Unit.PIECE, method=WeightMethod.DECLARED)
    return _with_choices(form, [held.category for held in edition.categories])


def lot_form(lot: Lot) -> LotForm:
    """The form of this lot, filled with what it says; its category stays though switched off."""
    held = {held.category for held in lot.exhibitor.edition.categories}
    names = ("designation", "quantity", "unit", "condition", "origin", "price")
    names += ("reference_price", "unit_weight", "description", "own_reference")
    said = {name: getattr(lot, name) for name in names}
    said |= {"category": lot.category_code, "method": lot.weight_method}
    return _with_choices(LotForm(data=said | _computed(lot)), held | {lot.category})


def _computed(lot: Lot) -> dict[str, object]:
    """What the weight was computed from: the one dimension it needed, or its whole content."""
    found = computation_of(lot)
    if found is None:
        return {}
    open_sides = found.material.sides(lot.unit)
    said: dict[str, object] = {"material": found.material.code, "unit_weight": None}
    if len(open_sides) == 1:
        dimensions = dimensions_of(found.material, lot.unit, found.content_nano)
        said[open_sides[0]] = getattr(dimensions, open_sides[0])
    elif open_sides:
        said["content"] = (found.content_nano, found.basis)
    return said


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
    groups = {category.code: category.label_fr for category in categories()}
    by_group: dict[str, list[tuple[str, str]]] = {}
    for found in materials().values():
        by_group.setdefault(groups[found.category], []).append((found.code, found.label))
    form.material.choices = by_group
    return form
