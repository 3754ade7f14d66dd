"""Numbered paper sheets: printed before the event, one purchase each, typed in after it.

A number is of one edition and one site, printed once and used once: it is free again when the
receipt that it became was wholly given back, and the journal keeps both. The purchases typed in
make a series of their own at the site, with its own chain, as if the paper were a tablet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, db
from bourse.editions.models import Edition, Site
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.projections import Sale
from bourse.tills.sales import KEPT

MOST = 500
"""Sheets printed at once: a ream."""


class SheetRange(Base):
    """Sheets printed together: the numbers `first` to `last`, for one site."""

    __tablename__ = "sheet_range"
    __table_args__ = (UniqueConstraint("edition_id", "first"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    first: Mapped[int]
    last: Mapped[int]
    printed_at: Mapped[datetime] = mapped_column(default=now)

    site: Mapped[Site] = relationship(lazy="joined")

    @property
    def numbers(self) -> range:
        """Every number of it."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Printed:
    """Sheets printed together, and what became of them: `unused` as runs (first, last)."""

    id: int
    site: str
    first: int
    last: int
    printed_at: datetime
    used: int
    unused: tuple[tuple[int, int], ...]


def print_sheets(edition: Edition, *, site: Site, count: int, by: Actor) -> SheetRange:
    """Give the next `count` numbers of the edition to sheets of a site.

    Raises `sheets_too_many`.
    """
    if not 1 <= count <= MOST:
        raise BourseError("sheets_too_many", field="count", most=MOST)
    if site.edition_id != edition.id:
        raise ValueError("the site belongs to another edition")
    db.session.execute(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    last = db.session.scalar(
        select(func.max(SheetRange.last)).where(SheetRange.edition_id == edition.id)
    )
    first = (last or 0) + 1
    printed = SheetRange(edition_id=edition.id, site=site, first=first, last=first + count - 1)
    db.session.add(printed)
    db.session.flush()
    note(by, "sheet.print", f"site:{site.id}", first=first, last=printed.last)
    return printed


def range_of(edition_id: int, number: int) -> SheetRange | None:
    """The sheets among which this number was printed; None if it never was."""
    return db.session.scalar(
        select(SheetRange).where(
            SheetRange.edition_id == edition_id,
            SheetRange.first <= number,
            SheetRange.last >= number,
        )
    )


def range_by_id(edition_id: int, range_id: int) -> SheetRange:
    """Sheets printed together, by id; raises `sheets_gone`."""
    found = db.session.get(SheetRange, range_id)
    if found is None or found.edition_id != edition_id:
        raise BourseError("sheets_gone")
    return found


def receipt_of_sheet(edition_id: int, number: int) -> str | None:
    """The receipt that a sheet became and of which something is kept; None while it is free."""
    sale = db.session.scalar(
        select(Sale)
        .where(Sale.edition_id == edition_id, Sale.sheet == number, KEPT > 0)
        .order_by(Sale.seq)
        .limit(1)
    )
    return sale.number if sale else None


def printed_sheets(edition_id: int) -> list[Printed]:
    """All that was printed for an edition, the latest first, with the numbers not typed in."""
    used = set(
        db.session.scalars(
            select(Sale.sheet).where(
                Sale.edition_id == edition_id, Sale.sheet.is_not(None), KEPT > 0
            )
        )
    )
    ranges = db.session.scalars(
        select(SheetRange)
        .where(SheetRange.edition_id == edition_id)
        .order_by(SheetRange.first.desc())
    )
    return [_printed(one, used) for one in ranges]


def _printed(one: SheetRange, used: set[int | None]) -> Printed:
    unused = [number for number in one.numbers if number not in used]
    runs: list[tuple[int, int]] = []
    for number in unused:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return Printed(
        one.id,
        one.site.name,
        one.first,
        one.last,
        one.printed_at,
        len(one.numbers) - len(unused),
        tuple(runs),
    )
