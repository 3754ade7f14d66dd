"""Pickup slips: what a receipt says is to collect, and what of it has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.people.actor import Actor
from bourse.people.models import Company, User
from bourse.pickups.models import Pickup
from bourse.pickups.owed import owed_lines
from bourse.tills.projections import Sale, SaleLine
from bourse.tills.sales import sale_numbered
from bourse.values import Quantity

UNDO = timedelta(minutes=10)
"""How long a person may take back what they have just ticked; after that the goods have left."""


@dataclass(frozen=True, slots=True)
class Release:
    """One handing over; `may_undo` for who did it, within a few minutes."""

    id: int
    quantity: Quantity
    released_at: datetime
    by: str
    at_gate: bool
    undone_at: datetime | None
    may_undo: bool


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A line that was paid to be collected. `left` is 0 once all is handed over or brought back."""

    position: int
    lot: str | None
    exhibitor: str
    exhibitor_name: str
    designation: str
    paid: Quantity
    back: Quantity
    left: Quantity
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A pickup slip: what a receipt says is to collect, and what of it has left."""

    number: str
    fact_id: str
    paid_at: datetime
    lines: tuple[SlipLine, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to hand over."""
        return not any(line.left for line in self.lines)


def slip_of(edition_id: int, number: str, *, by: Actor, exhibitor: str | None = None) -> Slip:
    """The slip of a receipt, as typed or scanned; an exhibitor's own lines alone when one is given.

    Raises `receipt_unknown`, and `nothing_to_collect` for a receipt without such lines.
    """
    sale = sale_numbered(edition_id, number)
    owed = owed_lines(edition_id, Sale.seq == sale.seq, exhibitor=exhibitor)
    if not owed:
        raise BourseError("nothing_to_collect", number=sale.number)
    releases, names = _releases(sale.seq), names_of(edition_id)
    return Slip(
        number=sale.number,
        fact_id=sale.fact_id,
        paid_at=sale.happened_at,
        lines=tuple(
            SlipLine(
                position=one.line.position,
                lot=one.line.lot,
                exhibitor=one.line.exhibitor,
                exhibitor_name=names.get(one.line.exhibitor, one.line.exhibitor),
                designation=one.line.designation,
                paid=one.line.quantity,
                back=one.back,
                left=one.left,
                releases=tuple(
                    _release(made, one.line, name, by)
                    for made, name in releases
                    if made.position == one.line.position
                ),
            )
            for one in owed
        ),
    )


def names_of(edition_id: int) -> dict[str, str]:
    """The edition's companies by exhibitor's code; it has some tens."""
    rows = db.session.execute(
        select(Exhibitor.code, Company.name)
        .join(Company, Company.id == Exhibitor.company_id)
        .where(Exhibitor.edition_id == edition_id)
    )
    return {code: name for code, name in rows}  # noqa: C416 -- rows are no pairs to mypy


def _releases(sale_seq: int) -> list[tuple[Pickup, str]]:
    """What was handed over of a sale, the first first, with the name of who did it."""
    rows = db.session.execute(
        select(Pickup, func.coalesce(User.name, ""))
        .outerjoin(User, User.id == Pickup.released_by)
        .where(Pickup.sale_seq == sale_seq)
        .order_by(Pickup.id)
    )
    return [(made, name) for made, name in rows]


def _release(made: Pickup, line: SaleLine, name: str, by: Actor) -> Release:
    is_fresh = made.undone_at is None and now() - made.released_at <= UNDO
    return Release(
        id=made.id,
        quantity=Quantity(made.quantity_milli, line.unit),
        released_at=made.released_at,
        by=name,
        at_gate=made.at_gate,
        undone_at=made.undone_at,
        may_undo=is_fresh and made.released_by == by.user_id,
    )
