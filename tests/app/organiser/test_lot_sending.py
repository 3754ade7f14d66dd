"""What an organiser's device sends on an exhibitor's behalf, the network gone meanwhile."""

from __future__ import annotations

import re
import uuid
from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.exhibitors.models import ExhibitorStatus
from bourse.lots.models import Lot, LotStatus
from bourse.lots.opened import marks_of
from bourse.photos.lot_photos import photos_of
from bourse.values import Money
from tests.fixtures.edition import SmallEdition, a_lot_elsewhere
from tests.fixtures.lot_forms import typed
from tests.fixtures.photographs import photograph
from tests.fixtures.reading import text

EDITION = "/organiser/editions/morteau-2026/"
LOTS = EDITION + "exhibitors/E01/lots/"
UUID = str(uuid.UUID(int=21))
JSON = {"Accept": "application/json"}


def sends(page: str) -> str:
    """Where the form of this page is sent by its script."""
    found = re.search(r'data-sends="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_new_lot_is_written_once_with_its_photo(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    with transaction():
        small.exhibitor.status = ExhibitorStatus.CONFIRMED
    address = sends(text(organiser, LOTS + "new"))
    assert organiser.get(address, headers=JSON).json["token"]
    first, again = (
        organiser.post(address, data=typed(uuid=UUID, offer="y"), headers=JSON).json
        for _ in range(2)
    )
    assert (first["is_new"], again["is_new"], first["declare"]) == (True, False, None)
    assert first["address"] == f"{EDITION}lots/{first['code']}"
    for _ in range(2):
        photo = {"uuid": str(uuid.UUID(int=1)), "photo": (BytesIO(photograph()), "IMG.jpg")}
        assert organiser.post(f"{LOTS}{first['code']}/photos", data=photo).json == {"kept": True}
    [lot] = db.session.scalars(select(Lot).where(Lot.uuid == UUID))
    assert (lot.status, len(photos_of([lot])[lot.id])) == (LotStatus.OFFERED, 1)


def test_a_correction_minds_what_changed_since(small: SmallEdition, organiser: FlaskClient) -> None:
    address = sends(text(organiser, f"{EDITION}lots/{small.tiles.code}/edit"))
    said = typed(opened=marks_of(small.tiles), price="7")
    with transaction():
        small.tiles.price_cents = 500
    told = organiser.post(address, data=said, headers=JSON)
    assert (told.status_code, list(told.json["errors"])) == (422, ["price"])
    meant = organiser.post(address, data=said | {"opened": told.json["opened"]}, headers=JSON)
    db.session.rollback()
    assert small.tiles.price == Money(700)
    assert "est enregistré" in text(organiser, meant.json["address"])


def test_who_types_for_several_firms_reads_whose_each_lot_is(
    small: SmallEdition, organiser: FlaskClient, seller: FlaskClient
) -> None:
    for page in (LOTS + "new", f"{EDITION}lots/{small.tiles.code}/edit"):
        form = text(organiser, page)
        assert 'data-firm="Carrelages du Doubs (E01)"' in form
        assert " data-firms " in form
    assert " data-firms " in text(organiser, EDITION + "lots/")
    assert " data-firms " not in text(seller, "/exhibitor/morteau-2026/E01/lots/new")


def test_the_lot_of_another_exhibitor_is_not_there(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    with transaction():
        elsewhere = a_lot_elsewhere(small)
    for address in (f"{LOTS}{elsewhere.code}/sending", f"{EDITION}exhibitors/E99/lots/sending"):
        assert organiser.get(address, headers=JSON).status_code == 404
        assert organiser.post(address, data=typed(uuid=UUID)).status_code == 404
