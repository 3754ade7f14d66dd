"""Several people at once: each firm gets its own code, and each decision is taken once."""

from __future__ import annotations

from collections.abc import Callable

from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code, exhibitors
from bourse.exhibitors.service import apply, approve, confirm_application, enter_exhibitor, refuse
from bourse.people.actor import SYSTEM, VISITOR
from tests.fixtures.applying import BCE, OTHER_SIRET, SIRET, application
from tests.fixtures.racing import at_once


def test_firms_that_come_in_at_once_get_their_own_codes(app, edition) -> None:
    def enter(number: str) -> Callable[[], object]:
        return lambda: enter_exhibitor(edition_by_slug("morteau"), application(number), by=SYSTEM)

    assert at_once(app, *(enter(number) for number in (SIRET, OTHER_SIRET, BCE))) == ["done"] * 3
    assert [row.code for row in exhibitors(edition).rows] == ["E01", "E02", "E03"]


def test_one_new_firm_that_applies_twice_at_once_is_one(app, edition) -> None:
    def ask(email: str) -> Callable[[], object]:
        said = application(contact_email=email)
        return lambda: apply(edition_by_slug("morteau"), said, by=VISITOR)

    assert at_once(app, ask("a@firm.example"), ask("b@firm.example")) == ["done", "done"]
    assert len(exhibitors(edition).rows) == 1


def test_two_decisions_at_once_are_one(app, edition) -> None:
    with transaction():
        confirm_application(apply(edition, application(), by=VISITOR))

    def found() -> Exhibitor:
        return exhibitor_by_code(edition_by_slug("morteau"), "E01")

    outcome = at_once(
        app,
        lambda: approve(found(), by=SYSTEM),
        lambda: refuse(found(), "Complet.", by=SYSTEM),
    )
    assert outcome == ["done", "exhibitor_status"]
    refused = found().status is ExhibitorStatus.REFUSED
    assert bool(found().refusal_reason) is refused
