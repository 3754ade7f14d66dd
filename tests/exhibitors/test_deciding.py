"""The organiser decides: stands, reasons, and what may follow what."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.decisions import NEXT, mark_attended
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.service import (
    StandDraft,
    apply,
    approve,
    cancel,
    confirm_application,
    enter_exhibitor,
    refuse,
    reopen,
)
from bourse.exhibitors.stands import place
from bourse.people.actor import SYSTEM, VISITOR
from tests.fixtures.applying import OTHER_SIRET, application


@pytest.fixture
def applied(edition) -> Exhibitor:
    """An application to examine."""
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        confirm_application(exhibitor)
    return exhibitor


def refusal(call) -> BourseError:
    with pytest.raises(BourseError) as caught, transaction():
        call()
    return caught.value


def stands(exhibitor: Exhibitor) -> list[tuple[str, str]]:
    return [(stand.site.name, stand.label) for stand in exhibitor.stands]


def test_approves_with_a_stand_on_each_site(edition, applied) -> None:
    halle, quai = edition.sites
    with transaction():
        approve(applied, [StandDraft(halle.id, " A1 "), StandDraft(quai.id)], by=SYSTEM)
    assert applied.status is ExhibitorStatus.CONFIRMED
    assert applied.decided_at
    assert stands(applied) == [("Halle", "A1"), ("Quai", "")]


def test_approving_again_moves_the_stands_alone(edition, applied) -> None:
    halle, quai = edition.sites
    with transaction():
        approve(applied, [StandDraft(halle.id, "A1")], by=SYSTEM)
    kept = applied.stands[0].id
    with transaction():
        place(applied, [StandDraft(halle.id, "A2"), StandDraft(quai.id, "B1")], by=SYSTEM)
    assert stands(applied) == [("Halle", "A2"), ("Quai", "B1")]
    assert applied.stands[0].id == kept


def test_a_label_is_given_once_a_site(edition, applied) -> None:
    halle, quai = edition.sites
    with transaction():
        enter_exhibitor(
            edition,
            application(OTHER_SIRET, name="Scierie"),
            [StandDraft(halle.id, "A1")],
            by=SYSTEM,
        )
    error = refusal(lambda: approve(applied, [StandDraft(halle.id, "a1")], by=SYSTEM))
    assert (error.code, error.params["company"]) == ("stand_taken", "Scierie")
    with transaction():
        approve(applied, [StandDraft(quai.id, "A1")], by=SYSTEM)


def test_a_site_of_another_edition_is_refused(small, applied) -> None:
    error = refusal(lambda: approve(applied, [StandDraft(small.site.id)], by=SYSTEM))
    assert error.code == "site_unknown"
    assert applied.status is ExhibitorStatus.APPLIED


def test_a_site_is_given_once(edition, applied) -> None:
    twice = [StandDraft(edition.sites[0].id, "A1"), StandDraft(edition.sites[0].id, "A2")]
    assert refusal(lambda: approve(applied, twice, by=SYSTEM)).code == "stand_site_twice"


def test_a_refusal_needs_a_reason(applied) -> None:
    assert refusal(lambda: refuse(applied, "  ", by=SYSTEM)).code == "reason_missing"
    with transaction():
        refuse(applied, "Complet.", by=SYSTEM)
    assert (applied.status, applied.refusal_reason) == (ExhibitorStatus.REFUSED, "Complet.")


def test_a_refusal_is_taken_back(applied) -> None:
    with transaction():
        refuse(applied, "Complet.", by=SYSTEM)
        reopen(applied, by=SYSTEM)
    assert (applied.status, applied.refusal_reason) == (ExhibitorStatus.APPLIED, "")
    assert applied.decided_at is None


def test_leaving_frees_the_stand(edition, applied) -> None:
    halle = edition.sites[0]
    with transaction():
        approve(applied, [StandDraft(halle.id, "A1")], by=SYSTEM)
        cancel(applied, by=SYSTEM)
    assert stands(applied) == []


def test_a_firm_that_was_there_cannot_leave(applied) -> None:
    with transaction():
        approve(applied, by=SYSTEM)
        mark_attended(applied, present=True, by=SYSTEM)
    assert refusal(lambda: cancel(applied, by=SYSTEM)).code == "exhibitor_status"
    with transaction():
        mark_attended(applied, present=False, by=SYSTEM)
        cancel(applied, by=SYSTEM)


DECISIONS = {
    ExhibitorStatus.CONFIRMED: lambda exhibitor: approve(exhibitor, by=SYSTEM),
    ExhibitorStatus.REFUSED: lambda exhibitor: refuse(exhibitor, "Complet.", by=SYSTEM),
    ExhibitorStatus.CANCELLED: lambda exhibitor: cancel(exhibitor, by=SYSTEM),
    ExhibitorStatus.APPLIED: lambda exhibitor: reopen(exhibitor, by=SYSTEM),
    ExhibitorStatus.ATTENDED: lambda exhibitor: mark_attended(exhibitor, present=True, by=SYSTEM),
}


@pytest.mark.parametrize("status", ExhibitorStatus)
def test_only_what_may_follow_follows(applied, status) -> None:
    for decision, decide in DECISIONS.items():
        with transaction():
            applied.status = status
        present_again = (status, decision) == (ExhibitorStatus.ATTENDED, ExhibitorStatus.CONFIRMED)
        if decision in NEXT[status] and not present_again:
            with transaction():
                decide(applied)
            assert applied.status is decision
        else:
            assert refusal(lambda decide=decide: decide(applied)).code == "exhibitor_status"
            assert applied.status is status
