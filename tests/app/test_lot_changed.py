"""A form that was opened before somebody else changed the lot: told, and nothing typed is lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.lots.price_changes import PriceCause, Repriced, reprice
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn

ROOMS = {
    Role.EXHIBITOR: "/exhibitor/morteau-2026/E01/lots/{}/edit",
    Role.ORGANISER: "/organiser/editions/morteau-2026/lots/{}/edit",
}


class _Form(HTMLParser):
    """The fields of the page's lot form as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select, self._area = "", ""
        self.feed(re.search(r'<form class="form lot-form".*?</form>', page, re.DOTALL)[0])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        name, kind = said.get("name") or "", said.get("type")
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in said:
            self.fields[self._select] = said["value"] or ""
        elif tag == "input" and name and kind != "file":
            is_choice = kind in ("radio", "checkbox")
            if not is_choice or "checked" in said:
                self.fields[name] = said.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\r").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


@pytest.fixture(params=ROOMS)
def room(
    request: pytest.FixtureRequest, small: SmallEdition, signed_in: SignIn
) -> tuple[FlaskClient, str]:
    """Who opens the form of the tiles, and where."""
    role: Role = request.param
    if role is Role.ORGANISER:
        client = signed_in(Role.ORGANISER)
    else:
        client = signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)
    return client, ROOMS[role].format(small.tiles.code)


def opened(room: tuple[FlaskClient, str]) -> dict[str, str]:
    client, address = room
    answer = client.get(address)
    assert answer.status_code == 200
    return _Form(answer.get_data(as_text=True)).fields


def sent(room: tuple[FlaskClient, str], fields: dict[str, str], status: int) -> str:
    client, address = room
    answer = client.post(address, data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page[:3_000]
    db.session.rollback()
    return re.sub(r"[\u00a0\u202f]", " ", page)


def marked_down(small: SmallEdition, cents: int) -> None:
    with transaction():
        lot = small.tiles
        changes = [Repriced(lot.id, lot.price_cents, cents)]
        reprice(small.edition.id, changes, PriceCause.MARKDOWN, by=SYSTEM)


def test_a_form_opened_before_a_markdown_does_not_put_the_old_price_back(
    small: SmallEdition, room: tuple[FlaskClient, str]
) -> None:
    form = opened(room) | {"description": "Lot entier"}
    marked_down(small, 600)
    page = sent(room, form, 422)
    assert small.tiles.price == Money(600)
    assert "vaut maintenant « 6,00 € »" in page
    again = _Form(page).fields
    assert again["description"] == "Lot entier"
    assert again["price"] == form["price"]

    sent(room, again | {"price": "6,00"}, 302)
    assert (small.tiles.price, small.tiles.description) == (Money(600), "Lot entier")


def test_who_saves_again_means_it(small: SmallEdition, room: tuple[FlaskClient, str]) -> None:
    form = opened(room)
    marked_down(small, 600)
    sent(room, _Form(sent(room, form, 422)).fields, 302)
    assert small.tiles.price == Money(850)


def test_every_field_is_told_of_and_the_same_change_twice_is_none(
    small: SmallEdition, room: tuple[FlaskClient, str]
) -> None:
    form = opened(room)
    with transaction():
        small.tiles.designation, small.tiles.unit_weight_g = "Grès cérame", 17_000
    page = sent(room, form, 422)
    assert "vaut maintenant « Grès cérame »" in page
    assert "vaut maintenant « 17 kg »" in page
    assert small.tiles.designation == "Grès cérame"
    sent(room, form | {"designation": "Grès cérame", "unit_weight": "17"}, 302)


def test_without_anybody_else_a_form_saves_at_once(
    small: SmallEdition, room: tuple[FlaskClient, str]
) -> None:
    sent(room, opened(room) | {"price": "7,00"}, 302)
    assert small.tiles.price == Money(700)
