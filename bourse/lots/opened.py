"""What a lot said when its form was opened, so that saving it puts nothing old back unseen.

A form that was opened before a markdown still shows the old price. What somebody else has changed
since, and the form would change again, is told instead of written.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from bourse.errors import BourseError
from bourse.lots.models import Lot

FIELDS = {
    "designation": ("designation",),
    "category": ("category_code",),
    "quantity": ("quantity_milli", "unit"),
    "condition": ("condition",),
    "origin": ("origin",),
    "price": ("price_cents",),
    "reference_price": ("reference_price_cents",),
    "method": (
        *("weight_method", "unit_weight_g", "material_code", "material_nano"),
        *("weighed_gross_g", "weighed_tare_g", "weighed_milli"),
    ),
    "description": ("description",),
    "pieces": ("pieces",),
    "own_reference": ("own_reference",),
}
"""The columns that each field of a form writes."""
_MARK = 8


def marks_of(lot: Lot) -> str:
    """Names what each field says now, for the form that shows it."""
    return " ".join(f"{field}:{_mark(lot, columns)}" for field, columns in FIELDS.items())


def read_marks(text: str) -> dict[str, str]:
    """The mark of each field, as a form sends them back."""
    return dict(mark.split(":", 1) for mark in text.split() if ":" in mark)


def digest(said: object) -> str:
    """Names what a field says, shortly."""
    return sha256(repr(said).encode()).hexdigest()[:_MARK]


def check_opened(lot: Lot, said: Mapping[str, object], opened: str) -> None:
    """Whether a form may write these columns that was opened on those marks.

    Raises `lot_changed` (`fields`) when somebody has changed since what it would change again.
    """
    seen = read_marks(opened)
    moved = tuple(
        field for field in changed(lot, said) if seen.get(field) != _mark(lot, FIELDS[field])
    )
    if moved:
        raise BourseError("lot_changed", fields=moved)


def changed(lot: Lot, said: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that would say something else once these columns were written."""
    return tuple(
        field
        for field, columns in FIELDS.items()
        if any(said[column] != getattr(lot, column) for column in columns)
    )


def _mark(lot: Lot, columns: tuple[str, ...]) -> str:
    return digest([str(getattr(lot, column)) for column in columns])
