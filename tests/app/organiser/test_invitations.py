"""Inviting firms: by many lines, again, taken back; refused lines stay to be put right."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bourse.exhibitors.answers import InvitationState, counts, invitations
from bourse.people.models import Role
from tests.fixtures.applying import FILLED, JEANNE
from tests.fixtures.people import SignIn

PAGE = "/organiser/editions/morteau/invitations/"
LINES = (
    f"Tuilerie du Doubs;{JEANNE};Jeanne Courvoisier\nsans adresse\nScierie;scierie@haute.example"
)


@pytest.fixture
def organiser(signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


def test_sends_what_can_be_read_and_keeps_the_rest_in_the_field(
    edition, organiser, mailbox
) -> None:
    answer = organiser.post(PAGE, data={"lines": LINES})
    assert answer.status_code == 422
    assert "Ligne 2" in answer.text
    assert "séparés par un point-virgule" in answer.text
    assert ">\r\nsans adresse</textarea>" in answer.text
    assert "2 invitations sont en route" in answer.text
    assert sorted(letter["To"] for letter in mailbox.letters) == [JEANNE, "scierie@haute.example"]
    letter = mailbox.last(JEANNE)
    assert "Bonjour Jeanne Courvoisier," in letter
    assert "Bourse de Morteau, 13–14 juin 2026" in letter


def test_all_well_goes_back_to_the_page(edition, organiser) -> None:
    assert organiser.post(PAGE, data={"lines": "Tuilerie;" + JEANNE}).location == PAGE
    page = organiser.get(PAGE).text
    assert "1 invitation est en route" in page
    assert "Sans réponse" in page


def test_nothing_to_send_is_said(edition, organiser) -> None:
    answer = organiser.post(PAGE, data={"lines": "  "})
    assert answer.status_code == 422
    assert "au moins une ligne" in answer.text


def test_the_link_applies_and_counts_as_an_answer(edition, organiser, app, mailbox) -> None:
    organiser.post(PAGE, data={"lines": "Tuilerie;" + JEANNE})
    visitor = app.test_client()
    link = mailbox.link(JEANNE)
    assert 'value="Tuilerie"' in visitor.get(link).text
    visitor.post(link, data=FILLED)
    assert counts(edition)[InvitationState.ANSWERED] == 1
    assert "exhibitors/E01/" in organiser.get(f"{PAGE}?state=answered").text


def test_sends_again_to_one_or_to_all_who_wait(edition, organiser, mailbox) -> None:
    organiser.post(PAGE, data={"lines": LINES})
    first = min(row.id for row in invitations(edition).rows)
    organiser.post(f"{PAGE}{first}/resend")
    assert len(mailbox.letters) == 3
    assert "2 entreprises n’ont pas répondu" in organiser.get(f"{PAGE}remind").text
    organiser.post(f"{PAGE}remind")
    assert len(mailbox.letters) == 5
    assert sorted(row.sent_times for row in invitations(edition).rows) == [2, 3]


def test_takes_back_and_the_link_is_dead(edition, organiser, app, mailbox) -> None:
    organiser.post(PAGE, data={"lines": "Tuilerie;" + JEANNE})
    (row,) = invitations(edition).rows
    link = mailbox.link(JEANNE)
    organiser.post(f"{PAGE}{row.id}/revoke")
    assert "a été révoquée" in app.test_client().get(link).text
    assert organiser.post(f"{PAGE}{row.id}/resend").status_code == 410
    assert "Révoquée" in organiser.get(f"{PAGE}?state=revoked").text


def test_another_editions_invitation_is_not_found(edition, small, organiser) -> None:
    organiser.post(PAGE, data={"lines": "Tuilerie;" + JEANNE})
    (row,) = invitations(edition).rows
    elsewhere = PAGE.replace("morteau", "morteau-2026")
    assert organiser.post(f"{elsewhere}{row.id}/revoke").status_code == 404
    assert organiser.post(f"{PAGE}999/resend").status_code == 404


def test_is_for_organisers_alone(edition, signed_in) -> None:
    stranger = signed_in(Role.EXHIBITOR)
    for page in ("", "remind"):
        assert stranger.get(PAGE + page).status_code == 403
    for act in ("", "1/resend", "1/revoke", "remind"):
        assert stranger.post(PAGE + act, data={"lines": LINES}).status_code == 403
    assert invitations(edition).rows == ()
