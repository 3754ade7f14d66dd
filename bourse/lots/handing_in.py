"""A change of an offered lot that comes late: beside what waits already, and what counts at once.

A lower price alone counts at once, because that is how what is left goes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.lots.describing import LotDraft
from bourse.lots.joining import Fields, joined
from bourse.lots.late import DRAFT, LateChange, change_of, forget_change, said_with, waiting
from bourse.lots.models import Lot
from bourse.lots.opened import changed

Columns = Mapping[str, object]
_IN_A_DRAFT = {"method": "weight"}
"""How a `LotDraft` calls what a form calls otherwise."""
_IN_A_FORM = {said: field for field, said in _IN_A_DRAFT.items()}


def hand_in(
    lot: Lot, draft: LotDraft, said: Columns, *, shown: str | None = None
) -> dict[str, object] | None:
    """Let a change to an offered lot wait beside it; gives the columns that count at once, if any.

    `said` is the draft in columns (`describing.columns_of`). `shown` are the marks of the change
    that was typed over already (`LateChange.marks`), empty for none: raises `late_changed`
    (`fields`) when somebody has changed since what is typed here too. Without it, what is typed
    joins what waits.
    """
    held = waiting(lot)
    before: Fields = json.loads(held.draft) if held else {}
    typed = _typed(lot, draft, said)
    if shown is None:
        typed = before | typed
    else:
        typed, moved = joined(before, typed, shown)
        _tell(moved)
    if held and typed == before:
        return None
    wanted = said_with(lot, typed)
    rest = {field: value for field, value in typed.items() if field != "price"}
    is_new = any(before.get(field) != value for field, value in rest.items())
    units = {wanted.quantity.unit, held.said.quantity.unit if held else lot.unit}
    if is_new or wanted.price > lot.price or units != {lot.unit}:
        _keep(lot, typed)
        return None
    if held and rest:
        held.draft = json.dumps(rest)
    else:
        forget_change(lot)
    return {column: getattr(lot, column) for column in said} | {"price_cents": wanted.price.cents}


def take_over(lot: Lot, draft: LotDraft, said: Columns, *, shown: str | None = None) -> None:
    """The lot may be written itself again: what waited is typed into the draft, or not wanted.

    Raises `late_changed` (`fields`) when somebody has changed since what would be lost (`hand_in`).
    """
    held = waiting(lot)
    if held and shown is not None:
        typed = _typed(lot, draft, said)
        together, moved = joined(json.loads(held.draft), typed, shown)
        lost = {field for field in {*together, *typed} if together.get(field) != typed.get(field)}
        _tell(sorted({*moved, *lost}))
    forget_change(lot)


def _typed(lot: Lot, draft: LotDraft, said: Columns) -> Fields:
    fields = {_IN_A_DRAFT.get(field, field) for field in changed(lot, said)}
    return DRAFT.dump_python(draft, include=fields, mode="json") if fields else {}


def _tell(moved: Sequence[str]) -> None:
    if moved:
        named = tuple(_IN_A_FORM.get(field, field) for field in moved)
        raise BourseError("late_changed", fields=named)


def _keep(lot: Lot, typed: Fields) -> None:
    change = change_of(lot)
    if change is None:
        change = LateChange(lot_id=lot.id)
        db.session.add(change)
    change.draft, change.handed_in_at = json.dumps(typed), now()
    change.refused_at, change.reason = None, ""
    db.session.flush()
