"""One whole edition through HTTP, from the first organiser's link to the published report.

Nothing is put in the database by hand: what a page does not offer, nobody here can do. At the end
the same cents and grams stand at the till, in the exhibitor's account, on the dashboard, in the
journal and in every file of the report.
"""

from __future__ import annotations

import email
import io
import json
import re
from email import policy
from types import SimpleNamespace

import openpyxl
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from bourse.db import db
from bourse.lots.models import Lot
from tests.fixtures.till_facts import Device
from tests.journeys.visitor import Visitor

PASSWORD = "tuiles et parpaings"
SLUG = "maiche-2027"
EDITION = f"/organiser/editions/{SLUG}/"
FIRM = "marie@menuiserie.example"
TILES = {
    "designation": "Carrelage grès cérame 60 × 60",
    "category": "CAR",
    "quantity": "40",
    "unit": "m2",
    "condition": "new_packed",
    "origin": "new_surplus",
    "price": "8,50",
    "reference_price": "32",
    "method": "declared",
    "unit_weight": "18,4",
}
DOORS = {
    "designation": "Porte intérieure en chêne, 83 cm",
    "category": "MIN",
    "quantity": "3",
    "unit": "u",
    "condition": "good",
    "origin": "dismantled",
    "price": "45",
    "method": "unknown",
}


@pytest.fixture
def organiser(app: Flask) -> Visitor:
    """The first organiser, who chose a password by the link that the command printed."""
    made = app.test_cli_runner().invoke(args=["user", "create-organiser", "lea@bourse.example"])
    visitor = Visitor(app).open(_local(made.output.strip()))
    return visitor.submit(name="Léa", password=PASSWORD, repeat=PASSWORD)


def test_one_edition_from_application_to_report(app: Flask, organiser: Visitor) -> None:
    set_up(organiser)
    apply(app)
    approve(app, organiser)
    firm = Visitor(app).open("/account/sign-in").submit(email=FIRM, password=PASSWORD)
    announce(firm)
    till = open_a_till(app, organiser)
    sell(app, till)
    correct_the_stock(organiser)
    read_it_everywhere(app, organiser, firm)


def set_up(organiser: Visitor) -> None:
    """An edition on one site, open to applications."""
    organiser.open("/organiser/organisation/").submit(name="Matériaux de Maîche")
    organiser.open("/organiser/new-edition").submit(
        name="Bourse aux matériaux de Maîche",
        slug=SLUG,
        starts_on="2027-06-12",
        ends_on="2027-06-13",
    )
    organiser.open(f"{EDITION}settings/sites/new").submit(
        name="Salle de l’Union", address="2 rue Montalembert", postcode="25120", town="Maîche"
    )
    organiser.open(f"{EDITION}settings").submit("settings", applications_open="y", place="Maîche")


def apply(app: Flask) -> None:
    """A firm applies in public, confirms its address by mail, and chooses a password."""
    firm = Visitor(app).open(f"/e/{SLUG}").open(f"/e/{SLUG}/apply")
    wrong = {"country": "FR", "number": "12345678901234"}
    said = {
        "name": "Menuiserie Vuillemin",
        "address": "5 rue du Mont",
        "postcode": "25120",
        "town": "Maîche",
        "activity": "Menuiserie",
        "vat_regime": "normal",
        "contact_name": "Marie Vuillemin",
        "contact_email": FIRM,
        "representative_name": "Marie Vuillemin",
        "representative_capacity": "gérante",
        "is_entitled": "y",
    }
    firm.submit(**said, **wrong, status=422)
    assert "Ce numéro n’existe pas" in firm.text
    firm.submit(number="73282932000074")
    firm.open(_links(app, FIRM)[-1]).submit()
    firm.submit(name="Marie Vuillemin", password=PASSWORD, repeat=PASSWORD)


def approve(app: Flask, organiser: Visitor) -> None:
    """The organiser gives the firm a stand; the letter leaves."""
    organiser.open(f"{EDITION}exhibitors/")
    assert "Menuiserie Vuillemin" in organiser.text
    organiser.open(f"{EDITION}exhibitors/E01/")
    site = next(name for name in organiser.names if re.fullmatch(r"stands-site_\d+", name))
    label = site.replace("site", "label")
    organiser.submit("/approve", **{site: "y", label: "A1"})
    assert "A1" in _letter(app, FIRM)


def announce(firm: Visitor) -> None:
    """Conformity declared, and two lots put on sale."""
    firm.open(f"/exhibitor/{SLUG}/E01/conformity").submit("/conformity", declared="y")
    for lot in (TILES, DOORS):
        firm.open(f"/exhibitor/{SLUG}/E01/lots/new").submit("/new", **lot, offer="y")
    firm.open(f"/exhibitor/{SLUG}/E01/lots/")
    assert TILES["designation"] in firm.text


def open_a_till(app: Flask, organiser: Visitor) -> SimpleNamespace:
    """A till, its device enrolled by the code on the page, a cashier, and the edition open."""
    organiser.open(f"{EDITION}tills/new").submit(name="Sortie")
    organiser.open(f"{EDITION}tills/").submit("/C1/enrol")
    code = re.search(r"#code=(\S+)", organiser.html)
    assert code is not None
    organiser.open(f"{EDITION}cashiers/").submit(name="Camille", pin="481632")
    organiser.open(f"{EDITION}settings/open").submit()
    client = app.test_client()
    given = client.post("/till/api/enrol", json={"code": code[1].split('"')[0]}).get_json()
    bearer = {"Authorization": f"Bearer {given['token']}"}
    state = client.get("/till/api/state", headers=bearer).get_json()
    named = client.post(
        "/till/api/cashier", headers=bearer, json={"cashier": "K1", "pin": "481632"}
    )
    assert named.status_code == 200
    assert state["edition"]["slug"] == SLUG
    return SimpleNamespace(client=client, bearer=bearer, device=Device(given["series"], "K1"))


def sell(app: Flask, till: SimpleNamespace) -> None:
    """12.5 m² of tiles and two doors in one basket, one door given back; sent twice, kept once."""
    tiles, doors = (_lot(lot["designation"]) for lot in (TILES, DOORS))
    device: Device = till.device
    opened = device.opened()
    sale = device.sale((tiles, 12_500), (doors, 2_000), mode="card")
    one_door = {**sale["lines"][1], "quantity_milli": 1_000, "total_cents": 4_500}
    back = device.reversal({**sale, "lines": [one_door]})
    batch = [opened, sale, back, device.closed(10_000)]
    for result in ("recorded", "already"):
        answer = till.client.post("/till/api/facts", headers=till.bearer, json={"facts": batch})
        assert [one["result"] for one in answer.get_json()["outcomes"]] == [result] * 4


def correct_the_stock(organiser: Visitor) -> None:
    """A box of tiles falls: 2 m² leave the lot by an entry of the journal, after a question."""
    code = _lot(TILES["designation"]).code
    organiser.open(f"{EDITION}lots/{code}/correction").submit(
        "/correction", reason="broken", quantity="2", comment="Une caisse est tombée."
    )
    organiser.submit("/correction")
    assert _lot(TILES["designation"]).remaining.milli == 25_500


def read_it_everywhere(app: Flask, organiser: Visitor, firm: Visitor) -> None:
    """The same cents and grams, on every page and in every file."""
    assert "151,25 €" in firm.open(f"/exhibitor/{SLUG}/E01/sold").text
    assert "230 kg" in firm.text
    assert "151 €" in organiser.open(EDITION).text
    verified = app.test_cli_runner().invoke(args=["journal", "verify", SLUG])
    assert verified.exit_code == 0, verified.output
    assert verified.output.count("151,25") == 3

    organiser.open(f"{EDITION}report/").submit("/publish")
    token = re.search(r"/r/([\w-]+)", organiser.html)
    assert token is not None
    public = Visitor(app).open(f"/r/{token[1]}")
    assert "151,25 €" in public.text
    _files_agree(app.test_client(), f"/r/{token[1]}")


def _files_agree(reader: FlaskClient, report: str) -> None:
    said = json.loads(reader.get(f"{report}.json").data)["headline"]
    figures = (said["weight_g"], said["turnover_cents"], said["purchases"], said["firms"])
    assert figures == (230_000, 15_125, 1, 1)
    pdf = pypdfium2.PdfDocument(reader.get(f"{report}.pdf").data)
    pages = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "151,25" in pages
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"{report}.xlsx").data))
    cells = {cell.value for sheet in book for row in sheet for cell in row}
    assert 151.25 in cells
    rows = reader.get(f"{report}.csv").data.decode("utf-8-sig")
    assert "151,25" in rows or "151.25" in rows


def _lot(designation: str) -> Lot:
    db.session.expire_all()
    return db.session.query(Lot).filter_by(designation=designation).one()


def _local(url: str) -> str:
    return url.removeprefix("http://localhost")


def _letter(app: Flask, to: str) -> str:
    """The last letter to this address."""
    folder = app.config["INSTANCE"] / "mail"
    letters = [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    ]
    body: str = next(found for found in reversed(letters) if to in found["To"]).get_content()
    return body


def _links(app: Flask, to: str) -> list[str]:
    return [_local(link) for link in re.findall(r"http://\S+", _letter(app, to))]
