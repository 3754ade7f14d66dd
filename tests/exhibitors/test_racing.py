"""Several people at once: each firm gets its own code, and each decision is taken once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

from flask import Flask

from bourse.db import db, transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code, exhibitors
from bourse.exhibitors.service import apply, approve, confirm_application, enter_exhibitor, refuse
from bourse.people.actor import SYSTEM, VISITOR
from tests.fixtures.applying import BCE, OTHER_SIRET, SIRET, application


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Each act in a transaction of its own thread, started together: "done", or why not."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        with app.app_context():
            start.wait(10)
            try:
                with transaction():
                    act()
            except BourseError as error:
                return error.code
            finally:
                db.session.remove()
            return "done"

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(lambda act: Context().run(run, act), acts))


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
