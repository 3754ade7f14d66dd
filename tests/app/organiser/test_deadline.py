"""The deadline over HTTP: set, told to exhibitors, extended; late lots answered."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.clock import now
from bourse.db import db, transaction
from bourse.exhibitors.models import ExhibitorStatus
from bourse.lots import late
from bourse.lots.models import Lot, LotStatus
from bourse.lots.service import create_lot
from bourse.people.models import AdminEvent
from bourse.values import Money
from tests.fixtures.closing import close
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, SELLER
from tests.fixtures.lot_forms import typed
from tests.fixtures.reading import text
from tests.fixtures.statements import statements
from tests.fixtures.two_sites import TwoSites

PAGE = "/organiser/editions/morteau-2026/deadline/"
LOTS = "/exhibitor/morteau-2026/E01/lots/"
EXTENSION = "/organiser/editions/morteau-2026/exhibitors/E01/extension"


def late_lot(annick: FlaskClient, **changes: str) -> Lot:
    annick.post(LOTS + "new", data=typed(offer="y", **changes))
    return db.session.scalars(select(Lot).order_by(Lot.id.desc()).limit(1)).one()


def answer(organiser: FlaskClient, how: str, **said: object) -> str:
    """Send the form of the page as it stands, with what is said; gives the page that follows."""
    page = text(organiser, PAGE)
    rows = re.findall(r'name="seen" value="(\w+ [^"]+)"', page)
    newest = re.findall(r'name="seen" value="([^" ]+)"', page)
    seen = newest if "all" in said else rows
    return organiser.post(PAGE + how, data={"seen": seen} | said).get_data(as_text=True)


def settings(**changes: str) -> dict[str, str]:
    said = {
        "name": "Bourse de Morteau",
        "starts_on": "2026-06-13",
        "ends_on": "2026-06-14",
        "timezone": "Europe/Paris",
        "sales_mode": "exhibitor_cashes",
        "currency": "EUR",
        "commission": "0",
        "stand_fee": "0",
        "catalogue_closes_at": "2026-06-12T18:00",
    }
    return said | changes


def test_the_hour_is_typed_and_shown_on_the_editions_clocks(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    page = "/organiser/editions/morteau-2026/settings"
    assert organiser.post(page, data=settings()).status_code == 302
    assert small.edition.catalogue_closes_at == datetime(2026, 6, 12, 16, 0, tzinfo=UTC)
    assert 'value="2026-06-12T18:00"' in text(organiser, page)

    beyond = organiser.post(page, data=settings(catalogue_closes_at="2026-06-15T00:00"))
    assert beyond.status_code == 422
    assert "au plus tard le dernier jour" in beyond.get_data(as_text=True)

    organiser.post(page, data=settings(catalogue_closes_at=""))
    assert small.edition.catalogue_closes_at is None


def test_an_exhibitor_sees_how_long_is_left(small: SmallEdition, annick: FlaskClient) -> None:
    assert "Clôture du catalogue" not in text(annick, LOTS)
    with time_machine.travel(now(), tick=False):
        close(small, days=2, hours=6, minutes=30)
        page = text(annick, LOTS)
    assert re.search(r"Clôture du catalogue \w+ \d+ \w+ à \d+ h \d\d,", page)
    assert "dans 2 jours et 6 heures." in page


def test_what_is_written_late_is_kept_told_and_taken(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    close(small, minutes=-1)
    lot = late_lot(annick)
    assert lot.status is LotStatus.DRAFT
    page = text(annick, LOTS + lot.code)
    assert "est gardé comme lot tardif et attend l’organisateur" in page
    assert "Tardif, en attente" in page

    assert lot.designation in text(organiser, PAGE)
    answer(organiser, "accept", lot=lot.code)
    assert lot.status is LotStatus.OFFERED
    assert "1 accepté." in text(organiser, PAGE)


def test_a_late_change_is_compared_refused_and_explained(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    close(small, minutes=-1)
    code = small.tiles.code
    annick.post(f"{LOTS}{code}/edit", data=typed(designation="Grès", price="9", unit="m2"))
    assert small.tiles.price == Money(850)
    page = text(organiser, PAGE)
    assert "8,50 €</s> → <strong>9,00 €" in page
    assert "Désignation : <s>Carrelage grès 60 × 60</s>" in page

    silent = organiser.post(PAGE + "refuse", data={"lot": code, "sure": "yes", "reason": ""})
    assert silent.status_code == 422
    answer(organiser, "refuse", lot=code, sure="yes", reason="Imprimé.")
    page = text(annick, LOTS + code)
    assert "n’a pas retenu votre modification tardive :</strong> Imprimé." in page
    assert late.count(small.edition.id).total == 0


def test_the_form_goes_on_from_the_change_that_waits(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    close(small, minutes=-1)
    at = f"{LOTS}{small.door.code}/edit"
    computed = {"method": "computed", "material": "osb", "length": "250", "width": "125"}
    first = typed(designation="Porte de grange", quantity="6", unit="u", **computed)
    annick.post(at, data=first | {"thickness": "1,8"})
    page = text(annick, at)
    assert "Elle est déjà saisie dans le formulaire" in page
    shown = dict(re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', page))
    assert (shown["designation"], shown["quantity"]) == ("Porte de grange", "6")
    assert [shown[side] for side in ("length", "width", "thickness")] == ["250", "125", "1,8"]

    names = ("designation", "opened", "late_shown", "length", "width", "thickness")
    annick.post(at, data=first | {name: shown[name] for name in names} | {"quantity": "5"})
    found = late.waiting(small.door)
    assert found is not None
    assert (found.said.designation, found.said.quantity.milli) == ("Porte de grange", 5_000)
    form = text(organiser, f"/organiser/editions/morteau-2026/lots/{small.door.code}/edit")
    assert "<strong>Porte de grange</strong>" in form
    assert f'href="{PAGE}"' in form
    answer(organiser, "accept", all="yes")
    assert small.door.designation == "Porte de grange"


def test_everything_that_waits_is_taken_at_once(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    close(small, minutes=-1)
    lots = [late_lot(annick, own_reference=name) for name in ("a", "b")]
    annick.post(f"{LOTS}{small.door.code}/edit", data=typed(designation="Porte"))
    answer(organiser, "accept", all="yes")
    assert {lot.status for lot in lots} == {LotStatus.OFFERED}
    assert small.door.designation == "Porte"


def test_more_than_fits_in_one_go_is_said_and_taken_by_the_next(
    small: SmallEdition,
    annick: FlaskClient,
    organiser: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.organiser.late.MOST", 2)
    close(small, minutes=-1)
    for name in ("a", "b", "c"):
        late_lot(annick, own_reference=name)
    for lot in (small.door, small.tiles, small.boards):
        annick.post(f"{LOTS}{lot.code}/edit", data=typed(designation="Porte"))
    answer(organiser, "accept", all="yes")
    said = text(organiser, PAGE)
    assert "4 acceptés." in said
    assert "2 autres attendent encore : acceptez-les avec le même bouton." in said
    answer(organiser, "accept", all="yes")
    said = text(organiser, PAGE)
    assert "2 acceptés." in said
    assert "attend encore" not in said
    assert late.count(small.edition.id).total == 0
    organiser.post(PAGE + "accept", data={"all": "yes", "seen": ""})
    assert "Plus rien n’attend : tout a déjà sa réponse." in text(organiser, PAGE)


def test_changes_beyond_the_page_are_counted(
    small: SmallEdition,
    annick: FlaskClient,
    organiser: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    close(small, minutes=-1)
    for lot in (small.door, small.tiles, small.boards):
        annick.post(f"{LOTS}{lot.code}/edit", data=typed(designation="Porte"))
    assert "prendront place ici" not in text(organiser, PAGE)
    monkeypatch.setattr(late.late_changes, "__kwdefaults__", {"size": 1})
    assert "2 autres modifications prendront place ici" in text(organiser, PAGE)


def test_what_waits_says_whose_it_is(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    close(small, minutes=-1)
    late_lot(annick)
    annick.post(f"{LOTS}{small.door.code}/edit", data=typed(designation="Porte"))
    assert text(organiser, PAGE).count(">Carrelages du Doubs (E01)<") == 2
    asked = organiser.post(PAGE + "refuse", data={"lot": small.door.code})
    assert "Carrelages du Doubs (E01)" in asked.get_data(as_text=True)


@pytest.mark.parametrize("which", ["all", "lot"])
def test_what_was_changed_since_the_page_was_shown_is_shown_anew(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient, which: str
) -> None:
    close(small, minutes=-1)
    code = small.door.code
    annick.post(f"{LOTS}{code}/edit", data=typed(designation="Porte"))
    page = text(organiser, PAGE)
    (row,) = re.findall(rf'name="seen" value="({code} [^";]+)"', page)
    (newest,) = re.findall(r'name="seen" value="([^" ]+)"', page)
    annick.post(f"{LOTS}{code}/edit", data=typed(designation="Portail en fer"))
    said = {"all": "yes", "seen": newest} if which == "all" else {"lot": code, "seen": row}
    organiser.post(PAGE + "accept", data=said)
    assert small.door.designation == "Porte intérieure 83 cm"
    shown = text(organiser, PAGE)
    assert "Modifié depuis que vous avez ouvert cette page" in shown
    assert "Portail en fer" in shown

    sure = said | {"lot": code, "sure": "yes", "reason": "Imprimé."}
    organiser.post(PAGE + "refuse", data=sure)
    assert late.count(small.edition.id).changes == 1


def test_comparing_many_late_changes_asks_the_database_no_more(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    close(small, minutes=-1)

    def asked(designation: str, *lots: Lot) -> int:
        for lot in lots:
            annick.post(f"{LOTS}{lot.code}/edit", data=typed(designation=designation))
        db.session.rollback()
        with statements() as sent:
            assert text(organiser, PAGE).count(f"<strong>{designation}</strong>") == len(lots)
        return len(sent)

    few = asked("Porte", small.door)
    assert asked("Portail", small.door, small.tiles, small.boards) <= few


def test_who_is_out_does_not_keep_the_others_waiting(
    two_sites: TwoSites, annick: FlaskClient, organiser: FlaskClient
) -> None:
    small = two_sites.small
    close(small, minutes=-1)
    lot = late_lot(annick)
    with transaction():
        out = create_lot(two_sites.second, DRAFT, by=SELLER)
    with transaction():
        two_sites.second.status = ExhibitorStatus.CANCELLED
    assert out.late_at is not None
    assert late.count(small.edition.id).drafts == 1
    answer(organiser, "accept", all="yes")
    assert [lot.status, out.status] == [LotStatus.OFFERED, LotStatus.DRAFT]


def test_an_extension_is_given_seen_by_both_and_taken_back(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    assert "Aucune heure de clôture" in text(organiser, EXTENSION)
    close(small, minutes=-1)
    local = now() + timedelta(days=2)
    early = organiser.post(EXTENSION, data={"until": "2020-01-01T10:00"})
    assert early.status_code == 422
    for mistyped in ("0001-01-01T00:00", "9999-12-31T23:59"):
        answer = organiser.post(EXTENSION, data={"until": mistyped})
        assert answer.status_code == 422
        assert "une année de 2000 à 2100" in answer.get_data(as_text=True).replace("\u00a0", " ")
    organiser.post(EXTENSION, data={"until": f"{local:%Y-%m-%dT%H:%M}"})
    assert "plus de temps qu’aux autres" in text(annick, LOTS)
    assert "Carrelages du Doubs" in text(organiser, PAGE)
    assert late_lot(annick).status is LotStatus.OFFERED
    verbs = db.session.scalars(select(AdminEvent.verb)).all()
    assert "exhibitor.extend" in verbs

    organiser.post(EXTENSION + "/end")
    assert "Le catalogue est clos" in text(annick, LOTS)
