"""The pre-opening checklist: what an edition needs before its first buyer comes in. No database.

`readiness.py` reads the facts; a check that is not required is advice, and opening may go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ENOUGH_WEIGHTS_BP = 8_000
"""From this share of the lots on (80 %), the report's tonnage is worth printing."""


class CheckCode(StrEnum):
    """What is looked at, in the order in which one prepares an edition."""

    ORGANISATION = "organisation"
    DATES = "dates"
    SITES = "sites"
    ADDRESSES = "addresses"
    CATEGORIES = "categories"
    APPLICATIONS = "applications"
    EXHIBITORS = "exhibitors"
    STANDS = "stands"
    CONFORMITY = "conformity"
    LOTS = "lots"
    LATE = "late"
    RECEPTION = "reception"
    HOLDS = "holds"
    LOT_CATEGORIES = "lot_categories"
    PRICES = "prices"
    WEIGHTS = "weights"
    TILLS = "tills"
    DEVICES = "devices"
    CASHIERS = "cashiers"
    PUBLIC_URL = "public_url"
    MAIL = "mail"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A site, and what stands on it."""

    name: str
    has_address: bool
    tills: int
    devices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the checks look at. Counts of exhibitors and lots are those of this edition."""

    today: date
    ends_on: date
    is_fictional: bool
    organisation: bool
    sites: tuple[SiteFacts, ...]
    categories: int
    undecided: int
    confirmed: int
    without_stand: int
    undeclared: tuple[str, ...]
    lots: int
    late: int
    awaited: int
    beyond: int
    lots_off: int
    lots_free: int
    lots_weighed: int
    cashiers: int
    public_url: bool
    smtp: bool
    mails_waiting: int
    journal_sound: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: `count` and `names` say how many, or which, are not ready."""

    code: CheckCode
    ok: bool
    required: bool = True
    count: int = 0
    names: tuple[str, ...] = ()


def can_open(checks: tuple[Check, ...]) -> bool:
    """Whether everything required is ready."""
    return all(check.ok for check in checks if check.required)


def checklist(facts: Facts) -> tuple[Check, ...]:
    """Every check, in the order in which one prepares an edition."""
    return (*_house(facts), *_firms(facts), *_tills(facts), *_surroundings(facts))


def _house(facts: Facts) -> tuple[Check, ...]:
    return (
        Check(CheckCode.ORGANISATION, facts.organisation),
        Check(CheckCode.DATES, facts.ends_on >= facts.today),
        Check(CheckCode.SITES, bool(facts.sites)),
        _each_site(
            CheckCode.ADDRESSES, facts, {site.name: site.has_address for site in facts.sites}
        ),
        Check(CheckCode.CATEGORIES, facts.categories > 0),
    )


def _firms(facts: Facts) -> tuple[Check, ...]:
    weighed_bp = 10_000 * facts.lots_weighed // facts.lots if facts.lots else 10_000
    return (
        _none(CheckCode.APPLICATIONS, facts.undecided, required=False),
        Check(CheckCode.EXHIBITORS, facts.confirmed > 0),
        _none(CheckCode.STANDS, facts.without_stand),
        Check(
            CheckCode.CONFORMITY,
            not facts.undeclared,
            required=False,
            count=len(facts.undeclared),
            names=facts.undeclared,
        ),
        Check(CheckCode.LOTS, facts.lots > 0),
        _none(CheckCode.LATE, facts.late, required=False),
        _none(CheckCode.RECEPTION, facts.awaited, required=False),
        _none(CheckCode.HOLDS, facts.beyond, required=False),
        _none(CheckCode.LOT_CATEGORIES, facts.lots_off),
        _none(CheckCode.PRICES, facts.lots_free, required=False),
        Check(
            CheckCode.WEIGHTS,
            weighed_bp >= ENOUGH_WEIGHTS_BP,
            required=False,
            count=facts.lots - facts.lots_weighed,
        ),
    )


def _tills(facts: Facts) -> tuple[Check, ...]:
    return (
        _each_site(CheckCode.TILLS, facts, {site.name: site.tills > 0 for site in facts.sites}),
        _each_site(CheckCode.DEVICES, facts, {site.name: site.devices > 0 for site in facts.sites}),
        Check(CheckCode.CASHIERS, facts.cashiers > 0),
    )


def _surroundings(facts: Facts) -> tuple[Check, ...]:
    mail = facts.smtp and not facts.mails_waiting
    return (
        Check(CheckCode.PUBLIC_URL, facts.public_url or facts.is_fictional),
        Check(CheckCode.MAIL, mail, required=False, count=facts.mails_waiting),
        Check(CheckCode.JOURNAL, facts.journal_sound),
    )


def _none(code: CheckCode, count: int, *, required: bool = True) -> Check:
    """Ready when nothing is left over."""
    return Check(code, count == 0, required, count)


def _each_site(code: CheckCode, facts: Facts, ready: dict[str, bool]) -> Check:
    """Ready when every site is, and there is one."""
    missing = tuple(name for name, is_ready in ready.items() if not is_ready)
    return Check(code, bool(facts.sites) and not missing, count=len(missing), names=missing)
