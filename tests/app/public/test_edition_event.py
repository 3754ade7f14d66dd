"""An edition's page says to search engines when and where it is: schema.org's Event."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.values import Position
from tests.fixtures.two_sites import TwoSites

KNOWN = {
    "Event": {"name", "startDate", "endDate", "location", "url", "eventStatus", "description"}
    | {"eventAttendanceMode", "offers", "organizer", "subEvent", "additionalType"},
    "Place": {"name", "address", "geo"},
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality"},
    "GeoCoordinates": {"latitude", "longitude"},
    "AggregateOffer": {"url", "priceCurrency", "availability"},
    "Organization": {"name"},
}
"""The properties of each type that schema.org defines, of those that we say."""
NEEDED = {
    "Event": {"name", "startDate", "location"},
    "Place": {"name"},
    "AggregateOffer": {"url", "priceCurrency"},
    "Organization": {"name"},
}
ADDRESSES = {"url", "additionalType", "eventStatus", "eventAttendanceMode", "availability"}


@pytest.fixture
def placed(two_sites: TwoSites) -> TwoSites:
    with transaction():
        hall = two_sites.small.site
        hall.position = Position(47_057_040, 6_608_610)
        hall.address, hall.postcode = "4, rue de la Halle", "25500"
        hall.hours = "Samedi 9h-18h, dimanche 10h-12h et 14h-17h"
        two_sites.yard_site.hours = "De 8 h à 17 h"
    return two_sites


def said(app: Flask, slug: str = "morteau-2026") -> dict[str, Any]:
    """What the page says, once each part is of a known type, whole, and its values readable."""
    page = app.test_client().get(f"/e/{slug}").get_data(as_text=True)
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    found: dict[str, Any] = json.loads(script)
    assert found.pop("@context") == "https://schema.org"
    check(found)
    return found


def check(part: dict[str, Any]) -> None:
    kind, names = part["@type"], {name for name in part if not name.startswith("@")}
    assert names <= KNOWN[kind]
    assert names >= NEEDED.get(kind, set())
    for name in names:
        values = part[name] if isinstance(part[name], list) else [part[name]]
        for value in values:
            if isinstance(value, dict):
                check(value)
            elif name in ADDRESSES:
                assert urlsplit(value).scheme in {"http", "https"}
            elif name.endswith("Date"):
                date.fromisoformat(value[:10])
            else:
                assert value


def test_it_says_when_in_its_time_zone_and_where(app: Flask, placed: TwoSites) -> None:
    found = said(app)
    assert found["name"] == placed.small.edition.name
    assert found["startDate"] == "2026-06-13T08:00:00+02:00"
    assert found["endDate"] == "2026-06-14T17:00:00+02:00"
    hall, yard = found["location"]
    assert hall["name"] == "Salle des fêtes"
    assert hall["address"]["streetAddress"] == "4, rue de la Halle"
    assert hall["geo"]["latitude"] == "47.057040"
    assert "geo" not in yard
    assert found["organizer"]["name"] == "Matériaux du Val"
    assert found["offers"]["url"] == "http://localhost/e/morteau-2026/catalogue"


def test_each_time_a_site_opens_is_part_of_it(app: Flask, placed: TwoSites) -> None:
    parts = [
        (part["location"]["name"], part["startDate"], part["endDate"])
        for part in said(app)["subEvent"]
    ]
    assert parts == [
        ("Salle des fêtes", "2026-06-13T09:00:00+02:00", "2026-06-13T18:00:00+02:00"),
        ("Salle des fêtes", "2026-06-14T10:00:00+02:00", "2026-06-14T12:00:00+02:00"),
        ("Salle des fêtes", "2026-06-14T14:00:00+02:00", "2026-06-14T17:00:00+02:00"),
        ("Plateforme", "2026-06-13T08:00:00+02:00", "2026-06-13T17:00:00+02:00"),
        ("Plateforme", "2026-06-14T08:00:00+02:00", "2026-06-14T17:00:00+02:00"),
    ]


def test_hours_nobody_can_read_leave_days(app: Flask, placed: TwoSites) -> None:
    with transaction():
        placed.yard_site.hours = "sur rendez-vous"
    found = said(app)
    assert (found["startDate"], found["endDate"]) == ("2026-06-13", "2026-06-14")
    assert len(found["subEvent"]) == 3


def test_winter_is_an_hour_later(app: Flask, placed: TwoSites) -> None:
    with transaction():
        edition = db.session.get_one(Edition, placed.small.edition.id)
        edition.starts_on, edition.ends_on = date(2026, 12, 5), date(2026, 12, 6)
    starts = datetime.fromisoformat(said(app)["startDate"])
    assert starts.utcoffset() == timedelta(hours=1)
    assert starts.astimezone(UTC).hour == 7


def test_an_edition_without_a_site_is_where_it_says(app: Flask, placed: TwoSites) -> None:
    day = date(2027, 1, 2)
    with transaction():
        db.session.add(
            Edition(
                slug="vesoul",
                name='Bourse </script> "de" Vesoul',
                place="Vesoul",
                starts_on=day,
                ends_on=day,
                status=EditionStatus.OPEN,
            )
        )
    found = said(app, "vesoul")
    assert found["name"] == 'Bourse </script> "de" Vesoul'
    assert found["location"] == [{"@type": "Place", "name": "Vesoul"}]
    assert found["startDate"] == found["endDate"] == "2027-01-02"
    assert "subEvent" not in found
