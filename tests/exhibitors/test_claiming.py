"""Whoever types a firm's number: nobody gets at a company that has members, or changes it."""

from __future__ import annotations

import pytest

from bourse.db import db, transaction
from bourse.editions.models import Edition
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.service import (
    apply,
    approve,
    cancel,
    confirm_application,
    enter_exhibitor,
)
from bourse.people.actor import SYSTEM, VISITOR, Actor
from bourse.people.models import User
from bourse.people.queries import actor_of
from bourse.people.service import ensure_user
from tests.fixtures.applying import OTHER_SIRET, SIRET, STRANGER, application, invited, refusal


@pytest.fixture
def member(edition: Edition) -> Actor:
    """Someone who acts for the Tuilerie, which was approved in this edition and has left it."""
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        user = confirm_application(exhibitor)
        approve(exhibitor, by=SYSTEM)
        cancel(exhibitor, by=SYSTEM)
    return actor_of(user)


def test_a_stranger_cannot_apply_for_a_company_that_has_members(edition, member) -> None:
    theirs = application(contact_email=STRANGER)
    assert refusal(lambda: apply(edition, theirs, by=VISITOR)) == "company_has_account"


def test_a_signed_in_stranger_cannot_either(edition, member) -> None:
    with transaction():
        stranger = actor_of(ensure_user(STRANGER, "Stranger", by=SYSTEM))
    theirs = application(contact_email=STRANGER)
    assert refusal(lambda: apply(edition, theirs, by=stranger)) == "company_has_account"


def test_a_member_applies_again_without_confirming(edition, member) -> None:
    said = application(name="Tuileries du Doubs", contact_email="compta@tuilerie.example")
    with transaction():
        exhibitor = apply(edition, said, by=member)
    assert exhibitor.status is ExhibitorStatus.APPLIED
    assert exhibitor.company.name == "Tuileries du Doubs"
    assert exhibitor.applicant.email == "jeanne@tuilerie.example"
    assert exhibitor.claims == ""


def test_approval_makes_no_member_of_the_contact_that_a_member_named(edition, member) -> None:
    with transaction():
        exhibitor = apply(edition, application(contact_email="compta@tuilerie.example"), by=member)
        approve(exhibitor, by=SYSTEM)
    assert [held.email for held in _members(exhibitor)] == ["jeanne@tuilerie.example"]


def test_an_invitation_of_this_number_opens_the_company_to_its_holder(edition, member) -> None:
    with transaction():
        invitation = invited(edition, number="00000074500018")
        exhibitor = apply(
            edition,
            application(name="Autre nom", contact_email=STRANGER),
            by=VISITOR,
            invitation=invitation,
        )
    assert exhibitor.status is ExhibitorStatus.UNCONFIRMED
    assert exhibitor.company.name == "Tuilerie du Doubs", "what is known stays until approval"


def test_an_address_that_nobody_confirmed_joins_no_company_that_has_members(
    edition, member
) -> None:
    with transaction():
        invitation = invited(edition, number=SIRET)
        said = application(contact_email=STRANGER)
        exhibitor = apply(edition, said, by=VISITOR, invitation=invitation)
        approve(exhibitor, by=SYSTEM)
    assert [held.email for held in _members(exhibitor)] == ["jeanne@tuilerie.example"]


@pytest.mark.parametrize("number", ["", OTHER_SIRET])
def test_an_invitation_of_another_number_does_not(edition, member, number) -> None:
    def call() -> None:
        invitation = invited(edition, number=number)
        apply(edition, application(contact_email=STRANGER), by=VISITOR, invitation=invitation)

    assert refusal(call) == "company_has_account"


def test_an_application_does_not_change_a_company_that_the_organiser_entered(edition) -> None:
    with transaction():
        entered = enter_exhibitor(edition, application(contact_email=None), by=SYSTEM)
        cancel(entered, by=SYSTEM)
        apply(edition, application(name="Faux", contact_email=STRANGER), by=VISITOR)
    assert entered.company.name == "Tuilerie du Doubs"
    assert "Faux" in entered.claims


@pytest.mark.parametrize(("adopt", "name"), [(False, "Tuilerie du Doubs"), (True, "Autre nom")])
def test_approval_takes_over_what_the_application_claims_or_not(edition, adopt, name) -> None:
    with transaction():
        entered = enter_exhibitor(edition, application(contact_email=None), by=SYSTEM)
        cancel(entered, by=SYSTEM)
        apply(edition, application(name="Autre nom", contact_email=STRANGER), by=VISITOR)
        approve(entered, by=SYSTEM, adopt=adopt)
    assert entered.company.name == name
    assert entered.claims == ""


def _members(exhibitor: Exhibitor) -> list[User]:
    users = db.session.query(User).order_by(User.id)
    return [user for user in users if exhibitor.company_id in user.company_ids]
