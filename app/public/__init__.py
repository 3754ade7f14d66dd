"""What anybody may do: read an edition's page, its catalogue, a lot; apply with a firm."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from app.public import (  # noqa: E402 -- each file adds its own routes
    applying,
    catalogue,
    editions,
    exchange,
    hold_sent,
    holding,
    holds,
    home,
    indexing,
    joining,
    lots,
    photos,
    receipts,
    stand_baskets,
    trust,
)

__all__ = [
    "applying",
    "blueprint",
    "catalogue",
    "editions",
    "exchange",
    "hold_sent",
    "holding",
    "holds",
    "home",
    "indexing",
    "joining",
    "lots",
    "photos",
    "receipts",
    "stand_baskets",
    "trust",
]
