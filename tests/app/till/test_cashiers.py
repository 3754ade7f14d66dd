"""A PIN hashed before devices could check it: the server does, slowly for whoever guesses."""

from __future__ import annotations

import pytest
from werkzeug.security import generate_password_hash

from bourse.clock import now
from bourse.db import transaction
from bourse.tills.pins import is_right
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition

PIN = "402917"


@pytest.fixture(autouse=True)
def known_pin(small: SmallEdition) -> None:
    hashed = generate_password_hash(PIN, "scrypt:1024:8:1")
    with transaction():
        small.cashier.pin_hash = hashed


def test_the_right_pin_names_the_cashier(call: Call) -> None:
    answer = call("POST", "cashier", {"cashier": "K1", "pin": PIN})
    assert answer.json == {"code": "K1", "name": "Camille"}


def test_once_right_it_is_hashed_for_devices(call: Call, small: SmallEdition) -> None:
    assert call("GET", "state").json["cashiers"][0]["pin"] is None
    call("POST", "cashier", {"cashier": "K1", "pin": PIN})
    sent = call("GET", "state").json["cashiers"][0]["pin"]
    assert sent.startswith("pbkdf2:sha256:")
    assert is_right(PIN, sent)
    assert call("POST", "cashier", {"cashier": "K1", "pin": PIN}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"cashier": "K1", "pin": "402918"}, 422),
        ({"cashier": "K9", "pin": PIN}, 404),
        ({"cashier": "K1", "pin": "4029"}, 400),
        ({"cashier": "K1"}, 400),
    ],
)
def test_a_wrong_one_does_not(call: Call, asked: object, status: int) -> None:
    assert call("POST", "cashier", asked).status_code == status


def test_a_cashier_who_left_does_not_sell(call: Call, small: SmallEdition) -> None:
    with transaction():
        small.cashier.retired_at = now()
    assert call("POST", "cashier", {"cashier": "K1", "pin": PIN}).json["error"] == "pin_wrong"


def test_guessing_is_slow_but_being_right_is_free(throttled: None, call: Call) -> None:
    right = [call("POST", "cashier", {"cashier": "K1", "pin": PIN}).status_code for _ in range(7)]
    wrong = [
        call("POST", "cashier", {"cashier": "K1", "pin": "999991"}).status_code for _ in range(6)
    ]
    assert right == [200] * 7
    assert wrong == [422] * 5 + [429]
