"""The door for facts: an outcome each, strangers refused, and nothing lost when the database is."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.test import TestResponse

from app.till import facts as door
from app.till import together
from bourse.clock import now
from bourse.db import db, transaction
from bourse.journal import service as journal
from bourse.journal.chain import moment
from bourse.journal.models import JournalEntry
from bourse.tills.inbox import RefusedFact
from bourse.tills.models import DeviceReport
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
        "recorded",
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


def test_a_token_that_is_nobodys_any_more_delivers_nothing(call: Call, small: SmallEdition) -> None:
    """Whoever was met is not looked up at the door again, but where it is written."""
    known = call("POST", "facts", {"facts": []})
    assert known.status_code == 200
    assert known.headers["X-Content-Type-Options"] == "nosniff"
    with transaction():
        small.device.token_hash = None
    for _ in range(2):
        assert call("POST", "facts", {"facts": [Device().opened()]}).status_code == 401
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 0


def test_a_revoked_device_delivers_into_quarantine(call: Call, small: SmallEdition) -> None:
    with transaction():
        small.device.revoked_at = now()
    answer = call("POST", "facts", {"facts": [Device().opened()]})
    assert answer.json["outcomes"][0]["reasons"] == ["revoked_device"]
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 1


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {},
        {"facts": [1] * 201},
        {"fact": [1]},
        {"facts": [], "sent_at": "2026-06-13T08:00:00"},
        {"facts": [], "witness": {"seq": 1, "hash": "abc"}},
        {"facts": [], "books": {"till_seq": 1, "receipts": 1.5, "total_cents": 0}},
    ],
)
def test_a_body_that_is_no_batch_is_refused_whole(call: Call, sent: object) -> None:
    assert call("POST", "facts", sent).status_code == 400


def test_a_broken_database_asks_to_come_back(
    call: Call, small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    monkeypatch.setattr(door.delivery, "take", full_disk)
    answer = call("POST", "facts", {"facts": [Device().opened()]})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0


def test_a_chain_that_somebody_holds_asks_to_come_back_within_seconds(
    app: Flask, call: Call, small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command in another process, or another thread of this one, that writes for long."""
    monkeypatch.setattr(together, "PATIENCE_MS", 100)
    is_held, is_done = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), transaction():
            journal.lock()
            is_held.set()
            assert is_done.wait(10)

    facts = {"facts": [Device().opened()]}
    with ThreadPoolExecutor(1) as other:
        holding = other.submit(hold)
        assert is_held.wait(10)
        try:
            answer = call("POST", "facts", facts)
        finally:
            is_done.set()
        holding.result()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert call("POST", "facts", facts).json["outcomes"][0]["result"] == "recorded"


@pytest.mark.parametrize("error", [together.LateError(), PoolTimeoutError("no connection")])
def test_waiting_too_long_asks_to_come_back(
    call: Call, small: SmallEdition, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def wait(*_asked: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(door.queue, "run", wait)
    answer = call("POST", "facts", {"facts": [Device().opened()]})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


def test_a_heartbeat_measures_the_clock_and_tells_where_all_stands(
    call: Call, small: SmallEdition
) -> None:
    device = Device()
    sold = call("POST", "facts", {"facts": [device.opened(), device.sale((small.door, 1_000))]})
    head = sold.json["head"]
    beat = {
        "facts": [],
        "sent_at": moment(now() + timedelta(minutes=5)),
        "witness": head,
        "books": {"till_seq": 2, "receipts": 1, "total_cents": 2_500},
    }
    answer = call("POST", "facts", beat).json
    assert answer["outcomes"] == []
    assert (answer["head"], answer["is_missing"], answer["revision"]) == (head, False, 1)
    assert 290_000 < answer["skew_ms"] <= 300_000
    report = db.session.get_one(DeviceReport, small.device.id)
    assert (report.held_receipts, report.held_total_cents, report.differs_since) == (1, 2_500, None)


def test_a_server_that_lost_the_devices_witness_says_so_and_takes_the_sale(
    call: Call, small: SmallEdition
) -> None:
    lost = {"seq": 41, "hash": "a" * 64}
    answer = call("POST", "facts", {"facts": [Device().opened()], "witness": lost}).json
    assert answer["is_missing"] is True
    assert answer["outcomes"][0]["result"] == "recorded"
    assert db.session.get_one(DeviceReport, small.device.id).missing_seq == 41


def test_what_waits_while_its_device_is_revoked_goes_into_quarantine(
    app: Flask, call: Call, small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard has let it in; the revocation is on disk before its turn to be written."""
    is_in, may_write, write = threading.Event(), threading.Event(), door.queue.run

    def later(*asked: object, **more: object) -> object:
        is_in.set()
        assert may_write.wait(10)
        return write(*asked, **more)

    def deliver() -> TestResponse:
        with app.app_context():
            return call("POST", "facts", {"facts": [Device().opened()]})

    monkeypatch.setattr(door.queue, "run", later)
    with ThreadPoolExecutor(1) as device:
        waiting = device.submit(deliver)
        assert is_in.wait(10)
        with transaction():
            small.device.revoked_at = now()
        may_write.set()
        answer = waiting.result()
    assert answer.json["outcomes"][0]["reasons"] == ["revoked_device"]
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0
