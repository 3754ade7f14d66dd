"""Reading what the pre-opening checklist looks at: a handful of queries, whatever the size."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select

from bourse.clock import now
from bourse.db import db, total
from bourse.desk.board import missing_witnesses
from bourse.editions.models import Edition, EditionCategory
from bourse.exhibitors.conformity import declarations
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Stand
from bourse.holds.preparing import held_beyond
from bourse.journal.verification import check_chain
from bourse.lots import late
from bourse.lots.models import Lot, LotStatus
from bourse.overview.checklist import Check, Facts, SiteFacts, checklist
from bourse.people.queries import organisation
from bourse.reception.receiving import coming
from bourse.tills.models import Cashier, Enrolment, Till

LATEST_ENTRIES = 100
"""How much of the journal's end is followed: enough to see a head that does not hold."""
TAKING_PART = (ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the installation knows and the database does not."""

    public_url: bool
    smtp: bool
    mails_waiting: int


def checks_of(edition: Edition, around: Surroundings) -> tuple[Check, ...]:
    """The checklist of an edition as it stands."""
    return checklist(facts_of(edition, around))


def facts_of(edition: Edition, around: Surroundings) -> Facts:
    """Everything the checks look at."""
    house = organisation()
    undecided, confirmed, without_stand = _exhibitors(edition)
    lots, lots_off, lots_free, lots_weighed = _lots(edition)
    return Facts(
        today=now().astimezone(ZoneInfo(edition.timezone)).date(),
        ends_on=edition.ends_on,
        is_fictional=edition.is_fictional,
        organisation=house is not None and bool(house.address and house.email),
        sites=_sites(edition),
        categories=len(edition.categories),
        undecided=undecided,
        confirmed=confirmed,
        without_stand=without_stand,
        undeclared=tuple(
            exhibitor.company.name for exhibitor, declared in declarations(edition) if not declared
        ),
        lots=lots,
        late=late.count(edition.id).total,
        awaited=sum(one.left for one in coming(edition.id)),
        beyond=held_beyond(edition.id, now()),
        lots_off=lots_off,
        lots_free=lots_free,
        lots_weighed=lots_weighed,
        cashiers=_cashiers(edition),
        public_url=around.public_url,
        smtp=around.smtp,
        mails_waiting=around.mails_waiting,
        journal_sound=check_chain(latest=LATEST_ENTRIES).fault is None and not missing_witnesses(),
    )


def _exhibitors(edition: Edition) -> tuple[int, int, int]:
    """How many are undecided, how many take part, and how many of these have no stand."""
    placed = select(Stand.id).where(Stand.exhibitor_id == Exhibitor.id).exists()
    takes_part = Exhibitor.status.in_(TAKING_PART)
    row = db.session.execute(
        select(
            total(case((Exhibitor.status == ExhibitorStatus.APPLIED, 1), else_=0)),
            total(case((takes_part, 1), else_=0)),
            total(case((takes_part & ~placed, 1), else_=0)),
        ).where(Exhibitor.edition_id == edition.id)
    ).one()
    return row[0], row[1], row[2]


def _lots(edition: Edition) -> tuple[int, int, int, int]:
    """Lots offered: all, in a category switched off, free of charge, of known weight."""
    switched_on = select(EditionCategory.category_code).where(
        EditionCategory.edition_id == edition.id
    )
    row = db.session.execute(
        select(
            func.count(),
            total(case((Lot.category_code.not_in(switched_on), 1), else_=0)),
            total(case((Lot.price_cents == 0, 1), else_=0)),
            total(case((Lot.unit_weight_g.is_not(None), 1), else_=0)),
        ).where(Lot.edition_id == edition.id, Lot.status == LotStatus.OFFERED)
    ).one()
    return row[0], row[1], row[2], row[3]


def _sites(edition: Edition) -> tuple[SiteFacts, ...]:
    enrolled = Enrolment.token_hash.is_not(None) & Enrolment.revoked_at.is_(None)
    on_site = {
        row.site_id: (row.tills, row.devices)
        for row in db.session.execute(
            select(
                Till.site_id,
                func.count(Till.id.distinct()).label("tills"),
                total(case((enrolled, 1), else_=0)).label("devices"),
            )
            .outerjoin(Enrolment, Enrolment.till_id == Till.id)
            .where(Till.edition_id == edition.id, Till.retired_at.is_(None))
            .group_by(Till.site_id)
        )
    }
    return tuple(
        SiteFacts(site.name, bool(site.address and site.town), *on_site.get(site.id, (0, 0)))
        for site in edition.sites
    )


def _cashiers(edition: Edition) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(
                Cashier.edition_id == edition.id, Cashier.retired_at.is_(None)
            )
        )
        or 0
    )
