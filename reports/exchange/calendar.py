"""An edition as a calendar (RFC 5545): an event a site and day where its hours can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDatetime, vGeo, vText, vUri

from bourse.editions.hours import opening_hours
from bourse.editions.models import Edition, Site

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Bourse//Editions//FR"


def calendar(edition: Edition, page: str, stamp: datetime) -> bytes:
    """The calendar; `page` is the edition's public address, `stamp` when this is said.

    A site whose hours cannot be read has one event of whole days, and so has an edition without
    any site. An event keeps its UID as long as its site and day, so that importing the calendar
    again moves what has changed.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", _text(edition.name))
    for event in _events(edition, page):
        event.add("dtstamp", vDatetime(stamp))
        event.add("summary", _text(edition.name))
        event.add("url", vUri(page))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    year = edition.starts_on.year
    made.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 1, 12, 31))
    return bytes(made.to_ical())


def _events(edition: Edition, page: str) -> Iterator[Event]:
    for site in edition.sites:
        hours = opening_hours(site.hours, edition.starts_on, edition.ends_on)
        for day, spans in (hours or {}).items():
            for number, span in enumerate(spans):
                event = _event(edition, page, f"{site.id}-{day:%Y%m%d}-{number}", site)
                event.add("dtstart", _moment(day, span[0], edition))
                event.add("dtend", _moment(day, span[1], edition))
                yield event
        if not hours:
            yield _whole_days(edition, _event(edition, page, str(site.id), site))
    if not edition.sites:
        yield _whole_days(edition, _event(edition, page, "edition", None))


def _event(edition: Edition, page: str, name: str, site: Site | None) -> Event:
    event = Event()
    event.add("uid", f"{edition.slug}-{name}@{urlsplit(page).hostname}")
    town = f"{site.postcode} {site.town}".strip() if site else ""
    where = [site.name, site.address, town] if site else [edition.place]
    if any(where):
        event.add("location", _text(", ".join(said for said in where if said)))
    if site and site.position:
        event.add("geo", vGeo((float(site.position.latitude), float(site.position.longitude))))
    said = [edition.description, site.hours if site else "", page]
    event.add("description", _text("\n\n".join(text for text in said if text)))
    return event


def _whole_days(edition: Edition, event: Event) -> Event:
    event.add("dtstart", edition.starts_on)
    event.add("dtend", edition.ends_on + timedelta(days=1))  # the first day it is not
    return event


def _moment(day: date, hour: time, edition: Edition) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(edition.timezone))


def _text(said: str) -> vText:
    """What people wrote, on lines as they wrote it; no other control character is a text's."""
    lines = "\n".join(said.splitlines())
    return vText("".join(sign for sign in lines if sign == "\n" or sign.isprintable()))
