"""The organiser's pages."""

from flask import Blueprint

blueprint = Blueprint("organiser", __name__, url_prefix="/organiser")

from app.organiser import home  # noqa: E402 -- each file adds its own routes

__all__ = ["blueprint", "home"]
