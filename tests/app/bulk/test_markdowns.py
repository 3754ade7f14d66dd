"""Markdowns and bulk edits over HTTP: looked at before they are done, and each to their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.bulk.edit import BulkEdit
from bourse.bulk.markdown import Markdown, MarkdownState
from bourse.db import db, transaction
from bourse.lots.models import Condition
from tests.fixtures.edition import TOKEN, SmallEdition
from tests.fixtures.lot_drafts import created

ORGANISER = "/organiser/editions/morteau-2026/lots/"
SELLER = "/exhibitor/morteau-2026/E01/lots/"
FIFTH = {"price": "yes", "way": "down", "rate": "20", "step": "10", "amount": ""}
AT_TEN = (datetime.now(UTC) + timedelta(days=1)).replace(second=0, microsecond=0)
"""Near the present, or who signed in is signed out; five hours before the markdown."""
_DUE = (AT_TEN + timedelta(hours=5)).astimezone(ZoneInfo("Europe/Paris"))
SOON = {**FIFTH, "when": "later", "due_at": f"{_DUE:%Y-%m-%dT%H:%M}"}
SOON |= {"category": "", "exhibitor": ""}


def said(answer: object, status: int = 200) -> str:
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page[:3_000]
    return re.sub(r"[\s\u00a0\u202f]+", " ", page)


def prices(small: SmallEdition) -> list[int]:
    db.session.rollback()
    return [lot.price_cents for lot in (small.tiles, small.boards, small.door)]


def test_a_markdown_is_looked_at_then_falls_at_its_hour_for_whoever_asks(
    app: Flask, small: SmallEdition, organiser: FlaskClient
) -> None:
    with time_machine.travel(AT_TEN, tick=False) as clock:
        page = said(organiser.post(ORGANISER + "markdowns/new", data=SOON))
        assert "8,50 €" in page
        assert "6,80 €" in page
        assert db.session.query(Markdown).count() == 0
        organiser.post(ORGANISER + "markdowns/new", data={**SOON, "sure": "yes"})
        assert db.session.scalars(select(Markdown)).one().due_at == AT_TEN + timedelta(hours=5)
        assert "8,50 €" in said(organiser.get(f"/l/{small.tiles.code}"))

        clock.move_to(AT_TEN + timedelta(hours=5))
        assert "6,80 €" in said(app.test_client().get(f"/l/{small.tiles.code}"))
        assert "<s>8,50 €</s> avant la démarque" in said(organiser.get(f"/l/{small.tiles.code}"))
        assert "Appliquée" in said(organiser.get(ORGANISER + "markdowns/"))
        assert "8,50 € → <strong>6,80 €" in said(organiser.get(ORGANISER + small.tiles.code))


def test_who_chooses_an_hour_is_not_told_that_it_is_optional(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    page = said(organiser.get(ORGANISER + "markdowns/new"))
    assert "Jour et heure</label>" in page
    at_once = {**SOON, "when": "now", "due_at": ""}
    assert "6,80 €" in said(organiser.post(ORGANISER + "markdowns/new", data=at_once))


def test_what_goes_on_sale_later_is_told_to_be_asked_at_the_lowered_price(
    app: Flask, small: SmallEdition, organiser: FlaskClient
) -> None:
    at_once = organiser.post(ORGANISER + "markdowns/new", data={**SOON, "when": "now"})
    assert "Ce qui sera mis en vente plus tard garde son prix" in said(at_once)
    with time_machine.travel(AT_TEN, tick=False) as clock:
        late = created(small)
        page = said(organiser.post(ORGANISER + "markdowns/new", data=SOON))
        assert "baisse aussi, même mis en vente plus tard" in page
        organiser.post(ORGANISER + "markdowns/new", data={**SOON, "sure": "yes"})
        clock.move_to(AT_TEN + timedelta(hours=6))
        organiser.post(f"{ORGANISER}{late.code}/offer")
        page = said(organiser.get(ORGANISER + late.code))
        assert "1 est mis en vente à prix baissé" in page
        assert "6,00 € → <strong>4,80 €" in page
        shown = said(app.test_client().get(f"/l/{late.code}"))
        assert "4,80 €" in shown
        assert "avant la démarque" not in shown


def test_what_is_written_since_keeps_its_price_until_it_is_lowered_too(
    app: Flask, small: SmallEdition, organiser: FlaskClient, seller: FlaskClient
) -> None:
    with time_machine.travel(AT_TEN, tick=False) as clock:
        organiser.post(ORGANISER + "markdowns/new", data={**SOON, "sure": "yes"})
        clock.move_to(AT_TEN + timedelta(hours=6))
        assert "mis en vente depuis" not in said(organiser.get(ORGANISER + "markdowns/"))
        since = created(small)
        organiser.post(f"{ORGANISER}{since.code}/offer")
        assert since.price_cents == 600
        page = said(organiser.get(ORGANISER + "markdowns/"))
        assert "Baisser 1 lot mis en vente depuis…" in page
        assert "mis en vente depuis" not in said(seller.get(SELLER + "markdowns/"))
        form = page[page.index('name="price"') - 30 : page.index("Baisser 1 lot")]
        asked = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        shown = said(organiser.post(ORGANISER + "markdowns/new", data=asked))
        assert "4,80 €" in shown
        assert since.price_cents == 600
        organiser.post(ORGANISER + "markdowns/new", data={**asked, "sure": "yes"})
        assert (since.price_cents, prices(small)) == (480, [680, 720, 2_000])
        assert "mis en vente depuis" not in said(organiser.get(ORGANISER + "markdowns/"))


def test_a_till_that_asks_for_news_finds_the_new_price(
    app: Flask, small: SmallEdition, organiser: FlaskClient
) -> None:
    key = {"Authorization": f"Bearer {TOKEN}"}
    with time_machine.travel(AT_TEN, tick=False) as clock:
        organiser.post(ORGANISER + "markdowns/new", data={**SOON, "sure": "yes"})
        till = app.test_client()
        held = till.get("/till/api/lots", headers=key).get_json()["revision"]
        clock.move_to(AT_TEN + timedelta(hours=5))
        news = till.get(f"/till/api/lots?since={held}", headers=key).get_json()
        assert sorted(lot["price_cents"] for lot in news["lots"]) == [680, 720, 2_000]


def test_at_once_of_ticked_lots(small: SmallEdition, seller: FlaskClient) -> None:
    ticked = {"lot": [small.tiles.code]}
    assert "lot que vous avez coché" in said(seller.post(SELLER + "markdowns/new", data=ticked))
    asked = {**FIFTH, **ticked, "when": "now"}
    page = said(seller.post(SELLER + "markdowns/new", data=asked))
    assert small.tiles.designation in page
    assert small.door.designation not in page
    seller.post(SELLER + "markdowns/new", data={**asked, "sure": "yes"})
    assert prices(small) == [680, 900, 2_500]


def test_confirmed_twice_it_falls_once_and_again_only_from_another_preview(
    small: SmallEdition, seller: FlaskClient
) -> None:
    asked = {**FIFTH, "lot": [small.tiles.code], "when": "now"}
    for becomes in (680, 540):
        page = said(seller.post(SELLER + "markdowns/new", data=asked))
        seen = re.search(r'name="sure" value="([^"]+)"', page)
        assert seen
        for _tap in range(2):
            answer = seller.post(SELLER + "markdowns/new", data={**asked, "sure": seen[1]})
            assert answer.status_code == 302
        assert prices(small) == [becomes, 900, 2_500]
    assert db.session.query(Markdown).count() == 2


def test_scheduled_twice_from_one_preview_it_is_scheduled_once(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    with time_machine.travel(AT_TEN, tick=False):
        sure = {**SOON, "sure": AT_TEN.isoformat()}
        later = f"{_DUE + timedelta(hours=1):%Y-%m-%dT%H:%M}"
        for asked in (sure, sure, {**sure, "due_at": later}):
            organiser.post(ORGANISER + "markdowns/new", data=asked)
        assert db.session.query(Markdown).count() == 2


def test_called_off_or_undone_by_whose_it_is(
    small: SmallEdition, organiser: FlaskClient, seller: FlaskClient
) -> None:
    with time_machine.travel(AT_TEN, tick=False):
        organiser.post(ORGANISER + "markdowns/new", data={**SOON, "sure": "yes"})
        found = db.session.scalars(select(Markdown)).one()
        listed = said(seller.get(SELLER + "markdowns/"))
        assert "par l’organisateur" in listed
        assert "/cancel" not in listed
        assert seller.post(f"{SELLER}markdowns/{found.id}/cancel").status_code == 404
        organiser.post(f"{ORGANISER}markdowns/{found.id}/cancel")
        db.session.rollback()
        assert found.state is MarkdownState.CANCELLED

        at_once = {**SOON, "when": "now", "sure": "yes"}
        seller.post(SELLER + "markdowns/new", data=at_once)
        assert prices(small) == [680, 720, 2_000]
        seller.post(f"{SELLER}markdowns/{found.id + 1}/undo")
        assert prices(small) == [850, 900, 2_500]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rate": ""}, "au-dessus de 0"),
        ({"way": "amount", "amount": ""}, "ce qu’il devient"),
        ({"due_at": ""}, "Cette heure est passée"),
        ({"due_at": "2026-06-12T15:00"}, "Cette heure est passée"),
        ({"way": "amount", "amount": "90"}, "Aucun prix ne baisserait"),
    ],
)
def test_what_is_missing_is_said(
    small: SmallEdition, organiser: FlaskClient, change: dict[str, str], told: str
) -> None:
    with time_machine.travel(AT_TEN, tick=False):
        page = said(organiser.post(ORGANISER + "markdowns/new", data={**SOON, **change}), 422)
    assert told in page


BULK = {"change": "yes", "category": "", "condition": "good", "origin": "", "way": "stays"}


def test_many_lots_change_as_looked_at_and_go_back(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    where = ORGANISER + "bulk?category=CAR"
    assert "Modifier un lot" in said(organiser.get(where))
    page = said(organiser.post(where, data=BULK | {"step": "1"}))
    assert "Neuf emballé → <strong>Bon état" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert small.tiles.condition is Condition.NEW_PACKED
    organiser.post(where, data=BULK | {"step": "1", "seen": seen})
    db.session.rollback()
    assert small.tiles.condition is Condition.GOOD
    assert small.boards.condition is Condition.NEW_PACKED
    edit = db.session.scalars(select(BulkEdit)).one()
    assert "Bon état" in said(organiser.get(f"{ORGANISER}bulk/{edit.id}"))
    organiser.post(f"{ORGANISER}bulk/{edit.id}/undo")
    db.session.rollback()
    assert small.tiles.condition is Condition.NEW_PACKED


def test_a_preview_that_no_longer_holds_is_shown_again(
    small: SmallEdition, seller: FlaskClient
) -> None:
    data = BULK | {"step": "1", "lot": [small.tiles.code]}
    seen = re.search(r'name="seen" value="(\w+)"', said(seller.post(SELLER + "bulk", data=data)))
    with transaction():
        small.tiles.origin = "used"
    page = said(seller.post(SELLER + "bulk", data=data | {"seen": seen[1]}), 422)
    assert "viennent de changer" in page
    fresh = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert fresh != seen[1]
    assert seller.post(SELLER + "bulk", data=data | {"seen": fresh}).status_code == 302


def test_faults_stand_beside_their_lots_and_nothing_changes(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    page = said(
        organiser.post(ORGANISER + "bulk", data=BULK | {"step": "1", "by_default": "y"}), 422
    )
    assert "poids usuel" in page
    assert "<button>Modifier ces" not in page
    assert db.session.query(BulkEdit).count() == 0


def test_nothing_ticked_leads_back(small: SmallEdition, seller: FlaskClient) -> None:
    assert seller.get(SELLER + "bulk?q=licorne").status_code == 302
    assert seller.post(SELLER + "bulk", data={"lot": "C7K3PX"}).status_code == 404


def test_the_command_applies_too(app: Flask, small: SmallEdition, organiser: FlaskClient) -> None:
    organiser.post(ORGANISER + "markdowns/new", data={**SOON, "sure": "yes"})
    runner = app.test_cli_runner()
    assert "0 démarque" in runner.invoke(args=["markdowns", "apply"]).output
    with time_machine.travel(AT_TEN + timedelta(hours=5), tick=False):
        assert "1 démarque" in runner.invoke(args=["markdowns", "apply"]).output
    assert prices(small) == [680, 720, 2_000]
