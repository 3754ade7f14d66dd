"""What a device reads: its state, the catalogue, the receipts; and that nobody else does."""

from __future__ import annotations

import pytest
from flask import Flask

from bourse.clock import now
from bourse.db import transaction
from bourse.lots.models import LotStatus
from bourse.tills.recording import record
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition, a_lot_elsewhere
from tests.fixtures.sold import Sold
from tests.fixtures.till_facts import Device


def test_the_state_holds_all_a_till_starts_with(call: Call, small: SmallEdition) -> None:
    device = Device()
    with transaction():
        record(small.device, [device.opened(5_000), device.sale((small.tiles, 1_000))])
    state = call("GET", "state").json
    assert state["till"]["modes"] == ["cash", "card", "cheque", "transfer"]
    assert state["edition"]["slug"] == "morteau-2026"
    assert state["cashiers"] == [
        {"code": "K1", "name": "Camille", "is_supervisor": False, "pin": None}
    ]
    assert state["sellers"][0]["vat_rate_bp"] == 2000
    told = state["sellers"][0]["vat"]
    assert {regime: vat["rate_bp"] for regime, vat in told.items()} == {
        "normal": 2000,
        "franchise": None,
        "margin": None,
    }
    assert told["normal"]["mention"] == ""
    assert "293 B" in told["franchise"]["mention"]
    assert "297 E" in told["margin"]["mention"]
    assert state["numbers"] == {"till_seq": 2, "receipt": 1, "prev": device.prev}
    assert state["session"]["expected_cents"] == 5_850


def test_the_catalogue_gives_all_that_a_line_freezes(call: Call, small: SmallEdition) -> None:
    with transaction():
        small.door.status = LotStatus.WITHDRAWN
    answer = call("GET", "lots").json
    assert (answer["after"], answer["revision"]) == (None, 0)
    assert {lot["code"]: lot["status"] for lot in answer["lots"]} == {
        small.tiles.code: "offered",
        small.boards.code: "offered",
        small.door.code: "withdrawn",
    }
    tiles = next(lot for lot in answer["lots"] if lot["code"] == small.tiles.code)
    assert tiles == {
        "code": small.tiles.code,
        "status": "offered",
        "designation": "Carrelage grès 60 × 60",
        "exhibitor": "E01",
        "exhibitor_name": "Carrelages du Doubs",
        "stand": "A1",
        "category": "CAR",
        "unit": "m2",
        "price_cents": 850,
        "reference_price_cents": 3_000,
        "unit_weight_g": 18_000,
        "weight_method": "declared",
        "vat_regime": "normal",
        "origin": "new_surplus",
        "labelled_price_cents": None,
        "remaining_milli": 40_000,
        "pieces": 1,
    }


def test_a_till_reads_what_moved_since(call: Call, small: SmallEdition) -> None:
    with transaction():
        record(small.device, [Device().sale((small.door, 1_000))])
    answer = call("GET", "lots?since=0").json
    assert [(lot["code"], lot["remaining_milli"]) for lot in answer["lots"]] == [
        (small.door.code, 0)
    ]
    assert (answer["after"], answer["revision"]) == (None, 1)
    assert call("GET", "lots?since=1").json["lots"] == []
    assert len(call("GET", f"lots?since={10**30}").json["lots"]) == 3
    assert len(call("GET", "lots?since=-1&after=nonsense").json["lots"]) == 3


def test_a_code_is_read_as_scanned(call: Call, small: SmallEdition) -> None:
    code = small.door.code
    for text in (code, code.lower(), f"{code[:3]} {code[3:]}"):
        assert call("GET", f"lots/{text}").json["code"] == code
    assert call("GET", "lots/222222").status_code == 404
    assert call("GET", "lots/nonsense").json["error"] == "lot_nowhere"


def test_a_receipt_comes_with_its_reversals(call: Call, small: SmallEdition) -> None:
    device = Device()
    sale = device.sale((small.tiles, 1_000))
    with transaction():
        record(small.device, [sale, device.reversal(sale)])
    listed = call("GET", "receipts").json["receipts"]
    assert [(row["number"], row["total_cents"], row["is_reversed"]) for row in listed] == [
        ("C1a-0002", -850, False),
        ("C1a-0001", 850, True),
    ]
    facts = call("GET", "receipts/c1a1").json["facts"]
    assert facts[0] == sale
    assert facts[1]["reverses"] == sale["fact_id"]
    assert call("GET", "receipts/C1a-0099").status_code == 404


READINGS = ["state", "lots", "lots/222222", "receipts", "receipts/C1a-0001", "receipts/x.pdf"]


@pytest.mark.parametrize("path", READINGS)
def test_a_stranger_reads_nothing(call: Call, path: str) -> None:
    answer = call("GET", path, token=None)
    assert (answer.status_code, answer.is_json) == (401, True)


@pytest.mark.parametrize("path", READINGS)
def test_a_revoked_device_reads_nothing(call: Call, small: SmallEdition, path: str) -> None:
    with transaction():
        small.device.revoked_at = now()
    assert call("GET", path).status_code == 403


def test_the_scripts_words_are_french_and_kept_by_the_browser(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/till/messages.json")
    assert answer.json["Cash"] == "Espèces"
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/till/messages.json", headers=tag).status_code == 304


@pytest.mark.parametrize("paper", ["", "?paper=a4"])
def test_a_receipt_is_a_pdf(call: Call, sold: Sold, paper: str) -> None:
    answer = call("GET", f"receipts/{sold.sale_id}.pdf{paper}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert call("GET", f"receipts/{'0' * 36}.pdf{paper}").json["error"] == "receipt_unknown"


def test_the_state_holds_what_a_free_line_is_made_of(call: Call, small: SmallEdition) -> None:
    state = call("GET", "state").json
    assert [(one["code"], one["unit"]) for one in state["categories"]] == [
        ("CAR", "m2"),
        ("MIN", "u"),
        ("PAN", "m2"),
    ]
    assert all(one["name"] for one in state["categories"])
    assert [(one["code"], one["may_sell"]) for one in state["sellers"]] == [("E01", True)]


def test_a_label_of_another_edition_says_what_it_was(call: Call, small: SmallEdition) -> None:
    """The firm takes part here under a code of its own: a free line is for that one."""
    with transaction():
        small.exhibitor.code = "E07"
        stranger = a_lot_elsewhere(small)
    answer = call("GET", f"lots/{stranger.code}")
    assert (answer.status_code, answer.json["error"]) == (404, "lot_of_another_edition")
    assert "Bourse de Vesoul" in answer.json["message"]
    known = answer.json["lot"]
    assert (known["designation"], known["exhibitor"], known["price_cents"]) == (
        "Fenêtre",
        "E07",
        850,
    )
    with transaction():
        stranger.status = LotStatus.DRAFT
    assert call("GET", f"lots/{stranger.code}").json["error"] == "lot_nowhere"
