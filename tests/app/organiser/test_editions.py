"""An organiser's editions: listed with their next step, created, copied, set, opened, closed."""

from __future__ import annotations

import html
import re

from flask import Flask

from bourse.db import transaction
from bourse.editions.models import EditionStatus, SalesMode
from bourse.editions.queries import edition_by_slug
from bourse.people.models import Role
from bourse.values import Money, Position, Rate
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn

NEW = {"name": "Bourse d’Épenoy", "starts_on": "2027-06-12", "ends_on": "2027-06-13"}
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


def test_a_new_house_is_told_where_to_begin(signed_in: SignIn) -> None:
    page = signed_in(Role.ORGANISER).get("/organiser/").text

    assert 'href="/organiser/new-edition"' in page
    assert 'href="/organiser/organisation/"' in page


def test_each_edition_shows_its_state_and_next_step(signed_in: SignIn, small: SmallEdition) -> None:
    page = html.unescape(signed_in(Role.ORGANISER).get("/organiser/").text)

    assert "Bourse aux Matériaux de Morteau" in page
    assert "13–14 juin 2026" in page
    assert "Ouverte" in page
    assert "Suivre les ventes" in page


def test_a_name_and_two_days_make_an_edition(signed_in: SignIn) -> None:
    answer = signed_in(Role.ORGANISER).post("/organiser/new-edition", data=NEW)

    assert answer.location == "/organiser/editions/bourse-d-epenoy-2027/settings"
    assert edition_by_slug("bourse-d-epenoy-2027").name == "Bourse d’Épenoy"


def test_a_suggested_name_that_is_taken_is_shown_to_be_changed(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    client.post("/organiser/new-edition", data=NEW)
    again = client.post("/organiser/new-edition", data=NEW)

    assert again.status_code == 422
    assert 'value="bourse-d-epenoy-2027"' in again.text
    wrong = client.post("/organiser/new-edition", data={**NEW, "ends_on": "2027-06-11"})
    assert wrong.status_code == 422


def test_a_copy_has_its_own_name_and_days(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    assert client.get(f"{SETTINGS}/copy").status_code == 200

    answer = client.post(f"{SETTINGS}/copy", data={**NEW, "slug": "morteau-2027"})

    assert answer.location == "/organiser/editions/morteau-2027/settings"
    assert [site.name for site in edition_by_slug("morteau-2027").sites] == ["Salle des fêtes"]
    assert client.post(f"{SETTINGS}/copy", data={**NEW, "slug": "Morteau"}).status_code == 422


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
    client.post("/organiser/new-edition", data={**NEW, "slug": "other"})
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


def test_opening_and_closing_are_asked_first(signed_in: SignIn, small: SmallEdition) -> None:
    client = signed_in(Role.ORGANISER)
    assert client.get(f"{SETTINGS}/close").status_code == 200
    assert edition_by_slug("morteau-2026").status is EditionStatus.OPEN

    assert client.post(f"{SETTINGS}/close").status_code == 302
    assert edition_by_slug("morteau-2026").status is EditionStatus.CLOSED
    assert client.post(f"{SETTINGS}/close").status_code == 409
    assert "Donnez la rue et la commune de" in client.get(f"{SETTINGS}/open").text
    assert client.post(f"{SETTINGS}/open").status_code == 302
    assert edition_by_slug("morteau-2026").status is EditionStatus.OPEN


def test_the_checklist_says_what_to_do_and_where(signed_in: SignIn, small: SmallEdition) -> None:
    page = signed_in(Role.ORGANISER).get("/organiser/editions/morteau-2026/checklist/").text

    assert "Donnez la rue et la commune de\N{NO-BREAK SPACE}: Salle des fêtes." in page
    assert f'href="{SETTINGS}"' in page
    with transaction():
        site = edition_by_slug("morteau-2026").sites[0]
        site.address = "4 rue de la Halle"
    again = signed_in(Role.ORGANISER, email="b@example.org").get(
        "/organiser/editions/morteau-2026/checklist/"
    )
    assert "Donnez la rue" not in again.text


def test_the_menu_marks_the_page_that_one_is_below(signed_in: SignIn, small: SmallEdition) -> None:
    page = signed_in(Role.ORGANISER).get(f"{SETTINGS}/sites/new").text

    assert f'<a href="{SETTINGS}" aria-current="true">' in page
    assert page.count("aria-current") == 1


def test_behind_a_door_of_the_menu_its_pages_are_listed(
    signed_in: SignIn, small: SmallEdition
) -> None:
    """Cashiers stand behind Tills: the door and the page are marked, each in its own row."""
    edition = "/organiser/editions/morteau-2026"
    page = signed_in(Role.ORGANISER).get(f"{edition}/cashiers/").text

    assert f'<a href="{edition}/tills/" aria-current="true">' in page
    assert f'<a href="{edition}/cashiers/" aria-current="page">' in page
    assert page.count("aria-current") == 2
    assert page.count(f'href="{edition}/tills/"') == 2


def test_strangers_and_other_roles_stay_out(
    app: Flask, signed_in: SignIn, small: SmallEdition
) -> None:
    paths = [
        "/organiser/",
        "/organiser/new-edition",
        SETTINGS,
        f"{SETTINGS}/copy",
        f"{SETTINGS}/open",
        f"{SETTINGS}/categories",
        f"{SETTINGS}/sites/new",
        "/organiser/editions/morteau-2026/checklist/",
        "/organiser/team/",
        "/organiser/mail/",
        "/organiser/changes/",
        "/organiser/organisation/",
    ]
    cashier = signed_in(Role.CASHIER)
    for path in paths:
        assert app.test_client().get(path).location.startswith("/account/sign-in?next=/organiser/")
        assert app.test_client().post(path).status_code in (302, 405)
        assert cashier.get(path).status_code == 403
    assert edition_by_slug("morteau-2026").status is EditionStatus.OPEN
