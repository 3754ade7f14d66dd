"""The shape of facts: what belongs together stands together, and what was sent is what is kept."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bourse.journal.chain import canonical
from bourse.tills.facts import till_fact
from bourse.tills.reading import payload_of
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def first_fault(fact: dict[str, object]) -> str:
    with pytest.raises(ValidationError) as caught:
        till_fact.validate_python(fact)
    return str(caught.value.errors()[0]["msg"])


def with_line(sale: dict[str, object], **values: object) -> dict[str, object]:
    (line,) = sale["lines"]
    return {**sale, "lines": [{**line, **values}]}


def test_what_was_sent_is_what_is_kept(small: SmallEdition) -> None:
    till = Device()
    plain = till.sale((small.tiles, 1_000))
    rich = {**plain, "approved_by": "K2", "sheet": 4, "stand_basket": "B7"}
    for sent in (plain, with_line(plain, to_collect=True), rich):
        assert till_fact.validate_python(sent).payload() == sent


def test_what_is_recorded_is_the_fact_however_it_was_spelt(small: SmallEdition) -> None:
    """The journal takes what was sent for what was read: `payload()` must agree with it."""
    till = Device()
    sale = till.sale((small.tiles, 1_000), (small.door, 1_000), mode="card")
    for fact in (till.opened(), sale, till.reversal(sale), till.copied(sale, 1), till.moved(-500)):
        for sent in (
            fact,
            {**fact, "v": True, "happened_at": "2026-06-13T10:00:00.000001+02:00"},
            {**fact, "v": 1.0, "happened_at": 1_781_337_600.5},
        ):
            read = till_fact.validate_python(sent)
            assert canonical(payload_of(read, sent)) == canonical(read.payload())
    assert payload_of(read, read) == read.payload()


def test_a_price_that_is_not_the_catalogues_says_why(small: SmallEdition) -> None:
    sale = Device().sale((small.tiles, 1_000))
    assert "line_price" in first_fault(with_line(sale, catalogue_price_cents=900))
    assert "line_price" in first_fault(with_line(sale, price_reason="label"))
    fact = with_line(sale, catalogue_price_cents=900, price_reason="label")
    till_fact.validate_python(fact)


def test_weighed_goods_weigh_gross_less_tare(small: SmallEdition) -> None:
    sale = Device().sale((small.tiles, 1_000))
    weighed = {"weight_method": "weighed", "weight_g": 17_500}
    till_fact.validate_python(with_line(sale, **weighed, gross_g=19_000, tare_g=1_500))
    for wrong in (
        {**weighed, "gross_g": 19_000},
        {**weighed, "gross_g": 19_000, "tare_g": 1_000},
        {**weighed, "gross_g": 1_000, "tare_g": 19_000},
        {"gross_g": 19_500, "tare_g": 1_500},
    ):
        assert "line_tare" in first_fault(with_line(sale, **wrong))


def test_a_closing_counts_each_mode_once_and_its_coins_make_the_drawer(
    small: SmallEdition,
) -> None:
    closed = Device().closed(12_050)
    cash = {"mode": "cash", "expected_cents": 12_100, "counted_cents": 12_050}
    card = {"mode": "card", "expected_cents": 900, "counted_cents": 900}
    coins = [{"value_cents": 5_000, "count": 2}, {"value_cents": 50, "count": 41}]
    whole = {**closed, "counts": [cash, card], "coins": coins, "reason": "change_error"}
    till_fact.validate_python(whole)
    assert "counts" in first_fault({**whole, "counts": [cash, cash]})
    assert "counts" in first_fault({**whole, "counts": [{**cash, "counted_cents": 1}]})
    assert "coins" in first_fault({**whole, "coins": coins[:1]})


def test_a_cheque_carries_its_number_and_never_a_name(small: SmallEdition) -> None:
    sale = Device().sale((small.tiles, 1_000), mode="cheque")
    (paid,) = sale["payments"]
    till_fact.validate_python({**sale, "payments": [{**paid, "reference": "0012345"}]})
    for wrong in ("", "Jean Martin", "x" * 36, " 12"):
        first_fault({**sale, "payments": [{**paid, "reference": wrong}]})
