"""The exhibitor's pages."""

from flask import Blueprint

blueprint = Blueprint("exhibitor", __name__, url_prefix="/exhibitor")

from app.exhibitor import (  # noqa: E402 -- each file adds its own routes
    applying,
    colleagues,
    companies,
    conformity,
    deadline,
    held,
    home,
    labels,
    lot_desk,
    lot_editing,
    lot_imports,
    lot_moves,
    lot_sending,
    lot_series,
    lots,
    navigation,
    offline,
    participation,
    slips,
    sold,
    stand_baskets,
)

__all__ = [
    "applying",
    "blueprint",
    "colleagues",
    "companies",
    "conformity",
    "deadline",
    "held",
    "home",
    "labels",
    "lot_desk",
    "lot_editing",
    "lot_imports",
    "lot_moves",
    "lot_sending",
    "lot_series",
    "lots",
    "navigation",
    "offline",
    "participation",
    "slips",
    "sold",
    "stand_baskets",
]
