"""Where something is, as search engines read it: schema.org's Place."""

from __future__ import annotations

from typing import Any

from bourse.editions.models import Site

SCHEMA = "https://schema.org/"


def place(site: Site) -> dict[str, Any]:
    """The site, with what is known of its address and position."""
    said: dict[str, Any] = {"@type": "Place", "name": site.name}
    address = {
        "streetAddress": site.address,
        "postalCode": site.postcode,
        "addressLocality": site.town,
    }
    if known := {name: value for name, value in address.items() if value}:
        said["address"] = {"@type": "PostalAddress", **known}
    if at := site.position:
        said["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": str(at.latitude),
            "longitude": str(at.longitude),
        }
    return said
