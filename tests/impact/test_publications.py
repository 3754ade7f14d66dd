"""A published report: frozen, read back the same, closed by withdrawing it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from bourse.db import db, read_only, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.impact import service
from bourse.impact.compiling import compile_report
from bourse.impact.models import ReportSnapshot
from bourse.impact.publications import find_publication, publications, published_report
from bourse.impact.report import Report
from bourse.people.actor import SYSTEM
from tests.fixtures.two_sites import TwoSites


def publish(two_sites: TwoSites) -> tuple[Report, str]:
    edition_id = two_sites.small.edition.id
    with read_only():
        report = compile_report(two_sites.small.edition)
    with transaction():
        return report, service.publish(edition_id, report, by=SYSTEM).token


def test_a_published_report_does_not_move_when_sales_go_on(two_sites: TwoSites) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 12_345), (small.door, 1_000)))
    report, token = publish(two_sites)
    two_sites.send(hall, hall.sale((small.tiles, 1_000)))

    assert published_report(token) == report
    assert report.journal_seq == 1
    snapshot = db.session.scalars(select(ReportSnapshot)).one()
    assert snapshot.journal_hash == report.journal_hash
    assert json.loads(snapshot.figures)["headline"]["weight"] == {"grams": 222_210}


def test_a_report_is_final_once_its_edition_is_closed(two_sites: TwoSites) -> None:
    assert not publish(two_sites)[0].is_final
    with transaction():
        two_sites.small.edition.status = EditionStatus.CLOSED
    publish(two_sites)
    edition_id = two_sites.small.edition.id
    first = publications(edition_id, size=1)
    second = publications(edition_id, after=first.after, size=1)
    assert [row.is_final for row in (*first.rows, *second.rows)] == [True, False]
    assert second.after is None
    assert publications(edition_id + 1).rows == ()


def test_a_withdrawn_report_says_so_and_shows_nothing(two_sites: TwoSites) -> None:
    _, token = publish(two_sites)
    with transaction():
        service.withdraw(token, by=SYSTEM)

    with pytest.raises(BourseError, match="report_withdrawn"):
        published_report(token)
    assert find_publication(token).withdrawn_at is not None


def test_a_link_that_never_was_is_unknown(two_sites: TwoSites) -> None:
    for ask in (
        published_report,
        find_publication,
        lambda token: service.withdraw(token, by=SYSTEM),
    ):
        with pytest.raises(BourseError, match="report_unknown"):
            ask("not-a-token")
