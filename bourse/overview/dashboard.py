"""The live dashboard of an edition: its figures now, its last sales, and what waits for a person.

The number of queries is fixed. `version` is cheap and tells whether anything moved since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.desk.board import board, count_alarms
from bourse.desk.cases import open_cases
from bourse.editions.models import Edition, EditionStatus, Site
from bourse.holds.preparing import held_beyond
from bourse.impact import queries
from bourse.impact.compiling import (
    category_names,
    exhibitor_names,
    headline_of,
    hours,
    parts,
    site_names,
)
from bourse.impact.queries import Cut
from bourse.impact.report import Headline, Hour, Part
from bourse.journal import service as journal
from bourse.tills.projections import Sale
from bourse.values import Money

LAST_SALES = 8


@dataclass(frozen=True, slots=True)
class LastSale:
    """One of the last receipts; a return has a negative total."""

    number: str
    happened_at: datetime
    site: str
    total: Money


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the organiser sees while the edition is on."""

    headline: Headline
    by_hour: tuple[Hour, ...]
    by_site: tuple[Part, ...]
    by_category: tuple[Part, ...]
    by_exhibitor: tuple[Part, ...]
    last_sales: tuple[LastSale, ...]
    open_cases: int
    till_alarms: int
    missing: int
    version: str


def dashboard(edition: Edition) -> Dashboard:
    """The figures of the edition as they stand now."""
    return Dashboard(
        headline=headline_of(edition.id),
        by_hour=hours(edition.id),
        by_site=parts(edition.id, Cut.SITE, site_names(edition.id)),
        by_category=parts(edition.id, Cut.CATEGORY, category_names()),
        by_exhibitor=parts(edition.id, Cut.EXHIBITOR, exhibitor_names(edition.id)),
        last_sales=last_sales(edition.id),
        open_cases=open_cases(edition.id),
        till_alarms=till_alarms(edition),
        missing=missing(edition),
        version=version(edition),
    )


def version(edition: Edition) -> str:
    """Changes whenever what the dashboard shows may have: sales, cases, alarms, firms with lots."""
    firms = queries.firms([edition.id])[""]
    waiting = f"{open_cases(edition.id)}-{till_alarms(edition)}-{missing(edition)}"
    return f"{journal.head().seq}-{waiting}-{firms}"


def till_alarms(edition: Edition) -> int:
    """What is not as it should be on the board of tills; nothing once the edition is closed."""
    if edition.status is EditionStatus.CLOSED:
        return 0
    return count_alarms(board(edition, now()))


def missing(edition: Edition) -> int:
    """Lots of which more is reserved than can be sold; nothing once the edition is closed."""
    return 0 if edition.status is EditionStatus.CLOSED else held_beyond(edition.id, now())


def last_sales(edition_id: int, *, limit: int = LAST_SALES) -> tuple[LastSale, ...]:
    """The last receipts recorded, returns too, the newest first."""
    rows = db.session.execute(
        select(Sale, Site.name)
        .join(Site, Site.id == Sale.site_id)
        .where(Sale.edition_id == edition_id)
        .order_by(Sale.happened_at.desc(), Sale.seq.desc())
        .limit(limit)
    )
    return tuple(LastSale(sale.number, sale.happened_at, site, sale.total) for sale, site in rows)
