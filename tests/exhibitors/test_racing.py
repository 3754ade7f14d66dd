"""Several people at once: each firm gets its own code, and each decision is taken once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, func, select

from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.conformity import (
    ConformityDeclaration,
    current_text,
    declaration_of,
    declare,
    withdraw_paper,
)
from bourse.exhibitors.deadline import end_extension, extend, granted
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code, exhibitors
from bourse.exhibitors.service import apply, approve, confirm_application, enter_exhibitor, refuse
from bourse.people.actor import SYSTEM, VISITOR
from tests.fixtures.applying import BCE, OTHER_SIRET, SIRET, application
from tests.fixtures.edition import SmallEdition
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


def test_declaring_twice_at_once_is_declaring_once(app, small: SmallEdition) -> None:
    with transaction():
        db.session.execute(delete(ConformityDeclaration))

    def found() -> Exhibitor:
        return exhibitor_by_code(edition_by_slug("morteau-2026"), "E01")

    version = current_text().version
    declared = [lambda: declare(found(), version, by=SYSTEM, on_paper=True)] * 3
    assert at_once(app, *declared) == ["done"] * 3
    assert db.session.scalar(select(func.count()).select_from(ConformityDeclaration)) == 1
    assert at_once(app, *[lambda: withdraw_paper(found(), by=SYSTEM)] * 3) == ["done"] * 3
    assert declaration_of(found()) is None


def test_two_extensions_at_once_are_one(app, small: SmallEdition) -> None:
    with transaction():
        small.edition.catalogue_closes_at = now()

    def found() -> Exhibitor:
        return exhibitor_by_code(edition_by_slug("morteau-2026"), "E01")

    def longer(hours: int) -> Callable[[], object]:
        return lambda: extend(found(), now() + timedelta(hours=hours), by=SYSTEM)

    assert at_once(app, longer(1), longer(2), longer(3)) == ["done"] * 3
    assert len(granted(small.edition)) == 1
    assert at_once(app, *[lambda: end_extension(found(), by=SYSTEM)] * 2) == ["done"] * 2
    assert granted(small.edition) == []
