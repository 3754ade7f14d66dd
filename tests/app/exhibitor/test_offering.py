"""Putting many lots on sale: one that may not holds up no other, and no number is cut short."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.exhibitor import offering
from app.lots import left
from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.lots.models import Lot, LotStatus
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.lot_drafts import DRAFT, created
from tests.fixtures.reading import text

LOTS = "/exhibitor/morteau-2026/E01/lots/"
LIMED = replace(DRAFT, designation="Conduit amiante-ciment")


def drafts(small: SmallEdition, number: int) -> None:
    chance = random.Random(number)
    with transaction():
        for one in range(number):
            lot = a_lot(small.exhibitor, f"Brouillon {one}", chance)
            lot.status, lot.offered_at = LotStatus.DRAFT, None
            db.session.add(lot)


def offer(seller: FlaskClient, **asked: object) -> str:
    """What the page says that follows."""
    return text(seller, seller.post(LOTS + "offer", data=asked).location)


def test_a_forbidden_lot_does_not_hold_up_what_was_ticked_with_it(
    small: SmallEdition, seller: FlaskClient
) -> None:
    fine, forbidden = created(small), created(small, LIMED)
    said = offer(seller, lot=[fine.code, forbidden.code])
    assert "1 lot est maintenant en vente" in said
    assert "« Conduit amiante-ciment » attend" in said
    assert f'href="{LOTS}{forbidden.code}">Voir le lot' in said
    assert (fine.status, forbidden.status) == (LotStatus.OFFERED, LotStatus.DRAFT)


def test_the_button_for_every_draft_says_the_same(small: SmallEdition, seller: FlaskClient) -> None:
    fine, forbidden = created(small), created(small, LIMED)
    said = offer(seller, drafts="all")
    assert "1 lot est maintenant en vente" in said
    assert f'href="{LOTS}{forbidden.code}">Voir le lot' in said
    assert (fine.status, forbidden.status) == (LotStatus.OFFERED, LotStatus.DRAFT)


def test_of_many_that_stay_the_first_are_named_and_the_others_counted(
    small: SmallEdition, seller: FlaskClient
) -> None:
    codes = [created(small, LIMED).code for _ in range(left.NAMED + 2)]
    said = offer(seller, lot=codes)
    assert said.count("« Conduit amiante-ciment » attend") == left.NAMED
    assert "2 autres lots sont restés tels quels" in said


@pytest.mark.parametrize("ahead", [0, 4])
def test_every_draft_goes_on_sale_however_many_there_are(
    small: SmallEdition, seller: FlaskClient, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    """Between two transactions too, and past drafts that stay."""
    monkeypatch.setattr(offering, "AT_ONCE", 3)
    drafts(small, 5)
    for _ in range(ahead):
        created(small, LIMED)
    drafts(small, 6)
    assert "11 lots sont maintenant en vente" in offer(seller, drafts="all")
    assert db.session.query(Lot).filter_by(status=LotStatus.DRAFT).count() == ahead


def test_more_than_five_hundred_go_on_sale(small: SmallEdition, seller: FlaskClient) -> None:
    drafts(small, 620)
    codes = [code for (code,) in db.session.query(Lot.code).filter_by(status=LotStatus.DRAFT)]
    assert "510 lots sont maintenant en vente" in offer(seller, lot=codes[:510])
    assert "110 lots sont maintenant en vente" in offer(seller, drafts="all")
    assert "Il ne reste aucun brouillon" in offer(seller, drafts="all")


def test_what_is_on_sale_already_is_no_error(small: SmallEdition, seller: FlaskClient) -> None:
    assert "1 lot est maintenant en vente" in offer(seller, lot=small.door.code)


def test_nothing_goes_on_sale_in_a_closed_edition(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    answer = seller.post(LOTS + "offer", data={"drafts": "all"})
    assert answer.status_code == 409
