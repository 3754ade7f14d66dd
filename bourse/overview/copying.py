"""Copying last year's edition: where and how it was held, but nothing that was brought or sold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bourse.db import db
from bourse.editions import service
from bourse.editions.models import Edition, EditionCategory, Site
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.models import Till


def copy_edition(
    source: Edition, *, slug: str, name: str, starts_on: date, ends_on: date, by: Actor
) -> Edition:
    """A new edition in preparation with the terms, sites, categories and tills of `source`.

    Lots, exhibitors, devices and cashiers stay behind; what copies a fictional edition is
    fictional. Raises the errors of `service.create_edition`.
    """
    terms = replace(
        draft_of(source),
        slug=slug,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        applications_open=False,
        catalogue_closes_at=_moved(source, starts_on),
    )
    edition = service.create_edition(terms, by=by)
    edition.categories = [
        EditionCategory(category_code=held.category_code, default_weight_g=held.default_weight_g)
        for held in source.categories
    ]
    twins = {site.id: _twin(site) for site in source.sites}
    edition.sites = list(twins.values())
    db.session.flush()
    for till in db.session.scalars(
        select(Till)
        .where(Till.edition_id == source.id, Till.retired_at.is_(None))
        .order_by(Till.number)
    ):
        db.session.add(
            Till(
                edition_id=edition.id,
                site_id=twins[till.site_id].id,
                number=till.number,
                name=till.name,
                payment_modes=till.payment_modes,
            )
        )
    note(by, "edition.copy", f"edition:{edition.id}", source=source.slug)
    return edition


def draft_of(edition: Edition) -> service.EditionDraft:
    """What is said of an edition today, as a draft to change it from."""
    return service.EditionDraft(
        name=edition.name,
        slug=edition.slug,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        place=edition.place,
        description=edition.description,
        timezone=edition.timezone,
        sales_mode=edition.sales_mode,
        currency=edition.currency,
        commission=edition.commission,
        stand_fee=edition.stand_fee,
        catalogue_closes_at=edition.catalogue_closes_at,
        hold_hours=edition.hold_hours,
        applications_open=edition.applications_open,
        is_fictional=edition.is_fictional,
    )


def _moved(source: Edition, starts_on: date) -> datetime | None:
    """The deadline as many days from the new first day, at the same local hour."""
    if source.catalogue_closes_at is None:
        return None
    zone = ZoneInfo(source.timezone)
    local = source.catalogue_closes_at.astimezone(zone).replace(tzinfo=None)
    return (local + (starts_on - source.starts_on)).replace(tzinfo=zone).astimezone(UTC)


def _twin(site: Site) -> Site:
    return Site(
        name=site.name,
        address=site.address,
        postcode=site.postcode,
        town=site.town,
        hours=site.hours,
        position=site.position,
        receives_goods=site.receives_goods,
    )
