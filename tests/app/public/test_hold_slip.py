"""The pickup slip on paper, and what the pages of a hold let out: to a log, to a stranger."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

import config
from bourse.db import transaction
from bourse.editions.models import SalesMode
from bourse.holds.holding import Visitor, confirm
from bourse.holds.queries import hold_of, view_of
from tests.fixtures.drive import Drive

LEA = Visitor("Léa Martin", "lea@example.org")


@pytest.fixture
def client(app: Flask, drive: Drive) -> FlaskClient:
    return app.test_client()


def words(pdf: PdfDocument) -> str:
    told = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"[\s\u00a0\u202f]+", " ", told)


def test_the_slip_says_all_and_its_code_is_read(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(LEA, tiles=12_500, boards=2_000)
    drive.act(made, confirm)
    answer = client.get(f"/hold/{token}/slip.pdf")
    assert answer.headers["Content-Disposition"].endswith(f"bon-de-retrait-{made.code}.pdf")
    pdf = pypdfium2.PdfDocument(answer.data)
    assert len(pdf) == 1
    (read,) = zxingcpp.read_barcodes(pdf[0].render(scale=150 / 72).to_pil())
    shown = view_of(hold_of(made.code))
    assert read.text == f"http://localhost/h/{made.code}#l={shown.said}"
    told = words(pdf)
    for said in (
        "Bon de retrait", shown.printed, "Léa Martin", "samedi 13 juin à minuit",
        "Carrelages du Doubs", "Salle des fêtes", "stand A1", "12,5 m²", "106,25 €", "124,25 €",
        "279,4 kg", drive.small.tiles.printed_code,
    ):  # fmt: skip
        assert said in told
    assert token not in answer.data.decode("latin-1")


def test_the_slip_says_where_one_pays(client: FlaskClient, drive: Drive) -> None:
    _made, token = drive.hold(LEA, tiles=1_000)
    path = f"/hold/{token}/slip.pdf"
    assert "à l’entreprise ou à la caisse" in words(pypdfium2.PdfDocument(client.get(path).data))
    with transaction():
        drive.small.edition.sales_mode = SalesMode.CENTRAL_TILL
    assert "à l’entreprise" not in words(pypdfium2.PdfDocument(client.get(path).data))


def test_twenty_lots_still_make_a_code_that_is_read(client: FlaskClient, drive: Drive) -> None:
    lots = drive.twenty_lots()
    _made, token = drive.hold_lots(LEA, lots)
    pdf = pypdfium2.PdfDocument(client.get(f"/hold/{token}/slip.pdf").data)
    (read,) = zxingcpp.read_barcodes(pdf[0].render(scale=150 / 72).to_pil())
    assert read.text.count("*") == 20


def test_no_token_is_logged_when_a_page_breaks(
    app: Flask, drive: Drive, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_parts: object) -> None:
        raise RuntimeError("broken")

    _made, token = drive.hold(LEA, tiles=1_000)
    monkeypatch.setattr("app.public.holds.spots_of", broken)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with caplog.at_level(logging.DEBUG):
        assert app.test_client().get(f"/hold/{token}").status_code == 500
    assert "broken" in caplog.text
    assert "/hold/<token>" in caplog.text
    assert token not in caplog.text


def test_no_name_is_logged_when_the_database_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOURSE_INSTANCE", str(tmp_path))
    options = config.from_environment()["SQLALCHEMY_ENGINE_OPTIONS"]
    refused = text("INSERT INTO nowhere VALUES (:name)")
    with (
        create_engine("sqlite://", **options).connect() as connection,
        pytest.raises(OperationalError) as error,
    ):
        connection.execute(refused, {"name": LEA.name})
    assert LEA.name not in str(error.value)


def test_its_forms_work_over_https_with_the_origin_alone(app: Flask, drive: Drive) -> None:
    made, token = drive.hold(LEA, tiles=1_000)
    app.config["WTF_CSRF_ENABLED"] = True
    client, root = app.test_client(), "https://localhost"
    page = client.get(f"/hold/{token}", base_url=root)
    field = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert field is not None
    sent = {"csrf_token": field[1]}
    path = f"/hold/{token}/confirm"
    assert client.post(path, data={}, base_url=root).status_code == 400
    answer = client.post(path, data=sent, base_url=root, headers={"Referer": f"{root}/"})
    assert answer.status_code == 302
    assert view_of(hold_of(made.code)).confirmed_at


@pytest.mark.usefixtures("throttled")
def test_an_address_is_written_to_so_often_and_no_more(
    client: FlaskClient, drive: Drive, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def ask(mail: str) -> int:
        code = drive.small.tiles.code
        client.post(f"/l/{code}/hold", data={"quantity": "1"})
        said = {"ask": "1", code: "1", "name": "Léa", "mail": mail}
        return client.post("/e/morteau-2026/hold", data=said).status_code

    assert [ask("lea@example.org") for _ in range(10)] == [302] * 10
    assert ask("Lea@Example.org") == 429
    assert "exceeded" in caplog.text
    assert "example.org" not in caplog.text.lower()
    assert ask("marc@example.org") == 302
