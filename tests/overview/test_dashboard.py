"""The dashboard: the figures of now, by a fixed number of queries."""

from __future__ import annotations

from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.impact.compiling import headline_of
from bourse.lots.models import LotStatus
from bourse.overview.dashboard import dashboard, last_sales, version
from bourse.values import Money
from tests.fixtures.statements import statements
from tests.fixtures.two_sites import TwoSites


def queries_of(edition: Edition) -> int:
    """How many statements the dashboard sends once the edition is read."""
    assert edition.id
    with statements() as sent:
        dashboard(edition)
    return len(sent)


def test_it_says_what_the_report_says(two_sites: TwoSites) -> None:
    small, hall, yard = two_sites.small, two_sites.hall, two_sites.yard
    two_sites.send(hall, hall.sale((small.tiles, 12_345)))
    two_sites.send(yard, yard.sale((two_sites.beam, 2_000)))
    found = dashboard(small.edition)

    assert found.headline == headline_of(small.edition.id)
    assert sum((part.turnover for part in found.by_site), Money(0)) == found.headline.turnover
    assert [part.label for part in found.by_site] == ["Salle des fêtes", "Plateforme"]
    assert found.open_cases == 0


def test_the_last_sales_come_first_and_a_return_is_negative(two_sites: TwoSites) -> None:
    small, hall, yard = two_sites.small, two_sites.hall, two_sites.yard
    sale = hall.sale((small.tiles, 1_000))
    yard.sent = 5
    two_sites.send(hall, sale, hall.reversal(sale))
    two_sites.send(yard, yard.sale((two_sites.beam, 1_000)))
    edition_id = small.edition.id

    assert [(row.number, row.site, row.total) for row in last_sales(edition_id)] == [
        ("C2a-0001", "Plateforme", Money(333)),
        ("C1a-0002", "Salle des fêtes", Money(-850)),
        ("C1a-0001", "Salle des fêtes", Money(850)),
    ]
    assert len(last_sales(edition_id, limit=2)) == 2


def test_its_version_moves_with_sales_cases_and_firms(two_sites: TwoSites) -> None:
    small, hall = two_sites.small, two_sites.hall
    seen = [version(small.edition)]
    two_sites.send(hall, hall.sale((small.door, 1_000)))
    seen.append(version(small.edition))
    with transaction():
        two_sites.slates.status = two_sites.beam.status = LotStatus.DRAFT
    seen.append(version(small.edition))

    assert len(set(seen)) == len(seen)
    assert version(small.edition) == seen[-1]


def test_more_sales_ask_no_more_queries(two_sites: TwoSites) -> None:
    small, hall, yard = two_sites.small, two_sites.hall, two_sites.yard
    two_sites.send(hall, hall.sale((small.tiles, 1_000)))
    few = queries_of(small.edition)
    two_sites.send(hall, *(hall.sale((lot, 1_000)) for lot in two_sites.lots))
    two_sites.send(yard, *(yard.sale((lot, 1_000)) for lot in two_sites.lots))

    assert queries_of(small.edition) == few
