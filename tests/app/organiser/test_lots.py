"""The organiser's lots over HTTP: found, moderated, written on behalf; strangers stay out."""

from __future__ import annotations

import random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select

from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.exhibitors.models import ExhibitorStatus
from bourse.lots.models import Lot, LotStatus
from bourse.values import Money, Quantity, Unit
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text

EDITION = "/organiser/editions/morteau-2026"
LOTS = EDITION + "/lots/"


def test_lots_are_found_by_words_exhibitor_category_and_flag(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    everything = (small.tiles, small.boards, small.door)

    def listed(query: str) -> set[str]:
        page = text(organiser, LOTS + query)
        return {lot.designation for lot in everything if lot.code in page}

    assert listed("") == {lot.designation for lot in everything}
    assert listed("?q=panneaux") == {small.boards.designation}
    assert listed("?exhibitor=E01&category=CAR") == {small.tiles.designation}
    assert listed("?exhibitor=E99") == set()
    assert listed("?flag=unknown_weight") == {small.door.designation}
    assert listed("?status=withdrawn") == set()
    assert "Carrelages du Doubs" in text(organiser, LOTS)


def test_sorting_turns_round(small: SmallEdition, organiser: FlaskClient) -> None:
    def order(sort: str) -> list[str]:
        page = text(organiser, LOTS + "?sort=" + sort)
        places = {page.index(lot.code): lot.code for lot in (small.tiles, small.boards, small.door)}
        return [places[place] for place in sorted(places)]

    assert order("price") == [small.tiles.code, small.boards.code, small.door.code]
    assert order("-price") == order("price")[::-1]


def test_a_longer_list_asks_the_database_no_more(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    def statements() -> int:
        seen: list[str] = []

        def see(*said: object) -> None:
            seen.append(str(said[2]))

        event.listen(Engine, "before_cursor_execute", see)
        text(organiser, LOTS)
        event.remove(Engine, "before_cursor_execute", see)
        return len([said for said in seen if said.startswith("SELECT")])

    three = statements()
    rng = random.Random(5)
    with transaction():
        for number in range(20):
            db.session.add(a_lot(small.exhibitor, f"Lot {number}", rng))
    assert statements() == three
    assert three <= 12


def test_a_withdrawn_lot_says_why_and_comes_back(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    path = LOTS + small.door.code
    assert "Retirer ce lot ?" in text(organiser, path + "/withdraw")
    organiser.post(path + "/withdraw", data={"reason": "Peinture au plomb à vérifier"})
    assert small.door.status is LotStatus.WITHDRAWN
    assert "Peinture au plomb à vérifier" in text(organiser, path)

    organiser.post(path + "/offer")
    assert (small.door.status, small.door.moderation_note) == (LotStatus.OFFERED, "")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_lot_is_not_withdrawn_without_a_word_to_its_exhibitor(
    small: SmallEdition, organiser: FlaskClient, reason: str
) -> None:
    """Without one, its exhibitor would put it back on sale."""
    asked = organiser.post(f"{LOTS}{small.door.code}/withdraw", data={"reason": reason})
    assert asked.status_code == 422
    assert "Dites pourquoi" in asked.get_data(as_text=True)
    assert small.door.status is LotStatus.OFFERED


def test_data_is_put_right(small: SmallEdition, organiser: FlaskClient) -> None:
    path = LOTS + small.tiles.code + "/edit"
    assert "Carrelage grès 60 × 60" in text(organiser, path)
    assert organiser.post(path, data=typed(price="9,90")).status_code == 302
    assert small.tiles.price == Money(990)
    assert organiser.post(path, data=typed(price="-1")).status_code == 422


def test_a_lot_is_written_for_somebody_without_an_account(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    assert "Carrelages du Doubs (E01)" in text(organiser, LOTS + "new")
    there = organiser.get(LOTS + "new?exhibitor=E01").location
    assert there == EDITION + "/exhibitors/E01/lots/new"
    assert "Carrelages du Doubs (E01)" in text(organiser, there)

    assert organiser.post(there, data=typed(designation="")).status_code == 422
    answer = organiser.post(there, data=typed(offer="y"))
    lot = db.session.scalars(select(Lot).order_by(Lot.id.desc()).limit(1)).one()
    assert answer.location == LOTS + lot.code
    assert (lot.exhibitor_id, lot.status) == (small.exhibitor.id, LotStatus.OFFERED)
    assert lot.quantity == Quantity(12_500, Unit.M2)


def test_nobody_out_of_the_edition_gets_lots(small: SmallEdition, organiser: FlaskClient) -> None:
    with transaction():
        small.exhibitor.status = ExhibitorStatus.REFUSED
    assert "Carrelages du Doubs" not in text(organiser, LOTS + "new")
    refused = organiser.post(EDITION + "/exhibitors/E01/lots/new", data=typed())
    assert refused.status_code == 409
    assert organiser.get(EDITION + "/exhibitors/E99/lots/new").status_code == 404


def test_a_closed_edition_changes_no_lot(small: SmallEdition, organiser: FlaskClient) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    path = LOTS + small.tiles.code
    assert "Retirer" not in text(organiser, path)
    assert organiser.get(path + "/edit").status_code == 409
    assert organiser.post(path + "/withdraw", data={"reason": "Amiante"}).status_code == 409
    assert small.tiles.status is LotStatus.OFFERED


def test_another_editions_lot_is_not_here(small: SmallEdition, organiser: FlaskClient) -> None:
    with transaction():
        db.session.add(
            Edition(
                slug="autre",
                name="Autre",
                starts_on=small.edition.starts_on,
                ends_on=small.edition.ends_on,
            )
        )
    path = LOTS.replace("morteau-2026", "autre")
    code = small.tiles.code
    for page in (code, code + "/edit", code + "/withdraw", code + "/correction", "ZZZZZZ"):
        assert organiser.get(path + page).status_code == 404
    assert organiser.post(path + code + "/offer").status_code == 404
    assert small.tiles.designation not in text(organiser, path)


def test_only_organisers_enter(app: Flask, small: SmallEdition, signed_in: SignIn) -> None:
    seller = signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)
    for page in ("", small.tiles.code, small.tiles.code + "/edit", "corrections"):
        assert app.test_client().get(LOTS + page).status_code == 302
        assert seller.get(LOTS + page).status_code == 403
    assert seller.post(LOTS + small.tiles.code + "/withdraw").status_code == 403
    assert small.tiles.status is LotStatus.OFFERED
