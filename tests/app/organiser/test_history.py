"""The organiser's past balances: imported, replaced, deleted, and wrong lines named."""

from __future__ import annotations

import re
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient

from bourse.impact.history import past_balances
from bourse.people.models import Role
from tests.fixtures.people import SignIn

PAGE = "/organiser/history/"
GOOD = """Bilan;Éditions;Année;Tonnes;CA;Achats;Entreprises;Source
Cinq éditions;5;2021;184;325000;1500;40;Publié
"""


def plain(answer_text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer_text)


def send(client: FlaskClient, content: str) -> tuple[int, str]:
    """Send a file, and read the page that this leads to."""
    answer = client.post(PAGE, data={"file": (BytesIO(content.encode()), "b.csv")})
    if answer.status_code == 302:
        answer = client.get(answer.location)
    return answer.status_code, plain(answer.get_data(as_text=True))


def test_a_spreadsheet_is_kept_and_listed(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    assert "Aucun bilan passé" in plain(client.get(PAGE).get_data(as_text=True))
    status, page = send(client, GOOD)

    assert status == 200
    for said in ("Nouveaux : 1", "Cinq éditions", "184 t", "325 000,00 €", "1 500", "Publié"):
        assert said in page
    assert "inchangés : 1" in send(client, GOOD)[1]
    assert len(past_balances()) == 1


def test_wrong_lines_are_named_and_nothing_is_kept(app: Flask, signed_in: SignIn) -> None:
    status, page = send(signed_in(Role.ORGANISER), GOOD + "Six;1;2024;lourd;1;1;1;S\n")

    assert status == 422
    assert "Rien n’a été importé" in page
    assert "Ligne 3 – Tonnes « lourd » :" in page
    assert past_balances() == []


def test_what_is_no_spreadsheet_is_an_error_of_the_field(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    status, page = send(client, "%PDF-1.7\x00\x01")
    assert status == 422
    assert "enregistrez-le" in page
    assert client.post(PAGE).status_code == 422


def test_deleting_asks_first(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    send(client, GOOD)
    path = f"{PAGE}{past_balances()[0].id}/delete"
    assert "Supprimer ce bilan ?" in plain(client.get(path).get_data(as_text=True))
    assert len(past_balances()) == 1
    assert client.post(path).location == PAGE
    assert past_balances() == []
    assert client.post(path).status_code == 404


def test_it_is_the_organisers(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COLLECTIVITY)
    assert send(client, GOOD)[0] == 403
    assert past_balances() == []
