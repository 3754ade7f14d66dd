"""Who sells in an edition, as the public may know it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.people.models import Company

MOST = 500


@dataclass(frozen=True, slots=True)
class Seller:
    """A company that takes part; `places` are its stands, by site."""

    code: str
    name: str
    activity: str
    town: str
    places: tuple[tuple[str, str], ...]


def sellers(edition_id: int) -> tuple[Seller, ...]:
    """The approved exhibitors, by name: what they do and where they stand (500 at most)."""
    exhibitors = db.session.scalars(
        select(Exhibitor)
        .join(Exhibitor.company)
        .where(
            Exhibitor.edition_id == edition_id,
            Exhibitor.status.in_((ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)),
        )
        .order_by(Company.name)
        .limit(MOST)
    )
    return tuple(
        Seller(
            exhibitor.code,
            exhibitor.company.name,
            exhibitor.company.activity,
            exhibitor.company.town,
            tuple((stand.site.name, stand.label) for stand in exhibitor.stands),
        )
        for exhibitor in exhibitors
    )
