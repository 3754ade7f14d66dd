"""The organiser's exhibitors: found, decided on with a letter, entered, and for nobody else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.exhibitors.service import apply, cancel, confirm_application, enter_exhibitor
from bourse.people.actor import SYSTEM, VISITOR
from bourse.people.models import Role
from tests.fixtures.applying import BCE, FILLED, JEANNE, OTHER_SIRET, application
from tests.fixtures.mailbox import Mailbox
from tests.fixtures.people import PASSWORD, SignIn, account

LIST = "/organiser/editions/morteau/exhibitors/"


@pytest.fixture
def organiser(signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


@pytest.fixture
def applied(edition) -> Exhibitor:
    with transaction():
        exhibitor = apply(edition, application(), by=VISITOR)
        confirm_application(exhibitor)
    return exhibitor


def test_an_empty_list_says_what_to_do(edition, organiser) -> None:
    assert "Inviter des entreprises" in organiser.get(LIST).text


def test_the_list_searches_filters_and_counts(edition, applied, organiser) -> None:
    with transaction():
        enter_exhibitor(edition, application(OTHER_SIRET, name="Charpente Épicéa"), by=SYSTEM)
    page = organiser.get(LIST).text
    assert "Tuilerie du Doubs" in page
    assert "Charpente Épicéa" in page
    found = organiser.get(f"{LIST}?q=epicea").text
    assert "Charpente Épicéa" in found
    assert "Tuilerie du Doubs" not in found
    waiting = organiser.get(f"{LIST}?status=applied").text
    assert "Tuilerie du Doubs" in waiting
    assert "Charpente Épicéa" not in waiting
    assert "Aucun exposant ne correspond" in organiser.get(f"{LIST}?q=nobody").text
    assert organiser.get(f"{LIST}?status=nonsense&sort=-nonsense&after=E77").status_code == 200


def test_approves_with_stands_and_writes(edition, applied, organiser, mailbox: Mailbox) -> None:
    halle, quai = edition.sites
    page = organiser.get(f"{LIST}E01/").text
    assert "Paul Courvoisier, gérant" in page
    given = {
        f"stands-site_{halle.id}": "y",
        f"stands-label_{halle.id}": "A1",
        f"stands-label_{quai.id}": "B2",
    }
    assert organiser.post(f"{LIST}E01/approve", data=given).location == f"{LIST}E01/"
    assert applied.status is ExhibitorStatus.CONFIRMED
    assert [stand.label for stand in applied.stands] == ["A1", "B2"]
    letter = mailbox.last(JEANNE)
    assert "- Halle, emplacement A1\n" in letter
    assert "- Quai, emplacement B2\n" in letter
    assert mailbox.link(JEANNE).startswith("/account/invitation/"), "she has no password yet"


def test_the_letter_of_approval_leads_to_a_first_password(edition, organiser, mailbox, app) -> None:
    with transaction():
        apply(edition, application(), by=VISITOR)
    organiser.post(f"{LIST}E01/approve")
    jeanne = app.test_client()
    password = {"name": "Jeanne", "password": PASSWORD, "repeat": PASSWORD}
    assert jeanne.post(mailbox.link(JEANNE), data=password).location == "/exhibitor/"
    assert "Validée" in jeanne.get("/exhibitor/").text
    assert len(account(JEANNE).company_ids) == 1


def test_a_stand_that_is_taken_is_said_and_nothing_is_sent(
    edition, applied, organiser, mailbox
) -> None:
    halle = edition.sites[0]
    with transaction():
        entered = enter_exhibitor(edition, application(OTHER_SIRET, name="Scierie"), by=SYSTEM)
    organiser.post(f"{LIST}{entered.code}/stands", data={f"stands-label_{halle.id}": "A1"})
    letters = len(mailbox.letters)
    answer = organiser.post(f"{LIST}E01/approve", data={f"stands-label_{halle.id}": "A1"})
    assert answer.status_code == 422
    assert "déjà celui de Scierie" in answer.text
    assert applied.status is ExhibitorStatus.APPLIED
    assert len(mailbox.letters) == letters


def test_refuses_with_a_reason_that_is_mailed(edition, applied, organiser, mailbox) -> None:
    nothing = organiser.post(f"{LIST}E01/refuse", data={"refuse-reason": " "})
    assert nothing.status_code == 422
    assert applied.status is ExhibitorStatus.APPLIED
    organiser.post(f"{LIST}E01/refuse", data={"refuse-reason": "Plus de place sous la halle."})
    assert applied.status is ExhibitorStatus.REFUSED
    assert "Plus de place sous la halle." in mailbox.last(JEANNE)
    organiser.post(f"{LIST}E01/reopen")
    assert applied.status is ExhibitorStatus.APPLIED


def test_moves_a_stand_and_tells_only_when_asked(edition, applied, organiser, mailbox) -> None:
    halle = edition.sites[0]
    organiser.post(f"{LIST}E01/approve", data={f"stands-label_{halle.id}": "A1"})
    organiser.post(f"{LIST}E01/stands", data={f"stands-label_{halle.id}": "A2"})
    assert "emplacement A2" not in mailbox.last(JEANNE)
    organiser.post(f"{LIST}E01/stands", data={f"stands-label_{halle.id}": "A3", "stands-tell": "y"})
    assert "emplacement A3" in mailbox.last(JEANNE)


def test_notes_who_came_and_takes_it_back(edition, applied, organiser) -> None:
    organiser.post(f"{LIST}E01/approve")
    organiser.post(f"{LIST}E01/present")
    assert applied.status is ExhibitorStatus.ATTENDED
    assert organiser.post(f"{LIST}E01/cancel").status_code == 409
    organiser.post(f"{LIST}E01/absent")
    assert applied.status is ExhibitorStatus.CONFIRMED


def test_a_firm_leaves_with_its_lots(small, organiser, mailbox) -> None:
    at = "/organiser/editions/morteau-2026/exhibitors/E01"
    assert "Ses 3 lots en vente" in organiser.get(f"{at}/cancel").text
    organiser.post(f"{at}/cancel")
    assert small.exhibitor.status is ExhibitorStatus.CANCELLED
    assert {lot.status.value for lot in (small.tiles, small.boards, small.door)} == {"withdrawn"}
    assert mailbox.letters == [], "it has no address"


def test_a_firm_that_has_sold_does_not_leave(two_sites, organiser) -> None:
    small = two_sites.small
    two_sites.send(two_sites.hall, two_sites.hall.opened())
    two_sites.send(two_sites.hall, two_sites.hall.sale((small.tiles, 1_000)))
    answer = organiser.post("/organiser/editions/morteau-2026/exhibitors/E01/cancel")
    assert answer.status_code == 409
    assert "ses ventes restent" in answer.text
    assert small.exhibitor.status is ExhibitorStatus.CONFIRMED
    assert small.tiles.status.value == "offered"


def test_shows_what_a_known_firm_says_otherwise(edition, organiser) -> None:
    with transaction():
        entered = enter_exhibitor(edition, application(contact_email=None), by=SYSTEM)
        cancel(entered, by=SYSTEM)
        confirm_application(apply(edition, application(name="Tuileries & Cie"), by=VISITOR))
    page = organiser.get(f"{LIST}E01/").text
    assert "Tuileries &amp; Cie" in page
    organiser.post(f"{LIST}E01/approve", data={"stands-adopt": ""})
    assert entered.company.name == "Tuilerie du Doubs"


def test_adopts_or_dismisses_claims_of_an_entered_firm(edition, organiser) -> None:
    with transaction():
        entered = enter_exhibitor(edition, application(), by=SYSTEM)
        cancel(entered, by=SYSTEM)
        enter_exhibitor(edition, application(name="Tuileries & Cie"), by=SYSTEM)
    organiser.post(f"{LIST}E01/adopt")
    assert (entered.company.name, entered.claims) == ("Tuileries & Cie", "")
    with transaction():
        cancel(entered, by=SYSTEM)
        enter_exhibitor(edition, application(name="Autre"), by=SYSTEM)
    organiser.post(f"{LIST}E01/dismiss")
    assert (entered.company.name, entered.claims) == ("Tuileries & Cie", "")


def test_enters_a_firm_without_an_address(edition, organiser, mailbox) -> None:
    halle = edition.sites[0]
    entry = {"country": "BE", "number": BCE, "name": "Briques du Nord", "town": "Mons"}
    entry |= {"vat_regime": "normal", "contact_name": "Luc", f"label_{halle.id}": "C3"}
    answer = organiser.post(f"{LIST}new", data=entry)
    assert answer.location == f"{LIST}E01/"
    exhibitor = exhibitor_by_code(edition, "E01")
    assert exhibitor.status is ExhibitorStatus.CONFIRMED
    assert [(stand.site.name, stand.label) for stand in exhibitor.stands] == [("Halle", "C3")]
    assert mailbox.letters == []
    again = organiser.post(f"{LIST}new", data=entry)
    assert again.status_code == 422
    assert "sous le code E01" in again.text
    wrong = organiser.post(f"{LIST}new", data=entry | {"number": "1", "name": ""})
    assert wrong.status_code == 422


def test_gives_and_takes_access(edition, organiser, mailbox, app) -> None:
    with transaction():
        entered = enter_exhibitor(edition, application(contact_email=None), by=SYSTEM)
    people = f"{LIST}E01/people"
    assert organiser.post(people, data={"access-email": "x"}).status_code == 422
    organiser.post(people, data={"access-name": "Luc", "access-email": "luc@tuilerie.example"})
    assert account("luc@tuilerie.example").company_ids == frozenset()
    luc = app.test_client()
    assert luc.post(mailbox.link("luc@tuilerie.example")).location.startswith(
        "/account/invitation/"
    )
    assert account("luc@tuilerie.example").company_ids == {entered.company_id}
    organiser.post(f"{people}/{account('luc@tuilerie.example').id}/remove")
    assert account("luc@tuilerie.example").company_ids == frozenset()


PAGES = ["", "new", "E01/", "E01/cancel"]
ACTS = ["approve", "refuse", "stands", "reopen", "present", "absent", "adopt", "dismiss", "people"]


@pytest.mark.parametrize("role", [Role.EXHIBITOR, Role.CASHIER, Role.COLLECTIVITY])
def test_is_for_organisers_alone(edition, applied, signed_in, role) -> None:
    stranger = signed_in(role)
    for page in PAGES:
        assert stranger.get(LIST + page).status_code == 403
    for act in ACTS:
        assert stranger.post(f"{LIST}E01/{act}").status_code == 403
    assert applied.status is ExhibitorStatus.APPLIED


def test_what_is_not_there_is_not_found(edition, applied, small, organiser) -> None:
    for page in ("E77/", "E77/cancel"):
        assert organiser.get(LIST + page).status_code == 404
    assert organiser.get(LIST.replace("morteau", "nowhere")).status_code == 404
    for act in ACTS[:2]:
        assert organiser.post(f"{LIST}E77/{act}", data=FILLED).status_code == 404
