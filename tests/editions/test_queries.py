"""Lists of editions: the latest first, a page at a time, and only what the public may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from bourse.db import transaction
from bourse.editions import queries, service
from bourse.editions.service import EditionDraft, SiteDraft
from bourse.errors import BourseError
from bourse.people.actor import SYSTEM

FIRST = EditionDraft(
    name="Bourse", slug="e0", starts_on=date(2026, 6, 13), ends_on=date(2026, 6, 14)
)


@pytest.fixture
def five(app: Flask) -> None:
    """Two editions on one day in 2026, one each in 2027 to 2029."""
    with transaction():
        for number, year in enumerate((2026, 2026, 2027, 2028, 2029)):
            days = {"starts_on": date(year, 6, 13), "ends_on": date(year, 6, 14)}
            service.create_edition(replace(FIRST, slug=f"e{number}", **days), by=SYSTEM)
        service.add_site(queries.edition_by_slug("e0"), SiteDraft(name="Halle"), by=SYSTEM)


def test_pages_follow_each_other_without_gap_or_repeat(five: None) -> None:
    first = queries.editions(size=2)
    second = queries.editions(size=2, after=first.after)
    third = queries.editions(size=2, after=second.after)

    assert [row.slug for page in (first, second, third) for row in page.rows] == [
        "e4", "e3", "e2", "e1", "e0",
    ]  # fmt: skip
    assert third.after is None
    assert third.rows[0].sites == 1


def test_a_full_last_page_is_the_last(five: None) -> None:
    assert queries.editions(size=5).after is None


def test_the_public_knows_what_was_announced(five: None) -> None:
    assert queries.announced_editions().rows == ()
    with transaction():
        service.open_edition(queries.edition_by_slug("e0"), by=SYSTEM)
        queries.edition_by_slug("e3").applications_open = True
    assert [row.slug for row in queries.announced_editions().rows] == ["e3", "e0"]


def test_another_slug_is_no_edition_and_another_site_no_site(five: None) -> None:
    with pytest.raises(BourseError, match="edition_unknown"):
        queries.edition_by_slug("e9")
    site = queries.edition_by_slug("e0").sites[0]
    assert queries.site_of(queries.edition_by_slug("e0"), site.id) is site
    with pytest.raises(BourseError, match="site_unknown"):
        queries.site_of(queries.edition_by_slug("e1"), site.id)
