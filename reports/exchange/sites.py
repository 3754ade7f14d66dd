"""The sites of an edition as GeoJSON (RFC 7946): for a map of the town, or of a whole region."""

from __future__ import annotations

from typing import Any

from bourse.editions.models import Edition, Site

MEDIA_TYPE = "application/geo+json"


def features(edition: Edition, page: str) -> dict[str, Any]:
    """A feature a site, longitude before latitude; `page` is the edition's public address.

    A site that is not on the map yet has no geometry. Coordinates are written as the decimal
    numbers that the format wants, from whole millionths of a degree.
    """
    return {
        "type": "FeatureCollection",
        "name": edition.name,
        "features": [_feature(edition, site, page) for site in edition.sites],
    }


def _feature(edition: Edition, site: Site, page: str) -> dict[str, Any]:
    at = site.position
    return {
        "type": "Feature",
        "id": f"{edition.slug}/{site.id}",
        "geometry": at
        and {
            "type": "Point",
            "coordinates": [float(at.longitude), float(at.latitude)],
        },
        "properties": {
            "name": site.name,
            "address": site.address,
            "postcode": site.postcode,
            "town": site.town,
            "hours": site.hours,
            "edition": edition.name,
            "starts_on": edition.starts_on.isoformat(),
            "ends_on": edition.ends_on.isoformat(),
            "url": page,
            "is_fictional": edition.is_fictional,
        },
    }
