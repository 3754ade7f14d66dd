"""Before anybody comes: the organisation, its people, the published balance, the edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bourse.editions.models import Edition, SalesMode, Site
from bourse.editions.service import (
    EditionDraft,
    SiteDraft,
    add_site,
    create_edition,
    switch_category,
)
from bourse.impact.history import BalanceDraft, keep_balances
from bourse.overview.demonstration import rows
from bourse.people.actor import SYSTEM, Actor
from bourse.people.models import Role
from bourse.people.queries import actor_of
from bourse.people.service import describe_organisation, ensure_user, grant, set_password
from bourse.values import Money, Position, Rate, Weight


@dataclass(frozen=True, slots=True)
class Setting:
    """The edition, its sites by their key in edition.json, and who organises it."""

    edition: Edition
    sites: dict[str, Site]
    organiser: Actor


def set_up(script: rows.EditionRow, days: tuple[date, date], password_hash: str) -> Setting:
    """Make everything that stands before the first application."""
    describe_organisation(**script.organisation, by=SYSTEM)
    organiser = _people(script.users, password_hash)
    keep_balances([_balance(row) for row in rows.balances()], by=organiser)
    edition = create_edition(_draft(script.edition, days), by=organiser)
    sites = {row.key: add_site(edition, _site(row), by=organiser) for row in script.sites}
    for code, kilograms in rows.category_weights().items():
        weight = Weight.parse(kilograms)
        switch_category(edition, code, on=True, default_weight=weight, by=organiser)
    return Setting(edition, sites, organiser)


def _people(users: list[rows.UserRow], password_hash: str) -> Actor:
    """Make the accounts that edition.json names, and give the organiser.

    An exhibitor's role comes with their company, once it is approved.
    """
    made = {}
    for row in users:
        user = ensure_user(row.email, row.name, by=SYSTEM)
        set_password(user, password_hash, by=SYSTEM)
        if row.company is None:
            grant(user, Role(row.role), by=SYSTEM)
        made[row.role] = user
    return actor_of(made[Role.ORGANISER])


def _draft(row: dict[str, str], days: tuple[date, date]) -> EditionDraft:
    return EditionDraft(
        name=f"{row['name']} {days[0].year}",
        slug=f"{row['slug']}-{days[0].year}",
        starts_on=days[0],
        ends_on=days[1],
        place=row["place"],
        description=row["description"],
        sales_mode=SalesMode.CENTRAL_TILL,
        commission=Rate.parse(row["commission_percent"]),
        stand_fee=Money.parse(row["stand_fee_eur"]),
        applications_open=True,
        is_fictional=True,
    )


def _site(row: rows.SiteRow) -> SiteDraft:
    return SiteDraft(
        name=row.name,
        address=row.address,
        postcode=row.postcode,
        town=row.town,
        hours=row.hours,
        position=Position.parse(row.position),
        receives_goods=row.receives_goods,
    )


def _balance(row: dict[str, str]) -> BalanceDraft:
    return BalanceDraft(
        label=row["label"],
        editions=int(row["editions"]),
        first_year=int(row["first_year"]),
        last_year=int(row["last_year"]),
        weight=Weight.parse(row["tonnes"], unit="t"),
        turnover=Money.parse(row["turnover_eur"]),
        purchases=int(row["purchases"]),
        firms=int(row["firms"]),
        source=row["source"],
        url=row["url"],
    )
