"""The exhibitor's pages."""

from flask import Blueprint

blueprint = Blueprint("exhibitor", __name__, url_prefix="/exhibitor")

from app.exhibitor import home  # noqa: E402 -- each file adds its own routes

__all__ = ["blueprint", "home"]
