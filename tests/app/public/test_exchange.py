"""GeoJSON and iCal of an edition, read back by other readers than the writers."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import event

from app.public import exchange
from bourse.catalogue.offers import Found
from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus, Site
from bourse.lots.models import Lot
from bourse.values import Position
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.two_sites import TwoSites


@pytest.fixture
def placed(two_sites: TwoSites) -> TwoSites:
    """The hall is on the map and says its hours; the yard does neither."""
    with transaction():
        hall = two_sites.small.site
        hall.position = Position(47_057_040, 6_608_610)
        hall.hours = "Samedi 9h-18h, dimanche 10h-12h et 14h-17h"
        hall.address, hall.postcode = "4, rue de la Halle", "25500"
        two_sites.yard_site.hours = "sur rendez-vous"
    return two_sites


def events(app: Flask) -> list[Event]:
    answer = app.test_client().get("/e/morteau-2026/edition.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.get_data()).walk("VEVENT"))


def test_sites_are_features_longitude_first(app: Flask, placed: TwoSites) -> None:
    answer = app.test_client().get("/e/morteau-2026/sites.geojson")
    assert answer.content_type == "application/geo+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    read = json.loads(answer.get_data(), parse_float=Decimal)
    hall, yard = read["features"]
    assert read["type"] == "FeatureCollection"
    assert hall["geometry"] == {
        "type": "Point",
        "coordinates": [Decimal("6.60861"), Decimal("47.05704")],
    }
    assert yard["geometry"] is None
    assert hall["properties"]["name"] == "Salle des fêtes"
    assert hall["properties"]["url"] == "http://localhost/e/morteau-2026"


def test_each_span_of_hours_is_an_event_in_the_edition_s_zone(app: Flask, placed: TwoSites) -> None:
    timed = [event for event in events(app) if isinstance(event.start, datetime)]
    assert [(event.start.isoformat(), event.end.isoformat()) for event in timed] == [
        ("2026-06-13T09:00:00+02:00", "2026-06-13T18:00:00+02:00"),
        ("2026-06-14T10:00:00+02:00", "2026-06-14T12:00:00+02:00"),
        ("2026-06-14T14:00:00+02:00", "2026-06-14T17:00:00+02:00"),
    ]
    assert timed[0]["location"] == "Salle des fêtes, 4, rue de la Halle, 25500 Morteau"
    assert timed[0]["geo"].to_ical() == "47.05704;6.60861"
    assert timed[0]["url"] == "http://localhost/e/morteau-2026"


def test_a_site_without_hours_has_whole_days(app: Flask, placed: TwoSites) -> None:
    (whole,) = [event for event in events(app) if not isinstance(event.start, datetime)]
    assert (whole.start, whole.end) == (date(2026, 6, 13), date(2026, 6, 15))
    assert whole.duration == timedelta(days=2)
    assert "sur rendez-vous" in whole["description"]
    assert "geo" not in whole


def test_an_edition_without_a_site_has_its_days(app: Flask, small: SmallEdition) -> None:
    with transaction():
        db.session.add(
            Edition(
                slug="vesoul",
                name="Bourse de Vesoul",
                place="Vesoul",
                starts_on=date(2027, 1, 2),
                ends_on=date(2027, 1, 2),
                status=EditionStatus.OPEN,
            )
        )
    made = Calendar.from_ical(app.test_client().get("/e/vesoul/edition.ics").get_data())
    (event,) = made.walk("VEVENT")
    assert (event.start, event["location"]) == (date(2027, 1, 2), "Vesoul")


def test_an_event_keeps_its_uid_and_no_two_share_one(app: Flask, placed: TwoSites) -> None:
    first = [str(event["uid"]) for event in events(app)]
    with transaction():
        db.session.get_one(Site, placed.small.site.id).name = "Halle"
    assert [str(event["uid"]) for event in events(app)] == first
    assert len(set(first)) == 4


def test_no_text_becomes_a_line_of_the_calendar(app: Flask, placed: TwoSites) -> None:
    hostile = "Bourse\r\nBEGIN:VALARM\nATTENDEE:mailto:x@y\u2028END:VEVENT\x00, ; \\n \\;"
    with transaction():
        edition = db.session.get_one(Edition, placed.small.edition.id)
        edition.description = hostile.replace("\x00", "\x1b")
        edition.sites[0].name = "Salle\r\nATTACH:http://evil"
    raw = app.test_client().get("/e/morteau-2026/edition.ics").get_data(as_text=True)
    assert len(events(app)) == 4
    unfolded = raw.replace("\r\n ", "")
    assert "\x1b" not in raw
    assert raw.count("\n") == raw.count("\r\n")
    for line in unfolded.split("\r\n"):
        assert not line.startswith(("ATTENDEE", "ATTACH", "BEGIN:VALARM"))
    assert "Salle\nATTACH:http://evil" in events(app)[0]["location"]


@pytest.mark.parametrize("path", ["sites.geojson", "edition.ics"])
def test_what_is_not_announced_is_unknown(app: Flask, small: SmallEdition, path: str) -> None:
    with transaction():
        small.edition.status = EditionStatus.PREPARING
    assert app.test_client().get(f"/e/morteau-2026/{path}").status_code == 404


def test_winter_is_an_hour_later(app: Flask, placed: TwoSites) -> None:
    with transaction():
        edition = db.session.get_one(Edition, placed.small.edition.id)
        edition.starts_on, edition.ends_on = date(2026, 12, 5), date(2026, 12, 6)
    assert events(app)[0].start.utcoffset() == timedelta(hours=1)


def test_the_catalogue_is_open_data_as_its_schema_says(app: Flask, placed: TwoSites) -> None:
    with transaction():
        db.session.get_one(Lot, placed.beam.id).designation = '=HYPERLINK("x"), été\n"'
    client = app.test_client()
    answer = client.get("/e/morteau-2026/catalogue.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    header, *lines = csv.reader(StringIO(answer.get_data(as_text=True)))
    (resource,) = client.get("/e/morteau-2026/datapackage.json").get_json()["resources"]
    assert resource["path"] == "http://localhost/e/morteau-2026/catalogue.csv"
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == header
    assert len(lines) == 5
    for line in lines:
        for field, value in zip(fields, line, strict=True):
            rules = field.get("constraints", {})
            assert value or not rules.get("required")
            assert not value or value in rules.get("enum", [value])
            if value and field["type"] == "integer":
                assert int(value) >= rules.get("minimum", 0)
    by_code = {line[0]: dict(zip(header, line, strict=True)) for line in lines}
    tiles, beam = by_code[placed.small.tiles.code], by_code[placed.beam.code]
    assert (tiles["price_cents"], tiles["remaining_milli"], tiles["unit"]) == ("850", "40000", "m2")
    assert tiles["url"] == f"http://localhost/l/{placed.small.tiles.code}"
    assert by_code[placed.small.door.code]["unit_weight_g"] == ""
    assert beam["designation"] == '\'=HYPERLINK("x"), été\n"'
    assert beam["places"] == "Salle des fêtes A2; Plateforme B1"


@pytest.fixture
def many(small: SmallEdition) -> SmallEdition:
    """The small edition with thirty lots more."""
    rng = random.Random(6)
    with transaction():
        db.session.add_all([a_lot(small.exhibitor, f"Tuile {n}", rng) for n in range(30)])
    return small


@pytest.mark.parametrize("at_once", [11, 33, 500])
def test_every_lot_is_in_it_once(
    app: Flask, many: SmallEdition, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(exchange, "READ", at_once)
    answer = app.test_client().get("/e/morteau-2026/catalogue.csv")
    _header, *lines = csv.reader(StringIO(answer.get_data(as_text=True)))
    assert len({line[0] for line in lines}) == len(lines) == 33


def test_it_is_sent_as_it_is_read_and_who_reads_slowly_holds_no_connection(
    app: Flask, many: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "READ", 10)
    db.session.rollback()
    read: list[int] = []
    monkeypatch.setattr(exchange, "offers", counting(exchange.offers, read))

    with connections_taken() as taken:
        lines = app.test_client().get("/e/morteau-2026/catalogue.csv").iter_encoded()
        some = [next(lines) for _line in range(1 + 15)]
        assert (len(read), len(taken)) == (2, 0), "two pages of four were read, nothing is held"
        with transaction():
            many.door.stock.sold_milli = many.door.quantity_milli
        assert len(some) + len(list(lines)) == 1 + 32, "what was sold meanwhile is not on offer"
        assert len(taken) == 0


@contextmanager
def connections_taken() -> Iterator[set[int]]:
    """The database's connections that somebody holds."""
    taken: set[int] = set()

    def take(connection: object, *_more: object) -> None:
        taken.add(id(connection))

    def give(connection: object, *_more: object) -> None:
        taken.discard(id(connection))

    event.listen(db.engine, "checkout", take)
    event.listen(db.engine, "checkin", give)
    try:
        yield taken
    finally:
        event.remove(db.engine, "checkout", take)
        event.remove(db.engine, "checkin", give)


def counting(read: Callable[..., Found], times: list[int]) -> Callable[..., Found]:
    def counted(*args: Any, **kwargs: Any) -> Found:
        times.append(1)
        return read(*args, **kwargs)

    return counted
