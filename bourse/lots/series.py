"""A series: lots like one that is there, in which one thing differs from each to the next.

What differs is a number of the designation ("Fenêtre PVC [60] × 120") or what is added to its end.
The weight follows such a number when it is a dimension: twice as wide is twice as heavy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bourse.db import db
from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.goods.weighing import BY_WEIGHT, WeightDraft, WeightMethod, weigh
from bourse.lots.describing import LotDraft, draft_of
from bourse.lots.models import Lot
from bourse.lots.weight import unscaled, weight_of
from bourse.lots.writing import write_lot
from bourse.people.actor import Actor
from bourse.values import Money, Quantity, Weight, round_half_up
from bourse.values.number import read_scaled

MOST = 100
"""Lots of one series; more is a spreadsheet."""
NUMBER = re.compile(r"(?<![^\W_])\d+(?:[.,]\d+)?")
"""A number that stands by itself: the 13 of BA13 is part of a name."""
_BETWEEN_NUMBERS, _BETWEEN_TEXTS = re.compile(r"[\s;]+|,\s+|,$"), re.compile(r"[\n;]+|,\s+")
_PRECISION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One lot of a series: what it says otherwise than the one it is like."""

    uuid: str
    designation: str
    quantity: Quantity
    price: Money
    weight: WeightDraft


def parts(designation: str) -> list[tuple[str, str, str]]:
    """What may differ in a designation: each of its numbers with what stands before and after."""
    found = NUMBER.finditer(designation)
    return [(designation[: at.start()], at[0], designation[at.end() :]) for at in found]


def read_values(text: str, part: int | None) -> list[str]:
    """The values that were typed, each once: numbers for a `part`, else texts for the end.

    Numbers stand apart by spaces, lines or semicolons (the comma is their decimal mark). Raises
    `series_empty`, `series_long` (most), and `number_unreadable` (text) for what is no number.
    """
    between = _BETWEEN_TEXTS if part is None else _BETWEEN_NUMBERS
    values = [value.strip() for value in between.split(text.strip())]
    found = list(dict.fromkeys(value for value in values if value))
    if not found:
        raise BourseError("series_empty", field="values")
    if len(found) > MOST:
        raise BourseError("series_long", field="values", most=MOST)
    if part is not None:
        for value in found:
            if not NUMBER.fullmatch(value):
                raise BourseError("number_unreadable", field="values", text=value)
    return found


def named(designation: str, part: int | None, value: str) -> str:
    """The designation with this value in place of its number, or at its end."""
    if part is None:
        return f"{designation}, {value}"
    before, _number, after = parts(designation)[part]
    return before + value + after


def weight_for(lot: Lot, part: int | None, value: str, *, follows: bool) -> WeightDraft:
    """How heavy one unit of the variant is: as the lot's, or in the proportion of its number."""
    said = unscaled(weight_of(lot))
    if part is None or not follows or lot.unit in BY_WEIGHT:
        return said
    old, new = _scaled(parts(lot.designation)[part][1]), _scaled(value)
    if old <= 0:
        return said
    if said.method is WeightMethod.COMPUTED and said.content_nano is not None:
        return replace(said, content_nano=round_half_up(said.content_nano * new, old))
    if said.unit_weight is None or said.method is WeightMethod.CATEGORY_DEFAULT:
        return said
    grams = round_half_up(said.unit_weight.grams * new, old)
    weight = replace(said.unit_weight, grams=grams)
    return WeightDraft(method=WeightMethod.DECLARED, unit_weight=weight)


def weight_of_one(lot: Lot, draft: WeightDraft) -> Weight | None:
    """What one unit of a lot in this one's category and unit weighs; None where nobody knows."""
    category = db.session.get(EditionCategory, (lot.edition_id, lot.category_code))
    if category is None:
        return draft.unit_weight
    try:
        return weigh(draft, lot.unit, category).weight
    except BourseError:
        return None


def write_series(
    lot: Lot, variants: Sequence[Variant], *, by: Actor, offer: bool = False
) -> list[Lot]:
    """All lots of the series, or none; sent again, they are those that are there.

    Raises what `write_lot` raises, with the `row` of the variant from 0.
    """
    like = draft_of(lot)
    written = []
    for row, variant in enumerate(variants):
        try:
            made, _is_new = write_lot(
                lot.exhibitor, variant.uuid, _draft(like, variant), by=by, offer=offer
            )
        except BourseError as error:
            raise BourseError(error.code, **{**error.params, "row": row}) from error
        written.append(made)
    return written


def _draft(like: LotDraft, variant: Variant) -> LotDraft:
    return replace(
        like,
        designation=variant.designation,
        quantity=variant.quantity,
        price=variant.price,
        weight=variant.weight,
        own_reference="",
    )


def _scaled(number: str) -> int:
    """Thousandths, to compare two numbers exactly."""
    return read_scaled(number, _PRECISION)
