"""Reading editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import selectinload

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Category, Edition, EditionStatus, Site
from bourse.errors import BourseError
from bourse.values import Page

PAGE = 20


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in a list; the cursor of a page is its slug."""

    slug: str
    name: str
    place: str
    starts_on: date
    ends_on: date
    status: EditionStatus
    applications_open: bool
    is_fictional: bool
    sites: int


def edition_by_slug(slug: str) -> Edition:
    """The edition of this slug, with its sites and categories; raises `edition_unknown`."""
    edition = db.session.scalar(
        select(Edition)
        .where(Edition.slug == slug)
        .options(selectinload(Edition.sites), selectinload(Edition.categories))
    )
    if edition is None:
        raise BourseError("edition_unknown", slug=slug)
    return edition


def next_edition() -> Edition | None:
    """The edition that is under way or comes first; None when all are over."""
    return db.session.scalar(
        select(Edition)
        .where(Edition.status != EditionStatus.CLOSED, Edition.ends_on >= now().date())
        .order_by(Edition.starts_on, Edition.id)
        .limit(1)
    )


def next_announced() -> Edition | None:
    """The edition under way or coming first of those that the public may know, with its sites."""
    return db.session.scalar(
        select(Edition)
        .where(
            Edition.status != EditionStatus.CLOSED, Edition.ends_on >= now().date(), _is_announced()
        )
        .order_by(Edition.starts_on, Edition.id)
        .limit(1)
        .options(selectinload(Edition.sites))
    )


def _is_announced() -> ColumnElement[bool]:
    """That it takes applications, is open, or was."""
    return or_(Edition.status != EditionStatus.PREPARING, Edition.applications_open)


def open_editions() -> list[Edition]:
    """The editions that sell now, the first to begin first; one, or a few."""
    return list(
        db.session.scalars(
            select(Edition)
            .where(Edition.status == EditionStatus.OPEN)
            .order_by(Edition.starts_on, Edition.id)
            .limit(20)
        )
    )


def site_of(edition: Edition, site_id: int) -> Site:
    """A site of this edition; raises `site_unknown` for another's."""
    site = next((site for site in edition.sites if site.id == site_id), None)
    if site is None:
        raise BourseError("site_unknown")
    return site


def editions(*, after: str | None = None, size: int = PAGE) -> Page[EditionRow]:
    """Editions, the latest first; `after` is the slug of the last one seen."""
    return _page(after, size, announced=False)


def announced_editions(*, after: str | None = None, size: int = PAGE) -> Page[EditionRow]:
    """What the public may know: editions that take applications, are open, or were."""
    return _page(after, size, announced=True)


def _page(after: str | None, size: int, *, announced: bool) -> Page[EditionRow]:
    sites = select(func.count()).where(Site.edition_id == Edition.id).scalar_subquery()
    wanted = select(
        Edition.slug,
        Edition.name,
        Edition.place,
        Edition.starts_on,
        Edition.ends_on,
        Edition.status,
        Edition.applications_open,
        Edition.is_fictional,
        sites,
    )
    if announced:
        wanted = wanted.where(_is_announced())
    if after is not None:
        last = select(Edition.starts_on, Edition.id).where(Edition.slug == after)
        if seen := db.session.execute(last).first():
            wanted = wanted.where(tuple_(Edition.starts_on, Edition.id) < tuple_(*seen))
    rows = db.session.execute(
        wanted.order_by(Edition.starts_on.desc(), Edition.id.desc()).limit(size + 1)
    )
    return Page.of([EditionRow(*row) for row in rows], size, lambda row: row.slug)


def categories() -> tuple[Category, ...]:
    """Every category, in the order of its code."""
    return tuple(db.session.scalars(select(Category).order_by(Category.code)))
