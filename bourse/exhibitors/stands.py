"""Where an exhibitor stands: a site each, with the label that visitors look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from bourse.db import db
from bourse.editions.queries import site_of
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Stand
from bourse.people.actor import Actor
from bourse.people.record import note


@dataclass(frozen=True, slots=True)
class StandDraft:
    """A place on one of the edition's sites; the label ("B12") may be told later."""

    site_id: int
    label: str = ""


def place(exhibitor: Exhibitor, stands: Sequence[StandDraft], *, by: Actor) -> None:
    """Give these stands, and no others.

    Raises `site_unknown` for another edition's site, `stand_site_twice`, and `stand_taken`
    (label, company) when another exhibitor of the edition has that label on that site.
    """
    if len({draft.site_id for draft in stands}) < len(stands):
        raise BourseError("stand_site_twice")
    for draft in stands:
        site_of(exhibitor.edition, draft.site_id)
        _check_free(exhibitor, draft)
    held = {stand.site_id: stand for stand in exhibitor.stands}
    wanted = {draft.site_id: draft.label.strip() for draft in stands}
    exhibitor.stands = [
        held.get(site_id) or Stand(site_id=site_id, label=label)
        for site_id, label in wanted.items()
    ]
    for stand in exhibitor.stands:
        stand.label = wanted[stand.site_id]
    db.session.flush()
    note(by, "exhibitor.place", f"exhibitor:{exhibitor.id}", stands=len(wanted))


def _check_free(exhibitor: Exhibitor, draft: StandDraft) -> None:
    label = draft.label.strip()
    holder = label and db.session.scalar(
        select(Exhibitor)
        .join(Stand)
        .where(
            Stand.site_id == draft.site_id,
            func.lower(Stand.label) == label.lower(),
            Exhibitor.id != exhibitor.id,
            Exhibitor.status.in_((ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)),
        )
        .limit(1)
    )
    if holder:
        raise BourseError("stand_taken", label=label, company=holder.company.name)
