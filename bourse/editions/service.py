"""Use cases of editions: creating and revising one, its sites and categories, its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bourse.db import db
from bourse.editions import slugs
from bourse.editions.models import (
    Category,
    Edition,
    EditionCategory,
    EditionStatus,
    SalesMode,
    Site,
)
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.values import Money, Position, Rate, Weight

YEARS = range(2000, 2101)
"""Of an edition: at the ends of the calendar no zone can be reckoned."""
LONGEST_DAYS = 31
"""An edition lasts one to three days; past this a date was mistyped."""
LONGEST_HOLD_HOURS = 30 * 24
NO_COMMISSION, NO_FEE = Rate(0), Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """What an organiser says of an edition. `slug` is fixed once the edition is there.

    `catalogue_closes_at` is when exhibitors' lots must be in; None: until the edition closes.
    `hold_hours` is how long what a visitor holds is kept; None: nobody holds anything.
    """

    name: str
    slug: str
    starts_on: date
    ends_on: date
    place: str = ""
    description: str = ""
    timezone: str = "Europe/Paris"
    sales_mode: SalesMode = SalesMode.EXHIBITOR_CASHES
    currency: str = "EUR"
    commission: Rate = NO_COMMISSION
    stand_fee: Money = NO_FEE
    catalogue_closes_at: datetime | None = None
    hold_hours: int | None = None
    applications_open: bool = False
    is_fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDraft:
    """What an organiser says of a site. `hours` is text as visitors read it."""

    name: str
    address: str = ""
    postcode: str = ""
    town: str = ""
    hours: str = ""
    position: Position | None = None
    receives_goods: bool = False


def create_edition(draft: EditionDraft, *, by: Actor) -> Edition:
    """A new edition in preparation, every category switched on.

    Raises `slug_invalid`, `slug_taken`, `dates_far`, `dates_order`, `dates_too_long`,
    `commission_range`, `fee_negative`, `timezone_unknown`, `deadline_after_end`,
    `hold_hours_range` (most).
    """
    _check(draft)
    slug = slugs.check(draft.slug)
    if db.session.scalar(select(Edition.id).where(Edition.slug == slug)) is not None:
        raise BourseError("slug_taken", field="slug", slug=slug)
    edition = Edition(slug=slug, is_fictional=draft.is_fictional)
    _write(edition, draft)
    edition.categories = [
        EditionCategory(category_code=code) for code in db.session.scalars(select(Category.code))
    ]
    db.session.add(edition)
    db.session.flush()
    note(by, "edition.create", f"edition:{edition.id}", slug=slug)
    return edition


def revise_edition(edition: Edition, draft: EditionDraft, *, by: Actor) -> None:
    """Change what is said of an edition, with the errors of `create_edition`.

    Raises `slug_fixed` for another slug (labels, links and the journal say it), and
    `terms_fixed` for another currency or sales mode once the edition has been open.
    """
    _check(draft)
    if draft.slug != edition.slug:
        raise BourseError("slug_fixed", field="slug")
    if edition.status is not EditionStatus.PREPARING:
        for term in ("sales_mode", "currency"):
            if getattr(draft, term) != getattr(edition, term):
                raise BourseError("terms_fixed", field=term)
    _write(edition, draft)
    note(by, "edition.revise", f"edition:{edition.id}")


def add_site(edition: Edition, draft: SiteDraft, *, by: Actor) -> Site:
    """One more place; raises `site_name_taken`."""
    _check_site_name(edition, draft.name, None)
    site = Site(edition=edition)
    _write_site(site, draft)
    db.session.add(site)
    db.session.flush()
    note(by, "site.add", f"site:{site.id}", edition=edition.slug)
    return site


def revise_site(site: Site, draft: SiteDraft, *, by: Actor) -> None:
    """Change what is said of a site; raises `site_name_taken`."""
    _check_site_name(site.edition, draft.name, site)
    _write_site(site, draft)
    note(by, "site.revise", f"site:{site.id}", edition=site.edition.slug)


def remove_site(site: Site, *, by: Actor) -> None:
    """Take a site away; raises `site_in_use` when stands, tills or sales stand on it."""
    site_id, edition = site.id, site.edition
    try:
        with db.session.begin_nested():
            edition.sites.remove(site)
            db.session.flush()
    except IntegrityError as error:
        raise BourseError("site_in_use", site=site.name) from error
    note(by, "site.remove", f"site:{site_id}", edition=edition.slug)


def switch_category(
    edition: Edition, code: str, *, on: bool, default_weight: Weight | None = None, by: Actor
) -> None:
    """Switch a category on, with the organiser's default weight of one unit, or off.

    Raises `category_unknown`, and `weight_not_positive` for a default weight of zero or less.
    """
    if db.session.get(Category, code) is None:
        raise BourseError("category_unknown", code=code)
    if default_weight is not None and default_weight.grams <= 0:
        raise BourseError("weight_not_positive")
    held = next((held for held in edition.categories if held.category_code == code), None)
    grams = default_weight.grams if default_weight else None
    if on and held is None:
        edition.categories.append(EditionCategory(category_code=code, default_weight_g=grams))
    elif on and held is not None and held.default_weight_g != grams:
        held.default_weight_g = grams
    elif not on and held is not None:
        edition.categories.remove(held)
    else:
        return
    note(by, "category.switch", f"edition:{edition.id}", category=code, on=int(on), weight_g=grams)


def open_edition(edition: Edition, *, by: Actor) -> None:
    """Let the tills sell; raises `edition_open_already`, and `edition_without_site`."""
    if edition.status is EditionStatus.OPEN:
        raise BourseError("edition_open_already")
    if not edition.sites:
        raise BourseError("edition_without_site")
    edition.status = EditionStatus.OPEN
    note(by, "edition.open", f"edition:{edition.id}")


def close_edition(edition: Edition, *, by: Actor) -> None:
    """End the sale and the applications; raises `edition_not_open`."""
    if edition.status is not EditionStatus.OPEN:
        raise BourseError("edition_not_open")
    edition.status = EditionStatus.CLOSED
    edition.applications_open = False
    note(by, "edition.close", f"edition:{edition.id}")


def _check(draft: EditionDraft) -> None:
    """The rules that hold whatever the edition."""
    if draft.starts_on.year not in YEARS or draft.ends_on.year not in YEARS:
        field = "ends_on" if draft.starts_on.year in YEARS else "starts_on"
        raise BourseError("dates_far", field=field, first=YEARS[0], last=YEARS[-1])
    if draft.ends_on < draft.starts_on:
        raise BourseError("dates_order", field="ends_on")
    if (draft.ends_on - draft.starts_on).days >= LONGEST_DAYS:
        raise BourseError("dates_too_long", field="ends_on", days=LONGEST_DAYS)
    if not 0 <= draft.commission.basis_points <= 10_000:
        raise BourseError("commission_range", field="commission")
    if draft.stand_fee.cents < 0:
        raise BourseError("fee_negative", field="stand_fee")
    if draft.timezone not in available_timezones():
        raise BourseError("timezone_unknown", field="timezone")
    closes_at = draft.catalogue_closes_at
    if closes_at and closes_at.astimezone(ZoneInfo(draft.timezone)).date() > draft.ends_on:
        raise BourseError("deadline_after_end", field="catalogue_closes_at")
    if draft.hold_hours is not None and not 1 <= draft.hold_hours <= LONGEST_HOLD_HOURS:
        raise BourseError("hold_hours_range", field="hold_hours", most=LONGEST_HOLD_HOURS)


def _write(edition: Edition, draft: EditionDraft) -> None:
    edition.name, edition.place = draft.name.strip(), draft.place.strip()
    edition.description = draft.description.strip()
    edition.starts_on, edition.ends_on = draft.starts_on, draft.ends_on
    edition.timezone, edition.currency = draft.timezone, draft.currency
    edition.sales_mode = draft.sales_mode
    edition.commission_bp = draft.commission.basis_points
    edition.stand_fee_cents = draft.stand_fee.cents
    edition.catalogue_closes_at = draft.catalogue_closes_at
    edition.hold_hours = draft.hold_hours
    edition.applications_open = draft.applications_open


def _check_site_name(edition: Edition, name: str, this: Site | None) -> None:
    if any(site is not this and site.name == name.strip() for site in edition.sites):
        raise BourseError("site_name_taken", field="name")


def _write_site(site: Site, draft: SiteDraft) -> None:
    site.name, site.address = draft.name.strip(), draft.address.strip()
    site.postcode, site.town = draft.postcode.strip(), draft.town.strip()
    site.hours, site.position = draft.hours.strip(), draft.position
    site.receives_goods = draft.receives_goods
