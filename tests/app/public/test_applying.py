"""A firm applies: works from the form to the confirmed account, validates, opens nothing else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import links
from bourse.db import transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.exhibitors.invitation_lines import parse
from bourse.exhibitors.invitations import invite, revoke
from bourse.exhibitors.models import ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code, exhibitors
from bourse.exhibitors.service import apply, approve, confirm_application
from bourse.people.actor import SYSTEM, VISITOR
from bourse.people.models import Role
from tests.fixtures.applying import FILLED, JEANNE, OTHER_SIRET, application
from tests.fixtures.mailbox import Mailbox
from tests.fixtures.people import PASSWORD, SignIn, account

FORM = "/e/morteau/apply"


@pytest.fixture
def visitor(app: Flask, edition: Edition) -> FlaskClient:
    """Someone who has not signed in."""
    return app.test_client()


def status(edition: Edition) -> ExhibitorStatus:
    return exhibitor_by_code(edition, "E01").status


def test_from_the_form_to_ones_own_page(edition, visitor, mailbox: Mailbox) -> None:
    sent = visitor.post(FORM, data=FILLED)
    assert sent.location == "/e/morteau/apply/sent"
    assert JEANNE in visitor.get(sent.location).text
    assert status(edition) is ExhibitorStatus.UNCONFIRMED

    link = mailbox.link(JEANNE)
    assert "Tuilerie du Doubs" in visitor.get(link).text
    assert status(edition) is ExhibitorStatus.UNCONFIRMED, "reading a mail confirms nothing"
    welcome = visitor.post(link).location
    assert status(edition) is ExhibitorStatus.APPLIED
    assert "nous est bien parvenue" in mailbox.last(JEANNE)

    password = {"name": "Jeanne Courvoisier", "password": PASSWORD, "repeat": PASSWORD}
    home = visitor.post(welcome, data=password)
    assert home.location == "/exhibitor/"
    page = visitor.get("/exhibitor/").text
    assert "Bourse de Morteau" in page
    assert "Candidature à examiner" in page
    assert account(JEANNE).company_ids == frozenset(), "only approval lets her act for the firm"


def test_the_link_serves_once_and_never_signs_anybody_in(edition, visitor, app, mailbox) -> None:
    visitor.post(FORM, data=FILLED)
    link = mailbox.link(JEANNE)
    visitor.post(link)
    again = app.test_client()
    assert again.get(link).location.startswith("/account/sign-in")
    assert again.post(link).location.startswith("/account/sign-in")
    assert again.get("/exhibitor/").status_code == 302


def test_who_has_a_password_signs_in_with_it(edition, visitor, signed_in, mailbox) -> None:
    signed_in(Role.COLLECTIVITY, email=JEANNE)
    visitor.post(FORM, data=FILLED)
    assert visitor.post(mailbox.link(JEANNE)).location.startswith("/account/sign-in")
    assert account(JEANNE).roles == {Role.COLLECTIVITY, Role.EXHIBITOR}


def test_a_newer_application_kills_the_older_ones_link(edition, visitor, mailbox) -> None:
    visitor.post(FORM, data=FILLED | {"contact_email": "stranger@elsewhere.example"})
    old = mailbox.link("stranger@elsewhere.example")
    visitor.post(FORM, data=FILLED)
    assert visitor.get(old).status_code == 410
    assert visitor.post(old).status_code == 410
    assert status(edition) is ExhibitorStatus.UNCONFIRMED
    visitor.post(mailbox.link(JEANNE))
    assert status(edition) is ExhibitorStatus.APPLIED


def test_a_forged_link_or_one_of_another_edition_is_dead(edition, small, visitor, mailbox) -> None:
    visitor.post(FORM, data=FILLED)
    link = mailbox.link(JEANNE)
    assert visitor.get(link.replace("/morteau/", "/morteau-2026/")).status_code == 404
    assert visitor.get(link[:-2] + "aa").status_code == 410
    assert visitor.post(link[:-2] + "aa").status_code == 410


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("number", "732 829 320 00075", "Ce numéro n’existe pas"),
        ("number", "0428.759.497", "Ce numéro n’existe pas"),
        ("number", "", "requis"),
        ("contact_email", "jeanne(at)tuilerie.example", "non valide"),
        ("name", "", "requis"),
        ("vat_number", "FR00000000000", "Ce numéro de TVA n’existe pas"),
        ("is_entitled", "", "habilitée"),
        ("vat_regime", "none", ""),
        ("representative_name", "x" * 201, "200"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(edition, visitor, field, value, says) -> None:
    filled = {name: text for name, text in (FILLED | {field: value}).items() if text}
    answer = visitor.post(FORM, data=filled)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert says in answer.text
    assert exhibitors(edition).rows == ()


def test_a_belgian_firm_applies_with_its_bce_number(edition, visitor) -> None:
    belgian = {"country": "BE", "number": "0428.759.497", "vat_number": "BE 0428 759 497"}
    assert visitor.post(FORM, data=FILLED | belgian).status_code == 302
    company = exhibitor_by_code(edition, "E01").company
    assert (company.number_kind, company.vat_number) == ("bce", "BE0428759497")


def test_nobody_applies_in_the_place_of_a_firm_that_has_an_account(edition, visitor) -> None:
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        confirm_application(exhibitor)
    taken = visitor.post(FORM, data=FILLED | {"contact_email": "stranger@elsewhere.example"})
    assert taken.status_code == 422
    assert "déjà candidaté" in taken.text
    with transaction():
        approve(exhibitor, by=SYSTEM)
        exhibitor.status = ExhibitorStatus.CANCELLED
    taken = visitor.post(FORM, data=FILLED | {"contact_email": "stranger@elsewhere.example"})
    assert "déjà un compte" in taken.text
    assert exhibitor_by_code(edition, "E01").contact_email == JEANNE


def test_the_letter_that_asks_to_confirm_repeats_nothing_that_a_stranger_typed(
    visitor, mailbox
) -> None:
    spam = {"name": "BUY NOW http://spam.example", "contact_name": "http://spam.example"}
    visitor.post(FORM, data=FILLED | spam)
    assert "spam" not in mailbox.last(JEANNE)


def test_closed_applications_say_so(edition, visitor) -> None:
    with transaction():
        edition.applications_open = False
    assert visitor.get(FORM).status_code == 404, "not announced: nothing is known of it"
    with transaction():
        edition.status = EditionStatus.OPEN
    page = visitor.get(FORM)
    assert page.status_code == 200
    assert "candidatures sont closes" in page.text
    assert "Votre entreprise" not in page.text
    assert "candidatures sont closes" in visitor.post(FORM, data=FILLED).text
    assert exhibitors(edition).rows == ()


def test_an_invitation_fills_the_form_in_and_opens_it(edition, visitor, mailbox) -> None:
    line = "Tuilerie du Doubs;jeanne@tuilerie.example;Jeanne Courvoisier;00000074500018"
    with transaction():
        edition.applications_open = False
        (invitation,), _refused = invite(edition, parse(line)[0], by=SYSTEM)
    with visitor.application.test_request_context():
        token = links.sign(links.Purpose.INVITE_COMPANY, invitation.id)
    invited = f"{FORM}?invitation={token}"
    page = visitor.get(invited).text
    for known in ("Tuilerie du Doubs", JEANNE, "Jeanne Courvoisier", "00000074500018"):
        assert f'value="{known}"' in page
    assert visitor.post(invited, data=FILLED).status_code == 302
    assert invitation.exhibitor is exhibitor_by_code(edition, "E01")


def test_a_revoked_or_forged_invitation_opens_nothing(edition, visitor) -> None:
    with transaction():
        edition.applications_open = False
        edition.status = EditionStatus.OPEN
        (invitation,), _refused = invite(edition, parse("Tuilerie;" + JEANNE)[0], by=SYSTEM)
        revoke(invitation, by=SYSTEM)
    with visitor.application.test_request_context():
        token = links.sign(links.Purpose.INVITE_COMPANY, invitation.id)
        other = links.sign(links.Purpose.RESET_PASSWORD, invitation.id)
    for bad in (token, other, token[:-2] + "aa", "nonsense"):
        page = visitor.get(f"{FORM}?invitation={bad}").text
        assert "candidatures sont closes" in page
        visitor.post(f"{FORM}?invitation={bad}", data=FILLED)
    assert "a été révoquée" in visitor.get(f"{FORM}?invitation={token}").text
    assert exhibitors(edition).rows == ()


def test_an_edition_that_is_not_there_is_not_found(visitor) -> None:
    for path in ("", "/sent", "/confirm/nonsense"):
        assert visitor.get(f"/e/nowhere/apply{path}").status_code == 404


def test_a_member_needs_no_confirmation(edition, signed_in: SignIn) -> None:
    with transaction():
        exhibitor = apply(edition, application(OTHER_SIRET), by=VISITOR)
        exhibitor.status = ExhibitorStatus.CANCELLED
    member = signed_in(email="max@scierie.example", company_id=exhibitor.company_id)
    filled = FILLED | {"number": OTHER_SIRET}
    assert member.post(FORM, data=filled).location == "/exhibitor/"
    assert status(edition) is ExhibitorStatus.APPLIED


def test_one_device_does_not_send_letters_without_end(edition, throttled, visitor) -> None:
    for _time in range(30):
        visitor.post(FORM, data={})
    assert visitor.post(FORM, data=FILLED).status_code == 429
