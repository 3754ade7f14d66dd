"""The door for facts: an outcome each, strangers refused, and nothing lost when the database is."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.till import facts as door
from bourse.clock import now
from bourse.db import db, transaction
from bourse.journal.models import JournalEntry
from bourse.tills.inbox import RefusedFact
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def test_each_fact_gets_its_outcome_and_the_answer_the_head(
    call: Call, small: SmallEdition
) -> None:
    device = Device()
    sale = device.sale((small.door, 1_000))
    answer = call("POST", "facts", {"facts": [device.opened(), sale, {"fact_id": "?"}]})
    assert answer.status_code == 200
    assert [outcome["result"] for outcome in answer.json["outcomes"]] == [
        "conflict",
        "conflict",
        "refused",
    ]
    assert answer.json["outcomes"][1]["fact_id"] == sale["fact_id"]
    assert answer.json["head"]["seq"] == 2
    again = call("POST", "facts", {"facts": [sale]})
    assert again.json["outcomes"][0] == {
        "fact_id": sale["fact_id"],
        "result": "already",
        "seq": 2,
        "reasons": [],
    }


@pytest.mark.parametrize("token", [None, "", "another token", "C1a"])
def test_a_stranger_delivers_nothing(call: Call, small: SmallEdition, token: str | None) -> None:
    assert call("POST", "facts", {"facts": [Device().opened()]}, token=token).status_code == 401
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 0


def test_a_revoked_device_delivers_into_quarantine(call: Call, small: SmallEdition) -> None:
    with transaction():
        small.device.revoked_at = now()
    answer = call("POST", "facts", {"facts": [Device().opened()]})
    assert answer.json["outcomes"][0]["reasons"] == ["revoked_device"]
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 1


@pytest.mark.parametrize("sent", [None, [], {}, {"facts": []}, {"facts": [1] * 201}, {"fact": [1]}])
def test_a_body_that_is_no_batch_is_refused_whole(call: Call, sent: object) -> None:
    assert call("POST", "facts", sent).status_code == 400


def test_a_broken_database_asks_to_come_back(
    call: Call, small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    monkeypatch.setattr(door, "record", full_disk)
    answer = call("POST", "facts", {"facts": [Device().opened()]})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0
