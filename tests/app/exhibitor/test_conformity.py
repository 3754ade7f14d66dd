"""Declaring conformity over HTTP: asked early, never at the price of what was typed."""

from __future__ import annotations

import re
import uuid

import pypdfium2
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.exhibitors.conformity import ConformityDeclaration, current_text, declaration_of
from bourse.lots.models import Lot, LotStatus
from bourse.people.models import Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text

HERE = "/exhibitor/morteau-2026/E01/"
ORGANISER = "/organiser/editions/morteau-2026/conformity/"


@pytest.fixture
def seller(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    """Someone of the exhibitor's, which has declared nothing."""
    with transaction():
        db.session.query(ConformityDeclaration).delete()
    return signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)


def agreed(*lots: str) -> dict[str, object]:
    return {"version": current_text().version, "declared": "y", "lot": list(lots)}


def test_it_is_asked_for_from_the_first_page_on(seller: FlaskClient) -> None:
    for page in ("", "lots/", "lots/new"):
        assert f"{HERE}conformity" in text(seller, HERE + page)
    assert "amiante" in text(seller, HERE + "conformity")
    seller.post(HERE + "conformity", data=agreed())
    assert f"{HERE}conformity" not in text(seller, HERE + "lots/new")
    assert "Déclaré le" in text(seller, HERE + "conformity")


def test_a_lot_typed_before_is_kept_and_goes_on_sale_with_the_declaration(
    seller: FlaskClient, small: SmallEdition
) -> None:
    answer = seller.post(HERE + "lots/new", data=typed(offer="y"))
    lot = db.session.scalars(select(Lot).order_by(Lot.id.desc()).limit(1)).one()
    assert answer.location == f"{HERE}conformity?lot={lot.code}"
    assert lot.status is LotStatus.DRAFT
    assert "mettre le lot en vente" in text(seller, answer.location)

    refused = seller.post(HERE + "conformity", data=agreed(lot.code) | {"declared": ""})
    assert refused.status_code == 422
    assert declaration_of(small.exhibitor) is None

    seller.post(HERE + "conformity", data=agreed(lot.code))
    assert lot.status is LotStatus.OFFERED


def test_what_may_not_go_on_sale_does_not_undo_the_declaration(
    seller: FlaskClient, small: SmallEdition
) -> None:
    seller.post(HERE + "lots/new", data=typed(designation="Plaques amiante", then="draft"))
    lot = db.session.scalars(select(Lot).order_by(Lot.id.desc()).limit(1)).one()
    answer = seller.post(HERE + "conformity", data=agreed(lot.code))
    assert answer.status_code == 302
    assert declaration_of(small.exhibitor) is not None
    assert lot.status is LotStatus.DRAFT
    assert "Plaques amiante" in text(seller, answer.location).split("</header>")[1]


def test_drafts_put_on_sale_together_are_asked_for_it_too(seller: FlaskClient) -> None:
    seller.post(HERE + "lots/new", data=typed(then="draft"))
    answer = seller.post(HERE + "lots/offer", data={"drafts": "all"})
    assert answer.location == f"{HERE}conformity?drafts=all"
    assert "mettre le lot en vente" in text(seller, answer.location)
    every = agreed() | {"drafts": "all"}
    said = text(seller, seller.post(HERE + "conformity", data=every).location)
    assert "1 lot est maintenant en vente" in said


def test_an_old_text_is_not_declared(seller: FlaskClient, small: SmallEdition) -> None:
    answer = seller.post(HERE + "conformity", data=agreed() | {"version": "0"})
    assert answer.status_code == 422
    assert "a changé entre-temps" in answer.get_data(as_text=True)
    assert declaration_of(small.exhibitor) is None


def test_the_organiser_sees_who_is_missing_prints_and_notes_the_paper(
    seller: FlaskClient, small: SmallEdition, signed_in: SignIn
) -> None:
    organiser = signed_in(Role.ORGANISER)
    assert "Un exposant n’a pas encore déclaré." in text(organiser, ORGANISER)
    checklist = text(organiser, "/organiser/editions/morteau-2026/checklist/")
    assert "signer sur papier, par : Carrelages du Doubs." in checklist
    pages = organiser.get(ORGANISER + "papers.pdf")
    printed = pypdfium2.PdfDocument(pages.data)
    words = printed[0].get_textpage().get_text_range()
    assert len(printed) == 1
    assert "Carrelages du Doubs (E01)" in words
    assert "732 829 320 00074" in re.sub(r"[\u00a0\u202f]", " ", words)

    organiser.post(ORGANISER + "E01/paper")
    assert "Sur papier" in text(organiser, ORGANISER)
    assert "noté par l’organisateur" in text(seller, HERE + "conformity")
    organiser.post(ORGANISER + "E01/paper/undo")
    assert declaration_of(small.exhibitor) is None


def test_an_exhibitor_prints_its_own(seller: FlaskClient) -> None:
    answer = seller.get(HERE + "conformity.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_a_telephone_is_led_to_it_before_its_lot_goes_on_sale(seller: FlaskClient) -> None:
    lot = typed(uuid=str(uuid.UUID(int=4)), offer="y")
    said = seller.post(HERE + "lots/sending", data=lot).json
    assert said["declare"] == f"{HERE}conformity?lot={said['code']}"
    assert "Avant de mettre votre premier lot en vente" in text(seller, said["declare"])
    seller.post(HERE + "conformity", data=agreed(said["code"]))
    code = select(Lot.status).where(Lot.code == said["code"])
    assert db.session.scalar(code) is LotStatus.OFFERED
    draft = typed(uuid=str(uuid.UUID(int=5)))
    assert seller.post(HERE + "lots/sending", data=draft).json["declare"] is None


def test_a_version_that_is_none_is_not_one(seller: FlaskClient) -> None:
    answer = seller.post(HERE + "conformity", data={**agreed(), "version": "first"})
    assert answer.status_code == 422
    assert declaration_of(db.session.scalars(select(Lot)).first().exhibitor) is None
