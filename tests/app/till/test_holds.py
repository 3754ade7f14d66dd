"""A till asks for a visitor's hold: its lines and what became of it; of its own edition only."""

from __future__ import annotations

from datetime import timedelta

from bourse.db import transaction
from bourse.holds.holding import Visitor, confirm
from bourse.tills.recording import record
from tests.app.till.conftest import Call
from tests.fixtures.drive import Drive
from tests.fixtures.till_facts import Device

LEA = Visitor("Léa Martin", "lea@example.org", "06 12 34 56 78")


def test_a_hold_says_its_lines_its_name_and_where_it_is(call: Call, drive: Drive) -> None:
    small = drive.small
    made, _token = drive.hold(LEA, boards=2_000)
    drive.act(made, confirm)
    answer = call("GET", f"holds/{made.code}").json
    assert (answer["state"], answer["name"], answer["receipt"]) == ("held", "Léa Martin", None)
    assert answer["until"] == "2026-06-13T22:00:00.000Z"
    assert answer["lines"] == [{"lot": small.boards.code, "quantity_milli": 2_000}]
    assert "example.org" not in str(answer), "the till needs no more than the name"
    drive.later(timedelta(days=2))
    assert call("GET", f"holds/{made.code}").json["state"] == "expired"
    with transaction():
        record(small.device, [Device().sale((small.boards, 2_000), stand_basket=made.code)])
    answer = call("GET", f"holds/{made.code}").json
    assert (answer["state"], answer["receipt"]) == ("collected", "C1a-0001")


def test_an_unknown_one_is_said(call: Call, drive: Drive) -> None:
    answer = call("GET", "holds/H222222")
    assert (answer.status_code, answer.json["error"]) == (404, "hold_unknown")
    assert call("GET", "holds/H222222", token=None).status_code == 401


def test_a_lot_says_what_is_held_of_it_and_the_usual_one_nothing(call: Call, drive: Drive) -> None:
    made, _token = drive.hold(LEA, boards=2_000)
    lots = {lot["code"]: lot for lot in call("GET", "lots").json["lots"]}
    until = "2026-06-12T15:30:00.000Z"
    holds = [{"code": made.code, "milli": 2_000, "until": until}]
    assert lots[drive.small.boards.code]["holds"] == holds
    assert call("GET", f"lots/{drive.small.boards.code}").json["holds"] == holds
    assert "holds" not in lots[drive.small.door.code]
