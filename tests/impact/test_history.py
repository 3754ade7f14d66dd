"""Past balances: kept whole, replaced when corrected, never added to what is measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.impact.compiling import compile_report
from bourse.impact.evolution import cumulative
from bourse.impact.history import (
    BalanceDraft,
    Kept,
    forget_balance,
    keep_balances,
    past_balances,
)
from bourse.impact.report import Headline
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from bourse.values import Money, Weight
from tests.fixtures.two_sites import TwoSites

FIVE = BalanceDraft(
    label="Cinq premières éditions",
    editions=5,
    first_year=2021,
    last_year=2023,
    weight=Weight(184_000_000),
    turnover=Money(32_500_000),
    purchases=1_500,
    firms=40,
    source="Bilan publié",
)


def keep(*drafts: BalanceDraft) -> Kept:
    with transaction():
        return keep_balances(drafts, by=SYSTEM)


def test_the_same_balances_again_change_nothing(app: Flask) -> None:
    assert keep(FIVE) == Kept(1, 0, 0)
    assert keep(FIVE) == Kept(0, 0, 1)
    assert len(past_balances()) == 1
    assert len(db.session.scalars(select(AdminEvent)).all()) == 1


def test_a_corrected_balance_replaces_the_one_with_its_label(app: Flask) -> None:
    keep(FIVE)
    assert keep(replace(FIVE, firms=41)) == Kept(0, 1, 0)
    assert [balance.firms for balance in past_balances()] == [41]


def test_two_balances_of_one_label_are_refused_and_none_is_kept(app: Flask) -> None:
    with pytest.raises(BourseError, match="balance_twice"):
        keep(FIVE, replace(FIVE, firms=41))
    assert past_balances() == []


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"label": " "}, "balance_empty", "label"),
        ({"source": ""}, "balance_empty", "source"),
        ({"label": "x" * 201}, "balance_long", "label"),
        ({"url": "javascript:alert(1)"}, "balance_url", "url"),
        ({"editions": 0}, "balance_editions", "editions"),
        ({"first_year": 21}, "balance_year", "first_year"),
        ({"last_year": 2020}, "balance_years", "last_year"),
        ({"weight": Weight(-1)}, "balance_negative", "weight"),
        ({"firms": -1}, "balance_negative", "firms"),
    ],
)
def test_a_balance_that_cannot_be_names_its_field(
    change: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(BourseError) as refused:
        replace(FIVE, **change)
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


def test_a_balance_forgotten_leaves_its_figures_in_the_record(app: Flask) -> None:
    keep(FIVE)
    with transaction():
        forget_balance(past_balances()[0].id, by=SYSTEM)
    assert past_balances() == []
    last = db.session.scalars(select(AdminEvent).order_by(AdminEvent.id.desc())).first()
    assert last is not None
    assert '"weight_g": 184000000' in last.details
    with pytest.raises(BourseError, match="balance_unknown"):
        forget_balance(1, by=SYSTEM)


def test_published_and_measured_are_two_sums_and_fiction_is_in_neither(
    two_sites: TwoSites,
) -> None:
    keep(FIVE)
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 1_000)))
    sums = cumulative()

    assert sums.published == Headline(Weight(184_000_000), Money(32_500_000), 1_500, 40)
    assert sums.published_editions == 5
    assert sums.measured == Headline(Weight(18_000), Money(850), 1, 2)
    assert sums.measured_editions == 1
    with transaction():
        small.edition.is_fictional = True
    assert cumulative().published == sums.published
    assert cumulative().measured == Headline(Weight(0), Money(0), 0, 0)


def test_a_balance_over_five_editions_stays_one_row_of_the_evolution(two_sites: TwoSites) -> None:
    keep(FIVE, replace(FIVE, label="Avant", first_year=2019, last_year=2019, editions=1))
    with transaction():
        two_sites.small.edition.is_fictional = True
    rows = compile_report(two_sites.small.edition).evolution

    assert [(row.label, row.editions, row.is_measured, row.is_fictional) for row in rows] == [
        ("Avant", 1, False, False),
        ("Cinq premières éditions", 5, False, False),
        ("Bourse aux Matériaux de Morteau", 1, True, True),
    ]
