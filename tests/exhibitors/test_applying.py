"""A firm comes in: whoever types its number, nobody gets at what is not theirs."""

from __future__ import annotations

import pytest

from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Invitation
from bourse.exhibitors.service import (
    apply,
    approve,
    cancel,
    confirm_application,
    enter_exhibitor,
    refuse,
)
from bourse.people.actor import SYSTEM, VISITOR, Actor
from bourse.people.models import Role, User
from bourse.people.queries import actor_of
from bourse.people.service import ensure_user
from tests.fixtures.applying import BCE, OTHER_SIRET, SIRET, application

STRANGER = "stranger@elsewhere.example"


@pytest.fixture
def member(edition: Edition) -> Actor:
    """Someone who acts for the Tuilerie, which was approved in this edition and has left it."""
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        user = confirm_application(exhibitor)
        approve(exhibitor, by=SYSTEM)
        cancel(exhibitor, by=SYSTEM)
    return actor_of(user)


def refusal(call) -> str:
    with pytest.raises(BourseError) as caught, transaction():
        call()
    return caught.value.code


def test_a_new_firm_applies_and_confirms_its_address(edition) -> None:
    with transaction():
        exhibitor = apply(
            edition, application(contact_email=" Jeanne@Tuilerie.example "), by=VISITOR
        )
    assert exhibitor.code == "E01"
    assert exhibitor.status is ExhibitorStatus.UNCONFIRMED
    assert exhibitor.company.name == "Tuilerie du Doubs"
    with transaction():
        user = confirm_application(exhibitor)
    assert exhibitor.status is ExhibitorStatus.APPLIED
    assert user.email == "jeanne@tuilerie.example"
    assert user.email_confirmed_at
    assert Role.EXHIBITOR in user.roles


def test_applying_alone_lets_nobody_act_for_the_company(edition) -> None:
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        user = confirm_application(exhibitor)
    assert user.company_ids == frozenset()
    with transaction():
        approve(exhibitor, by=SYSTEM)
    assert user.company_ids == {exhibitor.company_id}


def test_an_address_is_confirmed_once(edition) -> None:
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        confirm_application(exhibitor)
    assert refusal(lambda: confirm_application(exhibitor)) == "application_decided"


def test_codes_follow_each_other_past_ninety_nine(edition) -> None:
    with transaction():
        first = enter_exhibitor(edition, application(), by=SYSTEM)
        first.code = "E99"
        second = enter_exhibitor(edition, application(OTHER_SIRET), by=SYSTEM)
        third = enter_exhibitor(edition, application(BCE), by=SYSTEM)
    assert (second.code, third.code) == ("E100", "E101")
    assert third.company.country == "BE"


def test_a_newer_application_replaces_one_that_nobody_confirmed(edition) -> None:
    with transaction():
        squat = apply(edition, application(name="Faux", contact_email=STRANGER), by=VISITOR)
        true = apply(edition, application(), by=VISITOR)
    assert true is squat
    assert true.company.name == "Tuilerie du Doubs"
    assert true.contact_email == "jeanne@tuilerie.example"
    assert true.code == "E01"


def test_nobody_applies_over_an_application_under_way(edition) -> None:
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        confirm_application(exhibitor)
    again = application(name="Faux", contact_email=STRANGER)
    assert refusal(lambda: apply(edition, again, by=VISITOR)) == "already_applied"
    assert exhibitor.contact_email == "jeanne@tuilerie.example"
    assert exhibitor.company.name == "Tuilerie du Doubs"


def test_a_squatter_who_was_refused_makes_room_for_the_firm(edition) -> None:
    with transaction():
        exhibitor = apply(edition, application(name="Faux", contact_email=STRANGER), by=VISITOR)
        squatter = confirm_application(exhibitor)
        refuse(exhibitor, "Ce numéro n’est pas le vôtre.", by=SYSTEM)
        apply(edition, application(), by=VISITOR)
    assert exhibitor.applicant is None
    assert exhibitor.refusal_reason == ""
    with transaction():
        confirm_application(exhibitor)
        approve(exhibitor, by=SYSTEM)
    assert squatter.company_ids == frozenset()
    assert exhibitor.company.name == "Tuilerie du Doubs"


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
        invitation = _invited(edition, number="00000074500018")
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
        invitation = _invited(edition, number=SIRET)
        said = application(contact_email=STRANGER)
        exhibitor = apply(edition, said, by=VISITOR, invitation=invitation)
        approve(exhibitor, by=SYSTEM)
    assert [held.email for held in _members(exhibitor)] == ["jeanne@tuilerie.example"]


@pytest.mark.parametrize("number", ["", OTHER_SIRET])
def test_an_invitation_of_another_number_does_not(edition, member, number) -> None:
    def call() -> None:
        invitation = _invited(edition, number=number)
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


def test_a_closed_door_stays_closed_but_for_who_was_invited(edition) -> None:
    with transaction():
        edition.applications_open = False
    assert refusal(lambda: apply(edition, application(), by=VISITOR)) == "applications_closed"
    with transaction():
        invitation = _invited(edition, number="")
        exhibitor = apply(edition, application(), by=VISITOR, invitation=invitation)
    assert invitation.exhibitor is exhibitor


def test_nobody_applies_to_an_edition_that_is_over(edition) -> None:
    with transaction():
        edition.status = EditionStatus.CLOSED

    def call() -> None:
        apply(edition, application(), by=VISITOR, invitation=_invited(edition, number=""))

    assert refusal(call) == "applications_closed"


def test_who_gives_their_own_address_needs_no_mail(edition) -> None:
    with transaction():
        user = ensure_user("jeanne@tuilerie.example", "Jeanne", by=SYSTEM)
        exhibitor = apply(edition, application(), by=actor_of(user))
    assert exhibitor.status is ExhibitorStatus.APPLIED
    assert exhibitor.applicant is user


def test_confirming_answers_the_invitation_of_that_address(edition) -> None:
    with transaction():
        invitation = _invited(edition, number="", email="jeanne@tuilerie.example")
        exhibitor = apply(edition, application(), by=VISITOR)
        assert invitation.exhibitor is None
        confirm_application(exhibitor)
    assert invitation.exhibitor is exhibitor


def test_the_organiser_enters_a_firm_without_an_address(edition) -> None:
    with transaction():
        exhibitor = enter_exhibitor(edition, application(contact_email=None), by=SYSTEM)
    assert exhibitor.status is ExhibitorStatus.CONFIRMED
    assert exhibitor.contact_email is None
    again = application(contact_email=None)
    assert refusal(lambda: enter_exhibitor(edition, again, by=SYSTEM)) == "exhibitor_exists"


def _invited(edition: Edition, *, number: str, email: str = STRANGER) -> Invitation:
    invitation = Invitation(
        edition_id=edition.id, company_name="Invitée", email=email, number=number
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def _members(exhibitor: Exhibitor) -> list[User]:
    users = db.session.query(User).order_by(User.id)
    return [user for user in users if exhibitor.company_id in user.company_ids]
