"""What anybody may read: an edition's page, its catalogue, a lot."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from app.public import home  # noqa: E402 -- each file adds its own routes

__all__ = ["blueprint", "home"]
