"""The journal's pages: everything that was recorded, nothing to change it with."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.people.models import Role
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

JOURNAL = "/organiser/editions/morteau-2026/journal/"


@pytest.fixture
def organiser(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.tiles, 2_000))])
    return signed_in(Role.ORGANISER)


def test_entries_stand_the_latest_first_with_their_amounts(organiser: FlaskClient) -> None:
    page = organiser.get(JOURNAL).get_data(as_text=True)
    assert page.index("17,00") < page.index("100,00")
    assert "Vente" in page
    only = organiser.get(JOURNAL + "?kind=session_opened").get_data(as_text=True)
    assert "17,00" not in only


def test_an_entry_shows_what_was_hashed(organiser: FlaskClient) -> None:
    page = organiser.get(JOURNAL + "2").get_data(as_text=True)
    assert "Carrelage grès 60 × 60" in page
    assert "&#34;quantity_milli&#34;: 2000" in page


def test_another_editions_entry_is_not_there(organiser: FlaskClient) -> None:
    assert organiser.get(JOURNAL + "99").status_code == 404
    assert organiser.post(JOURNAL + "2").status_code == 405


def test_the_journal_is_the_organisers(small: SmallEdition, signed_in: SignIn) -> None:
    assert signed_in(Role.COLLECTIVITY).get(JOURNAL).status_code == 403
