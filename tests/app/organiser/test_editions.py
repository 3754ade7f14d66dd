"""An organiser's editions: listed with their next step, created, copied, set, opened, closed."""

from __future__ import annotations

import html

from flask import Flask

from bourse.db import transaction
from bourse.editions.models import EditionStatus
from bourse.editions.queries import edition_by_slug
from bourse.people.models import Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn

NEW = {"name": "Bourse d’Épenoy", "starts_on": "2027-06-12", "ends_on": "2027-06-13"}
SETTINGS = "/organiser/editions/morteau-2026/settings"


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
