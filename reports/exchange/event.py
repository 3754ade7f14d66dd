"""An edition as search engines read it: schema.org's Event, with its places, days and offers.

Where every site's hours can be read, the event begins with the first door that opens and ends with
the last that closes, in the edition's time zone; else it has days, which have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bourse.editions.hours import opening_hours
from bourse.editions.models import Edition, Site
from reports.exchange.place import SCHEMA, place

Span = tuple[datetime, datetime]


def event(edition: Edition, page: str, catalogue: str | None, *, organiser: str) -> dict[str, Any]:
    """The edition; `page` and `catalogue` are whole addresses, `organiser` may be unknown ("").

    Without lots there is no catalogue to promise: None.
    """
    spans = {site.id: list(_spans(edition, site)) for site in edition.sites}
    starts, ends = _bounds(edition, list(spans.values()))
    said: dict[str, Any] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "@id": page,
        "additionalType": f"{SCHEMA}SaleEvent",
        "name": edition.name,
        "url": page,
        "startDate": starts,
        "endDate": ends,
        "eventStatus": f"{SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": [place(site) for site in edition.sites] or _somewhere(edition),
    }
    if catalogue:
        said["offers"] = {
            "@type": "AggregateOffer",
            "url": catalogue,
            "priceCurrency": edition.currency,
            "availability": f"{SCHEMA}InStoreOnly",
        }
    if edition.description:
        said["description"] = edition.description
    if organiser:
        said["organizer"] = {"@type": "Organization", "name": organiser}
    if days := [_day(edition, site, span) for site in edition.sites for span in spans[site.id]]:
        said["subEvent"] = days
    return said


def _spans(edition: Edition, site: Site) -> Iterator[Span]:
    """From when to when the site is open, time after time; nothing where its hours are not read."""
    hours = opening_hours(site.hours, edition.starts_on, edition.ends_on) or {}
    for day, times in sorted(hours.items()):
        for opens, closes in times:
            yield _moment(edition, day, opens), _moment(edition, day, closes)


def _bounds(edition: Edition, spans: list[list[Span]]) -> tuple[str, str]:
    if not spans or not all(spans):
        return edition.starts_on.isoformat(), edition.ends_on.isoformat()
    known = [span for site in spans for span in site]
    starts, ends = min(span[0] for span in known), max(span[1] for span in known)
    return starts.isoformat(), ends.isoformat()


def _day(edition: Edition, site: Site, span: Span) -> dict[str, Any]:
    starts, ends = span
    return {
        "@type": "Event",
        "name": f"{edition.name} – {site.name}",
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat(),
        "location": place(site),
    }


def _somewhere(edition: Edition) -> list[dict[str, Any]]:
    """Until a site is announced: what the edition says of its place, if anything."""
    return [{"@type": "Place", "name": edition.place}] if edition.place else []


def _moment(edition: Edition, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(edition.timezone))
