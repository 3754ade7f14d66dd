"""A till asks for a stand's basket: its lines, and whether it was paid; of its own edition only."""

from __future__ import annotations

from bourse.db import transaction
from bourse.people.actor import SYSTEM
from bourse.pickups.stand_baskets import make_basket
from bourse.tills.recording import record
from bourse.values import Quantity, Unit
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def test_a_basket_says_its_lines_and_where_it_is(call: Call, small: SmallEdition) -> None:
    with transaction():
        wanted = {small.boards.code: Quantity(2_000, Unit.PIECE)}
        code = make_basket(small.exhibitor, wanted, by=SYSTEM).code
    answer = call("GET", f"stand-baskets/{code}").json
    assert (answer["state"], answer["number"], answer["exhibitor"]) == ("open", 1, "E01")
    assert answer["lines"] == [{"lot": small.boards.code, "quantity_milli": 2_000}]
    with transaction():
        record(small.device, [Device().sale((small.boards, 2_000), stand_basket=code)])
    answer = call("GET", f"stand-baskets/{code}").json
    assert (answer["state"], answer["receipt"]) == ("paid", "C1a-0001")


def test_an_unknown_one_is_said(call: Call, small: SmallEdition) -> None:
    answer = call("GET", "stand-baskets/B222222")
    assert (answer.status_code, answer.json["error"]) == (404, "basket_unknown")
    assert call("GET", "stand-baskets/B222222", token=None).status_code == 401
