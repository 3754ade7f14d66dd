"""The board of tills on a page: what rings and what to do, renewed while one looks at it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from bourse.clock import now
from bourse.db import db, transaction
from bourse.journal.service import Head
from bourse.people.models import Role
from bourse.tills.models import DeviceReport
from bourse.tills.recording import record
from bourse.tills.senders import sender_again
from bourse.tills.sync import Books, Signs, hear
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

PAGE = "/organiser/editions/morteau-2026/board/"


@pytest.fixture
def organiser(signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


def text(client: FlaskClient, path: str = PAGE, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))


def sync(small: SmallEdition, *facts: object, **said: object) -> None:
    with transaction():
        record(small.device, facts)
        hear(sender_again(small.device.id), Signs(**said))


def test_all_that_rings_is_said_with_what_to_do(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    device = Device()
    facts = [device.opened(), device.sale((small.tiles, 1_000))]
    late = now().replace(year=now().year - 1)
    sync(small, *facts, witness=Head(41, "a" * 64), books=Books(2, 2, 1_700), sent_at=late)
    page = text(organiser)
    for said in (
        "C1a – Sortie",
        "Camille",
        "un ticket, 8,50 €",
        "2 tickets, 17,00 €",
        "Il manque au journal l’écriture 41",
        "Le compte de la tablette n’est pas celui du serveur",
        "minutes de retard",
    ):
        assert said in page
    assert "3 points à vérifier aux caisses" in text(organiser, PAGE.replace("board/", ""))


def test_the_part_that_moves_is_sent_again_only_when_something_moved(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    device = Device()
    sync(small, device.opened())
    again = re.search(r'hx-get="([^"]+)"', text(organiser))
    assert again is not None
    path = again[1].replace("&amp;", "&")
    assert organiser.get(path).status_code == 204
    assert "ouverte depuis sam. 10:01" in text(organiser)
    sync(small, device.closed(10_000))
    fragment = text(organiser, path)
    assert "ouverte depuis" not in fragment
    assert "<html" not in fragment


def test_a_missing_witness_is_explained_once(small: SmallEdition, organiser: FlaskClient) -> None:
    sync(small, witness=Head(41, "a" * 64))
    path = f"{PAGE}{small.device.id}/witness"
    assert "qu’a vu C1a" in text(organiser, path)
    assert organiser.post(path).status_code == 302
    assert db.session.get_one(DeviceReport, small.device.id).missing_since is None
    assert "Il manque au journal" not in text(organiser)
    text(organiser, f"{PAGE}999/witness", 404)


def test_before_any_tablet_it_says_what_to_do(small: SmallEdition, organiser: FlaskClient) -> None:
    with transaction():
        small.device.token_hash = None
    assert "Aucun appareil pour l’instant" in text(organiser)


def test_it_is_the_organisers(small: SmallEdition, signed_in: SignIn) -> None:
    text(signed_in(Role.CASHIER), PAGE, 403)
    text(signed_in(Role.COLLECTIVITY), PAGE + "rows", 403)
