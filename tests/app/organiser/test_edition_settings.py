"""An edition's settings over HTTP: its terms, its sites and its categories."""

from __future__ import annotations

import re

from bourse.editions.models import SalesMode
from bourse.editions.queries import edition_by_slug
from bourse.holds.changing import prolong
from bourse.holds.holding import Visitor, confirm
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.values import Money, Position, Rate
from tests.fixtures.drive import Drive
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.smtp import kept

SETTINGS = "/organiser/editions/morteau-2026/settings"


def settings_of(small: SmallEdition, **changes: str) -> dict[str, str]:
    edition = small.edition
    return {
        "name": edition.name,
        "place": edition.place,
        "description": "",
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "timezone": edition.timezone,
        "sales_mode": edition.sales_mode.value,
        "currency": edition.currency,
        "commission": "0",
        "stand_fee": "0",
        **changes,
    }


def test_settings_are_shown_and_saved(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    assert "Bourse aux Matériaux de Morteau" in client.get(SETTINGS).text

    values = settings_of(small, commission="5,5", stand_fee="40", applications_open="y")
    assert client.post(SETTINGS, data=values).location == SETTINGS

    edition = edition_by_slug("morteau-2026")
    assert (edition.commission, edition.stand_fee) == (Rate(550), Money(4_000))
    assert edition.applications_open
    page = client.get(SETTINGS).text
    assert 'value="5,5"' in page


def test_holds_are_allowed_for_so_many_hours(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    assert 'name="hold_hours" type="number" value="48"' in client.get(SETTINGS).text

    client.post(SETTINGS, data=settings_of(small, holds_allowed="y", hold_hours="36"))
    assert edition_by_slug("morteau-2026").hold_hours == 36
    page = client.get(SETTINGS).text
    assert 'value="36"' in page
    assert re.search(r'<input [^>]*\bchecked\b[^>]*name="holds_allowed"', page)

    client.post(SETTINGS, data=settings_of(small, hold_hours="36"))
    assert edition_by_slug("morteau-2026").hold_hours is None


def test_an_edition_that_ends_sooner_tells_who_reserved(signed_in: SignIn, drive: Drive) -> None:
    held, _token = drive.hold(Visitor("Léa", "lea@example.org"), tiles=1_000)
    drive.act(held, confirm)
    edition = drive.small.edition
    drive.act(held, lambda one: prolong(one, edition.over_at, by=SYSTEM))
    sooner = {"ends_on": edition.starts_on.isoformat(), "holds_allowed": "y", "hold_hours": "24"}

    client = signed_in(Role.ORGANISER)
    client.post(SETTINGS, data=settings_of(drive.small, **sooner))
    assert "Une réservation se termine plus tôt" in client.get(SETTINGS).text
    [letter] = [one for one in kept() if one["To"] == "lea@example.org"]
    assert "samedi 13 juin" in letter["Subject"]
    client.post(SETTINGS, data=settings_of(drive.small, **sooner))
    assert len(kept()) == 1, "a second time changes nothing"


def test_what_cannot_be_is_said_beside_its_field(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    for change in (
        {"commission": "120"},
        {"commission": "many"},
        {"sales_mode": SalesMode.CENTRAL_TILL.value},
        {"ends_on": "2026-06-01"},
        {"name": ""},
        {"holds_allowed": "y", "hold_hours": ""},
        {"holds_allowed": "y", "hold_hours": "721"},
        {"timezone": "Europe/Morteau"},
    ):
        answer = client.post(SETTINGS, data=settings_of(small, **change))
        assert answer.status_code == 422, change
        assert 'class="error"' in answer.text, change
    assert edition_by_slug("morteau-2026").sales_mode is SalesMode.EXHIBITOR_CASHES


def test_sites_are_added_changed_and_removed(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    new = {"name": "Gymnase", "address": "1 rue", "town": "Morteau", "hours": "9 h – 18 h"}
    assert client.post(f"{SETTINGS}/sites/new", data=new).status_code == 302
    gymnase = edition_by_slug("morteau-2026").sites[1]
    path = f"{SETTINGS}/sites/{gymnase.id}"
    assert 'value="Gymnase"' in client.get(path).text

    assert client.post(f"{SETTINGS}/sites/new", data=new).status_code == 422
    assert client.post(path, data={**new, "name": "Stade"}).status_code == 302
    assert [site.name for site in edition_by_slug("morteau-2026").sites][1] == "Stade"
    assert "Stade" in client.get(f"{path}/remove").text
    assert client.post(f"{path}/remove").status_code == 302
    assert len(edition_by_slug("morteau-2026").sites) == 1
    assert client.post(f"{SETTINGS}/sites/{small.site.id}/remove").status_code == 409
    assert len(edition_by_slug("morteau-2026").sites) == 1


def test_a_site_is_put_on_the_map_and_taken_off(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    path = f"{SETTINGS}/sites/{small.site.id}"
    said = {"name": "Salle des fêtes", "position": "https://osm.org/#map=17/47.05704/6.60861"}
    assert client.post(path, data=said).status_code == 302
    assert edition_by_slug("morteau-2026").sites[0].position == Position(47_057_040, 6_608_610)
    page = client.get(path).get_data(as_text=True)
    assert 'value="47.057040, 6.608610"' in page
    assert "openstreetmap.org/?mlat=47.057040&amp;mlon=6.608610" in page
    wrong = client.post(path, data={**said, "position": "près de la gare"})
    assert wrong.status_code == 422
    assert "Copiez latitude et longitude" in wrong.get_data(as_text=True)
    assert client.post(path, data={**said, "position": ""}).status_code == 302
    assert edition_by_slug("morteau-2026").sites[0].position is None


def test_another_editions_site_is_not_there(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    client.post(
        "/organiser/new-edition",
        data={
            "name": "Ailleurs",
            "slug": "other",
            "starts_on": "2027-06-12",
            "ends_on": "2027-06-13",
        },
    )
    path = f"/organiser/editions/other/settings/sites/{small.site.id}"

    for answer in (client.get(path), client.post(f"{path}/remove"), client.get(f"{path}/remove")):
        assert answer.status_code == 404
    assert client.get("/organiser/editions/nowhere/settings").status_code == 404


def test_categories_are_switched_all_at_once(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    page = client.get(f"{SETTINGS}/categories").text
    assert page.count('type="checkbox"') == 23
    assert page.count("checked") == 3

    values = {"on_CAR": "y", "weight_CAR": "18,5", "on_BOI": "y", "weight_MIN": "20"}
    assert client.post(f"{SETTINGS}/categories", data=values).status_code == 302

    held = {
        one.category_code: one.default_weight_g
        for one in edition_by_slug("morteau-2026").categories
    }
    assert held == {"CAR": 18_500, "BOI": None}
    wrong = client.post(f"{SETTINGS}/categories", data={"on_CAR": "y", "weight_CAR": "heavy"})
    assert wrong.status_code == 422
    zero = client.post(f"{SETTINGS}/categories", data={"on_CAR": "y", "weight_CAR": "0"})
    assert zero.status_code == 422
