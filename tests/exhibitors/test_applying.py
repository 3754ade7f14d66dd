"""A firm comes in: whoever types its number, nobody gets at what is not theirs."""

from __future__ import annotations

from bourse.db import transaction
from bourse.editions.models import EditionStatus
from bourse.exhibitors.models import ExhibitorStatus
from bourse.exhibitors.service import (
    apply,
    approve,
    confirm_application,
    enter_exhibitor,
    refuse,
)
from bourse.people.actor import SYSTEM, VISITOR
from bourse.people.models import Role
from bourse.people.queries import actor_of
from bourse.people.service import ensure_user
from tests.fixtures.applying import BCE, OTHER_SIRET, STRANGER, application, invited, refusal


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


def test_a_closed_door_stays_closed_but_for_who_wasinvited(edition) -> None:
    with transaction():
        edition.applications_open = False
    assert refusal(lambda: apply(edition, application(), by=VISITOR)) == "applications_closed"
    with transaction():
        invitation = invited(edition, number="")
        exhibitor = apply(edition, application(), by=VISITOR, invitation=invitation)
    assert invitation.exhibitor is exhibitor


def test_nobody_applies_to_an_edition_that_is_over(edition) -> None:
    with transaction():
        edition.status = EditionStatus.CLOSED

    def call() -> None:
        apply(edition, application(), by=VISITOR, invitation=invited(edition, number=""))

    assert refusal(call) == "applications_closed"


def test_who_gives_their_own_address_needs_no_mail(edition) -> None:
    with transaction():
        user = ensure_user("jeanne@tuilerie.example", "Jeanne", by=SYSTEM)
        exhibitor = apply(edition, application(), by=actor_of(user))
    assert exhibitor.status is ExhibitorStatus.APPLIED
    assert exhibitor.applicant is user


def test_confirming_answers_the_invitation_of_that_address(edition) -> None:
    with transaction():
        invitation = invited(edition, number="", email="jeanne@tuilerie.example")
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
