"""The pre-opening checklist: each thing that is missing is named by its own check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bourse.overview.checklist import Check, CheckCode, Facts, SiteFacts, can_open, checklist

HALL = SiteFacts("Halle", has_address=True, tills=1, devices=1)
YARD = SiteFacts("Cour", has_address=True, tills=2, devices=2)
READY = Facts(
    today=date(2026, 6, 12),
    ends_on=date(2026, 6, 14),
    is_fictional=False,
    organisation=True,
    sites=(HALL, YARD),
    categories=23,
    undecided=0,
    confirmed=12,
    without_stand=0,
    undeclared=(),
    lots=250,
    late=0,
    awaited=0,
    beyond=0,
    lots_off=0,
    lots_free=0,
    lots_weighed=200,
    cashiers=3,
    public_url=True,
    smtp=True,
    mails_waiting=0,
    journal_sound=True,
)


def failing(facts: Facts) -> dict[CheckCode, Check]:
    return {check.code: check for check in checklist(facts) if not check.ok}


def test_a_ready_edition_opens_and_every_check_is_there_once() -> None:
    checks = checklist(READY)

    assert failing(READY) == {}
    assert can_open(checks)
    assert [check.code for check in checks] == list(CheckCode)


REQUIRED = {
    CheckCode.ORGANISATION: {"organisation": False},
    CheckCode.DATES: {"today": date(2026, 6, 15)},
    CheckCode.CATEGORIES: {"categories": 0},
    CheckCode.EXHIBITORS: {"confirmed": 0},
    CheckCode.STANDS: {"without_stand": 2},
    CheckCode.LOTS: {"lots": 0, "lots_weighed": 0},
    CheckCode.LOT_CATEGORIES: {"lots_off": 3},
    CheckCode.ADDRESSES: {"sites": (HALL, replace(YARD, has_address=False))},
    CheckCode.TILLS: {"sites": (HALL, replace(YARD, tills=0))},
    CheckCode.DEVICES: {"sites": (HALL, replace(YARD, devices=0))},
    CheckCode.CASHIERS: {"cashiers": 0},
    CheckCode.PUBLIC_URL: {"public_url": False},
    CheckCode.JOURNAL: {"journal_sound": False},
}
ADVICE = {
    CheckCode.APPLICATIONS: {"undecided": 1},
    CheckCode.PRICES: {"lots_free": 1},
    CheckCode.WEIGHTS: {"lots_weighed": 199},
    CheckCode.HOLDS: {"beyond": 2},
    CheckCode.MAIL: {"smtp": False},
}


@pytest.mark.parametrize(("code", "change"), REQUIRED.items())
def test_what_is_required_and_missing_is_named_and_keeps_it_closed(
    code: CheckCode, change: dict[str, object]
) -> None:
    facts = replace(READY, **change)

    assert failing(facts).keys() == {code}
    assert not can_open(checklist(facts))


@pytest.mark.parametrize(("code", "change"), ADVICE.items())
def test_advice_is_named_and_does_not_keep_it_closed(
    code: CheckCode, change: dict[str, object]
) -> None:
    facts = replace(READY, **change)

    assert failing(facts).keys() == {code}
    assert can_open(checklist(facts))


def test_the_sites_and_numbers_that_lack_something_are_said() -> None:
    facts = replace(READY, sites=(HALL, replace(YARD, devices=0)), lots_off=3, mails_waiting=2)
    missing = failing(facts)

    assert missing[CheckCode.DEVICES].names == ("Cour",)
    assert missing[CheckCode.LOT_CATEGORIES].count == 3
    assert missing[CheckCode.MAIL].count == 2


def test_without_a_site_nothing_of_a_site_is_ready() -> None:
    codes = {CheckCode.SITES, CheckCode.ADDRESSES, CheckCode.TILLS, CheckCode.DEVICES}

    assert failing(replace(READY, sites=())).keys() == codes


def test_a_fictional_edition_needs_no_public_address() -> None:
    assert failing(replace(READY, public_url=False, is_fictional=True)) == {}


def test_the_last_day_is_not_over() -> None:
    assert failing(replace(READY, today=READY.ends_on)) == {}
