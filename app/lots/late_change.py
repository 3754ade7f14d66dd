"""A change handed in late, as a person compares it with the lot: field by field, what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.language import current
from bourse.lots.describing import LotDraft
from bourse.lots.models import Lot
from reports.kit import formats
from reports.kit.words import word


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a lot's form, as the lot is and as it would be; empty for nothing."""

    field: str
    label: str
    now: str
    then: str


def differences(lot: Lot, draft: LotDraft, names: Mapping[str, str]) -> list[Difference]:
    """What a change would make different; `names` are those of the categories."""
    language, currency = current(), lot.exhibitor.edition.currency
    new_price = draft.reference_price
    pairs = [
        ("designation", gettext("Designation"), lot.designation, draft.designation.strip()),
        (
            "category",
            gettext("Category"),
            names[lot.category_code],
            names.get(draft.category, draft.category),
        ),
        (
            "quantity",
            gettext("Quantity"),
            formats.quantity(lot.quantity, language),
            formats.quantity(draft.quantity, language),
        ),
        (
            "price",
            gettext("Price"),
            formats.money(lot.price, language, currency),
            formats.money(draft.price, language, currency),
        ),
        (
            "reference_price",
            gettext("Price when new"),
            formats.money(lot.reference_price, language, currency) if lot.reference_price else "",
            formats.money(new_price, language, currency) if new_price else "",
        ),
        (
            "condition",
            gettext("Condition"),
            word(lot.condition, language),
            word(draft.condition, language),
        ),
        ("origin", gettext("Origin"), word(lot.origin, language), word(draft.origin, language)),
        ("method", gettext("Weight"), *_weights(lot, draft)),
        ("description", gettext("More about it"), lot.description, draft.description.strip()),
        ("pieces", gettext("Pieces"), str(lot.pieces), str(draft.pieces)),
        ("own_reference", gettext("Own reference"), lot.own_reference, draft.own_reference.strip()),
    ]
    return [Difference(*pair) for pair in pairs if pair[2] != pair[3]]


def _weights(lot: Lot, draft: LotDraft) -> tuple[str, str]:
    """How heavy one unit is; the weight itself where the change says it, else how it is known."""
    language = current()
    held, said = lot.unit_weight, draft.weight.unit_weight
    methods = word(lot.weight_method, language), word(draft.weight.method, language)
    if said is None or held is None:
        return methods
    return formats.weight(held, language), formats.weight(said, language)
