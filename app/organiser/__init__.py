"""The organiser's pages."""

from flask import Blueprint

blueprint = Blueprint("organiser", __name__, url_prefix="/organiser")

from app.organiser import (  # noqa: E402 -- each file adds its own routes
    categories,
    changes,
    checklist,
    copying,
    creating,
    dashboard,
    history,
    home,
    journal,
    lot_editing,
    lot_moves,
    lots,
    mail,
    navigation,
    opening,
    organisation,
    report,
    settings,
    sites,
    stock_corrections,
    team,
)

__all__ = [
    "blueprint",
    "categories",
    "changes",
    "checklist",
    "copying",
    "creating",
    "dashboard",
    "history",
    "home",
    "journal",
    "lot_editing",
    "lot_moves",
    "lots",
    "mail",
    "navigation",
    "opening",
    "organisation",
    "report",
    "settings",
    "sites",
    "stock_corrections",
    "team",
]
