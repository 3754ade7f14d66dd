"""Whatever a device sends, by the door: an outcome a fact, and no other fact is stopped by it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bourse.db import db
from bourse.desk.refusals import refused
from bourse.tills.inbox import RefusedFact
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

Fact = dict[str, object]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**400, 10**12])
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=12)
    | st.sampled_from(["\0", "\ud800", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=()), max_size=6), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def mutated(draw: Callable[..., object], fact: Fact) -> Fact:
    """The fact with one to three places, at any depth, made anything."""
    copy: Fact = json.loads(json.dumps(fact))
    for _ in range(draw(st.integers(1, 3))):
        place: object = copy
        while True:
            keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or not place[key] or draw(st.booleans()):
                break
            place = place[key]
        place[key] = draw(anything)
    return copy


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_sent_has_an_outcome(
    call: Call, small: SmallEdition, data: st.DataObject
) -> None:
    till = Device()
    basket = [till.line(small.tiles, 1_000), till.line(small.door, 1_000)]
    sale = till.basket(basket, {"mode": "cash", "tendered_cents": None})
    closed = till.closed(100, counts=[{"mode": "cash", "expected_cents": 1, "counted_cents": 100}])
    bad = [mutated(data.draw, fact) for fact in (sale, till.reversal(sale), closed)]
    answer = call("POST", "facts", {"facts": [*bad, data.draw(anything), till.opened()]})
    assert answer.status_code == 200
    assert len(answer.json["outcomes"]) == 5
    assert answer.json["outcomes"][-1]["result"] in ("recorded", "conflict")


WILD = {
    "half a character": rb'{"fact_id": "\ud83d", "designation": "a \"name\", cut [\ud83d"}',
    "a thousand brackets": b"[" * 1_000 + b"]" * 1_000,
    "a number of 5,000 digits": b'{"till_seq": ' + b"9" * 5_000 + b"}",
    "no UTF-8": b'{"designation": "\xe9t\xe9"}',
    "no JSON": b"{'v': 1, None}",
    "a raw NUL": b'{"designation": "\x00"}',
}


@pytest.mark.parametrize("wild", WILD.values(), ids=WILD)
def test_what_no_reader_takes_is_kept_and_stops_no_other_fact(
    call: Call, small: SmallEdition, wild: bytes
) -> None:
    opened, sale = till_facts(small)
    body = b'{"facts": [%s, %s, %s], "witness": null, "books": null}' % (opened, wild, sale)
    answer = call("POST", "facts", data=body)
    assert answer.status_code == 200
    assert [one["result"] for one in answer.json["outcomes"]] == ["recorded", "refused", "recorded"]
    (case,) = refused(small.edition.id).rows
    assert case.content.encode()
    assert len(db.session.scalars(select(RefusedFact.content)).one()) >= len(wild)


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"facts": [', b'{"facts": [{]}', b'{"fact": [\xff]}']
)
def test_what_is_no_batch_at_all_is_refused_whole(call: Call, body: bytes) -> None:
    assert call("POST", "facts", data=body).status_code == 400


def till_facts(small: SmallEdition) -> list[bytes]:
    till = Device()
    return [json.dumps(fact).encode() for fact in (till.opened(), till.sale((small.door, 1_000)))]
