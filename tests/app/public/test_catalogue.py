"""What the public reads: only what is announced, found in French, page by page."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.goods.stems import search_words
from bourse.lots.models import Lot, LotStatus
from tests.fixtures.edition import SmallEdition


@pytest.fixture(autouse=True)
def findable(small: SmallEdition) -> None:
    with transaction():
        for lot in (small.tiles, small.boards, small.door):
            lot.search_words = search_words(lot.designation)


def text(app: Flask, path: str, status: int = 200) -> str:
    answer = app.test_client().get(path)
    assert answer.status_code == status
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))


def test_the_edition_says_when_where_and_who(app: Flask, small: SmallEdition) -> None:
    page = text(app, "/e/morteau-2026")
    for said in ("13–14 juin 2026", "Salle des fêtes", "Carrelages du Doubs", "A1"):
        assert said in page


def test_the_catalogue_finds_plurals_and_filters(app: Flask, small: SmallEdition) -> None:
    assert "Panneau OSB" in text(app, "/e/morteau-2026/catalogue?q=panneaux")
    found = text(app, "/e/morteau-2026/catalogue?category=MIN")
    assert "Porte intérieure" in found
    assert "Panneau OSB" not in found
    assert "Aucun lot ne correspond" in text(app, "/e/morteau-2026/catalogue?q=girafe")


def test_what_is_not_announced_is_unknown(app: Flask, small: SmallEdition) -> None:
    with transaction():
        small.edition.status = EditionStatus.PREPARING
    text(app, "/e/morteau-2026", 404)
    text(app, "/e/morteau-2026/catalogue", 404)


def test_a_lot_opens_from_its_label(app: Flask, small: SmallEdition) -> None:
    page = text(app, f"/l/{small.tiles.code}")
    for said in ("8,50 €", "/ m²", "Reste 40 m²", "18 kg par m²", "Carrelages du Doubs"):
        assert said in page
    offer = json.loads(re.findall(r'ld\+json">(.*?)</script>', page)[0])["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("8.50", "EUR")


def test_a_code_typed_by_hand_leads_to_its_page(app: Flask, small: SmallEdition) -> None:
    typed = small.tiles.code.lower()
    answer = app.test_client().get(f"/l/{typed[:3]}%20{typed[3:]}")
    assert answer.location == f"/l/{small.tiles.code}"


@pytest.mark.parametrize(("status", "answer"), [(LotStatus.DRAFT, 404), (LotStatus.WITHDRAWN, 200)])
def test_a_draft_is_unknown_and_a_withdrawn_lot_says_so(
    app: Flask, small: SmallEdition, status: LotStatus, answer: int
) -> None:
    with transaction():
        db.session.get_one(Lot, small.door.id).status = status
    page = text(app, f"/l/{small.door.code}", answer)
    assert ("a retiré ce lot" in page) == (status is LotStatus.WITHDRAWN)
    assert "Porte intérieure" not in text(app, "/e/morteau-2026/catalogue")


def test_a_wrong_code_is_not_found(app: Flask, small: SmallEdition) -> None:
    text(app, "/l/AAAAAA", 404)
