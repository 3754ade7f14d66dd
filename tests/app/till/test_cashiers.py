"""A PIN names the cashier, slowly for whoever guesses."""

from __future__ import annotations

import pytest

from bourse.clock import now
from bourse.db import transaction
from bourse.tills.pins import hash_pin
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition

PIN = "402917"


@pytest.fixture(autouse=True)
def known_pin(small: SmallEdition) -> None:
    hashed = hash_pin(PIN)
    with transaction():
        small.cashier.pin_hash = hashed


def test_the_right_pin_names_the_cashier(call: Call) -> None:
    answer = call("POST", "cashier", {"cashier": "K1", "pin": PIN})
    assert answer.json == {"code": "K1", "name": "Camille"}


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
