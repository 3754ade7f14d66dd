"""Facts that no tablet should make: each is kept with a reason, and stops nobody else's."""

from __future__ import annotations

import json

import pytest

from bourse.db import transaction
from bourse.desk.refusals import refused
from bourse.overview.verification import verify
from bourse.tills.recording import Result, record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

Fact = dict[str, object]

POISON = {
    "a moment before the calendar": {"happened_at": "0001-01-01T00:00:00+14:00"},
    "a moment after the calendar": {"happened_at": "9999-12-31T23:59:59-14:00"},
    "a moment that some time zones have not": {"happened_at": "9999-12-31T23:59:59Z"},
    "half a character in a key": {"\ud83d": 1},
    "a key that PostgreSQL cannot write": {"a\0b": 1},
    "half a character": {"cashier": "K\ud83d"},
    "more than 64 bits": {"till_seq": 2**63},
    "more than 32 bits": {"receipt": 2**31},
    "no number": {"total_cents": float("nan")},
    "a fraction": {"total_cents": 850.5},
    "nothing": {"lines": []},
    "501 lines": {"lines": [{}] * 501},
    "other types": {"lines": {"0": []}},
    "another script's digits": {"till": "C\u0661a"},
}
POISONED_LINES = {
    "half a piece": {"quantity_milli": 500},
    "a name that PostgreSQL cannot write": {"designation": "tuiles\0"},
    "a name cut in an emoji": {"designation": "tuiles \ud83d"},
    "a billion and more": {"quantity_milli": 10**12 + 1_000},
    "a weight of 64 bits": {"weight_g": 2**63},
}


def deliver(small: SmallEdition, *facts: object) -> list[Result]:
    with transaction():
        return [outcome.result for outcome in record(small.device, facts).outcomes]


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_a_poisoned_fact_is_kept_and_the_others_are_recorded(
    small: SmallEdition, poison: Fact
) -> None:
    till = Device()
    opened, sale = till.opened(), till.sale((small.door, 1_000))
    results = deliver(small, {**sale, **poison}, opened, sale)
    assert results == [Result.REFUSED, Result.RECORDED, Result.RECORDED]
    (case,) = refused(small.edition.id).rows
    assert case.reason.startswith("unreadable:")
    case.content.encode()


@pytest.mark.parametrize("poison", POISONED_LINES.values(), ids=POISONED_LINES)
def test_a_poisoned_line_is_kept_too(small: SmallEdition, poison: Fact) -> None:
    till = Device()
    sale = till.sale((small.door, 1_000))
    (line,) = sale["lines"]
    bad = {**sale, "lines": [{**line, **poison}]}
    assert deliver(small, bad, sale)[0] is Result.REFUSED
    assert json.loads(refused(small.edition.id).rows[0].content) == bad


def test_the_books_are_whole_after_it(small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.door, 1_000))
    deliver(small, *({**sale, **poison} for poison in POISON.values()), sale)
    assert verify().holds
