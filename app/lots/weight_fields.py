"""The fields that say how heavy one unit of a lot is; which of them count depends on the method."""

from __future__ import annotations

from dataclasses import asdict, replace

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import BooleanField, RadioField, SelectField, SelectFieldBase
from wtforms.validators import InputRequired
from wtforms.widgets import Select

from app.fields import ContentField, QuantityField, ScaledField, WeightField
from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.goods import plausible
from bourse.goods.materials import Dimensions, dimensions_of, material, materials, own_material
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots.describing import LotDraft
from bourse.lots.weight import computation, unscaled
from bourse.values import Quantity, Weight

CHOOSE = _("Choose one of the list.")
OWN = "own"
"""The choice of a material that is in no table: by its density."""


class _ChooseFirst(Select):
    """A list in groups that begins with no choice, so that none is made unseen."""

    def __call__(self, field: SelectFieldBase, **options: object) -> Markup:
        opening, rest = super().__call__(field, **options).split(">", 1)
        nothing = Markup('<option value="">{}</option>').format(gettext("Choose…"))
        return Markup(opening) + Markup(">") + nothing + Markup(rest)


class WeightFields(FlaskForm):
    """A weight as it is weighed, declared, computed, or left to the category."""

    method = RadioField(_("How is its weight known?"), [InputRequired(CHOOSE)])
    unit_weight = WeightField(_("Weight of one unit"))
    gross = WeightField(_("On the scale, with the pallet"))
    tare = WeightField(_("The empty pallet"))
    counted = QuantityField(_("How much is on it"))
    material = SelectField(_("Material"), widget=_ChooseFirst(), validate_choice=False)
    density = ScaledField(_("Density"), decimals=3)
    length = ScaledField(_("Length"), decimals=4)
    width = ScaledField(_("Width"), decimals=4)
    thickness = ScaledField(_("Thickness"), decimals=3)
    content = ContentField(_("Or the surface or volume of one unit"))
    weight_sure = BooleanField(_("Yes, that is its weight"))

    def weight_draft(self, quantity: Quantity) -> WeightDraft:
        """What was said of the weight of one unit, for a lot of that quantity.

        Raises `content_basis`, `density_missing` and `density_unlikely`.
        """
        method = WeightMethod(self.method.data)
        if method is WeightMethod.COMPUTED:
            return self._computed(quantity)
        scale = None
        if method is WeightMethod.WEIGHED and self.gross.data is not None:
            counted = self.counted.data or quantity
            scale = OnScale(self.gross.data, self.tare.data or Weight(0), counted)
        return WeightDraft(method=method, unit_weight=self.unit_weight.data, scale=scale)

    def _computed(self, quantity: Quantity) -> WeightDraft:
        code = self._material()
        nano, per = self.content.data or (None, None)
        dimensions = Dimensions(self.length.data, self.width.data, self.thickness.data)
        if nano is not None and dimensions == Dimensions():
            found = material(code)
            basis = found.basis(quantity.unit)
            if not found.sides(quantity.unit):
                nano = None  # typed for another unit: one of these holds exactly one
            elif per is not basis:
                raise BourseError("content_basis", field="content", basis=basis)
        return WeightDraft(
            method=WeightMethod.COMPUTED,
            material=code,
            dimensions=dimensions,
            content_nano=nano,
        )

    def _material(self) -> str:
        if self.material.data != OWN:
            return str(self.material.data)
        if self.density.data is None:
            raise BourseError("density_missing", field="density")
        return own_material(self.density.data).code


def weight_said(draft: LotDraft) -> dict[str, object]:
    """What these fields hold for a lot: what its weight was made from, else the weight itself."""
    weight, unit = draft.weight, draft.quantity.unit
    said: dict[str, object] = {
        "method": weight.method,
        "weight_sure": plausible.doubt(draft.category, unit, weight.unit_weight) is not None,
    }
    if scale := weight.scale:
        return said | {"gross": scale.gross, "tare": scale.tare, "counted": scale.counted}
    found = computation(weight, unit)
    if found is None:
        return said | {"unit_weight": weight.unit_weight}
    if found.material.is_own:
        said |= {"material": OWN, "density": found.mass.grams}
    else:
        said |= {"material": found.material.code}
    open_sides = found.material.sides(unit)
    if weight.dimensions != Dimensions():
        return said | asdict(weight.dimensions)
    if len(open_sides) == 1:
        dimensions = dimensions_of(found.material, unit, found.content_nano)
        return said | {open_sides[0]: getattr(dimensions, open_sides[0])}
    return said | ({"content": (found.content_nano, found.basis)} if open_sides else {})


def weight_said_of_others(draft: LotDraft) -> dict[str, object]:
    """What these fields hold for other goods like a lot's: nobody weighed or confirmed theirs."""
    said = weight_said(replace(draft, weight=unscaled(draft.weight)))
    return {name: value for name, value in said.items() if name != "weight_sure"}


def material_choices() -> dict[str, list[tuple[str, str]]]:
    """Every material by the French name of its category, and at the end one's own."""
    groups = {category.code: category.label_fr for category in categories()}
    chosen: dict[str, list[tuple[str, str]]] = {}
    for found in materials().values():
        chosen.setdefault(groups[found.category], []).append((found.code, found.label))
    return chosen | {gettext("Not in this list"): [(OWN, gettext("I know its density"))]}
