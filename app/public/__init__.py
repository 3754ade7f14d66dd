"""What anybody may read: an edition's page, its catalogue, a lot."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from app.public import catalogue, editions, home, lots  # noqa: E402 -- each adds its own routes

__all__ = ["blueprint", "catalogue", "editions", "home", "lots"]
