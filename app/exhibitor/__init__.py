"""The exhibitor's pages."""

from flask import Blueprint

blueprint = Blueprint("exhibitor", __name__, url_prefix="/exhibitor")

from app.exhibitor import (  # noqa: E402 -- each file adds its own routes
    home,
    labels,
    lot_editing,
    lot_moves,
    lots,
    navigation,
    sold,
)

__all__ = ["blueprint", "home", "labels", "lot_editing", "lot_moves", "lots", "navigation", "sold"]
