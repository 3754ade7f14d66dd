"""The demonstration's goods are what a builder would believe: prices, weights, firms."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from bourse.overview.demonstration import rows
from bourse.values import CompanyNumber, Money, Quantity, Unit, Weight

BOURSE = Path(rows.__file__).parents[2]
COMPANIES = rows.companies()
CONFIRMED = {company.key: company for company in COMPANIES if company.status == "confirmed"}
LOTS = rows.lots()
OFFERED = [lot for lot in LOTS if lot.exhibitor in CONFIRMED]

FICTION_PHONES = re.compile(r"(03 53 01|06 39 98) \d\d \d\d")
"""Ranges that the ARCEP keeps for fiction: nobody's phone rings."""


def table(file: str) -> dict[str, dict[str, str]]:
    with (BOURSE / file).open(encoding="utf-8", newline="") as opened:
        return {row["code"]: row for row in csv.DictReader(opened)}


def test_enough_firms_stand_on_both_sites():
    stands = Counter(site for company in CONFIRMED.values() for site in company.stands)
    assert len(CONFIRMED) >= 12
    assert set(stands) == {site.key for site in rows.edition().sites}
    assert min(stands.values()) >= 5
    assert any(len(company.stands) == 2 for company in CONFIRMED.values())
    assert {company.status for company in COMPANIES} == {"confirmed", "applied", "refused"}


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.key)
def test_a_firm_can_be_nobody_real(company):
    assert CompanyNumber.parse(company.siret, "FR").compact.startswith("0000")
    assert FICTION_PHONES.fullmatch(company.contact_phone)
    assert company.contact_email.endswith(".example")
    assert bool(company.refusal_reason) == (company.status == "refused")


def test_lots_are_many_and_none_is_a_copy():
    assert len(OFFERED) >= 250
    assert len({lot.designation for lot in LOTS}) == len(LOTS)
    assert len({lot.category for lot in LOTS}) >= 18
    assert {lot.exhibitor for lot in OFFERED} == set(CONFIRMED)
    assert {lot.category for lot in LOTS} <= set(table("editions/categories.csv"))


@pytest.mark.parametrize("lot", LOTS, ids=lambda lot: lot.designation)
def test_a_lot_is_believable(lot):
    quantity = Quantity.parse(lot.quantity, Unit(lot.unit))
    asking, new = Money.parse(lot.asking_price_eur), Money.parse(lot.reference_price_eur)
    assert quantity.milli > 0
    assert 10 * new.cents <= 100 * asking.cents <= 50 * new.cents
    if lot.origin in ("dismantled", "used"):
        assert not lot.condition.startswith("new")
    if lot.weight_method == "unknown":
        assert not lot.unit_weight_kg
        return
    weight = Weight.parse(lot.unit_weight_kg)
    assert weight.grams > 0
    cents_a_quintal = asking.cents * 100_000 // weight.grams
    assert 80 <= cents_a_quintal <= 600_000
    if lot.unit in ("kg", "t"):
        assert weight.grams == {"kg": 1_000, "t": 1_000_000}[lot.unit]


def test_computed_weights_follow_the_materials():
    masses = {"m3": "density_kg_m3", "m2": "kg_per_m2", "u": "kg_per_unit"}
    materials = table("goods/materials.csv")
    computed = [lot for lot in LOTS if lot.weight_method == "computed"]
    assert len(computed) >= 50
    for lot in computed:
        amount, measure = lot.material_basis.split()
        mass = Decimal(materials[lot.material][masses[measure]])
        assert abs(Decimal(amount) * mass - Decimal(lot.unit_weight_kg)) <= Decimal("0.0005"), lot


def test_category_weights_are_the_organisers():
    defaults = rows.category_weights()
    lots = [lot for lot in LOTS if lot.weight_method == "category_default"]
    assert lots
    assert all(lot.unit_weight_kg == defaults[lot.category] for lot in lots)


def test_the_offer_weighs_what_an_edition_brings():
    quantities = [Quantity.parse(lot.quantity, Unit(lot.unit)) for lot in OFFERED]
    value = sum(
        Money.parse(lot.asking_price_eur).times(quantity)
        for lot, quantity in zip(OFFERED, quantities, strict=True)
    )
    weight = sum(
        Weight.parse(lot.unit_weight_kg or "0").times(quantity)
        for lot, quantity in zip(OFFERED, quantities, strict=True)
    )
    assert Money(8_000_000) <= value <= Money(12_000_000)
    assert Weight(60_000_000) <= weight <= Weight(90_000_000)


def test_the_published_balance_is_what_was_published():
    (balance,) = rows.balances()
    assert (balance["tonnes"], balance["turnover_eur"]) == ("184", "325000")
    assert (balance["editions"], balance["purchases"], balance["firms"]) == ("5", "1500", "40")
