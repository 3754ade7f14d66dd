"""Stock corrections over HTTP: asked before recorded, recorded once, kept in sight."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.journal.models import JournalEntry
from bourse.lots.corrections import corrections
from bourse.people.models import AdminEvent
from bourse.tills.recording import record
from bourse.values import Quantity, Unit
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def path(small: SmallEdition) -> str:
    return f"/organiser/editions/morteau-2026/lots/{small.tiles.code}/correction"


def fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's form."""
    hidden = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    named = [
        (re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in hidden
    ]
    return {name[1]: value[1] for name, value in named if name and value}


def asked(client: FlaskClient, small: SmallEdition, **typed: str) -> tuple[str, dict[str, str]]:
    """The page that asks whether to record, and what its form would send."""
    blank = fields(client.get(path(small)).get_data(as_text=True))
    answer = client.post(path(small), data={**blank, **typed})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    page = re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))
    return page, fields(page)


def test_what_broke_is_asked_then_recorded(small: SmallEdition, organiser: FlaskClient) -> None:
    page, form = asked(
        organiser, small, reason="broken", quantity="1,5", comment="Tombé du chariot"
    )
    assert "Enregistrer cette correction ?" in page
    assert re.search(r"Reste avant</dt><dd>40 m².*Reste après</dt><dd>38,5 m²", page)
    assert small.tiles.remaining == Quantity(40_000, Unit.M2)

    for _ in range(2):
        answer = organiser.post(path(small), data=form)
        assert answer.location.endswith(small.tiles.code)
    assert small.tiles.remaining == Quantity(38_500, Unit.M2)
    assert len(db.session.scalars(select(JournalEntry)).all()) == 1
    lot_page = organiser.get(answer.location).get_data(as_text=True)
    assert "Tombé du chariot" in lot_page
    assert "Cassé" in lot_page
    done = db.session.scalars(select(AdminEvent).where(AdminEvent.verb == "stock.correct")).one()
    assert done.user_id is not None


def test_a_recount_says_the_difference(small: SmallEdition, organiser: FlaskClient) -> None:
    with transaction():
        till = Device()
        record(small.device, [till.opened(), till.sale((small.tiles, 10_000))])
    page, form = asked(organiser, small, reason="recounted", counted="32,25")
    assert "Trouvé en plus" in page
    with transaction():
        record(small.device, [till.sale((small.tiles, 1_000))])

    organiser.post(path(small), data=form)
    assert small.tiles.remaining == Quantity(31_250, Unit.M2)
    (found,) = corrections(small.edition.id)
    assert found.removed == Quantity(-2_250, Unit.M2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": "broken", "quantity": "41"}, "Il n’en reste que 40 m²"),
        ({"reason": "broken", "quantity": ""}, "Rien ne change"),
        ({"reason": "lost", "quantity": "-1"}, "Seul un recomptage"),
        ({"reason": "lost", "quantity": "deux"}, "Saisissez un nombre"),
        ({"reason": "recounted", "counted": "40"}, "Rien ne change"),
        ({"reason": "recounted", "counted": "-1"}, "positif ou nul"),
        ({"reason": "eaten", "quantity": "1"}, "choix"),
        ({"reason": "lost", "quantity": "1", "unit": "kg"}, "même unité"),
    ],
)
def test_what_cannot_be_is_said(
    small: SmallEdition, organiser: FlaskClient, typed: dict[str, str], said: str
) -> None:
    blank = fields(organiser.get(path(small)).get_data(as_text=True))
    answer = organiser.post(path(small), data={**blank, **typed})

    assert answer.status_code == 422
    assert said in re.sub(r"[\s\u00a0]+", " ", answer.get_data(as_text=True))
    assert small.tiles.remaining == Quantity(40_000, Unit.M2)


def test_the_edition_lists_its_corrections(small: SmallEdition, organiser: FlaskClient) -> None:
    listing = "/organiser/editions/morteau-2026/lots/corrections"
    assert "Aucune correction" in organiser.get(listing).get_data(as_text=True)
    _page, form = asked(organiser, small, reason="taken_back", quantity="3")
    organiser.post(path(small), data=form)
    page = organiser.get(listing).get_data(as_text=True)
    assert "Repris par l’exposant" in page
    code = f"{small.tiles.code[:3]}\u00a0{small.tiles.code[3:]}"
    assert f"{small.tiles.designation}</a><br>{code}" in page
