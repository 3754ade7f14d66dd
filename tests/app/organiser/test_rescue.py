"""The organiser's desk when a tablet is dead: its file looked at, imported, its owner judged."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bourse.db import db, transaction
from bourse.desk.rescue_file import read_rescue
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from bourse.tills.models import Enrolment
from bourse.tills.projections import Sale
from bourse.tills.service import revoke
from tests.desk.test_rescue import a_file
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

AT = "/organiser/editions/morteau-2026/"


def choose(organiser: FlaskClient, content: bytes) -> str:
    """Choose a file; gives where it leads."""
    sent = {"file": (io.BytesIO(content), "caisse.json")}
    answer = organiser.post(f"{AT}rescue/", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def told(organiser: FlaskClient, path: str) -> str:
    """What the page says to which a button leads."""
    answer = organiser.post(path)
    assert answer.status_code == 302
    return str(organiser.get(str(answer.location)).text).replace("\xa0", " ")


def sales() -> int:
    return db.session.scalar(select(func.count()).select_from(Sale)) or 0


def test_a_file_is_looked_at_then_imported_once(
    app: Flask, organiser: FlaskClient, small: SmallEdition
) -> None:
    till = Device()
    content = a_file(till.opened(), till.sale((small.tiles, 1_000)))
    preview = choose(organiser, content)
    page = organiser.get(preview).text
    assert "C1a" in page
    assert "Enregistrer ces opérations" in page
    assert sales() == 0

    said = told(organiser, preview)
    assert "Enregistrés : 2" in said
    assert sales() == 1
    assert organiser.post(preview).status_code == 404
    assert not (
        app.config["INSTANCE"] / f"rescues/morteau-2026/{read_rescue(content).digest}.json"
    ).exists()

    assert "déjà enregistrés : 2" in told(organiser, choose(organiser, content))
    assert sales() == 1
    verbs = db.session.scalars(select(AdminEvent.verb)).all()
    assert verbs.count("till.rescue") == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not JSON", "Ce n’est pas le fichier d’une tablette"),
        (a_file(1).replace(b'"C1a"', b'"C1b"'), "modifié ou coupé"),
        (a_file(edition="ailleurs"), "autre édition (ailleurs)"),
    ],
)
def test_a_wrong_file_is_told_on_its_field(
    organiser: FlaskClient, content: bytes, said: str
) -> None:
    sent = {"file": (io.BytesIO(content), "caisse.json")}
    answer = organiser.post(f"{AT}rescue/", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in answer.text
    assert organiser.get(f"{AT}rescue/..%2F..%2Fsecret_key").status_code == 404
    assert organiser.get(f"{AT}rescue/{'e' * 63}g").status_code == 404


def test_a_revoked_devices_facts_are_judged_on_the_desk(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    till = Device()
    with transaction():
        revoke(small.device, by=SYSTEM)
    facts = [till.opened(), till.sale((small.tiles, 1_000)), till.sale((small.tiles, 1_000))]
    organiser.post(choose(organiser, a_file(*facts)))
    desk = organiser.get(f"{AT}desk/").text
    assert "Fait par un appareil révoqué" in desk
    assert "Enregistrer tout ce qu’a fait C1a" in desk

    said = told(organiser, f"{AT}desk/device/{small.device.id}/recorded")
    assert "3 opérations sont tranchées" in said
    assert "Fait par un appareil révoqué" not in said
    assert sales() == 2
    assert "refused_fact.recorded" in db.session.scalars(select(AdminEvent.verb)).all()


def test_one_fact_alone_is_left_out(organiser: FlaskClient, small: SmallEdition) -> None:
    with transaction():
        revoke(small.device, by=SYSTEM)
    organiser.post(choose(organiser, a_file(Device().opened())))
    assert "1 opération est écartée" in told(organiser, f"{AT}desk/refused/1/left_out")
    assert organiser.post(f"{AT}desk/refused/1/nonsense").status_code == 404


def test_a_tablet_that_the_server_has_forgotten_is_taken_in_once_it_is_known(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    till = Device(series="C1d")
    preview = choose(
        organiser, a_file(till.opened(), till.sale((small.tiles, 1_000)), series="C1d")
    )
    assert "Le serveur ne connaît pas C1d" in organiser.get(preview).text
    refused = organiser.post(preview)
    assert refused.status_code == 422
    assert "Cochez la case si vous connaissez cette tablette" in refused.text

    answer = organiser.post(preview, data={"is_known": "y"})
    assert answer.status_code == 302
    desk = organiser.get(str(answer.location)).text
    assert "Enregistrer tout ce qu’a fait C1d" in desk
    assert sales() == 0
    assert "C1d" in organiser.get(f"{AT}tills/").text
    (device,) = db.session.scalars(select(Enrolment).where(Enrolment.letter == "d"))
    assert "2 opérations sont tranchées" in told(organiser, f"{AT}desk/device/{device.id}/recorded")
    assert sales() == 1


def test_a_tablet_of_no_till_is_told_plainly(organiser: FlaskClient, small: SmallEdition) -> None:
    preview = choose(organiser, a_file(Device(series="C9a").opened(), series="C9a"))
    page = organiser.get(preview).text
    assert "n’a pas de caisse pour C9a" in page
    assert "Enregistrer ces opérations" not in page
