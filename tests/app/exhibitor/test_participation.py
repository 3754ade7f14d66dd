"""The exhibitor's own room: their firms and editions, and nobody else's."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.service import (
    StandDraft,
    apply,
    approve,
    confirm_application,
    enter_exhibitor,
    refuse,
)
from bourse.people.actor import SYSTEM, VISITOR
from bourse.people.membership import remove_member
from tests.fixtures.applying import FILLED, JEANNE, OTHER_SIRET, application
from tests.fixtures.people import SignIn, account

HERE = "/exhibitor/morteau/E01/"


@pytest.fixture
def tuilerie(edition) -> Exhibitor:
    """Approved, with a stand."""
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        confirm_application(exhibitor)
        approve(exhibitor, [StandDraft(edition.sites[0].id, "A1")], by=SYSTEM)
    return exhibitor


@pytest.fixture
def member(tuilerie, signed_in: SignIn) -> FlaskClient:
    return signed_in(email="max@tuilerie.example", company_id=tuilerie.company_id)


@pytest.fixture
def rival(edition, tuilerie, signed_in: SignIn) -> FlaskClient:
    """Someone of another firm of the same edition (E02)."""
    with transaction():
        other = enter_exhibitor(edition, application(OTHER_SIRET, name="Scierie"), by=SYSTEM)
    return signed_in(email="lea@scierie.example", company_id=other.company_id)


def test_home_shows_ones_editions_and_firms(member) -> None:
    page = member.get("/exhibitor/").text
    assert "Bourse de Morteau" in page
    assert "Halle A1" in page
    assert "Tuilerie du Doubs" in page


def test_the_page_of_an_edition_says_where_to_come(member) -> None:
    page = member.get(HERE).text
    assert "Halle, emplacement A1" in page
    assert "13–14 juin 2026" in page


def test_a_refusal_is_read_with_its_reason_and_a_way_on(edition, signed_in) -> None:
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        user = confirm_application(exhibitor)
        refuse(exhibitor, "Plus de place.", by=SYSTEM)
        user.password_hash = "set"
    client = edition_client(signed_in, user)
    page = client.get(HERE).text
    assert "Plus de place." in page
    assert 'href="/e/morteau/apply"' in page


def edition_client(signed_in: SignIn, user) -> FlaskClient:
    """A browser that holds this user's session."""
    client = signed_in(email="someone@else.example")
    with client.session_transaction() as session:
        session["_user_id"] = f"{user.id}:{user.stamp}"
    return client


def test_leaves_the_edition_after_asking(edition, tuilerie, member) -> None:
    assert "Renoncer" in member.get(f"{HERE}leave").text
    assert tuilerie.status is ExhibitorStatus.CONFIRMED
    assert member.post(f"{HERE}leave").location == HERE
    assert tuilerie.status is ExhibitorStatus.CANCELLED
    assert "ne participe pas" in member.get(HERE).text


def test_applies_again_in_two_clicks(edition, tuilerie, member, mailbox) -> None:
    member.post(f"{HERE}leave")
    again = f"/exhibitor/companies/{tuilerie.company_id}/apply/morteau"
    assert again in member.get("/exhibitor/").text
    form = member.get(again).text
    for known in ("Tuilerie du Doubs", "Morteau", "Paul Courvoisier", JEANNE):
        assert f'value="{known}"' in form
    sent = member.post(again, data=FILLED | {"message": "Trois palettes."})
    assert sent.location == HERE
    assert (tuilerie.status, tuilerie.message) == (ExhibitorStatus.APPLIED, "Trois palettes.")
    assert "nous est bien parvenue" in mailbox.last(JEANNE)


def test_cannot_apply_again_while_taking_part(tuilerie, member) -> None:
    again = f"/exhibitor/companies/{tuilerie.company_id}/apply/morteau"
    answer = member.post(again, data=FILLED)
    assert answer.status_code == 422
    assert "déjà candidaté" in answer.text
    assert member.post(again, data={}).status_code == 422


def test_keeps_the_firms_data_up_to_date(tuilerie, member) -> None:
    at = f"/exhibitor/companies/{tuilerie.company_id}"
    assert "000 000 745 00018" in member.get(at).text
    assert member.post(at, data=FILLED | {"name": "Tuileries & Cie"}).location == at
    assert tuilerie.company.name == "Tuileries & Cie"
    assert member.post(at, data=FILLED | {"name": ""}).status_code == 422
    assert tuilerie.company.number == "00000074500018"


def test_invites_a_colleague_who_accepts(tuilerie, member, mailbox, app) -> None:
    at = f"/exhibitor/companies/{tuilerie.company_id}/people"
    asked = {"name": "Luc", "email": "luc@tuilerie.example"}
    assert member.post(at, data=asked).location == at
    assert "pas encore acceptée" in member.get(at).text
    luc = app.test_client()
    link = mailbox.link("luc@tuilerie.example")
    assert "Tuilerie du Doubs" in luc.get(link).text
    assert account("luc@tuilerie.example").company_ids == frozenset(), "reading accepts nothing"
    luc.post(link)
    assert account("luc@tuilerie.example").company_ids == {tuilerie.company_id}
    again = member.post(at, data=asked)
    assert again.status_code == 422
    assert "agit déjà" in again.text
    assert member.post(at, data={"name": "", "email": "x"}).status_code == 422


def test_a_pending_colleague_is_shown_by_their_address_alone(tuilerie, member, signed_in) -> None:
    signed_in(email="known.person@elsewhere.example")
    at = f"/exhibitor/companies/{tuilerie.company_id}/people"
    member.post(at, data={"name": "X", "email": "known.person@elsewhere.example"})
    assert "Known.person" not in member.get(at).text


def test_an_invitation_taken_back_is_dead(tuilerie, member, mailbox, app) -> None:
    at = f"/exhibitor/companies/{tuilerie.company_id}/people"
    member.post(at, data={"name": "Luc", "email": "luc@tuilerie.example"})
    luc = account("luc@tuilerie.example")
    assert member.post(f"{at}/{luc.id}/remove").location == at
    link = mailbox.link("luc@tuilerie.example")
    assert app.test_client().get(link).status_code == 410
    assert app.test_client().post(link).status_code == 410
    assert luc.company_ids == frozenset()


def test_removes_a_colleague_but_never_the_last(tuilerie, member) -> None:
    at = f"/exhibitor/companies/{tuilerie.company_id}/people"
    jeanne, max_ = account(JEANNE), account("max@tuilerie.example")
    assert "Retirer" in member.get(f"{at}/{jeanne.id}/remove").text
    member.post(f"{at}/{jeanne.id}/remove")
    assert jeanne.company_ids == frozenset()
    assert member.post(f"{at}/{max_.id}/remove").status_code == 409
    assert max_.company_ids == {tuilerie.company_id}


def test_who_was_removed_sees_nothing_though_they_had_applied(
    edition, tuilerie, member, signed_in
) -> None:
    jeanne = account(JEANNE)
    with transaction():
        remove_member(jeanne, tuilerie.company_id, by=SYSTEM)
    client = edition_client(signed_in, jeanne)
    assert "Tuilerie" not in client.get("/exhibitor/").text
    assert client.get(HERE).status_code == 404
    assert client.post(f"{HERE}leave").status_code == 404
    assert tuilerie.status is ExhibitorStatus.CONFIRMED


def test_one_firm_gets_at_nothing_of_another(tuilerie, rival) -> None:
    company = f"/exhibitor/companies/{tuilerie.company_id}"
    jeanne = account(JEANNE)
    pages = [HERE, f"{HERE}leave", company, f"{company}/people", f"{company}/apply/morteau"]
    for page in [*pages, f"{company}/people/{jeanne.id}/remove"]:
        assert rival.get(page).status_code == 404, page
    for page in [*pages[1:], f"{company}/people/{jeanne.id}/remove"]:
        answer = rival.post(page, data=FILLED | {"email": "lea@scierie.example"})
        assert answer.status_code == 404, page
    assert tuilerie.status is ExhibitorStatus.CONFIRMED
    assert jeanne.company_ids == {tuilerie.company_id}
    assert "Tuilerie" not in rival.get("/exhibitor/").text


def test_a_rival_cannot_remove_by_way_of_their_own_firm(tuilerie, rival) -> None:
    (own,) = account("lea@scierie.example").company_ids
    jeanne = account(JEANNE)
    at = f"/exhibitor/companies/{own}/people/{jeanne.id}/remove"
    assert rival.get(at).status_code == 404
    assert rival.post(at).status_code == 404
    assert jeanne.company_ids == {tuilerie.company_id}


def test_strangers_sign_in_first(app, tuilerie) -> None:
    visitor = app.test_client()
    for page in ("/exhibitor/", HERE, f"/exhibitor/companies/{tuilerie.company_id}"):
        assert visitor.get(page).location.startswith("/account/sign-in")
