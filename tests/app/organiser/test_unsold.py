"""The page of unsold goods: placed by ticks, by exhibitor, in parts; undone."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.people.models import Role
from bourse.unsold.disposition import Disposition
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn

AT = "/organiser/editions/morteau-2026/unsold/"
BACK = {"destination": "return", "happened_on": "2026-06-15"}


@pytest.fixture
def organiser(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    return signed_in(Role.ORGANISER)


def said(answer: object, status: int = 200) -> str:
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page[:2_000]
    return re.sub(r"[\s\u00a0\u202f]+", " ", page)


def made() -> list[Disposition]:
    db.session.rollback()
    return list(db.session.scalars(select(Disposition).order_by(Disposition.id)))


def test_before_the_end_there_is_nothing_to_place(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    with transaction():
        small.edition.status = EditionStatus.OPEN
    assert "n’est pas terminée" in said(organiser.get(AT))
    refused = said(organiser.post(AT, data={**BACK, "lot": [small.tiles.code]}), 422)
    assert "Clôturez" in refused or "Fermez" in refused
    assert made() == []


def test_ticked_lots_then_all_the_rest(small: SmallEdition, organiser: FlaskClient) -> None:
    organiser.post(AT, data={**BACK, "lot": [small.door.code]})
    assert [one.lot_id for one in made()] == [small.door.id]
    organiser.post(AT + "?exhibitor=E01", data={**BACK, "exhibitor": "E01", "all": "yes"})
    assert len(made()) == 3
    page = said(organiser.get(AT))
    assert "Rien ne reste à placer" in page
    assert "Repris par l’exposant" in page
    assert "Repris par l’exposant" in said(
        organiser.get(f"/organiser/editions/morteau-2026/lots/{small.door.code}")
    )


def test_nothing_ticked_is_said(small: SmallEdition, organiser: FlaskClient) -> None:
    assert organiser.post(AT, data=BACK).status_code == 302
    assert "Cochez d’abord" in said(organiser.get(AT))
    assert "Choisissez" in said(organiser.post(AT, data={"happened_on": "2026-06-15"}), 422)


def test_part_of_a_lot_with_its_weight(small: SmallEdition, organiser: FlaskClient) -> None:
    at = f"{AT}lots/{small.tiles.code}"
    assert 'value="40"' in said(organiser.get(at))
    part = {**BACK, "destination": "donation", "unit": "m2", "quantity": "10", "weight": "181,5"}
    organiser.post(at, data={**part, "proof": "Bon 7"})
    (one,) = made()
    assert (one.quantity_milli, one.weight_g, one.proof) == (10_000, 181_500, "Bon 7")
    assert "181,5 kg" in said(organiser.get(AT))
    assert "30 m²" in said(organiser.post(at, data={**part, "quantity": "31"}), 422)

    organiser.post(f"{AT}{one.id}/undo")
    assert made()[0].undone_at is not None
