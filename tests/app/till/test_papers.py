"""What receipts and slips say on paper; a receipt by mail leaves no trace of its buyer."""

from __future__ import annotations

import io
import logging

import pypdfium2
import pytest
import zxingcpp
from flask import Flask

from app import outbox
from bourse.db import db, transaction
from bourse.journal.models import JournalEntry
from bourse.tills.facts import till_fact
from bourse.tills.recording import record
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition
from tests.fixtures.smtp import MailServer
from tests.fixtures.sold import Sold
from tests.fixtures.till_facts import Device

BUYER = "acheteuse@exemple.fr"


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def codes_in(pdf: bytes) -> list[str]:
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(page)]


@pytest.mark.parametrize("paper", ["", "?paper=a4"])
def test_the_code_on_paper_holds_number_and_hash(
    app: Flask, call: Call, sold: Sold, paper: str
) -> None:
    app.config["PUBLIC_URL"] = "https://bourse.example"
    pdf = call("GET", f"receipts/{sold.sale_id}.pdf{paper}").data
    own = till_fact.validate_python(sold.sale).own_hash()
    assert codes_in(pdf) == [f"https://bourse.example/t/C1a-0001#{own[:16]}"]
    assert own[:12].upper() in text_of(pdf)
    assert "DUPLICATA" not in text_of(pdf)


def test_a_duplicate_says_which_it_is(call: Call, small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.door, 1_000))
    with transaction():
        record(small.device, [sale, till.copied(sale, 1), till.copied(sale, 2)])
    path = f"receipts/{sale['fact_id']}.pdf"
    assert "DUPLICATA 3" in text_of(call("GET", f"{path}?copy=3").data)
    assert "DUPLICATA 2" in text_of(call("GET", path).data)
    assert "DUPLICATA 2" in text_of(call("GET", f"{path}?paper=a4&copy=2").data)
    assert call("GET", "receipts/C1a-0001").json["copies"] == 2


def test_a_reversal_found_again_says_what_it_cancels(call: Call, sold: Sold) -> None:
    found = call("GET", "receipts/C1a-0002").json
    assert (found["cancels"], found["copies"]) == ("C1a-0001", 0)
    assert call("GET", "receipts/C1a-0001").json["cancels"] is None


def test_a_slip_is_there_once_the_server_has_the_session(call: Call, small: SmallEdition) -> None:
    till = Device()
    counts = [{"mode": "cash", "expected_cents": 12_500, "counted_cents": 12_400}]
    facts = [
        till.opened(10_000),
        till.sale((small.door, 1_000)),
        till.closed(12_400, counts=counts, reason="change_error"),
    ]
    assert call("GET", f"sessions/{till.session}.pdf").json["error"] == "session_unknown"
    with transaction():
        record(small.device, facts)
    said = text_of(call("GET", f"sessions/{till.session}.pdf").data)
    for words in ("Clôture de la caisse C1a", "125,00", "124,00", "-1,00", "Ventes : 1"):
        assert words in said.replace("\u00a0", " "), words
    assert "Erreur de rendu" in said


def test_a_receipt_by_mail_is_sent_once_and_the_address_kept_nowhere(
    app: Flask,
    call: Call,
    sold: Sold,
    mail_server: MailServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app.config["SMTP_URL"] = mail_server.url
    caplog.set_level(logging.DEBUG)
    assert call("GET", "state").json["mails"] is True
    wanted = {"address": BUYER, "copy": 1}
    assert call("POST", f"receipts/{sold.sale_id}/mail", wanted).json == {"sent": True}
    (message,) = mail_server.received
    assert message["To"] == BUYER
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "C1a-0001.pdf"
    assert "DUPLICATA 1" in text_of(io.BytesIO(attached.get_content()).getvalue())
    mail_server.refused.add(BUYER)
    again = call("POST", f"receipts/{sold.sale_id}/mail", wanted)
    assert (again.status_code, again.json["error"]) == (502, "mail_not_sent")
    assert outbox.count() == 0
    assert BUYER not in caplog.text
    assert all(BUYER not in payload for (payload,) in db.session.query(JournalEntry.payload))


@pytest.mark.parametrize(
    ("wanted", "status"),
    [({"address": "nobody"}, 422), ({"address": ""}, 400), ({"address": BUYER}, 409), ({}, 400)],
)
def test_a_mail_that_cannot_leave_says_why(
    call: Call, sold: Sold, wanted: object, status: int
) -> None:
    assert call("POST", f"receipts/{sold.sale_id}/mail", wanted).status_code == status
    assert outbox.count() == 0


def test_the_page_behind_the_code_reveals_nothing_and_checks_a_signature(
    app: Flask, sold: Sold
) -> None:
    client = app.test_client()
    page = client.get("/t/C1a-0001").text
    for secret in ("124", "Carrelage", "Camille", "Matériaux du Val"):
        assert secret not in page.split("<footer")[0].split("<main")[1]
    own = till_fact.validate_python(sold.sale).own_hash()
    for typed in (own[:12].upper(), own[:16], f" {own[:6]} {own[6:12]} "):
        assert "concordent :" in said(client.post("/t/C1a-0001", data={"signature": typed}).text)
    for number, typed in (("C1a-0002", own[:12]), ("C1a-0001", own[:11]), ("nonsense", own[:12])):
        answer = client.post(f"/t/{number}", data={"signature": typed}).text
        assert "ne concordent pas" in answer


def said(page: str) -> str:
    return page.replace("\u00a0", " ")
