"""The journal of an edition: every entry as it was written, and nothing to change it with."""

from __future__ import annotations

import json

from flask import render_template, request

from app.organiser import blueprint
from bourse.editions.queries import edition_by_slug
from bourse.journal.models import EntryKind
from bourse.journal.queries import EntryFilter, entries, entry_of, series_of
from bourse.values import Money
from bourse.values.page import number_after


@blueprint.get("/editions/<slug>/journal/")
def journal(slug: str) -> str:
    """The entries, the latest first; by kind and by till."""
    edition = edition_by_slug(slug)
    kind, after = request.args.get("kind", ""), request.args.get("after", "")
    wanted = EntryFilter(
        edition_id=edition.id,
        kind=EntryKind(kind) if kind in set(EntryKind) else None,
        till=request.args.get("till"),
    )
    return render_template(
        "organiser/journal.html",
        edition=edition,
        page=entries(wanted, before=number_after(after) or None),
        kinds=list(EntryKind),
        series=series_of(edition.id),
        amount=amount_of,
        sheet=sheet_of,
    )


@blueprint.get("/editions/<slug>/journal/<int:seq>")
def journal_entry(slug: str, seq: int) -> str:
    """One entry whole: its payload as it was hashed, and the links of the chain."""
    edition = edition_by_slug(slug)
    found = entry_of(edition.id, seq)
    payload = json.dumps(json.loads(found.entry.payload), indent=2, ensure_ascii=False)
    return render_template(
        "organiser/journal_entry.html",
        edition=edition,
        entry=found.entry,
        comment=found.comment,
        payload=payload,
        amount=amount_of(found.entry.payload),
    )


def amount_of(payload: str) -> Money | None:
    """What an entry says of money, under whichever name its kind gives it."""
    said = json.loads(payload)
    names = ("total_cents", "amount_cents", "float_cents", "counted_cents")
    return next((Money(said[name]) for name in names if name in said), None)


def sheet_of(payload: str) -> int | None:
    """The number of the paper sheet that an entry was first written on."""
    number: int | None = json.loads(payload).get("sheet")
    return number
